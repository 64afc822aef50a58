"""What one document may cost."""

from __future__ import annotations

import msgspec

MIB = 1 << 20


class Limits(msgspec.Struct, frozen=True):
    """Bounds for reading one document; beyond one of them the document gets a named problem.

    `cpu_seconds` is processor time, `wall_seconds` time on the clock, `memory` the bytes that the
    child may hold of its own, `output` the bytes of its answer, `input` the bytes of the document,
    `text` the code points of the text.
    """

    cpu_seconds: int = 20
    wall_seconds: float = 60.0
    memory: int = 1024 * MIB
    output: int = 32 * MIB
    input: int = 128 * MIB
    text: int = 5_000_000
