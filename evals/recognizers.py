"""Recognizers-Text: the right value at the right words, for times, numbers, ordinals and ages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from evals.adapters.recognizers import Found, found
from evals.data import Record, listed, worded
from evals.metrics import Metric, Rate, Tally
from sacho.model.account import Reading, ReportHead
from sacho.model.span import Span

GROUPS = {
    "NumberModel": {"number"},
    "NumberRangeModel": {"number"},
    "OrdinalModel": {"ordinal"},
    "AgeModel": {"age"},
}
"""Which of our values answer a model; all others ask for times."""

_BOUNDS = re.compile(r"[\[(]([^,]*),([^\])]*)[\])]")


class Answer(msgspec.Struct, frozen=True):
    """A gold value: where its words may stand, and every writing that is right."""

    spans: frozenset[Span]
    writings: frozenset[str]


def text(record: Record) -> str:
    """What is read."""
    return worded(record, "input")


def head_in(language: str, record: Record) -> ReportHead:
    """The reference moment stands for the publication date."""
    return ReportHead(
        id=f"recognizers_text:{worded(record, 'id')}",
        published=worded(record, "reference_datetime") or None,
        language=language,
    )


def gold(record: Record) -> list[Answer]:
    """The wanted values. One whose words do not stand in its own input is left out."""
    answers: list[Answer] = []
    for result in listed(record, "results"):
        if not isinstance(result, dict):
            continue
        spans = _places(worded(record, "input"), result)
        if spans:
            answers.append(Answer(spans, frozenset(_writings(result))))
    return answers


def _places(words: str, result: Record) -> frozenset[Span]:
    """Where the words stand: at the given start if they do, else wherever they are found.

    The starts of the Korean specifications are often those of the English original.
    """
    wanted = worded(result, "Text").strip()
    if not wanted:
        return frozenset()
    spans = {m.span() for m in re.finditer(re.escape(wanted), words, re.IGNORECASE)}
    start = result.get("Start")
    told = {span for span in spans if span[0] == start}
    return frozenset(told or spans)


def _writings(result: Record) -> Iterator[str]:
    resolution, value = result.get("Resolution"), result.get("Value")
    if isinstance(resolution, dict):
        values = resolution.get("values")
        if isinstance(values, list):
            for one in values:
                if isinstance(one, dict):
                    yield from _moment(one)
        else:
            yield from _numeric(resolution)
    if isinstance(value, dict):
        for side in ("FutureResolution", "PastResolution"):
            one = value.get(side)
            if isinstance(one, dict):
                yield from _parsed(one)


def _numeric(resolution: Record) -> Iterator[str]:
    value, unit = resolution.get("value"), resolution.get("unit")
    if not isinstance(value, str):
        return
    bounds = _BOUNDS.fullmatch(value)
    if bounds:
        yield f"[{_plain(bounds[1])}..{_plain(bounds[2])}]"
    elif isinstance(unit, str):
        yield f"{_plain(value)} {unit.lower()}"
    else:
        yield _plain(value)


def _plain(number: str) -> str:
    """`5.0` and `5` are one number; what is no number stays as it is."""
    try:
        value = float(number)
        return str(int(value)) if value == int(value) else repr(round(value, 6))
    except (ValueError, OverflowError):
        return number.strip()


def _moment(one: Record) -> Iterator[str]:
    """`values` of the date-time model: a value, or a start and an end, either of which may lack."""
    kind, value = one.get("type"), one.get("value")
    if kind == "duration":
        yield f"{value} s"
    elif isinstance(value, str) and kind not in ("set", "timezone"):
        yield _clock(value)
    elif "start" in one or "end" in one:
        yield f"{_clock(worded(one, 'start'))}..{_clock(worded(one, 'end'))}"


def _parsed(one: Record) -> Iterator[str]:
    """A resolution of a parser: {"date": …}, {"startDate": …, "endDate": …} and the like."""
    if "duration" in one:
        yield f"{_plain(worded(one, 'duration'))} s"
    start = next((v for k, v in one.items() if k.startswith("start")), "")
    end = next((v for k, v in one.items() if k.startswith("end")), "")
    if start or end:
        yield f"{_clock(str(start))}..{_clock(str(end))}"
    for key in ("date", "time", "dateTime"):
        if key in one:
            yield _clock(worded(one, key))


def _clock(moment: str) -> str:
    """To the minute: whole minutes, and a night's last second."""
    return re.sub(r"(\d\d:\d\d):(00|59)$", r"\1", moment)


def asked(record: Record, given: list[Found]) -> list[Found]:
    """The values that answer the record's model."""
    return [one for one in given if one.group in GROUPS.get(model_of(record), {"time"})]


def model_of(record: Record) -> str:
    """Which recogniser the record asks."""
    return worded(record, "model") or "DateTimeModel"


def _right(answer: Answer, given: list[Found]) -> bool:
    return any(one.span in answer.spans and one.writings & answer.writings for one in given)


def hits(records: list[Record], given: list[list[Found]]) -> float:
    """The main value: the share of gold values found with exact span and value."""
    wanted = found_right = 0
    for record, told in zip(records, given, strict=True):
        answers = gold(record)
        wanted += len(answers)
        found_right += sum(_right(answer, asked(record, told)) for answer in answers)
    return found_right / wanted if wanted else 0.0


def score_as(name: str, records: list[Record], readings: list[Reading]) -> list[Metric | Rate]:
    """The share of gold values found with exact span and value (main), then one line a model."""
    given = [asked(record, found(one)) for record, one in zip(records, readings, strict=True)]
    by_model: dict[str, Tally] = {}
    spans = Tally()
    for record, told in zip(records, given, strict=True):
        answers = gold(record)
        right = sum(_right(answer, told) for answer in answers)
        tally = Tally(right, len(told), right, len(answers))
        by_model.setdefault(model_of(record), Tally()).add(tally)
        spans.found += sum(any(one.span in answer.spans for one in told) for answer in answers)
        spans.wanted += len(answers)
    total = Tally()
    for tally in by_model.values():
        total.add(tally)
    return [
        Metric(name, "exact", hits(records, given), round(total.wanted), main=True),
        Metric(name, "exact precision", total.precision, round(total.given)),
        Metric(name, "span exact", spans.recall, round(spans.wanted)),
        *(
            Metric(name, f"{model} exact", tally.recall, round(tally.wanted))
            for model, tally in sorted(by_model.items())
        ),
    ]
