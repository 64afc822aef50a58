"""Learn which kinds words carry by themselves (`sacho.read.tagger.wording`).

Words and kinds come from the `kind` claims of the training corpus, from the grammar's own lists of
acts and from phrases written for this (`phrases_en.toml`, `phrases_ko.toml`). Words of the corpus
that carry no act, at random and as other fields have them, stand for "none". Nothing around the
words is seen.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from sacho.read.tagger.labels import KINDS
from sacho.read.tagger.wording import Learned, features, kinds_of

Floats = NDArray[np.float32]
Pair = tuple[str, int]
Rows = Callable[[str], Floats]
NONE = len(KINDS)
HERE = Path(__file__).parent
LISTS = HERE.parents[1] / "src/sacho/read/languages"
INNER = 192
CORPUS = 1.5  # what the corpus says weighs more than lists and phrases
OTHERS = (
    "period",
    "place",
    "perpetrator",
    "victim",
    "actor",
    "issuer",
    "means",
    "quantity",
    "killed",
)
_CHOICE = re.compile(r"\(([^()]*)\)")


def pairs(records: list[dict[str, Any]], seed: int = 1) -> list[Pair]:
    """Words and kinds of the corpus, and more words that carry none."""
    draw = random.Random(seed)
    found: list[Pair] = []
    for record in records:
        claims = [(a["kind"], one) for a in record["accounts"] for c in a["claims"]
                  for one in [c, *c.get("or", [])]]  # fmt: skip
        kinds = [(one["words"][0], KINDS.index(k)) for k, one in claims if one["field"] == "kind"]
        told = {words for words, _ in kinds}
        others = [one["words"][0] for _, one in claims if one["field"] in OTHERS]
        every = record["text"].split()
        for _ in range(2 * max(4, len(told))):
            start = draw.randrange(max(1, len(every) - 4))
            others.append(" ".join(every[start : start + draw.choice((1, 1, 2, 3, 4))]))
        found += kinds
        found += [
            (words, NONE) for words in others
            if words and not any(words in t or t in words for t in told)
        ]  # fmt: skip
    return found


def listed() -> Iterator[Pair]:
    """Words of the grammars' lists of acts, with their kinds."""
    for path in sorted(LISTS.glob("*/data/acts*.toml")):
        ending = "다" if path.parts[-3] == "ko" else ""
        for row in tomllib.loads(path.read_text("utf-8"))["act"]:
            if row["kind"] not in KINDS:
                continue
            stems = (*row.get("verbs", ()), *row.get("pairs", ()), *row.get("pairs_suffer", ()))
            for word in (
                *(s + ending for s in stems),
                *row.get("nouns", ()),
                *row.get("phrases", ()),
            ):
                yield word.replace("~", "").replace("  ", " ").strip(), KINDS.index(row["kind"])


def phrases() -> Iterator[Pair]:
    """Every reading of the phrases written for this."""
    for path in sorted(HERE.glob("phrases_*.toml")):
        for kind, patterns in tomllib.loads(path.read_text("utf-8")).items():
            code = NONE if kind == "none" else KINDS.index(kind)
            yield from ((words.strip(), code) for p in patterns for words in _readings(p))


def _readings(pattern: str) -> Iterator[str]:
    choice = _CHOICE.search(pattern)
    if choice is None:
        yield pattern
        return
    for one in choice[1].split("|"):
        yield from _readings(pattern[: choice.start()] + one + pattern[choice.end() :])


def learn(told: list[Pair], rows_of: Rows, steps: int = 700) -> Learned:
    """Learn from words of the corpus, the lists and the phrases; held back by decay and dropout."""
    torch.manual_seed(1)
    lists = [*listed(), *phrases()]
    weighed = [(*p, CORPUS) for p in told] + [(*p, 1.0) for p in lists]
    kept = [(features(r), kind, w) for words, kind, w in weighed if len(r := rows_of(words))]
    seen = np.stack([f for f, _, _ in kept]).astype(np.float32)
    middle, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-4
    x = torch.from_numpy((seen - middle) / spread)
    y = torch.tensor([kind for _, kind, _ in kept])
    weight = torch.tensor([w for _, _, w in kept])
    inner, outer = nn.Linear(x.shape[1], INNER), nn.Linear(INNER, len(KINDS) + 1)
    net = nn.Sequential(inner, nn.ReLU(), nn.Dropout(0.4), outer)
    optimiser = torch.optim.AdamW(net.parameters(), lr=0.003, weight_decay=0.05)
    for _ in range(steps):
        some = torch.randint(0, len(x), (512,))
        optimiser.zero_grad()
        losses = nn.functional.cross_entropy(
            net(x[some]), y[some], reduction="none", label_smoothing=0.05
        )
        (losses * weight[some]).mean().backward()
        optimiser.step()

    def plain(values: torch.Tensor) -> Floats:
        return values.detach().numpy().T.copy()

    return Learned(plain(inner.weight), plain(inner.bias), plain(outer.weight), plain(outer.bias),
                   middle, spread)  # fmt: skip


def held_out(told: list[Pair], rows_of: Rows, folds: int = 3) -> dict[str, float]:
    """By cross-validation: how often words are taken for their kind, for how many others besides,
    and words of none for any.
    """
    right = acts = others = taken_of_none = none = 0
    for fold in range(folds):
        learned = learn([p for i, p in enumerate(told) if i % folds != fold], rows_of)
        for words, kind in (p for i, p in enumerate(told) if i % folds == fold):
            rows = rows_of(words)
            if not len(rows):
                continue
            taken = kinds_of(features(rows), learned)
            if kind == NONE:
                none, taken_of_none = none + 1, taken_of_none + bool(taken)
            else:
                acts, right = acts + 1, right + (KINDS[kind] in taken)
                others += len(taken - {KINDS[kind]})
    return {
        "true words taken": round(right / max(1, acts), 3),
        "other kinds besides": round(others / max(1, acts), 3),
        "taken of none": round(taken_of_none / max(1, none), 3),
    }
