"""What a report asserts of each ballot that a roll call could show or refute: its claims."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.claims.signs import DAY, is_impossible, is_of_committee
from dragoman.domain.actors import UNNAMED, Mention
from dragoman.domain.claims import Claim, ClaimKind, Quantifier
from dragoman.domain.events import Status
from dragoman.domain.measures import Outcome, Stance
from dragoman.domain.rollcalls import COUNCIL_SIZE, Tally
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import (
    Ballot,
    Group,
    OutcomeStatement,
    SaidOrgan,
    SponsorStatement,
    Statement,
    TallyStatement,
    VoteStatement,
)

VERBS = {
    Stance.FOR: "voted for",
    Stance.AGAINST: "voted against",
    Stance.ABSTAIN: "abstained on",
    Stance.ABSENT: "did not vote on",
    Stance.VETO: "vetoed",
    Stance.SPONSOR: "sponsored",
    Stance.COSPONSOR: "co-sponsored",
}
INTENTION = "it speaks of an intention, not of a vote cast"
OF_COMMITTEE = "votes in a committee are not in the record at hand"
UNVOTED = "nobody voted on it, so that there is no roll call"
_AMONG_SOME = re.compile(r"\W*(?:among|amongst|of|in|within|inside)\b", re.IGNORECASE)
"""“Among the allies A alone …”: alone of some, not of all."""
_ON_SEVERAL = re.compile(r"\s+(?:on |in )?(?:both|all three|each|every)\b", re.IGNORECASE)
OF_THE_REST = re.compile(r"\b(?:other|others|rest|remaining|of)\b", re.IGNORECASE)
"""“the other nine members” are part of the Council; “nine members” are a total."""
VAGUE = "no number decides it"


@dataclass(frozen=True, slots=True)
class Asserted:
    """A claim and the statement it comes from, which must not prove itself."""

    claim: Claim
    statement: object
    """What to leave out of the link when this claim is judged: its statement, or the words for the day."""
    last: dt.date | None = None
    """The last day that a claim of date allows."""
    loose: bool = False
    """Whether the words may belong to something else: the record can bear them out, not refute them."""

    @property
    def is_named(self) -> bool:
        """Whether the statement itself says which text it is about: “against *the American draft*”, not “it”."""
        statement = self.statement[0] if isinstance(self.statement, tuple) else self.statement
        r = getattr(statement, "reference", None)
        return r is not None and bool(
            r.about or r.about_codes or r.sponsors or r.symbol or r.number or r.which
        )


def find_claims(ballot: Ballot, source: Source) -> tuple[Asserted, ...]:
    """The claims of one ballot, in the order of the text."""
    found = [
        *(a for s in ballot.votes for a in _of_vote(ballot, s, source)),
        *(a for s in _completed(ballot, source) for a in _of_tally(ballot, s, source)),
        *(a for s in ballot.outcomes for a in _of_outcome(ballot, s, source)),
        *(a for s in ballot.sponsorships for a in of_sponsorship(ballot, s, source)),
        *_of_date(ballot, source),
        *_of_organ(ballot, source),
    ]
    return tuple(sorted(found, key=lambda a: (a.claim.evidence.start, a.claim.evidence.end)))


def name_of(ballot: Ballot) -> str:
    """How to call a text in a claim's sentence."""
    return ballot.measure.symbol or ballot.measure.title or "the text"


def of_statement(ballot: Ballot, s: VoteStatement | TallyStatement, source: Source) -> Iterator[Asserted]:
    """The claims that one statement makes of a ballot."""
    return _of_tally(ballot, s, source) if isinstance(s, TallyStatement) else _of_vote(ballot, s, source)


