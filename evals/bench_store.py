"""How fast a project links: `python -m evals.bench_store [--reports 10000] [--new 60]`.

Made-up reports with two accounts of five claims each (`--accounts` for another number; five, as
real reports have, make a million claims of 40,000), every fourth telling again what an earlier one
told, are put into a project on disk. Printed: seconds to link and to rebuild everything and whether
the bytes are the same, then milliseconds from one more report being recorded, or one more decision
being made, to its incidents being there. `--hurried` records all in one transaction and keeps no
originals; `--once` does not rebuild.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import cast

from sqlalchemy import Connection

from sacho import pipeline
from sacho.linking import link
from sacho.model import ids
from sacho.model.account import Account, MadeWith, Reading, ReportHead
from sacho.model.claim import Claim, Field, Speaker
from sacho.model.decision import Proposed, Verb, Within
from sacho.model.report import Ingested, Metadata, ReportText
from sacho.model.values import AnyValue, Basis, Count, Party, Period, Place, Text
from sacho.store import accounts, decisions, incidents, originals, rebuild, reports
from sacho.store.encoding import to_json
from sacho.store.project import Project, open_project
from sacho.store.writing import Writing

WORDS = 60
KINDS = ("shooting", "detention", "smuggling", "border-crossing", "assault")
START = date(2010, 1, 1)
LOT = 2000
"""Reports recorded in one transaction where that is hurried."""

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
        self.told = False


def _word(dice: random.Random) -> str:
    return _ranked(min(int(dice.paretovariate(0.7)), 200_000))


@cache
def _ranked(rank: int) -> str:
    own = random.Random(rank)
    return "".join(
        own.choice(["ba", "do", "lin", "me", "sa", "ro", "tu", "ve", "ka", "pi", "ze", "go"])
        for _ in range(3)
    )


def made(
    dice: random.Random, number: int, deeds: list[Deed], happenings: int = 2
) -> tuple[Ingested, Reading]:  # fmt: skip
    """One report of so many happenings with its reading; every fourth one an earlier report told."""
    told = [
        dice.choice(deeds) if deeds and dice.random() < 0.25 else Deed(dice)
        for _ in range(happenings)
    ]
    told = list(dict.fromkeys(told))
    deeds.extend(d for d in told if not d.told)
    for deed in told:
        deed.told = True
    day = (max(d.day for d in told) + timedelta(days=dice.randrange(4))).isoformat()
    pieces = [f"INVENTED EXAMPLE {number}."]
    accounts: list[Account] = []
    for at, deed in enumerate(told):
        start = sum(len(p) + 1 for p in pieces)
        words = [*dice.sample(deed.words, 8), *(_word(dice) for _ in range(WORDS - 8))]
        dice.shuffle(words)
        pieces.append(f"{deed.kind.title()} {' '.join(words)} {deed.victim} {deed.killed}.")
        accounts.append(account(at, deed, (start, start + len(deed.kind)), len(pieces[-1])))
    text = " ".join(pieces)
    report = ids.report_id(text.encode())
    text_made = ReportText(ids.text_id(report, text), report, "made-up/1", text)
    outlet = f"Outlet {dice.randrange(40)}"
    head = ReportHead(report, None, outlet, None, day, "en")
    metadata = Metadata(None, None, outlet, day, "given", "en")
    reading = Reading(WITH, head, text, (), tuple(accounts), (), (), ())
    return Ingested(report, "text", metadata, text_made), reading


def account(at: int, deed: Deed, trigger: tuple[int, int], length: int) -> Account:
    """One telling of a happening: five claims by the words at `trigger`."""
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


class Hurried:
    """A project in which all is recorded within one transaction, for the sake of the clock."""

    def __init__(self, project: Project, connection: Connection) -> None:
        self.path = project.path
        self._connection = connection

    @contextmanager
    def writing(self) -> Generator[Writing]:
        """See `Project.writing`; nothing is committed."""
        writing = Writing(self._connection)
        yield writing
        writing.close()


def _kept(_folder: Path, _report: str) -> bool:
    return True


def fill_hurried(project: Project, stream: Iterator[tuple[Ingested, Reading]], number: int) -> None:
    """As `fill`, without originals and within few transactions."""
    stands = originals.stands
    originals.stands = _kept
    try:
        for start in range(0, number, LOT):
            with project.locked() as connection:
                hurried = cast(Project, Hurried(project, connection))
                fill(hurried, stream, min(LOT, number - start))
    finally:
        originals.stands = stands


def linked(folder: Path, stream: Iterator[tuple[Ingested, Reading]], number: int) -> Path:
    """A linked project of so many reports in a folder: made, or found there again."""
    if not folder.exists():
        with open_project(folder, create=True) as project:
            fill(project, stream, number)
            pipeline.link(project)
    return folder


def main() -> None:
    """Make, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--accounts", type=int, default=2)
    asked.add_argument("--new", type=int, default=60)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--hurried", action="store_true")
    asked.add_argument("--once", action="store_true")
    told = asked.parse_args()
    dice = random.Random(11)
    deeds: list[Deed] = []
    stream = (made(dice, n, deeds, told.accounts) for n in range(10**9))
    filling = fill_hurried if told.hurried else fill
    with tempfile.TemporaryDirectory(dir=told.folder) as folder, open_project(
        Path(folder) / "project", create=True
    ) as project:  # fmt: skip
        _timed("recorded", lambda: filling(project, stream, told.reports))
        _timed("linked", lambda: link(project))
        if not told.once:
            before = rebuild.dump_hash(project)
            _timed("rebuilt", lambda: (rebuild.rebuild(project), link(project)))
            print(f"the same bytes: {rebuild.dump_hash(project) == before}")
        _each("report", told.new, project, lambda: add(project, *next(stream)))
        listed = incidents.shown(project)
        for verb in ("link", "correct", "refuse", "same-origin"):
            _each(verb, told.new, project, lambda v=verb: _decide(project, v, dice, listed))


