"""Firsts: “it was the first time Norway opposed it”, “never before has it abstained on such a text”, “a first for Peru”."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman import world
from dragoman.claims.newness import Cue, Kind, chosen_in, find_cues
from dragoman.claims.series import History, Told, answered, paragraph_of, sentences
from dragoman.claims.sides import sides_in
from dragoman.claims.signs import CHOICE_OF
from dragoman.claims.subjects import Entry
from dragoman.claims.whose import clause, owner
from dragoman.claims.wording import CHOICE_WORDS, day_of, label
from dragoman.domain.actors import Actor, Mention
from dragoman.domain.claims import Claim, ClaimKind, Finding, RecordLine, Verdict
from dragoman.domain.events import Attribution, Status
from dragoman.domain.measures import Stance
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import Ballot, VoteStatement
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.sieve import Sieve

FEW_VOTERS = 4
"""A first is claimed of one state or a few, not of a long list."""
BESIDE = 40
"""Characters at most between a choice and the words that call it a first."""
NEAR = 500
"""Characters back to the vote that a sentence without one is about."""
AFTER = 15
"""Characters at most between “first time” and the state it is said of."""

SESSION = 200
"""Days within which votes are of one session."""
TOGETHER = 10
"""Days between votes that a report may speak of in one breath."""

_A_VOTE = r"(?:abstention|no(?: vote)?|yes(?: vote)?|negative vote|vote (?:against|for|in favou?r))\b"
_FIRST = Sieve(
    r"(?<!not the )(?<!n't the )(?<!hardly the )(?<!not for the )\bfirst time\b|\bfirst (?:year|occasion|session) (?:in which|on which|that|when)\b|"
    r"\bnever (?:before|previously|until (?:now|today|this|\w+day))\b|"
    r"\b(?P<noun>a first for)\b|\b(?:not once|on no (?:earlier|previous) occasion|at no (?:earlier|previous) vote)\b[^.;:,]{0,30}? (?:had|has|did)\b|\bin a first\b|\bas (?:at no other time|on no other occasion|never)\b"
    r"|, (?:(?:a|its|their) first|something (?:it|they) (?:had|has|have) never done(?: before)?)(?=[.,;:]| (?:on|against|in favou?r|for|such|ever)\b)"
    rf"|(?P<of>['’]s? (?:own )?(?:opposition|support|move|{_A_VOTE})[^.;:,]{{0,40}}? (?:was|is) (?:its first|the first|a first|unprecedented|without precedent|something new)\b)"
    rf"|\b(?:{_A_VOTE}) (?:was|is) (?:its first|the first|a first|unprecedented|without precedent)\b|\bwas a first(?=[.,;:])"
    r"|\bno (?:previous|earlier|such) (?:text|resolution|vote|draft)[^.;:,]{0,40}? (?:had|has) been (?:opposed|supported|backed|rejected) by\b"
    rf"|(?P<own>['’]s?) (?:first|maiden|debut)(?:[- ]ever)? {_A_VOTE}|\b(?:its|their) (?:first|maiden)(?:[- ]ever)? {_A_VOTE}|\b(?:first|maiden|unprecedented) {_A_VOTE} (?P<by>by|from|of)\b"
    rf"|,? (?P<it>(?:it|this|that) (?:was|is|marked|marks) (?:a|the|only the) first(?: such)?(?: {_A_VOTE}|(?=[.,;:])))",
)
_SINCE = re.compile(
    rf"\bsince (?:\w+ ){{0,3}}?(?P<year>(?:19|20)\d\d)\b|\bin (?:(?P<over>more than |over )|(?P<nearly>almost |nearly |close to |some |about ))?(?:(?P<decade>a decade)|(?P<years>{NUMBER}) (?:years|(?P<tens>decades)))\b",
    re.IGNORECASE,
)
_ANY_TEXT = Sieve(
    r"\b(?:an?|any|such an?|no|another) (?:\w+ ){0,2}?(?:text|resolution|vote|draft|motion|measure|document)\b"
    r"|\b(?:texts|resolutions|votes|drafts|motions) (?:on|about|concerning)\b|\b(?:question|issue|matter|subject)\b",
)
"""“A text on …”, “in votes on …”, “on the question”: any text on the matter, not the one text that comes back each year."""
_COMPANY = re.compile(
    r"\b(?:join(?:ed|ing)|with|alongside|followed|following|like)\s+(?:the\s+)?$", re.IGNORECASE
)
"""“Chad joined *Mali* in opposing it for the first time”: whose company is kept has no first."""
_APART = re.compile(r"\b(?:while|whereas)\b|; (?!(?:it|that|this|neither|both|a|the first)\b)")
"""“Chad opposed it for the first time, *while* Mali abstained”: another's choice."""
_JOINED = re.compile(
    r"(?:\b(?:included|including|were|was|that of|those of)\b|[,:–—]|\s|\band\b|\bboth\b|\bthe\b|\bthat\b|\bha[ds]\b|\bhave\b)*+",
    re.IGNORECASE,
)
_STANCES = {"yes": Stance.FOR, "no": Stance.AGAINST, "abstain": Stance.ABSTAIN}


