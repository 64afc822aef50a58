"""A report's head as people mended it. Each head is one more description; none is replaced.

The head that counts is what the document says of itself, with what standing decisions say over it,
field by field. Taking a decision back describes the report again as it follows then.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from sacho.model.decision import Mended
from sacho.store import schema
from sacho.store.encoding import from_json
from sacho.store.writing import Writing

DECIDED = "decided"
"""How the date of a report is known that a person mended."""
FIELDS = tuple(Mended.__struct_fields__)


class _Mend(msgspec.Struct, frozen=True):
    """A decision that mends, or takes one back; `about` is the report, or the decision."""

    id: str
    entry: int
    verb: str
    about: str
    given: Mended


def report_of(connection: Connection, verb: str, about: str) -> str | None:
    """The report whose head a decision changes, through any number of retractions; else None."""
    d, s = schema.decision.c, schema.decision_about.c
    while verb == "retract":
        found = connection.execute(
            select(d.verb, s.subject)
            .join(schema.decision_about, s.decision == d.id)
            .where(d.id == about, s.position == 0)
        ).first()
        if found is None:
            return None
        verb, about = found.verb, found.subject
    return about if verb == "mend" else None


def settle(writing: Writing, report: str) -> int:
    """Describe the report as it follows from the decisions that stand, those of this transaction
    too; gives the report's journal entry.
    """
    writing.flush()
    decided = _decisions(writing.connection, report)
    rows = _descriptions(writing.connection, report)
    by_people = {m.entry for m in decided}
    said = [row for row in rows if row["entry"] not in by_people]
    told = {name: value for name, value in said[-1].items() if name not in ("entry", "report")}
    for name in FIELDS:
        # What the document said while nobody had mended it: a later arrival kept what people said.
        own = next(
            (row for row in reversed(said) if name not in _standing(decided, row["entry"])), said[0]
        )
        told[name] = own[name]
        if name == "published":
            told["published_from"] = own["published_from"]
    writing.add(schema.description, report=report, **over(told, _standing(decided)))
    r = schema.report.c
    return writing.connection.execute(select(r.entry).where(r.id == report)).scalar_one()


def mended(connection: Connection, report: str) -> dict[str, str | None]:
    """What people's standing decisions say of a report's head, by field."""
    return _standing(_decisions(connection, report))


def over(told: dict[str, Any], said: dict[str, str | None]) -> dict[str, Any]:
    """A description with what people said over it."""
    more = {"published_from": DECIDED} if "published" in said else {}
    return {**told, **said, **more}


def _standing(decided: list[_Mend], before: int | None = None) -> dict[str, str | None]:
    """The later decision about each field counts; of those made `before` a journal entry."""
    made = [m for m in decided if before is None or m.entry < before]
    gone: set[str] = set()
    for one in reversed(made):
        if one.verb == "retract" and one.id not in gone:
            gone.add(one.about)
    found: dict[str, str | None] = {}
    for one in made:
        if one.verb == "mend" and one.id not in gone:
            given = msgspec.structs.asdict(one.given)
            found.update({n: v for n, v in given.items() if v is not msgspec.UNSET})
    return found


def _decisions(connection: Connection, report: str) -> list[_Mend]:
    """Decisions that mend this report, and those that take one of them back, oldest first."""
    d, s = schema.decision.c, schema.decision_about.c
    query = (
        select(d.id, d.entry, d.verb, d.value, s.subject)
        .join(schema.decision_about, s.decision == d.id)
        .where(d.verb.in_(("mend", "retract")), s.position == 0)
        .order_by(d.entry)
    )
    found: dict[str, _Mend] = {}
    for row in connection.execute(query):
        if row.verb == "mend" and row.subject == report:
            given = from_json(row.value, Mended)
            found[row.id] = _Mend(row.id, row.entry, row.verb, row.subject, given)
        elif row.verb == "retract" and row.subject in found:
            found[row.id] = _Mend(row.id, row.entry, row.verb, row.subject, Mended())
    return list(found.values())


def _descriptions(connection: Connection, report: str) -> list[dict[str, Any]]:
    d = schema.description.c
    query = select(schema.description).where(d.report == report).order_by(d.entry)
    return [{str(k): v for k, v in row.items()} for row in connection.execute(query).mappings()]
