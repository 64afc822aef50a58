"""How much each report tells, without what it tells: enough to say what waits and in which order."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, func, select

from sacho.store import counting, schema
from sacho.store.project import Project


class ReportTally(msgspec.Struct, frozen=True):
    """One report as far as a list needs it: the claims of its present reading, how many of them
    are expected wrong, and those of them that decisions are about, each with its chance.
    """

    report: str
    received_at: str
    claims: int = 0
    doubt: float = 0.0
    decided: Mapping[str, float] = {}


def list_all(project: Project) -> list[ReportTally]:
    """Every report in the order of receipt; nothing of what it tells is loaded."""
    c, p = schema.receipt.c, schema.proposal.c
    received = select(c.report, c.received_at).order_by(c.entry)
    # A claim may stand in several accounts of one reading.
    once = (
        select(p.reading, p.claim, func.max(p.confidence).label("chance"))
        .group_by(p.reading, p.claim)
        .subquery()
    )
    told = select(once.c.reading, func.count(), func.sum(1 - once.c.chance)).group_by(
        once.c.reading
    )
    with project.reading() as connection:
        newest = counting.readings(connection)
        came: dict[str, str] = {}
        for report, at in connection.execute(received).all():
            came.setdefault(report, at)
        tallies = {row[0]: (row[1], row[2]) for row in connection.execute(told).all()}
        decided = _decided(connection)
    return [
        ReportTally(
            report, at, *tallies.get(newest.get(report, ""), (0, 0.0)),
            decided.get(newest.get(report, ""), {}),
        )
        for report, at in came.items()
    ]  # fmt: skip


def _decided(connection: Connection) -> dict[str, dict[str, float]]:
    """The claims that any decision is about, with their chances, by reading."""
    p, s = schema.proposal.c, schema.decision_about.c
    query = select(p.reading, p.claim, func.max(p.confidence)).where(
        p.claim.in_(select(s.subject).distinct())
    )
    found: dict[str, dict[str, float]] = {}
    for reading, claim, chance in connection.execute(query.group_by(p.reading, p.claim)).all():
        found.setdefault(reading, {})[claim] = chance
    return found
