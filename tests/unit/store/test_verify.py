"""`verify` names every change to what is kept, whoever made it and however."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, Connection, select, text
from tests.unit.store.filled import FIRST, SECOND, add

from sacho.store import dialect, originals, rebuild, schema
from sacho.store.project import Project
from sacho.store.verify import Verification, verify
from sacho.store.views import VIEWS

RECORDED = [t.name for t in schema.append_only()]
COLUMNS = [(t.name, c.name) for t in schema.append_only() for c in t.columns]


def _tamper(project: Project, *statements: str) -> None:
    """What someone does who holds the file: no triggers, no checks of references."""
    with project.engine.connect() as connection:
        raw = connection.connection.cursor()
        raw.execute("PRAGMA foreign_keys = OFF")
        connection.connection.commit()
        dialect.drop_guards(connection)
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()
        raw.execute("PRAGMA foreign_keys = ON")
        raw.close()
    with project.locked() as connection:
        # The triggers are put back, so that only the change itself is left to be found.
        dialect.install(connection, schema.append_only(), VIEWS)


def _codes(verification: Verification) -> set[str]:
    return {fault.code for fault in verification.faults}


def _one_row(table: str) -> str:
    return f'rowid = (SELECT max(rowid) FROM "{table}")'


def _changed(connection: Connection, column: Column[object]) -> str:
    """SQL for another value of the same type."""
    kept = connection.execute(select(column).where(text(_one_row(column.table.name)))).scalar()
    if isinstance(kept, bytes):
        return f"X'{(bytes([kept[0] ^ 1]) + kept[1:] if kept else b'x').hex()}'"
    if isinstance(kept, int | float):
        return str(kept + 1)
    if kept is None:
        return "'1'"
    return f"'{'1' if str(kept)[:1] != '1' else '2'}' || substr(\"{column.name}\", 2)"


def test_an_untouched_project_is_clean(filled: Project) -> None:
    """A project with every kind of row, one of them erased, has no fault and counts what it saw."""
    found = verify(filled)

    assert found.faults == ()
    assert found.clean
    assert found.reports == 2
    assert found.erased == 1
    assert found.bytes == len(FIRST.data) + len(SECOND.data)
    assert len(found.head) == 64


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{t}.{c}" for t, c in COLUMNS])
def test_any_changed_column_is_found(filled: Project, table: str, column: str) -> None:
    """With the triggers gone, one changed column of one row of any table is found and named."""
    with filled.reading() as connection:
        value = _changed(connection, schema.metadata.tables[table].c[column])
    _tamper(filled, f'UPDATE "{table}" SET "{column}" = {value} WHERE {_one_row(table)}')

    found = verify(filled)

    assert any(_names(fault.item, table) for fault in found.faults), found.faults


def _names(item: str, table: str) -> bool:
    """A fault's item begins with its table; the journal's two tables go by the entry's number."""
    return item.startswith("journal entry" if table in ("journal", "salt") else table)


@pytest.mark.parametrize("table", RECORDED)
def test_any_deleted_row_is_found(filled: Project, table: str) -> None:
    """With the triggers gone, a deleted row of any table is found."""
    keep = "rowid = (SELECT min(rowid) FROM journal)" if table == "journal" else _one_row(table)
    _tamper(filled, f'DELETE FROM "{table}" WHERE {keep}')

    found = verify(filled)

    codes = {"row.missing", "journal.gap", "journal.salt", "erasure.content"}
    assert codes & _codes(found), found.faults


@pytest.mark.parametrize("table", [t.name for t in schema.family("recorded")])
def test_any_added_row_is_found(filled: Project, table: str) -> None:
    """With the triggers gone, a row put in beside the journal is found in any recorded table."""
    names = [c.name for c in schema.metadata.tables[table].columns]
    keys = [c.name for c in schema.metadata.tables[table].primary_key.columns]
    fresh = [name for name in keys if name != "entry"] or keys
    values = ", ".join(f'"{n}" || 9' if n in fresh else f'"{n}"' for n in names)
    columns = ", ".join(f'"{n}"' for n in names)
    _tamper(
        filled,
        f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM "{table}" WHERE {_one_row(table)}',
    )

    found = verify(filled)

    assert any(fault.item.startswith(table) for fault in found.faults), found.faults


def test_two_swapped_rows_are_found(filled: Project) -> None:
    """Moving a receipt to another entry (another order of arrival) is found."""
    _tamper(
        filled,
        "UPDATE receipt SET entry = entry + 100",
        "UPDATE receipt SET entry = CASE entry - 100 WHEN 3 THEN 4 WHEN 4 THEN 3"
        " ELSE entry - 100 END",
    )

    assert "row.altered" in _codes(verify(filled))


