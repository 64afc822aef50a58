"""What people do in the reading room, step by step, for its stories."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
LETTER = """INVENTED EXAMPLE

Border guards shot dead three people and wounded two others near Hyesan on 3 May 2031, \
a resident told the Invented Courier 😀.
"""


def the_name(page: Any, name: str = "Han") -> None:
    page.get_by_role("button", name="Who are you?").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="That is me").click()


def paste(page: Any, text: str, name: str) -> None:
    page.get_by_text("Paste text", exact=True).click()
    page.get_by_label("Text of the report").fill(text)
    page.get_by_label("What to call it").fill(name)
    page.get_by_role("button", name="Keep and read it").click()
    page.get_by_text("Kept", exact=True).first.wait_for()


def until(page: Any, selector: str, many: int) -> None:
    """Wait by looking: the page's policy lets nobody evaluate, not even its tests."""
    for _ in range(450):
        if page.locator(selector).count() == many:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.locator(selector).count()} of {selector}, not {many}")


def open_next(page: Any) -> None:
    """Go to the next thing that waits; a key pressed while the desk still loads is pressed again."""
    for _ in range(20):
        page.locator("body").press("n")
        for _ in range(30):
            if page.locator(".claim.focused").count():
                return
            page.wait_for_timeout(100)
    raise AssertionError("nothing that waits was opened")


def count(page: Any, state: str) -> int:
    return page.locator(f".claim.{state}").count()


def tab_to(page: Any, words: str) -> None:
    """Press Tab until what is under focus is called so: the way of whoever has no mouse."""
    seen: list[str] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(NAMED))
        if words in seen[-1]:
            return
    raise AssertionError(f"{words!r} is not reached by Tab, but {seen}")


NAMED = """(() => { const e = document.activeElement; if (!e || e === document.body || e.id === 'main') return ''
  const label = e.labels && e.labels[0] ? e.labels[0].firstChild.textContent : ''
  return [e.getAttribute('aria-label'), label, e.tagName === 'SELECT' ? '' : e.textContent].filter(Boolean).join(' ').trim() })()"""


def typed_in(page: Any, text: str) -> None:
    """Type over what stands in the field under focus."""
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def picture(page: Any, name: str) -> None:
    """With SACHO_SCREENS=1 the pictures in docs/screens are made again."""
    page.wait_for_timeout(250)
    if os.environ.get("SACHO_SCREENS"):
        SCREENS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENS / f"{name}.png")


def overflowing(page: Any) -> list[str]:
    """What is wider than the window: the page would have to be pushed sideways."""
    return page.evaluate("""(() => {
      const wide = document.documentElement.clientWidth
      if (document.documentElement.scrollWidth <= wide) return []
      return [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > wide + 1 && !e.closest('.wide, .pane'))
        .map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right))
    })()""")
