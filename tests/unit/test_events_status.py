"""How real the grammar makes an act: modality, negation, condition, and what governs it."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.events.mood import Modality, has_condition, is_negated, modality_of
from dragoman.events.status import situation_of
from dragoman.text.model import load_model


def word(sentence: str, text: str) -> Any:
    return next(t for t in load_model()(sentence) if t.text == text)


@pytest.mark.parametrize(
    ("sentence", "verb", "modality"),
    [
        ("Peru expelled the envoy.", "expelled", Modality.PLAIN),
        ("Peru will expel the envoy.", "expel", Modality.FUTURE),
        ("Peru is to expel the envoy.", "expel", Modality.FUTURE),
        ("Peru plans to expel the envoy.", "expel", Modality.FUTURE),
        ("Peru would expel the envoy.", "expel", Modality.WOULD),
        ("Peru may expel the envoy.", "expel", Modality.POSSIBLE),
        ("Peru must expel the envoy.", "expel", Modality.OBLIGED),
        ("Peru hopes to expel the envoy.", "expel", Modality.IMAGINED),
        ("Peru tried to expel the envoy.", "expel", Modality.IMAGINED),
        ("Peru decided to expel the envoy.", "expel", Modality.PLAIN),
        ("Peru managed to expel the envoy.", "expel", Modality.PLAIN),
        ("Peru will begin to withdraw its troops.", "withdraw", Modality.FUTURE),
        ("Rumours that Peru expelled the envoy were false.", "expelled", Modality.IMAGINED),
        ("The peso fell to close at nine cents.", "close", Modality.PLAIN),
        ("Peru would like to thank the crew.", "thank", Modality.PLAIN),
        ("Peru wants to know why the crew fled.", "fled", Modality.PLAIN),
        ("Peru wants to soften the blow.", "blow", Modality.PLAIN),
        ("Peru will wait because the crew fled.", "fled", Modality.PLAIN),
        ("Peru thanked the crew for mending the bridge.", "mending", Modality.PLAIN),
        ("The crew are to be freed.", "freed", Modality.FUTURE),
        ("Peru called for the release of the crew.", "release", Modality.IMAGINED),
        ("The crew is likely to flee.", "flee", Modality.IMAGINED),
        ("Peru announced cuts on Monday.", "cuts", Modality.FUTURE),
        ("Peru announced the result on Monday.", "result", Modality.PLAIN),
        ("Peru applied for admission.", "admission", Modality.IMAGINED),
        ("Peru negotiated a purchase of boats.", "purchase", Modality.IMAGINED),
        ("The crisis will continue.", "crisis", Modality.PLAIN),
        ("The crew will be able to leave.", "leave", Modality.FUTURE),
        ("Peru would like to thank the crew.", "like", Modality.PLAIN),
        ("The crew was discovered to have fled.", "fled", Modality.PLAIN),
    ],
)
def test_the_verb_above_and_the_auxiliary_decide_how_far_an_act_is_from_done(
    sentence: str, verb: str, modality: Modality
) -> None:
    assert situation_of(word(sentence, verb), ()).modality is modality


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Peru did not sign the treaty.", "sign"),
        ("Peru never signed the treaty.", "signed"),
        ("Peru failed to sign the treaty.", "sign"),
        ("Peru has yet to sign the treaty.", "sign"),
        ("Peru left without signing the treaty.", "signing"),
        ("Neither Peru nor Chile signed the treaty.", "signed"),
        ("Nobody signed the treaty.", "signed"),
        ("The crew was too weak to row.", "row"),
        ("Peru prevented a clash at sea.", "clash"),
        ("The departure was delayed.", "departure"),
        ("The departure will be delayed until May.", "departure"),
        ("Peru complained of a lack of progress.", "progress"),
        ("The vote was not a surprise.", "surprise"),
    ],
)
def test_what_did_not_happen_is_negated(sentence: str, verb: str) -> None:
    assert situation_of(word(sentence, verb), ()).negated


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("The crew may be on an island.", "be"),
        ("The crew is thought to have fled.", "fled"),
        ("The envoy was scheduled to arrive on Monday.", "arrive"),
        ("The envoy was due to arrive on Monday.", "arrive"),
        ("The ships were to land on Monday.", "land"),
        ("The bridge should be finished in May.", "finished"),
    ],
)
def test_a_guess_at_what_is_so_is_told_from_one_at_what_will_be(sentence: str, verb: str) -> None:
    assert situation_of(word(sentence, verb), ()).epistemic
    assert not situation_of(word("The crew may leave the island.", "leave"), ()).epistemic


def test_a_definite_act_is_not_denied_with_the_verb_that_speaks_of_it() -> None:
    assert not situation_of(word("The tests did not exclude the visit.", "visit"), ()).negated


def test_adjectives_say_how_real_the_act_is_that_a_noun_names() -> None:
    assert modality_of(word("The planned visit pleased Peru.", "visit")) is Modality.FUTURE
    assert modality_of(word("The alleged attack angered Peru.", "attack")) is Modality.IMAGINED
    assert is_negated(word("The cancelled visit angered Peru.", "visit"))


def test_the_condition_and_what_hangs_on_it_are_told_apart() -> None:
    sentence = "If Chile agrees, Peru will reopen the border."
    assert situation_of(word(sentence, "agrees"), ()).in_condition
    assert situation_of(word(sentence, "reopen"), ()).conditional
    assert has_condition(word("Had Chile agreed, Peru would have reopened it.", "reopened"))


def test_what_would_or_could_have_been_done_is_counterfactual() -> None:
    assert situation_of(word("Peru would have signed it.", "signed"), ()).counterfactual
    assert situation_of(word("Peru could have signed it.", "signed"), ()).counterfactual
    assert not situation_of(word("Peru may have signed it.", "signed"), ()).counterfactual


def test_the_content_of_an_event_verb_has_it_as_governor() -> None:
    doc = load_model()("Peru urged Chile to withdraw its troops.")
    urged = next(t for t in doc if t.text == "urged")
    assert situation_of(next(t for t in doc if t.text == "withdraw"), {urged.i}).governor == urged


def test_a_relative_clause_stands_by_itself() -> None:
    doc = load_model()("Peru did not meet the envoy who signed the treaty.")
    assert not situation_of(next(t for t in doc if t.text == "signed"), ()).negated
