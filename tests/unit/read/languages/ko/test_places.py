"""Where, in Korean: chains of names, particles, qualifiers, and words that are no places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.model.values import Place
from sacho.read.languages.en.where.places import parse_place as parse_english
from sacho.read.languages.ko.where.places import find, parse_place


def place(words: str) -> Place:
    """The place that the words name; fails where they name none."""
    read = parse_place(words)
    assert read is not None
    return read


def english(words: str) -> Place:
    """The same asked of the English reader."""
    read = parse_english(words)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("words", "name", "admin1", "level"),
    [
        ("신의주", "Sinuiju", "North Pyongan Province", "settlement"),
        ("북한 양강도 혜산시", "Hyesan", "Ryanggang Province", "settlement"),
        ("량강도 김정숙군", "Kim Jong Suk County", "Ryanggang Province", "admin2"),
        ("함경북도 회령시에서", "Hoeryong", "North Hamgyong Province", "settlement"),
        ("무산군", "Musan County", "North Hamgyong Province", "admin2"),
        ("평안북도", "North Pyongan Province", "North Pyongan Province", "admin1"),
        ("중국 단둥", "Dandong", "Liaoning Province", "settlement"),
        ("중국 지린성", "Jilin Province", "Jilin Province", "admin1"),
        ("미국", "United States", None, "country"),
        ("압록강", "Yalu River", None, "region"),
        ("북·중 국경", "China-North Korea border", None, "region"),
    ],
)
def test_words_name_a_place_at_their_level(
    words: str, name: str, admin1: str | None, level: str
) -> None:
    """The finest name of the chain is the place, and the chain tells which of its namesakes."""
    read = place(words)

    assert (name, admin1, level) == (read.name, read.admin1, read.level)


def test_a_qualifier_widens_or_moves() -> None:
    """인근, 외곽 and a distance do what near, outskirts and a distance do in English."""
    assert place("혜산시 인근").gazetteer_id == english("near Hyesan").gazetteer_id
    assert place("혜산시 인근").radius_km == (place("혜산시").radius_km or 0) + 15
    assert place("평양시 외곽").radius_km == (place("평양시").radius_km or 0) + 8
    assert "point" == place("혜산에서 북쪽으로 20km 떨어진").level


@pytest.mark.parametrize("words", ["평안북도 국경지역", "북·중 국경 인근 평안북도"])
def test_a_province_beside_its_border_moves_to_the_strip(words: str) -> None:
    """The province stays the place, its strip along the border tells the degrees."""
    strip = place(words)

    assert ("North Pyongan Province", "admin1") == (strip.name, strip.level)
    assert strip.latitude != place("평안북도").latitude
    assert ["China-North Korea border"] == [c.name for c in strip.candidates]


def test_a_village_that_no_row_names_keeps_its_words() -> None:
    """An unlisted village is never dropped and never given degrees."""
    read = place("솔미리 마을")

    assert ("솔미리", "settlement", None) == (read.name, read.level, read.latitude)


@pytest.mark.parametrize("words", ["", "어제", "주민들", "3명"])
def test_words_that_name_no_place_give_none(words: str) -> None:
    """A day, people or a number is no place."""
    assert parse_place(words) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("지난 20일 평안북도 신의주시 인근에서 총성이 들렸다.", ["평안북도 신의주시 인근"]),
        ("중국인 상인이 한국어로 인도적 지원을 말했다.", []),
        ("솔미리 마을 주민들은 강원도 원산으로 갔다.", ["솔미리 마을", "강원도 원산"]),
        ("북한 당국은 이를 위해 경기를 주장했다.", ["북한"]),
        ("양강도 소식통은 혜산에서 밀수가 이어졌다고 말했다.", ["양강도", "혜산"]),
    ],
)
def test_only_words_that_name_places_are_found(sentence: str, expected: list[str]) -> None:
    """Everyday words and peoples that look like places are left out."""
    assert expected == [value.written for value in find(sentence)]


@given(st.lists(st.sampled_from(
    ["양강도", "혜산시", "인근", "에서", " ", "국경", "북·중", "평안북도", "마을", "솔미리", "중국", "의", "20km", "북쪽으로", "떨어진"]
), max_size=8))  # fmt: skip
def test_places_found_are_read_again_from_their_own_words(words: list[str]) -> None:
    """A place found stands only because parsing its own words gives it."""
    for value in find("".join(words)):
        assert value.value == parse_place(value.written)
