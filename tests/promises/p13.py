"""P13: a hostile document cannot read, write, connect, fork or outlive its sandbox.

First every probe of `probes.py` is tried within a child (x86-64), and once in a process without
walls: one that fails there too tells nothing on this machine, is named and not counted. Then seeded
broken and hostile files are read; each has to end in a text or a named problem, with the next
document still read. At the end no process that was started may be left.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import select
import signal
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

from tests.promises.probes import PROBES
from tests.promises.run import Told

from sacho.ingest.ingester import Ingester
from sacho.ingest.limits import Limits
from sacho.ingest.warc import response

QUICK = 100
FULL = 1_025
_PATIENCE = 10


def run(told: Told) -> tuple[int, int]:
    """How many probes were held and files ended well, of how many."""
    before = children()
    probes = telling(list(PROBES)[: told.tries])
    kept = 0
    with Ingester(Limits(), "tests.promises.probes:parse") as ingester:
        for each in probes:
            text = ingester.ingest(each.encode()).text
            kept += text is not None and text.text == "held"
    chance = random.Random(told.seed)
    with Ingester() as ingester:
        for _ in range(told.tries - len(probes)):
            found = ingester.ingest(hostile(chance), "received")
            named = all(each.code and each.message for each in found.problems)
            kept += named and (found.text is not None or bool(found.problems))
        alive = ingester.ingest(b"A plain line that has to be read.").text is not None
    left = children() - before
    return (kept if alive and not left else 0), told.tries


def telling(probes: list[str]) -> list[str]:
    """The probes that succeed without walls; each of the others is named and left out."""
    found: list[str] = []
    for each in probes:
        if _gets_through(each):
            found.append(each)
        else:
            print(f"P13: cannot tell here: {each}", flush=True)
    return found


def _gets_through(probe: str) -> bool:
    """Whether a probe succeeds without walls, in a fork of a process made to be harmed."""
    command = [sys.executable, "-m", "tests.promises.probes", probe]
    parent = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert parent.stdout is not None
    try:
        ready = select.select([parent.stdout], [], [], _PATIENCE)[0]
        said = os.read(parent.stdout.fileno(), 100) if ready else b"late"
        # A probe that has run another program says nothing and ends well.
        return said.startswith(b"through") or (said == b"" and parent.wait(_PATIENCE) == 0)
    except subprocess.TimeoutExpired:
        return False
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(parent.pid, signal.SIGKILL)
        parent.wait()
        parent.stdout.close()


def children() -> set[int]:
    """The processes below this one, whoever started them (Linux)."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        below.setdefault(parent, []).append(int(stat.parent.name))
    found: set[int] = set()
    left = [os.getpid()]
    while left:
        for each in below.get(left.pop(), []):
            found.add(each)
            left.append(each)
    return found


def hostile(chance: random.Random) -> bytes:
    """A document of some format, made to harm or with bytes changed, cut or doubled."""
    data = bytearray(chance.choice(_MADE)(chance))
    for _ in range(chance.choice((0, 1, 4, 30))):
        at = chance.randrange(len(data) + 1)
        act = chance.randrange(3)
        if act == 0:
            data[at : at + 1] = bytes((chance.randrange(256),))
        elif act == 1:
            del data[at : at + chance.randrange(40)]
        else:
            data[at:at] = data[at : at + chance.randrange(200)]
    return bytes(data)


def _html(chance: random.Random) -> bytes:
    depth = chance.choice((3, 500, 20_000))
    evil = chance.choice(("<script>fetch('//a.example')</script>", "&#x202e;", "<!--" * 99, "\x00"))
    return f"<html><body>{'<div>' * depth}<p>INVENTED words {evil}</p></html>".encode()


def _xml(chance: random.Random) -> bytes:
    target = chance.choice(("file:///etc/passwd", "http://127.0.0.1:9/", "php://input"))
    return (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "{target}"><!ENTITY b "&a;&a;&a;">]>'
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    ).encode()


def _docx(chance: random.Random) -> bytes:
    into = io.BytesIO()
    size = chance.choice((10, 1_000, 20_000_000))
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", _xml(chance) + b" " * size)
        packed.writestr(chance.choice(("../../escape", "/etc/escape", "a.bin")), b"x" * size)
    return into.getvalue()


def _pdf(chance: random.Random) -> bytes:
    stream = zlib.compress(
        b"BT /F1 12 Tf (INVENTED) Tj ET " + b" " * chance.choice((9, 20_000_000))
    )
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert)>>>>"
        b"endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 "
        b"R/MediaBox[0 0 99999 99999]/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode/Length "
        + f"{len(stream)}>>stream\n".encode() + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )  # fmt: skip


def _eml(chance: random.Random) -> bytes:
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"
        for n in range(chance.choice((1, 60, 2_000)))
    )
    return f"From: a@invented.example\nMIME-Version: 1.0\nMessage-ID: <1@x>\n{parts}words".encode()


def _warc(chance: random.Random) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = packer.compress(b" " * chance.choice((9, 60_000_000))) + packer.flush()
    head = [("Content-Encoding", "gzip"), ("Content-Type", "text/html")]
    return response("http://invented.example/", "192.0.2.1", (200, "OK"), head, body)


_MADE = (_html, _xml, _docx, _pdf, _eml, _warc)
