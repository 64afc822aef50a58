"""Open, make and close a project folder: `sacho.db`, and `originals/` beside it."""

from __future__ import annotations

import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from sqlalchemy import Connection, Engine, select

from sacho.errors import EvidenceError, ProjectError
from sacho.store import dialect, migrate, originals, schema
from sacho.store.writing import Writing

DATABASE = "sacho.db"
SEARCHES = "searches.json"
"""Where older versions kept saved searches; see `saved_searches`."""

ANSWERS = "model-answers"
"""Where answers of a language model are kept, if one was asked; it may be removed at any time."""
_OURS = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", originals.FOLDER, SEARCHES, ANSWERS)


class ProjectInfo(msgspec.Struct, frozen=True):
    """Which project this is: a random id, when it was made, and by which command."""

    id: str
    made_at: str
    made_by: str


class Project:
    """An open project. Use as a context manager; one may be shared by the threads of a process.

    Never carry an open project across a fork.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Generator[Connection, None, None]:
        """One consistent view of the project; what others commit meanwhile is not seen."""
        try:
            with self.engine.connect() as connection, connection.begin():
                yield connection
        except dialect.FAILURES as error:
            raise dialect.explain(error) from error

    @contextmanager
    def writing(self) -> Generator[Writing, None, None]:
        """One transaction, alone among writers; kept whole and journalled, or not at all."""
        with self.locked() as connection:
            writing = Writing(connection)
            yield writing
            writing.close()
        for step in writing.afterwards:
            step()

    @contextmanager
    def locked(self) -> Generator[Connection, None, None]:
        """A transaction alone among writers, without journal: for what is derived."""
        try:
            with self.engine.connect() as raw:
                connection = raw.execution_options(**{dialect.WRITING: True})
                with connection.begin():
                    yield connection
        except dialect.FAILURES as error:
            raise dialect.explain(error) from error

    @property
    def info(self) -> ProjectInfo:
        """Which project this is."""
        with self.reading() as connection:
            row = connection.execute(select(schema.project)).mappings().one()
        return ProjectInfo(row["id"], row["made_at"], row["made_by"])


def open_project(path: Path, *, create: bool = False, made_by: str = "record") -> Project:
    """Open the project in a folder, and with `create` make it if there is none.

    `made_by` is kept when it is made (`demo` lets the demonstration know its own folders again).
    What a killed process left half done is cleared away. Raises ProjectError: no project there,
    a folder that holds other things, a newer schema, locked, not writable, SQLite too old.
    """
    dialect.check_version()
    database = path / DATABASE
    if create:
        _prepare(path)
    elif not database.is_file():
        raise _no_project(path)
    project = Project(path, dialect.engine(database))
    try:
        with project.reading() as connection:
            found = migrate.version(connection)
        if found is None and not create:
            raise _no_project(path)
        if found != schema.HEAD:
            _bring_up(project, made_by)
        clear_leftovers(project)
    except OSError as error:
        project.close()
        raise ProjectError(
            f"The project cannot be opened: {error.strerror or type(error).__name__}.",
            "Check the disk; what was accepted before is kept.",
        ) from error
    except BaseException:
        project.close()
        raise
    return project


def made_by(path: Path) -> str | None:
    """By which command the folder was made; None where it is no project. Changes nothing."""
    if not (path / DATABASE).is_file():
        return None
    engine = dialect.engine(path / DATABASE)
    try:
        with Project(path, engine).reading() as connection:
            if migrate.version(connection) is None:
                return None
            return connection.execute(select(schema.project.c.made_by)).scalar()
    finally:
        engine.dispose()


def clear_leftovers(project: Project) -> int:
    """Finish or undo what a killed process left at the originals; gives how many there were.

    Under the write lock no other process is between placing a file and committing its row.
    """
    if not originals.unsettled(project.path):
        return 0
    with project.locked() as connection:
        found = originals.unsettled(project.path)
        for report in found:
            named = select(schema.report.c.id).where(schema.report.c.id == report)
            if connection.execute(named).first():
                originals.settled(project.path, report)
            else:
                originals.remove(project.path, report)
    dialect.settle(project.engine)
    return len(found)


def _prepare(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        strange = sorted(found.name for found in path.iterdir() if found.name not in _OURS)
        if strange and not (path / DATABASE).is_file():
            raise ProjectError(
                f"The folder {path} holds other files.", "Name a new or an empty folder."
            )
        (path / originals.FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise ProjectError(
            f"The project folder {path} cannot be made: {error.strerror}.",
            "Name a folder that you may write to.",
        ) from error


def _no_project(path: Path) -> ProjectError | EvidenceError:
    kept = path / originals.FOLDER
    if (path / "log").is_dir() or (kept.is_dir() and any(kept.iterdir())):
        return EvidenceError(
            f"The database of the project in {path} is gone or empty; originals or a log are left.",
            "Work on a copy; restore the newest backup that verifies.",
        )
    return ProjectError(
        f"There is no Sacho project in {path}.",
        "Name the right folder with --project, or make one with `sacho record`.",
    )


def _bring_up(project: Project, made_by: str) -> None:
    with project.locked() as connection:
        # Another process may have done it while this one waited for the lock.
        found = migrate.version(connection)
        if found == schema.HEAD:
            return
        if found is None and dialect.described(connection):
            raise ProjectError(
                f"{project.path / DATABASE} is the database of another program.",
                "Name a new or an empty folder.",
            )
        migrate.upgrade(connection)
        if found is None:
            writing = Writing(connection)
            name = f"project:{secrets.token_hex(16)}"
            writing.add(schema.project, id=name, made_at=writing.at, made_by=made_by)
            writing.record("project-made")
            writing.close()
