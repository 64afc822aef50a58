"""Several processes that record at once lose nothing and leave no gap."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from tests.promises.invented import invented
from tests.unit.store.filled import add

from sacho.model import ids
from sacho.store import originals, reports
from sacho.store.project import open_project
from sacho.store.verify import verify

WRITERS, EACH = 4, 12
SHARED = 10_000
"""A report that every writer records: it must stay one."""


def record_many(path: Path, writer: int) -> None:
    """What each writer process does: its own reports and one that all record."""
    with open_project(path, create=True) as project:
        for number in range(EACH):
            add(project, invented(writer * EACH + number), f"writer {writer}")
            if number == EACH // 2:
                add(project, invented(SHARED), f"writer {writer}")


def test_four_writers_lose_nothing(tmp_path: Path) -> None:
    """Four processes that begin with no project record every report, shared ones once, and the
    journal has one entry for each acceptance without a gap."""
    path = tmp_path / "project"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=record_many, args=(path, n)) for n in range(WRITERS)]

    for process in writers:
        process.start()
    for process in writers:
        process.join(timeout=120)

    assert [process.exitcode for process in writers] == [0] * WRITERS
    with open_project(path) as project:
        found = verify(project)
        listed = {record.id: record for record in reports.list_all(project)}
        assert found.clean
        assert found.entries == 1 + WRITERS * (EACH + 1)
        assert len(listed) == WRITERS * EACH + 1
        for number in range(WRITERS * EACH):
            assert ids.report_id(invented(number).data) in listed
        assert len(listed[ids.report_id(invented(SHARED).data)].receipts) == WRITERS
        assert originals.unsettled(path) == []
