"""What only the whole text tells: which weak tellings stand, and who of those hurt died later."""

from __future__ import annotations

import msgspec

from sacho.model.values import Count
from sacho.model.vocabulary import class_of
from sacho.read.analysis import Slot, Telling
from sacho.read.languages.en.acts.after_the_act import folded_absence
from sacho.read.languages.en.acts.in_general import in_general
from sacho.read.languages.en.acts.scenes import of_play
from sacho.read.languages.en.how_many.counts import parse_count
from sacho.read.languages.en.tables import words_in

# Rules whose words tell of harm only where the text tells of harm elsewhere too.
_WEAK = frozenset(
    {
        "killing.suffer", "injury.suffer", "injury.weak",
        "injury.outlook", "destruction.harm", "displacement.suffer",
        "injury.harm",
    }
)  # fmt: skip
# Records that are about something: alone in a text they are of no incident.
_ABOUT = frozenset({"reaction", "reward", "punishment", "investigation", "denial"})
_UNTOLD = frozenset({"killing", "injury", "shooting", "assault", "attack", "bombing"})


def settle_text(text: str, tellings: list[Telling]) -> list[Telling]:
    """The tellings that stand in view of the whole text."""
    if of_play(text):
        return []
    tellings = folded_absence(tellings)
    strong = [t for t in tellings if _strong(t)]
    told = strong or [t for t in tellings if t.rule.startswith("injury.harm")]
    kept = [
        t for t in tellings
        if strong or not _leans(t) or (told and t.rule.startswith("injury.outlook"))
    ]  # fmt: skip
    kept = [t for t in kept if _tells(t) or t.kind not in _EMPTY]
    first = min((t.sentence for t in kept), default=0)
    kept = [t for t in kept if not in_general(text, t, t.sentence > first)]
    kept = [t for t in kept if t.slots or t.stage_spans or t.kind not in {"killing", "injury"}]
    return _rests(text, _told_better(text, _fates(text, kept)))


def _rests(text: str, tellings: list[Telling]) -> list[Telling]:
    """ "The other three" after five: a part of the five, never three more."""
    wholes: list[tuple[Telling, Slot, Count]] = []
    found: list[Telling] = []
    for telling in tellings:
        slots = list(telling.slots)
        for index, slot in enumerate(slots):
            count = parse_count(_words(text, slot)) if slot.field in _HURT else None
            if count is None or slot.of is not None or slot.part_of is not None:
                continue
            if not _words(text, slot).lower().startswith(_REST):
                wholes.append((telling, slot, count))
                continue
            whole = next(
                (s for t, s, c in reversed(wholes)
                 if s.field == slot.field and c.low > count.low
                 and telling.sentence - t.sentence <= 4),
                None,
            )  # fmt: skip
            if whole is not None:
                slots[index] = msgspec.structs.replace(slot, part_of=whole.spans[0])
        found.append(msgspec.structs.replace(telling, slots=tuple(slots)))
    return found


_HURT = frozenset({"killed", "injured"})
_REST = ("the other", "the remaining", "the rest", "the others")


def _tells(telling: Telling) -> bool:
    return bool(telling.slots or telling.back or telling.stage_spans or telling.aggregate)


# "Under attack", "against drug trafficking": nothing told of who, whom or what.
_EMPTY = frozenset({"attack", "assault", "border-crossing", "smuggling"})


def _strong(telling: Telling) -> bool:
    return class_of(telling.kind) in {"harm", "circumstance"} and not _weak(telling)


def _weak(telling: Telling) -> bool:
    return telling.rule in _WEAK or telling.rule.endswith(".loose")


def _leans(telling: Telling) -> bool:
    return telling.kind in _ABOUT or (_weak(telling) and telling.rule != "injury.harm")


def _fates(text: str, tellings: list[Telling]) -> list[Telling]:
    """Those told as hurt whose death is told as well count as killed alone.

    The same name; the same kind of person, one in number, told as dead with "the"; or "he" and
    "the victim" after one person hurt.
    """
    dead: list[tuple[int, str]] = [
        (t.sentence, _words(text, s))
        for t in tellings
        if t.kind in _UNTOLD and t.stage == "accomplished" and t.stance != "denied"
        for s in t.slots
        if s.field == "killed" and s.of is None and s.rule != "none"
    ]
    if not dead:
        return tellings
    return [_without_dead(text, t, dead) for t in tellings]


def _words(text: str, slot: Slot) -> str:
    return " ".join(text[a:b] for a, b in slot.spans)


def _without_dead(text: str, telling: Telling, dead: list[tuple[int, str]]) -> Telling:
    if telling.kind not in _UNTOLD:
        return telling
    gone = {
        i for i, s in enumerate(telling.slots)
        if s.field == "injured" and s.of is None and s.part_of is None and s.rule != "none"
        and any(_same_person(telling.sentence, _words(text, s), at, who) for at, who in dead)
    }  # fmt: skip
    if not gone:
        return telling
    places = {i: n for n, i in enumerate(i for i in range(len(telling.slots)) if i not in gone)}
    slots = tuple(
        msgspec.structs.replace(s, of=places.get(s.of) if s.of is not None else None)
        for i, s in enumerate(telling.slots)
        if i not in gone
    )
    return msgspec.structs.replace(telling, slots=slots)


