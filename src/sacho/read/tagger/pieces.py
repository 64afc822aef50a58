"""Words cut into the pieces that the tagger's network knows, each with its place in the text.

A unigram vocabulary: of all ways to cut a word, the one whose pieces are likeliest together. The
rows of the file are those of the network's table; the first four are marks. A letter that no piece
holds is the unknown piece. Nothing is lowered or dropped, so every place is exact.
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

START, PAD, END, UNKNOWN = 0, 1, 2, 3
WORD = re.compile(r"\S+")
BLANK = "▁"  # stands before the first letter of a word
NEVER = -1e9


class Piece(tuple[int, int, int]):
    """Row of the table, start and end in code points of the text."""

    __slots__ = ()

    @property
    def row(self) -> int:
        return self[0]

    @property
    def start(self) -> int:
        return self[1]

    @property
    def end(self) -> int:
        return self[2]


class Pieces:
    """The vocabulary. `folds` writes single letters in the form under which pieces hold them."""

    def __init__(self, pieces: list[str], scores: list[float], folds: dict[str, str]) -> None:
        self._rows = {piece: row for row, piece in enumerate(pieces) if row > UNKNOWN}
        self._scores = scores
        self._folds = folds
        self._longest = max(map(len, pieces), default=1)
        self._unknown = min(scores, default=0.0) - 10
        self._word = lru_cache(maxsize=20000)(self._cut_word)

    def cut(self, text: str) -> list[Piece]:
        """The pieces of a text in its order; a piece of mere blank has no place and is left out."""
        found: list[Piece] = []
        for match in WORD.finditer(text):
            at = match.start()
            found += [Piece((row, at + s, at + e)) for row, s, e in self._word(match[0])]
        return found

    def _cut_word(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """Rows and places within one word."""
        letters, places = [BLANK], [0]
        for place, letter in enumerate(word):
            for written in self._folds.get(letter, letter):
                letters.append(BLANK if written == " " else written)
                places.append(place)
        places.append(len(word))
        return tuple(
            (row, places[max(1, s)], places[e - 1] + 1)
            for row, s, e in self._likeliest("".join(letters))
            if e > 1
        )

    def _likeliest(self, word: str) -> list[tuple[int, int, int]]:
        """The best cut, by the best cut of each beginning."""
        size = len(word)
        best = [0.0] + [NEVER] * size
        came: list[tuple[int, int]] = [(UNKNOWN, 0)] * (size + 1)
        for start in range(size):
            here = best[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                row = self._rows.get(word[start:end])
                if row is None and end > start + 1:
                    continue
                told = here + (self._unknown if row is None else self._scores[row])
                if told > best[end]:
                    best[end], came[end] = told, (UNKNOWN if row is None else row, start)
        found: list[tuple[int, int, int]] = []
        end = size
        while end > 0:
            row, start = came[end]
            found.append((row, start, end))
            end = start
        return found[::-1]


def read_pieces(path: Path) -> Pieces:
    """The vocabulary of a file: a line a piece and its score; after an empty line, the folds."""
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        rows, _, folded = file.read().partition("\n\n")
    pairs = [line.split("\t") for line in rows.split("\n")]
    folds = dict(line.split("\t") for line in folded.split("\n") if "\t" in line)
    return Pieces([p for p, _ in pairs], [float(s) for _, s in pairs], folds)
