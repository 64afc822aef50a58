"""How a telling turned: corrected, retracted, risen, denied. Recognised, and never in doubt.

An outlet takes back only what it told itself. Where its correction gives two numbers, none is taken
back: a person must say which. A number that only rises is no contradiction: the later one counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from sacho.model.claim import COUNT_FIELDS
from sacho.model.plain import plain
from sacho.model.values import Count
from sacho.rules.case import Telling, Told

UNCOUNTED = ("denied", "hypothetical", "expected")
"""Stances that never give a number: what is denied, supposed or foreseen has not been counted."""


class Turn(msgspec.Struct, frozen=True):
    """`taken_back` are the claims that no longer count because of it; `by` those that say so."""

    kind: Literal["correction", "retraction", "rise", "denial", "contradiction", "expected"]
    text: str
    taken_back: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


def retracted(listed: Iterable[Telling]) -> dict[str, Telling]:
    """Origins that count for nothing, each with the notice that says so: itself, or a later one."""
    found: dict[str, Telling] = {}
    every = sorted(set(listed), key=lambda t: (t.date, t.origin))
    for notice in every:
        if notice.notice is None or notice.notice.kind != "retracts":
            continue
        found[notice.origin] = notice
        for earlier in every:
            if _own_and_earlier(earlier, notice):
                found[earlier.origin] = notice
    return found


def turns(counting: list[Told], every: list[Told]) -> list[Turn]:
    """All turns of a case. `counting` are the whole claims that a number may rest on, `every`
    all of its claims.
    """
    found: list[Turn] = []
    for field in COUNT_FIELDS:
        of_field = [t for t in counting if t.claim.field == field]
        corrections = _corrections(field, of_field)
        gone = {id_ for turn in corrections for id_ in turn.taken_back}
        left = [t for t in of_field if t.claim.id not in gone]
        rises = _rises(field, left)
        gone |= {id_ for turn in rises for id_ in turn.taken_back}
        found += corrections + rises
        found += _contradiction(field, [t for t in of_field if t.claim.id not in gone])
    return found + _uncounted(every, "denied", "denial") + _uncounted(every, "expected", "expected")


def _own_and_earlier(earlier: Telling, later: Telling) -> bool:
    same = earlier.outlet == later.outlet != "" and earlier.origin != later.origin
    return same and earlier.date <= later.date and earlier.notice is None


def _corrections(field: str, told: list[Told]) -> list[Turn]:
    found: list[Turn] = []
    for later in _tellings(told):
        if later.notice is None or later.notice.kind != "corrects":
            continue
        mine = [t for t in told if t.origin == later.origin]
        if len({t.claim.value for t in mine}) != 1:
            continue
        value = mine[0].claim.value
        gone = [
            t for t in told
            if _own_and_earlier(t.telling, later) and t.claim.value != value
        ]  # fmt: skip
        if gone:
            text = (
                f"{field}: corrected by its own outlet ({later.date or 'undated'}): {plain(value)}"
                f" in place of {_values(gone)}"
            )
            found.append(Turn("correction", text, _ids(gone), _ids(mine)))
    return found


def _rises(field: str, told: list[Told]) -> list[Turn]:
    """The same outlet told a higher number on a later day, with no other number beside it."""
    found: list[Turn] = []
    for later in _tellings(told):
        mine = [t for t in told if t.origin == later.origin]
        if len({t.claim.value for t in mine}) != 1 or not later.outlet:
            continue
        gone = [
            t for t in told
            if t.telling.outlet == later.outlet
            and t.telling.date and t.telling.date < later.date
            and _low(t) < _low(mine[0])
        ]  # fmt: skip
        if gone:
            text = (
                f"{field}: the number told rose from {_values(gone)} to "
                f"{plain(mine[0].claim.value)} ({later.date})"
            )
            found.append(Turn("rise", text, _ids(gone), _ids(mine)))
    return found


def _contradiction(field: str, told: list[Told]) -> list[Turn]:
    """Values that cannot all be true: no number lies within every one of them."""
    values = [t.claim.value for t in told if isinstance(t.claim.value, Count)]
    if not values:
        return []
    highs = [v.high for v in values if v.high is not None]
    if not highs or max(v.low for v in values) <= min(highs):
        return []
    return [Turn("contradiction", f"{field}: told as {_values(told)}", (), _ids(told))]


def _uncounted(
    every: list[Told], stance: str, kind: Literal["denial", "expected"]
) -> list[Turn]:  # fmt: skip
    found: list[Turn] = []
    by_field: dict[str, list[Told]] = {}
    for t in every:
        if t.claim.stance == stance:
            by_field.setdefault(t.claim.field, []).append(t)
    for field, told in sorted(by_field.items()):
        said = sorted({t.claim.speakers[-1].name for t in told if t.claim.speakers})
        text = f"{field}: {_values(told)} {stance}" + (f" by {', '.join(said)}" if said else "")
        found.append(Turn(kind, text, (), _ids(told)))
    return found


def _tellings(told: list[Told]) -> list[Telling]:
    return sorted({t.telling for t in told}, key=lambda t: (t.date, t.origin))


def _low(told: Told) -> int:
    value = told.claim.value
    return value.low if isinstance(value, Count) else 0


def _values(told: list[Told]) -> str:
    return " | ".join(sorted({plain(t.claim.value) for t in told}))


def _ids(told: list[Told]) -> tuple[str, ...]:
    return tuple(sorted(t.claim.id for t in told))
