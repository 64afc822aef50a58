"""Which reading of a report counts, where it was read several times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, func, select

from sacho.store import schema
from sacho.store.project import Project


def readings(connection: Connection, only: Iterable[str] | None = None) -> dict[str, str]:
    """The id of the reading that counts of every report, or each of some, in order of receipt.

    It is of the newest text that was read, and the newest that was told of the report what is known
    of it now; where there is none such, the newest.
    """
    found: dict[str, str] = {}
    fitting: set[str] = set()
    text: dict[str, str] = {}
    for report, row, fits in _fitting(connection, only):
        if text.get(report) != row.text:
            text[report] = row.text
            fitting.discard(report)
        if fits:
            fitting.add(report)
        if fits or report not in fitting:
            found[report] = row.id
    return found


def behind(project: Project) -> list[str]:
    """Reports that people mended, whose head no reading of the newest text was told yet."""
    d, t = schema.description.c, schema.text.c
    made = select(schema.decision.c.entry).where(schema.decision.c.verb.in_(("mend", "retract")))
    with project.reading() as connection:
        mended = set(connection.execute(select(d.report).where(d.entry.in_(made))).scalars())
        if not mended:
            return []
        newest = {
            row.report: row.id
            for row in connection.execute(
                select(t.report, t.id).where(t.report.in_(sorted(mended))).order_by(t.entry)
            )
        }
        read = {
            r for r, row, fits in _fitting(connection, mended) if fits and row.text == newest[r]
        }
    return sorted(newest.keys() - read)


def _fitting(
    connection: Connection, only: Iterable[str] | None
) -> Iterator[tuple[str, Row[Any], bool]]:
    """(report, reading, whether it was told what is known of the report now), oldest first."""
    r, t, d = schema.reading.c, schema.text.c, schema.description.c
    told = [r.title, r.publisher, r.author, r.published, r.language]
    query = (
        select(t.report, r.id, r.text, *told)
        .join(schema.text, t.id == r.text)
        .join(schema.report, schema.report.c.id == t.report)
        .order_by(schema.report.c.entry, t.entry, r.entry)
    )
    heads = select(d.report, *(d[c.name] for c in told)).order_by(d.entry)
    if only is not None:
        names = sorted(set(only))
        query, heads = query.where(t.report.in_(names)), heads.where(d.report.in_(names))
    now = {row[0]: row[1:] for row in connection.execute(heads).all()}
    for row in connection.execute(query).all():
        yield row[0], row, row[3:] == now.get(row[0])


def superseded(connection: Connection) -> set[str]:
    """The readings that do not count any more; those of every report but the erased."""
    r, t = schema.reading.c, schema.text.c
    several = (
        select(t.report)
        .join(schema.reading, r.text == t.id)
        .group_by(t.report)
        .having(func.count() > 1)
    )
    reports = list(connection.execute(several).scalars())
    if not reports:
        return set()
    count = set(readings(connection, reports).values())
    every = select(r.id).join(schema.text, t.id == r.text).where(t.report.in_(reports))
    return set(connection.execute(every).scalars()) - count
