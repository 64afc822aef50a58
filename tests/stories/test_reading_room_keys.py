"""A documenter without a mouse: from an empty project to reviewed reports and incidents."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from tests.stories.browsing import Watched, browser, serving
from tests.stories.room_steps import LETTER, open_next, paste, tab_to, the_name, typed_in, until

pytestmark = pytest.mark.slow

PLACES = ("Hyesan", "Musan", "Hoeryong", "Sinuiju", "Wonsan")
HABITS = {0: ("x", "3"), 1: ("t",), 2: ("c", "Enter")}
"""What one claim in fifteen is answered with; all others are accepted."""


def letters() -> list[str]:
    """Ten invented reports: two of each of five happenings."""
    return [
        f"INVENTED EXAMPLE\n\nBorder guards shot dead {n + 2} people near {place} on {n + 3} May "
        f"2031, {teller} told the {paper}.\n"
        for n, place in enumerate(PLACES)
        for teller, paper in (("a resident", "Invented Courier"), ("a teacher", "Invented Post"))
    ]


def review(page: Any) -> int:
    """Accept all that waits in the report; gives the number of keys."""
    pressed = 0
    if page.locator(".claim.focused.waiting").count() == 0:
        page.keyboard.press("Space")
        pressed += 1
        page.wait_for_timeout(100)
    while page.locator(".claim.focused.waiting").count():
        waiting = page.locator(".claim.waiting").count()
        page.keyboard.press("a")
        pressed += 1
        fewer(page, waiting)
    return pressed


def fewer(page: Any, waiting: int) -> None:
    """Wait until fewer claims wait; one claim may stand in two accounts."""
    for _ in range(450):
        if page.locator(".claim.waiting").count() < waiting:
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"still {waiting} claims wait")


def test_ten_reports_and_three_incidents_with_the_keyboard_alone(tmp_path: Path) -> None:
    """Paste ten reports, review every claim, add one by selecting words, change a speaker, grade,
    join and keep apart: no mouse, and nothing asked of another host."""
    with serving(tmp_path / "project") as address, browser() as context:
        page = context.new_page()
        watched = Watched(page)
        page.goto(address)
        page.get_by_text("Nothing has come in yet").wait_for()
        tab_to(page, "Who are you?")
        page.keyboard.press("Enter")
        page.get_by_role("dialog").wait_for()
        page.keyboard.insert_text("Han")
        page.keyboard.press("Enter")
        tab_to(page, "Paste text")
        page.keyboard.press("Enter")
        for number, letter in enumerate(letters()):
            tab_to(page, "Text of the report")
            typed_in(page, letter)
            page.keyboard.press("Tab")
            typed_in(page, f"letter {number}")
            page.keyboard.press("Enter")
        until(page, ".arrivals .kept", 10)
        page.locator("body").press("Escape")
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        open_next(page)
        add_by_words(page)
        someone_else(page)
        for _ in range(10):
            review(page)
            here = page.url
            page.keyboard.press("n")
            for _ in range(40):
                if page.url.split("?")[0] != here.split("?")[0]:
                    break
                page.wait_for_timeout(50)
            page.locator(".claim.focused").wait_for()
        page.keyboard.press("d")
        page.get_by_text("Everything is reviewed").wait_for()
        page.keyboard.press("v")
        page.locator("tbody tr").first.wait_for()
        assert 3 <= page.locator("tbody tr").count() <= 10
        judge_incident(page)
        watched.silent()


def add_by_words(page: Any) -> None:
    """The word cursor chooses "Border guards" and the form is filled by its first letters."""
    page.keyboard.press("w")
    page.locator(".cursor-help").wait_for()
    for _ in range(30):
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowLeft")
        if "INVENTED" in page.evaluate("getSelection().toString()"):
            break
    while "Border" not in page.evaluate("getSelection().toString()"):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert "Border guards" == page.evaluate("getSelection().toString()")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What do these words tell?").wait_for()
    page.keyboard.type("addr")
    page.get_by_role("radio").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".claim.added.focused", has_text="addressee").wait_for()


def someone_else(page: Any) -> None:
    """`s` and a name: the claim is said by another, and one undo brings the first chain back."""
    page.keyboard.press("Space")
    page.locator(".claim.waiting.focused").wait_for()
    waiting = page.locator(".claim.waiting").count()
    page.keyboard.press("s")
    page.keyboard.insert_text("a nurse")
    page.keyboard.press("Enter")
    until(page, ".claim.added", 2)
    until(page, ".claim.waiting", waiting - 1)
    page.keyboard.press("Backspace")
    until(page, ".claim.added", 1)
    until(page, ".claim.waiting", waiting)
    page.keyboard.press("r")
    until(page, ".claim.added", 2)


def judge_incident(page: Any) -> None:
    """The first incident of the overview: graded, and an account of it split off with preview."""
    tab_to(page, "shooting")
    page.keyboard.press("Enter")
    page.locator(".incident .told").first.wait_for()
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.keyboard.press("Tab")
    page.keyboard.press("2")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("two who do not know each other")
    page.keyboard.press("Enter")
    page.locator(".grade .given").wait_for()
    assert ["B", "2"] == page.locator(".grade .given b").all_inner_texts()
    tab_to(page, "Split off")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Afterwards").wait_for()
    assert 2 == page.locator("dialog .values > div").nth(1).locator(".card").count()
    page.keyboard.insert_text("another night")
    page.keyboard.press("Enter")
    page.get_by_text("another night").wait_for()


def test_the_demonstration_takes_one_and_a_half_keys_a_claim(
    demonstration: Path, tmp_path: Path
) -> None:
    """Reviewing every claim of the demonstration, some refused and corrected, takes at most 1.5
    key presses a claim."""
    project = tmp_path / "demonstration"
    shutil.copytree(demonstration, project)
    with serving(project) as address, browser() as context:
        page = context.new_page()
        page.add_init_script("localStorage.setItem('sacho-person', 'Han')")
        page.goto(address)
        page.locator(".desk .big").wait_for()
        claims = int(page.locator(".desk .big").inner_text().split()[0])
        pressed, judged = 0, 0
        while True:
            here = page.url.split("?")[0]
            page.keyboard.press("n")
            pressed += 1
            page.wait_for_timeout(60)
            for _ in range(40):
                if page.url.split("?")[0] != here:
                    break
                page.wait_for_timeout(50)
            else:
                break
            page.locator(".claim.focused").wait_for()
            while page.locator(".claim.focused.waiting").count():
                keys = HABITS.get(judged % 15, ("a",))
                if keys[0] == "c" and not page.locator(".claim.focused .f-count").count():
                    keys = ("a",)
                waiting = page.locator(".claim.waiting").count()
                for key in keys:
                    page.keyboard.press(key)
                pressed += len(keys)
                fewer(page, waiting)
                judged += waiting - page.locator(".claim.waiting").count()
        page.keyboard.press("d")
        page.get_by_text("Everything is reviewed").wait_for()
        assert claims > 150
        assert pressed <= 1.5 * claims, f"{pressed} keys for {claims} claims"


def test_keys_are_a_persons_own(tmp_path: Path) -> None:
    """A key chosen in the list works at once and after a reload, is shown on the page, and a key
    that is taken is refused; what is kept of it holds no content."""
    with serving(tmp_path / "project") as address, browser() as context:
        page = context.new_page()
        page.goto(address)
        the_name(page)
        paste(page, LETTER, "letter")
        open_next(page)
        page.keyboard.press("?")
        page.get_by_role("button", name="accept the claim: a").click()
        page.keyboard.press("x")
        page.get_by_text("x is taken").wait_for()
        page.keyboard.press("y")
        page.get_by_text("y is now: accept the claim").wait_for()
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        page.wait_for_timeout(200)
        assert 0 == page.locator(".claim.accepted").count()
        page.keyboard.press("y")
        until(page, ".claim.accepted", 1)
        page.reload()
        page.locator(".claim.focused").wait_for()
        page.keyboard.press("y")
        until(page, ".claim.accepted", 2)
        assert "y" in page.locator(".claim.focused .yes kbd").inner_text()
        assert '{"accept":"y"}' == page.evaluate("localStorage.getItem('sacho-keys')")


def test_a_key_pressed_while_the_desk_loads_is_not_lost(
    demonstration: Path, tmp_path: Path
) -> None:
    """`n` before anything is shown leads to the next report all the same."""
    project = tmp_path / "demonstration"
    shutil.copytree(demonstration, project)
    with serving(project) as address, browser() as context:
        page = context.new_page()
        page.route("**/api/v1/desk*", slowly)
        page.goto(address)
        page.locator(".top nav").wait_for()
        page.keyboard.press("n")
        page.locator(".claim.focused").wait_for()


def slowly(route: Any) -> None:
    """A desk that takes its time."""
    time.sleep(1.5)
    route.continue_()
