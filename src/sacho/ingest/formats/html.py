"""Web pages: trafilatura finds the telling, htmldate its date; a plain walk where they find none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, cast

import lxml.html
import trafilatura

from sacho.ingest import dates
from sacho.ingest.decoding import decode
from sacho.ingest.draft import Block, Draft, Task, Unreadable
from sacho.model.report import Metadata

MAKER = f"trafilatura/{trafilatura.__version__}"

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_:.-]{3,30})", re.I)
_XML_CHARSET = re.compile(rb"\A\s*+<\?xml[^>]{0,100}?encoding\s*+=\s*+[\"']([A-Za-z0-9_.-]{3,30})")
_XML_LINE = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
# Fixed, so that the same page gives the same metadata on every day.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_DATE_METAS = (
    ("property", "article:published_time"), ("property", "og:article:published_time"),
    ("name", "article:published_time"), ("itemprop", "datePublished"), ("name", "datePublished"),
    ("name", "parsely-pub-date"), ("name", "pubdate"), ("name", "publish-date"),
    ("name", "DC.date.issued"), ("name", "dcterms.created"), ("name", "sailthru.date"),
    ("name", "date"),
)  # fmt: skip
_NOT_TOLD = (
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button",
    "select", "svg", "iframe", "object", "canvas", "figure", "textarea",
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "body", "h1", "h2", "h3", "h4", "h5", "h6", "li",
     "ul", "ol", "tr", "table", "blockquote", "pre", "dd", "dt", "dl", "header", "td", "center")
)  # fmt: skip
_READERS_WORDS = frozenset(("comments", "comment-list", "comment-section", "disqus_thread"))
_TOO_SHORT = 60
_DEEPEST = 800
_MOST_TAGS = 400_000
_MOST_WORDS_IN_TAG = 5_000
_LONG_TAG = re.compile(r"<[^<>]{65536,}")

_Tree = Any


def warm() -> None:
    """Runs every codec once on a page of our own, so that nothing is imported after the fork."""
    read_page(
        "<html><head><title>Title</title></head><body><article>"
        + "<p>One plain sentence stands here so that there is something to find.</p>" * 5
        + "</article></body></html>",
        Task(format="html"),
    )


def read(data: bytes, task: Task) -> Draft:
    """The blocks and metadata of a page. Raises whatever lxml raises on what is no page."""
    declared = _CHARSET.search(data[:8192]) or _XML_CHARSET.match(data[:200])
    decoded = decode(data, declared.group(1).decode("ascii") if declared else None)
    draft = read_page(decoded.text, task)
    draft.codes = [*decoded.codes, *draft.codes]
    return draft


def read_page(page: str, task: Task) -> Draft:
    """The blocks and metadata of a page given as letters."""
    page = _XML_LINE.sub("", page).replace("\x00", "")
    _check(page)
    tree: _Tree = lxml.html.document_fromstring(page)
    document: Any = trafilatura.bare_extraction(
        page, include_comments=False, with_metadata=True, date_extraction_params=_DATES
    )
    title: str | None = document.title if document is not None else None
    blocks = _found(document) if document is not None else []
    plain = _plain(tree)
    # One block for a whole page is trafilatura's last resort, with menus and without paragraphs.
    lost = len(blocks) == 1 < len(plain) or _size(blocks) * 2 < _size(_paragraphs(tree))
    if _size(blocks) < _TOO_SHORT or lost:
        blocks = plain
    title = title or _first_text(tree, "//title")
    return Draft(
        blocks=blocks,
        metadata=_metadata(tree, document, title),
        maker=MAKER,
    )


def _check(page: str) -> None:
    """Refuses a page made of tags without end, which takes more time than it has letters."""
    if page.count("<") > _MOST_TAGS:
        raise Unreadable("text.too-long")
    if any(len(tag[0].split()) > _MOST_WORDS_IN_TAG for tag in _LONG_TAG.finditer(page)):
        raise Unreadable("text.bomb")


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text.strip()) for block in blocks)


def _found(document: Any) -> list[Block]:
    """The blocks of what trafilatura found: its own small tree of paragraphs, lists and tables."""
    out: list[Block] = []
    for element in document.body:
        if element.tag == "list":
            out.append(Block("\n".join(_text(item) for item in element.iter("item"))))
        elif element.tag == "table":
            rows = (
                " | ".join(_text(cell).replace("\n", " ") for cell in row.iter("cell"))
                for row in element.iter("row")
            )
            out.append(Block("\n".join(rows)))
        else:
            out.append(Block(_text(element)))
    return [block for block in out if block.text.strip()]


def _text(element: _Tree) -> str:
    parts: list[str] = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag in ("lb", "p", "head", "item") and parts[-1:] != ["\n"]:
            parts.append("\n")
        parts.append(inner.text if isinstance(inner.tag, str) and inner.text else "")
        parts.append(inner.tail or "")
    return "".join(parts)


def _plain(tree: _Tree) -> list[Block]:
    """Every visible block of the page in order, as a person would copy it."""
    body = tree.find("body")
    root = body if body is not None else tree
    main = root.find(".//article")
    if main is None:
        main = root.find(".//main")
    found = [Block(text) for text in _walk(main)] if main is not None else []
    if _size(found) >= _TOO_SHORT:
        return found
    return [Block(text) for text in _walk(root)]


def _walk(root: _Tree) -> Iterator[str]:
    """The text between block borders. Iterative: a page may nest thousands of elements."""
    parts: list[str] = []
    stack: list[tuple[_Tree, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        block = element.tag in _BLOCKS
        if leaving:
            if block:
                yield from _flush(parts)
            if element is not root:
                parts.append(_one_space(element.tail))
            continue
        if not isinstance(element.tag, str) or element.tag in _NOT_TOLD or _is_hidden(element):
            parts.append(_one_space(element.tail))
            continue
        if block:
            yield from _flush(parts)
        parts.append("\n" if element.tag == "br" else _one_space(element.text))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from _flush(parts)


def _flush(parts: list[str]) -> Iterator[str]:
    text = "".join(parts)
    parts.clear()
    if text.strip():
        yield text


def _one_space(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _is_hidden(element: _Tree) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return (
        element.get("hidden") is not None
        or "display:none" in style
        or element.get("aria-hidden") == "true"
        or not _READERS_WORDS.isdisjoint(names)
    )


def _paragraphs(tree: _Tree) -> list[Block]:
    """The paragraphs of the page's one article, by which a find that is far too small shows."""
    articles: list[_Tree] = tree.findall(".//article")
    if len(articles) != 1:
        return []
    return [Block(_one_space(p.text_content())) for p in articles[0].iter("p")]


