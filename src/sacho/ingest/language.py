"""Which language a text is in: by script, then by its commonest words, last by a model.

The model (py3langid) takes most of a second to load, so plain English and Korean never ask it.
"""

from __future__ import annotations

import re
import sys
from typing import Any

import msgspec

from sacho.ingest.draft import NeedsFamily

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "is",
        "was",
        "for",
        "on",
        "with",
        "as",
        "by",
        "at",
        "from",
        "were",
        "had",
        "has",
        "have",
        "been",
        "his",
        "her",
        "their",
        "they",
        "he",
        "she",
        "it",
        "its",
        "who",
        "which",
        "this",
        "an",
        "be",
        "not",
        "or",
        "but",
        "are",
        "said",
        "after",
        "when",
        "there",
        "two",
        "three",
        "people",
        "will",
        "would",
        "about",
        "into",
        "than",
        "them",
        "no",
        "one",
        "more",
        "during",
        "over",
        "under",
        "out",
    ]
)
# Of these, words that no other language in Latin letters has.
_ENGLISH_ONLY = frozenset(
    [
        "the",
        "and",
        "that",
        "with",
        "were",
        "this",
        "from",
        "said",
        "which",
        "they",
        "who",
        "have",
        "been",
        "their",
        "would",
        "will",
        "into",
        "two",
        "three",
        "people",
        "there",
        "after",
        "about",
        "when",
        "are",
        "than",
    ]
)
_SAMPLE = 20_000
_MODEL_SAMPLE = 4_000


class Language(msgspec.Struct, frozen=True):
    """`code` is ISO 639-1, None where nothing tells; `codes` name the problems."""

    code: str | None
    codes: tuple[str, ...] = ()


def language_of(text: str, declared: str | None = None) -> Language:
    """The language of a text. `declared` (from the document) settles only what is too short to tell.

    Raises NeedsFamily where only the model can tell and this process has not loaded it.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return Language(_short(declared), ("language.unsure",))
    hangul = len(_HANGUL.findall(sample)) / letters
    # A Hangul syllable says about as much as three Latin letters, and names stand in Latin ones.
    if hangul >= 0.25:
        return Language("ko")
    if len(_LATIN.findall(sample)) / letters >= 0.8:
        return _latin(sample, declared)
    return _by_model(sample)


def _latin(sample: str, declared: str | None) -> Language:
    words = [word.lower() for word in _WORD.findall(sample)]
    common = sum(1 for word in words if word in _COMMON)
    if len(words) < 6:
        told = _short(declared)
        return Language(told or "en", () if told else ("language.unsure",))
    if common / len(words) >= 0.14 and len(_ENGLISH_ONLY.intersection(words)) >= min(
        2, len(words) // 12 + 1
    ):
        return Language("en")
    return _by_model(sample)


def _by_model(sample: str) -> Language:
    if "py3langid" not in sys.modules:
        raise NeedsFamily("full")
    import py3langid

    model: Any = py3langid
    found = str(model.classify(sample[:_MODEL_SAMPLE])[0])
    return Language(found, () if found in ("en", "ko") else ("language.not-read",))


def _short(declared: str | None) -> str | None:
    code = (declared or "").strip().lower()[:2]
    return code if code in ("en", "ko") else None
