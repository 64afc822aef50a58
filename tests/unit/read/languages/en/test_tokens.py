"""Paragraphs, sentences and tokens of English text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.read.languages.en.syntax.tokens import paragraphs, sentence_ends, token_spans

SENTENCES = [
    ("Gen. Abel Tor left on Jan. 8. He was 40.", ["Gen. Abel Tor left on Jan. 8.", "He was 40."]),
    ("Camp No. 3 held 1,200 men. It closed.", ["Camp No. 3 held 1,200 men.", "It closed."]),
    ("“Why?” asked the envoy. “Go!” she said.", ["“Why?” asked the envoy.", "“Go!” she said."]),
    ("“Why?” Ana Ruiz asked.", ["“Why?” Ana Ruiz asked."]),
    ("“It is over.” The man left.", ["“It is over.”", "The man left."]),
    ("The U.S. Army spoke. It came at 5 p.m. The rest stayed.",
     ["The U.S. Army spoke.", "It came at 5 p.m.", "The rest stayed."]),
    ("He waited ... and fired. No one spoke", ["He waited ... and fired.", "No one spoke"]),
    ("J. R. Tor, of Vell Inc., paid $3.5 million.", ["J. R. Tor, of Vell Inc., paid $3.5 million."]),
]  # fmt: skip

TOKENS = [
    ("can't", ["ca", "n't"]),
    ("the guard’s", ["the", "guard", "’s"]),
    ("they’re", ["they", "’re"]),
    ("cannot", ["can", "not"]),
    ("37-year-old", ["37-year-old"]),
    ("$3.5 million", ["$", "3.5", "million"]),
    ("1,200 men", ["1,200", "men"]),
    ("soldiers’ guns", ["soldiers", "’", "guns"]),
    ("U.S. envoy", ["U.S.", "envoy"]),
    ("O'Vell (left)", ["O'Vell", "(", "left", ")"]),
]


def sentences(text: str) -> list[str]:
    found: list[str] = []
    for start, end in paragraphs(text, ()):
        spans = token_spans(text, start, end)
        first = 0
        for last in sentence_ends(text, spans):
            found.append(text[spans[first][0] : spans[last - 1][1]])
            first = last
    return found


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    """Abbreviations, initials, figures and quotations do not cut a sentence in two."""
    assert sentences(text) == expected


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_tokens_are_words_marks_and_clitics(text: str, expected: list[str]) -> None:
    """Clitics stand alone; compounds, figures and abbreviations stay whole."""
    assert [text[s:e] for s, e in token_spans(text, 0, len(text))] == expected


def test_single_line_breaks_do_not_part_hard_wrapped_text() -> None:
    """Wire copy broken into lines of like length is one paragraph until a blank line."""
    line = "THE PATROL STOPPED THE TRUCK AND LED THE DRIVER AWAY TO VELL"
    text = "\n".join([line] * 4) + "\n\n" + "\n".join([line] * 4)
    assert len(paragraphs(text, ())) == 2


def test_single_line_breaks_part_other_text() -> None:
    """Where lines are as long as paragraphs, each line is one."""
    text = "A short line\nAnother line that stands alone and runs on for a good while, as one does.\nEnd"
    assert len(paragraphs(text, ())) == 3


def test_furniture_is_left_out_and_parts_paragraphs() -> None:
    """No paragraph touches a span of furniture."""
    text = "One two. [advert] Three four."
    assert paragraphs(text, ((9, 17),)) == [(0, 8), (18, 29)]


@given(st.text(max_size=300))
def test_tokens_cover_all_but_white_space(text: str) -> None:
    """Tokens are in order, do not overlap, hold no outer white space and leave nothing else out."""
    covered = 0
    for start, end in paragraphs(text, ()):
        previous = start
        for left, right in token_spans(text, start, end):
            assert previous <= left < right <= end
            assert not text[left].isspace()
            previous = right
            covered += len("".join(text[left:right].split()))
    assert covered == len("".join(text.split()))
