"""An account made ready to be compared: its values by field, dates as numbers, words weighed.

Made once an account, because each account is compared with many.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import msgspec

from sacho.link.words import Rarity, Words, words
from sacho.model.claim import Claim
from sacho.model.recorded import RecordedAccount
from sacho.model.values import AnyValue, Count, Means, Party, Period, Place, Text

COUNTS = (
    "killed", "injured", "missing", "detained", "abducted", "returned", "displaced", "happenings",
)  # fmt: skip
PARTIES = ("victim", "perpetrator", "actor", "issuer")
V = TypeVar("V", bound=AnyValue)


class Told(msgspec.Struct, frozen=True):
    """A value with its words; a `denied` one can tell what is meant, and never speaks against."""

    value: AnyValue
    written: str
    denied: bool = False


class Days(msgspec.Struct, frozen=True):
    """A period as two day numbers, both inclusive, with its words."""

    first: int
    last: int
    written: str
    denied: bool = False


class Profile(msgspec.Struct, frozen=True):
    """What comparison and blocking look at."""

    account: RecordedAccount
    periods: tuple[Days, ...]
    places: tuple[tuple[Place, Told], ...]
    counts: dict[str, tuple[tuple[Count, Told], ...]]
    parties: dict[str, tuple[tuple[Party, Told], ...]]
    means: dict[str, str]
    instruction: tuple[str, ...]
    published: int | None
    happenings: Count
    words: Words

    @property
    def id(self) -> str:
        """The account's lasting id."""
        return self.account.account.id

    @property
    def aggregate(self) -> bool:
        """Whether it tells a number of happenings that it does not tell apart."""
        return self.happenings.low > 1

    @property
    def kind(self) -> str:
        """The act."""
        return self.account.account.kind


def profile(recorded: RecordedAccount, known: Rarity, weighed: Words | None = None) -> Profile:
    """Make one account ready. Pure: the same account and rarity give the same profile. `weighed`
    are its words, where they were weighed before.
    """
    whole = [c for c in recorded.account.claims if c.of is None and c.stance != "hypothetical"]
    published = recorded.published
    counts = {f: _of(whole, f, Count) for f in COUNTS}
    parties = {f: _of(whole, f, Party) for f in PARTIES}
    return Profile(
        account=recorded,
        periods=tuple(d for v, told in _of(whole, "period", Period) if (d := days(v, told))),
        places=_of(whole, "place", Place),
        counts={f: v for f, v in counts.items() if v},
        parties={f: v for f, v in parties.items() if v},
        means={v.code: told.written for v, told in _of(whole, "means", Means)},
        instruction=tuple(told.written for _, told in _of(whole, "instruction", Text)),
        published=ordinal(published) if published else None,
        happenings=_happenings(recorded),
        words=weighed or words(recorded.told, known, recorded.around),
    )


ONE = Count(1, 1)


def _happenings(recorded: RecordedAccount) -> Count:
    """The number of happenings told of the whole; one where no number is told."""
    told = [c.value for c in recorded.account.claims if c.field == "happenings" and c.of is None]
    return max((v for v in told if isinstance(v, Count)), key=lambda v: v.low, default=ONE)


def _of(claims: list[Claim], field: str, kind: type[V]) -> tuple[tuple[V, Told], ...]:
    found: dict[V, Told] = {}
    for claim in claims:
        if claim.field == field and isinstance(claim.value, kind):
            told = Told(claim.value, claim.written, claim.stance == "denied")
            found.setdefault(claim.value, told)
    return tuple(found.items())


def days(period: Period, told: Told) -> Days | None:
    """The period in day numbers; None where an end is not known."""
    if period.earliest is None or period.latest is None:
        return None
    first, last = ordinal(period.earliest), ordinal(period.latest)
    return Days(first, last, told.written, told.denied)


def ordinal(iso: str) -> int:
    """The day's number in the calendar of `datetime`; the time of day is left out."""
    return date.fromisoformat(iso[:10]).toordinal()
