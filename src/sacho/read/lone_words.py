"""Harm words that stand alone: "prices were beaten back" tells of no one hurt by anyone.

An account of harm that names nobody who did it, nobody whom it befell and nothing that it was done
with rests on one word, and that word is as often a figure of speech. It stands only in a text that
tells of harm otherwise. People who are merely missing may be lost at sea: they, too, need harm told
beside them.
"""

from __future__ import annotations

from sacho.model.vocabulary import class_of
from sacho.read.accounts import Draft

# Fields by which an account tells of people doing or suffering harm.
DONE = frozenset({"perpetrator", "means"})
SUFFERED = frozenset({"killed", "injured", "detained", "abducted", "returned", "displaced"})
NAMED = frozenset({"victim", "missing", "happenings"})


def told_enough(drafts: list[Draft]) -> list[Draft]:
    """The drafts without the lone words of a text that tells of no harm otherwise."""
    if any(_evident(draft) for draft in drafts):
        return drafts
    return [
        d for d in drafts if class_of(d.kind) != "harm" or (_fields(d) & NAMED and not _lost(d))
    ]


def _evident(draft: Draft) -> bool:
    return class_of(draft.kind) == "harm" and bool(_fields(draft) & (DONE | SUFFERED))


def _lost(draft: Draft) -> bool:
    return draft.kind == "disappearance"


def _fields(draft: Draft) -> set[str]:
    return {claim.field for claim in draft.claims}