@dataclass(frozen=True, slots=True)
class _First:
    """A state said to have chosen so as never before, and the votes that may be meant, the likeliest first."""

    voter: Mention
    stance: Stance
    span: tuple[int, int]
    end: int
    """Where the sentence ends: up to there it may say what kind of text is meant, and since when."""
    meant: tuple[Told, ...]
    attribution: Attribution = ()
    cue: int = 0
    """Where the words stand that call it new: a time told before them is another choice's."""
    loose: bool = False
    """Of words that say so only perhaps: they are borne out, or nothing is found."""


def find_firsts(history: History, source: Source) -> tuple[Finding, ...]:
    """Findings on every first that the report claims of a state at a vote it surely means."""
    found: list[Finding] = []
    for start, end in sentences(source.text) if history.told else ():
        cues = list(find_cues(source.text, start, end))
        claims = list(_by_grammar(history, source.text, start, end, cues))
        claims = [one for one in claims if _is_of_year(one, source.text, start, one.span[0])]
        judged = [(one.voter.code, finding) for one in claims if (finding := _judged(history, one, source))]
        found += [finding for _, finding in judged]
        read = {code for code, _ in judged}
        for match in _FIRST.finditer(source.text, start, end):
            if any(c.kind is Kind.NEVER and c.start < match.end() and match.start() < c.end for c in cues):
                continue
            whose = {v.code for v in _named_before(source.text, start, match.start(), _FOR_WHOM)}
            claims = [
                one
                for one in _of_statements(history, source.text, match, start, end)
                if not whose or one.voter.code in whose
            ] or list(_of_names(history, source.text, match, start, end))
            claims = [one for one in claims if _is_of_year(one, source.text, start, match.start())]
            claims = [replace(one, cue=match.start()) for one in claims if one.voter.code not in read]
            found += [finding for one in claims if (finding := _judged(history, one, source)) is not None]
    return tuple(found)


def _is_of_year(one: _First, text: str, start: int, place: int) -> bool:
    """“*In 2022* Chad opposed it for the first time”: not where the vote found is of another year than the one told."""
    told = _YEAR.findall(text, start, place) or _LABEL.findall(text, paragraph_of(text, place), place)
    return not told or not one.meant or any(t.record.held.year == int(told[-1]) for t in one.meant[:1])


_YEAR = re.compile(r"\b[Ii]n (?:[A-Z][a-z]+ )?((?:19|20)\d\d)\b")
_LABEL = re.compile(r"(?<![^\n])((?:19|20)\d\d) ?[:–—-]")


# ------------------------------------------------------------------ told in other words
_DID = re.compile(
    r"[^.;:]{0,30}?\b(?:done|did|been|gone|been seen|stood|sat|found (?:itself|themselves))\b(?: (?:so|it|this|that|there|among|in|on|with|before|either|the same)\b|[.,;:]|$)|[^.;:]{0,40}?\b(?:taken|given|cast) (?:before|in any|until|so far|at any)\b"
)
"""“Had never *done so*”: what the words before say."""
_CLOSE = re.compile(r"[,;:.]|\b(?:and|but) (?:now|this|has now|had now)\b")
"""Where the words end that tell what a state had always chosen."""
_NEW = re.compile(
    r"\b(?:first|maiden|debut|new|newcomers?|unprecedented|precedent|never|novelty)\b", re.IGNORECASE
)
_NOT_SO = re.compile(
    r"\b(?:withh[eo]ld|declined|failed|waver\w+|miss\w+|lacked|strayed|hesitat\w+|ceased|stopped|anything|other|without|except|only|both|happy|asked|sponsor\w*|speech|council|elected|proposed|explain\w*|had to)\b",
    re.IGNORECASE,
)
"""Words that turn what is said round, or say something else."""


