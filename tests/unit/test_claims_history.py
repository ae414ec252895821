"""Firsts and comparisons: what a report says of a vote beside earlier ones, judged by a small record of our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman import world
from dragoman.claims.history import History, Told, find_histories
from dragoman.claims.misdated import set_right, with_misdated
from dragoman.claims.subjects import Subjects
from dragoman.domain.actors import Mention
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.measures import Measure, MeasureKind, Outcome, Stance
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.domain.sources import Evidence, Source
from dragoman.events.voting.ballots import (
    Ballot,
    OutcomeStatement,
    Reference,
    SaidDay,
    TallyStatement,
    VoteStatement,
)

LIGHTS = "Upkeep of lighthouses on remote islets"
MATCHES, CONFLICTS = Verdict.MATCHES, Verdict.CONFLICTS
OPEN = {Verdict.NOT_CHECKABLE, Verdict.SEVERAL}


def vote(
    symbol: str, held: date, yes: int, no: int, abstain: int, title: str = LIGHTS, **choices: Choice
) -> RollCall:
    return RollCall(
        id=symbol,
        body="UNGA",
        held=held,
        symbol=symbol,
        title=title,
        choices=choices,
        partial=True,
        stated=Tally(yes=yes, no=no, abstain=abstain),
    )


V2017 = vote("A/RES/72/900", date(2017, 12, 4), 98, 30, 41, NOR=Choice.ABSTAIN, PER=Choice.NO, FJI=Choice.YES)
V2019 = vote(
    "A/RES/74/900", date(2019, 12, 3), 101, 22, 41, NOR=Choice.ABSTAIN, PER=Choice.YES, FJI=Choice.YES
)
V2021 = vote("A/RES/76/900", date(2021, 12, 7), 110, 14, 39, NOR=Choice.YES, PER=Choice.YES, FJI=Choice.YES)
V2023 = vote("A/RES/78/900", date(2023, 12, 5), 107, 9, 44, NOR=Choice.NO, PER=Choice.NO, FJI=Choice.ABSTAIN)
FISH = vote("A/RES/78/901", date(2023, 12, 5), 107, 31, 12, "Trawling near spawning grounds", NOR=Choice.NO)
E7 = vote("A/RES/ES-14/7", date(2023, 3, 2), 120, 17, 20, "Truce along the canal")
E8 = vote("A/RES/ES-14/8", date(2023, 11, 2), 118, 11, 24, "Return of impounded ships")
PEACE_FIJI = vote(
    "A/RES/78/902", date(2023, 12, 5), 90, 5, 6, "Lasting and just peace in Fiji", NOR=Choice.NO
)
PEACE_PERU = vote(
    "A/RES/70/902", date(2015, 12, 5), 80, 6, 9, "Lasting and just peace in Peru", NOR=Choice.NO
)
OTHERS = [
    vote(f"A/RES/60/{n}", date(2005, 12, 1), 150, 1, n, f"Matter {'abcdefghij'[n % 10] * 5}{n}")
    for n in range(90)
]
RECORD = {v.id: v for v in (V2017, V2019, V2021, V2023, FISH, E7, E8, PEACE_FIJI, PEACE_PERU, *OTHERS)}
SUBJECTS = Subjects(RECORD.values())


def told(record: RollCall, text: str, phrase: str, **said: object) -> Told:
    """A ballot spoken of where the phrase stands."""
    at = text.index(phrase)
    passed = OutcomeStatement(outcome=Outcome.ADOPTED, start=at, end=at + len(phrase), anchor=at)
    where = Evidence(start=at, end=at + len(phrase), text=phrase)
    measure = Measure(id=record.id, kind=MeasureKind.RESOLUTION, evidence=where)
    return Told(Ballot(measure=measure, outcomes=(passed,), **said), record)  # type: ignore[arg-type]


def found(text: str, *spoken: Told) -> list[Finding]:
    history = History(SUBJECTS, lambda ids: {i: RECORD[i] for i in ids}, spoken)
    return list(find_histories(history, Source.of(text, published=date(2023, 12, 6))))


def of_one(text: str) -> list[Finding]:
    """What is found where the report surely means the vote of 2023."""
    report = f"The Assembly passed the text on lighthouses on Tuesday. {text}"
    return found(report, told(V2023, report, "passed"))


TRUE_AND_FALSE = [
    ("The noes were fewer than in {}.", "2021", None),
    ("Support was lower than in {}.", "2021", "2017"),
    ("Opposition has shrunk since {}.", "2019", None),
    ("The noes have dropped from {} to nine.", "14", "16"),
    ("Votes against fell to nine from {} two years earlier.", "14", "15"),
    ("Two years earlier it was {}.", "110", "118"),
    ("The ayes came down, compared with {} in 2021.", "110", "111"),
    ("Four years ago {} states had backed it.", "101", "102"),
    ("It was supported by three states {} than two years ago.", "fewer", "more"),
    ("As many states opposed it as in {}.", None, "2021"),
    ("It was the {} number of noes so far.", "lowest", "highest"),
    ("Never had so {} countries voted against.", "few", "many"),
    ("Abstentions, up from {}, were the order of the day.", "39", None),
    ("Nine states were against, five fewer than in {}.", "2021", "2019"),
    ("The text lost three votes compared with {}.", "2021", "2019"),
    ("Its support fell short of the {} votes of 2021.", "110", "112"),
    ("Support was not as strong as in {}.", "2021", "2017"),
    ("The number of ayes, 107, surpassed that of {}.", "2019", "2021"),
    ("A total of {} states abstained, as in 2021.", None, "44"),
    ("The lamps drew three votes fewer than {}.", "last time", "in 2019"),
    ("It was the lowest number of noes in {} years.", "six", None),
    ("In 2021, by contrast, only {} members had been against it.", "14", "13"),
    ("Support has crumbled, from {} votes in December 2021 to 107.", "110", "115"),
    ("It got {} votes than two years ago.", "fewer", "more"),
    ("The noes, of which there were {} in 2021, have fallen to nine.", "14", "15"),
    ("Nine were opposed where in 2021 there had been {}.", "14", "16"),
    ("The number of abstentions, which in 2021 stood at {}, rose.", None, "41"),
    ("Its predecessor had managed {} votes.", "110", "112"),
    ("In 2021 the corresponding figure had been {}.", "110", "112"),
    ("The keepers had to make do with {} ayes six years ago.", "98", "99"),
    ("Support was three votes {} 2021.", "down on", "up on"),
    ("The ayes, then {}, have come down.", "110", None),
    ("Opposition has {} since 2021.", "shrunk", "doubled"),
    ("The number of noes has not moved since {}.", None, "2021"),
    ("The noes leapt to {}, from 14 two years before.", None, "16"),
    ("The result was smaller than the 110 votes that it won in {}.", "2021", "2019"),
]


@pytest.mark.parametrize(
    ("words", "true", "false"), TRUE_AND_FALSE, ids=[words for words, _, _ in TRUE_AND_FALSE]
)
def test_a_comparison_is_judged_by_the_numbers_of_both_votes(words, true, false):
    if true is not None:
        (finding,) = of_one(words.format(true))
        assert (finding.verdict, finding.symbol) == (MATCHES, "A/RES/78/900")
    if false is not None:
        assert MATCHES not in {f.verdict for f in of_one(words.format(false))}


@pytest.mark.parametrize(
    "words",
    [
        "The noes were more numerous than in 2021.",
        "Support has grown since 2021.",
        "Votes against fell to nine from 15 two years earlier.",
        "It was supported by three states more than two years ago.",
        "As many states opposed it as in 2021.",
        "It was the highest number of noes so far.",
        "Two years earlier it was 118.",
        "The ayes, then 110, have risen.",
        "Opposition has doubled since 2021.",
        "The number of noes has not moved since 2021.",
        "The keepers had to make do with 99 ayes six years ago.",
    ],
)
def test_a_comparison_that_the_numbers_contradict_is_a_conflict(words):
    (finding,) = of_one(words)
    assert (finding.verdict, finding.symbol) == (CONFLICTS, "A/RES/78/900")


@pytest.mark.parametrize(
    "words",
    [
        "More than 40 states abstained in 2021.",
        "More than 100 states voted in favour, among them Peru, which had been against in 2017.",
        "Nine voted against and 44 more abstained.",
        "The lamps won by a majority larger than two to one, as in 2021.",
        "Prices rose from nine to twelve per cent.",
        "The keepers of the lamps went from no to abstention.",
        "The majority was larger in 2021.",
        "More lamps were smashed by waves coming against the rocks than in 2021.",
        "It was not the first time the Assembly met in December.",
    ],
)
def test_counts_and_other_matters_are_no_comparisons(words):
    assert of_one(words) == []


def test_steps_in_one_sentence_are_each_beside_the_vote_with_the_later_number():
    findings = of_one("The noes have thus fallen from 30 to 22, from 22 to 14 and from 14 to nine.")
    assert [(f.verdict, f.symbol) for f in findings] == [
        (MATCHES, "A/RES/74/900"),
        (MATCHES, "A/RES/76/900"),
        (MATCHES, "A/RES/78/900"),
    ]


def test_then_means_the_time_last_spoken_of():
    right, wrong = "Abstentions have become {} since then.".format, "In 2019 the text drew 41 abstentions. "
    assert [f.verdict for f in of_one(wrong + right("more numerous"))][-1] is MATCHES
    assert [f.verdict for f in of_one(wrong + right("fewer"))][-1] is CONFLICTS


def test_an_extreme_is_said_of_the_newest_vote_told():
    report = "The lamps passed on Tuesday. They had won in 2021. It was the lowest number of noes ever."
    (finding,) = found(report, told(V2023, report, "passed"), told(V2021, report, "won"))
    assert (finding.verdict, finding.symbol) == (MATCHES, "A/RES/78/900")


def test_a_number_in_the_sentence_tells_the_side_of_an_extreme():
    (finding,) = of_one("Only nine stood by the wreckers, the smallest number in more than a decade.")
    assert (finding.verdict, finding.claim.text) == (MATCHES, "the lowest number of votes against")


def test_an_extreme_since_a_year_is_judged_by_the_votes_after_it():
    (finding,) = of_one("The opposition was weaker than at any time since 2017.")
    assert (finding.verdict, finding.claim.text) == (MATCHES, "the lowest number of votes against")


def test_a_difference_without_a_time_is_from_the_vote_told_before():
    report = "Two years ago the lamps won. On Tuesday they passed again. The number of noes has fallen by {}."
    for words, verdict in (("five", MATCHES), ("six", CONFLICTS)):
        text = report.format(words)
        (finding,) = found(text, told(V2023, text, "passed"), told(V2021, text, "won"))
        assert (finding.verdict, finding.symbol) == (verdict, "A/RES/78/900")


def test_what_has_changed_by_now_is_judged_of_the_newest_vote_alone():
    report = "The text on lighthouses passed on Tuesday. In 2021 it had been adopted. The noes have doubled since 2019."
    (finding,) = found(report, told(V2023, report, "passed"), told(V2021, report, "adopted"))
    assert (finding.verdict, finding.symbol) == (CONFLICTS, "A/RES/78/900")


def test_where_no_title_is_alike_votes_under_the_same_item_of_the_agenda_are_compared():
    report = "The text passed on Tuesday. There were fewer votes against than a year ago."
    item = ("12 Upkeep of the coasts and islets of small states",)
    now = replace(vote("A/RES/78/903", date(2023, 12, 5), 80, 20, 9, "Question of Lundy"), agenda=item)
    then = replace(vote("A/RES/77/903", date(2022, 12, 6), 90, 12, 8, "Coasts and their upkeep"), agenda=item)
    record = {r.id: r for r in (now, then, *OTHERS)}
    history = History(
        Subjects(record.values()), lambda ids: {i: record[i] for i in ids}, (told(now, report, "passed"),)
    )
    (finding,) = find_histories(history, Source.of(report, published=date(2023, 12, 6)))
    assert (finding.verdict, finding.symbol) == (CONFLICTS, "A/RES/78/903")


def test_this_time_compares_with_the_vote_told_before():
    report = "The text passed on Tuesday. Two years ago the islets' friends won. So the opposition was weaker this time."
    spoken = told(V2023, report, "passed"), told(V2021, report, "won")
    (finding,) = found(report, *spoken)
    assert (finding.verdict, finding.symbol) == (MATCHES, "A/RES/78/900")


def test_two_votes_of_a_day_are_compared_in_the_order_of_the_report():
    report = (
        "The fishing text was passed first. Then the lighthouses were approved. "
        "As many states supported it as supported the earlier one, and 22 fewer were against."
    )
    spoken = told(FISH, report, "passed"), told(V2023, report, "approved")
    assert [(f.verdict, f.symbol) for f in found(report, *spoken)] == [(MATCHES, "A/RES/78/900")] * 2


def test_totals_in_the_sentence_before_tell_which_vote_of_the_series_is_meant():
    report = "The lamps won again this year. In between stood 110 votes to 14. The noes were more numerous than in 2019."
    (finding,) = found(report, told(V2023, report, "won"))
    assert (finding.verdict, finding.symbol) == (CONFLICTS, "A/RES/76/900")


def test_votes_of_one_emergency_session_are_compared_by_the_day_said():
    report = (
        "The ships' return was passed. That is better than on 2 March, when 120 states stood by the canal."
    )
    (finding,) = found(report, told(E8, report, "passed"))
    assert (finding.verdict, finding.symbol) == (CONFLICTS, "A/RES/ES-14/8")


def test_a_majority_is_doubtful_where_ayes_and_margin_go_different_ways():
    assert {f.verdict for f in of_one("The majority was larger than in 2021.")} <= OPEN


def test_a_number_already_told_as_a_total_is_judged_there():
    report = "The lamps won on Tuesday. Two years earlier, 111 had voted in favour."
    at = report.index("111")
    total = TallyStatement(tally=Tally(yes=111), start=at, end=len(report), anchor=at)
    assert found(report, told(V2023, report, "won"), told(V2021, report, "111", tallies=(total,))) == []


def test_the_time_a_sentence_begins_with_is_that_of_the_later_vote():
    (finding,) = of_one("In 2021 the noes fell from 22 to 14.")
    assert (finding.verdict, finding.symbol) == (MATCHES, "A/RES/76/900")


# ------------------------------------------------------------------ firsts
def chose(text: str, name: str, stance: Stance, phrase: str, **said: object) -> VoteStatement:
    (actor,) = world.resolve(name).actors
    at = text.index(phrase)
    voter = Mention(actor=actor, text=name, start=at, end=at + len(name))
    where = {"start": at, "end": at + len(phrase), "anchor": at}
    return VoteStatement(stance=stance, voters=(voter,), **where, **said)  # type: ignore[arg-type]


FIRSTS = [
    ("Norway voted against it for the first time.", "Norway", Stance.AGAINST, MATCHES),
    ("Peru voted against it for the first time.", "Peru", Stance.AGAINST, CONFLICTS),
    ("Peru voted against it for the first time since 2017.", "Peru", Stance.AGAINST, MATCHES),
    ("Fiji abstained - never before has it done so on lighthouses.", "Fiji", Stance.ABSTAIN, MATCHES),
]


@pytest.mark.parametrize(("words", "name", "stance", "verdict"), FIRSTS, ids=[words for words, *_ in FIRSTS])
def test_a_first_is_judged_by_the_earlier_votes_of_the_series(words, name, stance, verdict):
    report = f"The Assembly passed it. {words}"
    phrase = words.split(" for the")[0].split(" -")[0]
    spoken = told(V2023, report, "passed", votes=(chose(report, name, stance, phrase),))
    (finding,) = found(report, spoken)
    assert (finding.verdict, finding.symbol) == (verdict, "A/RES/78/900")


def test_a_first_takes_its_side_from_the_sentence_before():
    report = "It passed. In the no camp were Norway and Peru. It was a first for Norway, and a first for Peru, too."
    findings = found(report, told(V2023, report, "passed"))
    assert [(f.claim.actor.code, f.verdict) for f in findings] == [("NOR", MATCHES), ("PER", CONFLICTS)]


def test_a_first_of_a_state_beside_another_choice_is_said_of_the_nearest():
    report = (
        "It passed. Norway voted against it for the first time, while the delegates of Peru voted against it."
    )
    votes = (
        chose(report, "Norway", Stance.AGAINST, "Norway voted against it"),
        chose(report, "Peru", Stance.AGAINST, "Peru voted against it"),
    )
    assert [f.claim.actor.code for f in found(report, told(V2023, report, "passed", votes=votes))] == ["NOR"]


def test_a_text_on_a_matter_means_the_vote_last_spoken_of():
    report = "The lamps passed. Norway never before opposed a text on lighthouses. The trawlers lost."
    open_text = Reference(start=0, end=1, head=0, indefinite=True)
    said = chose(report, "Norway", Stance.AGAINST, "Norway never before opposed", reference=open_text)
    lost = told(FISH, report, "lost", votes=(said,))
    (finding,) = found(report, told(V2023, report, "passed"), lost)
    assert (finding.verdict, finding.symbol) == (MATCHES, "A/RES/78/900")


def test_a_first_is_judged_at_the_vote_of_the_year_said():
    report = "It passed. In 2021 Norway voted for it for the first time."
    said = chose(
        report, "Norway", Stance.FOR, "Norway voted for it", when=(date(2021, 1, 1), date(2021, 12, 31))
    )
    (finding,) = found(report, told(V2023, report, "passed", votes=(said,)))
    assert (finding.verdict, finding.symbol) == (MATCHES, "A/RES/76/900")


def test_a_title_that_names_another_state_is_no_earlier_text():
    report = "It passed. Norway opposed it for the first time."
    said = chose(report, "Norway", Stance.AGAINST, "Norway opposed it")
    (finding,) = found(report, told(PEACE_FIJI, report, "passed", votes=(said,)))
    assert finding.verdict is Verdict.NOT_CHECKABLE


def test_a_possessive_first_names_state_and_side():
    report = "It passed. Peru's first no vote was noted, and Norway's first abstention was not."
    findings = found(report, told(V2023, report, "passed"))
    assert [(f.claim.actor.code, f.verdict) for f in findings] == [("PER", CONFLICTS)]


def test_a_first_of_several_states_stands_behind_a_colon():
    report = "The text on lighthouses passed. Two governments voted no for the first time: Norway and Peru."
    findings = {f.claim.actor.code: f.verdict for f in found(report, told(V2023, report, "passed"))}
    assert findings == {"NOR": MATCHES, "PER": CONFLICTS}


def test_never_before_takes_its_side_from_its_own_clause():
    report = (
        "The text on lighthouses passed. Never before had Norway voted against it; in 2019 it had abstained."
    )
    (finding,) = found(report, told(V2023, report, "passed"))
    assert (finding.verdict, finding.claim.actor.code) == (MATCHES, "NOR")


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Norway had never before opposed it.", MATCHES),
        ("Peru had not opposed it at any earlier session.", CONFLICTS),
        ("Peru's no was without precedent.", CONFLICTS),
        ("No Peruvian envoy had opposed it before.", CONFLICTS),
        ("Peru was a newcomer among the noes.", CONFLICTS),
        ("Peru had always supported it until then.", CONFLICTS),
        ("Norway had always supported it until then.", MATCHES),
        ("Its opponents, Norway and Peru, were old hands.", None),
        ("Peru has not executed anyone since 1990, and was against it.", None),
    ],
)
def test_a_first_in_other_words_is_of_the_state_whose_it_is_by_the_grammar(words, verdict):
    report = f"It passed. {words}"
    verdicts = [f.verdict for f in found(report, told(V2023, report, "It passed"))]
    assert verdicts == ([verdict] if verdict else [])


# ------------------------------------------------------------------ days of earlier votes
@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("On 1 December 2021, when the text was last put to a vote,", date(2021, 12, 1), [CONFLICTS]),
        ("On 1 December 2021, when a committee voted on it,", date(2021, 12, 1), []),
        ("On 1 June 2021, when the text was last put to a vote,", date(2021, 6, 1), []),
        ("On 1 December 2021, when the keepers went on strike,", date(2021, 12, 1), []),
    ],
)
def test_a_wrong_day_of_an_earlier_vote_of_the_series(words: str, day: date, expected: list[Verdict]):
    text = f"The Assembly passed the lighthouse text. {words} Peru was there."
    source = Source.of(text, published=date(2023, 12, 6))
    at = text.index(words) + len("On ")
    said = SaidDay(start=at, end=text.index(",", at), first=day, last=day, of_vote=False, near=1, open=True)
    spoken = told(V2023, text, "passed", days=(said,))
    history = History(SUBJECTS, lambda ids: {i: RECORD[i] for i in ids}, [spoken])
    made = with_misdated([], history, [spoken.ballot], source)
    assert [f.verdict for f in made if f.claim.kind is ClaimKind.DATE] == expected
    assert all(f.symbol == V2021.symbol for f in made)


def test_the_day_of_another_vote_on_the_matter_is_that_votes():
    text = "The Assembly passed the lighthouse text. It was on 7 December 2021 that Norway came round."
    source = Source.of(text, published=date(2023, 12, 6))
    at = text.index("7 December")
    history = History(SUBJECTS, lambda ids: {i: RECORD[i] for i in ids}, [told(V2023, text, "passed")])

    def wrong(day: date) -> Finding:
        claim = Claim(
            kind=ClaimKind.DATE, text="", measure="", evidence=source.evidence(at, at + 15), held=day
        )
        return Finding(claim=claim, verdict=CONFLICTS, reason="", symbol=V2023.symbol, held=V2023.held)

    right, slip, nowhere = set_right(
        [wrong(V2021.held), wrong(date(2023, 12, 6)), wrong(date(2021, 5, 1))], history, source
    )
    assert (right.verdict, right.symbol) == (MATCHES, V2021.symbol)
    assert slip.verdict is nowhere.verdict is CONFLICTS


def test_an_extreme_since_a_year_is_asked_of_the_votes_since():
    text = "The Assembly passed the lighthouse text. Abstentions have never been so many since 2018."
    made = found(text, told(V2023, text, "passed"))
    assert [(f.verdict, f.symbol) for f in made] == [(MATCHES, V2023.symbol)]
    assert "in the 2 earlier votes" in made[0].reason  # that of 2017 is left aside
