"""A report's outlet, date and language, mended by a person; the report is read again with them."""

from __future__ import annotations

import msgspec

from sacho.review.mending import mending
from sacho.web.answering import Conflict
from sacho.web.answers import Decided
from sacho.web.asked import Mending
from sacho.web.desk import report_row
from sacho.web.judging import TRY_AGAIN, decided_of
from sacho.web.room import Room


def mend(room: Room, report: str, asked: Mending) -> Decided:
    """Mend a head. Raises NotFound, Conflict where it was mended meanwhile, UsageError for what
    cannot be said of a report or changes nothing.
    """
    with room.deciding(report) as picture:
        said = picture.report(report).metadata
        if [said.publisher, said.published, said.language] != asked.seen:
            now = report_row(picture, report)
            raise Conflict("Somebody mended this report meanwhile.", TRY_AGAIN, now)
        given = mending(
            said, publisher=asked.publisher, published=asked.published, language=asked.language
        )
        made, after = room.mend(report, given, (asked.by, asked.reason))
    decided = decided_of(after, made, report, [], asked.by)
    return msgspec.structs.replace(decided, whole=True)
