"""Remove a report's content for good; the only way there is.

What goes: the original, and every row of every journal entry about the report: receipts, texts,
readings, claims, problems, and the decisions about any of them, with the salts of those entries.
What stays: the entries themselves with their marks. A mark was a commitment to its row; without
the salt nobody, we included, can test a guess against it. By whom, when and why stays too.
Incidents that rested on the report go until `sacho link` derives them again. What a language model
answered (`model-answers`, kept only to ask no report twice) goes whole: no answer names its report.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, select

from sacho.errors import NotFound, UsageError
from sacho.store import dialect, incidents, originals, schema, search
from sacho.store.project import ANSWERS, Project
from sacho.store.writing import Writing


class Erasure(msgspec.Struct, frozen=True):
    """That content was removed. `entries` are the numbers of the journal entries laid bare."""

    entry: int
    at: str
    by: str
    reason: str
    entries: tuple[int, ...]


def erase(project: Project, report: str, by: str, reason: str) -> Erasure:
    """Erase one report. `reason` and `by` stay readable: name no source in them.

    Older backups, and copies that others hold, are out of reach. Raises NotFound, UsageError.
    """
    by, reason = by.strip(), reason.strip()
    if not by or not reason:
        raise UsageError("An erasure needs a name and a reason.", "Give --by and --reason.")
    with project.writing() as writing:
        first = writing.connection.execute(
            select(schema.report.c.entry).where(schema.report.c.id == report)
        ).scalar()
        if first is None:
            raise NotFound(f"There is no report {report} in this project.")
        targets = _targets(writing.connection, report, first)
        originals.announce(project.path, report)
        writing.add(schema.erasure, at=writing.at, by=by, reason=reason)
        for target in targets:
            writing.add(schema.erasure_target, target=target)
        writing.flush()
        _remove(writing, report, targets)
        writing.record("erased", first)
        writing.afterwards.append(lambda: originals.remove(project.path, report))
        writing.afterwards.append(lambda: answers_removed(project.path))
        made = Erasure(writing.entry, writing.at, by, reason, targets)
    dialect.settle(project.engine)
    return made


def answers_removed(path: Path) -> None:
    """Remove every answer of a language model kept in a project."""
    shutil.rmtree(path / ANSWERS, ignore_errors=True)


def list_all(project: Project) -> list[Erasure]:
    """Every erasure, oldest first."""
    e, x = schema.erasure.c, schema.erasure_target.c
    with project.reading() as connection:
        targets: dict[int, list[int]] = {}
        for row in connection.execute(select(schema.erasure_target).order_by(x.target)):
            targets.setdefault(row.entry, []).append(row.target)
        return [
            Erasure(row.entry, row.at, row.by, row.reason, tuple(targets.get(row.entry, ())))
            for row in connection.execute(select(schema.erasure).order_by(e.entry))
        ]


def _targets(connection: Connection, report: str, first: int) -> tuple[int, ...]:
    """The entries whose rows go: those about the report, and the decisions about what it tells."""
    j, d = schema.journal.c, schema.decision_about.c
    told = connection.execute(select(j.seq).where(j.about == first)).scalars()
    judged = connection.execute(
        select(d.entry).where(d.subject.in_(subjects(connection, report)))
    ).scalars()
    found = set(told) | set(judged)
    found |= _judged_decisions(connection, found)
    gone = set(connection.execute(select(schema.erasure_target.c.target)).scalars())
    return tuple(sorted(found - gone))


def _judged_decisions(connection: Connection, entries: set[int]) -> set[int]:
    """The entries of decisions about the decisions of these entries (a retraction), and so on."""
    d, s = schema.decision.c, schema.decision_about.c
    judged = set(
        connection.execute(
            select(s.entry).where(s.subject.in_(select(d.id).where(d.entry.in_(entries))))
        ).scalars()
    )
    return judged | _judged_decisions(connection, judged - entries) if judged - entries else judged


def subjects(connection: Connection, report: str) -> list[str]:
    """The ids of a report and of all that was made of it."""
    t = schema.text.c
    made = select(t.id).where(t.report == report)
    found = [report, *connection.execute(made).scalars()]
    for table in (schema.account, schema.claim, schema.reading):
        found += connection.execute(select(table.c.id).where(table.c.text.in_(made))).scalars()
    for table in (schema.receipt, schema.problem):
        found += connection.execute(select(table.c.id).where(table.c.report == report)).scalars()
    return found


def _remove(writing: Writing, report: str, targets: tuple[int, ...]) -> None:
    connection = writing.connection
    t = schema.text.c
    for row in connection.execute(select(t.entry, t.text).where(t.report == report)).all():
        search.unindex(connection, row.entry, row.text)
    # Voices quote values; all go, since which of them rest on this report is for `link` to say.
    incidents.clear(connection)
    kept = ("project", "erasure", "erasure_target")
    for table in (*reversed(schema.family("recorded")), schema.salt):
        if table.name not in kept:
            connection.execute(delete(table).where(table.c.entry.in_(targets)))
