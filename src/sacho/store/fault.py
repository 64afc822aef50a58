"""What `verify` says of one thing that is wrong."""

from __future__ import annotations

import msgspec

RESTORE = "Work on a copy; restore the newest backup that verifies, and compare."


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong: `code` dotted and stable, of which `item`, and what to do.

    Holds no words of a report: `item` is a table with a key, an id, a file or an entry's number.
    """

    code: str
    item: str
    message: str
    next_step: str
