"""How fast a search answers at a million claims: made-up incidents, measured against a full scan.

    python -m evals.bench_search [--incidents 200000] [--folder DIR]

Every incident has five claims on average (kind, period, place, two parties) and every fifth one an
invented text, English or Korean. Prints p50 and p95 in ms for a mix of queries, and how many times
faster each is than looking at every row.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from sacho.model.values import Basis, Period, Place
from sacho.store import dialect, schema, search_incidents
from sacho.store.project import Project, open_project
from sacho.store.search_incidents import (
    Filters,
    Near,
    facets,
    heads,
    period_row,
    periods,
    place_row,
    places,
)
from sacho.store.tokens import tokens

KINDS = (
    ("shooting", "harm", 30), ("detention", "harm", 20), ("killing", "harm", 10),
    ("border-crossing", "circumstance", 15), ("smuggling", "circumstance", 10),
    ("order", "authority", 10), ("execution", "harm", 1), ("denial", "response", 4),
)  # fmt: skip
EN = ("ba", "dor", "lin", "mek", "sat", "rov", "tun", "vel", "kash", "pir", "zem", "gol")
KO = "가나다라마바사아자차카타파하고노도로모보소오조초"
BATCH = 20_000
EACH = 25
START = date(2010, 1, 1)


def word(dice: random.Random) -> str:
    """An invented word; short ones are common, as words are."""
    return _ranked(min(int(dice.paretovariate(0.8)), 40_000))


@cache
def _ranked(rank: int) -> str:
    own = random.Random(rank)
    if own.random() < 0.4:
        return "".join(own.choice(KO) for _ in range(2 + rank % 3))
    return "".join(own.choice(EN) for _ in range(1 + min(rank, 400) % 4))


def fill(project: Project, incidents: int, dice: random.Random) -> int:
    """Make the index of so many incidents; gives the number of claims that it stands for."""
    claims = 0
    with project.locked() as connection:
        search_incidents.tables.create_all(connection, checkfirst=True)
        for start in range(0, incidents, BATCH):
            rows: dict[Table, list[dict[str, Any]]] = {
                t: [] for t in (heads, facets, periods, places)
            }
            for row in range(start, min(start + BATCH, incidents)):
                claims += one(rows, row, dice)
                if row % 5 == 0:
                    tell(connection, row, dice)
            search_incidents.write(connection, rows)
    return claims


def one(rows: dict[Table, list[dict[str, Any]]], row: int, dice: random.Random) -> int:
    """One incident with its claims; gives how many."""
    kind, class_, _ = dice.choices(KINDS, [weight for _, _, weight in KINDS])[0]
    origins = min(int(dice.paretovariate(1.6)), 30)
    rows[heads].append(
        {"row": row, "incident": f"account:{row:032x}", "kind": kind, "class": class_,
         "origins": origins}
    )  # fmt: skip
    first = START + timedelta(days=dice.randrange(6000))
    wide = dice.choices((0, 6, 30, 364), (70, 15, 10, 5))[0]
    period = Period(first.isoformat(), (first + timedelta(days=wide)).isoformat(), "day", Basis(""))
    rows[periods].append({**period_row(period), "row": row})
    for _ in range(dice.choice((0, 1, 1, 2))):
        radius = dice.choices((5.0, 25.0, 90.0, 300.0), (60, 20, 15, 5))[0]
        place = Place("", None, None, dice.uniform(34, 43), dice.uniform(124, 131), radius, "point")
        rows[places].append({**place_row(place), "row": row})
    named = {("report", f"sha256:{row // 5 * 5:064x}"), ("stage", "accomplished")}
    for name in ("party", "party", "speaker"):
        named.add((name, tokens(word(dice))[0].text))
    rows[facets] += [{"name": n, "value": v, "row": row} for n, v in sorted(named)]
    return 5 + dice.choice((-1, 0, 0, 1, 1))


def tell(connection: Connection, row: int, dice: random.Random) -> None:
    """An invented text of sixty words for a report."""
    words = " ".join(word(dice) for _ in range(60))
    report, name = f"sha256:{row:064x}", f"text:{row:032x}"
    connection.execute(
        insert(schema.report), {"id": report, "entry": 1, "size": 0, "blocks": b""}
    )  # fmt: skip
    made = {"id": name, "entry": 1, "report": report, "maker": "m", "text": "", "furniture": "[]"}
    connection.execute(insert(schema.text), made)
    connection.execute(insert(schema.search_text), {"row": row + 1, "text": name})
    dialect.index_tokens(connection, row + 1, (t.text for t in tokens(words)))


def queries(dice: random.Random) -> Iterator[tuple[str, Filters]]:
    """A mix of what people ask, each with other values every time."""
    makers: dict[str, Callable[[], Filters]] = {
        "kind": lambda: Filters(kind=dice.choice(KINDS)[0]),
        "week": lambda: Filters(earliest=(d := _day(dice)), latest=d + timedelta(days=7)),
        "near 10 km": lambda: Filters(near=_near(dice, 10)),
        "near 50 km, kind": lambda: Filters(near=_near(dice, 50), kind="shooting"),
        "party": lambda: Filters(party=word(dice)),
        "speaker, kind": lambda: Filters(speaker=word(dice), kind="detention"),
        "origins 10, harm": lambda: Filters(origins=10, class_="harm"),
        "words": lambda: Filters(words=word(dice)),
        "two words": lambda: Filters(words=f"{word(dice)} {word(dice)}"),
        "words, month, kind": lambda: Filters(
            words=word(dice), kind="shooting", earliest=(d := _day(dice)),
            latest=d + timedelta(days=31),
        ),
        "all": lambda: Filters(
            kind="shooting", earliest=(d := _day(dice)), latest=d + timedelta(days=365),
            near=_near(dice, 50), origins=2, party=word(dice),
        ),
    }  # fmt: skip
    for name, make in makers.items():
        for _ in range(EACH):
            yield name, make()


def _day(dice: random.Random) -> date:
    return START + timedelta(days=dice.randrange(6000))


def _near(dice: random.Random, km: float) -> Near:
    return Near(dice.uniform(35, 42), dice.uniform(125, 130), km)


def scan(project: Project) -> float:
    """Seconds to look at every row of the four tables once."""
    began = time.perf_counter()
    with project.reading() as connection:
        for table in (heads, facets, periods, places):
            # No index holds these sums, so that every row is read.
            connection.execute(select(*(func.sum(func.length(c)) for c in table.c))).all()
    return time.perf_counter() - began


def main() -> None:
    """Make, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--incidents", type=int, default=200_000)
    asked.add_argument("--folder", type=Path)
    told = asked.parse_args()
    dice = random.Random(7)
    with tempfile.TemporaryDirectory(dir=told.folder) as folder, open_project(
        Path(folder) / "project", create=True
    ) as project:  # fmt: skip
        began = time.perf_counter()
        claims = fill(project, told.incidents, dice)
        print(
            f"{claims} claims, {told.incidents} incidents made in {time.perf_counter() - began:.0f} s"
        )
        whole = scan(project) * 1000
        print(f"full scan {whole:.0f} ms")
        taken: dict[str, list[float]] = {}
        for name, filters in queries(dice):
            began = time.perf_counter()
            search_incidents.search(project, filters)
            taken.setdefault(name, []).append((time.perf_counter() - began) * 1000)
        for name, times in [
            *taken.items(),
            ("every query", [ms for listed in taken.values() for ms in listed]),
        ]:
            p50, p95 = statistics.median(times), sorted(times)[int(len(times) * 0.95) - 1]
            print(f"{name:20} p50 {p50:7.2f} ms  p95 {p95:7.2f} ms  {whole / p95:8.0f} x a scan")


if __name__ == "__main__":
    main()
