"""The words of a report that stand for a text voted on: noun phrases, symbols and pronouns."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import Any

from dragoman.domain.actors import ActorKind, Mention, MentionForm
from dragoman.domain.measures import MeasureKind
from dragoman.events.voting.ballots import Reference
from dragoman.text.clauses import (
    agent_of,
    clause_span,
    conjuncts,
    is_negated,
    is_passive,
    object_of,
    prepositional,
    subject_of,
)
from dragoman.text.document import Document, SentenceKind
from dragoman.text.sieve import Sieve

Token = Any

NOUNS = {
    "resolution": MeasureKind.RESOLUTION,
    "text": MeasureKind.RESOLUTION,
    "draft": MeasureKind.DRAFT,
    "proposal": MeasureKind.DRAFT,
    "measure": MeasureKind.RESOLUTION,
    "document": MeasureKind.RESOLUTION,
    "motion": MeasureKind.RESOLUTION,
    "amendment": MeasureKind.AMENDMENT,
    "paragraph": MeasureKind.PARAGRAPH,
    "declaration": MeasureKind.RESOLUTION,
    "version": MeasureKind.DRAFT,
    "decision": MeasureKind.RESOLUTION,
    "repeal": MeasureKind.RESOLUTION,
    "revocation": MeasureKind.RESOLUTION,
    "vote": MeasureKind.RESOLUTION,
    "ballot": MeasureKind.RESOLUTION,
    "statement": MeasureKind.STATEMENT,
    "communiqué": MeasureKind.STATEMENT,
    "communique": MeasureKind.STATEMENT,
}
SYMBOL = re.compile(
    r"\b(?:[AS]/(?:RES/)?(?:ES-|S-)?[\dA-Z]+[/.][\dA-Z./-]*\d[A-Z]?(?:\s?\([IVXL\d]+\))?|[AS]/RES/\d+\s?\([IVXL\d]+\))"
)
NUMBERED = re.compile(
    r"\b[Rr]esolutions?\s+(?P<number>(?:ES-)?\d{1,4}(?:/\d{1,3})?\s?[A-Z]?\b(?:\s?\([IVXL\d]+\))?)"
)
BODY_WORDS = {
    "UNSC": Sieve(r"\bsecurity council\b|\bthe council('s)?\b|\bUNSC\b"),
    "UNGA": Sieve(r"\bgeneral assembly\b|\bthe assembly('s)?\b|\bUNGA\b"),
    "HRC": Sieve(r"\bhuman rights council\b|\bUNHRC\b"),
}
COMMITTEE = Sieve(
    r"\b(?P<name>first|second|third|fourth|fifth|sixth|main|social|disarmament|trusteeship|political|legal|budget|budgetary|"
    r"humanitarian|decoloni[sz]ation) (?:\([^)]*\) |and \w+ (?:and \w+ )?)?committee\b|"
    r"\bcommittee of (?:24|twenty-four)\b|\bassembly's (?P<other>\w+(?: \w+){0,3}) committee\b",
)
ORDER = re.compile(
    r"\b(former|latter|first|second|third|rival|competing|other|earlier|previous|later|separate|another|"
    r"alternative|counter|next)\b",
    re.IGNORECASE,
)
SPONSORED = re.compile(
    r"\b(led|drafted|sponsored|backed|proposed|written|authored|penned|submitted|tabled|introduced)$"
)
STOP = frozenset(
    """
    amend amended bring circulate common entitle final introduce new original propose put revise
    sponsor submit table title very resolution text draft proposal measure document motion vote
    ballot decision version amendment country state member nation un united nations general assembly
    security council day week month year say call other first second rival own emergency special
    session the a an which that this it its his her their same more than only also article paragraph
    number monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december be have do make take pass adopt reject
    """.split()
)


ORGANS = ("UNGA", "UNSC", "HRC")
DECIDING = frozenset(
    """
    condemn demand ask call urge request declare determine deplore reaffirm affirm suspend expel
    recognise recognize repeal revoke rescind establish authorise authorize impose exclude admit
    denounce censure order insist welcome lift reiterate proclaim restore invite encourage endorse decide tell
    """.split()
)
LOOSE = frozenset("a an no yes negative positive affirmative dissenting opposing contrary".split())
"""Words before “vote” that make it one state's, not the vote on a text."""
UNDOING = frozenset(["repeal", "revoke", "rescind", "overturn", "annul"])


