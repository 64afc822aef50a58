"""The words a reading may use, read once from `vocabulary.toml` beside this file.

Definitions are data: a kind, stage, stance, speaker kind, relation or field that the types of
this folder allow is defined there in English and Korean, and nothing else is.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

KindClass = Literal["harm", "circumstance", "authority", "response"]


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one language names a term and what it means by it."""

    label: str
    definition: str


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word of the vocabulary in both languages."""

    en: Wording
    ko: Wording


class CounterExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that is not of the kind; `instead` is the kind it is, "" for no account."""

    text: str
    instead: str


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Invented sentences that tell of the kind."""

    en: tuple[str, ...]
    ko: tuple[str, ...]


class CounterExamples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Invented sentences that are often taken for the kind and are not."""

    en: tuple[CounterExample, ...]
    ko: tuple[CounterExample, ...]


class Codes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an act of the kind may be called elsewhere; empty where no code is sure.

    `acled` sub-event types, `ucdp` types of violence, `esf` Events Standard Formats acts (12
    digits), `plover` event and mode.
    """

    acled: tuple[str, ...] = ()
    ucdp: tuple[str, ...] = ()
    esf: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()


class Kind(Term, frozen=True, forbid_unknown_fields=True, rename={"class_": "class"}, kw_only=True):
    """A kind of act: what it is, what it is not, and what others call it."""

    class_: KindClass
    examples: Examples
    counter: CounterExamples
    codes: Codes


class Vocabulary(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"classes": "class"}
):
    """Every term, by its code."""

    kind: dict[str, Kind]
    classes: dict[str, Term]
    stage: dict[str, Term]
    stance: dict[str, Term]
    speaker: dict[str, Term]
    relation: dict[str, Term]
    change: dict[str, Term]
    field: dict[str, Term]


@cache
def vocabulary() -> Vocabulary:
    """The whole vocabulary; read once."""
    raw = files("sacho.model").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(raw), Vocabulary)


def kinds() -> frozenset[str]:
    """The codes of all kinds of act."""
    return frozenset(vocabulary().kind)


def class_of(kind: str) -> KindClass:
    """Harm, circumstance, authority or response. Raises KeyError for an unknown kind."""
    return vocabulary().kind[kind].class_


def harm(kind: str) -> bool:
    """Whether the kind is an act that hurts, kills, takes or destroys."""
    return class_of(kind) == "harm"


def is_violation(kind: str) -> bool:
    """Whether an account of the kind may be listed among violations.

    Only harms may: a circumstance (crossing a border, smuggling) is never one, and an order, a
    reward, a denial is a record linked to the harm.
    """
    return harm(kind)


def label(group: str, code: str, language: str = "en") -> str:
    """What people read for a code; `group` is kind, class, stage, stance, speaker, relation, change,
    field.

    Raises KeyError for a code or a language that is not in the vocabulary.
    """
    terms: dict[str, dict[str, Term]] = {
        "kind": dict(vocabulary().kind.items()),
        "class": vocabulary().classes,
        "stage": vocabulary().stage,
        "stance": vocabulary().stance,
        "speaker": vocabulary().speaker,
        "relation": vocabulary().relation,
        "change": vocabulary().change,
        "field": vocabulary().field,
    }
    term = terms[group][code]
    return {"en": term.en, "ko": term.ko}[language].label
