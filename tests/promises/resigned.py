"""Change what a bundle says and sign it again, as the holder of the log's key could."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey

from sacho.bundle import verify
from sacho.store.log import note

_SIGNED = ("manifest.json", "manifest.sig", "verify.py", "dossier.html", "dossier.pdf", "public")


class Signer:
    """A bundle laid out in a folder, and the key that signed it."""

    def __init__(self, out: Path, key: SigningKey) -> None:
        self._out, self._key = out, key
        self._kept = {f.relative_to(out): f.read_bytes() for f in out.rglob("*") if f.is_file()}
        self._files = sorted(p.as_posix() for p in self._kept if p.as_posix() not in _SIGNED)

    def found(self, dice: random.Random) -> bool:
        """Make one change in what a file says, sign, and verify; whether it was found."""
        file = dice.choice(self._files)
        before = self._read(file)
        if file.endswith(".json"):
            what = _change(before, dice)
            after = json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode()
            if json.loads(after) == json.loads(before):
                return True
        elif file == "checkpoint":
            after = self._checkpoint(dice)
        else:
            at = dice.randrange(len(before))
            after = before[:at] + bytes([before[at] ^ (1 << dice.randrange(7))]) + before[at + 1 :]
        (self._out / file).write_bytes(after)
        self._sign(self._key)
        code, told = self._verified()
        self._undo()
        if code == 0:
            print(f"P06: {file} changed and signed again was missed: {after[:200]!r}")
        elif "cannot be taken apart" in told and "WRONG" not in told:
            print(told)
        return code != 0

    def strangers_refused(self) -> bool:
        """Whether a strange key and a log signed anew are refused by who has the true things."""
        public, checkpoint = self._read("public").decode(), self._out.with_name("given")
        checkpoint.write_bytes(self._read("checkpoint"))
        strange = SigningKey.generate()
        name = public.split("+")[0]
        (self._out / "public").write_text(note.public_line(name, strange.verify_key) + "\n")
        made, _ = self._made()
        (self._out / "checkpoint").write_text(note.sign(made, strange))
        self._sign(strange)
        alone = self._verified()[0]
        known = self._verified("--public", public)[0]
        self._undo()
        # Another history of the same length, signed with the true key.
        (self._out / "checkpoint").write_bytes(self._checkpoint(random.Random(1)))
        self._sign(self._key)
        earlier = self._verified("--checkpoint", str(checkpoint))[0]
        self._undo()
        true = self._verified("--public", public, "--checkpoint", str(checkpoint))[0]
        if alone or not known or not earlier or true:
            print(f"P06: strange keys: {alone} {known} {earlier} {true}")
        # Alone, a bundle signed throughout with a strange key holds together: it says so itself.
        return not alone and bool(known) and bool(earlier) and not true

    def _made(self) -> tuple[note.Checkpoint, bytes]:
        name, key = note.read_public(self._read("public").decode())
        kept = self._kept[Path("checkpoint")]
        _, true = note.read_public(self._kept[Path("public")].decode())
        return note.read(kept.decode(), name, true), bytes(key)

    def _checkpoint(self, dice: random.Random) -> bytes:
        made, _ = self._made()
        other = note.Checkpoint(
            made.origin, made.size + dice.choice((0, 1, -1)), dice.randbytes(32), made.previous
        )
        return note.sign(other, self._key).encode()

    def _sign(self, key: SigningKey) -> None:
        files = (f for f in self._out.rglob("*") if f.is_file())
        hashes = {
            f.relative_to(self._out).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest()
            for f in files
            if not f.name.startswith("manifest.")
        }
        listed = json.dumps(hashes).encode()
        (self._out / "manifest.json").write_bytes(listed)
        (self._out / "manifest.sig").write_bytes(key.sign(listed).signature)

    def _verified(self, *options: str) -> tuple[int, str]:
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            code = verify.main([*options, str(self._out)])
        return code, told.getvalue()

    def _read(self, file: str) -> bytes:
        return (self._out / file).read_bytes()

    def _undo(self) -> None:
        for path, data in self._kept.items():
            (self._out / path).write_bytes(data)


def _change(data: bytes, dice: random.Random) -> Any:
    """One leaf of a JSON value changed, or one element of a list taken out or doubled."""
    told = json.loads(data)
    places: list[Callable[[], object]] = []
    _places(told, places, dice, "")
    dice.choice(places)()
    return told


def _places(told: Any, places: list[Callable[[], object]], dice: random.Random, name: str) -> None:
    # What the verifier says that it does not check.
    if name == "left_out":
        return
    parts: list[tuple[Any, Any]] = list(enumerate(told) if isinstance(told, list) else told.items())  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(told, list) and parts:
        places.append(partial(told.pop, dice.randrange(len(parts))))  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
        places.append(partial(told.append, dice.choice(parts)[1]))  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
    for key, value in parts:
        if isinstance(value, (dict, list)):
            _places(value, places, dice, str(key))
        elif key not in ("kind", "incident") and not (key == "value" and "recorded" in told):
            places.append(partial(_put, told, key, _other(value, dice)))


def _put(told: Any, key: Any, value: object) -> None:
    told[key] = value


def _other(value: object, dice: random.Random) -> object:
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + 1
    words = str(value)
    if not words:
        return "x"
    at = dice.randrange(len(words))
    return words[:at] + ("y" if words[at] == "x" else "x") + words[at + 1 :]
