"""A served project and a real browser, for the stories of the reading room."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str:
    """Where the browser is, or the story is skipped by name."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("Chromium is not installed: the stories of the reading room were not told")
    return found


def started(project: Path, port: int = 0) -> tuple[subprocess.Popen[str], str]:
    """`sacho serve` in a process of its own, and the address that it printed."""
    command = "from sacho.cli import main; main()"
    arguments = ["serve", "--no-browser", "--port", str(port), "--project", str(project)]
    process = subprocess.Popen(
        [sys.executable, "-c", command, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
        text=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    if not address.startswith("http://127.0.0.1:"):
        process.kill()
        raise AssertionError(process.stderr and process.stderr.read())
    return process, address


@contextmanager
def serving(project: Path, port: int = 0) -> Generator[str]:
    """`sacho serve` for the length of a block; gives the address that it printed."""
    process, address = started(project, port)
    try:
        yield address
    finally:
        process.terminate()
        _, told = process.communicate(timeout=20)
        assert "Traceback" not in told, told


@contextmanager
def browser(**options: Any) -> Generator[Any]:
    """A fresh browser window; skipped by name where Playwright or Chromium is missing."""
    library = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: no story of the reading room"
    )
    path = chromium()
    with library.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=list(FLAGS))
        context = opened.new_context(locale="en-GB", **options)
        context.set_default_timeout(45_000)
        yield context
        opened.close()


class Watched:
    """What a page asked for, complained of and ran, so that a story can say that it was nothing."""

    def __init__(self, page: Any) -> None:
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.canary: list[str] = []
        page.on("request", self._asked)
        page.on("console", self._told)
        page.on("pageerror", self._failed)
        page.on("dialog", self._opened)
        page.expose_function("canary", self._ran)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "blob:http://127.0.0.1:")):
            self.foreign.append(request.url)

    def _told(self, message: Any) -> None:
        if message.type == "error" and "409" not in message.text:
            self.complaints.append(message.text)

    def _failed(self, error: Any) -> None:
        self.complaints.append(str(error))

    def _ran(self, told: Any) -> None:
        self.canary.append(str(told))

    def _opened(self, dialog: Any) -> None:
        self.canary.append(dialog.message)
        dialog.dismiss()

    def silent(self) -> None:
        """Nothing ran, nothing left this machine, and the policy was never asked to refuse."""
        assert self.canary == []
        assert self.foreign == []
        assert self.complaints == []
