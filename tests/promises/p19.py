"""P19: no text makes a pattern hang.

Every pattern that a module of Sacho holds is searched for in hostile texts of two sizes, one four
times the other; a try is kept where the time of the larger stays in the linear range of the
smaller, or under a tenth of a second. Patterns made within functions are not seen here.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import signal
import time
from collections.abc import Iterator
from re import Pattern
from typing import Any

from tests.promises.run import Told

import sacho

SMALL, LARGE = 4_000, 16_000
GROWTH = 10.0
ENOUGH = 0.1
LONGEST = 3
# Read only the project's own tables, never a report.
OWN = ("sacho.read.named_periods._ELEMENT", "sacho.read.named_periods._PIECE")
SEEDS = (
    " ", "\n", "a", "aA ", "1", "1,", "1 ", "-", "1-", ".", "a.", "&", "<", "<!--", "(", "((", "a@",
    "가", "가 ", "1월 ", "the ", "and ", "of the ", "A. ", "Mr. ", '"', ", ", "x, ", ":", "\t ",
)  # fmt: skip
KEPT = False
"""Three or four patterns of fifteen hundred tries take longer than linear time: see the misses."""
QUICK = 250
FULL = 1_500


class _Hung(Exception):
    """A search took longer than any text is worth."""


def patterns() -> dict[str, Pattern[Any]]:
    """Every compiled pattern that is bound in a module of Sacho, by where it stands."""
    found: dict[str, Pattern[Any]] = {}
    for each in pkgutil.walk_packages(sacho.__path__, "sacho."):
        if "migrations" in each.name or each.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(each.name)).items():
            for at, one in enumerate(_within(value)):
                found[f"{each.name}.{name}[{at}]"] = one
    return {name: one for name, one in found.items() if not name.startswith(OWN)}


def _within(value: object) -> Iterator[Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _within(one)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _within(one)


def run(told: Told) -> tuple[int, int]:
    """How many pairs of a pattern and a hostile text grew no faster than the text, of how many."""
    once = {one.pattern: (name, one) for name, one in patterns().items()}
    chance = random.Random(told.seed)
    listed = sorted(once.values(), key=lambda each: each[0])
    kept = tried = 0
    while tried < told.tries:
        name, one = listed[tried % len(listed)]
        seed = "".join(chance.choices(SEEDS, k=chance.randint(1, 2)))
        good = is_linear(one, seed)
        kept += good
        tried += 1
        if not good:
            print(f"P19: {name} grows on {seed!r}", flush=True)
    return kept, tried


def is_linear(pattern: Pattern[Any], seed: str) -> bool:
    """Whether searching a text made of `seed` takes time that grows as the text does."""
    try:
        large = _seconds(pattern, seed, LARGE)
        if large < ENOUGH:
            return True
        small = max(_seconds(pattern, seed, SMALL), 0.001)
    except _Hung:
        return False
    return large / small < GROWTH


def _seconds(pattern: Pattern[Any], seed: str, size: int) -> float:
    text = (seed * (size // len(seed) + 1))[:size] + "\x01"
    subject = text.encode() if isinstance(pattern.pattern, bytes) else text
    before = signal.signal(signal.SIGALRM, _hang)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        began = time.process_time()
        for _ in pattern.finditer(subject):  # type: ignore[arg-type]
            pass
        return time.process_time() - began
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _hang(number: int, frame: object) -> None:
    raise _Hung
