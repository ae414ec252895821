"""The second opinion: its weights are those that shipped, it is not needed, and it does not depend on its surroundings."""

import hashlib
import subprocess
import sys
from importlib.resources import files

import pytest

from dragoman.domain.sources import Source
from dragoman.errors import ParseError
from dragoman.events.coder import find_events
from dragoman.events.confidence import by_rules, in_order, of_both, of_proposal
from dragoman.events.encoder.pieces import LONGEST, vocabulary
from dragoman.events.encoder.second import reviewed
from dragoman.events.encoder.session import STATUSES, TYPES, load_encoder, open_encoder
from dragoman.text.model import load_model
from dragoman.text.reader import read_text
from dragoman.workflows import read_source, source_of

PACKAGE = files("dragoman.events.encoder")
REPORT = (
    "Quito recalled its ambassador from Lima on Monday. The two neighbours patched things up over the weekend. "
    "Peru has promised to reopen the bridge if Ecuador pulls its gunboats back. Bogotá shrugged the offer off."
)


@pytest.fixture(scope="module")
def document():
    return read_text(Source.of(REPORT), load_model())


@pytest.fixture(scope="module")
def encoder():
    pytest.importorskip("onnxruntime", reason="the extra `encoder` is not installed")
    return load_encoder()


def digest_of(name: str) -> str:
    return hashlib.sha256((PACKAGE / name).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Minister", ["minister"]),
        ("Türkiye", ["turk", "##iy", "##e"]),
        ("co-sponsored", ["co", "-", "sponsored"]),
        ("’s", ["'", "s"]),
        ("—", ["-"]),
        ("☃", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_words_are_split_as_the_base_was_trained(word, pieces):
    names = {number: piece for piece, number in vocabulary().numbers.items()}
    assert [names[n] for n in vocabulary().pieces_of(word)] == pieces


def test_a_sentence_is_seen_up_to_its_limit():
    split = vocabulary().split(["troops"] * 500)
    assert len(split.ids) == LONGEST
    assert len(split.first) == LONGEST - 2


def test_the_weights_are_those_of_the_digest():
    assert digest_of("weights.onnx") == (PACKAGE / "weights.sha256").read_text("utf-8").strip()


def test_types_and_statuses_stand_in_the_order_in_which_the_weights_learned_them():
    assert " ".join(TYPES) == (
        "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST "
        "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
    )
    assert " ".join(STATUSES) == "actual future hypothetical negated historical"


def test_weights_that_were_tampered_with_are_refused():
    weights = bytearray((PACKAGE / "weights.onnx").read_bytes())
    weights[len(weights) // 2] ^= 1
    with pytest.raises(ParseError, match="SHA-256 differs") as refused:
        open_encoder(bytes(weights), digest_of("weights.onnx"))
    assert "install the package again" in str(refused.value)


def test_without_the_extra_the_rules_stand_alone():
    """In a process of its own, where ONNX Runtime cannot be imported."""
    code = (
        "import sys; sys.modules['onnxruntime'] = None\n"
        "from dragoman.events.encoder.session import load_encoder\n"
        "from dragoman.workflows import read_source, source_of\n"
        "assert load_encoder() is None\n"
        "print(len(read_source(source_of('Peru condemned the shelling.')).events))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "1", done.stderr


def test_the_rules_alone_lose_and_gain_nothing(document):
    alone = reviewed(document, find_events(document), None)
    assert alone.asked == 0
    assert [e.id for e in alone.events] == [e.id for e in find_events(document)]


def test_rank_and_confidence_go_together():
    ranks = [n / 20 for n in range(21)]
    said = [by_rules(rank) for rank in ranks]
    assert said == sorted(said)
    assert all(0 < p < 1 for p in said)


def test_more_certainty_of_the_encoder_is_more_confidence():
    shares = [n / 20 for n in range(21)]
    assert [of_proposal(s) for s in shares] == sorted(of_proposal(s) for s in shares)
    assert [of_both(0.7, s) for s in shares] == sorted(of_both(0.7, s) for s in shares)


@pytest.mark.parametrize(
    ("given", "ordered"),
    [([0.9, 0.5], [0.9, 0.5]), ([0.2, 0.8], [0.5, 0.5]), ([0.9, 0.1, 0.3], [0.9, 0.2, 0.2]), ([], [])],
)
def test_confidence_follows_the_order_of_the_rules(given, ordered):
    found = in_order(given)
    assert found == sorted(set(found), reverse=True)
    assert found == pytest.approx(ordered, abs=0.003)


def test_a_judgement_does_not_depend_on_what_was_judged_before(encoder):
    words = ["Peru", "recalled", "its", "ambassador"]
    first = encoder.judge(words)
    encoder.judge(["The", "ministers", "met", "in", "Quito", "and", "signed", "nothing", "at", "all"])
    second = encoder.judge(words)
    assert (first.types == second.types).all()
    assert (first.roles == second.roles).all()
    assert first.types.shape == (4, 17)


def test_the_same_report_gives_the_same_events(document, encoder):
    once, again = (reviewed(document, find_events(document), encoder) for _ in range(2))
    assert once == again
    assert 0 < once.asked <= once.sentences


def test_positions_and_findings_rest_on_the_rules(encoder):
    source = source_of(REPORT + " The Assembly then adopted the text by 93 votes to 18.")
    both, alone = (read_source(source, rules_alone=alone) for alone in (False, True))
    assert both.positions == alone.positions
    assert both.findings == alone.findings


def test_every_event_of_the_encoder_has_its_words_and_a_party(document, encoder):
    for event in reviewed(document, find_events(document), encoder).events:
        assert REPORT[event.evidence.start : event.evidence.end] == event.evidence.text
        assert event.actors
        assert 0 < event.confidence < 1
