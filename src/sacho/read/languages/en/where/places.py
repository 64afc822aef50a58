"""Where, in English: `find` and `parse_place`.

`parse_place` reads what stands around a name: `near X`, `20 km north of X`, `the village of X`,
`X, Y Province`, `along the … border in X`. Context told elsewhere in the text joins the words
after a sign of omission: `Alexandria … Louisiana` is the one in Louisiana.
"""

from __future__ import annotations

import re

import msgspec

from sacho.model.account import FoundValue
from sacho.model.values import Place, PlaceLevel
from sacho.read import places as shared
from sacho.read.analysis import Sentence
from sacho.read.counts import table
from sacho.read.gazetteer import Named, Row
from sacho.read.languages.en.how_many.numerals import pieces, read_number
from sacho.read.languages.en.where import context as place_context
from sacho.read.languages.en.where import marks as place_marks
from sacho.read.languages.en.where import names as place_names
from sacho.read.languages.en.where.unlisted import unlisted

_WORDS = table("places_en")
_KINDS: dict[str, PlaceLevel] = _WORDS["kinds"]
_STATES: dict[str, str] = _WORDS["states"]
_DIRECTIONS = "|".join(sorted(_WORDS["near"]["directions"], key=len, reverse=True))
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_NEAR = "|".join(map(re.escape, sorted(_WORDS["near"]["words"], key=len, reverse=True)))
_EDGE = "|".join(map(re.escape, sorted(_WORDS["near"]["outskirts"], key=len, reverse=True)))

_LEAD = re.compile(
    r"^(?:(?:somewhere|elsewhere|back|just|right)\s+)?(?:in|at|from|inside|within|across|through|"
    r"throughout|into|to|of|over|on|the|towards?|and)\s+", re.IGNORECASE
)  # fmt: skip
_NEAR_LEAD = re.compile(
    rf"^(?:(?:an?|the)\s+(?:area|place|spot|point|site)\s+)?(?P<near>{_NEAR})\s+", re.I
)
_EDGE_LEAD = re.compile(rf"^(?P<edge>{_EDGE})\s+", re.I)
_DISTANCE = re.compile(
    r"^(?:(?:about|some|around|roughly|approximately|nearly)\s+)?(?P<number>[\w.,\- ]{1,24}?)[\s-]?"
    r"(?P<unit>km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?)\s+(?:\([^)]*\)\s+)?"
    rf"(?:(?:to the\s+)?(?P<way>{_DIRECTIONS})\s+(?:of|from)|away from|from|outside|off)\s+", re.I
)  # fmt: skip
_SIDE = re.compile(
    rf"^(?:the\s+)?(?:{_DIRECTIONS})(?:\s+(?:part|parts|outskirts|side|edge)\s+of)?[\s-]+(?=[A-Z])"
)
_OF_KIND = re.compile(
    rf"^(?:(?:[Aa]n?|[Tt]he|its|their|this)\s+)?(?P<lead>(?:[\w’'-]+\s+){{0,4}}?)(?P<kind>{_KIND})"
    r"(?:\s+(?:of|called|named|known as))?\s+(?=[A-Z“\"])(?P<rest>.+)$", re.S
)  # fmt: skip
_TRAIL = re.compile(
    r"(?<!\s)\s++(?:" + "|".join(sorted(_WORDS["near"]["trailing"], key=len, reverse=True)) + r")$"
)
_BORDER_IN = re.compile(
    r"^(?:(?:near|along|close to|at|on|by|across|around)\s+)?(?:an? \w+ (?:near|along)\s+)?(?P<border>.*?\bborder(?:\s+(?:area|region|zone|with\s+\w+))?)"
    r"\s*(?:,|in|of|within|inside|areas? of)\s+(?P<rest>.+)$", re.I | re.S
)  # fmt: skip
_TERRITORY = re.compile(
    r"^(?P<whose>[A-Z]\w+(?: [A-Z]\w+)?) (?:territory|soil|side|waters|airspace|mainland)$"
)
_BORDER_OF = re.compile(
    r"^(?:(?:the|a|an)\s+)?border(?:ing)?\s+(?:areas?|regions?|city|cities|towns?|county|counties|villages?)"
    r"\s+(?:of|near|around|in|like|such as)\s+", re.I
)  # fmt: skip
_CAPITAL = re.compile(r"[A-ZÀ-ÞŌŎŬŪĀ]")
_NAME = re.compile(r"^[^\W\d_][\w’'.\-– ]*$")


class _Told(msgspec.Struct):
    """What the words around a name tell."""

    name: str
    near: bool = False
    edge: bool = False
    km: float | None = None
    way: str = ""
    kind: str = ""
    border: Row | None = None
    marked: bool = False


