"""Make again all that is derived, and compare two states of a project byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, Table, select

from sacho.store import dialect, incidents, migrate, schema, search
from sacho.store.encoding import canonical
from sacho.store.project import Project


def rebuild(project: Project) -> None:
    """Drop what is derived and make the index, triggers and views again.

    Incidents and origins are left empty: link again and give them to `incidents.replace`, which
    puts back the same ids.
    """
    with project.locked() as connection:
        incidents.clear(connection)
        search.reindex(connection)
        migrate.finish(connection)


def canonical_dump(project: Project) -> Iterator[bytes]:
    """Everything kept, one line for each row: tables by name, rows by key, the index by token.

    Two projects with the same dump hold the same ids and bytes.
    """
    with project.reading() as connection:
        for table in sorted(schema.metadata.tables.values(), key=lambda t: t.name):
            yield from _lines(connection, table)
        for term in dialect.index_terms(connection):
            yield canonical(["search_index", *term]) + b"\n"


def dump_hash(project: Project) -> str:
    """SHA-256 of the canonical dump, in hex."""
    digest = hashlib.sha256()
    for line in canonical_dump(project):
        digest.update(line)
    return digest.hexdigest()


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    rows = connection.execute(select(table).order_by(*table.primary_key.columns))
    for row in rows:
        yield canonical([str(table.name), *row]) + b"\n"
