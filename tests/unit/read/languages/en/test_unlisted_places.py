"""Names where a place stands that no row of the gazetteer names. Every text is an INVENTED EXAMPLE."""

from __future__ import annotations

import pytest

from sacho.read.languages.en.where.places import find


def names(text: str) -> list[str]:
    """The places without degrees that the text names, as written."""
    return [v.written for v in find(text) if getattr(v.value, "latitude", None) is None]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Soldiers shot a herder near Oltrebak on Monday.", "Oltrebak"),
        ("Two men were held at the Zemlin ford.", "Zemlin ford"),
        ("Police in Karvendel district arrested a teacher.", "Karvendel district"),
        ("A drone hit the clinic at Umm Zaratil.", "Umm Zaratil"),
        ("They were seized on the Damrosh–Kubel road.", "Damrosh–Kubel road"),
    ],
)
def test_a_name_in_the_place_of_a_place_is_kept_by_its_words(text: str, written: str) -> None:
    """A capitalised name behind "in", "at" or "near", or before a kind of place, is a place."""
    assert written in names(text)


def test_a_list_of_places_is_kept_whole() -> None:
    """ "In A, B and C" names three places."""
    found = names("Shots were fired in Koldara, Zeglan and Tenkoro on 1 May.")
    assert ["Koldara", "Zeglan", "Tenkoro"] == found


@pytest.mark.parametrize(
    "text",
    [
        "He spoke in Parliament on Monday.",
        "The notice was written in Arabic.",
        "Zelmar Otto, 34, was hurt. Nobody believed in Otto any more.",
        "An analyst at Farwell Hill told us so.",
        "The rule is printed in Annex C.",
        "They met in Sunday's rain.",
    ],
)
def test_persons_bodies_and_tongues_are_no_places(text: str) -> None:
    """A name with a voice, an age or a job beside it, a body, a tongue or a weekday is none."""
    assert names(text) == []