def test_cut_off_entries_with_their_rows_are_told_as_unchecked(filled: Project) -> None:
    """Removing the newest entry alone leaves rows behind that nothing accounts for."""
    _tamper(filled, f"DELETE FROM journal WHERE {_one_row('journal')}")

    found = verify(filled)

    assert {"row.unaccounted", "journal.salt"} <= _codes(found)
    assert any("cut off" in told for told in found.unchecked)


def test_a_recomputed_entry_breaks_the_next(filled: Project) -> None:
    """An entry altered together with its own hash no longer joins the one after it."""
    from sacho.store import journal

    with filled.reading() as connection:
        second = list(journal.entries(connection))[1]
    altered = journal.Entry(
        second.seq, second.at, "other", second.about, second.rows, second.marks,
        second.previous, "",
    )  # fmt: skip
    _tamper(
        filled,
        f"UPDATE journal SET action = 'other', hash = '{altered.hashed()}' WHERE seq = 2",
    )

    assert {fault.item for fault in verify(filled).faults} == {"journal entry 3"}


def test_a_damaged_original_is_named_to_its_block(filled: Project) -> None:
    """One flipped bit in an original is found, with the 64 KiB block that holds it."""
    file = originals.path(filled.path, SECOND.ingested.report)
    data = bytearray(file.read_bytes())
    data[70_000] ^= 1
    file.write_bytes(bytes(data))

    [fault] = verify(filled).faults

    assert fault.code == "original.altered"
    assert fault.item == SECOND.ingested.report
    assert "block 2 of 3" in fault.message


@pytest.mark.parametrize("change", ["truncate", "append", "empty"])
def test_an_original_of_another_length_is_found(filled: Project, change: str) -> None:
    """An original cut, lengthened or emptied is found."""
    file = originals.path(filled.path, FIRST.ingested.report)
    data = file.read_bytes()
    file.write_bytes({"truncate": data[:-1], "append": data + b"x", "empty": b""}[change])

    assert [fault.item for fault in verify(filled).faults] == [FIRST.ingested.report]


def test_a_missing_original_is_found(filled: Project) -> None:
    """A row whose file is gone is a fault of that report."""
    originals.path(filled.path, FIRST.ingested.report).unlink()

    [fault] = verify(filled).faults

    assert (fault.code, fault.item) == ("original.missing", FIRST.ingested.report)


def test_a_strange_file_is_found(filled: Project) -> None:
    """A file among the originals that no report names is a fault, whatever its name."""
    (filled.path / "originals" / "note.txt").write_text("invented")
    digest = "ab" * 32
    folder = filled.path / "originals" / "ab" / "ab"
    folder.mkdir(parents=True)
    (folder / digest).write_text("invented")

    items = {fault.item for fault in verify(filled).faults}

    assert items == {"originals/note.txt", f"sha256:{digest}"}


def test_a_lost_trigger_or_view_is_found(filled: Project) -> None:
    """A dropped or changed trigger or view is named, though the rows are whole."""
    with filled.locked() as connection:
        connection.exec_driver_sql("DROP TRIGGER claim_no_update")
        connection.exec_driver_sql("DROP VIEW claims")
        connection.exec_driver_sql("CREATE VIEW claims AS SELECT 1")
        connection.exec_driver_sql("CREATE VIEW extra AS SELECT 1")

    found = {(fault.code, fault.item) for fault in verify(filled).faults}

    assert found == {
        ("schema.trigger", "claim_no_update"),
        ("schema.view", "claims"),
        ("schema.strange", "extra"),
    }


def test_content_left_by_an_erasure_is_found(filled: Project) -> None:
    """A row or a salt put back under an erased entry is a fault of its own kind."""
    _tamper(
        filled,
        "INSERT INTO salt SELECT min(target), X'00' FROM erasure_target",
        "INSERT INTO incident_shown SELECT 'account:x', min(target) FROM erasure_target",
    )

    assert {"erasure.salt", "erasure.content"} <= _codes(verify(filled))


def test_verify_changes_nothing(filled: Project) -> None:
    """Verifying leaves every byte of the project as it was."""
    before = rebuild.dump_hash(filled)

    verify(filled)

    assert rebuild.dump_hash(filled) == before


def test_progress_is_told(filled: Project) -> None:
    """Whoever waits is told after each original how many are done."""
    told: list[tuple[int, int]] = []

    verify(filled, lambda done, total: told.append((done, total)))

    assert told == [(1, 2), (2, 2)]


def test_faults_hold_no_words_of_a_report(project: Project) -> None:
    """What verify says may end in a log, so it quotes nothing."""
    add(project, FIRST)
    for column in ("text.text", "claim.written", "receipt.received_name"):
        table, name = column.split(".")
        _tamper(project, f"UPDATE {table} SET {name} = 'secretword'")

    found = verify(project)

    assert not found.clean
    assert "secretword" not in str(found)
