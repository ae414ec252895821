"""Which words speak of the same text: references and statements gathered into ballots, in reading order.

The rules are those a reader follows. A symbol, a number or an owner (“the American draft”) names a text; “it” and
“the text” mean the one last spoken of that fits; and nothing is joined that contradicts itself: another body,
another day, another result, other totals.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from dragoman import world
from dragoman.domain.actors import Mention
from dragoman.domain.measures import Measure, MeasureKind, Outcome, Stance
from dragoman.domain.rollcalls import Tally
from dragoman.events.voting.ballots import (
    Ballot,
    OutcomeStatement,
    Reference,
    Roster,
    SponsorStatement,
    Statement,
    TallyStatement,
    VoteStatement,
)
from dragoman.events.voting.circumstances import find_days, find_organs, organs_in, sentences_of
from dragoman.events.voting.references import BODY_WORDS
from dragoman.text.document import Document, Precision

COUNCIL_SIZE = 15
LOOKING_BACK = ("first", "former", "earlier", "previous")
"""Words that go back to a text without making it the one spoken of next."""
APART = (
    "second",
    "third",
    "other",
    "another",
    "separate",
    "next",
    "rival",
    "competing",
    "alternative",
    "counter",
)
Window = tuple[dt.date, dt.date]


@lru_cache(maxsize=4)
def _places_of(document: Document, body: str) -> tuple[tuple[int, int], ...]:
    """Where the words for an organ stand."""
    return tuple(match.span() for match in BODY_WORDS[body].finditer(document.source.text))


def _last_named(document: Document, body: str, start: int, end: int) -> int | None:
    """Where an organ is named last between two places."""
    places = _places_of(document, body)
    i = bisect_right(places, end, key=lambda span: span[1]) - 1
    return places[i][0] if i >= 0 and places[i][0] >= start else None


@dataclass
class _Draft:
    """A ballot in the making."""

    order: int
    references: list[Reference] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    rosters: list[Roster] = field(default_factory=list)
    sponsors: list[Mention] = field(default_factory=list)
    about: set[str] = field(default_factory=set)
    about_codes: set[str] = field(default_factory=set)
    body: str | None = None
    organ: tuple[int, int] | None = None
    hint: str | None = None
    """The organ last named before it, where the words for the text name none."""
    symbol: str | None = None
    number: str | None = None
    kind: MeasureKind | None = None
    when: Window | None = None
    dated: tuple[int, int] | None = None
    rival_of: int | None = None
    apart: set[int] = field(default_factory=set)
    """Texts from which the words tell it apart: “a second motion”, “another draft”."""
    amends: int | None = None
    touched: int = 0
    collective: bool = False
    """Opened by a plural: “two resolutions”, of which single ones follow."""


def gather(
    document: Document, references: tuple[Reference, ...], statements: tuple[Statement | Roster, ...]
) -> tuple[Ballot, ...]:
    """The ballots of a report."""
    gatherer = _Gatherer(document)
    items: list[tuple[int, int, Reference | Statement | Roster]] = [(r.start, 0, r) for r in references]
    items += [(_heard(s), 1, s) for s in statements]
    for _, _, item in sorted(items, key=lambda i: (i[0], i[1])):
        if isinstance(item, Reference):
            gatherer.refer(item)
        elif isinstance(item, Roster):
            gatherer.enrol(item)
        else:
            gatherer.state(item)
    return gatherer.ballots()


def _heard(s: Statement | Roster) -> int:
    """Where a reader has heard enough to place a statement: totals wait for the text named right after them."""
    return s.end + 8 if isinstance(s, TallyStatement) else s.anchor


class _Gatherer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.drafts: list[_Draft] = []
        self.of_head: dict[int, list[_Draft]] = {}

    # ---------------------------------------------------------------- references
    def refer(self, reference: Reference) -> list[_Draft]:
        """The drafts that a reference means, a new one where none fits."""
        if reference.head in self.of_head:
            return self.of_head[reference.head]
        if reference.parts:
            drafts = [d for part in reference.parts for d in self.refer(part)]
            self.of_head[reference.head] = drafts
            return drafts
        drafts = self._named(reference) or self._described(reference) or self._bare(reference)
        if not drafts:
            drafts = self._under_heading(reference) or [self._open(reference)]
        for draft in drafts:
            self._learn(draft, reference)
        self.of_head[reference.head] = drafts
        return drafts

    def _recent(self, at: int | None = None) -> list[_Draft]:
        """Drafts, the last spoken of first; in another paragraph, texts of long ago come after those of the day."""
        if at is None:
            return sorted(self.drafts, key=lambda d: -d.touched)
        here = self.document.sentence_at(at).paragraph
        local = [d for d in self.drafts if self.document.sentence_at(d.touched).paragraph == here]
        told = [d for d in local if not _is_aside(d)]
        only_old = bool(told) and all(self._is_background(d) for d in told)
        return sorted(
            self.drafts, key=lambda d: (self._is_background(d) and not (only_old and d in local), -d.touched)
        )

    def _is_background(self, d: _Draft) -> bool:
        published = self.document.source.published
        return published is not None and d.when is not None and (published - d.when[1]).days > 2

    def _body_of(self, d: _Draft) -> str | None:
        return d.body or d.hint

    def _hint(self, at: int) -> str | None:
        """The organ last named before this place, in the paragraph or else in the report."""
        paragraph = self.document.sentence_at(at).paragraph
        start = next(s.start for s in self.document.sentences if s.paragraph == paragraph)
        for a, b in ((start, at + 60), (0, at)):
            named = {body: _last_named(self.document, body, a, b) for body in ("UNSC", "UNGA")}
            places = {body: place for body, place in named.items() if place is not None}
            if places:
                return max(places, key=lambda body: places[body])
        return None

    def _organ(self, body: str, start: int, end: int) -> tuple[int, int]:
        """Where an organ is named, in the sentence of the words that speak of it."""
        sentence = self.document.sentence_at(start)
        named = [
            (a, b)
            for a, b, other in organs_in(self.document.source.text, sentence.start, sentence.end)
            if other == body
        ]
        return min(named, key=lambda span: abs(span[0] - start), default=(start, end))

    def _under_heading(self, r: Reference) -> list[_Draft]:
        """The text that a catchword at the head of the paragraph has just announced."""
        paragraph = self.document.sentence_at(r.start).paragraph
        return [
            d
            for d in self.drafts
            if not d.statements
            and all(x.which == "heading" or x.symbol for x in d.references)
            and self.document.sentence_at(d.touched).paragraph == paragraph
            and r.which != "heading"
        ][-1:]

    def _is_settled(self, d: _Draft, r: Reference) -> bool:
        """Whether a text's result has been told in another paragraph: other words there mean another text."""
        elsewhere = (
            self.document.sentence_at(d.touched).paragraph != self.document.sentence_at(r.start).paragraph
        )
        told = any(isinstance(s, OutcomeStatement | TallyStatement) for s in d.statements)
        return elsewhere and (told or len(self.drafts) > 1)

    def _local_body(self, at: int) -> str | None:
        """The organ last named before this place in its own paragraph."""
        text = self.document.source.text
        paragraph = self.document.sentence_at(at).paragraph
        start = next(s.start for s in self.document.sentences if s.paragraph == paragraph)
        places = {
            b: m.start()
            for b in ("UNSC", "UNGA")
            for m in BODY_WORDS[b].finditer(text, start, at)
            if not re.search("['’]s", text[m.start() : m.end() + 2])
        }
        return max(places, key=lambda b: places[b]) if places else None

    def _named(self, r: Reference) -> list[_Draft]:
        """By symbol or number."""
        if not r.symbol and not r.number:
            return []
        same = [
            d
            for d in self._recent()
            if (r.symbol and d.symbol == r.symbol) or (r.number and d.number == r.number)
        ]
        if same:
            return same[:1]
        unnamed = [
            d
            for d in self._recent()
            if not d.symbol and not d.number and not d.collective and self._fits(d, r)
        ]
        near = [d for d in unnamed if r.start - d.touched < 350 and not r.indefinite]
        return near[:1]

    def _described(self, r: Reference) -> list[_Draft]:
        """By owner or by subject."""
        recent = [d for d in self._recent() if self._fits(d, r) and (r.plural or not d.collective)]
        if r.sponsors:
            owned = [d for d in recent if d.sponsors and self._same_owner(d, r)]
            if owned:
                return owned[:1]
            free = [
                d
                for d in (d for d in recent if _overlap(d, r) or not self._is_settled(d, r))
                if not d.sponsors and (_overlap(d, r) or (not r.indefinite and r.which is None))
            ]
            return free[:1]
        if r.which == "heading":
            alike = sorted(((_overlap(d, r), d.touched, i) for i, d in enumerate(recent)), reverse=True)
            return [recent[i] for score, _, i in alike if score > 0][:1]
        if r.indefinite or r.which in ("rival", "competing", "separate", "another", "alternative", "counter"):
            return [d for d in recent if _overlap(d, r) > 0.6 and r.which is None][:1]
        if r.about or r.about_codes:
            alike = sorted(((_overlap(d, r), d.touched, i) for i, d in enumerate(recent)), reverse=True)
            return [recent[i] for score, _, i in alike if score >= 0.34][:1]
        return []

    def _bare(self, r: Reference) -> list[_Draft]:
        """“it”, “the text”, “the former”, “both drafts”: what was last spoken of and fits."""
        if r.symbol or r.number or r.indefinite or r.sponsors:
            return []
        if (r.about or r.about_codes) and not r.pronoun:
            return []
        recent = [d for d in self._recent(r.start) if self._fits(d, r) and (r.plural or not d.collective)]
        if r.which in ("former", "latter"):
            pair = sorted(recent[:2], key=lambda d: d.order)
            return pair[: 1 if r.which == "former" else None][-1:]
        if r.which in ("first", "second", "third", "other", "rival", "competing"):
            return self._ordinal(r, recent)
        if r.plural and len(recent) > 1:
            return recent[:2]
        return recent[:1]

    def _ordinal(self, r: Reference, recent: list[_Draft]) -> list[_Draft]:
        if r.which == "first":
            return sorted(recent, key=lambda d: d.order)[:1]
        return (
            recent[:1]
            if r.which in ("other", "second", "third") and len(recent) > 1 and r.which == "other"
            else []
        )

    def _open(self, r: Reference) -> _Draft:
        draft = _Draft(order=len(self.drafts), hint=self._hint(r.start), collective=r.plural)
        if r.which in ("rival", "competing", "alternative", "counter") and self.drafts:
            draft.rival_of = self._recent()[0].order
        if r.which in APART:
            draft.apart = {d.order for d in self.drafts if not self._is_background(d)}
        if r.kind is MeasureKind.AMENDMENT and self.drafts:
            draft.amends = next(
                (d.order for d in self._recent() if d.kind is not MeasureKind.AMENDMENT), None
            )
        self.drafts.append(draft)
        return draft

    def _learn(self, draft: _Draft, r: Reference) -> None:
        draft.references.append(r)
        if r.which not in LOOKING_BACK:
            draft.touched = max(draft.touched, r.start)
        draft.hint = draft.hint or self._hint(r.start)
        if r.body and draft.body is None:
            draft.body, draft.organ = r.body, self._organ(r.body, r.start, r.end)
        draft.symbol = draft.symbol or r.symbol
        draft.number = draft.number or r.number
        if r.which == "heading":
            draft.touched = r.end
        draft.kind = draft.kind if draft.kind not in (None, MeasureKind.DRAFT) or r.pronoun else r.kind
        known = {m.code for m in draft.sponsors}
        draft.sponsors += [m for m in r.sponsors if m.code not in known]
        when, dated = self._day_at(r.head, (r.start, r.end))
        if when and (draft.when is None or _width(when) < _width(draft.when)):
            draft.when, draft.dated = when, dated
        draft.about |= r.about
        draft.about_codes |= r.about_codes

    def _same_owner(self, draft: _Draft, r: Reference) -> bool:
        ours, theirs = {m.code for m in draft.sponsors}, {m.code for m in r.sponsors}
        return bool(ours & theirs) or self._within(ours, theirs) or self._within(theirs, ours)

    def _within(self, states: set[str], blocs: set[str]) -> bool:
        """True where a state's bloc is named for it: a German text, “the EU's draft”."""
        day = self.document.source.published
        return day is not None and any(
            states & world.members(b, day).members for b in blocs if b in ("EU", "NATO", "G7")
        )

    # ---------------------------------------------------------------- statements
    def enrol(self, roster: Roster) -> None:
        """Give a list to the text spoken of where it stands; it opens none and makes none the one spoken of."""
        local = [d for d, _ in self._in_clause(roster)]
        drafts = local or [d for d in self._recent(roster.anchor) if d.statements and not d.collective]
        for draft in drafts[:1]:
            draft.rosters.append(roster)

    def state(self, s: Statement) -> None:
        """Give a statement to the ballots it is about."""
        when, dated = self._day_of(s)
        drafts = self._of_statement(s, when)
        for draft in drafts:
            draft.statements.append(replace(s, when=when) if not isinstance(s, SponsorStatement) else s)
            if not (
                s.negated if isinstance(s, SponsorStatement) else isinstance(s, VoteStatement) and s.earlier
            ):
                draft.touched = max(draft.touched, s.anchor)
            if (
                when
                and not isinstance(s, SponsorStatement)
                and (draft.when is None or _width(when) < _width(draft.when))
            ):
                draft.when, draft.dated = when, dated
            if isinstance(s, SponsorStatement) and not s.negated:
                known = {m.code for m in draft.sponsors}
                draft.sponsors += [m for m in s.sponsors if m.code not in known]
            if isinstance(s, OutcomeStatement) and s.body and draft.body is None:
                draft.body, draft.organ = s.body, self._organ(s.body, s.start, s.end)

    def _of_statement(self, s: Statement, when: Window | None) -> list[_Draft]:
        if s.reference is not None:
            drafts = self.of_head.get(s.reference.head) or self.refer(s.reference)
            fitting = [d for d in drafts if self._agrees(d, s, when)]
            if fitting:
                return fitting
            if not _is_bare(s.reference):
                return (
                    drafts
                    if isinstance(s, VoteStatement) and when is None
                    else [self._another(s.reference, s)]
                )
        told = self._of_outcome(s) if isinstance(s, TallyStatement) else []
        if told and self._agrees(told[0], s, when):
            return told
        here = self._local_body(s.anchor)
        nearby = self._in_clause(s)
        local = [d for d, _ in nearby if self._agrees(d, s, when)]
        if local:
            return local[:1]
        if nearby and (when is not None or isinstance(s, TallyStatement)) and not _is_bare(nearby[0][1]):
            return [self._another(nearby[0][1], s)]
        recent = [
            d
            for d in self._recent(s.anchor)
            if d.kind is not MeasureKind.AMENDMENT
            and not d.collective
            and (here is None or self._body_of(d) == here or (here == "UNGA" and self._body_of(d) is None))
        ]
        fitting = [d for d in recent if self._agrees(d, s, when)]
        if fitting:
            return fitting[:1]
        if recent and when is None and not isinstance(s, TallyStatement) and not self._other_body(s):
            return recent[:1]
        draft = _Draft(order=len(self.drafts), touched=s.anchor, hint=self._hint(s.anchor))
        self.drafts.append(draft)
        return [draft]

    def _of_outcome(self, s: TallyStatement) -> list[_Draft]:
        """The text whose result is told right before the totals: “… was rejected by 60 votes to 20”."""
        sentence = self.document.sentence_at(s.anchor)
        return [
            d
            for d in self.drafts
            for o in d.statements
            if isinstance(o, OutcomeStatement)
            and sentence.start <= o.anchor <= s.anchor
            and s.anchor - o.anchor < 45
        ][-1:]

    def _another(self, r: Reference, s: Statement) -> _Draft:
        """Another text of the same owner or subject: words that fit, with a day, a body or totals that do not."""
        body = s.body if isinstance(s, OutcomeStatement) else r.body
        draft = _Draft(order=len(self.drafts), hint=self._hint(s.anchor), body=body, touched=s.anchor)
        if body and body != r.body:
            draft.organ = self._organ(body, s.start, s.end)
        self.drafts.append(draft)
        self._learn(draft, r)
        self.of_head[r.head] = [draft]
        return draft

    def _other_body(self, s: Statement) -> bool:
        return isinstance(s, OutcomeStatement) and s.body is not None

    def _in_clause(self, s: Statement | Roster) -> list[tuple[_Draft, Reference]]:
        """Drafts whose words stand in the statement's own sentence and not in a clause of their own, nearest first."""
        sentence = self.document.sentence_at(s.anchor)
        near = []
        for draft in self.drafts:
            for r in draft.references:
                before = r.start <= s.anchor or (isinstance(s, TallyStatement) and r.start <= s.end + 6)
                amended = (
                    r.kind is MeasureKind.AMENDMENT
                    and isinstance(s, TallyStatement)
                    and s.anchor - r.end > 60
                )
                if (
                    sentence.start <= r.start < sentence.end
                    and before
                    and not amended
                    and not self._aside(r, s)
                ):
                    near.append((abs(s.anchor - r.start), draft, r))
        return [(d, r) for _, d, r in sorted(near, key=lambda one: one[0])]

    def _aside(self, r: Reference, s: Statement | Roster) -> bool:
        """True where the reference stands in a relative clause that the statement is not part of."""
        head = self.document.parse[r.head]
        for above in head.ancestors:
            if above.dep_ == "relcl" and not above.left_edge.idx <= s.anchor <= above.right_edge.idx:
                return True
        return False

    def _day_of(self, s: Statement) -> tuple[Window | None, tuple[int, int] | None]:
        """The day or days that the statement's own clause names."""
        sentence = self.document.sentence_at(s.anchor)
        near = [
            d
            for d in self.document.dates
            if d.first
            and d.last
            and sentence.start <= d.start < sentence.end
            and d.precision is not Precision.DECADE
        ]
        inside = [d for d in near if self._same_clause(d.start, s.anchor)]
        if not inside:
            return None, None
        best = min(inside, key=lambda d: abs(d.start - s.anchor))
        return (best.first, best.last), (best.start, best.end)  # type: ignore[return-value]

    def _day_at(self, head: int, span: tuple[int, int]) -> tuple[Window | None, tuple[int, int] | None]:
        """The day that the words for a text name: “Thursday's vote”, “the resolution of 2 March”, “in June it condemned …”."""
        token = self.document.parse[head]
        act = token.pos_ == "VERB"
        left = token.left_edge.idx if act else span[0]
        sentence = self.document.sentence_at(token.idx)
        for d in self.document.dates:
            inside = left - 1 <= d.start and d.end <= span[1]
            beside = (
                act and sentence.start <= d.start < sentence.end and self._dates_act(d.start, d.end, token)
            )
            if d.first and d.last and d.precision is not Precision.DECADE and (inside or beside):
                return (d.first, d.last), (d.start, d.end)
        return None, None

    def _dates_act(self, start: int, end: int, verb: Any) -> bool:
        """True where the day is that of the act itself, or “in June, when it condemned …”, not of a call for it."""
        own = self._verb_at(start)
        if own is not None and (own.i == verb.i or (verb.dep_ == "conj" and own.i == verb.head.i)):
            return True
        between = self.document.source.text[end : verb.idx]
        return bool(re.match(r",? when\b", between)) and len(between) < 40

    def _same_clause(self, place: int, anchor: int) -> bool:
        """True where the words at `place` belong to the verb that the anchor belongs to, or to one above it."""
        verb, own = self._verb_at(place), self._verb_at(anchor)
        if verb is None or own is None or self._in_apposition(place, verb):
            return False
        while own is not None and own.i != verb.i:
            if own.dep_ in ("relcl", "acl", "ROOT") or own.head.i == own.i:
                return False
            own = next((a for a in own.ancestors if a.pos_ in ("VERB", "AUX")), None)
        return own is not None

    def _in_apposition(self, place: int, verb: Any) -> bool:
        """“Malta, *a critic in 2009*, voted for it”: words beside the subject, not of the verb."""
        token = self.document.parse.char_span(place, place + 1, alignment_mode="expand")[0]
        return any(
            t.dep_ in ("appos", "acl", "relcl") and t.left_edge.i > verb.left_edge.i
            for t in (token, *token.ancestors)
            if verb.left_edge.i <= t.i < verb.i
        )

    def _verb_at(self, place: int) -> Any:
        span = self.document.parse.char_span(place, place + 1, alignment_mode="expand")
        token = span[0]
        return (
            token
            if token.pos_ in ("VERB", "AUX")
            else next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
        )

    # ---------------------------------------------------------------- fit
    def _fits(self, d: _Draft, r: Reference) -> bool:
        body = r.body or (self._hint(r.start) if r.number or (r.indefinite and r.sponsors) else None)
        if body and self._body_of(d) and body != self._body_of(d):
            return False
        if r.number and d.number and r.number != d.number:
            return False
        if r.sponsors and d.sponsors and not self._same_owner(d, r):
            return False
        return (
            (r.kind is MeasureKind.AMENDMENT) == (d.kind is MeasureKind.AMENDMENT)
            or r.pronoun
            or d.kind is None
        )

    def _agrees(self, d: _Draft, s: Statement, when: Window | None) -> bool:
        if isinstance(s, SponsorStatement):
            return True
        if when and d.when and (when[1] < d.when[0] or d.when[1] < when[0]):
            return False
        if when and d.when is None and d.statements and self._long_past(when):
            return False
        if isinstance(s, TallyStatement):
            return self._tally_agrees(d, s.tally)
        if isinstance(s, OutcomeStatement):
            if s.body and self._body_of(d) and s.body != self._body_of(d):
                return False
            return not any(
                _clash(s.outcome, o.outcome) for o in d.statements if isinstance(o, OutcomeStatement)
            )
        return not (s.reference is None and self._contradicts(d, s))

    def _long_past(self, when: Window) -> bool:
        published = self.document.source.published
        return published is not None and (published - when[1]).days > 45

    def _tally_agrees(self, d: _Draft, tally: Tally) -> bool:
        total = sum(n or 0 for n in (tally.yes, tally.no, tally.abstain))
        if (
            self._body_of(d) == "UNSC"
            and total > COUNCIL_SIZE
            and any(isinstance(o, TallyStatement) for o in d.statements)
        ):
            return False
        if (
            any(
                isinstance(o, OutcomeStatement)
                and o.outcome in (Outcome.VETOED, Outcome.ADOPTED_WITHOUT_VOTE)
                for o in d.statements
            )
            and total > COUNCIL_SIZE
        ):
            return False
        for other in d.statements:
            if isinstance(other, TallyStatement):
                pairs = zip(_three(tally), _three(other.tally), strict=True)
                if any(a is not None and b is not None and a != b for a, b in pairs):
                    return False
        return True

    def _contradicts(self, d: _Draft, s: VoteStatement) -> bool:
        """True where a voter would have chosen two ways on one text."""
        codes = {m.code for m in s.voters}
        stance = Stance.AGAINST if s.stance is Stance.VETO else s.stance
        casting = (Stance.FOR, Stance.AGAINST, Stance.ABSTAIN, Stance.ABSENT, Stance.VETO)
        return any(
            isinstance(o, VoteStatement)
            and o.status is s.status
            and (Stance.AGAINST if o.stance is Stance.VETO else o.stance) is not stance
            and o.stance in casting
            and codes & {m.code for m in o.voters}
            for o in d.statements
        )

    # ---------------------------------------------------------------- results
    def ballots(self) -> tuple[Ballot, ...]:
        kept = [d for d in self.drafts if d.statements or d.symbol or d.sponsors]
        ids = {d.order: f"m{i}" for i, d in enumerate(kept, 1)}
        return tuple(self._ballot(d, ids) for d in kept)

    def _ballot(self, d: _Draft, ids: dict[int, str]) -> Ballot:
        def of(kind: type) -> tuple:  # type: ignore[type-arg]
            return tuple(s for s in d.statements if isinstance(s, kind))

        outcomes: tuple[OutcomeStatement, ...] = of(OutcomeStatement)
        rivals = tuple(ids[o] for o in self._rivals(d) if o in ids)
        best = max(
            d.references,
            key=lambda r: (not r.pronoun, len(r.about) + len(r.sponsors), -r.start),
            default=None,
        )
        spoken_of = sentences_of(
            self.document, [*(r.start for r in d.references), *(s.anchor for s in d.statements)]
        )
        start, end = (best.start, best.end) if best else (d.statements[0].start, d.statements[0].end)
        evidence = self.document.evidence(start, end)
        measure = Measure(
            id=ids[d.order],
            kind=d.kind or MeasureKind.RESOLUTION,
            body=d.body or d.hint,
            title=evidence.text,
            symbol=d.symbol,
            sponsors=tuple(d.sponsors),
            rivals=rivals,
            amends=ids.get(d.amends) if d.amends is not None else None,
            outcome=next((o.outcome for o in reversed(outcomes)), None),
            evidence=evidence,
        )
        return Ballot(
            measure=measure,
            about=frozenset(d.about),
            about_codes=frozenset(d.about_codes),
            number=d.number,
            when=d.when,
            dated=d.dated,
            order=d.order,
            around=self._around(d),
            organ=d.organ,
            apart=frozenset(ids[o] for o in d.apart if o in ids),
            heads=frozenset(r.head for r in d.references),
            votes=of(VoteStatement),
            tallies=tuple(_turned(t, outcomes, self.document.source.text) for t in of(TallyStatement)),
            outcomes=outcomes,
            sponsorships=of(SponsorStatement),
            rosters=tuple(d.rosters),
            sentences=tuple((s.start, s.end) for s in spoken_of),
            days=tuple(find_days(self.document, spoken_of)),
            organs=tuple(find_organs(self.document, spoken_of)),
        )

    def _around(self, d: _Draft) -> frozenset[str]:
        """Content words of the sentences in which the text is spoken of."""
        places = {self.document.sentence_at(r.start).index for r in d.references}
        places |= {self.document.sentence_at(s.anchor).index for s in d.statements}
        tokens = (
            t
            for i in places
            for t in self.document.parse[self.document.sentences[i].first : self.document.sentences[i].last]
        )
        return frozenset(
            t.lower_ for t in tokens if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and len(t) > 2
        )

    def _rivals(self, d: _Draft) -> list[int]:
        return [o.order for o in self.drafts if o.order == d.rival_of or o.rival_of == d.order]


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


def _is_aside(d: _Draft) -> bool:
    """Whether all that is said of a text is what somebody “had” done before: it is not what the paragraph is about."""
    return bool(d.statements) and all(isinstance(s, VoteStatement) and s.earlier for s in d.statements)


def _is_bare(r: Reference) -> bool:
    """True for “it”, “the text”: words that say nothing of their own."""
    return r.pronoun or not (r.about or r.about_codes or r.sponsors or r.symbol or r.number)


def _width(window: Window) -> int:
    return (window[1] - window[0]).days


def _three(tally: Tally) -> tuple[int | None, int | None, int | None]:
    return tally.yes, tally.no, tally.abstain


def _clash(a: Outcome, b: Outcome) -> bool:
    return a.adopted != b.adopted


def _overlap(d: _Draft, r: Reference) -> float:
    """Share of the reference's subject words and actors that the draft already has."""
    asked = len(r.about) + 2 * len(r.about_codes)
    if not asked:
        return 0.0
    return (len(r.about & d.about) + 2 * len(r.about_codes & d.about_codes)) / asked
