"""Tags of one sentence, with what the tagger cannot know put right by rule.

Quotation marks are left out when tagging: 'must "bravely fire"' reads as if they were not there.
"""

from __future__ import annotations

from collections.abc import Sequence

from sacho.read.languages.en.syntax.lexicon import readings
from sacho.read.languages.en.syntax.tags import tag_words
from sacho.read.languages.en.tables import words_in

QUOTES = frozenset(("“", "”", '"', "``", "''", "«", "»", "‘", "„", "`"))
_SYMBOLS = frozenset("$£€¥₩%&+=#")
_PREPOSITIONS = words_in("syntax.toml", "retag.prepositions")
_SUBORDINATORS = words_in("syntax.toml", "retag.subordinators")
_WITH_OBJECT = words_in("syntax.toml", "retag.with_object")
_STARTS_OBJECT = frozenset({"DET", "NOUN", "PROPN", "NUM", "ADJ"})
_NOUN_LIKE = frozenset({"NOUN", "PROPN", "PRON"})


def tagged(words: Sequence[str]) -> list[str]:
    """A tag for each word of one sentence, as `tags.tag_words` gives them."""
    kept = [i for i, word in enumerate(words) if word not in QUOTES]
    plain = [words[i] for i in kept]
    labels = tag_words(plain)
    _put_right(plain, labels)
    found = ["PUNCT"] * len(words)
    for i, label in zip(kept, labels, strict=True):
        found[i] = label
    return found


def _put_right(words: list[str], labels: list[str]) -> None:
    """Changes `labels` where a rule knows better."""
    lows = [word.lower().replace("’", "'") for word in words]
    for i, low in enumerate(lows):
        after = lows[i + 1] if i + 1 < len(lows) else ""
        labels[i] = _by_word(low, after, labels, i) or labels[i]
    for i, low in enumerate(lows):
        if low in _EPITHETS and labels[i].startswith("VERB") and _is_epithet(labels, i):
            labels[i] = "ADJ"
        elif labels[i] == "VERB.VBN" and (_is_past(lows, labels, i) or _is_telling(low, labels, i)):
            labels[i] = "VERB.VBD"
        elif _is_participle(lows, labels, i):
            labels[i] = "VERB.VBN"
        elif i and lows[i - 1] == "to" and labels[i - 1] == "PART" and words[i] == low:
            plain = labels[i] in {"NOUN", "PROPN"} and "B" in readings(low)
            labels[i] = "VERB.VB" if plain else labels[i]
        elif _is_reduced(low, lows, labels, i):
            labels[i] = "VERB.VBN"
    _give_a_verb(lows, labels)


_EPITHETS = words_in("syntax.toml", "retag.epithets")


def _is_epithet(labels: list[str], i: int) -> bool:
    """ "By alleged rebels": between a preposition and its noun it describes the noun."""
    follows = labels[i + 1 : i + 2]
    return labels[i - 1 : i] in (["ADP"], ["CCONJ"], ["SCONJ"]) and follows[:1] in (
        ["NOUN"], ["PROPN"], ["ADJ"],
    )  # fmt: skip


def _give_a_verb(lows: list[str], labels: list[str]) -> None:
    """A sentence with a full stop has a finite verb: of "The guards left." it is the only one.

    Headlines are left alone, for there a bare participle is a passive.
    """
    if lows[-1:] != ["."] or any(_is_finite_label(label) for label in labels):
        return
    for i in range(1, len(labels)):
        told = labels[i] == "VERB.VBN" and "D" in readings(lows[i])
        if told and labels[i - 1] in _NOUN_LIKE:
            labels[i] = "VERB.VBD"
            return


def _is_finite_label(label: str) -> bool:
    return label.startswith("AUX") or label in {"VERB.VBD", "VERB.VBZ", "VERB.VBP", "VERB.VB"}


