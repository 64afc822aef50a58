"""Which of several places of one name a text means, by the other places it names.

The proof stays in words: the name is given the words elsewhere that tell which, as an anchor, and
`parse_place` reads both together. A name without such words keeps its most prominent place first.
"""

from __future__ import annotations

from collections import Counter

from sacho.model.span import Span
from sacho.read import places as shared
from sacho.read.counts import table
from sacho.read.gazetteer import Row
from sacho.read.languages.en.where.names import Mention

_STATES: dict[str, str] = table("places_en")["states"]
_COARSE = ("country", "admin1")
_SIZE_ABOVE = {"admin1": 400, "country": 40}


def anchor(found: list[Mention]) -> None:
    """Gives ambiguous mentions the words of the country, state or town that tells which is meant."""
    for mention in found:
        _anchor_coarse(mention, found)
    wholes, votes = _wholes(found)
    if not wholes:
        return
    ranked = sorted(wholes, key=lambda w: (w[0].level != "admin1", -votes[w[0].id], w[1]))
    for mention in found:
        if mention.whole or mention.anchor or len(mention.rows) < 2:
            continue
        first = mention.rows[0].row
        if first.level in ("country", "region", "admin1") or any(
            shared.lies_in(first, row) for row, _ in wholes
        ):
            first_state = first.admin1_code and any(
                row.level == "admin1" and not shared.lies_in(first, row)
                and votes[row.id] > 1 for row, _ in wholes
            )  # fmt: skip
            if not first_state or any(
                row.level == "admin1" and shared.lies_in(first, row) for row, _ in wholes
            ):
                continue
        _anchor_fine(mention, first, ranked)


def _anchor_fine(mention: Mention, first: Row, ranked: list[tuple[Row, Span]]) -> None:
    for row, span in ranked:
        held = [n.row for n in mention.rows if n.main and shared.lies_in(n.row, row)]
        if (held and held[0].id == first.id) or row.name == mention.name:
            return
        if held and held[0].population * _SIZE_ABOVE[row.level] >= first.population:
            mention.anchor = span
            return


def _anchor_coarse(mention: Mention, found: list[Mention]) -> None:
    """`Georgia` beside Atlanta is the state: a town that lies in one reading only tells which."""
    if len(mention.rows) < 2 or mention.rows[0].row.level not in _COARSE or mention.whole:
        return
    readings = [n.row for n in mention.rows if n.row.level in _COARSE and n.main][:3]
    if len(readings) < 2:
        return
    votes: Counter[str] = Counter()
    words: dict[str, Span] = {}
    for other in found:
        if not other.rows or other.name == mention.name:
            continue
        towns = [other.rows[0].row] if other.rows[0].row.level != "country" else []
        for reading in readings:
            if any(shared.lies_in(town, reading) for town in towns):
                votes[reading.id] += 1
                words.setdefault(reading.id, (other.start, other.end))
    best = votes.most_common(1)
    if best and best[0][0] != readings[0].id and best[0][1] > votes[readings[0].id]:
        mention.anchor = words[best[0][0]]
        chosen = next(row for row in readings if row.id == best[0][0])
        mention.rows = tuple(sorted(mention.rows, key=lambda n: n.row.id != chosen.id))


def _wholes(found: list[Mention]) -> tuple[list[tuple[Row, Span]], Counter[str]]:
    """The countries and states that the text names, with their words, and how often."""
    wholes: list[tuple[Row, Span]] = []
    votes: Counter[str] = Counter()
    for mention in found:
        rows: list[Row] = []
        if mention.rows and mention.rows[0].row.level in _COARSE:
            rows = [mention.rows[0].row]
        elif mention.whole:
            name = _STATES.get(mention.whole.replace(".", ""), mention.whole)
            rows = [n.row for n in shared.look_up(name) if n.row.level in _COARSE][:1]
        for row in rows:
            wholes.append((row, mention.anchor or (mention.start, mention.end)))
            votes[row.id] += 1
    return wholes, votes
