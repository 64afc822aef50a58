"""What a start promises: help answers at once, and reading loads only what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

HEAVY = {
    "sqlalchemy", "kiwipiepy", "trafilatura", "lxml", "numpy", "pydantic", "rapidfuzz",
    "pysqlite3", "fastapi", "uvicorn",
}  # fmt: skip
TELL = (
    "import sys, atexit; atexit.register(lambda: sys.stderr.write('\\n@@' + ' '.join(sys.modules)))"
)


def loaded(*arguments: str) -> set[str]:
    """The modules that a command has loaded in its own process when it ends."""
    code = f"{TELL}\nsys.argv = ['sacho', *{list(arguments)!r}]\nfrom sacho.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    return set(done.stderr.rsplit("@@", 1)[1].split())


def test_help_loads_nothing_heavy_and_answers_at_once() -> None:
    """`sacho --help` loads no store, no parser and no language, and takes no three seconds."""
    began = time.monotonic()
    found = loaded("--help")

    assert set() == found & HEAVY
    assert time.monotonic() - began < 3


def test_reading_english_text_loads_no_store_and_no_korean(tmp_path: Path) -> None:
    """`sacho read` of an English text file loads no SQLAlchemy, no Korean parts, no page parser."""
    file = tmp_path / "farmers.txt"
    file.write_text("INVENTED EXAMPLE. Guards shot dead two farmers near Hyesan on 3 May 2031.")

    found = loaded("read", str(file), "--format", "json")

    assert set() == found & {"sqlalchemy", "kiwipiepy", "trafilatura"}
