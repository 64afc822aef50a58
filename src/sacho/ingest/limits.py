"""What one document may cost."""

from __future__ import annotations

import msgspec

MIB = 1 << 20


class Limits(msgspec.Struct, frozen=True):
    """Bounds for reading one document; beyond one of them the document gets a named problem.

    `memory` is what the largest document may take; a small one may take `least_memory` and eight
    times its own size, for one that needs more is made to fill a machine.

    `cpu_seconds` is processor time, `wall_seconds` time on the clock, `memory` the bytes that the
    child may hold of its own, `output` the bytes of its answer, `input` the bytes of the document,
    `text` the code points of the text.
    """

    cpu_seconds: int = 20
    wall_seconds: float = 60.0
    memory: int = 1024 * MIB
    least_memory: int = 256 * MIB
    output: int = 32 * MIB
    input: int = 128 * MIB
    text: int = 5_000_000

    def memory_for(self, size: int) -> int:
        """The bytes that a child may take beyond what it starts with, for a document of `size`."""
        return min(self.memory, self.least_memory + 8 * size)
