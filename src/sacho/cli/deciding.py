"""`sacho decide` and `sacho link`: people judge, and what follows is derived again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sacho.cli.options import PROJECT, FormatOption, Output, ProjectOption

if TYPE_CHECKING:
    from sacho.store.project import Project


def decide(
    verb: Annotated[
        str,
        typer.Argument(
            metavar="VERB",
            help="accept, refuse, correct, add, link, unlink, merge, split, same-origin, grade, "
            "retract.",
        ),
    ],
    ids: Annotated[list[str], typer.Argument(metavar="ID [ID]", help="What is judged.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decides.")] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    value: Annotated[
        str | None,
        typer.Option(metavar="VALUE", help="For correct, add (6, 6-7, 6+) and grade (count:B2)."),
    ] = None,
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
) -> None:
    """Record a judgement about exactly what is shown. Nothing is edited; `retract` takes it back.

    Examples:

      sacho decide accept claim:5b0c1d --by Han --reason "as the words say"

      sacho decide correct claim:5b0c1d --value 6-7 --by Han --reason "the text says six to seven"

      sacho decide merge account:3f9a2c account:77ab01 --by Han --reason "same night, same bridge"

      sacho decide retract decision:9d20fe --by Han --reason "wrong incident"
    """
    from sacho import pipeline
    from sacho.cli import printing
    from sacho.cli.judging import shown_for
    from sacho.review.decide import Answer, check, seen
    from sacho.store import decisions
    from sacho.store.project import open_project

    with open_project(project) as opened:
        answer = Answer(verb, _whole_ids(opened, verb, ids), by, reason, value)
        checked = check(answer)
        shown = shown_for(opened, answer)
        made = decisions.add(
            opened, checked, answer.about, (by, reason), seen(shown.record), shown.value
        )
        pipeline.link(opened)
    if output is Output.table:
        typer.echo(f"{made.id}  {made.verb} {' '.join(made.about)}")
        printing.note(f"Take it back with: sacho decide retract {made.id} --by NAME --reason TEXT")
    else:
        printing.rows(("id", "verb", "about", "by", "at", "reason"), [_row(made)], output)


def _row(made: object) -> dict[str, object]:
    import msgspec

    return msgspec.to_builtins(made)


def _whole_ids(project: Project, verb: str, told: list[str]) -> tuple[str, ...]:
    """Full ids from their beginnings; merge and split speak of incidents by any of their ids."""
    from sacho.store import finding, incidents

    if verb == "merge":
        return tuple(incidents.resolve(project, id_) for id_ in told)
    if verb == "split" and len(told) == 2:
        return incidents.resolve(project, told[0]), finding.resolve(project, told[1])[1]
    return tuple(finding.resolve(project, id_)[1] for id_ in told)


def link(
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the values compared for every join.")
    ] = False,
) -> None:
    """Derive the incidents again from all accounts and decisions.

    Example: sacho link --explain
    """
    from sacho import pipeline
    from sacho.cli import printing
    from sacho.store.project import open_project

    with open_project(project) as opened:
        found = pipeline.link(opened)
    joins = [join for incident in found for join in incident.joins]
    if not explain:
        accounts = sum(len(i.accounts) for i in found)
        printing.rows(
            ("incidents", "accounts", "joins"),
            [{"incidents": len(found), "accounts": accounts, "joins": len(joins)}],
            output,
        )
        return
    lines = [
        {
            "left": j.left, "right": j.right, "by": j.by, "sum": j.score, "field": c.field,
            "value_left": c.left, "value_right": c.right, "speaks": c.weight, "note": c.note,
        }
        for j in joins
        for c in j.compared
    ]  # fmt: skip
    columns = ("left", "right", "by", "sum", "field", "value_left", "value_right", "speaks", "note")
    printing.rows(columns, lines, output, "No two accounts were joined.")
