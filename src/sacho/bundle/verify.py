#!/usr/bin/env python3
# ruff: noqa: T201, BLE001
# pyright: basic
"""Check a bundle of evidence: `python3 verify.py` in its folder, or `python3 verify.py FILE.zip`.

Needs Python 3.8 or newer and nothing else; opens no connection and changes nothing. Prints what
it checked, the first things that are wrong, and what it cannot check. Exit 0: nothing is wrong;
3: something is; 2: it could not be read. `--public LINE` names the public key you were given by
another way, and `--checkpoint FILE` a checkpoint that you were given earlier.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import sys
import zipfile
from pathlib import Path

FORMAT = "sacho-bundle/1"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
UNCHECKED = (
    "whether a report tells the truth, or came from where it says",
    "whether the times are right: they are those of the machine that recorded",
    "whether the holder of the signing key wrote the whole history anew: compare a checkpoint that "
    "you were given earlier (--checkpoint), and the public key with one given by another way",
    "whether other reports or decisions were left out of the bundle (it says how many)",
    "the dossiers' wording and grouping, and the short form of values: check each against its "
    "words in the text, and against `recorded` in claims.json",
    "whether this program is the one that was published: compare it with the project's own",
    "whether evidence is admitted: that is for the court",
)

# -- Ed25519 (RFC 8032), verification only -----------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def inert(cell):
    """A cell as claims.csv has it: a quote before what a spreadsheet takes for a formula."""
    risky = cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA)
    return f"'{cell}" if risky else cell


def _add(a, b):
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    s, t = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    u, v = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = _add(result, point)
        point = _add(point, point)
        number >>= 1
    return result


def _point(data):
    """The point of 32 bytes; None where they are none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def _same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(public, message, signature):
    """Whether an Ed25519 signature is good."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= ORDER:
        return False
    # A key of small order would sign anything.
    if _same(_times(8, key), (0, 1, 1, 0)):
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    return _same(_times(scalar, BASE), _add(commitment, _times(challenge, key)))


# -- the log: RFC 6962 trees, C2SP signed notes ------------------------------------------------


def included(leaf, index, size, proof):
    """The root that follows if the leaf stands at `index`; None where the proof cannot fit."""
    if not 0 <= index < size:
        return None
    at, last, result = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            result = hashlib.sha256(b"\x01" + step + result).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            result = hashlib.sha256(b"\x01" + result + step).digest()
        at, last = at >> 1, last >> 1
    return result if last == 0 else None


def public_key(line):
    """Name and 32 bytes of a line `name+hash+base64`. Raises ValueError."""
    name, hashed, encoded = line.strip().split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    if len(raw) != 33 or raw[0] != 1 or _key_id(name, raw).hex() != hashed:
        raise ValueError("the public key is malformed")
    return name, raw


def _key_id(name, raw):
    return hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]


def checkpoint(note, name, raw):
    """Size and root of a signed note. Raises ValueError where its signature is not good."""
    body, parted, signatures = note.partition("\n\n")
    lines = body.split("\n")
    if not parted or len(lines) < 3 or lines[0] != name:
        raise ValueError("the checkpoint is of another log, or none")
    for line in signatures.splitlines():
        if line.startswith(f"\N{EM DASH} {name} "):
            told = base64.b64decode(line.rsplit(" ", 1)[1], validate=True)
            if told[:4] == _key_id(name, raw) and signed(raw[1:], f"{body}\n".encode(), told[4:]):
                return int(lines[1]), base64.b64decode(lines[2], validate=True)
    raise ValueError("the signature of the checkpoint is wrong")


# -- the bundle --------------------------------------------------------------------------------


class Bundle:
    """The files of a bundle: in a zip or in a folder."""

    def __init__(self, path):
        self._zip = zipfile.ZipFile(path) if path.is_file() else None
        self._folder = path

    def names(self):
        if self._zip:
            return [i.filename for i in self._zip.infolist() if not i.is_dir()]
        found = (f for f in self._folder.rglob("*") if f.is_file())
        return [f.relative_to(self._folder).as_posix() for f in found]

    def open(self, name):
        return self._zip.open(name) if self._zip else (self._folder / name).open("rb")

    def read(self, name):
        with self.open(name) as opened:
            return opened.read()

    def digest(self, name):
        made = hashlib.sha256()
        with self.open(name) as opened:
            for block in iter(lambda: opened.read(65536), b""):
                made.update(block)
        return made.hexdigest()


class Check:
    """Goes through a bundle and gathers what is wrong."""

    def __init__(self, bundle):
        self.bundle = bundle
        self.wrong = []
        self.unseen = 0
        self.rows = {}
        self.custody = []
        self.told = {}

    def fault(self, item, what):
        self.wrong.append(f"{item}: {what}")

    def run(self, public=None, earlier=None):
        line = self.bundle.read("public").decode()
        name, raw = public_key(line)
        if public is not None and public.strip() != line.strip():
            self.fault("public", "it is not the public key that you named")
        self.files(raw)
        self.told = json.loads(self.bundle.read("bundle.json"))
        if self.told.get("format") != FORMAT:
            self.fault("bundle.json", "it is of a format that this program does not know")
        size, root = checkpoint(self.bundle.read("checkpoint").decode(), name, raw)
        if earlier is not None:
            self.earlier(checkpoint(earlier, name, raw), size, root)
        for number in self.told["entries"]:
            self.entry(number, size, root)
        self.reports()
        told = json.loads(self.bundle.read("claims.json"))
        self.claims(told)
        self.table(told)
        self.decisions()

    def files(self, raw):
        """Each file against the signed list of hashes, and no file besides."""
        listed = self.bundle.read("manifest.json")
        if not signed(raw[1:], listed, self.bundle.read("manifest.sig")):
            self.fault("manifest.json", "its signature is wrong")
        due = json.loads(listed)
        names = self.bundle.names()
        if len(set(names)) != len(names):
            self.fault("bundle", "a name stands in it twice")
        for name in sorted(set(due) - set(names)):
            self.fault(name, "it is missing")
        for name in sorted(set(names) - {"manifest.json", "manifest.sig"}):
            if name not in due:
                self.fault(name, "it was added to the bundle")
            elif self.bundle.digest(name) != due[name]:
                self.fault(name, "its bytes were altered")

    def earlier(self, given, size, root):
        """A checkpoint given earlier: the log of the bundle must have grown out of it."""
        old, before = given
        if old > size:
            self.fault("checkpoint", f"you were given one of {old} entries, this has {size}")
        elif old == size and before != root:
            self.fault("checkpoint", "the history is not the one that you were given earlier")
        elif old < size:
            print(
                "Not compared: the checkpoint given earlier is of a smaller log; ask the project "
                "for `sacho verify --against` with it, or for a bundle made then."
            )

    def entry(self, number, size, root):
        """One journal entry: it is in the log, and it marked each row that it is said to hold."""
        item = f"journal entry {number}"
        told = json.loads(self.bundle.read(f"entries/{number}.json"))
        parts = json.loads(told["entry"])
        hashed = hashlib.sha256(told["entry"].encode()).digest()
        leaf = hashlib.sha256(b"\x00" + hashed).digest()
        proof = [bytes.fromhex(step) for step in told["proof"]]
        if parts[0] != number or included(leaf, number - 1, size, proof) != root:
            self.fault(item, "it is not in the log that was signed")
        salt, marks = bytes.fromhex(told["salt"]), base64.b64decode(parts[5])
        due = sorted(marks[at : at + 32] for at in range(0, len(marks), 32))
        made = sorted(hashlib.sha256(salt + row.encode()).digest() for row in told["rows"])
        if due != made:
            self.fault(item, "its rows are not those that it recorded")
        for row in told["rows"]:
            table, values = json.loads(row)
            if values.get("entry") != number:
                self.fault(item, "a row of another entry stands in it")
            self.rows.setdefault(table, []).append(values)
        self.custody.append({"entry": number, "at": parts[1], "action": parts[2]})

    def reports(self):
        """Originals and texts against their ids and rows, and the history against the entries."""
        if json.loads(self.bundle.read("custody.json")) != self.custody:
            self.fault("custody.json", "it is not what the journal entries say")
        recorded = {row["id"]: row for row in self.rows.get("report", ())}
        texts = {row["id"]: row for row in self.rows.get("text", ())}
        for report in self.told["reports"]:
            file = "originals/" + report.split(":")[1]
            row = recorded.pop(report, None)
            if row is None:
                self.fault(report, "no journal entry recorded it")
            if self.bundle.digest(file) != report.split(":")[1]:
                self.fault(file, "it does not hash to the report's id")
        for report in recorded:
            self.fault(report, "it was recorded, but is not among the reports of the bundle")
        for name, row in texts.items():
            file = "texts/" + name.split(":")[1] + ".txt"
            if self.bundle.read(file) != row["text"].encode():
                self.fault(file, "it is not the text that was recorded")

    def claims(self, told):
        """Each claim stands in the journal, and its words stand in the text where it says."""
        texts = {row["id"]: row for row in self.rows.get("text", ())}
        recorded = {row["id"]: row for row in self.rows.get("claim", ())}
        stances = {}
        for row in self.rows.get("proposal", ()):
            stances.setdefault(row["claim"], set()).add(row["stance"])
        for claim in told:
            item, row = claim["id"], recorded.get(claim["id"])
            text = texts.get(claim["text"], {}).get("text", "")
            quotes = [text[start:end] for start, end in claim["spans"]]
            if not quotes or "" in quotes or quotes != claim["quotes"]:
                self.fault(item, "its words do not stand in the text where it says")
            if claim["report"] != texts.get(claim["text"], {}).get("report"):
                self.fault(item, "it is told of another report")
            if row is None:
                # Its entry may be one of those that also tell of other reports.
                self.unseen += 1
                if not (claim["by_hand"] and self.told["left_out"]):
                    self.fault(item, "no journal entry recorded it")
                continue
            same = [claim[key] for key in ("field", "written", "text", "recorded", "speakers")]
            speakers = [speaker["name"] for speaker in json.loads(row["speakers"])]
            due = [row["field"], row["written"], row["text"], row["value"], speakers]
            stance = stances.get(item, {"asserted"})
            if same != due or claim["spans"] != json.loads(row["spans"]):
                self.fault(item, "it is not told as it was recorded")
            if claim["stance"] not in stance or claim["by_hand"] != (item not in stances):
                self.fault(item, "its stance, or who read it, is not told as it was recorded")

    def table(self, told):
        """The table for spreadsheets says what claims.json says."""
        text = self.bundle.read("claims.csv").decode()
        columns, *rows = csv.reader(text.splitlines(keepends=True))
        due = []
        for claim in told:
            cells = [" > ".join(claim[c]) if c == "speakers" else str(claim[c]) for c in columns]
            due.append([inert(cell) for cell in cells])
        if rows != due or columns[0] != "id":
            self.fault("claims.csv", "it does not say what claims.json says")

    def decisions(self):
        """Each decision stands in the journal as it is told."""
        recorded = {row["id"]: row for row in self.rows.get("decision", ())}
        about = {}
        for row in sorted(self.rows.get("decision_about", ()), key=lambda row: row["position"]):
            about.setdefault(row["decision"], []).append(row["subject"])
        for told in json.loads(self.bundle.read("decisions.json")):
            row = recorded.pop(told["id"], None)
            keys = ("verb", "by", "reason", "at", "value")
            same = row is not None and all(row.get(key) == told.get(key) for key in keys)
            if not same or about.get(told["id"], []) != told["about"]:
                self.fault(told["id"], "it is not told as it was recorded")
        for name in recorded:
            self.fault(name, "it was recorded, but is not among the decisions told")


def main(arguments):
    """Check and tell; gives the exit code."""
    options = {"--public": None, "--checkpoint": None}
    rest = list(arguments)
    for name in options:
        if name in rest:
            at = rest.index(name)
            options[name] = rest[at + 1]
            del rest[at : at + 2]
    path = Path(rest[0]) if rest else Path(__file__).resolve().parent
    try:
        earlier = options["--checkpoint"]
        told = Path(earlier).read_text(encoding="utf-8") if earlier else None
        check = Check(Bundle(path))
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        print(f"The bundle cannot be read: {error}")
        return 2
    try:
        check.run(options["--public"], told)
    # Any file may hold anything: what cannot be taken apart was altered.
    except Exception as error:
        check.fault("bundle", f"it cannot be taken apart ({type(error).__name__}: {error})")
    print(
        f"{len(check.told.get('reports', ()))} originals, {len(check.told.get('entries', ()))} "
        f"journal entries, {sum(map(len, check.rows.values()))} rows looked at."
    )
    for line in check.wrong[:50]:
        print(f"WRONG  {line}")
    print(f"{len(check.wrong)} faults." if check.wrong else "Nothing is wrong.")
    for left_out in check.told.get("left_out", ()):
        print(f"Left out: {left_out}.")
    if check.unseen:
        print(f"Not checked: {check.unseen} claims by hand, whose journal entry was left out.")
    for unchecked in UNCHECKED:
        print(f"Not checked: {unchecked}.")
    return 3 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
