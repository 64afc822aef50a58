"""The tree as files, as C2SP `tlog-tiles` lays them out: 256 hashes to a tile.

    tile/0/000            leaf hashes 0 to 255
    tile/1/000.p/3        the first three hashes of the level above
    tile/entries/000      the entries themselves, each with its length in two bytes before it

An entry here is 32 bytes: the hash of the journal entry, which covers its salted marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sacho.store.log.merkle import Tree

FOLDER = "tile"
WIDTH = 256
_BITS = 8


def expected(tree: Tree, entries: Sequence[bytes], size: int) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every tile of the log at this size."""
    level = 0
    while (hashes := size >> (level * _BITS)) > 0:
        for number, width in _tiles(hashes):
            first = number * WIDTH
            told = tree.levels[level * _BITS][first : first + width]
            yield _path(str(level), number, width), b"".join(told)
        level += 1
    for number, width in _tiles(size):
        told = entries[number * WIDTH : number * WIDTH + width]
        data = b"".join(len(entry).to_bytes(2, "big") + entry for entry in told)
        yield _path("entries", number, width), data


def _tiles(hashes: int) -> Iterator[tuple[int, int]]:
    for number in range(hashes // WIDTH):
        yield number, WIDTH
    if hashes % WIDTH:
        yield hashes // WIDTH, hashes % WIDTH


def _path(level: str, number: int, width: int) -> str:
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03d}")
    told = f"{FOLDER}/{level}/{'/'.join(groups)}"
    return told if width == WIDTH else f"{told}.p/{width}"
