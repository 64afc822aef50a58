"""The words that carry an act, from `acts.toml` and `authority.toml`: which word, which kind.

Independent of any sentence: `carries_kind` is what the grounding gate asks of bare words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from sacho.read.languages.en.syntax.lexicon import readings
from sacho.read.languages.en.syntax.tokens import token_spans
from sacho.read.languages.en.tables import FOLDER, rows_of, words_in

GAP = "~"
_MOST_BETWEEN = 6


class Act(msgspec.Struct, frozen=True):
    """One row of the table: the kind, who stands where, which count the sufferers fill."""

    kind: str
    frame: str
    result: str = ""
    needs: str = ""
    loose: bool = False  # stands only where the text tells of harm elsewhere
    asks: tuple[str, ...] = ()  # conditions of `needs.py` that must all hold


class Phrase(msgspec.Struct, frozen=True):
    """Several words that carry an act together; `~` stands for one to six words."""

    words: tuple[str, ...]
    act: Act


class Acts(msgspec.Struct, frozen=True):
    """The whole table, by the first lemma."""

    verbs: dict[str, tuple[Act, ...]]
    nouns: dict[str, tuple[Act, ...]]
    phrases: dict[str, tuple[Phrase, ...]]


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    frame: str
    result: str = ""
    needs: str = ""
    loose: bool = False
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@cache
def acts() -> Acts:
    """The table of acts, read once. Longer phrases come first."""
    verbs: dict[str, list[Act]] = {}
    nouns: dict[str, list[Act]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for row, strict in _rows():
        act = _strict(row) if strict else Act(row.kind, row.frame, row.result, row.needs)
        loose = act if strict else Act(row.kind, row.frame, row.result)
        for word in row.verbs:
            verbs.setdefault(word, []).append(act)
        for word in row.nouns:
            nouns.setdefault(word, []).append(loose)
        for text in row.phrases:
            words = tuple(text.split())
            phrases.setdefault(words[0], []).append(Phrase(words, loose))
    return Acts(
        {k: tuple(v) for k, v in verbs.items()},
        {k: tuple(v) for k, v in nouns.items()},
        {
            k: tuple(sorted(v, key=lambda p: -len([w for w in p.words if w != GAP])))
            for k, v in phrases.items()
        },
    )


def _strict(row: _Row) -> Act:
    asks = tuple(row.needs.split())
    return Act(row.kind, row.frame, row.result, loose=row.loose, asks=asks)


def _rows() -> Iterator[tuple[_Row, bool]]:
    """The rows of both tables, and whether a row's needs hold for its phrases too."""
    for name, strict in (("acts.toml", False), ("acts_in_phrases.toml", True)):
        for row in msgspec.convert(rows_of(FOLDER / name)["act"], list[_Row]):
            yield row, strict


@cache
def forms(word: str) -> frozenset[str]:
    """A lower-case word and all lemmas that it can be a form of."""
    plain = word.replace("’", "'")
    found = {plain, *readings(plain).values()}
    if plain in _IRREGULAR:
        found.add(_IRREGULAR[plain])
    if plain.endswith("s") and len(plain) > 3 and not plain.endswith("ss"):
        found.add(plain[:-1])
    return frozenset(found)


_IRREGULAR = {
    "was": "be", "were": "be", "is": "be", "are": "be", "been": "be", "being": "be", "'re": "be",
    "his": "~own", "her": "~own", "their": "~own", "its": "~own", "had": "have",
    "has": "have", "'s": "be", "am": "be", "men": "man", "women": "woman", "children": "child",
    "our": "~own", "my": "~own", "lives": "life", "left": "leave", "shot": "shoot", "found": "find", "held": "hold",
    "himself": "~self", "herself": "~self", "themselves": "~self",
}  # fmt: skip


def match_words(
    phrase: Sequence[str], words: Sequence[frozenset[str]], start: int, barred: Sequence[bool]
) -> int | None:
    """The index after the phrase's last word if it stands at `start`, else None.

    `barred` marks words that a gap may not cross (commas, other verbs).
    """
    place = start
    index = 0
    while index < len(phrase):
        if phrase[index] == GAP:
            if index + 1 == len(phrase):
                return place + 1 if place < len(words) else None
            return _after_gap(phrase[index + 1 :], words, place, barred)
        if place >= len(words) or phrase[index] not in words[place]:
            return None
        place += 1
        index += 1
    return place


def _after_gap(
    rest: Sequence[str], words: Sequence[frozenset[str]], start: int, barred: Sequence[bool]
) -> int | None:
    for place in range(start, min(start + _MOST_BETWEEN + 1, len(words))):
        end = match_words(rest, words, place, barred)
        if end is not None:
            return end
        if barred[place]:
            return None
    return None


def carries_kind(code: str, words: str) -> bool:
    """Whether these words alone carry the kind `code`, by the lemma of any of their forms."""
    listed = [words[s:e].lower() for s, e in token_spans(words, 0, len(words))]
    sets = [forms(word) for word in listed]
    every = frozenset().union(*sets) if sets else frozenset[str]()
    for start, found in enumerate(sets):
        for act in _single(found):
            if act.kind == code and (act.frame not in _WITH_WEAPON or every & _weapons()):
                return True
        for phrase in _phrases_at(found):
            barred = [False] * len(sets)
            kinds = (
                {phrase.act.kind, "detention"}
                if phrase.act.kind == "abduction"
                else {phrase.act.kind}
            )
            if code in kinds and match_words(phrase.words, sets, start, barred):
                return True
    return False


# Verbs that carry an act only together with the weapon ("hurled a grenade", "a bullet struck").
_WITH_WEAPON = frozenset({"plant", "hit", "falls"})


@cache
def _weapons() -> frozenset[str]:
    return (
        words_in("roles.toml", "weapon.thrown")
        | words_in("roles.toml", "thing.blast")
        | words_in("roles.toml", "weapon.fired")
    )


def _single(found: frozenset[str]) -> Iterator[Act]:
    table = acts()
    for form in found:
        yield from table.verbs.get(form, ())
        yield from table.nouns.get(form, ())


def _phrases_at(found: frozenset[str]) -> Iterator[Phrase]:
    table = acts().phrases
    for form in found:
        yield from table.get(form, ())
