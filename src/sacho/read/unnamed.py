"""Places that no gazetteer can hold: "the rice mill", 검문소 앞, a hamlet without a row.

Such a place is its own words, at a point nobody can give degrees for. The words alone decide that:
the grammar knows no place in them, and they are few.
"""

from __future__ import annotations

from sacho.model.values import Place

MOST = 90  # code points: longer words are a sentence and name no place


def unnamed_place(words: str) -> Place | None:
    """The place that is nothing but its words; None where they are too many to name one."""
    written = " ".join(words.split())
    if not written or len(written) > MOST or not any(c.isalpha() for c in written):
        return None
    return Place(written, None, None, None, None, None, "point")
