"""How far an act got and how the words commit to it: the type, the word lists, the gate's question."""

from __future__ import annotations

import msgspec

from sacho.model.claim import Stage, Stance
from sacho.model.span import Span
from sacho.read.languages.en.acts.kinds import forms
from sacho.read.languages.en.syntax.tokens import token_spans
from sacho.read.languages.en.tables import words_in


class Manner(msgspec.Struct, frozen=True):
    """Stage with the words that carry it, stance, and whether the act is told as real at all.

    `none` says that the words deny that anybody suffered it ("no one was hurt"): a count of 0.
    """

    stage: Stage = "accomplished"
    stance: Stance = "asserted"
    words: Span | None = None
    unreal: bool = False
    none: bool = False
    threat: bool = False


def stage_word(key: str, word: str) -> bool:
    """Whether a lemma stands in a list of `stages.toml`."""
    return word in words_in("stages.toml", key)


_STAGE_WORDS = {
    "attempted": ("governor.attempted", "noun.attempted", "adjective.attempted", "verb.foil"),
    "planned": ("governor.planned", "governor.expected", "noun.planned", "adjective.planned"),
    "threatened": ("governor.threatened", "noun.threatened"),
}


def carries_stage(code: str, words: str) -> bool:
    """Whether these words alone carry the stage `code`."""
    listed = [words[s:e].lower().replace("’", "'") for s, e in token_spans(words, 0, len(words))]
    found = {form for word in listed for form in forms(word)} | set(listed)
    if code == "attempted" and "about" in found:
        return True
    if code == "planned" and found & {"will", "shall", "'ll", "go", "be"}:
        return bool(found & {"will", "shall", "'ll"}) or "to" in found or "going" in listed
    keys = _STAGE_WORDS.get(code, ())
    return any(found & words_in("stages.toml", key) for key in keys)
