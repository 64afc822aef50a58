"""Names that stand where a place stands and that no row of the gazetteer names.

`in Dalgae`, `near Oro Station Nine`, `the Dalgae ford`, `the Dalgae–Oro road`: hamlets, fords and
camps that no gazetteer holds. They are kept by their words alone, without degrees. A name of a
person, a people, a newspaper or a ministry stands in such places too, so that more speaks against
a name than for it: other capitals beside it, a title or a voice of its own anywhere in the text,
a common word of English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sacho.model.span import Span
from sacho.read.counts import table
from sacho.read.languages.en.syntax.lexicon import readings
from sacho.read.languages.en.where.names import Mention, is_first_name, is_no_place

_PART = r"[A-ZÀ-Þ][^\W\d_]{0,30}(?:[’'\-–][^\W\d_]{1,30}){0,4}"
_NAME = rf"(?:(?:[Aa]l|[Ee]l)-)?{_PART}(?: {_PART}){{0,2}}"
_KIND = (
    r"(?:district|province|county|prefecture|governorate|region|township|village|subdistrict|commune|"
    r"municipality|department|quarter|neighbou?rhood|camp|prison|jail|creek|river|valley|hills?|forest|"
    r"park|ford|bridge|crossing|junction|checkpoint|border post|road|highway|street|mine|quarry|market|"
    r"mosque|church|monastery|temple|shrine|hospital|clinic|school|barracks|garrison|airport|airfield|"
    r"airbase|port|harbou?r|station|dam|plantation|estate|bay|island|strait|pass|plain|coast|mountains?)"
)
_MARKED = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]n|[Oo]utside|[Ff]rom|[Ii]nside|[Aa]round|[Aa]long|[Aa]cross) "
    rf"(?:the )?(?:town of |village of |city of )?(?P<name>{_NAME}) {_KIND}\b(?! (?:chief|governor|police|"
    r"spokes\w+|commander|council|office|court|board|authorit\w+|administration|director|official)s?\b)"
)
_PLAIN = re.compile(
    rf"\b(?P<lead>[Ii]n|[Aa]t|[Nn]ear|[Oo]utside(?: of)?|(?:[Vv]illages?|[Tt]owns?|[Hh]amlets?) (?:of|like|called))"
    rf" (?P<name>{_NAME})(?P<more>(?:, {_NAME}){{0,6}},? and {_NAME})?(?![\w’'\-–]| [A-ZÀ-Þ])"
)
_WORKS = re.compile(
    r"\b(?:analyst|professor|researcher|spokes\w+|director|fellow|expert|lecturer|editor|lawyer|doctor|"
    r"student|teacher|chief|manager|work(?:s|ed|ing)?|employed|job|studie[sd]|educated|taught)\b[\w ,]{0,24}$"
)
_VOICE = (
    r"(?:said|says|told|added|wrote|testified|claimed|denied|admitted|confirmed|explained|recalled)"
)
_PERSON = re.compile(
    rf"\b(?:(?:Mr|Mrs|Ms|Dr|Gen|Col|Capt|Lt|Sgt|Sheikh|Chief|Judge|President|Minister|General|Colonel|"
    rf"Major|Captain|Father|Brother|Sister)\.? (?P<titled>{_NAME})|(?P<voiced>{_NAME})(?:, (?:aged )?\d\d\b| {_VOICE}\b)"
    rf"|{_VOICE} (?P<saying>{_NAME}))"
)
_ELSE = frozenset(table("places_en")["words"]["capitals_of_else"])


def unlisted(text: str, found: Iterable[Mention]) -> list[Mention]:
    """Names in the place of a place that `found` does not hold, in order."""
    taken = [(m.start, m.end) for m in found]
    people = _people(text)
    more: list[Mention] = []
    for start, end, name in _candidates(text):
        if _free((start, end), taken) and not _is_else(name, people):
            taken.append((start, end))
            more.append(Mention(start, end, name, ()))
    return sorted(more, key=lambda mention: mention.start)


def _candidates(text: str) -> Iterable[tuple[int, int, str]]:
    for match in _MARKED.finditer(text):
        yield match.start("name"), match.end(), match["name"]
    for match in _PLAIN.finditer(text):
        if match["lead"].lower() == "at" and _WORKS.search(
            text, max(0, match.start() - 60), match.start()
        ):
            continue
        yield *match.span("name"), match["name"]
        if match["more"]:
            for other in re.finditer(_NAME, match["more"]):
                start = match.start("more") + other.start()
                yield start, start + len(other[0]), other[0]


def _people(text: str) -> frozenset[str]:
    """Last names of those who have a title, an age or a voice in the text."""
    named = (m[m.lastgroup or 0] for m in _PERSON.finditer(text))
    return frozenset(word for name in named for word in name.split()[-1:])


def _free(span: Span, taken: list[Span]) -> bool:
    return not any(start < span[1] and span[0] < end for start, end in taken)


def _is_else(name: str, people: frozenset[str]) -> bool:
    """Whether the name is one of a person, a people, an office or a common word."""
    words = re.split(r"[ \-–’']", name)
    if name.isupper() or words[-1] in people or is_first_name(words[0]):
        return True
    lowered = [word.lower() for word in words]
    if any(is_no_place(word) or word in _ELSE for word in lowered):
        return True
    return all(_common(word) for word in lowered)


def _common(word: str) -> bool:
    """A word of English that is no name: an adjective, a verb or a common noun."""
    return any(code in "NJBDPGZR" for code in readings(word))
