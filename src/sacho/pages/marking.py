"""A text with the words of its claims marked in place, overlapping spans included."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import msgspec

from sacho.model.claim import Claim
from sacho.model.span import Span, overlaps


class Piece(msgspec.Struct, frozen=True):
    """A run of text that the same claims point to; no claims means plain words.

    `first` are the claims whose words begin here: their anchors stand on this piece.
    """

    text: str
    claims: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


def pieces(text: str, claims: Iterable[Claim], within: Span | None = None) -> list[Piece]:
    """Cut `text` (or the part `within`) at every edge of a claim's span, in reading order."""
    start, end = within or (0, len(text))
    marked = [
        (max(s, start), min(e, end), claim)
        for claim in claims
        for s, e in claim.spans
        if overlaps((s, e), (start, end))
    ]
    edges = sorted({start, end, *(s for s, _, _ in marked), *(e for _, e, _ in marked)})
    result: list[Piece] = []
    anchored: set[str] = set()
    for left, right in pairwise(edges):
        here = [claim for s, e, claim in marked if s <= left and right <= e]
        first = tuple(dict.fromkeys(c.id for c in here if c.id not in anchored))
        anchored.update(first)
        result.append(
            Piece(
                text[left:right],
                tuple(dict.fromkeys(c.id for c in here)),
                tuple(dict.fromkeys(c.field for c in here)),
                first,
            )
        )
    return result
