"""The short notation of a whole reading: one `NAME.reading` beside each `NAME.txt`.

    head: Acacia Field Monitors | 2030-11-20 | en
    @A: A spokesman for the Brigade            a chain of speakers after the publisher
    account a attack                           name, kind and, where not accomplished, stage
      kind | attacked
      killed:k 7.. | At least seven people     a label, a value, the exact words
      killed 2 of k | two children ~2          a part of k; the second place of these words
      = victim civilian | children             another right answer to the claim above
      ? means vehicle | motorbikes             optional
      kind denied @A | had been in Um Gafal    a stance, a chain
    link f rewarded-for a

    python -m evals.gold.notation FOLDER       names each mistake; exit 1 where there is one

It becomes the same record as the JSON of the gold (`guidelines.md` says what to mark).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from sacho.model.span import Span
from sacho.model.vocabulary import vocabulary

COUNTS = ("killed", "injured", "missing", "detained", "abducted", "returned", "displaced",
          "happenings")  # fmt: skip
PARTIES = ("perpetrator", "actor", "issuer", "victim", "addressee", "beneficiary")
STATUS = ("combatant", "official", "civilian", "unknown")
STANCES = ("asserted", "alleged", "hedged", "expected", "denied", "hypothetical")
STAGES = ("accomplished", "attempted", "planned", "threatened")
LEVELS = ("point", "settlement", "admin2", "admin1", "country", "region")

_CLAIM = re.compile(r"(?P<mark>[?=]?)\s*(?P<field>[a-z]+)(?::(?P<label>\w+))?(?P<rest>.*)")
_PLACE = re.compile(r'"(?P<name>[^"]+)"\s+(?P<country>[A-Z]{2}|-)\s+(?P<level>[a-z0-9]+)')
_COUNT = re.compile(r"(?P<low>\d*)(?P<dots>\.\.)?(?P<high>\d*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\?")
_OCCURRENCE = re.compile(r"\s+~(\d+)$")


class NotationError(ValueError):
    """A line that is not in the notation, or whose words the report does not hold."""


class _Claim(msgspec.Struct):
    """A claim as written, before labels and parts are resolved."""

    mark: str
    label: str | None
    of: str | None
    record: dict[str, Any]


def record(reading: str, text: str) -> dict[str, Any]:
    """The gold record of a reading in the notation. Raises NotationError with the line number."""
    found = _Reading(text)
    for number, line in enumerate(reading.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            found.line(line.strip())
        except NotationError as error:
            raise NotationError(f"{number}: {error}") from None
    return found.done()


class _Reading:
    """What was read of a file so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._head: dict[str, Any] | None = None
        self._chains: dict[str, list[str]] = {}
        self._accounts: list[tuple[dict[str, Any], list[_Claim]]] = []
        self._links: list[list[str]] = []

    def line(self, line: str) -> None:
        """Take in one line."""
        if line.startswith("head:"):
            self._head = _head(line[5:])
        elif line.startswith("@"):
            name, _, chain = line[1:].partition(":")
            self._chains[name.strip()] = [one.strip() for one in chain.split(">") if one.strip()]
        elif line.startswith("account "):
            self._accounts.append((_account(line.split()[1:]), []))
        elif line.startswith("link "):
            self._links.append(_link(line.split()[1:]))
        else:
            self._claim(line)

    def _claim(self, line: str) -> None:
        if not self._accounts or self._head is None:
            raise NotationError("a claim before any head and account")
        account, claims = self._accounts[-1]
        claim = self._parsed(line, account["kind"])
        if claim.mark == "=":
            if not claims:
                raise NotationError("no claim above for this other answer")
            claims[-1].record.setdefault("or", []).append(claim.record)
        else:
            claims.append(claim)

    def _parsed(self, line: str, kind: str) -> _Claim:
        told, bar, words = line.partition("|")
        match = _CLAIM.fullmatch(told.strip())
        if not bar or match is None:
            raise NotationError(f"not a claim: {line!r}")
        rest = f" {match['rest'].strip()} "
        of, chain, stance = None, "", "asserted"
        if part := re.search(r" of (\w+) $", rest):
            of, rest = part[1], rest[: part.start()] + " "
        if speaker := re.search(r" @(\w+) $", rest):
            chain, rest = speaker[1], rest[: speaker.start()] + " "
        if told_as := re.search(rf" ({'|'.join(STANCES)}) $", rest):
            stance, rest = told_as[1], rest[: told_as.start()] + " "
        field = match["field"]
        claim = {
            "field": field, "words": self._words(words), "value": _value(field, rest.strip(), kind),
            "stance": stance, "speakers": self._speakers(chain), "of": None,
        }  # fmt: skip
        if match["mark"] == "?":
            claim["optional"] = True
        return _Claim(match["mark"], match["label"], of, claim)

    def _words(self, words: str) -> list[Any]:
        occurrence = 1
        if match := _OCCURRENCE.search(words):
            occurrence, words = int(match[1]), words[: match.start()]
        words = words.strip()
        if not words or self._text.count(words) < occurrence:
            raise NotationError(f"not in the text {occurrence} times: {words!r}")
        return [words, occurrence]

    def _speakers(self, chain: str) -> list[str]:
        if chain and chain not in self._chains:
            raise NotationError(f"no chain of speakers @{chain}")
        publisher = (self._head or {}).get("publisher")
        return [*([publisher] if publisher else []), *self._chains.get(chain, [])]

    def done(self) -> dict[str, Any]:
        """The record. Raises NotationError where a part, link or kind is missing."""
        if self._head is None:
            raise NotationError("0: no head")
        names = [account["name"] for account, _ in self._accounts]
        for link in self._links:
            if not {link[0], link[2]} <= set(names):
                raise NotationError(f"0: a link of no account: {' '.join(link)}")
        accounts = [_resolved(account, claims) for account, claims in self._accounts]
        return {"head": self._head, "accounts": accounts, "links": self._links}


