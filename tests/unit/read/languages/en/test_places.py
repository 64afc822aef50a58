"""Where, in English: names, qualifiers, what a name lies in, and words that are no places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.model.values import Place
from sacho.read.languages.en.where.places import find, parse_place


def place(words: str) -> Place:
    """The place that the words name; fails where they name none."""
    read = parse_place(words)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("words", "name", "admin1", "level"),
    [
        ("Sinuiju", "Sinuiju", "North Pyongan Province", "settlement"),
        ("in Shinuiju", "Sinuiju", "North Pyongan Province", "settlement"),
        ("Hyesan, Ryanggang Province", "Hyesan", "Ryanggang Province", "settlement"),
        ("the North Korean city of Hyesan", "Hyesan", "Ryanggang Province", "settlement"),
        ("Hoeryeong City, North Hamgyong Province", "Hoeryong", "North Hamgyong Province",
         "settlement"),
        ("Musan County", "Musan County", "North Hamgyong Province", "admin2"),
        ("Yanggang Province", "Ryanggang Province", "Ryanggang Province", "admin1"),
        ("Springfield, Illinois", "Springfield", "Illinois", "settlement"),
        ("Alexandria, La.", "Alexandria", "Louisiana", "settlement"),
        ("Alexandria … Louisiana", "Alexandria", "Louisiana", "settlement"),
        ("southern Syria", "Syria", None, "country"),
        ("Chinese territory", "China", None, "country"),
        ("the Tumen River", "Tumen River", None, "region"),
    ],
)  # fmt: skip
def test_words_name_a_place_at_their_level(
    words: str, name: str, admin1: str | None, level: str
) -> None:
    """A name is resolved by what it lies in, and no finer than the words tell."""
    read = place(words)

    assert (name, admin1, level) == (read.name, read.admin1, read.level)


def test_a_qualifier_widens_or_moves() -> None:
    """Near and outskirts have a radius of their own; a distance with a bearing moves the degrees."""
    town, close, edge = place("Hyesan"), place("near Hyesan"), place("on the outskirts of Hyesan")
    north = place("20 km north of Hyesan")

    assert town.radius_km is not None and close.radius_km == town.radius_km + 15
    assert edge.radius_km == town.radius_km + 8
    assert town.latitude is not None and north.latitude == pytest.approx(
        town.latitude + 0.18, abs=0.01
    )
    assert "point" == north.level


def test_a_province_beside_its_border_keeps_its_name_and_moves_to_the_strip() -> None:
    """A province told with its border stays a province; the border is kept as a candidate."""
    whole = place("Ryanggang Province")
    strip = place("along the Chinese border in Ryanggang Province")

    assert (whole.name, "admin1") == (strip.name, strip.level)
    assert strip.latitude is not None and whole.latitude is not None
    assert strip.latitude > whole.latitude
    assert ["China-North Korea border"] == [c.name for c in strip.candidates]


def test_namesakes_stay_as_candidates() -> None:
    """Several towns of one name are not silently one."""
    read = place("Springfield")

    assert 8 == len(read.candidates)
    assert len({c.id for c in read.candidates} | {read.gazetteer_id}) == 9


@pytest.mark.parametrize(
    ("words", "name", "level"),
    [
        ("the village of Dalgae", "Dalgae", "settlement"),
        ("Xyzol County", "Xyzol County", "admin2"),
        ("near Dalgaezz", "Dalgaezz", "settlement"),
    ],
)
def test_a_place_that_no_row_names_keeps_its_words(words: str, name: str, level: str) -> None:
    """An unlisted place is never dropped and never given degrees."""
    read = place(words)

    assert (name, level, None, None) == (read.name, read.level, read.latitude, read.gazetteer_id)


@pytest.mark.parametrize(
    "words", ["", "Monday", "the police", "he", "Chinese", "12", "in the area"]
)
def test_words_that_name_no_place_give_none(words: str) -> None:
    """A weekday, a person or a people is no place."""
    assert parse_place(words) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Reading the notice, George Washington left the New York Times.", []),
        ("Chinese traders spoke to Mr. London on Monday in March.", []),
        ("The men were taken to Pyongyang Hospital by Jackson Miller.", []),
        ("Shots were heard near Hyesan, Ryanggang Province, on Friday.",
         ["near Hyesan, Ryanggang Province"]),
        ("A trader in the village of Dalgae fled to China.", ["the village of Dalgae", "China"]),
        ("They met in Seoul and Tokyo, then in Reading, Pennsylvania.",
         ["Seoul", "Tokyo", "Reading, Pennsylvania"]),
        ("He crossed about 20 km north of Hyesan.", ["about 20 km north of Hyesan"]),
    ],
)  # fmt: skip
def test_only_words_that_name_places_are_found(sentence: str, expected: list[str]) -> None:
    """Persons, organisations, peoples and months that look like places are left out."""
    assert expected == [value.written for value in find(sentence)]


def test_a_namesake_is_told_by_the_state_named_elsewhere() -> None:
    """The words that tell which of several towns is meant become a second span of the value."""
    found = find("A fire broke out in Alexandria. Officials in Louisiana are looking into it.")
    value = found[0].value

    assert isinstance(value, Place) and "Louisiana" == value.admin1
    assert 2 == len(found[0].spans) and parse_place(found[0].written) == value


@given(st.lists(st.sampled_from(
    ["near", "the", "Hyesan", ",", "village", "of", "Dalgae", "County", "in", "Georgia", "20 km",
     "north", "border", "Ryanggang", "Province", "China", "Mr.", "Paris", "Texas", "outskirts", "…"]
), max_size=9))  # fmt: skip
def test_places_found_are_read_again_from_their_own_words(words: list[str]) -> None:
    """A place found stands only because parsing its own words gives it."""
    for value in find(" ".join(words)):
        assert value.value == parse_place(value.written)


@given(st.text(max_size=80))
def test_no_words_break_the_reader(words: str) -> None:
    """Whatever stands in a report, looking for places raises nothing."""
    find(words)
    parse_place(words)
