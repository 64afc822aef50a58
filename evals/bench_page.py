"""How fast the reading room is in a browser: `python -m evals.bench_page [--reports 10000]`.

Chromium opens the page of made-up projects (those of `bench_store`). Printed, in ms, by the page's
own measures (`performance.measure`), the median and the most of several:

- from the address to the first useful screen, right after `sacho serve` printed it, and again while
  and after the project is laid out in memory
- a report of 80,000 characters with 2,000 spans from its link until it is on screen
- a decision from the key until it is on disk and on screen, in that report and in a short one
- one step of the map and of the timeline over some 5,000 incidents: the script that it takes

Beside these stand the processor times of the page and of the server, which other programs of the
machine do not lengthen as much.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from evals.bench_store import START, WITH, Deed, account, linked, made
from sacho.model import ids
from sacho.model.account import Account, Reading, ReportHead
from sacho.model.report import Ingested, Metadata, ReportText
from sacho.store import reports
from sacho.store.project import open_project

COMMAND = "from sacho.cli import main; main()"
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")
WIDE = 2900
"""Reports that tell of some 5,000 incidents."""
TRIES = 3
STEPS = 20


def long_report(
    dice: random.Random, letters: int = 80_000, spans: int = 2000
) -> tuple[Ingested, Reading]:
    """One report of so many characters, with so many claims over its whole length."""
    filler = "and nothing more was heard of it by anybody who was asked there "
    text = "INVENTED EXAMPLE. "
    accounts: list[Account] = []
    each = letters // (spans // 5)
    while len(accounts) < spans // 5:
        deed = Deed(dice)
        start = len(text)
        words = f"{deed.kind.title()} {deed.victim} {deed.killed}. "
        words += filler * (each // len(filler) + 1)
        accounts.append(_apart(account(len(accounts), deed, (start, start + len(deed.kind)), each)))
        text += words[:each]
    report = ids.report_id(text.encode())
    made_text = ReportText(ids.text_id(report, text), report, "made-up/1", text)
    day = (START + timedelta(days=9000)).isoformat()
    head = ReportHead(report, None, "Outlet", None, day, "en")
    reading = Reading(WITH, head, text, (), tuple(accounts), (), (), ())
    return Ingested(
        report, "text", Metadata(None, None, "Outlet", day, "given", "en"), made_text
    ), reading


def _apart(told: Account) -> Account:
    """The same with each claim at words of its own."""
    begin = told.trigger[0]
    claims = tuple(
        msgspec.structs.replace(c, spans=((begin + 30 * n, begin + 30 * n + 12),))
        for n, c in enumerate(told.claims)
    )
    return msgspec.structs.replace(told, claims=claims)


@contextmanager
def served(project: Path) -> Generator[tuple[str, float, int]]:
    """`sacho serve` in a process of its own: its address, after how many ms it was printed, its id."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "serve", "--no-browser", "--port", "0", "--project", str(project)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    address = process.stdout.readline().strip()
    try:
        yield address, 1000 * (time.perf_counter() - began), process.pid
    finally:
        process.terminate()
        process.wait()


def measures(page: Any, name: str) -> list[float]:
    """What the page noted under a name, in ms."""
    return page.evaluate("name => performance.getEntriesByName(name).map(e => e.duration)", name)


def noted(page: Any, name: str, many: int) -> list[float]:
    """The same, once there are so many."""
    for _ in range(1200):
        found = measures(page, name)
        if len(found) >= many:
            return found
        page.wait_for_timeout(50)
    raise SystemExit(f"the page noted no {name}")


