"""Benchmark files: JSON Lines, gzipped or not. What a record lacks is simply not there."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def records(path: Path, limit: int | None = None) -> list[Record]:
    """The records of a file. Raises ValueError naming the line that is not a JSON object."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found: list[Record] = []
        for number, line in enumerate(lines, 1):
            if limit is not None and len(found) >= limit:
                break
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path.name}, line {number}: not JSON ({error.msg})") from error
            if not isinstance(record, dict):
                raise ValueError(f"{path.name}, line {number}: not a JSON object")
            found.append(record)
    return found


def listed(record: Record, key: str) -> list[Any]:
    """The list at `key`; empty where it is missing or null."""
    value = record.get(key)
    return list(value) if isinstance(value, list) else []


def worded(record: Record, key: str) -> str:
    """The string at `key`; empty where it is missing or null."""
    value = record.get(key)
    return value if isinstance(value, str) else ""
