"""Where, in Korean: `find` and `parse_place`.

Names stand in a chain from large to small (`북한 양강도 혜산시`), with particles and qualifiers behind
(`혜산시 인근에서`, `양강도 국경지역`). Northern and southern spellings are one (`량강도`, `양강도`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from sacho.model.account import FoundValue
from sacho.model.values import Place, PlaceLevel
from sacho.read import places as shared
from sacho.read.analysis import Sentence
from sacho.read.counts import table
from sacho.read.gazetteer import Named, Row
from sacho.read.languages.ko.where.unlisted import unlisted

_WORDS = table("places_ko")
_NEAR = _WORDS["near"]
_AMBIGUOUS = frozenset(_WORDS["words"]["ambiguous"])
_NEVER = tuple(_WORDS["words"]["never"])
_ENDING = tuple(_WORDS["words"]["ending"])
_KNOWN = frozenset(_WORDS["known"]["cities"])
_NO_VILLAGE = frozenset(_WORDS["words"]["no_village"])
_SUFFIXES: dict[str, list[str]] = _WORDS["suffixes"]
_LEVEL_OF: dict[str, PlaceLevel] = {
    suffix: level for level, listed in _SUFFIXES.items() for suffix in listed
}  # type: ignore[misc]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_QUALIFIERS = _any(
    [*_NEAR["near"], *_NEAR["around"], *_NEAR["edge"], *_NEAR["border"], *_NEAR["plain"]]
)
_PARTICLE = rf"(?:{_any(_WORDS['particles']['listed'])})"
_TOKEN = re.compile(r"[가-힣]+(?:[·ㆍ][가-힣]+)*|[一-鿿]{2,}")
_AFTER_NAME = re.compile(rf"^(?:(?:{_QUALIFIERS})*{_PARTICLE}{{0,2}})?$")
_BORDER_FIRST = re.compile(
    r"(?:(?:북[·ㆍ]?중|조[·ㆍ]?중|중[·ㆍ]?조|북[·ㆍ]?러|조[·ㆍ]?러|중국과의|중국과 맞닿은|중국|북부)\s?)?(?:국경|접경)\s?"
    r"(?:지역|지대|연선|도시|일대)?(?:에 있는|에 위치한|과 가까운|과 인접한)?\s?(?:인근|근처|부근|일대)?(?:인|의|에|과|에서)?\s?$"
)
_BORDER_NAMED = re.compile(
    r"(?:(?:북[·ㆍ]?중|조[·ㆍ]?중|중[·ㆍ]?조|북[·ㆍ]?러|조[·ㆍ]?러)\s?(?:국경|접경)|북부\s국경)"
    r"(?:\s?(?:지역|지대|연선|일대))?"
)
_PRISON = re.compile(r"\s?(?:제?\d{1,9}호\s?)?(?:정치범수용소|수용소|교화소|관리소)")
_QUALIFIED = re.compile(rf"\s?(?P<words>{_QUALIFIERS})")
_DISTANCE = re.compile(
    r"(?:에서|으로부터|로부터)\s?(?:(?P<way>북동|북서|남동|남서|북|남|동|서)쪽으로\s?)?(?:약\s?)?"
    r"(?P<km>\d+(?:\.\d+)?)\s?(?:km|㎞|킬로미터|킬로|리)\s?(?:가량|정도|쯤)?\s?(?:떨어진|지점|거리)"
)
_WAYS = {"북": "north", "남": "south", "동": "east", "서": "west", "북동": "northeast",
         "북서": "northwest", "남동": "southeast", "남서": "southwest"}  # fmt: skip
_MARKED = re.compile(
    r"(?P<name>[가-힣]{2,5}(?:리|동|촌))\s?(?:마을|부락)|(?<![가-힣])(?P<other>[가-힣]{2,4})\s?(?:마을|부락)"
)


class _Chain(msgspec.Struct):
    """Names from large to small at `[start, end)` of the text; `rows` are those of the last."""

    start: int
    end: int
    names: list[str]
    rows: tuple[Named, ...]
    weight: float
    local: str = ""  # a village of the chain's place that no row names


def find(text: str, sentences: list[Sentence] | None = None) -> list[FoundValue]:
    """Places anywhere in the text, in order; a chain of names and its qualifier is one place."""
    found: list[FoundValue] = []
    end = 0
    for chain in _chains(text):
        start = _border_before(text, chain.start)
        stop = _qualifier_after(text, chain.end)
        if chain.weight < 2.0 or start < end:
            continue
        written = text[start:stop]
        place = parse_place(written)
        if place is not None:
            found.append(FoundValue("place", place, written, ((start, stop),)))
            end = stop
    taken = [value.spans[0] for value in found]
    for match in _BORDER_NAMED.finditer(text):
        span = match.span()
        place = parse_place(match[0])
        if place is not None and not any(s < span[1] and span[0] < e for s, e in taken):
            found.append(FoundValue("place", place, match[0], (span,)))
            taken.append(span)
    for match in _MARKED.finditer(text):
        span = match.span()
        common = match["other"] in _COMMON_BEFORE or _SUBJECT.search(match["other"] or "")
        if any(s < span[1] and span[0] < e for s, e in taken) or common:
            continue
        place = parse_place(match[0])
        if place is not None:
            found.append(FoundValue("place", place, match[0], (span,)))
    found += unlisted(text, sentences or [], [value.spans[0] for value in found])
    found.sort(key=lambda value: value.spans[0])
    return found


# 정부군이 마을에, 버렸다고 마을회의가
_SUBJECT = re.compile(
    r"(?<=[가-힣]{2})[이가은는을를의에도로과와서]$|(?:[다라냐자]고|다며|라며|면서|지만|에게|까지|부터|[에던온진한된난운큰린])$"
)
_COMMON_BEFORE = (
    "우리",
    "이웃",
    "국경",
    "농촌",
    "산골",
    "어촌",
    "작은",
    "시골",
    "한",
    "인근",
    "근처",
    "고향",
    "같은",
    "다른",
    "어느",
    "다음",
    "건너",
    "강변",
    "접경",
    "반대편",
    "건너편",
    "맞은편",
    "이튿날",
)


def _border_before(text: str, start: int) -> int:
    """Where `북·중 국경 인근` begins, when it stands before the name."""
    window = text[max(0, start - 24) : start]
    match = _BORDER_FIRST.search(window)
    return start - len(window) + match.start() if match and match[0].strip() else start


def _qualifier_after(text: str, end: int) -> int:
    """Past `인근`, `국경지역`, `에서 북쪽으로 20km 떨어진`."""
    distance = _DISTANCE.match(text[end:])
    if distance:
        return end + distance.end()
    stop = end
    for _ in range(3):
        match = _QUALIFIED.match(text[stop:])
        if not match:
            break
        stop += match.end()
    return stop


def _chains(text: str) -> Iterator[_Chain]:
    """Runs of names, each lying in the one before; a name that does not is a chain of its own."""
    chain: _Chain | None = None
    for match in _TOKEN.finditer(text):
        read = _name_in(match[0], chain is not None and _adjacent(text, chain.end, match.start()))
        if read is None:
            local = _local(match[0])
            if local and chain is not None and _adjacent(text, chain.end, match.start()):
                chain = msgspec.structs.replace(
                    chain, end=match.start() + len(local), local=local, weight=chain.weight + 1
                )
                continue
            if chain is not None and not _adjacent(text, chain.end, match.start()):
                yield chain
                chain = None
            continue
        name, rows, weight = read
        end = match.start() + len(name)
        if _PRISON.match(text[end : end + 12]):
            weight += 2.2
        if chain is not None and _adjacent(text, chain.end, match.start()):
            held = shared.within(rows, chain.rows)
            if held:
                chain = _Chain(chain.start, end, [*chain.names, name], rows, 5.0)
                continue
            local = _local(match[0])
            if local:
                chain = msgspec.structs.replace(
                    chain, end=match.start() + len(local), local=local, weight=chain.weight + 1
                )
                continue
        if chain is not None:
            yield chain
        chain = _Chain(match.start(), end, [name], rows, weight)
    if chain is not None:
        yield chain


_LOCAL = re.compile(rf"([가-힣]{{2,4}}(?:로동자구|노동자구|리|동|읍|면)){_PARTICLE}{{0,2}}$")


def _local(token: str) -> str:
    """`솔미리` in 회령시 솔미리에서: a village by its ending, unless it is an everyday word."""
    match = _LOCAL.match(token)
    return match[1] if match and match[1] not in _NO_VILLAGE else ""


def _adjacent(text: str, end: int, start: int) -> bool:
    return text[end:start] in (" ", "  ", "의 ", "", "(", ", ")


def _name_in(token: str, after_name: bool) -> tuple[str, tuple[Named, ...], float] | None:
    """The longest name at the beginning of a word whose rest is particles and qualifiers."""
    if any(token.startswith(word) for word in _NEVER):
        return None
    for length in range(min(len(token), 9), 1, -1):
        name, rest = token[:length], token[length:]
        if not _AFTER_NAME.match(rest):
            continue
        rows, suffixed = _rows(name)
        if rows:
            return name, rows, _weight(name, rows, rest, suffixed, after_name)
    return None


def _rows(name: str) -> tuple[tuple[Named, ...], bool]:
    """Rows under the name, or under it without 시, 군, 읍 …; whether it had such a suffix."""
    direct = shared.look_up(name, by_sound=False)
    suffix = _suffix(name)
    if direct:
        return direct, bool(suffix)
    if suffix and len(name) - len(suffix) >= 2:
        bare = shared.look_up(name[: -len(suffix)], by_sound=False)
        level = _LEVEL_OF[suffix]
        return tuple(n for n in bare if level == "settlement" or n.row.level != "country"), True
    return (), False


def _suffix(name: str) -> str:
    return next((s for s in sorted(_LEVEL_OF, key=len, reverse=True)
                 if name.endswith(s) and len(name) - len(s) >= 2), "")  # fmt: skip


def _weight(
    name: str, rows: tuple[Named, ...], rest: str, suffixed: bool, after_name: bool
) -> float:
    row = rows[0].row
    weight = 1.0
    if row.level in ("country", "region", "admin1"):
        weight += 3.0
    elif row.population >= 300_000:
        weight += 2.0
    elif row.population >= 30_000 or (row.country == "KP" and row.population > 0):
        weight += 1.2
    if suffixed and row.level not in ("country", "region"):
        weight += 1.2
    if re.match(rf"(?:{_QUALIFIERS})", rest) or rest.startswith(("에서", "주민", "소식통")):
        weight += 0.8
    if name in _AMBIGUOUS:
        weight -= 3.2 if row.level == "admin1" else 2.2
    if len(name) == 2 and row.population == 0 and row.level == "settlement":
        weight -= 2.0
    if not rows[0].main:
        weight -= 0.8
    abroad = row.country not in ("KP", "KR") and row.level in ("settlement", "admin2")
    if len(name) == 2 and abroad and not suffixed and name not in _KNOWN:
        weight -= 1.5
    return weight + (0.5 if after_name else 0.0)


def parse_place(words: str) -> Place | None:
    """Where the words say, with a radius; None where they name no place."""
    words = words.strip().strip(".,“”\"'‘’()")
    first, _, context = words.partition(" … ")
    border = bool(_BORDER_FIRST.match(_before_name(first))) or bool(
        re.search(rf"(?:{_any(_NEAR['border'])})", first)
    )
    chain = _last_chain(first)
    if chain is None:
        return _unlisted(first)
    rows = _in_context(chain, context)
    if chain.local:
        return shared.unlisted(chain.local, "settlement", rows[0])
    if border and rows[0].level == "admin1":
        near_border = _border_row(first)
        if near_border is not None and rows[0].strip is not None:
            return shared.along_border(rows[0], near_border)
    place = shared.as_place(rows)
    return _qualified(place, first[chain.end :])


def _before_name(words: str) -> str:
    match = _BORDER_FIRST.match(words + " ")
    return words if match else ""


def _border_row(words: str) -> Row | None:
    name = "북러 국경" if re.search(r"[북조][·ㆍ]?러", words) else "북중 국경"
    return next((n.row for n in shared.look_up(name, False) if n.row.level == "region"), None)


def _last_chain(words: str) -> _Chain | None:
    """The finest chain of the words: 북한 양강도 혜산시 tells 혜산."""
    whole = re.sub(rf"{_PARTICLE}$", "", words)
    for name in (words, whole):
        rows = shared.look_up(name, by_sound=False)
        if rows:
            return _Chain(0, len(name), [name], rows, 5.0)
    chains = list(_chains(words))
    if not chains:
        return None
    fine = [c for c in chains if c.rows[0].row.level not in ("country", "region")]
    return (fine or chains)[-1]


def _in_context(chain: _Chain, context: str) -> list[Row]:
    """The rows of the last name, those that lie in the names before it first."""
    rows = [n.row for n in chain.rows]
    for whole in [*([context] if context else []), *chain.names[:-1]]:
        held = [row for row, _ in shared.within(chain.rows, _rows(whole)[0])]
        if held:
            rows = list({row.id: row for row in [*held, *rows]}.values())
    suffix = _suffix(chain.names[-1])
    if suffix:
        rows.sort(key=lambda row: row.level != _LEVEL_OF[suffix])
    return rows


def _qualified(place: Place, after: str) -> Place:
    distance = _DISTANCE.match(after)
    if distance:
        km = float(distance["km"]) * (0.4 if "리" in distance[0][:-2] and "킬로" not in distance[0]
                                      and "km" not in distance[0] else 1.0)  # fmt: skip
        return shared.moved(place, km, _WAYS.get(distance["way"] or "", ""))
    words = _QUALIFIED.match(after)
    if not words:
        return place
    if words["words"] in _NEAR["near"]:
        return shared.near(place)
    if words["words"] in _NEAR["edge"]:
        return shared.widened(place, 8.0)
    if words["words"] in _NEAR["around"]:
        return shared.widened(place, 5.0)
    return place


def _unlisted(words: str) -> Place | None:
    """`솔미리 마을`: a village that no row names keeps its name and its level."""
    match = _MARKED.search(words)
    if match and not (match["other"] in _COMMON_BEFORE or _SUBJECT.search(match["other"] or "")):
        return shared.unlisted(match["name"] or match[0], "settlement")
    named = re.fullmatch(
        r"([가-힣]{2,5}(?:시|군|읍|리|동|현|구역|면|도|성))(?:에서|에|의|으로)?", words
    )
    if named and len(named[1]) >= 3:
        return shared.unlisted(named[1], _LEVEL_OF.get(_suffix(named[1]), "settlement"))
    return None
