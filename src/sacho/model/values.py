"""What a claim can say: counts, periods, places, parties, means, quantities, words.

Precision and bounds live in the value. A year is not the first of January, a province is not a
point, "several" is not a number. `None` as an upper bound means "no bound told" and stays `None`
in every sum.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sacho.model.span import Spans


class Value(msgspec.Struct, frozen=True, tag_field="type", tag=str.lower, omit_defaults=False):
    """One of the kinds of value below; `type` in JSON is the lower-case class name."""


class Count(Value, frozen=True):
    """How many: `low` to `high`, both inclusive; `high` None has no bound told."""

    low: int
    high: int | None


def exclude(a: Count, b: Count) -> bool:
    """Whether no number is both."""
    return (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)


PeriodPrecision = Literal[
    "time", "part-of-day", "day", "days", "week", "part-of-month", "month", "quarter",
    "season", "part-of-year", "year", "years", "vague",
]  # fmt: skip


class Basis(msgspec.Struct, frozen=True):
    """Why a period has its bounds: the rule, what it was anchored on, and where that stands.

    `rule` is absolute, relative-to-publication, relative-to-date, named or duration-before.
    `anchor` is the ISO date or the named period that it was counted from; `spans` are the anchor's
    words in the text, if it has any; `table` names the row of the table of named periods.
    """

    rule: str
    anchor: str | None = None
    spans: Spans = ()
    table: str | None = None


class Period(Value, frozen=True):
    """When, as an interval of ISO dates (or date-times to the minute), both ends inclusive.

    `None` at either end means that no bound is known.
    """

    earliest: str | None
    latest: str | None
    precision: PeriodPrecision
    basis: Basis


PlaceLevel = Literal["point", "settlement", "admin2", "admin1", "country", "region"]


class Candidate(msgspec.Struct, frozen=True):
    """A place that the words could also name."""

    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    level: PlaceLevel
    id: str


class Place(Value, frozen=True):
    """Where, with the radius within which it happened if the words are taken as they stand.

    `name` is the gazetteer's main name, or the words themselves where no row is known;
    `country` is ISO 3166-1 alpha-2; degrees are WGS 84; `gazetteer_id` is None for unknown places.
    """

    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    level: PlaceLevel
    candidates: tuple[Candidate, ...] = ()
    gazetteer_id: str | None = None


PartyKind = Literal["person", "group", "unit", "institution", "crowd"]
PartyStatus = Literal["civilian", "combatant", "official", "unknown"]


class Party(Value, frozen=True):
    """Who, as the words describe them. No words name a party that the text does not name."""

    name: str
    variants: tuple[str, ...] = ()
    kind: PartyKind = "person"
    count: Count | None = None
    age: str | None = None
    sex: Literal["female", "male"] | None = None
    status: PartyStatus = "unknown"
    role: str | None = None
    rank: str | None = None
    nationality: str | None = None


class Means(Value, frozen=True):
    """With what: a code of the table of means and the words as written."""

    code: str
    detail: str


class Quantity(Value, frozen=True):
    """An amount of something. `per` is who or what each share is for; it is never multiplied."""

    low: float
    high: float | None
    unit: str
    per: str | None = None


class Text(Value, frozen=True):
    """Words kept as words, or a code of the vocabulary (`code`) with the words that carry it."""

    text: str
    code: str | None = None


AnyValue = Count | Period | Place | Party | Means | Quantity | Text
