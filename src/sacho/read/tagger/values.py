"""The value of marked words, read by the grammar: the network only chooses the words.

Marked words rarely end exactly where a value does. They are first set to whole tokens, without a
preposition or article in front and a Korean particle behind; then what the grammar has found itself
at that place is tried, then the words themselves, then the words a token longer or shorter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from sacho.model.claim import COUNT_FIELDS, PARTY_FIELDS
from sacho.model.span import Span, Spans, any_overlap, words
from sacho.model.values import AnyValue, Means, Text
from sacho.read.accounts import Told
from sacho.read.analysis import Token
from sacho.read.grammar import Grammar
from sacho.read.tagger.labels import MEANS
from sacho.read.unnamed import unnamed_place

FOUND = {"period": "period", "place": "place", "quantity": "quantity"}
_LEADING = ("DET", "ADP", "PUNCT", "CCONJ", "SCONJ")
_TRAILING = ("PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "JX", "JKS", "JKO", "JKB", "JKG", "JKC", "JC",
             "JKQ", "SP", "SF", "SSO", "SSC", "VCP", "EC", "EF", "ETM")  # fmt: skip
_KEEP_ENDING = ("harm", "instruction", "reason", "outcome", "kind", "stage", "target")
_QUALIFIERS = ("at", "least", "about", "around", "nearly", "over", "between", "more", "up", "than")


class Spoken:
    """The tokens of a text, in order, to set marked words to."""

    def __init__(self, told: Told, grammar: Grammar) -> None:
        self._told, self._grammar = told, grammar
        self._tokens = [t for s in told.sentences for t in s.tokens]
        self._ends = [t.end for t in self._tokens]
        self._sentence_of = [s.index for s in told.sentences for _ in s.tokens]

    def value(self, field: str, span: Span) -> tuple[Spans, AnyValue] | None:
        """The words taken and their value; None where the grammar reads no value there."""
        if field in FOUND:
            for found in self._found(field, span):
                return found
        if field == "period":
            return None  # what the grammar did not find has no anchor
        tried: set[Span] = set()
        for chosen in self._choices(field, span):
            if chosen not in tried:
                tried.add(chosen)
                value = self._read(field, chosen)
                if value is not None:
                    return (chosen,), value
        if field == "place" and (place := self._unnamed(span)) is not None:
            return place
        return None

    def _found(self, field: str, span: Span) -> Iterator[tuple[Spans, AnyValue]]:
        """What the grammar found there, the one that shares most with the marked words first."""
        there = [
            v
            for v in self._told.values
            if v.field == FOUND[field] and any_overlap(v.spans, (span,))
        ]
        there.sort(key=lambda v: (-_shared(v.spans[0], span), v.spans))
        for value in there:
            yield value.spans, value.value

    def _unnamed(self, span: Span) -> tuple[Spans, AnyValue] | None:
        chosen = self.whole("place", span)
        place = unnamed_place(self._told.text[slice(*chosen)]) if chosen else None
        return ((chosen,), place) if chosen and place is not None else None

    def _choices(self, field: str, span: Span) -> Iterator[Span]:
        inside = self._inside(span)
        if not inside:
            return
        first, last = inside[0], inside[-1]
        chosen = self.whole(field, span)
        if chosen is not None:
            yield chosen
        if field in _KEEP_ENDING:
            return
        for a, b in ((0, 1), (-1, 0), (1, 0), (0, -1), (-1, 1), (-2, 0), (0, 2)):
            if 0 <= first + a <= last + b < len(self._tokens):
                yield self._tokens[first + a].start, self._tokens[last + b].end

    def around(self, span: Span, most: int = 3) -> Iterator[Span]:
        """The words as whole tokens, then with up to `most` more of the sentence on each side."""
        inside = self._inside(span)
        if not inside:
            return
        chosen = self.whole("kind", span)
        if chosen is not None:
            yield chosen
        for more in range(1, most + 1):
            for left, right in ((0, more), (more, 0), (more, more)):
                first, last = (
                    max(0, inside[0] - left),
                    min(len(self._tokens) - 1, inside[-1] + right),
                )
                if self._sentence_of[first] == self._sentence_of[last]:
                    yield self._tokens[first].start, self._tokens[last].end

    def whole(self, field: str, span: Span) -> Span | None:
        """The marked words as whole tokens, trimmed at both ends."""
        inside = self._inside(span)
        if not inside:
            return None
        tokens = [self._tokens[i] for i in inside]
        while len(tokens) > 1 and _leads(tokens[0], field):
            tokens.pop(0)
        endings = _TRAILING if field not in _KEEP_ENDING else ("PUNCT", "SP", "SF")
        while len(tokens) > 1 and tokens[-1].tag in endings:
            tokens.pop()
        return tokens[0].start, tokens[-1].end

    def _inside(self, span: Span) -> list[int]:
        first = bisect_right(self._ends, span[0])
        found: list[int] = []
        for at in range(first, len(self._tokens)):
            if self._tokens[at].start >= span[1]:
                break
            found.append(at)
        return found

    def _read(self, field: str, span: Span) -> AnyValue | None:
        grammar, written = self._grammar, words(self._told.text, (span,))
        if field in COUNT_FIELDS:
            return grammar.parse_count(written)
        if field in PARTY_FIELDS:
            return grammar.parse_party(written)
        if field == "quantity":
            return grammar.parse_quantity(written)
        if field == "place":
            return grammar.parse_place(written)
        if field == "means":
            code = next((c for c in MEANS if grammar.carries("means", c, written)), None)
            return Means(code, written) if code is not None else None
        return Text(written) if field not in ("kind", "stage") else None


def _leads(token: Token, field: str) -> bool:
    """Whether a token in front carries nothing: "at" does before "least"."""
    if token.tag not in _LEADING or token.text.lower() in _QUALIFIERS:
        return False
    return field not in _KEEP_ENDING or token.tag == "PUNCT"


def _shared(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])
