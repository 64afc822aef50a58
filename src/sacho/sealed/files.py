"""Files of a project as they must stand: themselves, in their own place.

A link would let what it leads to be changed outside the project; a pipe or a device never ends.
Neither is followed or waited for.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

STANDS_ELSEWHERE = "a link or a device stands in its place"
LARGEST = 1 << 30
"""Bytes that `plain_bytes` takes: far more than Sacho writes into one file beside the originals."""


def opened(path: Path) -> BinaryIO:
    """A regular file, to be read. Raises OSError: missing, or something else in its place."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(errno.EINVAL, STANDS_ELSEWHERE)
    return path.open("rb")


def plain_bytes(path: Path) -> bytes:
    """The bytes of a regular file. Raises OSError as `opened`, and where it is beyond `LARGEST`."""
    with opened(path) as file:
        if os.fstat(file.fileno()).st_size > LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return file.read()


def spelled(name: str) -> str:
    """A file's name as text that can be printed and kept, whatever bytes it was made of."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
