"""Find incidents by what is told of them: kind, class, stage, when, where, who, how many origins.

The index is derived and made anew with the incidents. Intervals are kept by how wide they are, so
that a search for a day looks only a day to either side among the narrow ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from sacho.model.incident import Incident
from sacho.model.values import Party, Period, Place
from sacho.model.values import Text as Words
from sacho.model.vocabulary import class_of
from sacho.store import dialect, schema, search_words
from sacho.store.encoding import from_json
from sacho.store.kept_reading import SPEAKERS
from sacho.store.project import Project
from sacho.store.search_conditions import (
    DAYS,
    FEW,
    FOREVER,
    KM,
    Filters,
    Near,
    asked,
    facets,
    heads,
    near_enough,
    periods,
    places,
    tables,
)
from sacho.store.tokens import tokens

__all__ = ["DAYS", "FEW", "KM", "Filters", "Near", "facets", "heads", "periods", "places", "tables"]

LOT = 100
"""Incidents looked at together."""


def search(project: Project, filters: Filters, limit: int = 50) -> list[str]:
    """The ids of the incidents that meet every filter, in the order of the incidents; where words
    are asked for, in the order of the reports that hold them.

    The filter that fewest rows meet is asked first; the others are asked of its rows only. Where
    all are met by many, incidents are gone through in order until there are enough.
    """
    with project.reading() as connection:
        if not dialect.has_table(connection, heads.name):
            return []
        if filters.words.strip():
            return search_words.search(connection, filters, limit)
        query = select(heads.c.row, heads.c.incident).where(
            *asked(connection, filters, FEW).conditions
        )
        found: list[str] = []
        rows = connection.execute(query.order_by(heads.c.row).execution_options(yield_per=LOT))
        for lot in rows.partitions(LOT):
            kept = near_enough(connection, [r.row for r in lot], filters.near)
            for row in lot:
                if row.row in kept and (filters.only is None or row.incident in filters.only):
                    found.append(row.incident)
            if len(found) >= limit:
                break
        return found[:limit]


def index(connection: Connection, incidents: Mapping[int, Incident]) -> None:
    """Index these incidents, by their positions, inside the caller's transaction."""
    tables.create_all(connection, checkfirst=True)
    wanted = sorted({c for i in incidents.values() for v in i.voices for c in v.claims})
    c = schema.claim.c
    speakers: dict[str, set[str]] = {}
    for at in range(0, len(wanted), FEW):
        lot = wanted[at : at + FEW]
        for found in connection.execute(select(c.id, c.speakers).where(c.id.in_(lot))):
            speakers[found.id] = {s.name for s in from_json(found.speakers, SPEAKERS)}
    rows: dict[Table, list[dict[str, Any]]] = {t: [] for t in tables.sorted_tables}
    for row, incident in incidents.items():
        said = {n for v in incident.voices for id_ in v.claims for n in speakers.get(id_, ())}
        _gather(rows, row, incident, said)
    write(connection, rows)


def unindex(connection: Connection, rows: Iterable[int]) -> None:
    """Take incidents out of the index, by their positions."""
    listed = sorted(rows)
    if listed and dialect.has_table(connection, heads.name):
        for table in tables.sorted_tables:
            connection.execute(delete(table).where(table.c.row.in_(listed)))


def within_days(connection: Connection, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The incidents with a period that lies whole within one of these spans of days."""
    h, p = heads.c, periods.c
    found: set[str] = set()
    for first, last in sorted(set(spans)):
        query = select(h.incident).join(periods, p.row == h.row)
        inside = query.where(p.first >= first, p.last <= last, p.wide <= len(DAYS))
        found.update(connection.execute(inside).scalars())
    return sorted(found)


def clear(connection: Connection) -> None:
    """Forget everything that the index holds; nothing where it was never made."""
    if dialect.has_table(connection, heads.name):
        for table in tables.sorted_tables:
            connection.execute(delete(table))


def write(connection: Connection, rows: dict[Table, list[dict[str, Any]]]) -> None:
    """Put gathered rows into the tables, which must be there."""
    for table, listed in rows.items():
        if listed:
            connection.execute(insert(table), listed)


def _gather(
    rows: dict[Table, list[dict[str, Any]]], row: int, incident: Incident, said: set[str]
) -> None:
    rows[heads].append({
        "row": row, "incident": incident.id, "kind": incident.kind,
        "class": class_of(incident.kind), "origins": len(incident.origins),
    })  # fmt: skip
    named = {("report", report) for report in incident.reports}
    named |= {("speaker", t.text) for name in said for t in tokens(name)}
    stages: set[str] = set()
    for voice in incident.voices:
        value = voice.value
        if isinstance(value, Period):
            rows[periods].append({**period_row(value), "row": row})
        elif isinstance(value, Place) and value.latitude is not None:
            rows[places].append({**place_row(value), "row": row})
        elif isinstance(value, Party):
            names = (value.name, *value.variants)
            named |= {("party", t.text) for name in names for t in tokens(name)}
        elif voice.field == "stage" and isinstance(value, Words):
            stages.add(value.code or value.text)
    named |= {("stage", stage) for stage in stages or {"accomplished"}}
    rows[facets] += [{"name": n, "value": v, "row": row} for n, v in sorted(named)]


def period_row(value: Period) -> dict[str, Any]:
    """A period as the index keeps it: days counted, and how wide it is."""
    first = _day(value.earliest) if value.earliest else 0
    last = _day(value.latest) if value.latest else FOREVER
    return {"wide": _class(last - first + 1, DAYS), "first": first, "last": last}


def place_row(value: Place) -> dict[str, Any]:
    """A place on the map as the index keeps it."""
    radius = value.radius_km or 0.0
    return {
        "wide": _class(radius, KM), "latitude": value.latitude, "longitude": value.longitude,
        "radius": radius,
    }  # fmt: skip


def _day(iso: str) -> int:
    return date.fromisoformat(iso[:10]).toordinal()


def _class(width: float, bounds: tuple[float, ...]) -> int:
    return next((n for n, bound in enumerate(bounds) if width <= bound), len(bounds))
