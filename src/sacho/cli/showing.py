"""What `show` and `explain` say of one thing: lines for people, a record for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from sacho.cli.telling import claim_lines, in_words, parts_first, voices
from sacho.model.account import Account
from sacho.model.claim import Claim
from sacho.model.incident import Incident
from sacho.model.plain import plain
from sacho.model.recorded import RecordedAccount
from sacho.model.values import Period, Place
from sacho.model.vocabulary import label
from sacho.review.standing import not_retracted
from sacho.store import accounts, claims, decisions, finding, incidents, reports
from sacho.store.project import Project

if TYPE_CHECKING:
    from sacho.read.considered import Considered
    from sacho.rules.changes import Change


class Shown(msgspec.Struct, frozen=True):
    """One thing, three ways."""

    lines: list[str]
    record: object
    columns: tuple[str, ...] = ()
    rows: list[dict[str, Any]] = []


CLAIM_COLUMNS = ("claim", "field", "value", "written", "stance", "speakers", "report")


def showing(project: Project, told: str) -> Shown:
    """Show what the id names. An account's id names the incident that it is the first of."""
    noun, id_ = finding.resolve(project, told)
    return _SHOW[noun](project, id_)


def incident_lines(
    incident: Incident, group: Iterable[RecordedAccount], texts: dict[str, tuple[str, str]]
) -> Iterator[str]:
    """An incident as people read it: each field, each value, its words, who says it, where."""
    yield f"{label('kind', incident.kind).upper()}  {incident.id}"
    yield (f"  {len(incident.reports)} report(s), {len(incident.origins)} independent origin(s)")
    listed = list(group)
    for field in dict.fromkeys(c.field for a in listed for c in a.account.claims):
        if field == "kind":  # the heading says it
            continue
        told = [
            (a, depth, c)
            for a in listed
            for depth, c in parts_first(a.account.claims)
            if _whole_field(c, a) == field
        ]
        if not told:
            continue
        yield f"  {label('field', field)}"
        for account, depth, claim in told:
            name, text = texts[account.report]
            yield from claim_lines(claim, text, name, "    " + "  " * depth)


def _whole_field(claim: Claim, account: RecordedAccount) -> str:
    """A part is shown under the field of its whole."""
    by_id = {c.id: c for c in account.account.claims}
    while claim.of is not None and claim.of in by_id:
        claim = by_id[claim.of]
    return claim.field


def _names(project: Project) -> dict[str, tuple[str, str]]:
    texts = reports.newest_texts(project)
    return {
        r.id: (r.receipts[0].received_name, texts[r.id].text if r.id in texts else "")
        for r in reports.list_all(project)
    }


def _incident(project: Project, id_: str) -> Shown:
    from sacho.pipeline import decided, notices, recorded_accounts, without
    from sacho.rules.changes import changes

    incident = incidents.get(project, id_)
    by_id = {a.account.id: a for a in recorded_accounts(project)}
    group = [by_id[a] for a in incident.accounts if a in by_id]
    names = _names(project)
    lines = list(incident_lines(incident, group, names))
    refused = decided(project, group).ruled.refused
    stand = [without(account, refused) for account in group]
    found = changes(stand, notices(project, incident.reports), incidents.origins(project))
    lines += [_changed(change, group, names) for change in found]
    lines += judged_lines(project, group)
    for join in incident.joins:
        lines.append(f"  joined {'by a person' if join.by != 'machine' else ''}: {join.right}")
        lines += [
            f"    {c.weight:8} {c.field}: {c.left} / {c.right} ({c.note})" for c in join.compared
        ]
    record = {"incident": incident, "accounts": [a.account for a in group], "changes": found}
    return Shown(
        lines, record, CLAIM_COLUMNS, [_claim_row(c, a) for a in group for c in a.account.claims]
    )


def _changed(
    change: Change, group: list[RecordedAccount], names: dict[str, tuple[str, str]]
) -> str:
    """ "toll rises: killed 3 -> 5 (07-late.html)"."""
    claims = {c.id: c for a in group for c in a.account.claims}
    name = names[change.report][0]
    if change.field is None or change.claim is None:
        return f"  {change.how:10} an earlier report: «{change.words}» ({name})"
    field, claim = label("field", change.field), claims[change.claim]
    if change.before is None:
        voice = voices(claim.speakers) or "the report itself"
        return f"  denied     {field} {plain(claim.value)}, by {voice} ({name})"
    before = plain(claims[change.before].value)
    return f"  {change.how:10} {field} {before} -> {plain(claim.value)} ({name})"


