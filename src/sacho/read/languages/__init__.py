"""One folder a language. Reading English never loads what Korean needs."""

from __future__ import annotations

from functools import cache

from sacho.read.grammar import Grammar

READ = ("en", "ko")


@cache
def grammar_for(language: str) -> Grammar:
    """The grammar of a language code; raises KeyError for one that Sacho does not read."""
    if language == "en":
        from sacho.read.languages.en.grammar import EnglishGrammar

        return EnglishGrammar()
    if language == "ko":
        from sacho.read.languages.ko.grammar import KoreanGrammar

        return KoreanGrammar()
    raise KeyError(language)


def language_of(text: str) -> str:
    """Korean where a fifth of the letters are Hangul, else English: what the reader assumes
    when nobody has said. `ingest.language` looks closer and may answer "neither".
    """
    letters = sum(c.isalpha() for c in text[:20_000])
    hangul = sum("\uac00" <= c <= "\ud7a3" for c in text[:20_000])
    return "ko" if letters and hangul / letters > 0.2 else "en"
