"""Who chose what: every statement in a report that actors voted, sponsored, backed or opposed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.claims import Quantifier
from dragoman.domain.events import Status
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import Group, Reference, Roster, TallyStatement, VoteStatement
from dragoman.events.voting.company import find_company
from dragoman.events.voting.groups import GROUPS, group_in, named_voters
from dragoman.events.voting.phrases import BESIDES, ONE_VOTE, find_echoes, find_phrases
from dragoman.events.voting.references import reference_at
from dragoman.events.voting.rosters import find_rosters
from dragoman.events.voting.spokesmen import DOMESTIC
from dragoman.events.voting.surface import Reader, text_at
from dragoman.text.clauses import (
    agent_of,
    auxiliaries,
    clause_span,
    conjuncts,
    is_negated,
    is_passive,
    object_of,
    prepositional,
    subject_of,
)
from dragoman.text.document import Document

Token = Any

FOR_WORDS = ("for", "yes", "aye", "favour", "favor")
AGAINST_WORDS = ("against", "no", "nay")
SIDES = {
    "support": Stance.FOR,
    "back": Stance.FOR,
    "endorse": Stance.FOR,
    "favour": Stance.FOR,
    "favor": Stance.FOR,
    "approve": Stance.FOR,
    "oppose": Stance.AGAINST,
    "reject": Stance.AGAINST,
}
WILL = frozenset(("will", "would", "'ll", "shall", "may", "might", "could", "should"))
INTENTION = frozenset(
    "plan intend promise pledge vow threaten want expect decide prepare "
    "hope ask urge press tell call refuse agree".split()
)
NOT_THEIRS = frozenset(
    "urge ask tell press persuade lobby decline refuse fail neglect beg order care".split()
)
"""“urged Kenya to vote against”, “declined to support”: no vote of the subject's."""
STANCE_WORD = re.compile(
    r"(?P<no>against|no\b|opposed|voted no)|(?P<abstain>abstain(?:ed|ing|s)?|abstentions?)|(?P<yes>in favou?r|for\b|yes\b|voted yes)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class View:
    """What every finder needs: the document and the references by head token."""

    document: Document
    references: dict[int, Reference]
    groups: Sequence[Group] = ()
    """Groups that the surface tells, with what it takes out of them."""


Finder = Callable[[View, Token], Iterator[VoteStatement]]


NO_CONTENT = frozenset(("ADP", "CCONJ", "DET", "NUM", "PART", "PRON", "PUNCT", "SCONJ", "SPACE"))
"""Words of these kinds tell nobody's choice."""
SAME_PREDICATE = 12
"""Characters within which the same predicate was found: the list before it is then complete."""
SAME_VERB = 40
"""Characters within which two finders speak of the same verb."""


def find_statements(
    document: Document, references: tuple[Reference, ...], tallies: Sequence[TallyStatement]
) -> tuple[VoteStatement | Roster, ...]:
    """All statements of stance, and the lists that may tell one; what the surface told or denied goes before the parse."""
    surface = find_phrases(document, references, tallies)
    groups = tuple(g for g in surface.masked.groups.values() if g.bloc is not None)
    view = View(document, {r.head: r for r in references}, groups)
    found = list(surface.found)
    told = Near(surface.found)
    for token in document.parse:
        for finder in FINDERS if token.pos_ not in NO_CONTENT else ():
            for s in finder(view, token):
                more = _beyond(s, surface, told.of(s))
                found += [more] if more is not None else []
    found = _without_doubles(found)
    of_blocs = {s.group.exceptions for s in found if s.group and s.group.quantifier is Quantifier.ONLY}
    found = [replace(s, only=False) if s.voters in of_blocs else _with_only(s, surface) for s in found]
    found += find_echoes(surface, found)
    company = find_company(surface, found)
    sided = {m.start for roster in company for m in roster.voters}
    lists = [r for r in find_rosters(surface, found) if not {m.start for m in r.voters} & sided]
    return tuple(sorted([*found, *company, *lists], key=lambda s: (s.anchor, s.start)))


_ONLY = re.compile(
    r"(?<!not )(?<!left )(?<!leaving )\b(?:only|nobody but|none but|no one but)\s+(?:the )?$", re.IGNORECASE
)
_JOINED = re.compile(r"\b(?:joined|joins|sided with|followed)\b")
_IN_BLOC = re.compile("[ⒷⒼ]")


def _with_only(s: VoteStatement, surface: Reader) -> VoteStatement:
    """“*Only* Chad and Mali stood against it”, whoever read it: nobody else did, unless it is said of a bloc; with those
    of “besides Peru only …”."""
    if not s.voters or s.group is not None or s.before:
        return s
    first = min(m.start for m in s.voters)
    text = surface.masked.text
    start = max(0, *(text.rfind(mark, 0, first) for mark in ".;:"))
    lead = text[start:first]
    others = BESIDES.search(lead)
    if others:
        more = surface.masked.voters_in(start + others.start("names"), start + others.end("names"))
        s = replace(s, voters=tuple(dict.fromkeys((*more, *s.voters))))
    sentence = max(0, text.rfind(".", 0, first), text.rfind("  ", 0, first))
    if s.only or _GOES_ON.match(text, s.end) or _IN_BLOC.search(text, sentence, s.end):
        return s
    words = text_at(surface, s.start, s.end)
    is_said = (first >= s.start and _ONLY.search(lead) is not None) or ONE_VOTE.search(words) is not None
    more = surface.masked.voters_in(s.start, s.end) if is_said and _JOINED.search(words) else ()
    return replace(s, only=True, voters=tuple(dict.fromkeys((*s.voters, *more)))) if is_said else s


_GOES_ON = re.compile(r",? (?:and |but )?(?:together|along|as well|in company|besides|plus)\b")
"""“only Chad and Mali, *together with* …”: the list goes on."""


class Near:
    """Statements by the pieces of the text that they reach into."""

    def __init__(self, statements: Iterable[VoteStatement]) -> None:
        self._by_piece: dict[int, list[VoteStatement]] = defaultdict(list)
        for s in statements:
            self.add(s)

    def add(self, s: VoteStatement) -> None:
        for piece in _pieces(s):
            self._by_piece[piece].append(s)

    def of(self, s: VoteStatement) -> list[VoteStatement]:
        """Those that share a character with this one, in no order, some twice."""
        return [
            o for n in _pieces(s) for o in self._by_piece.get(n, ()) if o.start < s.end and s.start < o.end
        ]


def _pieces(s: VoteStatement) -> range:
    return range(s.start // PIECE, s.end // PIECE + 1)


PIECE = 200
"""Characters of a text whose statements are kept together."""


def _beyond(s: VoteStatement, surface: Reader, near: Sequence[VoteStatement]) -> VoteStatement | None:
    """What a statement says beyond the phrases at the same place; None where that is nothing, or is denied there."""
    if s.status is Status.ACTUAL and any(a <= s.anchor < b for a, b in surface.silent):
        return None
    if any(abs(p.anchor - s.anchor) <= SAME_PREDICATE for p in near):
        return None
    around = [p for p in near if p.start <= s.anchor < p.end]
    said = {m.start for p in around if p.stance is s.stance or p.anchor < s.anchor for m in p.voters}
    voters = tuple(m for m in s.voters if m.start not in said and not DOMESTIC.search(m.text))
    return None if s.voters and not voters else replace(s, voters=voters)


def _without_doubles(found: list[VoteStatement]) -> list[VoteStatement]:
    """One statement for each stance, voter and place, however many finders saw it."""
    kept: list[VoteStatement] = []
    placed = Near(())
    for s in sorted(found, key=lambda s: (s.reference is None, -len(s.voters))):
        near = [k for k in placed.of(s) if k.stance is s.stance and abs(k.anchor - s.anchor) < SAME_VERB]
        said = {m.code for k in near for m in k.voters}
        if s.only and not any(k.only for k in near):
            said = set()  # a whole list: without those told elsewhere too it would be another
        fresh = tuple(m for m in s.voters if m.code not in said)
        if (s.voters and not fresh) or (s.group is not None and any(k.group == s.group for k in near)):
            continue
        kept.append(replace(s, voters=fresh))
        placed.add(kept[-1])
    return kept


# ------------------------------------------------------------------ verbs of voting
def _voting(view: View, token: Token) -> Iterator[VoteStatement]:
    """“voted against it”, “voted to revoke it”, “voting no”."""
    if token.lemma_ != "vote" or token.pos_ != "VERB":
        return
    stance, where = _direction(token)
    if stance is None:
        if is_negated(token):
            yield from _spoken(view, token, Stance.ABSENT, negatable=False)
        return
    yield from _spoken(
        view,
        token,
        stance,
        reference=_object_reference(view, token, where),
        also=(where,) if where is not None else (),
    )


def _direction(verb: Token) -> tuple[Stance | None, Token | None]:
    for child in verb.children:
        word = child.lower_
        if child.i < verb.i and child.dep_ not in ("advmod", "dobj"):
            continue
        if word in AGAINST_WORDS:
            return Stance.AGAINST, child
        if (word in FOR_WORDS and not any(c.lower_ == "time" for c in child.children)) or (
            word == "in" and any(c.lower_ in FOR_WORDS for c in child.children)
        ):
            return Stance.FOR, child
        if word == "down":
            return Stance.AGAINST, child
        if (
            child.dep_ in ("xcomp", "advcl")
            and child.i > verb.i
            and any(c.lower_ == "to" for c in child.children)
        ):
            return (Stance.AGAINST if child.lemma_ in ("reject", "oppose", "block") else Stance.FOR), child
    right = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    if right in AGAINST_WORDS:
        return Stance.AGAINST, verb.nbor(1)
    if right in FOR_WORDS:
        return Stance.FOR, verb.nbor(1)
    return None, None


def _object_reference(view: View, verb: Token, where: Token | None) -> Reference | None:
    """The text that the direction word governs: “against *the draft*”, “in favour of *it*”, “voted to revoke *it*”."""
    for start in (where, verb):
        if start is None:
            continue
        for token in start.subtree if start is not verb else start.children:
            governed = token.dep_ in ("pobj", "dobj") or token.i in view.references
            if governed and token.i > verb.i and (r := reference_at(token, view.references)):
                return r
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("on", "for", "against"):
            target = next((c for c in child.children if c.dep_ == "pobj"), None)
            if target is not None and (r := reference_at(target, view.references)):
                return r
    if verb.dep_ == "relcl":
        return view.references.get(verb.head.i) if _relative_object(verb) else None
    return None


def _relative_object(verb: Token) -> bool:
    """True where the relative pronoun is the text itself: “which 119 countries supported”."""
    pronoun = next((c for c in verb.children if c.lower_ in ("which", "that")), None)
    return pronoun is not None and pronoun.dep_ not in ("nsubj", "nsubjpass")


def _abstaining(view: View, token: Token) -> Iterator[VoteStatement]:
    """“abstained on the text”, “with China abstaining”."""
    if token.lemma_ != "abstain":
        return
    target = prepositional(token, "on", "from", "in")
    reference = reference_at(target, view.references) if target is not None else None
    yield from _spoken(view, token, Stance.ABSTAIN, reference=reference)


def _absence(view: View, token: Token) -> Iterator[VoteStatement]:
    """“did not take part”, “stayed away”, “was absent”, “skipped the vote”."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in ("participate", "take", "cast") and is_negated(token):
        part = object_of(token)
        if lemma == "participate" or (part is not None and part.lower_ in ("part", "vote", "ballot")):
            yield from _spoken(view, token, Stance.ABSENT, negatable=False)
    elif (lemma == "stay" and any(c.lower_ in ("away", "absent", "out") for c in token.children)) or (
        lemma in ("skip", "miss", "boycott")
        and (o := object_of(token)) is not None
        and o.lemma_ in ("vote", "ballot", "voting")
    ):
        yield from _spoken(view, token, Stance.ABSENT)
    elif lemma == "absent" and token.head.lemma_ == "be":
        yield from _spoken(view, token.head, Stance.ABSENT)


def _vetoing(view: View, token: Token) -> Iterator[VoteStatement]:
    if token.lemma_ == "veto" and token.pos_ == "VERB":
        yield from _transitive(view, token, Stance.VETO)


def _siding(view: View, token: Token) -> Iterator[VoteStatement]:
    """“backed it”, “which 119 countries supported”, “opposed the resolution”."""
    stance = SIDES.get(token.lemma_.lower())
    if stance is None or token.pos_ != "VERB":
        return
    for statement in _transitive(view, token, stance):
        if statement.reference is not None:
            yield replace(statement, cast=False)


def _transitive(view: View, verb: Token, stance: Stance) -> Iterator[VoteStatement]:
    if is_passive(verb):
        agent, text = agent_of(verb), subject_of(verb)
        if agent is None or text is None:
            return
        yield from _spoken(view, verb, stance, subject=agent, reference=view.references.get(text.i))
        return
    target = object_of(verb)
    reference = reference_at(target, view.references) if target is not None else None
    if reference is None and verb.dep_ == "relcl" and _relative_object(verb):
        reference = view.references.get(verb.head.i)
    yield from _spoken(view, verb, stance, reference=reference)


def _being(view: View, token: Token) -> Iterator[VoteStatement]:
    """“was in favour”, “were against”, “was among the 18 that voted against”."""
    if token.lemma_ != "be" or token.pos_ not in ("AUX", "VERB"):
        return
    for child in token.children:
        if child.i < token.i:
            continue
        if child.lower_ == "in" and any(c.lower_ in ("favour", "favor") for c in child.children):
            yield from _spoken(view, token, Stance.FOR, also=(child,))
        elif child.lower_ in ("against", "opposed") and not any(c.dep_ == "pobj" for c in child.children):
            yield from _spoken(view, token, Stance.AGAINST, also=(child,))
        elif child.lower_ in ("among", "one") or child.lower_ == "amongst":
            yield from _among(view, token, child)


def _among(view: View, verb: Token, preposition: Token) -> Iterator[VoteStatement]:
    tail = view.document.source.text[preposition.idx : verb.sent.end_char]
    match = STANCE_WORD.search(tail[:120])
    if match is None or re.search(r"\b(?:not|never)\b|n['’]t\b", tail[: match.start()]):
        return
    stance = _stance_of(match)
    end = preposition.idx + match.end()
    for statement in _spoken(view, verb, stance):
        extra = _companions(view, verb.sent, end)
        yield replace(statement, voters=statement.voters + extra, end=end)


def _joining(view: View, token: Token) -> Iterator[VoteStatement]:
    """“joined Russia in voting against”: those who are joined chose the same."""
    if token.lemma_ not in ("join", "side", "stand", "follow") or token.pos_ != "VERB":
        return
    companion = object_of(token) or prepositional(token, "with", "by")
    if companion is None:
        return
    below = [
        t
        for t in token.subtree
        if t.lemma_ in ("vote", "abstain", *SIDES) and t.i > token.i and t.dep_ in ("pcomp", "xcomp", "advcl")
    ]
    if not below:
        yield from _joined_camp(view, token, companion)
        return
    verb = below[0]
    stance = Stance.ABSTAIN if verb.lemma_ == "abstain" else SIDES.get(verb.lemma_) or _direction(verb)[0]
    if stance is None:
        return
    start, end = clause_span(token, verb)
    others = named_voters(view.document, companion)
    if others:
        yield _statement(token, stance, others, start, end, reference=_object_reference(view, verb, None))
    yield from _spoken(view, token, stance, reference=_object_reference(view, verb, None), also=(verb,))


def _joined_camp(view: View, verb: Token, camp: Token) -> Iterator[VoteStatement]:
    """“Brazil and India joined them”: the camp that the words before speak of."""
    if verb.lemma_ != "join" or camp.lower_ not in (
        "them",
        "majority",
        "camp",
        "side",
        "supporters",
        "opponents",
        "group",
    ):
        return
    before = view.document.source.text[max(0, verb.sent.start_char - 200) : camp.idx + len(camp.text)].lower()
    places = {
        Stance.FOR: max(before.rfind(w) for w in ("majority", "in favour", "in favor", "supporters")),
        Stance.AGAINST: max(before.rfind(w) for w in ("against", "opponents", "opposed", "noes")),
        Stance.ABSTAIN: before.rfind("abst"),
    }
    stance = max(places, key=lambda s: places[s])
    if places[stance] >= 0:
        yield from _spoken(view, verb, stance)


def _casting(view: View, token: Token) -> Iterator[VoteStatement]:
    """“cast the only vote against”, “said no to the text”, “Hungary's vote against”."""
    if token.lemma_ not in ("vote", "abstention") or token.pos_ != "NOUN":
        return
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    direction = next((c for c in token.children if c.lower_ in (*AGAINST_WORDS, *FOR_WORDS)), None)
    if token.lemma_ == "abstention" and owner is not None:
        yield from _spoken(view, token, Stance.ABSTAIN, subject=owner)
    elif token.lemma_ == "vote" and direction is not None:
        stance = Stance.AGAINST if direction.lower_ in AGAINST_WORDS else Stance.FOR
        if owner is not None:
            yield from _spoken(view, token, stance, subject=owner, also=(direction,))
        elif token.dep_ == "dobj" and token.head.lemma_ in ("cast", "give", "register"):
            only = any(c.lower_ in ("only", "sole", "lone", "single") for c in token.children)
            for s in _spoken(view, token.head, stance, also=(direction,)):
                yield replace(s, only=only)


FINDERS: tuple[Finder, ...] = (_voting, _abstaining, _absence, _vetoing, _siding, _being, _joining, _casting)


# ------------------------------------------------------------------ building
def _spoken(
    view: View,
    verb: Token,
    stance: Stance,
    *,
    subject: Token | None = None,
    reference: Reference | None = None,
    also: tuple[Token, ...] = (),
    negatable: bool = True,
) -> Iterator[VoteStatement]:
    """The statement of a verb: its voters, its group, its status."""
    if verb.i > 1 and verb.nbor(-1).lower_ == "than" and verb.nbor(-2).lower_ in ("rather", "sooner"):
        return
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if infinitive and verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in NOT_THEIRS:
        return
    subject = subject if subject is not None else subject_of(verb)
    if (
        subject is None
        or subject.i in view.references
        or (verb.dep_ == "xcomp" and verb.head.lemma_ == "use")
    ):
        return
    shared = [t for t in (subject, *also) if subject.sent == verb.sent]
    start, end = clause_span(verb, *shared)
    is_state = any(m.actor.kind is ActorKind.STATE for m in view.document.mentions_of(subject))
    group = None if is_state else _group_of(view, subject, end=verb.idx if subject.i < verb.i else None)
    named = named_voters(view.document, subject) if group is None else _beside(view, subject)
    only = any(
        c.lower_ == "alone" or (c.lower_ == "only" and c.i < subject.i)
        for c in (*subject.children, *verb.children)
    )
    only = only and not any(  # “Of the Nordics, Iceland alone …”: alone among them
        m.actor.kind in GROUPS for m in view.document.mentions_in(subject.sent.start_char, subject.idx)
    )
    negated = negatable and is_negated(verb)
    if negated and stance is not Stance.ABSENT and group is None:
        return
    made = _statement(verb, stance, (), start, end, reference=reference)
    if group is not None:
        yield replace(made, group=group, only=only)
        included = _included(view, verb.sent, end)
        named = named + included
    else:
        named = named + _with_others(view, verb)
    if named:
        yield replace(made, voters=tuple(dict.fromkeys(named)), only=only and group is None)
    elif group is None:
        included = _included(view, verb.sent, verb.idx + len(verb.text))
        if included:
            stop = max(end, *(m.end for m in included))
            yield replace(made, voters=included, end=stop)


def _group_of(view: View, subject: Token, end: int | None) -> Group | None:
    """The group that a subject stands for: as the surface tells it, else by the parse."""
    told = next((g for g in view.groups if g.start <= subject.idx < g.end), None)
    return told or group_in(view.document, subject, end=end)


def _beside(view: View, subject: Token) -> tuple[Mention, ...]:
    """Single states coordinated with a group: “the EU members and Britain voted in favour”."""
    others = [t for t in conjuncts(subject) if t != subject]
    return tuple(
        m
        for t in others
        for m in view.document.mentions_of(t)
        if m.actor.kind in (ActorKind.STATE, ActorKind.PERSON)
    )


def _statement(
    verb: Token,
    stance: Stance,
    voters: tuple[Mention, ...],
    start: int,
    end: int,
    *,
    reference: Reference | None,
) -> VoteStatement:
    return VoteStatement(
        stance=stance,
        voters=voters,
        reference=reference,
        start=start,
        end=end,
        anchor=verb.idx,
        status=_status(verb),
        earlier="had" in auxiliaries(verb),
    )


def _status(verb: Token) -> Status:
    """Future and hypothetical votes are intentions, not votes."""
    above: Token = verb
    for _ in range(4):
        words = auxiliaries(above)
        if any(w in WILL for w in words):
            return Status.FUTURE if "will" in words or "'ll" in words else Status.HYPOTHETICAL
        if (
            above.dep_ in ("xcomp", "ccomp")
            and above.head.lemma_ in INTENTION
            and above.tag_ in ("VB", "VBG")
        ):
            return Status.FUTURE
        if above.dep_ == "advcl" and any(c.lower_ in ("if", "unless", "whether") for c in above.children):
            return Status.HYPOTHETICAL
        finite = above.dep_ == "conj" and above.tag_ in ("VBD", "VBN") and not auxiliaries(above)
        if finite or above.dep_ not in ("conj", "xcomp", "pcomp") or above.head == above:
            break
        above = above.head
    return Status.ACTUAL


def _with_others(view: View, verb: Token) -> tuple[Mention, ...]:
    """“alongside Russia, Belarus and North Korea”, “together with Hungary”, under the verb or its objects."""
    found: list[Mention] = []
    for child in verb.subtree:
        if (child.dep_ == "prep" and child.lower_ in ("alongside", "like") and child.sent == verb.sent) or (
            child.lower_ == "with" and child.i > 0 and child.nbor(-1).lower_ in ("together", "along")
        ):
            target = next((c for c in child.children if c.dep_ == "pobj"), None)
        else:
            continue
        if target is not None:
            found += [
                m
                for t in conjuncts(target)
                for m in view.document.mentions_of(t)
                if m.actor.kind is ActorKind.STATE
            ]
    return tuple(found)


INCLUDED = re.compile(
    r"\W{0,3}(?:,|–|—|\()?\s?(?:including|among them|amongst them|notably|namely)\b", re.IGNORECASE
)


def _included(view: View, sentence: Any, after: int) -> tuple[Mention, ...]:
    """“…, among them Peru, Chad and Nepal” right after a clause, or “Britain included”."""
    text = view.document.source.text[after : sentence.end_char]
    match = INCLUDED.search(re.split(r"[;.]", text[:60])[0])
    if match is not None:
        return _list_from(view, after + match.end(), sentence.end_char)
    tail = re.match(r",\s+(.{3,40}?)\s+included\b", text)
    return view.document.mentions_in(after, after + tail.end()) if tail else ()


def _companions(view: View, sentence: Any, after: int) -> tuple[Mention, ...]:
    text = view.document.source.text[after : sentence.end_char]
    match = re.match(
        r",?\s*(?:alongside|together with|along with|with|as (?:were|was))\s+", text, re.IGNORECASE
    )
    return _list_from(view, after + match.end(), sentence.end_char) if match else ()


def _list_from(view: View, start: int, end: int) -> tuple[Mention, ...]:
    """States in a plain list from `start` on, until something other than a list stands between them."""
    found: list[Mention] = []
    place = start
    for mention in view.document.mentions_in(start, end):
        between = view.document.source.text[place : mention.start]
        if not re.fullmatch(
            r"[\s,;()]*(?:(?:and|as well as|the)\b[\s,]*)*(?:its )?(?:\w+ )?"
            if not found
            else r"[\s,]*(?:(?:and|or|as well as|the)\b[\s,]*)*",
            between,
        ):
            break
        if mention.actor.kind is ActorKind.STATE:
            found.append(mention)
        place = mention.end
    return tuple(found)


def _stance_of(match: re.Match[str]) -> Stance:
    return Stance.AGAINST if match["no"] else Stance.ABSTAIN if match["abstain"] else Stance.FOR
