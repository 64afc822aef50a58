"""P15: XML never reads a file or opens a connection, and never multiplies itself.

Documents that declare entities, outside grammars, style sheets and inclusions (as XML, XHTML, SVG,
mail, and within every part of a Word document; also ODT, EPUB and XLSX, which are not opened) are
read without walls, in one process under `strace`. Each names a file, and a port of this machine, of
its own. A try is kept where neither was asked for, what the file holds stands nowhere in the text
or the metadata, and the text is not longer than the document. Without `strace`, and it says so,
only the last two are seen.
"""

from __future__ import annotations

import io
import itertools
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.promises.bombs import document, wrapped
from tests.promises.run import Told

from sacho.ingest.detect import detect
from sacho.ingest.draft import Task
from sacho.ingest.parse import parse, preload

CANARY = "heron-at-noon-7b1"
_FIRST_PORT = 21_000
_SECONDS = 240
_LAUGHS = "x" * 10
# {file} and {net} are an address each; %% is a per cent sign after formatting.
HEADS = (
    '<!DOCTYPE d [<!ENTITY e SYSTEM "{file}">]>',
    '<!DOCTYPE d [<!ENTITY e SYSTEM "{net}">]>',
    '<!DOCTYPE d PUBLIC "a" "{net}"><!-- outside -->',
    '<!DOCTYPE d SYSTEM "{file}">',
    '<!DOCTYPE d SYSTEM "{net}" [<!ENTITY e "a">]>',
    '<!DOCTYPE d [<!ENTITY % p SYSTEM "{net}"> %p; <!ENTITY e "a">]>',
    '<!DOCTYPE d [<!ENTITY % f SYSTEM "{file}"><!ENTITY % p SYSTEM "{net}">%f;%p;]>',
    '<!DOCTYPE d [<!ENTITY e PUBLIC "a" "{file}">]>',
    '<!DOCTYPE d [<!NOTATION n SYSTEM "{net}"><!ENTITY e SYSTEM "{file}" NDATA n>]>',
    '<!DOCTYPE d [<!ATTLIST d a CDATA "&e;"><!ENTITY e SYSTEM "{file}">]>',
    '<!DOCTYPE d [<!ENTITY a "' + _LAUGHS + '">' + "".join(
        f'<!ENTITY {each} "{f"&{before};" * 12}">' for before, each in itertools.pairwise("abcdefghe"[:8])
    ) + '<!ENTITY e "&h;&h;">]>',
    '<!DOCTYPE d [<!ENTITY e "' + "y" * 60_000 + '">]>',
    '<?xml-stylesheet href="{net}" type="text/xsl"?>',
)  # fmt: skip
INNER = (
    "INVENTED &e; words",
    'INVENTED <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/> words',
    'INVENTED <image xmlns:x="http://www.w3.org/1999/xlink" x:href="{net}"/><img src="{file}"/>'
    '<link rel="stylesheet" href="{net}"/><iframe src="{file}"/><object data="{net}"/><embed src="{net}"/> words',
    "INVENTED " + "&e;" * 400 + " words",
)


def _xml(head: str, inner: str, url: str) -> bytes:
    return f'<?xml version="1.0"?>{head}<d>{inner}</d>'.encode()


def _svg(head: str, inner: str, url: str) -> bytes:
    return f'<?xml version="1.0"?>{head}<svg xmlns="http://www.w3.org/2000/svg"><text>{inner}</text></svg>'.encode()


def _html(head: str, inner: str, url: str) -> bytes:
    return (
        f'{head}<html><head><base href="{url}"/></head><body><p>{inner}</p></body></html>'.encode()
    )


def _xhtml(head: str, inner: str, url: str) -> bytes:
    told = f'<?xml version="1.0" encoding="UTF-16"?>{head}<html xmlns="http://www.w3.org/1999/xhtml"><body>'
    return (told + f"<p>{inner}</p></body></html>").encode("utf-16")


def _eml(head: str, inner: str, url: str) -> bytes:
    return (
        "From: a@invented.example\nMessage-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
        f"{head}<html><body><p>{inner}</p></body></html>"
    ).encode()


def _declared(head: str, xml: bytes) -> bytes:
    return xml.replace(b"?>", b"?>" + head.encode(), 1)


