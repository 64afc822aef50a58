"""Every view as a file for other programs: CSV, JSON, GeoJSON. Each row leads back to its id."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sacho.errors import UsageError
from sacho.model.claim import COUNT_FIELDS
from sacho.model.plain import plain
from sacho.model.spreadsheet import inert
from sacho.model.values import AnyValue, Place
from sacho.model.vocabulary import vocabulary
from sacho.web.answers import (
    ClaimView,
    IncidentRow,
    IncidentView,
    ProblemView,
    ReportRow,
    ReportView,
    Telling,
)

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
}
NO_PLACES = "This view has no places."

Row = Mapping[str, object]


def as_file(name: str, rows: Iterable[Row], features: Iterable[Row] | None, kind: str) -> bytes:
    """Rows in one of the formats of `MEDIA`. Raises UsageError for GeoJSON of what has no places."""
    if kind == "csv":
        return _csv(list(rows))
    if kind == "json":
        return msgspec.json.encode({name: list(rows)})
    if features is None:
        raise UsageError(NO_PLACES, "Use csv or json.")
    return msgspec.json.encode({"type": "FeatureCollection", "features": list(features)})


def incidents(rows: Iterable[IncidentRow], kind: str) -> bytes:
    """All incidents of an overview, as JSON in the interface's own shape."""
    listed = list(rows)
    if kind == "json":
        return msgspec.json.encode({"incidents": listed})
    features = [f for r in listed for f in _features(r)]
    return as_file("incidents", [_incident(r) for r in listed], features, kind)


def one_incident(view: IncidentView, kind: str) -> bytes:
    """Every telling of every value of an incident."""
    every = (t for f in view.fields for told in f.told for t in told.tellings)
    told = [(t.view, row) for top in every for t, row in _tellings(view.row.id, top)]
    features = [_feature(claim, row) for claim, row in told]
    rows = [row for _, row in told]
    return as_file("tellings", rows, [f for f in features if f is not None], kind)


def claims(view: ReportView, kind: str) -> bytes:
    """Every claim of a report, where it stands and who decided so."""
    told = [(a.id, a.kind, c) for a in view.accounts for c in a.claims]
    told += [("", "", c) for c in view.gone]
    rows = [{"report": view.report.id, "account": a, "kind": k, **_claim(c)} for a, k, c in told]
    features = [_feature(c, row) for (_, _, c), row in zip(told, rows, strict=True)]
    return as_file("claims", rows, [f for f in features if f is not None], kind)


def reports(rows: Iterable[ReportRow], kind: str) -> bytes:
    """The reports of a desk."""
    return as_file("reports", [_report(r) for r in rows], None, kind)


def problems(rows: Iterable[ProblemView], kind: str) -> bytes:
    """What could not be read or resolved."""
    listed = [
        {"id": p.id, "code": p.code, "message": p.message, "report": p.report, "name": p.name,
         "at": p.at}
        for p in rows
    ]  # fmt: skip
    return as_file("problems", listed, None, kind)


def codebook(kind: str) -> bytes:
    """The vocabulary, a term a row, in both languages."""
    told: dict[str, dict[str, Any]] = msgspec.to_builtins(vocabulary())
    rows = [
        {"group": group, "code": code, "en": one["en"]["label"], "ko": one["ko"]["label"],
         "definition_en": one["en"]["definition"], "definition_ko": one["ko"]["definition"]}
        for group, terms in told.items()
        for code, one in terms.items()
        if isinstance(one, dict) and "en" in one
    ]  # fmt: skip
    return as_file("terms", rows, None, kind)


# -- rows --------------------------------------------------------------------------------------


def _csv(rows: list[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        cells = ["" if c is None else str(c) for c in row.values()]
        writer.writerow(map(inert, cells))
    return out.getvalue().encode()


def _incident(row: IncidentRow) -> Row:
    counts = {f: _several(row.counts.get(f, ())) for f in COUNT_FIELDS}
    return {
        "id": row.id, "kind": row.kind, "class": row.class_, "periods": _several(row.periods),
        "places": _several(row.places), **counts, "differ": " ".join(row.differ),
        "reports": row.reports, "origins": row.origins,
    }  # fmt: skip


def _report(row: ReportRow) -> Row:
    said = row.metadata
    return {
        "id": row.id, "name": row.name, "title": said.title, "publisher": said.publisher,
        "published": said.published, "language": said.language, "format": row.format,
        "handling": row.handling, "received_at": row.received_at, "accounts": row.accounts,
        "problems": row.problems, **msgspec.structs.asdict(row.tally),
    }  # fmt: skip


def _claim(view: ClaimView) -> dict[str, object]:
    claim, stands = view.claim, view.stands
    value = stands.value if stands and stands.value else claim.value
    return {
        "claim": claim.id, "field": claim.field, "value": plain(value),
        "value_read": plain(claim.value), "written": claim.written, "stance": claim.stance,
        "speakers": " > ".join(s.name for s in claim.speakers),
        "spans": " ".join(f"{s}-{e}" for s, e in claim.spans), "part_of": claim.of,
        "judgement": stands.judgement if stands else "", "by": stands.by if stands else "",
        "at": stands.at if stands else "", "reason": stands.reason if stands else "",
    }  # fmt: skip


def _tellings(incident: str, telling: Telling) -> Iterable[tuple[Telling, Row]]:
    row = {
        "incident": incident, "report": telling.report, "name": telling.name,
        "publisher": telling.publisher, "published": telling.published, "origin": telling.origin,
        "account": telling.account, **_claim(telling.view),
    }  # fmt: skip
    yield telling, row
    for part in telling.parts:
        yield from _tellings(incident, part)


def _several(values: Iterable[AnyValue]) -> str:
    return " | ".join(dict.fromkeys(plain(v) for v in values))


# -- places ------------------------------------------------------------------------------------


def _features(row: IncidentRow) -> Iterable[Row]:
    """One point for each told place; `radius_km` says how far from it the words may mean."""
    more = {
        "incident": row.id, "kind": row.kind, "class": row.class_,
        "periods": [plain(p) for p in row.periods],
        "counts": {f: [plain(c) for c in told] for f, told in row.counts.items()},
        "reports": row.reports, "origins": row.origins,
    }  # fmt: skip
    for place in row.places:
        made = _point(place, more)
        if made is not None:
            yield made


def _feature(view: ClaimView, row: Row) -> Row | None:
    value = view.stands.value if view.stands and view.stands.value else view.claim.value
    return _point(value, row) if isinstance(value, Place) else None


def _point(place: Place, more: Row) -> Row | None:
    if place.latitude is None or place.longitude is None:
        return None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "place": place.name, "level": place.level, "radius_km": place.radius_km, **more
        },
    }  # fmt: skip
