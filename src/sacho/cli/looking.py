"""The verbs that only look: reports, incidents, show, search, problems, explain, origins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sacho.cli.options import PROJECT, FormatOption, Output, ProjectOption

if TYPE_CHECKING:
    from sacho.model.incident import Incident

CLASSES = ("harm", "circumstance", "authority", "response")
IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="An id or its beginning (6 characters or more).")
]


def reports(project: ProjectOption = PROJECT, output: FormatOption = Output.table) -> None:
    """List the reports: when and how each came in, its format, language and date.

    Example: sacho reports --format csv > reports.csv
    """
    from sacho.cli import printing
    from sacho.store import reports as kept
    from sacho.store.project import open_project

    with open_project(project) as opened:
        listed = kept.list_all(opened)
    columns = (
        "id", "received_name", "received_at", "how", "format", "language", "published",
        "handling", "texts",
    )  # fmt: skip
    found = [
        {
            "id": r.id,
            "received_name": r.receipts[0].received_name,
            "received_at": r.receipts[0].received_at,
            "how": r.receipts[0].how,
            "format": r.format,
            "language": r.metadata.language,
            "published": r.metadata.published,
            "handling": r.handling,
            "texts": list(r.texts),
        }
        for r in listed
    ]
    printing.rows(columns, found, output, "No reports yet: `sacho record FOLDER`.")


def incidents(
    project: ProjectOption = PROJECT,
    output: FormatOption = Output.table,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only this kind, such as shooting."),
    ] = None,
    rules: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="As a rule set writes them; `list` names the sets."),
    ] = None,
) -> None:
    """List the incidents with every count that is told and how many origins stand behind.

    Example: sacho incidents --kind shooting --format json

    Example: sacho incidents --rules ucdp-like --format csv
    """
    from sacho import pipeline
    from sacho.cli import printing, ruling
    from sacho.model.vocabulary import class_of
    from sacho.store import incidents as kept
    from sacho.store.project import open_project

    if rules == ruling.LIST:
        ruling.print_rule_sets(output)
        return
    with open_project(project) as opened:
        pipeline.up_to_date(opened)
        if rules is not None:
            ruling.print_ruling(opened, rules, output)
            return
        listed = [i for i in kept.list_all(opened) if kind in (None, i.kind)]
    listed.sort(key=lambda i: CLASSES.index(class_of(i.kind)))
    columns = ("id", "kind", "period", "place", "counts", "reports", "origins")
    printing.rows(
        columns, [incident_row(i) for i in listed], output, "No incidents: nothing told any yet."
    )


def incident_row(incident: Incident) -> dict[str, object]:
    """One line of an incident: all values of a field side by side, none chosen."""
    from sacho.model.claim import COUNT_FIELDS
    from sacho.model.plain import plain

    def told(field: str) -> list[str]:
        return [plain(v.value) for v in incident.voices if v.field == field]

    counts = {f: told(f) for f in COUNT_FIELDS if told(f)}
    return {
        "id": incident.id,
        "kind": incident.kind,
        "period": told("period"),
        "place": told("place"),
        "counts": [f"{field} {' | '.join(values)}" for field, values in counts.items()],
        "reports": len(incident.reports),
        "origins": len(incident.origins),
        "accounts": list(incident.accounts),
    }


def show(
    id_: IdArgument, project: ProjectOption = PROJECT, output: FormatOption = Output.table
) -> None:
    """Show an incident, report, account, claim or decision with its words and speakers.

    Example: sacho show 3f9a2c
    """
    from sacho import pipeline
    from sacho.cli import printing
    from sacho.cli.showing import showing
    from sacho.store.project import open_project

    with open_project(project) as opened:
        pipeline.up_to_date(opened)
        shown = showing(opened, id_)
    if output is Output.json:
        printing.as_json(shown.record)
    elif output is Output.csv:
        printing.rows(shown.columns, shown.rows, output)
    else:
        for line in shown.lines:
            typer.echo(printing.safe(line))


def problems(project: ProjectOption = PROJECT, output: FormatOption = Output.table) -> None:
    """List what could not be read or resolved, and what to do about it.

    Example: sacho problems --format json
    """
    from sacho.cli import printing
    from sacho.store import problems as kept
    from sacho.store import reports as kept_reports
    from sacho.store.project import open_project

    with open_project(project) as opened:
        names = {r.id: r.receipts[0].received_name for r in kept_reports.list_all(opened)}
        listed = kept.list_all(opened)
    columns = ("id", "code", "message", "report", "received_name", "spans", "at")
    found = [
        {
            "id": p.id,
            "code": p.code,
            "message": p.message,
            "report": p.report,
            "received_name": names.get(p.report or ""),
            "spans": [list(s) for s in p.spans],
            "at": p.at,
        }
        for p in listed
    ]
    printing.rows(columns, found, output, "No problems.")


def explain(
    id_: IdArgument, project: ProjectOption = PROJECT, output: FormatOption = Output.table
) -> None:
    """Say why a claim was read: its words, the rule, the speakers, the basis of its value.

    Example: sacho explain claim:5b0c1d
    """
    from sacho.cli import printing
    from sacho.cli.showing import explaining
    from sacho.store.project import open_project

    with open_project(project) as opened:
        shown = explaining(opened, id_)
    if output is Output.table:
        for line in shown.lines:
            typer.echo(printing.safe(line))
    elif output is Output.json:
        printing.as_json(shown.record)
    else:
        printing.rows(shown.columns, shown.rows, output)


def origins(project: ProjectOption = PROJECT, output: FormatOption = Output.table) -> None:
    """List which reports are one telling: copies and edits. Corroboration counts origins.

    Example: sacho origins
    """
    from sacho import pipeline
    from sacho.cli import printing
    from sacho.store import incidents as kept
    from sacho.store import reports as kept_reports
    from sacho.store.project import open_project

    with open_project(project) as opened:
        pipeline.up_to_date(opened)
        names = {r.id: r.receipts[0].received_name for r in kept_reports.list_all(opened)}
        listed = kept.origins(opened)
    found = [
        {
            "origin": o.id,
            "reports": list(o.reports),
            "received_names": [names[r] for r in o.reports],
            "why": list(o.why),
        }
        for o in listed
    ]
    printing.rows(("origin", "received_names", "why"), found, output, "No reports yet.")