def judged_lines(project: Project, group: Iterable[RecordedAccount]) -> Iterator[str]:
    """What people decided of these claims: their value beside the reader's, who and why."""
    from sacho.pipeline import decided

    listed = list(group)
    ids = {c.id: c for a in listed for c in a.account.claims}
    stand = decided(project, listed)
    for id_, judged in stand.claims.items():
        if id_ not in ids:
            continue
        claim, shown = ids[id_], stand.shown.get(id_)
        value = plain(claim.value)
        if judged.judgement == "corrected" and shown is not None:
            value = f"{plain(shown.claim.value)} (as read) -> {value}"
        yield (
            f"  {judged.judgement} by {judged.by}: {label('field', claim.field)} {value}: "
            f"{judged.reason}"
        )
    here = {a.account.id for a in listed}
    for move in stand.moves:
        if here & {move.moved.source.account, move.moved.target.account}:
            told = ", ".join(
                f"{label('field', c.field)} {plain(c.value)}"
                for c in move.moved.claims
                if c.id in move.moved.chosen
            )
            yield (
                f"  moved by {move.by}: {told} from {move.moved.source.account} to "
                f"{move.moved.target.account}: {move.reason}"
            )


def _claim_row(claim: Claim, account: RecordedAccount) -> dict[str, Any]:
    return {
        "claim": claim.id, "field": claim.field, "value": plain(claim.value),
        "written": claim.written, "stance": claim.stance, "speakers": voices(claim.speakers),
        "report": account.report,
    }  # fmt: skip


def _report(project: Project, id_: str) -> Shown:
    record = reports.get(project, id_)
    said = record.metadata
    lines = [
        f"REPORT  {record.id}",
        f"  title      {said.title or 'not known'}",
        f"  publisher  {said.publisher or 'not known'}",
        f"  published  {said.published or 'not known'} ({said.published_from or 'no basis'})",
        f"  language   {said.language or 'not known'}   format {record.format}   "
        f"handling {record.handling}   {record.size} bytes",
    ]
    lines += [
        f"  received   {r.received_at} as {r.received_name} ({r.how})" for r in record.receipts
    ]
    told = _told(project, id_)
    for account, text_id, kept in told:
        name, text = record.receipts[0].received_name, reports.text(project, text_id).text
        lines.append(f"  {label('kind', account.kind)}, {account.stage}{kept}  {account.id}")
        for depth, claim in parts_first(account.claims):
            if claim.field != "kind":
                lines += claim_lines(claim, text, name, "    " + "  " * depth)
    lines += _mended(project, id_)
    row = {"report": record, "accounts": [account for account, _, _ in told]}
    return Shown(lines, row, ("id", "size", "format", "handling"), [msgspec.to_builtins(record)])


def _told(project: Project, report: str) -> list[tuple[Account, str, str]]:
    """(account, its text, a word where no reading tells it any more), as people put them."""
    from sacho.pipeline import recorded_accounts

    now = [(a.account, a.text, "") for a in recorded_accounts(project) if a.report == report]
    known = {account.id for account, _, _ in now}
    gone = [a for a in accounts.for_report(project, report) if a.account.id not in known]
    return now + [(a.account, a.text, "  (no longer proposed)") for a in gone]


def _mended(project: Project, report: str) -> Iterator[str]:
    """What people said of a report's head, newest last, taken back or not."""
    about = decisions.list_all(project, about=report)
    counts = {d.id for d in not_retracted(decisions.list_all(project))}
    for made in (d for d in about if d.verb == "mend"):
        was = msgspec.json.decode(made.shown, type=dict[str, str | None])
        for name, now in msgspec.json.decode(
            made.value or "{}", type=dict[str, str | None]
        ).items():
            yield (
                f"  mended by {made.by}, {made.at}: {name} {was.get(name) or 'not known'} -> "
                f"{now or 'not known'}: {made.reason}"
                + ("" if made.id in counts else "  (taken back)")
            )


def _claim(project: Project, id_: str) -> Shown:
    return explaining(project, id_)


