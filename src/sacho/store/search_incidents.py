"""Find incidents by what is told of them: kind, class, stage, when, where, who, how many origins.

The index is derived and made anew with the incidents. Intervals are kept by how wide they are, so
that a search for a day looks only a day to either side among the narrow ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Float,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    delete,
    insert,
    or_,
    select,
)

from sacho.model.distance import haversine_km
from sacho.model.incident import Incident
from sacho.model.values import Party, Period, Place
from sacho.model.values import Text as Words
from sacho.model.vocabulary import class_of
from sacho.store import dialect, schema
from sacho.store.encoding import from_json
from sacho.store.kept_reading import SPEAKERS
from sacho.store.project import Project
from sacho.store.tokens import phrases, tokens

DAYS = (1, 8, 32, 370, 400_000)
KM = (10.0, 50.0, 250.0, 20_100.0)
"""Upper bounds of the classes of width: of periods in days, of places' radii in km."""

KM_PER_DEGREE = 111.2
FEW = 500
"""A filter that at most so many rows meet is asked first."""

LOT = 100
"""Incidents looked at together."""

FOREVER = 4_000_000

# Named like the full-text index, and like it made anew from this definition, never migrated.
tables = MetaData()
heads = Table(
    "search_index_incident", tables,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("incident", Text, nullable=False),
    Column("kind", Text, nullable=False), Column("class", Text, nullable=False),
    Column("origins", Integer, nullable=False),
    Index("search_index_kind", "kind", "row"), Index("search_index_class", "class", "row"),
    Index("search_index_origins", "origins", "row"),
)  # fmt: skip
facets = Table(
    "search_index_facet", tables,
    Column("name", Text, primary_key=True), Column("value", Text, primary_key=True),
    Column("row", Integer, primary_key=True, autoincrement=False),
    Index("search_index_of", "row", "name"),
    sqlite_with_rowid=False,
)  # fmt: skip
periods = Table(
    "search_index_period", tables,
    Column("wide", Integer), Column("first", Integer), Column("last", Integer),
    Column("row", Integer),
    Index("search_index_when", "wide", "first", "last", "row"),
    Index("search_index_when_of", "row"),
)  # fmt: skip
places = Table(
    "search_index_place", tables,
    Column("wide", Integer), Column("latitude", Float), Column("longitude", Float),
    Column("radius", Float), Column("row", Integer),
    Index("search_index_where", "wide", "latitude", "longitude", "radius", "row"),
    Index("search_index_where_of", "row"),
)  # fmt: skip


class Near(msgspec.Struct, frozen=True):
    """Within `km` of a point: a place counts when its own radius reaches in."""

    latitude: float
    longitude: float
    km: float


class Filters(msgspec.Struct, frozen=True):
    """All that must hold; None asks nothing. `only` are incident ids, known from elsewhere."""

    words: str = ""
    kind: str | None = None
    class_: str | None = None
    stage: str | None = None
    earliest: date | None = None
    latest: date | None = None
    near: Near | None = None
    party: str | None = None
    speaker: str | None = None
    origins: int | None = None
    only: frozenset[str] | None = None


def search(project: Project, filters: Filters, limit: int = 50) -> list[str]:
    """The ids of the incidents that meet every filter, in the order of the incidents.

    The filter that fewest rows meet is asked first; the others are asked of its rows only. Where
    all are met by many, incidents are gone through in order until there are enough.
    """
    with project.reading() as connection:
        if not dialect.has_table(connection, heads.name):
            return []
        texts = _texts(connection, filters.words)
        query = select(heads.c.row, heads.c.incident).where(
            *_plain(filters), *_rows(connection, filters, texts)
        )
        found: list[str] = []
        rows = connection.execute(query.order_by(heads.c.row).execution_options(yield_per=LOT))
        for lot in rows.partitions(LOT):
            kept = _near_enough(connection, [r.row for r in lot], filters.near)
            kept &= _telling(connection, kept, texts)
            for row in lot:
                if row.row in kept and (filters.only is None or row.incident in filters.only):
                    found.append(row.incident)
            if len(found) >= limit:
                break
        return found[:limit]


def index(connection: Connection, incidents: Iterable[Incident]) -> None:
    """Make the whole index anew from these incidents, inside the caller's transaction."""
    tables.create_all(connection, checkfirst=True)
    clear(connection)
    c = schema.claim.c
    speakers = {
        row.id: {s.name for s in from_json(row.speakers, SPEAKERS)}
        for row in connection.execute(select(c.id, c.speakers))
    }
    rows: dict[Table, list[dict[str, Any]]] = {t: [] for t in tables.sorted_tables}
    for row, incident in enumerate(incidents):
        said = {n for v in incident.voices for id_ in v.claims for n in speakers.get(id_, ())}
        _gather(rows, row, incident, said)
    write(connection, rows)


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


# -- conditions ------------------------------------------------------------------------------


