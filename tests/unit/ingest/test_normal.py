"""The letters of a frozen text are plain: one form, one line end, nothing invisible."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sacho.ingest import normal
from sacho.ingest.draft import Block
from sacho.ingest.parse import assemble

ANY = st.text(alphabet=st.characters(codec=None), max_size=200)


@given(ANY)
def test_letters_are_plain_and_stay_so(text: str) -> None:
    """No control or invisible character is left, the form is NFC, and doing it twice changes nothing."""
    tidy = normal.letters(text)
    assert normal.letters(tidy) == tidy
    assert unicodedata.is_normalized("NFC", tidy)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in tidy)
    assert not normal.has_hiding(tidy)
    tidy.encode()


@given(st.lists(st.tuples(ANY, st.booleans()), max_size=8))
def test_spans_of_marked_blocks_are_their_words(blocks: list[tuple[str, bool]]) -> None:
    """The spans that a format marked hold exactly the words of the blocks it marked."""
    made = [Block(text, marked) for text, marked in blocks]
    text, spans = assemble(made)
    told = [assemble([block])[0] for block in made if block.furniture]
    assert [text[s:e] for s, e in spans] == [each for each in told if each]
    assert normal.letters(text) == text


def test_line_ends_of_every_system_are_one() -> None:
    """Windows, old Mac and Unicode line ends all end a line; a zero byte ends nothing."""
    assert normal.letters("a\r\nb\rc\u2028d\x85e\x00f") == "a\nb\nc\nd\nef"
