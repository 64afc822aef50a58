"""Opening and making project folders, and what is said when that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.store.filled import FIRST, add

from sacho.errors import EvidenceError, ProjectError
from sacho.store import dialect, originals
from sacho.store.project import DATABASE, Project, made_by, open_project
from sacho.store.verify import verify


def test_a_new_project_is_a_database_and_a_folder(tmp_path: Path) -> None:
    """Creating makes `sacho.db` and `originals/`, known again when opened later."""
    with open_project(tmp_path / "new" / "deeper", create=True) as project:
        info = project.info
    with open_project(tmp_path / "new" / "deeper") as project:
        assert project.info == info

    assert (tmp_path / "new" / "deeper" / "originals").is_dir()
    assert info.made_by == "record"


def test_the_maker_is_kept(tmp_path: Path) -> None:
    """A folder that the demonstration made can be told from others, without opening it."""
    open_project(tmp_path / "demo", create=True, made_by="demo").close()

    assert made_by(tmp_path / "demo") == "demo"
    assert made_by(tmp_path) is None


def test_opening_again_with_create_keeps_everything(project: Project) -> None:
    """`create` makes a project only where there is none."""
    add(project, FIRST)
    project.close()

    with open_project(project.path, create=True, made_by="demo") as again:
        assert again.info.made_by == "record"
        assert verify(again).reports == 1


def test_a_folder_without_project_is_refused(tmp_path: Path) -> None:
    """Without `create`, a folder that holds no project is an error that says what to do."""
    with pytest.raises(ProjectError) as caught:
        open_project(tmp_path)

    assert caught.value.exit_code == 2
    assert "--project" in caught.value.next_step
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    """A project is never made among files that Sacho did not put there."""
    (tmp_path / "letters.txt").write_text("invented")

    with pytest.raises(ProjectError, match="other files"):
        open_project(tmp_path, create=True)

    assert not (tmp_path / DATABASE).exists()


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    """A SQLite file of another program is no project, and is left as it is."""
    engine = dialect.engine(tmp_path / DATABASE)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (id INTEGER)")
    engine.dispose()

    for create in (False, True):
        with pytest.raises(ProjectError):
            open_project(tmp_path, create=create)

    with engine.connect() as connection:
        assert set(dialect.described(connection)) == {("table", "theirs")}
    engine.dispose()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """Damage that SQLite sees at once is evidence damage, with a next step and no traceback."""
    (tmp_path / DATABASE).write_bytes(b"INVENTED EXAMPLE " * 400)

    with pytest.raises(EvidenceError) as caught:
        open_project(tmp_path)

    assert caught.value.next_step


def test_a_newer_project_is_refused(project: Project) -> None:
    """A project migrated by a newer version is not touched."""
    with project.locked() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(ProjectError, match="newer"):
        open_project(project.path)


def test_an_old_sqlite_is_refused() -> None:
    """A SQLite that can corrupt a WAL file is refused, with both versions named."""
    dialect.check_version((3, 51, 3))

    with pytest.raises(ProjectError, match=r"3\.51\.2 .*3\.51\.3"):
        dialect.check_version((3, 51, 2))


def test_a_locked_project_says_so(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that waits in vain gets an error that names the lock."""
    monkeypatch.setattr(dialect, "BUSY_SECONDS", 0)

    with (
        open_project(project.path) as other,
        project.locked(),
        pytest.raises(ProjectError, match="locked"),
        other.locked(),
    ):
        pass


def test_the_settings_hold_on_every_connection(project: Project) -> None:
    """WAL, full durability, references checked, deleted content overwritten."""
    expected = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
        "recursive_triggers": 1, "trusted_schema": 0,
    }  # fmt: skip

    with project.reading() as one, project.reading() as two:
        for connection in (one, two):
            for name, value in expected.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value


def test_an_original_of_a_killed_recording_goes(project: Project) -> None:
    """A marked original that no row names was never accepted, and is cleared on opening."""
    report = FIRST.ingested.report
    originals.place(project.path, report, FIRST.data)
    project.close()

    with open_project(project.path) as again:
        assert not originals.path(again.path, report).exists()
        assert originals.unsettled(again.path) == []
        assert verify(again).clean


def test_a_half_written_original_goes(project: Project) -> None:
    """A temporary file left by a killed recording is swept on opening."""
    report = FIRST.ingested.report
    originals.announce(project.path, report)
    final = originals.path(project.path, report)
    final.parent.mkdir(parents=True)
    final.with_name(f".{final.name}.part").write_bytes(b"half")
    project.close()

    with open_project(project.path) as again:
        assert list((again.path / "originals").rglob("*.part")) == []
        assert verify(again).clean


def test_an_accepted_original_with_a_marker_stays(project: Project) -> None:
    """Killed between commit and the marker's removal: the report was accepted and stays."""
    report = add(project, FIRST).record.id
    originals.announce(project.path, report)
    project.close()

    with open_project(project.path) as again:
        assert originals.path(again.path, report).read_bytes() == FIRST.data
        assert originals.unsettled(again.path) == []


def test_an_unmarked_original_is_never_removed(project: Project) -> None:
    """A file without marker stays even if no row names it: the database may be an older copy."""
    report = FIRST.ingested.report
    originals.place(project.path, report, FIRST.data)
    originals.settled(project.path, report)
    project.close()

    with open_project(project.path) as again:
        assert originals.path(again.path, report).is_file()
        assert [fault.code for fault in verify(again).faults] == ["original.stranger"]
