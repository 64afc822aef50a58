"""P14: no file of any size can fill memory or disk.

Bombs of `bombs.py` (overlapping, nested and lying archives, packed streams in PDF, Word, mail and
web archives, elements, members, pages and parts without number, pictures as large as a field) are
read. A try is kept where the file ends in a text or a named problem, its kind is told in under a
second, and its child takes less than five seconds of processor time and less than 256 MiB more than
one that reads a plain document. A child can write to no file (P13), so nothing but the file itself
is added to the disk.
"""

from __future__ import annotations

import random
import sys
import time

from tests.promises.bombs import MADE
from tests.promises.run import Told

from sacho.ingest.detect import detect
from sacho.ingest.draft import FAMILY, Family, Task
from sacho.ingest.ingester import PARSER
from sacho.ingest.launch import Launcher, launcher_for
from sacho.ingest.limits import Limits
from sacho.ingest.problems import MESSAGES
from sacho.ingest.warc import is_archive

QUICK = 66
FULL = 330
_SECONDS, _KIND_SECONDS = 5.0, 1.0
_MORE = 256 << 10
_TAKES_APART = "sacho.ingest.warc:parse"


def run(told: Told) -> tuple[int, int]:
    """How many bombs did no harm, of so many."""
    chance = random.Random(told.seed)
    reading = launcher_for(Limits(), PARSER)
    apart = launcher_for(Limits(output=128 << 20), _TAKES_APART)
    kept = 0
    try:
        plain = {family: _plainly(reading, family) for family in ("light", "full")}
        for number in range(told.tries):
            made = MADE[number % len(MADE)]
            data, name = made(chance)
            wrong = _wrong(reading, data, name, plain)
            if not wrong and is_archive(data, name):
                took = apart.run(Task("unknown"), data)
                wrong = _costs(took.cpu, took.memory, plain["light"])
            kept += not wrong
            if wrong:
                print(f"P14: {made.__name__}: {wrong}", flush=True)
    finally:
        reading.close()
        apart.close()
    return kept, told.tries


def _plainly(reading: Launcher, family: str) -> int:
    """What a child of that family takes for a plain document, in KiB."""
    task = Task("html" if family == "full" else "text")
    return reading.run(task, b"<html><body><p>INVENTED words of a page.</p></body></html>").memory


def _wrong(reading: Launcher, data: bytes, name: str, plain: dict[str, int]) -> str:
    """What a bomb did that it must not; empty where it did nothing."""
    began = time.process_time()
    kind = detect(data, name)
    if time.process_time() - began > _KIND_SECONDS:
        return "its kind took too long to tell"
    if kind.code is not None:
        return "" if kind.code in MESSAGES else f"an unknown problem {kind.code}"
    done = reading.run(Task(kind.format, kind.markdown), data)
    reply = done.reply
    codes = [done.code] if done.code else list(reply.codes if reply else ())
    if (reply is None or reply.text is None) and not codes:
        return "neither text nor problem"
    if any(code not in MESSAGES for code in codes):
        return f"an unknown problem in {codes}"
    family: Family = "full" if kind.format == "eml" else FAMILY[kind.format]
    return _costs(done.cpu, done.memory, plain[family])


def _costs(seconds: float, memory: int, plain: int) -> str:
    if sys.platform != "linux":  # Only there a child's memory is told in KiB.
        return ""
    if seconds >= _SECONDS:
        return f"{seconds:.1f} s of processor time"
    return (
        f"{(memory - plain) >> 10} MiB more than a plain document"
        if memory - plain >= _MORE
        else ""
    )
