"""According to whom: the chain of speakers behind some words, outermost first."""

from __future__ import annotations

from sacho.model.claim import Attribution, Speaker, Stance
from sacho.model.span import Span, Spans, any_overlap, covers


def innermost(
    attributions: list[Attribution], spans: Spans, trigger: Span | None = None
) -> Attribution | None:
    """The attribution whose content holds the first of these words most tightly.

    One whose cue is the act itself ("ordered", "denied", "feared") is passed over: who ordered is
    not who tells that it was ordered.
    """
    best: tuple[int, Attribution] | None = None
    for attribution in attributions:
        if trigger is not None and any_overlap(attribution.cue, (trigger,)):
            continue
        for content in attribution.content:
            if covers(content, spans[0]):
                width = content[1] - content[0]
                if best is None or width < best[0]:
                    best = width, attribution
    return best[1] if best else None


def chain(
    attribution: Attribution | None, attributions: list[Attribution], publisher: str | None
) -> tuple[Speaker, ...]:
    """From the outlet inwards. An outlet that the text names too ("… has learned") stands once."""
    by_id = {a.id: a for a in attributions}
    inner: list[Speaker] = []
    seen: set[str] = set()
    while attribution is not None and attribution.id not in seen:
        seen.add(attribution.id)
        if attribution.speaker is not None:
            inner.append(attribution.speaker)
        attribution = by_id.get(attribution.within) if attribution.within else None
    inner.reverse()
    outlet = [Speaker(publisher, "media")] if publisher else []
    if outlet and inner and _same_name(inner[0].name, outlet[0].name):
        inner = inner[1:]
    return (*outlet, *inner)


def same_mouth(left: tuple[Speaker, ...], right: tuple[Speaker, ...]) -> bool:
    """Whether one chain is the other told with fewer links: an outlet, and its own source."""
    shorter, longer = sorted((left, right), key=len)
    return all(_same_name(a.name, b.name) for a, b in zip(shorter, longer, strict=False))


def stance_of(telling: Stance, attribution: Attribution | None) -> Stance:
    """The words' own hedge wins; else the cue's (claimed, denied, is expected)."""
    if telling != "asserted" or attribution is None:
        return telling
    return attribution.stance


def _same_name(left: str, right: str) -> bool:
    def plain(name: str) -> str:
        return name.casefold().removeprefix("the ").strip()

    return plain(left) == plain(right)
