"""Claims on blocs: “all EU members”, “the other 22”, “five African states”, answered with membership on the day."""

from __future__ import annotations

import re

from dragoman import world
from dragoman.claims.shares import WHOLE
from dragoman.claims.signs import CHOICE_OF
from dragoman.claims.wording import CHOICE_WORDS, label, listed
from dragoman.domain.claims import Claim, Quantifier, RecordLine, Verdict
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.events.voting.ballots import Ballot

BlocAnswer = tuple[Verdict, str, tuple[RecordLine, ...]]


def judge_bloc(claim: Claim, ballot: Ballot, record: RollCall) -> BlocAnswer:
    """Verdict, reason and the record lines that decide it: those who differ, or all where none does."""
    assert claim.stance is not None
    if not record.choices:
        return Verdict.SILENT, f"only the totals of {label(record)} are on record", ()
    if claim.quantifier is Quantifier.ONLY:
        return _only(claim, record)
    if claim.actor is not None and claim.actor.code in CORES and not claim.count:
        return _of_core(claim, record)
    members = _members(claim, ballot, record)
    if members is None:
        return Verdict.NOT_CHECKABLE, "who belongs to it is not settled", ()
    chosen = {m: record.choices[m] for m in sorted(members) if m in record.choices}
    if not chosen:
        return Verdict.NOT_CHECKABLE, f"none of its members has a vote in {label(record)}", ()
    said = CHOICE_OF[claim.stance]
    return _weigh(claim, chosen, said, record)


FEW = 5
"""Members of a bloc so small that a number less by one means some of them."""
CORES = {"THE-EAST": "WARSAW-PACT"}
"""Blocs that nobody can list, and one whose members belong to them beyond doubt."""


_SOME_ONLY = re.compile(r"\b(?:only|alone)\b", re.IGNORECASE)


def _of_core(claim: Claim, record: RollCall) -> BlocAnswer:
    """On a bloc without a list: as its sure members chose; where they did not agree, it is not settled."""
    assert claim.actor is not None
    assert claim.stance is not None
    said = CHOICE_OF[claim.stance]
    excepted = {m.actor.seat or m.code for m in (*claim.exceptions, *claim.beside)}
    core = world.members(CORES[claim.actor.code], record.held).members - excepted
    chosen = {m: record.choices[m] for m in sorted(core) if m in record.choices}
    agree = [m for m, c in chosen.items() if c is said]
    share = f"{len(agree)} of {len(chosen)} that surely belong to it {CHOICE_WORDS[said]}"
    if len(agree) * 2 < len(chosen) and not _SOME_ONLY.search(claim.evidence.text):
        return Verdict.CONFLICTS, share, _lines(chosen)
    if chosen and len(agree) == len(chosen):
        return Verdict.MATCHES, share, _lines(chosen)
    return Verdict.NOT_CHECKABLE, "who belongs to it is not settled", ()


def _only(claim: Claim, record: RollCall) -> BlocAnswer:
    """Whether exactly those named chose so: of all, or of a bloc's members."""
    assert claim.stance is not None
    said = CHOICE_OF[claim.stance]
    named = {m.actor.seat or m.code for m in claim.exceptions}
    actual = {seat for seat, choice in record.choices.items() if choice is said}
    if claim.actor is not None:
        membership = world.members(claim.actor.code, record.held)
        if claim.actor.actor.vague or membership.vague or not named <= membership.members:
            return Verdict.NOT_CHECKABLE, "who belongs to it is not settled", ()
        actual &= membership.members
    lines = _lines({seat: record.choices[seat] for seat in sorted(named ^ actual) if seat in record.choices})
    if named == actual:
        return (
            Verdict.MATCHES,
            f"{len(actual)} {CHOICE_WORDS[said]}: just those named",
            _lines(dict.fromkeys(sorted(actual), said)),
        )
    others = listed([world.name_of(s, record.held) for s in sorted(actual - named)])
    wrong = listed([world.name_of(s, record.held) for s in sorted(named - actual)])
    parts = [f"{others} {CHOICE_WORDS[said]} too"] if actual - named else []
    parts += [f"{wrong} did not"] if named - actual else []
    return Verdict.CONFLICTS, "; ".join(parts), lines


def _members(claim: Claim, ballot: Ballot, record: RollCall) -> frozenset[str] | None:
    """Who the claim speaks of: the bloc's members on the day less those excepted; None where that is vague."""
    if claim.actor is None:
        members = frozenset(record.choices)
    else:
        if claim.actor.actor.vague:
            return None
        membership = world.members(claim.actor.code, record.held)
        if membership.vague or not membership.members:
            return None
        members = membership.members
    excepted = {m.actor.seat or m.code for m in claim.exceptions}
    beside = {m.actor.seat or m.code for m in claim.beside}
    if claim.quantifier is Quantifier.ALL_BUT and not excepted and claim.count is None:
        excepted = _spoken_for(claim, ballot, record) & members
        if not excepted and claim.actor is None:
            return None
    plain = claim.quantifier in (Quantifier.AS_BLOC, Quantifier.ALL)
    if plain and not _EVERY.search(claim.evidence.text):
        excepted |= _said_otherwise(claim, ballot)
    if claim.quantifier is Quantifier.ALL_BUT and claim.count:
        return members
    return members - excepted - beside


