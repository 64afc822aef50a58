"""Originals on disk: addressed by hash, whole or absent."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.errors import ProjectError
from sacho.model import ids
from sacho.store import originals


def test_a_file_stands_under_its_hash(tmp_path: Path) -> None:
    """Two levels of folders fan out by the first digits; the name is the whole hash."""
    data = b"INVENTED EXAMPLE"
    report = ids.report_id(data)

    originals.place(tmp_path, report, data)

    digest = hashlib.sha256(data).hexdigest()
    file = tmp_path / "originals" / digest[:2] / digest[2:4] / digest
    assert file.read_bytes() == data
    assert originals.path(tmp_path, report) == file
    assert originals.unsettled(tmp_path) == [report]
    assert list(file.parent.iterdir()) == [file]


def test_a_removed_file_leaves_no_digit_of_its_hash(tmp_path: Path) -> None:
    """Removing takes the empty folders along, since their names are the hash's first digits."""
    report = ids.report_id(b"x")
    originals.place(tmp_path, report, b"x")

    originals.remove(tmp_path, report)

    assert [p.name for p in (tmp_path / "originals").iterdir()] == ["pending"]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    """Where a file cannot be written, a person is told; nothing is half kept."""
    (tmp_path / "originals").write_text("in the way")

    with pytest.raises(ProjectError, match="could not be kept"):
        originals.place(tmp_path, ids.report_id(b"x"), b"x")


@given(st.binary(max_size=300), st.integers(1, 64))
def test_block_hashes_are_those_of_the_blocks(data: bytes, block: int) -> None:
    """There is one hash for each block, in order, and none for an empty file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(originals, "BLOCK", block)
        hashes = originals.block_hashes(data)

    parts = [data[at : at + block] for at in range(0, len(data), block)]
    assert hashes == b"".join(hashlib.sha256(part).digest() for part in parts)
