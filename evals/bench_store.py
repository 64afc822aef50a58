"""How fast a project links: `python -m evals.bench_store [--reports 10000] [--new 60]`.

Made-up reports with two accounts of five claims each, every fourth telling again what an earlier
one told, are put into a project on disk. Printed: seconds to link and to rebuild everything and
whether the bytes are the same, then milliseconds from one more report being recorded to its
incidents being there, and whether those are the bytes that a rebuild gives.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from sacho import pipeline
from sacho.linking import link
from sacho.model import ids
from sacho.model.account import Account, MadeWith, Reading, ReportHead
from sacho.model.claim import Claim, Field, Speaker
from sacho.model.report import Ingested, Metadata, ReportText
from sacho.model.values import AnyValue, Basis, Count, Party, Period, Place, Text
from sacho.store import rebuild, reports
from sacho.store.project import Project, open_project

WORDS = 60
KINDS = ("shooting", "detention", "smuggling", "border-crossing", "assault")
START = date(2010, 1, 1)
WITH = MadeWith("made-up/1", "none", "none")


class Deed:
    """A happening that several reports may tell."""

    def __init__(self, dice: random.Random) -> None:
        self.kind = dice.choice(KINDS)
        self.day = START + timedelta(days=dice.randrange(5000))
        self.place = dice.randrange(3000)
        self.killed = min(int(dice.paretovariate(1.0)), 90)
        self.victim = f"{_word(dice).title()} {_word(dice).title()}"
        self.words = [_word(dice) for _ in range(12)]


def _word(dice: random.Random) -> str:
    rank = min(int(dice.paretovariate(0.7)), 200_000)
    own = random.Random(rank)
    return "".join(
        own.choice(["ba", "do", "lin", "me", "sa", "ro", "tu", "ve", "ka", "pi", "ze", "go"])
        for _ in range(3)
    )


def made(dice: random.Random, number: int, deeds: list[Deed]) -> tuple[Ingested, Reading]:
    """One report of two happenings with its reading; every fourth tells an earlier one again."""
    told = [dice.choice(deeds) if deeds and dice.random() < 0.25 else Deed(dice) for _ in range(2)]
    deeds.extend(d for d in told if d not in deeds[-4000:])
    day = (max(d.day for d in told) + timedelta(days=dice.randrange(4))).isoformat()
    pieces = [f"INVENTED EXAMPLE {number}."]
    accounts: list[Account] = []
    for at, deed in enumerate(told):
        start = sum(len(p) + 1 for p in pieces)
        words = [*dice.sample(deed.words, 8), *(_word(dice) for _ in range(WORDS - 8))]
        dice.shuffle(words)
        pieces.append(f"{deed.kind.title()} {' '.join(words)} {deed.victim} {deed.killed}.")
        accounts.append(_account(at, deed, (start, start + len(deed.kind)), len(pieces[-1])))
    text = " ".join(pieces)
    report = ids.report_id(text.encode())
    text_made = ReportText(ids.text_id(report, text), report, "made-up/1", text)
    outlet = f"Outlet {dice.randrange(40)}"
    head = ReportHead(report, None, outlet, None, day, "en")
    metadata = Metadata(None, None, outlet, day, "given", "en")
    reading = Reading(WITH, head, text, (), tuple(accounts), (), (), ())
    return Ingested(report, "text", metadata, text_made), reading


def _account(at: int, deed: Deed, trigger: tuple[int, int], length: int) -> Account:
    day = deed.day.isoformat()
    where = Place(
        f"place {deed.place}", "XX", None, 30 + deed.place % 60 / 2, 100 + deed.place // 60, 5,
        "settlement", (), f"row:{deed.place}",
    )  # fmt: skip
    told: list[tuple[Field, AnyValue]] = [
        ("kind", Text(deed.kind, deed.kind)),
        ("period", Period(day, day, "day", Basis("absolute"))),
        ("place", where),
        ("killed", Count(deed.killed, deed.killed)),
        ("victim", Party(deed.victim)),
    ]
    evidence = ((trigger[0], trigger[0] + length),)
    claims = tuple(
        Claim(f"c{at}{n}", f, v, deed.kind, (trigger,), evidence, "asserted", None,
              (Speaker("a neighbour", "witness"),), 0.9)
        for n, (f, v) in enumerate(told)
    )  # fmt: skip
    return Account(f"a{at}", deed.kind, "accomplished", claims, trigger)


def fill(project: Project, stream: Iterator[tuple[Ingested, Reading]], number: int) -> None:
    """Record so many reports, each in its own transaction as ever."""
    for _ in range(number):
        add(project, *next(stream))


def add(project: Project, ingested: Ingested, reading: Reading) -> None:
    """Record one report."""
    assert ingested.text
    arrival = reports.Arrival(ingested.text.text.encode(), "made-up.txt", "file")
    reports.add(project, arrival, ingested, reading)


def main() -> None:
    """Make, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--new", type=int, default=60)
    asked.add_argument("--folder", type=Path)
    told = asked.parse_args()
    dice = random.Random(11)
    deeds: list[Deed] = []
    stream = (made(dice, n, deeds) for n in range(10**9))
    with tempfile.TemporaryDirectory(dir=told.folder) as folder, open_project(
        Path(folder) / "project", create=True
    ) as project:  # fmt: skip
        _timed("recorded", lambda: fill(project, stream, told.reports))
        _timed("linked", lambda: link(project))
        before = rebuild.dump_hash(project)
        _timed("rebuilt", lambda: (rebuild.rebuild(project), link(project)))
        print(f"the same bytes: {rebuild.dump_hash(project) == before}")
        spent: list[float] = []
        for _ in range(told.new):
            add(project, *next(stream))
            began = time.perf_counter()
            pipeline.link_new(project)
            spent.append(1000 * (time.perf_counter() - began))
        spent.sort()
        middle, high = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        print(f"one new report: median {middle:.1f} ms, p95 {high:.1f} ms, most {spent[-1]:.1f} ms")


def _timed(what: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    print(f"{what} in {time.perf_counter() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main()
