"""Words written all in capitals, as old wires write them, read as they would stand in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sacho.model.values import Party
from sacho.read.languages.en.syntax.lexicon import is_known

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_ACRONYM = 6  # letters at most


def in_case(words: str, is_person: Callable[[str], bool]) -> str:
    """The words in small letters, unknown ones as names; each letter stays in its place.

    A short unknown word alone ("THE ELN") is an acronym and stays.
    """
    alone = [w for w in words.split() if w.isalpha() and w.lower() not in _ARTICLES]
    if any(c.islower() for c in words) or not alone:
        return words
    unknown = [w for w in alone if not _known(w.lower(), is_person)]
    if len(unknown) == len(alone) == 1 and len(unknown[0]) <= _ACRONYM:
        return words
    cased = " ".join(w.capitalize() if w in unknown else w.lower() for w in words.split(" "))
    cased = cased[:1].upper() + cased[1:]
    return cased if len(cased) == len(words) else words


def _known(low: str, is_person: Callable[[str], bool]) -> bool:
    single = low.removesuffix("s")
    return is_known(low) or (single != low and (is_known(single) or is_person(single)))


def as_written(party: Party | None, cased: str, written: str) -> Party | None:
    """The party read in `cased`, with its name and rank as they are written."""
    if party is None or cased == written:
        return party

    def back(part: str) -> str:
        at = cased.find(part)
        return written[at : at + len(part)] if at >= 0 else part

    rank = back(party.rank) if party.rank else None
    return msgspec.structs.replace(party, name=back(party.name), rank=rank)
