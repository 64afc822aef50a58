"""What `verify` says of what is wrong, in two languages."""

from __future__ import annotations

import re
from pathlib import Path

import sacho.store
from sacho.store.fault import Fault

SOURCE = Path(sacho.store.__file__).parent
CODE = re.compile(r'Fault\(\s*"([a-z]+\.[a-z_]+)"')


def test_every_fault_is_told_in_korean_as_well() -> None:
    """No code of a fault is without a sentence in Korean."""
    codes = {
        code
        for file in SOURCE.rglob("*.py")
        for code in CODE.findall(file.read_text(encoding="utf-8"))
    } | {"schema.trigger", "schema.view"}

    assert len(codes) > 30
    for code in codes:
        assert re.search("[가-힣]", Fault(code, "", "", "").korean)
