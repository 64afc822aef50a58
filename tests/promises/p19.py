"""P19: no text makes us hang.

Every pattern that a module of Sacho holds is searched for in hostile texts of two sizes, one four
times the other: texts of `SEEDS`, and texts made from the pattern itself (`attacks.py`), with white
space as the frozen text has it where only frozen text is searched. A try is kept where the time of
the larger stays in the linear range of the smaller, or under a tenth of a second. Every tenth try
reads a whole hostile report of 2,000 letters, which may take ten seconds of processor time. Not
seen: patterns made within functions. Not promised: that the time of a whole reading grows no faster
than its longest sentence.
"""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from re import Pattern
from typing import Any

from tests.promises.attacks import Attack, attacks
from tests.promises.run import Told

import sacho
from sacho.ingest import normal
from sacho.model.account import ReportHead
from sacho.read.reader import read_text

SMALL, LARGE = 4_000, 16_000
GROWTH = 10.0
ENOUGH = 0.1
LONGEST = 3
READ, READ_SECONDS, READ_EVERY = 2_000, 10, 10
# Read only the project's own tables, never a report.
OWN = ("sacho.read.named_periods._ELEMENT", "sacho.read.named_periods._PIECE")
# Search bytes and letters as they come, before they are frozen.
RAW = ("sacho.ingest.", "sacho.cli.", "sacho.store.")
SEEDS = (
    " ", "\n", "a", "aA ", "1", "1,", "1 ", "-", "1-", ".", "a.", "&", "<", "<!--", "(", "((", "a@",
    "가", "가 ", "1월 ", "the ", "and ", "of the ", "A. ", "Mr. ", '"', ", ", "x, ", ":", "\t ",
)  # fmt: skip
TOLD = (
    *SEEDS, "삼십", "십 ", "사망자 5명 ", "“", "police said ", "killed by ", "5 dead and ", "shot ",
    "Varn, ", "1월 1일 ", "5-", "two men, ", "the Reed Post said ", "이라고 ", "A’s ", "http://a.",
)  # fmt: skip
QUICK = 500
FULL = 5_000


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
    """How many searches and readings of hostile texts took no longer than they should, of so many."""
    chance = random.Random(told.seed)
    searched = _searches(chance)
    kept = 0
    for number in range(told.tries):
        if number % READ_EVERY == READ_EVERY - 1:
            text = "".join(chance.choices(TOLD, k=chance.randint(1, 2)))
            spoken = chance.choice(("en", "ko"))
            name, good = f"a reading in {spoken}", is_read_in_time(text, spoken)
        else:
            name, pattern, attack = next(searched)
            text, good = attack.often, is_linear(pattern, attack, not name.startswith(RAW))
        kept += good
        if not good:
            print(f"P19: {name} grows on {text[:60]!r}", flush=True)
    return kept, told.tries


def _searches(chance: random.Random) -> Iterator[tuple[str, Pattern[Any], Attack]]:
    """Patterns in turn with an attack of their own, then with one of `SEEDS`, without end."""
    once = {(one.pattern, one.flags): (name, one) for name, one in patterns().items()}
    listed = sorted(once.values(), key=lambda each: each[0])
    chance.shuffle(listed)
    own: dict[str, Callable[[], Attack | None]] = {}
    for name, one in listed:
        made = itertools.chain.from_iterable(
            attacks(one.pattern, one.flags, random.Random(chance.random()))
            for _ in itertools.count()
        )
        own[name] = lambda made=made: next(made, None)
    while True:
        for name, one in listed:
            attack = own[name]()
            if attack is not None:
                yield name, one, attack
            yield (
                name,
                one,
                Attack("", "".join(chance.choices(SEEDS, k=chance.randint(1, 2))), "\x01"),
            )


def is_linear(pattern: Pattern[Any], attack: Attack, frozen: bool = False) -> bool:
    """Whether searching a text of the attack takes time that grows as the text does."""
    try:
        large = _seconds(pattern, attack.of(LARGE), frozen)
        if large < ENOUGH:
            return True
        small = max(_seconds(pattern, attack.of(SMALL), frozen), 0.001)
    except _Hung:
        return False
    return large / small < GROWTH


def is_read_in_time(often: str, language: str) -> bool:
    """Whether a whole report of these letters is read within its time."""
    text = _frozen(Attack("INVENTED EXAMPLE. ", often, ".").of(READ))
    head = ReportHead(
        "sha256:p19", publisher="Reed Post", published="2031-05-06", language=language
    )
    try:
        return _timed(lambda: read_text(text, head), READ_SECONDS) < READ_SECONDS
    except _Hung:
        return False


def _seconds(pattern: Pattern[Any], text: str, frozen: bool) -> float:
    told = _frozen(text) if frozen else text
    subject = told.encode() if isinstance(pattern.pattern, bytes) else told
    return _timed(lambda: [None for _ in pattern.finditer(subject)], LONGEST)  # type: ignore[arg-type]


def _frozen(text: str) -> str:
    """The text with its white space as ingest leaves it."""
    paragraphs = ("\n".join(normal.lines(each)) for each in re.split(r"\n\n+", text))
    return "\n\n".join(each for each in paragraphs if each)


def _timed(done: Callable[[], object], most: float) -> float:
    """The processor time it takes, in seconds. Raises where it takes more than `most`."""
    before = signal.signal(signal.SIGPROF, _hang)
    signal.setitimer(signal.ITIMER_PROF, most)
    try:
        began = time.process_time()
        done()
        return time.process_time() - began
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _hang(number: int, frame: object) -> None:
    raise _Hung
