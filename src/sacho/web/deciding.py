"""What people decide about incidents: split, merge, keep apart, grade, take back."""

from __future__ import annotations

from sacho.errors import NotFound
from sacho.model.decision import Decision, Verb
from sacho.review.decide import Answer, check, seen
from sacho.web.answering import Conflict
from sacho.web.answers import Decided, Preview
from sacho.web.asked import Grading, Joining, JoiningDecided, Retracting
from sacho.web.incident_view import find, grades, incident_view, version
from sacho.web.joining import preview, sides
from sacho.web.judging import TRY_AGAIN
from sacho.web.picture import retracted
from sacho.web.room import Room

_VERBS: dict[str, Verb] = {"split": "split", "merge": "merge", "apart": "split"}
"""Two incidents that are kept apart are a split of what may be suggested or joined."""


def previewed(room: Room, told: str, asked: Joining) -> Preview:
    """What a split or merge would leave."""
    picture = room.derived()
    incident = find(picture, room.project, told)
    shown = sides(asked.verb, incident, asked.other, lambda t: find(picture, room.project, t))
    made = Decision(
        "preview", _VERBS[asked.verb], (incident.id, asked.other), "", "", "", seen(shown)
    )
    before = {i.id: i for a in (*shown[0], *shown[1]) if (i := picture.incident_of.get(a))}
    return preview(picture, room.project, made, before.values())


def join(room: Room, told: str, asked: JoiningDecided) -> Decided:
    """Split or merge. Raises Conflict where the incident has changed since it was seen."""
    check(Answer(_VERBS[asked.verb], (told, asked.other), asked.by, asked.reason))
    with room.deciding():
        picture = room.derived()
        incident = find(picture, room.project, told)
        if version(incident) != asked.seen:
            current = incident_view(picture, room.project, incident.id)
            raise Conflict("This incident has changed meanwhile.", TRY_AGAIN, current)
        shown = sides(asked.verb, incident, asked.other, lambda t: find(picture, room.project, t))
        other = asked.other
        if asked.verb != "split":
            other = find(picture, room.project, other).id
        about = (incident.id, other)
        made, _ = room.decide(
            _VERBS[asked.verb], about, (asked.by, asked.reason), seen(shown), None
        )
        after = room.derived()
    left = {after.incident_of[a].id for a in (*shown[0], *shown[1]) if a in after.incident_of}
    return Decided(made.id, (), None, None, None, tuple(sorted(left)))


def take_back(room: Room, asked: Retracting) -> Decided:
    """Retract a split, merge or link by its id. Raises Conflict where it no longer counts."""
    with room.deciding() as picture:
        taken = picture.decision.get(asked.decision)
        if taken is None:
            raise NotFound("There is no such decision in this project.", "Load the page again.")
        if taken.id in retracted(picture.decisions):
            raise Conflict("This was taken back already.", TRY_AGAIN, None)
        about = (taken.id,)
        made, _ = room.decide("retract", about, (asked.by, asked.reason), seen(taken), None)
        after = room.derived()
    accounts = [a for a in taken.about if a in after.incident_of]
    left = {after.incident_of[a].id for a in accounts}
    return Decided(made.id, (), None, None, None, tuple(sorted(left)))


def grade(room: Room, told: str, asked: Grading) -> Decided:
    """One of the three grades. Raises Conflict where somebody gave that one meanwhile."""
    value = f"{asked.grade}:{asked.source}{asked.information}"
    with room.deciding():
        picture = room.derived()
        incident = find(picture, room.project, told)
        check(Answer("grade", (incident.id,), asked.by, asked.reason, value))
        now = next(g for g in grades(picture, incident) if g.name == asked.grade)
        if now.seen != asked.seen:
            raise Conflict("Somebody graded this meanwhile.", TRY_AGAIN, now)
        judged = (asked.by, asked.reason)
        made, _ = room.decide("grade", (incident.id,), judged, seen(incident), value)
    return Decided(made.id, (), None, None, None, (incident.id,))
