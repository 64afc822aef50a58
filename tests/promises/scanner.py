"""Finds an identity in bytes, however it is written down there; says where and in which form.

For each identity there are needles: its words in every encoding, case, normal form and escape that
software is known to write, and hashes of them. Archives and compressed streams are opened first,
three deep. Needles are found by their first six bytes at every offset, then compared in full.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import io
import json
import lzma
import quopri
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import numpy as np

PREFIX = 6
_MASK = np.uint64((1 << (8 * PREFIX)) - 1)
_DEPTH = 3
_LONE = 8
"""A part of a name of so many letters is looked for alone."""
_MOST = 64 << 20
_CHUNK = 4 << 20


class Found(NamedTuple):
    """One needle found: whose, in which form, where."""

    owner: int
    form: str
    where: str


def forms(words: str) -> Iterator[tuple[str, bytes]]:
    """Every way of writing these words down that is looked for, with the name of the form."""
    texts = {
        "as it is": words, "upper": words.upper(), "lower": words.lower(),
        "casefold": words.casefold(), "title": words.title(),
        "nfd": unicodedata.normalize("NFD", words), "nfkd": unicodedata.normalize("NFKD", words),
        "nfc": unicodedata.normalize("NFC", words), "nfkc": unicodedata.normalize("NFKC", words),
        "reversed": words[::-1], "no spaces": "".join(words.split()),
        "underscores": "_".join(words.split()), "dashes": "-".join(words.split()),
        "compatibility jamo": _compatibility_jamo(words), "digits": _digits(words),
    }  # fmt: skip
    for name, text in texts.items():
        yield from _encoded(name, text)
    yield from _escaped(words)
    for case in {words, words.lower(), words.casefold()}:
        for algorithm in ("md5", "sha1", "sha256"):
            digest = hashlib.new(algorithm, case.encode())
            yield algorithm, digest.digest()
            yield f"{algorithm} hex", digest.hexdigest().encode()


def _encoded(name: str, text: str) -> Iterator[tuple[str, bytes]]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp949",
                     "cp1256", "utf-7"):  # fmt: skip
        try:
            raw = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        yield f"{name}, {encoding}", raw
        if encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield f"{name}, {encoding}, hex", raw.hex().encode()
            yield f"{name}, {encoding}, HEX", raw.hex().upper().encode()
            yield f"{name}, {encoding}, hex with spaces", raw.hex(" ").encode()
            for offset in range(3):
                core = _base64_core(raw, offset)
                yield f"{name}, {encoding}, base64 at {offset}", core
                url = core.replace(b"+", b"-").replace(b"/", b"_")
                yield f"{name}, {encoding}, base64url at {offset}", url
            yield f"{name}, {encoding}, base32", base64.b32encode(raw).rstrip(b"=")[:-1]
            yield f"{name}, {encoding}, base85", base64.b85encode(raw)[: len(raw) // 4 * 5]


def _escaped(words: str) -> Iterator[tuple[str, bytes]]:
    yield "percent", quote(words, safe="").encode()
    yield "percent, lower", quote(words, safe="").lower().encode()
    yield "percent of all", "".join(f"%{b:02X}" for b in words.encode()).encode()
    yield "form", quote(words, safe=" ").replace(" ", "+").encode()
    escaped = json.dumps(words)[1:-1]
    yield "json", escaped.encode()
    yield "json, upper", "".join(_upper_u(c) for c in words).encode()
    yield "html, decimal", "".join(f"&#{ord(c)};" for c in words).encode()
    yield "html, hex", "".join(f"&#x{ord(c):x};" for c in words).encode()
    yield "html", html.escape(words).encode("ascii", "xmlcharrefreplace")
    yield "python", words.encode("ascii", "backslashreplace")
    yield "python bytes", repr(words.encode())[2:-1].encode()
    yield "quoted-printable", quopri.encodestring(words.encode()).rstrip()
    yield "punycode", words.encode("punycode")


def _upper_u(letter: str) -> str:
    return letter if letter.isascii() else f"\\u{ord(letter):04X}"


def _base64_core(raw: bytes, offset: int) -> bytes:
    """What base64 of these bytes is when `offset` bytes stand before: its certain part."""
    encoded = base64.b64encode(b"\0" * offset + raw)
    first = -(-offset * 8 // 6)
    return encoded[first : (offset + len(raw)) * 8 // 6]


def _compatibility_jamo(words: str) -> str:
    lead = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
    tail = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
    found = ""
    for letter in words:
        code = ord(letter) - 0xAC00
        if not 0 <= code < 11172:
            found += letter
            continue
        vowel = chr(0x314F + code % 588 // 28)
        found += lead[code // 588] + vowel + tail[code % 28].strip()
    return found


def _parts(words: str) -> list[str]:
    """The words together, and each long one alone, as an index of words would hold it."""
    return [words, *(w for w in words.split() if len(w) >= _LONE and w.isalpha())]


def _digits(words: str) -> str:
    """A telephone number without its marks; other words as they are."""
    kept = "".join(c for c in words if c.isdigit())
    return kept if len(kept) >= 9 else words


class Scanner:
    """Looks for many identities at once. Each is a list of words: a name, a number, a place.

    `documents` are bytes that nobody may know of: their hashes and names by hash are looked for.
    """

    def __init__(
        self, identities: Sequence[Sequence[str]], documents: Sequence[bytes] = ()
    ) -> None:
        self._needles: dict[int, list[tuple[bytes, int, str]]] = {}
        for owner, told in enumerate(identities):
            for words in dict.fromkeys(part for whole in told for part in _parts(whole)):
                for form, needle in forms(words):
                    self._look_for(needle, owner, form)
        for owner, data in enumerate(documents):
            digest = hashlib.sha256(data)
            self._look_for(digest.digest(), owner, "hash of the document")
            self._look_for(digest.hexdigest().encode(), owner, "hash of the document, hex")
        self._starts = np.array(sorted(self._needles), dtype=np.uint64)

    def _look_for(self, needle: bytes, owner: int, form: str) -> None:
        if len(needle) >= PREFIX:
            start = int.from_bytes(needle[:PREFIX], "little")
            self._needles.setdefault(start, []).append((needle, owner, form))

    def scan(self, data: bytes, where: str) -> Iterator[Found]:
        """Every needle in these bytes and in whatever is packed inside them."""
        for inner, place in unpacked(data, where, _DEPTH):
            yield from self._scan(inner, place)

    def folder(self, folder: Path) -> Iterator[Found]:
        """Every needle in the files below a folder, and in their names."""
        for path in sorted(folder.rglob("*")):
            where = str(path.relative_to(folder))
            yield from self._scan(where.encode("utf-8", "surrogateescape"), f"name of {where}")
            if path.is_file() and not path.is_symlink():
                yield from self.scan(path.read_bytes(), where)

    def _scan(self, data: bytes, where: str) -> Iterator[Found]:
        seen: set[tuple[int, str]] = set()
        for begin in range(0, len(data), _CHUNK):
            part = np.frombuffer(data[begin : begin + _CHUNK + PREFIX] + b"\0" * 8, dtype=np.uint8)
            size = len(part) - 8
            starts = np.zeros(size, dtype=np.uint64)
            for i in range(PREFIX):
                starts |= part[i : i + size].astype(np.uint64) << np.uint64(8 * i)
            at = np.searchsorted(self._starts, starts & _MASK)
            at[at == len(self._starts)] = 0
            for hit in np.flatnonzero(self._starts[at] == starts):
                for needle, owner, form in self._needles[int(starts[hit])]:
                    if (owner, form) not in seen and data.startswith(needle, begin + int(hit)):
                        seen.add((owner, form))
                        yield Found(owner, form, where)


def unpacked(data: bytes, where: str, depth: int) -> Iterator[tuple[bytes, str]]:
    """The bytes, and what is packed inside them: zip members, gzip, zlib, raw deflate, xz."""
    yield data, where
    if depth == 0:
        return
    for inner, place in _members(data, where):
        yield from unpacked(inner, place, depth - 1)


def _members(data: bytes, where: str) -> Iterator[tuple[bytes, str]]:
    if b"PK\x03\x04" in data:
        try:
            with zipfile.ZipFile(io.BytesIO(data[data.index(b"PK\x03\x04") :])) as archive:
                for name in archive.namelist():
                    yield name.encode(), f"{where}: a member's name"
                    yield archive.read(name)[:_MOST], f"{where}: {name}"
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, ValueError):
            pass
    if data[:2] == b"\x1f\x8b":
        try:
            yield gzip.decompress(data)[:_MOST], f"{where}: gzip"
        except (OSError, EOFError, zlib.error):
            yield from _streams(data[1:], where)
    else:
        yield from _streams(data, where)
    if data[:6] == b"\xfd7zXZ\0":
        yield lzma.decompress(data)[:_MOST], f"{where}: xz"


def _streams(data: bytes, where: str) -> Iterator[tuple[bytes, str]]:
    """Compressed streams that begin anywhere, as in a PDF or in a column of a database."""
    starts = (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
    for magic in starts:
        at = data.find(magic)
        while at >= 0:
            try:
                stream = zlib.decompressobj(31 if magic[0] == 0x1F else 15)
                inner = stream.decompress(data[at : at + _MOST], _MOST)
                if len(inner) >= PREFIX:
                    yield inner, f"{where}: stream at {at}"
            except zlib.error:
                pass
            at = data.find(magic, at + 1)
