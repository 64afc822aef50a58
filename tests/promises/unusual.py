"""Changes that are not one byte in a file: links, pipes, files too many, rows past the program.

Each is a function that changes the project in a folder and gives by which items it may be named.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
from nacl.signing import SigningKey

from sacho.sealed.vault import Vault
from sacho.store.log import note

Named = tuple[str, ...]
Unusual = Callable[[Path, random.Random], Named]


def _original(root: Path, dice: random.Random) -> Path:
    return dice.choice(sorted(f for f in (root / "originals").rglob("*") if f.is_file()))


def _sealed(root: Path, dice: random.Random) -> tuple[Path, str]:
    item = dice.choice(Vault(root / "sealed").items)
    return root / "sealed" / dice.choice(("things", "keys")) / item.file, item.name


def _tile(root: Path, dice: random.Random) -> Path:
    return dice.choice(sorted(f for f in (root / "log" / "tile").rglob("*") if f.is_file()))


def _linked(file: Path) -> None:
    """The same bytes, but from a place that is not the project's."""
    away = file.parents[len(file.parents) - 3] / "sacho-p04-away"
    shutil.copy(file, away)
    file.unlink()
    file.symlink_to(away)


def _in_place(change: Callable[[Path], object]) -> dict[str, Unusual]:
    """What is done to a file, tried on an original, a sealed thing, a tile and the log's files."""

    def original(root: Path, dice: random.Random) -> Named:
        file = _original(root, dice)
        change(file)
        return (file.name,)

    def sealed(root: Path, dice: random.Random) -> Named:
        file, name = _sealed(root, dice)
        change(file)
        return (name,)

    def tile(root: Path, dice: random.Random) -> Named:
        file = _tile(root, dice)
        change(file)
        return (file.relative_to(root).as_posix(),)

    def log(root: Path, dice: random.Random) -> Named:
        name = dice.choice(("checkpoint", "public", "key"))
        change(root / "log" / name)
        return (f"log/{name}",)

    return {"original": original, "sealed thing": sealed, "tile": tile, "file of the log": log}


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _without_end(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def _huge(file: Path) -> None:
    os.truncate(file, 1 << 36)


def _added(folder: str, name: bytes = b"added") -> Unusual:
    """A file that nobody made, whatever it is called."""

    def add(root: Path, dice: random.Random) -> Named:
        with open(os.fsencode(root / folder) + b"/" + name, "wb") as file:  # noqa: PTH123
            file.write(b"INVENTED")
        return (f"{folder}/{name.decode('utf-8', 'backslashreplace')}",)

    return add


def _lines(change: Callable[[list[bytes]], list[bytes]]) -> Unusual:
    """Another order or number of lines in the log of sealed things."""

    def lines(root: Path, dice: random.Random) -> Named:
        file = root / "sealed" / "log"
        file.write_bytes(b"".join(change(file.read_bytes().splitlines(keepends=True))))
        return ("sealed/log",)

    return lines


def _gone(folder: str, *named: str) -> Unusual:
    def gone(root: Path, dice: random.Random) -> Named:
        shutil.rmtree(root / folder)
        return named

    return gone


def _sql(*statements: str, named: str) -> Unusual:
    """Statements with every trigger out of the way, which are put back."""

    def run(root: Path, dice: random.Random) -> Named:
        database: Any = sqlite.connect(str(root / "sacho.db"), isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
        triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
        guards = triggers.fetchall()
        for name, _ in guards:
            database.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            database.execute(statement)
        for _, sql in guards:
            database.execute(sql)
        database.close()
        return (named,)

    return run


def _swapped(root: Path, dice: random.Random) -> Named:
    one, other = dice.sample(sorted(f for f in (root / "originals").rglob("*") if f.is_file()), 2)
    bytes_of_one = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(bytes_of_one)
    return (one.name,)


def _same_length(root: Path, dice: random.Random) -> Named:
    file = _original(root, dice)
    file.write_bytes(file.read_bytes()[::-1])
    return (file.name,)


def _older_checkpoint(root: Path, dice: random.Random) -> Named:
    older = next((root / "log" / "checkpoints").iterdir())
    older.replace(root / "log" / "checkpoint")
    return ("log/checkpoint",)


def _strange_key(root: Path, dice: random.Random) -> Named:
    """The newest checkpoint, word for word, signed with a key that is not the log's."""
    file = root / "log" / "checkpoint"
    told = note.read(file.read_text(), *note.read_public((root / "log" / "public").read_text()))
    file.write_text(note.sign(told, SigningKey.generate()))
    return ("log/checkpoint",)


_JOURNAL = (
    "INSERT INTO journal SELECT {}, at, action, about, rows, marks, previous, hash FROM journal"
)
_ENDLESS = {"a link to endless bytes": _without_end, "a file of 64 GiB": _huge}
_PLACED = {"a link": _linked, "a pipe": _pipe, "a folder": _folder, **_ENDLESS}
CHANGES: dict[str, Unusual] = {
    f"{what} in the place of a {where}": act
    for what, change in _PLACED.items()
    for where, act in _in_place(change).items()
    if (what, where) != ("a file of 64 GiB", "file of the log")
} | {
    "originals of one another": _swapped,
    "an original of the same length": _same_length,
    "an original too many": _added("originals"),
    "a part of an original": _added("originals", b"added.part"),
    "an original with a name of no letters": _added("originals", b"\xff\xfe\x1b[31m"),
    "a file too many in the log": _added("log"),
    "a stamp too many": _added("log/tile", b"\xff.tsr"),
    "a sealed thing too many": _added("sealed/things", b"\xff"),
    "a file too many beside the sealed things": _added("sealed"),
    "noise after the log of sealed things": _lines(lambda lines: [*lines, b"noise"]),
    "zeros after the log of sealed things": _lines(lambda lines: [*lines, bytes(64)]),
    "a line of the sealed log twice": _lines(lambda lines: [*lines, lines[-1]]),
    "lines of the sealed log swapped": _lines(lambda lines: [*lines[:-2], lines[-1], lines[-2]]),
    "the sealed log put back": _lines(lambda lines: lines[:-1]),
    "the sealed log emptied": _lines(lambda lines: []),
    "the whole log gone": _gone("log", "log"),
    "all sealed things gone": _gone("sealed", "sealed/log"),
    "an older checkpoint put back": _older_checkpoint,
    "a checkpoint signed with another key": _strange_key,
    "a journal entry twice": _sql(_JOURNAL.format("seq + 1") + " ORDER BY seq DESC LIMIT 1", named="journal entry"),
    "a journal entry of number 0": _sql(_JOURNAL.format("0") + " LIMIT 1", named="journal entry 0"),
    "a journal entry below 0": _sql(_JOURNAL.format("-7") + " LIMIT 1", named="journal entry -7"),
    "journal entries swapped": _sql(
        "UPDATE journal SET seq = 1000 WHERE seq = 3", "UPDATE journal SET seq = 3 WHERE seq = 4",
        "UPDATE journal SET seq = 4 WHERE seq = 1000", named="journal entry 3",
    ),
    "salts swapped": _sql(
        "UPDATE salt SET entry = 1000 WHERE entry = 3", "UPDATE salt SET entry = 3 WHERE entry = 4",
        "UPDATE salt SET entry = 4 WHERE entry = 1000", named="journal entry 3",
    ),
    "another author of a decision": _sql("UPDATE decision SET by = 'Other'", named="decision"),
    "a reason with a NUL": _sql("UPDATE decision SET reason = reason || char(0) || 'x'", named="decision"),
    "bytes that are no letters": _sql("UPDATE decision SET reason = CAST(x'fffe' AS TEXT)", named="decision"),
    "words in a column of numbers": _sql("UPDATE receipt SET entry = 'x'", named="receipt"),
    "a report's id with a NUL": _sql("UPDATE report SET id = 'a' || char(0) WHERE rowid = 1", named="report"),
    "a decision with all its rows gone": _sql(
        "DELETE FROM decision_about", "DELETE FROM decision", named="decision",
    ),
    "a table too many": _sql("CREATE TABLE added (x)", named="added"),
    "a column too many": _sql("ALTER TABLE decision ADD COLUMN added TEXT DEFAULT 'x'", named="decision.added"),
    "a view too many": _sql("CREATE VIEW added AS SELECT 1", named="added"),
    "two versions of the schema": _sql("INSERT INTO alembic_version VALUES ('9999')", named="newer Sacho"),
}  # fmt: skip


def one(root: Path, dice: random.Random) -> tuple[str, Named]:
    """One unusual change, and by which items it may be named."""
    what = dice.choice(sorted(CHANGES))
    return what, CHANGES[what](root, dice)
