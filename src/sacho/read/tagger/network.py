"""The shipped network: loaded when first asked for, run window by window on one core.

The folder `weights` holds `tagger.json` (format, version, order of fields), `network.onnx` (int8),
`table.npy` (a row of signed bytes for each piece), `numbers.npz` (scales of the rows, what links
depend on) and `pieces.txt.gz`. `tagger.json` gives the SHA-256 of every other file; the version that
stands in each reading is the hash of them all.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from sacho.model.span import Span
from sacho.read.tagger.hints import COLUMNS
from sacho.read.tagger.labels import FIELDS, KINDS
from sacho.read.tagger.marking import Floats, Marked, Numbers, Ties, mark, softmax
from sacho.read.tagger.pieces import END, START, Piece, Pieces, read_pieces

FORMAT = "sacho-tagger/1"
WINDOW = 320
STRIDE = 272
OUTPUTS = ("marks", "kinds", "stages", "stances", "part", "links")


class Card(msgspec.Struct, frozen=True):
    """What `tagger.json` tells. `files` are SHA-256 by name."""

    format: str
    version: str
    fields: tuple[str, ...]
    hints: tuple[str, ...]
    files: dict[str, str]


class Sight(NamedTuple):
    """All that the network sees in one text. `starts` and `ends` are those of its pieces."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    inside: Floats  # [piece, field]: the chance that the piece is in the field's words
    kinds: Floats  # [piece, kind]
    marked: Marked

    def chances(self, span: Span) -> Floats:
        """For each field the mean chance that these words fill it; 0 where they hold no piece."""
        first, last = self._at(span)
        if first >= last:
            return np.zeros(len(FIELDS), np.float32)
        return self.inside[first:last].mean(axis=0)

    def kind_chance(self, kind: str, span: Span) -> float:
        """The chance that these words, if they carry an act, carry this kind."""
        first, last = self._at(span)
        return float(self.kinds[first:last, KINDS.index(kind)].mean()) if first < last else 0.0

    def likely_kinds(self, span: Span, least: float) -> list[str]:
        """The kinds that these words have at least this chance of carrying, the likeliest first."""
        first, last = self._at(span)
        if first >= last:
            return []
        chances = self.kinds[first:last].mean(axis=0)
        return [KINDS[i] for i in np.argsort(-chances) if chances[i] >= least]

    def _at(self, span: Span) -> tuple[int, int]:
        """The pieces `[first, last)` that the words touch."""
        first = int(np.searchsorted(self.ends, span[0], "right"))
        return first, int(np.searchsorted(self.starts, span[1], "left"))


def seen(pieces: list[Piece], told: Numbers, ties: Ties) -> Sight:
    """What the network's numbers say of a text."""
    chances = softmax(told.marks)
    inside = chances[:, :, 1] + chances[:, :, 2]
    starts, ends = (np.array([p[side] for p in pieces], dtype=np.int64) for side in (1, 2))
    return Sight(starts, ends, inside, softmax(told.kinds), mark(pieces, told, ties))


def nothing(marked: Marked) -> Sight:
    """The sight of a text without pieces."""
    none = np.zeros(0, np.int64)
    fields, kinds = (np.zeros((0, len(n)), np.float32) for n in (FIELDS, KINDS))
    return Sight(none, none, fields, kinds, marked)


def starts_of(size: int) -> list[int]:
    """Where the windows over so many pieces begin; the last one ends with them."""
    return [0] if size <= WINDOW else [*range(0, size - WINDOW, STRIDE), size - WINDOW]


