"""Which reports are one telling."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sacho.link.origins import Telling, origins
from sacho.link.shingles import containment, shingles

STORY = (
    "Guards at the lower ford opened fire on four traders before dawn. Two of them died at once. "
    "A boatman who saw it said the men carried only salt and cloth. Their families were told to "
    "bury them at night. The post commander has since been moved to another valley, he said. "
    "People in the village now cross only at the old bridge. Nobody has been charged with anything."
)
OTHER = (
    "The harvest fair drew more visitors than last year, organisers said. Prizes went to a melon of "
    "thirty kilograms and to a goat named Bell. Rain on the second day kept some families at home, "
    "but the choir sang all the same and the mayor thanked everyone who had come to help."
)


def tell(**texts: str) -> list[Telling]:
    """Tellings in the order given."""
    return [Telling(name, text, (n, 0)) for n, (name, text) in enumerate(texts.items())]


def test_a_reprint_with_other_white_space_is_one_origin() -> None:
    """Breaking lines elsewhere makes no second telling."""
    found = origins(tell(first=STORY, copy=STORY.replace(". ", ".\n\n")))

    assert [("first", ("first", "copy"))] == [(o.id, o.reports) for o in found]


def test_a_cut_reprint_is_one_origin() -> None:
    """A copy that leaves out sentences, with an outlet's line on top, is still that telling."""
    cut = "From our partners in the valley. " + " ".join(STORY.split(". ")[:4])

    assert 1 == len(origins(tell(first=STORY, cut=cut)))


def test_an_edited_copy_is_one_origin() -> None:
    """A copy with one number changed and a sentence added is still that telling."""
    edited = STORY.replace("Two of them", "Three of them") + " The ministry did not answer calls."

    (origin,) = origins(tell(first=STORY, edited=edited))

    assert "stands in the other" in origin.why[0]


def test_another_story_is_another_origin() -> None:
    """Texts that share no run of words are two tellings."""
    assert 2 == len(origins(tell(first=STORY, other=OTHER)))


def test_a_retelling_in_other_words_is_another_origin() -> None:
    """The same happening in words of one's own counts as a telling of its own."""
    retold = (
        "Four people carrying goods came under fire near the ford early in the morning and two were "
        "killed, according to a man who works on the river. Relatives buried the dead after dark."
    )

    assert 2 == len(origins(tell(first=STORY, retold=retold)))


def test_a_person_may_declare_one_telling() -> None:
    """A decision joins what the words do not show, and says so."""
    (origin,) = origins(tell(first=STORY, other=OTHER), same=[("first", "other")])

    assert origin.why[0].startswith("decision")


def test_korean_copies_are_found() -> None:
    """Korean text is compared word for word as English is."""
    story = (
        "지난 3일 새벽 아랫나루 초소에서 경비대가 장사꾼 4명에게 총을 쏘았다. 2명은 그 자리에서 숨졌다. "
        "이를 본 뱃사공은 그들이 소금과 천만 지니고 있었다고 말했다. 초소장은 다른 골짜기로 옮겨졌다."
    )

    assert 1 == len(origins(tell(first=story, copy=story + " 무단전재 금지")))


@given(st.lists(st.text(max_size=80), max_size=8))
def test_every_report_stands_in_exactly_one_origin(texts: list[str]) -> None:
    """Whatever the texts hold, no report is lost or counted twice."""
    told = [Telling(f"r{i}", text, (i, 0)) for i, text in enumerate(texts)]

    found = origins(told)

    assert sorted(t.report for t in told) == sorted(r for o in found for r in o.reports)
    assert all(o.id == o.reports[0] for o in found)


@given(st.text(), st.text())
def test_containment_is_a_share(left: str, right: str) -> None:
    """Containment lies between 0 and 1 and does not depend on the order."""
    a, b = shingles(left), shingles(right)
    assert 0 <= containment(a, b) <= 1
    assert abs(containment(a, b) - containment(b, a)) < 1e-9 or len(a) == len(b)
