"""A documenter works in the reading room, in a real browser; screenshots go to docs/screens."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.stories.browsing import Watched, browser, serving
from tests.stories.room_steps import LETTER, count, open_next, paste, picture, the_name, until

pytestmark = pytest.mark.slow

PAYLOADS = (
    "<script>canary('s')</script>", "<img src=x onerror=canary('i')>", "<svg onload=canary('v')>",
    "\"'><iframe srcdoc=\"<script>parent.canary('f')</script>\">", "javascript:canary('j')",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=canary('m')>",
    "</title><script>canary('t')</script>", "{@html '<script>canary(1)</script>'}",
    "<a href=\"javascript:canary('a')\">x</a>", "<style>@import 'http://evil.example/x'</style>",
    "<link rel=stylesheet href=http://evil.example/y>", "<base href=http://evil.example/>",
)  # fmt: skip


def test_a_first_report_is_reviewed_with_the_keyboard(tmp_path: Path) -> None:
    """Paste, accept, refuse, skip, undo, redo by key; a reload keeps all and returns to the place;
    nothing is asked of another host."""
    with serving(tmp_path / "project") as address, browser() as context:
        page = context.new_page()
        watched = Watched(page)
        page.goto(address)
        page.get_by_text("Nothing has come in yet").wait_for()
        assert "token" not in page.url
        the_name(page)
        paste(page, LETTER, "letter")
        open_next(page)
        waiting = count(page, "waiting")
        assert waiting >= 3
        marked = page.locator("mark.focused").all_inner_texts()
        assert marked
        assert all(words in LETTER for words in marked)
        page.keyboard.press("a")
        page.locator(".claim.accepted").wait_for()
        page.keyboard.press("x")
        page.keyboard.press("1")
        page.locator(".claim.refused").wait_for()
        page.keyboard.press("Space")
        page.keyboard.press("a")
        until(page, ".claim.accepted", 2)
        page.keyboard.press("Backspace")
        until(page, ".claim.accepted", 1)
        page.keyboard.press("r")
        until(page, ".claim.accepted", 2)
        page.keyboard.press("j")
        there = page.url
        page.reload()
        page.locator(".claim.focused").wait_for()
        assert there == page.url
        assert (2, 1, waiting - 3) == tuple(
            count(page, s) for s in ("accepted", "refused", "waiting")
        )
        page.keyboard.press("Backspace")
        until(page, ".claim.accepted", 1)
        page.keyboard.press("?")
        page.get_by_role("heading", name="Keys").wait_for()
        page.keyboard.press("Escape")
        watched.silent()


def test_a_value_is_corrected_and_shown_everywhere(tmp_path: Path) -> None:
    """A corrected count stands beside the one that was read, here and in the incident."""
    with serving(tmp_path / "project") as address, browser() as context:
        page = context.new_page()
        watched = Watched(page)
        page.goto(address)
        the_name(page)
        paste(page, LETTER, "letter")
        open_next(page)
        page.locator(".claim", has_text="killed").first.locator(".face").click()
        page.keyboard.press("c")
        page.get_by_label("no upper bound").fill("3-4")
        page.keyboard.press("Enter")
        page.locator(".claim.corrected ins", has_text="3–4").wait_for()
        page.locator(".claim.corrected .face").click()
        page.keyboard.press("i")
        page.locator(".told .value", has_text="3–4").wait_for()
        watched.silent()


def test_two_people_at_once_lose_nothing(tmp_path: Path) -> None:
    """Who decides second sees both answers part by part; what they choose is recorded beside the
    first, and nothing is overwritten."""
    with serving(tmp_path / "project") as address, browser() as context:
        one, two = context.new_page(), context.new_page()
        for page in (one, two):
            page.goto(address)
        the_name(one)
        paste(one, LETTER, "letter")
        open_next(one)
        two.add_init_script("localStorage.setItem('sacho-person', 'Mina')")
        two.goto(one.url)
        two.reload()
        two.locator(".claim.focused").wait_for()
        one.keyboard.press("a")
        one.locator(".claim.accepted").wait_for()
        two.keyboard.press("x")
        two.keyboard.press("3")
        two.get_by_role("heading", name="Han decided").wait_for()
        two.locator(".claim.accepted").wait_for()
        two.get_by_role("dialog").get_by_label("refused").check()
        two.get_by_role("button", name="Save what I chose").click()
        two.locator(".claim.refused.focused").wait_for()
        assert "as the words say" in two.locator(".claim.focused").inner_text()
        two.locator("details.history summary").click()
        told = two.locator("details.history li").all_inner_texts()
        assert ["Mina", "Han"] == [next(n for n in ("Han", "Mina") if n in t) for t in told]


def test_reports_never_run(tmp_path: Path) -> None:
    """Hostile text, titles and names are words on every screen: no script, no request."""
    with serving(tmp_path / "project") as address, browser() as context:
        page = context.new_page()
        watched = Watched(page)
        page.goto(address)
        the_name(page, PAYLOADS[1])
        text = f"{LETTER}\n" + "\n\n".join(f"Guards shot {p} dead. {p}" for p in PAYLOADS)
        paste(page, text, PAYLOADS[0] + PAYLOADS[1])
        html = "".join(f"<p>Guards shot two people in Hyesan. {p}</p>" for p in PAYLOADS)
        upload = {"name": "x<img src=x onerror=canary('n')>.html", "mimeType": "text/html",
                  "buffer": f"<title>{PAYLOADS[6]}{PAYLOADS[1]}</title><article>{html}</article>".encode()}  # fmt: skip
        page.locator("#files").set_input_files(files=[upload])
        until(page, ".arrivals .plain a", 2)
        for link in page.locator(".arrivals a").evaluate_all("all => all.map(a => a.hash)"):
            page.evaluate("to => { location.hash = to }", link)
            page.locator(".words").wait_for()
            page.keyboard.press("a")
            page.wait_for_timeout(300)
        page.keyboard.press("i")
        page.wait_for_timeout(300)
        page.keyboard.press("v")
        page.wait_for_timeout(300)
        page.keyboard.press("d")
        page.wait_for_timeout(300)
        watched.silent()
        assert 0 == page.locator("main :is(script, iframe, style, img, base, link)").count()


@pytest.mark.parametrize(
    ("theme", "language"), [("light", "en"), ("dark", "en"), ("light", "ko"), ("dark", "ko")]
)
def test_every_screen_is_drawn(
    demonstration: Path, tmp_path: Path, theme: str, language: str
) -> None:
    """Every screen in both themes and languages opens without a complaint; with SACHO_SCREENS=1
    the pictures in docs/screens are made again."""
    project = tmp_path / "demonstration"
    shutil.copytree(demonstration, project)
    with (
        serving(project) as address,
        browser(viewport={"width": 1360, "height": 860}, color_scheme=theme) as context,
    ):
        page = context.new_page()
        watched = Watched(page)
        page.add_init_script(
            f"localStorage.setItem('sacho-language', '{language}');"
            "localStorage.setItem('sacho-person', 'Han')"
        )
        page.goto(address)
        page.locator(".desk .big").wait_for()
        picture(page, f"desk-{theme}-{language}")
        report = page.locator("table a").first.evaluate("a => a.hash")
        page.evaluate("to => { location.hash = to }", report)
        page.locator(".claim.focused").wait_for()
        for key in ("a", "a", "x"):
            page.keyboard.press(key)
        picture(page, f"report-{theme}-{language}")
        page.keyboard.press("Escape")
        page.evaluate("location.hash = '#/desk'")
        incident = page.locator(".desk section a[href*=incident]").first.evaluate("a => a.hash")
        page.evaluate("to => { location.hash = to }", incident)
        page.locator(".incident .told").first.wait_for()
        picture(page, f"incident-{theme}-{language}")
        page.evaluate("location.hash = '#/overview'")
        page.locator(".map .land").first.wait_for(state="attached")
        picture(page, f"overview-{theme}-{language}")
        page.evaluate("location.hash = '#/codebook/kind/shooting'")
        page.locator(".codebook .focused").wait_for()
        picture(page, f"codebook-{theme}-{language}")
        page.keyboard.press("?")
        page.locator("dialog[open]").wait_for()
        picture(page, f"keys-{theme}-{language}")
        assert language == page.evaluate("document.documentElement.lang")
        watched.silent()
