"""What custody and the sandbox cost: `python -m evals.bench_trust`.

verify   MB/s of `sacho verify` on large originals, beside SHA-256 of the same bytes and nothing else
ingest   reports taken in with the sandbox and the journal, beside the same parsing and reading in
         one process that writes plain files: the ratio is what trust costs
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from evals.bench import BLOCK, reports, say
from sacho import pipeline
from sacho.ingest.ingester import Ingester
from sacho.ingest.launch import Outcome
from sacho.ingest.parse import parse
from sacho.model import ids
from sacho.model.report import Ingested, Metadata
from sacho.store import reports as store
from sacho.store.project import open_project
from sacho.store.verify import verify

MB = 1_000_000
TURNS = 3


class InProcess:
    """The launcher of an `Ingester` without any child."""

    is_full = True

    def run(self, task: object, data: bytes) -> Outcome:
        """Parse here."""
        return Outcome(reply=parse(data, task))  # type: ignore[arg-type]

    def close(self) -> None:
        """Nothing to end."""


def verifying(originals: int, size: int) -> None:
    """Verify a project of so many originals of so many bytes; the best of some turns."""
    dice = random.Random(20310601)
    with (
        tempfile.TemporaryDirectory() as name,
        open_project(Path(name, "project"), create=True) as project,
    ):
        for number in range(originals):
            # As of a scan: kept to the byte, and not read.
            data = b"\xff\xd8\xff\xe0" + dice.randbytes(size)
            ingested = Ingested(ids.report_id(data), "unknown", Metadata(), None)
            store.add(project, store.Arrival(data, f"scan-{number}.jpg", "file"), ingested)
        files = [p for p in Path(name, "project", "originals").rglob("*") if p.is_file()]
        whole = best(lambda: verify(project))
        plain = best(lambda: [_hashed(file) for file in files])
    told = originals * size / MB
    say(f"verify {told:.0f} MB: {told / whole:.0f} MB/s; hashing alone {told / plain:.0f} MB/s "
        f"(x {whole / plain:.2f})")  # fmt: skip


def ingesting(number: int) -> None:
    """Take in so many reports with and without custody and sandbox."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        folder.mkdir()
        reports(folder, number)
        files = sorted(folder.iterdir())
        turns = iter(range(10**6))
        _without(files, Path(name, "warm"))
        bare = best(lambda: _without(files, Path(name, f"bare-{next(turns)}")))
        whole = best(lambda: _with(files, Path(name, f"kept-{next(turns)}")))
    say(f"ingest {number} reports: {1000 * whole / number:.0f} ms each with custody and sandbox, "
        f"{1000 * bare / number:.0f} ms without: x {whole / bare:.2f}")  # fmt: skip


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest turn."""
    found: list[float] = []
    for _ in range(TURNS):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def _with(files: list[Path], folder: Path) -> None:
    with Ingester() as ingester, open_project(folder, create=True) as project:
        for file in files:
            data = file.read_bytes()
            ingested = ingester.ingest(data, file.name)
            assert ingested.text
            reading = pipeline.read_report(ingested.text, ingested.metadata)
            store.add(project, store.Arrival(data, file.name, "file"), ingested, reading)


def _without(files: list[Path], folder: Path) -> None:
    folder.mkdir()
    with Ingester() as ingester:
        # What no user can ask for.
        ingester._launcher = InProcess()  # pyright: ignore[reportPrivateUsage]
        for file in files:
            data = file.read_bytes()
            ingested = ingester.ingest(data, file.name)
            assert ingested.text
            reading = pipeline.read_report(ingested.text, ingested.metadata)
            (folder / file.name).write_bytes(data)
            (folder / f"{file.name}.json").write_bytes(msgspec.json.encode((ingested, reading)))


def _hashed(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def main() -> None:
    """Both parts."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--originals", type=int, default=20)
    asked.add_argument("--mb", type=int, default=10, help="of each original")
    asked.add_argument("--reports", type=int, default=100)
    chosen = asked.parse_args()
    verifying(chosen.originals, chosen.mb * MB)
    ingesting(chosen.reports)


if __name__ == "__main__":
    main()
