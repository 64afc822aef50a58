"""P02: a second failure, while what a first one left is being cleared away, does no harm; nor does
a file-system call that fails.

Half of the tries kill a recording, and then the opening that clears up after it. The other half
answers one file-system call of a recording with EIO or ENOSPC, once or ever after (`faults.py`,
which needs `strace`; without it, and it says so, all tries are kills): the recording must end well or name its problem, no report that it accepted
may be lost or half visible, and the same reports must be recorded afterwards. In full, every call is
tried with both errors.

Not tried: power cuts (what was written but not synced is never taken away), failures of calls that
load the program itself, and kills while an older project is migrated.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path

from tests.promises import faults, p01
from tests.promises.recorder import FAILED, Store, record
from tests.promises.run import Told

from sacho.store.project import open_project

QUICK = 60
FULL = 4000
AT_ONCE = 4
FAILING = 2


def run(told: Told) -> tuple[int, int]:
    """Pairs of kills and failing calls that did no harm, of so many."""
    dice = random.Random(told.seed)
    with tempfile.TemporaryDirectory(prefix="sacho-p02-") as folder:
        pairs = told.tries // 2 if told.tries < FULL else 500
        if not faults.can_be_made():
            print("P02: no failing calls are tried: strace is missing, or may not trace a child")
            pairs = told.tries
        kept = sum(_pair(Path(folder), number, dice) for number in range(pairs))
        kept += _failing(Path(folder), told.tries - pairs, dice)
    return kept, told.tries


def _pair(folder: Path, number: int, dice: random.Random) -> bool:
    """Kill a recording, then the opening that clears up; whether that did no harm."""
    root = folder / f"project-{number // 10}"
    numbers = range(number * AT_ONCE, (number + 1) * AT_ONCE)
    recorder = Store()
    recorder.start(root, numbers)
    time.sleep(dice.uniform(0.01, 0.25))
    told_so = recorder.kill()
    _recovery(root, dice.uniform(0, 0.03))
    found = p01.check(root, told_so, numbers.stop)
    for fault in found:
        print(f"pair {number}: {fault}")
    return not found


def _failing(folder: Path, tries: int, dice: random.Random) -> int:
    """Fail so many calls, spread over all calls of a recording; how many did no harm."""
    if not tries:
        return 0
    _record(folder / "warm")
    seen = faults.recorded(folder / "counted", range(FAILING)).calls
    every = [
        faults.Failure(call, number, error, ever)
        for call in sorted(seen)
        for number in range(1, seen[call] + 1)
        for error in ("EIO", "ENOSPC")
        for ever in (False, True)
    ]
    chosen = dice.sample(every, tries) if tries < len(every) else (every * tries)[:tries]
    print(f"P02: {len(every)} failures of {sum(seen.values())} calls; {tries} are tried")
    return sum(_one(folder / "failing", failure) for failure in chosen)


def _one(root: Path, failure: faults.Failure) -> bool:
    ended = faults.recorded(root, range(FAILING), failure)
    accepted = [number for number in ended.acknowledged if number != FAILED]
    found = p01.check(root, accepted, FAILING)
    if ended.code or FAILED in ended.acknowledged:
        found.append(f"it named no problem: {ended.named[-300:]}")
    if not found:
        _record(root)
        found = p01.check(root, list(range(FAILING)), FAILING)
    shutil.rmtree(root, ignore_errors=True)
    for fault in found:
        print(f"{failure}: {fault}")
    return not found


def _record(root: Path) -> None:
    """Record in this process, which loads what a fork then has."""
    with Path(os.devnull).open("wb") as nowhere:
        record(root, range(FAILING), nowhere.fileno())


def _recovery(root: Path, seconds: float) -> None:
    """Open the project in a child, as a restart would, and kill the child."""
    child = os.fork()
    if not child:
        try:
            open_project(root, create=True).close()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
