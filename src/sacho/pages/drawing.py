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
LEFT = 230.0  # room for labels
RIGHT = 10.0
ROW = 22.0
LABEL_SPACE = 90.0  # a date on the axis and air around it
LEAST_BAR = 4.0  # a single day must stay visible in a year's view


class Bar(msgspec.Struct, frozen=True):
    """One incident's interval: x and width in the drawing's units; `short` fits beside it."""

    id: str
    title: str
    short: str
    x: float
    width: float
    y: float
    class_: str


class Tick(msgspec.Struct, frozen=True):
    """A labelled date on the axis."""

    x: float
    text: str
    anchor: str = "start"


class Timeline(msgspec.Struct, frozen=True):
    """Bars in the order of their earliest day; `undated` counts incidents without a period."""

    bars: list[Bar]
    ticks: list[Tick]
    width: float
    height: float
    undated: int
    left: float = LEFT


class Circle(msgspec.Struct, frozen=True):
    """A place with the radius within which it happened."""

    id: str
    title: str
    x: float
    y: float
    r: float
    class_: str


class Name(msgspec.Struct, frozen=True):
    """A place's name where it covers no other name."""

    x: float
    y: float
    text: str


class Map(msgspec.Struct, frozen=True):
    """Circles, largest first so that the small ones stay on top, graticule lines, and names."""

    circles: list[Circle]
    meridians: list[Tick]
    parallels: list[Tick]
    width: float
    height: float
    unplaced: int
    names: list[Name] = []


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
    scale = (WIDTH - LEFT - RIGHT) / max(1, last - first)
    bars = [
        Bar(
            i.id, f"{label('kind', i.kind)}: {_interval(a, b)}", _short(i),
            round(min(LEFT + (a - first) * scale, WIDTH - RIGHT - LEAST_BAR), 1),
            round(max(LEAST_BAR, (b - a + 1) * scale), 1), n * ROW, class_of(i.kind),
        )
        for n, (a, b, i) in enumerate(dated)
    ]  # fmt: skip
    return Timeline(
        bars, _ticks(first, last, scale), WIDTH, len(bars) * ROW + 26, len(incidents) - len(bars)
    )


def _ticks(first: int, last: int, scale: float) -> list[Tick]:
    """Dates on the axis, as many as stand clear of each other; the last ones end at theirs."""
    step = max(1, math.ceil(LABEL_SPACE / scale), (last - first) // 4)
    found: list[Tick] = []
    for day in range(first, last, step):
        x = round(LEFT + (day - first) * scale, 1)
        inside = x + LABEL_SPACE <= WIDTH
        if not inside and found and x - found[-1].x < 2 * LABEL_SPACE:
            break
        found.append(Tick(x, date.fromordinal(day).isoformat(), "start" if inside else "end"))
    return found


def _interval(first: int, last: int) -> str:
    ends = dict.fromkeys((date.fromordinal(first), date.fromordinal(last)))
    return " to ".join(e.isoformat() for e in ends)


def _short(incident: Incident) -> str:
    """Kind and place, cut to the room that the labels have."""
    place = next((v.value for v in incident.voices if isinstance(v.value, Place)), None)
    words = label("kind", incident.kind) + (f", {place.name}" if place else "")
    while _breadth(words) > LEFT - 20:
        words = words.rstrip("…")[:-1].rstrip(" ,") + "…"
    return words


def _breadth(words: str) -> float:
    """About how broad words are at the drawing's size: a Korean letter is twice a Latin one."""
    return sum(11.0 if ord(c) > 0x1100 else 6.0 for c in words)


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
        len(incidents) - len(placed), _names([p for p, _ in placed], window),
    )  # fmt: skip


def _names(places: list[Place], window: _Window) -> list[Name]:
    """Each place's name once, the most exactly known first, right, left, below or above its spot;
    one that would cover another is left out (its circle still has it as a title)."""
    taken: list[tuple[float, float, float, float]] = []
    found: list[Name] = []
    for place in sorted(
        {p.name: p for p in places}.values(), key=lambda p: (p.radius_km or 0, p.name)
    ):
        x, y = window.at(place)
        broad = _breadth(place.name)
        for left, base in (
            (x + 6, y + 4), (x - 6 - broad, y + 4), (x - broad / 2, y + 18), (x - broad / 2, y - 8)
        ):  # fmt: skip
            box = (left, base - 11, left + broad, base + 3)
            inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= window.height
            if inside and not any(_cover(box, other) for other in taken):
                taken.append(box)
                found.append(Name(round(left, 1), round(base, 1), place.name))
                break
    return found


def _cover(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


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
