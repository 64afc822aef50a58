"""How many, in English: `parse_count`, `parse_quantity`.

A count of persons or happenings is read from the noun group as a whole: "a man and his two sons"
is three, "the killing of many herders" two or more, "a family of four" four. What is told of a
part ("including five children") is left out of the whole.
"""

from __future__ import annotations

import re

from sacho.model.values import Count
from sacho.read.counts import Amount, as_count, exactly, table
from sacho.read.languages.en.how_many.amounts import Read, read_amount
from sacho.read.languages.en.how_many.fractions import read_fraction
from sacho.read.languages.en.how_many.measures import parse_quantity
from sacho.read.languages.en.how_many.numerals import Piece, pieces, read_number, read_ordinal

__all__ = ["parse_count", "parse_quantity"]

_WORDS = table("counts_en")
_NOUNS = _WORDS["nouns"]
_PLURAL = frozenset(_NOUNS["plural"])
_COLLECTIVE = frozenset(_NOUNS["collective"])
_SINGULAR = frozenset(_NOUNS["singular"])
_BEARERS = frozenset(_NOUNS["bearers"])
_STOPS = frozenset(_NOUNS["stops"])
_FIXED: dict[str, int] = _NOUNS["fixed"]
_MULTIPLES: dict[str, int] = _NOUNS["multiples"]
_TIMES: dict[str, int] = _WORDS["times"]
_NONE = re.compile(
    r"(?:" + "|".join(re.escape(w) for w in sorted(_NOUNS["none"], key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
_DETERMINERS = frozenset(
    ["a", "an", "the", "his", "her", "their", "its", "my", "our", "your", "this", "that", "these",
     "those", "another", "each", "every"]
)  # fmt: skip
_SKIPPED = frozenset(
    ["also", "then", "even", "now", "still", "what", "of", "all", "the", "while", "but", "and"]
)
_RANKED = frozenset(
    ["other", "remaining", "first", "last", "next", "surviving", "further", "additional", "same",
     "said", "latter", "former"]
)  # fmt: skip
_CONJUNCTIONS = frozenset([",", "and", "&", "plus", ";", "/"])
_MEASURED = re.compile(r"percent|per cent|%|[$€£¥₩]|\bkg\b|\bkm\b", re.IGNORECASE)


_LONGEST = 400  # code points; no phrase that counts is longer, and reading it costs its square


def parse_count(words: str) -> Count | None:
    """How many persons or happenings the words name; None where they tell no number.

    A noun alone is 1 in the singular, 2 or more in the plural. Conjuncts are added.
    """
    if len(words) > _LONGEST:
        return None
    bare = words.strip(" ,.;:“”\"'‘’")
    words = re.split(r"\(|\[|\s[—–](?!\s*\d)\s*", bare, maxsplit=1)[0].strip()
    if not words or _MEASURED.search(words):
        return None
    if _NONE.match(words) and not re.match(r"no (?:fewer|less|more) than|not a few", words, re.I):
        return None if re.match(r"no[. ]*\d|zero[- ]\w+day", words, re.I) else Count(0, 0)
    line = pieces(words)
    total: Amount | None = None
    alone = False  # whether the last item had neither number nor determiner
    at = 0
    while at < len(line):
        item = _item(line, at)
        if item is None:
            break
        amount, after, bare = item
        total = amount if total is None else _joined(total, amount, alone and bare, bare)
        alone = bare
        at = _next_item(line, after)
        if at < 0:
            break
    return as_count(total)


def _joined(total: Amount, amount: Amount, both_bare: bool, bare: bool) -> Amount:
    """Adds a conjunct; nouns without a number of their own share the one before."""
    if bare and amount.high is None:  # "five men and women", "men and women"
        return total if total.low > 1 or both_bare else total.plus(amount)
    if bare and total.low > 1 and total.high is not None:  # "two doctors and nurse Kim"
        return total.plus(amount)
    return total.plus(amount)


def _next_item(line: list[Piece], at: int) -> int:
    """Where the next conjunct begins, or -1 where none follows at once."""
    if at >= len(line):
        return -1
    here = at = _past_names(line, at)
    if here >= len(line):
        return -1
    words = [p.word for p in line[at : at + 3]]
    if words[:3] == ["as", "well", "as"]:
        return at + 3
    if words[:2] in (["along", "with"], ["together", "with"]):
        return at + 2
    while here < len(line) and line[here].word in _CONJUNCTIONS:
        here += 1
    of = here + 1 + sum(p.word == "-" for p in line[here : here + 2])
    if any(p.word == "of" for p in line[of : of + 1]) and line[here - 1].word == ",":
        return -1  # "two women, one of them pregnant": a part
    if here > at and line[here - 1].word == "," and _is_age_alone(line, here):
        return _next_item(line, here + 1)  # "Ben Ortho, 34"
    return here if here > at and here < len(line) else -1


def _is_age_alone(line: list[Piece], at: int) -> bool:
    told = at < len(line) and line[at].word.isdecimal() and int(line[at].word) < 110
    return told and (at + 1 == len(line) or line[at + 1].word in (",", "and"))


def _past_names(line: list[Piece], at: int) -> int:
    """`two women from Hyesan and a child`: past a place that stands before the next conjunct."""
    here = at + 1
    if at >= len(line) or line[at].word not in ("from", "of", "in") or here >= len(line):
        return at
    while here < len(line) and line[here].raw[:1].isupper():
        here += 1
    return here if here > at + 1 else at


def _item(line: list[Piece], at: int) -> tuple[Amount, int, bool] | None:
    """One conjunct from `at`: its amount, the piece after it, whether it told no number itself.

    A share of a whole ("half of the villagers") tells no number.
    """
    share = read_fraction(line, at)
    split = share and (share[0] < 1 or share[0] != int(share[0]))
    if share and split and not _is_one_more(line, at, share[1]):
        return None
    start = at
    determined = ""
    while at < len(line) and (line[at].word in _DETERMINERS or line[at].word in _SKIPPED):
        if read_number(line, at) or read_amount(line, at):
            break
        determined = line[at].word if line[at].word in _DETERMINERS else determined
        at += 1
    if at >= len(line):
        return (exactly(1), at, False) if determined == "another" else None
    if line[at].word in _RANKED and read_number(line, at + 1) and line[at].word != "second":
        at += 1  # "the other two"
    pronoun = _pronoun(line[at].word)
    if pronoun and (at + 1 >= len(line) or line[at + 1].word in (",", "and", "or")):
        return pronoun, at + 1, False
    read = read_amount(line, at) if _has_amount(line, at) else None
    ordinal = read_ordinal(line, at)
    if ordinal and (not read or ordinal[1] > read.end):
        read, at, determined = None, ordinal[1], "another"
    if read is None and determined == "another" and at < len(line):
        read = read_amount(line, at) if not _is_age(line, at) else None
    if read is not None:
        return _counted(line, read)
    return _uncounted(line, at, start, determined)


def _is_one_more(line: list[Piece], at: int, end: int) -> bool:
    """ "A third" alone, or before a noun, is one more person, and no share of a whole."""
    ordinal = read_ordinal(line, at + 1) if line[at].word in ("a", "an") else None
    return ordinal is not None and ordinal[1] == end and all(p.word != "of" for p in line[end:])


def _is_age(line: list[Piece], at: int) -> bool:
    """ "Another 26-year-old" is one more person, not 26."""
    read = read_amount(line, at)
    return read is not None and not _has_amount(line, at)


def _has_amount(line: list[Piece], at: int) -> bool:
    read = read_amount(line, at)
    if read is None:
        return False
    after = line[read.end].word if read.end < len(line) else ""
    if after == "-" and read.end + 1 < len(line):  # "24-year-old", "four-member"
        return False
    return not (after in ("year", "years") and _age_follows(line, read.end))


def _age_follows(line: list[Piece], at: int) -> bool:
    return any(p.word == "old" for p in line[at + 1 : at + 4])


def _pronoun(word: str) -> Amount | None:
    if word in _NOUNS["one_pronoun"]:
        return exactly(1)
    if word in _NOUNS["many_pronoun"]:
        return Amount(2, None)
    if word in _NOUNS["some_pronoun"]:
        return Amount(1, None)
    return None


def _counted(line: list[Piece], read: Read) -> tuple[Amount, int, bool] | None:
    """An item that tells its number: "two couples" are four, "a group of five" five."""
    at = read.end
    if at < len(line) and line[at].word in ("of", "percent") and line[at].word == "percent":
        return None
    if at < len(line) and line[at].word == "of" and not read.told:
        inner = _item(line, at + 1)  # "a number of", "a group of": what they are of may be told
        if inner and inner[0].high is not None and not inner[2]:
            return inner[0], inner[1], False
    end, head, of = _group(line, at)
    amount = read.amount
    if head in ("couples", "pairs"):
        amount = amount.times(2)
    elif head in ("families", "households"):
        amount = Amount(amount.low * 2, None)
    elif head in ("couple", "pair") and of < 0 and amount.low == 1:
        amount = amount.times(2)
    return amount, end, False


def _uncounted(
    line: list[Piece], at: int, start: int, determined: str
) -> tuple[Amount, int, bool] | None:
    """An item without a number of its own: by its noun."""
    if at >= len(line):
        return (exactly(1), at, False) if determined in ("another", "this", "that") else None
    members = _members(line, at)
    if members:
        end, _, _ = _group(line, members[1])
        return exactly(members[0]), end, False
    if line[at].word in _TIMES:
        return exactly(_TIMES[line[at].word]), at + 1, False
    end, head, of = _group(line, at)
    if not head:
        return None
    if of >= 0 and head in _BEARERS:
        inner = _item(line, of + 1)
        if inner and not (head in _COLLECTIVE and inner[0] == exactly(1)):
            return inner[0], inner[1], False
    first = line[at].word
    if first in _MULTIPLES and end > at + 1:
        return exactly(_MULTIPLES[first]), end, False
    bare = not determined and start == at
    return _by_noun(head, line[at:end], determined), end, bare


def _by_noun(head: str, group: list[Piece], determined: str) -> Amount:
    """One in the singular, two or more in the plural; twins are two."""
    if head in _FIXED:
        return exactly(_FIXED[head])
    if head == "other" or determined == "another":
        return exactly(1)
    if head in _COLLECTIVE or _is_plural(head, group):
        return Amount(2, None)
    return exactly(1)


def _is_plural(head: str, group: list[Piece]) -> bool:
    if head in _PLURAL:
        return head != "police" or group[-1].word == "police"
    if head in _SINGULAR or (group[-1].raw[:1].isupper() and len(group) > 1 and _is_name(group)):
        return False
    return (
        head.endswith("s") and not head.endswith(("ss", "us", "is", "’s", "'s")) and len(head) > 3
    )


def _is_name(group: list[Piece]) -> bool:
    """`Mary Jones`, `13-year-old Mary Jones`: capitals throughout, or from the age on."""
    old = next((i for i, p in enumerate(group) if p.word == "old"), -1)
    return all(p.raw[:1].isupper() for p in group[old + 1 :] if p.word.isalpha())


def _members(line: list[Piece], at: int) -> tuple[int, int] | None:
    """`four-member family`, `three-man crew`."""
    number = read_number(line, at)
    if not number or number[0] != int(number[0]) or number[1] + 1 >= len(line):
        return None
    if line[number[1]].word == "-" and line[number[1] + 1].word in _NOUNS["members"]:
        return int(number[0]), number[1] + 2
    return None


def _group(line: list[Piece], at: int) -> tuple[int, str, int]:
    """The noun group from `at`: the piece after it, its head in lower case, and its "of" or -1.

    Further "of" complements are passed over so that a following conjunct is found.
    """
    here, head = at, ""
    while here < len(line):
        word = line[here].word
        if word in _STOPS or word in _CONJUNCTIONS or word in (".", ":", "?", "!", "”", '"'):
            break
        if word.isalpha() or "'" in word or "’" in word:
            head = word
        here += 1
    of = here if here < len(line) and line[here].word == "of" else -1
    end = here
    if here < len(line) and line[here].word == "," and _adjectives_go_on(line, here):
        more, further, of_more = _group(line, here + 1)
        return more, further or head, of_more
    return end, head, of


def _adjectives_go_on(line: list[Piece], comma: int) -> bool:
    """`two young, unarmed men`: the comma parts adjectives, for what follows has no determiner and
    what stands before is no noun in the plural."""
    before = line[comma - 1].word if comma else ""
    after = line[comma + 1].word if comma + 1 < len(line) else ""
    adjective = before.endswith(("ed", "ng", "al", "ous", "ful", "y", "ive")) and before.islower()
    return adjective and bool(after.isalpha()) and after not in _DETERMINERS and after != "and"
