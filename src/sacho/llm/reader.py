"""Reads with a language model beside the tables: its proposals join those of the grammar.

Off unless the owner names an address. Whatever the model answers, a claim stands only if it passes
the same gate, and its `rule` says "model".
"""

from __future__ import annotations

from sacho.llm import prompt
from sacho.llm.asking import Ask, ModelError
from sacho.llm.cache import Cache, key
from sacho.llm.proposals import problems, taken
from sacho.model.problem import Problem
from sacho.read.analysis import Sentence, Telling


class ModelProposer:
    """Proposes tellings of a text. One that could not be asked proposes nothing, and says so."""

    def __init__(self, ask: Ask, model: str, cache: Cache | None = None) -> None:
        self._ask = ask
        self._model = model
        self._cache = cache or Cache()

    @property
    def name(self) -> str:
        """What stands in `made_with`: the model and the version of the question."""
        return f"{self._model} {prompt.VERSION}"

    def propose(self, text: str, sentences: list[Sentence]) -> tuple[list[Telling], list[Problem]]:
        """The model's tellings that are of the schema and in the text, and what was refused."""
        if not sentences:
            return [], []
        user = prompt.user(text, sentences)
        name = key(self._model, user)
        answer = self._cache.get(name)
        if answer is None:
            try:
                answer = self._ask(prompt.system(), user)
            except ModelError as error:
                return [], [Problem("model.silent", f"{error} The report was read without it; "
                                    "read it again when the model is there.")]  # fmt: skip
            self._cache.put(name, answer)
        found = taken(answer, text, sentences)
        return found.tellings, problems(found)
