"""Which reports came in since a journal entry, where nothing else of weight was recorded since."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sacho.store import schema
from sacho.store.encoding import from_json

_WEIGHTLESS = frozenset({"receipt", "problem", "saved_search"})
"""Rows that change no incident, whenever they are recorded."""


def since(connection: Connection, entry: int | None) -> list[str] | None:
    """The reports first recorded after the entry, in order; None where linking everything again is
    due: a decision, another reading, an erasure, or nothing was ever derived.
    """
    if entry is None:
        return None
    j, r = schema.journal.c, schema.report.c
    new: list[int] = []
    for row in connection.execute(select(j.seq, j.action, j.rows).where(j.seq > entry)):
        if row.action == "report-recorded":
            new.append(row.seq)
        elif not from_json(row.rows, dict[str, int]).keys() <= _WEIGHTLESS:
            return None
    query = select(r.id).where(r.entry.in_(new)).order_by(r.entry)
    return list(connection.execute(query).scalars())
