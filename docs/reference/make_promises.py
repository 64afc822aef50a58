"""Writes `promises.md` beside this file: `python docs/reference/make_promises.py`.

The results are those that `python -m tests.promises.run --keep` (and `--full`) noted.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.promises.run import RESULTS, promises

PAGE = Path(__file__).with_name("promises.md")
INTRO = """\
# Promises that are tests

Made from the tests and their noted results by `python docs/reference/make_promises.py`.

`make promises ONLY=P04` runs one at its quick figure, with `FULL=1` at the figure of a release; it \
prints how many tries kept the promise, with the seed. Quick figures run with every change; full ones \
by hand before a release, on the day that is told (of a run that was stopped, what was tried until then). A dash means that no result is noted. [Trust](../explanation/trust.md) says what is behind them.
"""
NOT_KEPT = {
    "P18": "No request makes the server fail: not tried with generated requests at scale.",
    "P22": "What is published cannot be undone: Sacho coarsens nothing and does not count small cells.",
    "P24": "Sessions: the reading room has one token for one machine, no accounts and no passwords.",
    "P25": "What ships is what was reviewed: dependencies are pinned by hash; no reproducible build.",
}


def page() -> str:
    """The whole page as Markdown."""
    noted = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    told = promises()
    rows = ["| | promise | quick | full | full, when (seed) |", "|---|---|---|---|---|"]
    rest = []
    for name, promise in told.items():
        first, _, more = (promise.__doc__ or "").removeprefix(f"{name}: ").partition("\n\n")
        found = noted.get(name, {})
        figures = " | ".join(_figure(found.get(figure)) for figure in ("quick", "full"))
        rows.append(f"| {name} | {_line(first)} | {figures} | {_when(found.get('full'))} |")
        if more.strip():
            rest.append(f"**{name}.** {_line(more)}\n")
    missing = [f"- **{name}.** {why}" for name, why in NOT_KEPT.items() if name not in told]
    return "\n".join([
        INTRO, *rows, "", "## How each is tried, and what is not", "", *rest,
        "## Wanted, and not kept or not measured", "", *missing, "",
    ])  # fmt: skip


def _figure(found: dict[str, int | str] | None) -> str:
    return f"{found['passed']}/{found['tried']}" if found else "-"


def _when(found: dict[str, int | str] | None) -> str:
    """The day of a release's run and its seed: run again with them, it must give the same."""
    return f"{found.get('at', 'earlier')} ({found['seed']})" if found else "-"


def _line(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