NEVER_TEXTS = frozenset(
    "vote year day week month time country state member law bill budget people hour".split()
)
NO_SUBJECTS = frozenset(
    """
    result results update adopted breaking live vote good morning evening background recap verdict
    summary next hardly yesterday today tomorrow tonight yes maybe
    """.split()
)


def find_references(document: Document) -> tuple[Reference, ...]:
    """Every noun phrase, symbol, numbered resolution and act of an organ that stands for a text, in reading order."""
    found: dict[int, Reference] = {}
    for token in document.parse:
        if (
            token.pos_ == "VERB"
            and (token.lemma_.lower() in DECIDING or _takes_up(token))
            and (body := _deciding_organ(document, token))
        ):
            found[token.i] = _act(document, token, body)
            continue
        if (
            _is_ballot_paper(token)
            or any(c.lower_ == "no" and c.dep_ in ("det", "neg") for c in token.children)
            or _is_own_decision(document, token)
            or _is_deed(token)
            or (token.lemma_ == "paragraph" and not _is_numbered(token))
        ):
            continue
        if (
            token.lemma_.lower() in NOUNS
            and token.pos_ in ("NOUN", "PROPN", "ADJ")
            and token.dep_ != "compound"
        ) or _is_one_of_texts(token, bool(found)):
            found[token.i] = _phrase(document, token)
    for token in document.parse:
        target = _adopted(token) or _put_to_vote(token)
        if target is not None and target.i not in found:
            found[target.i] = _phrase(document, target)
    for reference in (
        *_headings(document),
        *_counted_off(document, list(found.values())),
        *_topics(document),
    ):
        found.setdefault(reference.head, reference)
    covered = [(r.start, r.end) for r in found.values()]
    for pattern in (SYMBOL, NUMBERED):
        for match in pattern.finditer(document.source.text):
            if not any(a < match.end() and match.start() < b for a, b in covered):
                reference = _symbolic(document, match)
                found.setdefault(reference.head, reference)
                covered.append(match.span())
    return tuple(sorted(found.values(), key=lambda r: r.start))


def reference_at(token: Token, references: dict[int, Reference]) -> Reference | None:
    """What the object of a voting verb stands for: a phrase, or a pronoun for a text."""
    if token.i in references:
        return references[token.i]
    if token.lower_ in (
        "it",
        "them",
        "both",
        "this",
        "that",
        "one",
        "former",
        "latter",
        "these",
        "those",
        "either",
    ):
        which = token.lower_ if token.lower_ in ("former", "latter") else None
        return Reference(
            start=token.idx,
            end=token.idx + len(token.text),
            head=token.i,
            pronoun=True,
            plural=token.lower_ in ("them", "both", "these", "those"),
            which=which,
        )
    return None


def body_in(text: str) -> str | None:
    """The body that words name, where they name exactly one."""
    if re.search(r"human rights council", text, re.IGNORECASE):
        return "HRC"
    if match := COMMITTEE.search(text):
        name = (match["name"] or "").lower()
        ordinals = ("first", "second", "third", "fourth", "fifth", "sixth")
        return f"C{ordinals.index(name) + 1}" if name in ordinals else "COMMITTEE"
    named = [body for body in ("UNSC", "UNGA") if BODY_WORDS[body].search(text)]
    return named[0] if len(named) == 1 else None


def content_words(tokens: Any) -> frozenset[str]:
    """Lower-case lemmas that carry content."""
    return frozenset(
        t.lemma_.lower()
        for t in tokens
        if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and len(t.text) > 2 and t.lemma_.lower() not in STOP
    )


