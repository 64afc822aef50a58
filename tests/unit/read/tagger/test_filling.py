"""Marked words become claims, or do not."""

from __future__ import annotations

from sacho.model.account import ReportHead
from sacho.model.claim import Claim
from sacho.model.span import Span
from sacho.model.values import Count
from sacho.read.accounts import ByGrammar
from sacho.read.context import Context
from sacho.read.grounding import refusal
from sacho.read.languages import grammar_for
from sacho.read.reader import read_by_grammar
from sacho.read.tagger.belonging import holds
from sacho.read.tagger.filling import Filling, fill
from sacho.read.tagger.marking import Act, Marked, Word
from sacho.read.tagger.network import Sight, nothing
from sacho.read.tagger.weighing import Weigher

TEXT = (
    "INVENTED EXAMPLE\n\nThe sentries opened fire at the rice mill near the ford. "
    "Seven loaders fell, among them two boys. A trader saw it."
)
CONTEXT = Context(ReportHead("x", publisher="Invented Post", published="2031-05-04", language="en"))
GRAMMAR = grammar_for("en")
KEEP_ALL = Weigher({"all": 3.0}, {"tagger": 0.1, "grammar": 0.1})
DROP_ALL = Weigher({"all": -3.0}, {"tagger": 0.9, "grammar": 0.9})


def at(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


def word(field: str, words: str, part: float = 0.0) -> Word:
    return Word(field, at(words), 0.9, "asserted", part, ((0, 0.9),), (None, 1.0))


def sight(*words: Word, act: str = "opened fire", kind: str = "shooting") -> Sight:
    """A network that sees one act and these words."""
    one = Act(at(act), 0.9, kind, 0.9, "accomplished", "asserted")
    own = word("kind", act)
    return nothing(Marked((one,), (own, *words), ()))


def told() -> ByGrammar:
    return read_by_grammar(TEXT, CONTEXT, GRAMMAR)


def claims(seen: Sight, weigher: Weigher = KEEP_ALL) -> list[Claim]:
    return [c for d in fill(told(), GRAMMAR, seen, weigher) for c in d.claims]


def test_a_marked_count_becomes_a_claim_with_the_value_that_its_words_give() -> None:
    """The network chooses "Seven loaders"; the grammar reads seven."""
    found = [c for c in claims(sight(word("killed", "Seven loaders"))) if c.field == "killed"]

    assert ["Seven loaders"] == [c.written for c in found]
    assert Count(7, 7) == found[0].value


def test_words_without_a_value_become_no_claim() -> None:
    """What the grammar reads no amount in is no quantity, however sure the network is."""
    assert not [c for c in claims(sight(word("quantity", "saw it"))) if c.field == "quantity"]


def test_a_marked_part_points_at_its_whole() -> None:
    """Two of the seven are a part of them, so that nothing is added twice."""
    seen = sight(word("killed", "Seven loaders"), word("killed", "two boys", part=0.9))
    by_words = {c.written: c for c in claims(seen) if c.field == "killed"}

    assert by_words["two boys"].of == by_words["Seven loaders"].id


def test_a_place_that_no_gazetteer_holds_keeps_its_words() -> None:
    """A mill is a place, without degrees that nobody told."""
    found = [c for c in claims(sight(word("place", "the rice mill"))) if c.rule == "tagger"]

    assert "rice mill" in [c.written for c in found if c.field == "place"]


def test_every_claim_it_proposes_passes_the_gate() -> None:
    """Words read again give their value: the network supplies none."""
    seen = sight(word("killed", "Seven loaders"), word("perpetrator", "The sentries"),
                 word("place", "the rice mill"), word("victim", "two boys"))  # fmt: skip

    assert [] == [why for c in claims(seen) if (why := refusal(c, TEXT, CONTEXT, GRAMMAR))]


def test_unlikely_claims_are_left_out_with_their_account() -> None:
    """A weigher that believes nothing leaves nothing, from whoever it came."""
    assert [] == claims(sight(word("killed", "Seven loaders")), DROP_ALL)


def test_an_act_whose_words_carry_another_kind_begins_no_account() -> None:
    """ "A trader" carries no arson, so the network's say-so is not enough."""
    drafts = Filling(told(), GRAMMAR, sight(act="A trader", kind="arson")).candidates()

    assert "arson" not in [d.kind for d in drafts]


def test_an_act_that_only_the_network_marks_joins_the_happening_it_tells_again() -> None:
    """Loaders who gave their lives were shot in the sentence before: one account, told twice."""
    text = TEXT.replace("Seven loaders fell", "Seven loaders gave their lives")
    start = text.index("gave their lives")
    act = Act((start, start + 16), 0.9, "killing", 0.9, "accomplished", "asserted")
    seen = nothing(Marked((act,), (), ()))
    drafts = fill(read_by_grammar(text, CONTEXT, GRAMMAR), GRAMMAR, seen, KEEP_ALL)

    assert [("shooting", 2)] == [(d.kind, len(d.triggers)) for d in drafts]


def test_what_an_order_says_is_to_be_done_is_no_act_of_its_own() -> None:
    """The instruction's words are marked as a shooting, and yet nobody was shot."""
    text = "INVENTED EXAMPLE\n\nThe colonel ordered the guards to shoot whoever wades in."
    read = read_by_grammar(text, CONTEXT, GRAMMAR)
    start = text.index("shoot")
    act = Act((start, start + 5), 0.9, "shooting", 0.9, "accomplished", "asserted")
    drafts = fill(read, GRAMMAR, nothing(Marked((act,), (), ())), KEEP_ALL)

    assert ["order"] == [d.kind for d in drafts]


def test_an_order_takes_no_dead_however_near_they_are_told() -> None:
    """Words tied to an order go to the nearest account that can hold them."""
    seen = sight(word("killed", "Seven loaders"), act="opened fire")
    drafts = fill(told(), GRAMMAR, seen, KEEP_ALL)

    assert all(d.kind == "shooting" for d in drafts if any(c.field == "killed" for c in d.claims))
    assert not holds("order", "killed")
    assert holds("execution", "killed")
