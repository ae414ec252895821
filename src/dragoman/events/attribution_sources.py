"""Who the grammar says is speaking: the subject of a cue, its antecedent, its agent."""

from __future__ import annotations

from typing import Any

from dragoman.events.attribution_cues import CueClass, cues
from dragoman.events.attribution_sayings import Span, spans_of
from dragoman.text.clauses import RELATIVE, SUBJECTS, agent_of, antecedent
from dragoman.text.participants import noun_of

Token = Any
VEHICLES = frozenset(
    {"message", "letter", "email", "e-mail", "memo", "note", "post", "tweet", "text", "article", "essay"}
    | {"column", "op-ed", "editorial", "book", "memoir", "paper", "statement", "speech", "address", "remark"}
    | {"comment", "communiqué", "communique", "release", "video", "advertisement", "ad", "report"}
)
"""What carries words for the one who wrote or spoke them."""
_TIMES = frozenset(
    {"point", "time", "moment", "minute", "hour", "day", "morning", "noon", "afternoon", "evening", "night"}
    | {"midnight", "today", "tomorrow", "tonight", "week", "weekend", "month", "season", "year", "decade"}
    | {"century", "end", "beginning", "occasion", "stage", "spring", "summer", "autumn", "fall", "winter"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february"}
    | {"july", "september", "october", "november", "december"}
)
"""What tells when: nobody who speaks."""
_EMPTY = frozenset({"it", "that", "this", "there"})
_NOMINAL = ("PROPN", "NOUN", "PRON")
_INSIDE = frozenset({"compound", "poss", "amod", "nmod", "pobj", "npadvmod"})
_OF_ONES_OWN = frozenset({"promise", "vow", "threaten", "use", "take", "meet", "join", "call", "see", "do"})
"""Verbs whose own subject does what the infinitive says, though an object stands between."""


def source_of(verb: Token) -> Token | None:
    """The head of the phrase that names who says so; None where the clause does not tell."""
    verb = cue_gone_on_from(verb) or _resumed_cue(verb) or _act_before(verb) or verb
    cue = verb
    own: tuple[str, ...] = ("nsubj", "expl")
    for _ in range(8):
        subject = next((c for c in verb.children if c.dep_ in own), None)
        if subject is not None:
            return None if is_impersonal(cue) else antecedent(subject, verb)
        if is_passive(verb) or (verb is cue and verb.dep_ == "advcl" and verb.tag_ == "VBN"):
            return _agent_of(verb)
        if verb.dep_ in ("acl", "relcl"):
            if verb.tag_ != "VBG":
                return _agent_of(verb)
            if _is_set_off(verb):
                verb, own = verb.head.head, SUBJECTS
                continue
            if not _tells_when(verb.head) or verb.head.dep_ != "pobj":
                return _of_participle(verb)
            verb, own = verb.head.head.head, SUBJECTS
            continue
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux") or verb.head == verb:
            return None
        if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB"):
            return None
        if verb.dep_ in ("xcomp", "ccomp", "advcl") and (moved := _moved_to_act(verb)) is not None:
            return moved
        own = SUBJECTS if verb.dep_ in ("pcomp", "advcl") else own
        verb = verb.head
        while (
            verb.dep_ in ("prep", "pcomp", "acomp") and verb.pos_ not in ("VERB", "AUX") and verb.head != verb
        ):
            verb = verb.head
        if verb.pos_ not in ("VERB", "AUX"):
            return None
    return None


def _is_set_off(participle: Token) -> bool:
    """“blamed the storm, writing that …”: whose act it is, though the parse hangs it on the object."""
    noun, first = participle.head, participle.left_edge.i
    is_after_comma = participle.dep_ == "acl" and first > 0 and participle.doc[first - 1].text == ","
    return is_after_comma and noun.dep_ in ("dobj", "pobj", "attr") and noun.head.pos_ in ("VERB", "AUX")


def is_impersonal(verb: Token) -> bool:
    """“It is hard to imagine”: nobody in particular does what the infinitive says."""
    is_bare = not any(c.dep_ in SUBJECTS for c in verb.children)
    if not is_bare or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    above = verb.head
    while above.dep_ in ("acomp", "attr") and above.pos_ not in ("VERB", "AUX"):
        above = above.head
    subject = next((c.lower_ for c in above.children if c.dep_ in ("nsubj", "expl")), "")
    return above is not verb and above.lemma_ == "be" and subject in _EMPTY


def _tells_when(noun: Token) -> bool:
    return noun.lemma_.lower() in _TIMES or noun.pos_ == "NUM"


def _agent_of(verb: Token) -> Token | None:
    """Who is named with “by”, also after what is said: “called ‘a farce’ by Oslo”, not “by late afternoon”."""
    for part in (verb, *(c for c in verb.children if c.dep_ in ("oprd", "dobj", "xcomp", "attr"))):
        agent = agent_of(part)
        if agent is not None:
            return None if _tells_when(agent) else agent
    return None


def noun_before(verb: Token) -> Token | None:
    """The speaker of a finite verb of saying to which the parse gives none: the noun right before it, or, where a comma
    closes an aside, the one that begins the sentence."""
    is_finite = verb.tag_ in ("VBD", "VBZ", "VBP") or stands_between(verb)
    if not is_finite or is_passive(verb) or any(c.dep_ == "nsubj" for c in verb.children):
        return None
    before = [t for t in verb.sent if t.i < verb.i and t.pos_ not in ("ADV", "SPACE")]
    if before and before[-1].pos_ in _NOMINAL:
        return before[-1]
    if not before or before[-1].text != ",":
        return None
    opening = next((t for t in before if t.pos_ in _NOMINAL and t.dep_ not in _INSIDE), None)
    verbs = [t for t in before if t.pos_ in ("VERB", "AUX")]
    return opening if opening is not None and (not verbs or opening.i < verbs[0].i) else None


def stands_between(participle: Token) -> bool:
    """Whether what the tagger takes for a participle of the passive has subject and object beside it: “Oslo told reporters”."""
    i, doc = participle.i, participle.doc
    if participle.tag_ != "VBN" or not 0 < i < len(doc) - 1:
        return False
    has_subject = doc[i - 1].pos_ in _NOMINAL or doc[i - 1].text == ","
    return has_subject and doc[i + 1].pos_ in (*_NOMINAL, "DET")


def cue_gone_on_from(participle: Token) -> Token | None:
    """“said it would pay, adding that …”: the cue whose speaker goes on in a participle of speech after a comma,
    though the parse hangs it on the words said."""
    if participle.dep_ != "advcl" or participle.tag_ != "VBG" or participle.i == 0:
        return None
    before = [
        t
        for t in participle.doc[max(participle.left_edge.i - 2, 0) : participle.left_edge.i]
        if not t.is_quote
    ]
    if not before or before[-1].text != "," or not _reports(participle):
        return None
    for token in participle.ancestors:
        if token.head.i < token.i < participle.i and _is_under_a_cue(token):
            return token.head
    return None


def _act_before(participle: Token) -> Token | None:
    """“It began when sailors rose, shouting …”: the clause right before, where the parse hangs the participle on one in
    which nobody speaks."""
    head = participle.head
    if participle.dep_ != "advcl" or participle.tag_ != "VBG" or head.i > participle.i or _reports(head):
        return None
    between = participle.doc[head.i + 1 : participle.i]
    acts = (t for t in reversed(between) if t.dep_ in ("relcl", "advcl") and t.tag_ in ("VBD", "VBZ", "VBP"))
    act = next(acts, None)
    is_own = act is not None and any(c.dep_ == "nsubj" and c.lower_ not in RELATIVE for c in act.children)
    return act if is_own else None


def _is_under_a_cue(clause: Token) -> bool:
    """Whether a clause is what somebody says or is sure of, or tells when he says something else."""
    if clause.dep_ == "advcl" and clause.tag_ in ("VBD", "VBZ"):
        return _introduces(clause.head)
    moods = (c for c in clause.head.children if c.dep_ == "acomp")
    return clause.dep_ == "ccomp" and (_introduces(clause.head) or any(_is_sure(mood) for mood in moods))


def _is_sure(adjective: Token) -> bool:
    return any("that" in cue.frames for cue in cues("adjective").get(adjective.lemma_.lower(), ()))


def _reports(verb: Token) -> bool:
    """Whether the verb is one of speech, whatever it takes: “adding that”, “citing the law”."""
    return any(cue.kind is CueClass.SPEECH for cue in cues("verb").get(verb.lemma_.lower(), ()))


def _introduces(verb: Token) -> bool:
    """Whether the verb is one of speech that takes a clause: “say”, “add”, “insist”."""
    entries = cues("verb").get(verb.lemma_.lower(), ())
    return any(cue.kind is CueClass.SPEECH and "that" in cue.frames for cue in entries)


def resumes(verb: Token, clause: Token) -> bool:
    """Whether a coordinated clause goes on from the cue's own: “said it would pay, and has since done so”."""
    if any(c.dep_ == "mark" for c in clause.children):
        return False
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    before = [c for c in clause.head.children if c.dep_ == "cc" and c.i < clause.i]
    comma = bool(before) and clause.doc[before[-1].i - 1].text == ","
    if subject is None and _quotes(clause):
        return True
    if subject is None and _agrees(clause, verb) and not _agrees(clause, clause.head):
        return True
    if subject is None:
        aux = {c.lower_ for c in clause.children if c.dep_ == "aux"}
        own = {c.lower_ for c in verb.children if c.dep_ == "aux"}
        return comma or bool(aux & own & {"has", "have", "had"})
    return comma and clause.lemma_.lower() in cues("verb") and any(c.dep_ == "ccomp" for c in clause.children)


def _agrees(clause: Token, other: Token) -> bool:
    """Whether two coordinated verbs have one form: both finite without auxiliary, or of one and the same tag."""
    return _form(clause) == _form(other)


def _form(verb: Token) -> str:
    """The tag of the clause's finite word: that of “would” in “would go”."""
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return str(aux[0].tag_ if aux else verb.tag_)


def _quotes(verb: Token) -> bool:
    """Whether quoted words follow the verb at once: “added, ‘We …’”."""
    after = [t for t in verb.doc[verb.i + 1 : verb.i + 3] if t.text != ","]
    return bool(after) and after[0].is_quote and _introduces(verb)


def _resumed_cue(verb: Token) -> Token | None:
    """“said it would pay and added, ‘…’”: the cue that a verb goes on from though it hangs on the words said."""
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return None
    first = verb.head
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    is_below = verb.dep_ == "conj" and first.dep_ == "ccomp" and first.head.i < first.i
    return first.head if is_below and _introduces(first.head) and resumes(first.head, verb) else None


def _moved_to_act(infinitive: Token) -> Token | None:
    """“led the minister to declare”: the one who is made to do it."""
    if infinitive.tag_ != "VB" or infinitive.head.lemma_ in _OF_ONES_OWN:
        return None
    for moved in infinitive.head.children:
        names_one = moved.pos_ in ("PROPN", "PRON") or noun_of(moved) is not None
        if moved.dep_ == "dobj" and moved.i < infinitive.i and names_one:
            return moved
    return None


def _of_participle(verb: Token) -> Token:
    """“sent a letter saying …”: the sender, where the noun is what somebody issues; else the noun itself."""
    noun = verb.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "to":
        issued = noun.head.head
        issued = next((c for c in issued.children if c.dep_ == "dobj"), issued)
        noun = issued if issued.lemma_.lower() in VEHICLES else noun
    if noun.dep_ == "dobj" and noun.lemma_.lower() in VEHICLES and noun.head.pos_ == "VERB":
        return source_of(noun.head) or noun
    return noun


def is_passive(verb: Token) -> bool:
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)


def phrase_of(head: Token) -> list[int]:
    """Tokens of a noun phrase without the clauses that hang on it."""
    found: list[int] = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token.i)
        for child in token.children:
            is_aside = child.dep_ in ("relcl", "acl", "punct") or (
                token == head and child.dep_ in ("conj", "cc", "appos")
            )
            if not is_aside or (child.dep_ in ("conj", "cc") and child.i > head.i and child.pos_ != "VERB"):
                stack.append(child)
    return found


def source_span(head: Token | None, verb: Token | None = None) -> Span | None:
    """The words that name the source in the cue's own clause: “who” where it is a relative one."""
    if head is None:
        return None
    while verb is not None and verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        verb = verb.head
    if verb is not None and verb.dep_ == "relcl" and verb.head == head:
        for pronoun in verb.children:
            if pronoun.dep_ == "nsubj" and pronoun.lower_ in RELATIVE:
                return pronoun.idx, pronoun.idx + len(pronoun.text)
    spans = spans_of(head.doc, phrase_of(head))
    at = head.idx
    return next((s for s in spans if s[0] <= at < s[1]), spans[0] if spans else None)
