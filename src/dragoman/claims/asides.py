"""Clauses that no roll call can answer, and why: plans, hopes, guesses, hearsay, what was left unsaid, talks elsewhere.

Each clause is read by its own grammar: the mood of its verb, the verb, noun or adjective that governs what it says,
and who is told to do so. What somebody is reported to say is read by its attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.events import Attribution, Event, Status
from dragoman.events.agents import is_agent
from dragoman.events.attribution import CueClass, Saying, chain_at, find_attributions
from dragoman.events.mood import Modality, is_condition, is_negated, mark_of, modality_of
from dragoman.text.clauses import agent_of, clause_span, is_passive, prepositional, subject_of
from dragoman.text.document import DateMention, Document, SentenceKind

Token = Any

INTENTION = "it is something to come, not something done: no record can answer it"
POSSIBILITY = "it is a possibility or a condition, not something done: no record can answer it"
ATTITUDE = "it is what somebody hopes, fears or thinks: no record can answer it"
HEARSAY = "it is told at second hand, by nobody named: votes cannot show whether it is right"
SECOND_HAND = "it is {who} who says so: votes cannot show whether it is right"
UNSAID = "it was said in confidence, or left unsaid: no roll call shows it"
DEALINGS = "it passed between governments away from the vote: no roll call shows it"
OF_STATUS = {Status.FUTURE: INTENTION, Status.HYPOTHETICAL: POSSIBILITY}

WORDS = {
    name: frozenset(words.split())
    for name, words in {
        # Who means to do what the infinitive, clause or object below says.
        "plans": "plan intend aim prepare promise pledge vow threaten undertake contemplate consider mull weigh ponder",
        # “is expected to”, “is due in March”, “is likely to”.
        "scheduled": "expect schedule plan set poise slate bind intend pencil",
        "coming": "due set likely unlikely ready poised bound certain willing eager keen determined prepared reluctant",
        "attitudes": "hope expect think believe fear worry suspect doubt wish want reckon anticipate predict foresee dread"
        " guess wonder regret",
        # In the passive, or of “we”, these tell without saying who says so.
        "told": "say report understand believe think tell rumour rumor allege whisper hear overhear",
        "whispered": "whisper rumour rumor gossip",
        "reportedly": "reportedly allegedly purportedly supposedly apparently",
        "perhaps": "perhaps maybe probably possibly presumably conceivably",
        # What governments do with one another when no votes are counted.
        "dealings": "phone telephone ring lobby lean persuade cajole bribe instruct brief confer meet consult negotiate"
        " bargain haggle promise assure reassure pressure bully coax woo court summon warn hint telegraph cable dine",
        "dealt": "talk consultation negotiation contact assurance instruction demarche démarche bargain promise favour"
        " favor inducement pressure phone call",
        "talks": "talk consultation negotiation contact assurance demarche démarche",
        "rumours": "rumour rumor speculation gossip hearsay",
        "heard": "report rumour rumor whisper suggestion claim hint",
        "intentions": "plan intention",
        "hopes": "hope fear expectation suspicion hunch",
        # Verbs whose content is that of a text: what was decided that others shall do.
        "deciding": "decide resolve determine declare demand call request urge affirm reaffirm require insist authorise"
        " authorize recommend",
        "texts": "resolution text draft document paragraph declaration treaty assembly council committee",
        # Subjects and objects of remarks to the reader, and of what has no actor.
        "nobody": "you one nobody nothing none that this what which",
        "knowing": "see know tell learn remember note",
        "people": "capital diplomat envoy delegate sponsor lawyer historian partner source aide negotiator friend judge"
        " observer backer ally analyst ambassador mission delegation some many several most others few",
    }.items()
}
_UNSAID = re.compile(
    r"\b(?:off the record|behind (?:closed doors|the scenes)|in (?:private|confidence|the corridors?)|privately|backstage|"
    r"anonymity|anonymously|open secret|not (?:to )?be (?:named|identified|quoted|drawn (?:on|about|into))|"
    r"(?:no|all|any) comment|(?:declin|refus)(?:e[sd]?|ing) to (?:be|say|comment|confirm|name|discuss|describe|elaborate|explain)|"
    r"(?:will|would|could|did|does) not (?:comment|confirm|elaborate|discuss|describe|explain|say(?! (?:yes|no|aye)\b))|"
    r"gave no (?:reasons?|explanation)|remains to be seen|unclear|not clear|any(?:one|body)['’]s guess)\b",
    re.IGNORECASE,
)
_YET = re.compile(r"\b(?:has|have|had|is|are) yet to\b", re.IGNORECASE)
_VOTING = re.compile(
    r"\b(?:vot(?:e[sd]?|ers?|ing)|abst(?:ain|ention)\w*|ballots?|veto\w*|in favou?r|ayes?|no(?:es|s)|nays?|yes(?:es)?|"
    r"opposed|supported|backed|sided|against|co-?sponsor\w*|tally|majority|minority|adopted|approved|passed|carried|"
    r"rejected|defeated|failed)\b|^no\b",
    re.IGNORECASE,
)
"""Words of a vote: a clause about what was or is the case that holds one is left to the rules for votes."""
_CAST = re.compile(r"\b(?:voted|abstained|opposed|supported|backed)\b", re.IGNORECASE)
"""Words of a vote cast: no plan and no hope holds one."""
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "relcl", "parataxis", "advcl", "acl", "csubj", "pcomp"})
_LOOSE_END = re.compile(r"(?:[\s,;:–—-]|\b(?:and|but|or)\b)+$")
_TOLD = frozenset(["that", "wh", "quote", "rest", "aside", "according", "label", "noun", "adjective"])
"""Shapes of attribution whose content is a statement, not the thing that somebody speaks of."""
_JUDGED = frozenset(["small", "name"])
"""Shapes that call something names: the whole clause is the statement, “she called the outcome a shame”."""
_ASKING = frozenset(["ask", "wonder", "question", "inquire", "demand", "urge"])
_KINDS = (ActorKind.STATE, ActorKind.PERSON, ActorKind.BLOC, ActorKind.ORGANISATION)
_LEAST = 3
"""Fewest words of what is said, or of a coded act, to be a statement."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Characters `start:end` of a text that no roll call can answer, and why not."""

    start: int
    end: int
    why: str
    who: tuple[Mention, ...] = ()
    attribution: Attribution = ()


