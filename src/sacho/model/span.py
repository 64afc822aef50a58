"""A span is `[start, end)` in Unicode code points of one text."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
Spans = tuple[Span, ...]


def words(text: str, spans: Iterable[Span]) -> str:
    """The words at `spans`, joined by ` … ` where they do not touch."""
    return " … ".join(text[start:end] for start, end in spans)


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans share at least one code point."""
    return a[0] < b[1] and b[0] < a[1]


def covers(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies within `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def any_overlap(left: Iterable[Span], right: Iterable[Span]) -> bool:
    """Whether any span of one side shares a code point with any of the other."""
    others = tuple(right)
    return any(overlaps(a, b) for a in left for b in others)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of them. Raises ValueError on none."""
    listed = tuple(spans)
    return min(s for s, _ in listed), max(e for _, e in listed)