def _is_numbered(paragraph: Token) -> bool:
    """True for a paragraph that can be voted on: “paragraph 4”, “the fifth preambular paragraph”."""
    after = paragraph.nbor(1) if paragraph.i + 1 < len(paragraph.doc) else None
    return bool(after is not None and after.like_num) or any(
        c.lower_ in ("operative", "preambular") for c in paragraph.children
    )


def _is_ballot_paper(token: Token) -> bool:
    """True for votes as things cast or counted: “72 votes”, “cast a vote”, “put to a vote”, “the lone negative vote”."""
    if token.lemma_ not in ("vote", "ballot"):
        return False
    loose = any(c.dep_ == "nummod" or c.lower_ in LOOSE for c in token.children)
    return token.tag_ == "NNS" or loose or token.head.lower_ in ("to", "by")


def _takes_up(verb: Token) -> bool:
    """“took up the embargo”, “turned to Cyprus”, “voted on the blockade”: an organ at work on a matter."""
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "prep") and c.i > verb.i}
    matter = object_of(verb) or prepositional(verb, "to", "on", "with", "of")
    if matter is None or matter.lemma_ in PAPERS:
        return False
    return any(verb.lemma_ == lemma and particle in particles for lemma, particle in _AT_WORK)


PAPERS = frozenset("report item question agenda topic debate issue matter business record".split())
"""What an organ takes up that is no text yet."""
_AT_WORK = (("take", "up"), ("turn", "to"), ("vote", "on"), ("deal", "with"), ("dispose", "of"))


def _is_one_of_texts(token: Token, told: bool) -> bool:
    """“the one on Iran”, “those on Belarus and Iran”, after other words for a text."""
    if not told or token.lower_ not in ("one", "ones", "those", "that"):
        return False
    definite = token.lower_ in ("those", "that") or any(c.lower_ == "the" for c in token.children)
    return definite and any(
        c.dep_ == "prep" and c.lower_ in ("on", "about", "concerning") and c.i == token.i + 1
        for c in token.children
    )


def _is_deed(token: Token) -> bool:
    """“Unilateral coercive measures”, “confidence-building measures”: what is done, no texts, unless they are counted."""
    if token.lower_ != "measures":
        return False
    return not any(
        c.dep_ in ("det", "nummod", "predet") or c.lower_ in ("both", "these") for c in token.children
    )


def _is_own_decision(document: Document, token: Token) -> bool:
    """“Washington's decision”: a choice of its own, no text."""
    return token.lemma_ == "decision" and any(
        m.actor.kind in (ActorKind.STATE, ActorKind.PERSON)
        for c in token.children
        if c.dep_ == "poss"
        for m in document.mentions_of(c)
    )


_BEFORE_ORGAN = re.compile(
    r"\b(?:the (?:general )?assembly|the (?:security )?council|a vote|the vote)\b", re.IGNORECASE
)


def _put_to_vote(verb: Token) -> Token | None:
    """What comes before an organ, called by its matter: “the right of return was put to the Assembly”."""
    if verb.lemma_ not in ("come", "put", "bring", "go") or verb.pos_ != "VERB":
        return None
    place = prepositional(verb, "before", "to")
    target = subject_of(verb)
    if place is None or target is None or target.pos_ not in ("NOUN", "PROPN"):
        return None
    named = target.lemma_ not in NEVER_TEXTS | PAPERS
    return target if named and _BEFORE_ORGAN.search(_words(place)) else None


def _adopted(verb: Token) -> Token | None:
    """What is adopted where it is called by another noun: “the call for a moratorium was adopted”."""
    if verb.lemma_ not in ("adopt", "approve", "pass", "carry") or verb.pos_ != "VERB":
        return None
    passive = is_passive(verb)
    target, organ = (subject_of(verb), agent_of(verb)) if passive else (object_of(verb), subject_of(verb))
    if organ is None and not passive:
        return None
    if organ is not None and body_in(_words(organ)) is None and organ.lemma_ not in ("vote", "margin"):
        return None
    return (
        target if target is not None and target.pos_ == "NOUN" and target.lemma_ not in NEVER_TEXTS else None
    )


