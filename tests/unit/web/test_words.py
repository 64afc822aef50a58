"""The page's catalogue: everything that the program says of a problem, in both languages."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

ROOT = Path(__file__).parents[3]
WORDS = ROOT / "src" / "sacho" / "web" / "ui" / "src" / "words"
SAYS = "problem.says."


def documented() -> dict[str, str]:
    """Every problem's message by its code, as the reference lists them."""
    path = ROOT / "docs" / "reference" / "make_problems.py"
    spec = importlib.util.spec_from_file_location("make_problems", path)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return {**made.INGEST, **made.PERIODS, **made.OTHERS}


def spoken(language: str) -> dict[str, str]:
    """What the page says of each problem in a language."""
    words: dict[str, str] = json.loads((WORDS / f"{language}.json").read_text("utf-8"))
    return {k.removeprefix(SAYS): v for k, v in words.items() if k.startswith(SAYS)}


def test_every_problem_is_told_in_both_languages() -> None:
    """No problem lacks words on the page; the English ones are the program's own."""
    korean = spoken("ko")

    assert documented() == spoken("en")
    assert documented().keys() == korean.keys()
    assert all(any("가" <= letter <= "힣" for letter in words) for words in korean.values())
