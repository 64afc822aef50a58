"""What `verify` says of one thing that is wrong."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

RESTORE = "Work on a copy; restore the newest backup that verifies, and compare."


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong: `code` dotted and stable, of which `item`, and what to do.

    Holds no words of a report: `item` is a table with a key, an id, a file or an entry's number.
    """

    code: str
    item: str
    message: str
    next_step: str

    @property
    def korean(self) -> str:
        """What is wrong, in Korean; without the numbers that `message` may name."""
        return _korean()[self.code]


@cache
def _korean() -> dict[str, str]:
    """The sentence for each code; read once, and only where something is wrong."""
    return tomllib.loads(files("sacho.store").joinpath("faults.toml").read_text(encoding="utf-8"))
