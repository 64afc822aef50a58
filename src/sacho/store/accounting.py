"""Recorded rows against the marks that the journal holds of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, RowMapping, Table, select

from sacho.errors import EvidenceError
from sacho.store import journal, schema
from sacho.store.encoding import from_json
from sacho.store.fault import RESTORE, Fault


class Rows(msgspec.Struct, frozen=True):
    """How many rows were compared, how many entries are erased, and what is wrong."""

    counted: int
    erased: int
    faults: list[Fault]


class _Recorded:
    """The rows of one table in the order of their entries, taken one entry at a time."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.table = table
        self.counted = 0
        listed = connection.execute(select(table).order_by(table.c.entry))
        self._rows: Iterator[RowMapping] = iter(listed.yield_per(500).mappings())
        self._next = next(self._rows, None)

    def below(self, seq: int | None) -> list[RowMapping]:
        """The rows not yet taken whose entry is below `seq`; None for all that are left."""
        taken: list[RowMapping] = []
        while self._next is not None and (seq is None or self._next["entry"] < seq):
            taken.append(self._next)
            self._next = next(self._rows, None)
        self.counted += len(taken)
        return taken


def rows(connection: Connection) -> Rows:
    """Every recorded row must be marked by its entry, and every mark must have its row.

    One walk along the journal; no more than one entry's rows are held at a time.
    """
    recorded = [_Recorded(connection, table) for table in schema.family("recorded")]
    erased = set(connection.execute(select(schema.erasure_target.c.target)).scalars())
    salts = {row.entry: row.salt for row in connection.execute(select(schema.salt))}
    faults: list[Fault] = []
    for entry in journal.entries(connection):
        for cursor in recorded:
            faults += _unaccounted(cursor.table, cursor.below(entry.seq))
        found = {cursor.table: cursor.below(entry.seq + 1) for cursor in recorded}
        faults += _entry(entry, found, salts.pop(entry.seq, None), entry.seq in erased)
    for cursor in recorded:
        faults += _unaccounted(cursor.table, cursor.below(None))
    faults += [
        Fault("journal.salt", f"salt {seq}", "no journal entry has this number", RESTORE)
        for seq in sorted(salts)
    ]
    return Rows(sum(cursor.counted for cursor in recorded), len(erased), faults)


def _entry(
    entry: journal.Entry, found: dict[Table, list[RowMapping]], salt: bytes | None, erased: bool
) -> list[Fault]:
    item = f"journal entry {entry.seq}"
    if erased:
        left = [
            Fault("erasure.content", _name(table, row), f"{item} was erased, this is left", RESTORE)
            for table, listed in found.items()
            for row in listed
        ]
        if salt is not None:
            told = "its content was erased, its salt is left"
            left.append(Fault("erasure.salt", item, told, RESTORE))
        return left
    if salt is None:
        told = "its salt is missing, so its rows cannot be checked"
        return [Fault("journal.salt", item, told, RESTORE)]
    marks = _marks(entry)
    if marks is None:
        return [Fault("journal.counts", item, "its counts do not fit its marks", RESTORE)]
    faults: list[Fault] = []
    for table, listed in found.items():
        faults += _compare(table, entry.seq, listed, salt, marks.pop(str(table.name), Counter()))
    if faults and len(faults) == sum(len(listed) for listed in found.values()):
        told = "its salt was altered, or else every row that it recorded"
        faults.append(Fault("journal.salt", item, told, RESTORE))
    # Marks of a table that this version does not know cannot have rows.
    faults += [_missing(name, entry.seq, due.total()) for name, due in marks.items()]
    return faults


def _marks(entry: journal.Entry) -> dict[str, Counter[bytes]] | None:
    """The marks of an entry by table; None where it cannot be taken apart."""
    size = journal.MARK_BYTES
    try:
        counts = from_json(entry.rows, dict[str, int])
    except EvidenceError:
        return None
    if sum(counts.values()) * size != len(entry.marks):
        return None
    found: dict[str, Counter[bytes]] = {}
    at = 0
    for name, number in sorted(counts.items()):
        part = entry.marks[at : at + number * size]
        found[name] = Counter(part[i : i + size] for i in range(0, len(part), size))
        at += len(part)
    return found


def _compare(
    table: Table, seq: int, found: list[RowMapping], salt: bytes, due: Counter[bytes]
) -> list[Fault]:
    faults: list[Fault] = []
    for row in found:
        made = journal.mark(salt, table.name, {str(k): v for k, v in row.items()})
        if due[made] > 0:
            due[made] -= 1
        else:
            told = f"altered, or added to what journal entry {seq} recorded"
            faults.append(Fault("row.altered", _name(table, row), told, RESTORE))
    missing = due.total() - len(faults)
    return [*faults, _missing(table.name, seq, missing)] if missing > 0 else faults


def _missing(table: str, seq: int, number: int) -> Fault:
    told = f"{number} of the rows that journal entry {seq} recorded are gone"
    return Fault("row.missing", f"{table} of journal entry {seq}", told, RESTORE)


def _unaccounted(table: Table, found: list[RowMapping]) -> list[Fault]:
    return [
        Fault("row.unaccounted", _name(table, row), "no journal entry accounts for it", RESTORE)
        for row in found
    ]


def _name(table: Table, row: RowMapping) -> str:
    return " ".join([table.name, *(str(row[c.name]) for c in table.primary_key.columns)])
