"""Invented reports of few towns, days and deeds, so that what is drawn meets; read by no reader."""

from __future__ import annotations

import random

import msgspec

from sacho.model import ids
from sacho.model.account import Account, MadeWith, Reading, ReportHead
from sacho.model.claim import Claim, Field, Speaker
from sacho.model.report import Ingested, Metadata, ReportText
from sacho.model.values import AnyValue, Basis, Count, Party, Period, Place, Text
from sacho.store import incidents, link_memory, readings, rebuild, reports, search_incidents
from sacho.store.project import Project

TOWNS = ("Arvendale", "Korsk", "Belmoor")
VICTIMS = ("Oto Venn", "Ila Marsk", "a weaver")
THINGS = (
    "river", "grain", "market", "salt", "snow", "bridge", "lorry", "boat", "cart", "mill",
    "lantern", "rope",
)  # fmt: skip
Value = tuple[Field, AnyValue, str]
"""A field, its value and the words."""

WITH = MadeWith("invented/1", "none", "none")


def told(number: int) -> tuple[Ingested, Reading]:
    """The invented report of this number: one to three accounts; every sixth copies another."""
    dice = random.Random(number - number % 6 if number % 6 == 5 else number)
    deeds: list[tuple[str, list[Value], str]] = []
    for _ in range(dice.choice((1, 1, 2, 3))):
        kind = dice.choice(("shooting", "shooting", "killing", "detention"))
        values = _values(dice)
        kept = [v for v in values if dice.random() < 0.8]
        deeds.append((kind, kept, _things(dice)))
    return _report(number, deeds)


def _values(dice: random.Random) -> list[Value]:
    town, victim, day = dice.choice(TOWNS), dice.choice(VICTIMS), dice.randrange(1, 8)
    killed, several = dice.choice((1, 2, 2, 7)), dice.random() < 0.2
    last = 31 if several else day
    found: list[Value] = [_where(town), _when(day, last), _killed(killed), _victim(victim)]
    if several:
        found.append(("happenings", Count(3, 3), "in three raids"))
    return found


def deed(number: int, day: int) -> tuple[Ingested, Reading]:
    """A report of one and the same deed in words of its own, on the day that was read."""
    values = [
        _where("Korsk"),
        _when(day, day),
        _killed(7),
        _victim("Oto Venn"),
    ]
    dice = random.Random(1000 + number)
    return _report(number, [("shooting", values, " ".join(_things(dice) for _ in range(4)))])


def _where(town: str) -> Value:
    latitude = 40 + TOWNS.index(town) / 2
    place = Place(town, "XX", None, latitude, 120.0, 5.0, "settlement", (), f"row:{town}")
    return "place", place, f"in {town}"


def _when(first: int, last: int) -> Value:
    told_of = Period(f"2031-05-{first:02}", f"2031-05-{last:02}", "day", Basis("absolute"))
    return "period", told_of, f"on day {first}"


def _killed(number: int) -> Value:
    return "killed", Count(number, number), f"killed {number}"


def _victim(name: str) -> Value:
    return "victim", Party(name), name


def _things(dice: random.Random) -> str:
    return " ".join(dice.choice(THINGS) for _ in range(9))


def _report(
    number: int, deeds: list[tuple[str, list[Value], str]]
) -> tuple[Ingested, Reading]:  # fmt: skip
    """A report of these deeds: kind, values, and what else is told of each."""
    pieces, accounts = [f"INVENTED EXAMPLE {number}."], list[Account]()
    for at, (kind, values, things) in enumerate(deeds):
        start = sum(len(p) + 1 for p in pieces)
        told_of: list[Value] = [("kind", Text(kind, kind), f"A {kind}"), *values]
        words = " ".join(w for _, _, w in told_of) + "."
        accounts.append(_account(at, kind, start, words, told_of))
        pieces.append(f"{words} They carried {things}.")
    text = " ".join(pieces)
    report = ids.report_id(text.encode())
    made = ReportText(ids.text_id(report, text), report, "invented/1", text)
    outlet, day = f"Outlet {number % 4}", f"2031-05-{10 + number % 9}"
    metadata = Metadata(None, None, outlet, day, "given", "en")
    head = ReportHead(report, None, outlet, None, day, "en")
    reading = Reading(WITH, head, text, (), tuple(accounts), (), (), ())
    return Ingested(report, "text", metadata, made), reading


def _account(at: int, kind: str, start: int, words: str, values: list[Value]) -> Account:
    """The account that a sentence tells, which begins at `start`."""
    claims: list[Claim] = []
    for number, (field, value, written) in enumerate(values):
        begin = start + words.index(written)
        claims.append(
            Claim(
                f"c{at}{number}", field, value, written, ((begin, begin + len(written)),),
                ((start, start + len(words)),), "asserted", None, (Speaker("a miller", "witness"),),
                0.9,
            )
        )  # fmt: skip
    return Account(f"a{at}", kind, "accomplished", tuple(claims), claims[0].spans[0])


def record_deed(project: Project, number: int, day: int) -> str:
    """Keep a report of the one deed."""
    return _record(project, deed(number, day))


def record(project: Project, number: int) -> str:
    """Keep the report and its reading, without linking; gives its id."""
    return _record(project, told(number))


def _record(project: Project, made: tuple[Ingested, Reading]) -> str:
    ingested, reading = made
    assert ingested.text
    arrival = reports.Arrival(ingested.text.text.encode(), "letter.txt", "file")
    return reports.add(project, arrival, ingested, reading).record.id


def read_again(project: Project, number: int, without: int) -> None:
    """Another reading of a kept report, in which the accounts lack their `without`-th claim."""
    ingested, reading = told(number)
    assert ingested.text
    listed = tuple(
        msgspec.structs.replace(
            a, claims=tuple(c for n, c in enumerate(a.claims) if n != without or n == 0)
        )
        for a in reading.accounts
    )
    made = MadeWith(f"invented/{len(readings.list_all(project)) + 2}", "none", "none")
    readings.add(
        project, ingested.text.id, msgspec.structs.replace(reading, accounts=listed, made_with=made)
    )


def state(project: Project) -> dict[str, object]:
    """All that is kept and derived: every row, the incidents, the indexes, what linking remembers;
    less the order of rows, and the entry up to which it was derived.
    """
    found: dict[str, object] = {
        "rows": list(rebuild.canonical_dump(project)),
        "incidents": incidents.list_all(project),
        "origins": incidents.origins(project),
    }
    with project.reading() as connection:
        for tables in (link_memory.tables, search_incidents.tables, incidents.tables):
            for table in tables.sorted_tables:
                found[table.name] = sorted(map(repr, connection.execute(table.select())))
    return found