_DENIED = (Kind.NEVER, Kind.NEVER_HAD, Kind.NO_ENVOY)


def _by_grammar(history: History, text: str, start: int, end: int, cues: Sequence[Cue]) -> Iterator[_First]:
    """The firsts told in other words than “the first time”, each of the state whose it is by the grammar."""
    for cue in cues:
        found = owner(text, cue, (start, end))
        if found is None or (_is_echo(text, cue) and not _NEW.search(text, found.start, cue.start)):
            continue
        close = clause(text, start, end, cue.end)[1]
        if cue.kind in _DENIED and _NOT_SO.search(text, cue.start, close):
            continue
        for voter in found.voters:
            span = min(cue.start, voter.start), max(close, voter.end)
            if cue.kind is Kind.ALWAYS:
                one = _turned(history, text, cue, voter, (found.start, start, end))
            else:
                one = _chosen(history, text, cue, voter, (found.start, start, end))
            if one is not None:
                loose = cue.kind is Kind.ECHO and "’s" not in text[cue.start : cue.end].replace("'", "’")
                yield _First(voter, one[0], span, end, one[1], one[2], cue.start, loose)


def _is_echo(text: str, cue: Cue) -> bool:
    """Whether words only say that a state did as the one before: “so did Peru”, “Peru's was one too”."""
    return cue.kind is Kind.ECHO or (
        cue.kind is Kind.NOUN and re.search(r"\bone\b", text[cue.start : cue.end]) is not None
    )


_Chosen = tuple[Stance, tuple[Told, ...], Attribution]


def _told_of(history: History, voter: Mention, start: int, end: int) -> list[tuple[Told, VoteStatement]]:
    """The choices told of a state between two places, the last first."""
    near = [
        (told, s)
        for told in history.told
        for s in told.ballot.votes
        if start <= s.anchor < end and s.status is Status.ACTUAL and not (s.before or s.earlier)
        if s.stance in CHOICE_OF and any(v.code == voter.code for v in s.voters)
    ]
    return sorted(near, key=lambda one: one[1].anchor, reverse=True)


def _chosen(
    history: History, text: str, cue: Cue, voter: Mention, where: tuple[int, int, int]
) -> _Chosen | None:
    """The choice that is called new: told in its words, else of the state before, else in the words before."""
    spoken, start, end = where
    first, close = clause(text, start, end, cue.end)
    comma = text.find(",", cue.end + 3, close) if cue.kind in _DENIED else -1
    close = comma if comma > 0 else close
    said = chosen_in(text, cue.start, close)
    if cue.kind not in _DENIED:
        said = said or chosen_in(text, max(first, start), close)
    elif not (said or _DID.match(text, cue.end, close) or _is_all(cue, voter, close)):
        return None
    told = _told_of(history, voter, spoken, end)
    if not said:
        said = {name for name, stance in _STANCES.items() if told and told[0][1].stance is stance}
    said = said or chosen_in(text, spoken, end)
    if len(said) != 1:
        return None
    stance = _STANCES[said.pop()]
    for one, s in told:
        if s.stance is stance:
            return stance, _meant(history, one, s), s.attribution
    return stance, _spoken_of(history, end), ()


def _is_all(cue: Cue, voter: Mention, close: int) -> bool:
    """“Nor had Peru”, without more."""
    return cue.kind is Kind.NEVER_HAD and voter.end >= close - AFTER


def _turned(
    history: History, text: str, cue: Cue, voter: Mention, where: tuple[int, int, int]
) -> _Chosen | None:
    """The choice of a state that had always chosen otherwise: the one on record."""
    spoken, start, end = where
    behind = _CLOSE.search(text, cue.end, end)
    close = behind.start() if behind is not None else end
    lead = max(voter.end if voter.start < cue.start else 0, start)
    old = chosen_in(
        text, max(text.rfind(",", lead, cue.start), text.rfind(";", lead, cue.start), lead), close
    )
    old = old or chosen_in(text, lead, close)
    if len(old) != 1:
        return None
    former = CHOICE_OF[_STANCES[old.pop()]]
    told = [t for t, s in _told_of(history, voter, spoken, end) if CHOICE_OF[s.stance] is not former]
    seat = voter.actor.seat or voter.code
    for one in (*told, *_spoken_of(history, end)):
        choice = one.record.choices.get(seat)
        stance = next((s for s in _STANCES.values() if CHOICE_OF[s] is choice and choice is not former), None)
        if choice is not None:
            return (stance, (one,), ()) if stance is not None else None
    return None


