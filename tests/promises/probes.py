"""A parser that tries to get out of the child it runs in, as a taken-over codec would."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sacho.ingest.draft import Reply, Task


def _call(number: int, *arguments: object) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def _memfd_execute() -> None:
    handle = os.memfd_create("program")
    os.write(handle, b"#!/bin/true\n")
    os.execve(handle, ["program"], {})


def _big_memory() -> None:
    if len(bytearray(2 << 30)):
        return


_OWN_MOUNTS = 0x20000
_PRIVATE = 0x4000 | 0x40000


# System call numbers of x86-64, from the kernel's table.
PROBES: dict[str, Callable[[], object]] = {
    "read passwd": lambda: Path("/etc/passwd").read_bytes(),
    "list the root": lambda: list(Path("/").iterdir()),
    "write a file": lambda: Path("/tmp/sacho-escape").write_bytes(b"x"),
    "make a folder": lambda: Path("/tmp/sacho-escape-folder").mkdir(),
    "make a link": lambda: Path("/tmp/sacho-escape-link").symlink_to("/etc/passwd"),
    "tcp socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "udp socket": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    "unix socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
    "socket pair": socket.socketpair,
    "fork": lambda: os.fork() or os._exit(0),
    "run a program": lambda: subprocess.run(["/bin/true"], check=True),
    "execute": lambda: os.execv("/bin/true", ["true"]),
    "execute from memory": _memfd_execute,
    "kill the parent": lambda: os.kill(os.getppid(), 0),
    "kill everyone": lambda: os.kill(-1, 0),
    "ptrace": lambda: _call(101, 16, os.getppid(), 0, 0),
    "read others' memory": lambda: _call(310, os.getppid(), 0, 0, 0, 0, 0),
    "io_uring": lambda: _call(425, 8, ctypes.create_string_buffer(120)),
    "new namespace": lambda: _call(272, 0x10000000),
    "mount": lambda: _call(165, b"none", b"/tmp", b"tmpfs", 0, None),
    "bpf": lambda: _call(321, 0, None, 0),
    "keyring": lambda: _call(250, 0, -3, 0),
    "userfaultfd": lambda: _call(323, 0),
    "memory of the parent": lambda: Path(f"/proc/{os.getppid()}/mem").read_bytes(),
    "big memory": _big_memory,
}  # fmt: skip


def parse(data: bytes, task: Task) -> Reply:
    """Tries the probe that the document names; the text says whether it got through."""
    try:
        PROBES[data.decode()]()
    except (OSError, MemoryError):
        return Reply(text="held")
    return Reply(text="escaped")


def alone(name: str) -> int:
    """Tries a probe in this process, which has no walls, and says "through" where it succeeds.

    Mounts are made its own first, so that the probe of them harms nobody; where that is not
    allowed, a mount is not either.
    """
    try:
        if name == "mount":
            _call(272, _OWN_MOUNTS)
            _call(165, b"none", b"/", 0, _PRIVATE, 0)
        PROBES[name]()
    except (OSError, MemoryError):
        return 1
    print("through", flush=True)
    for left in (Path("/tmp/sacho-escape"), Path("/tmp/sacho-escape-link")):
        left.unlink(missing_ok=True)
    folder = Path("/tmp/sacho-escape-folder")
    if folder.is_dir():
        folder.rmdir()
    return 0


if __name__ == "__main__":
    sys.exit(alone(sys.argv[1]))
