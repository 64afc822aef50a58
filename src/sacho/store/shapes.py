"""Whether every recorded value is of the kind that its column holds.

SQLite keeps words in a column of numbers, and bytes that are no letters in one of words, if they
are put there past the program. Nothing else can be checked where that was done, so it comes first.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Float, Integer, LargeBinary, Table

from sacho.store import dialect, schema
from sacho.store.fault import RESTORE, Fault


def faults(connection: Connection) -> list[Fault]:
    """One fault for each row of an append-only table that holds a value of another kind."""
    found: list[Fault] = []
    for table in schema.append_only():
        kinds = {str(column.name): _kinds(column) for column in table.columns}
        for key, column in dialect.misshapen(connection, table.name, _keys(table), kinds):
            told = f"what stands in its column {column} is of another kind than it holds"
            found.append(Fault("row.altered", _item(table, key), told, RESTORE))
    return found


def unreadable(connection: Connection) -> list[Fault]:
    """One fault for each text of an append-only table whose bytes are no letters."""
    found: list[Fault] = []
    for table in schema.append_only():
        names = [str(column.name) for column in table.columns]
        for key, column in dialect.undecodable(connection, table.name, _keys(table), names):
            told = f"the bytes in its column {column} are no letters"
            found.append(Fault("row.altered", _item(table, key), told, RESTORE))
    return found


def _kinds(column: Column[Any]) -> tuple[str, ...]:
    """What SQLite calls the kinds of value that a column may hold."""
    if isinstance(column.type, Integer):
        kind: tuple[str, ...] = ("integer",)
    elif isinstance(column.type, Float):
        kind = ("real", "integer")
    else:
        kind = ("blob",) if isinstance(column.type, LargeBinary) else ("text",)
    return (*kind, "null") if column.nullable else kind


def _keys(table: Table) -> list[str]:
    return [str(column.name) for column in table.primary_key.columns]


def _item(table: Table, key: str) -> str:
    return f"journal entry {key}" if table.name == "journal" else f"{table.name} {key}"
