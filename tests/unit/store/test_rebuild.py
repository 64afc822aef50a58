"""What is derived can be made again: the same ids and the same bytes."""

from __future__ import annotations

from tests.unit.store.filled import FIRST, SECOND, add

from sacho.store import dialect, incidents, rebuild, reports, schema, search
from sacho.store.project import Project
from sacho.store.verify import verify


def test_rebuilding_gives_the_same_bytes(filled: Project) -> None:
    """Dropped, rebuilt and linked again, a project's dump is the same to the byte."""
    before = list(rebuild.canonical_dump(filled))
    listed, origins = incidents.list_all(filled), incidents.origins(filled)

    rebuild.rebuild(filled)
    assert incidents.list_all(filled) == []
    incidents.replace(filled, listed, origins)

    assert list(rebuild.canonical_dump(filled)) == before
    assert verify(filled).clean


def test_the_dump_differs_where_anything_does(project: Project) -> None:
    """One more receipt shows in the dump's hash."""
    add(project, FIRST)
    before = rebuild.dump_hash(project)

    add(project, FIRST)

    assert rebuild.dump_hash(project) != before


def test_the_dump_holds_every_table(filled: Project) -> None:
    """Each table of the schema, and the index, has its lines in the dump."""
    told = b"".join(rebuild.canonical_dump(filled))

    for name in (*schema.metadata.tables, "search_index"):
        assert f'["{name}",'.encode() in told, name


def test_rebuilding_mends_index_triggers_and_views(project: Project) -> None:
    """An emptied index and lost triggers or views are put back."""
    for made in (FIRST, SECOND):
        add(project, made)
    with project.locked() as connection:
        dialect.drop_guards(connection)
        dialect.make_index(connection)
        connection.exec_driver_sql("DROP VIEW reports")
    assert search.search(project, "weavers") == []
    assert not verify(project).clean

    rebuild.rebuild(project)

    assert len(search.search(project, "weavers")) == 2
    assert verify(project).clean
    assert reports.count(project) == 2