def find(text: str, sentences: list[Sentence] | None = None) -> list[FoundValue]:
    """Places anywhere in the text, in order, with what is told around the name.

    A span is the name with its qualifier and the larger place told beside it. Where only a place
    named elsewhere in the text tells which of several is meant, its words are a further span.
    """
    found: list[FoundValue] = []
    mentions = place_names.mentions(text)
    lines = place_marks.borders(text, mentions)
    mentions = [m for m in mentions if not any(b.start < m.end and m.start < b.end for b in lines)]
    mentions.extend(lines)
    mentions.extend(place_marks.marked(text, mentions))
    mentions.extend(unlisted(text, mentions))
    mentions = [m for m in mentions if not any(_holds(other, m) for other in mentions)]
    mentions.sort(key=lambda mention: mention.start)
    place_context.anchor(mentions)
    for mention in mentions:
        spans = ((mention.start, mention.end),)
        written = text[mention.start : mention.end]
        place = parse_place(written)
        if mention.anchor is not None and place is not None:
            anchored = f"{written} … {text[mention.anchor[0] : mention.anchor[1]]}"
            other = parse_place(anchored)
            if other is not None and other.gazetteer_id != place.gazetteer_id:
                place, written, spans = other, anchored, (*spans, mention.anchor)
        if place is not None:
            found.append(FoundValue("place", place, written, spans))
    return found


def _holds(outer: place_names.Mention, inner: place_names.Mention) -> bool:
    """A border's two sides stand inside the mention of the province along it."""
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def parse_place(words: str) -> Place | None:
    """Where the words say, with a radius; None where they name no place."""
    first, _, context = words.strip().strip('.,;:“”"()[]').partition(" … ")
    told = _Told(first.strip())
    border_in = _BORDER_IN.match(first)
    if border_in:
        told = _Told(border_in["rest"].strip(), border=_region(border_in["border"]), near=True)
    elif _BORDER_ALONE.match(first) and (border := _named_border(first)) is not None:
        return shared.as_place([border])
    told = _stripped(told)
    if not told.name or not _CAPITAL.search(told.name):
        return None
    return _resolved(told, context)


_BORDER_ALONE = re.compile(
    r"^(?:(?:near|along|at|on|by)\s+)?(?:the\s+)?(?:entire\s+|whole\s+)?[A-Z].*\bborder"
    r"(?:\s+(?:area|region|zone)s?)?$"
)


def _named_border(words: str) -> Row | None:
    """The border that the words name by its two sides."""
    bare = re.sub(r"^(?:.*\b(?:the|entire|whole|near|along)\s+)", "", words)
    bare = re.sub(r"\s+(?:area|region|zone)s?$", "", bare)
    rows = [n.row for n in shared.look_up(bare, by_sound=False) if n.row.level == "region"]
    return rows[0] if rows else None


def _region(words: str) -> Row | None:
    """The border that the words name; without a name of its own, the Chinese or Russian one of
    North Korea: it is used only with a province that has a strip along it."""
    bare = re.sub(r"^(?:.*\s)?(?:the|their|its)\s+", "", words.strip(), count=1, flags=re.I)
    bare = re.sub(r"\s+(?:area|region|zone)s?$", "", bare)
    other = "Russo-North Korean border" if "russia" in words.lower() else "China-North Korea border"
    for named in (*shared.look_up(bare, by_sound=False), *shared.look_up(other, by_sound=False)):
        if named.row.level == "region":
            return named.row
    return None


def _stripped(told: _Told) -> _Told:
    """Takes the qualifiers off the name, from the outside in."""
    for _ in range(6):
        name = told.name
        territory, border_of = _TERRITORY.match(name), _BORDER_OF.match(name)
        if territory and (country := place_names.country_of(territory["whose"])):
            told.name = country
            break
        if border_of:
            told.name = name[border_of.end() :]
            continue
        distance = _DISTANCE.match(name)
        edge, close = _EDGE_LEAD.match(name), _NEAR_LEAD.match(name)
        if distance and told.km is None:
            km = _kilometres(distance["number"], distance["unit"])
            if km is not None:
                told.km, told.way = km, (distance["way"] or "").lower()
                told.name = name[distance.end() :]
        elif edge:
            told.edge, told.name = True, name[edge.end() :]
        elif close:
            told.near, told.name = True, name[close.end() :]
        elif (side := _SIDE.match(name)) and not shared.look_up(name.split(",")[0], by_sound=False):
            told.name = name[side.end() :]
        elif (kind := _OF_KIND.match(name)) and not shared.look_up(_until_comma(name), False):
            told.kind, told.marked = kind["kind"].lower(), True
            told.name = _with_origin(kind["lead"], kind["rest"])
        elif lead := _LEAD.match(name):
            if shared.look_up(_until_comma(name), by_sound=False) and name[0].isupper():
                break
            told.name = name[lead.end() :]
        else:
            trail = _TRAIL.search(name)
            if trail and not shared.look_up(name, by_sound=False):
                told.name, told.near = name[: trail.start()], told.near or "border" in trail[0]
                told.edge = told.edge or "outskirts" in trail[0]
            else:
                break
    return told


def _until_comma(name: str) -> str:
    return name.split(",")[0]


def _with_origin(lead: str, rest: str) -> str:
    """`the North Korean city of X`: the country told by the adjective goes after the name."""
    country = place_names.country_of(lead)
    return f"{rest}, {country}" if country and "," not in rest else rest


