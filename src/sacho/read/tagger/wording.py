"""Which kind of act words carry, told by the words alone: what the grounding gate asks.

It is not the network that chose the words: a table of its own, learned from words and kinds without
any text around them. The words are cut into pieces, the pieces' rows are averaged, and each kind has
a direction. `none` is a direction too: words that carry no act. What the grammar's own lists carry
never comes here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from sacho.read.tagger.labels import KINDS
from sacho.read.tagger.network import shipped

Floats = NDArray[np.float32]
LEAST = 0.3
APART = 4.0  # length to which rows are brought, counted from the middle of all


def set_apart(rows: Floats, centre: Floats) -> Floats:
    """Rows as directions from the middle of all words: what words share says nothing."""
    away = rows - centre
    length = np.maximum(1e-6, np.linalg.norm(away, axis=-1, keepdims=True))
    return (away / length * APART).astype(np.float32)


def kind_of(row: Floats, directions: Floats, constants: Floats, centre: Floats) -> int | None:
    """The kind that a mean row speaks for; None where none is likely enough."""
    strength = set_apart(row, centre) @ directions + constants
    grown = np.exp(strength - strength.max())
    best = int(strength[: len(KINDS)].argmax())
    return best if grown[best] / grown.sum() >= LEAST else None


@cache
def _learned(version: str) -> tuple[Floats, Floats, Floats] | None:
    path = resources.files("sacho.read.tagger") / "weights" / "wording.npz"
    if not version or not path.is_file():
        return None
    with resources.as_file(path) as file:
        told = np.load(file)
        return told["directions"], told["constants"], told["centre"]


@lru_cache(maxsize=1024)
def _kind(words: str, version: str) -> str | None:
    """`version` of the weights: other weights may say otherwise."""
    learned, tagger = _learned(version), shipped()
    row = tagger.average(words) if tagger is not None and learned is not None else None
    if row is None or learned is None:
        return None
    kind = kind_of(row, *learned)
    return KINDS[kind] if kind is not None else None


def carries_kind(kind: str, words: str) -> bool:
    """Whether these words, read alone, carry the kind. False where nothing was learned."""
    tagger = shipped()
    return tagger is not None and _kind(words, tagger.version) == kind