def _words(head: Token) -> str:
    """The words of a noun phrase up to its head."""
    return str(head.doc.span(head.left_edge.i, head.i + 1).text)


def _headings(document: Document) -> list[Reference]:
    """Catchwords that open a paragraph and name its subject: “Death penalty.”, “16.05 CEASEFIRE.”"""
    found = []
    for sentence, following in pairwise(document.sentences):
        opens = sentence.index == 0 or document.sentences[sentence.index - 1].paragraph != sentence.paragraph
        tokens = _after_label([t for t in document.parse[sentence.first : sentence.last] if not t.is_space])
        dated = [(d.start, d.end) for d in document.dates if sentence.start <= d.start < sentence.end]
        named = [t for t in tokens if t.is_alpha and not any(a <= t.idx < b for a, b in dated)]
        plain = sentence.kind in (SentenceKind.PROSE, SentenceKind.BULLET) and not any(
            t.like_num for t in tokens if not any(a <= t.idx < b for a, b in dated)
        )
        if not plain or not opens or following.paragraph != sentence.paragraph or not 1 <= len(named) <= 6:
            continue
        words = frozenset(t.lower_ for t in named if len(t) > 2) - STOP - NO_SUBJECTS
        clause = any(t.pos_ in ("VERB", "AUX") and subject_of(t) is not None for t in named if not t.is_upper)
        if not words or clause or not (dated or _is_title(document, named, words)):
            continue
        found.append(
            Reference(
                start=tokens[0].idx,
                end=tokens[-1].idx + len(tokens[-1]),
                head=tokens[0].i,
                about=words,
                about_codes=_codes(document, named),
                which="heading",
            )
        )
    return found


_TOPIC = re.compile(r"(?:On|Over|As for|As to|Regarding|Concerning) (?=[A-Za-z])")
_VOTE_TOLD = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballot|in favou?r|against|abst\w+|majority|margin|tally|\d+[-–]\d+|\d+ to \d+)\b"
)


def _topics(document: Document) -> list[Reference]:
    """“*On Sudan* the vote was 74 to 32”: the matter of a vote set before all else."""
    found = []
    for sentence in document.sentences:
        text = document.source.text
        match = _TOPIC.match(text, sentence.start, sentence.end)
        if match is None or not _VOTE_TOLD.search(text, match.end(), sentence.end):
            continue
        first = document.parse.char_span(sentence.start, sentence.start + 1, alignment_mode="expand")[0]
        topic = next((c for t in (first, *first.children) for c in t.children if c.dep_ == "pobj"), None)
        if topic is None or topic.lemma_ in NEVER_TEXTS | PAPERS | PLACES or topic.left_edge.i <= first.i:
            continue
        end = min(topic.right_edge.idx + len(topic.right_edge.text), sentence.end)
        words = [
            t for t in topic.subtree if t.dep_ != "relcl" and not any(a.dep_ == "relcl" for a in t.ancestors)
        ]
        dated = any(d.start < end and match.end() <= d.start for d in document.dates)
        about, codes = content_words(words), _codes(document, words)
        if dated or not (about or codes) or topic.lemma_.lower() in NOUNS:
            continue
        found.append(
            Reference(
                start=sentence.start, end=end, head=topic.i, about=about, about_codes=codes, which="heading"
            )
        )
    return found


PLACES = frozenset(
    "hand side paper fence occasion contrary whole way balance average ground eve day floor record".split()
)
"""What follows “on” in set phrases."""
_COUNTED_OFF = re.compile(
    r"(?:The (?:first|second|third|fourth|fifth|last|other)|One|Another)(?: of (?:them|these|the two))?\b"
    r"(?:, (?P<aside>[^,.]{2,80}),| (?P<about>on|about|concerning) )?"
)
DOING = DECIDING - {"admit"} | frozenset(
    "concern affirm create extend renew set regret criticise criticize".split()
)
"""What a text is told to do."""
_OPENING = frozenset("be come pass deal concern affirm note set create extend renew".split()) | DECIDING
"""What a text of several does or how it fares, where it is told first: “one *affirmed* …”, “the second *passed*”."""


