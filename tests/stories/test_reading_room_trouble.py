"""When things go wrong in the reading room: the server dies, two decide, the window is small."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.stories.browsing import Watched, browser, serving, started
from tests.stories.room_steps import (
    LETTER,
    count,
    open_next,
    overflowing,
    paste,
    picture,
    the_name,
    until,
)

pytestmark = pytest.mark.slow
SCREENS = ("#/desk", "#/overview", "#/codebook/kind/shooting")


def test_the_server_is_killed_in_the_middle_and_nothing_is_lost(tmp_path: Path) -> None:
    """Decisions made while Sacho is gone wait, are counted on the page, and are saved in order
    once it answers again under a new token; what was shown as saved is there."""
    project = tmp_path / "project"
    process, address = started(project)
    port = urlsplit(address).port or 0
    with browser() as context:
        page = context.new_page()
        page.goto(address)
        the_name(page)
        paste(page, LETTER, "letter")
        open_next(page)
        waiting = count(page, "waiting")
        page.keyboard.press("a")
        until(page, ".claim.accepted", 1)
        process.kill()
        process.communicate()
        page.keyboard.press("a")
        page.keyboard.press("t")
        page.get_by_role("alert").get_by_text("Not yet saved: 2").wait_for()
        assert 1 == count(page, "accepted")
        until(page, ".claim.unsaved", 2)
        with serving(project, port) as again:
            page.get_by_role("alert").get_by_text("started again").wait_for()
            page.get_by_label("The new address").fill(again)
            page.get_by_role("button", name="Go on").click()
            until(page, ".claim.unsaved", 0)
            until(page, ".claim.accepted", 2)
            until(page, ".claim.refused", 1)
            assert 0 == page.get_by_role("alert").count()
            page.reload()
            page.locator(".claim.focused").wait_for()
            states = ("accepted", "refused", "waiting")
            assert [2, 1, waiting - 3] == [count(page, s) for s in states]


def test_two_people_grade_and_split_at_once(demonstration: Path, tmp_path: Path) -> None:
    """The second grade shows both, mark by mark; a split decided meanwhile keeps the reason that
    was typed and shows the incident as it now is."""
    project = tmp_path / "demonstration"
    shutil.copytree(demonstration, project)
    with serving(project) as address, browser() as one, browser_beside(one) as two:
        pages = [one.new_page(), two.new_page()]
        for page, name in zip(pages, ("Han", "Mina"), strict=True):
            page.add_init_script(f"localStorage.setItem('sacho-person', '{name}')")
            page.goto(address)
            page.locator(".desk section a[href*=incident]").first.click()
            page.locator(".incident .told").first.wait_for()
        for page, source in zip(pages, ("B", "D"), strict=True):
            page.locator(".grade").first.get_by_role("button", name="Grade").click()
            page.get_by_label("Source").select_option(source)
            page.get_by_label("Information").select_option("3")
            page.get_by_label("Why").fill("as I see it")
            page.get_by_role("button", name="Save the grade").click()
            if source == "B":
                page.locator(".grade .given").wait_for()
        dialog = pages[1].get_by_role("dialog")
        dialog.get_by_role("heading", name="Han decided").wait_for()
        dialog.get_by_label("D", exact=True).check()
        dialog.get_by_role("button", name="Save what I chose").click()
        # The grade that Han gave stands there until this one is saved.
        pages[1].locator(".grade .given b", has_text="D").wait_for()
        assert ["D", "3"] == pages[1].locator(".grade .given b").all_inner_texts()
        for page in pages:
            page.get_by_role("button", name="Split off").first.click()
            page.get_by_role("dialog").get_by_label("Why").fill("another night")
        pages[0].get_by_role("dialog").get_by_role("button", name="Split off").click()
        pages[0].get_by_role("dialog").wait_for(state="detached")
        pages[1].get_by_role("dialog").get_by_role("button", name="Split off").click()
        pages[1].get_by_role("alert").get_by_text("changed meanwhile").wait_for()
        assert "another night" == pages[1].get_by_role("dialog").get_by_label("Why").input_value()


def browser_beside(context: Any) -> Any:
    """A second window that keeps its own name, as another browser would."""
    return context.browser.new_context(locale="en-GB")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_phone_sized_window_holds_every_screen(
    demonstration: Path, tmp_path: Path, language: str
) -> None:
    """On 390 x 844 nothing is wider than the window on any screen, and a report is reviewed by
    thumb: accept, refuse, undo."""
    project = tmp_path / "demonstration"
    shutil.copytree(demonstration, project)
    size = {"width": 390, "height": 844}
    with (
        serving(project) as address,
        browser(viewport=size, has_touch=True, is_mobile=True) as context,
    ):
        page = context.new_page()
        watched = Watched(page)
        page.add_init_script(
            f"localStorage.setItem('sacho-language', '{language}');"
            "localStorage.setItem('sacho-person', 'Han')"
        )
        page.goto(address)
        page.locator(".desk .big").wait_for()
        picture(page, f"phone-desk-light-{language}")
        incident = page.locator(".desk section a[href*=incident]").first.evaluate("a => a.hash")
        page.locator(".state .main").tap()
        page.locator(".claim.focused").wait_for()
        page.locator(".thumb .yes").tap()
        until(page, ".claim.accepted", 1)
        picture(page, f"phone-report-light-{language}")
        assert [] == overflowing(page)
        page.locator(".thumb .no").tap()
        page.locator(".claim.focused fieldset button").first.tap()
        until(page, ".claim.refused", 1)
        page.locator(".thumb button").last.tap()
        until(page, ".claim.refused", 0)
        for screen in (*SCREENS, incident):
            page.evaluate("to => { location.hash = to }", screen)
            page.wait_for_timeout(600)
            assert [] == overflowing(page), screen
        picture(page, f"phone-incident-light-{language}")
        watched.silent()


def test_twice_as_large_nothing_is_cut_off(demonstration: Path, tmp_path: Path) -> None:
    """At 200 % zoom of an ordinary window every screen still fits its width."""
    project = tmp_path / "demonstration"
    shutil.copytree(demonstration, project)
    size = {"width": 640, "height": 400}
    with serving(project) as address, browser(viewport=size, device_scale_factor=2) as context:
        page = context.new_page()
        page.goto(address)
        page.locator(".desk .big").wait_for()
        report = page.locator("table a").first.evaluate("a => a.hash")
        incident = page.locator(".desk section a[href*=incident]").first.evaluate("a => a.hash")
        for screen in (*SCREENS, report, incident):
            page.evaluate("to => { location.hash = to }", screen)
            page.wait_for_timeout(600)
            assert [] == overflowing(page), screen
