"""What a run prints for people."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from evals.metrics import Metric, Rate
from evals.peers import Peer

PUBLISHED = Path(__file__).with_name("published.toml")


class Published(msgspec.Struct, frozen=True):
    """A value that another system reached. `on` says on which part of the data.

    `how` is "re-scored" (its released output, scored as here) or "stated" (by its authors).
    """

    benchmark: str
    metric: str
    system: str
    value: float
    on: str
    how: str
    source: str


def published(file: Path = PUBLISHED) -> list[Published]:
    """Every published value that is kept."""
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return msgspec.convert(raw.get("value", []), list[Published])


def plain(lines: Sequence[Metric | Rate]) -> str:
    """One row a value; the main one of a benchmark is starred."""
    rows = [("benchmark", "metric", "value", "n")]
    for line in lines:
        if isinstance(line, Metric):
            star = " *" if line.main else ""
            rows.append((line.name, line.metric + star, f"{100 * line.value:.2f}", str(line.n)))
        else:
            rows.append((line.name, line.rate, f"{line.value:.2f} (rate)", str(line.n)))
    return _columns(rows)


def compared(lines: Sequence[Metric | Rate], peers: Sequence[Peer], split: str) -> str:
    """Ours, then peers of this run, then what others reached on other parts of the data."""
    others = published()
    rows = [("benchmark", "metric", "system", "value", "on", "source")]
    for line in lines:
        if not isinstance(line, Metric):
            rows.append((line.name, line.rate, "Sacho", f"{line.value:.2f}", split, "this run"))
            continue
        beside = [o for o in others if (o.benchmark, o.metric) == (line.name, line.metric)]
        if not (line.main or beside):
            continue
        ours = f"{100 * line.value:.2f}"
        rows.append((line.name, line.metric, "Sacho", ours, f"{split}, n {line.n}", "this run"))
        rows += [
            ("", "", peer.system, f"{100 * peer.value:.2f}", split, "this run")
            for peer in peers
            if line.main and peer.benchmark == line.name
        ]
        rows += [
            ("", "", o.system, f"{100 * o.value:.2f}", o.on, f"{o.how}: {o.source}")
            for o in sorted(beside, key=lambda o: -o.value)
        ]
    return _columns(rows)


def _columns(rows: Iterable[tuple[str, ...]]) -> str:
    listed = list(rows)
    widths = [max(len(row[i]) for row in listed) for i in range(len(listed[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in listed
    )
