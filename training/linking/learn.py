"""Learn the weights of linking from reports whose incidents are known, and write them.

    python training/linking/learn.py --data DIR [--incidents 1200] --out src/sacho/link/weights.toml

`DIR/gva_incidents/train.jsonl.gz` holds incidents with the texts of their reports. They are read
with Sacho's reader; pairs of main accounts are compared, and what comes out is weighed by
`fitting.fit`. Weights `alone` and fields that the reports say nothing of are kept as they stand
in the file. Only numbers leave: no word, name or row of the data does.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

if not __package__:  # run as a script: the folder two above is what holds the packages
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from evals import gva_incidents
from evals.adapters.gva_incidents import main_account
from evals.data import records
from evals.reading import Readings, reader
from training.linking.fitting import ORDER, Outcome, centred, fit

from sacho.link.compare import lines
from sacho.link.profile import Profile, profile
from sacho.link.weights import FieldWeights, Weights, weights
from sacho.link.words import rarity

RIDGE = 2.0
NEAR = 16  # days between publication within which half of the unlike pairs are taken
SOURCE = "beside: fitted on pairs of US news reports of gun violence; alone: set by hand"
HEAD = """\
# What each outcome of a comparison weighs, in bits: log2 of how much more often it is seen when two
# accounts tell one happening than when they do not. `alone`: where their words cannot be compared;
# `beside`: beside the words of both. `source` says where the numbers come from.
# Written by training/linking/learn.py; `alone` and fields set by hand are edited here.
"""


def main() -> None:
    """Read, compare, fit, write."""
    parser = argparse.ArgumentParser(description="Learn the weights of linking.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--incidents", type=int, default=1200)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    listed = records(options.data / "gva_incidents" / "train.jsonl.gz")
    random.Random(3).shuffle(listed)
    rows = gva_incidents.unfolded(listed[: options.incidents])
    to_read = [(gva_incidents.text(row), gva_incidents.head(row)) for row in rows]
    readings = Readings(reader()).of("train", to_read)
    told = gva_incidents.recorded(rows, readings)
    known = rarity(account for report in told for account in report)
    mains = [main_account(report) for report in told]
    profiles = [profile(account, known) if account else None for account in mains]
    learned = learn([(p, str(r["incident"])) for p, r in zip(profiles, rows, strict=True) if p])
    options.out.write_text(written(weights(), learned), encoding="utf-8")


def learn(told: list[tuple[Profile, str]]) -> dict[Outcome, float]:
    """The weight of each outcome, from profiles with the incident that each tells."""
    compared: list[list[Outcome]] = []
    same: list[bool] = []
    weight: list[float] = []
    for (a, x), (b, y), counts in _sampled(told):
        compared.append([(line.field, line.outcome) for line in lines(a, b, 1.0)])
        same.append(x == y)
        weight.append(counts)
    fitted, constant = fit(compared, same, weight, RIDGE)
    return centred(fitted, constant, weights().join)


def _sampled(
    told: list[tuple[Profile, str]],
) -> Iterator[tuple[tuple[Profile, str], tuple[Profile, str], float]]:
    """All pairs of one incident; of the others a share, each standing for those left out."""
    drawn = random.Random(1)
    for number, one in enumerate(told):
        for other in told[:number]:
            if one[1] == other[1]:
                yield one, other, 1.0
                continue
            near = abs((one[0].published or 0) - (other[0].published or 0)) <= NEAR
            share = 0.5 if near else 0.03
            if drawn.random() < share:
                yield one, other, 1 / share


def written(before: Weights, learned: dict[Outcome, float]) -> str:
    """The file of weights with the learned ones in their places."""
    parts = [HEAD, f"join = {before.join}\nhold = {before.hold}\nunseen = {before.unseen}\n"]
    for field, kept in before.field.items():
        beside = dict(kept.beside)
        if field in ORDER:
            beside |= {o: w for (f, o), w in learned.items() if f == field and o in beside}
        source = SOURCE if field in ORDER else kept.source
        parts.append(_section(field, FieldWeights(source, kept.alone, beside)))
    return "\n".join(parts)


def _section(field: str, of: FieldWeights) -> str:
    rows = [f'[field.{field}]\nsource = "{of.source}"']
    for name, table in (("alone", of.alone), ("beside", of.beside)):
        listed = "\n".join(f'"{o}" = {w}' for o, w in table.items())
        rows.append(f"\n[field.{field}.{name}]\n{listed}")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
