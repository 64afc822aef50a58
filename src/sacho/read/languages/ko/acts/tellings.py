"""The acts that a text tells, sentence by sentence.

Each voice of a sentence is read alone: its orders first (what is ordered has not happened), then
each act with its people and numbers, then what came of it, then what is told of wounds.
"""

from __future__ import annotations

import msgspec

from sacho.model.claim import Attribution, Field
from sacho.model.span import Span, covers, overlaps
from sacho.read.analysis import Sentence, Slot, Telling
from sacho.read.languages.ko.acts.corrections import correct, nobody_told, parts, recounted
from sacho.read.languages.ko.acts.fillings import fill
from sacho.read.languages.ko.acts.found import Found
from sacho.read.languages.ko.acts.guards import NEGATIVE
from sacho.read.languages.ko.acts.joining import attach_wounds, fold, wounds_again
from sacho.read.languages.ko.acts.keeping import kept
from sacho.read.languages.ko.acts.kinds import Trigger, triggers
from sacho.read.languages.ko.acts.menaces import menaces
from sacho.read.languages.ko.acts.speaking import (
    announcer,
    carried,
    carried_topic,
    own_act,
    own_words,
    speaking,
)
from sacho.read.languages.ko.acts.stages import Status, nominal_status, status
from sacho.read.languages.ko.acts.unreal import borrowed, lawful
from sacho.read.languages.ko.authority.decrees import decree
from sacho.read.languages.ko.authority.denials import denials
from sacho.read.languages.ko.authority.notices import notice
from sacho.read.languages.ko.authority.orders import order
from sacho.read.languages.ko.authority.reactions import reaction, spoken
from sacho.read.languages.ko.authority.records import office
from sacho.read.languages.ko.how_many.counts import parse_count
from sacho.read.languages.ko.syntax.clauses import Phrase
from sacho.read.languages.ko.syntax.regions import Part, voices
from sacho.read.languages.ko.who.roles import TARGETED, Scene, can_suffer, cast, is_body
from sacho.read.languages.ko.who.slots import (
    count_slots,
    doer_field,
    happenings,
    means_slots,
    party_slot,
)
from sacho.read.languages.ko.who_says.quotes import quotations

POINTING = frozenset(("이", "그", "이번", "해당", "당시", "이들", "나머지", "위", "앞선", "양"))
DEEDS = ("border-crossing", "smuggling")
THREATENED = frozenset(
    ("shooting", "bombing", "killing", "execution", "arson", "attack", "assault", "torture", "abduction",
     "sexual-violence", "threat", "destruction")
)  # fmt: skip
FORCED = frozenset(("detention", "shooting", "forced-return", "bombing"))
CAUGHT = frozenset(("detention", "shooting", "killing", "attack"))


def tellings(
    text: str, sentences: list[Sentence], attributions: list[Attribution]
) -> list[Telling]:
    """Every act told, in the order of the text."""
    found: list[Found] = []
    before: Part | None = None
    for part in voices(text, sentences).parts:
        reader = _Reader(text, part, attributions)
        reader.topic = carried_topic(before, part, attributions)
        found += reader.read()
        before = part if part.quote is None else None
    denied = [f.trigger for f in found if f.stance == "denied"]  # 총격은 없었다
    found += spoken(attributions, sentences, text, denied)
    found += decree(text, sentences)
    found += menaces(text, sentences, attributions, found)
    found += denials(text, sentences, attributions, found)
    found = [] if borrowed(text) else lawful(kept(text, found, sentences))
    wounds_again(text, found)
    found.sort(key=lambda f: (f.sentence, f.trigger))
    return [f.telling() for f in found]


