"""The voices of a text: in each sentence, what stands outside quotations and inside each."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from sacho.model.span import Span
from sacho.read.analysis import Sentence, Token
from sacho.read.languages.ko.syntax.arguments import arguments
from sacho.read.languages.ko.syntax.clauses import Region, parse
from sacho.read.languages.ko.syntax.lexicon import parties
from sacho.read.languages.ko.who_says.quotes import quotations

QUOTATIVE = frozenset(
    (
        "고",
        "라고",
        "이라고",
        "라는",
        "이라는",
        "며",
        "면서",
        "라며",
        "이라며",
        "라면서",
        "는",
        "다는",
    )
)


class Part(msgspec.Struct):
    """One voice's tokens of one sentence. `quote` is the quotation they stand in, if any."""

    sentence: Sentence
    quote: Span | None
    region: Region


class Voices(msgspec.Struct):
    """A text cut into parts, and the quotations that are somebody's words."""

    quotes: list[Span]
    parts: list[Part]

    def outer(self, sentence: int) -> Part | None:
        """The least quoted part of a sentence."""
        mine = [p for p in self.parts if p.sentence.index == sentence]
        return min(mine, key=lambda p: depth(self.quotes, p.region.tokens[0].start), default=None)


def voices(text: str, sentences: list[Sentence]) -> Voices:
    """Cut every sentence at its quotations; quoted words without a predicate stay where they are."""
    tokens = [t for s in sentences for t in s.tokens]
    starts = [t.start for t in tokens]
    near = ((q, bisect_left(starts, q[0]), bisect_left(starts, q[1] + 6)) for q in quotations(text))
    quotes = [q for q, first, last in near if _speech(tokens[first:last], q)]
    parts: list[Part] = []
    people = parties().people
    for sentence in sentences:
        by_quote: dict[Span | None, list[Token]] = {}
        for token in sentence.tokens:
            by_quote.setdefault(_innermost(quotes, token), []).append(token)
        for quote, listed in by_quote.items():
            region = parse(listed)
            arguments(region, people)
            parts.append(Part(sentence, quote, region))
    return Voices(quotes, parts)


def depth(quotes: list[Span], at: int) -> int:
    """How many quotations a place stands in."""
    return sum(q[0] <= at < q[1] for q in quotes)


def _innermost(quotes: list[Span], token: Token) -> Span | None:
    held = [q for q in quotes if q[0] < token.start and token.end < q[1] + 0]
    return min(held, key=lambda q: q[1] - q[0], default=None)


def _speech(tokens: list[Token], quote: Span) -> bool:
    """Whether a quotation says something: it has a predicate with an ending, or 고 after it."""
    inside = [t for t in tokens if quote[0] < t.start and t.end < quote[1]]
    if any(t.tag in ("EF", "EC") for t in inside):
        return True
    after = [t for t in tokens if quote[1] <= t.start < quote[1] + 6][:2]
    if not inside or not after or after[0].start != quote[1]:
        return False
    copular = after[0].tag == "VCP" and len(after) > 1 and after[1].lemma in QUOTATIVE
    return after[0].lemma in QUOTATIVE or copular
