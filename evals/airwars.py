"""Airwars incidents: how many civilians a narrative says were killed and injured, from to."""

from __future__ import annotations

from evals.adapters.airwars import toll
from evals.data import Record, worded
from evals.metrics import Metric, Rate
from sacho.model.account import Reading, ReportHead

NAME = "airwars_gaza2023"

Bounds = tuple[int, int]


def text(record: Record) -> str:
    """What is read."""
    return worded(record, "assessment")


def head(record: Record) -> ReportHead:
    """Nothing but the language: who publishes and when is not told to the reader."""
    return ReportHead(id=f"{NAME}:{worded(record, 'incident_code')}", language="en")


def gold(record: Record, field: str) -> Bounds | None:
    """The bounds given for civilians; None where none are given ("Unknown")."""
    given = record.get(field)
    if not isinstance(given, dict):
        return None
    low, high = given.get("min"), given.get("max")
    return (low, high) if isinstance(low, int) and isinstance(high, int) else None


def score(records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """Both bounds of killed exact (main), each bound, silence, and the same for injured."""
    metrics: list[Metric | Rate] = []
    for field in ("killed", "injured"):
        pairs = [
            (toll(reading, field), bounds)
            for record, reading in zip(records, readings, strict=True)
            if (bounds := gold(record, field)) is not None
        ]
        metrics += _shares(field, pairs)
    return metrics


def _shares(field: str, pairs: list[tuple[Bounds | None, Bounds]]) -> list[Metric | Rate]:
    n = len(pairs)

    def share(hits: int) -> float:
        return hits / n if n else 0.0

    told = [(given, wanted) for given, wanted in pairs if given is not None]
    off = sum(abs(g[0] - w[0]) + abs(g[1] - w[1]) for g, w in told)
    return [
        Metric(NAME, f"{field} low and high exact", share(sum(g == w for g, w in told)), n,
               main=field == "killed"),
        Metric(NAME, f"{field} low exact", share(sum(g[0] == w[0] for g, w in told)), n),
        Metric(NAME, f"{field} high exact", share(sum(g[1] == w[1] for g, w in told)), n),
        Metric(NAME, f"{field} told at all", share(len(told)), n),
        Rate(NAME, f"{field} mean absolute error of a bound", off / (2 * len(told) or 1),
             len(told)),
    ]  # fmt: skip
