"""Problems: what could not be read or resolved, kept as records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec
from sqlalchemy import ColumnElement, Connection, func, or_, select, true

from sacho.errors import NotFound
from sacho.model.problem import Problem
from sacho.model.span import Spans
from sacho.store import counting, schema
from sacho.store.encoding import from_json, to_json
from sacho.store.project import Project
from sacho.store.writing import Writing


class ProblemRecord(msgspec.Struct, frozen=True):
    """A problem as kept: of which report, and of which reading if a reader found it."""

    id: str
    code: str
    message: str
    report: str | None
    received_name: str | None
    spans: Spans
    at: str
    reading: str | None = None


def add(project: Project, found: Iterable[Problem], report: str | None = None) -> None:
    """Keep problems that come neither from ingesting nor from a reading (a lost span …)."""
    about = None
    with project.writing() as writing:
        if report is not None:
            known = select(schema.report.c.entry).where(schema.report.c.id == report)
            about = writing.connection.execute(known).scalar()
            if about is None:
                raise NotFound(f"There is no report {report} in this project.")
        add_new(writing, found, report=report)
        writing.record("problem-recorded", about)


def add_new(writing: Writing, found: Iterable[Problem], report: str | None) -> None:
    """Gather those of a report's problems that are not kept already."""
    columns = schema.problem.c
    kept = writing.connection.execute(
        select(columns.code, columns.message, columns.spans).where(
            columns.report == report, columns.reading.is_(None)
        )
    )
    known = Counter((row.code, row.message, row.spans) for row in kept)
    fresh: list[Problem] = []
    for problem in found:
        key = (problem.code, problem.message, to_json(problem.spans))
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(problem)
    gather(writing, fresh, report)


def gather(
    writing: Writing, found: Iterable[Problem], report: str | None, reading: str | None = None
) -> None:
    """Gather problems, of a reading or not, in their order."""
    first = 1 + writing.gathered(schema.problem)
    for position, problem in enumerate(found, first):
        writing.add(
            schema.problem, id=f"problem:{writing.entry}.{position}", position=position,
            report=report, reading=reading, code=problem.code, message=problem.message,
            spans=to_json(problem.spans),
        )  # fmt: skip


def counts(project: Project) -> Counter[str]:
    """How many problems each report has; those of readings that no longer count are none."""
    p = schema.problem.c
    query = select(p.report, func.count()).where(p.report.is_not(None)).group_by(p.report)
    with project.reading() as connection:
        rows = connection.execute(query.where(_present(connection))).all()
        return Counter({row[0]: row[1] for row in rows})


def list_all(project: Project, report: str | None = None, read: bool = True) -> list[ProblemRecord]:
    """Every problem, or one report's, in the order in which they were met; those of readings
    that no longer count are left out. `read` False: without those that a reader met in a text.
    """
    p, j = schema.problem.c, schema.journal.c
    query = (
        select(schema.problem, j.at)
        .join(schema.journal, j.seq == p.entry)
        .order_by(p.entry, p.position)
    )
    if report is not None:
        query = query.where(p.report == report)
    if not read:
        query = query.where(p.reading.is_(None))
    r = schema.receipt.c
    receipts = select(r.report, r.received_name).order_by(r.entry.desc())
    if report is not None:
        receipts = receipts.where(r.report == report)
    with project.reading() as connection:
        rows = connection.execute(query.where(_present(connection))).mappings().all()
        received = connection.execute(receipts).all()
    # The oldest receipt comes last and stays.
    names: dict[str, str] = {row.report: row.received_name for row in received}
    return [
        ProblemRecord(
            row["id"], row["code"], row["message"], row["report"], names.get(row["report"]),
            from_json(row["spans"], Spans), row["at"], row["reading"],
        )
        for row in rows
    ]  # fmt: skip


def _present(connection: Connection) -> ColumnElement[bool]:
    """Of no reading, or of one that counts."""
    p = schema.problem.c
    gone = counting.superseded(connection)
    return or_(p.reading.is_(None), p.reading.not_in(gone)) if gone else true()
