"""A checkpoint leaves the building, is time-stamped, and later shows what was put back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.promises.authority import Authority, served
from tests.promises.sources import Workplace

OPEN = (
    b"INVENTED EXAMPLE. Guards shot dead four weavers near Hyesan on 4 May 2031, a miller said.\n"
)

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl plays the service")


def test_a_stamp_is_asked_for_and_told(tmp_path: Path) -> None:
    """No service is asked without `--allow-network`; with it, `verify` tells the stamp after."""
    place = Workplace(tmp_path)
    authority = Authority(tmp_path / "authority")
    roots = str(tmp_path / "authority" / "root.pem")
    with place.entered(), served(authority) as service:
        place.sacho("record", "-", stdin=OPEN)
        assert place.sacho("stamp", service.url, "--authority", roots)[0] == 4
        assert not service.asked
        told = place.sacho("stamp", service.url, "--authority", roots, "--allow-network")
        assert told[0] == 0, told
        code, verified = place.sacho("verify", "--format", "json")

    assert code == 0
    assert "Stamped up to journal entry" in verified
    assert len(service.asked) == 1


def test_a_vault_put_back_is_named_by_a_checkpoint_kept_elsewhere(tmp_path: Path) -> None:
    """Exit 3, and the log of sealed things is named, where a line of it is gone again."""
    place = Workplace(tmp_path)
    stand = str(tmp_path / "stand.txt")
    with place.entered():
        place.sacho("record", "-", stdin=OPEN)
        place.sacho("keys", "init", "heron")
        place.sacho("source", "add", stdin=b'{"identity": "Invented Person"}')
        assert place.sacho("checkpoint", stand)[0] == 0
        assert place.sacho("verify", "--against", stand)[0] == 0
        log = place.project / "sealed" / "log"
        log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
        code, told = place.sacho("verify", "--against", stand, "--format", "csv")

    assert code == 3
    assert "sealed.put_back,sealed/log" in told
