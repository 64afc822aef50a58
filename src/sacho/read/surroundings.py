"""When and where each telling happened: which of the sentence's periods and places are its own."""

from __future__ import annotations

import re

from sacho.model.account import FoundValue
from sacho.model.claim import Attribution
from sacho.model.span import Span, Spans, any_overlap, covers, overlaps
from sacho.model.values import Period, Place
from sacho.read.analysis import Sentence, Telling

# SEOUL, Jan. 3 (Agency) -- ; [평양=…] The place of writing is not the place of the deed.
DATELINE = re.compile(
    r"^[ \t]*(?:[A-Z][A-Z .'-]{2,40},[^\n]{0,60}?(?:--|—|–|(?<=\)) -|\[TEXT\])|\([^)\n]{2,30}=[^)\n]{2,30}\))",
    re.MULTILINE,
)


# "Given out for use on the holiday" dates the use and not the giving out.
PURPOSE = re.compile(r"\bfor (?:use|deployment|service) (?:during|in|over|on) (?:the )?\Z")
# How closely a place's level says where something happened; less is closer.
CLOSE: dict[str, int] = {
    "point": 0, "settlement": 0, "admin2": 1, "admin1": 2, "region": 3, "country": 4,
}  # fmt: skip


def own_values(
    field: str, telling: Telling, others: list[Telling], found: list[FoundValue]
) -> tuple[FoundValue, ...]:
    """Of the values found in the telling's sentence, its own, best first.

    The only one dates or places every act of the sentence. Of several, each act has those that
    stand nearer to it than to another act; of several places only the closest level counts
    ("at the river near Hyesan").
    """
    own = [value for value in found if value.field == field]
    if field == "place" and own:
        closest = min(_level(value) for value in own)
        own = [value for value in own if _level(value) == closest]
    if len(own) > 1:
        rivals = [o.trigger for o in others if o is not telling]
        own = [
            value
            for value in own
            if _gap(value.spans[0], telling.trigger)
            <= min((_gap(value.spans[0], r) for r in rivals), default=1 << 30)
        ]
    return tuple(sorted(own, key=lambda v: _gap(v.spans[0], telling.trigger)))


def _level(found: FoundValue) -> int:
    return CLOSE[found.value.level] if isinstance(found.value, Place) else 0


def settings(
    text: str, found: list[FoundValue], attributions: list[Attribution], publisher: str | None
) -> list[FoundValue]:
    """The periods and places of a text that can date or place an act.

    Left out: when something was told, the dateline, words such as "now" and "soon", and places
    inside the name of a speaker or of the outlet ("the Hyesan office said").
    """
    told = [s for a in attributions if a.said for s in a.said.spans]
    named = [s for a in attributions if a.speaker for s in a.speaker.spans]
    if publisher:
        named += [m.span() for m in re.finditer(re.escape(publisher), text)]
    for dateline in DATELINE.finditer(text):
        named.append(dateline.span())
        told.append(dateline.span())
    result: list[FoundValue] = []
    for value in found:
        if isinstance(value.value, Period):
            before = text[max(0, value.spans[0][0] - 40) : value.spans[0][0]]
            dates = value.value.precision != "vague" and not PURPOSE.search(before)
            if dates and not any_overlap(value.spans, told):
                result.append(value)
        elif value.field == "place" and not any(covers(n, value.spans[0]) for n in named):
            result.append(value)
    return result


def within(sentence: Sentence, found: list[FoundValue], taken: Spans) -> list[FoundValue]:
    """Those that stand in the sentence; no place inside a party's name (`taken`)."""
    return [
        value
        for value in found
        if overlaps(value.spans[0], (sentence.start, sentence.end))
        and not (value.field == "place" and any(covers(t, value.spans[0]) for t in taken))
    ]


def _gap(a: Span, b: Span) -> int:
    if overlaps(a, b):
        return 0
    return max(a[0], b[0]) - min(a[1], b[1])
