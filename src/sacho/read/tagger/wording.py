"""Which kinds of act words carry, told by the words alone: what the grounding gate asks.

It is not the network that chose the words: a small network of its own, learned from words and kinds
without any text around them. The words are cut into pieces; the mean of the pieces' rows, the
highest and the lowest number of each column are what it sees. `none` is an answer too: words that
carry no act. Words may carry more than one kind ("taken away": detention or abduction). What the
grammar's own lists carry never comes here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sacho.read.tagger.labels import KINDS
from sacho.read.tagger.marking import softmax
from sacho.read.tagger.network import shipped

Floats = NDArray[np.float32]
LEAST = 0.15
BESIDE = 0.4  # how likely a kind must be, beside the likeliest


class Learned(NamedTuple):
    """Two layers, and the middle and spread of what goes in."""

    inner: Floats
    inner_constants: Floats
    outer: Floats
    outer_constants: Floats
    middle: Floats
    spread: Floats


def features(rows: Floats) -> Floats:
    """What is seen of some words. `rows`: one for each piece."""
    turned = rows / np.maximum(1e-6, np.linalg.norm(rows, axis=1, keepdims=True))
    mean = turned.mean(axis=0)
    mean /= max(1e-6, float(np.linalg.norm(mean)))
    return np.concatenate([mean, turned.max(axis=0), turned.min(axis=0)])


def kinds_of(seen: Floats, learned: Learned) -> frozenset[str]:
    """The kinds that words with these features carry."""
    inner = (seen - learned.middle) / learned.spread @ learned.inner + learned.inner_constants
    strength = np.maximum(inner, 0) @ learned.outer + learned.outer_constants
    chances = softmax(strength)[: len(KINDS)]  # the last is "none"
    least = max(LEAST, BESIDE * float(chances.max()))
    return frozenset(KINDS[i] for i in np.flatnonzero(chances >= least))


@cache
def _learned(version: str) -> Learned | None:
    path = resources.files("sacho.read.tagger") / "weights" / "wording.npz"
    if not version or not path.is_file():
        return None
    with resources.as_file(path) as file:
        told = np.load(file)
        return Learned(*(told[name].astype(np.float32) for name in Learned._fields))


@lru_cache(maxsize=1024)
def _kinds(words: str, version: str) -> frozenset[str]:
    """`version` of the weights: other weights may say otherwise."""
    learned, tagger = _learned(version), shipped()
    if learned is None or tagger is None or not len(rows := tagger.rows(words)):
        return frozenset()
    return kinds_of(features(rows), learned)


def carries_kind(kind: str, words: str) -> bool:
    """Whether these words, read alone, carry the kind. False where nothing was learned."""
    tagger = shipped()
    return tagger is not None and kind in _kinds(words, tagger.version)
