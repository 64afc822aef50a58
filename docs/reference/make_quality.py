"""Writes `quality.md` beside this file: `python docs/reference/make_quality.py DATA` (minutes).

`DATA` is the folder of benchmark folders; what is not there is missing from the page. Peers are
measured in the same run. Examples come from the open half of the own gold and from no other text.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from evals import own_gold, table  # noqa: E402
from evals.benchmarks import BENCHMARKS, measure  # noqa: E402
from evals.metrics import Metric, Rate  # noqa: E402
from evals.peers import Peer  # noqa: E402
from evals.reading import Readings, reader  # noqa: E402
from evals.reliability import Point, bins, by_field, expected_error, points, svg  # noqa: E402

PAGE = Path(__file__).with_name("quality.md")
PLOT = PAGE.with_name("reliability.svg")
EXAMPLES = 12
INTRO = """\
# How well Sacho reads

Made by `python docs/reference/make_quality.py DATA`, which reads every benchmark anew. Values are
per cent on the *dev* part of each set unless the row says otherwise; `n` is how many gold things
they are measured over. What each benchmark asks, and how it is scored, is in `evals/README.md`;
what was reached before stands in `evals/floors.json` and may not be lost.

A value of another system is on another part of the data (usually the test part, which is never
used here) and says how it was obtained.
"""
CALIBRATION = """\
## Does the confidence tell the chance of being right?

Every claim has a confidence: the chance that a careful person would read these words so. The plot
shows, for claims of the own gold that had no part in setting it, what share was right at each
confidence; on the diagonal it is honest. The reading room asks first for what is least sure.

![How often claims of each confidence are right](reliability.svg)
"""
WRONG = """\
## What is still read wrong

From the open half of the own gold (invented reports). *Missed*: the gold has it and Sacho does not.
*Given*: Sacho says it and the gold does not.
"""


def main(data: Path) -> None:
    """Measure, then write the page and its plot."""
    readings = Readings(reader())
    lines: list[Metric | Rate] = []
    peers: list[Peer] = []
    for benchmark in BENCHMARKS:
        if benchmark.there(data, "dev"):
            found = measure(benchmark, (data, "dev"), readings, None, True)
            lines += found.lines
            peers += found.peers
    parts = [INTRO, f"Measured on {date.today().isoformat()}.\n", _mains(lines, peers)]
    parts += ["## Every value\n", _every(lines), CALIBRATION, _calibration(readings)]
    parts += [WRONG, *(_examples(language, readings) for language in ("en", "ko"))]
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def _mains(lines: list[Metric | Rate], peers: list[Peer]) -> str:
    rows = ["## Beside others\n", "| benchmark | metric | system | value | on |",
            "|---|---|---|---|---|"]  # fmt: skip
    for line in lines:
        if not isinstance(line, Metric):
            continue
        others = [
            o for o in table.published() if (o.benchmark, o.metric) == (line.name, line.metric)
        ]
        if not (line.main or others):
            continue
        rows.append(f"| {line.name} | {line.metric} | **Sacho** | {100 * line.value:.1f} "
                    f"| dev, n {line.n} |")  # fmt: skip
        mine = [p for p in peers if line.main and p.benchmark == line.name]
        rows += [f"| | | {p.system} | {100 * p.value:.1f} | dev, same run |" for p in mine]
        rows += [f"| | | {o.system} | {100 * o.value:.1f} | {o.on}; {o.how} |"
                 for o in sorted(others, key=lambda o: -o.value)]  # fmt: skip
    return "\n".join(rows) + "\n"


def _every(lines: list[Metric | Rate]) -> str:
    by_name: dict[str, list[Metric | Rate]] = defaultdict(list)
    for line in lines:
        by_name[line.name].append(line)
    parts: list[str] = []
    for name, found in by_name.items():
        rows = [f"### {name}\n", "| metric | value | n |", "|---|---|---|"]
        for line in found:
            if isinstance(line, Metric):
                rows.append(f"| {line.metric} | {100 * line.value:.1f} | {line.n} |")
            else:
                rows.append(f"| {line.rate} | {line.value:.2f} (rate) | {line.n} |")
        parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


def _calibration(readings: Readings) -> str:
    shown: dict[str, list[Point]] = {}
    rows = ["| language | claims | expected calibration error |", "|---|---|---|"]
    for language in ("en", "ko"):
        found = points(language, "dev", readings)
        shown[language] = found
        rows.append(f"| {language} | {len(found)} | {expected_error(found):.3f} |")
    PLOT.write_text(svg({name: bins(found) for name, found in shown.items()}), encoding="utf-8")
    rows += ["", "| language | field | claims | mean confidence | share right | error |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    for language, found in shown.items():
        for field, part in by_field(found).items():
            sure = sum(p.confidence for p in part) / len(part)
            right = sum(p.right for p in part) / len(part)
            rows.append(f"| {language} | {field} | {len(part)} | {sure:.2f} | {right:.2f} "
                        f"| {expected_error(part):.3f} |")  # fmt: skip
    return "\n".join(rows) + "\n"


def _examples(language: str, readings: Readings) -> str:
    records = own_gold.records_in(language, "train")
    read = readings.of(language, [(own_gold.text(r), own_gold.head(r)) for r in records])
    rows = [f"### {language}\n", "| | field | words |", "|---|---|---|"]
    missed: list[str] = []
    given: list[str] = []
    for record, reading in zip(records, read, strict=True):
        wanted, told = own_gold.wanted_in(record), own_gold.said(reading)
        pairs = own_gold.met(wanted, told)
        met, right = {id(w) for w, _ in pairs}, {id(g) for _, g in pairs}
        missed += [f"| missed | {w['field']} | {_cell(w['words'][0])} |" for w in wanted
                   if id(w) not in met and not w.get("optional")]  # fmt: skip
        given += [f"| given | {g.claim.field} | {_cell(g.claim.written)} |" for g in told
                  if id(g) not in right]  # fmt: skip
    return "\n".join([*rows, *_spread(missed), *_spread(given)]) + "\n"


def _spread(found: list[str]) -> list[str]:
    """So many of the list, from its whole length."""
    step = max(1, len(found) // EXAMPLES)
    return found[::step][:EXAMPLES]


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python docs/reference/make_quality.py DATA")
    main(Path(sys.argv[1]))