def _of_vote(ballot: Ballot, s: VoteStatement, source: Source) -> Iterator[Asserted]:
    of_a_vote = s.cast or ballot.is_voted or (s.when is not None and s.reference is not None)
    if not of_a_vote or s.stance not in VERBS:
        return
    evidence = source.evidence(s.start, s.end)
    uncheckable = INTENTION if s.status is not Status.ACTUAL else None
    for voter in s.voters:
        if voter.code == UNNAMED.code:
            continue
        claim = Claim(
            kind=ClaimKind.CHOICE,
            text=f"{voter.actor.code} {VERBS[s.stance]} {name_of(ballot)}",
            measure=ballot.measure.id,
            evidence=evidence,
            actor=voter,
            stance=s.stance,
            attribution=s.attribution,
            uncheckable=uncheckable,
        )
        yield Asserted(claim, (s, voter.code), loose=s.loose or (s.before and s.when is None))
    of_council = ballot.measure.body == "UNSC" and not is_impossible(ballot)
    if s.group is not None:
        words = source.text[s.group.start : s.group.end]
        of_council = of_council and all(int(n) < COUNCIL_SIZE for n in re.findall(r"\d+", words))
        of_council = of_council and (
            s.group.quantifier is not Quantifier.COUNT or bool(OF_THE_REST.search(words))
        )
    if s.group is not None and (s.group.bloc is not None or of_council):
        yield Asserted(_bloc_claim(ballot, s, s.group, source, uncheckable), (s, None), loose=s.loose)
    if s.only and s.voters and not _is_of_some(s, source):
        yield Asserted(_only_claim(ballot, _with_company(ballot, s), source, uncheckable), s)


def _with_company(ballot: Ballot, s: VoteStatement) -> VoteStatement:
    """“*Only Chad* joined Mali in voting against it”: those in whose company it was are no others."""
    company = [
        v for o in ballot.votes if o.stance is s.stance for v in o.voters if s.start <= v.start < s.end
    ]
    return replace(s, voters=tuple(dict.fromkeys((*s.voters, *company))))


def _is_of_some(s: VoteStatement, source: Source) -> bool:
    """Whether “alone” is said of some states, or of several votes: others may have done so on one of them."""
    lead, rest = source.text[s.start : min(v.start for v in s.voters)], source.text[s.end : s.end + 30]
    return bool(_AMONG_SOME.match(lead) or _ON_SEVERAL.match(rest))


def _bloc_claim(
    ballot: Ballot, s: VoteStatement, group: Group, source: Source, uncheckable: str | None
) -> Claim:
    who = group.bloc.actor.name if group.bloc else "the other members"
    named = ", ".join(m.code for m in group.exceptions)
    amount = {
        Quantifier.ALL: "all of",
        Quantifier.NONE: "none of",
        Quantifier.MOST: "most of",
        Quantifier.ALL_BUT: f"all but {named or group.count or 'those named'} of",
        Quantifier.COUNT: f"{group.count} of",
        Quantifier.AT_LEAST: f"at least {group.count} of",
        Quantifier.AS_BLOC: "",
        Quantifier.ONLY: f"only {named} of",
    }[group.quantifier]
    vague = group.quantifier is Quantifier.MOST and group.bloc is not None and group.bloc.actor.vague
    return Claim(
        kind=ClaimKind.BLOC,
        text=f"{amount} {who} {VERBS[s.stance]} {name_of(ballot)}".strip(),
        measure=ballot.measure.id,
        evidence=source.evidence(s.start, s.end),
        actor=group.bloc,
        stance=s.stance,
        quantifier=group.quantifier,
        count=group.count,
        exceptions=group.exceptions,
        beside=group.beside,
        attribution=s.attribution,
        uncheckable=uncheckable or (VAGUE if vague else None),
    )


def _only_claim(ballot: Ballot, s: VoteStatement, source: Source, uncheckable: str | None) -> Claim:
    """“Only Belarus voted against”, “the five were …”: these and no others."""
    named = ", ".join(m.code for m in s.voters)
    return Claim(
        kind=ClaimKind.BLOC,
        text=f"only {named} {VERBS[s.stance]} {name_of(ballot)}",
        measure=ballot.measure.id,
        evidence=source.evidence(s.start, s.end),
        stance=s.stance,
        quantifier=Quantifier.ONLY,
        exceptions=s.voters,
        attribution=s.attribution,
        uncheckable=uncheckable,
    )


