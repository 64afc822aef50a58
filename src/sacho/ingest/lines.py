"""Paragraphs rebuilt from lines that were broken to fit a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

_ENDS = re.compile(r"[.!?…:;。][\"'”’)\]]*$")
_STARTS_LIST = re.compile(r"(?:[-*•·▲△■□○●◇◆※▶]|\d{1,3}[.)]|[A-Z][.)]|[#>|])\s?")
# No word that is broken at a line end is longer than this.
_SEAM = 80
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:-[A-Za-zÀ-ɏ]+)*")
_LEFT_PART = re.compile(r"(?<![A-Za-zÀ-ɏ])([A-Za-zÀ-ɏ]++)[-\u2010]$")
_RIGHT_PART = re.compile(r"[A-Za-zÀ-ɏ]+")
_HANGUL_END = re.compile(r"[가-힣]$")
_HANGUL_START = re.compile(r"[가-힣]")
# Left parts that keep their hyphen when the other half stands on the next line.
_KEEPS_HYPHEN = frozenset(
    [
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "self",
        "cross",
        "anti",
        "non",
        "ex",
        "co",
        "well",
        "mid",
        "pro",
        "half",
        "north",
        "south",
        "east",
        "west",
        "sino",
        "inter",
        "post",
        "pre",
        "semi",
        "quasi",
        "vice",
        "all",
        "long",
        "short",
        "high",
        "low",
        "full",
        "part",
        "year",
        "month",
        "week",
        "day",
    ]
)
# Endings after which a Korean word is over; elsewhere a line of a narrow column breaks the word.
_KOREAN_ENDINGS = (
    "을", "를", "은", "는", "이", "가", "에", "의", "와", "과", "도", "로", "고", "며", "서", "해",
    "던", "한", "된", "할", "될", "인", "및", "등", "그", "이", "다", "게", "지", "면", "까지", "부터",
)  # fmt: skip

_KOREAN_WORDS = (
    "그",
    "이",
    "저",
    "두",
    "세",
    "네",
    "한",
    "총",
    "및",
    "등",
    "각",
    "첫",
    "몇",
    "더",
    "또",
    "수",
    "것",
    "명",
)
_PARTICLE = re.compile(
    r"(?:은|는|을|를|에서|에서는|에게|에도|에는|으로|로|와|과|며|고|까지|부터|만|들이|들은|들을|들의|다고|라고|했다|였다|됐다"
    r"|한다|된다|있다|없다|다)(?:[\s.,]|$)"
)
_CLOSING = re.compile(r"[.,!?…)\]”’」』》〉]")


class Joiner:
    """Joins lines of one document; knows its words, so that a hyphen is dropped on evidence."""

    def __init__(self, lines: Iterable[str], breaks_words: bool = False) -> None:
        """`breaks_words`: Korean lines are broken at any letter, not only between words."""
        self._words: set[str] = set()
        self._korean: set[str] = set()
        self._breaks_words = breaks_words
        for text in lines:
            self._words.update(word.lower() for word in _WORD.findall(text))
            if breaks_words:
                self._korean.update(text.split()[1:-1])

    def join(self, lines: list[str], apart: Sequence[bool | None] = ()) -> str:
        """One paragraph of these lines.

        `apart` says for each seam whether a space was seen there, None where it is not known; it
        settles Korean seams.
        """
        parts: list[str] = lines[:1]
        for at, (left, right) in enumerate(pairwise(lines)):
            seen = apart[at] if at < len(apart) else None
            drops, between = self._seam(left[-_SEAM:], right[:_SEAM], seen)
            if drops:
                parts[-1] = parts[-1][:-1]
            parts += [between, right]
        return "".join(parts)

    def _seam(self, left: str, right: str, seen: bool | None) -> tuple[bool, str]:
        """Whether the last letter of the left line goes, and what stands between the two."""
        broken = _LEFT_PART.search(left)
        other = _RIGHT_PART.match(right)
        if broken and other:
            return self._drops_hyphen(broken.group(1), other.group()), ""
        if not _HANGUL_END.search(left):
            return False, " "
        if _CLOSING.match(right):
            return False, ""
        if _HANGUL_START.match(right):
            if seen is not None:
                return False, " " if seen else ""
            if self._breaks_words and self._one_word(left, right):
                return False, ""
        return False, " "

    def _drops_hyphen(self, left: str, right: str) -> bool:
        if not right[:1].islower() or left.lower() in _KEEPS_HYPHEN:
            return False
        whole, hyphened = f"{left}{right}".lower(), f"{left}-{right}".lower()
        if (whole in self._words) != (hyphened in self._words):
            return whole in self._words
        return True

    def _one_word(self, left: str, right: str) -> bool:
        last, first = left.split()[-1], right.split()[0]
        if last + first in self._korean or starts_within_word(right):
            return True
        if last in self._korean or first in _KOREAN_WORDS:
            return False
        if len(last) == 1:
            return last not in _KOREAN_WORDS
        return not last.endswith(_KOREAN_ENDINGS)


def starts_within_word(text: str) -> bool:
    """Whether a Korean line starts with what can only end a word: a particle, an ending, a stop."""
    return _CLOSING.match(text) is not None or _PARTICLE.match(text) is not None


def is_wrapped(lines: list[str]) -> bool:
    """Whether these lines of one text were broken at a width, as mails and old files are.

    Most full lines have about one length (40 to 100), and most do not end a sentence.
    """
    long = sorted(len(line) for line in lines if len(line) > 30)
    if len(long) < 4 or long[-1] > 100:
        return False
    width = long[-1]
    near = [line for line in lines if len(line) > width * 0.75]
    open_ended = [line for line in near if not _ENDS.search(line)]
    return len(near) >= len(long) * 0.5 and len(open_ended) >= len(near) * 0.5


def paragraphs(lines: list[str], joiner: Joiner, width: int) -> list[str]:
    """Lines of one block as paragraphs: a line well short of the width ends one, so does a list."""
    out: list[list[str]] = []
    open_paragraph = False
    for text in lines:
        if open_paragraph and not _STARTS_LIST.match(text):
            out[-1].append(text)
        else:
            out.append([text])
        open_paragraph = len(text) > width * 0.7
    return [joiner.join(each) for each in out]
