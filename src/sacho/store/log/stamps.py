"""Time stamps (RFC 3161): what an outside service signed to have seen, and when.

    log/stamps/N.note   the checkpoint of N entries that was stamped
    log/stamps/N.tsr    the service's token over those bytes
    log/stamps/N.pem    the authority that the user trusted for it: one or more certificates

All that leaves the building is one SHA-256 of one checkpoint and a random number. A token is
checked when it comes and at every `verify`, at the time it tells: an authority's certificate may
have run out since. Whether the authority deserves trust is the user's to say.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import re
import ssl
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from sacho.errors import EvidenceError, ProjectError, UsageError
from sacho.sealed.files import plain_bytes, spelled
from sacho.store.fault import RESTORE, Fault
from sacho.store.log import checkpoints, note, vault
from sacho.store.project import Project

NOTE, TOKEN, AUTHORITY = ".note", ".tsr", ".pem"
SECONDS = 30
LARGEST = 1 << 20  # bytes; tokens have 0.5 to 6 kB
_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
VISIBLE = "The service learns your internet address, the time, and one hash that says nothing."


class Stamp(msgspec.Struct, frozen=True):
    """The first `size` journal entries were seen at `at` (UTC) by who holds `authority`'s key.

    `authority` is the SHA-256 of the trusted certificates, as kept.
    """

    size: int
    at: str
    authority: str


def ask(project: Project, url: str, authority: bytes) -> Stamp:
    """Sign a checkpoint, have it stamped by the service at `url`, check and keep the token.

    The only thing in Sacho's store that opens a connection. A token that is not good is not kept.
    Raises ProjectError where the service cannot be reached, EvidenceError where it lies.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    signed = checkpoints.make(project).encode()
    builder = TimestampRequestBuilder().data(signed).hash_algorithm(HashAlgorithm.SHA256)
    request = builder.build()
    token = _post(url, request.as_bytes())
    return _keep(project, signed, token, authority, request.nonce)


def take(project: Project, token: bytes, authority: bytes) -> Stamp:
    """Keep a token over the newest checkpoint that was got elsewhere. Raises as `ask`."""
    file = checkpoints.folder(project) / checkpoints.CHECKPOINT
    if not file.exists():
        raise UsageError("There is no checkpoint yet.", "Make one with `sacho checkpoint`.")
    return _keep(project, file.read_bytes(), token, authority, None)


def newest(project: Project) -> Stamp | None:
    """The newest stamp whose token is good; None where nothing was ever stamped."""
    for size in sorted(_sizes(project), reverse=True):
        try:
            return _checked(project, size)
        except (EvidenceError, OSError):
            continue
    return None


def state(project: Project, entries: int) -> str:
    """In words: up to where and when the journal was stamped, and what came after."""
    stamp = newest(project)
    if stamp is None:
        return "Never stamped by a time stamping service."
    since = entries - stamp.size
    told = f"Stamped up to journal entry {stamp.size} at {stamp.at}"
    if since <= 0:
        return f"{told}; nothing was added since."
    return f"{told}. Not stamped since: {since} entries."


def faults(project: Project, log: checkpoints.Log) -> list[Fault]:
    """What is wrong with the stamps that are kept."""
    root = checkpoints.folder(project) / checkpoints.STAMPS
    if not root.is_dir():
        item = f"{checkpoints.FOLDER}/{checkpoints.STAMPS}"
        told = "it is no folder"
        return [Fault("log.stamp", item, told, RESTORE)] if os.path.lexists(root) else []
    found: list[Fault] = []
    heads = vault.heads(project)
    for size in sorted(_sizes(project)):
        item = f"{checkpoints.FOLDER}/{checkpoints.STAMPS}/{size}{TOKEN}"
        try:
            _checked(project, size)
            stamped = _note(project, root / f"{size}{NOTE}")
        except (EvidenceError, OSError) as error:
            why = error.message if isinstance(error, EvidenceError) else "a part of it is missing"
            found.append(Fault("log.stamp", item, why, RESTORE))
            continue
        found += checkpoints.against(log, stamped) + checkpoints.put_back(stamped, heads)
    due = {f"{size}{end}" for size in _sizes(project) for end in (NOTE, TOKEN, AUTHORITY)}
    for file in sorted(root.iterdir()):
        if file.name not in due:
            item = f"{checkpoints.FOLDER}/{checkpoints.STAMPS}/{spelled(file.name)}"
            found.append(Fault("log.stranger", item, "Sacho made no such file", "Ask who did."))
    return found


