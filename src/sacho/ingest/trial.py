"""What a hostile document would try, tried here on purpose and without harm: do the walls hold?

Each act is one that this process itself has just been able to prepare (a file to read, a folder to
write to, a line that answers), so an act that fails in the child fails because of the walls.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from sacho.ingest.draft import Reply, Task
from sacho.ingest.launch import launcher_for
from sacho.ingest.limits import MIB, Limits

LIMITS = Limits(cpu_seconds=1, wall_seconds=8.0, memory=512 * MIB)
_THROUGH = "through"


class Tried(msgspec.Struct, frozen=True):
    """One act: what a document must not do, in words, and whether the walls kept it from it."""

    what: str
    held: bool


class _Given(msgspec.Struct, frozen=True):
    act: str
    file: str
    folder: str
    port: int
    parent: int


def _read(given: _Given) -> None:
    Path(given.file).read_bytes()


def _write(given: _Given) -> None:
    (Path(given.folder) / "written").write_bytes(b"x")


def _connect(given: _Given) -> None:
    socket.create_connection(("127.0.0.1", given.port), 2).close()


def _start(given: _Given) -> None:
    subprocess.run([sys.executable, "-S", "-c", ""], check=True, timeout=20)


def _signal(given: _Given) -> None:
    os.kill(given.parent, 0)


def _fill(given: _Given) -> None:
    held = bytearray(2 * LIMITS.memory)
    held[:: 1 << 12] = b"x" * len(held[:: 1 << 12])


def _spin(given: _Given) -> None:
    while True:
        pass


_ACTS: dict[str, tuple[str, Callable[[_Given], None]]] = {
    "read": ("a document cannot read your files", _read),
    "write": ("a document cannot write or change a file", _write),
    "connect": ("a document cannot send anything over a network", _connect),
    "start": ("a document cannot start a program", _start),
    "signal": ("a document cannot stop another program", _signal),
    "fill": ("a document cannot fill the memory", _fill),
    "spin": ("a document cannot keep the machine busy for ever", _spin),
}


def parse(data: bytes, task: Task) -> Reply:
    """Tries the act that the bytes name; runs within the walls, in the place of a parser."""
    given = msgspec.msgpack.decode(data, type=_Given)
    try:
        _ACTS[given.act][1](given)
    except (OSError, MemoryError, ValueError, subprocess.SubprocessError):
        return Reply(text="held")
    return Reply(text=_THROUGH)


def tried(spawn: bool | None = None) -> Iterator[Tried]:
    """Every act, each in a child of its own; takes a few seconds, and leaves nothing behind.

    An act counts as held where the child was refused or ended: where no child starts, nothing
    that a document does can reach out either. `spawn` True asks for the limited child of systems
    without the walls. Raises OSError where this machine has no room for the preparations.
    """
    launcher = launcher_for(LIMITS, "sacho.ingest.trial:parse", spawn)
    with contextlib.ExitStack() as stack:
        stack.callback(launcher.close)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sacho-")))
        file = folder / "kept"
        file.write_bytes(b"x")
        line = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = int(line.getsockname()[1])
        for act, (what, _) in _ACTS.items():
            given = _Given(act, str(file), str(folder), port, os.getpid())
            if act == "signal" and os.name == "nt":
                # Signal 0 would end the other program here, and is no question.
                continue
            outcome = launcher.run(Task("text"), msgspec.msgpack.encode(given))
            through = outcome.reply is not None and outcome.reply.text == _THROUGH
            yield Tried(what, not through)
