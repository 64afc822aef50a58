"""What the stories share: the command as a user starts it, and a demonstration made once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Sacho = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def sacho() -> Sacho:
    """Run `sacho` in a process of its own; the exit code is checked where `code` is given."""

    def run(
        *arguments: str | Path, stdin: bytes = b"", code: int | None = 0, **more: str
    ) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            [sys.executable, "-c", "from sacho.cli import main; main()", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env={**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1", **more},
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        if code is not None:
            assert code == done.returncode, done.stderr.decode()
        return done

    return run


@pytest.fixture(scope="session")
def demonstration(sacho: Sacho, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's project folder; only looked at, never changed."""
    folder = tmp_path_factory.mktemp("demonstration") / "demo"
    sacho("demo", "--project", folder, "--quiet")
    return folder
