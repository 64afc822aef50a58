"""Fill a project so that every table has rows: three reports, a decision, incidents, an erasure."""

from __future__ import annotations

import msgspec
from tests.promises.invented import Made, invented

from sacho.model.incident import Compared, Incident, Join, Origin, Voice
from sacho.model.problem import Problem
from sacho.model.values import Count
from sacho.store import accounts, decisions, erase, incidents, problems, reports, saved_searches
from sacho.store.project import Project

ERASED, FIRST, SECOND = invented(90), invented(0), invented(1, padding=150_000)


def add(project: Project, made: Made, name: str = "letter.txt") -> reports.Added:
    """Record an invented report with its reading."""
    arrival = reports.Arrival(made.data, name, "file")
    return reports.add(project, arrival, made.ingested, made.reading)


def fill(project: Project) -> None:
    """Rows in every recorded and derived table, one erased report among them."""
    erased = add(project, ERASED).record
    first = add(project, FIRST).record
    add(project, SECOND)
    add(project, FIRST, "again.txt")
    told = accounts.current(project)
    shootings = [told[1].accounts[0], told[2].accounts[0]]
    one, two = (record.account for record in shootings)
    decisions.add(project, "merge", (one.id, two.id), ("Reviewer", "same mill"), '{"score":0.5}')
    decisions.add(project, "correct", (one.claims[1].id,), ("Reviewer", "typo"), "{}", '"3"')
    saved_searches.save(project, "mill", {"words": "mill", "kind": None, "radius": 25.0})
    problems.add(project, [Problem("span.lost", "Look again.", ((1, 2),))], first.id)
    join = Join(one.id, two.id, (Compared("killed", "two", "three", "against", "differ"),), 0.5)
    voice = Voice("killed", Count(2, 3), (one.claims[1].id,), (first.id,))
    incident = Incident(
        one.id, "shooting", (one.id, two.id), tuple(r.report for r in shootings), (first.id,),
        (voice,), (join,), (two.id,),
    )  # fmt: skip
    origin = Origin(first.id, tuple(record.report for record in shootings), ("same words",))
    erase.erase(project, erased.id, "Owner", "recorded by mistake")
    incidents.replace(project, [incident], [origin])


def reread(made: Made, reader: str = "invented-reader/2") -> Made:
    """The same report read by another reader, which finds the same."""
    made_with = msgspec.structs.replace(made.reading.made_with, reader=reader)
    return msgspec.structs.replace(
        made, reading=msgspec.structs.replace(made.reading, made_with=made_with)
    )
