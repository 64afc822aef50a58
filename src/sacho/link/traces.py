"""What a report leaves by which another telling of the same words is known, in any language.

A trace is small and is kept beside the report: where, when, how many, who published it, and the one
outlet, if any, that all of it comes from. The words themselves are looked at only for the few
reports that share such traces.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

import msgspec

from sacho.link.figures import Figure, figures
from sacho.link.sounds import skeleton
from sacho.link.words import script
from sacho.model.claim import Claim
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Period, Place

BLOCK = 16  # days between publications within which one telling is looked for
ANY = -1
ALL_OF = 0.8  # share of a report's claims that one outlet must stand behind
BARE = 3  # claims below which it is not known where all of them come from
_FINE = ("point", "settlement", "admin2")
_SELF = re.compile(
    r"(?:the |this |이 |해당 |같은 )?(?:paper|newspaper|outlet|broadcaster|agency|channel|station"
    r"|report|매체|신문|방송|통신|보도)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a)\s+", re.IGNORECASE)


class Telling(msgspec.Struct, frozen=True):
    """A report as origins look at it; `order` says which came in first, `corrects` whether it says
    of itself that it corrects or withdraws an earlier one.
    """

    report: str
    text: str
    order: tuple[int, int]
    publisher: str | None = None
    published: str | None = None
    accounts: tuple[RecordedAccount, ...] = ()
    corrects: bool = False


class Trace(msgspec.Struct, frozen=True):
    """`places` are rows of the gazetteer, `fine` those that are a town or less; `cites` is the
    outlet that all its claims come from. `published` is the number of the day.
    """

    report: str
    order: tuple[int, int]
    script: str
    figures: tuple[Figure, ...]
    places: tuple[str, ...]
    fine: frozenset[str]
    publisher: str
    published: int | None
    cites: str
    corrects: bool = False


def trace(told: Telling) -> Trace:
    """Make a report's trace. Pure."""
    claims = [c for a in told.accounts for c in a.account.claims]
    places = [c.value for c in claims if isinstance(c.value, Place) and c.value.gazetteer_id]
    found = dict.fromkeys(figures(told.text))
    found |= dict.fromkeys(f for c in claims for f in _days(c))
    return Trace(
        report=told.report,
        order=told.order,
        script=script(told.text),
        figures=tuple(found),
        places=tuple(dict.fromkeys(str(p.gazetteer_id) for p in places)),
        fine=frozenset(str(p.gazetteer_id) for p in places if p.level in _FINE),
        publisher=outlet(told.publisher or ""),
        published=_ordinal(told.published),
        cites=_cited(claims, outlet(told.publisher or "")),
        corrects=told.corrects,
    )


def outlet(name: str) -> str:
    """An outlet's name as it sounds, without its article: one in two alphabets."""
    return skeleton(_ARTICLE.sub("", name.strip()))


def keys(of: Trace, *, asked: bool = False) -> list[int]:
    """By what a trace is found: each weighty figure and place with when it was published.

    `asked` gives the keys of the days before and after as well, under which others stand.
    """
    block = ANY if of.published is None else of.published // BLOCK
    blocks = [block] if block == ANY or not asked else [block - 1, block, block + 1]
    told = [("place", p) for p in of.places]
    told += [(kind, str(n)) for kind, n in of.figures if weight((kind, n)) >= 2.0]
    told_by, cited_by = (of.cites, of.publisher) if asked else (of.publisher, of.cites)
    told += [("outlet", told_by)] * bool(told_by) + [("after", cited_by)] * bool(cited_by)
    return [_number(kind, value, b) for kind, value in told for b in blocks]


def own_keys(of: Trace) -> list[int]:
    """By what the reports of a trace's own outlet are found, from about the same days."""
    block = ANY if of.published is None else of.published // BLOCK
    blocks = [block] if block == ANY else [block - 2, block - 1, block]
    return [_number("outlet", of.publisher, b) for b in blocks] if of.publisher else []


def weight(figure: Figure) -> float:
    """How much one figure in common says, in bits; small and round numbers say little."""
    kind, n = figure
    if kind == "number":
        return 0.5 if n <= 3 else 1.5 if n <= 12 else 3.0 if n < 100 or n % 100 == 0 else 5.0
    return {"date": 4.0, "hour": 4.0, "day": 1.5}.get(kind, 0.5)


def _number(kind: str, value: str, block: int) -> int:
    digest = hashlib.blake2b(f"{kind}\0{value}\0{block}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _days(claim: Claim) -> Iterable[Figure]:
    value = claim.value
    if isinstance(value, Period) and value.earliest and value.earliest == value.latest:
        day = date.fromisoformat(value.earliest[:10])
        yield "date", day.month * 100 + day.day


def _cited(claims: list[Claim], own: str) -> str:
    """The one outlet that stands behind nearly all claims, and that is not the report's own."""
    heard: Counter[str] = Counter()
    for claim in claims:
        # An outlet that the reader does not know for one is matched by its name alone.
        others = [s.name for s in claim.speakers if outlet(s.name) != own]
        if others:
            heard["" if _SELF.fullmatch(others[0]) else outlet(others[0])] += 1
    same = heard.pop("", 0)
    if len(heard) != 1 or len(claims) < BARE:
        return ""
    ((name, times),) = heard.items()
    return name if times + same >= ALL_OF * len(claims) else ""


def _ordinal(iso: str | None) -> int | None:
    return date.fromisoformat(iso[:10]).toordinal() if iso else None