def _plain(filters: Filters) -> list[ColumnElement[bool]]:
    h = heads.c
    found: list[ColumnElement[bool]] = []
    if filters.kind is not None:
        found.append(h.kind == filters.kind)
    if filters.class_ is not None:
        found.append(h["class"] == filters.class_)
    if filters.origins is not None:
        found.append(h.origins >= filters.origins)
    return found


def _rows(
    connection: Connection, filters: Filters, texts: frozenset[int] | None
) -> list[ColumnElement[bool]]:
    """One condition for each filter on something of which an incident has several."""
    asked: list[tuple[Table, Select[Any]]] = []
    if filters.stage is not None:
        asked.append((facets, _facet("stage", filters.stage)))
    for name, words in (("party", filters.party), ("speaker", filters.speaker)):
        asked += [(facets, _facet(name, token.text)) for token in tokens(words or "")]
    if filters.earliest is not None or filters.latest is not None:
        asked.append((periods, _during(filters.earliest, filters.latest)))
    if filters.near is not None:
        asked.append((places, _around(filters.near)))
    if texts is not None and len(texts) <= FEW:
        asked.append((facets, _of_texts(texts)))
    counts = [len(connection.execute(query.limit(FEW + 1)).all()) for _, query in asked]
    if not counts:
        return []
    first = counts.index(min(counts))
    found: list[ColumnElement[bool]] = []
    for number, (table, query) in enumerate(asked):
        if number == first and counts[number] <= FEW:
            listed = sorted({row.row for row in connection.execute(query)})
            found.append(heads.c.row.in_(listed))
        else:
            found.append(query.where(table.c.row == heads.c.row).correlate(heads).exists())
    return found


def _facet(name: str, value: str) -> Select[Any]:
    return select(facets.c.row).where(facets.c.name == name, facets.c.value == value)


def _during(earliest: date | None, latest: date | None) -> Select[Any]:
    """Periods that share a day with the one asked for; one branch for each class of width."""
    first = earliest.toordinal() if earliest else 0
    last = latest.toordinal() if latest else FOREVER
    p = periods.c
    narrow = [
        and_(p.wide == n, p.first >= first - bound, p.first <= last, p.last >= first)
        for n, bound in enumerate(DAYS)
    ]
    wide = and_(p.wide == len(DAYS), p.first <= last, p.last >= first)
    return select(p.row).where(or_(*narrow, wide))


def _around(near: Near) -> Select[Any]:
    """Places whose box reaches into the box around the circle: more than are near enough."""
    p = places.c
    boxes: list[ColumnElement[bool]] = []
    for wide, bound in enumerate(KM):
        north = (near.km + bound) / KM_PER_DEGREE
        box = and_(
            p.wide == wide,
            p.latitude >= near.latitude - north, p.latitude <= near.latitude + north,
        )  # fmt: skip
        east = north / math.cos(math.radians(min(89.0, abs(near.latitude) + north)))
        # Near the date line and the poles the box would have to be cut: there all are measured.
        if abs(near.longitude) + east < 180 and abs(near.latitude) + north < 85:
            box = and_(
                box, p.longitude >= near.longitude - east, p.longitude <= near.longitude + east
            )
        boxes.append(box)
    return select(p.row).where(or_(*boxes))


def _near_enough(connection: Connection, rows: list[int], near: Near | None) -> set[int]:
    """Those of the rows with a place whose radius reaches into the circle, measured on the globe."""
    if near is None:
        return set(rows)
    found: set[int] = set()
    for place in connection.execute(select(places).where(places.c.row.in_(rows))):
        apart = haversine_km(near.latitude, near.longitude, place.latitude, place.longitude)
        if apart <= near.km + place.radius:
            found.add(place.row)
    return found


def _texts(connection: Connection, words: str) -> frozenset[int] | None:
    """Row numbers of the texts that hold all of the words; None where none are asked for."""
    if not words.strip():
        return None
    wanted = phrases(words)
    return frozenset(dialect.all_rows_with(connection, wanted)) if wanted else frozenset()


def _of_texts(texts: frozenset[int]) -> Select[Any]:
    s, t = schema.search_text.c, schema.text.c
    reports = select(t.report).join(schema.search_text, s.text == t.id).where(s.row.in_(texts))
    return select(facets.c.row).where(facets.c.name == "report", facets.c.value.in_(reports))


def _telling(connection: Connection, rows: set[int], texts: frozenset[int] | None) -> set[int]:
    """Those of the rows that a text with the words tells of."""
    if texts is None or len(texts) <= FEW or not rows:
        return rows
    f, s, t = facets.c, schema.search_text.c, schema.text.c
    told = connection.execute(
        select(f.row, s.row.label("text"))
        .join(schema.text, t.report == f.value)
        .join(schema.search_text, s.text == t.id)
        .where(f.name == "report", f.row.in_(rows))
    )
    return {one.row for one in told if one.text in texts}
