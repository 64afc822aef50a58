"""Two readings of one text become one gold: what both marked is wanted, what one marked may be.

    python -m evals.gold.consensus FOLDER_A FOLDER_B REPORTS     writes REPORTS/NAME.json

1. accounts are paired by kind and by overlapping words of their kind claims, each once
2. a claim of A that B marked too, in a paired account with words that overlap, stays as it is;
   where B chose other words or another value, B's claim is another right answer
3. a claim that only one marked is optional: a reader need not give it, and may
4. an account that only one marked is optional as a whole
This is no adjudication by a third person: it asks of a reader what two people saw apart from each
other, and holds nothing against it that one of them saw.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from evals.gold.notation import NotationError, record, span_of
from sacho.model.span import Span, overlaps

Claim = dict[str, Any]
Account = dict[str, Any]


def agreed(one: dict[str, Any], other: dict[str, Any], text: str) -> dict[str, Any]:
    """The record of both. Head and links are those of the first."""
    free = list(other["accounts"])
    accounts: list[Account] = []
    for account in one["accounts"]:
        paired = next((b for b in free if _same_act(account, b, text)), None)
        if paired is None:
            accounts.append(_all_optional(account))
            continue
        free.remove(paired)
        accounts.append(_joined(account, paired, text))
    accounts += [_all_optional({**account, "name": f"{account['name']}_b"}) for account in free]
    names = {account["name"] for account in accounts}
    links = [link for link in one["links"] if link[0] in names and link[2] in names]
    return {**one, "accounts": accounts, "links": links}


def _same_act(one: Account, other: Account, text: str) -> bool:
    if one["kind"] != other["kind"]:
        return False
    return any(
        overlaps(span, their)
        for span in _spans(one, "kind", text)
        for their in _spans(other, "kind", text)
    )


def _spans(account: Account, field: str, text: str) -> list[Span]:
    return [
        span_of(text, one["words"])
        for claim in account["claims"]
        for one in [claim, *claim.get("or", [])]
        if one["field"] == field
    ]


def _joined(one: Account, other: Account, text: str) -> Account:
    """The claims of A with B's as other answers; then those that B alone marked, without parts:
    their wholes may be other claims here.
    """
    claims: list[Claim] = []
    met: set[int] = set()
    for claim in one["claims"]:
        theirs = [
            (n, b) for n, b in enumerate(other["claims"])
            if n not in met and b["field"] == claim["field"] and _touch(claim, b, text)
        ]  # fmt: skip
        if not theirs:
            claims.append({**claim, "optional": True})
            continue
        number, their = theirs[0]
        met.add(number)
        claims.append(_with_answer(claim, their))
    claims += [
        {**claim, "optional": True}
        for n, claim in enumerate(other["claims"])
        if n not in met and claim["of"] is None
    ]
    return {**one, "claims": claims}


def _touch(one: Claim, other: Claim, text: str) -> bool:
    return any(
        overlaps(span_of(text, a["words"]), span_of(text, b["words"]))
        for a in [one, *one.get("or", [])]
        for b in [other, *other.get("or", [])]
    )


def _with_answer(mine: Claim, their: Claim) -> Claim:
    """A's claim; B's choice beside it where it differs. Optional only where both say so."""
    made = {key: value for key, value in mine.items() if key not in ("optional", "or")}
    answers = [*mine.get("or", [])]
    for other in [their, *their.get("or", [])]:
        told = {**other, "of": mine["of"]}
        told = {k: v for k, v in told.items() if k not in ("optional", "or")}
        same = any(_alike(told, known) for known in [mine, *answers])
        if not same:
            answers.append(told)
    if answers:
        made["or"] = answers
    if mine.get("optional") and their.get("optional"):
        made["optional"] = True
    return made


def _alike(one: Claim, other: Claim) -> bool:
    keys = ("field", "words", "value", "speakers")
    return all(one[key] == other[key] for key in keys)


def _all_optional(account: Account) -> Account:
    return {**account, "claims": [{**claim, "optional": True} for claim in account["claims"]]}


def main(left: Path, right: Path, reports: Path) -> int:
    """Write the gold of every text that both have read."""
    written = 0
    for path in sorted(left.glob("*.reading")):
        other = right / path.name
        target = reports / path.with_suffix(".json").name
        if not other.is_file():
            continue
        words = target.with_suffix(".txt").read_text("utf-8")
        try:
            one, two = (record(p.read_text("utf-8"), words) for p in (path, other))
        except NotationError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        made = agreed(one, two, words)
        target.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
        written += 1
    print(f"{written} texts")
    return 0 if written else 1


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("python -m evals.gold.consensus FOLDER_A FOLDER_B REPORTS")
    sys.exit(main(*(Path(one) for one in sys.argv[1:])))
