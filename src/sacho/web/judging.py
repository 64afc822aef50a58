"""A judgement about a claim becomes a decision: compared with what was seen, shown, recorded."""

from __future__ import annotations

import msgspec

from sacho.errors import NotFound
from sacho.model.decision import Decision, Proposed
from sacho.review.adding import standing_in
from sacho.review.decide import Answer, check, read_value, seen
from sacho.review.standing import JUDGES, MOVES
from sacho.web.answering import Conflict
from sacho.web.answers import ClaimView, Decided
from sacho.web.asked import Judging, Stepping
from sacho.web.desk import report_row
from sacho.web.picture import Picture
from sacho.web.report_view import claim_view, history_of, steps, undoable
from sacho.web.room import Room

NEWEST = 30
"""Steps of the history sent along with a decision."""
TRY_AGAIN = "Look at how it stands now, and decide again."


def judge(room: Room, asked: Judging) -> Decided:
    """Accept, refuse or correct a claim. Raises Conflict where somebody judged it meanwhile."""
    answer = Answer(asked.verb, (asked.claim,), asked.by, asked.reason, asked.value)
    verb = check(answer)
    with room.deciding(asked.claim) as picture:
        report, now = now_of(picture, asked.claim)
        if now.seen != asked.seen:
            raise Conflict("Somebody judged this claim meanwhile.", TRY_AGAIN, now)
        value = None
        if asked.value is not None:
            value = msgspec.json.encode(read_value(now.claim, asked.value)).decode()
        shown = shown_of(picture, asked.claim)
        about = (asked.claim,)
        made, after = room.decide(verb, about, (asked.by, asked.reason), shown, value)
    return decided_of(after, made, report, [asked.claim], asked.by)


def step(room: Room, asked: Stepping, forward: bool) -> Decided:
    """Undo (or, `forward`, redo) by taking a decision (or its retraction) back; a claim that was
    given another speaker is one step, though two decisions.
    """
    judged: list[str] = []
    with room.deciding(asked.report) as picture:
        undo, redo = undoable(history_of(picture, asked.report), picture, asked.by)
        due = redo if forward else undo
        if due is None or due != asked.decision:
            raise Conflict("There is something else to take back now.", TRY_AGAIN, due)
        made, picture = _taken_back(room, picture, due, asked.by, forward)
        before = _meant(picture, due, forward)
        whole = before.verb not in JUDGES
        undo, redo = undoable(history_of(picture, asked.report), picture, asked.by)
        due = redo if forward else undo
        after = _meant(picture, due, forward) if due is not None else None
        judged += before.about[2:] if before.verb in MOVES else before.about[:1]
        if due is not None and after is not None and _are_one(before, after):
            made, picture = _taken_back(room, picture, due, asked.by, forward)
            judged.append(after.about[0])
    decided = decided_of(picture, made, asked.report, judged, asked.by)
    return msgspec.structs.replace(decided, whole=whole)


def _taken_back(
    room: Room, picture: Picture, due: str, by: str, forward: bool
) -> tuple[Decision, Picture]:
    reason = "redone" if forward else "undone"
    return room.decide("retract", (due,), (by, reason), seen(picture.decision[due]), None)


def _meant(picture: Picture, due: str, forward: bool) -> Decision:
    """The judgement that a step is about: redo takes back a retraction of it."""
    taken = picture.decision[due]
    return picture.decision[taken.about[0]] if forward else taken


def _are_one(one: Decision, other: Decision) -> bool:
    """Whether one refuses a claim in favour of the one that the other adds."""
    pair = {one.verb: one, other.verb: other}
    if "refuse" not in pair or len(pair) != 2:
        return False
    kept = pair.get("add") or pair.get("accept")
    return kept is not None and pair["refuse"].about[1:2] == kept.about[:1]


def now_of(picture: Picture, claim: str) -> tuple[str, ClaimView]:
    """The report of a claim, and the claim as it stands. Raises NotFound."""
    found = picture.claim(claim)
    if found is None:
        raise NotFound(
            "Neither a present reading nor a person tells this claim.",
            "Load the report again to see what it tells.",
        )
    report = found[1].report
    return report, claim_view(picture, picture.stand(report), found[0])


def shown_of(picture: Picture, claim: str) -> str:
    """A claim with the account that it stands in, as a decision about it keeps it."""
    found = picture.claim(claim)
    if found is None:
        raise NotFound("There is no such claim.", "Load the report again.")
    told, holder = found
    return seen(Proposed(holder.text, told, (standing_in(holder),)))


def decided_of(
    picture: Picture, made: Decision, report: str, claims: list[str], by: str
) -> Decided:
    """A decision and what it changed in a report."""
    history = history_of(picture, report)
    undo, redo = undoable(history, picture, by)
    stand = picture.stand(report)
    there = [found[0] for c in claims if (found := picture.claim(c)) is not None]
    views = tuple(claim_view(picture, stand, c) for c in there)
    newest = steps(history, picture)[:NEWEST]
    return Decided(made.id, views, report_row(picture, report), undo, redo, (), newest)
