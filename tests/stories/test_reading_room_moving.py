"""Two happenings told in one breath: claims moved, an account told apart, a wrong day mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.stories.browsing import Watched, browser, serving
from tests.stories.room_steps import open_next, paste, picture, the_name, typed_in, until

pytestmark = pytest.mark.slow

LETTER = (
    "INVENTED EXAMPLE\n\nBorder guards shot dead three people near Hyesan on Monday, a resident "
    "told the Invented Courier. Police detained six traders in Hoeryong on Tuesday, a trader said.\n"
)


def accounts(page: Any) -> dict[str, list[str]]:
    """The fields that stand under each heading."""
    found: dict[str, list[str]] = {}
    for article in page.locator("article.account").all():
        heading = article.locator("h2").inner_text().split("\n")[0].strip()
        fields = article.locator(".claim .field").all_inner_texts()
        found.setdefault(heading, []).append(" ".join(sorted(fields)))
    return found


def focus_on(page: Any, words: str) -> None:
    """From the first with `j` until a claim that says so is under focus."""
    for _ in range(20):
        page.keyboard.press("k")
    for _ in range(40):
        if words in page.locator(".claim.focused .face").inner_text():
            return
        page.keyboard.press("j")
        page.wait_for_timeout(40)
    raise AssertionError(f"no claim says {words}")


def settled(page: Any, wanted: int) -> dict[str, list[str]]:
    """What stands where, once there are so many accounts and nothing is being saved."""
    until(page, "article.account", wanted)
    until(page, ".tools i", 0)
    page.wait_for_timeout(150)
    return accounts(page)


def opened(page: Any, address: str) -> dict[str, list[str]]:
    """The letter pasted and opened from its first claim."""
    page.goto(address)
    the_name(page)
    paste(page, LETTER, "letter")
    open_next(page)
    until(page, "article.account", 2)
    for _ in range(30):
        page.keyboard.press("k")
    return accounts(page)


def test_claims_move_and_accounts_divide_with_the_keyboard(tmp_path: Path) -> None:
    """`f` and a number moves a claim, `f` and 0 makes an account of its own, `h` mends the day;
    undo takes each back, one key a step, also after a reload.
    """
    with serving(tmp_path / "project") as address, browser() as context:
        page = context.new_page()
        watched = Watched(page)
        before = opened(page, address)
        focus_on(page, "Hyesan")
        page.keyboard.press("f")
        page.get_by_text("Which happening do these words tell of?").wait_for()
        picture(page, "moving-light-en")
        page.keyboard.press("1")
        page.get_by_text("Moved to the other account").wait_for()
        moved = settled(page, 2)
        assert "place" not in moved["shooting"][0] and moved["detention"][0].count("place") == 2

        focus_on(page, "killed")
        page.keyboard.press("f")
        page.get_by_text("Take along").wait_for()
        page.keyboard.press("Escape")
        page.keyboard.press("f")
        page.keyboard.press("0")
        page.get_by_text("Two accounts now").wait_for()
        divided = settled(page, 3)
        assert 2 == len(divided["shooting"])

        page.keyboard.press("h")
        page.get_by_role("heading", name="Mend what is known of this report").wait_for()
        typed_in(page, "The Mended Post")
        page.keyboard.press("Tab")
        page.keyboard.type("08082031")
        for _ in range(4):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.placeholder") == "how you know":
                break
        page.keyboard.insert_text("on the paper copy")
        picture(page, "mending-light-en")
        page.keyboard.press("Enter")
        page.get_by_text("Mended, and read again").wait_for()
        assert "The Mended Post" in page.locator(".title .meta").inner_text()
        assert "Aug 4, 2031" in page.locator("section.accounts").inner_text()

        page.reload()
        page.locator(".claim.focused").wait_for()
        page.keyboard.press("Backspace")
        page.locator(".title .meta", has_text="outlet not known").wait_for()
        assert settled(page, 3) == divided
        page.keyboard.press("Backspace")
        assert settled(page, 2) == moved
        page.keyboard.press("Backspace")
        until(page, "article.account:has-text('shooting') .f-where", 1)
        assert settled(page, 2) == before
        page.keyboard.press("r")
        until(page, "article.account:has-text('detention') .f-where", 2)
        watched.silent()


def test_claims_move_with_the_mouse_and_take_others_along(tmp_path: Path) -> None:
    """Click the claim, the button, the others to go with it, and where to; the incidents follow."""
    with serving(tmp_path / "project") as address, browser() as context:
        page = context.new_page()
        opened(page, address)
        page.locator(".claim .face", has_text="Hyesan").click()
        page.get_by_role("button", name="Another account").click()
        page.get_by_role("checkbox", name="killed").check()
        page.get_by_role("button", name="A new account of its own").click()
        told = settled(page, 3)
        kept, new = sorted(told["shooting"], key=lambda fields: "killed" in fields)
        assert "killed" not in kept and "place" not in kept
        assert {"kind", "killed", "place"} <= set(new.split())
        page.locator("details.history summary").click()
        assert "told apart" in page.locator("details.history").inner_text()
        page.get_by_role("link", name="Overview").click()
        until(page, "tbody tr", 3)
