"""What applying a rule set gives: lines of cells, and everything that it left out, with reasons."""

from __future__ import annotations

import msgspec

CellValue = str | int | float | None


class Cell(msgspec.Struct, frozen=True):
    """One value of a line. `rule` says how it was chosen, `claims` from which claims: a number
    leads back to its words. `value` None: not known; `written` is how the set writes it.
    """

    column: str
    value: CellValue
    written: str
    rule: str
    claims: tuple[str, ...] = ()


class Grade(msgspec.Struct, frozen=True):
    """How far one thing is believed: `happened`, `count` or `attribution`, never averaged.

    Admiralty: `reliability` A-F of who says it and `credibility` 1-6 of what is said are a person's
    judgements; F and 6 mean that nobody judged. `origins_for` and `origins_against` are counted.
    """

    about: str
    reliability: str
    credibility: str
    origins_for: tuple[str, ...]
    origins_against: tuple[str, ...]


class Note(msgspec.Struct, frozen=True):
    """How the telling turned, or what a person decided."""

    kind: str
    text: str
    claims: tuple[str, ...] = ()


class LeftOut(msgspec.Struct, frozen=True):
    """What a rule left out, by the rule's name and reason: a claim, or with none the incident."""

    incident: str
    rule: str
    reason: str
    claim: str | None = None


class Line(msgspec.Struct, frozen=True):
    """One incident as the rule set writes it."""

    incident: str
    kind: str
    cells: tuple[Cell, ...]
    grades: tuple[Grade, ...]
    notes: tuple[Note, ...]

    def value(self, column: str) -> CellValue:
        """The value of a column. Raises KeyError."""
        for cell in self.cells:
            if cell.column == column:
                return cell.value
        raise KeyError(column)


class Ruling(msgspec.Struct, frozen=True):
    """All lines by one rule set. `disclaimer` stands on everything that is made of it."""

    rules: str
    version: int
    title: str
    disclaimer: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