def _counted_off(document: Document, before: list[Reference]) -> list[Reference]:
    """“Four resolutions … *The first, on 3 May,* asked for …”, “*One, on aid,* passed”: a text of several announced."""
    found = []
    for sentence in document.sentences:
        match = _COUNTED_OFF.match(document.source.text, sentence.start, sentence.end)
        announced = any(
            r.plural and not r.pronoun and 0 < sentence.start - r.start < ANNOUNCED for r in before
        )
        if match is None or not announced:
            continue
        ordinal = (
            document.source.text.find(" ", sentence.start) + 1 if match.group()[0] == "T" else sentence.start
        )
        head = document.parse.char_span(ordinal, ordinal + 1, alignment_mode="expand")[0]
        dated = match["aside"] and any(match.start("aside") <= d.start < match.end() for d in document.dates)
        about = match["about"] or (match["aside"] or "").startswith(("on ", "about ", "concerning "))
        opens = head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in _OPENING
        if not (dated or about or (opens and match["aside"] is None)):
            continue
        clause = _until_semicolon(document.parse[sentence.first : sentence.last])
        found.append(
            Reference(
                start=sentence.start,
                end=match.end(),
                head=head.i,
                about=content_words(clause),
                about_codes=_codes(document, clause),
                indefinite=True,
                which="counted",
            )
        )
    return found


def _until_semicolon(tokens: Any) -> list[Token]:
    return list(takewhile(lambda t: t.text != ";", tokens))


ANNOUNCED = 1500
"""Characters after “four resolutions” within which they may be told one by one."""


def _is_title(document: Document, named: list[Token], words: frozenset[str]) -> bool:
    """Whether words without a verb name a subject, and do not only answer or count off states."""
    if named[0].pos_ == "ADP" and not named[0].is_upper:
        return False
    noun = any(t.pos_ in ("NOUN", "PROPN", "ADJ") or t.is_upper for t in named if t.lower_ in words)
    told = any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD") or (t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX"))
        for t in named
        if not t.is_upper
    )
    return noun and not told and not _is_list(document, named)


def _is_list(document: Document, named: list[Token]) -> bool:
    """“Peru, Chad and Malta.”: an answer that names states is no subject."""
    states = [m for t in named for m in document.mentions_of(t) if m.actor.kind is ActorKind.STATE]
    return len({m.code for m in states}) > 1 and any(t.lower_ == "and" for t in named)


def _after_label(tokens: list[Token]) -> list[Token]:
    """“Item two: Cyprus, March 1964”: what stands after the colon."""
    colons = [i for i, t in enumerate(tokens) if t.text == ":"]
    return tokens[colons[0] + 1 :] if colons and colons[0] <= LABEL else tokens


LABEL = 3
"""Most words before the colon of a catchword."""


def _deciding_organ(document: Document, verb: Token) -> str | None:
    """The organ whose decision a verb tells: “the Assembly condemned …”, “asked the Assembly to repeal …”."""
    if is_passive(verb):
        agent = agent_of(verb)
        return body_in(_words(agent)) if agent is not None and not is_negated(verb) else None
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj")), None)
    if subject is not None and subject.lower_ in ("that", "which"):
        subject = _stood_for(verb, subject)
    if subject is None and verb.dep_ in ("xcomp", "ccomp", "conj"):
        subject = object_of(verb.head) if verb.dep_ != "conj" else subject_of(verb)
    if subject is None or is_negated(verb):
        return (
            "UNGA"
            if verb.lemma_.lower() in UNDOING and verb.dep_ == "xcomp" and verb.head.lemma_ == "vote"
            else None
        )
    text = document.source.text[subject.left_edge.idx : subject.idx + len(subject.text)]
    if subject.pos_ in ("NOUN", "PROPN"):
        return body_in(text)
    known = document.mentions_of(subject)
    if known or subject.lower_ != "it":
        return next((m.code for m in known if m.code in ORGANS), None)
    return body_in(document.source.text[verb.sent.start_char : subject.idx])


