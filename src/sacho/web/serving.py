"""Serve one project to this machine until stopped."""

from __future__ import annotations

import secrets
import socket
import sys
from collections.abc import Callable

from sacho.errors import UsageError
from sacho.store.project import Project

HOME = "127.0.0.1"
USUAL = 8417
"""The port where nobody asks for another: what the browser keeps for the page stays its own."""
TURN = 0.0005
"""Seconds after which one thread lets another go on. What is answered fetches row by row, and would
wait ten times as long for each while the project is laid out or linked in the background."""


def listening(port: int | None) -> socket.socket:
    """A socket on 127.0.0.1 alone. None: the usual port, or any free one where it is taken.

    Raises UsageError where the port asked for is taken.
    """
    for asked in (USUAL, 0) if port is None else (port,):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((HOME, asked))
        except (OSError, OverflowError):
            made.close()
            continue
        made.listen(64)
        return made
    raise UsageError(f"Port {port} cannot be used.", "Leave --port out, or name another.")


def serve(
    project: Project,
    port: int | None,
    told: Callable[[str], None],
    without_sandbox: bool = False,
) -> None:
    """Serve until interrupted. `told` is given the address with its token as soon as a browser may
    call there: while the browser starts, so does what answers it.
    """
    door_socket = listening(port)
    taken: int = door_socket.getsockname()[1]
    token = secrets.token_urlsafe(32)
    try:
        told(f"http://{HOME}:{taken}/#token={token}")
        sys.setswitchinterval(TURN)
        _answer(project, door_socket, token, without_sandbox)
    finally:
        door_socket.close()


def _answer(project: Project, door: socket.socket, token: str, without_sandbox: bool) -> None:
    # Half a second of imports, which the browser needs as well to start.
    from sacho.web.room import Room

    room = Room(project, without_sandbox)
    room.begin()
    try:
        import uvicorn

        from sacho.web.app import application
        from sacho.web.guard import Door

        # Nothing of a request is logged: addresses name reports and searches.
        config = uvicorn.Config(
            application(room, Door(door.getsockname()[1], token)), log_config=None,
            access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=3,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[door])
    finally:
        room.close()
