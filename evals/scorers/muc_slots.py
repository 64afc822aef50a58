"""MUC-4, all slots: a strict scorer of our own.

Each slot is filled right (1), half right (0.5) or wrong (0). A string is right only as one of the
key's strings; a code is right with its words and half right without them; a place is half right
when it stops short of the key or goes on beyond it; a date is half right when it overlaps the
key's. The 1992 runs were scored interactively, with a person who could grant more, so their
published values read higher than this scorer would give. All-Templates: fills of templates without
a partner count as given or as wanted.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.assignment import best_pairs
from evals.metrics import Tally
from evals.scorers.muc_keys import SLOTS, Fill, Key

HALF = 0.5


def score(documents: Sequence[tuple[list[Key], list[Key]]]) -> dict[str, Tally]:
    """By slot over (given, key) documents, and `all` over every slot."""
    total = {slot: Tally() for slot in (*SLOTS, "all")}
    for given, wanted in documents:
        for slot, tally in _document(given, wanted).items():
            total[slot].add(tally)
            total["all"].add(tally)
    return total


def _document(given: list[Key], wanted: list[Key]) -> dict[str, Tally]:
    worth = [[_worth(left, right) for right in wanted] for left in given]
    partner = dict(best_pairs(worth))
    tallies = {slot: Tally() for slot in SLOTS}
    for index, one in enumerate(given):
        other = wanted[partner[index]] if index in partner else Key({})
        for slot, form in SLOTS.items():
            tallies[slot].add(_slot(one.of(slot), other.of(slot), form))
    met = set(partner.values())
    for index, one in enumerate(wanted):
        if index not in met and not one.optional:
            for slot, form in SLOTS.items():
                tallies[slot].add(_slot((), one.of(slot), form))
    return tallies


def _worth(given: Key, wanted: Key) -> float:
    """How much the pair would score; nothing where the types do not go together."""
    if not _slot(given.of("incident_type"), wanted.of("incident_type"), "code").right:
        return 0.0
    return sum(_slot(given.of(s), wanted.of(s), form).right for s, form in SLOTS.items())


def _slot(given: tuple[Fill, ...], wanted: tuple[Fill, ...], form: str) -> Tally:
    credit = [[_credit(left, right, form) for right in wanted] for left in given]
    pairs = best_pairs(credit)
    right = sum(credit[row][column] for row, column in pairs)
    met = {column for _, column in pairs}
    due = sum(1 for i, fill in enumerate(wanted) if i in met or not fill.optional)
    return Tally(right=right, given=len(given), found=right, wanted=due)


def _credit(given: Fill, wanted: Fill, form: str) -> float:
    value = max((_alike(a, b, form) for a in given.values for b in wanted.values), default=0.0)
    if value and wanted.about and form == "code" and not set(given.about) & set(wanted.about):
        return min(value, HALF)
    return value


def _alike(given: str, wanted: str, form: str) -> float:
    if given == wanted:
        return 1.0
    if form == "place":
        return HALF if _leads(given, wanted) or _leads(wanted, given) else 0.0
    if form == "date":
        return HALF if _overlap(given, wanted) else 0.0
    return 0.0


def _leads(short: str, long: str) -> bool:
    """Whether every part of one place is a part of the other: a province left out, or a town."""
    parts, others = short.split(": "), long.split(": ")
    return bool(parts) and all(part in others for part in parts)


def _overlap(left: str, right: str) -> bool:
    (a, b), (c, d) = left.split("/"), right.split("/")
    return (a or "0000") <= (d or "9999") and (c or "0000") <= (b or "9999")
