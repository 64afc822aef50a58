"""Writes rows and their names in the format of `sacho.read.gazetteer`."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

from north import LATER_CITIES, both_spellings, plain_name
from rows import Place

from sacho.read.gazetteer import FORMAT, NAMES_PER_BLOCK, PLACES_PER_BLOCK, fold

# Cities that a bare name means before the state of the same name.
_BEFORE_STATE = {"geonames:4140963": 1e8, "geonames:5128581": 1e8}


def pack(lines: list[str], size: int) -> tuple[list[int], bytes]:
    """Lines in compressed blocks of `size`, with the offset of each block and of the end."""
    offsets, packed = [0], b""
    chunks: list[bytes] = []
    for start in range(0, len(lines), size):
        chunk = zlib.compress("\n".join(lines[start : start + size]).encode("utf-8"), 9)
        chunks.append(chunk)
        offsets.append(offsets[-1] + len(chunk))
    packed = b"".join(chunks)
    return offsets, packed


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
        if not number:
            return digits


def write(places: list[Place], output: Path) -> str:
    """Writes the file and returns its version."""
    for place in places:
        place.weight = _BEFORE_STATE.get(place.id, place.weight)
        if place.country == "KP":
            place.names.add(place.name)
            place.name = plain_name(place.name) if place.level == "s" else place.name
            both_spellings(place)
    places.sort(key=lambda p: (-p.weight, p.id))
    index: dict[str, dict[int, bool]] = defaultdict(dict)
    lines: list[str] = []
    for rank, place in enumerate(places):
        main = {fold(n) for n in place.names} | {fold(place.name)}
        for key in sorted(main | {fold(n) for n in place.others}):
            if len(key) > 1 and len(index[key]) < 48:
                index[key][rank] = key in main
        for heard in sorted(place.sounds):
            index["~" + heard][rank] = True
        fields = [place.id, place.name, place.country, place.code, place.level,
                  str(round(place.lat * 1000)), str(round(place.lon * 1000)), str(place.people),
                  f"{round(place.radius, 1):g}"]  # fmt: skip
        if place.strip:
            fields.append(" ".join(f"{x:g}" for x in place.strip))
        lines.append("\t".join(fields))
    keys = sorted(key for key in index if index[key])
    names = [
        key + "\t" + ",".join(("" if main else "~") + _base36(rank)
                              for rank, main in sorted(index[key].items()))
        for key in keys
    ]  # fmt: skip
    version = sha256("\n".join([*lines, *names]).encode("utf-8")).hexdigest()[:16]
    place_offsets, place_bytes = pack(lines, PLACES_PER_BLOCK)
    name_offsets, name_bytes = pack(names, NAMES_PER_BLOCK)
    head = {
        "version": f"gazetteer/1:{version}",
        "places": place_offsets,
        "names": [place_offsets[-1] + offset for offset in name_offsets],
        "first_names": keys[::NAMES_PER_BLOCK],
        "admin1": LATER_CITIES
        | {f"{p.country}.{p.code}": p.name for p in places if p.level == "p"},
    }
    encoded = json.dumps(head, ensure_ascii=False, sort_keys=True).encode("utf-8")
    output.write_bytes(FORMAT + b"\n" + encoded + b"\n" + place_bytes + name_bytes)
    return str(head["version"])
