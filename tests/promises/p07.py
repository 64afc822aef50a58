"""P07: a time stamp is checked when it comes and again on demand, and what was not stamped since
is always told; one hash is all that leaves.

A try is one token that is not good: changed in one place, of another request, of another authority,
of other bytes. It is kept if the token is refused, or still means the very same. Before that, a
service that is down, slow, refuses, sends noise or an old token must leave the project whole and
say so; the next asking must succeed; and each asking must send one request that holds nothing but
a hash and a random number. The service is made with `openssl ts` on this machine.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

from tests.promises.authority import Authority, Service, served
from tests.promises.p04 import project
from tests.promises.run import Told

from sacho.errors import EvidenceError, SachoError
from sacho.store import decisions, reports
from sacho.store.log import checkpoints, stamps
from sacho.store.project import Project, open_project
from sacho.store.verify import verify

QUICK = 200
FULL = 2000
_ENVELOPE = 120  # bytes; a request of 32 bytes of hash has about 70


def run(told: Told) -> tuple[int, int]:
    """Bad tokens that were refused, of so many; none if the service could harm or mislead."""
    if shutil.which("openssl") is None:
        raise SystemExit("P07 needs openssl to play the time stamping service.")
    dice = random.Random(told.seed)
    with tempfile.TemporaryDirectory(prefix="sacho-p07-") as name:
        folder = Path(name)
        project(folder / "project", range(2))
        authority, other = Authority(folder / "authority"), Authority(folder / "other")
        with open_project(folder / "project") as opened, served(authority) as service:
            wrong = [*_moods(opened, service), *_kept(opened, service, other)]
            for fault in wrong:
                print(f"P07: {fault}")
            if wrong:
                return 0, told.tries
            signed, token = _newest(opened)
        good = stamps.checked(token, signed, authority.root)
        return sum(_refused(token, signed, authority.root, good, dice)
                   for _ in range(told.tries)), told.tries  # fmt: skip


def _moods(opened: Project, service: Service) -> list[str]:
    """What went wrong with a service that does not behave."""
    wrong: list[str] = []
    if "Never stamped" not in verify(opened).stamped:
        wrong.append("a log that nobody stamped is not told as such")
    root = service.authority.root
    stamps.ask(opened, service.url, root)
    for manner in ("refuse", "noise", "replay", "slow"):
        service.manner = manner
        decisions.add(opened, "accept", (reports.list_all(opened)[0].id,), ("Han", manner), "{}")
        try:
            with patch.object(stamps, "SECONDS", 0.5):
                stamps.ask(opened, service.url, root)
            wrong.append(f"{manner}: its answer was taken")
        except SachoError:
            pass
        found = verify(opened)
        if found.faults or "Not stamped since" not in found.stamped:
            wrong.append(f"{manner}: {found.faults[:2]} {found.stamped}")
    try:
        stamps.ask(opened, "http://127.0.0.1:9/stamp", root)
        wrong.append("nobody answered, and that was taken")
    except SachoError:
        pass
    service.manner = "honest"
    before = len(service.asked)
    stamps.ask(opened, service.url, root)
    signed, _ = _newest(opened)
    sent = service.asked[before:]
    if len(sent) != 1 or len(sent[0]) > _ENVELOPE or _sha256(signed) not in sent[0]:
        wrong.append("more than one small request was sent, or of something else")
    found = verify(opened)
    if found.faults or "nothing was added since" not in found.stamped:
        wrong.append(f"after asking again: {found.faults[:2]} {found.stamped}")
    return wrong


def _kept(opened: Project, service: Service, other: Authority) -> list[str]:
    """What went wrong with tokens that do not belong, laid into the project."""
    wrong: list[str] = []
    signed, token = _newest(opened)
    file = next(iter(sorted(_folder(opened).glob("*.tsr"))))
    foreign = other.answer(service.asked[-1])
    for name, bad in (("another authority", foreign), ("cut", token[:-1]), ("none", b"")):
        kept = file.read_bytes()
        file.write_bytes(bad)
        named = [fault.item for fault in verify(opened).faults]
        file.write_bytes(kept)
        if not any(file.name in item for item in named):
            wrong.append(f"a token of {name} in the project was not named: {named}")
    try:
        stamps.checked(foreign, signed, service.authority.root)
        wrong.append("a token of another authority was taken")
    except EvidenceError:
        pass
    return wrong


def _refused(token: bytes, signed: bytes, root: bytes, good: str, dice: random.Random) -> bool:
    data = bytearray(token)
    at = dice.randrange(len(data))
    how = dice.choice(("flip", "insert", "cut", "swap", "over"))
    if how == "flip":
        data[at] ^= 1 << dice.randrange(8)
    elif how == "insert":
        data.insert(at, dice.randrange(256))
    elif how == "cut":
        del data[at : at + dice.randrange(1, 9)]
    elif how == "swap":
        to = dice.randrange(len(data))
        data[at], data[to] = data[to], data[at]
    over = signed + b" " if how == "over" else signed
    if bytes(data) == token and how != "over":
        return True
    try:
        told = stamps.checked(bytes(data), over, root)
    except EvidenceError:
        return True
    # What the signature does not cover (a status text, spare certificates) may change; the time
    # and the hash are what it says.
    if how == "over" or told != good:
        print(f"P07: {how} at {at} was taken, as of {told}")
        return False
    return True


def _folder(opened: Project) -> Path:
    return checkpoints.folder(opened) / checkpoints.STAMPS


def _newest(opened: Project) -> tuple[bytes, bytes]:
    stamp = stamps.newest(opened)
    assert stamp
    root = _folder(opened)
    return (root / f"{stamp.size}.note").read_bytes(), (root / f"{stamp.size}.tsr").read_bytes()


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