def _by_word(low: str, after: str, labels: list[str], i: int) -> str | None:
    """The tag that the word itself, or its neighbours, settle."""
    if not any(c.isalnum() for c in low):
        marks = low in {"'s", "'"} and labels[i] != "PUNCT"
        return None if marks else ("SYM" if low in _SYMBOLS else "PUNCT")
    if labels[i] in {"PUNCT", "SYM", "X"}:
        return "NUM" if low.isdigit() else "PROPN"
    if low in _PREPOSITIONS:
        return "ADP"
    if low in _SUBORDINATORS:
        return "SCONJ"
    if low in {"according", "owing"} and after == "to":
        return "ADP"
    if low == "following" and not (i and labels[i - 1].startswith(("AUX", "DET"))):
        return "ADP" if after not in {"up", "through", "suit"} else None
    if low == "to" and labels[i] != "PART" and i + 1 < len(labels):
        base = labels[i + 1] in {"VERB.VB", "AUX.VB"}
        return "PART" if base else None
    return None


def _is_modifier(lows: list[str], labels: list[str], i: int) -> bool:
    """ "That suspected rebels killed two": a participle before the noun of a clause with a verb."""
    ahead = labels[i + 1 : i + 3]
    opens = i == 0 or labels[i - 1] in {"SCONJ", "PUNCT"}
    return opens and "P" in readings(lows[i]) and ahead[:1] == ["NOUN"] and ahead[1:] in (
        ["VERB.VBD"], ["AUX.VBD"], ["AUX.VBP"], ["AUX.MD"],
    )  # fmt: skip


def _is_participle(lows: list[str], labels: list[str], i: int) -> bool:
    past = labels[i] == "VERB.VBD"
    if past and _is_modifier(lows, labels, i):
        return True
    return (past or lows[i] == "shot") and _verb_follows(lows, labels, i)


def _verb_follows(lows: list[str], labels: list[str], i: int) -> bool:
    """ "A boy *shot* in the park on Sunday *has* died": the clause has its verb further on."""
    if "P" not in readings(lows[i]) or labels[i - 1 : i] not in (["NOUN"], ["PROPN"], ["NUM"]):
        return False
    if labels[i + 1 : i + 2] not in (["ADP"], ["ADV"]) and lows[i + 1 : i + 2] not in _TIMES:
        return False
    for label, low in zip(labels[i + 2 :], lows[i + 2 :], strict=True):
        if label in {"PUNCT", "CCONJ", "SCONJ", "PRON", "PART"} or low in _RELATIVES:
            return False
        if label in {"AUX.VBZ", "AUX.VBP", "AUX.VBD", "AUX.MD", "VERB.VBD", "VERB.VBZ"}:
            return True
    return False


_TIMES = (
    ["early"], ["late"], ["last"], ["monday"], ["tuesday"], ["wednesday"], ["thursday"],
    ["friday"], ["saturday"], ["sunday"],
)  # fmt: skip
_RELATIVES = frozenset({"who", "which", "that", "where", "when", "while", "as", "before", "after"})


def _is_telling(low: str, labels: list[str], i: int) -> bool:
    """ "Said" without an auxiliary is a past: '"…," said the guard'."""
    return low in {"said", "wrote", "told"} and not any(
        label.startswith("AUX") for label in labels[max(0, i - 3) : i]
    )


def _is_past(lows: list[str], labels: list[str], i: int) -> bool:
    """A bare participle with an object of its own is a past: "the raid, they say, killed two"."""
    if i == 0 or i + 1 >= len(lows):
        return False
    known = readings(lows[i])
    if "D" not in known or known.get("P") in _WITH_OBJECT:
        return False
    back = i - 1
    while back > 0 and labels[back] == "ADV":
        back -= 1
    before = labels[back]
    if before == "PUNCT" and lows[back] == ",":
        if not any(label in _NOUN_LIKE for label in labels[:back]):
            return False
    elif before not in _NOUN_LIKE:
        return False
    if labels[i + 1] == "PRON":
        return lows[i + 1] not in {"who", "which", "that"}
    return labels[i + 1] in _STARTS_OBJECT


def _is_reduced(low: str, lows: list[str], labels: list[str], i: int) -> bool:
    """ "The one hit in the leg": a participle after a bare figure, though it could be a noun."""
    if i < 1 or i + 1 >= len(lows) or labels[i] not in {"NOUN", "ADJ", "VERB.VBD"}:
        return False
    if labels[i - 1] != "NUM" and lows[i - 1] not in {"others", "those", "ones", "other"}:
        return False
    return "P" in readings(low) and labels[i + 1] == "ADP" and i > 1 and labels[i - 2] == "DET"
