"""P04: any change of one byte in an original, a recorded row, a decision, a tile, a checkpoint or a
sealed thing is found and named, whatever triggers were dropped to make it.

A fifth of the tries are unusual ones (`unusual.py`): links, pipes and endless files in the place of
a file, files and rows too many, other orders, values of another kind, a whole folder gone.

Named means: the original by its id or path; the file of the log or the vault; the row by its table
with its key or the journal entry that recorded it. A deleted file is named as well.

Not tried: changes of what is derived (incidents, search index), which `sacho rebuild` makes again.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
from tests.promises import unusual
from tests.promises.holders import filled, holder
from tests.promises.recorder import record
from tests.promises.run import Told

from sacho.errors import SachoError
from sacho.sealed.vault import Vault
from sacho.store import decisions, reports, schema
from sacho.store.log import checkpoints
from sacho.store.project import open_project
from sacho.store.verify import verify

QUICK = 60
FULL = 10_000


def run(told: Told) -> tuple[int, int]:
    """Mutations that were found and named, of so many."""
    dice = random.Random(told.seed)
    with tempfile.TemporaryDirectory(prefix="sacho-p04-") as folder:
        root = Path(folder) / "project"
        project(root)
        faults = verified(root)
        if faults:
            raise SystemExit(f"The project is wrong before any mutation: {faults}")
        passed = 0
        for number in range(told.tries):
            what = one(root, dice)
            passed += not what
            if what:
                print(f"mutation {number}: {what} was missed")
    return passed, told.tries


def project(root: Path, numbers: range = range(5)) -> None:
    """A project with reports, decisions and two checkpoints, in `root`."""
    reading, sending = os.pipe()
    record(root, numbers, sending)
    os.close(reading)
    os.close(sending)
    with open_project(root) as opened:
        checkpoints.make(opened)
        for held in reports.list_all(opened):
            decisions.add(opened, "accept", (held.id,), ("Han", "invented"), "{}")
        filled(root / "sealed", 3, holder("heron"))
        checkpoints.make(opened)


def verified(root: Path) -> list[str]:
    """The items that verifying names as wrong."""
    try:
        with open_project(root) as opened:
            return [fault.item for fault in verify(opened).faults]
    except SachoError as error:
        return [error.message]


def one(root: Path, dice: random.Random) -> str:
    """Make one mutation and undo it; gives what was missed, nothing where it was found."""
    kept = root.with_name("kept")
    shutil.copytree(root, kept)
    try:
        change: Callable[[Path, random.Random], tuple[str, tuple[str, ...]]] = dice.choice(
            (_file, _file, _row, _row, unusual.one)
        )
        what, items = change(root, dice)
        found = verified(root)
        named = any(item in one for one in found for item in items)
        return "" if named else f"{what} ({items}: {found[:3]})"
    finally:
        shutil.rmtree(root)
        kept.rename(root)


def _file(root: Path, dice: random.Random) -> tuple[str, tuple[str, ...]]:
    """A change to a file of the originals, the log or the vault, and by which it may be named."""
    kind = dice.choice(("originals", "log", "sealed"))
    pseudonyms = {item.file: item.name for item in Vault(root / "sealed").items}
    files = sorted(f for f in (root / kind).rglob("*") if f.is_file())
    file = dice.choice(files)
    data = bytearray(file.read_bytes())
    at = dice.randrange(len(data))
    how = dice.choice(("flip", "insert", "cut", "remove", "double", "swap"))
    if how == "flip":
        data[at] ^= 1 << dice.randrange(8)
    elif how == "insert":
        data.insert(at, dice.randrange(256))
    elif how == "cut":
        del data[at:]
    file.write_bytes(bytes(data))
    if how == "remove":
        file.unlink()
    elif how == "double":
        file.with_name(f"{file.name}0").write_bytes(bytes(data))
    elif how == "swap":
        other = dice.choice([f for f in files if f.read_bytes() != bytes(data)])
        file.write_bytes(other.read_bytes())
    path = file.relative_to(root).as_posix()
    items = (file.name,) if kind == "originals" else (path,)
    if file.name in pseudonyms and how != "double":
        items = (pseudonyms[file.name],)
    elif path == "log/public":
        # Which of two keys that do not fit was altered, nothing can tell.
        items = (path, "log/key")
    return f"{how} {path}", items


def _row(root: Path, dice: random.Random) -> tuple[str, tuple[str, ...]]:
    """A change to one recorded row, journal entry or salt, with every trigger out of the way."""
    database: Any = sqlite.connect(str(root / "sacho.db"), isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
    try:
        triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
        guards = triggers.fetchall()
        for name, _ in guards:
            database.execute(f'DROP TRIGGER "{name}"')
        what, items = _change(database, dice)
        for _, sql in guards:
            database.execute(sql)
        return what, items
    finally:
        database.close()


def _change(database: Any, dice: random.Random) -> tuple[str, tuple[str, ...]]:
    filled = [
        str(table.name)
        for table in schema.append_only()
        if database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
    ]
    table = dice.choice(filled)
    kept = schema.metadata.tables[table]
    rows = [r[0] for r in database.execute(f'SELECT rowid FROM "{table}"')]
    row = dice.choice(rows)
    keys = ", ".join(f'"{column.name}"' for column in kept.primary_key.columns)

    def names() -> set[str]:
        at = database.execute(f'SELECT {keys} FROM "{table}" WHERE rowid = ?', (row,)).fetchone()
        if table in ("journal", "salt"):
            return {f"journal entry {at[0]}", f"salt {at[0]}"}
        recorded = "entry" if "entry" in kept.c else "NULL"
        query = f'SELECT {recorded} FROM "{table}" WHERE rowid = ?'
        entry = database.execute(query, (row,)).fetchone()[0]
        return {f"{table} {' '.join(map(str, at))}", f"{table} of journal entry {entry}"}

    items = names()
    if dice.random() < 0.2:
        database.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
        return f"delete from {table}", tuple(items)
    columns = [c[1] for c in database.execute(f'PRAGMA table_info("{table}")')]
    while True:
        name = dice.choice(columns)
        query = f'SELECT "{name}" FROM "{table}" WHERE rowid = ?'
        value = database.execute(query, (row,)).fetchone()[0]
        try:
            database.execute(
                f'UPDATE "{table}" SET "{name}" = ? WHERE rowid = ?', (_other(value, dice), row)
            )
        except sqlite.IntegrityError:  # pyright: ignore[reportAttributeAccessIssue]
            continue
        return f"{table}.{name}", tuple(items | names())


def _other(value: object, dice: random.Random) -> object:
    """A value that differs by one bit, one character or one."""
    if value is None:
        return "x"
    if isinstance(value, (int, float)):
        return value + 1
    if isinstance(value, bytes):
        at = dice.randrange(len(value) or 1)
        return value[:at] + bytes([value[at] ^ (1 << dice.randrange(8))]) + value[at + 1 :]
    text = str(value)
    at = dice.randrange(len(text) or 1)
    return text[:at] + ("y" if text[at : at + 1] == "x" else "x") + text[at + 1 :]
