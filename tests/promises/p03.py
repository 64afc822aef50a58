"""P03: sixteen processes that write at once lose nothing and leave no gap in the journal."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.promises.recorder import Store, made
from tests.promises.run import Told

from sacho.model import ids
from sacho.store import reports
from sacho.store.project import open_project
from sacho.store.verify import verify

WRITERS = 16
QUICK = 8
FULL = 2000
"""Reports given by each writer."""


def run(told: Told) -> tuple[int, int]:
    """Reports kept, of so many given; none where the project does not verify."""
    with tempfile.TemporaryDirectory(prefix="sacho-p03-") as folder:
        root = Path(folder) / "project"
        open_project(root, create=True).close()
        writers = [Store() for _ in range(WRITERS)]
        given = WRITERS * told.tries
        for at, writer in enumerate(writers):
            writer.start(root, range(at, given, WRITERS))
        for writer in writers:
            writer.wait()
        with open_project(root) as project:
            kept = {record.id for record in reports.list_all(project)}
            faults = verify(project).faults
    for fault in faults[:5]:
        print(f"P03: {fault.code} {fault.item}: {fault.message}")
    found = sum(ids.report_id(made(number)[1]) in kept for number in range(given))
    return (0 if faults else found), given
