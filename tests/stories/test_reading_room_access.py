"""Everybody reads: axe finds nothing on any screen, Korean is complete, the mouse is enough."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.stories.browsing import Watched, browser, serving
from tests.stories.room_steps import count, the_name, until

pytestmark = pytest.mark.slow
UI = Path(__file__).parents[2] / "src" / "sacho" / "web" / "ui"
AXE = UI / "node_modules" / "axe-core" / "axe.min.js"
RULES = """axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(
  v => v.id + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))"""
LETTER = (
    "INVENTED EXAMPLE\\n\\n국경경비대가 2031년 5월 3일 혜산 근처에서 주민 3명을 사살했다고 "
    "현지 소식통이 가상신문에 전했다.\\n"
).replace("\\n", "\n")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen(
    demonstration: Path, tmp_path: Path, theme: str, language: str
) -> None:
    """No violation on any screen, form or dialog, in both themes and languages."""
    if not AXE.is_file():
        pytest.skip("axe-core is missing (`make ui`): no screen was looked at for access")
    project = tmp_path / "demonstration"
    shutil.copytree(demonstration, project)
    size = {"width": 1360, "height": 860}
    with (
        serving(project) as address,
        browser(viewport=size, color_scheme=theme, bypass_csp=True) as context,
    ):
        page = context.new_page()
        page.add_init_script(path=AXE)
        page.add_init_script(
            f"localStorage.setItem('sacho-language', '{language}');"
            "localStorage.setItem('sacho-person', 'Han')"
        )
        found: dict[str, list[str]] = {}

        def look(name: str) -> None:
            page.wait_for_timeout(250)
            told = page.evaluate(RULES)
            if told:
                found[name] = told

        page.goto(address)
        page.locator(".desk .big").wait_for()
        page.locator("details summary").first.click()
        look("desk")
        incident = page.locator(".desk section a[href*=incident]").first.evaluate("a => a.hash")
        page.keyboard.press("n")
        page.locator(".claim.focused").wait_for()
        for key in ("l", "a", "t", "a"):
            page.keyboard.press(key)
        until(page, ".claim.refused", 1)
        look("report")
        for key, name in (("x", "refusing"), ("c", "correcting"), ("s", "speaker")):
            page.keyboard.press(key)
            look(name)
            page.keyboard.press("Escape")
        page.locator("body").press("w")
        look("words")
        page.keyboard.press("Enter")
        page.locator(".adding").wait_for()
        page.locator(".adding select").nth(1).select_option("victim")
        look("adding")
        page.keyboard.press("Escape")
        page.locator("body").press("m")
        page.locator("dialog[open]").wait_for()
        look("joining")
        page.keyboard.press("1")
        page.locator("dialog[open] .values").wait_for()
        look("preview")
        page.keyboard.press("Escape")
        page.evaluate("to => { location.hash = to }", incident)
        page.locator(".incident .told").first.wait_for()
        page.locator("body").press("s")
        page.locator("body").press("g")
        page.locator(".grade.open").wait_for()
        look("incident")
        page.evaluate("location.hash = '#/overview'")
        page.locator(".map .land").first.wait_for(state="attached")
        look("overview")
        page.evaluate("location.hash = '#/codebook'")
        page.locator(".codebook dt").first.wait_for()
        look("codebook")
        page.locator("body").press("?")
        page.locator("dialog[open]").wait_for()
        look("keys")
        assert {} == found


def test_a_day_in_korean(tmp_path: Path) -> None:
    """A Korean report is reviewed in a Korean page with a Korean keyboard; no word of the page is
    left in English."""
    with serving(tmp_path / "project") as address, browser() as context:
        page = context.new_page()
        watched = Watched(page)
        page.add_init_script(
            "localStorage.setItem('sacho-language', 'ko');"
            "localStorage.setItem('sacho-person', '한결')"
        )
        page.goto(address)
        page.get_by_text("아직 들어온 보고가 없습니다").wait_for()
        foreign(page)
        page.get_by_text("글 붙여넣기", exact=True).click()
        page.get_by_label("보고의 글").fill(LETTER)
        page.get_by_label("이름", exact=True).fill("편지")
        page.get_by_role("button", name="보관하고 읽기").click()
        page.locator(".arrivals .kept").wait_for()
        hangul(page, "ㅜ", "KeyN")
        page.locator(".claim.focused").wait_for()
        waiting = count(page, "waiting")
        assert waiting >= 3
        assert "3" in page.locator(".claim", has_text="사망").first.inner_text()
        hangul(page, "ㅁ", "KeyA")
        until(page, ".claim.accepted", 1)
        hangul(page, "ㅅ", "KeyT")
        until(page, ".claim.refused", 1)
        foreign(page)
        page.locator(".words").evaluate(SELECT, ["주민"])
        page.locator(".take").click()
        page.locator(".adding select").nth(1).select_option("victim")
        page.get_by_role("radio").first.wait_for()
        page.get_by_role("button", name="추가", exact=False).last.click()
        page.locator(".claim.added .value", has_text="주민").wait_for()
        hangul(page, "ㅑ", "KeyI")
        page.locator(".incident .told").first.wait_for()
        foreign(page)
        for screen in ("#/overview", "#/codebook/kind/shooting"):
            page.evaluate("to => { location.hash = to }", screen)
            page.wait_for_timeout(500)
            foreign(page)
        hangul(page, "?", "Slash")
        page.locator("dialog[open]").wait_for()
        foreign(page)
        watched.silent()


SELECT = """(shown, words) => {
  const walk = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT)
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const at = n.data.indexOf(words[0])
    if (at >= 0) return getSelection().setBaseAndExtent(n, at, n, at + words[0].length)
  }
}"""


def hangul(page: Any, key: str, code: str) -> None:
    """A key as a keyboard in its Korean layout sends it."""
    session = page.context.new_cdp_session(page)
    told = {"key": key, "code": code, "text": key}
    session.send("Input.dispatchKeyEvent", {"type": "keyDown", **told})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **told})


KEPT = {
    "Sacho", "English", "CSV", "JSON", "GEOJSON", "HTML", "PDF", "Word", "Prodigy", "Esc", "Enter",
    "Shift", "INVENTED", "EXAMPLE",
}  # fmt: skip


def foreign(page: Any) -> None:
    """No English word of the page's own stands in buttons, headings, labels or paragraphs."""
    told = page.evaluate("""[...document.querySelectorAll(
      'button, h1, h2, h3, h4, label, legend, p, summary, th, option, [aria-label]')]
      .filter(e => !e.closest('[lang=en]:not(html), code, kbd, blockquote, .words, .codebook dl'))
      .flatMap(e => [e.getAttribute('aria-label'), ...[...e.childNodes]
        .filter(n => n.nodeType === 3).map(n => n.data)]).filter(Boolean)""")
    words = {w for text in told for w in re.findall(r"[A-Za-z]{3,}", re.sub(r"`[^`]*`", "", text))}
    named = {w for w in words if w not in KEPT and not re.search(r"letter|txt", w)}
    english = json.loads((UI / "src" / "words" / "en.json").read_text("utf-8"))
    known = {w for text in english.values() for w in re.findall(r"[A-Za-z]{3,}", text)}
    assert set() == named & known