def _stood_for(verb: Token, that: Token) -> Token:
    """What “that” stands for: the noun before it, or the one set in front: “it was the Council that demanded …”."""
    if verb.dep_ == "relcl":
        return verb.head
    above = verb.head
    if verb.dep_ in ("ccomp", "advcl") and above.lemma_ == "be":
        return next((c for c in above.children if c.dep_ == "attr"), that)
    return that


def _act(document: Document, verb: Token, body: str) -> Reference:
    start, end = clause_span(verb)
    tokens = [t for t in verb.subtree if t.i >= verb.i or is_passive(verb)]
    codes = _codes(document, tokens)
    return Reference(
        start=verb.idx,
        end=max(end, start),
        head=verb.i,
        body=body,
        about=_canonical(content_words(tokens)),
        about_codes=codes,
        which="act",
    )


def _codes(document: Document, tokens: list[Token]) -> frozenset[str]:
    """The states and peoples that these words name; pronouns name none."""
    named = (m for t in tokens if t.pos_ != "PRON" for m in document.mentions_of(t))
    return frozenset(
        m.code for m in named if m.actor.kind in (ActorKind.STATE, ActorKind.PERSON, ActorKind.GROUP)
    )


def _canonical(words: frozenset[str]) -> frozenset[str]:
    """The words for undoing a text as one: “repeal”, “revoke”, “rescind”."""
    return (words - UNDOING) | {"repeal"} if words & UNDOING else words


_PROCEDURAL = re.compile(
    r"\b(?:adjourn\w*|no[- ]action|take no action|to close|closure|two[- ]thirds|postpone\w*|defer\w*|divi(?:de|sion)|"
    r"separate(?:ly)? vote|voted? (?:on )?separately|reconsider\w*|procedural|delete|suspend the (?:meeting|debate)|secret ballot)\b",
    re.IGNORECASE,
)
"""What a motion or an oral proposal asks for that no resolution does: how to go on, not what to decide."""


def _phrase(document: Document, head: Token) -> Reference:
    stop = next((t.i for t in head.subtree if t.i > head.i and t.text in (":", ";")), head.right_edge.i + 1)
    subtree = [
        t for t in head.subtree if t.i < stop and not _clause_outside(t, head) and not _beside(t, head)
    ]
    first, last = _core(head)
    end = _cut(document.source.text, head.idx + len(head.text), last.idx + len(last.text))
    text = document.source.text[subtree[0].idx : subtree[-1].idx + len(subtree[-1].text)]
    before = document.source.text[max(0, first.idx - 12) : first.idx]
    sponsors = tuple(dict.fromkeys(_sponsors(document, head)))
    about_tokens = [t for t in subtree if t != head and not any(m.start <= t.idx < m.end for m in sponsors)]
    codes = _codes(document, [t for t in about_tokens if t.dep_ != "relcl"])
    numbered = NUMBERED.search(
        document.source.text, min(first.idx, head.idx), min(len(document.source.text), head.idx + 40)
    )
    symbol = SYMBOL.search(document.source.text, first.idx, last.idx + len(last.text) + 30)
    determiner = next((c.lower_ for c in head.children if c.dep_ == "det"), None)
    order = ORDER.search(document.source.text[first.idx : head.idx] + " " + before[-8:])
    motion = _PROCEDURAL.search(text) if head.lemma_.lower() in ("motion", "proposal") else None
    return Reference(
        start=first.idx,
        end=end,
        head=head.i,
        kind=MeasureKind.MOTION if motion else NOUNS.get(head.lemma_.lower(), MeasureKind.RESOLUTION),
        body=body_in(text),
        symbol=symbol.group() if symbol and symbol.start() <= head.idx + len(head.text) + 12 else None,
        number=numbered["number"].strip()
        if numbered and numbered.start() <= head.idx < numbered.end()
        else None,
        sponsors=sponsors,
        about=_own_word(head)
        | (
            content_words([*about_tokens, *(deeds := _deeds(head))])
            | ({"repeal"} if head.lemma_.lower() in ("repeal", "revocation") else frozenset())
        )
        - {w for m in sponsors for w in m.text.lower().split()},
        about_codes=codes | _codes(document, deeds),
        indefinite=determiner in ("a", "an", "another"),
        plural=head.tag_ in ("NNS", "NNPS"),
        which=order.group(1).lower() if order else None,
        parts=_parts(document, head),
    )


