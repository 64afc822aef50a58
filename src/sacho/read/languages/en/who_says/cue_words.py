"""The cues of telling as the table has them: which lemma takes which complement, and how it commits."""

from __future__ import annotations

from functools import cache

from sacho.model.claim import Stance
from sacho.read.languages.en.tables import FOLDER, rows_of, words_in

TABLE = "cues.toml"
_STANCES: tuple[Stance, ...] = ("alleged", "hedged", "expected", "denied", "hypothetical")


def takes(frame: str, lemma: str) -> bool:
    """Whether a lemma stands in a list of the table ("verb.say", "noun.that", …)."""
    return lemma in words_in(TABLE, frame)


@cache
def _pairs(frame: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in words_in(TABLE, frame):
        lemma, _, preposition = entry.partition(":")
        found.setdefault(lemma, set()).add(preposition)
    return {lemma: frozenset(prepositions) for lemma, prepositions in found.items()}


def prepositions_of(frame: str, lemma: str) -> frozenset[str]:
    """The prepositions and particles that make a cue of this lemma ("call": for, on)."""
    return _pairs(frame).get(lemma, frozenset())


@cache
def tails() -> tuple[tuple[str, ...], ...]:
    """Phrases that belong to the cue where they follow it, longest first."""
    listed = str(rows_of(FOLDER / TABLE)["tail"]["statement"]).replace("\n", " ").split("|")
    phrases = (tuple(phrase.split()) for phrase in listed)
    return tuple(sorted(phrases, key=len, reverse=True))


def is_cue_verb(lemma: str) -> bool:
    """Whether a verb can be a cue in any frame."""
    frames = ("say", "tell", "think", "intend", "command", "treat", "describe", "seem")
    return any(takes(f"verb.{frame}", lemma) for frame in frames) or lemma in _pairs("verb.phrase")


def stance_of(lemma: str, negated: bool = False) -> Stance:
    """How the speaker commits by this cue; "did not say that" denies nothing and stays asserted."""
    for stance in _STANCES:
        if takes(f"stance.{stance}", lemma):
            return "asserted" if negated and stance == "denied" else stance
    return "asserted"
