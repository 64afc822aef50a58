"""Evidence is hostile: what it says is shown as words, wherever the page shows words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sacho import pipeline
from sacho.model import ids
from sacho.model.account import Account, MadeWith, Reading, ReportHead
from sacho.model.claim import Claim, Speaker
from sacho.model.report import Ingested, Metadata, ReportText
from sacho.model.values import Basis, Party, Period, Place, Text
from sacho.store import reports
from sacho.store.project import Project, open_project
from tests.stories.browsing import Watched, browser, serving

pytestmark = pytest.mark.slow
FOLDER = Path(__file__).with_name("payloads")
WITH = MadeWith("made-up/1", "none", "none")
EACH = 100
TRIGGER = "shooting"


def payloads(name: str) -> list[str]:
    """The strings of one list."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if not line.startswith("#")]


def batches(listed: list[str]) -> Iterator[tuple[int, list[str]]]:
    for start in range(0, len(listed), EACH):
        yield start, listed[start : start + EACH]


def keep(project: Project, name: str, outlet: str, pieces: list[str], number: int) -> str:
    """A report whose text, title, outlet, speakers, parties and places are all payloads."""
    text = f"INVENTED EXAMPLE {number}. {TRIGGER}\n" + "\n".join(pieces)
    report = ids.report_id(text.encode())
    start = text.index(TRIGGER)
    trigger = (start, start + len(TRIGGER))
    claims: list[Claim] = []
    at = trigger[1] + 1
    for n, piece in enumerate(pieces):
        span = (at, at + len(piece))
        at = span[1] + 1
        speaker = (Speaker(piece, "witness", (span,)),)
        claims.append(
            Claim(f"c{n}", "victim", Party(piece), piece, (span,), (span,), "asserted", None,
                  speaker, 0.9)
        )  # fmt: skip
    if pieces:
        day = Period("2031-05-03", "2031-05-03", "day", Basis("absolute"))
        spot = Place(pieces[0], "XX", None, 41.4, 128.2, 5, "settlement", (), "row:1")
        last = claims[-1]
        for n, (field, value) in enumerate(
            (("kind", Text("shooting", "shooting")), ("period", day), ("place", spot))
        ):
            claims.append(
                Claim(f"k{n}", field, value, TRIGGER, (trigger,), (trigger,), "asserted", None,  # type: ignore[arg-type]
                      last.speakers, 0.9)
            )  # fmt: skip
    told = (Account("a0", "shooting", "accomplished", tuple(claims), trigger),) if claims else ()
    made = ReportText(ids.text_id(report, text), report, "made-up/1", text)
    metadata = Metadata(name, None, outlet, "2031-05-04", "given", "en")
    head = ReportHead(report, name, outlet, None, "2031-05-04", "en")
    reading = Reading(WITH, head, text, (), told, (), (), ())
    arrival = reports.Arrival(text.encode(), name, "file")
    reports.add(project, arrival, Ingested(report, "text", metadata, made), reading)
    return report


def test_payloads_are_words_wherever_they_stand(tmp_path: Path) -> None:
    """At least 738 payloads as titles, names of files, outlets, texts, speakers, parties and
    places run no script and ask no other host, on the desk, in reports, incidents and overview.
    """
    scripts, naughty = payloads("scripts.txt"), payloads("naughty.txt")
    assert len(set(scripts)) >= 223
    assert len(set(naughty)) >= 515
    shown_as_words(tmp_path / "project", [*scripts, *naughty])


def shown_as_words(folder: Path, every: list[str]) -> None:
    """Payloads as everything that a page shows, in a real browser. Fails where one is more."""
    with open_project(folder, create=True) as project:
        whole = [keep(project, p[0], p[-1], p, n) for n, p in batches(every)]
        for number, payload in enumerate(every):
            keep(project, payload, payload, [], len(every) + number)
        pipeline.link(project)
    with serving(folder) as address, browser() as context:
        page = context.new_page()
        watched = Watched(page)
        page.goto(address)
        page.locator(".desk .big").wait_for()
        rows = page.locator(".desk tbody tr")
        shown, seen = "".join(rows.all_text_contents()), rows.count()
        while seen < len(every) + len(whole):
            page.get_by_role("button", name="Further rows").first.click()
            page.locator(".desk", has_text=f"{seen + 1}–").wait_for()
            shown, seen = shown + "".join(rows.all_text_contents()), seen + rows.count()
        assert all(p in shown for p in every if p.isprintable() and p == " ".join(p.split()))
        for report in whole:
            page.evaluate("to => { location.hash = to }", f"#/report/{report}")
            page.locator(".claim").nth(3).wait_for()
            page.locator(".words", has_text="INVENTED EXAMPLE").wait_for()
            page.locator("a[href^='#/incident/']").first.click()
            page.locator(".incident .told").first.wait_for()
        page.evaluate("location.hash = '#/overview'")
        page.locator(".overview tbody tr").first.wait_for()
        assert 0 == page.locator("#main script, #main iframe, #main object, #main base").count()
        watched.silent()
