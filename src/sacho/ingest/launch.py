"""How a child is started and its reply received: forked from a zygote, or as a new process."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from sacho.ingest import sandbox
from sacho.ingest.draft import FAMILY, Family, Reply, Task
from sacho.ingest.limits import Limits
from sacho.ingest.wire import HEADER, READY, Ended, pack

# A reply is small beside its text; the wall time is kept by the zygote, this is for its own death.
_GRACE = 10.0
_START = 60.0
# Hash order must not change a text from one run to the next; one thread, or a fork may hang.
_CLEAN = {
    "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
}  # fmt: skip
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV")
_START_CODE = (
    "import sys; sys.path[:] = {path}; from sacho.ingest.{module} import main; main(sys.argv[1:])"
)


class Outcome(msgspec.Struct, frozen=True):
    """A reply, or the code of why there is none; `cpu` in seconds and `memory` in KiB if known."""

    reply: Reply | None = None
    code: str | None = None
    cpu: float = 0.0
    memory: int = 0


class Launcher(Protocol):
    """Something that reads one document in one child."""

    is_full: bool

    def run(self, task: Task, data: bytes) -> Outcome:
        """The outcome for one document; never raises for what the child did."""
        ...

    def close(self) -> None:
        """Ends every process."""
        ...


def launcher_for(limits: Limits, parser: str, spawn: bool | None = None) -> Launcher:
    """The launcher for this system; `spawn` chooses one in spite of it."""
    forks = sys.platform == "linux" if spawn is None else not spawn
    return ForkLauncher(limits, parser) if forks else SpawnLauncher(limits, parser)


def _by_family(run: Callable[[Family, bytes], Outcome], task: Task, data: bytes) -> Outcome:
    """Runs the family of the format, and the full one in its stead where the child asks for it."""
    family = FAMILY[task.format]
    packed = pack(task, data)
    outcome = run(family, packed)
    if outcome.reply is not None and outcome.reply.needs == "full" and family != "full":
        outcome = run("full", packed)
    if outcome.reply is not None and outcome.reply.needs is not None:
        return Outcome(code="text.crashed")
    return outcome


class ForkLauncher:
    """Children forked from clean processes, one such process per family of codecs."""

    def __init__(self, limits: Limits, parser: str) -> None:
        # An old kernel keeps the limits but not all the walls.
        self.is_full = sandbox.is_full()
        self._limits = limits
        self._parser = parser
        self._lock = threading.Lock()
        self._zygotes: dict[Family, _Running] = {}
        self._owner = os.getpid()

    def run(self, task: Task, data: bytes) -> Outcome:
        """The outcome for one document, read by the family of its format or the one it asks for."""
        return _by_family(self._run, task, data)

    def close(self) -> None:
        """Ends the clean processes, and with them every child."""
        with self._lock:
            running = list(self._zygotes.values())
            self._zygotes.clear()
        if self._owner == os.getpid():
            for each in running:
                each.end()

    def _run(self, family: Family, packed: bytes) -> Outcome:
        document = os.memfd_create("document", os.MFD_CLOEXEC)
        try:
            _write_all(document, packed)
            for attempt in range(2):
                os.lseek(document, 0, os.SEEK_SET)
                asked = self._ask(family, document)
                if asked is not None:
                    with asked:
                        return asked.outcome(self._limits)
                # The clean process is gone, which no document can cause: start another, once.
                if attempt == 0:
                    self._drop(family)
        finally:
            os.close(document)
        return Outcome(code="text.crashed")

    def _ask(self, family: Family, document: int) -> _Asked | None:
        out_read, out_write = os.pipe2(os.O_CLOEXEC)
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        asked = _Asked(out_read, here)
        try:
            zygote = self._zygote(family)
            socket.send_fds(zygote.control, [b"x"], [document, out_write, there.fileno()])
        except OSError:
            asked.close()
            return None
        finally:
            os.close(out_write)
            there.close()
        return asked

    def _zygote(self, family: Family) -> _Running:
        with self._lock:
            if self._owner != os.getpid():
                # This process is itself a fork: the clean processes belong to its parent.
                self._zygotes.clear()
                self._owner = os.getpid()
            if family not in self._zygotes:
                self._zygotes[family] = _Running(family, self._limits, self._parser)
            return self._zygotes[family]

    def _drop(self, family: Family) -> None:
        with self._lock:
            gone = self._zygotes.pop(family, None)
        if gone is not None:
            gone.end()


class _Running:
    """A clean process that runs. Raises OSError where it does not start."""

    def __init__(self, family: Family, limits: Limits, parser: str) -> None:
        self.control, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = [str(there.fileno()), family, msgspec.json.encode(limits).decode(), parser]
        with there:
            self._process = subprocess.Popen(
                [*_python("zygote"), *arguments],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                close_fds=True, pass_fds=(there.fileno(),), env=_environment(), cwd="/",
            )  # fmt: skip
        self.control.settimeout(_START)
        try:
            ready = self.control.recv(len(READY))
        except OSError:
            ready = b""
        self.control.settimeout(None)
        if ready != READY:
            self.end()
            raise OSError("the reading process did not start")

    def end(self) -> None:
        """Closes the control socket, at which the process ends; kills it if it does not."""
        self.control.close()
        try:
            self._process.wait(2.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class _Asked:
    """A child that was asked for: the pipe of its reply and the socket of its end."""

    def __init__(self, out: int, told: socket.socket) -> None:
        self._out = out
        self._told = told

    def __enter__(self) -> _Asked:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the child: if it still runs, the zygote kills it."""
        if self._out >= 0:
            os.close(self._out)
            self._out = -1
        self._told.close()

    def outcome(self, limits: Limits) -> Outcome:
        """Waits for the reply and the end, within the limits."""
        received = bytearray()
        deadline = time.monotonic() + limits.wall_seconds + _GRACE
        poll = select.poll()
        poll.register(self._out, select.POLLIN)
        poll.register(self._told, select.POLLIN)
        while (left := deadline - time.monotonic()) > 0:
            ready = {descriptor for descriptor, _ in poll.poll(left * 1000)}
            if self._out in ready and not self._take(received, limits.output):
                poll.unregister(self._out)
            if len(received) > limits.output + HEADER.size:
                return Outcome(code="text.too-long")
            if self._told.fileno() in ready:
                ended = self._ended()
                while self._take_now(received, limits.output):
                    pass
                return _judged(bytes(received), ended, limits)
        return Outcome(code="text.time")

    def _take(self, received: bytearray, most: int) -> bool:
        piece = os.read(self._out, min(1 << 20, most + HEADER.size + 1))
        received += piece
        return bool(piece)

    def _take_now(self, received: bytearray, most: int) -> bool:
        """What still lies in the pipe; a grandchild may hold its other end open for ever."""
        if len(received) > most + HEADER.size:
            return False
        poll = select.poll()
        poll.register(self._out, select.POLLIN)
        return bool(poll.poll(0)) and self._take(received, most)

    def _ended(self) -> Ended | None:
        try:
            return msgspec.msgpack.decode(self._told.recv(256), type=Ended)
        except (OSError, msgspec.DecodeError):
            return None


