"""Invented sources, and a workplace in which `sacho` seals them; everything it writes is kept."""

from __future__ import annotations

import io
import json
import os
import random
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from sacho.cli.app import run as sacho_run
from sacho.sealed import keys

PASSPHRASE = "invented reed kestrel mill"
LATIN = ("mor", "vel", "tas", "kir", "don", "que", "lam", "bri", "zol", "fen", "hux", "wyn")
HANGUL = "새벽갈대물레바퀴솔잎노을여울바람돌담숲길"
ARABIC = "خترعمصدنيلوبكسح"


class Canary(NamedTuple):
    """One invented source: what must be found nowhere, and the document that it gave."""

    words: tuple[str, ...]
    received_name: str
    document: bytes


def canaries(number: int, seed: int) -> list[Canary]:
    """So many sources from a seed; no two share a word that is looked for."""
    dice = random.Random(seed)
    return [_canary(dice, i) for i in range(number)]


def _canary(dice: random.Random, number: int) -> Canary:
    first, last = ("".join(dice.choices(LATIN, k=4)).capitalize() for _ in range(2))
    name = f"{first} {last}"
    hangul = "".join(dice.choices(HANGUL, k=5)) + chr(0xAC00 + number * 13)
    arabic = "".join(dice.choices(ARABIC, k=7)) + " " + "".join(dice.choices(ARABIC, k=6))
    phone = f"+999 {dice.randrange(10**4):04d} {dice.randrange(10**7):07d}"
    mail = f"{first.lower()}.{last.lower()}@reed.example"
    place = "".join(dice.choices(LATIN, k=5)).capitalize() + " Ford"
    words = (name, hangul, arabic, phone, mail, place)
    text = (
        f"INVENTED EXAMPLE. Guards shot dead {dice.randint(2, 9)} weavers near {place} on "
        f"3 May 2031, {name} told us. {hangul} 씨가 말했다. {arabic}. Call {phone} or {mail}.\n"
    )
    return Canary(
        words, f"{name}.{('txt', 'html', 'zip', 'pdf', 'bin')[number % 5]}", _file(text, number)
    )


def _file(text: str, number: int) -> bytes:
    kind = number % 5
    if kind == 1:
        return f"<html><title>{text[:60]}</title><p>{text}</p></html>".encode()
    if kind == 2:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("note.txt", text)
        return packed.getvalue()
    if kind == 3:
        return b"%PDF-1.7\n" + text.encode()
    return text.encode("utf-16") if kind == 4 else text.encode()


class Workplace:
    """A folder with everything that `sacho` may write: project, home, temporary files, outputs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen = folder / "seen"
        self.project = self.seen / "project"
        self.inbox = folder / "inbox"
        for path in (self.seen / "home", self.seen / "tmp", self.seen / "out", self.inbox):
            path.mkdir(parents=True)
        (folder / "passphrase").write_text(PASSPHRASE)
        self._outputs = 0
        self.environment = {
            "HOME": str(self.seen / "home"),
            "TMPDIR": str(self.seen / "tmp"),
            "SACHO_PROJECT": str(self.project),
            "SACHO_KEY_FILE": str(self.seen / "home" / "sacho.key"),
            "SACHO_PASSPHRASE_FILE": str(folder / "passphrase"),
        }

    @contextmanager
    def entered(self) -> Generator[None]:
        """Within the block this process keeps its temporary files and settings here."""
        with (
            patch.dict(os.environ, self.environment),
            patch.object(tempfile, "tempdir", str(self.seen / "tmp")),
            # What a passphrase costs to guess is of no matter here, and takes its time.
            patch.object(keys, "COST", keys.Cost(1, 8 << 20)),
        ):
            yield

    def sacho(self, *arguments: str, stdin: bytes = b"", keep: bool = True) -> tuple[int, str]:
        """Run a command in this process: its exit code and stdout. `keep` lays its output by to be
        scanned; what a keyholder asked to see is not.
        """
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
        code = 0
        with (
            patch.object(sys, "argv", ["sacho", *arguments]),
            patch.object(sys, "stdin", given),
            patch.object(sys, "stdout", out),
            patch.object(sys, "stderr", err),
        ):
            try:
                sacho_run()
            except SystemExit as left:
                code = int(left.code or 0)
        told = []
        for stream in (out, err):
            stream.flush()
            raw = stream.buffer
            assert isinstance(raw, io.BytesIO)
            told.append(raw.getvalue())
        if keep:
            self.lay_by(b"".join(told))
        return code, told[0].decode()

    def lay_by(self, output: bytes, kind: str = "out") -> None:
        """Keep what was printed or answered, to be scanned."""
        self._outputs += 1
        (self.seen / "out" / f"{kind}-{self._outputs}").write_bytes(output)

    def seal(self, canary: Canary) -> str:
        """Seal a source: its pseudonym."""
        name, hangul, arabic, phone, mail, place = canary.words
        told = {"identity": f"{name} {hangul} {arabic}", "contacts": [phone, mail], "notes": place}
        return self.sacho("source", "add", stdin=json.dumps(told).encode())[1].strip()

    def seal_documents(self, given: list[Canary], source: str) -> list[str]:
        """Seal the documents that these sources gave: their pseudonyms."""
        paths = [self.inbox / canary.received_name for canary in given]
        for path, canary in zip(paths, given, strict=True):
            path.write_bytes(canary.document)
        how = ("--handling", "sealed", "--source", source, "--format", "json")
        made = self.sacho("record", *map(str, paths), *how)[1]
        return [str(row["id"]) for row in json.loads(made)]

    def back_up(self, name: str) -> None:
        """A compressed copy of the project as it lies on disk now, write-ahead log included."""
        with tarfile.open(self.seen / f"{name}.tar.gz", "w:gz") as archive:
            archive.add(self.project, "project")
