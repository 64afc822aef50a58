"""A project of many reports: shown at once, a leaf at a time, its map and timeline moved by hand."""

from __future__ import annotations

import random
import re
from collections.abc import Generator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from evals.bench_store import Deed, fill, made

from sacho import pipeline
from sacho.store.project import open_project
from sacho.web import opening
from tests.stories.browsing import Watched, browser
from tests.stories.room_steps import tab_to, until
from tests.stories.test_reading_room_access import AXE, RULES
from tests.unit.web.asking import TOKEN, served

pytestmark = pytest.mark.slow
MANY = 130
"""Reports: more than one leaf of them, and of the incidents that they tell."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of many reports; only looked at."""
    folder = tmp_path_factory.mktemp("large") / "project"
    dice, deeds = random.Random(3), list[Deed]()
    with open_project(folder, create=True) as there:
        fill(there, (made(dice, n, deeds) for n in range(MANY)), MANY)
        pipeline.link(there)
    return folder


@pytest.fixture
def page(project: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Any]:
    """A page on the project, which is taken for one too large to be laid out at once."""
    monkeypatch.setattr(opening, "SMALL", 0)
    with served(project) as room, browser(bypass_csp=True) as context:
        there = context.new_page()
        if AXE.is_file():
            there.add_init_script(path=AXE)
        there.add_init_script("localStorage.setItem('sacho-person', 'Han')")
        watched = Watched(there)
        there.goto(f"http://127.0.0.1:{room.port}/#token={TOKEN}")
        there.locator(".desk table tbody tr").first.wait_for()
        yield there
        watched.silent()


def axe(page: Any) -> list[str]:
    """What axe finds, where it is there (`make ui`)."""
    return page.evaluate(RULES) if AXE.is_file() else []


def took(page: Any, name: str) -> list[float]:
    """What the page noted under a name, in ms."""
    page.wait_for_timeout(200)
    return page.evaluate("n => performance.getEntriesByName(n).map(e => e.duration)", name)


def test_a_long_list_is_turned_by_keyboard(page: Any) -> None:
    """The desk shows a leaf of its rows; the next one is some keys away, is said, keeps its place
    in the address, and begins under the cursor."""
    assert 100 == page.locator("tbody tr").count()
    page.get_by_text(re.compile("of 130 reports are laid out")).wait_for(state="hidden")
    first = page.locator("tbody th a").first.inner_text()
    tab_to(page, "Further rows")
    page.keyboard.press("Enter")
    until(page, "tbody tr", MANY - 100)
    page.locator(".said", has_text="101–130 of 130").wait_for()
    assert "row=100" in page.url
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Reports"
    assert axe(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash").startswith("#/report/")
    page.reload()
    until(page, "tbody tr", MANY - 100)
    assert page.get_by_role("button", name="Last rows").first.is_disabled()
    page.get_by_role("button", name="Earlier rows").last.click()
    until(page, "tbody tr", 100)
    assert first == page.locator("tbody th a").first.inner_text()
    assert took(page, "sacho desk")


def test_map_and_timeline_are_steered_by_keys(page: Any) -> None:
    """Arrows move, plus and minus scale, 0 shows everything again; the shapes stay as they were
    drawn, and a step takes at most 33 ms of script."""
    page.evaluate("location.hash = '#/overview'")
    page.locator(".map .land").first.wait_for(state="attached")
    assert 100 == page.locator("tbody tr").count()
    assert axe(page) == []
    for name, group, moved in (("map", ".map-of", ".plane"), ("timeline", ".timeline-of", ".bars")):
        where = page.locator(moved)
        drawn = page.locator(f"{group} [data-of] :is(rect, path), {group} ellipse").first
        begun, shape = where.get_attribute("transform"), drawn.evaluate("e => e.outerHTML")
        page.locator(group).focus()
        seen = {begun}
        for key in ("ArrowLeft", "ArrowRight", "+", "ArrowLeft", "-", "Shift+ArrowLeft"):
            page.keyboard.press(key)
            page.wait_for_timeout(20)
            seen.add(where.get_attribute("transform"))
        assert len(seen) >= 5, seen
        page.keyboard.press("0")
        page.wait_for_timeout(400)
        assert begun == where.get_attribute("transform")
        assert shape == drawn.evaluate("e => e.outerHTML")
        steps = took(page, f"sacho {name} step")
        assert 7 == len(steps)
        assert median(steps) <= 33, steps


def test_what_is_pulled_is_moved_and_what_is_chosen_is_what_is_seen(page: Any) -> None:
    """Pulled by the hand nothing is chosen; an area or stretch chosen afterwards is the one that
    is then seen there."""
    page.evaluate("location.hash = '#/overview'")
    page.locator(".map .area").first.wait_for(state="attached")
    page.locator("svg.map").scroll_into_view_if_needed()
    page.get_by_role("group", name="Where", exact=True).get_by_role(
        "button", name="Drag to"
    ).click()
    before = page.locator(".plane").get_attribute("transform")
    pull(page, "svg.map", (0.5, 0.5), (0.2, 0.3))
    assert before != page.locator(".plane").get_attribute("transform")
    assert "box=" not in page.url
    page.get_by_role("group", name="Where", exact=True).get_by_role(
        "button", name="Drag to"
    ).click()
    pull(page, "svg.map", (0.1, 0.1), (0.4, 0.9))
    assert "box=" in page.url
    chosen = page.locator(".map .area:not(.off)")
    frame = page.locator("svg.map").bounding_box()
    for n in range(min(5, chosen.count())):
        box = chosen.nth(n).bounding_box()
        middle = (box["x"] + box["width"] / 2 - frame["x"]) / frame["width"]
        assert 0.09 <= middle <= 0.41
    page.get_by_role("button", name="Show all again").click()
    page.locator(".timeline-of").focus()
    for key in ("+", "+", "ArrowLeft"):
        page.keyboard.press(key)
    page.wait_for_timeout(400)
    pull(page, "svg.timeline", (0.3, 0.2), (0.5, 0.2))
    assert "from=" in page.url
    held = page.locator(".timeline .brush").bounding_box()
    frame = page.locator("svg.timeline").bounding_box()
    assert abs((held["x"] - frame["x"]) / frame["width"] - 0.3) < 0.02
    assert abs(held["width"] / frame["width"] - 0.2) < 0.03


def pull(page: Any, what: str, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one place of it to another, in parts of its width and height."""
    box = page.locator(what).bounding_box()
    at = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in (begin, end)]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move(*at[1], steps=6)
    page.mouse.up()
    page.wait_for_timeout(100)
