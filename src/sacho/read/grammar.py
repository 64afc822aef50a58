"""What a language must answer. `languages/en` and `languages/ko` are the two there are."""

from __future__ import annotations

from typing import Protocol

from sacho.model.account import FoundValue
from sacho.model.claim import Attribution
from sacho.model.problem import Problem
from sacho.model.span import Spans
from sacho.model.values import Count, Party, Period, Place, Quantity
from sacho.read.analysis import Sentence, Telling
from sacho.read.context import Context


class Grammar(Protocol):
    """Finders look through a text; `parse_*` read the given words alone, and are what the
    grounding gate asks: a finder's value stands only if parsing its own words gives it again.
    """

    language: str

    def analyse(self, text: str, furniture: Spans) -> list[Sentence]:
        """Sentences with tokens (and groups), none of them inside `furniture`."""
        ...

    def attributions(
        self, text: str, sentences: list[Sentence], context: Context
    ) -> list[Attribution]:
        """Who says what: `within` set, speakers resolved to their fullest naming, dates of telling."""
        ...

    def tellings(
        self, text: str, sentences: list[Sentence], attributions: list[Attribution]
    ) -> list[Telling]:
        """The acts told, sentence by sentence."""
        ...

    def find_values(
        self, text: str, sentences: list[Sentence], context: Context
    ) -> tuple[list[FoundValue], list[Problem]]:
        """Periods, counts, quantities and places anywhere in the text; what stayed unresolved."""
        ...

    def parse_count(self, words: str) -> Count | None:
        """How many persons or happenings the words name; a noun alone in the singular is 1."""
        ...

    def parse_quantity(self, words: str) -> Quantity | None:
        """An amount with its unit."""
        ...

    def parse_party(self, words: str) -> Party | None:
        """Who the words describe."""
        ...

    def parse_period(self, words: str, context: Context, anchor: Period | None) -> Period | None:
        """When the words say, given the publication date and, for "two days later", an anchor."""
        ...

    def parse_place(self, words: str) -> Place | None:
        """Where the words say, with radius for "near"."""
        ...

    def carries(self, field: str, code: str, words: str) -> bool:
        """Whether the words carry this code of the vocabulary for kind, stage or means."""
        ...
