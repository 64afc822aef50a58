"""Which capitalised words of an English text name a place, weighed by what stands around them.

Evidence adds up: a preposition before, a larger place after a comma, a kind ("County"), the people
who live there. A word that is also an English word, or stands inside a person's or an
organisation's name, needs more of it or none will do.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from sacho.model.span import Span
from sacho.read import places as shared
from sacho.read.counts import table
from sacho.read.gazetteer import Named, Row

_WORDS = table("places_en")
_KINDS = frozenset(_WORDS["kinds"])
_NEVER = frozenset(_WORDS["words"]["never"])
_DEMONYMS = frozenset(_WORDS["words"]["demonyms"])
_PHRASES = frozenset(_WORDS["words"]["phrases"])
_TITLES = frozenset(_WORDS["words"]["titles"])
_OFFICERS = frozenset(_WORDS["words"]["officers_after"])
_KINDS_AFTER = frozenset(_WORDS["words"]["kinds_after"])
_FIRST_NAMES = frozenset(_WORDS["words"]["first_names"])
_PREPOSITIONS = frozenset(_WORDS["near"]["prepositions"])
_DIRECTIONS = frozenset(_WORDS["near"]["directions"])
_STATES: dict[str, str] = _WORDS["states"]
_TOKEN = re.compile(
    r"[^\W\d_]+(?:\.[^\W\d_]+)+\.?|[^\W\d_]+(?:[’'`ʼ](?!s\b)[^\W\d_]+)*|\d+|[^\w\s]"
)
_JOINERS = frozenset(
    ["of", "de", "del", "la", "le", "les", "the", "and", "sur", "en", "al", "el", "da", "do", "di"]
)
_LONGEST = 6
THRESHOLD = 2.0


class Word(msgspec.Struct, frozen=True):
    """A word or sign of the text; `low` in lower case; `first` begins a sentence."""

    text: str
    low: str
    start: int
    end: int
    first: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


class Mention(msgspec.Struct):
    """Words `[start, end)` that name a place; `anchor` are the words elsewhere that tell which."""

    start: int
    end: int
    name: str
    rows: tuple[Named, ...]
    whole: str = ""
    anchor: Span | None = None


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    return frozenset(table("place_words_en")["words"])


def is_no_place(name: str) -> bool:
    """Whether the name is a word that never names a place by itself."""
    low = name.lower()
    return low in _NEVER or low in _DEMONYMS or low in _TITLES


def is_first_name(name: str) -> bool:
    """Whether people are called so."""
    return name.lower() in _FIRST_NAMES


_ADJECTIVE_OF = {
    "north korean": "North Korea", "south korean": "South Korea", "chinese": "China",
    "russian": "Russia", "japanese": "Japan", "american": "United States", "british": "United Kingdom",
    "french": "France", "german": "Germany", "syrian": "Syria", "iraqi": "Iraq", "afghan": "Afghanistan",
    "ukrainian": "Ukraine", "turkish": "Turkey", "israeli": "Israel", "palestinian": "Palestine",
    "indian": "India", "pakistani": "Pakistan", "mexican": "Mexico", "thai": "Thailand",
    "burmese": "Myanmar", "vietnamese": "Vietnam", "lebanese": "Lebanon", "yemeni": "Yemen",
    "iranian": "Iran", "nigerian": "Nigeria", "egyptian": "Egypt", "libyan": "Libya",
    "colombian": "Colombia", "salvadoran": "El Salvador", "peruvian": "Peru", "philippine": "Philippines",
}  # fmt: skip


def country_of(words: str) -> str:
    """The country whose adjective the words hold, or ""."""
    low = words.lower()
    return next((name for adjective, name in _ADJECTIVE_OF.items() if adjective in low), "")


def tokens(text: str) -> list[Word]:
    """The text in words and signs."""
    words: list[Word] = []
    first = True
    for match in _TOKEN.finditer(text):
        if words and "\n" in text[words[-1].end : match.start()]:
            first = True
        words.append(Word(match[0], match[0].lower(), match.start(), match.end(), first))
        first = match[0] in (".", "?", "!", ":", "•") or (first and match[0] in "“\"'‘(")
    return words


def mentions(text: str) -> list[Mention]:
    """The places that the text names, in order."""
    words = tokens(text)
    people = _surnames(words)
    found: list[Mention] = []
    at = 0
    while at < len(words):
        match = _longest(words, at) if words[at].capital else None
        if match is None:
            at += 1
            continue
        end, rows = match
        if _weight(words, at, end, rows, people) >= THRESHOLD:
            mention = _mention(text, words, at, end, rows)
            found.append(mention)
            while at < len(words) and words[at].start < mention.end:
                at += 1
        else:
            at = end if end == at + 1 or _is_name_of_other(words, at, end) else at + 1
    return found


def _longest(words: list[Word], at: int) -> tuple[int, tuple[Named, ...]] | None:
    """The longest run of words from `at` that the gazetteer names, and its rows."""
    end = at + 1
    ends: list[int] = [end]
    while end < len(words) and end - at < _LONGEST:
        word = words[end]
        gap = word.start - words[end - 1].end
        if word.text in ("-", "–", ".") and gap == 0 and end + 1 < len(words):
            if word.text == "." and len(words[end - 1].text) > 2:
                break
            end += 1
            continue
        if gap > 1 or not (word.capital or word.low in _JOINERS or words[end - 1].text in "-–"):
            break
        end += 1
        if word.capital or words[end - 2].text in "-–":
            ends.append(end)
    for stop in reversed(ends):
        run = _joined(words, at, stop)
        if run.lower() in _PHRASES:
            return None
        if stop == at + 1 and ((is_no_place(run) and run not in ("US", "St")) or len(run) < 2):
            continue
        rows = _rows(run, words, at, stop)
        if rows:
            return stop, rows
    return None


def _joined(words: list[Word], at: int, stop: int) -> str:
    run = words[at].text
    for index in range(at + 1, stop):
        gap = words[index].start - words[index - 1].end
        run += (" " if gap else "") + words[index].text
    return run


def _rows(run: str, words: list[Word], at: int, stop: int) -> tuple[Named, ...]:
    """Rows under the run; capitals throughout (`SEOUL`) only for words of four letters or more."""
    if (
        run.isupper()
        and len(run) < 4
        and run not in ("US", "UK", "UAE", "DMZ", "USA", "DRC", "ROK")
    ):
        return ()
    last = words[stop - 1].low
    rows = shared.look_up(run, by_sound=False)
    if not rows and stop > at + 1 and last in _KINDS_AFTER:
        bare = _joined(words, at, stop - 1)
        rows = shared.look_up(bare) if not is_no_place(bare) else ()
    if not rows and stop == at + 1 and not words[at].first:
        rows = shared.look_up(run)
    return rows


def _weight(
    words: list[Word], at: int, end: int, rows: tuple[Named, ...], people: frozenset[str]
) -> float:
    """How much speaks for a place; see the module."""
    run = _joined(words, at, end)
    best = rows[0].row
    low = run.lower()
    weight = _by_size(rows)
    before = words[at - 1] if at else None
    after = words[end] if end < len(words) else None
    touching = before is not None and words[at].start - before.end <= 1
    if before is not None and touching:
        weight += _by_word_before(words, at, before)
    if after is not None and after.start - words[end - 1].end <= 1:
        weight += _by_word_after(words, end, after, best)
    if end == at + 1:
        if low in _english_words():
            weight -= 3.0
        if low in people and not (touching and before and before.low in _PREPOSITIONS):
            weight -= 4.0
        if low in _FIRST_NAMES and after is not None and after.capital:
            weight -= 3.0
        if words[at].first:
            weight -= 0.7
    elif best.level in ("settlement", "admin2"):
        weight += 0.7
    return weight


def _by_size(rows: tuple[Named, ...]) -> float:
    named = rows[0]
    row = named.row
    if row.level in ("country", "region"):
        return 4.0
    if row.level == "admin1":
        return 3.2
    if row.level == "admin2":
        return 2.5
    weight = 0.4
    for people, points in ((1_000_000, 2.75), (200_000, 2.0), (50_000, 1.3), (10_000, 0.8)):
        if row.population >= people:
            weight = points
            break
    if row.country in ("KP",):
        weight += 1.0
    return weight if named.main else weight - 1.0


def _by_word_before(words: list[Word], at: int, before: Word) -> float:
    low = before.low.rstrip(".")
    if low in _TITLES or (before.text == "." and at > 1 and words[at - 2].low in _TITLES):
        return -6.0
    if before.text == "." and at > 1 and len(words[at - 2].text) == 1:
        return -4.0  # an initial
    if low in _PREPOSITIONS:
        return 1.6
    if before.text == "," and at > 1 and words[at - 2].capital:
        return 0.6
    if before.text in ("-", "–", "@", "#", "/", "&"):
        return -3.0 if before.text in "@#" else -1.0
    if before.capital and low not in _NEVER and low not in _DEMONYMS and not before.first:
        return -4.0  # inside a longer name
    if before.capital and before.first and low in _FIRST_NAMES:
        return -4.0
    if before.capital and before.first and low not in _NEVER and low not in _english_words():
        return -2.5
    if low == "and" or before.text in (",", "("):
        return 0.4
    return 0.0


def _by_word_after(words: list[Word], end: int, after: Word, row: Row) -> float:
    low = after.low
    if after.text == "," and end + 1 < len(words) and words[end + 1].capital:
        return 3.5 if _whole_after(words, end, row) else 0.2
    if after.capital and after.start > words[end - 1].end:
        if low in _KINDS_AFTER or low in _OFFICERS:
            return 0.8
        if low in ("and", "or") or low in _DEMONYMS:
            return 0.0
        return -4.0 if row.level in ("settlement", "admin2") else -2.5
    if after.text in ("-", "–") and end + 1 < len(words) and after.end == words[end + 1].start:
        return -0.5
    if low in ("said", "says", "told", "added", "testified", "wrote") and row.level == "settlement":
        return -1.5
    return 0.3 if after.text in ("’", "'") else 0.0


def _whole_after(words: list[Word], comma: int, row: Row) -> int:
    """Where the larger place after a comma ends (an index of words), 0 where there is none."""
    at = comma + 1
    if words[at].text.replace(".", "") in _STATES:
        end = at + 1
        if end < len(words) and words[end].text == "." and words[end].start == words[at].end:
            end += 1
        return end
    match = _longest(words, at)
    if match is None:
        return 0
    end, rows = match
    levels = ("country", "admin1", "admin2")
    wholes = [n for n in rows if n.row.level in levels]
    return end if wholes and row.level != "country" else 0


def _is_name_of_other(words: list[Word], at: int, end: int) -> bool:
    return end - at > 1 and words[at].capital


def _mention(text: str, words: list[Word], at: int, end: int, rows: tuple[Named, ...]) -> Mention:
    """The mention with the larger places after it, and its qualifier before it."""
    name = _joined(words, at, end)
    stop = end
    whole = ""
    for _ in range(2):
        if stop + 1 < len(words) and words[stop].text == "," and words[stop + 1].capital:
            further = _whole_after(words, stop, rows[0].row)
            if not further or not _is_inside(rows, words, stop + 1, further):
                break
            whole, stop = whole or _joined(words, stop + 1, further), further
        else:
            break
    if not whole:
        stop = _part_after(words, end) or stop
    return Mention(_qualified(text, words, at), words[stop - 1].end, name, rows, whole)


_PARTS = frozenset(["district", "county", "ward", "neighborhood", "neighbourhood", "quarter"])


def _part_after(words: list[Word], end: int) -> int:
    """Past `’s Songpyong District`: a part of the place told with the possessive, else 0."""
    if [w.text for w in words[end : end + 2]] not in (["’", "s"], ["'", "s"]):
        return 0
    for stop in range(end + 3, min(end + 6, len(words))):
        if words[stop].low in _PARTS and words[stop].capital:
            return stop + 1
        if not words[stop].capital:
            break
    return 0


def _is_inside(rows: tuple[Named, ...], words: list[Word], at: int, end: int) -> bool:
    """Whether any of the rows lies in the larger place: not so in a list, `Paris, Texas` aside."""
    name = _joined(words, at, end)
    name = _STATES.get(name.replace(".", ""), name)
    return bool(shared.within(rows, shared.look_up(name)))


_BEFORE = re.compile(
    r"(?:\b(?:about|some|around|roughly)\s+)?(?:\b[\w.,]+[\s-](?:km|kilomet(?:er|re)s?|miles?)\s+"
    r"(?:(?:to the )?(?:north|south|east|west)\w*\s+(?:of|from)|away from|from|outside)\s+(?:the\s+)?"
    r"(?:(?:city|town|village)\s+of\s+)?)$|"
    r"\b(?:near|close to|next to|just outside|outside|in the vicinity of|"
    r"on the outskirts of|in the suburbs of|along|around)\s+"
    r"(?:the\s+)?(?:[^.;\n]{0,40}\bborder\s+(?:in|of)\s+|(?:(?:city|town|village|county)\s+of\s+))?$",
    re.IGNORECASE,
)  # fmt: skip
_KIND_BEFORE = re.compile(
    r"\b(?:the|a)\s+(?:[\w-]+\s+){0,3}?(?:village|town|city|county|district|province|hamlet)\s+of\s+$"
)


def _qualified(text: str, words: list[Word], at: int) -> int:
    """Where the qualifier before the name begins: `near`, `20 km north of`, `the village of`."""
    start = words[at].start
    window = text[max(0, start - 80) : start]
    for pattern in (_BEFORE, _KIND_BEFORE):
        match = pattern.search(window)
        if match:
            begin = start - len(window) + match.start()
            return begin + (len(match[0]) - len(match[0].lstrip()))
    return start


def _surnames(words: list[Word]) -> frozenset[str]:
    """Words that follow a first name or a title with a capital: later alone, they are persons."""
    names: set[str] = set()
    for index in range(1, len(words)):
        word, before = words[index], words[index - 1]
        if not word.capital or word.start - before.end > 1:
            continue
        if (
            (before.low in _FIRST_NAMES and before.capital)
            or before.low in _TITLES
            or (before.text == "." and index > 1 and words[index - 2].low in _TITLES)
        ):
            names.add(word.low)
    return frozenset(names)
