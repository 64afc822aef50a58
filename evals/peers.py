"""Peers measured in the same run: what a simpler tool reaches on the same records.

They read the text themselves (no adapter stands between) and are scored by the same scorers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from evals import airwars, muc4, polnear, recognizers
from evals.adapters.polnear import Attributed
from evals.adapters.recognizers import Found
from evals.data import Record, worded
from evals.scorers.ceaf import Template, ree


class Peer(msgspec.Struct, frozen=True):
    """What `system` reaches on the main metric of a benchmark, on these very records."""

    benchmark: str
    system: str
    value: float


def measured(name: str, records: list[Record]) -> list[Peer]:
    """The peers of a benchmark; none where there is none or its library is not installed."""
    peers = _PEERS.get(name, {})
    results: list[Peer] = []
    for system, value_of in peers.items():
        try:
            results.append(Peer(name, system, value_of(records)))
        except ImportError:
            continue
    return results


def _one_attack(records: list[Record]) -> float:
    """Every text has one attack of which nothing is known."""
    pairs = [([Template("attack", {})], muc4.gold_templates(record)) for record in records]
    return ree(pairs)["micro"].f1


_TO_TWELVE = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(_TO_TWELVE)}
_DEAD = re.compile(
    r"\b(\d+|" + "|".join(_NUMBERS) + r")\b(?=(?:\s+\S+){0,3}?\s+(?:killed|dead|died|martyr))",
    re.IGNORECASE,
)


def _numbers_before_killed(records: list[Record]) -> float:
    """The smallest and the largest number that stands before "killed", "dead" or "died"."""
    hits = wanted = 0
    for record in records:
        bounds = airwars.gold(record, "killed")
        if bounds is None:
            continue
        wanted += 1
        told = [m[1].lower() for m in _DEAD.finditer(airwars.text(record))]
        numbers = [_NUMBERS[one] if one in _NUMBERS else int(one) for one in told]
        hits += bool(numbers) and (min(numbers), max(numbers)) == bounds
    return hits / wanted if wanted else 0.0


_QUOTED = re.compile(
    r"[“\"](?P<content>[^”\"]+?),?[”\"],?\s+(?P<source>(?:[A-Z][\w.’'-]+\s){1,4}|he |she )"
    r"(?P<cue>said|told|wrote|added)\b"
)


def _quotes_and_said(records: list[Record]) -> float:
    """A quotation followed by a name and "said"."""
    listed: list[list[Attributed]] = []
    for record in records:
        found = [
            [frozenset({_trimmed(match, part)}) for part in ("source", "cue", "content")]
            for match in _QUOTED.finditer(polnear.text(record))
        ]
        listed.append([Attributed(*spans) for spans in found])
    return polnear.mean_f1(polnear.tallied(records, listed))


def _trimmed(match: re.Match[str], part: str) -> tuple[int, int]:
    start, end = match.span(part)
    return start, start + len(match[part].rstrip()) if end > start else end


def _dateparser(language: str) -> Callable[[list[Record]], float]:
    def value_of(records: list[Record]) -> float:
        from dateparser.search import search_dates  # a library of ours depends on it

        return recognizers.hits(
            records, [_dates(search_dates, language, record) for record in records]
        )

    return value_of


def _dates(search: Any, language: str, record: Record) -> list[Found]:
    """Each date found, as a day or as a moment; the words are looked up in order."""
    words, reference = recognizers.text(record), worded(record, "reference_datetime")
    settings = {"RELATIVE_BASE": datetime.fromisoformat(reference)} if reference else {}
    found: list[Found] = []
    after = 0
    for written, moment in search(words, languages=[language], settings=settings) or []:
        start = words.find(written, after)
        if start < 0:
            continue
        after = start + len(written)
        day, clock = moment.date().isoformat(), f"{moment:%H:%M}"
        writings = frozenset({day, f"{day} {clock}", clock})
        found.append(Found("time", (start, after), writings))
    return found


_PEERS: dict[str, dict[str, Callable[[list[Record]], float]]] = {
    "muc4": {"always one empty attack": _one_attack},
    "airwars_gaza2023": {"numbers before 'killed'": _numbers_before_killed},
    "polnear": {"quotation, name, 'said'": _quotes_and_said},
    "recognizers_text_en": {"dateparser (dates only)": _dateparser("en")},
    "recognizers_text_ko": {"dateparser (dates only)": _dateparser("ko")},
}
