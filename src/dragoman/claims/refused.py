"""Earlier texts told as refused: “its first resolution, in 2008, was voted down”, asked of the votes on the same matter.

Most texts that were rejected have no roll call at hand, so that such words refute nothing by themselves. Where they name
a time, and the Assembly adopted just one text then on a matter of the report, that one is meant.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from dragoman.claims.series import History, answered, sentences
from dragoman.claims.subjects import Entry
from dragoman.claims.times import When, find_whens
from dragoman.claims.wording import label, totals
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.measures import Outcome
from dragoman.domain.rollcalls import RollCall
from dragoman.domain.sources import Source
from dragoman.text.sieve import Sieve

_REFUSED = Sieve(
    r"\b(?:was|were|been|being|is|are|got) (?:\w+ )?(?:thrown out|turned down|voted down|defeated|rejected|beaten|refused|lost)\b|"
    r"\b(?:assembly|members|delegates|majority|united nations|UN)\b (?:\w+ )?(?:rejected|threw out|turned down|voted down|defeated|refused)\b|"
    r"\b(?:resolution|draft|text|attempt|motion|proposal|version|one|try|bid|call) (?:\w+ )?(?:failed|fell|foundered|was not adopted|did not pass)\b|"
    r",? which (?:\w+ )?(?:failed|fell|foundered)\b|\b(?:met|suffered|went down to|ended in) (?:a |an |the |its )?(?:\w+ )?(?:defeat|rejection)\b|"
    r"\b(?:failed|declined|refused) to (?:pass|adopt|approve|endorse|carry)\b|\b(?:did not|had not) (?:pass|been adopted)\b",
)
_UNREAL = re.compile(
    r"\b(?:would|could|might|may|should|will|if|unless|not|never|nearly|almost)\b(?! adopted| pass)[^.;:]{0,30}$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:amend\w+|motions? (?:to|of no|for)|no-action|paragraphs?|procedur\w+|inclusion|agenda|changes|committee|council|veto\w*)\b|"
    r"\b(?:attempt|bid|move|effort|try|proposal|request|motion)s? (?:by [\w ]{3,30} )?to (?:delete|weaken|postpone|defer|delay|block|soften|remove|adjourn|strike|"
    r"water|split|add|insert|change|reword|close|exclude|stop|kill|have|send|refer)\b",
    re.IGNORECASE,
)
"""What is voted on beside a text, or elsewhere."""


def with_refused(found: Sequence[Finding], history: History, source: Source) -> list[Finding]:
    """The findings, with conflicts for texts said to have been rejected at a time at which one of the same matter was
    adopted, in place of those that knew no roll call."""
    kept = list(found)
    for sentence in sentences(source.text) if history.told else ():
        match = _REFUSED.search(source.text, *sentence)
        if match is None:
            continue
        start, end = _between(source.text, *sentence, match.start(), _SEMICOLON)
        first = _between(source.text, start, end, match.start(), _BREAK)[0]
        if _PART.search(source.text, first, end) or _UNREAL.search(source.text, start, match.end()):
            continue
        here = [
            f for f in kept if f.claim.kind is ClaimKind.OUTCOME and start <= f.claim.evidence.start < end
        ]
        times = [w for w in find_whens(source.text, start, end) if w.is_told]
        if any(not (_is_open(f) or _is_of_other_time(f, times, source)) for f in here):
            continue
        entry = _adopted_at(times[0], history, source) if len(times) == 1 else None
        record = next(history.votes([entry]), None) if entry is not None else None
        if record is not None and record.outcome is not None and record.outcome.adopted:
            kept = [f for f in kept if f not in here]
            kept.append(_refuted(record, source, (start, match.end())))
    return kept


def _between(text: str, start: int, end: int, place: int, cut: re.Pattern[str]) -> tuple[int, int]:
    """The part of a sentence that a place stands in, between two cuts."""
    first = max((m.end() for m in cut.finditer(text, start, place)), default=start)
    after = cut.search(text, place, end)
    return first, after.start() if after is not None else end


_SEMICOLON = re.compile(";")
_BREAK = re.compile(r";|, (?:and|but|while|whereas)\b")


def _is_open(f: Finding) -> bool:
    """Whether no roll call was found that could refute it."""
    return f.claim.outcome is Outcome.REJECTED and f.verdict in (Verdict.SILENT, Verdict.NOT_CHECKABLE)


def _is_of_other_time(f: Finding, times: Sequence[When], source: Source) -> bool:
    """Whether it was refuted by a vote that was not held at the one time told."""
    if f.verdict is not Verdict.CONFLICTS or f.claim.outcome is not Outcome.REJECTED or f.held is None:
        return False
    return len(times) == 1 and not _fits(times[0], f.held, f.held, source)


def _refuted(record: RollCall, source: Source, span: tuple[int, int]) -> Finding:
    claim = Claim(
        kind=ClaimKind.OUTCOME,
        text=f"{label(record)} was {Outcome.REJECTED}",
        measure="",
        evidence=source.evidence(*span),
        outcome=Outcome.REJECTED,
    )
    reason = f"{label(record)} was {record.outcome}, {totals(record.tally)}"
    return answered(claim, Verdict.CONFLICTS, reason, record)


def _adopted_at(when: When, history: History, source: Source) -> Entry | None:
    """The one vote at a time of the series of those that the report surely means."""
    fits = {
        e.id: e
        for told in history.told
        if told.record.body == "UNGA"
        for e in (*history.series(told.record), *history.subjects.of_session(told.record))
        if _fits(when, e.held, told.record.held, source)
    }
    return next(iter(fits.values())) if len(fits) == 1 else None


def _fits(when: When, held: dt.date, told: dt.date, source: Source) -> bool:
    """Whether a vote was held at a time told, counted from the report's day or from that of the vote it tells of."""
    return when.fits(held, source.published if when.from_today and source.published else told)
