"""Attributions of a reading -> spans of sources, cues and contents."""

from __future__ import annotations

import msgspec

from sacho.model.account import Reading
from sacho.model.span import Span

PARTS = ("source", "cue", "content")


class Attributed(msgspec.Struct, frozen=True):
    """One attribution as sets of spans; a part that the words do not tell is empty."""

    source: frozenset[Span]
    cue: frozenset[Span]
    content: frozenset[Span]

    def of(self, part: str) -> frozenset[Span]:
        """The spans of a part."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[part]


def attributed(reading: Reading) -> list[Attributed]:
    """Who is named beside the cue, the cue, and what is said.

    A speaker named in full elsewhere is taken where the cue is: that is what is annotated.
    """
    return [
        Attributed(
            frozenset(one.speaker.spans[:1] if one.speaker else ()),
            frozenset(one.cue),
            frozenset(one.content),
        )
        for one in reading.attributions
    ]
