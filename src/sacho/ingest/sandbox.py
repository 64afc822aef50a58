"""The walls that Linux keeps around a child: Landlock for files and network, seccomp for calls.

A child may read the libraries that it runs on and nothing else on the disk; it may not open a
connection, start or signal a process, or change its own limits. Source of the numbers: the kernel's
`landlock.h`, `seccomp.h`, `filter.h` and system call tables.
"""

from __future__ import annotations

import ctypes
import errno
import importlib.util
import os
import platform
import struct
import sys
import sysconfig
from functools import cache
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_PATH_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_PR_SET_SECCOMP, _FILTER_MODE = 22, 2

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_REFUSE = 0x00050000 | errno.EPERM
_ABSENT = 0x00050000 | errno.ENOSYS
_NR, _ARCH, _FIRST, _THIRD = 0, 4, 16, 32

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# Refused: sockets, other programs and processes, others' memory, mounts, modules, keys, tracing,
# owners and modes of files, handles that go round Landlock.
_REFUSED = {
    "x86_64": (
        41, 42, 43, 49, 50, 53, 288, 56, 57, 58, 59, 322, 62, 200, 101, 310, 311, 272, 308, 165,
        166, 155, 161, 321, 250, 248, 249, 323, 298, 90, 91, 268, 92, 93, 94, 260, 188, 189, 190,
        132, 235, 280, 261, 160, 175, 313, 176, 246, 320, 169, 103, 303, 304,
    ),
    "aarch64": (
        198, 199, 200, 201, 202, 203, 242, 220, 221, 281, 129, 130, 117, 270, 271, 97, 268, 40, 39,
        41, 51, 280, 219, 217, 218, 282, 241, 52, 53, 54, 55, 5, 6, 7, 88, 164, 105, 273, 106, 104,
        294, 142, 116, 264, 265,
    ),
}  # fmt: skip
# The same numbers everywhere: pidfd, io_uring, the newer mount calls, fchmodat2, setxattrat.
_REFUSED_ANYWHERE = (424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 438, 442, 452, 463)
_CLONE3 = 435
_SIGNAL_THREAD = {"x86_64": 234, "aarch64": 131}
_CHANGE_LIMIT = {"x86_64": 302, "aarch64": 261}


@cache
def is_full() -> bool:
    """Whether this system can put up all the walls. Changes nothing."""
    if sys.platform != "linux" or platform.machine() not in _ARCHITECTURES or sys.maxsize < 2**32:
        return False
    # Without CONFIG_SECCOMP_FILTER the kernel does not list what a filter can return.
    return _abi() >= 1 and Path("/proc/sys/kernel/seccomp/actions_avail").exists()


def standing() -> list[tuple[str, str, bool]]:
    """Each wall of this system: its name, its state in words, whether it can stand."""
    here = f"{sys.platform} {platform.machine()}"
    known = sys.platform == "linux" and platform.machine() in _ARCHITECTURES
    abi = _abi() if known else 0
    filtered = known and Path("/proc/sys/kernel/seccomp/actions_avail").exists()
    missing = f"missing ({here})"
    return [
        ("files (Landlock)", f"version {abi}" if abi >= 1 else missing, abi >= 1),
        ("system calls (seccomp)", "stands" if filtered else missing, filtered),
        ("limits of a process", "stands" if _limited() else missing, _limited()),
        ("all of them", "stand" if is_full() else "files but plain text are refused", is_full()),
    ]


def _limited() -> bool:
    return importlib.util.find_spec("resource") is not None


def close() -> None:
    """Puts up the walls around this process for good. Raises OSError where one does not stand."""
    libc = ctypes.CDLL(None, use_errno=True)
    _landlock(libc)
    _seccomp(libc)


def _abi() -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    return int(libc.syscall(_CREATE, None, 0, 1))


def _landlock(libc: ctypes.CDLL) -> None:
    """No file but the libraries, no TCP, no signal to a process outside."""
    abi = _abi()
    files = (1 << (13 + (abi >= 2) + (abi >= 3) + (abi >= 5))) - 1
    handled = struct.pack("QQQ", files, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = libc.syscall(_CREATE, handled, size, 0)
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "no Landlock ruleset")
    for folder in libraries():
        handle = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        rule = struct.pack("=Qi", _READ_FILE | _READ_DIR, handle)
        libc.syscall(_ADD, ruleset, _PATH_BENEATH, rule, 0)
        os.close(handle)
    failed = libc.syscall(_RESTRICT, ruleset, 0)
    os.close(ruleset)
    if failed:
        raise OSError(ctypes.get_errno(), "Landlock does not stand")


@cache
def libraries() -> tuple[str, ...]:
    """The folders of Python, its packages and this one: some codecs load parts of themselves late.

    Found once, before the first fork: it takes longer than all the rest.
    """
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    folders = {sysconfig.get_path(name) for name in names} | {str(Path(__file__).parent)}
    return tuple(sorted(each for each in folders if Path(each).is_dir()))


def _seccomp(libc: ctypes.CDLL) -> None:
    program = _program(platform.machine(), os.getpid())
    packed = b"".join(struct.pack("=HBBI", *step) for step in program)
    steps = ctypes.create_string_buffer(packed, len(packed))
    told = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(steps))
    if libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, told, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp does not stand")


def _program(machine: str, pid: int) -> list[tuple[int, int, int, int]]:
    """The filter as BPF steps `(code, jump if true, jump if false, value)`."""
    refused = (*_REFUSED[machine], *_REFUSED_ANYWHERE)
    steps = [
        (_LOAD, 0, 0, _ARCH),
        (_EQUAL, 1, 0, _ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NR),
        # The other numbering of x86-64 (x32) would go round the list below.
        (_AT_LEAST, 0, 1, 0x40000000),
        (_RETURN, 0, 0, _KILL),
        (_EQUAL, 0, 1, _CLONE3),
        (_RETURN, 0, 0, _ABSENT),
        # A process may abort itself, not another.
        (_EQUAL, 0, 4, _SIGNAL_THREAD[machine]),
        (_LOAD, 0, 0, _FIRST),
        (_EQUAL, 0, 1, pid),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
        # Limits may be read (no new value is given), not changed.
        (_EQUAL, 0, 6, _CHANGE_LIMIT[machine]),
        (_LOAD, 0, 0, _THIRD),
        (_EQUAL, 0, 3, 0),
        (_LOAD, 0, 0, _THIRD + 4),
        (_EQUAL, 0, 1, 0),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    count = len(refused)
    steps += [(_EQUAL, count - at, 0, number) for at, number in enumerate(refused)]
    return [*steps, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
