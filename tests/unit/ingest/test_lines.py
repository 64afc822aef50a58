"""Paragraphs are rebuilt from lines without inventing or losing a word."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.ingest.formats.text import blocks_of
from sacho.ingest.lines import Joiner, is_wrapped
from sacho.ingest.parse import assemble


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["two men were", "shot"], "two men were shot"),
        (["the ammu-", "nition was issued"], "the ammunition was issued"),
        (["twenty-", "five men"], "twenty-five men"),
        (["the Anglo-", "Norse border"], "the Anglo-Norse border"),
        (["a cross-", "river raid"], "a cross-river raid"),
        (["two men —", "both guards"], "two men — both guards"),
        (["경비대가 두 명을", "사살했다"], "경비대가 두 명을 사살했다"),
        ([], ""),
    ],
)
def test_lines_join_to_words(lines: list[str], joined: str) -> None:
    """A broken word is made whole, a word that has a hyphen keeps it, all else gets a space."""
    assert Joiner(lines).join(lines) == joined


def test_a_hyphen_goes_or_stays_as_elsewhere_in_the_document() -> None:
    """Whether a word has a hyphen is taken from where the document has it within a line."""
    broken = ["the river-", "bank was closed"]
    assert Joiner([*broken, "on the river-bank"]).join(broken) == "the river-bank was closed"
    assert Joiner([*broken, "on the riverbank"]).join(broken) == "the riverbank was closed"


def test_korean_words_broken_at_any_letter_are_made_whole() -> None:
    """In a document that breaks Korean words, the halves join unless an ending closes the first."""
    lines = ["어제 경비", "대가 두 명을", "사살했다"]
    joiner = Joiner([*lines, "그 경비대가 왔다"], breaks_words=True)
    assert joiner.join(lines) == "어제 경비대가 두 명을 사살했다"


PROSE = (
    "INVENTED EXAMPLE. Two men were shot at the bridge on Monday night, a woman in the town of "
    "Ashford said, and three others who had waded into the river were carried to the clinic, where "
    "a nurse said that one of them would not live to see another day in that place."
)


@pytest.mark.parametrize("width", [60, 72, 78])
def test_wrapped_prose_is_known_and_unwrapped(width: int) -> None:
    """Prose broken at a usual width becomes one paragraph again; prose that is not stays as it is."""
    wrapped = textwrap.wrap(PROSE, width)
    assert is_wrapped(wrapped * 2)
    text, _ = assemble(blocks_of("\n".join(wrapped) + "\n\n" + "\n".join(wrapped)))
    assert text == f"{PROSE}\n\n{PROSE}"
    assert not is_wrapped([PROSE] * 4)


def test_short_lines_of_their_own_stay_apart() -> None:
    """Lines that are whole sentences or items of a list are not run together."""
    lines = [f"On day {n} the guards shot {n} people at the bridge and {n} at the ferry." for n in
             range(1, 9)]  # fmt: skip
    text, _ = assemble(blocks_of("\n".join(lines)))
    assert text.split("\n") == lines


@given(st.lists(st.text(alphabet="ab가나 -\n.", max_size=90), max_size=20))
def test_no_letter_is_lost_but_hyphens(lines: list[str]) -> None:
    """Rebuilding adds nothing and loses nothing but spaces and hyphens at line ends."""
    source = "\n".join(lines)
    text, _ = assemble(blocks_of(source))
    assert "".join(c for c in text if c.isalpha()) == "".join(c for c in source if c.isalpha())