_OUTSIDE = re.compile(
    r"\s*(?:\(|\bby (?:an? |\d|the (?:vote|margin))|\bwith (?:\d|\w+ (?:votes|abstentions))|\b(?:passed|was|were|won|got) )"
)


def _cut(text: str, start: int, end: int) -> int:
    """The end of a phrase before what is said of its vote, which a wrong parse may hang on it."""
    match = _OUTSIDE.search(text, start, end)
    return match.start() if match else end


def _own_word(head: Token) -> frozenset[str]:
    """The noun itself where it says something: “the call”, “the ban”; never “the resolution”."""
    lemma = head.lemma_.lower()
    return frozenset() if lemma in NOUNS or head.pos_ in ("PRON", "NUM", "DET") else frozenset((lemma,))


def _parts(document: Document, head: Token) -> tuple[Reference, ...]:
    """“Texts on North Korea and on the Rohingya” are two texts."""
    if head.tag_ not in ("NNS", "NNPS"):
        return ()
    objects = [
        o for p in head.children if p.dep_ == "prep" and p.lower_ in ("on", "about") for o in _coordinated(p)
    ]
    return tuple(
        Reference(
            start=o.left_edge.idx,
            end=o.idx + len(o.text),
            head=o.i,
            about=content_words(o.subtree),
            about_codes=_codes(document, list(o.subtree)),
            indefinite=True,
        )
        for o in objects
        if len(objects) > 1
    ) or _on_each(document, head)


def _on_each(document: Document, head: Token) -> tuple[Reference, ...]:
    """“Resolutions critical of rights in Iran, Sudan and Cuba” are as many texts as states."""
    for token in head.subtree:
        states = [t for t in conjuncts(token) if _codes(document, [t])] if token.dep_ == "pobj" else []
        if len(states) < 2 or any(t.i <= head.i for t in states):
            continue
        listed = {t.i for t in states}
        shared = content_words(t for t in head.subtree if t.i > head.i and t.i not in listed)
        return tuple(
            Reference(
                start=t.idx,
                end=t.idx + len(t.text),
                head=t.i,
                about=shared | {t.lower_},
                about_codes=_codes(document, [t]),
                indefinite=True,
            )
            for t in states
        )
    return ()


def _coordinated(preposition: Token) -> list[Token]:
    """The objects of a preposition and of those coordinated with it: “on A and on B”, “on A and B”."""
    found = [o for o in preposition.children if o.dep_ == "pobj"]
    found += [c for o in list(found) for c in conjuncts(o) if c != o]
    for other in preposition.children:
        if other.dep_ == "conj" and other.pos_ == "ADP":
            found += _coordinated(other)
    return found


def _deeds(head: Token) -> list[Token]:
    """What a text does where it is told of as its subject: “the other text *asked for a census of fish*”."""
    verb = head.head
    if head.dep_ != "nsubj" or verb.lemma_ not in DOING or verb.i < head.i:
        return []
    aims = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "xcomp", "ccomp", "prep")]
    until = next((t.i for t in verb.subtree if t.i > verb.i and t.text in (";", ":")), verb.right_edge.i + 1)
    return [t for aim in aims for t in aim.subtree if t.i < until]