class _Reader:
    def __init__(self, text: str, part: Part, attributions: list[Attribution]) -> None:
        self.text, self.part, self.attributions = text, part, attributions
        self.region = part.region
        self.topic: Phrase | None = None  # whom the sentence before is about
        self.whole: Span = (self.region.tokens[0].start, self.region.tokens[-1].end)

    def read(self) -> list[Found]:
        """The acts of one voice in one sentence."""
        orders = self._orders()
        told = [s.spans[0] for f in orders for s in f.slots if s.field == "instruction"]
        acts: list[Found] = []
        for trigger in triggers(self.text, self.region):
            if any(overlaps(trigger.span, span) for span in told):
                continue
            if any(overlaps(trigger.span, f.trigger) for f in orders):
                continue
            one = self._act(trigger)
            if one is not None:
                acts.append(one)
        scenes = [Scene(self.text, self.region, self._limit(c.start)) for c in self.region.clauses]
        correct(self.text, self.region, acts)
        acts += parts(scenes, self.part.sentence.index, acts)
        anew = recounted(scenes, self.part.sentence.index)
        acts = [*(f for f in acts if not any(overlaps(f.trigger, n.trigger) for n in anew)), *anew]
        _attempted(acts)
        acts = [f for f in fold(acts) if not _rewarded(f, acts)]
        attach_wounds(scenes, self.part.sentence.index, acts, told)
        acts += fill(Scene(self.text, self.region, self.whole), self.part.sentence.index, acts)
        acts += self._reactions(told)
        acts += self._threats(acts)
        return [*orders, *(f for f in acts if f.confidence > 0)]

    def _threats(self, acts: list[Found]) -> list[Found]:
        """폭파하겠다고 했다: who holds out violence threatens, whatever the verb of telling."""
        held = [f for f in acts if f.stage == "threatened" and f.stage_spans]
        if not held or held[0].kind not in THREATENED or any(f.kind == "threat" for f in acts):
            return []
        one = Found(
            "threat", held[0].stage_spans[0], held[0].sentence, "threat.announced", [],
            limit=held[0].limit, confidence=0.7,
        )  # fmt: skip
        one.slots = [s for s in held[0].slots if s.field == "perpetrator"]
        one.slots = one.slots or announcer(self.attributions, one)
        return [one]

    def _limit(self, at: int) -> Span:
        """The words of the one speaker in which the place stands."""
        best = self.whole
        for attribution in self.attributions:
            for content in attribution.content:
                if content[0] <= at < content[1] and content[1] - content[0] < best[1] - best[0]:
                    best = content
        return best

    def _orders(self) -> list[Found]:
        first, last = self.whole
        quotes = [
            q for a in self.attributions for q in a.content
            if first <= q[0] and q[1] <= last and self.text[q[0]] in "“\"‘'"
        ]  # fmt: skip
        quotes += [q for q in _quotes(self.text, self.part) if q not in quotes]
        found: list[Found] = []
        for index, clause in enumerate(self.region.clauses):
            scene = Scene(self.text, self.region, self._wider(clause.start))
            one = order(scene, self.part, index, sorted(quotes))
            one = one or notice(scene, self.part.sentence.index, index, sorted(quotes))
            if one is None:
                continue
            held = status(self.region, index)
            if not held.told and clause.close == "ETN":
                continue
            one.stage, one.stance = held.stage, held.stance
            one.stage_spans = tuple(_clipped(s, scene.limit) for s in held.spans)
            one.trigger = _clipped(one.trigger, scene.limit)
            if not any(overlaps(one.trigger, f.trigger) for f in found):
                found.append(one)
        return found

    def _wider(self, at: int) -> Span:
        """As `_limit`, but what is ordered may itself be taken for somebody's words."""
        limit = self._limit(at)
        return limit if limit[0] <= at else self.whole

    def _reactions(self, told: list[Span]) -> list[Found]:
        found: list[Found] = []
        for index, clause in enumerate(self.region.clauses):
            if any(overlaps((clause.start, clause.end), span) for span in told):
                continue
            scene = Scene(self.text, self.region, self._limit(clause.start))
            one = reaction(scene, self.part, index)
            if one is not None:
                found.append(one)
        return found

    def _act(self, trigger: Trigger) -> Found | None:
        held = self._status(trigger)
        if not held.told or trigger.act.kind == "denial":
            return None
        announced = "겠" in self.text[trigger.span[0] : trigger.span[1]]
        if held.stage == "threatened" and announced and trigger.act.kind not in THREATENED:
            held = Status("planned", held.spans, "expected")
        scene = Scene(self.text, self.region, self._limit(trigger.span[0]))
        one = Found(
            trigger.act.kind, _clipped(trigger.span, scene.limit), self.part.sentence.index,
            f"{trigger.act.kind}.{trigger.voice}", [], held.stage,
            tuple(_clipped(s, scene.limit) for s in held.spans), held.stance,
            limit=scene.limit, outcome=trigger.act.frame == "suffer",
        )  # fmt: skip
        if held.negated and not self._negated(scene, trigger, one):
            return None
        if trigger.act.frame == "office":
            return self._office(scene, trigger, held, one)
        if not held.negated:
            self._people(scene, trigger, one)
        if any(s.field == "perpetrator" for s in one.slots):
            one.outcome = False  # 민병대에 의해 다쳤다: somebody did it
        if trigger.act.frame != "suffer":
            one.add(means_slots(scene, trigger))
        count = happenings(scene, trigger)
        if count is not None and trigger.act.frame != "suffer":
            one.add([count])
            read = parse_count(self.text[count.spans[0][0] : count.spans[0][1]])
            one.aggregate = read is not None and (read.low > 1 or read.high is None)
        one.back = self._back(trigger, one)
        return self._worth(trigger, one)

    def _status(self, trigger: Trigger) -> Status:
        if trigger.phrase is not None and trigger.voice in ("nominal", "event"):
            return nominal_status(
                self.text, self.region, trigger.phrase, trigger.clause, trigger.span[0]
            )
        if trigger.clause < 0:
            return Status()
        if trigger.act.kind == "disappearance" and self.region.clauses[trigger.clause].stem == "알":
            return Status()
        held = status(self.region, trigger.clause)
        if trigger.act.needs in NEGATIVE and held.negated:
            return Status()  # 잠을 재우지 않다: what is not done is the act
        if trigger.phrase is not None and held.told and held.stage == "accomplished":
            named = nominal_status(self.text, self.region, trigger.phrase, -1, trigger.span[0])
            return named if named.stage == "attempted" else held
        return held

    def _negated(self, scene: Scene, trigger: Trigger, one: Found) -> bool:
        """사망자는 없었다 tells zero; 총격은 없었다 from an official is a denial; else nothing."""
        clause = scene.clause(trigger)
        if trigger.act.frame == "suffer" and trigger.act.result and clause is not None:
            phrase = trigger.phrase or next(iter(clause.having("subj", "topic")), None)
            if phrase is not None:
                span = (phrase.start, clause.end)
                count = parse_count(self.text[span[0] : span[1]])
                if count is not None and count.high == 0:
                    one.stance, one.back = "asserted", True
                    one.slots.append(Slot(_field(trigger.act.result), (span,), rule="none"))
                    return True
        if trigger.act.frame not in ("harm", "suffer") or not self._by_official(trigger.span):
            return False
        one.back = True
        if clause is not None and clause.close == "ETM":  # 쏜 적이 없다: the words that say no
            after = self.region.clauses[trigger.clause + 1 : trigger.clause + 2]
            one.trigger = one.trigger[0], min([one.limit[1], *(c.end for c in after)])
        return True

    def _by_official(self, span: Span) -> bool:
        return any(
            a.speaker is not None and a.speaker.kind == "official"
            and any(c[0] <= span[0] < c[1] for c in a.content) for a in self.attributions
        )  # fmt: skip

    def _office(self, scene: Scene, trigger: Trigger, held: Status, one: Found) -> Found | None:
        if trigger.voice == "nominal" or held.negated:
            return None
        one.add(office(scene, trigger, held))
        clause = scene.clause(trigger)
        if clause is not None and trigger.voice == "active" and not clause.having("subj", "topic"):
            one.add(speaking(self.attributions, one))
        return one if one.slots else None

    def _people(self, scene: Scene, trigger: Trigger, one: Found) -> None:
        played = cast(scene, trigger)
        act, clause = trigger.act, scene.clause(trigger)
        slots: list[Slot] = []
        persons = [
            p for p in played.sufferers
            if can_suffer(scene, p) and not (act.kind in TARGETED and is_body(p))
        ]  # fmt: skip
        if persons and act.kind != "border-crossing":
            field, rule = act.result, one.rule
            if field is None and act.kind == "shooting" and trigger.voice == "passive":
                field, rule = "injured", "shooting.hit"
            if field is not None and one.stage == "accomplished":
                slots += count_slots(scene, _field(field), persons, clause, rule)
            victim: Field = "actor" if act.frame == "deed" else "victim"
            for phrase in persons:
                slot = party_slot(scene, victim, phrase, one.rule)
                if slot is None and field is None and phrase.head == "명":
                    slot = Slot(victim, (phrase.span,), confidence=0.7, rule=one.rule)
                slots += [slot] if slot is not None else []
        things = [p for p in played.sufferers if p not in persons]
        if things and act.frame == "harm":
            slots.append(Slot("target", (things[0].span,), confidence=0.7, rule=one.rule))
        if not played.sufferers and trigger.voice == "passive" and act.frame == "harm":
            slots += own_words(self.attributions, one)
            slots = slots or carried(self.topic)
        slots += self._doers(scene, trigger, one, played.doers)
        undergone = act.frame == "suffer" or trigger.voice == "passive"
        nobody = nobody_told(self.region, clause) if undergone else None
        if nobody is not None and act.result is not None and clause is not None:
            slots = [Slot(_field(act.result), ((clause.start, nobody),), rule="none")]
        one.add(slots)

    def _doers(self, scene: Scene, trigger: Trigger, one: Found, doers: list[Phrase]) -> list[Slot]:
        """Who did it: as the sentence says, else the body that speaks of its own act."""
        act, clause = trigger.act, scene.clause(trigger)
        slots: list[Slot] = []
        for phrase in doers:
            slot = party_slot(scene, doer_field(act), phrase, one.rule)
            if slot is None and act.frame == "deed" and phrase.head == "명":
                slot = Slot("actor", (phrase.span,), confidence=0.7, rule=one.rule)
            slots += [slot] if slot is not None else []
        if doers:
            return slots
        if act.frame == "harm" and one.stage == "threatened":
            return announcer(self.attributions, one)
        if trigger.voice == "active" and act.kind in FORCED:
            return own_act(self.text, self.attributions, clause, one)
        return _crossers(scene, trigger, one.rule) if act.frame == "deed" and clause else []

    def _back(self, trigger: Trigger, one: Found) -> bool:
        if any(s.part_of is not None for s in one.slots) or one.back:
            return True
        first = trigger.phrase.first if trigger.phrase is not None else None
        if first is not None and self.region.tokens[first].lemma in POINTING:
            return True
        starts = [s.spans[0][0] for s in one.slots]
        return any(t.lemma in POINTING and t.tag in ("MM", "NP") and t.start in starts
                   for t in self.region.tokens)  # fmt: skip

    def _imagined(self, described: Phrase) -> bool:
        """사살한 군인에게는 메달을 준다고 했다: the one described is himself only imagined."""
        for index, clause in enumerate(self.region.clauses):
            if any(p is described for p in clause.phrases):
                return clause.close != "ETN" and not status(self.region, index).told
        return False

    def _worth(self, trigger: Trigger, one: Found) -> Found | None:
        """A noun alone tells of an act only with somebody or a number; kept for its outcome."""
        real = [s for s in one.slots if s.field not in ("means",)]
        if trigger.voice == "nominal" and not real:
            happened = trigger.phrase is not None and not {"사건", "참사", "사태"}.isdisjoint(
                trigger.phrase.nouns
            )
            one.confidence = 0.6 if happened and trigger.act.frame == "harm" else 0.0
        clause = self.region.clauses[trigger.clause] if trigger.clause >= 0 else None
        if clause is not None and clause.close == "ETM" and clause.head is not None:
            told = {s.field for s in one.slots}
            one.back = one.back or (not told and trigger.voice == "passive")
            one.back = one.back or (bool(told) and told <= {"perpetrator", "means"})
            doer = "perpetrator" in told and told <= {"perpetrator", "means"}
            if doer and self._imagined(clause.head):
                return None
        if trigger.act.kind in DEEDS and not real and trigger.voice != "event":
            return None
        return one


