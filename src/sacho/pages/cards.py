"""An incident as a card: every field, every value, its words, who says them; none chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from sacho.model.claim import COUNT_FIELDS, Claim, Speaker
from sacho.model.incident import Incident
from sacho.model.plain import plain
from sacho.model.recorded import RecordedAccount, RecordedLink
from sacho.model.report import ReportRecord
from sacho.model.span import hull
from sacho.model.values import AnyValue, Count, Period, Place, exclude
from sacho.model.vocabulary import class_of, label
from sacho.pages.marking import Piece, pieces

ORDER = (
    "happenings", "period", "place", "killed", "injured", "missing", "detained", "abducted",
    "returned", "displaced", "victim", "harm", "perpetrator", "actor", "issuer", "addressee",
    "beneficiary", "means", "quantity", "instruction", "outcome", "reason", "target", "stage",
    "kind",
)  # fmt: skip
INVENTED = "INVENTED EXAMPLE"


class Shown(msgspec.Struct, frozen=True):
    """One claim as the page shows it: its value, its words in their sentence, its speakers."""

    claim: Claim
    value: str
    basis: str
    words: list[Piece]
    voices: list[tuple[str, str]]  # name, kind of speaker; outermost first
    report: str
    report_name: str
    parts: tuple[Shown, ...] = ()

    @property
    def sentence(self) -> str:
        """The words around the claim, with where they are marked."""
        return "|".join(p.text for p in self.words)


class Told(msgspec.Struct, frozen=True):
    """One value of a field, with every claim that says it: the same words of several reports
    (a copy's) are shown once."""

    value: str
    stance: str
    shown: list[tuple[Shown, list[Shown]]]  # the first, and those that repeat its words


class Row(msgspec.Struct, frozen=True):
    """One field of an incident: all its values side by side. `differ` where counts exclude each
    other."""

    field: str
    label: str
    told: list[Told]
    differ: bool


class Turn(msgspec.Struct, frozen=True):
    """How a telling changed, as found: `how` is a code of the vocabulary's `change`. `claim` denies
    or tells the later number, `before` told the earlier one; `words` are those of a report that
    says of itself that it corrects or withdraws an earlier one.
    """

    how: str
    report: str
    claim: str | None
    before: str | None
    words: str


class Turned(msgspec.Struct, frozen=True):
    """The same on a card, with the words that tell it."""

    how: str
    words: str
    report: str
    name: str
    now: tuple[Shown, ...]
    before: Shown | None


class Card(msgspec.Struct, frozen=True):
    """One incident on the page. `place`, `period` and `counts` are what its heading says."""

    incident: Incident
    kind: str
    place: str
    period: str
    counts: list[tuple[str, list[str], bool]]  # label, values, whether they exclude each other
    class_: str
    rows: list[Row]
    related: list[tuple[str, str, str]]
    invented: bool
    turns: list[Turned]


class Desk:
    """What cards are made from, looked up by id."""

    def __init__(
        self,
        accounts: Iterable[RecordedAccount],
        links: Iterable[RecordedLink],
        reports: Iterable[tuple[ReportRecord, str]],
        incidents: Iterable[Incident],
        turns: Mapping[str, tuple[Turn, ...]],
    ) -> None:
        self.turns = turns
        self.links = list(links)
        self.incidents = list(incidents)
        self.accounts = {a.account.id: a for a in accounts}
        listed = list(reports)
        self.names = {r.id: r.receipts[0].received_name for r, _ in listed}
        self.texts = {r.id: text for r, text in listed}

    @cached_property
    def holders(self) -> dict[str, Incident]:
        """The incident that holds each account."""
        return {account: i for i in self.incidents for account in i.accounts}

    def card(self, incident: Incident) -> Card:
        """The incident with all that its accounts claim."""
        group = [self.accounts[id_] for id_ in incident.accounts if id_ in self.accounts]
        rows = [row for field in ORDER if (row := self._row(field, group, incident))]
        counts = [
            (label("field", f), told, differ(f, incident))
            for f in COUNT_FIELDS
            if (told := values(f, incident))
        ]
        return Card(
            incident, label("kind", incident.kind), _first("place", incident),
            _first("period", incident), counts, class_of(incident.kind), rows,
            self._related(incident),
            any(INVENTED in self.texts.get(a.report, "") for a in group),
            self._turned(incident, group),
        )  # fmt: skip

    def _turned(self, incident: Incident, group: list[RecordedAccount]) -> list[Turned]:
        """What one sentence denies is one denial."""
        held = {c.id: (c, account) for account in group for c in account.account.claims}
        found: dict[object, Turned] = {}
        for number, turn in enumerate(self.turns.get(incident.id, ())):
            now, before = (
                self._shown(*held[id_]) if id_ in held else None
                for id_ in (turn.claim, turn.before)
            )
            key = (turn.report, now.sentence) if now and turn.how == "denies" else number
            if key in found and now:
                one = found[key]
                found[key] = msgspec.structs.replace(one, now=(*one.now, now))
            else:
                told = (now,) if now else ()
                name = self.names[turn.report]
                found[key] = Turned(turn.how, turn.words, turn.report, name, told, before)
        return list(found.values())

    def _row(self, field: str, group: list[RecordedAccount], incident: Incident) -> Row | None:
        shown = [
            self._shown(claim, account)
            for account in group
            for claim in account.account.claims
            if claim.field == field and claim.of is None
        ]
        if not shown:
            return None
        return Row(field, label("field", field), by_value(shown), differ(field, incident))

    def _shown(self, claim: Claim, account: RecordedAccount) -> Shown:
        parts = tuple(
            self._shown(part, account) for part in account.account.claims if part.of == claim.id
        )
        return Shown(
            claim, value_words(claim.value), basis(claim.value),
            pieces(self.texts[account.report], [claim], hull(claim.evidence)),
            voices(claim.speakers), account.report, self.names[account.report], parts,
        )  # fmt: skip

    def _related(self, incident: Incident) -> list[tuple[str, str, str]]:
        """(relation, other incident's id, its title) for every link that leaves or enters."""
        found: dict[tuple[str, str], str] = {}
        for link in self.links:
            a, b = self.holders.get(link.source), self.holders.get(link.target)
            if a is None or b is None or a is b:
                continue
            relation = label("relation", link.relation)
            if a is incident:
                found[(f"{relation}:", b.id)] = title(b)
            elif b is incident:
                found[(f"{relation} this:", a.id)] = title(a)
        return [(relation, id_, name) for (relation, id_), name in found.items()]


def by_value(shown: list[Shown]) -> list[Told]:
    """Claims gathered under their values; a copy's words stand once with all who print them."""
    grouped: dict[tuple[str, str], list[tuple[Shown, list[Shown]]]] = {}
    for one in shown:
        listed = grouped.setdefault((one.value, one.claim.stance), [])
        for number, (first, repeats) in enumerate(listed):
            if _same_words(first, one):
                more = [*repeats, one] if first.parts or not one.parts else [*repeats, first]
                listed[number] = (first if first.parts or not one.parts else one, more)
                break
        else:
            listed.append((one, []))
    return [Told(value, stance, listed) for (value, stance), listed in grouped.items()]


def _same_words(one: Shown, other: Shown) -> bool:
    """Whether one may stand for both: the same sentence, and no part that only one would show."""
    if one.sentence != other.sentence:
        return False
    if not one.parts or not other.parts:
        return True
    return len(one.parts) == len(other.parts) and all(
        a.value == b.value and _same_words(a, b)
        for a, b in zip(one.parts, other.parts, strict=True)
    )


def title(incident: Incident) -> str:
    """Kind, then the first told place and period, as one line."""
    told = (label("kind", incident.kind), _first("place", incident), _first("period", incident))
    return " · ".join(t for t in told if t)


def _first(field: str, incident: Incident) -> str:
    return next(iter(values(field, incident)), "")


def values(field: str, incident: Incident) -> list[str]:
    """Every value that is told of a field, each once."""
    return list(dict.fromkeys(value_words(v.value) for v in incident.voices if v.field == field))


def value_words(value: AnyValue) -> str:
    """A value as the page writes it: times after a space, never the letter T."""
    words = plain(value)
    return words.replace("T", " ") if isinstance(value, Period) else words


def voices(speakers: Iterable[Speaker]) -> list[tuple[str, str]]:
    """The chain of who says it, outermost first, each with its kind."""
    return [(s.name, "" if s.kind == "media" else label("speaker", s.kind)) for s in speakers]


def basis(value: AnyValue) -> str:
    """What a value stands on besides its own words; empty where they say it all."""
    if isinstance(value, Period):
        on = value.basis
        if on.table and not on.table.startswith("part_of_day/"):
            return f"from the table of named periods: {on.table}"
        return f"counted from {on.anchor.replace('T', ' ')}" if on.anchor else ""
    if isinstance(value, Place):
        own = _in_full(value.name, value.admin1, value.country)
        others = dict.fromkeys(_in_full(c.name, c.admin1, c.country) for c in value.candidates)
        told = [o for o in others if o != own]
        return f"could also be {'; '.join(told[:3])}" if told else ""
    return ""


def _in_full(*names: str | None) -> str:
    return ", ".join(dict.fromkeys(n for n in names if n))


def differ(field: str, incident: Incident) -> bool:
    """Whether two voices give values of a count that exclude each other."""
    counts = [v.value for v in incident.voices if v.field == field and isinstance(v.value, Count)]
    return any(exclude(a, b) for a in counts for b in counts)
