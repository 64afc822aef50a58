"""What happens within the walls: one document's bytes become a Reply. Never sees a second one."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from sacho.ingest import furniture, normal
from sacho.ingest.dates import date_lines
from sacho.ingest.draft import Block, Draft, Family, NeedsFamily, Reply, Task, Unreadable
from sacho.ingest.language import language_of
from sacho.model.report import Metadata
from sacho.model.span import Span, Spans

MAKER = "sacho-text/1"
_LONGEST_TITLE = 300

_PRELOAD: dict[Family, tuple[str, ...]] = {
    "light": ("sacho.ingest.formats.text", "sacho.ingest.formats.eml"),
    "full": (
        "sacho.ingest.formats.text", "sacho.ingest.formats.eml", "sacho.ingest.formats.html",
        "sacho.ingest.formats.pdf", "sacho.ingest.formats.docx",
        "sacho.ingest.formats.warc", "py3langid",
    ),
}  # fmt: skip


def preload(family: Family) -> None:
    """Imports all that a child of this family may need, and warms what loads late."""
    for module in _PRELOAD[family]:
        import_module(module)
    furniture.warm()
    if family == "full":
        for late in ("html", "pdf", "docx"):
            import_module(f"sacho.ingest.formats.{late}").warm()
        model: Any = import_module("py3langid")
        model.classify("warm")


def parse(data: bytes, task: Task) -> Reply:
    """The reply for one document. Raises nothing but MemoryError."""
    try:
        draft = import_module(f"sacho.ingest.formats.{task.format}").read(data, task)
        return finish(draft, task)
    except NeedsFamily as other:
        return Reply(needs=other.family)
    except Unreadable as why:
        return Reply(codes=why.codes)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - codecs raise whatever they like on broken bytes
        return Reply(codes=("text.unreadable",))


def finish(draft: Draft, task: Task) -> Reply:
    """The frozen text of a draft: letters made plain, furniture marked, language told."""
    text, marked = assemble(_title_marked(draft.blocks, draft.metadata.title))
    if not _has_words(text):
        raise Unreadable("text.none", *draft.codes)
    if len(text) > task.text_limit:
        raise Unreadable("text.too-long", *draft.codes)
    codes = list(draft.codes)
    if any(normal.has_hiding(block.text) for block in draft.blocks):
        codes.append("text.hidden-characters")
    if normal.has_look_alikes(
        f"{draft.metadata.title or ''}\n{draft.metadata.author or ''}\n{text}"
    ):
        codes.append("text.look-alikes")
    language = language_of(text, draft.metadata.language)
    codes.extend(language.codes)
    dated = date_lines(text)
    # A line that is only a date dates the telling; it tells nothing.
    spans = furniture.find(text, (*marked, *(span for _, span in dated)))
    metadata, more = _settle(draft.metadata, dated[0][0] if dated else None, language.code)
    return Reply(
        text=text,
        furniture=spans,
        metadata=metadata,
        maker=f"{MAKER} {draft.maker}".strip(),
        codes=tuple(_once([*codes, *more])),
    )


def assemble(blocks: list[Block]) -> tuple[str, Spans]:
    """The text of the blocks, one empty line between two, and the spans that formats marked."""
    parts: list[str] = []
    marked: list[Span] = []
    at = 0
    for block in blocks:
        tidy = "\n".join(normal.lines(block.text))
        if not tidy:
            continue
        if block.furniture:
            marked.append((at, at + len(tidy)))
        parts.append(tidy)
        at += len(tidy) + 2
    return "\n\n".join(parts), tuple(marked)


def _title_marked(blocks: list[Block], title: str | None) -> list[Block]:
    """A headline at the top is kept in the text and marked: it repeats what the telling tells."""
    if not blocks or not title:
        return blocks
    first = _bare(blocks[0].text)
    if not first or len(first) > _LONGEST_TITLE or first not in _bare(title):
        return blocks
    return [Block(blocks[0].text, furniture=True), *blocks[1:]]


def _bare(text: str) -> str:
    return "".join(letter for letter in normal.letters(text).lower() if letter.isalnum())


def _has_words(text: str) -> bool:
    return re.search(r"[^\W_]", text) is not None


def _settle(said: Metadata, dated: str | None, language: str | None) -> tuple[Metadata, list[str]]:
    """The metadata, with the text's own date line where the document names no date elsewhere."""
    published, how = said.published, said.published_from
    codes: list[str] = []
    if published is None and dated is not None:
        published, how = dated, "text:date line"
    elif published is None and how is not None:
        codes.append("published.file-date")
    return (
        Metadata(
            title=_one_line(said.title), author=_one_line(said.author),
            publisher=_one_line(said.publisher), published=published, published_from=how,
            language=language,
        ),
        codes,
    )  # fmt: skip


def _one_line(value: str | None) -> str | None:
    if value is None:
        return None
    return " ".join(normal.lines(value))[:500] or None


def _once(codes: list[str]) -> list[str]:
    """Each code once, but an attachment not read as often as there are attachments."""
    return [
        code for at, code in enumerate(codes)
        if code == "attachment.not-read" or code not in codes[:at]
    ]  # fmt: skip
