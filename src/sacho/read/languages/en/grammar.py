"""English, as the reader asks for it. Each answer lives in the module of its question."""

from __future__ import annotations

from sacho.model.account import FoundValue
from sacho.model.claim import Attribution
from sacho.model.problem import Problem
from sacho.model.span import Spans
from sacho.model.values import Count, Party, Period, Place, Quantity
from sacho.read.analysis import Sentence, Telling
from sacho.read.context import Context
from sacho.read.languages.en.acts import scenes, tellings
from sacho.read.languages.en.how_many import counts, finding
from sacho.read.languages.en.syntax import analyse
from sacho.read.languages.en.when import periods
from sacho.read.languages.en.where import places
from sacho.read.languages.en.who import parties
from sacho.read.languages.en.who_says import attributions
from sacho.read.play import taken_for_play


class EnglishGrammar:
    """Implements `sacho.read.grammar.Grammar`."""

    language = "en"

    def analyse(self, text: str, furniture: Spans) -> list[Sentence]:
        return analyse.analyse(text, furniture)

    def attributions(
        self, text: str, sentences: list[Sentence], context: Context
    ) -> list[Attribution]:
        return attributions.attributions(text, sentences, context)

    def tellings(
        self, text: str, sentences: list[Sentence], attributions: list[Attribution]
    ) -> list[Telling]:
        return tellings.tellings(text, sentences, attributions)

    def find_values(
        self, text: str, sentences: list[Sentence], context: Context
    ) -> tuple[list[FoundValue], list[Problem]]:
        found, problems = periods.find(text, context)
        if scenes.of_play(text):
            problems = [*problems, taken_for_play()]
        return [*found, *finding.find(text), *places.find(text, sentences)], problems

    def parse_count(self, words: str) -> Count | None:
        return counts.parse_count(words)

    def parse_quantity(self, words: str) -> Quantity | None:
        return counts.parse_quantity(words)

    def parse_party(self, words: str) -> Party | None:
        return parties.parse_party(words)

    def parse_period(self, words: str, context: Context, anchor: Period | None) -> Period | None:
        return periods.parse(words, context, anchor)

    def parse_place(self, words: str) -> Place | None:
        return places.parse_place(words)

    def carries(self, field: str, code: str, words: str) -> bool:
        return tellings.carries(field, code, words)
