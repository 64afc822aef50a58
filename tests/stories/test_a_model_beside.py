"""A language model on this machine proposes words; a small server plays it over real HTTP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner

from sacho.cli.app import app
from tests.stories.conftest import Sacho

REPORT = (
    "INVENTED EXAMPLE\n\nThe Varn brigade let its rifles speak at the reed quay on 4 May 2031. "
    "Two ferrymen were hit, the harbour nurse said.\n"
)


class Server:
    """Answers each question with `reply`, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.reply: tuple[int, bytes] = (200, b"{}")
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                served.asked.append(json.loads(body)["messages"][1]["content"])
                status, answer = served.reply
                self.send_response(status)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def proposes(self, trigger: str) -> None:
        """The next answers mark these words of the report as a shooting."""
        account: dict[str, Any] = {
            "kind": "shooting", "sentence": 1, "trigger": trigger,
            "claims": [{"field": "perpetrator", "words": "The Varn brigade"}],
        }  # fmt: skip
        content = json.dumps({"accounts": [account]})
        told = {"choices": [{"message": {"content": content}}]}
        self.reply = (200, json.dumps(told).encode())


@pytest.fixture
def server() -> Iterator[Server]:
    """A server for the length of a test."""
    one = Server()
    yield one
    one.server.shutdown()
    one.server.server_close()


def told_by(*arguments: str) -> tuple[int, str]:
    """Exit code and everything printed."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_a_recorded_report_is_asked_about_once_and_erasing_it_takes_the_answer(
    server: Server, tmp_path: Path
) -> None:
    """The answer lies in the project: recording again asks nobody, and an erasure leaves none."""
    report, project = tmp_path / "report.txt", tmp_path / "project"
    report.write_text(REPORT, "utf-8")
    server.proposes("let its rifles speak")
    model = ("--project", str(project), "--model-address", server.address, "--model-name", "small")

    first, told = told_by("record", str(report), "--format", "json", *model)
    again, _ = told_by("record", str(report), *model)

    assert (first, again, len(server.asked)) == (0, 0, 1)
    assert len(list((project / "model-answers").iterdir())) == 1
    identity = re.search(r"sha256:[0-9a-f]{64}", told)
    assert identity is not None
    code, _ = told_by("erase", identity[0], "--by", "Ada", "--reason", "test", "--project",
                    str(project), "--yes")  # fmt: skip
    assert code == 0
    assert not (project / "model-answers").exists()
    assert told_by("verify", "--project", str(project))[0] == 0


@pytest.mark.parametrize(
    "reply", [(200, b"<html>"), (200, b"[]"), (500, b""), (200, b'{"choices": []}')]
)
def test_a_server_that_is_no_model_costs_its_proposals_only(
    server: Server, tmp_path: Path, reply: tuple[int, bytes]
) -> None:
    """The report is read by the built-in reader, and a problem says that the model was silent."""
    report = tmp_path / "report.txt"
    report.write_text(REPORT, "utf-8")
    server.reply = reply

    code, told = told_by(
        "read", str(report), "--model-address", server.address, "--model-name", "x"
    )

    assert code == 0
    assert "model.silent" in told


def test_a_sealed_report_is_never_given_to_a_model(
    server: Server, sacho: Sacho, tmp_path: Path
) -> None:
    """Sealed means sealed: not even a model on this machine, named for every command, is asked."""
    (tmp_path / "words").write_text("invented reed kestrel mill\n")
    settings = {
        "SACHO_PROJECT": str(tmp_path / "p"), "SACHO_KEY_FILE": str(tmp_path / "sacho.key"),
        "SACHO_PASSPHRASE_FILE": str(tmp_path / "words"),
        "SACHO_MODEL_ADDRESS": server.address, "SACHO_MODEL_NAME": "small",
    }  # fmt: skip
    sacho("keys", "init", "heron", **settings)
    sacho("record", "-", "--handling", "sealed", stdin=REPORT.encode(), **settings)

    assert [] == server.asked
