"""The walls around one child: limits that the kernel keeps. Called once, right before parsing."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from pathlib import Path

from sacho.ingest.limits import MIB, Limits

try:
    import resource
except ImportError:  # Windows has no such limits.
    resource = None

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_OPEN_FILES = 64


def limit(limits: Limits, parent: int) -> None:
    """Bounds processor time, memory, files and core dumps of this process for good.

    `parent` is the process whose death ends this one (Linux).
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
    if resource is None:
        return
    _set(resource.RLIMIT_CORE, 0)
    # A child that was started and not forked has spent time on its codecs already.
    seconds = limits.cpu_seconds + round(time.process_time() + 0.4)
    _set(resource.RLIMIT_CPU, seconds, seconds + 1)
    # Data counts what a process writes for itself; address space also bounds shared mappings.
    _set(resource.RLIMIT_DATA, limits.memory)
    if sys.platform == "linux":
        _set(resource.RLIMIT_AS, limits.memory + _mapped())
    _set(resource.RLIMIT_FSIZE, 0)
    _set(resource.RLIMIT_NOFILE, _OPEN_FILES)


def _set(what: int, soft: int, hard: int | None = None) -> None:
    if resource is None:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (soft, soft if hard is None else hard))


def _mapped() -> int:
    """The bytes that this process maps already, most of them libraries shared with its parent."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return 512 * MIB
