"""The quick figure of P08, and proof that its scanner finds what is planted."""

from __future__ import annotations

import base64
import gzip
import io
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from tests.promises import p08
from tests.promises.run import main
from tests.promises.scanner import Scanner, forms
from tests.promises.sources import Canary, canaries


def test_a_few_sources_leave_no_trace(capsys: pytest.CaptureFixture[str]) -> None:
    """Twelve sources are sealed, opened, erased and killed over: nothing of them is found."""
    assert main(["--only", "P08", "--tries", "12", "--seed", "7"]) == 0
    assert "P08: 12/12 (seed 7" in capsys.readouterr().out


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Generator[p08.Lived]:
    """A workplace without sealed things; each leak is planted in it and taken out again."""
    made = p08.Lived(tmp_path_factory.mktemp("place"))
    made.sealed = canaries(3, 11)
    with made.entered():
        made.sacho("keys", "init", "heron")
    yield made


def _row(place: p08.Lived, canary: Canary) -> Path:
    path = place.seen / "leak.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t(x)")
        database.execute("INSERT INTO t VALUES (?)", (canary.words[1],))
    return path


def _deleted_row(place: p08.Lived, canary: Canary) -> Path:
    path = place.seen / "leak.db"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA secure_delete=off")
        database.execute("CREATE TABLE t(x)")
        database.execute("INSERT INTO t VALUES (?)", (canary.words[0] * 3,))
        database.commit()
        database.execute("DELETE FROM t")
    return path


def _ahead(place: p08.Lived, canary: Canary) -> Path:
    path = place.seen / "leak.db"
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE t(x)")
    database.execute("INSERT INTO t VALUES (?)", (canary.words[3],))
    database.commit()
    kept = (place.seen / "leak.db-wal").read_bytes()
    database.close()
    path.unlink()
    return _file(place, "leak.db-wal", kept)


def _indexed(place: p08.Lived, canary: Canary) -> Path:
    path = place.seen / "leak.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE VIRTUAL TABLE t USING fts5(x, content='')")
        database.execute("INSERT INTO t(rowid, x) VALUES (1, ?)", (canary.words[0],))
    return path


def _zip(place: p08.Lived, canary: Canary) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.gz", gzip.compress(canary.words[2].encode()))
    return _file(place, "backup.zip", packed.getvalue())


def _file(place: p08.Lived, name: str, data: bytes) -> Path:
    path = place.seen / name
    path.write_bytes(data)
    return path


LEAKS: dict[str, Callable[[p08.Lived, Canary], Path]] = {
    "a row": _row,
    "a deleted row": _deleted_row,
    "a write-ahead log": _ahead,
    "a search index": _indexed,
    "a backup": _zip,
    "a file's name": lambda p, c: _file(p, f"{c.words[0]}.txt", b""),
    "a log": lambda p, c: _file(p, "tmp/x.log", f"at 12:00 got {c.words[4].upper()}".encode()),
    "a temporary file": lambda p, c: _file(p, "tmp/abc", c.words[5].encode("utf-16-le")),
    "an answer": lambda p, c: _file(p, "out/a", "".join(f"&#{ord(x)};" for x in c.words[1]).encode()),
    "an error": lambda p, c: _file(p, "out/e", f"No such file: {c.words[0]!r}".encode()),
    "a page": lambda p, c: _file(p, "out/p", b"data:" + base64.b64encode(b"x" + c.words[1].encode())),
    "a core dump": lambda p, c: _file(p, "core", b"\0" * 99 + c.words[0].encode("utf-32-le")),
    "a picture": lambda p, c: _file(p, "a.png", b"PNG" + zlib.compress(c.words[3].encode())),
    "a report's hash": lambda p, c: _file(p, "originals", b"xx" + _hash(c.document)),
    "decomposed": lambda p, c: _file(p, "n", unicodedata.normalize("NFD", c.words[1]).encode()),
}  # fmt: skip


def _hash(data: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(data).hexdigest().encode()


def test_nothing_is_found_where_nothing_is_planted(place: p08.Lived) -> None:
    """The workplace is clean before a leak is planted."""
    assert [] == p08.scan(place)


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_found(place: p08.Lived, leak: str) -> None:
    """One leak in one channel, and the source is no longer counted as kept."""
    planted = LEAKS[leak](place, place.sealed[1])

    found = p08.scan(place)
    planted.unlink()

    assert {1} == {one.owner for one in found}


def test_every_form_is_found_within_other_bytes() -> None:
    """Each form of each word that is looked for is found when it stands between other bytes."""
    one, other = canaries(2, 3)
    scanner = Scanner([other.words, one.words])
    missed = [
        form
        for words in one.words
        for form, needle in forms(words)
        if len(needle) >= 6
        and 1 not in {f.owner for f in scanner.scan(b"ab" + needle + b"yz", "here")}
    ]

    assert [] == missed