def _decide(project: Project, verb: str, dice: random.Random, listed: list[str]) -> None:
    """One decision about what is drawn."""
    one, other = (accounts.get(project, incidents.get(project, dice.choice(listed)).accounts[0])
                  for _ in range(2))  # fmt: skip
    claim = next(c for c in one.account.claims if c.field == "killed")
    within = Within(
        one.account.id, one.account.kind, one.account.stage, one.account.trigger, one.report,
        one.recorded,
    )  # fmt: skip
    shown = to_json(Proposed(one.text, claim, (within,)))
    about = {"link": (one.account.id, other.account.id), "same-origin": (one.report, other.report)}
    if verb in about:
        decisions.add(project, cast(Verb, verb), about[verb], ("Han", "for the clock"), "{}")
        return
    value = to_json(Count(1, 2)) if verb == "correct" else None
    judged = ("Han", "for the clock")
    decisions.add(project, cast(Verb, verb), (claim.id,), judged, shown, value)


def _each(what: str, times: int, project: Project, happens: Callable[[], object]) -> None:
    """Milliseconds until the incidents follow, each time it happens."""
    spent: list[float] = []
    busy: list[float] = []
    for _ in range(times):
        happens()
        began, ran = time.perf_counter(), time.process_time()
        pipeline.link_new(project)
        spent.append(1000 * (time.perf_counter() - began))
        busy.append(1000 * (time.process_time() - ran))
    spent.sort()
    middle, high = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
    computing = sorted(busy)[len(busy) // 2]
    print(f"one new {what}: median {middle:.1f} ms ({computing:.1f} ms of computing), "
          f"p95 {high:.1f} ms, most {spent[-1]:.1f} ms", flush=True)  # fmt: skip


def _timed(what: str, work: Callable[[], object]) -> None:
    began, ran = time.perf_counter(), time.process_time()
    work()
    computing = time.process_time() - ran
    print(f"{what} in {time.perf_counter() - began:.1f} s, {computing:.1f} s of computing",
          flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