class Worked:
    """Processor time of a page's main thread and of a server, from here on."""

    def __init__(self, page: Any, server: int) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._server = server
        self._began = self._now()

    def _now(self) -> tuple[float, float]:
        told = self._session.send("Performance.getMetrics")["metrics"]
        page = 1000 * next(one["value"] for one in told if one["name"] == "TaskDuration")
        try:
            spent = (
                Path(f"/proc/{self._server}/stat").read_text("utf-8").rpartition(") ")[2].split()
            )
        except OSError:
            return page, 0.0
        return page, 1000 * (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")

    def spent(self) -> tuple[float, float]:
        """In the page and in the server, in ms."""
        page, server = self._now()
        return page - self._began[0], server - self._began[1]


def worked(times: list[tuple[float, float]]) -> str:
    """The medians of several, in words."""
    page, server = (statistics.median(one) for one in zip(*times, strict=True))
    return f"; processor {page:.0f} ms in the page, {server:.0f} ms in the server"


def say(what: str, times: list[float], more: str = "") -> None:
    """Median and most."""
    middle, most = statistics.median(times), max(times)
    print(f"{what}: median {middle:.0f} ms, most {most:.0f} ms of {len(times)}{more}", flush=True)


def opened(context: Any, project: Path) -> None:
    """The first useful screen: cold, while the project is laid out, and after."""
    found: dict[str, list[float]] = {"printed": [], "cold": [], "laying": [], "laid": []}
    spent: dict[str, list[tuple[float, float]]] = {"cold": [], "laying": [], "laid": []}
    for _ in range(TRIES):
        with served(project) as (address, after, server):
            found["printed"].append(after)
            for when in ("cold", "laying", "laid"):
                page = context.new_page()
                if when == "laid":
                    page.wait_for_timeout(200)
                    while "laid out" in page_text(context):
                        page.wait_for_timeout(500)
                work = Worked(page, server)
                page.goto(address)
                page.locator(".desk table tbody tr").first.wait_for()
                found[when] += noted(page, "sacho desk", 1)[:1]
                spent[when].append(work.spent())
                if when != "laying":
                    page.close()
            for page in context.pages:
                page.close()
    say("from the command to the address", found["printed"])
    for when, what in (("cold", "right after the address"), ("laying", "while the rest is laid out"),
                       ("laid", "all laid out")):  # fmt: skip
        say(f"first useful screen, {what}", found[when], worked(spent[when]))


def page_text(context: Any) -> str:
    """What the page left open says."""
    return str(context.pages[0].locator("main").inner_text())


def reviewed(context: Any, project: Path, what: str, report: str) -> None:
    """Opening one report, and deciding in it."""
    with served(project) as (address, _, server):
        page = context.new_page()
        page.add_init_script("localStorage.setItem('sacho-person', 'Han')")
        page.goto(address)
        page.locator(".desk table tbody tr").first.wait_for()
        while "laid out" in page_text(context):
            page.wait_for_timeout(500)
        times: list[float] = []
        spent: list[tuple[float, float]] = []
        for n in range(TRIES):
            page.evaluate("location.hash = '#/desk'")
            page.locator(".desk table tbody tr").first.wait_for()
            page.wait_for_timeout(1000)
            work = Worked(page, server)
            page.evaluate("to => { location.hash = to }", f"#/report/{report}")
            times.append(noted(page, "sacho report", n + 1)[-1])
            spent.append(work.spent())
        say(f"{what} opened", times, worked(spent))
        page.wait_for_timeout(3000)
        times, spent = [], []
        for n in range(8):
            work = Worked(page, server)
            page.keyboard.press("a")
            times.append(noted(page, "sacho decision", n + 1)[-1])
            spent.append(work.spent())
        say(f"decision in {what}, on disk and on screen", times, worked(spent))
        page.close()


def steered(context: Any, project: Path) -> None:
    """Steps of map and timeline, by key and by pulling."""
    with served(project) as (address, _, _):
        page = context.new_page()
        page.goto(f"{address}")
        page.locator(".desk table tbody tr").first.wait_for()
        page.evaluate("location.hash = '#/overview'")
        page.locator(".map .land").first.wait_for(state="attached", timeout=120_000)
        print(f"overview: {page.locator('.overview [role=status]').first.inner_text()}")
        say("overview opened", noted(page, "sacho overview", 1))
        page.evaluate("""() => { window.long = []
          new PerformanceObserver(l => window.long.push(...l.getEntries().map(e => e.duration))).observe({type: 'longtask'}) }""")
        for name, group in (("map", ".map-of"), ("timeline", ".timeline-of")):
            frame = page.locator(group)
            frame.scroll_into_view_if_needed()
            frame.focus()
            for what, keys in (("pan", ("ArrowLeft", "ArrowRight")), ("zoom", ("+", "-"))):
                page.evaluate("name => performance.clearMeasures(name)", f"sacho {name} step")
                for n in range(STEPS):
                    page.keyboard.press(keys[n % 2])
                    page.wait_for_timeout(20)
                say(
                    f"{name}, one {what} step by key, script",
                    noted(page, f"sacho {name} step", STEPS),
                )
            page.evaluate("name => performance.clearMeasures(name)", f"sacho {name} step")
            page.evaluate("() => { window.long.length = 0 }")
            box = frame.bounding_box()
            page.keyboard.down("Shift")
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.mouse.down()
            page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2, steps=STEPS)
            page.mouse.up()
            page.keyboard.up("Shift")
            say(f"{name}, one step pulled, script", measures(page, f"sacho {name} step"))
            print(f"  tasks above 50 ms meanwhile: {page.evaluate('window.long.map(Math.round)')}")
        page.close()


def run(folder: Path, many: Path) -> None:
    """The whole measurement. `many` is a project of many reports; others are made in `folder`."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("page not measured: Chromium is not installed")
        return
    from playwright.sync_api import sync_playwright

    dice, deeds = random.Random(11), list[Deed]()
    stream = (made(dice, n, deeds) for n in range(10**9))
    long = long_report(random.Random(7))
    wide = linked(folder / "wide", stream, WIDE)
    few = linked(folder / "few", iter([long, next(stream)]), 2)
    with open_project(many) as there:
        first = reports.list_all(there)[0].id
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=list(FLAGS))
        context = browser.new_context(locale="en-GB", viewport={"width": 1360, "height": 860})
        context.set_default_timeout(120_000)
        opened(context, many)
        reviewed(context, many, "a short report", first)
        reviewed(context, few, "a report of 80,000 characters", long[0].report)
        steered(context, wide)
        browser.close()


def main() -> None:
    """Make, open, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--keep", type=Path, help="make the projects here, or find them here again")
    told = asked.parse_args()
    dice, deeds = random.Random(11), list[Deed]()
    stream = (made(dice, n, deeds) for n in range(10**9))
    with tempfile.TemporaryDirectory() as name:
        folder: Path = told.keep or Path(name)
        run(folder, linked(folder / f"many-{told.reports}", stream, told.reports))


if __name__ == "__main__":
    main()
