"""Nothing is sent anywhere that the owner did not name and allow."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from sacho.errors import RefusedForSafety, UsageError
from sacho.llm.address import Address, address
from sacho.llm.asking import ModelError, ask_at

LOCAL = "http://127.0.0.1:8080/v1"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """No address, model or key in the environment."""
    for name in ("ADDRESS", "NAME", "KEY_FILE"):
        monkeypatch.delenv(f"SACHO_MODEL_{name}", raising=False)


def test_without_an_address_there_is_no_model() -> None:
    """Off unless configured."""
    assert address(None, None, True) is None


@pytest.mark.parametrize("url", ["localhost:8080", "ftp://127.0.0.1/", "http://", "http://u:p@h/"])
def test_what_is_no_address_is_refused(url: str) -> None:
    """A scheme and a host, and no credentials that would end in a log."""
    with pytest.raises(UsageError):
        address(url, "small", True)


def test_another_machine_needs_leave_and_an_encrypted_way() -> None:
    """It is said that whole texts would leave; a name that merely looks local is another machine."""
    for url in ("https://models.example/v1", "https://127.0.0.1.example/v1"):
        with pytest.raises(RefusedForSafety):
            address(url, "small", False)
        allowed = address(url, "small", True)
        assert allowed is not None and allowed.leaving is not None
        assert "whole text" in allowed.leaving
    with pytest.raises(RefusedForSafety):
        address("http://models.example/v1", "small", True)


@pytest.mark.parametrize("url", [LOCAL, "http://localhost:1/v1", "http://[::1]:8080/v1"])
def test_this_machine_needs_no_leave(url: str) -> None:
    """Loopback stays here, and nothing is said to leave."""
    found = address(url, "small", False)
    assert found is not None and found.here and found.leaving is None


def test_the_key_comes_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that cannot be read is said so; one that can is stripped of its line end."""
    file = tmp_path / "key"
    monkeypatch.setenv("SACHO_MODEL_KEY_FILE", str(file))
    with pytest.raises(UsageError):
        address(LOCAL, "small", False)
    file.write_text("secret\n")
    found = address(LOCAL, "small", False)
    assert found is not None and found.key == "secret"


class _Model(BaseHTTPRequestHandler):
    """A tiny OpenAI-compatible server: the path names what it does."""

    seen: ClassVar[list[dict[str, object]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append({"path": self.path, "key": self.headers["Authorization"], **body})
        status = 302 if "elsewhere" in self.path else 200
        answer = {"choices": [{"message": {"content": "{}"}}]} if "good" in self.path else {"x": 1}
        self.send_response(status)
        self.send_header("Location", "/good/chat/completions")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture
def server() -> Iterator[str]:
    """The address of the server."""
    with HTTPServer(("127.0.0.1", 0), _Model) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


def test_one_request_goes_to_the_address_with_its_key(server: str) -> None:
    """The question is sent once, without variation (temperature 0)."""
    _Model.seen.clear()
    assert ask_at(Address(f"{server}/good", "small", "secret"))("system", "user") == "{}"
    (sent,) = _Model.seen
    assert sent["path"] == "/good/chat/completions" and sent["key"] == "Bearer secret"
    assert (sent["model"], sent["temperature"]) == ("small", 0)


@pytest.mark.parametrize("path", ["elsewhere", "strange"])
def test_it_is_followed_nowhere_and_strange_answers_are_none(server: str, path: str) -> None:
    """A redirect is no answer; neither is JSON of another shape."""
    _Model.seen.clear()
    with pytest.raises(ModelError):
        ask_at(Address(f"{server}/{path}", "small"))("system", "user")
    assert len(_Model.seen) == 1


def test_nobody_there_is_an_error_without_words() -> None:
    """A closed port gives the kind of failure and nothing that was asked."""
    with pytest.raises(ModelError) as told:
        ask_at(Address("http://127.0.0.1:9", "small"))("system", "the words of a report")
    assert "report" not in str(told.value)