def joined(told: list[list[Floats]], starts: list[int], size: int) -> list[Floats]:
    """Each output over all pieces but the marks at both ends, every piece from the window in which
    it stands farthest from an end.
    """
    edges = [0, *((a + WINDOW + b) // 2 for a, b in pairwise(starts)), size]
    whole: list[Floats] = []
    for output in range(len(OUTPUTS)):
        parts = [
            told[i][output][edges[i] - start : edges[i + 1] - start]
            for i, start in enumerate(starts)
        ]
        whole.append(np.concatenate(parts)[1:-1])
    return whole


class Tagger:
    """A folder of weights. Opening it reads the card; the network is loaded with the first text."""

    def __init__(self, folder: Path) -> None:
        """Raises ValueError where the weights are of another format than this code."""
        self._folder = folder
        self._card = msgspec.json.decode((folder / "tagger.json").read_bytes(), type=Card)
        order = (self._card.fields, self._card.hints)
        if self._card.format != FORMAT or order != (FIELDS, COLUMNS):
            raise ValueError(f"the weights in {folder.name} are not of the format {FORMAT}")

    @property
    def version(self) -> str:
        """The first letters of the hash of all weights; it stands in every reading."""
        return self._card.version

    def pieces(self, text: str) -> list[Piece]:
        """The text as the network sees it."""
        return self._pieces.cut(text)

    def sight(self, pieces: list[Piece], hinted: Floats) -> Sight:
        """What the network sees in a text. `hinted`: a row of hints for each piece."""
        if not pieces:
            return nothing(Marked((), (), ()))
        return seen(pieces, self._numbers(pieces, hinted), self._ties)

    def _numbers(self, pieces: list[Piece], hinted: Floats) -> Numbers:
        """Every piece as told by the window in which it stands farthest from an end."""
        rows = np.array([START, *(p.row for p in pieces), END], dtype=np.int64)
        hinted = np.pad(hinted, [(1, 1), (0, 0)])
        starts = starts_of(len(rows))
        told = [
            self._run(rows[start : start + WINDOW], hinted[start : start + WINDOW])
            for start in starts
        ]
        return Numbers(*joined(told, starts, len(rows)))

    def _run(self, rows: NDArray[np.int64], hinted: Floats) -> list[Floats]:
        x = self._table[rows].astype(np.float32) * self._scales[rows]
        told: list[Floats] = self._session.run(
            list(OUTPUTS), {"x": x[None], "hinted": hinted[None]}
        )
        return [part[0] for part in told]

    def rows(self, words: str) -> Floats:
        """The row of each piece of some words; none where there are no pieces."""
        rows = np.array([p.row for p in self._pieces.cut(words)], dtype=np.int64)
        return self._table[rows].astype(np.float32) * self._scales[rows]

    @property
    def _table(self) -> NDArray[np.int8]:
        return self._loaded.table

    @property
    def _scales(self) -> Floats:
        return self._loaded.scales

    @property
    def _session(self) -> Any:
        return self._loaded.session

    @property
    def _pieces(self) -> Pieces:
        return self._loaded.pieces

    @property
    def _ties(self) -> Ties:
        return self._loaded.ties

    @property
    def _loaded(self) -> _Loaded:
        return _load(self._folder)


class _Loaded(NamedTuple):
    session: Any
    table: NDArray[np.int8]
    scales: Floats
    ties: Ties
    pieces: Pieces


@cache
def _load(folder: Path) -> _Loaded:
    import onnxruntime  # a tenth of a second: only who reads with the tagger waits for it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"]
    )
    numbers = np.load(folder / "numbers.npz")
    ties = Ties(numbers["field"], numbers["near"], numbers["lean"])
    table = np.load(folder / "table.npy", mmap_mode="r")
    return _Loaded(session, table, numbers["scales"], ties, read_pieces(folder / "pieces.txt.gz"))


@cache
def shipped() -> Tagger | None:
    """The tagger in the package; None where the package holds no weights."""
    with resources.as_file(resources.files("sacho.read.tagger") / "weights") as folder:
        return Tagger(folder) if (folder / "tagger.json").is_file() else None


def forget() -> None:
    """Let go of loaded weights, so that those written anew are read."""
    shipped.cache_clear()
    _load.cache_clear()
