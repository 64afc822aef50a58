"""What came of those who were taken: let go, let out with fines, not heard of since.

Told in a later sentence, it is an outcome of the detention or abduction told before, no act.
"""

from __future__ import annotations

import re

import msgspec

from sacho.read.analysis import Slot, Telling
from sacho.read.languages.en.acts.view import View

_TAKEN = frozenset({"detention", "abduction", "disappearance", "forced-return"})
_NEAR = 6  # sentences after the act in which its outcome is looked for

_RELEASED = re.compile(
    r"(?:(?:was|were|been|is|are)(?: \w+ly| later| soon)? (?:released|freed|let (?:go|out|off)|set free"
    r"|allowed (?:to go )?home|ransomed|rescued|handed over|transferred to|moved to|sentenced to"
    r"|fined|charged with|returned to (?:his|her|their))"
    r"|escaped|got away|(?:let|set) (?:him|her|them|us|me|the \w+) (?:go|out|free)"
    r"|freed (?:him|her|them|us|me|the \w+)|released (?:him|her|them|us|me|the \w+)"
    r"|told (?:me|us|him|her|them) to go\b|(?:came|come) home)"
    r"(?: (?:with|on|without|after|for|to|the next|next|a|in exchange|unharmed|alive|that)\b[^.;,]{0,60})?",
    re.IGNORECASE,
)


def outcome(view: View) -> Slot | None:
    """The words of the sentence that tell how it ended for those who were taken."""
    start, end = view.tokens[0].start, view.tokens[-1].end
    found = _RELEASED.search(view.text[start:end].replace("\n", " "))
    if found is None:
        return None
    before = view.text[start : start + found.start()].lower()
    if re.search(
        r"\b(?:not|never|if|unless|until|to be|will|would|must|should)\b[^.;,]{0,20}$", before
    ):
        return None
    first, last = found.span()
    words = found.group()
    last -= len(words) - len(words.rstrip(" ,.;"))
    lead = re.match(r"(?:was|were|been|is|are)(?: \w+ly| later| soon)? ", words, re.IGNORECASE)
    first += lead.end() if lead is not None else 0
    return Slot("outcome", ((first + start, last + start),), confidence=0.65, rule="after")


def with_outcome(found: list[Telling], slot: Slot, sentence: int) -> None:
    """Gives the outcome to the latest act of taking, if one was told near enough before."""
    for index in range(len(found) - 1, -1, -1):
        telling = found[index]
        if sentence - telling.sentence > _NEAR:
            return
        if telling.kind in _TAKEN and telling.stage == "accomplished":
            if any(s.field == "outcome" for s in telling.slots):
                return
            found[index] = msgspec.structs.replace(telling, slots=(*telling.slots, slot))
            return


def folded_absence(tellings: list[Telling]) -> list[Telling]:
    """ "No word of him since" after an abduction is a part of the abduction."""
    kept: list[Telling] = []
    for telling in tellings:
        host = _host(kept, telling) if telling.rule.startswith("disappearance.told") else None
        if host is None:
            kept.append(telling)
            continue
        slots = tuple(s for s in telling.slots if s.field == "missing")
        kept[host] = msgspec.structs.replace(kept[host], slots=(*kept[host].slots, *slots))
    return kept


def _host(kept: list[Telling], telling: Telling) -> int | None:
    for index in range(len(kept) - 1, -1, -1):
        if telling.sentence - kept[index].sentence > _NEAR:
            return None
        if kept[index].kind == "abduction" and kept[index].stage == "accomplished":
            return index
    return None
