"""What a search for incidents asks, and the index that answers it.

Intervals are kept by how wide they are, so that a search for a day looks only a day to either side
among the narrow ones.
"""

from __future__ import annotations

import math
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
    or_,
    select,
)

from sacho.model.distance import haversine_km
from sacho.store.tokens import tokens

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


class Asked(msgspec.Struct, frozen=True):
    """The conditions on `heads`; `listed` where one of them names the few rows that can meet it."""

    conditions: list[ColumnElement[bool]]
    listed: bool


def asked(connection: Connection, filters: Filters, few: int) -> Asked:
    """All filters but words and circle's edge as conditions; the one that fewest rows meet, if at
    most `few` do, as a list of its rows.
    """
    of_several = _of_several(filters)
    rows = [set(connection.execute(q.limit(few + 1)).scalars()) for _, q in of_several if few]
    found = _plain(filters)
    first = min(range(len(rows)), key=lambda n: len(rows[n]), default=-1)
    listed = first >= 0 and len(rows[first]) <= few
    for number, (table, query) in enumerate(of_several):
        if number == first and listed:
            found.append(heads.c.row.in_(sorted(rows[first])))
        else:
            found.append(query.where(table.c.row == heads.c.row).correlate(heads).exists())
    return Asked(found, listed)


def _of_several(filters: Filters) -> list[tuple[Table, Select[Any]]]:
    """The filters on something of which an incident has several."""
    found: list[tuple[Table, Select[Any]]] = []
    if filters.stage is not None:
        found.append((facets, _facet("stage", filters.stage)))
    for name, words in (("party", filters.party), ("speaker", filters.speaker)):
        found += [(facets, _facet(name, token.text)) for token in tokens(words or "")]
    if filters.earliest is not None or filters.latest is not None:
        found.append((periods, _during(filters.earliest, filters.latest)))
    if filters.near is not None:
        found.append((places, _around(filters.near)))
    return found


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


def near_enough(connection: Connection, rows: list[int], near: Near | None) -> set[int]:
    """Those of the rows with a place whose radius reaches into the circle, measured on the globe."""
    if near is None:
        return set(rows)
    found: set[int] = set()
    for place in connection.execute(select(places).where(places.c.row.in_(rows))):
        apart = haversine_km(near.latitude, near.longitude, place.latitude, place.longitude)
        if apart <= near.km + place.radius:
            found.add(place.row)
    return found
