"""Whether a claim's confidence is its chance of being right, on the own gold.

A claim is right as in `own_gold`. The expected calibration error is the mean distance between
confidence and share of right claims over ten bins of equal width, weighted by their claims (Naeini
et al. 2015).
"""

from __future__ import annotations

import msgspec

from evals import own_gold
from evals.reading import Readings

BINS = 10
SIDE, MARGIN = 300, 44
COLOURS = {"en": "#1f6feb", "ko": "#b35900"}


class Point(msgspec.Struct, frozen=True):
    """One claim of a reading: how sure it is, whether the gold has it, and of which field it is."""

    confidence: float
    right: bool
    field: str = ""


class Bin(msgspec.Struct, frozen=True):
    """Claims of like confidence: its mean, the share of right ones, how many there are."""

    confidence: float
    right: float
    n: int


def points(language: str, split: str, readings: Readings) -> list[Point]:
    """Every claim that counts in the own gold of a language and split."""
    records = own_gold.records_in(language, split)
    read = readings.of(language, [(own_gold.text(r), own_gold.head(r)) for r in records])
    found: list[Point] = []
    for record, reading in zip(records, read, strict=True):
        wanted, given = own_gold.wanted_in(record), own_gold.said(reading)
        pairs = own_gold.met(wanted, given)
        right = {id(g) for _, g in pairs}
        found += [Point(g.claim.confidence, id(g) in right, g.claim.field) for g in given
                  if own_gold.counts(g, wanted, pairs)]  # fmt: skip
    return found


def bins(found: list[Point]) -> list[Bin]:
    """The claims by tenths of confidence; empty tenths are left out."""
    parted: dict[int, list[Point]] = {}
    for point in found:
        parted.setdefault(min(BINS - 1, int(point.confidence * BINS)), []).append(point)
    return [
        Bin(
            sum(p.confidence for p in part) / len(part),
            sum(p.right for p in part) / len(part),
            len(part),
        )
        for _, part in sorted(parted.items())
    ]


def expected_error(found: list[Point]) -> float:
    """The expected calibration error; 0 where nothing was claimed."""
    return sum(b.n * abs(b.confidence - b.right) for b in bins(found)) / (len(found) or 1)


def by_field(found: list[Point], least: int = 20) -> dict[str, list[Point]]:
    """The claims of each field, the most frequent first; fields with few claims together as
    "others", for a mean over a handful says nothing.
    """
    parted: dict[str, list[Point]] = {}
    for point in found:
        parted.setdefault(point.field, []).append(point)
    kept = {f: ps for f, ps in parted.items() if len(ps) >= least}
    others = [p for f, ps in parted.items() if f not in kept for p in ps]
    listed = sorted(kept.items(), key=lambda row: -len(row[1]))
    return dict([*listed, ("others", others)] if others else listed)


def svg(languages: dict[str, list[Bin]]) -> str:
    """The reliability plot: a line a language, dots as large as their bins, the diagonal behind."""
    size = SIDE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" '
        f'height="{size}" font-family="sans-serif" font-size="12">',
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" '
        'stroke-dasharray="4 4"/>',
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}" fill="none" '
        'stroke="#555"/>',
        f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">confidence</text>',
        f'<text x="12" y="{size / 2}" text-anchor="middle" '
        f'transform="rotate(-90 12 {size / 2})">share that is right</text>',
    ]
    for tick in (0.0, 0.5, 1.0):
        parts.append(f'<text x="{_x(tick)}" y="{_y(0) + 16}" text-anchor="middle">{tick}</text>')
        parts.append(f'<text x="{MARGIN - 6}" y="{_y(tick) + 4}" text-anchor="end">{tick}</text>')
    for place, (name, found) in enumerate(languages.items()):
        parts += _line(name, found, place)
    return "\n".join([*parts, "</svg>", ""])


def _line(name: str, found: list[Bin], place: int) -> list[str]:
    colour = COLOURS.get(name, "#333")
    path = " ".join(f"{_x(b.confidence)},{_y(b.right)}" for b in found)
    dots = [
        f'<circle cx="{_x(b.confidence)}" cy="{_y(b.right)}" r="{min(9.0, 2 + b.n**0.5 / 3):.1f}" '
        f'fill="{colour}" fill-opacity="0.7"><title>{b.n} claims</title></circle>'
        for b in found
    ]
    label = (f'<text x="{MARGIN + 10}" y="{MARGIN + 18 + 16 * place}" fill="{colour}">{name}'
             "</text>")  # fmt: skip
    return [f'<polyline points="{path}" fill="none" stroke="{colour}"/>', *dots, label]


def _x(value: float) -> float:
    return round(MARGIN + SIDE * value, 1)


def _y(value: float) -> float:
    return round(MARGIN + SIDE * (1 - value), 1)
