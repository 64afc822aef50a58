"""Lines with places become paragraphs: columns, pages, broken words and page edges."""

from __future__ import annotations

from sacho.ingest.formats.pdf_layout import Line, rebuild

TOP, LEADING, SIZE = 760.0, 14.0, 11.0


def column(
    texts: list[str], left: float = 72.0, width: float = 240.0, top: float = TOP
) -> list[Line]:
    """Lines one under another; an empty text leaves a gap; a line ending in `|` is short."""
    out: list[Line] = []
    for at, text in enumerate(texts):
        if text:
            right = left + (width * 0.5 if text.endswith("|") else width)
            out.append(Line(text.rstrip("|"), left, right, top - at * LEADING, SIZE))
    return out


def told(pages: list[list[Line]]) -> list[str]:
    return [block.text for block in rebuild(pages) if not block.furniture]


def marked(pages: list[list[Line]]) -> list[str]:
    return [block.text for block in rebuild(pages) if block.furniture]


def test_a_gap_parts_paragraphs_and_a_full_line_does_not() -> None:
    """Lines at the usual distance are one paragraph; a wider gap after a sentence starts another."""
    page = column(
        ["Two men were shot at", "the bridge on Monday.", "", "The guards denied", "it all.|"]
    )
    assert told([page]) == [
        "Two men were shot at the bridge on Monday.",
        "The guards denied it all.",
    ]


def test_a_short_last_line_ends_a_paragraph() -> None:
    """Without a gap, a line that ends its sentence well before the edge ends the paragraph."""
    page = column(["Two men were shot at", "the bridge.|", "The guards denied that", "it was so.|"])
    assert told([page]) == ["Two men were shot at the bridge.", "The guards denied that it was so."]


def test_single_lines_with_gaps_stay_apart() -> None:
    """On a page of mostly one-line paragraphs the gap between them is not taken for the leading."""
    page = column(["It was so.|", "", "It was day 1.|", "", "Two men were shot at", "the bridge.|", "",
                   "He denied it and went", "home.|", "", "It ended.|"])  # fmt: skip
    assert told([page]) == [
        "It was so.", "It was day 1.", "Two men were shot at the bridge.",
        "He denied it and went home.", "It ended.",
    ]  # fmt: skip


def test_columns_follow_one_another() -> None:
    """A sentence that breaks off at the foot of a column goes on at the head of the next."""
    page = column(["Two men were shot", "at the bridge and a"]) + column(
        ["third was carried to", "the clinic.|"], left=330.0
    )
    assert told([page]) == [
        "Two men were shot at the bridge and a third was carried to the clinic."
    ]


def test_lines_written_across_columns_are_put_in_order() -> None:
    """Where a producer writes line by line over both columns, each column is read for itself."""
    left = column([f"left {n} goes on and" for n in range(12)])
    right = column([f"right {n} goes on and" for n in range(12)], left=330.0)
    shuffled = [line for row in range(12) for line in (right[11 - row], left[row])]
    text = " ".join(told([shuffled]))
    assert text.index("left 11") < text.index("right 0") < text.index("right 11")


def test_page_edges_are_marked_and_do_not_cut_a_sentence() -> None:
    """A running head and page numbers are furniture, and a sentence runs on over them."""
    head = Line("The Hill Courier", 72, 200, 810, 8)
    pages = [
        [head, *column(["Two men were shot", "at the bridge and"]), Line("- 1 -", 290, 300, 30, 8)],
        [head, *column(["a third was hurt.|"]), Line("- 2 -", 290, 300, 30, 8)],
    ]
    assert told(pages) == ["Two men were shot at the bridge and a third was hurt."]
    assert marked(pages) == ["The Hill Courier", "- 1 -"]


def test_a_sentence_that_returns_in_the_page_is_no_edge() -> None:
    """The same sentence at the top of two pages is told, if nothing parts it from the page."""
    pages = [column(["Two men were shot.|", f"It was day {n}.|"]) for n in (1, 2)]
    assert marked(pages) == []


def test_broken_words_are_made_whole() -> None:
    """A word broken at a line end loses its hyphen."""
    assert told([column(["the ammu-", "nition was issued.|"])]) == ["the ammunition was issued."]


def test_spaces_that_the_producer_wrote_part_korean_words() -> None:
    """Where line ends keep their spaces, a Korean line end without one lies within a word."""
    seen = [
        ("어제 경비", False),
        ("대가 주민", True),
        ("두 명을", True),
        ("사살했", False),
        ("다고 했다.", False),
    ]
    page = [Line(text, 72, 312, TOP - n * LEADING, SIZE, spaced) for n, (text, spaced) in
            enumerate(seen)]  # fmt: skip
    assert told([page]) == ["어제 경비대가 주민 두 명을 사살했다고 했다."]


def test_lines_that_start_with_a_particle_show_broken_words() -> None:
    """Where no space is kept, lines that start with what can only end a word show how it breaks."""
    lines = [
        "어제 경비대",
        "가 강가에서 주민 두 명",
        "을 사살했",
        "다고 소식통이 전했",
        "다. 이 주민들",
        "은 숨졌다.|",
    ]
    assert told([column(lines)]) == [
        "어제 경비대가 강가에서 주민 두 명을 사살했다고 소식통이 전했다. 이 주민들은 숨졌다."
    ]


def test_korean_lines_broken_between_words_get_a_space() -> None:
    """Without a sign that words are broken, Korean lines are joined with a space."""
    lines = ["어제 경비대가 강가에서", "주민 두 명을 사살했다고", "소식통이 전했다.|"]
    assert told([column(lines)]) == [
        "어제 경비대가 강가에서 주민 두 명을 사살했다고 소식통이 전했다."
    ]


def test_a_heading_in_larger_type_stands_alone() -> None:
    """A change in the size of type starts a paragraph."""
    head = Line("Shots at the ferry", 72, 312, TOP + 20, 18)
    assert told([[head, *column(["Two men were shot.|"])]]) == [
        "Shots at the ferry",
        "Two men were shot.",
    ]


def test_nothing_gives_nothing() -> None:
    """Pages without lines give no block."""
    assert rebuild([[], []]) == []
