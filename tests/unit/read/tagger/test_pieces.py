"""Words cut into pieces."""

from __future__ import annotations

import gzip
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sacho.read.tagger.pieces import UNKNOWN, Pieces, read_pieces

LIST = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    "▁sen",
    "try",
    "▁sentry",
    "s",
    "▁초",
    "병",
    "이",
    "e",
    "n",
]
SCORES = [0.0, 0.0, 0.0, 0.0, -9.0, -4.0, -4.0, -6.0, -2.0, -3.0, -3.0, -3.0, -8.0, -8.0]


def pieces() -> Pieces:
    return Pieces(LIST, SCORES, {"Ｓ": "s", "\u00ad": ""})


def test_the_likeliest_cut_wins() -> None:
    """One piece for the whole word is taken before two whose scores are lower together."""
    cut = pieces().cut("sentrys")

    assert ["▁sentry", "s"] == [LIST[p.row] for p in cut]


def test_every_piece_says_where_it_stands() -> None:
    """Places count code points of the text, past blanks and in any script."""
    text = "  sentry\n초병이"

    assert ["sentry", "초", "병", "이"] == [text[p.start : p.end] for p in pieces().cut(text)]


def test_what_no_piece_holds_is_unknown_and_still_has_its_place() -> None:
    """A letter outside the vocabulary does not shift what follows."""
    text = "Ж sentry"
    cut = pieces().cut(text)

    assert UNKNOWN == cut[0].row
    assert "sentry" == text[cut[-1].start : cut[-1].end]


@given(st.text(alphabet="sentry 초병이Ж\n\u00adＳ", max_size=40))
def test_pieces_never_overlap_nor_leave_the_text(text: str) -> None:
    """Whatever the text, pieces stand in its order, apart, and on its letters."""
    cut = pieces().cut(text)

    assert all(0 <= p.start < p.end <= len(text) for p in cut)
    assert all(a.end <= b.start for a, b in pairwise(cut))


def test_a_file_gives_the_vocabulary_it_was_written_from(tmp_path: Path) -> None:
    """Pieces, scores and folds come back from the packed file."""
    rows = "\n".join(f"{p}\t{s}" for p, s in zip(LIST, SCORES, strict=True))
    path = tmp_path / "pieces.txt.gz"
    path.write_bytes(gzip.compress(f"{rows}\n\nＳ\ts".encode()))

    assert pieces().cut("sentry Ｓ") == read_pieces(path).cut("sentry Ｓ")
