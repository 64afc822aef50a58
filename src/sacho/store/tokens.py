"""Words of a text as the index keeps them: lower-cased Latin words, bigrams of East Asian runs.

Korean glues particles to nouns, so a run of syllables is kept as its overlapping pairs: a search
for `신의주` is the phrase `신의 의주` and finds `신의주에서` too.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from sacho.model.span import Span

# Hangul syllables, Chinese characters and kana are cut into pairs; other letters and digits, with
# the marks that follow them, are words. One character is one step: no text can make this backtrack.
_EAST_ASIAN = (
    "\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
)
_RUN = re.compile(
    rf"(?P<pairs>[{_EAST_ASIAN}]+)|(?P<word>(?:(?![{_EAST_ASIAN}_])[\w\u0300-\u036f])+)"
)


class Token(msgspec.Struct, frozen=True):
    """One indexed token and the span of the text that it stands for."""

    text: str
    span: Span


def tokens(text: str) -> list[Token]:
    """Every token in order; spans are of `text` as given, whatever was folded."""
    found: list[Token] = []
    for run in _RUN.finditer(text):
        start, words = run.start(), run.group()
        if run.lastgroup == "word":
            found.append(Token(fold(words), run.span()))
        else:
            # The last character stands alone too, so that each one begins some token.
            found.extend(
                Token(fold(words[at : at + 2]), (start + at, min(start + at + 2, run.end())))
                for at in range(len(words))
            )
    return [token for token in found if token.text]


def fold(word: str) -> str:
    """Case and the marks on Latin letters do not count: `Sinŭiju` is `sinuiju`."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(ch for ch in apart if unicodedata.category(ch) != "Mn")
    return unicodedata.normalize("NFC", bare)


def phrases(query: str) -> list[tuple[str, ...]]:
    """What a text must hold, all of them: each word or run as a phrase of its tokens.

    A lone East Asian character is looked for at the beginning of a token (a last `*`).
    """
    found: list[tuple[str, ...]] = []
    for run in _RUN.finditer(query):
        listed = tuple(token.text for token in tokens(run.group()))
        if run.lastgroup == "pairs":
            listed = listed[:-1] or tuple(f"{token}*" for token in listed)
        if listed:
            found.append(listed)
    return found


def places(listed: list[Token], phrase: tuple[str, ...]) -> list[Span]:
    """Where a text's tokens hold the phrase, as spans of the text."""
    words = [token.text for token in listed]
    size = len(phrase)
    start = "".join(phrase).removesuffix("*")
    if list(phrase) == [f"{start}*"]:
        return [
            (token.span[0], token.span[0] + 1) for token in listed if token.text.startswith(start)
        ]
    return [
        (listed[at].span[0], listed[at + size - 1].span[1])
        for at in range(len(words) - size + 1)
        if tuple(words[at : at + size]) == phrase
    ]