def checked(token: bytes, over: bytes, authority: bytes, nonce: int | None = None) -> str:
    """When a token says that these bytes were seen, once all of it holds. Raises EvidenceError."""
    from cryptography import x509
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        roots = x509.load_pem_x509_certificates(authority)
        response = decode_timestamp_response(token)
        builder = VerifierBuilder(roots=roots, nonce=nonce)
        builder.build().verify(response, hashlib.sha256(over).digest())
        return response.tst_info.gen_time.astimezone(UTC).isoformat(timespec="seconds")
    except (VerificationError, ValueError, x509.InvalidVersion) as error:
        raise EvidenceError(
            "The time stamp is not good: " + str(error).split("\n", 1)[0][:120],
            "Ask the service again, and see that the authority is the right one.",
        ) from error


def _keep(
    project: Project, signed: bytes, token: bytes, authority: bytes, nonce: int | None
) -> Stamp:
    told = _parsed(project, signed)
    at = checked(token, signed, authority, nonce)
    away = abs((datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds())
    if nonce is not None and away > 3600:
        raise EvidenceError(
            "The service's time is more than an hour away from this machine's.",
            "Set the clock, or ask another service. Nothing was kept.",
        )
    root = checkpoints.folder(project) / checkpoints.STAMPS
    with project.locked():
        # The token last: until it stands there, nothing was stamped.
        parts = ((NOTE, signed), (AUTHORITY, authority), (TOKEN, token))
        for end, data in parts:
            checkpoints.keep(root / f"{told.size}{end}", data)
    return Stamp(told.size, at, hashlib.sha256(authority).hexdigest())


def _checked(project: Project, size: int) -> Stamp:
    root = checkpoints.folder(project) / checkpoints.STAMPS
    signed, token, authority = (
        plain_bytes(root / f"{size}{end}") for end in (NOTE, TOKEN, AUTHORITY)
    )
    if _parsed(project, signed).size != size:
        raise EvidenceError("The stamped checkpoint stands in the place of another.", RESTORE)
    at = checked(token, signed, authority)
    return Stamp(size, at, hashlib.sha256(authority).hexdigest())


def _parsed(project: Project, signed: bytes) -> note.Checkpoint:
    try:
        return note.read(signed.decode(), *checkpoints.public_key(project))
    except UnicodeDecodeError as error:
        raise EvidenceError("The stamped checkpoint cannot be read.", RESTORE) from error


def _note(project: Project, file: Path) -> note.Checkpoint:
    return _parsed(project, plain_bytes(file))


def _sizes(project: Project) -> set[int]:
    root = checkpoints.folder(project) / checkpoints.STAMPS
    tokens = root.glob(f"*{TOKEN}") if root.is_dir() else ()
    stems = (file.stem for file in tokens)
    # As Sacho writes a number: a stem of a thousand digits is a stranger's.
    return {int(stem) for stem in stems if _NUMBER.fullmatch(stem)}


def _post(url: str, body: bytes) -> bytes:
    """One request, no redirect followed, no cookie, no name of this program."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("This is no address of a time stamping service.", "Give http(s)://...")
    kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = kinds[parts.scheme](parts.hostname, parts.port, timeout=SECONDS)
        try:
            head = {"Content-Type": "application/timestamp-query"}
            connection.request("POST", path, body, head)
            answer = connection.getresponse()
            told = answer.read(LARGEST + 1)
        finally:
            connection.close()
    except (OSError, ssl.SSLError, http.client.HTTPException, ValueError) as error:
        raise ProjectError(
            f"The time stamping service did not answer ({type(error).__name__}).",
            "Nothing is lost: the checkpoint is signed. Ask again later, or another service.",
        ) from error
    if answer.status != 200 or len(told) > LARGEST:
        raise ProjectError(
            f"The time stamping service refused (status {answer.status}).",
            "Nothing is lost: the checkpoint is signed. Ask again later, or another service.",
        )
    return told
