"""P23: a backup taken while others write restores in a new folder to the same root."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from tests.promises.recorder import Store
from tests.promises.run import Told

from sacho.errors import SachoError
from sacho.store import backup
from sacho.store.log import checkpoints
from sacho.store.project import open_project

QUICK = 6
FULL = 100


def run(told: Told) -> tuple[int, int]:
    """Backups that were restored to the same root, of so many."""
    dice = random.Random(told.seed)
    passed = 0
    with tempfile.TemporaryDirectory(prefix="sacho-p23-") as folder:
        root = Path(folder) / "project"
        open_project(root, create=True).close()
        for number in range(told.tries):
            writer = Store()
            writer.start(root, range(number * 50, number * 50 + 8))
            time.sleep(dice.uniform(0, 0.2))
            passed += _one(root, Path(folder), number)
            writer.wait()
    return passed, told.tries


def _one(root: Path, folder: Path, number: int) -> bool:
    file, into = folder / f"{number}.tar", folder / f"restored-{number}"
    try:
        with open_project(root) as project:
            checkpoints.make(project)
            taken = backup.take(project, file)
        restored = backup.restore(file, into)
        with open_project(into) as project, project.reading() as connection:
            root_again = checkpoints.load(connection).tree.root().hex()
    except SachoError as error:
        print(f"backup {number}: {error.message}")
        return False
    return taken == restored and root_again == taken.root
