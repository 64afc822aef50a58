"""What linking keeps of an account or a report between runs, as bytes, and keys as numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from sacho.link.blocking import Key
from sacho.link.profile import Profile
from sacho.link.traces import Trace

VERSION = "2"
"""Changes with what is kept or how it is compared: what an older version kept is made anew."""

_encode = msgspec.msgpack.Encoder().encode
_profile = msgspec.msgpack.Decoder(Profile)
_trace = msgspec.msgpack.Decoder(Trace)
_rows = msgspec.msgpack.Decoder(list[int])


def light(one: Profile) -> Profile:
    """The profile without the words and claims that it was made from: comparing needs only it."""
    told = one.account
    account = msgspec.structs.replace(told.account, claims=())
    bare = msgspec.structs.replace(told, account=account, told="", around="")
    return msgspec.structs.replace(one, account=bare)


def pack_profile(one: Profile) -> bytes:
    """A light profile as bytes."""
    return _encode(light(one))


def unpack_profile(kept: bytes) -> Profile:
    """A light profile. Raises msgspec.DecodeError or ValidationError where it is none."""
    return _profile.decode(kept)


def pack_rows(rows: Iterable[int]) -> bytes:
    """Numbers of accounts as bytes, in the order given."""
    return _encode(list(rows))


def unpack_rows(kept: bytes) -> list[int]:
    """As `pack_rows` was given them."""
    return _rows.decode(kept)


def pack_trace(one: Trace) -> bytes:
    """A trace as bytes."""
    return _encode(one)


def unpack_trace(kept: bytes) -> Trace:
    """A trace. Raises as `unpack_profile` does."""
    return _trace.decode(kept)


def number(key: Key) -> int:
    """A key of 64 bits: two keys with one number only bring two more accounts together to look at."""
    digest = hashlib.blake2b("\0".join(map(str, key)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def totals(one: Profile) -> tuple[tuple[int, int], ...]:
    """The days that a total is over; none where it tells one happening."""
    return tuple((d.first, d.last) for d in one.periods) if one.aggregate else ()