def _metadata(tree: _Tree, document: Any, title: str | None) -> Metadata:
    linked = list(_linked_data(tree))
    published, how = _published(tree, linked, document)
    publisher = (
        _meta(tree, "property", "og:site_name")
        or _name(linked, "publisher")
        or (document.sitename if document is not None else None)
    )
    author = _name(linked, "author") or (document.author if document is not None else None)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Metadata(
        title=title, author=author, publisher=publisher, published=published, published_from=how,
        language=language,
    )  # fmt: skip


def _published(
    tree: _Tree, linked: list[dict[str, Any]], document: Any
) -> tuple[str | None, str | None]:
    for kind, name in _DATE_METAS:
        if told := dates.iso(_meta(tree, kind, name)):
            return told, f"html:meta {name}"
    for node in linked:
        if told := dates.iso(_string(node.get("datePublished"))):
            return told, "html:json-ld datePublished"
    times: list[_Tree] = [t for t in tree.iter("time") if t.get("datetime")]
    for time in times:
        marked = time.get("pubdate") is not None or time.get("itemprop") == "datePublished"
        if (marked or len(times) == 1) and (told := dates.iso(time.get("datetime"))):
            return told, "html:time"
    told = dates.iso(document.date) if document is not None else None
    return (told, "html:htmldate") if told else (None, None)


def _meta(tree: _Tree, kind: str, name: str) -> str | None:
    for meta in tree.iter("meta"):
        if (meta.get(kind) or "").lower() == name.lower() and (meta.get("content") or "").strip():
            return str(meta.get("content")).strip()
    return None


def _first_text(tree: _Tree, path: str) -> str | None:
    for element in tree.xpath(path):
        return str(element.text_content()).strip() or None
    return None


def _linked_data(tree: _Tree) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting: list[Any] = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while waiting and seen < _DEEPEST:
            node: Any = waiting.pop(0)
            seen += 1
            if isinstance(node, list):
                waiting.extend(cast("list[Any]", node))
            elif isinstance(node, dict):
                yield cast("dict[str, Any]", node)
                waiting.append(cast("dict[str, Any]", node).get("@graph"))


def _name(linked: list[dict[str, Any]], key: str) -> str | None:
    for node in linked:
        value: Any = node.get(key)
        if isinstance(value, list) and value:
            value = cast("list[Any]", value)[0]
        if isinstance(value, dict):
            value = cast("dict[str, Any]", value).get("name")
        if told := _string(value):
            return told
    return None


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
