"""One child for one document: walls up, bytes in, reply out, gone.

`forked` runs in a fresh fork of the zygote. `main` is the limited child of systems without fork:
one new process per document.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import NoReturn

import msgspec

from sacho.ingest import sandbox, walls
from sacho.ingest.draft import Family, Reply, Task
from sacho.ingest.limits import Limits
from sacho.ingest.parse import preload
from sacho.ingest.wire import HEADER, unpack

Parser = Callable[[bytes, Task], Reply]

_OUT_OF_MEMORY = msgspec.msgpack.encode(Reply(codes=("text.memory",)))


def parser_named(dotted: str) -> Parser:
    """The function `module:name`. Raises ImportError or AttributeError where there is none."""
    module, _, name = dotted.partition(":")
    found: Parser = getattr(import_module(module), name)
    return found


def family_named(name: str) -> Family:
    """The family of that name. Raises KeyError where there is none."""
    families: dict[str, Family] = {"light": "light", "full": "full"}
    return families[name]


def forked(document: int, out: int, parent: int, limits: Limits, parser: Parser) -> NoReturn:
    """The life of a fork: `document` and `out` are its only open files beside the null device."""
    try:
        os.setsid()
        _close_all_but(document, out)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        walls.limit(limits, parent, os.fstat(document).st_size)
        if sandbox.is_full():
            sandbox.close()
        answer(document, out, parser)
    finally:
        # Whatever happened, this process must not run on as a second zygote.
        os._exit(3)


def answer(document: int, out: int, parser: Parser) -> NoReturn:
    """Reads the document, writes the reply with its length before it, and ends the process."""
    try:
        task, data = unpack(_read_all(document))
        body = msgspec.msgpack.encode(parser(data, task))
    except MemoryError:
        body = _OUT_OF_MEMORY
    _write_all(out, HEADER.pack(len(body)))
    _write_all(out, body)
    os._exit(0)


def main(arguments: list[str]) -> NoReturn:
    """A child of its own, started for one document: standard input to standard output.

    Arguments: family, limits as JSON, parser.
    """
    limits = msgspec.json.decode(arguments[1], type=Limits)
    parser = parser_named(arguments[2])
    preload(family_named(arguments[0]))
    # What a library prints must neither reach the reply nor a terminal.
    out = os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    walls.limit(limits, os.getppid())
    _binary(0, out)
    answer(0, out, parser)


def _binary(*descriptors: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        for each in descriptors:
            msvcrt.setmode(each, os.O_BINARY)


def _close_all_but(document: int, out: int) -> None:
    low, high = sorted((document, out))
    os.closerange(3, low)
    os.closerange(low + 1, high)
    os.closerange(high + 1, os.sysconf("SC_OPEN_MAX"))


def _read_all(descriptor: int) -> bytes:
    parts: list[bytes] = []
    while piece := os.read(descriptor, 1 << 20):
        parts.append(piece)
    return b"".join(parts)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
