"""P06: a stranger can check a bundle offline without Sacho, and any change of it is found.

Half of the tries change one file of the bundle. The other half are changes by somebody who holds
the log's key: one file is changed in what it says, and the list of hashes is made and signed again.
Proofs, marks, ids and spans must still give it away. Before both, bundles signed with a strange key
and logs signed anew must be refused where the receiver has the true key or an earlier checkpoint.

Not found by the verifier, and said by it: changes by the key holder to the dossiers, to the short
form of a value, to the list of what was left out, and to the verifier itself.
"""

from __future__ import annotations

import contextlib
import io
import random
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from nacl.signing import SigningKey
from tests.promises.p04 import project
from tests.promises.resigned import Signer
from tests.promises.run import Told

from sacho import pipeline
from sacho.bundle import verify
from sacho.bundle.make import make
from sacho.store import incidents
from sacho.store.project import open_project

QUICK = 60
FULL = 2000


def run(told: Told) -> tuple[int, int]:
    """Changed bundles that the verifier refused, of so many; none if it refuses the true one."""
    dice = random.Random(told.seed)
    with tempfile.TemporaryDirectory(prefix="sacho-p06-") as folder:
        root, file, out = (Path(folder) / n for n in ("project", "bundle.zip", "bundle"))
        project(root)
        with open_project(root) as opened:
            pipeline.link(opened)
            make(opened, incidents.list_all(opened)[0].id, file)
        with zipfile.ZipFile(file) as zipped:
            zipped.extractall(out)
        # Isolated, without site packages: nothing of Sacho can be reached.
        command = [sys.executable, "-I", "-S", str(out / "verify.py")]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
        if done.returncode:
            print(f"P06: the true bundle is refused: {done.stdout}{done.stderr}")
            return 0, told.tries
        files = sorted(f for f in out.rglob("*") if f.is_file())
        signer = Signer(out, SigningKey((root / "log" / "key").read_bytes()))
        if not signer.strangers_refused():
            return 0, told.tries
        changed = sum(_found(out, dice.choice(files), dice) for _ in range(told.tries // 2))
        resigned = sum(signer.found(dice) for _ in range(told.tries - told.tries // 2))
        return changed + resigned, told.tries


def _found(out: Path, file: Path, dice: random.Random) -> bool:
    kept = file.read_bytes()
    data = bytearray(kept)
    at = dice.randrange(len(data))
    how = dice.choice(("flip", "insert", "cut", "remove"))
    if how == "flip":
        data[at] ^= 1 << dice.randrange(8)
    elif how == "insert":
        data.insert(at, 65)
    elif how == "cut":
        del data[at:]
    file.write_bytes(bytes(data))
    if how == "remove":
        file.unlink()
    with contextlib.redirect_stdout(io.StringIO()):
        code = verify.main([str(out)])
    file.write_bytes(kept)
    if code == 0:
        print(f"P06: {how} of {file.relative_to(out)} was missed")
    return code != 0
