"""Serve one project to this machine until stopped."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

import uvicorn

from sacho.errors import UsageError
from sacho.store.project import Project
from sacho.web.app import application
from sacho.web.guard import Door
from sacho.web.room import Room

HOME = "127.0.0.1"
USUAL = 8417
"""The port where nobody asks for another: what the browser keeps for the page stays its own."""


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
    """Serve until interrupted. `told` is given the address with its token once it answers."""
    door_socket = listening(port)
    taken: int = door_socket.getsockname()[1]
    door = Door(taken, secrets.token_urlsafe(32))
    room = Room(project, without_sandbox)
    try:
        # Nothing of a request is logged: addresses name reports and searches.
        config = uvicorn.Config(
            application(room, door), log_config=None, access_log=False, server_header=False,
            lifespan="off", timeout_graceful_shutdown=3,
        )  # fmt: skip
        told(f"http://{HOME}:{taken}/#token={door.token}")
        uvicorn.Server(config).run(sockets=[door_socket])
    finally:
        room.close()
        door_socket.close()
