"""Claims moved to another account of their report, and an account that becomes two."""

from __future__ import annotations

import msgspec

from sacho.errors import NotFound
from sacho.model.recorded import RecordedAccount
from sacho.review.decide import seen
from sacho.review.moving import dividing, moving
from sacho.web.answering import Conflict
from sacho.web.answers import Decided
from sacho.web.asked import Moving
from sacho.web.judging import TRY_AGAIN, decided_of
from sacho.web.picture import Picture
from sacho.web.room import Room


def move(room: Room, asked: Moving) -> Decided:
    """Move claims, with their parts. Raises NotFound for an account, Conflict where the claims
    stand elsewhere by now, UsageError for what cannot be moved.
    """
    judged = (asked.by, asked.reason)
    with room.deciding(asked.claims[0]) as picture:
        source = _account(picture, asked.source)
        if set(asked.claims) - {c.id for c in source.account.claims}:
            raise Conflict("These claims stand in another account meanwhile.", TRY_AGAIN, None)
        if asked.target is None:
            given = dividing(source, asked.claims)
            made, after = room.divide(given, judged)
        else:
            target = _account(picture, asked.target)
            given = moving(source, target, asked.claims)
            about = (source.account.id, target.account.id, *given.chosen)
            made, after = room.decide("move", about, judged, seen(given), None)
    decided = decided_of(after, made, source.report, list(given.chosen), asked.by)
    return msgspec.structs.replace(decided, whole=True)


def _account(picture: Picture, told: str) -> RecordedAccount:
    found = picture.account(told)
    if found is None:
        raise NotFound("There is no such account.", "Load the report again.")
    return found
