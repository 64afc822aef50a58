"""How far two annotators agree who marked the same texts apart.

    python -m evals.gold.agreement FOLDER_A FOLDER_B [TEXTS]

FOLDER_A and FOLDER_B hold `NAME.reading` files; the texts `NAME.txt` lie beside them, or in TEXTS.
1. Words: for each field, every word of every text is inside or outside a span of that field; the
   agreement on that is Krippendorff's alpha (nominal, two annotators; Krippendorff 2019, ch. 12).
   Optional claims and other right answers count as inside where the other marked them too, and as
   nothing otherwise.
2. Values, stance, speakers: of claims of one field whose words overlap, the share that agree.
Not measured: whether two claims were put into the same account, beyond their kind.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec

from evals.gold.notation import NotationError, record, span_of
from sacho.model.span import Span, overlaps

_WORD = re.compile(r"\S+")

Claim = dict[str, Any]


class Coincidence(msgspec.Struct):
    """Words both marked, one marked, none marked."""

    both: int = 0
    one: int = 0
    none: int = 0

    @property
    def alpha(self) -> float:
        """1 is full agreement, 0 that of chance; 1 where nobody marked anything."""
        values = 2 * (self.both + self.one + self.none)
        inside = 2 * self.both + self.one
        expected = 2 * inside * (values - inside) / ((values - 1) or 1)
        return 1 - 2 * self.one / expected if expected else 1.0


class Shared(msgspec.Struct):
    """Claims that both have, and of these how many agree in value, stance and speakers."""

    claims: int = 0
    value: int = 0
    stance: int = 0
    speakers: int = 0


class Agreement(msgspec.Struct):
    """Over all texts, by field."""

    words: defaultdict[str, Coincidence] = msgspec.field(
        default_factory=lambda: defaultdict(Coincidence)
    )
    claims: defaultdict[str, Shared] = msgspec.field(default_factory=lambda: defaultdict(Shared))
    texts: int = 0


def spans_of(told: dict[str, Any], text: str) -> dict[str, list[tuple[Span, Claim]]]:
    """The claims of a reading by field, other right answers included, each with its span."""
    found: dict[str, list[tuple[Span, Claim]]] = defaultdict(list)
    for account in told["accounts"]:
        for claim in account["claims"]:
            for number, one in enumerate([claim, *claim.get("or", [])]):
                loose = number > 0 or bool(claim.get("optional"))
                found[one["field"]].append((span_of(text, one["words"]), {**one, "loose": loose}))
    return found


def compare(one: dict[str, Any], other: dict[str, Any], text: str, into: Agreement) -> None:
    """Add one text that both have read."""
    into.texts += 1
    left, right = spans_of(one, text), spans_of(other, text)
    for field in left.keys() | right.keys():
        _count_words(left[field], right[field], text, into.words[field])
        _count_claims(left[field], right[field], into.claims[field])
    quiet = len(_WORD.findall(text))
    for field in into.words.keys() - (left.keys() | right.keys()):
        into.words[field].none += quiet


def _count_words(
    left: list[tuple[Span, Claim]], right: list[tuple[Span, Claim]], text: str, into: Coincidence
) -> None:
    for match in _WORD.finditer(text):
        mine, theirs = _inside(match.span(), left), _inside(match.span(), right)
        if mine is None and theirs is None:
            into.none += 1
        elif mine is not None and theirs is not None:
            into.both += 1
        elif mine or theirs:  # marked firmly by one, not at all by the other
            into.one += 1


def _inside(word: Span, claims: list[tuple[Span, Claim]]) -> bool | None:
    """True in a firm claim, False only in a loose one, None in none."""
    held = [claim["loose"] for span, claim in claims if overlaps(span, word)]
    return None if not held else not all(held)


def _count_claims(
    left: list[tuple[Span, Claim]], right: list[tuple[Span, Claim]], into: Shared
) -> None:
    firm = [pair for pair in left if not pair[1]["loose"]]
    for span, claim in firm:
        beside = [c for s, c in right if overlaps(s, span)]
        if not beside:
            continue
        into.claims += 1
        into.value += any(c["value"] == claim["value"] or _same(c, claim) for c in beside)
        into.stance += any(c["stance"] == claim["stance"] for c in beside)
        into.speakers += any(c["speakers"] == claim["speakers"] for c in beside)


def _same(one: Claim, other: Claim) -> bool:
    """Parties and places differ in their written name as soon as one span is longer."""
    keys = {"party": ("status",), "place": ("country", "level")}
    kind = "place" if one["field"] == "place" else "party"
    wanted = keys[kind]
    return all(k in one["value"] and one["value"][k] == other["value"].get(k) for k in wanted)


def table(found: Agreement) -> str:
    """One row a field, the most marked first."""
    rows = [f"{'field':14} {'alpha':>6} {'words':>6} {'claims':>6} {'value':>6} {'stance':>6} "
            f"{'speakers':>8}"]  # fmt: skip
    for field in sorted(found.words, key=lambda f: -found.words[f].both):
        words, claims = found.words[field], found.claims[field]
        n = claims.claims or 1
        rows.append(
            f"{field:14} {words.alpha:6.2f} {words.both + words.one:6} {claims.claims:6} "
            f"{claims.value / n:6.2f} {claims.stance / n:6.2f} {claims.speakers / n:8.2f}"
        )
    return "\n".join(rows)


def main(left: Path, right: Path, texts: Path) -> int:
    """Compare every text that both folders have read."""
    found = Agreement()
    for path in sorted(left.glob("*.reading")):
        other = right / path.name
        if not other.is_file():
            continue
        text = (texts / path.with_suffix(".txt").name).read_text("utf-8")
        try:
            one, two = (record(p.read_text("utf-8"), text) for p in (path, other))
        except NotationError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        compare(one, two, text, found)
    print(f"{found.texts} texts\n{table(found)}")
    return 0 if found.texts else 1


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("python -m evals.gold.agreement FOLDER_A FOLDER_B [TEXTS]")
    folders = [Path(one) for one in sys.argv[1:]]
    sys.exit(main(folders[0], folders[1], folders[-1] if len(folders) == 3 else folders[0]))
