"""A reading room served on a real port of 127.0.0.1, and plain requests to it."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
import uvicorn

from sacho.store.project import open_project
from sacho.web.app import application
from sacho.web.guard import Door
from sacho.web.room import Room
from sacho.web.serving import listening

TOKEN = "invented-token"
REPORT = (
    "INVENTED EXAMPLE\n\nBorder guards shot dead three people and wounded two others near Hyesan "
    "on 3 May 2031, a resident told the Invented Courier.\n"
)


class Answer(msgspec.Struct, frozen=True):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Served(msgspec.Struct, frozen=True):
    """A room and where it answers."""

    port: int
    room: Room

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """One request with the token, unless `headers` say otherwise; an empty one is left out."""
        sent = {"Authorization": f"Bearer {TOKEN}", "Host": f"127.0.0.1:{self.port}"}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        sent |= headers or {}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value:
                connection.putheader(name, value)
        data = body or b""
        connection.putheader("Content-Length", str(len(data)))
        connection.endheaders(data)
        got = connection.getresponse()
        named = {name.lower(): value for name, value in got.getheaders()}
        answer = Answer(got.status, named, got.read())
        connection.close()
        return answer

    def get(self, path: str, **query: str | int) -> Any:
        """What an address under `/api/v1` answers, as JSON."""
        answer = self.ask("GET", f"/api/v1{path}" + (f"?{urlencode(query)}" if query else ""))
        assert answer.status == 200, answer.body
        return answer.told

    def post(self, path: str, body: Any, status: int = 200) -> Any:
        """What is answered to a body sent."""
        answer = self.ask("POST", f"/api/v1{path}", body)
        assert answer.status == status, answer.body
        return answer.told

    def record(self, text: str = REPORT, name: str = "letter.txt", status: int = 200) -> Any:
        """Bring one document in."""
        return self.post(f"/reports?name={quote(name)}&how=paste", text.encode(), status)

    def judge(self, claim: Any, verb: str = "accept", status: int = 200, **more: Any) -> Any:
        """A judgement of a claim as it was seen."""
        body = {
            "verb": verb, "claim": claim["claim"]["id"], "by": "Han", "reason": "invented",
            "seen": claim["seen"], **more,
        }  # fmt: skip
        return self.post("/decisions", body, status)

    def claims(self, report: str, by: str = "Han") -> list[Any]:
        """The claims of a report as they stand."""
        accounts = self.get(f"/reports/{report}", by=by)["accounts"]
        return [c for a in accounts for c in a["claims"]]


@contextmanager
def served(folder: Path) -> Generator[Served]:
    """A room on a free port, closed at the end."""
    with open_project(folder, create=True) as project:
        door = listening(0)
        port: int = door.getsockname()[1]
        room = Room(project)
        config = uvicorn.Config(
            application(room, Door(port, TOKEN)), log_config=None, access_log=False, lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield Served(port, room)
        finally:
            server.should_exit = True
            thread.join(10)
            room.close()
            door.close()