def _completed(ballot: Ballot, source: Source) -> tuple[TallyStatement, ...]:
    """Tallies, completed by “only Belarus voted against” said in the same breath."""
    return tuple(_complete(t, ballot.votes, source.text) for t in ballot.tallies)


def _complete(tally: TallyStatement, votes: tuple[VoteStatement, ...], text: str) -> TallyStatement:
    known = tally.tally
    start, end = tally.start, tally.end
    for s in votes:
        near = s.start - 200 < tally.start < s.end + 200 and s.only and s.voters
        between = text[min(s.end, tally.end) : max(s.start, tally.start)]
        if not near or len(re.findall(r"[.!?;] ", between)) > 1:
            continue
        if s.stance is Stance.AGAINST and known.no is None:
            known = Tally(yes=known.yes, no=len(s.voters), abstain=known.abstain)
        elif s.stance is Stance.ABSTAIN and known.abstain is None:
            known = Tally(yes=known.yes, no=known.no, abstain=len(s.voters))
        else:
            continue
        start, end = min(start, s.start), max(end, s.end)
    return replace(tally, tally=known, start=start, end=end)


def _of_tally(ballot: Ballot, s: TallyStatement, source: Source) -> Iterator[Asserted]:
    lead = source.text[max(0, s.start - COMMITTEE_NEAR) : s.start]
    uncheckable = OF_COMMITTEE if _IN_COMMITTEE.search(lead) and not is_of_committee(ballot) else None
    for part in s.parts or (s,):
        claim = Claim(
            kind=ClaimKind.TALLY,
            text=f"{name_of(ballot)}: {part.tally}",
            measure=ballot.measure.id,
            evidence=source.evidence(part.start, part.end),
            tally=part.tally,
            attribution=s.attribution,
            uncheckable=uncheckable,
        )
        yield Asserted(claim, part, loose="dozen" in claim.evidence.text)


_IN_COMMITTEE = re.compile(
    r"\b(?:in|before) (?:the )?(?:First|Second|Third|Fourth|Fifth|Sixth|Political|Main)(?: \w+)? Committee,? "
    r"(?:last (?:month|week|year|\w+day)|(?:a|two|three|some) (?:weeks?|months?) (?:ago|before|earlier)|earlier|in (?:October|November|December))\b[^.;:!?]*$"
)
"""“*In the Fourth Committee*, weeks before, it had 131 votes”: a stage before the vote on record."""
COMMITTEE_NEAR = 100


def _of_outcome(ballot: Ballot, s: OutcomeStatement, source: Source) -> Iterator[Asserted]:
    uncheckable = UNVOTED if s.outcome is Outcome.WITHDRAWN else None
    if any(_is_earlier_committee(o) and s.start <= o.start < s.end for o in ballot.organs):
        uncheckable = OF_COMMITTEE
    claim = Claim(
        kind=ClaimKind.OUTCOME,
        text=f"{name_of(ballot)} was {s.outcome}",
        measure=ballot.measure.id,
        evidence=source.evidence(s.start, s.end),
        outcome=s.outcome,
        attribution=s.attribution,
        uncheckable=INTENTION if s.status is not Status.ACTUAL else uncheckable,
    )
    several = s.outcome is Outcome.REJECTED and _OF_SEVERAL.match(claim.evidence.text)
    yield Asserted(claim, s, loose=bool(several))


_OF_SEVERAL = re.compile(r"\W*(?:both|all|these|those|two|three|others|neither)\b", re.IGNORECASE)
"""“Both were rejected”: amendments, or texts beside the one voted on."""


