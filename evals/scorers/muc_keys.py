"""The raw MUC-4 keys: one line of a slot -> a fill with its alternatives.

    ? "A" / "B"                    optional; either string will do
    DEATH: "PRIESTS" / "JESUITS"   a code, about what these strings name
    - 04 FEB 90                    on or before that day
    PERU: LIMA (CITY)              places from the country down

`null` is an empty slot and `"*"` one that does not apply: both want nothing.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from evals.scorers.ceaf import normalise

SLOTS: dict[str, str] = {
    "incident_date": "date",
    "incident_location": "place",
    "incident_type": "code",
    "incident_stage_of_execution": "code",
    "incident_instrument_id": "string",
    "incident_instrument_type": "code",
    "perp_incident_category": "code",
    "perp_individual_id": "string",
    "perp_organization_id": "string",
    "perp_organization_confidence": "code",
    "phys_tgt_id": "string",
    "phys_tgt_type": "code",
    "phys_tgt_number": "code",
    "phys_tgt_foreign_nation": "code",
    "phys_tgt_effect_of_incident": "code",
    "phys_tgt_total_number": "code",
    "hum_tgt_name": "string",
    "hum_tgt_description": "string",
    "hum_tgt_type": "code",
    "hum_tgt_number": "code",
    "hum_tgt_foreign_nation": "code",
    "hum_tgt_effect_of_incident": "code",
    "hum_tgt_total_number": "code",
}
"""The slots that are filled: the other two of the 24 name the message and the template."""

_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\d|$)")
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})")


class Fill(msgspec.Struct, frozen=True):
    """What a slot holds: any one of `values`, about any one of the strings of `about`.

    `values` are normalised strings; a place is its parts joined by ": ", a date is two ISO days
    joined by "/", either of which may be empty.
    """

    values: tuple[str, ...]
    about: tuple[str, ...] = ()
    optional: bool = False


Slots = dict[str, tuple[Fill, ...]]


class Key(msgspec.Struct, frozen=True):
    """One template of a key or a response. `optional` ones cost nothing when not given."""

    slots: Slots
    optional: bool = False

    def of(self, slot: str) -> tuple[Fill, ...]:
        """The fills of a slot; none where it has none."""
        return self.slots.get(slot, ())


def key_of(raw: dict[str, Any]) -> Key:
    """A raw template. Slots that it lacks are empty, and slots that nobody knows are ignored."""
    slots: Slots = {}
    for slot, form in SLOTS.items():
        lines = raw.get(slot)
        if not isinstance(lines, list):
            continue
        fills = [fill_of(line, form) for line in lines if isinstance(line, str)]
        slots[slot] = tuple(fill for fill in fills if fill.values)
    numbers = raw.get("message_template")
    marked = isinstance(numbers, list) and any("OPTIONAL" in str(number) for number in numbers)
    return Key(slots, marked)


def fill_of(line: str, form: str) -> Fill:
    """One line of a slot whose form is string, code, place or date."""
    bare = line.replace("(OPTIONAL)", " ").strip()
    optional = bare != line.strip() or bare.startswith("?")
    bare = bare.lstrip("? ").strip()
    if form == "date":
        return Fill(tuple(filter(None, map(_interval, _cut(bare, "/")))), (), optional)
    if form == "place":
        return Fill(tuple(filter(None, map(_parts, _cut(bare, "/")))), (), optional)
    head, *rest = _cut(bare, ":")
    values = [_unquoted(one) for one in _cut(head, "/")]
    codes = tuple(map(code, values)) if form == "code" else tuple(map(normalise, values))
    about = tuple(normalise(_unquoted(one)) for one in _cut(rest[0], "/")) if rest else ()
    return Fill(tuple(filter(None, codes)), tuple(filter(None, about)), optional)


def code(words: str) -> str:
    """A code in one writing: lower case, and "3-4" and "3-" told apart from "34" and "3"."""
    return normalise(_RANGE.sub(" to ", words).replace("-", " "))


def _unquoted(words: str) -> str:
    bare = words.strip().strip("()").strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        bare = bare[1:-1]
    return bare.replace('\\"', '"')


def _cut(words: str, mark: str) -> list[str]:
    """Split at `mark` outside quotes; a quote inside a string is written with a backslash."""
    pieces, start, quoted = [], 0, False
    for position, letter in enumerate(words):
        if letter == '"' and words[position - 1 : position] != "\\":
            quoted = not quoted
        elif letter == mark and not quoted:
            pieces.append(words[start:position])
            start = position + 1
    return [*pieces, words[start:]]


def _parts(words: str) -> str:
    """A place from the country down, without what each part is: "peru: lima"."""
    bare = re.sub(r"(?<=[^\s(])\s*\([^()]*\)", " ", words.strip())
    parts = [normalise(part) for part in bare.strip("() ").split(":")]
    return ": ".join(filter(None, parts))


def _interval(words: str) -> str:
    """`04 FEB 90` is that day; `- 04 FEB 90` has no first day; "" where there is no date."""
    days = [
        f"19{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}"
        for day, month, year in _DAY.findall(words)
        if month in _MONTHS
    ]
    if not days:
        return ""
    if len(days) > 1:
        return f"{days[0]}/{days[1]}"
    bare = words.strip("() ")
    if bare.startswith("-"):
        return f"/{days[0]}"
    return f"{days[0]}/" if bare.endswith("-") else f"{days[0]}/{days[0]}"
