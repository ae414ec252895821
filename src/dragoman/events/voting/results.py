"""Ballots made of what was gathered on each text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.domain.events import Status
from dragoman.domain.measures import Measure, MeasureKind, Outcome
from dragoman.domain.rollcalls import Tally
from dragoman.events.voting.ballots import (
    Ballot,
    OutcomeStatement,
    SponsorStatement,
    TallyStatement,
    VoteStatement,
)
from dragoman.events.voting.circumstances import find_days, find_organs, sentences_of
from dragoman.events.voting.drafts import Draft
from dragoman.events.voting.timing import tale_at
from dragoman.text.document import Document


def ballots_of(document: Document, drafts: Sequence[Draft]) -> tuple[Ballot, ...]:
    """The ballots of a report, those of which nothing is said left out."""
    kept = [d for d in drafts if d.statements or d.symbol or d.sponsors]
    ids = {d.order: f"m{i}" for i, d in enumerate(kept, 1)}
    return tuple(_ballot(document, d, drafts, ids) for d in kept)


def _ballot(document: Document, d: Draft, drafts: Sequence[Draft], ids: dict[int, str]) -> Ballot:
    def of(kind: type) -> tuple:  # type: ignore[type-arg]
        return tuple(s for s in d.statements if isinstance(s, kind))

    outcomes: tuple[OutcomeStatement, ...] = of(OutcomeStatement)
    rivals = tuple(
        ids[o.order] for o in drafts if o.order in ids and (o.order == d.rival_of or o.rival_of == d.order)
    )
    best = max(
        d.references,
        key=lambda r: (not r.pronoun, len(r.about) + len(r.sponsors), -r.start),
        default=None,
    )
    spoken_of = sentences_of(document, [*(r.start for r in d.references), *(s.anchor for s in d.statements)])
    start, end = (best.start, best.end) if best else (d.statements[0].start, d.statements[0].end)
    evidence = document.evidence(start, end)
    measure = Measure(
        id=ids[d.order],
        kind=d.kind or MeasureKind.RESOLUTION,
        body=d.body or d.hint,
        title=evidence.text,
        symbol=d.symbol,
        sponsors=tuple(d.sponsors),
        rivals=rivals,
        amends=ids.get(d.amends) if d.amends is not None else None,
        outcome=next((o.outcome for o in reversed(outcomes) if o.status is Status.ACTUAL), None),
        evidence=evidence,
    )
    return Ballot(
        measure=measure,
        about=frozenset(d.about),
        about_codes=frozenset(d.about_codes),
        number=d.number,
        when=d.when,
        dated=d.dated,
        tale=None if d.when else tale_at(document, min(r.start for r in (*d.references, *d.statements))),
        order=d.order,
        around=_around(document, d),
        organ=d.organ,
        apart=frozenset(ids[o] for o in d.apart if o in ids),
        heads=frozenset(r.head for r in d.references),
        votes=of(VoteStatement),
        tallies=tuple(_turned(t, outcomes, document.source.text) for t in of(TallyStatement)),
        outcomes=outcomes,
        sponsorships=of(SponsorStatement),
        rosters=tuple(d.rosters),
        sentences=tuple((s.start, s.end) for s in spoken_of),
        days=tuple(find_days(document, spoken_of)),
        organs=tuple(find_organs(document, spoken_of)),
        collective=d.collective and _is_of_several(document, d),
    )


def _is_of_several(document: Document, d: Draft) -> bool:
    """Whether its words count texts and name none: “two resolutions”, “both drafts”."""
    text = document.source.text
    counted = any(_COUNT.search(text, r.start, r.end) for r in d.references)
    return counted and all(r.plural for r in d.references) and not (d.symbol or d.number)


_COUNT = re.compile(r"\b(?:two|three|four|five|six|several|both)\b", re.IGNORECASE)


def _around(document: Document, d: Draft) -> frozenset[str]:
    """Content words of the sentences in which the text is spoken of."""
    places = {document.sentence_at(r.start).index for r in d.references}
    places |= {document.sentence_at(s.anchor).index for s in d.statements}
    tokens = (
        t for i in places for t in document.parse[document.sentences[i].first : document.sentences[i].last]
    )
    return frozenset(t.lower_ for t in tokens if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and len(t) > 2)


def _turned(tally: TallyStatement, outcomes: tuple[OutcomeStatement, ...], text: str) -> TallyStatement:
    """“rejected by 85 votes to 55”: the first number is the noes."""
    words = text[tally.start : tally.end].lower()
    rejected = any(o.outcome is Outcome.REJECTED and 0 <= tally.start - o.anchor < 45 for o in outcomes)
    t = tally.tally
    if (
        not rejected
        or t.yes is None
        or t.no is None
        or t.yes <= t.no
        or not re.search(r"\bto\b", words)
        or "favo" in words
    ):
        return tally
    return replace(tally, tally=Tally(yes=t.no, no=t.yes, abstain=t.abstain))
