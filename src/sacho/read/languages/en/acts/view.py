"""One sentence as a row of chunks, and the questions asked of it: who stands before this verb,
what after it, by whom, with what, in what clause.

A finite-state view in the manner of cascaded readers: noun groups and verb groups with the small
words between them. There is no tree; each question walks the row and stops at what bars it.
"""

from __future__ import annotations

from sacho.model.span import Span
from sacho.read.analysis import Sentence, Token
from sacho.read.languages.en.acts.chunks import (
    COMMA,
    CONJ,
    NOUN,
    OTHER,
    PREP,
    REL,
    STOP,
    SUB,
    VERB,
    Chunk,
    Chunker,
)

_QUALIFIERS = frozenset(
    [
        "at",
        "least",
        "most",
        "more",
        "than",
        "up",
        "to",
        "about",
        "around",
        "nearly",
        "almost",
        "some",
        "over",
        "approximately",
        "roughly",
        "fewer",
        "less",
        "between",
        "an",
        "estimated",
        "as",
        "many",
        "a",
        "total",
        "of",
        "another",
        "only",
        "just",
        "the",
        "other",
        "initially",
        "reportedly",
        "allegedly",
        "both",
        "all",
    ]
)


class View:
    """A sentence with its chunks; every index named `at` is an index of `chunks`."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text = text
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.low: list[str] = [t.text.lower().replace("’", "'") for t in self.tokens]
        self.lemma: list[str] = [t.lemma.lower() for t in self.tokens]
        made = Chunker(sentence, self.low)
        self.bracketed, self.chunks = made.bracketed, made.chunks
        self.at_token: dict[int, int] = {}
        for at, chunk in enumerate(self.chunks):
            for index in range(chunk.first, chunk.last + 1):
                self.at_token[index] = at

    # -- words and spans

    def span(self, first: int, last: int) -> Span:
        """The text span of tokens first to last, both inclusive."""
        return self.tokens[first].start, self.tokens[last].end

    def words(self, first: int, last: int) -> str:
        """The text of tokens first to last."""
        start, end = self.span(first, last)
        return self.text[start:end]

    def head_lemma(self, at: int) -> str:
        """The lower-case lemma of the chunk's head."""
        return self.lemma[self.chunks[at].head]

    def lemmas(self, at: int) -> list[str]:
        """The lower-case lemmas of the chunk's tokens."""
        chunk = self.chunks[at]
        return self.lemma[chunk.first : chunk.last + 1]

    def is_kind(self, at: int, kind: str) -> bool:
        """Whether there is a chunk of this kind at this place."""
        return 0 <= at < len(self.chunks) and self.chunks[at].kind == kind

    def word_at(self, at: int) -> str:
        """The lower-case word of a one-word chunk, "" outside the row."""
        return self.low[self.chunks[at].first] if 0 <= at < len(self.chunks) else ""

    # -- walking

    def back_over(self, at: int, kinds: str) -> int:
        """The first place left of `at` whose chunk is none of these kinds; -1 if there is none."""
        at -= 1
        while at >= 0 and self.chunks[at].kind in kinds:
            at -= 1
        return at

    def chain_start(self, at: int) -> int:
        """The leftmost noun of "N of N in N", of which the noun at `at` is the last."""
        while at >= 2 and self.chunks[at - 1].kind == PREP and self.chunks[at - 2].kind == NOUN:
            if self.word_at(at - 1) in {"by", "after", "before", "during", "than", "to"}:
                break
            at -= 2
        return at

    def in_phrase(self, at: int) -> bool:
        """Whether the noun stands in a prepositional phrase."""
        return at > 0 and self.chunks[at - 1].kind == PREP

    def list_back(self, at: int) -> list[int]:
        """The nouns of "N, N and N" that end at `at`, in order of the text."""
        found = [at]
        joined = False
        while True:
            first = self.chain_start(found[0])
            left = first - 1
            if self.is_kind(left, CONJ) and self.word_at(left) in {"and", "or", "&"}:
                joined = True
                left -= 1
                if self.is_kind(left, COMMA):
                    left -= 1
                    if self.is_kind(self.chain_start(left) - 1, VERB):
                        break  # "played cards, and the actor left": a clause of its own
            elif self.word_at(left) == "with" and self.word_at(left - 1) in {"along", "together"}:
                left -= 2
                if self.is_kind(left, COMMA):
                    left -= 1
            elif self.is_kind(left, COMMA) and joined:
                left -= 1
            else:
                break
            if not self.is_kind(left, NOUN):
                break
            start = self.chain_start(left)
            if self.in_phrase(start) and self.word_at(start - 2) not in {"along", "together"}:
                break
            if self.is_kind(start - 1, VERB) and not joined:
                break
            found.insert(0, left)
        return [self.chain_start(item) for item in found]

    def list_on(self, at: int) -> list[int]:
        """The nouns of "N, N and N" that begin at `at`; a noun before a verb starts a new clause."""
        found, closed = [at], 1
        place = self.chain_end(at) + 1
        while True:
            ahead = place
            joined = False
            while self.is_kind(ahead, COMMA) or self.is_kind(ahead, CONJ):
                joined = joined or self.is_kind(ahead, CONJ)
                if self.is_kind(ahead, CONJ) and self.word_at(ahead) not in {"and", "or", "&"}:
                    return found[:closed]
                ahead += 1
            if joined and self.is_kind(ahead, PREP) and self.word_at(ahead) == "of":
                ahead += 1  # "the murder of A, B, and of C"
            if ahead == place or not self.is_kind(ahead, NOUN):
                return found[:closed]
            end = self.chain_end(ahead)
            if self._opens_clause(end + 1):
                return found[:closed]
            found.append(ahead)
            closed = len(found) if joined else closed  # a comma alone closes no list
            place = end + 1

    def _opens_clause(self, at: int) -> bool:
        """Whether what follows a noun is its finite verb."""
        while self.is_kind(at, OTHER):
            at += 1
        if not self.is_kind(at, VERB):
            return False
        group = self.chunks[at].group
        return group is None or not group.participle

    def chain_end(self, at: int) -> int:
        """The last noun of "N of N of N" that begins at `at`."""
        while (
            self.is_kind(at + 1, PREP)
            and self.word_at(at + 1) == "of"
            and self.is_kind(at + 2, NOUN)
        ):
            at += 2
        return at

    def clause_end(self, at: int) -> int:
        """The place before the next verb, subordinator, relative or stop right of `at`."""
        place = at + 1
        while place < len(self.chunks) and self.chunks[place].kind not in (VERB, SUB, REL, STOP):
            place += 1
        return place - 1

    def clause_start(self, at: int) -> int:
        """The place after the nearest subordinator, relative or stop left of `at`."""
        place = at - 1
        while place >= 0 and self.chunks[place].kind not in (SUB, REL, STOP):
            place -= 1
        return place + 1

    def noun_span(self, at: int, *, of: bool = True, qualified: bool = False) -> Span:
        """The words of a noun group, with "of …" after it and "at least" before it if asked."""
        chunk = self.chunks[at]
        last = self.chunks[self.chain_end(at)].last if of else chunk.last
        first = chunk.first
        if qualified:
            while (
                first > 0 and self.low[first - 1] in _QUALIFIERS and not self.bracketed[first - 1]
            ):
                first -= 1
            while first < chunk.first and (
                self.low[first] in _JOINTS
                or (self.low[first] == "at" and self.low[first + 1] not in {"least", "most"})
            ):
                first += 1
            while first < chunk.first and self.low[first] in _ADVERBS:
                first += 1
        while last > first and self.low[last] in {"'s", "'"}:
            last -= 1
        return self.span(first, last)


_JOINTS = frozenset({"of", "to", "and", "than", "as", "in"})
_ADVERBS = frozenset({"initially", "reportedly", "allegedly", "just", "only"})

__all__ = ["COMMA", "CONJ", "NOUN", "OTHER", "PREP", "REL", "STOP", "SUB", "VERB", "Chunk", "View"]
