"""Timeline and map as numbers for inline SVG: intervals are bars, places are circles of radius.

The map is an equirectangular window around the places told, with a graticule and no coastline: it
shows how far each place is known, not where anyone could be found.
"""

from __future__ import annotations

import math
from datetime import date

import msgspec

from sacho.model.incident import Incident
from sacho.model.plain import plain
from sacho.model.values import Period, Place
from sacho.model.vocabulary import class_of, label

WIDTH = 720.0
LEFT = 210.0  # room for labels
ROW = 22.0
LEAST_BAR = 4.0  # a single day must stay visible in a year's view


class Bar(msgspec.Struct, frozen=True):
    """One incident's interval: x and width in the drawing's units."""

    id: str
    title: str
    x: float
    width: float
    y: float
    class_: str


class Tick(msgspec.Struct, frozen=True):
    """A labelled date on the axis."""

    x: float
    text: str


class Timeline(msgspec.Struct, frozen=True):
    """Bars in the order of their earliest day; `undated` counts incidents without a period."""

    bars: list[Bar]
    ticks: list[Tick]
    width: float
    height: float
    undated: int


class Circle(msgspec.Struct, frozen=True):
    """A place with the radius within which it happened."""

    id: str
    title: str
    x: float
    y: float
    r: float
    class_: str


class Map(msgspec.Struct, frozen=True):
    """Circles, largest first so that the small ones stay on top, and graticule lines."""

    circles: list[Circle]
    meridians: list[Tick]
    parallels: list[Tick]
    width: float
    height: float
    unplaced: int


def draw_timeline(incidents: list[Incident]) -> Timeline:
    """All incidents whose first told period has both ends."""
    dated: list[tuple[int, int, Incident]] = []
    for incident in incidents:
        days = _days(incident)
        if days is not None:
            dated.append((*days, incident))
    dated.sort(key=lambda d: (d[0], d[1], d[2].id))
    if not dated:
        return Timeline([], [], WIDTH, ROW, len(incidents))
    first, last = min(d[0] for d in dated), max(d[1] for d in dated) + 1
    scale = (WIDTH - LEFT - 10) / max(1, last - first)
    bars = [
        Bar(
            i.id, label("kind", i.kind), round(LEFT + (a - first) * scale, 1),
            round(max(LEAST_BAR, (b - a + 1) * scale), 1), n * ROW, class_of(i.kind),
        )
        for n, (a, b, i) in enumerate(dated)
    ]  # fmt: skip
    ticks = [
        Tick(round(LEFT + (d - first) * scale, 1), date.fromordinal(d).isoformat())
        for d in range(first, last, max(1, (last - first) // 4))
    ]
    return Timeline(bars, ticks, WIDTH, len(bars) * ROW + 26, len(incidents) - len(bars))


def _days(incident: Incident) -> tuple[int, int] | None:
    for voice in incident.voices:
        value = voice.value
        if isinstance(value, Period) and value.earliest and value.latest:
            ends = (date.fromisoformat(e[:10]).toordinal() for e in (value.earliest, value.latest))
            return (*ends,)  # type: ignore[return-value]
    return None


def draw_map(incidents: list[Incident]) -> Map:
    """All incidents whose first told place is on the map."""
    placed: list[tuple[Place, Incident]] = []
    for incident in incidents:
        place = next((v.value for v in incident.voices if isinstance(v.value, Place)), None)
        if place is not None and place.latitude is not None and place.longitude is not None:
            placed.append((place, incident))
    if not placed:
        return Map([], [], [], WIDTH, 0, len(incidents))
    window = _Window([p for p, _ in placed])
    circles = [
        Circle(
            i.id, f"{label('kind', i.kind)}: {plain(p)}", *window.at(p),
            round(max(3.0, (p.radius_km or 0) * window.per_km), 1), class_of(i.kind),
        )
        for p, i in placed
    ]  # fmt: skip
    circles.sort(key=lambda c: -c.r)
    return Map(
        circles, window.meridians(), window.parallels(), WIDTH, window.height,
        len(incidents) - len(placed),
    )  # fmt: skip


class _Window:
    """Degrees to drawing units, one kilometre the same length both ways at the middle latitude."""

    def __init__(self, places: list[Place]) -> None:
        margin = max((p.radius_km or 0) for p in places) / 111 + 0.3
        lats = [p.latitude or 0 for p in places]
        lons = [p.longitude or 0 for p in places]
        self.south, self.north = min(lats) - margin, max(lats) + margin
        squeeze = math.cos(math.radians((self.south + self.north) / 2))
        self.west, self.east = min(lons) - margin / squeeze, max(lons) + margin / squeeze
        self.unit = WIDTH / (self.east - self.west)
        self.tall = self.unit / squeeze
        self.height = round(min(560.0, (self.north - self.south) * self.tall), 1)
        self.per_km = self.tall / 111.2

    def at(self, place: Place) -> tuple[float, float]:
        x = ((place.longitude or 0) - self.west) * self.unit
        y = (self.north - (place.latitude or 0)) * self.tall
        return round(x, 1), round(y, 1)

    def meridians(self) -> list[Tick]:
        return [
            Tick(round((d - self.west) * self.unit, 1), f"{d}°E" if d >= 0 else f"{-d}°W")
            for d in _degrees(self.west, self.east)
        ]

    def parallels(self) -> list[Tick]:
        return [
            Tick(round((self.north - d) * self.tall, 1), f"{d}°N" if d >= 0 else f"{-d}°S")
            for d in _degrees(self.south, self.north)
        ]


def _degrees(low: float, high: float) -> range:
    step = max(1, math.ceil((high - low) / 6))
    return range(math.ceil(low / step) * step, math.floor(high) + 1, step)