def _is_earlier_committee(organ: SaidOrgan) -> bool:
    """“which had already passed the Fourth Committee”: a stage before the vote on record."""
    return organ.before and organ.body.startswith("C")


def of_sponsorship(ballot: Ballot, s: SponsorStatement, source: Source) -> Iterator[Asserted]:
    """The claims that a statement of sponsorship makes, one for each sponsor."""
    evidence = source.evidence(s.start, s.end)
    parties: tuple[Mention | None, ...] = s.sponsors or ((None,) if s.count else ())
    for sponsor in parties:
        who = sponsor.code if sponsor else f"{s.count} states"
        claim = Claim(
            kind=ClaimKind.SPONSORSHIP,
            text=f"{who} {'did not sponsor' if s.negated else VERBS[s.stance]} {name_of(ballot)}",
            measure=ballot.measure.id,
            evidence=evidence,
            actor=sponsor,
            stance=s.stance,
            count=s.count,
            quantifier=Quantifier.NONE if s.negated else None,
            attribution=s.attribution,
        )
        yield Asserted(claim, s, loose=not s.stressed)


def _of_organ(ballot: Ballot, source: Source) -> Iterator[Asserted]:
    """A claim on the organ where the report names one that cannot have voted so, or a committee."""
    impossible = is_impossible(ballot) and bool(ballot.tallies)
    if ballot.organ is None or not ballot.is_voted or not (impossible or is_of_committee(ballot)):
        return
    earlier = any((o.start, o.end) == ballot.organ and _is_earlier_committee(o) for o in ballot.organs)
    body = "the Security Council" if ballot.measure.body == "UNSC" else "a committee of the General Assembly"
    claim = Claim(
        kind=ClaimKind.OTHER,
        text=f"{name_of(ballot)} was voted on in {body}",
        measure=ballot.measure.id,
        evidence=source.evidence(*ballot.organ),
        uncheckable=OF_COMMITTEE if earlier else None,
    )
    yield Asserted(claim, None)


def _of_date(ballot: Ballot, source: Source) -> Iterator[Asserted]:
    """A claim of date where the report names one day; looser words for it, or a month, can only be borne out."""
    if ballot.when is None or ballot.dated is None or not ballot.is_voted:
        return
    statements: tuple[Statement, ...] = (*ballot.outcomes, *ballot.tallies, *ballot.votes)
    said = any(not isinstance(s, SponsorStatement) and s.when == ballot.when for s in statements)
    one = ballot.when[0] == ballot.when[1]
    if not one and (ballot.when[1] - ballot.when[0]).days > MONTH:
        return
    day = (
        ballot.when[0].isoformat() if one else f"{ballot.when[0].isoformat()} to {ballot.when[1].isoformat()}"
    )
    claim = Claim(
        kind=ClaimKind.DATE,
        text=f"{name_of(ballot)} was voted on on {day}",
        measure=ballot.measure.id,
        evidence=source.evidence(*ballot.dated),
        held=ballot.when[0],
    )
    dated = re.search(r"\d{4}", claim.evidence.text) is not None
    numbered = dated and bool(ballot.number or ballot.measure.symbol)
    of_vote = any(not d.open and (d.start, d.end) == ballot.dated for d in ballot.days)
    sure = said and (one or numbered) and of_vote and not _is_any_of_council(ballot)
    yield Asserted(claim, DAY, last=ballot.when[1], loose=not sure)


def _is_any_of_council(ballot: Ballot) -> bool:
    """Whether all that tells a text from others, but for its day, is that the whole Council was for it."""
    totals = [(t.tally.yes, t.tally.no, t.tally.abstain) for t in ballot.tallies]
    unanimous = bool(totals) and set(totals) == {(COUNCIL_SIZE, 0, 0)}
    return unanimous and not (ballot.about or ballot.about_codes or ballot.number or ballot.measure.symbol)


MONTH = 31
"""Most days that words for a time may cover to be a claim of date."""
