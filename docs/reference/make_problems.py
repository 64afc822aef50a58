"""Writes `problems.md` beside this file: `python docs/reference/make_problems.py`."""

from __future__ import annotations

from pathlib import Path

from sacho.ingest.problems import MESSAGES as INGEST
from sacho.read.periods import MESSAGES as PERIODS
from sacho.read.play import taken_for_play

PAGE = Path(__file__).with_name("problems.md")
INTRO = """\
# Every problem, and what to do next

Made from the program's messages by `python docs/reference/make_problems.py`.

A problem is a record, not a failure: the report is kept, and exit codes speak only of reports that \
could not be read (1). `sacho problems` lists them with the words that they are about.
A message never holds words of a report, because it may end in a log.
"""
OTHERS = {
    taken_for_play().code: taken_for_play().message,
    "claim.not-grounded": (
        "A reader proposed a claim whose own words, read again, do not give its value, so it was "
        "refused. Look at the words; add the claim by hand if they do say it."
    ),
    "model.silent": (
        "The language model that you named did not answer. The report was read without it; read it "
        "again when the model is there."
    ),
    "model.refused": (
        "Proposals of the language model were refused: they were not of the schema, or not exactly "
        "in the text. Nothing needs to be done."
    ),
    "FIELD.unread": (
        "Words were taken for a field (`killed.unread`, `place.unread` and so on), but no value "
        "could be read in them. Look at the words and add the claim by hand."
    ),
}


def page() -> str:
    """The whole page as Markdown."""
    told = {
        "When a document comes in": INGEST,
        "When its text is read": {**PERIODS, **OTHERS},
    }
    parts = [INTRO]
    for heading, messages in told.items():
        rows = [f"| `{code}` | {message} |" for code, message in sorted(messages.items())]
        parts.append(
            "\n".join(
                (f"## {heading}\n", "| code | what it means and what to do |", "|---|---|", *rows)
            )
            + "\n"
        )
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
