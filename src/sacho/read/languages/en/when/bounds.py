"""English bounds: "since 2019", "until last month", "Tuesday after 1 pm", "2012 or later"."""

from __future__ import annotations

from typing import Literal

from sacho.read.languages.en.when.line import Line
from sacho.read.languages.en.when.points import point
from sacho.read.languages.en.when.spans import Found, simple, with_time
from sacho.read.when import Bound, When, dated, timed

Kind = Literal["since", "after", "until", "before"]

_BOUNDS: dict[str, Kind] = {
    "since": "since", "until": "until", "till": "until", "before": "before", "after": "after",
    "by": "until", "through": "until",
}  # fmt: skip


_THAN: dict[str, Kind] = {"later": "after", "earlier": "before"}
_NO_THAN: dict[str, Kind] = {"later": "until", "earlier": "since"}
_PAIRS: dict[tuple[str, str], Kind] = {("prior", "to"): "before", ("up", "to"): "until"}
_OPEN_ENDS: dict[tuple[str, str], Kind] = {
    ("or", "later"): "since", ("and", "later"): "since", ("and", "after"): "since",
    ("or", "after"): "since", ("and", "onwards"): "since", ("and", "onward"): "since",
    ("and", "beyond"): "since", ("or", "earlier"): "until", ("and", "earlier"): "until",
    ("or", "before"): "until", ("and", "before"): "until",
}  # fmt: skip


def _open_end(line: Line, i: int) -> Found | None:
    """ "2012 or later", "from May 2019 on", "2020 onwards"."""
    opening = line.word(i) == "from"
    found = simple(line, i + 1 if opening else i)
    if found is None:
        return None
    end = found[0]
    if line.word(end) in ("onward", "onwards") or (opening and line.word(end) == "on"):
        return end + 1, Bound("since", found[1])
    kind = _OPEN_ENDS.get((line.word(end), line.word(end + 1)))
    after = line.at(end + 2)
    if kind is None or not (line.alone or after.kind in ("none", "mark") or after.word == "is"):
        return None
    return end + 2, Bound(kind, found[1])


def _time_bound(line: Line, i: int) -> Found | None:
    """ "Tuesday after 1 pm", "today before dawn": a day with one end of a time."""
    day = point(line, i)
    if day is None or not dated(day[1]) or timed(day[1]):
        return None
    k = day[0] + 1 if line.word(day[0]) == "," else day[0]
    told = _kind(line, k)
    time = point(line, told[1]) if told is not None else None
    if told is None or time is None or dated(time[1]) or not timed(time[1]):
        return None
    return time[0], Bound(told[0], with_time(day[1], time[1]))


def _kind(line: Line, i: int) -> tuple[Kind, int] | None:
    """The bound that begins here and where what it bounds begins."""
    word, after = line.word(i), line.word(i + 1)
    if after == "than":
        kind = _THAN.get(word)
        return (kind, i + 2) if kind is not None else None
    if word in ("no", "not") and line.word(i + 2) == "than":
        kind = _NO_THAN.get(after)
        return (kind, i + 3) if kind is not None else None
    if (word, after) in _PAIRS:
        return _PAIRS[word, after], i + 2
    if word in ("starting", "beginning"):
        return "since", i + 2 if after in ("on", "from", "in", "at") else i + 1
    kind = _BOUNDS.get(word)
    return (kind, i + 1) if kind is not None else None


def bound(line: Line, i: int) -> Found | None:
    """ "since 2019", "until last month", "by Friday", "after the 7th Party Congress"."""
    timed_day = _time_bound(line, i)
    if timed_day is not None:
        return timed_day
    told = _kind(line, i)
    if told is None:
        return _open_end(line, i)
    kind, j = told
    if line.word(i - 1) in ("shortly", "just", "right", "immediately") and not line.alone:
        return None  # "Shortly before midnight" is about midnight.
    found = simple(line, j)
    if found is None:
        return None
    end, node = found
    if line.word(i) == "by" and isinstance(node, When) and (node.named or node.family):
        return None  # "Decided by the 7th Party Congress" names who decided.
    if kind in ("before", "after") and line.word(end) == "'" and line.word(end + 1) == "s":
        # "After Thursday's shooting" tells the day of the shooting.
        return None
    return end, Bound(kind, node)
