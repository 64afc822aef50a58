"""Bring a project's tables to the present schema, by numbered migrations inside the package."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from sacho.errors import ProjectError
from sacho.store import dialect, schema
from sacho.store.views import VIEWS

MIGRATIONS = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str | None:
    """The migration that the file stands at; None where it holds no tables of ours."""
    if not dialect.has_table(connection, "alembic_version"):
        return None
    told = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    # Several are of nobody's making: none of them is this version's.
    return " ".join(map(str, sorted(told, key=str))) if told else None


def upgrade(connection: Connection, to: str = schema.HEAD) -> None:
    """Run the migrations that are missing, inside the caller's transaction.

    Raises ProjectError where the file was made by a newer Sacho.
    """
    # Imported here: a project that is up to date never pays for it.
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    # What alembic cannot even look up (an empty number) it asserts.
    except (CommandError, AssertionError) as error:
        raise ProjectError(
            "The project was made by a newer Sacho, or its version was altered.",
            "Install the newest version and try again; else restore a backup.",
        ) from error
    finish(connection)


def finish(connection: Connection) -> None:
    """Triggers, views and the index are not migrated but made anew from their definition."""
    dialect.install(connection, schema.append_only(), VIEWS)
    if not dialect.has_table(connection, "search_index"):
        dialect.make_index(connection)
