"""What was reached and must not be lost: `floors.json`, by split and benchmark.

A floor is raised with every gain. It is lowered only with a dated note beside it that says why.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import msgspec

from evals.metrics import Metric

FILE = Path(__file__).with_name("floors.json")
SLACK = 1e-6


class Floor(msgspec.Struct, frozen=True):
    """The least value allowed of a benchmark's main metric; `notes` say why one was lowered."""

    value: float
    n: int
    notes: tuple[str, ...] = ()


def _by_split(file: Path) -> dict[str, dict[str, Floor]]:
    if not file.is_file():
        return {}
    return msgspec.json.decode(file.read_bytes(), type=dict[str, dict[str, Floor]])


def kept(split: str, file: Path | None = None) -> dict[str, Floor]:
    """The floors of a split by benchmark; none where none are kept."""
    return _by_split(file or FILE).get(split, {})


def raised(metrics: Iterable[Metric], split: str, file: Path | None = None) -> list[str]:
    """Write every main value that is above its floor, and say which; nothing is ever lowered."""
    where = file or FILE
    by_split = _by_split(where)
    floors = by_split.setdefault(split, {})
    messages: list[str] = []
    for metric in metrics:
        old = floors.get(metric.name)
        value = math.floor(metric.value * 10_000) / 10_000
        if not metric.main or (old is not None and value <= old.value):
            continue
        floors[metric.name] = Floor(value, metric.n, old.notes if old else ())
        messages.append(f"{metric.name}: floor {value:.4f}")
    if messages:
        where.write_bytes(msgspec.json.format(msgspec.json.encode(by_split), indent=2) + b"\n")
    return messages


def below(metrics: Iterable[Metric], floors: dict[str, Floor]) -> list[str]:
    """One message for every main value under its floor, measured over the same number of things."""
    messages: list[str] = []
    for metric in metrics:
        floor = floors.get(metric.name)
        if not metric.main or floor is None or metric.n != floor.n:
            continue
        if metric.value < floor.value - SLACK:
            messages.append(
                f"{metric.name}: {metric.metric} {metric.value:.4f} is below its floor "
                f"{floor.value:.4f}"
            )
    return messages
