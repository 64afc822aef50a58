"""With what: the words of means in a sentence and the code of each."""

from __future__ import annotations

from functools import cache

from sacho.read.languages.en.acts.view import View
from sacho.read.languages.en.syntax.lexicon import readings
from sacho.read.languages.en.syntax.tokens import token_spans
from sacho.read.languages.en.tables import FOLDER, rows_of, words_in


@cache
def _codes() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """By the first lemma: the words of each means with its code, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for code, listed in rows_of(FOLDER / "means.toml")["means"].items():
        for written in listed:
            words = tuple(str(written).split())
            found.setdefault(words[0], []).append((words, str(code)))
    return {
        first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()
    }


@cache
def _loose() -> frozenset[str]:
    listed: list[str] = rows_of(FOLDER / "means.toml")["loose"]["words"]
    return frozenset(listed)


@cache
def _noun_forms(word: str) -> frozenset[str]:
    """A lower-case word and its singulars: "bombing" is no form of the noun "bomb"."""
    plain = word.replace("’", "'")
    known = readings(plain)
    found = {plain, *(known[code] for code in "NS" if code in known)}
    if plain.endswith("s") and len(plain) > 3 and not plain.endswith("ss"):
        found.add(plain[:-1])
    return frozenset(found)


def means_at(words: list[str], start: int) -> tuple[str, int] | None:
    """The code of the longest means whose first word stands at `start`, and how many words."""
    best: tuple[str, int] | None = None
    for form in _noun_forms(words[start]):
        for key, code in _codes().get(form, ()):
            size = len(key)
            if start + size > len(words) or (best is not None and size <= best[1]):
                continue
            if all(part in _noun_forms(words[start + i]) for i, part in enumerate(key)):
                best = code, size
    return best


def code_of(words: str) -> str | None:
    """The code of the last means named in these words, which is that of the head."""
    listed = [words[s:e].lower() for s, e in token_spans(words, 0, len(words))]
    best: tuple[int, int, str] | None = None
    for start in range(len(listed)):
        found = means_at(listed, start)
        if found is not None:
            key = (start + found[1], found[1], found[0])
            best = key if best is None or key[:2] > best[:2] else best
    return best[2] if best else None


def carries_means(code: str, words: str) -> bool:
    """Whether any means named in these words has this code."""
    listed = [words[s:e].lower() for s, e in token_spans(words, 0, len(words))]
    return any(
        found is not None and found[0] == code
        for found in (means_at(listed, start) for start in range(len(listed)))
    )


def is_loose(view: View, at: int) -> bool:
    """Whether the noun is a means only where the words say that it was used."""
    return view.head_lemma(at) in _loose()


@cache
def blasts() -> frozenset[str]:
    """Things that explode, fall or are fired."""
    return words_in("roles.toml", "thing.blast")
