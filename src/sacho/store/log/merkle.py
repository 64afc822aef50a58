"""The tree of RFC 6962 over a list of leaf hashes: roots at any size, and both kinds of proof."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256().digest()
"""The root of a tree without leaves."""


def leaf(data: bytes) -> bytes:
    """The hash of one entry's bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two neighbours."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree over these leaf hashes. `levels[k]` are the full subtrees of 2**k leaves."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self.levels: list[list[bytes]] = [list(leaves)]
        while len(below := self.levels[-1]) > 1:
            pairs = range(0, len(below) - 1, 2)
            self.levels.append([node(below[at], below[at + 1]) for at in pairs])

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self.levels[0])

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves, all by default."""
        asked = self.size if size is None else size
        return self._over(0, asked) if asked else EMPTY

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """The proof that leaf `index` is in the tree of this size."""
        return self._path(index, 0, size)

    def consistency(self, old: int, size: int) -> list[bytes]:
        """The proof that the tree of this size grew out of the one of size `old` (0 < old)."""
        return self._grown(old, 0, size, whole=True)

    def _over(self, start: int, end: int) -> bytes:
        width = end - start
        if width & (width - 1) == 0 and start % width == 0:
            return self.levels[width.bit_length() - 1][start // width]
        middle = start + split(width)
        return node(self._over(start, middle), self._over(middle, end))

    def _path(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + split(end - start)
        if index < middle:
            return [*self._path(index, start, middle), self._over(middle, end)]
        return [*self._path(index, middle, end), self._over(start, middle)]

    def _grown(self, old: int, start: int, end: int, *, whole: bool) -> list[bytes]:
        if old == end:
            return [] if whole else [self._over(start, end)]
        middle = start + split(end - start)
        if old <= middle:
            left = self._grown(old, start, middle, whole=whole)
            return [*left, self._over(middle, end)]
        right = self._grown(old, middle, end, whole=False)
        return [*right, self._over(start, middle)]


def split(width: int) -> int:
    """The largest power of two below `width` (2 or more): where a subtree parts."""
    return 1 << ((width - 1).bit_length() - 1)


def included(hashed: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that follows if the leaf stands at `index`; None where the proof cannot fit."""
    if not 0 <= index < size:
        return None
    at, last, result = index, size - 1, hashed
    for step in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            result = node(step, result)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            result = node(result, step)
        at, last = at >> 1, last >> 1
    return result if last == 0 else None


def grew(old: int, size: int, proof: Sequence[bytes], old_root: bytes) -> bytes | None:
    """The root at `size` that follows from the old root; None where the proof is wrong."""
    if not 0 < old <= size:
        return None
    if old == size:
        return old_root if not proof else None
    steps = list(proof)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return None
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            before, after = node(step, before), node(step, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node(after, step)
        at, last = at >> 1, last >> 1
    return after if before == old_root and last == 0 else None