_EVERY = re.compile(r"\b(?:all|every|each|whole|entire|both|as one|one mind|united|ranks)\b", re.IGNORECASE)


def _said_otherwise(claim: Claim, ballot: Ballot) -> set[str]:
    """Seats said in the same breath to have chosen otherwise: “the Union was for it, *though Chad abstained*”."""
    end = claim.evidence.end
    return {
        m.actor.seat or m.code
        for s in ballot.votes
        if s.stance is not claim.stance and s.cast and end <= s.anchor < end + SAME_BREATH
        for m in s.voters
    }


SAME_BREATH = 60
"""Characters behind a claim on a bloc within which its exceptions may be told."""


def _spoken_for(claim: Claim, ballot: Ballot, record: RollCall) -> set[str]:
    """Seats that the report has already told to have chosen otherwise, by name or as a smaller bloc: whom “the others”
    leaves out."""
    others = [s for s in ballot.votes if s.stance is not claim.stance]
    blocs = [s.group.bloc for s in others if s.group is not None and s.group.quantifier in WHOLE]
    named = {m.actor.seat or m.code for s in others for m in s.voters}
    return named.union(
        *(
            world.members(b.code, record.held).members
            for b in blocs
            if b is not None and b.code != _code(claim)
        )
    )


def _code(claim: Claim) -> str | None:
    return claim.actor.code if claim.actor is not None else None


_HALF = re.compile(r"(?<!more than )(?<!over )\bhalf\b", re.IGNORECASE)


def _weigh(claim: Claim, chosen: dict[str, Choice], said: Choice, record: RollCall) -> BlocAnswer:
    agree = [m for m, c in chosen.items() if c is said]
    differ = {m: c for m, c in chosen.items() if c is not said}
    n = len(chosen)
    names = listed([f"{world.name_of(m, record.held)} {CHOICE_WORDS[c]}" for m, c in differ.items()])
    share = f"{len(agree)} of {n} {CHOICE_WORDS[said]}"
    lines = _lines(differ or chosen)
    quantifier = claim.quantifier
    if quantifier is Quantifier.NONE:
        ok = not agree
        return _verdict(ok), share, _lines(dict.fromkeys(agree, said) or chosen)
    if quantifier is Quantifier.MOST:
        half = _HALF.search(claim.evidence.text) is not None
        return _verdict(len(agree) * 2 >= n - 1 if half else len(agree) * 2 > n), share, lines
    if quantifier is Quantifier.COUNT and (claim.count or 0) > n and claim.actor is not None:
        return Verdict.NOT_CHECKABLE, f"it had no more than {n} members with a vote that day", ()
    if quantifier is Quantifier.COUNT:
        return _verdict(len(agree) == claim.count), share, _lines(dict.fromkeys(agree, said))
    if quantifier is Quantifier.AT_LEAST:
        return _verdict(len(agree) >= (claim.count or 0)), share, _lines(dict.fromkeys(agree, said))
    if quantifier is Quantifier.ALL_BUT and claim.count is not None:
        return _verdict(len(differ) == claim.count), f"{share}; {names}", lines
    if quantifier is Quantifier.ALL and claim.count not in (None, n) and claim.actor is not None:
        if not differ:
            return Verdict.PARTLY, f"{share}; it had {n} members that day, not {claim.count}", lines
        if len(agree) == claim.count:
            return Verdict.MATCHES, share, _lines(dict.fromkeys(agree, said))
        if abs(n - (claim.count or 0)) > 1 or n <= FEW:
            return Verdict.NOT_CHECKABLE, f"it had {n} members that day, not {claim.count}", ()
    excepted_agree = [
        m
        for e in claim.exceptions
        if (m := e.actor.seat or e.code) in record.choices and record.choices[m] is said
    ]
    if excepted_agree:
        also = listed([world.name_of(m, record.held) for m in excepted_agree])
        return (
            Verdict.CONFLICTS,
            f"{also} {CHOICE_WORDS[said]} too",
            _lines(dict.fromkeys(excepted_agree, said)),
        )
    if not differ:
        return Verdict.MATCHES, f"all {n} {CHOICE_WORDS[said]}", lines
    return Verdict.CONFLICTS, names, lines


def _verdict(ok: bool) -> Verdict:
    return Verdict.MATCHES if ok else Verdict.CONFLICTS


def _lines(choices: dict[str, Choice]) -> tuple[RecordLine, ...]:
    return tuple(RecordLine(seat=m, choice=c) for m, c in choices.items())
