"""Plain text and Markdown: the lines as they stand, unless they were broken at a width."""

from __future__ import annotations

import re

import msgspec

from sacho.ingest import dates, normal
from sacho.ingest.decoding import decode
from sacho.ingest.draft import Block, Draft, Task
from sacho.ingest.lines import Joiner, is_wrapped, paragraphs
from sacho.model.report import Metadata

_FRONT = re.compile(r"\A---\n(.{0,8000}?)\n(?:---|\.\.\.)(?:\n|\Z)", re.S)
_FRONT_LINE = re.compile(r"([A-Za-z_]{2,20}):[ \t]*(.*)")
_HEADING = re.compile(r"\A#{1,6}[ \t]+(.{1,1000}?)[ \t]*+#*+$")
_RULE = re.compile(r"\A(?:[-*_=~][ \t]?){3,}+$")
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?![\w*])")
_MARKDOWN = re.compile(r"^#{1,6}[ \t]+\S|\]\(https?://|^(?:\*\*|__)\S", re.M)
_TITLE_KEYS = {"title": "title", "author": "author", "authors": "author", "byline": "author",
               "publisher": "publisher", "outlet": "publisher", "date": "published",
               "published": "published", "lang": "language", "language": "language"}  # fmt: skip


def read(data: bytes, task: Task) -> Draft:
    """The blocks of a plain text or Markdown file, in any encoding. Raises nothing."""
    decoded = decode(data)
    text = normal.letters(decoded.text)
    metadata, text = front_matter(text)
    markdown = task.markdown or len(_MARKDOWN.findall(text[:20_000])) >= 3
    if markdown:
        heading, text = _plain(text)
        if metadata.title is None:
            metadata = msgspec.structs.replace(metadata, title=heading)
    codes = [*decoded.codes, *(["text.hidden-characters"] * normal.has_hiding(decoded.text))]
    return Draft(blocks=blocks_of(text), metadata=metadata, codes=codes)


def blocks_of(text: str) -> list[Block]:
    """Plain text by empty lines; lines broken at a width are joined again, within each block."""
    groups = [
        lines for raw in re.split(r"\n[ \t\u3000]*\n", normal.letters(text))
        if (lines := normal.lines(raw))
    ]  # fmt: skip
    everything = [line for lines in groups for line in lines]
    if not is_wrapped(everything):
        return [Block("\n".join(lines)) for lines in groups]
    joiner = Joiner(everything)
    width = max(len(line) for line in everything)
    return [Block("\n".join(paragraphs(lines, joiner, width))) for lines in groups]


def front_matter(text: str) -> tuple[Metadata, str]:
    """What a block of `key: value` lines between `---` at the very start says, and the rest."""
    found = _FRONT.match(text)
    if found is None:
        return Metadata(), text
    told: dict[str, str] = {}
    for raw in found.group(1).split("\n"):
        pair = _FRONT_LINE.match(raw)
        key = _TITLE_KEYS.get(pair.group(1).lower()) if pair else None
        if pair and key and pair.group(2).strip():
            told.setdefault(key, pair.group(2).strip().strip("\"'[]"))
    if not told:
        return Metadata(), text
    published = dates.iso(told.get("published"))
    return (
        Metadata(
            title=told.get("title"), author=told.get("author"), publisher=told.get("publisher"),
            published=published, published_from="text:front matter" if published else None,
            language=told.get("language"),
        ),
        text[found.end() :],
    )  # fmt: skip


def _plain(text: str) -> tuple[str | None, str]:
    """Markdown without its marks, and its first heading of the first level if it opens with one."""
    title: str | None = None
    out: list[str] = []
    for at, raw in enumerate(text.split("\n")):
        if len(raw) > 5_000:
            out.append(raw)
            continue
        heading = _HEADING.match(raw)
        if heading:
            if title is None and raw.startswith("# ") and not any(out[:at]):
                title = _inline(heading.group(1))
            out += ["", _inline(heading.group(1)), ""]
        elif _RULE.match(raw.strip()) and raw.strip():
            out.append("")
        else:
            out.append(_inline(re.sub(r"^[ \t]*(?:>[ \t]?)+", "", raw)))
    return title, "\n".join(out)


def _inline(raw: str) -> str:
    raw = _LINK.sub(r"\1", _IMAGE.sub(r"\1", raw))
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", raw))
