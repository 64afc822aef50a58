"""Where: what every language's reading of places shares. The wordings are the languages'.

A place is read as the words stand. `level` says how fine they are, and `radius_km` how far from the
degrees it may have happened:

    a town                      2.5 to 15 km by its people
    a county                    18 km in North Korea, else from its towns
    a province, a country       from its towns, or its area
    near X, 인근, 근처            the radius of X and 15 km more (of a town), half as much again (else)
    outskirts, suburbs, 외곽      the radius of X and 8 km more
    20 km north of X            the degrees move 20 km north, the radius is a quarter of the distance
    20 km from X                the radius of X and 20 km more
    near the border, in X province
                                still X at level admin1; the degrees and the radius are those of its
                                strip along the border where the gazetteer has one (Korean, Chinese
                                and Russian provinces that meet there), and the border comes first
                                among the candidates, so that nothing told is lost
    a place in no gazetteer     the name alone, without degrees, at the level its words tell
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from sacho.model.values import Candidate, Place, PlaceLevel
from sacho.read.gazetteer import Named, Row, shipped

MAX_CANDIDATES = 8
_BEARINGS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0, "northeast": 45.0,
             "southeast": 135.0, "southwest": 225.0, "northwest": 315.0}  # fmt: skip


def distance_km(a: Row, b: Row) -> float:
    """Distance between two rows on the sphere."""
    lat1, lat2 = math.radians(a.latitude), math.radians(b.latitude)
    turn = math.radians(b.longitude - a.longitude)
    part = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(
        turn / 2) ** 2  # fmt: skip
    return 12742.0 * math.asin(min(1.0, math.sqrt(part)))


def lies_in(row: Row, whole: Row) -> bool:
    """Whether `row` lies within `whole` (itself included), by codes or, for regions, by degrees."""
    if row.id == whole.id:
        return False
    if whole.level == "country":
        return row.country == whole.country and row.level != "country"
    if whole.level == "admin1":
        return row.country == whole.country and row.admin1_code == whole.admin1_code and (
            row.level not in ("admin1", "country"))  # fmt: skip
    if whole.level == "admin2":
        same = row.country == whole.country and row.level in ("settlement", "point")
        return same and distance_km(row, whole) <= whole.radius_km + 15
    if whole.level == "region":
        return row.level not in ("country", "region") and (
            distance_km(row, whole) <= whole.radius_km + 30)  # fmt: skip
    return row.level in ("settlement", "point") and distance_km(row, whole) <= 40


def within(found: Iterable[Named], wholes: Iterable[Named]) -> list[tuple[Row, Row]]:
    """The pairs (place, what it lies in) that the names allow, the most prominent first."""
    outer = list(wholes)
    return [(n.row, w.row) for n in found for w in outer if lies_in(n.row, w.row)]


def look_up(name: str, by_sound: bool = True) -> tuple[Named, ...]:
    """Rows of the shipped gazetteer under this name, or Korean ones that sound like it."""
    gazetteer = shipped()
    found = gazetteer.find(name)
    if not found and by_sound and len(name) >= 5:
        found = gazetteer.find_by_sound(name)
    return found


def as_place(rows: list[Row], leading: Candidate | None = None) -> Place:
    """The first row as a place, the others as candidates. `rows` is not empty."""
    row = rows[0]
    others = [] if leading is None else [leading]
    seen = {row.id, *(c.id for c in others)}
    coarse = row.level in ("country", "region")
    for other in rows[1:]:
        if coarse and other.level in ("settlement", "point") and other.population < 100_000:
            continue  # villages of a state's name
        if other.id not in seen:
            seen.add(other.id)
            others.append(other.candidate())
    return Place(
        row.name, row.country, row.admin1, row.latitude, row.longitude, row.radius_km, row.level,
        tuple(others[:MAX_CANDIDATES]), row.id,
    )  # fmt: skip


def unlisted(name: str, level: PlaceLevel = "settlement", inside: Row | None = None) -> Place:
    """A place that no row names: its words alone, with the country and province told beside it.

    What it lies in is kept as the one candidate, so that a reader can still see where about it is.
    """
    if inside is None:
        return Place(name, None, None, None, None, None, level)
    return Place(
        name, inside.country, inside.admin1, None, None, None, level, (inside.candidate(),)
    )


def widened(place: Place, extra_km: float, factor: float = 1.0) -> Place:
    """The place with a larger radius: "near", "around"."""
    if place.radius_km is None:
        return place
    return _with(place, radius=round(place.radius_km * factor + extra_km, 1))


def near(place: Place) -> Place:
    """ "near X": 15 km more for towns, half as much again for what is larger."""
    if place.level in ("settlement", "point"):
        return widened(place, 15.0)
    return widened(place, 0.0, 1.5)


def moved(place: Place, km: float, bearing: str) -> Place:
    """`km` from the place; towards a bearing (north, northeast …) the degrees move."""
    if place.latitude is None or place.longitude is None or place.radius_km is None:
        return place
    if bearing not in _BEARINGS:
        return _with(place, radius=round(place.radius_km + km, 1))
    turn = math.radians(_BEARINGS[bearing])
    lat = place.latitude + km / 111.2 * math.cos(turn)
    lon = place.longitude + km / (111.2 * math.cos(math.radians(place.latitude))) * math.sin(turn)
    radius = round(max(5.0, km / 4) + place.radius_km / 2, 1)
    return Place(place.name, place.country, place.admin1, round(lat, 4), round(lon, 4), radius,
                 "point", place.candidates, place.gazetteer_id)  # fmt: skip


def along_border(row: Row, border: Row) -> Place:
    """A province and its strip along a border; see the module's table."""
    place = as_place([row], border.candidate())
    if row.strip is None:
        return place
    lat, lon, radius = row.strip
    return Place(place.name, place.country, place.admin1, lat, lon, radius, place.level,
                 place.candidates, place.gazetteer_id)  # fmt: skip


def _with(place: Place, radius: float) -> Place:
    return Place(place.name, place.country, place.admin1, place.latitude, place.longitude, radius,
                 place.level, place.candidates, place.gazetteer_id)  # fmt: skip