class _Told(msgspec.Struct, frozen=True):
    """A count of some telling that is no part of another."""

    kind: str
    stance: str
    sentence: int
    field: str
    count: Count | None


def _told_better(text: str, tellings: list[Telling]) -> list[Telling]:
    """Without words that say less than others of the same kind and field: "several" where a number
    is told, "people" after "three people", "soldiers" after "the border patrol"."""
    counts = [
        _Told(t.kind, t.stance, t.sentence, s.field, parse_count(_words(text, s)))
        for t in tellings for s in t.slots
        if s.field in _COUNTED and s.of is None and s.part_of is None
    ]  # fmt: skip
    found: list[Telling] = []
    for telling in tellings:
        gone = {
            i for i, s in enumerate(telling.slots)
            if s.of is None and s.part_of is None
            and (_vaguer(text, telling, s, counts) or _plainer(text, telling, s, tellings))
        }  # fmt: skip
        found.append(_without(telling, gone) if gone else telling)
    return found


_COUNTED = frozenset({"killed", "injured", "happenings"})


def _same_act(kind: str, stance: str, telling: Telling) -> bool:
    same = kind == telling.kind or {kind, telling.kind} <= _UNTOLD
    return same and stance == telling.stance


def _vaguer(text: str, telling: Telling, slot: Slot, counts: list[_Told]) -> bool:
    """A bare plural or "several" where a number is told before; of happenings, also after."""
    if slot.field not in _COUNTED:
        return False
    count = parse_count(_words(text, slot))
    if count is None or count.high is not None or count.low > 2:
        return False
    return any(
        c.field == slot.field and c.count is not None
        and c.count.high is not None and c.count.low >= 2
        and (slot.field == "happenings" or c.sentence < telling.sentence)
        and _same_act(c.kind, c.stance, telling)
        for c in counts
    )  # fmt: skip


def _plainer(text: str, telling: Telling, slot: Slot, tellings: list[Telling]) -> bool:
    """A bare "soldiers" after a doer that the words describe."""
    if slot.field != "perpetrator":
        return False
    if _words(text, slot).lower() not in words_in("roles.toml", "person.doers"):
        return False
    return any(
        t.sentence < telling.sentence and _same_act(t.kind, t.stance, telling)
        and any(s.field == "perpetrator" for s in t.slots)
        for t in tellings
    )  # fmt: skip


def _without(telling: Telling, gone: set[int]) -> Telling:
    """The telling without these slots; what was a property of one of them goes as well."""
    gone = gone | {i for i, s in enumerate(telling.slots) if s.of in gone}
    places = {i: n for n, i in enumerate(i for i in range(len(telling.slots)) if i not in gone)}
    slots = tuple(
        msgspec.structs.replace(s, of=places.get(s.of) if s.of is not None else None)
        for i, s in enumerate(telling.slots)
        if i not in gone
    )
    return msgspec.structs.replace(telling, slots=slots)


_POINTING = frozenset(
    {
        "he",
        "she",
        "him",
        "her",
        "the victim",
        "the man",
        "the woman",
        "the boy",
        "the girl",
        "the teen",
        "the teenager",
        "the child",
        "the deceased",
        "the officer",
        "the suspect",
        "the student",
    }
)


def _same_person(at: int, hurt: str, later: int, died: str) -> bool:
    """Whether the one hurt in sentence `at` is the one told as dead in sentence `later`."""
    hurt_low, died_low = hurt.lower(), died.lower()
    if _plural(hurt_low) or _plural(died_low):
        return False
    if _names(hurt) & _names(died):
        return True
    if died_low in _POINTING:
        return 0 <= later - at <= 3
    if hurt_low in _POINTING:
        return True
    same_head = hurt_low.split()[-1] == died_low.split()[-1]
    return same_head and (
        died_low.startswith("the ") or hurt_low.startswith("the ") or hurt_low == died_low
    )


def _plural(words: str) -> bool:
    first = words.split()[0]
    return first not in {"a", "an", "one", "the", "he", "she", "him", "her", "his", "another"} and (
        first.isdigit() or first in _NUMBERS
    )


_NUMBERS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "several",
        "many",
        "at",
        "more",
        "dozens",
        "some",
        "both",
        "all",
        "up",
        "about",
    ]
)


def _names(words: str) -> set[str]:
    return {
        w.strip(".,’'") for w in words.split() if w[:1].isupper() and len(w) > 2 and not w.isupper()
    } - {"The", "One", "Two", "Three", "Man", "Woman", "Boy", "Girl", "Teen", "His", "Her"}
