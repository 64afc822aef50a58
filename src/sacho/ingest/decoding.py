"""From bytes to letters: the encoding is chosen by evidence, and doubt is told."""

from __future__ import annotations

import codecs
import re

import msgspec

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
)  # fmt: skip

# What pages and mails declare, and what the letters then really are.
_DECLARED = {
    "euc-kr": "cp949", "ks-c-5601-1987": "cp949", "ks-c-5601": "cp949", "ksc5601": "cp949",
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift-jis": "cp932",
    "x-sjis": "cp932", "utf8": "utf-8", "utf-16": "utf-16-le",
}  # fmt: skip
_ALLOWED = frozenset(
    ("utf-8", "utf-16-le", "utf-16-be", "cp949", "johab", "cp1252", "gb18030", "big5", "cp932",
     "euc-jp", "iso-2022-jp", "iso-2022-kr", "koi8-r", "koi8-u", "utf-7")
)  # fmt: skip

_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_REPLACED = "\N{REPLACEMENT CHARACTER}"


class Decoded(msgspec.Struct, frozen=True):
    """The letters, the encoding they were read in, and the codes of any doubt."""

    text: str
    encoding: str
    codes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The letters of `data`. `declared` is what a header or the page itself says. Never raises.

    In order: a byte-order mark, the zeros of UTF-16, valid UTF-8, what is declared, evidence.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], encoding)
    unmarked = utf16_without_mark(data)
    if unmarked is not None:
        return _lenient(data, unmarked, "text.encoding-guessed")
    strict = _strict(data, "utf-8")
    if strict is not None and not _is_shifted(declared):
        return Decoded(strict, "utf-8")
    told = canonical(declared)
    if told is not None:
        text = _strict(data, told)
        if text is not None and not _disagrees(data, told):
            return Decoded(text, told)
    return _by_evidence(data, told)


def canonical(declared: str | None) -> str | None:
    """The codec for a declared charset, or None where it is unknown or not one for documents."""
    if not declared:
        return None
    name = declared.strip(" \t\"';").lower().replace("_", "-")
    name = _DECLARED.get(name, name)
    if name in _ALLOWED:
        return name
    if re.fullmatch(r"(iso-?8859-?\d{1,2}|(windows-|cp)12[0-9]{2})", name) is None:
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _is_shifted(declared: str | None) -> bool:
    """Seven-bit encodings look like valid UTF-8 and are not."""
    return canonical(declared) in ("iso-2022-jp", "iso-2022-kr", "utf-7")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _lenient(data: bytes, encoding: str, *codes: str) -> Decoded:
    text = data.decode(encoding, "replace")
    own = data.count(_REPLACED.encode(encoding)) if encoding.startswith("utf") else 0
    lost = text.count(_REPLACED) > own
    return Decoded(text, encoding, (*codes, "text.bytes-replaced") if lost else codes)


def utf16_without_mark(data: bytes) -> str | None:
    """Which UTF-16 the bytes are, by their zeros, or None.

    A plain letter, space, digit or stop has a zero as its high byte, and even Korean has one such
    in four; a low byte is zero only by chance.
    """
    sample = data[:65536]
    half = max(1, len(sample) // 2)
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    for encoding, often, seldom in (("utf-16-le", high, low), ("utf-16-be", low, high)):
        if often > half * 0.1 and seldom <= often * 0.2:
            return encoding
    return None


def _by_evidence(data: bytes, told: str | None) -> Decoded:
    if _mostly_utf8(data):
        return _lenient(data, "utf-8")
    if _hangul_share(data) >= 0.5:
        sure = ("text.encoding-guessed",) if told != "cp949" else ()
        return _lenient(data, "cp949", *sure)
    # cp1252 leaves five bytes without a letter; Latin-1 gives controls there, which drop out later.
    text = _strict(data, "cp1252")
    if text is not None:
        return Decoded(text, "cp1252", ("text.encoding-guessed",))
    return Decoded(data.decode("latin-1"), "latin-1", ("text.encoding-guessed",))


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few: a file cut within a letter, one bad paste."""
    text = data.decode("utf-8", "replace")
    lost = text.count(_REPLACED)
    good = len(_NOT_ASCII.findall(text)) - lost
    return good > lost * 4 or (lost == 1 and text.endswith(_REPLACED))


def _hangul_share(data: bytes) -> float:
    """How much of what is not ASCII would be Hangul in CP949, weighed by bytes that come in pairs.

    An accented letter of a Latin text stands alone between plain letters.
    """
    runs = [len(run) for run in _HIGH_RUN.findall(data)]
    total = sum(runs)
    if not total:
        return 0.0
    paired = sum(run for run in runs if run >= 2) / total
    others = _NOT_ASCII.findall(data.decode("cp949", "replace"))
    hangul = sum(1 for letter in others if _HANGUL.match(letter))
    return paired * hangul / max(1, len(others))


def _disagrees(data: bytes, told: str) -> bool:
    """Whether a declared Latin encoding stands on Korean bytes, as careless pages have it."""
    return told.startswith(("cp125", "iso8859", "iso-8859")) and _hangul_share(data) >= 0.8
