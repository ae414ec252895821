"""Which words speak of the same text: references and statements gathered into ballots, in reading order.

The rules are those a reader follows. A symbol, a number or an owner (“the American draft”) names a text; “it” and
“the text” mean the one last spoken of that fits; and nothing is joined that contradicts itself: another body,
another day, another result, other totals.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from dragoman import world
from dragoman.domain.measures import MeasureKind, Outcome, Stance
from dragoman.domain.rollcalls import COUNCIL_SIZE
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
from dragoman.events.voting.drafts import (
    Draft,
    Window,
    clash,
    contradicts,
    counts_many,
    is_aside,
    is_bare,
    is_tabled_aside,
    overlap,
    tally_agrees,
    width,
)
from dragoman.events.voting.organs import last_organ, organ_near, organ_of_paragraph
from dragoman.events.voting.results import ballots_of
from dragoman.events.voting.timing import day_at, day_of, is_in_passing, opening_day, verb_at
from dragoman.text.clauses import auxiliaries
from dragoman.text.document import Document

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


def gather(
    document: Document, references: tuple[Reference, ...], statements: tuple[Statement | Roster, ...]
) -> tuple[Ballot, ...]:
    """The ballots of a report."""
    gatherer = _Gatherer(document)
    items: list[tuple[int, int, Reference | Statement | Roster]] = [(r.start, 0, r) for r in references]
    items += [(_heard(document, s, references), 1, s) for s in statements]
    for _, _, item in sorted(items, key=lambda i: (i[0], i[1])):
        if isinstance(item, Reference):
            gatherer.refer(item)
        elif isinstance(item, Roster):
            gatherer.enrol(item)
        else:
            gatherer.state(item)
    return ballots_of(document, gatherer.drafts)


def _heard(document: Document, s: Statement | Roster, references: tuple[Reference, ...]) -> int:
    """Where a reader has heard enough to place a statement: totals wait for the text named right after them in the
    sentence, unless one is named right before."""
    if not isinstance(s, TallyStatement) or any(0 <= s.anchor - r.end < RIGHT_BEFORE for r in references):
        return s.anchor
    return max(s.anchor, min(s.end + 8, document.sentence_at(max(s.anchor, s.end - 1)).end - 1))


_NO_MORE = re.compile(
    r"(?:the|this) (?:resolution|text|draft|motion|measure|document|declaration)", re.IGNORECASE
)
APART_DAYS = dt.timedelta(days=20)
"""Days between two times told from which on they are not those of one vote."""
RIGHT_BEFORE = 25
"""Characters between the words for a text and its totals: “the text on Iran *obtained* 61 votes”."""
BESIDE = (MeasureKind.AMENDMENT, MeasureKind.MOTION)
"""What is voted on beside the texts themselves."""
LATELY = 10
"""Days before publication within which the newest vote told is the one the report is about, where it opens with a
dated one."""
BY_SESSION = 1976
"""The year in which the Assembly's resolutions came to be counted by session: 31/1."""
FAR_MORE = 40
"""Votes in favour beside which a number the Council could have is some of the voters, not the total."""
ALL_OF_COUNCIL = 3000
"""More than the resolutions of the Council; the Assembly's last of the old count was 3541 (XXX)."""


def _is_veto(s: Statement) -> bool:
    """Whether it tells of a veto, which only the Council knows."""
    if isinstance(s, VoteStatement):
        return s.stance is Stance.VETO
    return isinstance(s, OutcomeStatement) and s.outcome is Outcome.VETOED


