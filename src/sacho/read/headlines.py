"""A headline tells again, in fewer and often louder words, what the body tells.

Its acts are read only where the body tells no act of their class: a claim should stand on the full
statement, not on its shortening. What counts as a headline: a first paragraph of one line, without
a full stop, with more text after it.
"""

from __future__ import annotations

import re

from sacho.model.span import Span, overlaps
from sacho.model.vocabulary import class_of
from sacho.read.analysis import Telling

LONGEST = 160
"""Code points; a longer first line is a paragraph."""
_FIRST = re.compile(r"\A\s*(\S[^\n]*)\n\s*\S")
_STOPS = (".", "!", "?", "。", ":", ",", ";")


def headline(text: str) -> Span | None:
    """Where the headline stands; None where the text opens with its body."""
    match = _FIRST.match(text)
    if match is None:
        return None
    line = match[1].rstrip()
    if len(line) > LONGEST or line.rstrip("\"'”’»)").endswith(_STOPS):
        return None
    return match.start(1), match.start(1) + len(line)


def without_headline(text: str, tellings: list[Telling]) -> list[Telling]:
    """The tellings, those of the headline only where the body tells no act of their class."""
    span = headline(text)
    if span is None:
        return tellings
    told = {class_of(t.kind) for t in tellings if not overlaps(t.trigger, span)}
    return [t for t in tellings if not overlaps(t.trigger, span) or class_of(t.kind) not in told]
