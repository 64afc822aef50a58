"""What the page of a project promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sacho.pages.drawing import draw_map, draw_timeline
from sacho.pages.page import Source, page, tongue
from sacho.pipeline import Arrived, Given, link, page_source, record, recorded_accounts
from sacho.store import decisions
from sacho.store.project import open_project

HOSTILE = "<script>alert('x')</script>"
ENGLISH = (
    f"INVENTED EXAMPLE {HOSTILE}.\n\nGuards shot dead two farmers near Hyesan on 3 May 2031, "
    "a teacher told Northern Line.\n"
)
OTHER = (
    "INVENTED EXAMPLE.\n\nBorder guards shot dead four farmers near Hyesan on 3 May 2031, a "
    "trader told The Kestrel Daily.\n"
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    """Two reports that do not agree, one of them with markup in its words and in its name."""
    folder = tmp_path_factory.mktemp("page") / "p"
    arrivals = [
        Arrived(ENGLISH.encode(), "a<b>.txt", "file", Given(publisher=f"Line {HOSTILE}")),
        Arrived(OTHER.encode(), "other.txt", "file", Given(publisher="The Kestrel Daily")),
    ]
    with open_project(folder, create=True) as project:
        list(record(project, arrivals))
        yield page_source(project, "Two reports")


class Tags(HTMLParser):
    """Opening tags, and those that stay open."""

    VOID = ("meta", "link", "br")

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()


def test_words_of_reports_are_never_markup(source: Source) -> None:
    """Markup in a text, a publisher or a file name is shown, never obeyed."""
    html = page(source)
    tags = Tags()
    tags.feed(html)

    assert "script" not in tags.seen and "b" in tags.seen
    assert "&lt;script&gt;" in html and "a&lt;b&gt;.txt" in html
    assert [] == tags.open


def test_every_value_has_its_words(source: Source) -> None:
    """Beside each claim stands a sentence in which words are marked, and a way to them."""
    html = page(source)
    leads = re.findall(r'href="#w-([^"]+)"', html)

    assert len(re.findall("<blockquote", html)) == len(
        re.findall("<blockquote[^>]*>[^<]*<mark>", html)
    )
    assert leads and all(f'id="w-{id_}"' in html for id_ in leads)


def test_every_way_within_the_page_leads_somewhere(source: Source) -> None:
    """No link of the page names an anchor that is not there, and no anchor is there twice."""
    html = page(source)
    anchors = re.findall(r' id="([^"]+)"', html)

    assert set() == set(re.findall(r'href="#([^"]+)"', html)) - set(anchors)
    assert len(anchors) == len(set(anchors))


def test_an_empty_project_has_a_page_without_drawings() -> None:
    """Where nothing is told the page says so, and draws neither time nor map."""
    html = page(Source("Nothing", [], [], [], [], "x"))

    assert "No report tells of an incident yet." in html
    assert "<svg" not in html


def test_words_of_another_language_are_marked_as_such() -> None:
    """Korean words on an English page say that they are Korean; English ones say nothing."""
    assert ' lang="ko"' == tongue("혜산 Hyesan")
    assert "" == tongue("Hyesan")


def test_drawings_stay_within_their_frame(source: Source) -> None:
    """Bars and circles' middles lie in the frame; names cover each other nowhere."""
    timeline, world = draw_timeline(source.incidents), draw_map(source.incidents)

    assert timeline.bars and world.circles
    assert all(timeline.left <= b.x and b.x + b.width <= timeline.width for b in timeline.bars)
    assert all(0 <= c.x <= world.width and 0 <= c.y <= world.height for c in world.circles)
    assert ["Hyesan"] == [n.text for n in world.names]


def test_the_colours_can_be_read() -> None:
    """Every text colour stands at least 4.5 to 1 on every ground, in light and in dark (WCAG AA)."""
    css = (Path(__file__).parents[3] / "src/sacho/pages/templates/project.css").read_text("utf-8")
    for theme in re.findall(r":root\{([^}]*)\}", css)[:2]:
        colour = dict(re.findall(r"--(\w+):(#\w+)", theme))
        for ink in ("ink", "soft", "harm", "authority", "differ"):
            for ground in ("paper", "card", "tint"):
                assert contrast(colour[ink], colour[ground]) >= 4.5, (ink, ground)
        assert contrast(colour["ink"], colour["mark"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, by WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_how_a_telling_changed_stands_on_its_card(tmp_path: Path) -> None:
    """A later, higher toll and a notice of correction are told with their words and a way to them;
    each of the two numbers stands with the words that told it.
    """
    later = (
        "INVENTED EXAMPLE.\n\nCorrection: an earlier version of this report gave a lower toll.\n\n"
        "Guards shot dead six farmers near Hyesan on 3 May 2031, a nurse told Northern Line.\n"
    )
    arrivals = [
        Arrived(ENGLISH.encode(), "first.txt", "file", Given(published="2031-05-04")),
        Arrived(later.encode(), "later.txt", "file", Given("Northern Line", "2031-05-09")),
    ]
    with open_project(tmp_path / "p", create=True) as project:
        list(record(project, arrivals))
        one, two = (a.account.id for a in recorded_accounts(project))
        decisions.add(project, "link", (one, two), ("Han", "one night"), "{}")
        link(project)
        html = page(page_source(project, "Two reports"))

    told = html[html.index('class="related turns"') :].split("</div>")[0]
    assert "A higher number later" in told and "killed <span>2</span> → <b>6</b>" in told
    assert "<mark>two farmers</mark>" in told and "<mark>six farmers</mark>" in told
    assert "Corrects an earlier report" in told
    assert re.search(
        r'<blockquote>Correction: an earlier version.*<a href="#sha256:\w+">later.txt</a>', told
    )
