"""`sacho decide` and `sacho link`: people judge, and what follows is derived again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sacho.cli.options import PROJECT, FormatOption, Output, ProjectOption

if TYPE_CHECKING:
    from sacho.model.decision import Decision
    from sacho.review.adding import Given
    from sacho.review.decide import Answer
    from sacho.store.project import Project


EXAMPLES = """Examples:

  sacho decide accept claim:5b0c1d --by Han --reason "as the words say"

  sacho decide correct claim:5b0c1d --value 6-7 --by Han --reason "the text says six to seven"

  sacho decide merge account:3f9a2c account:77ab01 --by Han --reason "same night, same bridge"

  sacho decide add account:3f9a2c --field killed --words "three people" --value 3 --by Han
  --reason "the reader missed it"

  sacho decide add sha256:77ab01 --kind shooting --words "opened fire" --by Han --reason "missed"

  sacho decide move claim:5b0c1d account:77ab01 --by Han --reason "told of the other night"

  sacho decide divide account:3f9a2c claim:5b0c1d --by Han --reason "two shootings, not one"

  sacho decide mend sha256:77ab01 --published 2031-05-04 --by Han --reason "on the paper copy"

  sacho decide retract decision:9d20fe --by Han --reason "wrong incident"
"""


def decide(
    verb: Annotated[
        str,
        typer.Argument(
            metavar="VERB",
            help="accept, refuse, correct, add, move, divide, link, unlink, merge, split, "
            "same-origin, grade, mend, retract.",
        ),
    ],
    ids: Annotated[list[str], typer.Argument(metavar="ID [ID …]", help="What is judged.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decides.")] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    value: Annotated[
        str | None,
        typer.Option(metavar="VALUE", help="For correct, add (6, 6-7, 6+) and grade (count:B2)."),
    ] = None,
    words: Annotated[
        str | None, typer.Option(metavar="TEXT", help="For add: the words, as they stand.")
    ] = None,
    occurrence: Annotated[
        int | None, typer.Option(metavar="N", help="For add: which of several, from 1.")
    ] = None,
    field: Annotated[str | None, typer.Option(metavar="FIELD", help="For add: killed, …")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="For add: a new account of this kind.")
    ] = None,
    stance: Annotated[str, typer.Option(metavar="STANCE", help="For add.")] = "asserted",
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="For add: who says it.")
    ] = None,
    speaker_kind: Annotated[
        str, typer.Option(metavar="KIND", help="For add: witness, official, media …")
    ] = "anonymous",
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="For mend: the outlet, or unknown.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="For mend: the day, or unknown.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="LANG", help="For mend: en, ko or unknown.")
    ] = None,
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
) -> None:
    """Record a judgement about exactly what is shown. Nothing is edited; `retract` takes it back."""
    from sacho import pipeline
    from sacho.review.decide import Answer
    from sacho.store.project import open_project

    with open_project(project) as opened:
        if verb == "add":
            given = _given(words, occurrence, (field, value, kind), stance, (speaker, speaker_kind))
            made = _added(opened, ids, given, (by, reason))
        else:
            head = {"publisher": publisher, "published": published, "language": language}
            made = _decided(opened, Answer(verb, tuple(ids), by, reason, value), head)
        pipeline.link_new(opened)
    _print(made, output)


decide.__doc__ = f"{decide.__doc__}\n\n{EXAMPLES}"


def _added(project: Project, ids: list[str], given: Given, judged: tuple[str, str]) -> Decision:
    """A claim or an account added by its words."""
    from sacho.cli.judging import add_by_hand
    from sacho.errors import UsageError

    if len(ids) != 1:
        raise UsageError("`add` takes one report or account.")
    return add_by_hand(project, ids[0], given, judged)


def _print(made: Decision, output: Output) -> None:
    """The decision, and how it is taken back."""
    from sacho.cli import printing

    if output is Output.table:
        typer.echo(f"{made.id}  {made.verb} {' '.join(made.about)}")
        printing.note(f"Take it back with: sacho decide retract {made.id} --by NAME --reason TEXT")
    else:
        printing.rows(("id", "verb", "about", "by", "at", "reason"), [_row(made)], output)


def _decided(project: Project, answer: Answer, head: dict[str, str | None]) -> Decision:
    """Any decision but one that adds; `head` is what was typed of a report that is mended."""
    import msgspec

    from sacho.cli.judging import mend, move, shown_for
    from sacho.pipeline import read_mended
    from sacho.review.decide import SEVERAL, check, seen
    from sacho.store import decisions

    judged = (answer.by, answer.reason)
    if answer.verb in SEVERAL or answer.verb == "mend":
        check(answer)
        if answer.verb == "mend":
            return mend(project, list(answer.about), head, judged)
        return move(project, answer.verb, answer.about, judged)
    about = _whole_ids(project, answer.verb, list(answer.about))
    answer = msgspec.structs.replace(answer, about=about)
    verb = check(answer)
    shown = shown_for(project, answer)
    made = decisions.add(project, verb, about, judged, seen(shown.record), shown.value)
    if verb == "retract":
        read_mended(project)
    return made


def _given(
    words: str | None, occurrence: int | None, told: tuple[str | None, str | None, str | None],
    stance: str, speaker: tuple[str | None, str],
) -> Given:  # fmt: skip
    import msgspec

    from sacho.errors import UsageError
    from sacho.model.claim import Speaker
    from sacho.review.adding import Given, stance_of

    field, value, kind = told
    said = None
    if speaker[0]:
        try:
            said = msgspec.convert({"name": speaker[0], "kind": speaker[1]}, Speaker)
        except msgspec.ValidationError:
            raise UsageError(f"There is no kind of speaker `{speaker[1]}`.") from None
    return Given(words or "", occurrence, field, value, kind, stance_of(stance), said)


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
