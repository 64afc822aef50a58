"""How tellings become accounts: what is joined, what is lent, what is said only once."""

from __future__ import annotations

from sacho.model.account import Account, Reading, ReportHead
from sacho.model.claim import Claim
from sacho.model.plain import plain
from sacho.read.reader import read_text


def read(*sentences: str, published: str | None = "2031-05-09", language: str = "en") -> Reading:
    """The reading of an invented report of the Kestrel Daily; one paragraph a sentence group."""
    text = "INVENTED EXAMPLE.\n\n" + "\n\n".join(sentences)
    head = ReportHead("sha256:0", publisher="Kestrel Daily", published=published)
    return read_text(text, head, language, trained=False)


def of_kind(reading: Reading, kind: str) -> list[Account]:
    """The accounts of a kind."""
    return [a for a in reading.accounts if a.kind == kind]


def told(account: Account, field: str) -> list[str]:
    """The values of a field as a table shows them, parts left out."""
    return [plain(c.value) for c in account.claims if c.field == field and c.of is None]


def claim(account: Account, field: str) -> Claim:
    """The first claim of a field."""
    return next(c for c in account.claims if c.field == field)


def test_tellings_of_one_happening_are_one_account() -> None:
    """A shooting told three times over, with its dead and wounded, is one account."""
    reading = read(
        "Guards shot dead two traders near Hyesan on 3 May.",
        "The shooting happened before dawn. A third trader was wounded.",
    )

    (shooting,) = of_kind(reading, "shooting")

    assert ["2"] == told(shooting, "killed")
    assert ["1"] == told(shooting, "injured")


def test_happenings_on_other_days_in_other_towns_stay_apart() -> None:
    """A list of dated incidents is as many accounts, each with its own day, town and number."""
    reading = read(
        "On 3 May guards shot dead two traders in Hyesan.",
        "On 19 May guards shot dead a farmer in Musan.",
        published="2031-06-01",
    )

    first, second = of_kind(reading, "shooting")

    assert (["2"], ["2031-05-03"]) == (told(first, "killed"), told(first, "period"))
    assert (["1"], ["2031-05-19"]) == (told(second, "killed"), told(second, "period"))
    assert told(first, "place") != told(second, "place")


def test_two_numbers_of_two_speakers_stand_in_one_account() -> None:
    """What two people say of one happening stays side by side, each with who says it."""
    reading = read(
        "Guards fired on a group near Hyesan on 3 May. Three people were killed, a teacher said. "
        "A nurse said that four people were killed."
    )

    (shooting,) = of_kind(reading, "shooting")
    killed = [c for c in shooting.claims if c.field == "killed"]

    assert {("3", "teacher"), ("4", "nurse")} == {
        (plain(c.value), c.speakers[-1].name.split()[-1]) for c in killed
    }


def test_a_part_is_of_its_whole_and_never_a_number_of_its_own() -> None:
    """ "Including a child" is a part of the dead, not one more."""
    reading = read("Guards shot dead five people, including a child, in Hyesan on 3 May.")

    (shooting,) = of_kind(reading, "shooting")
    whole = claim(shooting, "killed")

    assert ["5"] == told(shooting, "killed")
    assert [whole.id] == [c.of for c in shooting.claims if c.field == "killed" and c.of]


def test_when_and_where_are_lent_by_what_was_told_just_before() -> None:
    """A happening without a day of its own takes the day told before it, with less confidence."""
    reading = read(
        "On 3 May a group tried to cross the river near Hyesan. "
        "Soldiers opened fire, killing two people."
    )

    (shooting,) = of_kind(reading, "shooting")

    assert ["2031-05-03"] == told(shooting, "period")
    assert claim(shooting, "period").confidence < claim(shooting, "killed").confidence


def test_the_day_of_telling_never_dates_the_deed() -> None:
    """ "Said on Wednesday" dates the telling; without another date the deed has none."""
    reading = read("Guards shot dead two traders near Hyesan, a teacher said on Wednesday.")

    (shooting,) = of_kind(reading, "shooting")

    assert [] == told(shooting, "period")
    assert ["2031-05-07"] == [
        a.said.value.earliest for a in reading.attributions if a.said and a.said.value
    ]


def test_an_expected_death_is_no_death() -> None:
    """A prognosis is a claim of its own with the stance expected and leaves the dead alone."""
    reading = read(
        "Guards wounded two traders near Hyesan on 3 May. One of the two is not likely to survive."
    )

    killed = [c for a in reading.accounts for c in a.claims if c.field == "killed"]
    expected = [c for a in reading.accounts for c in a.claims if c.stance == "expected"]

    assert [] == killed
    assert expected


def test_nobody_hurt_is_nought_and_silence_is_nothing() -> None:
    """ "Nobody was hurt" is 0; a count that is not told is absent."""
    reading = read("Guards fired on a boat near Hyesan on 3 May. Nobody was hurt.")

    (shooting,) = of_kind(reading, "shooting")

    assert ["0"] == told(shooting, "injured")
    assert [] == told(shooting, "killed")


def test_what_is_denied_stands_denied_in_the_denier_s_mouth() -> None:
    """A denial is an account, and the denied act's claims have the stance denied."""
    reading = read(
        "A spokesman for the frontier office denied that guards had shot dead two traders near "
        "Hyesan on 3 May."
    )

    (denial,), (shooting,) = of_kind(reading, "denial"), of_kind(reading, "shooting")

    assert {"denied"} == {c.stance for c in shooting.claims if c.field != "period"}
    assert ("denies", shooting.id) in {
        (x.relation, x.target) for x in reading.links if x.source == denial.id
    }


def test_a_reading_is_the_same_twice() -> None:
    """The same text and declared context give the same reading."""
    text = "Guards shot dead two traders near Hyesan on 3 May, a teacher said."

    assert read(text) == read(text)


def test_every_claim_of_a_reading_passes_the_gate_again() -> None:
    """No claim leaves the reader that the gate would refuse."""
    from sacho.read.context import Context
    from sacho.read.grounding import refusal
    from sacho.read.languages import grammar_for

    reading = read(
        "Guards shot dead two traders and wounded six to seven others near Hyesan on the night of "
        "3 May, a teacher told the Kestrel Daily last Thursday.",
        "Two days later the post commander was given a medal.",
    )
    context = Context(reading.report)

    assert reading.accounts
    assert {None} == {
        refusal(c, reading.text, context, grammar_for("en"))
        for a in reading.accounts
        for c in a.claims
    }


def test_the_same_facts_in_korean_read_alike() -> None:
    """Kind, counts and day of a short report are the same in both languages."""
    english = read("Guards shot dead two traders near Hyesan on 3 May, a source said.")
    korean = read(
        "지난 3일 혜산 인근에서 경비대가 장사꾼 2명을 사살했다고 소식통이 전했다.", language="ko"
    )

    def facts(reading: Reading) -> list[tuple[list[str], list[str]]]:
        return [(told(a, "killed"), told(a, "period")) for a in reading.accounts]

    assert [(["2"], ["2031-05-03"])] == facts(english) == facts(korean)
