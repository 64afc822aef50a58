"""Whether one word is a personal name and nothing else: a surname and a given name."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from sacho.read.gazetteer import shipped
from sacho.read.languages.ko.syntax.kiwi import analyser, table

if TYPE_CHECKING:
    from kiwipiepy import Token as Morpheme

LONGEST = 4


@cache
def _table() -> tuple[frozenset[str], tuple[str, ...]]:
    names: dict[str, list[str]] = tomllib.loads(table("names.toml"))["name"]
    return frozenset(names["surnames"]), tuple(names["no_name"])


@lru_cache(maxsize=8192)
def is_name(word: str) -> bool:
    """Whether the word can only be a name: 김덕수, 리철민. 강가, 신의주 and 국정원 are none.

    Asked of the analyser with 씨 behind the word, so that a name it has never met is one, and a
    word of its dictionary stays what it is. A name of two letters must be known to it as a name.
    """
    if not 2 <= len(word) <= LONGEST:
        return False
    surnames, bodies = _table()
    sure = word[:2] in surnames and len(word) > 2
    if not sure and (word[0] not in surnames or len(word) > 3):
        return False
    if word.endswith(bodies) or shipped().find(word):
        return False
    first, *rest = cast("list[Morpheme]", analyser().tokenize(word + " 씨는"))
    return first.tag == "NNP" and first.form == word and bool(rest) and rest[0].form == "씨"
