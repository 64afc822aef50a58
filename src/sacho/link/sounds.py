"""What spellings of one name share across alphabets: its consonants, roughly as they sound.

`Kim Chol-su`, `Gim Cheolsu` and `김철수` are one skeleton, as are `Hyesan` and `혜산`. Many names
share a short skeleton: it speaks for one name only beside other evidence.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LEADS = [
    "k",
    "k",
    "n",
    "t",
    "t",
    "r",
    "m",
    "p",
    "p",
    "s",
    "s",
    "A",
    "j",
    "j",
    "j",
    "k",
    "t",
    "p",
    "h",
]
_TAILS = [
    "", "k", "k", "ks", "n", "nj", "n", "t", "r", "rk", "rm", "rp", "rs", "rt", "rp", "r", "m",
    "p", "ps", "t", "t", "n", "t", "t", "k", "t", "p", "t",
]  # fmt: skip
_LATIN: tuple[tuple[str, str], ...] = (
    (r"tch|ch|sch", "j"), (r"sh", "s"), (r"ph", "p"), (r"th", "t"), (r"kh|(?<!n)gh|ck|qu", "k"),
    (r"x", "ks"), (r"c(?=[eiy])", "s"), (r"ng", "n"), (r"[zj]", "j"), (r"[gcq]", "k"),
    (r"d", "t"), (r"[bfv]", "p"), (r"l", "r"), (r"(?<!^)h", ""), (r"w", ""),
)  # fmt: skip
SHORTEST = 3  # consonants; a shorter skeleton is anybody's


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The consonants of a name in Latin letters or Hangul, folded to those that sound alike.

    A vowel counts where a name begins with it, as `A`, and nowhere else.
    """
    plain = unicodedata.normalize("NFC", name)
    if any("가" <= c <= "힣" for c in plain):
        return _closed("".join(_syllable(c) for c in plain if "가" <= c <= "힣"))
    marks = unicodedata.normalize("NFKD", plain.casefold())
    plain_letters = "".join(c for c in marks if "a" <= c <= "z" or c in " -")
    return _closed("".join(_heard(part) for part in re.split("[ -]+", plain_letters)))


def _heard(part: str) -> str:
    """One part of a name in Latin letters: what stands at its edge is not read with the next."""
    latin = part
    for written, heard in _LATIN:
        latin = re.sub(written, heard, latin)
    if latin[:1] in ("a", "e", "i", "o", "u", "y"):
        latin = "A" + latin
    return re.sub(r"[aeiouy]", "", latin)


def _syllable(c: str) -> str:
    number = ord(c) - 0xAC00
    return _LEADS[number // 588] + _TAILS[number % 28]


def _closed(sounded: str) -> str:
    """Doubled consonants once; vowels only at the beginning; final stops as they are heard."""
    start, rest = sounded[:1], sounded[1:].replace("A", "").replace("h", "")
    return re.sub(r"(.)\1+", r"\1", start + rest)


def beginnings(words: str) -> set[str]:
    """The skeletons of every beginning of a Korean word: its particle may follow anywhere."""
    found: set[str] = set()
    for word in re.findall(r"[가-힣]{2,12}", words):
        found.update(skeleton(word[:end]) for end in range(2, min(len(word), 6) + 1))
    return {s for s in found if len(s) >= SHORTEST}