class SpawnLauncher:
    """A new process for each document, for systems on which a fork is not safe or not there."""

    is_full = False

    def __init__(self, limits: Limits, parser: str) -> None:
        self._limits = limits
        self._parser = parser

    def run(self, task: Task, data: bytes) -> Outcome:
        """The outcome for one document; the clock is kept here, the rest by the child's limits."""
        return _by_family(self._run, task, data)

    def close(self) -> None:
        """Nothing outlives its document."""

    def _run(self, family: Family, packed: bytes) -> Outcome:
        limits = msgspec.json.encode(self._limits).decode()
        try:
            process = subprocess.Popen(
                [*_python("child"), family, limits, self._parser], stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
            )  # fmt: skip
        except OSError:
            return Outcome(code="text.crashed")
        with process:
            return self._exchange(process, packed)

    def _exchange(self, process: subprocess.Popen[bytes], packed: bytes) -> Outcome:
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(self._limits.wall_seconds, stop)
        writer = threading.Thread(target=_feed, args=(process, packed), daemon=True)
        clock.start()
        writer.start()
        try:
            received = (
                process.stdout.read(self._limits.output + HEADER.size + 1)
                if (process.stdout)
                else b""
            )
            if len(received) > self._limits.output + HEADER.size:
                return Outcome(code="text.too-long")
            status = process.wait()
        finally:
            clock.cancel()
            process.kill()
            writer.join(2.0)
        how: Literal["exit", "signal"] = "signal" if status < 0 else "exit"
        ended = Ended("wall", 0) if late.is_set() else Ended(how, abs(status))
        return _judged(received, ended, self._limits)


def _feed(process: subprocess.Popen[bytes], packed: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):
        if process.stdin is not None:
            process.stdin.write(packed)
            process.stdin.close()


def _judged(received: bytes, ended: Ended | None, limits: Limits) -> Outcome:
    """The reply if it is whole, else a code by how the child ended."""
    cpu, memory = (ended.cpu, ended.memory) if ended else (0.0, 0)
    if len(received) > limits.output + HEADER.size:
        return Outcome(code="text.too-long", cpu=cpu, memory=memory)
    if len(received) >= HEADER.size:
        (length,) = HEADER.unpack_from(received)
        if length > limits.output:
            return Outcome(code="text.too-long", cpu=cpu, memory=memory)
        body = received[HEADER.size :]
        if length == len(body):
            with contextlib.suppress(msgspec.DecodeError):
                reply = msgspec.msgpack.decode(body, type=Reply)
                return Outcome(reply, cpu=cpu, memory=memory)
    return Outcome(code=_why(ended, limits), cpu=cpu, memory=memory)


def _why(ended: Ended | None, limits: Limits) -> str:
    if ended is None:
        return "text.crashed"
    if ended.how == "wall":
        return "text.time"
    if ended.how == "signal":
        if ended.value == getattr(signal, "SIGXCPU", -1) or ended.cpu >= limits.cpu_seconds:
            return "text.time"
        # Nobody but the kernel, short of memory, sends this one.
        if ended.value == getattr(signal, "SIGKILL", -1):
            return "text.memory"
    return "text.crashed"


def _python(module: str) -> list[str]:
    code = _START_CODE.format(path=json.dumps(sys.path), module=module)
    return [sys.executable, "-s", "-P", "-c", code]


def _environment() -> dict[str, str]:
    """Nothing of the caller's environment but what programs need to start: it may hold secrets."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **_CLEAN}


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
