"""The verbs and what they share: examples in help, exit codes, no traceback ever.

Nothing heavy is imported here: `sacho --help` must answer at once on a slow laptop.
"""

from __future__ import annotations

import os
import sys

import typer

from sacho.cli import (
    custody,
    deciding,
    demo,
    doctor,
    keeping,
    keyholding,
    launching,
    looking,
    reading,
    recording,
    sealing,
    searching,
    serving,
)
from sacho.errors import SachoError

app = typer.Typer(
    name="sacho",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=(
        "Turn reports into incident records in which every value answers: in which words? "
        "and according to whom?\n\nStart with `sacho demo`, or `sacho record FOLDER`."
    ),
    epilog=(
        "Exit codes: 0 done; 1 done, but a report could not be read; 2 wrong use; "
        "3 evidence does not verify; 4 refused for safety."
    ),
)

app.command("record")(recording.record)
app.command("read")(reading.read)
app.command("reports")(looking.reports)
app.command("incidents")(looking.incidents)
app.command("show")(looking.show)
app.command("search")(searching.search)
app.command("problems")(looking.problems)
app.command("explain")(looking.explain)
app.command("link")(deciding.link)
app.command("origins")(looking.origins)
app.command("decide")(deciding.decide)
app.command("rebuild")(keeping.rebuild)
app.command("verify")(keeping.verify)
app.command("erase")(keeping.erase)
app.command("checkpoint")(custody.checkpoint)
app.command("stamp")(custody.stamp)
app.command("backup")(custody.backup)
app.command("restore")(custody.restore)
app.command("bundle")(custody.bundle)
app.command("open")(sealing.open_sealed)
app.add_typer(keyholding.keys_app, name="keys")
app.add_typer(sealing.source_app, name="source")
app.command("doctor")(doctor.doctor)
app.command("demo")(demo.demo)
app.command("serve")(serving.serve)
app.command("launcher")(launching.launcher)


def run() -> None:
    """Run one command and leave with its exit code."""
    try:
        app(standalone_mode=True)
    except SachoError as error:
        sys.stderr.write(f"sacho: {error.message}\n")
        if error.next_step:
            sys.stderr.write(f"       {error.next_step}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output went away (`sacho reports | head`): no fault of anyone.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("\nsacho: stopped. What was accepted before is kept.\n")
        sys.exit(130)
    except Exception as error:
        if os.environ.get("SACHO_TRACEBACK"):
            raise
        sys.stderr.write(
            f"sacho: this should not have happened ({type(error).__name__}).\n"
            "       What was accepted before is kept. Please report it; "
            "SACHO_TRACEBACK=1 shows where it happened.\n"
        )
        sys.exit(2)
