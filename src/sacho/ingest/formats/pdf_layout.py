"""From lines with places to paragraphs: columns, page edges, broken words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import msgspec

from sacho.ingest.draft import Block
from sacho.ingest.lines import Joiner, starts_within_word

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\A[-–—|\s]*+(?:(?:page|p\.|쪽|페이지)\s*+)?\d{1,4}\s*+(?:(?:of|/)\s*+\d{1,4}\s*+)?"
    r"(?:쪽|페이지)?[-–—|\s]*+",
    re.I,
)
_ENDS = re.compile(r"[.!?。:][\"'”’)\]]*$")
_HANGUL_END = re.compile(r"[가-힣]$")
_BULLET = re.compile(r"(?:[-*•·▲△■□○●◇◆※▶]|\d{1,3}[.)])\s")
# A line that ends this share of its column before the edge does not fill it.
_SHORT = 0.12
_EDGE_LINES = 2
_GAP = 1.6


class Line(msgspec.Struct, frozen=True):
    """A line and its place in points from the lower left corner of the page.

    `spaced` and `led`: the producer left a space at its end or its start, so a word is over there.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool = False
    led: bool = False


def rebuild(pages: list[list[Line]]) -> list[Block]:
    """The paragraphs of all pages in order; page heads, feet and numbers marked, at the end."""
    edges = _edges(pages)
    furniture: dict[str, str] = {}
    told: list[list[Line]] = []
    for lines in pages:
        kept: list[Line] = []
        at_edge = _edge_lines(lines)
        for line in _ordered(lines):
            if (_key(line) in edges and line in at_edge) or _is_number(line, lines):
                furniture.setdefault(_key(line), line.text)
            else:
                kept.append(line)
        told.append(kept)
    groups = _grouped(told)
    everything = [line.text for group in groups for line in group]
    joiner = Joiner(everything, breaks_words=_breaks_words(groups))
    spaces = _keeps_spaces(groups)
    blocks = [Block(_joined(group, joiner, spaces)) for group in groups]
    return blocks + [Block(text, furniture=True) for text in furniture.values()]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _by_height(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: -line.baseline)


def _edge_lines(lines: list[Line]) -> list[Line]:
    """One or two lines at the top and the bottom that a gap parts from the rest of the page."""
    down = _by_height(lines)
    out: list[Line] = []
    for ordered in (down, down[::-1]):
        for count in range(min(_EDGE_LINES, len(ordered) - 1), 0, -1):
            gap = abs(ordered[count - 1].baseline - ordered[count].baseline)
            if gap > _GAP * max(ordered[count - 1].size, ordered[count].size):
                out += ordered[:count]
                break
    return out


def _is_number(line: Line, lines: list[Line]) -> bool:
    down = _by_height(lines)
    return line in (down[0], down[-1]) and _PAGE_NUMBER.fullmatch(line.text) is not None


def _edges(pages: list[list[Line]]) -> set[str]:
    """What stands, but for its numbers, at one height at the edge of at least two pages in five."""
    seen: Counter[str] = Counter()
    heights: dict[str, set[int]] = {}
    for lines in pages:
        for key, height in {(_key(line), round(line.baseline)) for line in _edge_lines(lines)}:
            seen[key] += 1
            heights.setdefault(key, set()).add(height)
    enough = max(2, len(pages) * 0.4)
    return {key for key, count in seen.items() if count >= enough and len(heights[key]) <= 2}


def _ordered(lines: list[Line]) -> list[Line]:
    """The producer's order, unless it jumps up the page more often than columns would."""
    jumps = sum(
        1 for a, b in pairwise(lines)
        if b.baseline > a.baseline + 2 and b.left < a.right
    )  # fmt: skip
    if jumps <= max(2, len(lines) * 0.1):
        return lines
    return sorted(lines, key=lambda line: (_column(line, lines), -round(line.baseline), line.left))


def _column(line: Line, lines: list[Line]) -> int:
    """0 or 1: which side of a gutter that no line crosses; 0 where there is none."""
    low, high = min(each.left for each in lines), max(each.right for each in lines)
    middle = (low + high) / 2
    crossing = sum(1 for each in lines if each.left < middle - 5 and each.right > middle + 5)
    if crossing > len(lines) * 0.1:
        return 0
    return 0 if line.left < middle else 1


def _grouped(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of each paragraph; one may run on over a column or a page."""
    groups: list[list[Line]] = []
    last: Line | None = None
    for lines in pages:
        leading = _leading(lines)
        edge = _right_edges(lines)
        for line in lines:
            # The first line of a page is measured against the page before: its column is gone.
            if last is None or _starts(last, line, leading, edge):
                groups.append([line])
            else:
                groups[-1].append(line)
            last = line
            edge.setdefault(round(line.left / 20), line.right)
    return groups


def _leading(lines: list[Line]) -> float:
    """The distance between two lines of a paragraph on this page: the smallest that returns."""
    steps = Counter(
        round(a.baseline - b.baseline, 1)
        for a, b in pairwise(lines)
        if 0.8 * a.size < a.baseline - b.baseline < 5 * a.size
    )
    return min((step for step, count in steps.items() if count > 1), default=min(steps, default=0))


def _right_edges(lines: list[Line]) -> dict[int, float]:
    """The right edge of each column, by its left edge in steps of 20 points."""
    edges: dict[int, float] = {}
    for line in lines:
        key = round(line.left / 20)
        edges[key] = max(edges.get(key, 0.0), line.right)
    return edges


def _starts(last: Line, line: Line, leading: float, edges: dict[int, float]) -> bool:
    """Whether `line` starts a paragraph after `last`."""
    if abs(line.size - last.size) > 0.1 * max(line.size, last.size) or _BULLET.match(line.text):
        return True
    step = last.baseline - line.baseline
    edge = edges.get(round(last.left / 20), last.right)
    short = last.right < edge - _SHORT * max(1.0, edge - last.left)
    ended = _ENDS.search(last.text) is not None
    if step < 0 or step > 12 * line.size:
        # A new column or page: an unended line runs on.
        return ended or short
    if leading and step > leading * 1.25:
        return ended or short or step > leading * 1.8
    if step < 1:
        return False
    indented = line.left > last.left + 0.8 * line.size
    return (short and (ended or last.right < edge * 0.7)) or (ended and indented)


def _korean_seams(groups: list[list[Line]]) -> list[tuple[Line, Line]]:
    return [
        (a, b) for group in groups for a, b in pairwise(group)
        if _HANGUL_END.search(a.text) and _HANGUL_END.match(b.text[:1])
    ]  # fmt: skip


def _keeps_spaces(groups: list[list[Line]]) -> bool:
    """Whether the producer writes the spaces at line ends, so that their lack tells as well."""
    return sum(1 for a, b in _korean_seams(groups) if a.spaced or b.led) >= 2


def _breaks_words(groups: list[list[Line]]) -> bool:
    """Whether the document breaks Korean lines at any letter, by the words that it has elsewhere."""
    inner = {word for group in groups for line in group for word in line.text.split()[1:-1]}
    joined = apart = 0
    for a, b in _korean_seams(groups):
        last, first = a.text.split()[-1], b.text.split()[0]
        within = starts_within_word(b.text)
        joined += within or (last + first in inner and last not in inner)
        apart += not within and (last in inner or first in inner)
    return joined >= 2 and joined >= apart * 0.3


def _joined(group: list[Line], joiner: Joiner, keeps_spaces: bool) -> str:
    seen = [a.spaced or b.led for a, b in pairwise(group)] if keeps_spaces else []
    return joiner.join([line.text for line in group], seen)
