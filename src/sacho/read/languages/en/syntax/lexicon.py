"""What a word can be, and its lemma: a table of forms, and endings for words it does not have."""

from __future__ import annotations

import gzip
from functools import cache

from sacho.read.languages.en.tables import FOLDER

DATA = FOLDER

_FORM_CODES = {"VB": "B", "VBP": "B", "VBD": "D", "VBN": "P", "VBG": "G", "VBZ": "Z"}
_TAG_CODES = {"NOUN": "NS", "ADJ": "JCT", "ADV": "RCT"}
_IRREGULAR = {
    "am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be",
    "'m": "be", "'re": "be", "has": "have", "had": "have", "having": "have", "'ve": "have",
    "does": "do", "did": "do", "done": "do", "doing": "do", "ca": "can", "wo": "will",
    "sha": "shall", "'ll": "will", "n't": "not", "an": "a", "'d": "would",
    "him": "he", "them": "they", "us": "we", "me": "i", "these": "this", "those": "that",
    "whom": "who",
}  # fmt: skip


@cache
def _lines() -> dict[str, str]:
    """Each form's readings as they stand in the table; they are taken apart when asked for."""
    with gzip.open(DATA / "lexicon.tsv.gz", "rt", encoding="utf-8") as handle:
        return dict(line.split("\t", 1) for line in handle.read().split("\n") if line)


@cache
def readings(word: str) -> dict[str, str]:
    """The codes that a lower-case form can have (see `training/lexicon`), each with its lemma."""
    line = _lines().get(word)
    if line is None:
        return {}
    cells = (cell.partition("=") for cell in line.split("\t"))
    return {code: lemma or word for code, _, lemma in cells}


def is_known(word: str) -> bool:
    """Whether the table has this lower-case form."""
    return word in _lines()


@cache
def lemma_of(word: str, tag: str, form: str) -> str:
    """The lemma of a word with this Universal tag and verb form; proper names keep their case."""
    if tag == "PROPN":
        return word
    low = word.lower().replace("’", "'")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low == "'s":
        return "be" if tag in {"AUX", "VERB"} else "'s"
    known = readings(low)
    if tag in {"VERB", "AUX"}:
        code = _FORM_CODES.get(form, "B")
        return known[code] if code in known else _verb_lemma(low, known, form)
    for code in _TAG_CODES.get(tag, ""):
        if code in known:
            if code == "N" and "S" in known and known["S"] != low and low.endswith("s"):
                return known["S"]
            return known[code]
    return _singular(low) if tag == "NOUN" and not known else low


def _verb_lemma(word: str, known: dict[str, str], form: str) -> str:
    for code in "DPGZB":
        if code in known:
            return known[code]
    if form == "VBZ" and word.endswith("s"):
        return _singular(word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return _stem(word[: -len(ending)])
    return word


def _stem(stem: str) -> str:
    """The base of a regular past or -ing form whose verb the table does not have."""
    if is_known(stem + "e") and not is_known(stem):
        return stem + "e"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem[:-1] + "y" if stem.endswith("i") else stem


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@cache
def is_plural(word: str) -> bool:
    """Whether a common noun is written in a plural form ("soldiers", "men", "people")."""
    low = word.lower()
    if low in {"people", "police", "personnel", "troops", "forces", "cattle", "clergy"}:
        return True
    known = readings(low)
    if "S" in known:
        return "N" not in known or known["S"] != low
    return not known and low.endswith("s") and not low.endswith(("ss", "us", "is"))