def _rewarded(one: Found, acts: list[Found]) -> bool:
    """주민을 쏜 군인들이 표창을 받았다: who is rewarded is told as such, not as a new act."""
    promised = [s.spans[0] for f in acts if f.stage == "planned" for s in f.slots
                if s.field == "beneficiary"]  # fmt: skip
    if any(covers(span, (one.trigger[0], one.trigger[0] + 1)) for span in promised):
        return True  # 사살한 군인에게는 입당을 약속했다
    if {s.field for s in one.slots} - {"perpetrator", "means"}:
        return False
    spans = [s.spans[0] for f in acts for s in f.slots if s.field == "beneficiary"]
    return one.back and any(covers(span, (one.trigger[0], one.trigger[0] + 1)) for span in spans)


def _clipped(span: Span, limit: Span) -> Span:
    """Without what makes the words indirect: -고 of -다고 is not the speaker's."""
    return span[0], min(span[1], limit[1]) if span[0] < limit[1] else span[1]


def _field(name: str) -> Field:
    return msgspec.convert(name, Field)


def _crossers(scene: Scene, trigger: Trigger, rule: str) -> list[Slot]:
    """밀수꾼 3명, 탈북 주민 2명: who does it stands in the noun phrase itself."""
    clause = scene.clause(trigger)
    head = clause.head if clause is not None and clause.close == "ETM" else None
    if head is None or not can_suffer(scene, head):
        return []
    slot = party_slot(scene, "actor", head, rule)
    return [slot] if slot is not None else []


def _attempted(acts: list[Found]) -> None:
    """Who was shot or caught while crossing had not got across."""
    for one in acts:
        if one.kind not in DEEDS or one.stage != "accomplished":
            continue
        later = [f for f in acts if f.kind in CAUGHT and f.trigger[0] > one.trigger[0]]
        if later and one.kind == "border-crossing" and one.rule.endswith("active"):
            one.stage, one.stage_spans = "attempted", (one.trigger,)


def _quotes(text: str, part: Part) -> list[Span]:
    first, last = part.sentence.start, part.sentence.end
    return [
        (s + first, e + first) for s, e in quotations(text[first:last])
        if part.quote is None or s + first > part.quote[0]
    ]  # fmt: skip
