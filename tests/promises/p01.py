"""P01: after kill -9 at any point of recording, no accepted report is lost or half visible, and
every file that it names is there and whole.

Not checked: a power cut. `kill -9` never loses what the operating system has already taken.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.promises.invented import invented
from tests.promises.recorder import FAILED, PADDING, Command, Recorder, Sacho, Store, made
from tests.promises.run import Told

from sacho.errors import SachoError
from sacho.model import ids
from sacho.store import originals, readings, reports
from sacho.store.project import Project, made_by, open_project
from sacho.store.verify import verify

KILLS_PER_PROJECT = 20
"""Then a fresh folder, so that kills while a project is being made are tried as well."""

AT_ONCE = 4
"""Reports given to one process."""


QUICK = 60
FULL = 200


def run(told: Told) -> tuple[int, int]:
    """Kills that did no harm, of so many."""
    return killed(told.tries, told.seed, told.recorder), told.tries


def killed(
    kills: int, seed: int, recorder: str = "sacho", report: Callable[[str], None] = print
) -> int:
    """Kill as often as asked; gives how many kills did no harm and tells of each that did.

    `recorder` is `sacho` (all of `sacho record`), `store` (the store alone), or a command.
    """
    dice = random.Random(seed)
    passed = accepted = 0
    with tempfile.TemporaryDirectory(prefix="sacho-p01-") as folder:
        root = Path(folder)
        process = _recorder(recorder, root / "inboxes")
        longest = _trial(process, root / "trial")
        for kill in range(kills):
            project = root / f"project-{kill // KILLS_PER_PROJECT}"
            numbers = range(kill * AT_ONCE, (kill + 1) * AT_ONCE)
            before = _placed(project)
            process.start(project, numbers)
            _wait(project, before + dice.randrange(AT_ONCE + 1), longest)
            time.sleep(dice.uniform(0, longest / AT_ONCE))
            acknowledged = process.kill()
            faults = check(project, acknowledged, numbers.stop, told=process.tells)
            accepted += _kept(project, numbers)
            passed += not faults
            for fault in faults:
                report(f"kill {kill}: {fault}")
            if kill % KILLS_PER_PROJECT == KILLS_PER_PROJECT - 1:
                shutil.rmtree(project, ignore_errors=True)
    report(f"P01: {accepted} of {kills * AT_ONCE} reports were accepted before their kill")
    return passed


def check(path: Path, acknowledged: list[int], upto: int, *, told: bool = True) -> list[str]:
    """What is wrong with the project after a kill; `upto` bounds the numbers ever recorded."""
    if not (path / "sacho.db").exists():
        return ["acknowledged, yet there is no project"] if acknowledged else []
    try:
        with open_project(path, create=True) as project:
            return _check_open(project, acknowledged, upto, told)
    except SachoError as error:
        return [f"cannot be opened: {error.message}"]


def _check_open(project: Project, acknowledged: list[int], upto: int, told: bool) -> list[str]:
    faults = [f"{fault.code} {fault.item}: {fault.message}" for fault in verify(project).faults]
    first = max(0, upto - KILLS_PER_PROJECT * AT_ONCE)
    known = {ids.report_id(made(number)[1]): number for number in range(first, upto)}
    listed = {record.id for record in reports.list_all(project)}
    if FAILED in acknowledged:
        faults.append("recording failed by itself")
    faults += [
        f"report {number} was accepted and is lost"
        for number in acknowledged
        if number != FAILED and ids.report_id(made(number)[1]) not in listed
    ]
    for report in sorted(listed):
        if report not in known:
            faults.append(f"{report} was never sent")
        elif not _is_whole(project, report, known[report], told):
            faults.append(f"report {known[report]} is half visible")
    if originals.unsettled(project.path) or list(project.path.rglob("*.part")):
        faults.append("something was left behind")
    return faults


def _is_whole(project: Project, report: str, number: int, told: bool) -> bool:
    what = invented(number, PADDING[number % len(PADDING)])
    record = reports.get(project, report)
    reading = readings.current(project, report)
    same_bytes = reports.original(project, report) == what.data
    if not told:
        return same_bytes and bool(record.receipts and record.texts and reading)
    return (
        same_bytes
        and reading is not None
        and readings.get(project, reading) == what.reading
        and reports.text(project, record.texts[0]) == what.ingested.text
        and record.metadata == what.ingested.metadata
    )


def _placed(project: Path) -> int:
    """How many originals stand in the project's folder."""
    return sum(1 for _ in project.glob("originals/??/??/*"))


def _wait(project: Path, placed: int, longest: float) -> None:
    """Wait until so many originals are placed, so that the kills spread over the whole work
    however busy the machine is; give up after twenty times one run.
    """
    until = time.monotonic() + 20 * longest
    while _placed(project) < placed and time.monotonic() < until:
        time.sleep(0.01)


def _kept(path: Path, numbers: range) -> int:
    """How many of these reports are in the project."""
    if made_by(path) is None:
        return 0
    with open_project(path) as project:
        listed = {record.id for record in reports.list_all(project)}
    return sum(ids.report_id(made(number)[1]) in listed for number in numbers)


def _recorder(name: str, inboxes: Path) -> Recorder:
    if name == "store":
        return Store()
    return Sacho(inboxes) if name == "sacho" else Command(name, inboxes)


def _trial(recorder: Recorder, project: Path) -> float:
    """How long one undisturbed run takes, in seconds."""
    numbers = range(10**9, 10**9 + AT_ONCE)  # that no later run uses
    began = time.monotonic()
    recorder.start(project, numbers)
    code, seconds = recorder.wait(), time.monotonic() - began
    faults = check(project, list(numbers), numbers.stop, told=recorder.tells)
    if code or faults:
        raise SystemExit(f"It does not record, so nothing can be said of P01: {code} {faults}")
    return seconds
