"""Places read in a text -> bare names with degrees.

A place is read with the words that narrow it ("near Kutum", "Springfield, Ohio"); the corpora mark
each name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from sacho.model.account import FoundValue, Reading
from sacho.model.span import Span, hull
from sacho.model.values import Place

_NAME = re.compile(
    r"[A-Z\u00c0-\u00de][\w'’.-]*(?:\s+(?:(?:of|the|de|la|del|du|al|el)\s+)*[A-Z\u00c0-\u00de][\w'’.-]*)*"
)
_ENDS = "'’.,"
_POSSESSIVE = re.compile(r"['’]s$")


class Toponym(msgspec.Struct, frozen=True):
    """A name where it stands; `at` is None for the name that only narrows another."""

    span: Span
    at: tuple[float, float] | None
    identity: str | None


def toponyms(reading: Reading) -> list[Toponym]:
    """Every place name of the text, each span once."""
    found: dict[Span, Toponym] = {}
    for one in reading.values:
        if one.field == "place" and isinstance(one.value, Place):
            for toponym in _names(one, one.value):
                found.setdefault(toponym.span, toponym)
    return list(found.values())


def _names(one: FoundValue, place: Place) -> Iterator[Toponym]:
    start = hull(one.spans)[0]
    for number, match in enumerate(_NAME.finditer(one.written)):
        name = _POSSESSIVE.sub("", match[0]).rstrip(_ENDS)
        span = (start + match.start(), start + match.start() + len(name))
        own = number == 0 and place.latitude is not None and place.longitude is not None
        at = (place.latitude, place.longitude) if own else None
        yield Toponym(span, at, place.gazetteer_id if number == 0 else None)  # type: ignore[arg-type]
