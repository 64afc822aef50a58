"""How fast the reading room answers: `python -m evals.bench_room [--reports 10000]`.

Made-up reports of ten claims each (those of `bench_store`) are put into a project and linked.
Printed, in ms, without a browser: opening the room, the desk asked for first and again, a report,
and a decision until it is on disk and its answer is encoded (median and most of twenty).
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from evals.bench_store import Deed, fill, made
from sacho import pipeline
from sacho.store.project import open_project
from sacho.web.answering import encoded
from sacho.web.asked import Judging
from sacho.web.desk import desk
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
    number: int = asked.parse_args().reports
    dice = random.Random(11)
    deeds: list[Deed] = []
    with tempfile.TemporaryDirectory() as folder, open_project(
        Path(folder) / "project", create=True
    ) as project:  # fmt: skip
        fill(project, (made(dice, n, deeds) for n in range(number)), number)
        pipeline.link(project)
        spent, room = timed(lambda: Room(project))
        print(f"{number} reports of ten claims: room opened in {spent:.0f} ms")
        for what in ("first", "again"):
            spent, _ = timed(lambda: encoded(desk(room.soon()[0], project, "all", (0, 100))))
            print(f"desk {what}: {spent:.0f} ms")
        ids = list(room.picture().read.reports)[:2]
        times: list[float] = []
        for report in ids:
            spent, view = timed(lambda r=report: report_view(room.picture(), project, r, "Han"))
            print(f"report: {spent:.0f} ms")
            for claim in (c for a in view.accounts for c in a.claims):
                one = Judging(
                    verb="accept", claim=claim.claim.id, by="Han", reason="made up", seen=claim.seen
                )  # fmt: skip
                times.append(timed(lambda o=one: encoded(judge(room, o)))[0])
        times.sort()
        print(f"decision: median {times[len(times) // 2]:.1f} ms, most {times[-1]:.1f} ms")
        room.close()


if __name__ == "__main__":
    main()
