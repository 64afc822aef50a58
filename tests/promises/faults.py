"""Fail a chosen file-system call of a recording, as a broken or a full disk would.

The recording is a forked child that waits until `strace` has taken hold of it; then one call, the
k-th of its name, is answered with EIO or ENOSPC instead of being made, once or ever after.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.promises.invented import invented
from tests.promises.recorder import FAILED, PADDING, made

from sacho.errors import SachoError
from sacho.store import reports
from sacho.store.project import open_project

CALLS = (
    "openat", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename",
    "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "link", "linkat", "close",
    "newfstatat", "fstat", "fchmod", "lseek", "fallocate",
)  # fmt: skip
"""Whatever of these the machine has."""

_SEEN = re.compile(r"^(?:\[pid\s+\d+\]\s+|\d+\s+)?(\w+)\(", re.MULTILINE)


class Failure(NamedTuple):
    """The `number`-th call of this name fails with `error`; with all after it if `ever`."""

    call: str
    number: int
    error: str
    ever: bool


class Ended(NamedTuple):
    """How the recording ended: what it acknowledged, whether it named its problem, what it called."""

    acknowledged: list[int]
    named: str
    code: int
    calls: Counter[str]


def can_be_made() -> bool:
    """Whether this machine has `strace`, and lets it take hold of a child."""
    if shutil.which("strace") is None:
        return False
    done = subprocess.run(["strace", "-e", "trace=none", "true"], capture_output=True)
    return done.returncode == 0


def recorded(project: Path, numbers: Iterable[int], failure: Failure | None = None) -> Ended:
    """Record reports in a child, with one failure or none."""
    # Not a pipe: telling the parent must be no call that is failed.
    reading, sending = socket.socketpair()
    held, go = os.pipe()
    child = os.fork()
    if not child:
        os.close(go)
        _work(held, sending, project, numbers)
    sending.close()
    os.close(held)
    with tempfile.NamedTemporaryFile() as told:
        tracer = _attach(child, told.name, failure)
        os.write(go, b"x")
        os.close(go)
        said = bytearray()
        while part := reading.recv(65536):
            said += part
        reading.close()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        tracer.wait()
        calls = Counter(_SEEN.findall(Path(told.name).read_text(errors="replace")))
    lines = said.decode().split("\n")
    acknowledged = [int(line) for line in lines if line.lstrip("-").isdecimal()]
    named = "\n".join(line for line in lines if not line.lstrip("-").isdecimal()).strip()
    return Ended(acknowledged, named, code, calls)


def _work(held: int, sending: socket.socket, project: Path, numbers: Iterable[int]) -> None:
    """The child: wait, record, tell how it ended, and never return."""
    code = 0
    try:
        os.read(held, 1)
        with open_project(project, create=True) as opened:
            for number in numbers:
                what = invented(number, PADDING[number % len(PADDING)])
                arrival = reports.Arrival(what.data, made(number)[0], "file")
                reports.add(opened, arrival, what.ingested, what.reading)
                sending.send(b"%d\n" % number)
    except SachoError as error:
        sending.send(f"named {error.message}\n".encode())
    except BaseException:  # noqa: BLE001 - the parent counts it as a miss
        sending.send(f"{FAILED}\nbare {traceback.format_exc()}\n".encode())
        code = 1
    finally:
        os._exit(code)


def _attach(child: int, told: str, failure: Failure | None) -> subprocess.Popen[bytes]:
    command = ["strace", "-qq", "-f", "-o", told, "-p", str(child), "-e"]
    # A question mark: a name that this kind of machine does not have is no error.
    command.append("trace=" + ",".join(f"?{call}" for call in CALLS))
    if failure is not None:
        more = "+" if failure.ever else ""
        command += [
            "-e",
            f"inject={failure.call}:error={failure.error}:when={failure.number}{more}",
        ]
    tracer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    status = Path(f"/proc/{child}/status")
    for _ in range(2000):
        if "TracerPid:\t0\n" not in status.read_text():
            # Seized; the calls to trace are set before the child is let go.
            time.sleep(0.02)
            return tracer
        if tracer.poll() is not None:
            break
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise SystemExit("strace could not take hold of the recording.")
