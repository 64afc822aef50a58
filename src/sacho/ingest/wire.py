"""What goes between the caller, the clean process and a child: bytes of one shape, no pickles."""

from __future__ import annotations

import struct
from typing import Literal

import msgspec

from sacho.ingest.draft import Task

HEADER = struct.Struct(">Q")
READY = b"ready"


class Ended(msgspec.Struct, frozen=True):
    """How a child ended: `value` is its exit status or signal; what it used, in seconds and KiB."""

    how: Literal["exit", "signal", "wall"]
    value: int
    cpu: float = 0.0
    memory: int = 0


def pack(task: Task, data: bytes) -> bytes:
    """Task and document as a child reads them."""
    told = msgspec.msgpack.encode(task)
    return HEADER.pack(len(told)) + told + data


def unpack(packed: bytes) -> tuple[Task, bytes]:
    """The two things that `pack` packed."""
    (length,) = HEADER.unpack_from(packed)
    start = HEADER.size
    task = msgspec.msgpack.decode(packed[start : start + length], type=Task)
    return task, packed[start + length :]
