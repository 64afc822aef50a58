"""Reads each text once a run, says how far it is, and takes the text away before it is scored."""

from __future__ import annotations

import signal
import sys
import time
import traceback
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import msgspec

from sacho.model.account import MadeWith, Reading, ReportHead
from sacho.model.problem import Problem

SHOWN = 5
"""How many failures are named; all are counted."""

Read = Callable[[str, ReportHead], Reading]


class TooSlowError(Exception):
    """One text was not read within its time."""


def reader() -> Read:
    """Sacho's reader. Imported here so that scorers and tests need no language tables."""
    from sacho.read.reader import read_text

    return lambda text, head: read_text(text, head, head.language)


def blind(reading: Reading) -> Reading:
    """The reading without its text: what an adapter is given."""
    return msgspec.structs.replace(reading, text="")


def _named(error: Exception) -> str:
    """The kind of error and where it arose; its message may hold words of the text."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


class Readings:
    """What was read in this run. A text is read again only under another head."""

    def __init__(self, read: Read, seconds: float = 20.0, quiet: bool = False) -> None:
        self._read = read
        self._seconds = seconds
        self._quiet = quiet
        self._kept: dict[tuple[str, ReportHead], Reading] = {}
        self.read = 0
        self.failed = 0

    def of(self, name: str, texts: list[tuple[str, ReportHead]]) -> list[Reading]:
        """One blind reading a text, in order. One that fails or takes too long reads nothing."""
        started = time.monotonic()
        shown = started
        done: list[Reading] = []
        for number, (text, head) in enumerate(texts, 1):
            done.append(self._one(text, head))
            now = time.monotonic()
            if not self._quiet and (now - shown > 5 or number == len(texts)):
                shown = now
                rest = (now - started) / number * (len(texts) - number)
                print(f"{name}: {number}/{len(texts)} read, {rest:.0f} s left", file=sys.stderr)
        return done

    def _one(self, text: str, head: ReportHead) -> Reading:
        key = (text, head)
        if key not in self._kept:
            self.read += 1
            self._kept[key] = blind(self._guarded(text, head))
        return self._kept[key]

    def _guarded(self, text: str, head: ReportHead) -> Reading:
        try:
            with _at_most(self._seconds):
                return self._read(text, head)
        except Exception as error:  # noqa: BLE001 - every text is measured; what fails is named
            self.failed += 1
            if self.failed <= SHOWN:
                print(f"{head.id}: not read ({_named(error)})", file=sys.stderr)
            problem = Problem("reader.failed", f"The reader stopped: {_named(error)}.")
            return Reading(MadeWith("", "", ""), head, "", (), (), (), (), (problem,))


@contextmanager
def _at_most(seconds: float) -> Generator[None]:
    """Raises TooSlowError after so many seconds, where the system has an alarm."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
