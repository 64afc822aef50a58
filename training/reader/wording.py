"""Learn which kind words carry by themselves (`sacho.read.tagger.wording`).

Words and kinds come from the `kind` claims of the training corpus and from the grammar's own lists
of acts; words of the same texts that carry no act stand for "none". Nothing around the words is
seen.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from sacho.read.tagger.labels import KINDS
from sacho.read.tagger.wording import kind_of, set_apart

Floats = NDArray[np.float32]
Pair = tuple[str, int]
Averaging = Callable[[str], Floats | None]
NONE = len(KINDS)
LISTS = Path(__file__).parents[2] / "src/sacho/read/languages"


def pairs(records: list[dict[str, Any]], seed: int = 1) -> list[Pair]:
    """Words and kinds of the corpus, and as many words that carry none."""
    draw = random.Random(seed)
    found: list[Pair] = []
    for record in records:
        told: set[str] = set()
        for account in record["accounts"]:
            for claim in account["claims"]:
                for one in [claim, *claim.get("or", [])]:
                    if one["field"] == "kind":
                        told.add(one["words"][0])
                        found.append((one["words"][0], KINDS.index(account["kind"])))
        every = record["text"].split()
        for _ in range(2 * max(4, len(told))):
            start = draw.randrange(max(1, len(every) - 4))
            some = " ".join(every[start : start + draw.choice((1, 1, 2, 3, 4))])
            if some and not any(some in t or t in some for t in told):
                found.append((some, NONE))
    return found


def listed() -> Iterator[Pair]:
    """Words of the grammar's lists of acts, with their kinds."""
    for name in ("acts.toml", "acts_in_phrases.toml"):
        for row in tomllib.loads((LISTS / "en/data" / name).read_text("utf-8"))["act"]:
            if row["kind"] in KINDS:
                for word in (*row.get("verbs", ()), *row.get("nouns", ()), *row.get("phrases", ())):
                    yield word.replace("~", "").replace("  ", " ").strip(), KINDS.index(row["kind"])


class Learned(NamedTuple):
    """Directions and constants of the kinds and "none", and the middle that rows are taken from."""

    directions: Floats
    constants: Floats
    centre: Floats


def learn(told: list[Pair], average: Averaging, steps: int = 250) -> Learned:
    """Learn from words and kinds, held back by decay: most words stand only once."""
    torch.manual_seed(1)
    kept = [(row, kind) for words, kind in told if (row := average(words)) is not None]
    rows = np.stack([row for row, _ in kept]).astype(np.float32)
    centre = rows.mean(axis=0)
    x = torch.from_numpy(set_apart(rows, centre))
    y = torch.tensor([kind for _, kind in kept])
    layer = nn.Linear(x.shape[1], len(KINDS) + 1)
    optimiser = torch.optim.AdamW(layer.parameters(), lr=0.05, weight_decay=0.3)
    for _ in range(steps):
        optimiser.zero_grad()
        loss = nn.functional.cross_entropy(layer(x), y)
        loss.backward()
        optimiser.step()
    weight, bias = layer.weight.detach().numpy(), layer.bias.detach().numpy()
    return Learned(weight.T.copy(), bias.copy(), centre)


def held_out(told: list[Pair], average: Averaging, folds: int = 5) -> dict[str, float]:
    """By cross-validation: how often true words are taken, and words of none by mistake."""
    right = acts = other = taken_of_none = none = 0
    for fold in range(folds):
        learned = learn(
            [p for i, p in enumerate(told) if i % folds != fold] + list(listed()), average
        )
        for words, kind in (p for i, p in enumerate(told) if i % folds == fold):
            row = average(words)
            if row is None:
                continue
            taken = kind_of(row, learned.directions, learned.constants, learned.centre)
            acts += kind != NONE
            none += kind == NONE
            right += kind != NONE and taken == kind
            other += kind != NONE and taken not in (kind, None)
            taken_of_none += kind == NONE and taken is not None
    return {
        "true words taken": round(right / max(1, acts), 3),
        "taken for another kind": round(other / max(1, acts), 3),
        "taken of none": round(taken_of_none / max(1, none), 3),
    }
