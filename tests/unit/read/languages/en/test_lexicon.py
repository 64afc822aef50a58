"""Lemmas and numbers of English words."""

from __future__ import annotations

import time

import pytest

from sacho.read.languages.en.syntax.analyse import analyse
from sacho.read.languages.en.syntax.lexicon import is_plural, lemma_of

LEMMAS = [
    ("shot", "VERB", "VBN", "shoot"),
    ("fled", "VERB", "VBD", "flee"),
    ("wounded", "VERB", "VBN", "wound"),
    ("lives", "NOUN", "", "life"),
    ("lives", "VERB", "VBZ", "live"),
    ("gunmen", "NOUN", "", "gunman"),
    ("worse", "ADJ", "", "bad"),
    ("zorbling", "VERB", "VBG", "zorbl"),
    ("zorblers", "NOUN", "", "zorbler"),
    ("Tarvel", "PROPN", "", "Tarvel"),
    ("n’t", "PART", "", "not"),
]


@pytest.mark.parametrize(("word", "tag", "form", "lemma"), LEMMAS)
def test_the_lemma_follows_from_tag_and_form(word: str, tag: str, form: str, lemma: str) -> None:
    """Known words come from the table, unknown ones lose their endings, names stay as they are."""
    assert lemma_of(word, tag, form) == lemma


@pytest.mark.parametrize(
    ("word", "expected"),
    [("men", True), ("man", False), ("people", True), ("news", False), ("zorblers", True)],
)
def test_plurals_are_known(word: str, expected: bool) -> None:
    """Irregular, collective and unknown plurals are told from singulars."""
    assert is_plural(word) is expected


def test_a_report_of_750_words_is_analysed_fast() -> None:
    """Analysis of a long report takes at most a quarter of a second of processor time."""
    text = "Two guards of the northern patrol shot at a farmer who was crossing the river. " * 50
    analyse(text)
    best = 1.0
    for _ in range(3):
        started = time.process_time()
        analyse(text)
        best = min(best, time.process_time() - started)
    assert best < 0.25
