"""North Korea: counties, the towns of the maps, and the two spellings of their Hangul."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

from korean import romanised
from rows import HANGUL, HERE, TAIL, Place, add_sounds, jsonl, kilometres

from sacho.read.gazetteer import fold, sound

LATER_CITIES = {"KP.12": "Pyongyang", "KP.14": "Nampo", "KP.18": "Rason", "KP.19": "Kaesong"}


def _northern_and_southern(name: str) -> str | None:
    """룡천 for 용천 and 용천 for 룡천: the other side's spelling of the first letter."""
    code = ord(name[0]) - 0xAC00
    if not 0 <= code < 11172:
        return None
    first, vowel, rest = code // 588, code % 588 // 28, code % 588
    soft = vowel in (2, 3, 6, 7, 12, 17, 20)  # ya yae yeo ye yo yu i
    other = {5: 11 if soft else 2, 11: 5 if soft else None, 2: None if soft else 5}.get(first)
    return None if other is None else chr(0xAC00 + other * 588 + rest) + name[1:]


def both_spellings(place: Place) -> None:
    for name in sorted(place.names):
        other = _northern_and_southern(name) if HANGUL.match(name) else None
        if other:
            (place.names if ord(name[0]) - 0xAC00 < 588 * 6 and (ord(name[0]) - 0xAC00) // 588 == 5
             else place.others).add(other)  # fmt: skip


def plain_name(name: str) -> str:
    """Sinuiju for Sinŭiju: the main name of a place in North Korea, without marks and endings."""
    marks = unicodedata.normalize("NFKD", name)
    plain = re.sub(r"[’']", "", "".join(c for c in marks if not unicodedata.combining(c)))
    return TAIL.sub("", plain)


def north_korea(folder: Path, towns: list[Place]) -> list[Place]:
    """Counties, and the towns of the maps that GeoNames lacks; cities are one with their town."""
    renamed: dict[str, list[str]] = tomllib.loads(
        (HERE / "korea.toml").read_text(encoding="utf-8")
    )["renamed"]
    by_name = {
        fold(n): row["code"]
        for row in tomllib.loads((HERE / "korea.toml").read_text(encoding="utf-8"))["province"]
        if row["country"] == "KP" for n in [row["name"], *row["names"], *row["hangul"]]
    } | {fold(n): code[3:] for code, n in LATER_CITIES.items()}  # fmt: skip
    here = [p for p in towns if p.country == "KP"]
    found: list[Place] = []
    for row in jsonl(folder / "admin2_counties.jsonl"):
        hangul = re.sub(r"(?:시|군|구역|구)$", "", row.get("name_ko_candidate") or "") or (
            row.get("name_ko_candidate") or "")  # fmt: skip
        code = by_name.get(fold(row["province_en"]), "")
        full = row["name_en"]
        bare = re.sub(r" (?:City|County|District|Island)$", "", full)
        town_row = _same_place(here, bare, hangul, row["lat"], row["lon"])
        if town_row and code:
            town_row.code = code
        names = {bare, *renamed.get(hangul, [])} | ({hangul} if len(hangul) > 1 else set[str]())
        city = full.endswith("City") or (town_row is not None and town_row.people > 250_000)
        if town_row and city:
            town_row.names |= names | {f"{bare} City", f"{hangul}시"}
            add_sounds(town_row)
            continue
        kind, tail = ("City", "시") if city else ("County", "군")
        place = Place(f"kp:{row['pcode']}", bare if city else f"{bare} County", "KP", code,
                      "s" if city else "a", row["lat"], row["lon"], 60_000, 6 if city else 18,
                      {f"{bare} {kind}", f"{bare}-gun", f"{hangul}{tail}"},
                      weight=60_000)  # fmt: skip
        if not town_row:
            place.names |= names
            add_sounds(place)
        else:
            town_row.names |= names
            place.others |= {f"{n} County" for n in names if n.isascii()}
            add_sounds(town_row)
        place.sounds.add(sound(f"{bare} County"))
        found.append(place)
    return [*found, *_from_maps(folder, [*here, *found])]


def _same_place(here: list[Place], bare: str, hangul: str, lat: float, lon: float) -> Place | None:
    near = [p for p in here if kilometres(p, lat, lon) < 30]
    key = sound(bare)
    for place in sorted(near, key=lambda p: -p.people):
        if hangul in place.names or key in place.sounds or key == sound(place.name):
            return place
    return None


def _from_maps(folder: Path, known: list[Place]) -> list[Place]:
    """Settlements of the NGII maps (not peaks or features) that no row names yet."""
    found: list[Place] = []
    for row in jsonl(folder / "ngii_points_kp.jsonl"):
        name = re.sub(r"\(.*?\)|\s", "", row["name_ko"])
        settled = re.fullmatch(r"[가-힣]{2,6}", name) and name[-1] not in "도산강령봉호역"
        if row["layer"] != "premier_points" or not settled:
            continue
        bare = re.sub(r"(?:시|군|읍|리)$", "", name) if len(name) > 2 else name
        heard = sound(romanised(bare))
        if any(({name, bare} & p.names or heard in p.sounds) and kilometres(p, row["lat"], row["lon"]) < 30
               for p in [*known, *found]):  # fmt: skip
            continue
        latin = (row["name_rr_ngii"] or row["name_rr_auto"] or romanised(name)).strip()
        latin = latin[:1].upper() + latin[1:]
        close = min(known, key=lambda p: kilometres(p, row["lat"], row["lon"]))
        place = Place(f"ngii:{row['lat']:.3f},{row['lon']:.3f}", latin, "KP", close.code, "s",
                      row["lat"], row["lon"], 0, 4, {latin, name}, weight=100.0)  # fmt: skip
        place.others.add(bare if len(bare) > 1 else name)
        found.append(place)
    return found