# ------------------------------------------------------------------ whose first
def _of_statements(
    history: History, text: str, match: re.Match[str], start: int, end: int
) -> Iterator[_First]:
    """The choices told beside the words, those nearest to them; of two texts of which a state's is told, on the newer."""
    near = [
        (_gap(match.span(), (s.start, s.end)), told, s)
        for told in history.told
        for s in told.ballot.votes
        if start <= s.anchor < end
        and s.status is Status.ACTUAL
        and s.stance in CHOICE_OF
        and len(s.voters) <= FEW_VOTERS
        and not _COMPANY.search(text, start, min((v.start for v in s.voters), default=start))
        and not _APART.search(text, min(match.end(), s.end), max(match.start(), s.start))
    ]
    nearest = min((gap for gap, _, _ in near), default=BESIDE + 1)
    near.sort(key=lambda one: one[1].record.held, reverse=True)
    named: set[tuple[str, Stance]] = set()
    for gap, told, s in near:
        if gap == nearest <= BESIDE:
            span = min(match.start(), s.start), max(match.end(), s.end)
            fresh = [v for v in s.voters if (v.code, s.stance) not in named]
            named |= {(v.code, s.stance) for v in fresh}
            meant = _meant(history, told, s)
            yield from (_First(v, s.stance, span, end, meant, s.attribution) for v in fresh)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _meant(history: History, told: Told, s: VoteStatement) -> tuple[Told, ...]:
    """The votes that a choice may be about: one last spoken of where it is “a text on …”, that of the time said."""
    if s.reference is not None and s.reference.indefinite:
        return (*_spoken_of(history, s.anchor, told.ballot), told)
    if s.when is None or s.when[0] <= told.record.held <= s.when[1]:
        return (told,)
    then = [e for e in history.series(told.record) if s.when[0] <= e.held <= s.when[1]]
    return (*(Told(told.ballot, vote) for vote in history.votes(then)), told)


def _spoken_of(history: History, place: int, but: Ballot | None = None) -> tuple[Told, ...]:
    """The votes spoken of shortly before a place, the latest first, and the newest of the report, which goes without saying."""
    past = [
        (max(anchors), t)
        for t in history.told
        if t.ballot is not but and (anchors := [a for a in t.ballot.anchors if place - NEAR < a < place])
    ]
    newest = max(history.told, key=lambda t: t.record.held, default=None)
    latest = [t for _, t in sorted(past, key=lambda pair: -pair[0])]
    return (*latest, *([newest] if newest is not None and newest.ballot is not but else []))


def _of_names(history: History, text: str, match: re.Match[str], start: int, end: int) -> Iterator[_First]:
    """The states named beside the words, on the side that these name, or else the sentences before."""
    spoken = _spoken_of(history, match.start())
    if match["own"] or match["it"] or match["of"]:
        voters = list(_named_before(text, start, match.start()))
    else:
        voters = list(_named_after(text, match.end(), end)) or list(
            _named_before(text, start, match.start(), _FOR_WHOM)
        )
    said = sides_in(text, *match.span()) or sides_in(text, match.start(), _clause_end(text, match.end(), end))
    if spoken and not voters and match.group().lower() == "first time":
        voters = _subject_before(text, start, match.start())
        lead = (voters[0].end, match.start()) if voters else (start, start)
        said = sides_in(text, *lead)
        if not said and _WITH.search(text, *lead):
            yield from (
                _as_chosen(v, match, end, spoken) for v in voters if v.code in _seats(spoken[0].record)
            )
            return
    for voter in voters if spoken else ():
        stance = (
            _STANCES[min(said)]
            if len(said) == 1
            else _side_of(text, voter.actor, paragraph_of(text, start), end)
        )
        if stance is not None:
            span = min(match.start(), voter.start), max(match.end(), voter.end)
            yield _First(voter, stance, span, end, spoken)


