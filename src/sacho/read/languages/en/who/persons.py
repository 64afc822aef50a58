"""Whether a noun names persons, a thing, or persons without a word that describes them."""

from __future__ import annotations

from sacho.read.languages.en.acts.view import View
from sacho.read.languages.en.tables import words_in
from sacho.read.languages.en.who.parties import is_person_head

_TABLE = "roles.toml"


def listed(key: str, word: str) -> bool:
    """Whether a lemma stands in a list of `roles.toml`."""
    return word in words_in(_TABLE, key)


def is_bare(view: View, at: int) -> bool:
    """Whether the noun names persons without describing them ("three people", "others", "he")."""
    chunk = view.chunks[at]
    if view.tokens[chunk.head].tag in {"NUM", "PRON"}:
        return True
    inner = [
        i for i in range(chunk.first, chunk.last + 1)
        if view.tokens[i].tag in {"NOUN", "PROPN", "ADJ", "VERB"}
    ]  # fmt: skip
    return all(
        listed("person.bare", view.lemma[i]) or listed("person.bare", view.low[i]) for i in inner
    )


def is_person(view: View, at: int) -> bool:
    """Whether the noun can be persons: a listed noun, a name, a pronoun, a number alone."""
    chunk = view.chunks[at]
    token, lemma = view.tokens[chunk.head], view.lemma[chunk.head]
    end = view.chain_end(at)
    if end != at and lemma in _AMOUNTS:
        return is_person(view, end)
    if token.text[0] in "@#":
        return False
    if "-old" in lemma:
        return True
    if token.tag == "PRON":
        return view.low[chunk.head] not in {
            "it",
            "itself",
            "this",
            "that",
            "which",
            "what",
            "nothing",
            "something",
            "everything",
            "there",
        }
    if listed("person.bare", lemma) or listed("person.nouns", lemma):
        return True
    if token.tag == "NOUN" and is_person_head(lemma):
        return True
    if token.tag == "NUM":
        return not view.low[chunk.head][0].isdigit() or float_or_year(view.low[chunk.head])
    if any(
        listed("thing.time", view.low[i].strip(".")) for i in range(chunk.first, chunk.last + 1)
    ):
        return False
    if token.tag == "PROPN":
        return not is_thing(view, at)
    if token.tag in {"ADJ", "VERB"}:
        return lemma in {
            "dead",
            "wounded",
            "injured",
            "other",
            "accused",
            "deceased",
            "kill",
            "wound",
            "injure",
            "young",
            "old",
            "juvenile",
            "elderly",
        }
    if token.tag == "NOUN" and lemma.endswith(_DOING) and not listed("thing.ending", lemma):
        return len(lemma) > 4 and not is_thing(view, at)
    return lemma.endswith(("man", "men", "woman", "women", "person")) or "-old" in lemma


_AMOUNTS = frozenset(
    [
        "dozen",
        "score",
        "hundred",
        "thousand",
        "million",
        "number",
        "couple",
        "handful",
        "lot",
        "majority",
        "pair",
    ]
)
_DOING = ("er", "or", "ist", "eer", "ster", "smith", "ian", "ee")


def float_or_year(word: str) -> bool:
    """Whether a figure can be a number of persons rather than a year."""
    digits = word.replace(",", "")
    return digits.isdigit() and not (
        len(digits) == 4 and digits[:2] in {"18", "19", "20"} and "," not in word
    )


def is_thing(view: View, at: int) -> bool:
    """Whether the noun is a weapon, an act or a place rather than somebody."""
    lemma = view.head_lemma(at)
    return any(
        listed(key, lemma)
        for key in ("thing.blast", "thing.cause", "thing.natural", "place.building")
    )


def after_time(view: View, at: int) -> int:
    """The first token of a group after words of time in it: "last month | security agents"."""
    chunk = view.chunks[at]
    for index in range(chunk.head - 1, chunk.first - 1, -1):
        if view.low[index] in _WHEN or view.low[index] == "day":
            return index + 1
    return chunk.first


def is_time(view: View, at: int) -> bool:
    """Whether the noun tells when: "today", "last night", "Monday"."""
    chunk = view.chunks[at]
    words = [view.low[i].strip(".") for i in range(chunk.first, chunk.last + 1)]
    return words[-1] in _WHEN or (len(words) == 1 and listed("thing.time", words[0]))


_WHEN = frozenset(
    ["today", "yesterday", "tonight", "night", "morning", "evening", "afternoon", "week", "month"]
)
