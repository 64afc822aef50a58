"""The reader on one screen: which questions are asked of a text, and in which order.

1. analyse       sentences, tokens, groups; page furniture is left out
2. find_values   when, where, how many, anywhere in the text
3. attributions  who says it, nested; the outlet is the outermost speaker of all
4. tellings      which acts each sentence tells, and the words for who, whom, how many, with what
5. assemble      tellings of one happening become one account; words become claims
6. fill          the tagger, if the package has its weights, adds words and weighs every claim
7. ground        a claim stands only if its own words, read again, give its value
8. relate        which account is under which order, rewarded, investigated, denied

Pure: the same text and declared context give the same reading on any machine.
"""

from __future__ import annotations

import msgspec

from sacho.model.account import FoundValue, MadeWith, Reading, ReportHead
from sacho.model.claim import Attribution, Said
from sacho.model.problem import Problem
from sacho.model.span import Spans, any_overlap
from sacho.model.values import Period
from sacho.read import gazetteer, tables
from sacho.read.accounts import ByGrammar, Told, assemble
from sacho.read.context import Context
from sacho.read.grammar import Grammar
from sacho.read.grounding import ground
from sacho.read.headlines import without_headline
from sacho.read.languages import READ, grammar_for, language_of
from sacho.read.lone_words import told_enough
from sacho.read.proposers import Proposer, together
from sacho.read.relations import relate
from sacho.read.tagger.filling import filled
from sacho.read.tagger.network import shipped

READER = "sacho-read/0.1"


def read_text(
    text: str,
    head: ReportHead,
    language: str | None = None,
    furniture: Spans = (),
    trained: bool = True,
    proposer: Proposer | None = None,
) -> Reading:
    """Read one text. `language` overrides `head.language`; both None lets the script decide.
    `trained` False leaves the tagger out. A `proposer` adds its tellings to the grammar's; all pass
    the same gate.

    A language that Sacho does not read gives no accounts and the problem `language.not-read`.
    """
    spoken = language or head.language or language_of(text)
    context = Context(head, furniture)
    if spoken not in READ:
        return _unread(text, head, spoken)
    grammar = grammar_for(spoken)
    read = read_by_grammar(text, context, grammar, proposer)
    told = read.told
    drafts = filled(read, grammar) if trained else read.drafts
    accounts, refused = ground(drafts, text, context, grammar)
    return Reading(
        made_with=made_with(trained, proposer),
        report=head,
        text=text,
        attributions=tuple(told.attributions),
        accounts=accounts,
        links=relate(told, accounts),
        values=tuple(told.values),
        problems=(*read.problems, *refused),
    )


def read_by_grammar(
    text: str, context: Context, grammar: Grammar, proposer: Proposer | None = None
) -> ByGrammar:
    """What the grammar finds, before the tagger and the grounding gate see it."""
    furniture = context.furniture
    sentences = grammar.analyse(text, furniture)
    values, problems = _outside(furniture, *grammar.find_values(text, sentences, context))
    attributions = [_dated(a, values) for a in grammar.attributions(text, sentences, context)]
    tellings = without_headline(text, grammar.tellings(text, sentences, attributions))
    if proposer is not None:
        proposed, unproposed = proposer.propose(text, sentences)
        tellings = together(tellings, proposed)
        problems = [*problems, *unproposed]
    told = Told(text, context, sentences, values, attributions)
    drafts = told_enough(assemble(told, tellings, grammar))
    return ByGrammar(told, tellings, drafts, problems)


def _outside(
    furniture: Spans, values: list[FoundValue], problems: list[Problem]
) -> tuple[list[FoundValue], list[Problem]]:
    """Page furniture tells nothing: neither its dates nor what is wrong with them count."""
    return (
        [v for v in values if not any_overlap(v.spans, furniture)],
        [p for p in problems if not any_overlap(p.spans, furniture)],
    )


def made_with(trained: bool = True, proposer: Proposer | None = None) -> MadeWith:
    """The versions that a reading depends on besides the text and its declared context."""
    tagger = shipped() if trained else None
    parts = [READER, *([f"tagger/{tagger.version}"] if tagger else [])]
    parts += [proposer.name] if proposer is not None else []
    return MadeWith(
        reader=" + ".join(parts), gazetteer=gazetteer.shipped().version, tables=tables.version()
    )


def _dated(attribution: Attribution, values: list[FoundValue]) -> Attribution:
    """Fill in when it was told: the period whose words are those of `said`."""
    said = attribution.said
    if said is None or said.value is not None:
        return attribution
    for found in values:
        if isinstance(found.value, Period) and any_overlap(found.spans, said.spans):
            dated = Said(said.written, said.spans, found.value)
            return msgspec.structs.replace(attribution, said=dated)
    return attribution


def _unread(text: str, head: ReportHead, language: str) -> Reading:
    problem = Problem(
        "language.not-read",
        f"Sacho reads English and Korean; this report is kept but not read (language {language}).",
    )
    return Reading(made_with(), head, text, (), (), (), (), (problem,))
