"""Accounts of a reading -> incident templates of MUC-4.

Accounts of harm become templates; all accounts of one incident type in a text are taken as one
incident (gold collapsed so still scores 86). Words come from the claims as written.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from evals.adapters.muc4_names import fullest, named, sort_of, strings, words
from evals.scorers.ceaf import Entity, Template, normalise, template
from evals.scorers.muc_keys import Fill, Key, code
from sacho.model.account import Account, Reading
from sacho.model.claim import Claim
from sacho.model.values import Count, Means, Party, Period, Place

UNTOLD = {"denied", "hypothetical"}
_DAMAGING = {"bombing", "arson"}
_EFFECT = {"killed": "death", "injured": "injury"}


def incidents(reading: Reading) -> dict[str, list[Account]]:
    """Accounts by incident type, in the order told."""
    found: dict[str, list[Account]] = {}
    for account in reading.accounts:
        type_ = words().type.get(account.kind)
        if type_ is not None and _told(account):
            found.setdefault(type_, []).append(account)
    return {type_: accounts for type_, accounts in found.items() if _upon_somebody(accounts)}


def _upon_somebody(accounts: list[Account]) -> bool:
    """Whether anything is told of it beside that it happened: the task leaves out what is told
    of in general ("the bombings of past years")."""
    claims = [c for account in accounts for c in account.claims if c.stance not in UNTOLD]
    return any(c.field not in ("kind", "stage", "period", "place", "happenings") for c in claims)


def _told(account: Account) -> bool:
    """Whether anybody says that it happened or will: an imagined act is no incident."""
    stances = [claim.stance for claim in account.claims if claim.field == "kind"]
    return not stances or any(stance not in UNTOLD for stance in stances)


def templates(reading: Reading, variants: bool = False) -> list[Template]:
    """Five-slot templates; with `variants` every string that names an entity, else the first."""
    return [
        template(type_, _roles(accounts, variants))
        for type_, accounts in incidents(reading).items()
    ]


def _roles(accounts: list[Account], variants: bool) -> dict[str, list[Entity]]:
    roles: dict[str, list[Entity]] = {}
    told = [c for account in accounts for c in account.claims if c.stance not in UNTOLD]
    people = [names[0] for c in told for role, names in named(c) if role == "Victim"]
    for claim in told:
        for role, names in named(claim):
            if role == "Victim":
                full = fullest(names[0], people)
                names = tuple(dict.fromkeys((full, *names)))
            listed = roles.setdefault(role, [])
            if not any(set(names) & set(other) for other in listed):
                listed.append(names if variants else names[:1])
    return roles


def keys(reading: Reading) -> list[Key]:
    """Templates with all slots, where the reading tells them."""
    return [_key(type_, accounts, reading) for type_, accounts in incidents(reading).items()]


def _key(type_: str, accounts: list[Account], reading: Reading) -> Key:
    claims = [c for account in accounts for c in account.claims if c.stance not in UNTOLD]
    tables = words()
    perpetrators = [c for c in claims if c.field == "perpetrator"]
    targets = [c for c in claims if c.field == "target" and named(c)]
    people = [c for c in claims if c.field == "victim" and isinstance(c.value, Party)]
    means = [c for c in claims if isinstance(c.value, Means)]
    slots = {
        "incident_date": _date(claims, reading.report.published),
        "incident_location": _place(claims, reading),
        "incident_type": (Fill((type_,)),),
        "incident_stage_of_execution": (Fill((tables.stage[accounts[0].stage],)),),
        "incident_instrument_id": _in_role(means, "Weapon"),
        "incident_instrument_type": _once(_instruments(means)),
        "perp_incident_category": (Fill((_category(perpetrators),)),),
        "perp_individual_id": _in_role(perpetrators, "PerpInd"),
        "perp_organization_id": _in_role(perpetrators, "PerpOrg"),
        "perp_organization_confidence": _once(
            _confidence(c, names) for c in perpetrators for r, names in named(c) if r == "PerpOrg"
        ),
        "phys_tgt_id": _in_role(targets, "Target"),
        "phys_tgt_type": _once(
            Fill((sort_of(c, tables.things, "other"),), strings(c)) for c in targets
        ),
        "phys_tgt_effect_of_incident": _once(
            Fill(("some damage",), strings(c)) for c in targets if type_ in _DAMAGING
        ),
        "phys_tgt_number": _once(Fill((_how_many(c),), strings(c)) for c in targets),
        "hum_tgt_name": _in_role(people, "Victim"),
        "hum_tgt_description": _once(Fill(strings(c)) for c in people if not named(c)),
        "hum_tgt_type": _once(
            Fill((sort_of(c, tables.persons, "civilian"),), _person(c)) for c in people
        ),
        "hum_tgt_number": _once(Fill((_how_many(c),), _person(c)) for c in people),
        "hum_tgt_effect_of_incident": _once(_effects(claims, people)),
    }
    return Key({slot: fills for slot, fills in slots.items() if fills})


def _once(fills: Iterable[Fill]) -> tuple[Fill, ...]:
    return tuple(dict.fromkeys(fill for fill in fills if fill.values))


def _in_role(claims: list[Claim], role: str) -> tuple[Fill, ...]:
    return _once(Fill(names) for claim in claims for r, names in named(claim) if r == role)


def _person(claim: Claim) -> Entity:
    """The name where there is one, else the description."""
    return next((names for role, names in named(claim) if role == "Victim"), strings(claim))


def _date(claims: list[Claim], published: str | None) -> tuple[Fill, ...]:
    """The first day or interval told; where none is, some day up to that of the report."""
    for claim in claims:
        if isinstance(claim.value, Period):
            ends = (claim.value.earliest or "", claim.value.latest or "")
            return (Fill((f"{ends[0][:10]}/{ends[1][:10]}",)),)
    return (Fill((f"/{published[:10]}",)),) if published else ()


def _place(claims: list[Claim], reading: Reading) -> tuple[Fill, ...]:
    """The narrowest place told; where none is, the country that the text speaks of most."""
    told = [claim.value for claim in claims if isinstance(claim.value, Place)]
    if told:
        return _once([Fill((_from_country_down(min(told, key=_width)),))])
    named_places = [one.value for one in reading.values if isinstance(one.value, Place)]
    countries = Counter(_COUNTRIES.get(place.country or "", "") for place in named_places)
    countries.pop("", None)
    return _once([Fill((countries.most_common(1)[0][0],))]) if countries else ()


def _width(place: Place) -> int:
    return ["point", "settlement", "admin2", "admin1", "country", "region"].index(place.level)


def _from_country_down(place: Place) -> str:
    country = _COUNTRIES.get(place.country or "", "")
    parts = [country, place.admin1 or "", place.name]
    plain = [unicodedata.normalize("NFKD", part).encode("ascii", "ignore") for part in parts]
    normal = [normalise(part.decode()) for part in plain]
    return ": ".join(dict.fromkeys(filter(None, normal)))


def _instruments(means: list[Claim]) -> Iterable[Fill]:
    for claim in means:
        if isinstance(claim.value, Means) and claim.value.code in words().instrument:
            yield Fill((words().instrument[claim.value.code],), strings(claim))


def _category(perpetrators: list[Claim]) -> str:
    """Violence by a state's own is told apart; every other incident of the task is terrorism."""
    official = any(
        isinstance(c.value, Party) and c.value.status == "official" for c in perpetrators
    )
    return code("STATE-SPONSORED VIOLENCE" if official else "TERRORIST ACT")


