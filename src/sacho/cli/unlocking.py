"""How a keyholder proves who they are: key file and passphrase, never on the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sacho.sealed.vault import Opener, Vault
    from sacho.store.project import Project

KeyFileOption = Annotated[
    Path | None,
    typer.Option(
        "--key-file", envvar="SACHO_KEY_FILE", metavar="FILE",
        help="Your key file.", show_default="sacho.key in your home's .sacho folder",
    ),
]  # fmt: skip
RecoveryOption = Annotated[
    bool, typer.Option("--recovery", help="Open with the recovery code instead of a key file.")
]
PassphraseOption = Annotated[
    int | None,
    typer.Option(
        "--passphrase-fd", metavar="N",
        help="Read the passphrase from this open file descriptor; SACHO_PASSPHRASE_FILE names a "
        "file instead. By default you are asked.",
    ),
]  # fmt: skip


def key_file(given: Path | None) -> Path:
    """Where the key file is: as given, else in the home folder, never in the project."""
    return given or Path.home() / ".sacho" / "sacho.key"


def passphrase(asked: str, fd: int | None = None, confirm: bool = False) -> bytes:
    """The passphrase from a descriptor, a file or a prompt that shows nothing. UsageError."""
    from sacho.errors import UsageError

    named = os.environ.get("SACHO_PASSPHRASE_FILE")
    try:
        if fd is not None:
            with os.fdopen(fd, "rb", closefd=False) as given:
                return given.readline().rstrip(b"\r\n")
        if named:
            return Path(named).read_bytes().splitlines()[0]
    except (OSError, IndexError):
        raise UsageError(
            "The passphrase cannot be read from there.",
            "Name an open descriptor with --passphrase-fd, or a file in SACHO_PASSPHRASE_FILE.",
        ) from None
    if not sys.stdin.isatty():
        raise UsageError(
            "A passphrase is needed, and there is nobody to ask.",
            "Give --passphrase-fd N or SACHO_PASSPHRASE_FILE.",
        )
    return str(typer.prompt(asked, hide_input=True, confirmation_prompt=confirm, err=True)).encode()


def opener(given: Path | None, fd: int | None, recovery: bool = False) -> Opener:
    """The keyholder who asks, with their secret. Raises ProjectError, RefusedForSafety."""
    from sacho.sealed import keys
    from sacho.sealed.vault import Opener

    if recovery:
        code = passphrase("Recovery code", fd).decode("ascii", errors="replace")
        return Opener(*keys.from_recovery(code))
    path = key_file(given)
    if not path.is_file():
        # Said before the passphrase is asked for.
        keys.unlock(path, b"")
    return Opener(*keys.unlock(path, passphrase("Passphrase", fd)))


def vault(project: Project) -> Vault:
    """The project's vault; its writers wait for the project's own lock."""
    from sacho.sealed.vault import FOLDER, Vault

    return Vault(project.path / FOLDER, project.locked)


def looks_sealed(name: str) -> bool:
    """Whether a name is the pseudonym of a sealed thing, by its form."""
    return name[:2] in ("S-", "R-") and name[2:].isalnum() and name[2:].isupper()