def find_asides(document: Document, events: Sequence[Event]) -> Iterator[Aside]:
    """Every aside, those read by the grammar of their clause first; the same words may come more than once.

    Clauses that tell in words of a vote what was done are left out, whether or not a rule for votes has read them.
    """
    for aside, sure in (*_of_clauses(document), *_of_events(events), *_of_sayings(document)):
        words = document.source.text[aside.start : aside.end]
        if not (_CAST if sure else _VOTING).search(words):
            end = aside.start + len(_LOOSE_END.sub("", words))
            yield Aside(aside.start, end, aside.why, aside.who, aside.attribution)


# ------------------------------------------------------------------ clauses
def _of_clauses(document: Document) -> Iterator[tuple[Aside, bool]]:
    for sentence in document.sentences:
        tokens = document.parse[sentence.first : sentence.last]
        heading = sentence.kind in (SentenceKind.HEADLINE, SentenceKind.BYLINE)
        if heading or not tokens or tokens[-1].text == "?":
            continue
        heads = [t for t in tokens if t.pos_ in ("VERB", "AUX") and t.dep_ in _CLAUSES]
        for verb in sorted(heads, key=lambda t: (sum(1 for _ in t.ancestors), t.i)):
            if (read := _Clause(document, verb).why_not()) and not _is_of_text(verb):
                why, sure = read
                start, end = _whole(verb)
                subject = subject_of(verb)
                who = document.mentions_of(subject) if subject is not None else ()
                yield Aside(start, end, why, who, chain_at(document, start, end)), sure


