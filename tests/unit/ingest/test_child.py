"""The walls around a document: whatever a child does, the caller gets a named problem."""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sacho.ingest import sandbox
from sacho.ingest.ingester import Ingester, ingest
from sacho.ingest.limits import MIB, Limits
from sacho.model.report import Ingested

HOSTILE = "hostile_parsers:parse"
LIMITS = Limits(cpu_seconds=1, wall_seconds=6.0, memory=256 * MIB, output=8 * MIB)
BOTH = pytest.mark.parametrize("ingester", ["fork", "spawn"], indirect=True)
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the full sandbox is for Linux")


@pytest.fixture(scope="module")
def _path() -> Iterator[None]:
    """The children find the hostile parsers by the path of the test that asks for them."""
    sys.path.insert(0, str(Path(__file__).parent))
    yield
    sys.path.remove(str(Path(__file__).parent))


@pytest.fixture(scope="module")
def forking(_path: None) -> Iterator[Ingester]:
    with Ingester(LIMITS, HOSTILE) as ingester:
        yield ingester


@pytest.fixture
def ingester(request: pytest.FixtureRequest, _path: None) -> Iterator[Ingester]:
    with Ingester(LIMITS, HOSTILE, spawn=request.param == "spawn") as made:
        yield made


def codes(ingested: Ingested) -> list[str]:
    return [problem.code for problem in ingested.problems]


def still_reads(ingester: Ingester) -> bool:
    ingested = ingester.ingest(b"plainly on")
    return ingested.text is not None and ingested.text.text == "read on"


@BOTH
@pytest.mark.parametrize(
    ("order", "code"),
    [
        ("loop", "text.time"), ("memory", "text.memory"), ("output", "text.too-long"),
        ("flood", "text.too-long"), ("segfault", "text.crashed"), ("abort", "text.crashed"),
        ("exit", "text.crashed"), ("raise", "text.crashed"), ("garble", "text.crashed"),
        ("sleep", "text.time"), ("recurse", "text.crashed"), ("needs", "text.crashed"),
    ],
)  # fmt: skip
def test_a_hostile_document_gives_its_named_problem(
    ingester: Ingester, order: str, code: str
) -> None:
    """Whatever ends a child, the report gets the one problem that names it, and the next is read."""
    began = time.monotonic()
    ingested = ingester.ingest(f"{order} secretword".encode(), "secretword.txt")
    assert ingested.text is None
    assert codes(ingested) == [code]
    assert "secretword" not in ingested.problems[0].message
    assert time.monotonic() - began < LIMITS.wall_seconds + 4
    assert still_reads(ingester)


def test_shared_memory_counts_too(forking: Ingester) -> None:
    """Mapping shared memory does not get round the memory limit."""
    assert codes(forking.ingest(b"shared x")) in (["text.memory"], ["text.crashed"])


def test_no_document_sees_another(forking: Ingester) -> None:
    """A child finds nothing of the documents that were read before it."""
    for _ in range(3):
        assert still_reads(forking)
    text = forking.ingest(b"seen x").text
    assert text is not None and text.text == "seen 0"


def test_a_child_holds_no_file_but_its_own(forking: Ingester, tmp_path: Path) -> None:
    """No database handle, socket or other document of the caller is open in a child."""
    database = sqlite3.connect(tmp_path / "open.db")
    database.execute("create table t (a)")
    text = forking.ingest(b"handles x").text
    database.close()
    assert text is not None
    beside = [int(each) for each in text.text.split() if int(each) > 2]
    assert len(beside) == 2


