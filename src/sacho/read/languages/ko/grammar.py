"""Korean, as the reader asks for it. Each answer lives in the module of its question."""

from __future__ import annotations

from sacho.model.account import FoundValue
from sacho.model.claim import Attribution
from sacho.model.problem import Problem
from sacho.model.span import Spans, any_overlap
from sacho.model.values import Count, Party, Period, Place, Quantity
from sacho.read.analysis import Sentence, Telling
from sacho.read.context import Context
from sacho.read.languages.ko.acts import carrying, tellings, unreal
from sacho.read.languages.ko.how_many import counts
from sacho.read.languages.ko.syntax import analyse
from sacho.read.languages.ko.when import periods
from sacho.read.languages.ko.where import places
from sacho.read.languages.ko.who import parties
from sacho.read.languages.ko.who_says import attributions
from sacho.read.play import taken_for_play


class KoreanGrammar:
    """Implements `sacho.read.grammar.Grammar`."""

    language = "ko"

    def analyse(self, text: str, furniture: Spans) -> list[Sentence]:
        """See `Grammar`; as `languages.ko.analyse`."""
        return analyse.analyse(text, furniture)

    def attributions(
        self, text: str, sentences: list[Sentence], context: Context
    ) -> list[Attribution]:
        """See `Grammar`; as `languages.ko.attributions`."""
        return attributions.attributions(text, sentences, context)

    def tellings(
        self, text: str, sentences: list[Sentence], attributions: list[Attribution]
    ) -> list[Telling]:
        """See `Grammar`; as `languages.ko.tellings`."""
        return tellings.tellings(text, sentences, attributions)

    def find_values(
        self, text: str, sentences: list[Sentence], context: Context
    ) -> tuple[list[FoundValue], list[Problem]]:
        """See `Grammar`; words that say when are never a place (지난주 is no 지난)."""
        found, problems = periods.find(text, context)
        if unreal.borrowed(text):
            problems = [*problems, taken_for_play()]
        dated = [span for value in found for span in value.spans]
        dated += [span for problem in problems for span in problem.spans]
        placed = [p for p in places.find(text, sentences) if not any_overlap(p.spans, dated)]
        return [*found, *counts.find(text), *placed], problems

    def parse_count(self, words: str) -> Count | None:
        """See `Grammar`."""
        return counts.parse_count(words)

    def parse_quantity(self, words: str) -> Quantity | None:
        """See `Grammar`."""
        return counts.parse_quantity(words)

    def parse_party(self, words: str) -> Party | None:
        """See `Grammar`."""
        return parties.parse_party(words)

    def parse_period(self, words: str, context: Context, anchor: Period | None) -> Period | None:
        """See `Grammar`."""
        return periods.parse(words, context, anchor)

    def parse_place(self, words: str) -> Place | None:
        """See `Grammar`."""
        return places.parse_place(words)

    def carries(self, field: str, code: str, words: str) -> bool:
        """See `Grammar`."""
        return carrying.carries(field, code, words)
