"""P09: erased means gone, and the log still verifies.

Sealed sources are erased. A try is kept if, for whoever has the keyholder's secret and the whole
disk, nothing opens it: its two files are gone, its sealed key stands nowhere on the disk, the
encrypted bytes of an older copy do not open with what is left; and the log verifies and names it.
Not promised: an older backup that holds the sealed key as well still opens for a keyholder.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.promises.holders import filled, holder
from tests.promises.run import Told

from sacho.errors import NotFound, SachoError
from sacho.sealed.vault import Item, Opener, Vault

QUICK = 50
FULL = 500


def run(told: Told) -> tuple[int, int]:
    """How many erased sources are gone, of so many."""
    folder = Path(tempfile.mkdtemp(prefix="p09-"))
    try:
        owner = holder("heron")
        vault, _ = filled(folder / "sealed", told.tries + 5, owner)
        gone = vault.items[: told.tries]
        keys = {i.name: (folder / "sealed" / "keys" / i.file).read_bytes() for i in gone}
        shutil.copytree(folder / "sealed" / "things", folder / "older")
        for item in gone:
            vault.erase(item.name, "heron", "asked")
        again = Vault(folder / "sealed")
        disk = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
        whole = not list(again.check()) and len(again.items) == 5
        kept = sum(erased(again, item, owner, keys[item.name], disk) for item in gone)
        return (kept if whole else 0), told.tries
    finally:
        shutil.rmtree(folder)


def erased(vault: Vault, item: Item, owner: Opener, key: bytes, disk: bytes) -> bool:
    """Whether nothing of one erased thing can be opened, and the log says that it was erased."""
    try:
        vault.open(item.name, owner)
        return False
    except NotFound:
        pass
    except SachoError:
        return False
    told = any(line.item == item.name and line.reason for line in vault.erased)
    pieces = [key[i : i + 32] for i in range(0, len(key) - 32, 32)]
    return told and not any(piece in disk for piece in pieces)