def _docx(head: str, inner: str, url: str) -> bytes:
    return document(_declared(head, wrapped(f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>")))


def _docx16(head: str, inner: str, url: str) -> bytes:
    told = _declared(head, wrapped(f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>")).decode()
    return document(
        told.replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16")
    )


def _docx_parts(head: str, inner: str, url: str) -> bytes:
    told = wrapped("<w:p><w:r><w:t>INVENTED words</w:t></w:r></w:p>")
    more = _declared(head, wrapped(f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>"))
    core = _declared(head, f'<?xml version="1.0"?><c><title>{inner}</title></c>'.encode())
    return document(
        told, {"word/header1.xml": more, "docProps/core.xml": core, "word/footnotes.xml": more}
    )


def _docx_outside(head: str, inner: str, url: str) -> bytes:
    told = wrapped("<w:p><w:r><w:t>INVENTED words</w:t></w:r></w:p>")
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    link = f'<Relationship Id="r9" Type="{kind}" Target="{url}" TargetMode="External"/>'
    return document(told, {
        "word/_rels/document.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{name}">{link}</Relationships>'.encode()
    })  # fmt: skip


def _odt(head: str, inner: str, url: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr("content.xml", _xml(head, inner, url))
        packed.writestr("META-INF/container.xml", _xml(head, inner, url))
        packed.writestr("xl/workbook.xml", _xml(head, inner, url))
    return into.getvalue()


SHAPES: tuple[tuple[str, Callable[[str, str, str], bytes]], ...] = (
    ("a.xml", _xml), ("a.svg", _svg), ("a.html", _html), ("a.xhtml", _xhtml), ("a.eml", _eml), ("body.docx", _docx), ("body16.docx", _docx16), ("parts.docx", _docx_parts), ("outside.docx", _docx_outside), ("a.odt", _odt),
)  # fmt: skip


def documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every shape with every head and inner, each with a file and a port of its own."""
    for number, (shape, head, inner) in enumerate(itertools.product(SHAPES, HEADS, INNER)):
        name, made = shape
        file, net = (
            (folder / f"canary-{number}-").as_uri(),
            f"http://127.0.0.1:{_FIRST_PORT + number}/a.dtd",
        )
        told = [each.replace("{file}", file).replace("{net}", net) for each in (head, inner)]
        yield name, made(told[0], told[1], net)


QUICK = 130
FULL = len(SHAPES) * len(HEADS) * len(INNER)


def run(told: Told) -> tuple[int, int]:
    """How many documents reached nothing, of so many."""
    with tempfile.TemporaryDirectory(prefix="sacho-p15-") as made:
        folder = Path(made)
        every = list(documents(folder))
        step = max(1, len(every) // told.tries)
        numbers = list(range(0, len(every), step))[: told.tries]
        for number in numbers:
            (folder / f"canary-{number}-").write_text(CANARY, encoding="utf-8")
            (folder / f"{number}.in").write_bytes(every[number][1])
        (folder / "names.json").write_text(
            json.dumps({n: every[n][0] for n in numbers}), encoding="utf-8"
        )
        traced = _read_all(folder)
        found = json.loads((folder / "out.json").read_text("utf-8"))
        kept = 0
        for number in numbers:
            size = (folder / f"{number}.in").stat().st_size
            wrong = wrong_with(found.get(str(number)), size, number, traced)
            kept += not wrong
            if wrong:
                print(f"P15: {every[number][0]} {number}: {wrong}", flush=True)
    return kept, len(numbers)


def _read_all(folder: Path) -> str:
    """Reads the documents in a process of its own; gives the calls that open and connect."""
    command = [sys.executable, "-m", "tests.promises.p15", str(folder)]
    trace = folder / "trace"
    if shutil.which("strace"):
        calls = "trace=open,openat,openat2,connect,sendto,stat,newfstatat,readlink"
        command = ["strace", "-f", "-qq", "-s", "4096", "-o", str(trace), "-e", calls, *command]
    else:
        print("P15: no strace here: opened files and connections are not seen", flush=True)
    subprocess.run(command, check=True, timeout=_SECONDS)
    return trace.read_text("utf-8", "replace") if trace.exists() else ""


def wrong_with(reply: dict[str, str | None] | None, size: int, number: int, traced: str) -> str:
    """What a document reached that it must not; empty where nothing."""
    if reply is None:
        return "it was not read"
    said = json.dumps(reply, ensure_ascii=False)
    if CANARY in said:
        return "it holds what the file holds"
    if len(reply["text"] or "") > size:
        return "its text is longer than it is"
    if f"canary-{number}-" in traced:
        return "it asked for the file"
    if re.search(rf"htons\({_FIRST_PORT + number}\)", traced):
        return "it asked for the address"
    return ""


def _alone(folder: Path) -> None:
    """Reads every document of the folder without walls; the files' own names are not touched."""
    preload("full")
    found: dict[str, dict[str, str | None]] = {}
    for number, name in json.loads((folder / "names.json").read_text("utf-8")).items():
        data = (folder / f"{number}.in").read_bytes()
        kind = detect(data, name)
        reply = None if kind.code else parse(data, Task(kind.format, kind.markdown))
        found[number] = {
            "text": reply.text if reply else None,
            "said": repr(reply.metadata) if reply else None,
            "codes": " ".join(reply.codes) if reply else kind.code,
        }
    (folder / "out.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    _alone(Path(sys.argv[1]))
