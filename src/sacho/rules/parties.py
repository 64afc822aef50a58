"""Who somebody is, as far as their own words and the table of actors say it; never guessed."""

from __future__ import annotations

import re
from functools import cache

from sacho.model.values import Party
from sacho.rules.rule_set import actor_words

CIVILIANS = "civilians"


def sort_of(party: Party) -> str | None:
    """state, rebels, militia, rioters, protesters, civilians; None where no word tells."""
    if party.status == "civilian":
        return CIVILIANS
    for name in (party.name, *party.variants, party.role or ""):
        found = _by_words(" ".join(name.casefold().split()))
        if found is not None and (party.status == "unknown" or found != CIVILIANS):
            return found
    return "state" if party.status == "official" else None


def _by_words(name: str) -> str | None:
    """The sort whose word stands last; of two that end together, the longer."""
    best: tuple[int, int] | None = None
    sort: str | None = None
    for candidate, pattern in _patterns():
        for match in pattern.finditer(name):
            place = (match.end(), match.end() - match.start())
            if best is None or place > best:
                best, sort = place, candidate
    return sort


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """One pattern for each sort. Korean glues particles to nouns, so its words need no end."""
    made: list[tuple[str, re.Pattern[str]]] = []
    for sort, words in actor_words().items():
        en = "|".join(re.escape(w) for w in sorted(words.en, key=len, reverse=True))
        ko = "|".join(re.escape(w) for w in sorted(words.ko, key=len, reverse=True))
        made.append((sort, re.compile(rf"(?<!\w)(?:{en})(?!\w)|(?:{ko})")))
    return made


def key(party: Party) -> str:
    """What makes two names one for counting who is told: case, articles and blanks do not."""
    return " ".join(party.name.casefold().removeprefix("the ").split())
