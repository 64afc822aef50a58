"""What time words may be counted from: publication, or another date of the text."""

from __future__ import annotations

from datetime import date, datetime

from sacho.model.values import Period
from sacho.read import calendar
from sacho.read.calendar import Interval
from sacho.read.when import When


class Unresolved(Exception):
    """The words say when, but not to us; `code` is the code of the problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Frame:
    """What the words may be counted from, and what was used of it."""

    def __init__(self, published: datetime | None, hours: bool, anchor: Period | None) -> None:
        """`hours`: the publication's time of day is known."""
        self.published = published
        self.hours = hours
        self.anchor = anchor
        self.used_published = False
        self.used_anchor = False
        self.row: str | None = None
        self.mismatch = False

    def now(self) -> datetime:
        """Publication. Raises Unresolved where it is not known."""
        if self.published is None:
            raise Unresolved("period.no-anchor")
        self.used_published = True
        return self.published

    def told(self) -> Interval:
        """The interval of the other date. Raises Unresolved where there is none."""
        if self.anchor is None or self.anchor.earliest is None or self.anchor.latest is None:
            raise Unresolved("period.no-anchor")
        first = calendar.moment(self.anchor.earliest)
        last = calendar.moment(self.anchor.latest)
        if first is None or last is None:
            raise Unresolved("period.no-anchor")
        self.used_anchor = True
        return Interval(first, last, self.anchor.precision)

    def origin(self, when: When) -> date:
        """The day that the offsets of `when` count from."""
        if when.origin == "publication":
            return self.now().date()
        return end_of(self.told(), forward=(when.days or 0) >= 0).date()


def end_of(told: Interval, forward: bool) -> datetime:
    """The last (`forward`) or first moment of what was told; Unresolved where it has no such bound."""
    chosen = told.last if forward else told.first
    if chosen is None:
        raise Unresolved("period.no-anchor")
    if told.precision == "part-of-day" and told.first is not None:
        # "That night" reaches into the next day; the day told is the one it begins on.
        chosen = told.first
    return chosen
