"""Each migration is run on rows, and leads to the very schema that the code knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from tests.unit.store.filled import FIRST, add, fill

from sacho.store import dialect, migrate, schema
from sacho.store.project import Project, open_project
from sacho.store.verify import verify


def _scripts() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    directory = ScriptDirectory.from_config(config)
    return [script.revision for script in reversed(list(directory.walk_revisions()))]


def _lines(sql: str) -> list[str]:
    """A definition's lines without the order in which SQLAlchemy happens to list constraints."""
    return sorted(line.strip(" ,\t)") for line in re.sub(r"\)\s*$", "", sql).splitlines())


def test_the_newest_script_is_the_head() -> None:
    """`schema.HEAD` names the last migration there is, and they run one after the other."""
    scripts = _scripts()

    assert scripts == [f"{number:04d}" for number in range(1, len(scripts) + 1)]
    assert scripts[-1] == schema.HEAD


def test_a_migrated_project_has_the_schema_of_the_code(project: Project, tmp_path: Path) -> None:
    """Tables, keys, references, indexes, triggers and views are those that `schema` describes."""
    engine = dialect.engine(tmp_path / "fresh.db")
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        migrate.finish(connection)
        fresh = dialect.described(connection)
    engine.dispose()
    with project.reading() as connection:
        migrated = dialect.described(connection)
    del migrated["table", "alembic_version"]

    assert fresh.keys() == migrated.keys()
    for name in fresh:
        assert _lines(fresh[name]) == _lines(migrated[name]), name


def test_every_table_of_the_file_is_known(project: Project) -> None:
    """Nothing is in the file that `schema` does not describe, the index aside."""
    with project.reading() as connection:
        names = {
            name
            for name in inspect(connection).get_table_names()
            if not name.startswith("search_index")
        }

    assert names == {*schema.metadata.tables, "alembic_version"}


def test_0001_keeps_every_kind_of_row(tmp_path: Path) -> None:
    """After the first migration every table takes its rows and gives them back."""
    assert _scripts()[0] == "0001"
    with open_project(tmp_path / "project", create=True) as project:
        fill(project)

        found = verify(project)

    assert found.clean
    assert found.rows > 80


def test_running_the_migrations_again_changes_nothing(project: Project) -> None:
    """Upgrading a project that is up to date leaves its rows and its schema as they were."""
    add(project, FIRST)
    with project.reading() as connection:
        before = dialect.described(connection)

    with project.locked() as connection:
        migrate.upgrade(connection)

    with project.reading() as connection:
        assert dialect.described(connection) == before
    assert verify(project).clean


def test_a_killed_creation_is_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed while its tables were made, a project is empty, and is made on the next try."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "finish", killed)
        with pytest.raises(KeyboardInterrupt):
            open_project(tmp_path / "project", create=True)

    with open_project(tmp_path / "project", create=True) as project:
        assert verify(project).clean
