"""P12: every route has a stated rule for everyone who may ask, and it holds.

There is one role: whoever holds the token of this run, from a page of this address. The rule of every
route beneath `/api/` is that nobody else learns anything; the page itself (`OPEN`) is for anybody and
holds nothing of the project; a route outside both fails the promise. Each route is asked by strangers
(no token, a wrong one, one cut short, one in the address, another host, another origin, a page of
another site, upper case, an escaped path) for reports and incidents that there are and that there are
not, with the methods that it has and those that it has not. A try is kept where the answer is the same
to the byte for what there is and what there is not, is a refusal, and holds no word of a report, no
name of a file and no token. Not promised: rules between persons, for there are no accounts; that the
times of answers say nothing.
"""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.promises.run import Told
from tests.unit.web.asking import TOKEN, Answer, Served, served

from sacho.web.app import application
from sacho.web.guard import API, Door

QUICK = 400
FULL = 4_000
OPEN = frozenset(("/", "/favicon.ico", "/assets/{name}"))
CANARY = "Heronmarsh"
REPORT = (
    f"INVENTED EXAMPLE\n\nGuards shot dead three people in {CANARY} on 3 May 2031, a resident told the "
    "Invented Courier.\n"
)
METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH")


def run(told: Told) -> tuple[int, int]:
    """How many requests of strangers learned nothing, of so many."""
    chance = random.Random(told.seed)
    with tempfile.TemporaryDirectory(prefix="sacho-p12-") as made, served(Path(made) / "p") as room:
        report = str(room.record(REPORT, f"{CANARY}.txt")["report"]["id"])
        incident = str(room.get("/incidents")["incidents"][0]["id"])
        ruled, unruled = routes(room)
        for path in unruled:
            print(f"P12: no rule for {path}", flush=True)
        if unruled or _has_words(room.ask("GET", "/", headers={"Authorization": ""})):
            return 0, told.tries
        cells = list(itertools.product(ruled, METHODS, _strangers(room)))
        chance.shuffle(cells)
        kept = 0
        for path, method, (who, headers, before) in itertools.islice(
            itertools.cycle(cells), told.tries
        ):
            wrong = _wrong(room, method, before + path, headers, (report, incident))
            kept += not wrong
            if wrong:
                print(f"P12: {method} {path} by {who}: {wrong}", flush=True)
        # Whoever holds the token is answered, so the refusals above are about who asks.
        allowed = room.ask("GET", f"/api/v1/reports/{report}")
    return (kept if allowed.status == 200 and _has_words(allowed) else 0), told.tries


def routes(room: Served) -> tuple[list[str], list[str]]:
    """The paths beneath `/api/`, and those for which no rule is stated."""
    app: Any = application(room.room, Door(room.port, TOKEN))
    paths = _paths(app._app.routes)
    return [p for p in paths if p.startswith(API)], [
        p for p in paths if not p.startswith(API) and p not in OPEN
    ]


def _paths(listed: Any) -> list[str]:
    """Every path of an application, those of routers within it too."""
    found: set[str] = set()
    for route in listed:
        path = getattr(route, "path", None)
        if path is not None:
            found.add(path)
        else:
            inner = getattr(route, "original_router", route)
            found.update(f"/api/v1{p}" for p in _paths(getattr(inner, "routes", ())))
    return sorted(found)


def _strangers(room: Served) -> Iterator[tuple[str, dict[str, str], str]]:
    """Who asks, with which headers, and what stands before the path."""
    here, token = f"127.0.0.1:{room.port}", f"Bearer {TOKEN}"
    yield "nobody", {"Authorization": ""}, ""
    yield "a wrong token", {"Authorization": "Bearer invented-tokem"}, ""
    yield "a token cut short", {"Authorization": token[:-1]}, ""
    yield "another scheme", {"Authorization": f"Basic {TOKEN}"}, ""
    yield "a cookie", {"Authorization": "", "Cookie": f"token={TOKEN}"}, ""
    yield "another host", {"Host": f"rebound.example:{room.port}"}, ""
    yield "another port", {"Host": "127.0.0.1:1"}, ""
    yield "another origin", {"Origin": "http://other.example"}, ""
    yield "an origin of nowhere", {"Origin": "null"}, ""
    yield "another site", {"Sec-Fetch-Site": "cross-site"}, ""
    yield "a site beside", {"Sec-Fetch-Site": "same-site", "Host": here}, ""
    yield "a path with more slashes", {"Authorization": ""}, "/"
    yield "a path of dots", {"Authorization": ""}, "/assets/.."


def _wrong(
    room: Served, method: str, path: str, headers: dict[str, str], ids: tuple[str, str]
) -> str:
    """What a stranger learned; empty where nothing."""
    there = _filled(path, *ids)
    absent = _filled(path, "sha256:" + "0" * 64, "incident:" + "0" * 64)
    answers = [room.ask(method, each, None, headers) for each in (there, absent)]
    if any(answer.status < 400 for answer in answers):
        return f"answered with {answers[0].status}"
    if any(answer.status >= 500 for answer in answers):
        return f"failed with {answers[0].status}"
    if any(_has_words(answer) for answer in answers):
        return "told something of a report"
    if answers[0].status != answers[1].status or answers[0].body != answers[1].body:
        return "told what there is from what there is not"
    return ""


def _filled(path: str, report: str, incident: str) -> str:
    named = {"{report}": report, "{incident}": incident, "{kind}": "json"}
    for name, value in named.items():
        path = path.replace(name, value)
    return f"{path.replace('{', '').replace('}', '')}?report={report}&incident={incident}&words={CANARY}"


def _has_words(answer: Answer) -> bool:
    told = answer.body + repr(answer.headers).encode()
    return CANARY.encode() in told or TOKEN.encode() in told or b"INVENTED EXAMPLE" in answer.body
