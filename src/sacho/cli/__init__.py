"""The command line: one verb per stage. Thin: parse, call the pipeline or the store, print."""

from __future__ import annotations


def main() -> None:
    """Run the command line; every failure becomes one clear message and an exit code."""
    from sacho.cli.app import run

    run()
