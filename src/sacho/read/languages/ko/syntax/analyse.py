"""Paragraphs, sentences and morphemes with their exact places in the text.

A sentence ends at its full stop also inside a long quotation: each sentence of a quotation is one
of its own, and the closing mark with what follows it ("…”고 말했다") belongs to the last of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from sacho.model.span import Span, Spans
from sacho.read.analysis import Group, Sentence, Token
from sacho.read.languages.ko.syntax.kiwi import analyser

if TYPE_CHECKING:
    from kiwipiepy import Token as Morpheme

NOMINAL = ("NNG", "NNP", "NNB", "NP", "NR", "SN", "SL", "SH", "XPN", "XSN", "MM", "W_SERIAL")
VERBAL = ("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA")
CLOSING = "”’」』》\"')]"
LONG_LINE = 36  # a shorter line without a full stop is a headline, not a wrapped line
LONGEST = 3000  # a longer stretch without a line break is cut at a full stop for the analyser

_BLANK = re.compile(r"\n[ \t\u3000\xa0]*\n+")
_ENDED = re.compile(r"[.?!…。][”’」』》\"')\]]*\s*$")


def analyse(text: str, furniture: Spans = ()) -> list[Sentence]:
    """Sentences with morphemes (Sejong tags) and groups, none of them inside `furniture`."""
    sentences: list[Sentence] = []
    for number, block in enumerate(_paragraphs(text, furniture)):
        for tokens in _sentences(text, _tokens(text, block)):
            sentences.append(
                Sentence(
                    len(sentences), tokens[0].start, tokens[-1].end, number,
                    tuple(tokens), tuple(_groups(tokens)),
                )
            )  # fmt: skip
    return sentences


def _paragraphs(text: str, furniture: Spans) -> Iterator[Span]:
    """Blank lines part paragraphs; so do line breaks, unless the line was only wrapped."""
    for start, end in _outside(len(text), furniture):
        left = line = start
        while (at := text.find("\n", line, end)) >= 0:
            wrapped = len(text[line:at].strip()) > LONG_LINE and not _ENDED.search(text[line:at])
            if not wrapped or _BLANK.match(text, at):
                yield from _trimmed(text, left, at)
                left = at + 1
            line = at + 1
        yield from _trimmed(text, left, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start, start + LONGEST) for mark in (". ", "\n", " "))
        cut = cut + 1 if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _outside(length: int, furniture: Spans) -> Iterator[Span]:
    at = 0
    for start, end in sorted(furniture):
        if start > at:
            yield at, min(start, length)
        at = max(at, end)
    if at < length:
        yield at, length


def _tokens(text: str, block: Span) -> list[Token]:
    found: list[Token] = []
    read = cast("list[Morpheme]", analyser().tokenize(text[block[0] : block[1]], z_coda=False))
    for morpheme in read:
        start = block[0] + morpheme.start
        end = min(block[1], block[0] + morpheme.end)
        if start >= end:  # a contracted morpheme without letters of its own
            start = max(block[0], end - 1) if end > block[0] else block[0]
            end = start + 1
        tag = str(morpheme.tag).split("-")[0]  # VV-R, VV-I: how the stem bends is of no use here
        joined = (
            bool(found) and found[-1].end == start and found[-1].tag in ("NNG", "NNP", "NNB", "XSN")
        )
        if tag == "MM" and joined and morpheme.form == "이":
            tag = "JKS"  # 군관이 ‘…’고: Kiwi takes the particle for "this"
        found.append(Token(start, end, text[start:end], str(morpheme.form), tag))
    return found


def _sentences(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    held: list[Token] = []
    ending = False
    for index, token in enumerate(tokens):
        if ending and token.text not in CLOSING:
            yield held
            held, ending = [], False
        held.append(token)
        ending = ending or (token.tag == "SF" and _ends(text, tokens, index))
    if held:
        yield held


def _ends(text: str, tokens: list[Token], index: int) -> bool:
    """A full stop ends a sentence unless it is inside a number, a list mark or a quoted word."""
    token = tokens[index]
    after = text[token.end : token.end + 1]
    if token.lemma in ("…", "...") or token.text.startswith("…"):
        return False
    if after in CLOSING and after:
        follows = text[token.end + 1 : token.end + 2]
        return not follows or follows.isspace()
    if after and not after.isspace() and after not in "“‘\"'":
        return False
    before = tokens[index - 1].tag if index else ""
    following = tokens[index + 1].tag if index + 1 < len(tokens) else ""
    return not (before in ("SN", "SL") and following == "SN")


def _groups(tokens: list[Token]) -> Iterator[Group]:
    """Noun groups without their particles, and predicates from stem to last ending."""
    index = 0
    while index < len(tokens):
        tag = tokens[index].tag
        first = index
        if tag in NOMINAL:
            while index + 1 < len(tokens) and tokens[index + 1].tag in NOMINAL:
                index += 1
            yield Group("noun", first, index, index)
        elif tag in VERBAL:
            while index + 1 < len(tokens) and tokens[index + 1].tag in ("EP", "EC", "EF", "ETM"):
                index += 1
            yield Group("verb", first, index, first)
        index += 1
