"""Exact spans: a span is right only if both its ends are."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from evals.metrics import Tally

Item = TypeVar("Item", bound=Hashable)


def exact(given: set[Item], wanted: set[Item]) -> Tally:
    """How many of the given items are wanted; each counts once however often it was given."""
    right = len(given & wanted)
    return Tally(right=right, given=len(given), found=right, wanted=len(wanted))


def most_agreed(sets: Sequence[set[Item]]) -> int:
    """The index of the annotation that agrees best with the others, by mean F1; first on a tie."""

    def agreement(index: int) -> float:
        return sum(exact(other, sets[index]).f1 for i, other in enumerate(sets) if i != index)

    return max(range(len(sets)), key=lambda index: (agreement(index), -index))
