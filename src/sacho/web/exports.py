"""The overview as files for other programs: CSV, JSON, GeoJSON. Each row leads back to its id."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import msgspec

from sacho.model.claim import COUNT_FIELDS
from sacho.model.plain import plain
from sacho.web.answers import IncidentRow

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def exported(rows: Iterable[IncidentRow], kind: str) -> bytes:
    """All incidents in one of the formats of `MEDIA`."""
    listed = list(rows)
    if kind == "csv":
        return _csv(listed)
    if kind == "geojson":
        return msgspec.json.encode(
            {"type": "FeatureCollection", "features": [f for r in listed for f in _features(r)]}
        )
    return msgspec.json.encode({"incidents": listed})


def _csv(rows: list[IncidentRow]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["id", "kind", "class", "periods", "places", *COUNT_FIELDS, "differ", "reports", "origins"]
    )
    for row in rows:
        counts = [_several(row.counts.get(f, ())) for f in COUNT_FIELDS]
        cells = [
            row.id, row.kind, row.class_, _several(row.periods), _several(row.places), *counts,
            " ".join(row.differ), row.reports, row.origins,
        ]  # fmt: skip
        # A spreadsheet takes some beginnings as a formula.
        writer.writerow([f"'{c}" if str(c).startswith(FORMULA) else c for c in cells])
    return out.getvalue().encode()


def _several(values: Iterable[Any]) -> str:
    return " | ".join(dict.fromkeys(plain(v) for v in values))


def _features(row: IncidentRow) -> Iterable[dict[str, Any]]:
    """One point for each told place; `radius_km` says how far from it the words may mean."""
    for place in row.places:
        if place.latitude is None or place.longitude is None:
            continue
        yield {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
            "properties": {
                "incident": row.id, "kind": row.kind, "class": row.class_, "place": place.name,
                "level": place.level, "radius_km": place.radius_km,
                "periods": [plain(p) for p in row.periods],
                "counts": {f: [plain(c) for c in told] for f, told in row.counts.items()},
                "reports": row.reports, "origins": row.origins,
            },
        }  # fmt: skip
