"""P11: removing a keyholder, or losing a passphrase, neither locks us out nor leaves them in.

A try lets a keyholder in or shuts one out, and is stopped at a random step in half of the cases,
with the log torn as a dying machine would leave it; the same is then asked again. It is kept if
afterwards the owner and the recovery code open everything as it was, a keyholder who was shut out
opens nothing that is on the disk, and the vault's log holds together.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from tests.promises.holders import filled, holder
from tests.promises.run import Told

from sacho.errors import RefusedForSafety
from sacho.sealed import keys
from sacho.sealed import vault as vaults
from sacho.sealed.contents import Source
from sacho.sealed.vault import Opener, Vault

QUICK = 100
FULL = 1000
_THINGS = 6


class Stopped(BaseException):
    """The process dies here."""


def run(told: Told) -> tuple[int, int]:
    """How many changes of keyholders did what they should, of so many."""
    folder = Path(tempfile.mkdtemp(prefix="p11-")) / "sealed"
    dice = random.Random(told.seed)
    try:
        owner = holder("heron")
        vault, sources = filled(folder, _THINGS, owner)
        paper, code = keys.new_recovery()
        vault.add(paper, owner)
        inside: list[Opener] = []
        outside: list[Opener] = []
        kept = 0
        for number in range(told.tries):
            if inside and dice.random() < 0.5:
                leaving = inside.pop(dice.randrange(len(inside)))
                _asked(folder, dice, lambda v, one=leaving: v.remove(one.holder.name, owner))
                outside.append(leaving)
            else:
                coming = holder(f"swift {number}")
                _asked(folder, dice, lambda v, one=coming: v.add(one.holder, owner))
                inside.append(coming)
            allowed = [owner, Opener(*keys.from_recovery(code)), *inside]
            kept += holds(Vault(folder), sources, allowed, outside[-5:])
        return kept, told.tries
    finally:
        shutil.rmtree(folder.parent)


def _asked(folder: Path, dice: random.Random, change: Callable[[Vault], int]) -> None:
    """Ask for a change; in half of the cases it is stopped at a step first, and asked again."""
    if dice.random() < 0.5:
        left = dice.randrange(3 * _THINGS)
        # The steps on disk are the vault's own; a test that stops it must reach for them.
        steps: dict[str, Callable[..., None]] = {
            name: getattr(vaults, name) for name in ("_place", "_shred")
        }

        def step(name: str) -> Callable[..., None]:
            def stepped(*told: object) -> None:
                nonlocal left
                left -= 1
                if left < 0:
                    raise Stopped
                steps[name](*told)

            return stepped

        with (
            patch.object(vaults, "_place", step("_place")),
            patch.object(vaults, "_shred", step("_shred")),
        ):
            try:
                change(Vault(folder))
            except Stopped:
                with (folder / "log").open("ab") as log:
                    log.write(b'{"action":"sealed","previous":"torn'[: dice.randrange(34)])
    change(Vault(folder))


def holds(
    vault: Vault, sources: dict[str, Source], allowed: list[Opener], outside: list[Opener]
) -> bool:
    """Whether all who may open everything do, nobody else opens anything, and the log is whole."""
    if list(vault.check()) or vault.behind():
        return False
    for name, source in sources.items():
        if any(vault.open(name, one) != source for one in allowed):
            return False
        for one in outside:
            try:
                vault.open(name, one)
                return False
            except RefusedForSafety:
                pass
    return True
