"""Which addresses of the web may be visited, decided before anything is sent."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from sacho.errors import RefusedForSafety

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Networks that carry IPv4 addresses within IPv6 ones, and the relay of 6to4: they could lead inside.
_CARRIERS = tuple(
    ipaddress.ip_network(each)
    for each in (
        "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16",
        "2001::/32", "192.88.99.0/24",
    )
)  # fmt: skip
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet and hides no other address."""
    if any(address.version == net.version and address in net for net in _CARRIERS):
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.is_site_local:
        return False
    special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not special


def checked(url: str) -> tuple[SplitResult, str, int]:
    """The parts, host and port of a URL that may be visited as far as its spelling tells.

    Raises RefusedForSafety for other schemes, names or passwords in the URL, and hosts that are
    numbers written unlike an address (decimal, octal, hexadecimal, shortened).
    """
    plain = url.isascii() and all(33 <= ord(each) <= 126 for each in url) and "\\" not in url
    if not plain or len(url) > _LONGEST:
        raise RefusedForSafety("This is no plain web address.", "Write it in ASCII letters.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise RefusedForSafety("This is no web address.") from None
    if parts.scheme not in _PORTS:
        raise RefusedForSafety("Only http and https addresses are visited.")
    if parts.username is not None or parts.password is not None:
        raise RefusedForSafety(
            "The address holds a name or password.", "Take it out of the address."
        )
    host = (parts.hostname or "").rstrip(".")
    if not host or "%" in host:
        raise RefusedForSafety("The address names no host.")
    if literal(host) is None and _is_numeric(host):
        raise RefusedForSafety("The host is a number in disguise.", "Write it as a name.")
    return parts, host, port or _PORTS[parts.scheme]


def literal(host: str) -> Address | None:
    """The address that a host spells out in its usual form, if it is one."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_numeric(host: str) -> bool:
    last = host.rpartition(".")[2].lower()
    return last.isdigit() or last.startswith("0x")
