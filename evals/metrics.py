"""What a measurement gives: one named value between 0 and 1, or a rate printed beside it."""

from __future__ import annotations

import msgspec


class Metric(msgspec.Struct, frozen=True):
    """One line of output. `n` is how many gold things it was measured over.

    `main` marks the one value of a benchmark that counts as its result.
    """

    name: str
    metric: str
    value: float
    n: int
    main: bool = False


class Rate(msgspec.Struct, frozen=True):
    """A number that is no share of one (invented claims per 1,000 words); never a JSON line."""

    name: str
    rate: str
    value: float
    n: int


class Tally(msgspec.Struct):
    """Right and given, found and wanted. Kept apart: some scorers credit the two sides unlike."""

    right: float = 0.0
    given: float = 0.0
    found: float = 0.0
    wanted: float = 0.0

    def add(self, other: Tally) -> None:
        """Take in another tally."""
        self.right += other.right
        self.given += other.given
        self.found += other.found
        self.wanted += other.wanted

    @property
    def precision(self) -> float:
        """The share of what was given that is right; 0 where nothing was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found; 0 where nothing was wanted."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def prf(name: str, metric: str, tally: Tally, main: bool = False) -> list[Metric]:
    """F1 under the metric's own name, then precision and recall beside it."""
    n = round(tally.wanted)
    return [
        Metric(name, f"{metric} F1", tally.f1, n, main),
        Metric(name, f"{metric} precision", tally.precision, round(tally.given)),
        Metric(name, f"{metric} recall", tally.recall, n),
    ]
