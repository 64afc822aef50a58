"""From an id, or the beginning of one, to the noun that it names."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, Table, select

from sacho.errors import NotFound, UsageError
from sacho.store import schema
from sacho.store.project import Project

Noun = Literal[
    "report", "receipt", "text", "reading", "account", "claim", "problem", "decision",
]  # fmt: skip

_TABLES: dict[Noun, tuple[str, Table]] = {
    "report": ("sha256:", schema.report),
    "receipt": ("receipt:", schema.receipt),
    "text": ("text:", schema.text),
    "reading": ("reading:", schema.reading),
    "account": ("account:", schema.account),
    "claim": ("claim:", schema.claim),
    "problem": ("problem:", schema.problem),
    "decision": ("decision:", schema.decision),
}
SHORTEST = 6
"""Characters that must be given of an id, its noun not counted."""


def noun(connection: Connection, full_id: str) -> Noun | None:
    """What a whole id names; None where nothing has it. Incidents bear the id of an account."""
    for name, (prefix, table) in _TABLES.items():
        if full_id.startswith(prefix):
            found = connection.execute(select(table.c.id).where(table.c.id == full_id)).first()
            return name if found else None
    return None


def resolve(project: Project, told: str) -> tuple[Noun, str]:
    """What an id, or its unique beginning with or without the noun before it, names.

    Raises NotFound for none, UsageError for several or for too short a beginning.
    """
    with project.reading() as connection:
        exact = noun(connection, told)
        if exact is not None:
            return exact, told
        bare = told.partition(":")[2] if ":" in told else told
        if len(bare) < SHORTEST:
            raise UsageError(f"`{told}` is too short.", f"Give at least {SHORTEST} characters.")
        found: list[tuple[Noun, str]] = [
            (name, row)
            for name, (prefix, table) in _TABLES.items()
            if ":" not in told or told.startswith(prefix)
            for row in beginning(connection, table, prefix + bare)
        ]
    if not found:
        raise NotFound(f"Nothing in this project has the id `{told}`.")
    if len(found) > 1:
        raise UsageError(f"Several ids begin with `{told}`.", "Give more of the id.")
    return found[0]


def beginning(connection: Connection, table: Table, start: str) -> list[str]:
    """At most two ids of a table that begin so: enough to know whether one is alone."""
    column = table.c.id
    query = select(column).where(column >= start, column < start + "\x7f").order_by(column)
    return list(connection.execute(query.limit(2)).scalars())
