"""B-cubed and pairs over clusters of the same things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from evals.metrics import Tally


def b_cubed(given: Sequence[str], wanted: Sequence[str]) -> Tally:
    """Mean over things of the share of its cluster that belongs there, and of its class found.

    Both means are
    kept exactly by a tally of one right and one found thing.
    """
    both = Counter(zip(given, wanted, strict=True))
    ours, theirs = Counter(given), Counter(wanted)
    n = len(given) or 1
    precision = sum(c * c / ours[g] for (g, _), c in both.items()) / n
    recall = sum(c * c / theirs[w] for (_, w), c in both.items()) / n
    if not precision or not recall:
        return Tally()
    return Tally(1.0, 1 / precision, 1.0, 1 / recall)


def pairs(given: Sequence[str], wanted: Sequence[str]) -> Tally:
    """Pairs put together, pairs that belong together, and pairs right."""
    both = Counter(zip(given, wanted, strict=True))
    right = _two(both.values())
    return Tally(right, _two(Counter(given).values()), right, _two(Counter(wanted).values()))


def _two(sizes: Iterable[int]) -> float:
    return float(sum(n * (n - 1) // 2 for n in sizes))
