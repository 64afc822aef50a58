"""P02: a second failure, while what a first one left is being cleared away, does no harm.

Not tried: a disk that fills up or fails, and a kill while a project is migrated.
"""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from pathlib import Path

from tests.promises import p01
from tests.promises.recorder import Store
from tests.promises.run import Told

from sacho.store.project import open_project

QUICK = 40
FULL = 500
AT_ONCE = 4


def run(told: Told) -> tuple[int, int]:
    """Pairs of kills that did no harm, of so many."""
    dice = random.Random(told.seed)
    passed = 0
    with tempfile.TemporaryDirectory(prefix="sacho-p02-") as folder:
        for number in range(told.tries):
            root = Path(folder) / f"project-{number // 10}"
            numbers = range(number * AT_ONCE, (number + 1) * AT_ONCE)
            recorder = Store()
            recorder.start(root, numbers)
            time.sleep(dice.uniform(0.01, 0.25))
            told_so = recorder.kill()
            _recovery(root, dice.uniform(0, 0.03))
            faults = p01.check(root, told_so, numbers.stop)
            passed += not faults
            for fault in faults:
                print(f"pair {number}: {fault}")
    return passed, told.tries


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
