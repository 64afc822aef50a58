"""All that is peculiar to one database. Here SQLite; nothing outside this file knows of it.

Connection settings, the trigger language, the full-text index and the database's own checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite  # pyright: ignore[reportMissingTypeStubs]
from sqlalchemy import (
    URL,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Table,
    create_engine,
    event,
    func,
    text,
)
from sqlalchemy.exc import DBAPIError

from sacho.errors import EvidenceError, ProjectError

MINIMUM_SQLITE = (3, 51, 3)
"""SQLite before 3.51.3 can corrupt a WAL file that two connections write at once."""

BUSY_SECONDS = 60
WRITING = "sacho_writing"

_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


def check_version(found: tuple[int, ...] = sqlite.sqlite_version_info) -> None:
    """Raise ProjectError where the library is older than `MINIMUM_SQLITE`."""
    if found < MINIMUM_SQLITE:
        have, need = (".".join(map(str, v)) for v in (found, MINIMUM_SQLITE))
        raise ProjectError(
            f"SQLite {have} is too old: it can corrupt a project. {need} or newer is needed.",
            "Install pysqlite3 0.6.1 or newer.",
        )


def engine(file: Path) -> Engine:
    """An engine whose transactions begin as asked: at once for writers, lazily for readers.

    Parameters are hidden from error messages, since they may be words of a report.
    """
    check_version()
    made = create_engine(
        URL.create("sqlite", database=str(file)), module=sqlite, hide_parameters=True
    )
    event.listen(made, "connect", _on_connect)
    event.listen(made, "begin", _on_begin)
    return made


def _on_connect(connection: Any, _record: object) -> None:
    # The driver's own transaction handling is off: `_on_begin` says when a transaction starts.
    connection.isolation_level = None
    cursor = connection.cursor()
    # First of all: the settings below may themselves have to wait for another program.
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    for setting in _SETTINGS:
        cursor.execute(setting)
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def holds(column: Column[str], words: str) -> ColumnElement[bool]:
    """Whether a text holds these very words; LIKE would take small letters for large ones."""
    return func.instr(column, words) > 0


def copy(engine: Engine, file: Path) -> None:
    """A whole copy of the database in a new file, as last committed."""
    source = engine.raw_connection()
    target: Any = sqlite.connect(str(file))  # pyright: ignore[reportAttributeAccessIssue]
    try:
        driver: Any = source.driver_connection
        driver.backup(target)
    finally:
        target.close()
        source.close()


FAILURES: tuple[type[Exception], ...] = (
    DBAPIError,
    sqlite.Error,  # pyright: ignore[reportAttributeAccessIssue]
)
"""What the database raises: as SQLAlchemy wraps it, and bare while a connection is set up."""


def explain(error: Exception) -> ProjectError | EvidenceError:
    """What a failure of the database means to a person. Never holds a parameter of the query."""
    bare = error.orig if isinstance(error, DBAPIError) else error
    told = str(bare).lower()
    if "locked" in told or "busy" in told:
        return ProjectError(
            f"The project stayed locked by another program for {BUSY_SECONDS} seconds.",
            "Close the other program, or wait until it is done, and try again.",
        )
    if "readonly" in told or "unable to open" in told or "permission" in told:
        return ProjectError(
            "The project folder cannot be written or opened.",
            "Check the folder's permissions and that its disk is not write-protected.",
        )
    if "full" in told:
        return ProjectError("The disk is full.", "Make room and try again; nothing was half kept.")
    if "malformed" in told or "not a database" in told:
        return EvidenceError(
            "The project's database file is damaged.",
            "Work on a copy, run `sacho verify` on it, and restore the newest good backup.",
        )
    if "append-only" in told:
        return EvidenceError(
            "What is recorded cannot be changed or removed.", "Only `sacho erase` removes content."
        )
    return ProjectError(f"The database refused ({type(bare).__name__}).", "Run `sacho verify`.")


# -- what the triggers refuse ----------------------------------------------------------------

_ERASING = (
    "EXISTS (SELECT 1 FROM erasure_target WHERE target = OLD.entry"
    " AND entry > (SELECT coalesce(max(seq), 0) FROM journal))"
)
"""True only inside the transaction that erases: its own entry is journalled last."""


def guards(tables: Iterable[Table]) -> dict[str, str]:
    """Triggers by name: no UPDATE ever, no DELETE outside an erasure that covers the row.

    INSERT OR REPLACE would delete without asking the DELETE trigger, so an INSERT over a row that
    is there is refused too.
    """
    made: dict[str, str] = {}
    for table in tables:
        name = str(table.name)
        key = " AND ".join(f'"{c.name}" = NEW."{c.name}"' for c in table.primary_key.columns)
        made[f"{name}_no_replace"] = (
            f'CREATE TRIGGER "{name}_no_replace" BEFORE INSERT ON "{name}"'
            f' WHEN EXISTS (SELECT 1 FROM "{name}" WHERE ({key}) OR rowid = NEW.rowid)'
            f" BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
        )
        stays = name in ("journal", "erasure", "erasure_target", "project")
        made[f"{name}_no_update"] = (
            f'CREATE TRIGGER "{name}_no_update" BEFORE UPDATE ON "{name}"'
            f" BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
        )
        when = "" if stays else f" WHEN NOT {_ERASING}"
        made[f"{name}_no_delete"] = (
            f'CREATE TRIGGER "{name}_no_delete" BEFORE DELETE ON "{name}"{when}'
            f" BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
        )
    return made


def install(connection: Connection, tables: Iterable[Table], views: dict[str, str]) -> None:
    """Make every trigger and view anew from its present definition."""
    for kind, name in connection.execute(
        text("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')")
    ).all():
        connection.exec_driver_sql(f'DROP {kind.upper()} "{name}"')
    for statement in (*guards(tables).values(), *views.values()):
        connection.exec_driver_sql(statement)


def drop_guards(connection: Connection) -> None:
    """Remove every trigger. For tests that play the person who tampers; nothing else calls it."""
    named = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    for name in named.scalars().all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def described(connection: Connection) -> dict[tuple[str, str], str]:
    """Every table, index, trigger and view of the file: (type, name) to its definition."""
    rows = connection.execute(
        text(
            "SELECT type, name, sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%'"
        )
    )
    return {(kind, name): sql for kind, name, sql in rows}


def has_table(connection: Connection, name: str) -> bool:
    """Whether the file holds a table of this name."""
    query = text("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name")
    return connection.execute(query, {"name": name}).first() is not None


_BEGUN = ("log", "sealed")


def note_begun(connection: Connection, folder: str) -> None:
    """Note that a folder beside the database was begun: one that is gone later was taken away.

    Kept in a number that SQLite leaves to programs, so that no older project has to be migrated.
    """
    told = begun(connection) | {folder}
    number = sum(1 << at for at, name in enumerate(_BEGUN) if name in told)
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def begun(connection: Connection) -> frozenset[str]:
    """The folders beside the database that were begun: of `log` and `sealed`."""
    number = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    return frozenset(name for at, name in enumerate(_BEGUN) if number >> at & 1)


def columns(connection: Connection, table: str) -> list[str]:
    """The columns of a table as the file has it."""
    found = connection.exec_driver_sql(f'PRAGMA table_xinfo("{table}")').all()
    return [str(row[1]) for row in found]


# -- the database's own checks ---------------------------------------------------------------


def integrity(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file; empty when it is sound."""
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    return [str(line) for line in found if line != "ok"]