def _kilometres(number: str, unit: str) -> float | None:
    line = pieces(number.strip())
    read = read_number(line, 0) if line else None
    if read is None:
        return 1.0 if number.strip() in ("a", "one") else None
    unit = unit.lower()
    factor = 1.609 if unit.startswith("mile") else 0.001 if unit[0] == "m" else 1.0
    return float(read[0]) * factor


def _resolved(told: _Told, context: str) -> Place | None:
    """The place by its name and by the larger places told beside it."""
    name, wholes = _parts(told.name)
    rows = named_rows(name, told.kind)
    outer = [n for whole in [*wholes, *([context] if context else [])] for n in outer_rows(whole)]
    place = _chosen(name, rows, outer, told)
    if place is None:
        return None
    if told.km is not None:
        place = shared.moved(place, told.km, told.way)
    elif told.edge:
        place = shared.widened(place, 8.0)
    elif told.near:
        place = shared.near(place)
    return place


def _chosen(name: str, rows: list[Named], outer: list[Named], told: _Told) -> Place | None:
    inside = [row for row, _ in shared.within(rows, outer)]
    if not inside and outer:  # "Georgia … Atlanta": what the other place lies in
        inside = [whole for _, whole in shared.within(outer[:1], rows)]
    if inside:
        first = _unique(inside)
        ordered = first + [n.row for n in rows if n.row not in first]
    else:
        ordered = [n.row for n in rows]
        if (
            outer
            and not any(n.row.id == outer[0].row.id for n in rows)
            and not _same_state(rows, outer)
        ):
            ordered = []  # "X, Y" where no X lies in Y: a place that no row names
    strip = ordered[0].strip if ordered else None
    if strip and told.border is not None and ordered[0].level == "admin1":
        told.near = False
        return shared.along_border(ordered[0], told.border)
    if ordered:
        return shared.as_place(ordered)
    return _unlisted(name, outer, told)


def _same_state(rows: list[Named], outer: list[Named]) -> bool:
    """`Ankang, Shaanxi`: the row may carry an older code of its province; the state is enough."""
    return bool(rows) and any(n.row.country == rows[0].row.country for n in outer)


def _unique(rows: list[Row]) -> list[Row]:
    return list({row.id: row for row in rows}.values())


def _unlisted(name: str, outer: list[Named], told: _Told) -> Place | None:
    """A place told by its words alone: never dropped, never given degrees."""
    bare, kind = _split_kind(name)
    if not _NAME.match(bare) or not _CAPITAL.match(bare[0]) or place_names.is_no_place(bare):
        return None
    level = _KINDS.get(told.kind or kind, "settlement")
    return shared.unlisted(name, level, outer[0].row if outer else None)


def _split_kind(name: str) -> tuple[str, str]:
    """`Xyz County` is a county called Xyz."""
    words = name.split()
    if len(words) > 1 and words[-1].lower() in _KINDS:
        return " ".join(words[:-1]), words[-1].lower()
    return name, ""


def _parts(name: str) -> tuple[str, list[str]]:
    """`A, B and C` as A and what it lies in; also `A in B` and `A (B)`."""
    name = re.sub(r"[’']s\s+", "|", name) if re.match(r"^[A-Z][\w. ]+[’']s\s+[A-Z]", name) else name
    if "|" in name:
        whole, part = name.split("|", 1)
        return part.strip(), [whole.strip()]
    pieces_of = re.split(
        r"\s*,\s*|\s+\(|\s+in\s+|\s+of\s+(?=[A-Z].*(?:Province|County|State)\b)", name.strip(" )")
    )
    return pieces_of[0].strip(), [p.strip(" .)") for p in pieces_of[1:] if p.strip(" .)")]


def outer_rows(name: str) -> list[Named]:
    """What a larger place can be: states by their abbreviation too; the fine ones come last."""
    name = re.sub(r"^(?:the|in|of)\s+", "", name.strip())
    name = re.split(r"\s*,\s*", name)[0]
    name = _STATES.get(name.replace(".", ""), name)
    found = named_rows(name, "")
    coarse = [n for n in found if n.row.level in ("country", "admin1", "admin2", "region")]
    return coarse or found[:1]


def named_rows(name: str, kind: str) -> list[Named]:
    """Rows under a name, under the name without its kind, or under both of them together."""
    name = re.sub(r"^(?:the|The)\s+", "", name)
    found = list(shared.look_up(name, by_sound=False))
    level = _KINDS.get(kind)
    if kind and (level == "admin2" or not found):
        found = [*shared.look_up(f"{name} {kind}", by_sound=False), *found]
    if not found:
        bare, told = _split_kind(name)
        listed = [
            n for n in shared.look_up(bare) if n.main or not told or n.row.country in ("KP", "KR")
        ]
        wanted = _KINDS.get(told)
        same = [n for n in listed if n.row.level == wanted]
        found = same or [n for n in listed if not told or wanted != "admin1"]
        if not told:
            found = list(listed)
    if level and level != "region":
        found.sort(key=lambda n: n.row.level != level)
    return found
