"""The single checks that `verify` puts together; each gives the faults that it finds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from sacho.errors import EvidenceError, SachoError
from sacho.model import ids as rules
from sacho.model.claim import Claim
from sacho.model.span import Spans
from sacho.store import journal, kept_reading, originals, readings, schema
from sacho.store.encoding import from_json
from sacho.store.fault import RESTORE, Fault
from sacho.store.kept_reading import ANY_VALUE, SPEAKERS
from sacho.store.matching import new_id


class Chain(msgspec.Struct, frozen=True):
    """What the walk along the journal gave."""

    entries: int
    head: str
    faults: list[Fault]


class KeptOriginal(msgspec.Struct, frozen=True):
    """What the database says of an original: `blocks` are the hashes of its 64 KiB blocks."""

    report: str
    size: int
    blocks: bytes


def chain(connection: Connection) -> Chain:
    """Numbers without a gap, each entry's own hash, and the hash of the one before."""
    faults: list[Fault] = []
    expected, previous = 1, journal.BEGINNING
    for entry in journal.entries(connection):
        item = f"journal entry {entry.seq}"
        if entry.seq < 1:
            faults.append(Fault("journal.gap", item, "no entry has such a number", RESTORE))
            continue
        if entry.seq != expected:
            told = f"entries {expected} to {entry.seq - 1} are missing"
            faults.append(Fault("journal.gap", item, told, RESTORE))
        if entry.previous != previous:
            told = "it does not follow from the entry before it"
            faults.append(Fault("journal.broken", item, told, RESTORE))
        if entry.hash != entry.hashed():
            faults.append(Fault("journal.altered", item, "it was altered", RESTORE))
        expected, previous = entry.seq + 1, entry.hash
    return Chain(expected - 1, previous, faults)


# -- ids from content ------------------------------------------------------------------------


def ids(connection: Connection) -> list[Fault]:
    """Every id that is derived from content, derived again."""
    wrong: list[tuple[str, str]] = []
    for check in (_texts, _accounts, _claims, _readings, _decisions):
        wrong += check(connection)
    told = "its content does not give its id"
    return [Fault("id.wrong", f"{noun} {name}", told, RESTORE) for noun, name in wrong]


def _texts(connection: Connection) -> Iterator[tuple[str, str]]:
    for row in connection.execute(select(schema.text)):
        if row.id != rules.text_id(row.report, row.text):
            yield "text", row.id


def _accounts(connection: Connection) -> Iterator[tuple[str, str]]:
    for row in connection.execute(select(schema.account)):
        if row.id != new_id(row.text, row.kind, (row.trigger_start, row.trigger_end), row.nth):
            yield "account", row.id


def _claims(connection: Connection) -> Iterator[tuple[str, str]]:
    for row in connection.execute(select(schema.claim)).mappings():
        try:
            claim = Claim(
                row["id"], row["field"], from_json(row["value"], ANY_VALUE), row["written"],
                from_json(row["spans"], Spans), (), "asserted", None,
                from_json(row["speakers"], SPEAKERS), 0.0,
            )  # fmt: skip
            made = rules.claim_id(row["text"], claim, row["of"])
        except EvidenceError:
            made = None
        if row["id"] != made:
            yield "claim", row["id"]


def _readings(connection: Connection) -> Iterator[tuple[str, str]]:
    r = schema.reading.c
    listed = connection.execute(select(r.id).order_by(r.entry)).scalars().all()
    seen: set[str] = set()
    for kept in kept_reading.load(connection, listed):
        seen.add(kept.id)
        try:
            made = readings.reading_id(kept.text, kept.reading())
        except SachoError:
            made = None
        if kept.id != made:
            yield "reading", kept.id
    for lost in sorted(set(listed) - seen):
        yield "reading", lost


def _decisions(connection: Connection) -> Iterator[tuple[str, str]]:
    subjects: dict[str, list[str]] = {}
    about = schema.decision_about
    for row in connection.execute(select(about).order_by(about.c.position)):
        subjects.setdefault(row.decision, []).append(row.subject)
    for row in connection.execute(select(schema.decision)):
        told = tuple(subjects.get(row.id, ()))
        if row.id != rules.decision_id(row.verb, told, row.by, row.at, row.nonce):
            yield "decision", row.id


# -- originals -------------------------------------------------------------------------------


def kept_originals(connection: Connection) -> list[KeptOriginal]:
    """What the database says of every original, in order of receipt."""
    r = schema.report.c
    listed = connection.execute(select(r.id, r.size, r.blocks).order_by(r.entry))
    return [KeptOriginal(row.id, row.size, row.blocks) for row in listed]


def original(file: Path, kept: KeptOriginal) -> list[Fault]:
    """An original against its id; where it is wrong, block by block against what was recorded."""
    whole = hashlib.sha256()
    try:
        size = file.lstat().st_size
        # Another length is another file: it may be without end, and is not read through.
        if size == kept.size:
            for block in originals.blocks(file):
                whole.update(block)
            if f"sha256:{whole.hexdigest()}" == kept.report:
                return []
        where = _damage(file, kept)
    except FileNotFoundError:
        return [Fault("original.missing", kept.report, "its file is not there", RESTORE)]
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no file can be called so"
        told = f"its file cannot be read ({why})"
        return [Fault("original.unreadable", kept.report, told, RESTORE)]
    told = f"its bytes are not those received ({size} bytes, {kept.size} recorded{where})"
    return [Fault("original.altered", kept.report, told, RESTORE)]


def _damage(file: Path, kept: KeptOriginal) -> str:
    """Where the bytes stop being those received, in words; nothing where each block is right.

    Read a second time only for what is damaged: the recorded hashes of blocks are themselves
    marked in the journal, and hashing all twice would halve the speed.
    """
    wrong = number = 0
    most = len(kept.blocks) // 32 + 1
    for number, block in enumerate(islice(originals.blocks(file), most), 1):
        due = kept.blocks[(number - 1) * 32 : number * 32]
        if not wrong and hashlib.sha256(block).digest() != due:
            wrong = number
    return f"; damage begins in 64 KiB block {wrong} of {max(number, 1)}" if wrong else ""