def explaining(project: Project, told: str) -> Shown:
    """Why a claim was read so: words, sentence, rule, speakers, basis, readings, decisions."""
    from sacho.pipeline import read_report
    from sacho.read.considered import considered

    noun, id_ = finding.resolve(project, told)
    if noun != "claim":
        from sacho.errors import UsageError

        raise UsageError(f"{id_} is no claim.", "`sacho show` an incident to see its claims.")
    found = claims.get(project, id_)
    claim = found.claim
    text = reports.text(project, found.text)
    report = reports.get(project, found.report)
    name = report.receipts[0].received_name
    lines = [
        f"CLAIM  {claim.id}",
        f"  field       {label('field', claim.field)}"
        + (f", part of {claim.of}" if claim.of else ""),
        f"  value       {plain(claim.value)}",
        f"  words       {in_words(text.text, claim)}",
        f"  where       {name}, code points {', '.join(f'{s}-{e}' for s, e in claim.spans)}",
        f"  says        {voices(claim.speakers) or 'the report itself'}",
        f"  stance      {label('stance', claim.stance)}",
        *_basis(claim),
        *(
            f"  proposed    by {p.reader}, rule {p.rule or 'not named'}, "
            f"confidence {p.confidence:.2f} that a careful reader would read it so, {p.at}"
            for p in found.proposals
        ),
    ]
    beside = considered(read_report(text, report.metadata), claim)
    lines += _considered_lines(beside, text.text)
    judged = decisions.list_all(project, about=id_)
    lines += [f"  decision    {d.verb} by {d.by}, {d.at}: {d.reason}" for d in judged]
    row = {
        "claim": claim,
        "report": found.report,
        "proposals": found.proposals,
        "considered": beside,
        "decisions": judged,
    }
    return Shown(
        lines,
        row,
        CLAIM_COLUMNS[:-1],
        [
            {
                "claim": claim.id,
                "field": claim.field,
                "value": plain(claim.value),
                "written": claim.written,
                "stance": claim.stance,
                "speakers": voices(claim.speakers),
            }
        ],
    )


def _considered_lines(beside: Considered, text: str) -> list[str]:
    lines = [
        f"  not taken   {label('field', v.field) if v.field != 'count' else 'number'} "
        f"{plain(v.value)}  «{v.written}»"
        for v in beside.values
    ]
    lines += [
        f"  refused     {p.code}: {p.message}  «{'; '.join(text[s:e] for s, e in p.spans)}»"
        for p in beside.refused
    ]
    lines += [
        f"  also said   by {a.speaker.name if a.speaker else 'somebody not named'}, "
        f"«{'; '.join(text[s:e] for s, e in a.cue)}»"
        for a in beside.tellings
    ]
    return lines


def _basis(claim: Claim) -> list[str]:
    """What a value stands on besides its own words."""
    value = claim.value
    if isinstance(value, Period):
        basis = value.basis
        anchor = f", counted from {basis.anchor}" if basis.anchor else ""
        table = f", row {basis.table} of the table of named periods" if basis.table else ""
        return [f"  basis       {basis.rule}{anchor}{table}; precise to the {value.precision}"]
    if isinstance(value, Place):
        others = "; ".join(
            f"{c.name}, {c.admin1 or ''} {c.country or ''}" for c in value.candidates[1:]
        )
        lines = [f"  basis       gazetteer row {value.gazetteer_id or 'none'}, level {value.level}"]
        return lines + ([f"  could be    {others}"] if others else [])
    return []


def _decision(project: Project, id_: str) -> Shown:
    found = decisions.get(project, id_)
    lines = [
        f"DECISION  {found.id}",
        f"  {found.verb} {' '.join(found.about)}"
        + (f" value {found.value}" if found.value else ""),
        f"  by {found.by}, {found.at}: {found.reason}",
        f"  shown: {found.shown}",
    ]
    return Shown(lines, found, ("id", "verb", "by", "reason", "at"), [msgspec.to_builtins(found)])


def _plain_record(project: Project, id_: str) -> Shown:
    """Receipts, texts, readings and problems are shown with the report that they belong to."""
    from sacho.errors import UsageError

    raise UsageError(f"{id_} is shown with its report.", "`sacho reports` lists the reports.")


_SHOW: dict[str, Callable[[Project, str], Shown]] = {
    "account": _incident, "report": _report, "claim": _claim, "decision": _decision,
    "text": _plain_record, "reading": _plain_record, "receipt": _plain_record,
    "problem": _plain_record,
}  # fmt: skip