def _confidence(claim: Claim, names: Entity) -> Fill:
    tables = words().confidence
    kinds = {speaker.kind for speaker in claim.speakers}
    stance: str = claim.stance
    if "perpetrator" in kinds:
        stance = "claimed"
    elif stance == "alleged" and "official" in kinds:
        stance = "alleged-by-authorities"
    return Fill((tables[stance],), names)


def _how_many(claim: Claim) -> str:
    party = claim.value if isinstance(claim.value, Party) else None
    count = party.count if party else None
    if count is None:
        many = party is not None and party.kind in ("group", "crowd")
        return "plural" if many or claim.written.lower().endswith("s") else "1"
    return _number(count)


def _number(count: Count) -> str:
    if count.high == count.low:
        return str(count.low)
    if count.high is None:
        return "plural" if count.low == 2 else code(f"{count.low} -")
    return code(f"{count.low} - {count.high}")


def _effects(claims: list[Claim], people: list[Claim]) -> Iterable[Fill]:
    """Death or injury, of those whose words the count shares or, if none do, of everyone told."""
    for claim in claims:
        if claim.field not in _EFFECT or claim.stance == "expected":
            continue
        if isinstance(claim.value, Count) and claim.value.high == 0:
            yield Fill(("no injury or death",))
            continue
        shared = [p for p in people if set(p.spans) & set(claim.spans)]
        about = shared or [claim]
        for person in about:
            yield Fill((_EFFECT[claim.field],), _person(person))


_COUNTRIES = {
    "AR": "argentina", "BO": "bolivia", "BR": "brazil", "CL": "chile", "CO": "colombia",
    "CR": "costa rica", "EC": "ecuador", "GT": "guatemala", "HN": "honduras", "MX": "mexico",
    "NI": "nicaragua", "PA": "panama", "PE": "peru", "PY": "paraguay", "SV": "el salvador",
    "US": "united states", "UY": "uruguay", "VE": "venezuela",
}  # fmt: skip