def _head(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3 or parts[2] not in ("en", "ko"):
        raise NotationError("a head is `head: publisher | day | en or ko`")
    publisher, published = (None if part == "-" else part for part in parts[:2])
    return {"publisher": publisher, "published": published, "language": parts[2]}


def _account(words: list[str]) -> dict[str, Any]:
    if len(words) not in (2, 3) or words[1] not in vocabulary().kind:
        raise NotationError(f"an account is `account NAME KIND [STAGE]`: {' '.join(words)}")
    stage = words[2] if len(words) == 3 else "accomplished"
    return {"name": words[0], "kind": words[1], "stage": _one_of("stage", stage, STAGES)}


def _link(words: list[str]) -> list[str]:
    if len(words) != 3:
        raise NotationError("a link is `link NAME RELATION NAME`")
    return words


def _one_of(what: str, word: str, allowed: Iterable[str]) -> str:
    if word not in allowed:
        raise NotationError(f"no {what} {word!r}")
    return word


def _value(field: str, told: str, kind: str) -> dict[str, Any]:
    if field in COUNTS:
        return _count(told)
    if field in PARTIES:
        return {"status": _one_of("status", told, STATUS)}
    if field == "period":
        days = told.split("..") if ".." in told else [told, told]
        if len(days) != 2 or not all(_DAY.fullmatch(day) for day in days):
            raise NotationError(f"no period {told!r}")
        return dict(zip(("earliest", "latest"), [None if d == "?" else d for d in days],
                        strict=True))  # fmt: skip
    if field == "place":
        if (match := _PLACE.fullmatch(told)) is None:
            raise NotationError(f'a place is `"Name" CC level`: {told!r}')
        country = None if match["country"] == "-" else match["country"]
        level = _one_of("level", match["level"], LEVELS)
        return {"name": match["name"], "country": country, "level": level}
    if field == "quantity":
        number, _, unit = told.partition(" ")
        unit, _, per = unit.partition(" per ")
        return {**_count(number), "unit": unit.strip() or None, "per": per.strip() or None}
    return _coded(field, told, kind)


def _coded(field: str, told: str, kind: str) -> dict[str, Any]:
    if field == "kind":
        return {"code": kind}
    if field == "stage":
        return {"code": _one_of("stage", told, STAGES)}
    if field == "means":
        return {"code": told or "other"}
    if field not in vocabulary().field:
        raise NotationError(f"no field {field!r}")
    if told:
        raise NotationError(f"{field} takes no value: {told!r}")
    return {}


def _count(told: str) -> dict[str, Any]:
    match = _COUNT.fullmatch(told)
    if match is None or not (match["low"] or match["high"]):
        raise NotationError(f"no count {told!r}")
    low = int(match["low"]) if match["low"] else None
    high = int(match["high"]) if match["high"] else None
    return {"low": low, "high": high if match["dots"] else low}


def _resolved(account: dict[str, Any], claims: list[_Claim]) -> dict[str, Any]:
    labels = {claim.label: number for number, claim in enumerate(claims) if claim.label}
    for claim in claims:
        if claim.of is not None:
            if claim.of not in labels:
                raise NotationError(f"0: no claim labelled {claim.of} in {account['name']}")
            claim.record["of"] = labels[claim.of]
            for other in claim.record.get("or", []):
                other["of"] = labels[claim.of]
        for one in [claim.record, *claim.record.get("or", [])]:
            if one["field"] in PARTIES:
                one["value"] = {"name": one["words"][0], **one["value"]}
    if not any(claim.record["field"] == "kind" for claim in claims):
        raise NotationError(f"0: account {account['name']} has no kind claim")
    return {**account, "claims": [claim.record for claim in claims]}


def span_of(text: str, words: list[Any]) -> Span:
    """Where `[words, occurrence]` stand in the text, the first occurrence being 1.

    Raises ValueError where they do not stand there so often.
    """
    start = -1
    for _ in range(words[1]):
        start = text.index(words[0], start + 1)
    return start, start + len(words[0])


def records_of(folder: Path) -> list[dict[str, Any]]:
    """Every report of a folder with its text and `id`, in the order of the names.

    Raises NotationError with the file and line of the first mistake.
    """
    found: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.reading")):
        text = path.with_suffix(".txt").read_text("utf-8")
        try:
            told = record(path.read_text("utf-8"), text)
        except NotationError as error:
            raise NotationError(f"{path.name}:{error}") from None
        found.append({**told, "id": path.stem, "text": text})
    return found


def main(folder: Path) -> int:
    """Name the first mistake of each file."""
    mistakes = good = claims = 0
    for path in sorted(folder.glob("*.reading")):
        try:
            told = record(path.read_text("utf-8"), path.with_suffix(".txt").read_text("utf-8"))
        except (NotationError, OSError) as error:
            mistakes += 1
            print(f"{path.name}:{error}")
            continue
        good += 1
        claims += sum(len(account["claims"]) for account in told["accounts"])
    print(f"{good} reports with {claims} claims; {mistakes} with mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python -m evals.gold.notation FOLDER")
    sys.exit(main(Path(sys.argv[1])))
