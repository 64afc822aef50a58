"""What was recorded since a journal entry: reports that came in and decisions that people made."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, select

from sacho.store import schema
from sacho.store.encoding import from_json

_WEIGHTLESS = frozenset({"receipt", "problem", "saved_search"})
"""Rows that change no incident, whenever they are recorded."""

_DECIDING = frozenset({"decision", "decision_about", "account", "claim"})
"""Rows that a decision records; what is added by hand is recorded with it."""


class Since(msgspec.Struct, frozen=True):
    """The reports first recorded, and the decisions, in order."""

    reports: list[str]
    decisions: list[str]


def since(connection: Connection, entry: int | None) -> Since | None:
    """What came in after the entry; None where linking everything again is due: another reading, an
    erasure, or nothing was ever derived.
    """
    if entry is None:
        return None
    j, r, d = schema.journal.c, schema.report.c, schema.decision.c
    new: list[int] = []
    judged: list[int] = []
    for row in connection.execute(select(j.seq, j.action, j.rows).where(j.seq > entry)):
        recorded = from_json(row.rows, dict[str, int]).keys()
        if row.action == "report-recorded":
            new.append(row.seq)
        elif "decision" in recorded and recorded <= _DECIDING:
            judged.append(row.seq)
        elif not recorded <= _WEIGHTLESS:
            return None
    came = select(r.id).where(r.entry.in_(new)).order_by(r.entry)
    made = select(d.id).where(d.entry.in_(judged)).order_by(d.entry)
    return Since(
        list(connection.execute(came).scalars()) if new else [],
        list(connection.execute(made).scalars()) if judged else [],
    )


def reports_of(connection: Connection, subjects: Iterable[str]) -> set[str]:
    """The reports of these claims, accounts and texts, and those of them that are reports."""
    c, a, t, r = (x.c for x in (schema.claim, schema.account, schema.text, schema.report))
    listed = sorted(set(subjects))
    found: set[str] = set()
    if not listed:
        return found
    for query in (
        select(t.report).join(schema.claim, c.text == t.id).where(c.id.in_(listed)),
        select(t.report).join(schema.account, a.text == t.id).where(a.id.in_(listed)),
        select(t.report).where(t.id.in_(listed)),
        select(r.id).where(r.id.in_(listed)),
    ):
        found.update(connection.execute(query).scalars())
    return found
