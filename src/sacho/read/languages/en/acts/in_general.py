"""Acts told of in general: "constant raids by bandits", "has intensified its attacks on the railway".

A plural noun of acts that nobody counts and no words date is no happening: nothing in it can be
looked for on a day or in a place. Who is hurt, how many or when makes it one.
"""

from __future__ import annotations

import re

from sacho.read.analysis import Telling
from sacho.read.languages.en.syntax.lexicon import is_plural, readings

_SAYS_LITTLE = frozenset({"perpetrator", "target", "means", "reason", "actor"})
_WHEN = re.compile(
    r"\d|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight|last|this (?:week|month|year|"
    r"morning|afternoon|evening)|recent\w*|ago|overnight|dawn|morning|afternoon|evening|night|since|after|during|"
    r"when|two|three|four|five|six|seven|eight|nine|ten|dozens?|several|separate|simultaneous\w*)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?]\s|\n")


def in_general(text: str, telling: Telling, told_before: bool) -> bool:
    """Whether the telling is a plural noun of acts and its sentence dates and counts nothing.

    `told_before`: there is an act that "the raids" can point back to.
    """
    start, end = telling.trigger
    word = text[start:end].lower()
    if (
        (telling.back and told_before)
        or telling.stage_spans
        or not word.isalpha()
        or not is_plural(word)
    ):
        return False
    if (
        not any(code in "NS" for code in readings(word))
        or {s.field for s in telling.slots} - _SAYS_LITTLE
    ):
        return False
    before = max((m.end() for m in _ENDS.finditer(text, max(0, start - 400), start)), default=0)
    after = _ENDS.search(text, end)
    return _WHEN.search(text, before, after.start() if after else len(text)) is None
