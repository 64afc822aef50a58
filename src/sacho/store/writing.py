"""One transaction that records: rows are gathered, marked and journalled, or nothing is kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, insert

from sacho.store import journal, schema
from sacho.store.encoding import to_json


class Writing:
    """What a noun's module is given to record with. `entry` is the number of the journal entry.

    The write lock is held from the start, so what `connection` reads is what will be true at
    commit. `afterwards` runs once the transaction is durable.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        number, self._previous = journal.last(connection)
        self.entry = number + 1
        self.at = datetime.now(UTC).isoformat(timespec="microseconds")
        self.afterwards: list[Callable[[], None]] = []
        self._salt = secrets.token_bytes(journal.SALT_BYTES)
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._written: dict[str, list[bytes]] = {}
        self._action: str | None = None
        self._about: int | None = None

    def add(self, table: Table, **values: Any) -> None:
        """Gather one row of a recorded table; its `entry` is set here."""
        row: dict[str, Any] = {str(name): None for name in table.columns.keys()}  # noqa: SIM118
        unknown = values.keys() - row.keys()
        assert not unknown, f"no such column in {table.name}: {unknown}"
        row |= values
        row["entry"] = self.entry
        self._rows.setdefault(table.name, []).append(row)

    def gathered(self, table: Table) -> int:
        """How many rows of a table this transaction has gathered or written so far."""
        return len(self._rows.get(table.name, ())) + len(self._written.get(table.name, ()))

    def record(self, action: str, about: int | None = None) -> None:
        """Say what was done, in a word, and the entry of the report it is about."""
        self._action, self._about = action, about

    def flush(self) -> None:
        """Write the gathered rows now, so that the rest of the transaction can read them."""
        for table in schema.metadata.sorted_tables:
            rows = self._rows.pop(table.name, None)
            if rows:
                self.connection.execute(insert(table), rows)
                marks = self._written.setdefault(table.name, [])
                marks.extend(journal.mark(self._salt, table.name, row) for row in rows)

    def close(self) -> None:
        """Write what is left and the entry that accounts for it; no rows, no entry."""
        self.flush()
        if not self._written:
            return
        assert self._action, "a transaction that records must say what it does"
        counts = {name: len(marks) for name, marks in sorted(self._written.items())}
        # Sorted, so that a mark says nothing about where its row stood.
        marks = b"".join(b"".join(sorted(self._written[name])) for name in counts)
        entry = journal.Entry(
            self.entry, self.at, self._action, self._about, to_json(counts), marks,
            self._previous, "",
        )  # fmt: skip
        row = {name: getattr(entry, name) for name in entry.__struct_fields__}
        self.connection.execute(insert(schema.journal), row | {"hash": entry.hashed()})
        self.connection.execute(insert(schema.salt), {"entry": self.entry, "salt": self._salt})
