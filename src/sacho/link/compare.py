"""Two accounts compared, value by value: what speaks for one happening and what against.

Intervals are compared, never points: less precision widens an interval and weakens the evidence
instead of forcing a guess. Weights are in log-odds-like units, tuned on invented reports; the list of
`Compared` is the explanation that people see, so each line shows both values as written.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from rapidfuzz import fuzz

from sacho.model.claim import COUNT_FIELDS, Claim
from sacho.model.incident import Compared, Join, Weight
from sacho.model.recorded import RecordedAccount
from sacho.model.values import AnyValue, Count, Means, Party, Period, Place, Text

FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"shooting", "killing", "injury", "attack", "execution"}),
    frozenset({"bombing", "attack", "killing", "injury", "destruction"}),
    frozenset({"assault", "torture", "injury", "killing", "attack"}),
    frozenset({"detention", "abduction", "disappearance", "forced-return"}),
)  # fmt: skip
Line = tuple[Compared, float]
V = TypeVar("V", bound=AnyValue)


def may_be_one(left: str, right: str) -> bool:
    """Whether accounts of these kinds can be of one happening at all."""
    return left == right or any(left in f and right in f for f in FAMILIES)


def compare(left: RecordedAccount, right: RecordedAccount) -> Join:
    """All that can be compared between two accounts, and the sum of what it weighs."""
    lines = [line for test in TESTS for line in test(left, right)]
    score = round(sum(weight for _, weight in lines), 3)
    return Join(left.account.id, right.account.id, tuple(c for c, _ in lines), score)


def claims(account: RecordedAccount, field: str) -> list[Claim]:
    """The claims of a field that speak of the whole happening and are not denied."""
    return [
        c for c in account.account.claims
        if c.field == field and c.of is None and c.stance not in ("denied", "hypothetical")
    ]  # fmt: skip


def _line(field: str, left: str, right: str, weight: float, note: str) -> Line:
    word: Weight = "for" if weight > 0.05 else "against" if weight < -0.05 else "neutral"
    return Compared(field, left, right, word, note), weight


def _kind(left: RecordedAccount, right: RecordedAccount) -> list[Line]:
    a, b = left.account, right.account
    if a.kind == b.kind:
        lines = [_line("kind", a.kind, b.kind, 0.8, "same kind of act")]
    else:
        lines = [_line("kind", a.kind, b.kind, 0.1, "kinds that can tell one happening")]
    if a.stage != b.stage:
        lines.append(_line("stage", a.stage, b.stage, -2.0, "one got further than the other"))
    return lines


def _period(left: RecordedAccount, right: RecordedAccount) -> list[Line]:
    mine, other = _values(left, "period", Period), _values(right, "period", Period)
    if not mine or not other:
        return _published(left, right)
    best: Line | None = None
    for a, wa in mine:
        for b, wb in other:
            weight, note = _periods(a, b)
            if best is None or weight > best[1]:
                best = _line("period", wa, wb, weight, note)
    return [best] if best else []


def _periods(a: Period, b: Period) -> tuple[float, str]:
    left, right = _days(a), _days(b)
    if left is None or right is None:
        return 0.0, "a period without an end is not compared"
    gap = max(left[0], right[0]) - min(left[1], right[1])
    if gap > 1:
        return -min(4.0, 2.0 + 0.5 * math.log2(gap)), f"{gap} days apart"
    if gap == 1:
        return 0.3, "one day apart, as tellings often are"
    width = max(left[1] - left[0], right[1] - right[0]) + 1
    weight = max(0.2, 3.0 - 0.5 * math.log2(width))
    return round(weight, 2), "the same day" if width == 1 else f"overlap within {width} days"


def _days(period: Period) -> tuple[int, int] | None:
    if period.earliest is None or period.latest is None:
        return None
    return _ordinal(period.earliest), _ordinal(period.latest)


def _ordinal(iso: str) -> int:
    return date.fromisoformat(iso[:10]).toordinal()


def _published(left: RecordedAccount, right: RecordedAccount) -> list[Line]:
    if left.published is None or right.published is None:
        return []
    gap = abs(_ordinal(left.published) - _ordinal(right.published))
    weight = 0.8 if gap <= 7 else 0.3 if gap <= 30 else -0.8
    note = f"published {gap} days apart; at least one does not say when it happened"
    return [_line("published", left.published[:10], right.published[:10], weight, note)]


def _place(left: RecordedAccount, right: RecordedAccount) -> list[Line]:
    mine, other = _values(left, "place", Place), _values(right, "place", Place)
    best: Line | None = None
    for a, wa in mine:
        for b, wb in other:
            weight, note = _places(a, b)
            if best is None or weight > best[1]:
                best = _line("place", wa, wb, weight, note)
    return [best] if best else []


def _places(a: Place, b: Place) -> tuple[float, str]:
    precise = min(_precision(a), _precision(b))
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return precise, "the same place"
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        same = fuzz.ratio(a.name.casefold(), b.name.casefold()) > 90
        return (1.5, "the same name") if same else (0.0, "a place that is not on the map")
    distance = kilometres(a, b)
    reach = (a.radius_km or 0) + (b.radius_km or 0)
    if distance <= reach + 5:
        return round(precise * 0.8, 2), f"{distance:.0f} km apart, within their radii"
    if distance <= reach + 40:
        return 0.0, f"{distance:.0f} km apart"
    return -3.0, f"{distance:.0f} km apart, beyond their radii ({reach:.0f} km)"


def _precision(place: Place) -> float:
    return {
        "point": 2.6, "settlement": 2.4, "admin2": 2.0, "admin1": 1.0, "country": 0.2, "region": 0.4,
    }[place.level]  # fmt: skip


def kilometres(a: Place, b: Place) -> float:
    """Great-circle distance between two places whose degrees are known."""
    lat1, lon1 = math.radians(a.latitude or 0), math.radians(a.longitude or 0)
    lat2, lon2 = math.radians(b.latitude or 0), math.radians(b.longitude or 0)
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def _counts(left: RecordedAccount, right: RecordedAccount) -> list[Line]:
    lines: list[Line] = []
    for field in COUNT_FIELDS:
        mine, other = _values(left, field, Count), _values(right, field, Count)
        if not mine or not other:
            continue
        pairs = [(_count(a, b), wa, wb) for a, wa in mine for b, wb in other]
        (weight, note), wa, wb = max(pairs, key=lambda p: p[0][0])
        lines.append(_line(field, wa, wb, weight, note))
    return lines


def _count(a: Count, b: Count) -> tuple[float, str]:
    if a == b:
        rare = 0.6 + 0.3 * math.log2(1 + a.low)
        return round(min(2.0, rare), 2), "the same number"
    if (a.high is None or a.high >= b.low) and (b.high is None or b.high >= a.low):
        return 0.4, "ranges that overlap"
    ratio = min(a.low, b.low) / max(a.low, b.low, 1)
    return (-0.4, "near numbers") if ratio >= 0.6 else (-1.0, "different numbers")


def _parties(left: RecordedAccount, right: RecordedAccount) -> list[Line]:
    lines: list[Line] = []
    for field in ("victim", "perpetrator", "actor", "issuer"):
        mine, other = _values(left, field, Party), _values(right, field, Party)
        best: Line | None = None
        for a, wa in mine:
            for b, wb in other:
                weight, note = _party(a, b)
                if best is None or weight > best[1]:
                    best = _line(field, wa, wb, weight, note)
        if best:
            lines.append(best)
    return lines


def _party(a: Party, b: Party) -> tuple[float, str]:
    alike = fuzz.token_set_ratio(a.name.casefold(), b.name.casefold())
    if alike >= 85:
        return 0.8, "named alike"
    if "unknown" not in (a.status, b.status) and a.status != b.status:
        return -0.3, f"{a.status} against {b.status}"
    return 0.0, "named differently"


def _means(left: RecordedAccount, right: RecordedAccount) -> list[Line]:
    mine, other = _values(left, "means", Means), _values(right, "means", Means)
    shared = {a.code for a, _ in mine} & {b.code for b, _ in other}
    if not shared:
        return []
    written = sorted(shared)[0]
    return [_line("means", written, written, 0.4, "the same means")]


def _instruction(left: RecordedAccount, right: RecordedAccount) -> list[Line]:
    if left.account.kind != "order" or right.account.kind != "order":
        return []
    mine, other = _values(left, "instruction", Text), _values(right, "instruction", Text)
    if not mine or not other:
        return []
    alike = max(fuzz.token_set_ratio(a, b) for _, a in mine for _, b in other)
    weight = 1.5 if alike >= 80 else 0.0 if alike >= 50 else -1.5
    return [_line("instruction", mine[0][1], other[0][1], weight, f"words alike to {alike:.0f} %")]


def _values(account: RecordedAccount, field: str, kind: type[V]) -> list[tuple[V, str]]:
    return [(c.value, c.written) for c in claims(account, field) if isinstance(c.value, kind)]


TESTS: tuple[Callable[[RecordedAccount, RecordedAccount], list[Line]], ...] = (
    _kind, _period, _place, _counts, _parties, _means, _instruction,
)  # fmt: skip
