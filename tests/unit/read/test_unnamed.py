"""Places that are nothing but their words."""

from __future__ import annotations

from sacho.read.unnamed import MOST, unnamed_place


def test_a_place_without_a_row_is_its_own_words() -> None:
    """No degrees and no country are made up for a mill or a checkpoint."""
    place = unnamed_place("the rice  mill")

    assert place is not None
    assert ("the rice mill", None, None) == (place.name, place.country, place.latitude)


def test_a_sentence_names_no_place() -> None:
    """Words beyond the length of a name, or without a letter, are no place."""
    assert unnamed_place("a " * MOST) is None
    assert unnamed_place("12") is None