class _Gatherer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.drafts: list[Draft] = []
        self.of_head: dict[int, list[Draft]] = {}
        self.perfects: dict[int, bool] = {}
        self.openings: dict[int, Window | None] = {}
        self.days: dict[tuple[int, int, int], tuple[Window | None, tuple[int, int] | None]] = {}

    # ---------------------------------------------------------------- references
    def refer(self, reference: Reference) -> list[Draft]:
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

    def _recent(self, at: int | None = None) -> list[Draft]:
        """Drafts, the last spoken of first; in another paragraph, texts of long ago come after those of the day."""
        if at is None:
            return sorted(self.drafts, key=lambda d: -d.touched)
        here = self.document.sentence_at(at).paragraph
        local = [d for d in self.drafts if self.document.sentence_at(d.touched).paragraph == here]
        told = [d for d in local if not is_aside(d)]
        only_old = bool(told) and all(self._is_background(d) for d in told)
        spared = {id(d) for d in local} if only_old else set()
        return sorted(self.drafts, key=lambda d: (id(d) not in spared and self._is_background(d), -d.touched))

    def _going_on(self, at: int) -> list[Draft]:
        """Drafts as `_recent` gives them; “a like text *had drawn* 90 votes. Chad abstained” goes back to the one before."""
        recent = self._recent(at)
        if self._is_past_perfect(at):
            return recent
        return sorted(recent, key=self._is_looked_back)

    def _is_looked_back(self, d: Draft) -> bool:
        told = any(isinstance(s, TallyStatement | OutcomeStatement) for s in d.statements)
        return told and all(self._is_past_perfect(s.anchor) for s in d.statements)

    def _is_past_perfect(self, at: int) -> bool:
        """Whether the words there tell of what “had” been before, and not only in passing of a state."""
        if at not in self.perfects:
            verb = verb_at(self.document, at)
            self.perfects[at] = verb is not None and "had" in auxiliaries(verb)
        return self.perfects[at]

    def _is_background(self, d: Draft) -> bool:
        published = self.document.source.published
        if published is None or d.when is None:
            return False
        first = self.drafts[0].when
        days = [(published - x.when[1]).days for x in self.drafts if x.when is not None]
        newest = min((n for n in days if 0 <= n <= LATELY), default=0) if first is not None else 0
        return (published - d.when[1]).days - newest > 2

    def _under_heading(self, r: Reference) -> list[Draft]:
        """The text that a catchword at the head of the paragraph has just announced."""
        paragraph = self.document.sentence_at(r.start).paragraph
        return [
            d
            for d in self.drafts
            if not d.statements
            and all(x.which in ("heading", "counted") or x.symbol for x in d.references)
            and self.document.sentence_at(d.touched).paragraph == paragraph
            and r.which not in ("heading", "counted")
        ][-1:]

    def _is_settled(self, d: Draft, r: Reference) -> bool:
        """Whether a text's result has been told in another paragraph: other words there mean another text."""
        elsewhere = (
            self.document.sentence_at(d.touched).paragraph != self.document.sentence_at(r.start).paragraph
        )
        told = any(isinstance(s, OutcomeStatement | TallyStatement) for s in d.statements)
        return elsewhere and (told or len(self.drafts) > 1)

    def _named(self, r: Reference) -> list[Draft]:
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
            if not d.symbol
            and not d.number
            and not d.collective
            and self._fits(d, r)
            and not (self._is_of_council(r) and counts_many(d))
        ]
        near = [d for d in unnamed if r.start - d.touched < 350 and not r.indefinite]
        return near[:1] or self._just_told(r)

    def _just_told(self, r: Reference) -> list[Draft]:
        """“On 3 April it demanded a withdrawal. Ten voted for *Resolution 502*”: the act of a day told just before."""
        here = self.document.sentence_at(r.start)
        return [
            d
            for d in self._recent()
            if d.references
            and d.references[-1].which == "act"
            and self._is_background(d)
            and not (d.symbol or d.number)
            and 0 < here.index - self.document.sentence_at(d.touched).index <= 1
            and self.document.sentence_at(d.touched).paragraph == here.paragraph
        ][:1]

    def _is_of_council(self, r: Reference) -> bool:
        """“Resolution 1970”: since the Assembly counts by session, only the Council's new ones have a bare number."""
        published = self.document.source.published
        if r.number is None or not r.number.isdigit() or r.body is not None or published is None:
            return False
        return published.year > BY_SESSION and int(r.number) < ALL_OF_COUNCIL

    def _described(self, r: Reference) -> list[Draft]:
        """By owner or by subject."""
        recent = [d for d in self._recent() if self._fits(d, r) and (r.plural or not d.collective)]
        if r.sponsors and is_tabled_aside(r):
            return [
                d
                for d in self._recent(r.start)
                if self._fits(d, r) and all(m.actor.vague for m in d.sponsors) and not d.collective
            ][:1]
        if r.sponsors:
            owned = [d for d in recent if d.sponsors and self._same_owner(d, r)]
            if owned:
                return owned[:1]
            free = [
                d
                for d in (d for d in recent if overlap(d, r) or not self._is_settled(d, r))
                if not d.sponsors and (overlap(d, r) or (not r.indefinite and r.which is None))
            ]
            return free[:1]
        if r.which == "heading":
            alike = sorted(((overlap(d, r), d.touched, i) for i, d in enumerate(recent)), reverse=True)
            return [recent[i] for score, _, i in alike if score > 0][:1]
        if r.indefinite or r.which in ("rival", "competing", "separate", "another", "alternative", "counter"):
            return [d for d in recent if overlap(d, r) > 0.6 and r.which is None][:1]
        if r.about or r.about_codes:
            alike = sorted(((overlap(d, r), d.touched, i) for i, d in enumerate(recent)), reverse=True)
            return [recent[i] for score, _, i in alike if score >= 0.34][:1] or self._resumed(r, recent)
        return []

    def _resumed(self, r: Reference, recent: list[Draft]) -> list[Draft]:
        """“On Chad it ended 70 to 30. *The resolution* asks …”: no more than a noun, right after a text."""
        text = self.document.source.text
        here = self.document.sentence_at(r.start)
        if r.which or not _NO_MORE.fullmatch(text, r.start, r.end):
            return []
        return [
            d
            for d in recent
            if 0 < here.index - self.document.sentence_at(d.touched).index <= 1
            and self.document.sentence_at(d.touched).paragraph == here.paragraph
        ][:1]

    def _bare(self, r: Reference) -> list[Draft]:
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
            single = [d for d in recent if not d.collective]
            return single[:2] if len(single) > 1 else recent[:2]
        return recent[:1]

    def _ordinal(self, r: Reference, recent: list[Draft]) -> list[Draft]:
        told_off = [d for d in recent if any(x.which == "counted" for x in d.references)]
        of_the_day = sorted(
            told_off or [d for d in recent if not self._is_background(d)], key=lambda d: d.order
        )
        if r.which == "first":
            return of_the_day[:1] or sorted(recent, key=lambda d: d.order)[:1]
        if r.which == "other" and len(recent) > 1:
            return recent[:1]
        place = {"second": 1, "third": 2}.get(r.which or "")
        if place is None or not (r.pronoun or told_off):
            return []
        return of_the_day[place : place + 1]

    def _open(self, r: Reference) -> Draft:
        hint = "UNSC" if self._is_of_council(r) else last_organ(self.document, r.start)
        draft = Draft(order=len(self.drafts), hint=hint, collective=r.plural)
        if r.which == "counted":
            draft.when, draft.dated = self._announced_day()
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

    def _announced_day(self) -> tuple[Window | None, tuple[int, int] | None]:
        """“On 3 May two texts came up. One …”: the day told with all of them."""
        announced = next((d for d in reversed(self.drafts) if d.collective and d.references), None)
        if announced is None or announced.when is not None:
            return (announced.when, announced.dated) if announced is not None else (None, None)
        sentence = self.document.sentence_at(announced.references[0].start)
        days = [d for d in self.document.dates if sentence.start <= d.start < sentence.end and d.first]
        if len(days) != 1 or days[0].first is None or days[0].last is None:
            return None, None
        return (days[0].first, days[0].last), (days[0].start, days[0].end)

    def _learn(self, draft: Draft, r: Reference) -> None:
        draft.references.append(r)
        if r.which not in LOOKING_BACK:
            draft.touched = max(draft.touched, r.start)
        draft.hint = draft.hint or last_organ(self.document, r.start)
        if r.body and draft.body is None:
            draft.body, draft.organ = r.body, organ_near(self.document, r.body, r.start, r.end)
        draft.symbol = draft.symbol or r.symbol
        draft.number = draft.number or r.number
        if r.which == "heading":
            draft.touched = r.end
        draft.kind = draft.kind if draft.kind not in (None, MeasureKind.DRAFT) or r.pronoun else r.kind
        known = {m.code for m in draft.sponsors}
        draft.sponsors += [m for m in r.sponsors if m.code not in known]
        when, dated = self._day_at(r)
        if when and (draft.when is None or width(when) < width(draft.when)):
            draft.when, draft.dated = when, dated
        draft.about |= r.about
        draft.about_codes |= r.about_codes

    def _same_owner(self, draft: Draft, r: Reference) -> bool:
        ours, theirs = {m.code for m in draft.sponsors}, {m.code for m in r.sponsors}
        if all(
            m.actor.vague for m in draft.sponsors
        ):  # “a European-backed text”, “the text, drafted by Kyiv”
            return True
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
        drafts = local or [
            d
            for d in self._recent(roster.anchor)
            if (d.statements or d.symbol or d.number) and not d.collective
        ]
        for draft in drafts[:1]:
            draft.rosters.append(roster)

    def state(self, s: Statement) -> None:
        """Give a statement to the ballots it is about."""
        when, dated = day_of(self.document, s)
        if isinstance(s, TallyStatement) and self._is_of_a_few(s):
            return
        drafts = self._of_statement(s, when)
        for draft in drafts:
            draft.statements.append(replace(s, when=when) if not isinstance(s, SponsorStatement) else s)
            if when is not None and self._long_past(when) and is_in_passing(self.document, s):
                draft.touched = draft.touched if draft.touched < s.anchor else 0
            elif not (
                s.negated
                if isinstance(s, SponsorStatement)
                else isinstance(s, VoteStatement) and (s.earlier or s.before)
            ):
                draft.touched = max(draft.touched, s.anchor)
            if (
                when
                and not isinstance(s, SponsorStatement)
                and (draft.when is None or width(when) < width(draft.when))
            ):
                draft.when, draft.dated = when, dated
            if isinstance(s, SponsorStatement) and not s.negated:
                known = {m.code for m in draft.sponsors}
                draft.sponsors += [m for m in s.sponsors if m.code not in known]
            if isinstance(s, OutcomeStatement) and s.body and draft.body is None:
                draft.body, draft.organ = s.body, organ_near(self.document, s.body, s.start, s.end)

    def _is_of_a_few(self, s: TallyStatement) -> bool:
        """“Three of them came over to it: …”: some of many, after the whole vote was told."""
        t = s.tally
        alone = t.yes is not None and t.no is None and t.abstain is None and t.yes <= COUNCIL_SIZE
        told = [o.tally.yes or 0 for d in self.drafts for o in d.statements if isinstance(o, TallyStatement)]
        here = organ_of_paragraph(self.document, s.anchor) or (
            self.drafts[-1].organ_meant if self.drafts else None
        )
        return alone and here != "UNSC" and any(yes > FAR_MORE for yes in told)

    def _of_statement(self, s: Statement, when: Window | None) -> list[Draft]:
        if s.reference is not None:
            drafts = self.of_head.get(s.reference.head) or self.refer(s.reference)
            fitting = [d for d in drafts if self._agrees(d, s, when)]
            if fitting:
                return fitting
            if not is_bare(s.reference):
                return (
                    drafts
                    if isinstance(s, VoteStatement) and when is None
                    else [self._another(s.reference, s)]
                )
        told = self._of_outcome(s) if isinstance(s, TallyStatement) else []
        if told and self._agrees(told[0], s, when):
            return told
        here = organ_of_paragraph(self.document, s.anchor)
        nearby = self._in_clause(s)
        local = [d for d, _ in nearby if self._agrees(d, s, when)]
        if local:
            return local[:1]
        if nearby and (when is not None or isinstance(s, TallyStatement)) and not is_bare(nearby[0][1]):
            return [self._another(nearby[0][1], s)]
        recent = [
            d
            for d in self._going_on(s.anchor)
            if d.kind not in BESIDE
            and not d.collective
            and (here is None or d.organ_meant == here or (here == "UNGA" and d.organ_meant is None))
        ]
        fitting = [
            d for d in recent if self._agrees(d, s, when) and not (when and self._is_nameless_elsewhere(d, s))
        ]
        if fitting:
            return fitting[:1]
        is_veto = _is_veto(s)
        if recent and when is None and not (isinstance(s, TallyStatement) or is_veto or self._other_body(s)):
            return recent[:1]
        hint = "UNSC" if is_veto else last_organ(self.document, s.anchor)
        draft = Draft(order=len(self.drafts), touched=s.anchor, hint=hint)
        self.drafts.append(draft)
        return [draft]

    def _is_nameless_elsewhere(self, d: Draft, s: Statement) -> bool:
        """Whether only a time told in another paragraph stands for a text: “in 2023” may be another text's year there."""
        here = self.document.sentence_at(s.anchor).paragraph
        told = {self.document.sentence_at(o.anchor).paragraph for o in d.statements}
        return not d.references and here not in told

    def _of_outcome(self, s: TallyStatement) -> list[Draft]:
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

    def _another(self, r: Reference, s: Statement) -> Draft:
        """Another text of the same owner or subject: words that fit, with a day, a body or totals that do not."""
        body = s.body if isinstance(s, OutcomeStatement) else r.body
        draft = Draft(
            order=len(self.drafts), hint=last_organ(self.document, s.anchor), body=body, touched=s.anchor
        )
        if body and body != r.body:
            draft.organ = organ_near(self.document, body, s.start, s.end)
        self.drafts.append(draft)
        self._learn(draft, r)
        self.of_head[r.head] = [draft]
        return draft

    def _other_body(self, s: Statement) -> bool:
        return isinstance(s, OutcomeStatement) and s.body is not None

    def _in_clause(self, s: Statement | Roster) -> list[tuple[Draft, Reference]]:
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

    # ---------------------------------------------------------------- fit
    def _day_at(self, r: Reference) -> tuple[Window | None, tuple[int, int] | None]:
        """The day that the words for a text name, looked for once."""
        key = r.head, r.start, r.end
        if key not in self.days:
            self.days[key] = day_at(self.document, r.head, (r.start, r.end))
        return self.days[key]

    def _is_of_other_days(self, d: Draft, at: int) -> bool:
        """Whether the paragraph opens with another day than that of a text of which another paragraph tells: “The other
        dates from May. … *It* passed by 90 votes”."""
        here = self.document.sentence_at(at).paragraph
        there = self.document.sentence_at(d.touched).paragraph
        if here == there:
            return False
        now, then = self._opening(here, at), d.when or self._opening(there, d.touched)
        return (
            now is not None
            and then is not None
            and (now[0] - then[1] > APART_DAYS or then[0] - now[1] > APART_DAYS)
        )

    def _opening(self, paragraph: int, at: int) -> Window | None:
        if paragraph not in self.openings:
            self.openings[paragraph] = opening_day(self.document, at)
        return self.openings[paragraph]

    def _fits(self, d: Draft, r: Reference) -> bool:
        body = r.body or (
            "UNSC"
            if self._is_of_council(r)
            else last_organ(self.document, r.start)
            if r.number or (r.indefinite and r.sponsors)
            else None
        )
        if body and d.organ_meant and body != d.organ_meant:
            return False
        if r.number and d.number and r.number != d.number:
            return False
        if r.sponsors and d.sponsors and not self._same_owner(d, r):
            return False
        said, _ = self._day_at(r)
        if said is not None and not self._is_of_time(d, said):
            return False
        if said is None and is_bare(r) and not r.which and self._is_of_other_days(d, r.start):
            return False
        beside = r.kind in BESIDE or d.kind in BESIDE
        return not beside or r.kind is d.kind or r.pronoun

    def _is_of_time(self, d: Draft, when: Window) -> bool:
        """Whether a text may have been voted on then, by what is told of its day."""
        if d.when is not None:
            return d.when[0] <= when[1] and when[0] <= d.when[1]
        said = any(not isinstance(s, SponsorStatement) for s in d.statements)
        return not (said and self._long_past(when))

    def _agrees(self, d: Draft, s: Statement, when: Window | None) -> bool:
        if isinstance(s, SponsorStatement):
            return True
        if when and not self._is_of_time(d, when):
            return False
        if when is None and self._is_of_other_days(d, s.anchor):
            return False
        if _is_veto(s) and d.organ_meant == "UNGA":
            return False
        if isinstance(s, TallyStatement):
            return tally_agrees(d, s.tally)
        if isinstance(s, OutcomeStatement):
            named = s.reference is not None and not is_bare(s.reference)
            own = named and not d.statements and any(r.head == s.reference.head for r in d.references)  # type: ignore[union-attr]
            meant = d.body if own else d.organ_meant
            if s.body and meant and s.body != meant:
                return False
            return not any(
                clash(s.outcome, o.outcome) for o in d.statements if isinstance(o, OutcomeStatement)
            )
        return not (s.reference is None and contradicts(d, s))

    def _long_past(self, when: Window) -> bool:
        published = self.document.source.published
        return published is not None and (published - when[1]).days > 45
