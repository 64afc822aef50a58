"""Places in news: where the names stand, and whether they are put within 161 km of the truth.

Each corpus is one file and has its own lines. In GeoWebNews, common nouns for places (expressions)
are no names; demonyms, languages and names inside other names may be found or not, as the guide to
the corpus leaves them to the task (Gritta et al. 2020).
"""

from __future__ import annotations

import re
from zlib import crc32

import msgspec

from evals.adapters.geoparsing import Toponym, toponyms
from evals.data import Record, listed, worded
from evals.metrics import Metric, Rate, Tally, prf
from sacho.model.account import Reading, ReportHead
from sacho.model.distance import haversine_km
from sacho.model.span import Span
from sacho.read.gazetteer import shipped

NAME = "geoparsing"
NEAR_KM = 161.0

NAMES = {"Literal", "Literal_Modifier", "Mixed", "Metonymic", "Non_Literal_Modifier", "Coercion"}
EXPRESSIONS = {"Literal_Expression", "Non_Lit_Expression", "Non_Toponym"}
_DEGREES = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")

Degrees = tuple[float, float]


class Wanted(msgspec.Struct, frozen=True):
    """A gold name; `at` holds every point that its identity may have, empty where none is known."""

    span: Span
    at: tuple[Degrees, ...]
    identity: str | None
    optional: bool


def text(record: Record) -> str:
    """What is read."""
    return worded(record, "text")


def head(record: Record) -> ReportHead:
    """Nothing but the language."""
    return ReportHead(id=f"{NAME}:{record['file']}:{crc32(text(record).encode())}", language="en")


def gold(record: Record) -> list[Wanted]:
    """The names of a record, of whichever corpus."""
    wanted = [_told(one) for one in listed(record, "toponyms")]
    for one in listed(record, "annotations"):
        if one["type"] not in EXPRESSIONS:
            wanted.append(_noted(one))
    return wanted


def _told(one: Record) -> Wanted:
    at = ((float(one["lat"]), float(one["lon"])),) if one.get("lat") and one.get("lon") else ()
    return Wanted((one["start"], one["end"]), at, _geonames(one.get("geonameid")), False)


def _noted(one: Record) -> Wanted:
    note = worded(one, "note")
    identity = _geonames(note if note.strip().isdigit() else None)
    if degrees := _DEGREES.fullmatch(note):
        at: tuple[Degrees, ...] = ((float(degrees[1]), float(degrees[2])),)
    else:
        rows = [named.row for named in shipped().find(one["phrase"])]
        at = tuple((r.latitude, r.longitude) for r in rows if r.id == identity)
    return Wanted((one["start"], one["end"]), at, identity, one["type"] not in NAMES)


def _geonames(number: object) -> str | None:
    return f"geonames:{str(number).strip()}" if number else None


def score(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """F1 of the names over all corpora (main), then F1 and resolution for each corpus."""
    total, by_corpus = Tally(), dict[str, Tally]()
    placed: dict[str, list[bool]] = {}
    for record, reading in zip(records, readings, strict=True):
        corpus, wanted, given = record["file"], gold(record), toponyms(reading)
        tally = _tally(wanted, given)
        total.add(tally)
        by_corpus.setdefault(corpus, Tally()).add(tally)
        placed.setdefault(corpus, []).extend(_placed(wanted, given))
    lines: list[Metric | Rate] = [*prf(NAME, "toponym", total, main=True)]
    for corpus, tally in by_corpus.items():
        near = placed[corpus]
        lines += prf(NAME, f"{corpus} toponym", tally)
        share = sum(near) / (len(near) or 1)
        lines.append(Metric(NAME, f"{corpus} found names within 161 km", share, len(near)))
    return lines


def _tally(wanted: list[Wanted], given: list[Toponym]) -> Tally:
    """Exact spans. What was found of the optional names is taken out of both sides."""
    spans = {one.span for one in given}
    may = {one.span for one in wanted if one.optional}
    must = {one.span for one in wanted if not one.optional}
    right = len(spans & must)
    return Tally(right, len(spans - (may - must)), right, len(must))


def _placed(wanted: list[Wanted], given: list[Toponym]) -> list[bool]:
    """For each found name whose degrees are known: whether it is put there.

    GeoWebNews gives identities only; those that no gazetteer here holds (regions, above all) are
    left out, as the published figures are of resolvable names.
    """
    found = {one.span: one for one in given}
    results: list[bool] = []
    for one in wanted:
        mine = found.get(one.span)
        if mine is None or not one.at:
            continue
        same = one.identity is not None and one.identity == mine.identity
        results.append(same or any(_near(at, mine.at) for at in one.at))
    return results


def _near(left: Degrees, right: Degrees | None) -> bool:
    return right is not None and haversine_km(*left, *right) <= NEAR_KM