def _as_chosen(voter: Mention, match: re.Match[str], end: int, spoken: tuple[Told, ...]) -> _First:
    """“Chad voted with Mali for the first time”: on whichever side it was."""
    choice = spoken[0].record.choices[voter.code]
    stance = next(stance for stance, said in CHOICE_OF.items() if said is choice)
    return _First(voter, stance, (voter.start, match.end()), end, spoken)


def _seats(record: RollCall) -> set[str]:
    return {seat for seat, choice in record.choices.items() if choice in (Choice.YES, Choice.NO)}


_WITH = re.compile(r"\b(?:with|alongside|behind|joined|joins|followed|beside)\b", re.IGNORECASE)
_LED = re.compile(
    r"\b(?:with|against|by|from|to|of|on|in|alongside|behind|joined|joins|than|like|over)\s+(?:the )?$",
    re.IGNORECASE,
)
_CHOSE = re.compile(
    r"\b(?:vot\w+|said|says?|sid(?:ed|es)|join\w*|stood|went|goes|was|were|back\w+|oppos\w+|support\w*|came)\b",
    re.IGNORECASE,
)


def _subject_before(text: str, start: int, end: int) -> list[Mention]:
    """The state of which the clause before “for the first time” is told: none that a preposition takes."""
    sentence = text[start:end]
    for hit in reversed(world.find_names(sentence)):
        actors = world.resolve(hit, context=sentence).actors
        if len(actors) == 1 and not _LED.search(sentence, 0, hit.start):
            told = _CHOSE.search(sentence, hit.end) is not None and ";" not in sentence[hit.end :]
            at = start + hit.start
            return (
                [Mention(actor=actors[0], text=hit.text, start=at, end=start + hit.end, form=hit.form)]
                if told
                else []
            )
    return []


def _clause_end(text: str, start: int, end: int) -> int:
    cut = _CUT.search(text, start, end)
    return cut.start() if cut is not None else end


_CUT = re.compile(r"[,;:.]|\bbut\b")


def _named_before(
    text: str, start: int, end: int, between: re.Pattern[str] | None = None
) -> Iterator[Mention]:
    """The state whose name ends here: “Peru” in “Peru's first no vote”, “for Peru it was the first time”."""
    for hit in world.find_names(text[start:end]):
        actors = world.resolve(hit, context=text[start:end]).actors
        if len(actors) == 1 and (between or _ENDS).fullmatch(text, start + hit.end, end):
            yield Mention(actor=actors[0], text=hit.text, start=start + hit.start, end=end, form=hit.form)


_ENDS = re.compile(r",? ?(?:(?:who|which|itself|its delegation|therefore|however) ?)?|['’]s government")
"""What may stand between a name and “had never”."""
_FOR_WHOM = re.compile(r",? (?:it|this|that) (?:was|is|marked) (?:also |even |only )?(?:the |a )?(?:very )?")


def _named_after(text: str, start: int, end: int) -> Iterator[Mention]:
    at = start
    for hit in world.find_names(text[start:end]):
        first, last = start + hit.start, start + hit.end
        joined = _JOINED.match(text, at, first)
        if joined is None or joined.end() != first or first - at > AFTER:
            return
        actors = world.resolve(hit, context=text[start:end]).actors
        if len(actors) == 1:
            yield Mention(actor=actors[0], text=hit.text, start=first, end=last, form=hit.form)
        at = last


def _side_of(text: str, actor: Actor, start: int, end: int) -> Stance | None:
    """The side of a state in the last sentence that names it and but one side."""
    for first, last in reversed([s for s in sentences(text[:end]) if s[0] >= start]):
        sides = sides_in(text, first, last)
        if len(sides) == 1 and actor.code in _codes(text[first:last]):
            return _STANCES[sides.pop()]
    return None


def _codes(sentence: str) -> set[str]:
    resolved = (world.resolve(hit, context=sentence) for hit in world.find_names(sentence))
    return {r.actors[0].code for r in resolved if len(r.actors) == 1}


