"""The recorded rows about some reports and nothing else, so that a stranger can check them.

A journal entry is disclosed with its salt and all its rows, or not at all: a salt without the rows
would let anyone test a guess at those held back. An entry that also tells of other reports is left
out, and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, select

from sacho.store import erase, journal, schema
from sacho.store.encoding import canonical
from sacho.store.log import checkpoints, note
from sacho.store.project import Project

_ID = re.compile(r"(?:sha256|account|claim|reading|text|decision|problem|receipt):[0-9a-f]{10,64}")


class Disclosed(msgspec.Struct, frozen=True):
    """One journal entry laid open: `entry` and `rows` are the exact words that were hashed."""

    seq: int
    at: str
    action: str
    entry: str
    salt: bytes
    rows: tuple[str, ...]
    proof: tuple[bytes, ...]


class Disclosure(msgspec.Struct, frozen=True):
    """What is laid open. `erased` and `mixed` count entries left out: erased, or about others too."""

    entries: tuple[Disclosed, ...]
    erased: int
    mixed: int


def disclose(project: Project, reports: Iterable[str], at: note.Checkpoint) -> Disclosure:
    """Every entry up to a checkpoint that is about these reports alone, with its inclusion proof."""
    with project.reading() as connection:
        subjects = _subjects(connection, reports)
        first = set(connection.execute(
            select(schema.report.c.entry).where(schema.report.c.id.in_(subjects))
        ).scalars())  # fmt: skip
        decided = select(schema.decision_about.c.entry).where(
            schema.decision_about.c.subject.in_(subjects)
        )
        wanted = set(connection.execute(decided).scalars())
        tree = checkpoints.load(connection).tree
        gone = set(connection.execute(select(schema.erasure_target.c.target)).scalars())
        salts = {row.entry: row.salt for row in connection.execute(select(schema.salt))}
        found: list[Disclosed] = []
        erased = mixed = 0
        for entry in journal.entries(connection):
            if entry.seq > at.size or not (entry.about in first or entry.seq in wanted):
                continue
            if entry.seq in gone or entry.seq not in salts:
                erased += 1
                continue
            rows = _rows(connection, entry.seq)
            if any(set(_ID.findall(row)) - subjects for row in rows):
                mixed += 1
                continue
            parts = (entry.seq, entry.at, entry.action, entry.about, entry.rows, entry.marks,
                     entry.previous)  # fmt: skip
            proof = tuple(tree.inclusion(entry.seq - 1, at.size))
            told = canonical(parts).decode()
            found.append(Disclosed(
                entry.seq, entry.at, entry.action, told, salts[entry.seq], rows, proof
            ))  # fmt: skip
    return Disclosure(tuple(found), erased, mixed)


def _rows(connection: Connection, seq: int) -> tuple[str, ...]:
    made: list[str] = []
    for table in schema.family("recorded"):
        for row in connection.execute(select(table).where(table.c.entry == seq)).mappings():
            told = {str(name): value for name, value in row.items() if value is not None}
            made.append(canonical((str(table.name), told)).decode())
    return tuple(made)


def _subjects(connection: Connection, reports: Iterable[str]) -> set[str]:
    """The ids of the reports and of all that was made of them, decisions about it with them."""
    found: set[str] = set()
    for report in reports:
        found |= set(erase.subjects(connection, report))
    d = schema.decision_about.c
    while True:
        more = select(d.decision).where(d.subject.in_(found))
        added = set(connection.execute(more).scalars()) - found
        if not added:
            return found
        found |= added
