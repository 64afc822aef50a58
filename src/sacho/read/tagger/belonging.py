"""Which fields an account of a kind can hold: an order kills nobody, a killing has no addressee.

The network ties words to acts by likeness and distance alone, so the dead of a sentence were also
told of the order before them. These are the guidelines' rules (`evals/gold/guidelines.md`) on who
is what in which class of acts; a field that is not listed goes with every kind.
"""

from __future__ import annotations

from sacho.model.vocabulary import class_of

HOLDERS: dict[str, frozenset[str]] = {
    "abducted": frozenset({"harm"}),
    "detained": frozenset({"harm", "investigation"}),
    "injured": frozenset({"harm"}),
    "killed": frozenset({"harm", "displacement"}),
    "missing": frozenset({"harm", "displacement"}),
    "returned": frozenset({"forced-return"}),
    "displaced": frozenset({"displacement", "arson", "destruction"}),
    "happenings": frozenset({"harm", "circumstance", "protest"}),
    "harm": frozenset({"harm"}),
    "means": frozenset({"harm", "circumstance"}),
    "perpetrator": frozenset({"harm"}),
    "actor": frozenset({"circumstance", "response"}),
    "addressee": frozenset({"order", "protest", "threat"}),
    "beneficiary": frozenset({"reward", "issue-of-arms"}),
    "instruction": frozenset({"order"}),
    "issuer": frozenset({"authority", "issue-of-arms"}),
    "victim": frozenset({"harm", "displacement", "punishment", "investigation"}),
}


SHARED = frozenset({"kind", "perpetrator", "victim", "issuer", "period", "place"})
"""Fields of which the same words may belong to several accounts. In the training corpus one in six to
thirty of their words do; of all other fields fewer than one in a hundred."""


def holds(kind: str, field: str) -> bool:
    """Whether an account of this kind can have a claim of this field."""
    holders = HOLDERS.get(field)
    return holders is None or kind in holders or class_of(kind) in holders
