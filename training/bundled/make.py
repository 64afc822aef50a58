"""Make the bundled reports from their texts: the same texts give the same bytes.

    python training/bundled/make.py

Every text is invented. Each becomes a document of the format that its head names, with the page
furniture that such documents carry, in `src/sacho/bundled/reports/`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "sacho" / "bundled" / "reports"
STILL = datetime(2031, 1, 1)  # what goes where a tool would put the time of making


class Draft:
    """A text with its head: `told` are the head's lines, `paragraphs` what stands below."""

    def __init__(self, path: Path) -> None:
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        self.told = dict(line.split(": ", 1) for line in head.splitlines())
        self.paragraphs = [p.strip() for p in body.split("\n\n") if p.strip()]
        self.title = self.told["title"]
        self.publisher = self.told.get("publisher", "")
        self.author = self.told.get("author", "")
        self.published = date.fromisoformat(self.told["published"])
        self.language = self.told.get("language", "en")

    @property
    def day(self) -> str:
        """The date as the outlet writes it."""
        d = self.published
        if self.language == "ko":
            return f"{d.year}년 {d.month}월 {d.day}일"
        return f"{d.day} {d:%B} {d.year}"


def html(draft: Draft) -> bytes:
    """A page with a menu above and a foot below, as outlets have them."""
    body = "\n".join(f"<p>{escape(p)}</p>" for p in draft.paragraphs)
    menu = "홈 정치 사회 북한" if draft.language == "ko" else "Home Politics Society Borders"
    items = "".join(f'<li><a href="/{n}">{w}</a></li>' for n, w in enumerate(menu.split()))
    return f"""<!doctype html>
<html lang="{draft.language}">
<head>
<meta charset="utf-8">
<title>{escape(draft.title)} | {escape(draft.publisher)}</title>
<meta property="og:title" content="{escape(draft.title)}">
<meta property="og:site_name" content="{escape(draft.publisher)}">
<meta name="author" content="{escape(draft.author)}">
<meta property="article:published_time" content="{draft.published.isoformat()}T08:00:00+09:00">
</head>
<body>
<nav><ul>{items}</ul></nav>
<main><article>
<h1>{escape(draft.title)}</h1>
<p class="date">{draft.day}</p>
{body}
</article></main>
<footer><p>© {draft.published.year} {escape(draft.publisher)}. All rights reserved.</p></footer>
</body>
</html>
""".encode()


def text(draft: Draft) -> bytes:
    """Plain text: a title, an outlet with its date, paragraphs."""
    parts = [draft.title, f"{draft.publisher}, {draft.day}", *draft.paragraphs]
    encoding = "cp949" if draft.told.get("encoding") == "cp949" else "utf-8"
    return ("\n\n".join(parts) + "\n").encode(encoding)


def eml(draft: Draft) -> bytes:
    """A letter with headers; the address is at a name reserved for examples."""
    message = EmailMessage()
    message["From"] = f"{draft.author} <writer@example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = draft.title
    sent = datetime(*draft.published.timetuple()[:3], 9, 30, tzinfo=UTC)
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{draft.published.isoformat()}@example.org>"
    message.set_content("\n\n".join(draft.paragraphs) + "\n", charset="utf-8", cte="8bit")
    return message.as_bytes()


def pdf(draft: Draft) -> bytes:
    """An A4 page with a heading, the outlet and its date."""
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    font = "HYSMyeongJo-Medium" if draft.language == "ko" else "Times-Roman"
    plain = ParagraphStyle("plain", fontName=font, fontSize=11, leading=16, spaceAfter=8)
    large = ParagraphStyle("large", parent=plain, fontSize=15, leading=20)
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, title=draft.title, author=draft.author or draft.publisher, invariant=1
    )
    lines = [Paragraph(escape(draft.title), large)]
    lines.append(Paragraph(escape(f"{draft.publisher}, {draft.day}"), plain))
    lines.append(Spacer(1, 8))
    lines += [Paragraph(escape(p), plain) for p in draft.paragraphs]
    document.build(lines)
    return out.getvalue()


def word(draft: Draft) -> bytes:
    """A document with a heading and core properties."""
    document = docx.Document()
    said = document.core_properties
    said.title, said.author, said.language = draft.title, draft.author, draft.language
    said.created = said.modified = datetime(*draft.published.timetuple()[:3], 9, 0)
    document.add_heading(draft.title, level=1)
    document.add_paragraph(f"{draft.publisher}, {draft.day}")
    for paragraph in draft.paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return _still(out.getvalue())


def _still(archive: bytes) -> bytes:
    """The same zip with one date on every member, so that two runs give the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as still,
    ):
        for name in sorted(made.namelist()):
            info = zipfile.ZipInfo(name, STILL.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            still.writestr(info, made.read(name))
    return out.getvalue()


FORMATS: dict[str, tuple[str, Callable[[Draft], bytes]]] = {
    "html": ("html", html), "txt": ("txt", text), "eml": ("eml", eml), "pdf": ("pdf", pdf),
    "docx": ("docx", word),
}  # fmt: skip


def main() -> None:
    """Write every bundled report again."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "texts").glob("*.md")):
        draft = Draft(path)
        ending, render = FORMATS[draft.told["format"]]
        (TARGET / f"{path.stem}.{ending}").write_bytes(render(draft))
        print(f"{path.stem}.{ending}")


if __name__ == "__main__":
    main()
