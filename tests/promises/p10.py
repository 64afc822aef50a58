"""P10: a stolen disk says nothing, and swapped, altered or rolled-back bytes are refused.

A try alters one sealed thing as somebody with the disk could: bits flipped, cut short, lengthened,
another thing's bytes or key, another project's, an older version's, under its name. The log is
taken to be rewritten as well, so only the cipher stands in the way. A try is kept if it is refused.
Lengths on disk must fall into four classes, and times on disk say nothing.
Not promised: that a whole older copy of the project is told from it without a hash kept elsewhere.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.promises.holders import filled, holder
from tests.promises.run import Told

from sacho.errors import EvidenceError
from sacho.sealed.box import SIZES, Bound, Sealed, padded_size, seal, unseal
from sacho.sealed.keys import public_key
from sacho.sealed.vault import Opener

QUICK = 10_000
FULL = 100_000
_TAG = 40  # nonce and authenticator, bytes


class Attack:
    """What somebody with the disk has: two versions of one thing, another thing, another project."""

    def __init__(self, owner: Opener, dice: random.Random) -> None:
        self.owner, self.dice = owner, dice
        self.bound = Bound("project-a", "S-AAAAAAAAAA", 2)
        self.now = self._sealed(self.bound)
        self.others = [
            self._sealed(Bound("project-a", "S-AAAAAAAAAA", 1)),
            self._sealed(Bound("project-a", "S-BBBBBBBBBB", 2)),
            self._sealed(Bound("project-a", "R-AAAAAAAAAA", 2)),
            self._sealed(Bound("project-b", "S-AAAAAAAAAA", 2)),
        ]
        self.ways: list[Callable[[], Sealed]] = [
            self._flip_data, self._flip_key, self._cut, self._longer, self._other, self._other_data,
            self._other_key,
        ]  # fmt: skip

    def refused(self) -> bool:
        """Whether one alteration is refused."""
        made = self.dice.choice(self.ways)()
        try:
            unseal(made, self.bound, self.owner.holder.id, self.owner.secret)
        except EvidenceError:
            return True
        return False

    def _sealed(self, bound: Bound) -> Sealed:
        readers = {self.owner.holder.id: public_key(self.owner.holder)}
        return seal(b"INVENTED EXAMPLE", bound, readers)

    def _keyed(self, data: bytes, key: bytes) -> Sealed:
        return Sealed(data, {self.owner.holder.id: key})

    @property
    def _key(self) -> bytes:
        return self.now.keys[self.owner.holder.id]

    def _flipped(self, data: bytes) -> bytes:
        at = self.dice.randrange(len(data) * 8)
        changed = bytearray(data)
        changed[at // 8] ^= 1 << at % 8
        return bytes(changed)

    def _flip_data(self) -> Sealed:
        return self._keyed(self._flipped(self.now.data), self._key)

    def _flip_key(self) -> Sealed:
        return self._keyed(self.now.data, self._flipped(self._key))

    def _cut(self) -> Sealed:
        return self._keyed(self.now.data[: self.dice.randrange(len(self.now.data))], self._key)

    def _longer(self) -> Sealed:
        return self._keyed(self.now.data + self.dice.randbytes(self.dice.randint(1, 99)), self._key)

    def _other(self) -> Sealed:
        return self.dice.choice(self.others)

    def _other_data(self) -> Sealed:
        return self._keyed(self.dice.choice(self.others).data, self._key)

    def _other_key(self) -> Sealed:
        return self._keyed(self.now.data, self.dice.choice(self.others).keys[self.owner.holder.id])


def run(told: Told) -> tuple[int, int]:
    """How many alterations were refused, of so many; none where lengths or times tell something."""
    attack = Attack(holder("heron"), random.Random(told.seed))
    kept = sum(attack.refused() for _ in range(told.tries))
    return (kept if silent(attack.owner) else 0), told.tries


def silent(owner: Opener) -> bool:
    """Whether lengths fall into the classes there are, and no file keeps a time."""
    folder = Path(tempfile.mkdtemp(prefix="p10-"))
    try:
        filled(folder / "sealed", 30, owner)
        files = [p.stat() for p in (folder / "sealed" / "things").iterdir()]
        keys = [p.stat() for p in (folder / "sealed" / "keys").iterdir()]
        lengths = {s.st_size for s in files}
        return (
            lengths <= {size + _TAG for size in SIZES}
            and len({s.st_size for s in keys}) == 1
            and {s.st_mtime for s in (*files, *keys)} == {0}
            and {padded_size(n) for n in range(0, 1 << 24, 9973)} <= set(SIZES) | {2 * SIZES[-1]}
        )
    finally:
        shutil.rmtree(folder)
