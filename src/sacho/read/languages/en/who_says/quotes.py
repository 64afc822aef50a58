"""Where words stand between quotation marks: straight, curly or doubled, over paragraphs too."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from sacho.model.span import Span
from sacho.read.analysis import Sentence

_MARK = re.compile(r"[“”«»\"]|``|''")
_OPENERS = {"“": "”", "«": "»", "``": "''"}
_MATES = {'"': ('"', "”", "''"), "''": ("''", '"'), "”": ("”",), "»": ("»",)}


class Quote(msgspec.Struct, frozen=True):
    """`start` and `end` take in the marks. `open_end`: no closing mark before the paragraph's end,
    as where a quotation goes on in the next paragraph."""

    start: int
    end: int
    paragraph: int
    open_end: bool = False


class Quotes:
    """The quotations of one text, in order, and questions about them."""

    def __init__(self, text: str, sentences: list[Sentence]) -> None:
        self.text = text
        self.listed: list[Quote] = []
        for number, (start, end) in enumerate(_paragraphs(sentences)):
            self.listed.extend(_in_paragraph(text, start, end, number))
        self._starts = [q.start for q in self.listed]

    def at(self, position: int) -> Quote | None:
        """The quotation that holds this position, its marks included."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self.listed[index].end:
            return self.listed[index]
        return None

    def inside(self, position: int) -> bool:
        """Whether the position lies between the marks."""
        quote = self.at(position)
        return quote is not None and quote.start < position < quote.end - 1

    def ending_at(self, position: int) -> Quote | None:
        """The quotation whose last mark stands right before this position, white space aside."""
        while position > 0 and self.text[position - 1].isspace():
            position -= 1
        quote = self.at(position - 1) if position else None
        return quote if quote is not None and quote.end == position else None

    def starting_in(self, start: int, end: int) -> Quote | None:
        """The first quotation that opens in `[start, end)`."""
        index = bisect_right(self._starts, start - 1)
        if index < len(self.listed) and self.listed[index].start < end:
            return self.listed[index]
        return None

    def fills(self, start: int, end: int) -> bool:
        """Whether nothing of `[start, end)` stands outside quotations, but for marks between."""
        position = start
        while position < end:
            quote = self.at(position)
            if quote is not None:
                position = quote.end
            elif self.text[position].isspace() or self.text[position] in ".,;!?—–-…":
                position += 1
            else:
                return False
        return True


def _paragraphs(sentences: list[Sentence]) -> list[Span]:
    found: list[Span] = []
    last = -1
    for sentence in sentences:
        if sentence.paragraph == last:
            found[-1] = (found[-1][0], sentence.end)
        else:
            found.append((sentence.start, sentence.end))
        last = sentence.paragraph
    return found


def _in_paragraph(text: str, start: int, end: int, number: int) -> list[Quote]:
    found: list[Quote] = []
    opened: int | None = None
    closers: tuple[str, ...] = ()
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        wrong_way = mark == "“" and match.start() > start and not text[match.start() - 1].isspace()
        if opened is not None and (mark in closers or wrong_way):
            if not _only_opens(text, match.start(), match.end(), mark, end):
                found.append(Quote(opened, match.end(), number))
                opened = None
        elif opened is None and _may_open(text, match.start(), match.end(), mark, start):
            opened = match.start()
            closers = _MATES.get(_OPENERS.get(mark, mark), (mark,))
            if mark == "“":
                closers = ("”", '"')
    if opened is not None and end - opened > 1:
        found.append(Quote(opened, end, number, open_end=True))
    return found


def _may_open(text: str, start: int, stop: int, mark: str, first: int) -> bool:
    if mark in {"”", "»"}:
        return False
    before = text[start - 1] if start > first else " "
    after = text[stop : stop + 1]
    return not before.isalnum() and bool(after) and not (after.isspace() and before.isspace())


def _only_opens(text: str, start: int, stop: int, mark: str, end: int) -> bool:
    """Whether a straight mark within a quotation looks like one that opens another."""
    if mark not in {'"', "''"} or stop >= end:
        return False
    return text[start - 1].isspace() and text[stop].isalnum()