def test_the_mouse_is_enough(tmp_path: Path) -> None:
    """Files are chosen, claims judged, words selected by dragging, an incident graded and the
    overview brushed on timeline and map, without a key for anything but names and reasons."""
    with (
        serving(tmp_path / "project") as address,
        browser(viewport={"width": 1360, "height": 900}) as context,
    ):
        page = context.new_page()
        watched = Watched(page)
        page.goto(address)
        the_name(page)
        texts = {
            "one.txt": "shot dead three people near Hyesan on 3 May 2031",
            "two.txt": "beat two farmers in Sinuiju on 9 August 2031",
        }
        files = [
            {
                "name": name,
                "mimeType": "text/plain",
                "buffer": f"INVENTED EXAMPLE\n\nBorder guards {told}, a resident told the Invented "
                "Courier.\n".encode(),
            }
            for name, told in texts.items()
        ]
        with page.expect_file_chooser() as chooser:
            page.get_by_text("Choose files").click()
        chooser.value.set_files(files)
        until(page, ".arrivals .kept", 2)
        page.get_by_role("link", name="Next to review").click()
        page.locator(".claim.focused").wait_for()
        page.locator(".claim.focused .yes").click()
        until(page, ".claim.accepted", 1)
        drag_words(page, "Border guards")
        page.locator(".take").click()
        page.get_by_label("Field").select_option("addressee")
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Add it").click()
        page.locator(".claim.added .value", has_text="Border guards").wait_for()
        page.get_by_role("button", name="Undo").click()
        until(page, ".claim.added", 0)
        page.reload()
        page.locator(".claim.focused").wait_for()
        page.get_by_role("button", name="Redo").click()
        until(page, ".claim.added", 1)
        page.get_by_role("link", name="Incident").first.click()
        page.locator(".incident .told").first.wait_for()
        page.locator(".grade").nth(2).get_by_role("button", name="Grade").click()
        page.get_by_label("Source").select_option("C")
        page.get_by_label("Information").select_option("4")
        page.get_by_label("Why").fill("one telling")
        page.get_by_role("button", name="Save the grade").click()
        page.locator(".grade .given").wait_for()
        page.get_by_role("link", name="Overview").click()
        until(page, "tbody tr", 2)
        brush(page)
        watched.silent()


def drag_words(page: Any, words: str) -> None:
    """Press at the beginning of the words and let go at their end."""
    box = page.locator(".words").evaluate(
        """(shown, words) => {
      const walk = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT)
      for (let n = walk.nextNode(); n; n = walk.nextNode()) {
        const at = n.data.indexOf(words)
        if (at < 0) continue
        const range = document.createRange()
        range.setStart(n, at); range.setEnd(n, at + words.length)
        n.parentElement.scrollIntoView({block: 'center'})
        const r = range.getBoundingClientRect()
        return [r.left, r.right, r.top + r.height / 2]
      }
    }""",
        words,
    )
    page.mouse.move(box[0] + 1, box[2])
    page.mouse.down()
    page.mouse.move(box[1] - 1, box[2], steps=6)
    page.mouse.up()


def brush(page: Any) -> None:
    """A stretch of the timeline, then an area of the map, each leave one row; the address keeps
    it, and a reload shows the same."""
    frame = page.locator("svg.timeline").bounding_box()
    page.mouse.move(frame["x"] + 2, frame["y"] + 10)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.4, frame["y"] + 12, steps=5)
    page.mouse.up()
    until(page, "tbody tr", 1)
    assert "to=2031" in page.url
    page.reload()
    until(page, "tbody tr", 1)
    page.get_by_role("button", name="Show all again").click()
    until(page, "tbody tr", 2)
    page.locator(".map .area").nth(1).wait_for(state="attached")
    page.locator("svg.map").scroll_into_view_if_needed()
    frame = page.locator("svg.map").bounding_box()
    page.mouse.move(frame["x"] + 3, frame["y"] + 3)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] - 6, steps=5)
    page.mouse.up()
    until(page, "tbody tr", 1)
    assert "box=" in page.url