def _beside(token: Token, head: Token) -> bool:
    """“backed the resolution, *including Italy*”: who chose so, or how it went, and nothing of what the text says."""
    for above in (token, *token.ancestors):
        if above.head == head and above != head:
            return above.dep_ == "prep" and above.lower_ in _BESIDE and above.i > head.i
        if above == head:
            return False
    return False


_BESIDE = frozenset(
    "including while with despite after before without except unlike like among alongside as at during".split()
)


def _clause_outside(token: Token, head: Token) -> bool:
    """True for words in a relative clause about how sides voted rather than what the text says."""
    for above in (token, *token.ancestors):
        if above == head:
            return False
        if above.dep_ in ("relcl", "acl") and above.lemma_ in (
            "vote",
            "support",
            "back",
            "oppose",
            "abstain",
            "adopt",
            "veto",
            "reject",
        ):
            return True
    return False


def _core(head: Token) -> tuple[Token, Token]:
    """First and last token of the noun phrase without clauses after it."""
    left = [c.left_edge for c in head.children if c.i < head.i and c.dep_ not in ("relcl", "punct")]
    right = [
        c.right_edge for c in head.children if c.i > head.i and c.dep_ == "prep" and c.lower_ not in _BESIDE
    ]
    first = min([head, *left], key=lambda t: t.i)
    last = max([head, *right], key=lambda t: t.i) if right else head
    return first, last


def _sponsors(document: Document, head: Token) -> list[Mention]:
    """Whose text it is: possessive, demonym, “-led”, “drafted by”."""
    if head.lemma_ in ("vote", "ballot"):
        return []
    found: list[Mention] = _demonyms_before(document, head)
    for child in head.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod") and child.i < head.i:
            found += _owner(document, child)
        elif child.dep_ in ("acl", "relcl") and child.lemma_ in (
            "draft", "sponsor", "propose", "submit", "table", "introduce", "write", "author", "present", "put", "circulate", "push", "co", "cosponsor",
        ):  # fmt: skip
            agent = next(
                (c for c in child.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None
            )
            pobj = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
            subject = next(
                (c for c in child.children if c.dep_ == "nsubj" and c.lower_ not in ("that", "which")), None
            )
            for token in conjuncts(pobj) if pobj else conjuncts(subject) if subject else []:
                found += document.mentions_of(token)
    by = prepositional(head, "by", "from")
    if by is not None:
        found += [m for t in conjuncts(by) for m in document.mentions_of(t)]
    return [m for m in dict.fromkeys(found) if m.actor.code not in ("UNGA", "UNSC", "UN", "HRC")]


def _demonyms_before(document: Document, head: Token) -> list[Mention]:
    """“The American counter-text”: a demonym in front, whatever the parse makes of it."""
    start = max(0, head.idx - 30)
    return [
        m
        for m in document.mentions_in(start, head.idx)
        if m.form is MentionForm.DEMONYM
        and re.fullmatch(r"[ -](?:[\w]+[ -]){0,2}", document.source.text[m.end : head.idx])
    ]


def _owner(document: Document, child: Token) -> list[Mention]:
    """The actors of a modifier before the noun."""
    if child.dep_ == "poss":
        return [m for t in conjuncts(child) for m in document.mentions_of(t)]
    tokens = [child, *child.subtree]
    own = [m for t in tokens for m in document.mentions_of(t)]
    led = SPONSORED.search(child.lower_.replace("-", " ").split()[-1])
    demonym = any(m.form in (MentionForm.DEMONYM, MentionForm.NAME) for m in own)
    if led and child.lower_.endswith("backed"):
        return []
    return own if demonym or led else []


def _symbolic(document: Document, match: re.Match[str]) -> Reference:
    span = document.parse.char_span(match.start(), match.end(), alignment_mode="expand")
    symbol = match.group().strip() if match.re is SYMBOL else None
    return Reference(
        start=match.start(),
        end=match.start() + len(match.group().rstrip()),
        head=span.root.i,
        symbol=symbol,
        number=None if symbol else match["number"].strip(),
        body=("UNSC" if symbol.startswith("S/") else "UNGA") if symbol else body_in(span.sent.text),
    )
