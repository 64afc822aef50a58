"""Answers of the model, kept so that a report is asked once: by model, prompt version and text.

The key is a hash of all three; the file holds the answer alone. It lies inside the project, with
the project's own rights, and `sacho erase` of the project's folder takes it along.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sacho.llm.prompt import VERSION


def key(model: str, asked: str) -> str:
    """The name under which an answer is kept."""
    digest = hashlib.sha256()
    for part in (VERSION, model, asked):
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


class Cache:
    """Answers in a folder, one file each; a folder of None keeps them for this run only."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The answer kept under this name."""
        if name not in self._kept and self._folder is not None:
            path = self._folder / name
            if path.is_file():
                self._kept[name] = path.read_text("utf-8")
        return self._kept.get(name)

    def put(self, name: str, answer: str) -> None:
        """Keep an answer; written beside and moved, so that half of one is never read."""
        self._kept[name] = answer
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = self._folder / f".{name}.{os.getpid()}"
        beside.write_text(answer, "utf-8")
        beside.replace(self._folder / name)
