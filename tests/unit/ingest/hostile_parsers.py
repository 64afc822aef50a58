"""Parsers that misbehave as a document that has taken over its codec would. For tests only."""

from __future__ import annotations

import ctypes
import mmap
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from sacho.ingest.draft import Reply, Task
from sacho.model.report import Metadata

SEEN: list[bytes] = []


def parse(data: bytes, task: Task) -> Reply:
    """Does what the first word of the document orders."""
    order, _, rest = data.decode("utf-8").partition(" ")
    acts = {
        "loop": _loop, "sleep": _sleep, "memory": _memory, "shared": _shared, "raise": _raise,
        "output": _output, "flood": _flood, "segfault": _segfault, "exit": _exit, "garble": _garble,
        "spans": _spans, "code": _code, "controls": _controls, "print": _print, "fork": _fork,
        "file": _file, "date": _date, "seen": _seen, "handles": _handles, "abort": _abort,
        "connect": _connect, "execute": _execute, "read": _read, "needs": _needs, "core": _core,
        "kill": _kill, "raise-limit": _raise_limit, "listing": _listing, "trace": _trace,
        "environment": _environment, "recurse": _recurse,
    }  # fmt: skip
    if order == "try":
        return _try(rest, task)
    if order in acts:
        return acts[order](rest)
    SEEN.append(data)
    return Reply(text=f"read {rest}", maker="hostile")


def _loop(rest: str) -> Reply:
    while True:
        pass


def _sleep(rest: str) -> Reply:
    time.sleep(3600)
    return Reply()


def _memory(rest: str) -> Reply:
    kept = [bytearray(1 << 24)]
    while True:
        kept.append(bytearray(b"x") * (1 << 24))


def _shared(rest: str) -> Reply:
    kept: list[mmap.mmap] = []
    while True:
        kept.append(mmap.mmap(-1, 1 << 26))


def _raise(rest: str) -> Reply:
    raise RuntimeError(rest)


def _recurse(rest: str) -> Reply:
    return _recurse(rest + "x")


def _output(rest: str) -> Reply:
    return Reply(text="long " * 20_000_000)


def _flood(rest: str) -> Reply:
    while True:
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, b"\x00" * 65536)
            except OSError:
                continue


def _segfault(rest: str) -> Reply:
    ctypes.string_at(0)
    return Reply()


def _abort(rest: str) -> Reply:
    os.abort()


def _exit(rest: str) -> Reply:
    os._exit(0)


def _core(rest: str) -> Reply:
    import resource

    return Reply(text=f"core {resource.getrlimit(resource.RLIMIT_CORE)}")


def _garble(rest: str) -> Reply:
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"\x00\x00\x00\x00\x00\x00\x00\x04\xffabc")
        except OSError:
            continue
    os._exit(0)


def _spans(rest: str) -> Reply:
    return Reply(text="short", furniture=((3, 400),))


def _code(rest: str) -> Reply:
    return Reply(text="short", codes=("secret words of the report", "text.none"))


def _controls(rest: str) -> Reply:
    return Reply(text="escape \x1b[31m sequence")


def _date(rest: str) -> Reply:
    return Reply(text="short", metadata=Metadata(published="soon", title="x" * 10_000))


def _print(rest: str) -> Reply:
    os.write(1, b"secret words")
    os.write(2, b"secret words")
    sys.stderr.write("secret words")
    sys.stderr.flush()
    return Reply(text="printed")


def _fork(rest: str) -> Reply:
    if os.fork() == 0:
        time.sleep(3600)
    return Reply(text="forked")


def _file(rest: str) -> Reply:
    Path(rest).write_bytes(b"written")
    return Reply(text="wrote")


def _read(rest: str) -> Reply:
    return Reply(text=Path(rest).read_text(encoding="utf-8"))


def _connect(rest: str) -> Reply:
    with socket.create_connection(("127.0.0.1", int(rest)), timeout=2):
        return Reply(text="connected")


def _execute(rest: str) -> Reply:
    subprocess.run(["/bin/true"], check=True)
    return Reply(text="executed")


def _seen(rest: str) -> Reply:
    return Reply(text=f"seen {len(SEEN)}")


def _handles(rest: str) -> Reply:
    open_ones = [each for each in range(256) if _is_open(each)]
    return Reply(text=" ".join(str(each) for each in open_ones))


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _environment(rest: str) -> Reply:
    return Reply(text=" ".join(sorted(os.environ)))


def _needs(rest: str) -> Reply:
    return Reply(needs="full")


def _try(rest: str, task: Task) -> Reply:
    """Says whether the system refused what the rest orders."""
    try:
        parse(rest.encode(), task)
    except PermissionError:
        return Reply(text="refused")
    except ValueError:
        # What setrlimit raises where the system refuses.
        return Reply(text="refused")
    return Reply(text="done")


def _kill(rest: str) -> Reply:
    os.kill(int(rest), 0)
    return Reply(text="signalled")


def _raise_limit(rest: str) -> Reply:
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return Reply(text="raised")


def _listing(rest: str) -> Reply:
    return Reply(text=" ".join(each.name for each in Path(rest).iterdir()))


def _trace(rest: str) -> Reply:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, int(rest), None, None) < 0:
        raise PermissionError(ctypes.get_errno(), "ptrace")
    return Reply(text="traced")
