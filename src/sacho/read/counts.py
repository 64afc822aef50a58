"""How many: what every language's reading of numbers shares. The wordings are the languages'.

How words become bounds (the tables `counts_en.toml` and `counts_ko.toml` hold the words):

    three, 3, 세 명                    low 3, high 3
    six to seven, 6-7, 6~7명           the two ends
    at least 12, 최소 12명, 12명 이상  low 12, no high
    more than 20, over 20, 20명 초과   low 21, no high
    up to 30, as many as, 최대 30명    low 1 (something did happen), high 30
    fewer than 10, 10명 미만           low 1, high 9
    about 20, some 20, 약 20명         low 20, high 20: one number is told, and the hedge stays in
                                       the words; no width is invented
    nearly 20, 20명 가까이             low 18 (nine tenths, rounded up), high 20
    10여 명, 30여 발                   up to the next step of the last digit that counts: 10 to 19
    dozens, 수십; hundreds, 수백       20 to 99; 200 to 999; thousands 2,000 to 9,999
    several, a few, 여러, bare plural  low 2, no high
    no one, none, no casualties        low 0, high 0
    a person without a numeral         low 1, high 1
"""

from __future__ import annotations

import math
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec

from sacho.model.values import Count, Quantity


class Amount(msgspec.Struct, frozen=True):
    """A number or an interval as read, before it is known what is counted. Ends are inclusive."""

    low: float
    high: float | None

    def plus(self, other: Amount) -> Amount:
        """The sum; an end without a bound stays without one."""
        open_end = self.high is None or other.high is None
        return Amount(
            self.low + other.low, None if open_end else (self.high or 0) + (other.high or 0)
        )

    def times(self, factor: float) -> Amount:
        """Both ends multiplied: two couples are four people."""
        return Amount(self.low * factor, None if self.high is None else self.high * factor)


def exactly(number: float) -> Amount:
    """One number told."""
    return Amount(number, number)


def bounded(how: str, number: Amount) -> Amount:
    """The amount under a qualifier of the tables: at-least, more-than, up-to, under, nearly, about.

    A lower bound of 1 under "up to" and "fewer than": the words tell that something did happen.
    """
    low, high = number.low, number.high
    if how == "at-least":
        return Amount(low, None)
    if how == "more-than":
        return Amount(math.floor(low) + 1, None)
    if how == "up-to":
        return Amount(min(1, low), high)
    if how == "under":
        return Amount(min(1, low), None if high is None else math.ceil(high) - 1)
    if how == "nearly":
        return Amount(math.ceil(low * 0.9 - 1e-9), high)
    return number


def odd(number: float) -> Amount:
    """`number` "and some": 10여 is 10 to 19, 120여 is 120 to 129, 12,000여 is 12,000 to 12,999."""
    whole = int(number)
    step = 1
    while whole and whole % (step * 10) == 0:
        step *= 10
    return Amount(whole, whole + step - 1)


def as_count(amount: Amount | None) -> Count | None:
    """A count of whole, not negative things; None where the amount is no such number."""
    if amount is None or amount.low < 0 or amount.low != int(amount.low):
        return None
    if amount.high is None:
        return Count(int(amount.low), None)
    if amount.high != int(amount.high) or amount.high < amount.low:
        return None
    return Count(int(amount.low), int(amount.high))


def as_quantity(amount: Amount, unit: str, per: str | None = None) -> Quantity:
    """An amount of `unit`; `per` is kept as the words say it and never multiplied."""
    high = None if amount.high is None else float(amount.high)
    return Quantity(float(amount.low), high, unit, per)


def grouped_digits(written: str) -> float | None:
    """The number in digits with optional thousands commas and one decimal point, else None."""
    whole, point, decimals = written.partition(".")
    if "," in whole:
        groups = whole.split(",")
        if not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:]):
            return None
        whole = "".join(groups)
    if not whole.isdecimal() or len(whole) > 15 or (point and not decimals.isdecimal()):
        return None
    return float(f"{whole}.{decimals}") if point else int(whole)


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """One of the tables in `read/tables`, read once."""
    path = resources.files("sacho.read") / "tables" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
