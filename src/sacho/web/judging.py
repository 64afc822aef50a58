"""A person's answer becomes a decision: compared with what they saw, shown, recorded, answered."""

from __future__ import annotations

import msgspec

from sacho.errors import NotFound
from sacho.model.decision import Decision, Proposed
from sacho.review.adding import standing_in
from sacho.review.decide import Answer, check, read_value, seen
from sacho.web.answers import ClaimView, Conflict, Decided, Preview
from sacho.web.asked import Joining, JoiningDecided, Judging, Retracting, Stepping
from sacho.web.desk import report_row
from sacho.web.incident_view import find, incident_view, preview, sides, version
from sacho.web.picture import Picture
from sacho.web.report_view import claim_view, history_of, retracted, undoable
from sacho.web.room import Room

TRY_AGAIN = "Look at how it stands now, and decide again."


def judge(room: Room, asked: Judging) -> Decided:
    """Accept, refuse or correct a claim. Raises Conflict where somebody judged it meanwhile."""
    answer = Answer(asked.verb, (asked.claim,), asked.by, asked.reason, asked.value)
    verb = check(answer)
    with room.deciding() as picture:
        report, now = _now(picture, asked.claim)
        if now.seen != asked.seen:
            raise Conflict("Somebody judged this claim meanwhile.", TRY_AGAIN, now)
        value = None
        if asked.value is not None:
            value = msgspec.json.encode(read_value(now.claim, asked.value)).decode()
        held = picture.read.holder[asked.claim]
        shown = seen(Proposed(held.text, now.claim, (standing_in(held),)))
        about = (asked.claim,)
        made, after = room.decide(verb, about, (asked.by, asked.reason), shown, value)
    return _decided(after, made, report, [asked.claim], asked.by)


def step(room: Room, asked: Stepping, forward: bool) -> Decided:
    """Undo (or, `forward`, redo) by taking a decision (or its retraction) back."""
    with room.deciding() as picture:
        undo, redo = undoable(history_of(picture, asked.report), picture, asked.by)
        due = redo if forward else undo
        if due is None or due != asked.decision:
            raise Conflict("There is something else to take back now.", TRY_AGAIN, due)
        taken = picture.decision[due]
        judged = picture.decision[taken.about[0]] if forward else taken
        reason = "redone" if forward else "undone"
        made, after = room.decide("retract", (due,), (asked.by, reason), seen(taken), None)
    return _decided(after, made, asked.report, [judged.about[0]], asked.by)


def previewed(room: Room, told: str, asked: Joining) -> Preview:
    """What a split or merge would leave."""
    picture = room.derived()
    incident = find(picture, room.project, told)
    shown = sides(asked.verb, incident, asked.other, lambda t: find(picture, room.project, t))
    made = Decision("preview", asked.verb, (incident.id, asked.other), "", "", "", seen(shown))
    before = {i.id: i for a in (*shown[0], *shown[1]) if (i := picture.incident_of.get(a))}
    return preview(picture, room.project, made, before.values())


def join(room: Room, told: str, asked: JoiningDecided) -> Decided:
    """Split or merge. Raises Conflict where the incident has changed since it was seen."""
    check(Answer(asked.verb, (told, asked.other), asked.by, asked.reason))
    with room.deciding():
        picture = room.derived()
        incident = find(picture, room.project, told)
        if version(incident) != asked.seen:
            current = incident_view(picture, room.project, incident.id)
            raise Conflict("This incident has changed meanwhile.", TRY_AGAIN, current)
        shown = sides(asked.verb, incident, asked.other, lambda t: find(picture, room.project, t))
        other = asked.other
        if asked.verb == "merge":
            other = find(picture, room.project, other).id
        about = (incident.id, other)
        made, _ = room.decide(asked.verb, about, (asked.by, asked.reason), seen(shown), None)
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


def _now(picture: Picture, claim: str) -> tuple[str, ClaimView]:
    """The report of a claim, and the claim as it stands. Raises NotFound."""
    holder = picture.read.holder.get(claim)
    if holder is None:
        raise NotFound(
            "No present reading proposes this claim.", "Load the report again to see what does."
        )
    stand = picture.stand(holder.report)
    return holder.report, claim_view(picture, stand, picture.read.claims[claim])


def _decided(picture: Picture, made: Decision, report: str, claims: list[str], by: str) -> Decided:
    undo, redo = undoable(history_of(picture, report), picture, by)
    stand = picture.stand(report)
    views = tuple(
        claim_view(picture, stand, picture.read.claims[c])
        for c in claims
        if c in picture.read.claims
    )
    return Decided(made.id, views, report_row(picture, report), undo, redo)