class _Clause:
    """One clause by its verb."""

    def __init__(self, document: Document, verb: Token) -> None:
        self.document, self.verb = document, verb
        self.lemma = verb.lemma_.lower()
        self.subject = subject_of(verb)
        self.passive = is_passive(verb)
        self.span = clause_span(verb)
        self.below = {c.dep_ for c in verb.children if c.i > verb.i}

    def why_not(self) -> tuple[str, bool] | None:
        """Why no roll call can answer it, and whether it is sure to tell of no choice made; None where one may."""
        if is_condition(self.verb) or self._is_open_question() or self._is_remark():
            return None
        words = self.document.source.text[slice(*self.span)]
        if self._is_ahead() or self._is_planned() or _YET.search(words):
            return INTENTION, True
        if _UNSAID.search(words):
            return UNSAID, True
        if self._is_rumour():
            return HEARSAY, False
        if self._is_attitude():
            return ATTITUDE, True
        if self._is_guess():
            return POSSIBILITY, False
        return (DEALINGS, False) if self._is_dealing() else None

    def _is_open_question(self) -> bool:
        """“whether …”, “whatever …”, “should he want it”: no statement."""
        before = [c for c in self.verb.children if c.i < self.verb.i]
        first = min(before, key=lambda c: c.i, default=self.verb)
        inverted = any(
            c.lower_ in ("should", "had", "were") and c.nbor(1).dep_ == "nsubj"
            for c in before
            if c.dep_ == "aux"
        )
        return inverted or mark_of(self.verb) in ("whether", "if") or first.lower_.endswith("ever")

    def _is_remark(self) -> bool:
        """“You will note”, “we shall see”, “it will surprise nobody”: said to the reader, of no act."""
        if self.subject is not None:
            if self.subject.lower_ in WORDS["nobody"]:
                return True
            if self.subject.lower_ in ("we", "i") and self.lemma in WORDS["knowing"]:
                return True
        return any(c.dep_ == "dobj" and c.lower_ in WORDS["nobody"] for c in self.verb.children)

    def _is_ahead(self) -> bool:
        """“will”, “is to”, “is going to”, “would” in reported words, or the present with a day yet to come."""
        modality = modality_of(self.verb)
        if modality is Modality.FUTURE:
            return not is_negated(self.verb)
        if modality is Modality.WOULD:
            reported = self.verb.dep_ == "ccomp" or bool(chain_at(self.document, *self.span))
            return reported and not self._is_perfect() and not is_negated(self.verb)
        if self.lemma == "go" and self.verb.tag_ == "VBG" and "xcomp" in self.below:
            return True
        present = ("VBZ", "VBP")
        is_present = self.verb.tag_ in present or any(
            c.tag_ in present and c.dep_ == "aux" for c in self.verb.children
        )
        if (
            self.verb.tag_ == "VBG"
            and is_present
            and self._days()
            and is_somebody(self.document, self.subject)
        ):
            return True
        return is_present and self.verb.tag_ != "VBN" and self._names_a_day_to_come()

    def _days(self) -> list[DateMention]:
        """The time expressions of the clause."""
        start, end = self.span
        return [d for d in self.document.dates if start <= d.start < end]

    def _names_a_day_to_come(self) -> bool:
        published = self.document.source.published
        return published is not None and any(d.first and d.first > published for d in self._days())

    def _is_perfect(self) -> bool:
        return any(c.lower_ == "have" and c.dep_ == "aux" for c in self.verb.children)

    def _is_planned(self) -> bool:
        """“plans to”, “promised aid”; “is expected to”, “is due in March”; “there are plans to”."""
        if self.lemma in WORDS["plans"] and not self.passive:
            told = self._has_clause() or self._has_object()
            return told and is_somebody(self.document, self.subject)
        if self.passive and self.lemma in WORDS["scheduled"]:
            return bool(self.below & {"xcomp", "ccomp", "prep"})
        said = [c for c in self.verb.children if c.dep_ == "acomp" and c.lemma_.lower() in WORDS["coming"]]
        if said and (
            "prep" in self.below or any(k.dep_ in ("xcomp", "ccomp") for c in said for k in c.children)
        ):
            return True
        return self._is_about("intentions")

    def _has_clause(self) -> bool:
        return bool(self.below & {"ccomp", "xcomp"})

    def _has_object(self) -> bool:
        return any(
            c.dep_ == "dobj" and c.i > self.verb.i and c.lemma_.lower() not in WORDS["texts"]
            for c in self.verb.children
        )

    def _is_about(self, nouns: str) -> bool:
        """Whether a noun of the list is its subject, or what there is."""
        return any(
            c.dep_ in ("nsubj", "nsubjpass", "attr") and c.lemma_.lower() in WORDS[nouns]
            for c in self.verb.children
        )

    def _is_rumour(self) -> bool:
        """“is said to”, “we are told”, “officials whisper”, “reportedly”; “reports of”, “rumour has it”."""
        if self.lemma in WORDS["whispered"] or any(
            c.lower_ in WORDS["reportedly"] for c in self.verb.children
        ):
            return True
        if any(self._is_hearsay(c) for c in self.verb.children if c.dep_ in ("nsubj", "attr", "dobj")):
            return True
        subject = next((c for c in self.verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if self.lemma not in WORDS["told"] or subject is None:
            return False
        of_us = subject.lower_ in ("i", "we")
        if self.passive:
            has_content = (
                self._has_clause() or self.verb.dep_ == "parataxis" or bool(prepositional(self.verb, "of"))
            )
            return agent_of(self.verb) is None and (of_us or has_content)
        return of_us and self.lemma in ("hear", "understand")

    def _is_hearsay(self, noun: Token) -> bool:
        """“rumours”, “reports of a quarrel”, “claims that …”; not “the reports of its committee”."""
        lemma = noun.lemma_.lower()
        if lemma in WORDS["rumours"]:
            return True
        if noun.tag_ != "NNS" or lemma not in WORDS["heard"]:
            return False
        of = prepositional(noun, "of")
        if of is None:
            return any(c.dep_ == "acl" for c in noun.children)
        return of.lemma_.lower() not in WORDS["texts"] and not is_somebody(self.document, of)

    def _is_attitude(self) -> bool:
        """“hopes that”, “fears a split”, “it is thought that”; “hopes are high”."""
        if self.lemma in WORDS["attitudes"]:
            hoped = self._has_clause() or self._has_object() or "prep" in self.below
            return hoped and (self.passive or is_somebody(self.document, self.subject))
        return self._is_about("hopes")

    def _is_guess(self) -> bool:
        """“may”, “might”, “perhaps”, “seems to have”; “could” only of what is to come, or in reported words."""
        modals = {c.lower_ for c in self.verb.children if c.dep_ == "aux" and c.tag_ == "MD"}
        if modals & {"may", "might"} or any(c.lower_ in WORDS["perhaps"] for c in self.verb.children):
            return True
        if self.lemma in ("seem", "appear") and "xcomp" in self.below:
            return True
        if "could" not in modals or self._is_perfect() or is_negated(self.verb):
            return False
        return self._names_a_day_to_come() or bool(chain_at(self.document, *self.span))

    def _is_dealing(self) -> bool:
        """Promises, calls, instructions, talks: told of people or governments."""
        if self._is_about("talks"):
            return True
        if not (
            is_somebody(self.document, self.subject) or (self.passive and agent_of(self.verb) is not None)
        ):
            return False
        objects = [c for c in self.verb.children if c.dep_ == "dobj"]
        if self.lemma == "meet":
            return all(is_somebody(self.document, o) for o in objects)
        return self.lemma in WORDS["dealings"] or any(o.lemma_.lower() in WORDS["dealt"] for o in objects)


def is_somebody(document: Document, head: Token | None) -> bool:
    """Whether a noun phrase is an actor, people, or a pronoun for them: no text, and nobody in particular."""
    if head is None or head.lower_ in WORDS["nobody"] or head.lemma_.lower() in WORDS["texts"]:
        return False
    if head.pos_ == "PRON" and head.lower_ != "it":
        return True
    named = any(m.actor.kind in _KINDS for m in document.mentions_of(head))
    return named or is_agent(head) or head.lemma_.lower() in WORDS["people"]


def _is_of_text(verb: Token) -> bool:
    """Whether the clause is what a text or an organ says: “decided that the name will …”."""
    for above in (verb, *verb.ancestors):
        if above.dep_ == "relcl" and above.head.lemma_.lower() in WORDS["texts"]:
            return True
        subject = next((c for c in above.children if c.dep_ == "nsubj"), None)
        if above is verb:
            continue
        if subject is not None and subject.lemma_.lower() in WORDS["texts"]:
            return True
        if above.lemma_.lower() in WORDS["deciding"] and (subject is None or not is_agent(subject)):
            return True
    return False


def _whole(verb: Token) -> tuple[int, int]:
    """The clause with its subject and with the statement that it governs."""
    subject = subject_of(verb)
    parts = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp")]
    parts += [subject] if subject is not None and subject.sent == verb.sent else []
    return clause_span(verb, *(t for part in parts for t in part.subtree if not t.is_punct))


# ------------------------------------------------------------------ events and sayings
def _of_events(events: Sequence[Event]) -> Iterator[tuple[Aside, bool]]:
    """Coded acts that are only planned, possible, or said of another."""
    for event in sorted(events, key=lambda e: (e.evidence.start, -e.evidence.end)):
        speakers = [link.actor.text for link in event.attribution]
        said = SECOND_HAND.format(who=" ".join(speakers[-1].split())) if speakers and event.actors else None
        why = OF_STATUS.get(event.status, said)
        if why is not None and event.measure is None and len(event.evidence.text.split()) >= _LEAST:
            aside = Aside(event.evidence.start, event.evidence.end, why, event.actors, event.attribution)
            yield aside, event.status in OF_STATUS


def _of_sayings(document: Document) -> Iterator[tuple[Aside, bool]]:
    """What somebody is reported to say, in their words or the report's."""
    for saying in find_attributions(document):
        if (
            saying.kind is not CueClass.SPEECH
            or saying.frame not in _TOLD | _JUDGED
            or not _is_told(document, saying)
        ):
            continue
        if saying.frame in _JUDGED and not _is_judged(document, saying):
            continue
        content = max(saying.content, key=lambda span: span[1] - span[0])
        chain = chain_at(document, *content)
        start, end = _whole(document.parse[saying.token]) if saying.frame in _JUDGED else content
        if chain and len(document.source.text[start:end].split()) >= _LEAST:
            why = SECOND_HAND.format(who=" ".join(chain[-1].actor.text.split()))
            yield Aside(start, end, why, (), chain), False


def _is_judged(document: Document, saying: Saying) -> bool:
    """Whether somebody calls something by a name; “what it calls …” and “called on them to …” do not."""
    cue = document.parse[saying.token]
    asks = any(t.dep_ == "xcomp" or t.lower_ in ("on", "upon") for t in cue.children)
    return not asks and document.parse[saying.head or 0].pos_ != "PRON"


def _is_told(document: Document, saying: Saying) -> bool:
    """Whether somebody, or some publication, says something: not a text or an organ, and no question."""
    if saying.head is None or document.parse[saying.token].lemma_.lower() in _ASKING:
        return False
    head = document.parse[saying.head]
    organs = {"UNGA", "UNSC", "UN"} & {m.code for m in document.mentions_of(head)}
    return not organs and head.lemma_.lower() not in WORDS["texts"] | WORDS["nobody"]
