"""Lines of a text that are not the report's telling, by a table of patterns per language.

Only short lines are looked at, so that no pattern can take long and no telling can be lost.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

from sacho.model.span import Span, Spans

# Were more than this share of a text furniture, the patterns would be wrong about it.
MOST = 0.5
_LONGEST_LINE = 300
_LONGEST_TITLE = 150
_MOST_TITLES = 12
_SENTENCE_END = re.compile(r"(?:[.!?。][\"'”’)\]]*|다[.]?[\"'”’)\]]*)$")
_TWO_SENTENCES = re.compile(r"[.!?][\"'”’)]?\s+[\"'“‘(]?[A-Z가-힣]|다\.\s")


class _Table(msgspec.Struct, frozen=True):
    """Compiled patterns: whole lines, parts, tails and heads of lines, list headings; the signals."""

    line: re.Pattern[str]
    part: re.Pattern[str]
    tail: re.Pattern[str]
    head: re.Pattern[str]
    listing: re.Pattern[str]
    telling: re.Pattern[str]
    signals: re.Pattern[str]


@cache
def _table() -> _Table:
    raw = (resources.files("sacho.ingest") / "furniture.toml").read_text(encoding="utf-8")
    languages = tomllib.loads(raw)

    def joined(key: str) -> re.Pattern[str]:
        patterns = [each for told in languages.values() for each in told.get(key, ())]
        return re.compile("|".join(f"(?:{each})" for each in patterns) or r"(?!)")

    signals = {each for told in languages.values() for each in told["signals"]}
    signal = re.compile("|".join(re.escape(each) for each in sorted(signals)))
    return _Table(
        line=joined("line"),
        part=joined("part"),
        tail=joined("tail"),
        head=joined("head"),
        listing=joined("listing"),
        telling=joined("telling"),
        signals=signal,
    )


def warm() -> None:
    """Loads the table, so that a forked process need not."""
    _table()


def find(text: str, marked: Spans = ()) -> Spans:
    """The furniture of a text, in order and apart: `marked` by the format, and by the patterns."""
    found: list[Span] = []
    at = 0
    titles = 0
    for raw in text.split("\n"):
        span, titles = _judge(raw, titles)
        if span is not None:
            found.append((at + span[0], at + span[1]))
        at += len(raw) + 1
    if sum(end - start for start, end in found) > len(text) * MOST:
        found = []
    return _merged([*marked, *found])


def _judge(raw: str, titles: int) -> tuple[Span | None, int]:
    """The furniture of one line, and how many more lines may belong to a list of other reports."""
    table = _table()
    if not raw:
        return None, titles
    if titles and len(raw) <= _LONGEST_TITLE and not _SENTENCE_END.search(raw):
        return (0, len(raw)), titles - 1
    if len(raw) > _LONGEST_LINE:
        return _tail(raw), 0
    if not table.signals.search(raw.lower()):
        return None, 0
    if table.listing.fullmatch(raw):
        return (0, len(raw)), _MOST_TITLES
    if table.line.fullmatch(raw):
        # A line that says that someone told, did or suffered something is telling, whatever else.
        return (None, 0) if table.telling.search(raw) else ((0, len(raw)), 0)
    part = table.part.search(raw)
    if part is None:
        return _tail(raw), 0
    told = raw[: part.start()]
    if part.end() < len(raw) or not (_TWO_SENTENCES.search(told) or table.telling.search(told)):
        return (None if table.telling.search(raw) else (0, len(raw))), 0
    # A credit behind a telling: only the credit is furniture.
    return (part.start(), len(raw)), 0


def _tail(raw: str) -> Span | None:
    table = _table()
    start = max(0, len(raw) - 120)
    found = table.tail.search(raw, start)
    if found and found.end() == len(raw) and found.start() > 0:
        return found.start(), len(raw)
    found = table.head.match(raw[:120])
    return (found.start("mark"), found.end("mark")) if found else None


def _merged(spans: list[Span]) -> Spans:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif end > start:
            out.append((start, end))
    return tuple(out)
