"""Claims and incidents as rows and lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sacho.model.account import Account, Reading
from sacho.model.claim import Claim, Speaker
from sacho.model.plain import plain
from sacho.model.vocabulary import label


def told_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """One row for each claim of a reading, in the order of its accounts."""
    for account in reading.accounts:
        for claim in account.claims:
            yield {
                "account": account.id,
                "kind": account.kind,
                "stage": account.stage,
                "claim": claim.id,
                "field": f"{claim.field} of {claim.of}" if claim.of else claim.field,
                "value": plain(claim.value),
                "written": claim.written,
                "stance": claim.stance,
                "speakers": voices(claim.speakers),
                "confidence": claim.confidence,
            }


def voices(speakers: Iterable[Speaker]) -> str:
    """The chain of who says it, outermost first."""
    return " > ".join(s.name for s in speakers)


def in_words(text: str, claim: Claim, width: int = 110) -> str:
    """The claim's words within their sentence, as «marked» words, cut to about `width`."""
    start, end = claim.spans[0]
    left, right = claim.evidence[0] if claim.evidence else (start, end)
    left = max(left, start - width // 2)
    right = min(right, max(end, start + width // 2))
    before = ("… " if left > claim.evidence[0][0] else "") + text[left:start]
    after = text[end:right] + (" …" if right < claim.evidence[0][1] else "")
    return " ".join(f"{before}«{text[start:end]}»{after}".split())


def parts_first(claims: Sequence[Claim]) -> list[tuple[int, Claim]]:
    """Claims with their depth: each whole followed by its parts."""
    children: dict[str | None, list[Claim]] = {}
    ids = {c.id for c in claims}
    for claim in claims:
        children.setdefault(claim.of if claim.of in ids else None, []).append(claim)

    def under(parent: str | None, depth: int) -> Iterator[tuple[int, Claim]]:
        for claim in children.get(parent, ()):
            yield depth, claim
            yield from under(claim.id, depth + 1)

    return list(under(None, 0))


def claim_lines(claim: Claim, text: str, name: str, indent: str) -> Iterator[str]:
    """A claim's value, stance, words and speakers in two lines."""
    field = f"{label('field', claim.field)}: " if claim.of else ""
    stance = "" if claim.stance == "asserted" else f" [{claim.stance}]"
    yield f"{indent}{field}{plain(claim.value)}{stance}"
    yield f"{indent}  {in_words(text, claim)}"
    yield f"{indent}  — {voices(claim.speakers) or 'the report itself'} ({name})"


def account_lines(account: Account, text: str, name: str) -> Iterator[str]:
    """One account of a reading: its kind and stage, then each claim below its whole."""
    yield f"{label('kind', account.kind).upper()}, {label('stage', account.stage)}  {account.id}"
    for depth, claim in parts_first(account.claims):
        if claim.field == "kind":  # the heading says it
            continue
        indent = "  " + "  " * depth
        named = f"{label('field', claim.field)}: " if claim.of is None else ""
        first, *rest = claim_lines(claim, text, name, indent)
        yield indent + named + first.removeprefix(indent)
        yield from rest
