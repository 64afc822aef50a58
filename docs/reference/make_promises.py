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
prints how many tries kept the promise, with the seed. Quick figures run with every change. A dash \
means that no result is noted. [Trust](../explanation/trust.md) says what is behind them.
"""
NOT_KEPT = {
    "P12": "A rule for every route and role. Whoever holds the token of the reading room may do all; "
    "there are no roles.",
    "P14": "No file can fill memory or disk: tried within P13, without a figure of its own.",
    "P15": "XML never reads a file or opens a connection: entities are off; no figure of its own.",
    "P17": "Evidence never runs in a browser: documents are shown as text; no figure of its own.",
    "P18": "No request makes the server fail: not tried with generated requests at scale.",
    "P19": "No text makes a pattern hang: 1,497 of 1,500 tries; a few patterns grow faster than the text.",
    "P20": "Evidence text is shown honestly: no figure of its own.",
    "P22": "What is published cannot be undone: Sacho coarsens nothing and does not count small cells.",
    "P24": "Sessions: the reading room has one token for one machine, no accounts and no passwords.",
    "P25": "What ships is what was reviewed: dependencies are pinned by hash; no reproducible build.",
}


def page() -> str:
    """The whole page as Markdown."""
    noted = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    told = promises()
    rows = ["| | promise | quick | full |", "|---|---|---|---|"]
    rest = []
    for name, promise in told.items():
        first, _, more = (promise.__doc__ or "").removeprefix(f"{name}: ").partition("\n\n")
        found = noted.get(name, {})
        figures = " | ".join(_figure(found.get(figure)) for figure in ("quick", "full"))
        rows.append(f"| {name} | {_line(first)} | {figures} |")
        if more.strip():
            rest.append(f"**{name}.** {_line(more)}\n")
    missing = [f"- **{name}.** {why}" for name, why in NOT_KEPT.items() if name not in told]
    return "\n".join([
        INTRO, *rows, "", "## How each is tried, and what is not", "", *rest,
        "## Wanted, and not kept or not measured", "", *missing, "",
    ])  # fmt: skip


def _figure(found: dict[str, int] | None) -> str:
    return f"{found['passed']}/{found['tried']}" if found else "-"


def _line(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
