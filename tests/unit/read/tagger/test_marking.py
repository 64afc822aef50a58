"""From numbers to marked words."""

from __future__ import annotations

import numpy as np

from sacho.read.tagger.labels import FIELDS, KINDS, LINK, SPEAKER, STAGES, STANCES, STEPS
from sacho.read.tagger.marking import Marked, Numbers, Ties, mark
from sacho.read.tagger.pieces import Piece

TEXT = "Guards shot two men , she said"


def pieces() -> list[Piece]:
    found, at = list[Piece](), 0
    for word in TEXT.split():
        found.append(Piece((9, at, at + len(word))))
        at += len(word) + 1
    return found


def numbers(marked: dict[str, tuple[int, int]]) -> Numbers:
    """Numbers that are sure of these runs of pieces and of nothing else."""
    size = len(pieces())
    marks = np.zeros((size, len(FIELDS), 3), np.float32)
    marks[:, :, 0] = 6
    for field, (first, last) in marked.items():
        column = FIELDS.index(field)
        marks[first : last + 1, column] = (0, 0, 8)
        marks[first, column] = (0, 8, 0)
    kinds = np.zeros((size, len(KINDS)), np.float32)
    kinds[:, KINDS.index("shooting")] = 9
    links = np.zeros((size, 4, LINK), np.float32)
    links[:, 0, 0] = links[:, 1, 0] = 8
    links[:, 2, 0] = links[:, 3, 0] = 8
    none = np.zeros
    return Numbers(marks, kinds, none((size, len(STAGES)), np.float32),
                   none((size, len(STANCES)), np.float32), none(size, np.float32), links)  # fmt: skip


def marked(told: dict[str, tuple[int, int]]) -> Marked:
    ties = Ties(np.zeros((len(FIELDS), LINK), np.float32), np.zeros((2, 2, len(STEPS)), np.float32),
                np.zeros(2, np.float32))  # fmt: skip
    return mark(pieces(), numbers(told), ties)


def test_a_run_of_sure_pieces_is_one_marked_word() -> None:
    """First and further pieces of a field are one span of the text."""
    found = [w for w in marked({"kind": (1, 1), "injured": (2, 3)}).words if w.field == "injured"]

    assert ["two men"] == [TEXT[slice(*w.span)] for w in found]
    assert found[0].chance > 0.9


def test_words_are_tied_to_the_act_that_their_vectors_meet() -> None:
    """A strong product of the two sides is a high chance of belonging to the act."""
    found = marked({"kind": (1, 1), "perpetrator": (0, 0)})
    word = next(w for w in found.words if w.field == "perpetrator")

    assert "shooting" == found.acts[0].kind
    assert word.acts[0][0] == 0
    assert word.acts[0][1] > 0.9


def test_without_an_act_words_are_tied_to_none() -> None:
    """Words of a text that tells no act stay loose, so that they become no claim."""
    assert all(not w.acts for w in marked({"perpetrator": (0, 0)}).words)


def test_who_says_it_is_the_speaker_whose_vector_is_met() -> None:
    """A marked speaker is chosen before nobody where the link is strong."""
    found = marked({"kind": (1, 1), SPEAKER: (5, 5)})
    speaker = found.words[0].speaker

    assert speaker[0] is not None
    assert "she" == TEXT[slice(*speaker[0])]


def test_nothing_marked_is_nothing_found() -> None:
    """Numbers that see every piece outside of every field mark no word."""
    assert Marked((), (), ()) == marked({})
