"""What the index keeps of a text, and how words are looked up in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.store.tokens import fold, phrases, places, tokens


def _words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three MEN, two-day", ["three", "men", "two", "day"]),
        ("Sinŭiju", ["sinuiju"]),
        ("신의주에서", ["신의", "의주", "주에", "에서", "서"]),
        ("총", ["총"]),
        ("10여명", ["10", "여명", "명"]),
        ("Kim은 갔다", ["kim", "은", "갔다", "다"]),
        ("東京 ミル", ["東京", "京", "ミル", "ル"]),
        ("снег — straße", ["снег", "strasse"]),
        ("under_score", ["under", "score"]),
        ("  … !", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    """Latin words are folded, East Asian runs become pairs and a last single character."""
    assert _words(text) == expected


def test_marks_that_stand_apart_belong_to_their_letter() -> None:
    """A letter with a combining mark is the same token as the composed letter."""
    assert _words("Sinu\u0306iju") == _words("Sinŭiju") == ["sinuiju"]


@given(st.text(max_size=80))
def test_spans_are_of_the_text_given(text: str) -> None:
    """Every token's span lies in the text, in order, and folds to the token."""
    starts = [token.span[0] for token in tokens(text)]

    assert starts == sorted(starts)
    for token in tokens(text):
        start, end = token.span
        assert 0 <= start < end <= len(text)
        assert fold(text[start:end]) == token.text
        assert " " not in token.text


@given(st.text(alphabet="가나다라마바 ab", min_size=1, max_size=40), st.data())
def test_any_piece_of_a_korean_run_is_found(text: str, data: st.DataObject) -> None:
    """Whatever piece of a run of syllables is looked for, its place in the text is found."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    piece = text[start:end]
    if not all("가" <= character <= "힣" for character in piece):
        return

    [phrase] = phrases(piece)

    assert (start, end) in places(tokens(text), phrase)


def test_a_query_is_its_words() -> None:
    """Each word or run is a phrase of its own; quotes and operators mean nothing."""
    assert phrases('mill OR "신의주" NOT -a* 총') == [
        ("mill",), ("or",), ("신의", "의주"), ("not",), ("a",), ("총*",),
    ]  # fmt: skip
    assert phrases(' " * ') == []
