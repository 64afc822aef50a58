"""How fast the reading room answers: `python -m evals.bench_room [--reports 10000]`.

Made-up reports of ten claims each (those of `bench_store`) are put into a project and linked.
Printed, in ms: without a browser, the desk of a room just opened, the project laid out in memory,
the desk and the incidents after that, a report, and a decision until it is on disk and its answer
is encoded (median and most of twenty); then what `bench_page` measures in one.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from evals import bench_page
from evals.bench_store import Deed, linked, made
from sacho.store import tallies
from sacho.store.project import Project, open_project
from sacho.web.answering import encoded
from sacho.web.answers import Incidents
from sacho.web.asked import Judging
from sacho.web.judging import judge
from sacho.web.report_view import report_view
from sacho.web.room import Room

Told = TypeVar("Told")


def timed(work: Callable[[], Told]) -> tuple[float, Told]:
    """Milliseconds, and what came of it."""
    began = time.perf_counter()
    told = work()
    return 1000 * (time.perf_counter() - began), told


def main() -> None:
    """Make, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--no-page", action="store_true", help="without a browser")
    told = asked.parse_args()
    number: int = told.reports
    dice, deeds = random.Random(11), list[Deed]()
    with tempfile.TemporaryDirectory() as folder:
        stream = (made(dice, n, deeds) for n in range(number))
        many = linked(Path(folder) / "many", stream, number)
        print(f"{number} reports of ten claims", flush=True)
        with open_project(many) as project:
            answered(project)
        if not told.no_page:
            bench_page.run(Path(folder), many)


def answered(project: Project) -> None:
    """What the room answers, before and after the project is laid out."""
    spent, room = timed(lambda: Room(project))
    print(f"room opened: {spent:.0f} ms")
    print(f"desk first: {timed(lambda: encoded(room.desk('all', (0, 100))))[0]:.0f} ms")
    ids = [tally.report for tally in tallies.list_all(project)[:2]]
    spent, _ = timed(lambda: encoded(report_view(room.near(ids[0])[0], project, ids[0], "Han")))
    print(f"report first: {spent:.0f} ms")
    print(f"all laid out: {timed(room.picture)[0]:.0f} ms")
    for what in ("then", "again"):
        print(f"desk {what}: {timed(lambda: encoded(room.desk('all', (0, 100))))[0]:.0f} ms")
        print(f"incidents {what}: {timed(lambda: encoded(Incidents(room.rows())))[0]:.0f} ms")
    times: list[float] = []
    for report in ids:
        spent, view = timed(lambda r=report: report_view(room.picture(), project, r, "Han"))
        print(f"report: {spent:.0f} ms")
        for claim in (c for a in view.accounts for c in a.claims):
            one = Judging(
                verb="accept", claim=claim.claim.id, by="Han", reason="made up", seen=claim.seen
            )
            times.append(timed(lambda o=one: encoded(judge(room, o)))[0])
    times.sort()
    print(f"decision: median {times[len(times) // 2]:.1f} ms, most {times[-1]:.1f} ms")
    room.close()


if __name__ == "__main__":
    main()
