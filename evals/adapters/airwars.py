"""Accounts of a narrative of one incident -> how many it killed and injured, from to.

A narrative opens with the number that its authors hold, then retells what each source said.
"""

from __future__ import annotations

from sacho.model.account import Reading
from sacho.model.claim import Claim
from sacho.model.values import Count
from sacho.model.vocabulary import harm, kinds

UNTRUE = {"denied", "hypothetical", "expected"}
OPENING = 3
"""How many numbers of the opening are looked at for a range."""
FARTHEST = 3
"""A number told elsewhere is the same toll only up to this many times the one told first."""


def toll(reading: Reading, field: str) -> tuple[int, int] | None:
    """The bounds of the number told first of the whole; None where nobody tells one.

    In the opening a range ("six to seven") goes before a single number, and several before one
    person. Where no upper bound is told ("at least six") it is the largest number told elsewhere.
    Parts ("including five children") are no totals.
    """
    counts = _counts(reading, field)
    if not counts:
        return None
    several = [count for count in counts if count.low > 1] or counts
    ranges = [c for c in counts[:OPENING] if c.high is not None and c.high > c.low > 0]
    first = (ranges or several)[0]
    high = first.low if first.high is None else first.high
    if first.high is None:
        others = [max(c.low, c.high or 0) for c in several]
        high = max([one for one in others if one <= FARTHEST * high], default=high)
    return first.low, high


def _counts(reading: Reading, field: str) -> list[Count]:
    """Numbers of the whole in accounts of harms that happened, in the order of their words."""
    found = [
        (claim.spans[:1], count)
        for account in reading.accounts
        if account.kind in kinds() and harm(account.kind) and account.stage == "accomplished"
        for claim in account.claims
        if (count := _whole(claim, field)) is not None
    ]
    return [count for _, count in sorted(found, key=lambda pair: pair[0])]


def _whole(claim: Claim, field: str) -> Count | None:
    if claim.field != field or claim.of is not None or claim.stance in UNTRUE:
        return None
    return claim.value if isinstance(claim.value, Count) else None
