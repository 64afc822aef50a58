"""`sacho incidents --rules`: the incidents as one rule set writes them, and what it left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sacho.cli import printing
from sacho.cli.options import Output

if TYPE_CHECKING:
    from sacho.rules.line import Ruling
    from sacho.store.project import Project

LIST = "list"


def print_rule_sets(output: Output) -> None:
    """Every rule set by name, with what it takes in and whose it is not."""
    from sacho.rules.rule_set import names, rule_set

    sets = [rule_set(name) for name in names()]
    found = [
        {"name": s.name, "version": s.version, "about": s.about, "disclaimer": s.disclaimer,
         "conditions": [i.name for i in s.include], "columns": [c.name for c in s.column]}
        for s in sets
    ]  # fmt: skip
    printing.rows(("name", "about", "disclaimer"), found, output)


def print_ruling(project: Project, rules: str, output: Output) -> None:
    """The lines on standard output; for tables and CSV what was left out goes to standard error."""
    from sacho.pipeline import ruling

    made = ruling(project, rules)
    if output is Output.json:
        printing.as_json(made)
        return
    found = [{c.column: c.written for c in line.cells} for line in made.lines]
    printing.rows(made.columns, found, output, "The rule set takes in none of the incidents.")
    printing.note(made.disclaimer)
    _grades(made)
    for left in made.left_out:
        what = printing.short(left.claim or left.incident)
        noun = "claim" if left.claim else "incident"
        printing.note(f"left out  {noun} {what}  {left.rule}: {left.reason}")


def _grades(made: Ruling) -> None:
    for line in made.lines:
        told = "; ".join(
            f"{g.about} {g.reliability}/{g.credibility}, origins {len(g.origins_for)} for, "
            f"{len(g.origins_against)} against"
            for g in line.grades
        )
        printing.note(f"grades    {printing.short(line.incident)}  {told}")