# ------------------------------------------------------------------ judging
def _judged(history: History, one: _First, source: Source) -> Finding | None:
    """The finding on a first; None where no vote meant has the choice, which is another claim's matter.

    Of several texts of those days, on which the state chose so, the one may be meant on which it was a first.
    """
    said, seat = CHOICE_OF[one.stance], one.voter.actor.seat or one.voter.code
    able = [t for t in one.meant if t.record.choices.get(seat) is said]
    if not able:
        return None
    words = (
        source.text[one.span[0] : one.end],
        source.text[_sentence_before(source.text, one.span[0]) : one.end],
    )
    named = (t for said_of in words for t in able if history.named(t.record, said_of))
    told = next(named, able[0])
    finding = _asked(history, one, told, source)
    if finding.verdict is not Verdict.CONFLICTS:
        return finding if finding.verdict is Verdict.MATCHES or not one.loose else None
    if history.named(told.record, source.text[slice(*one.span)]):
        return None if one.loose else finding
    beside = {
        t.record.id: t
        for t in history.told
        if abs((t.record.held - told.record.held).days) <= TOGETHER and t.record.choices.get(seat) is said
    }
    others = (_asked(history, one, t, source) for t in beside.values() if t.record.id != told.record.id)
    right = next((f for f in others if f.verdict is Verdict.MATCHES), None)
    return None if one.loose and right is None else right or finding


def _sentence_before(text: str, place: int) -> int:
    """Where the sentence before the one of a place starts, in the same paragraph."""
    paragraph = paragraph_of(text, place)
    starts = [a for a, b in sentences(text) if paragraph <= a < b and a <= place]
    return starts[-2] if len(starts) > 1 else paragraph


def _asked(history: History, one: _First, told: Told, source: Source) -> Finding:
    """The finding on a first at one vote."""
    said, seat = CHOICE_OF[one.stance], one.voter.actor.seat or one.voter.code
    claim = Claim(
        kind=ClaimKind.OTHER,
        text=f"{one.voter.code} {CHOICE_WORDS[said]} on such a text for the first time",
        measure=told.ballot.measure.id,
        evidence=source.evidence(*one.span),
        actor=one.voter,
        stance=one.stance,
        attribution=one.attribution,
    )
    record = told.record
    words = source.text[one.span[0] : one.end]
    named = history.named(record, words) if _ANY_TEXT.search(words) else frozenset()
    past = history.earlier(record, named) or history.of_session(record)
    same = [e.held for e in past if history.is_same(record, e)]
    past = [e for e in past if history.is_same(record, e) or not _is_beside(e, same)]
    after = _first_year(
        source.text[max(one.cue, one.span[0]) : one.end], record, history.earlier(record) or past
    )
    seen = 0
    for vote in history.votes([e for e in past if e.held.year >= after]):
        choice = vote.choices.get(seat)
        seen += choice is not None
        if choice is said and not _is_one_of_two(history, vote, past, seat, said):
            line = (RecordLine(seat=seat, choice=choice),)
            reason = f"{world.name_of(seat, vote.held)} {CHOICE_WORDS[said]} already on {day_of(vote.held)}: {label(vote)}"
            return answered(claim, Verdict.CONFLICTS, reason, record, line)
    if not seen:
        return answered(claim, Verdict.NOT_CHECKABLE, "no earlier vote on the same matter is at hand", record)
    line = (RecordLine(seat=seat, choice=said),)
    return answered(claim, Verdict.MATCHES, f"in none of the {seen} earlier votes at hand", record, line)


def _is_one_of_two(history: History, vote: RollCall, past: Sequence[Entry], seat: str, said: Choice) -> bool:
    """Whether on the same day, on a text as much alike, the state chose otherwise: that one may be meant."""
    of_day = [e for e in past if e.held == vote.held and e.id != vote.id]
    return any(other.choices.get(seat) not in (None, said) for other in history.votes(of_day))


def _is_beside(entry: Entry, days: Sequence[dt.date]) -> bool:
    """Whether a vote under another title was held in a session with one under the same: another text then."""
    return any(abs((entry.held - day).days) < SESSION for day in days)


def _first_year(words: str, record: RollCall, past: Sequence[Entry]) -> int:
    """The first year of which a first is claimed; 0 where of all: “in more than three decades” of votes that go not much
    further back."""
    since = _SINCE.search(words)
    if since is None:
        return 0
    if since["year"]:
        return int(since["year"]) + 1
    unit = 10 if since["decade"] or since["tens"] else 1
    back = 10 if since["decade"] else number_of(since["years"]) * unit
    if since["over"] and past and past[-1].held.year > record.held.year - back - unit:
        return 0
    return record.held.year - back + (1 if since["nearly"] else 0)