def misshapen(
    connection: Connection, table: str, keys: list[str], kinds: dict[str, tuple[str, ...]]
) -> list[tuple[str, str]]:
    """(key, first such column) of each row that holds a value of another kind than its column.

    `kinds` gives for each column what `typeof` may say of it.
    """
    whens = ""
    for column, allowed in kinds.items():
        listed = ", ".join(f"'{kind}'" for kind in allowed)
        whens += f" WHEN typeof(\"{column}\") NOT IN ({listed}) THEN '{column}'"
    query = f'SELECT {_key(keys)}, CASE{whens} END AS wrong FROM "{table}" WHERE wrong IS NOT NULL'
    return [(_letters(row[0]), str(row[1])) for row in connection.exec_driver_sql(query).all()]


def undecodable(
    connection: Connection, table: str, keys: list[str], columns: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """(key, column) of each text that is no UTF-8. Reads every text: for when reading failed."""
    for column in columns:
        query = (
            f'SELECT {_key(keys)}, CAST("{column}" AS BLOB) FROM "{table}"'
            f" WHERE typeof(\"{column}\") = 'text'"
        )
        for row in connection.exec_driver_sql(query).yield_per(100):
            try:
                bytes(row[1]).decode()
            except UnicodeDecodeError:
                yield _letters(row[0]), column


def _key(names: list[str]) -> str:
    """A row's key as bytes, whatever it is made of; the parts stand apart by a space."""
    parts = " || ' ' || ".join(f'CAST("{name}" AS BLOB)' for name in names)
    return f"CAST({parts} AS BLOB)"


def _letters(key: Any) -> str:
    return bytes(key or b"").decode("utf-8", "backslashreplace")


def broken_references(connection: Connection) -> list[tuple[str, str]]:
    """(table, table referred to) for each row whose reference names nothing."""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [(str(row[0]), str(row[2])) for row in found]


def settle(made: Engine) -> None:
    """Fold the write-ahead log into the file and empty it, so that no removed word stays there."""
    with made.connect() as connection:
        raw = connection.connection.cursor()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()


# -- the full-text index ---------------------------------------------------------------------


def make_index(connection: Connection) -> None:
    """Drop the full-text index and make an empty one that keeps no text, only tokens.

    `secure-delete`: without it a removed word stays in the file.
    """
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_index")
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "tokens, content='', tokenize = 'unicode61 remove_diacritics 0')"
    )
    connection.exec_driver_sql(
        "INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)"
    )


