"""Writes `vocabulary.md` beside this file: `python docs/reference/make_vocabulary.py`."""

from __future__ import annotations

from pathlib import Path

from sacho.model.vocabulary import Kind, Term, vocabulary

PAGE = Path(__file__).with_name("vocabulary.md")
INTRO = """\
# The words a reading may use

Made from `src/sacho/model/vocabulary.toml` by `python docs/reference/make_vocabulary.py`.
Every example is an INVENTED EXAMPLE.

A kind is the act, not its outcome: a shooting that killed is a shooting with a claim `killed`.
Circumstances are never listed as violations.
The codes are those that an act of the kind may take in ACLED (sub-event types), UCDP (types of \
violence; deaths only), the Events Standard Formats (types of acts) and PLOVER (event and mode).
"""


def page() -> str:
    """The whole page as Markdown."""
    words = vocabulary()
    parts = [INTRO]
    for name, term in words.classes.items():
        parts.append(f"## {term.en.label.capitalize()} · {term.ko.label}\n\n{term.en.definition}\n")
        parts += [_kind(code, kind) for code, kind in words.kind.items() if kind.class_ == name]
    lists = {
        "Stages": words.stage, "Stances": words.stance, "Kinds of speaker": words.speaker,
        "Relations between accounts": words.relation,
        "How a telling changes": words.change, "Fields of a claim": words.field,
    }  # fmt: skip
    parts += [f"## {title}\n\n{_table(terms)}" for title, terms in lists.items()]
    return "\n".join(parts)


def _kind(code: str, kind: Kind) -> str:
    lines = [
        f"### `{code}` · {kind.en.label} · {kind.ko.label}\n",
        f"{kind.en.definition}  \n{kind.ko.definition}\n",
        *(f"- {example}" for example in (*kind.examples.en, *kind.examples.ko)),
    ]
    for one in (*kind.counter.en, *kind.counter.ko):
        lines.append(f"- Not: {one.text} ({f'`{one.instead}`' if one.instead else 'no account'})")
    codes = {
        "ACLED": kind.codes.acled, "UCDP": kind.codes.ucdp,
        "Events Standard Formats": kind.codes.esf, "PLOVER": kind.codes.plover,
    }  # fmt: skip
    told = [f"{name}: {', '.join(listed)}" for name, listed in codes.items() if listed]
    lines += [f"\nCodes: {'; '.join(told)}." if told else "\nCodes: none.", ""]
    return "\n".join(lines)


def _table(terms: dict[str, Term]) -> str:
    rows = ["| code | English | 한국어 | meaning |", "|---|---|---|---|"]
    rows += [
        f"| `{code}` | {term.en.label} | {term.ko.label} | {term.en.definition} |"
        for code, term in terms.items()
    ]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
