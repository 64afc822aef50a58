"""`sacho demo`: the bundled invented reports, recorded, shown and drawn."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from sacho.cli.options import QuietOption

DEMO = Path("sacho-demo")
PAGE = "incidents.html"


def demo(
    project: Annotated[
        Path, typer.Option("--project", metavar="DIR", help="A new folder for the demonstration.")
    ] = DEMO,
    quiet: QuietOption = False,
) -> None:
    """Record the bundled invented reports, print their incidents, and write a page to open.

    A folder that an earlier demonstration made is made anew; any other folder that is not empty
    is refused (exit 2).

    Example: sacho demo --project /tmp/try-sacho
    """
    from sacho import pipeline
    from sacho.bundled import arrivals, described
    from sacho.cli import printing
    from sacho.cli.recording import watch
    from sacho.cli.showing import incident_lines
    from sacho.model.vocabulary import class_of
    from sacho.pages.page import page
    from sacho.store.project import open_project

    _clear(project)
    with open_project(project, create=True, made_by="demo") as opened:
        bundled = list(arrivals())
        # The bundled reports are ours: no walls are needed against them.
        recorded = pipeline.record(opened, bundled, without_sandbox=True)
        outcomes = list(watch(recorded, len(bundled), quiet))
        source = pipeline.page_source(opened, "Invented border reports", described())
    written = project / PAGE
    written.write_text(page(source), encoding="utf-8")
    by_id = {a.account.id: a for a in source.accounts}
    texts = {r.id: (r.receipts[0].received_name, text) for r, text, _ in source.reports}
    if not quiet:
        typer.echo(f"INVENTED EXAMPLE: {described()}\n")
        for incident in source.incidents:
            if class_of(incident.kind) in ("harm", "circumstance"):
                group = [by_id[a] for a in incident.accounts]
                for line in incident_lines(incident, group, texts):
                    typer.echo(printing.safe(line))
                typer.echo("")
    unread = [o for o in outcomes if not o.read]
    typer.echo(
        f"{len(outcomes)} reports recorded, {len(source.incidents)} incidents, "
        f"{sum(len(a.account.claims) for a in source.accounts)} claims"
        + (f", {len(unread)} reports not read" if unread else "")
    )
    typer.echo(f"Open {written.resolve().as_uri()}")
    typer.echo(f"Look further: sacho incidents --project {project}")


def _clear(project: Path) -> None:
    """Make room: only a folder that an earlier demonstration made, and nothing else, may go."""
    from sacho.errors import ProjectError
    from sacho.store.project import made_by

    if not project.exists() or (project.is_dir() and not any(project.iterdir())):
        return
    if not project.is_dir() or made_by(project) != "demo":
        raise ProjectError(
            f"{project} holds something that `sacho demo` did not make.",
            "Name a new folder with --project.",
        )
    for name in ("sacho.db", "sacho.db-wal", "sacho.db-shm", "searches.json", PAGE):
        (project / name).unlink(missing_ok=True)
    shutil.rmtree(project / "originals", ignore_errors=True)