def index_tokens(connection: Connection, row: int, tokens: Iterable[str]) -> None:
    """Add one text's tokens under a row number."""
    connection.execute(
        text("INSERT INTO search_index(rowid, tokens) VALUES (:row, :tokens)"),
        {"row": row, "tokens": " ".join(tokens)},
    )


def unindex_tokens(connection: Connection, row: int, tokens: Iterable[str]) -> None:
    """Take out one text's tokens; they must be those that were added."""
    connection.execute(
        text(
            "INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', :row, :tokens)"
        ),
        {"row": row, "tokens": " ".join(tokens)},
    )


def rows_with(connection: Connection, phrases: Iterable[tuple[str, ...]], limit: int) -> list[int]:
    """Row numbers of the texts that hold every phrase, best first. A last `*` matches a prefix."""
    query = " AND ".join(_phrase(phrase) for phrase in phrases)
    found = connection.execute(
        text(
            "SELECT rowid FROM search_index WHERE tokens MATCH :query ORDER BY rank, rowid LIMIT :n"
        ),
        {"query": query, "n": limit},
    )
    return [int(row) for row in found.scalars()]


def some_rows_with(
    connection: Connection, phrases: Iterable[tuple[str, ...]], after: int, most: int
) -> list[int]:
    """As `rows_with`, those after a row number, in order: ranking is what takes long."""
    query = " AND ".join(_phrase(phrase) for phrase in phrases)
    found = connection.execute(
        text(
            "SELECT rowid FROM search_index WHERE tokens MATCH :query AND rowid > :after"
            " ORDER BY rowid LIMIT :most"
        ),
        {"query": query, "after": after, "most": most},
    )
    return [int(row) for row in found.scalars()]


def those_with(
    connection: Connection, phrases: Iterable[tuple[str, ...]], rows: list[int]
) -> list[int]:
    """Those of the rows, which are in order, that hold every phrase."""
    query = " AND ".join(_phrase(phrase) for phrase in phrases)
    raw = connection.connection.cursor()
    try:
        if len(rows) <= PROBED:
            asked = "SELECT 1 FROM search_index WHERE tokens MATCH ? AND rowid = ?"
            return [row for row in rows if raw.execute(asked, (query, row)).fetchone()]
        asked = "SELECT rowid FROM search_index WHERE tokens MATCH ? AND rowid BETWEEN ? AND ?"
        held = {row[0] for row in raw.execute(asked, (query, rows[0], rows[-1])).fetchall()}
        return [row for row in rows if row in held]
    finally:
        raw.close()


PROBED = 100
"""Rows that are asked for one by one; more are looked up in all that hold the words."""


def _phrase(tokens: tuple[str, ...]) -> str:
    prefix = tokens[-1].endswith("*")
    plain = " ".join(tokens).removesuffix("*").replace('"', '""')
    return f'"{plain}"*' if prefix else f'"{plain}"'


def index_terms(connection: Connection) -> list[tuple[str, int, int]]:
    """(token, texts, occurrences) of the whole index, to compare two indexes."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab(main, search_index, row)"
    )
    found = connection.execute(
        text("SELECT term, doc, cnt FROM temp.search_terms ORDER BY term")
    ).all()
    connection.exec_driver_sql("DROP TABLE temp.search_terms")
    return [(str(term), int(doc), int(count)) for term, doc, count in found]
