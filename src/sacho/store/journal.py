"""The journal: one chained entry for each transaction, accounting for every row it recorded.

An entry holds no words, no names and no id that is derived from content. It holds, for each
table, how many rows it recorded and their marks. A mark is SHA-256 over the entry's own 32 random
bytes (its salt, kept apart in `salt`) and the row. With the salt, `verify` finds any row that was
altered, added or removed. When a report is erased its salts go with its rows: the marks stay as
commitments that nobody can test a guess against, and the chain still holds.

`about` is the number of the entry that first recorded the report which this one is about.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from sacho.store import schema
from sacho.store.encoding import canonical

SALT_BYTES = 32
MARK_BYTES = 32
BEGINNING = "0" * 64
"""What the first entry names as the one before it."""


class Entry(msgspec.Struct, frozen=True):
    """One entry as kept. `rows` is JSON: table to number of rows; `marks` in order of table."""

    seq: int
    at: str
    action: str
    about: int | None
    rows: str
    marks: bytes
    previous: str
    hash: str

    def hashed(self) -> str:
        """The hash that the entry must carry: over all its other columns."""
        parts = (self.seq, self.at, self.action, self.about, self.rows, self.marks, self.previous)
        return hashlib.sha256(canonical(parts)).hexdigest()


def mark(salt: bytes, table: str, row: Mapping[str, Any]) -> bytes:
    """The salted commitment to one row. Empty columns are left out, so that a later migration may
    add a column without touching old marks.
    """
    told = {name: value for name, value in row.items() if value is not None}
    return hashlib.sha256(salt + canonical((str(table), told))).digest()


def last(connection: Connection) -> tuple[int, str]:
    """(number, hash) of the newest entry; (0, `BEGINNING`) before the first."""
    columns = schema.journal.c
    newest = select(columns.seq, columns.hash).order_by(columns.seq.desc()).limit(1)
    row = connection.execute(newest).first()
    return (row.seq, row.hash) if row else (0, BEGINNING)


def entries(connection: Connection, after: int | None = None) -> Iterator[Entry]:
    """The entries with a number above `after`, oldest first, as they are read; without it all of
    them, also one with a number that no entry has.
    """
    columns = schema.journal.c
    asked = select(schema.journal).order_by(columns.seq)
    rows = connection.execute(asked if after is None else asked.where(columns.seq > after))
    for row in rows.yield_per(500).mappings():
        yield Entry(**row)


def length(connection: Connection) -> int:
    """How many entries there are."""
    return connection.execute(select(func.count()).select_from(schema.journal)).scalar_one()
