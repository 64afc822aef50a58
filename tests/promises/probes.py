"""A parser that tries to get out of the child it runs in, as a taken-over codec would."""

from __future__ import annotations

import ctypes
import mmap
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sacho.ingest.draft import Reply, Task


def _call(number: int, *arguments: object) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")


# The smallest program of x86-64 that ends well: one header, one segment, exit(0).
_PROGRAM = (
    b"\x7fELF\x02\x01\x01" + bytes(9)
    + struct.pack("<HHIQQQIHHHHHH", 2, 62, 1, 0x400078, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    + struct.pack("<IIQQQQQQ", 1, 5, 0, 0x400000, 0x400000, 129, 129, 0x1000)
    + b"\xb8\x3c\0\0\0\x31\xff\x0f\x05"
)  # fmt: skip
# Whoever forks this process holds the same bytes at the same place.
_HELD = ctypes.create_string_buffer(b"INVENTED secret of the parent")
_PLACE = ctypes.addressof(_HELD)
_ANY_TRACER = 0x59616D61


def _memfd_execute() -> None:
    handle = os.memfd_create("program", 0)
    os.write(handle, _PROGRAM)
    os.execve(handle, ["program"], {})


def _others_memory() -> None:
    found = ctypes.create_string_buffer(8)
    here = struct.pack("QQ", ctypes.addressof(found), 8)
    there = struct.pack("QQ", _PLACE, 8)
    _call(310, os.getppid(), here, 1, there, 1, 0)


def _parents_memory() -> None:
    with Path(f"/proc/{os.getppid()}/mem").open("rb", buffering=0) as memory:
        memory.seek(_PLACE)
        memory.read(8)


def _bpf() -> None:
    # A map of one entry: the least that can be asked for.
    wanted = ctypes.create_string_buffer(struct.pack("IIII", 2, 4, 4, 1), 72)
    _call(321, 0, wanted, 72)


def _big_memory() -> None:
    # Asked for, not written to: what is tried is the limit, not this machine's patience.
    mmap.mmap(-1, 2 << 30).close()


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
    "read others' memory": _others_memory,
    "io_uring": lambda: _call(425, 8, ctypes.create_string_buffer(120)),
    "new namespace": lambda: _call(272, 0x10000000),
    "mount": lambda: _call(165, b"none", b"/tmp", b"tmpfs", 0, None),
    "bpf": _bpf,
    "keyring": lambda: _call(250, 0, -3, 0),
    "userfaultfd": lambda: _call(323, 0),
    "memory of the parent": _parents_memory,
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
    """Tries a probe in a fork without walls, which says "through" where it succeeds.

    This process is the parent that the probe may harm, and lets itself be looked into as far as the
    system leaves that to it. Mounts are made the fork's own first, so that the probe of them harms
    nobody; where that is not allowed, a mount is not either.
    """
    ctypes.CDLL(None).prctl(_ANY_TRACER, ctypes.c_ulong(-1 % (1 << 64)), 0, 0, 0)
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        if name == "mount":
            _call(272, _OWN_MOUNTS)
            _call(165, b"none", b"/", 0, _PRIVATE, 0)
        PROBES[name]()
    except (OSError, MemoryError):
        os._exit(1)
    print("through", flush=True)
    for left in (Path("/tmp/sacho-escape"), Path("/tmp/sacho-escape-link")):
        left.unlink(missing_ok=True)
    folder = Path("/tmp/sacho-escape-folder")
    if folder.is_dir():
        folder.rmdir()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(alone(sys.argv[1]))
