"""What is recorded cannot be changed or removed, in any table, by anyone who forgets the rule."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError

from sacho.errors import EvidenceError
from sacho.store import schema
from sacho.store.project import Project

DERIVED = {
    "incident", "incident_account", "voice", "joining", "origin", "origin_report", "search_text",
    "derivation",
}  # fmt: skip
NOT_OURS = {"alembic_version"}


def _tables(project: Project) -> list[str]:
    with project.reading() as connection:
        names = inspect(connection).get_table_names()
    return [
        name
        for name in names
        if name not in DERIVED | NOT_OURS and not name.startswith("search_index")
    ]


def test_every_table_has_rows(filled: Project) -> None:
    """The trials below mean something: no table of the filled project is empty."""
    with filled.reading() as connection:
        empty = [
            table.name
            for table in schema.metadata.sorted_tables
            if connection.execute(select(table)).first() is None
        ]

    assert empty == []


def test_no_column_of_any_recorded_table_can_be_updated(filled: Project) -> None:
    """UPDATE is refused on each column of each table that the database lists as not derived."""
    tried = 0
    for name in _tables(filled):
        for column in schema.metadata.tables[name].columns:
            with pytest.raises(EvidenceError), filled.locked() as connection:
                connection.exec_driver_sql(f'UPDATE "{name}" SET "{column.name}" = 1')
            tried += 1

    assert tried > 100


def test_no_row_of_any_recorded_table_can_be_deleted(filled: Project) -> None:
    """DELETE is refused on every table that the database lists as not derived."""
    names = _tables(filled)
    for name in names:
        with pytest.raises(EvidenceError), filled.locked() as connection:
            connection.exec_driver_sql(f'DELETE FROM "{name}"')

    assert {"report", "claim", "journal", "salt", "erasure", "decision"} <= set(names)


def test_replacing_a_row_is_refused(filled: Project) -> None:
    """INSERT OR REPLACE is no way round the triggers."""
    with pytest.raises(EvidenceError), filled.locked() as connection:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO project SELECT id, entry, made_at, 'someone' FROM project"
        )


def test_an_old_erasure_opens_nothing(filled: Project) -> None:
    """Deletion is open only inside the transaction that erases, not ever after."""
    with filled.locked() as connection:
        target = connection.execute(select(schema.erasure_target.c.target)).scalars().first()
        entry = connection.execute(select(schema.journal.c.seq)).scalars().first()
        salt = {"entry": target, "salt": b"\0" * 32}
        connection.execute(schema.salt.insert(), salt)
    assert entry is not None

    with pytest.raises(EvidenceError), filled.locked() as connection:
        connection.exec_driver_sql(f"DELETE FROM salt WHERE entry = {target}")


def test_the_refusal_holds_no_words(filled: Project) -> None:
    """An error that the database raises shows no parameter, since it may be words of a report."""
    with pytest.raises(EvidenceError) as caught, filled.locked() as connection:
        connection.execute(schema.text.update().values(text="a name nobody may see"))

    cause = caught.value.__cause__
    assert isinstance(cause, DBAPIError)
    assert "a name nobody may see" not in str(cause)