def test_a_child_sees_no_secret_of_the_environment(
    _path: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The caller's environment, where tokens lie, does not reach a child."""
    monkeypatch.setenv("SACHO_TEST_SECRET", "x")
    with Ingester(LIMITS, HOSTILE) as ingester:
        text = ingester.ingest(b"environment x").text
    assert text is not None and "SACHO_TEST_SECRET" not in text.text


def test_what_a_child_prints_goes_nowhere(
    forking: Ingester, capfd: pytest.CaptureFixture[str]
) -> None:
    """Words that a codec prints reach neither the reply nor a terminal."""
    text = forking.ingest(b"print x").text
    assert text is not None and text.text == "printed"
    out, err = capfd.readouterr()
    assert "secret" not in out + err


def test_a_child_writes_no_file(forking: Ingester, tmp_path: Path) -> None:
    """A child can put no bytes on the disk."""
    target = tmp_path / "written"
    assert forking.ingest(f"file {target}".encode()).text is None
    assert not target.exists() or target.read_bytes() == b""


def test_a_crash_leaves_no_core(forking: Ingester) -> None:
    """The memory of a child, which holds the document, is never dumped to the disk."""
    text = forking.ingest(b"core x").text
    assert text is not None and text.text == "core (0, 0)"


def test_a_grandchild_does_not_outlive_the_document(forking: Ingester) -> None:
    """What a child starts is refused or ended with it, and does not hold up the reply."""
    began = time.monotonic()
    forking.ingest(b"fork x")
    assert time.monotonic() - began < 5
    assert still_reads(forking)


@pytest.mark.skipif(not sandbox.is_full(), reason="this kernel has no Landlock or seccomp")
@pytest.mark.parametrize(
    "act",
    ["fork x", "execute x", "read {secret}", "file {folder}/new", "listing {folder}", "kill {me}",
     "connect {port}", "raise-limit x", "trace {me}", "read /proc/{me}/environ"],
)  # fmt: skip
def test_the_walls_hold(forking: Ingester, tmp_path: Path, act: str) -> None:
    """A child can read, write, connect, start, signal, trace and lift nothing: each is refused."""
    secret = tmp_path / "secret"
    secret.write_text("a secret", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        order = act.format(secret=secret, folder=tmp_path, me=os.getpid(), port=port)
        text = forking.ingest(f"try {order}".encode()).text
        assert text is not None and text.text == "refused"
        server.settimeout(0.05)
        with pytest.raises(TimeoutError):
            server.accept()
    assert [each.name for each in tmp_path.iterdir()] == ["secret"]


def test_a_reply_that_lies_is_refused(forking: Ingester) -> None:
    """Spans outside the text, controls, unknown codes and false dates do not pass the caller."""
    assert codes(forking.ingest(b"spans x")) == ["text.crashed"]
    assert codes(forking.ingest(b"controls x")) == ["text.crashed"]
    assert codes(forking.ingest(b"code x")) == ["text.none"]
    dated = forking.ingest(b"date x").metadata
    assert dated.published is None
    assert len(dated.title or "") == 500


def test_many_threads_share_one_ingester(forking: Ingester) -> None:
    """Threads that ask at once each get their own document's reply, with an open engine beside."""
    results: dict[int, str] = {}

    def ask(number: int) -> None:
        text = forking.ingest(f"plainly {number}".encode()).text
        results[number] = text.text if text else ""

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {number: f"read {number}" for number in range(16)}


@pytest.mark.parametrize("workers", [1, 3])
def test_many_documents_come_out_in_order(forking: Ingester, workers: int) -> None:
    """Results come in the order of the documents, also where one in the middle is slow."""
    documents = [(n, f"plainly {n}".encode(), "") for n in range(8)]
    documents[3] = (3, b"loop", "")
    got = list(forking.ingest_many(documents, workers=workers))
    assert [key for key, _ in got] == list(range(8))
    assert [each.text is None for _, each in got] == [n == 3 for n in range(8)]


def test_a_killed_zygote_is_started_again(forking: Ingester) -> None:
    """When the clean process is killed from outside, the next document is read by a new one."""
    assert still_reads(forking)
    running = forking._launcher._zygotes["light"]  # type: ignore[attr-defined]
    running._process.kill()
    running._process.wait()
    assert still_reads(forking)


def test_a_forked_caller_starts_its_own(forking: Ingester) -> None:
    """A caller that has itself been forked reads on without disturbing its parent."""
    assert still_reads(forking)
    pid = os.fork()
    if pid == 0:
        os._exit(0 if still_reads(forking) else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert still_reads(forking)


def test_nothing_is_left_running(_path: None) -> None:
    """When the ingester is closed, its processes are gone."""
    with Ingester(LIMITS, HOSTILE) as ingester:
        assert still_reads(ingester)
        process = ingester._launcher._zygotes["light"]._process  # type: ignore[attr-defined]
        assert process.poll() is None
    assert process.poll() is not None


def test_other_systems_are_told_once() -> None:
    """Only where the full sandbox is missing is there a notice for the project."""
    with Ingester(LIMITS, spawn=True) as spawning, Ingester(LIMITS, spawn=False) as forking:
        assert [problem.code for problem in spawning.notices] == ["sandbox.limited"]
        assert (forking.notices == ()) == sandbox.is_full()


def test_the_spawned_child_reads_the_same() -> None:
    """The limited child gives the same text as the forked one."""
    page = "<html><body><p>INVENTED EXAMPLE. The bridge at Ashford was closed, a man said.</p>" * 5
    with Ingester(spawn=True) as spawning:
        spawned = spawning.ingest(page.encode())
    assert spawned == ingest(page.encode())
    assert spawned.text is not None
