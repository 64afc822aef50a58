"""Corrections by an outlet of its own report; every sentence is an INVENTED EXAMPLE."""

from __future__ import annotations

import msgspec

from sacho.link.origins import Telling, origins

FIRST = (
    "INVENTED EXAMPLE. A soldier struck a weaver named Oto Venn at the Korsan mill on May 3, two "
    "neighbours said. He died of the blow on the road to the clinic."
)
OTHER = "INVENTED EXAMPLE. Prices of salt rose at the Belmun market in May, traders said."
AGAIN = "INVENTED EXAMPLE. Oto Venn, weaver, was struck at the Korsan mill, traders said later."
MENDED = (
    "INVENTED EXAMPLE.\nCorrection: the weaver Oto Venn was struck at the Korsan mill on May 2."
)


def told(name: str, text: str, order: int, publisher: str, day: int, mends: bool) -> Telling:
    """A report of an outlet on a day of May."""
    return Telling(name, text, (order, 0), publisher, f"2031-05-{day:02}", (), mends)


def found(*tellings: Telling) -> set[tuple[str, ...]]:
    """The origins of these reports."""
    return {o.reports for o in origins(tellings)}


def test_a_correction_belongs_to_what_the_outlet_told() -> None:
    """The outlet's correction is no telling of its own, and joins the report that it corrects."""
    first = told("first", FIRST, 0, "Kestrel Daily", 5, False)
    other = told("other", OTHER, 1, "Kestrel Daily", 5, False)
    mended = told("mended", MENDED, 2, "Kestrel Daily", 8, True)

    assert {("first", "mended"), ("other",)} == found(first, other, mended)


def test_what_is_no_correction_or_of_another_outlet_stays_apart() -> None:
    """The same words without the notice, or from another outlet, are a telling of their own."""
    first = told("first", FIRST, 0, "Kestrel Daily", 5, False)
    mended = told("mended", MENDED, 2, "Kestrel Daily", 8, True)

    assert 2 == len(found(first, msgspec.structs.replace(mended, corrects=False)))
    assert 2 == len(found(first, msgspec.structs.replace(mended, publisher="River Post")))
    assert 2 == len(found(first, msgspec.structs.replace(mended, published="2031-08-01")))


def test_a_correction_that_fits_two_reports_joins_neither() -> None:
    """Where it is not clear which report is corrected, nothing is joined."""
    first = told("first", FIRST, 0, "Kestrel Daily", 5, False)
    again = told("again", AGAIN, 1, "Kestrel Daily", 6, False)
    mended = told("mended", MENDED, 2, "Kestrel Daily", 8, True)

    assert {("first",), ("again",), ("mended",)} == found(first, again, mended)
