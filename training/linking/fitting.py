"""Weights of outcomes from labelled pairs: log odds fitted together, for fields overlap.

Outcomes of a field that have an order ("same day" says at least as much as "one day apart") are
fitted as steps away from one that says nothing: upwards they speak for, downwards against.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Outcome = tuple[str, str]
Column = tuple[str, str, bool]  # field, outcome, whether it is a step upwards
Floats = NDArray[np.float64]
PARTY = ("other age", "other name", "other status", "unlike", "alike", "same age", "same name")
COUNT = ("different", "near", "overlap", "same 1", "same 2", "same 3-5", "same over 5")
ORDER: dict[str, tuple[str, ...]] = {
    "words": tuple(str(i) for i in range(12)),
    "names": tuple(str(i) for i in range(7)),
    "period": (
        "over a month apart", "11-31 days apart", "4-10 days apart", "2-3 days apart",
        "within years", "within a year", "within 40 days", "one day apart", "within 10 days",
        "within 3 days", "same day",
    ),
    "published": (
        "over a year apart", "32-365 days apart", "8-31 days apart", "2-7 days apart",
        "0-1 days apart",
    ),
    "place": (
        "far apart", "apart", "unmapped", "near", "same country", "within coarse radii",
        "same region", "same admin1", "same name", "within fine radii", "same admin2",
        "same settlement", "same point",
    ),
    "victim": PARTY,
    "perpetrator": PARTY,
    "killed": COUNT,
    "injured": COUNT,
}  # fmt: skip
NOTHING = {
    "words": "0", "names": "0", "period": "over a month apart", "published": "over a year apart",
    "place": "near", "victim": "unlike", "perpetrator": "unlike", "killed": "overlap",
    "injured": "overlap",
}  # fmt: skip
"""The outcome from which the steps of a field are counted; `centred` moves the first four."""


def fit(
    rows: Sequence[Sequence[Outcome]], same: Sequence[bool], weight: Sequence[float], ridge: float
) -> tuple[dict[Outcome, float], float]:
    """Weights in bits of every outcome seen in an ordered field, and the constant beside them."""
    encoded = [_steps(row) for row in rows]
    columns = sorted({c for row in encoded for c in row})
    at = {c: i for i, c in enumerate(columns)}
    matrix = np.zeros((len(rows), len(columns) + 1))
    matrix[:, -1] = 1
    for number, row in enumerate(encoded):
        matrix[number, [at[c] for c in row]] = 1
    up = np.array([c[2] for c in columns] + [False])
    down = np.array([not c[2] for c in columns] + [False])
    solved = _solve(matrix, np.array(same, float), np.array(weight), ridge, (up, down))
    found = {c: float(solved[i]) / math.log(2) for c, i in at.items()}
    return _summed(found), float(solved[-1]) / math.log(2)


def _steps(row: Sequence[Outcome]) -> list[Column]:
    found: list[Column] = []
    for field, outcome in row:
        if field in ORDER:
            order = ORDER[field]
            at, start = order.index(outcome), order.index(NOTHING[field])
            found += [(field, step, True) for step in order[start + 1 : at + 1]]
            found += [(field, step, False) for step in order[at:start]]
    return found


def _solve(
    matrix: Floats, same: Floats, weight: Floats, ridge: float,
    signs: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> Floats:  # fmt: skip
    """Newton's method; a step with the wrong sign is held at nothing and the rest fitted again."""
    up, down = signs
    held = np.ones(matrix.shape[1], bool)
    solved = np.zeros(matrix.shape[1])
    for _ in range(8):
        part = matrix[:, held]
        for _ in range(40):
            chance = 1 / (1 + np.exp(-(part @ solved[held])))
            slope = part.T @ (weight * (chance - same)) + ridge * solved[held]
            bend = (part * (weight * chance * (1 - chance) + 1e-9)[:, None]).T @ part
            move = np.linalg.solve(bend + ridge * np.eye(part.shape[1]), slope)
            solved[held] -= move
            if np.abs(move).max() < 1e-4:
                break
        wrong = held & ((up & (solved < -1e-9)) | (down & (solved > 1e-9)))
        if not wrong.any():
            break
        held &= ~wrong
        solved[~held] = 0
    return solved


def _summed(found: dict[Column, float]) -> dict[Outcome, float]:
    weights: dict[Outcome, float] = {}
    for field, order in ORDER.items():
        for outcome in order:
            steps = _steps([(field, outcome)])
            weights[field, outcome] = sum(found.get(step, 0.0) for step in steps)
    return weights


def centred(weights: dict[Outcome, float], constant: float, join: float) -> dict[Outcome, float]:
    """The same sums with `join` as their threshold instead of -`constant`.

    Every pair has words, and a period or a publication date: what is moved out of those fields
    stays in the sum. Days apart come to speak against, and unlike words as well.
    """
    shift = weights["period", "one day apart"]
    moved = constant + shift + join
    offset = {"period": -shift, "published": -shift, "words": moved}
    return {(f, o): round(w + offset.get(f, 0.0), 2) for (f, o), w in weights.items()}
