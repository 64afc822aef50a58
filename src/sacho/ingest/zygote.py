"""The clean process from which a child is forked for each document.

It is started anew by exec, so it holds no database, no secret and no other thread; it loads the
codecs, never reads a document, and only forks, waits and kills. One packet asks for one child and
carries three files: the document, the end to write the reply to, and a socket for its end. When
the other side of that socket is closed, or the wall time is over, the child is killed.
"""

from __future__ import annotations

import array
import contextlib
import gc
import os
import select
import signal
import socket
import sys
import time
from types import FrameType
from typing import NoReturn

import msgspec

from sacho.ingest import sandbox, walls
from sacho.ingest.child import Parser, family_named, forked, parser_named
from sacho.ingest.limits import Limits
from sacho.ingest.parse import preload
from sacho.ingest.wire import READY, Ended

_HANDLES = 3


class _Child:
    """A child that runs: its process, the socket that waits for its end, when it has to end."""

    def __init__(self, pid: int, told: socket.socket, deadline: float) -> None:
        self.pid = pid
        self.told = told
        self.deadline = deadline
        self.overran = False

    def kill(self) -> None:
        """Ends the child and whatever it started."""
        for end in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError):
                end(self.pid, signal.SIGKILL)


class Zygote:
    """The loop. `control` carries the requests; when it closes, everything ends."""

    def __init__(self, control: socket.socket, limits: Limits, parser: Parser) -> None:
        self._control = control
        self._limits = limits
        self._parser = parser
        self._children: dict[int, _Child] = {}
        self._poll = select.poll()
        self._wake, wake = os.pipe()
        for end in (self._wake, wake):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _awake)
        self._poll.register(control, select.POLLIN)
        self._poll.register(self._wake, select.POLLIN)

    def run(self) -> None:
        """Serves until the other end of the control socket is closed."""
        while True:
            for descriptor, _ in self._poll.poll(self._patience()):
                if descriptor == self._control.fileno():
                    if not self._serve():
                        return
                elif descriptor == self._wake:
                    self._reap()
                else:
                    self._let_go(descriptor)
            self._kill_late()

    def end(self) -> None:
        """Kills every child that still runs."""
        for child in self._children.values():
            child.kill()

    def _patience(self) -> float | None:
        deadlines = [child.deadline for child in self._children.values()]
        return max(0.0, min(deadlines) - time.monotonic()) * 1000 + 1 if deadlines else None

    def _serve(self) -> bool:
        """Forks one child. False when nobody asks any more."""
        handles = array.array("i")
        room = socket.CMSG_SPACE(_HANDLES * handles.itemsize)
        packet, ancillary, _, _ = self._control.recvmsg(16, room)
        for level, kind, payload in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                handles.frombytes(payload[: len(payload) - len(payload) % handles.itemsize])
        if not packet:
            return False
        if len(handles) != _HANDLES:
            for handle in handles:
                os.close(handle)
            return True
        document, out, told = handles
        zygote = os.getpid()
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            forked(document, out, zygote, self._limits, self._parser)
        os.close(document)
        os.close(out)
        ends = socket.socket(fileno=told)
        self._children[told] = _Child(pid, ends, time.monotonic() + self._limits.wall_seconds)
        self._poll.register(told, select.POLLIN)
        return True

    def _let_go(self, descriptor: int) -> None:
        """Nobody waits for this child any more: its output was too long, or the asker is gone."""
        child = self._children.get(descriptor)
        if child is not None:
            child.kill()
            self._poll.modify(descriptor, 0)

    def _kill_late(self) -> None:
        now = time.monotonic()
        for child in self._children.values():
            if child.deadline <= now and not child.overran:
                child.overran = True
                child.kill()
                child.deadline = now + 3600

    def _reap(self) -> None:
        while _drained(self._wake):
            pass
        for descriptor, child in list(self._children.items()):
            # The group goes first: its number is only ours until the child is waited for.
            if os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                continue
            child.kill()
            _, status, used = os.wait4(child.pid, 0)
            self._poll.unregister(descriptor)
            del self._children[descriptor]
            how = _ended(child, status, used.ru_utime + used.ru_stime, used.ru_maxrss)
            with contextlib.suppress(OSError):
                child.told.send(msgspec.msgpack.encode(how))
            child.told.close()


def _awake(number: int, frame: FrameType | None) -> None:
    """The wake-up pipe does the work; a handler has to be there for it to be written to."""


def _drained(descriptor: int) -> bool:
    try:
        return len(os.read(descriptor, 512)) == 512
    except BlockingIOError:
        return False


def _ended(child: _Child, status: int, cpu: float, memory: int) -> Ended:
    code = os.waitstatus_to_exitcode(status)
    if child.overran:
        return Ended("wall", 0, cpu, memory)
    if code < 0:
        return Ended("signal", -code, cpu, memory)
    return Ended("exit", code, cpu, memory)


def main(arguments: list[str]) -> NoReturn:
    """Arguments: number of the control socket, family, limits as JSON, parser."""
    control = socket.socket(fileno=int(arguments[0]))
    control.set_inheritable(False)
    family = family_named(arguments[1])
    limits = msgspec.json.decode(arguments[2], type=Limits)
    parser = parser_named(arguments[3])
    # Once for all its children: a network with nothing in it.
    walls.alone()
    preload(family)
    if sandbox.is_full():
        sandbox.libraries()
    # What is frozen is not touched by the collector of a child, so its pages stay shared.
    gc.collect()
    gc.freeze()
    zygote = Zygote(control, limits, parser)
    control.send(READY)
    try:
        zygote.run()
    finally:
        zygote.end()
    sys.exit(0)
