"""P16: a fetch reaches public web addresses only, to the very address checked.

Every address form is tried as a literal and as what a name stands for. A try is kept if it is
refused before any connection is opened.
"""

from __future__ import annotations

import itertools
from unittest.mock import patch

from tests.promises.run import Told

from sacho.errors import SachoError
from sacho.ingest import web

FORMS = (
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "0", "0.0.0.0",
    "127.255.255.254", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1",
    "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1", "[::1]", "[::]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001::1]", "[fc00::1]", "[fe80::1]", "[fec0::1]",
    "[ff02::1]", "[2001:db8::1]", "[::ffff:10.0.0.1]",
)  # fmt: skip
SHAPES = (
    "http://{}/", "https://{}/", "http://{}:80/a", "http://{}./", "http://u:p@{}/",
    "http://public.example@{}/", "ftp://{}/", "gopher://{}/", "http://{}:22/", "http://{}/?a=b",
)  # fmt: skip
QUICK = FULL = len(FORMS) * len(SHAPES) + len(FORMS)


class _Reached(Exception):
    """A connection was about to be opened."""


def run(told: Told) -> tuple[int, int]:
    """How many tries were refused with nothing sent, of how many."""
    kept = 0
    cases = [(shape.format(form), "93.184.216.34") for form in FORMS for shape in SHAPES]
    cases += [("http://name.example/", form.strip("[]")) for form in FORMS]
    for url, stands_for in itertools.islice(cases, told.tries):
        kept += _refused(url, stands_for)
    return kept, min(told.tries, len(cases))


def _refused(url: str, stands_for: str) -> bool:
    rules = web.Rules(resolve=lambda host, port: [stands_for])
    with patch("socket.create_connection", side_effect=_Reached):
        try:
            web.fetch(url, rules)
        except SachoError:
            return True
        except _Reached:
            return False

    return False
