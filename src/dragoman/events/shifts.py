"""What the grammar makes of a type: friendly deeds to come are AGREE, hostile ones THREATEN, refusals REJECT."""

from __future__ import annotations

from dragoman.domain.events import EventType, Status
from dragoman.events.mood import Modality
from dragoman.events.status import Situation

T = EventType

FRIENDLY = frozenset({T.AGREE, T.CONSULT, T.SUPPORT, T.CONCEDE, T.COOPERATE, T.AID, T.RETREAT})
HOSTILE = frozenset({T.PROTEST, T.SANCTION, T.MOBILIZE, T.COERCE, T.ASSAULT, T.THREATEN})
YIELDING = frozenset({T.CONCEDE, T.RETREAT})

Shifted = tuple[EventType, Status]


def shifted(kind: EventType, situation: Situation, *, committed: bool) -> Shifted | None:
    """Type and status of an act in its situation; None where the text tells of no event.

    `committed`: the one who would act says so himself, so that “would” is his own “will”.
    """
    modality = situation.modality
    if situation.in_condition or situation.counterfactual or modality is Modality.IMAGINED:
        return None
    if modality is Modality.PLAIN and kind is T.AGREE and situation.conditional and not situation.negated:
        return kind, Status.HYPOTHETICAL
    if modality is Modality.PLAIN:
        return kind, Status.NEGATED if situation.negated else Status.ACTUAL
    if modality is Modality.FUTURE or (modality is Modality.WOULD and committed):
        return _to_come(kind, situation, committed=committed)
    if modality is Modality.WOULD and situation.negated and kind in FRIENDLY and not situation.reported:
        return None if situation.conditional else (T.REJECT, Status.ACTUAL)
    if modality is Modality.WOULD:
        return (
            _conditional(kind)
            if situation.conditional and not situation.negated and not situation.reported
            else None
        )
    return _possible(kind, situation, committed=committed)


def _to_come(kind: EventType, situation: Situation, *, committed: bool) -> Shifted | None:
    if situation.negated:
        if kind in FRIENDLY:
            return T.REJECT, Status.ACTUAL
        return (kind, Status.NEGATED) if kind in HOSTILE and committed else None
    if kind in FRIENDLY:
        return _conditional(kind) if situation.conditional else (T.AGREE, Status.FUTURE)
    if kind in HOSTILE:
        return T.THREATEN, Status.ACTUAL
    return kind, Status.HYPOTHETICAL if situation.conditional else Status.FUTURE


def _conditional(kind: EventType) -> Shifted:
    if kind in FRIENDLY:
        return (T.CONCEDE if kind in YIELDING else T.AGREE), Status.HYPOTHETICAL
    return (T.THREATEN if kind in HOSTILE else kind), Status.HYPOTHETICAL


def _possible(kind: EventType, situation: Situation, *, committed: bool) -> Shifted | None:
    """“could not agree” did not; “may cut aid” is a threat of one's own; the rest is speculation."""
    if situation.modality is Modality.POSSIBLE and situation.perfect:
        return None if situation.counterfactual else (kind, Status.HYPOTHETICAL)
    if situation.negated and situation.modality is Modality.POSSIBLE:
        return kind, Status.NEGATED
    if situation.modality is Modality.POSSIBLE and kind in HOSTILE and committed:
        return T.THREATEN, Status.HYPOTHETICAL
    return None
