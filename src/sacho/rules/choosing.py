"""Out of many voices one value for a cell, with the claims that it was taken from.

Every choice asks how many origins tell a value, never how many reports or claims; then it prefers
what was told later, then the lower or the finer, and last the order of the ids, so that the order
in which reports came in never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

import msgspec

from sacho.model.distance import kilometres
from sacho.model.values import AnyValue, Count, Party, Period, Place
from sacho.rules.case import Told
from sacho.rules.parties import key

V = TypeVar("V", bound=AnyValue)


class Number(msgspec.Struct, frozen=True):
    """low <= best <= high. `high` None: somebody tells no upper bound, so none is known.

    Each bound keeps the claims that gave it; `agreeing` and `differing` are the origins whose
    numbers hold `best` and those whose do not.
    """

    low: int
    best: int
    high: int | None
    low_claims: tuple[str, ...]
    best_claims: tuple[str, ...]
    high_claims: tuple[str, ...]
    agreeing: tuple[str, ...]
    differing: tuple[str, ...]


class Picked(msgspec.Struct, frozen=True):
    """A value with the claims that tell it and the origins that tell it or tell what fits it."""

    value: AnyValue
    claims: tuple[str, ...]
    origins: tuple[str, ...]


def number(told: Iterable[Told]) -> Number | None:
    """Lowest, best and highest of the counts told; None where none is.

    Best is the lower bound that most origins' counts hold; then the one told last; then the lowest.
    """
    held = [(t, t.claim.value) for t in told if isinstance(t.claim.value, Count)]
    if not held:
        return None
    low = min(v.low for _, v in held)
    unbounded = [t for t, v in held if v.high is None]
    high = None if unbounded else max(v.high for _, v in held if v.high is not None)

    def agreeing(n: int) -> set[str]:
        return {t.origin for t, v in held if v.low <= n and (v.high is None or n <= v.high)}

    def last_told(n: int) -> str:
        return max(t.telling.date for t, v in held if v.low == n)

    best = max({v.low for _, v in held}, key=lambda n: (len(agreeing(n)), last_told(n), -n))
    agree = agreeing(best)
    return Number(
        low, best, high,
        _ids(t for t, v in held if v.low == low),
        _ids(t for t, v in held if v.low == best),
        _ids(unbounded or (t for t, v in held if v.high == high)),
        tuple(sorted(agree)),
        tuple(sorted({t.origin for t, _ in held} - agree)),
    )  # fmt: skip


def period(told: Iterable[Told]) -> Picked | None:
    """The narrowest of the periods that most origins' periods overlap."""
    return _pick(
        told, Period, _overlap, lambda p: (days(p) or 10**6, p.earliest or "", p.latest or "")
    )


def place(told: Iterable[Told]) -> Picked | None:
    """The finest of the places that most origins' places may be, one on the map before one off it."""
    return _pick(told, Place, _near, lambda p: (p.latitude is None, p.radius_km or 10**6, p.name))


def party(told: Iterable[Told]) -> Picked | None:
    """The party that most origins name, by the fullest of its descriptions."""
    return _pick(told, Party, lambda a, b: key(a) == key(b), lambda p: (-len(p.name), p.name))


def days(value: Period) -> int | None:
    """How many days a period may cover: a night is one; None where it has an open end."""
    if value.earliest is None or value.latest is None:
        return None
    if "T" in value.earliest and "T" in value.latest:
        length = datetime.fromisoformat(value.latest) - datetime.fromisoformat(value.earliest)
        return max(1, -(-int(length.total_seconds()) // 86_400))
    first, last = (date.fromisoformat(d[:10]) for d in (value.earliest, value.latest))
    return (last - first).days + 1


def _pick(
    told: Iterable[Told], shape: type[V], fits: Callable[[V, V], bool],
    finest: Callable[[V], tuple[object, ...]],
) -> Picked | None:  # fmt: skip
    held = [(t, t.claim.value) for t in told if isinstance(t.claim.value, shape)]
    if not held:
        return None

    def support(value: V) -> frozenset[str]:
        return frozenset(t.origin for t, v in held if fits(value, v))

    most = max(len(support(v)) for _, v in held)
    able = [(t, v) for t, v in held if len(support(v)) == most]
    chosen, value = min(able, key=lambda p: (*finest(p[1]), p[0].claim.id))
    same = (t for t, v in held if v == value)
    return Picked(
        chosen.claim.value, _ids(same) or (chosen.claim.id,), tuple(sorted(support(value)))
    )


def _overlap(a: Period, b: Period) -> bool:
    a_first, a_last = (a.earliest or "")[:10], (a.latest or "9999")[:10]
    b_first, b_last = (b.earliest or "")[:10], (b.latest or "9999")[:10]
    return a_first <= b_last and b_first <= a_last


def _near(a: Place, b: Place) -> bool:
    apart = kilometres(a, b)
    if apart is None:
        return a.name == b.name
    return apart <= (a.radius_km or 0) + (b.radius_km or 0)


def _ids(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(sorted({t.claim.id for t in told}))
