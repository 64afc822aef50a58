"""A text as numbers: one for each run of three words, so that two texts are compared in no time.

Words are hashed the same on every machine, so what is kept of a text in a project stays valid.
"""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
SHINGLE = 3  # words; short enough that an edited sentence still shares most of its neighbours
ONE_IN = 8  # share of a text's shingles by which it is found
AT_LEAST = 16  # shingles by which a text is found, however short it is

_WORD = re.compile(r"\w+")
_LIMIT = np.uint64(2**64 // ONE_IN)
_FIRST, _SECOND, _THIRD = (
    np.uint64(x) for x in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(32)
NONE: Hashes = np.empty(0, np.uint64)


class _Known(dict[str, int]):
    """Words met before; emptied when it grows, so that a long run keeps its memory."""

    def __missing__(self, word: str) -> int:
        if len(self) > 500_000:
            self.clear()
        self[word] = found = crc32(word.encode("utf-8", "surrogatepass")) + 1
        return found


_known = _Known()


def shingles(text: str) -> Hashes:
    """The hashes of all runs of three words, sorted, each once; of fewer words one for all."""
    found = _WORD.findall(text.casefold())
    if not found:
        return NONE
    numbers = np.fromiter(map(_known.__getitem__, found), np.uint64, len(found))
    if len(found) < SHINGLE:
        numbers = np.pad(numbers, (0, SHINGLE - len(found)))
    mixed = numbers[:-2] * _FIRST + numbers[1:-1] * _SECOND + numbers[2:] * _THIRD
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    mixed ^= mixed >> _SHIFT
    mixed.sort()
    return mixed[np.concatenate(([True], mixed[1:] != mixed[:-1]))]


def sketch(hashed: Hashes) -> list[int]:
    """The hashes by which a text is found: the same ones of a passage, whatever stands around it.

    Those in the lowest eighth of all numbers, and of a short text its lowest sixteen.
    """
    upto = max(int(np.searchsorted(hashed, _LIMIT)), AT_LEAST)
    return hashed[:upto].tolist()


def containment(left: Hashes, right: Hashes) -> float:
    """The share of the smaller set that stands in the larger; 0 where either is empty."""
    smaller, larger = (left, right) if len(left) <= len(right) else (right, left)
    if not len(smaller):
        return 0.0
    at = np.searchsorted(larger, smaller)
    at[at == len(larger)] = 0
    return float(np.count_nonzero(larger[at] == smaller)) / len(smaller)
