"""Bundled reports that tell of one happening in two languages are read alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sacho.bundled import arrivals
from sacho.model.account import Account, Reading
from sacho.model.plain import plain
from sacho.model.values import Count, Period, Place
from sacho.pipeline import reader

# Korean report, English report, kind of the shared happening, the counts that both tell.
PAIRS = [
    ("06-kestrel-ford-ko.html", "01-kestrel-ford.html", "shooting", {"killed", "injured"}),
    ("08-order-ko.txt", "07-lantern-order.docx", "order", set[str]()),
    ("10-sinuiju-ko.pdf", "09-letter-sinuiju.eml", "detention", {"detained"}),
    ("12-hoeryong-ko.docx", "11-hoeryong-execution.txt", "execution", {"killed"}),
    ("15-returns-ko.eml", "14-dandong-returns.txt", "forced-return", {"returned"}),
]


@pytest.fixture(scope="module")
def readings() -> Iterator[dict[str, Reading]]:
    """Every bundled report as it is read, by name."""
    with reader() as reading:
        found = {a.name: reading.read(a.data, a.name, a.given)[1] for a in arrivals() if a.given}
    yield {name: result for name, result in found.items() if result is not None}


def first(reading: Reading, kind: str) -> Account:
    """The fullest account of the kind."""
    found = [a for a in reading.accounts if a.kind == kind]
    assert found, f"no {kind}: {[a.kind for a in reading.accounts]}"
    return max(found, key=lambda a: len(a.claims))


def counts(account: Account, fields: set[str]) -> dict[str, set[str]]:
    """Counts of the whole that are told as fact, by field."""
    return {
        f: {
            plain(c.value)
            for c in account.claims
            if c.field == f and c.of is None and isinstance(c.value, Count)
        }
        for f in fields
    }


@pytest.mark.parametrize(("korean", "english", "kind", "fields"), PAIRS)
def test_both_tellings_are_read_as_the_same_kind_with_the_same_counts(
    readings: dict[str, Reading], korean: str, english: str, kind: str, fields: set[str]
) -> None:
    """The shared happening has one kind, and counts that both tell can both be true."""
    ours, theirs = (first(readings[name], kind) for name in (korean, english))
    told, said = counts(ours, fields), counts(theirs, fields)

    assert ours.stage == theirs.stage
    if kind == "forced-return":  # "dozens" and "30여" are drawn differently and overlap
        assert told["returned"] and said["returned"]
        bounds = [
            {c.value for c in a.claims if c.field == "returned" and c.of is None}
            for a in (ours, theirs)
        ]
        assert any(
            a.low <= (b.high or a.low) and b.low <= (a.high or b.low)
            for a in bounds[0]
            for b in bounds[1]
            if isinstance(a, Count) and isinstance(b, Count)
        )
    else:
        assert said == told


@pytest.mark.parametrize(("korean", "english", "kind", "fields"), PAIRS)
def test_both_tellings_have_the_same_place(
    readings: dict[str, Reading], korean: str, english: str, kind: str, fields: set[str]
) -> None:
    """Where both tell a place on the map, one place of each is the same row of the gazetteer."""
    places = [
        {
            c.value.gazetteer_id
            for c in first(readings[name], kind).claims
            if isinstance(c.value, Place) and c.value.gazetteer_id is not None
        }
        for name in (korean, english)
    ]

    assert all(not p or p & q for p, q in (places, places[::-1]) if q), places
    # The order names no place in one of the two; the letter names the town of the arrest only in
    # a sentence of its own, about something else.
    assert kind in ("order", "detention") or all(places), places


@pytest.mark.parametrize(("korean", "english", "kind", "fields"), PAIRS)
def test_both_tellings_have_the_same_period(
    readings: dict[str, Reading], korean: str, english: str, kind: str, fields: set[str]
) -> None:
    """Each telling has a period, and one of each has the same bounds."""
    periods = [
        {
            (c.value.earliest, c.value.latest)
            for c in first(readings[name], kind).claims
            if isinstance(c.value, Period)
        }
        for name in (korean, english)
    ]

    assert periods[0] & periods[1], periods
