"""P05: even an administrator with the signing key cannot rewrite what an outside checkpoint covers.

Each try rebuilds the whole log with 1 to 50 entries changed, so that the project itself verifies;
an older checkpoint must refuse it and name the first changed entry, and an honest growth must pass.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pysqlite3.dbapi2 as sqlite
from tests.promises.p04 import project
from tests.promises.run import Told

from sacho.store import decisions, journal, reports
from sacho.store.log import checkpoints
from sacho.store.project import open_project
from sacho.store.verify import verify

QUICK = 40
FULL = 1000


def run(told: Told) -> tuple[int, int]:
    """Rewritings that were found and named, with the honest growth before each passed."""
    dice = random.Random(told.seed)
    passed = 0
    with tempfile.TemporaryDirectory(prefix="sacho-p05-") as folder:
        root, copy = Path(folder) / "project", Path(folder) / "copy"
        project(root, range(12))
        outside: list[tuple[str, bytes]] = []
        for number in range(told.tries):
            with open_project(root) as opened:
                held = dice.choice(reports.list_all(opened)).id
                decisions.add(opened, "accept", (held,), ("Han", "invented"), "{}")
                signed = checkpoints.make(opened)
                outside.append((signed, checkpoints.leaves_of(opened, 10**9)))
                note, leaves = dice.choice(outside)
                honest = not checkpoints.outside(opened, note, leaves)[1]
            shutil.copytree(root, copy)
            first = _rewrite(copy, dice, len(leaves) // 32)
            with open_project(copy) as opened:
                checkpoints.make(opened)
                clean = verify(opened).clean
                found = checkpoints.outside(opened, note, leaves)[1]
            named = any(fault.item == f"journal entry {first}" for fault in found)
            passed += honest and clean and named
            if not (honest and clean and named):
                print(f"rebuild {number}: honest {honest}, clean {clean}, named {named}")
            shutil.rmtree(copy)
    return passed, told.tries


def _rewrite(root: Path, dice: random.Random, covered: int) -> int:
    """Change entries and everything that follows from them; gives the first one changed."""
    database: Any = sqlite.connect(str(root / "sacho.db"), isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
    guards = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name='journal'"
    ).fetchall()
    for name, _ in guards:
        database.execute(f'DROP TRIGGER "{name}"')
    first = dice.randint(1, covered)
    chosen = {first, *(dice.randint(first, covered) for _ in range(dice.randrange(50)))}
    previous = journal.BEGINNING
    columns = ", ".join(journal.Entry.__struct_fields__)
    for row in database.execute(f"SELECT {columns} FROM journal ORDER BY seq").fetchall():
        entry = journal.Entry(*row)
        at = f"2031-01-01T{entry.seq:06d}" if entry.seq in chosen else entry.at
        entry = msgspec.structs.replace(entry, at=at, previous=previous)
        previous = entry.hashed()
        database.execute(
            "UPDATE journal SET at = ?, previous = ?, hash = ? WHERE seq = ?",
            (entry.at, entry.previous, previous, entry.seq),
        )
    for _, sql in guards:
        database.execute(sql)
    database.close()
    for name in ("checkpoints", "tile"):
        shutil.rmtree(root / "log" / name)
    (root / "log" / "checkpoint").unlink()
    return first
