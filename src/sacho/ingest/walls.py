"""The walls around one child: limits that the kernel keeps. Called once, right before parsing."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import struct
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
_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_SET_RIGHTS = {"x86_64": 126, "aarch64": 91}
_RIGHTS_VERSION = 0x20080522


def limit(limits: Limits, parent: int, size: int | None = None) -> None:
    """Bounds processor time, memory, files and core dumps of this process for good.

    `parent` is the process whose death ends this one (Linux). `size` is that of the document in
    bytes, where it is known yet.
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
        own = limits.memory if size is None else limits.memory_for(size)
        _set(resource.RLIMIT_AS, own + _mapped())
    _set(resource.RLIMIT_FSIZE, 0)
    _set(resource.RLIMIT_NOFILE, _OPEN_FILES)


def alone() -> bool:
    """Moves this process and its children into a network of their own, without any rights there.

    False where the system does not allow it; the other walls have to do then. Needs one thread.
    """
    if sys.platform != "linux" or platform.machine() not in _SET_RIGHTS:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_USER | _NEW_NET | _NEW_IPC):
        return False
    head = struct.pack("Ii", _RIGHTS_VERSION, 0)
    if libc.syscall(_SET_RIGHTS[platform.machine()], head, bytes(24)):
        raise OSError(ctypes.get_errno(), "rights in the new namespace could not be given up")
    return True


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
