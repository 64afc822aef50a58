"""Sentences and morphemes of Korean text, with their exact places."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sacho.read.languages.ko.syntax.analyse import analyse


def sentences(text: str, furniture: tuple[tuple[int, int], ...] = ()) -> list[str]:
    """The sentences as written."""
    return [text[s.start : s.end] for s in analyse(text, furniture)]


def test_a_full_stop_ends_a_sentence() -> None:
    """Two sentences in one paragraph are two."""
    assert sentences("군인이 왔다. 주민이 숨었다.") == ["군인이 왔다.", "주민이 숨었다."]


def test_a_full_stop_in_a_date_or_number_ends_nothing() -> None:
    """2021. 1. 5. and 3.5 stay whole."""
    assert len(sentences("2021. 1. 5.에 3.5km 떨어진 곳에서 총성이 났다.")) == 1


def test_each_sentence_of_a_quotation_is_one() -> None:
    """The closing mark and what follows it belong to the last sentence of the quotation."""
    text = "그는 “총소리가 났다. 세 명이 죽었다”고 말했다. 모두 떨었다."
    assert sentences(text) == [
        "그는 “총소리가 났다.", "세 명이 죽었다”고 말했다.", "모두 떨었다.",
    ]  # fmt: skip


def test_a_closing_mark_after_a_full_stop_stays_with_its_sentence() -> None:
    """“….” is closed before the next sentence begins."""
    assert sentences("“무섭다.” 그가 말했다.") == ["“무섭다.”", "그가 말했다."]


def test_blank_lines_and_headlines_part_paragraphs() -> None:
    """A short line without a full stop is a headline; a blank line ends a paragraph."""
    text = "국경서 총격\n군인이 총을 쐈다.\n\n주민이 숨졌다."
    assert [s.paragraph for s in analyse(text)] == [0, 1, 2]


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    """A long line that ends in the middle of a sentence goes on in the next."""
    text = "국경경비대 군인들이 지난 10일 새벽 두만강을 건너던 주민 세 명에게 총을\n쐈다고 한다."
    assert len(sentences(text)) == 1


def test_furniture_is_left_out() -> None:
    """No sentence lies in what the reader was told to leave out."""
    text = "군인이 총을 쐈다.\n무단 전재 및 재배포 금지\n주민이 숨졌다."
    start = text.index("무단")
    assert sentences(text, ((start, start + 14),)) == ["군인이 총을 쐈다.", "주민이 숨졌다."]


@pytest.mark.parametrize(
    "word", ["국가보위성", "국경경비대", "폭풍군단", "전거리교화소", "강제북송"]
)
def test_words_of_the_field_stay_whole(word: str) -> None:
    """Agencies, camps and acts are one morpheme each."""
    tokens = analyse(f"{word}에 관한 이야기다.")[0].tokens
    assert tokens[0].text == word


@given(
    st.text(
        alphabet="가나다총군인이를에서 0123명\n.,“”‘’\"'()…!?\u3000👍\u1100\u1161é\u200b",
        max_size=120,
    )
)
@settings(max_examples=60, deadline=None)
def test_every_token_lies_in_its_sentence_and_is_the_text_there(text: str) -> None:
    """Spans are exact for any text, and sentences do not overlap."""
    last = 0
    for sentence in analyse(text):
        assert sentence.start >= last
        last = sentence.end
        assert 0 <= sentence.start < sentence.end <= len(text)
        for token in sentence.tokens:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert text[token.start : token.end] == token.text


def test_english_reading_never_loads_the_korean_analyser() -> None:
    """Importing the English grammar leaves Kiwi and the Korean rooms unloaded."""
    code = (
        "import sys, sacho.read.languages.en.grammar;"
        "sys.exit(any('kiwi' in m or 'languages.ko' in m for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
