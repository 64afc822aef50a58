"""P08: who a source is stands nowhere without the key.

Invented sources and the documents they gave are sealed, beside reports that are not; keyholders
come and go, some things are erased, commands fail and are killed. Then every byte is scanned: the
project with its write-ahead log, home, temporary files, backups, all that was printed, and every
answer of the web interface. A try is one source; it is kept if no form of it is found anywhere.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from tests.promises.run import Told
from tests.promises.scanner import Found, Scanner
from tests.promises.sources import Canary, Workplace, canaries
from tests.unit.web.asking import served

from sacho import pipeline
from sacho.pages.page import page
from sacho.sealed.vault import Vault
from sacho.store.project import open_project

QUICK = 20
FULL = 500
_KILLS = 20  # one for so many sources
_BATCH = 20
OPEN = "INVENTED EXAMPLE. Guards shot dead four weavers near Hyesan on 4 May 2031, {} told us.\n"


def run(told: Told) -> tuple[int, int]:
    """How many sources left no trace, of so many."""
    folder = Path(tempfile.mkdtemp(prefix="p08-"))
    try:
        found = scan(lived(folder, canaries(told.tries, told.seed), told.seed))
        for one in found[:20]:
            print(f"  source {one.owner}: {one.form} in {one.where}", file=sys.stderr)
        return told.tries - len({one.owner for one in found}), told.tries
    finally:
        shutil.rmtree(folder)


class Lived(Workplace):
    """A workplace with the sources that were sealed in it."""

    sealed: list[Canary]


def lived(folder: Path, sources: list[Canary], seed: int) -> Lived:
    """A workplace in which these sources were sealed and all else happened."""
    place = Lived(folder)
    place.sealed = sources
    dice = random.Random(seed)
    with place.entered():
        place.sacho("keys", "init", "heron")
        pseudonyms = [place.seal(canary) for canary in sources]
        names: list[tuple[str, str]] = []
        for batch in range(0, len(sources), _BATCH):
            some = slice(batch, batch + _BATCH)
            reports = place.seal_documents(sources[some], pseudonyms[batch])
            names += zip(pseudonyms[some], reports, strict=True)
        place.sacho("record", "-", stdin=OPEN.format(pseudonyms[0]).encode())
        with open_project(place.project) as held, held.reading():
            place.sacho("source", "list")
            place.back_up("while-open")
        _change(place, names)
        _fail(place, sources)
        _kill(place, sources, dice)
        _look(place)
        _leave(place)
        _web(place)
        place.back_up("after")
    return place


def scan(place: Lived) -> list[Found]:
    """Every trace of a source in what a thief, a reader or an operator could see."""
    looking = Scanner([c.words for c in place.sealed], [c.document for c in place.sealed])
    return list(looking.folder(place.seen))


def _change(place: Lived, names: list[tuple[str, str]]) -> None:
    """Keyholders come and go, what is sealed is opened, some of it is erased."""
    why = ("--by", "heron", "--reason", "asked", "--yes")
    code = place.sacho("keys", "recovery", keep=False)[1]
    line = place.sacho("keys", "new", "swift", "--key-file", str(place.seen / "swift.key"))[1]
    place.sacho("keys", "add", line.strip())
    for source, report in names[:3]:
        assert place.sacho("source", "show", source, keep=False)[0] == 0
        assert place.sacho("open", report, keep=False)[0] == 0
        assert place.sealed[0].words[0] in place.sacho("open", names[0][1], keep=False)[1]
    (place.folder / "code").write_text(code)
    place.sacho("keys", "remove", "swift")
    for source, report in names[-3:]:
        place.sacho("source", "forget", source, *why)
        place.sacho("erase", report, *why)


def _fail(place: Lived, sources: list[Canary]) -> None:
    """Commands that fail while they hold a source, with tracebacks on."""

    def broken(*_: object) -> str:
        raise RuntimeError("invented failure")

    for canary in sources[: max(1, len(sources) // 30)]:
        name = canary.words[0]
        for wrong in (
            ("open", name),
            ("source", "show", name),
            ("source", "forget", name, "--by", "x", "--reason", "y", "--yes"),
            ("keys", "add", name),
            ("record", str(place.inbox / f"{name} gone.txt"), "--handling", "sealed"),
        ):
            code = place.sacho(*wrong)[0]
            assert code != 0, wrong[:2]
        place.sacho("source", "add", stdin=f'{{"identity": ["{name}"]}}'.encode())
        place.sacho("source", "add", stdin=f'{{"{name}": '.encode())
        with patch.object(Vault, "_write", broken):
            path = str(place.inbox / canary.received_name)
            place.sacho("record", path, "--handling", "sealed")


def _kill(place: Lived, sources: list[Canary], dice: random.Random) -> None:
    for number in range(len(sources) // _KILLS):
        path = place.inbox / sources[number].received_name
        child = subprocess.Popen(
            [sys.executable, "-c", "from sacho.cli import main; main()", "record", "-", "--handling", "sealed"],
            stdin=path.open("rb"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        time.sleep(dice.uniform(0.1, 1.5))
        command = Path(f"/proc/{child.pid}/cmdline")
        if command.exists():
            place.lay_by(command.read_bytes(), "process")
        child.kill()
        place.lay_by(child.communicate()[0], "killed")


def _look(place: Lived) -> None:
    """Everything that anybody may ask of the project."""
    for asked in (
        ("reports",), ("incidents",), ("problems",), ("origins",), ("search", "weavers"),
        ("search", "shot"), ("keys", "list"), ("keys", "check"), ("source", "list"), ("open",),
        ("verify",), ("rebuild",), ("link",),
    ):  # fmt: skip
        place.sacho(*asked)


def _leave(place: Lived) -> None:
    """Everything that may leave the building, and what was restored from it: no key is in it."""
    out = place.seen / "left"
    out.mkdir()
    incident = json.loads(place.sacho("incidents", "--format", "json")[1])[0]["id"]
    for asked in (
        ("checkpoint", str(out / "stand.txt")), ("checkpoint",),
        ("bundle", str(incident), "--internal", "--output", str(out / "bundle.zip")),
        ("backup", str(out / "backup.tar")),
        ("restore", str(out / "backup.tar"), "--project", str(out / "restored")),
        ("verify", "--against", str(out / "stand.txt"), "--format", "json"),
    ):  # fmt: skip
        code, told = place.sacho(*asked)
        assert code == 0, (asked, told)
    with open_project(place.project) as opened:
        told = page(pipeline.page_source(opened, "Invented"))
    (out / "page.html").write_text(told, encoding="utf-8")


def _web(place: Lived) -> None:
    with served(place.project) as room:
        described = room.get("/openapi.json")
        report = room.get("/desk")["reports"][0]["id"]
        incident = room.get("/incidents")["incidents"][0]["id"]
        for path, verbs in described["paths"].items():
            told = path.replace("{report}", report).replace("{incident}", incident)
            for kind in ("csv", "json", "xlsx") if "{kind}" in path else ("",):
                asked = told.replace("{kind}", kind)
                query = f"?words=weavers&incident={incident}&report={report}&field=killed"
                for whole in (asked, asked + query + "&start=0&end=5"):
                    for verb in verbs:
                        answer = room.ask(verb.upper(), whole, {})
                        place.lay_by(answer.body + repr(answer.headers).encode(), "answer")
