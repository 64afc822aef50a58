"""Processes that record invented reports, to be killed at any moment.

`Store` calls the store directly and acknowledges each report once it is accepted. `Sacho` is the
whole of `sacho record` on a folder of reports, in a fork that has loaded everything beforehand, so
that it is killed at its work and not while it starts. `Command` runs any program on such a folder.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from tests.promises.invented import invented

from sacho import pipeline
from sacho.cli import main
from sacho.store import reports
from sacho.store.project import open_project

PADDING = (0, 200, 1000, 0, 70_000)
"""Sizes of report, taken in turn: one fills more than one 64 KiB block."""


FAILED = -1
"""Acknowledged in place of a number where recording failed by itself."""


def made(number: int) -> tuple[str, bytes]:
    """Name and bytes of the invented report of this number."""
    return f"invented-{number}.txt", invented(number, PADDING[number % len(PADDING)]).data


class Recorder(Protocol):
    """A process that records and can be killed. `tells` says whether it acknowledges reports."""

    tells: bool

    def start(self, project: Path, numbers: Iterable[int]) -> None:
        """Begin to record the invented reports of these numbers."""
        ...

    def wait(self) -> int:
        """Let it end by itself; gives its exit code."""
        ...

    def kill(self) -> list[int]:
        """SIGKILL it; gives the numbers that it had acknowledged."""
        ...


class Store:
    """A forked child that calls the store; it writes each accepted number to a pipe."""

    tells = True

    def __init__(self) -> None:
        self._child = 0
        self._pipe = 0

    def start(self, project: Path, numbers: Iterable[int]) -> None:
        """Fork and record; the child never returns."""
        self._pipe, sending = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(sending)
            return
        try:
            os.close(self._pipe)
            record(project, numbers, sending)
        except Exception:  # noqa: BLE001 - the parent is told, and counts it as a miss
            os.write(sending, b"%d\n" % FAILED)
        finally:
            os._exit(0)

    def wait(self) -> int:
        """Let it end by itself; it ends well or with an acknowledgement of `FAILED`."""
        while os.read(self._pipe, 65536):
            pass
        os.close(self._pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])

    def kill(self) -> list[int]:
        """SIGKILL the child and read what it acknowledged."""
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        told = bytearray()
        while part := os.read(self._pipe, 65536):
            told += part
        os.close(self._pipe)
        # A number cut off by the kill was not acknowledged.
        return [int(line) for line in told.split(b"\n")[:-1]]


def record(project: Path, numbers: Iterable[int], sending: int) -> None:
    """Record reports one by one; each number goes to the pipe `sending` once it is accepted."""
    with open_project(project, create=True) as opened:
        for number in numbers:
            what = invented(number, PADDING[number % len(PADDING)])
            arrival = reports.Arrival(what.data, made(number)[0], "file")
            reports.add(opened, arrival, what.ingested, what.reading)
            os.write(sending, b"%d\n" % number)


def fill(inbox: Path, numbers: Iterable[int]) -> None:
    """Write the invented reports of these numbers into a new folder."""
    inbox.mkdir(parents=True)
    for number in numbers:
        name, data = made(number)
        (inbox / name).write_bytes(data)


class Sacho:
    """`sacho record` in a fork of its own group; everything it needs is loaded before."""

    tells = False

    def __init__(self, inboxes: Path) -> None:
        self._inboxes = inboxes
        self._child = 0
        what = invented(0)
        assert what.ingested.text
        # Fills the caches of the reader, which a fork inherits.
        pipeline.read_report(what.ingested.text, what.ingested.metadata)

    def start(self, project: Path, numbers: Iterable[int]) -> None:
        """Write the reports into a new inbox, fork, and record them; the child never returns."""
        listed = list(numbers)
        inbox = self._inboxes / str(listed[0])
        fill(inbox, listed)
        self._child = os.fork()
        if self._child:
            return
        code = FAILED & 0xFF
        try:
            os.setsid()
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            sys.argv = ["sacho", "record", "--quiet", "--project", str(project), str(inbox)]
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        finally:
            os._exit(code)

    def wait(self) -> int:
        """Let it end by itself; gives its exit code."""
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])

    def kill(self) -> list[int]:
        """SIGKILL the child and the children in its group; it tells only of failing by itself."""
        for kill, target in ((os.killpg, self._child), (os.kill, self._child)):
            # Killed before it had a group of its own, or already gone: it is waited for below.
            with contextlib.suppress(ProcessLookupError):
                kill(target, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])
        return [FAILED] if code not in (0, -signal.SIGKILL) else []


class Command:
    """A program run on a folder of reports: `{project}` and `{inbox}` stand in its command."""

    tells = False

    def __init__(self, command: str, inboxes: Path) -> None:
        self._command, self._inboxes = command, inboxes
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, project: Path, numbers: Iterable[int]) -> None:
        """Write the reports into a new inbox and run the program on it."""
        listed = list(numbers)
        inbox = self._inboxes / str(listed[0])
        fill(inbox, listed)
        words = [part.format(project=project, inbox=inbox) for part in shlex.split(self._command)]
        self._process = subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def wait(self) -> int:
        """Let it end by itself; gives its exit code."""
        assert self._process
        return self._process.wait()

    def kill(self) -> list[int]:
        """SIGKILL the program and the children that it started; it acknowledges nothing."""
        assert self._process
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        return []
