"""The vault beside the log: what of it a checkpoint holds, and what is wrong with it."""

from __future__ import annotations

from sacho.errors import EvidenceError
from sacho.sealed.files import spelled
from sacho.sealed.vault import FOLDER, Vault
from sacho.store import dialect
from sacho.store.fault import RESTORE, Fault
from sacho.store.project import Project

LOG = f"{FOLDER}/log"
_LEFT = "A stopped command may have left it: the next sealing destroys it. Else ask who added it."


def heads(project: Project) -> tuple[str, ...]:
    """The hash of every line of the vault's log, oldest first; none where it does not hold."""
    try:
        return Vault(project.path / FOLDER).heads
    except EvidenceError:
        return ()


def counted(project: Project) -> tuple[int, int]:
    """How many things are sealed, and how many were erased; nothing where its log does not hold."""
    try:
        vault = Vault(project.path / FOLDER)
    except EvidenceError:
        return 0, 0
    return len(vault.items), len(vault.erased)


def begun(project: Project) -> None:
    """Note in the database that there is a vault, so that `verify` misses it when it is gone."""
    with project.locked() as connection:
        dialect.note_begun(connection, FOLDER)


def faults(project: Project) -> list[Fault]:
    """What is wrong with the vault, without any key. Names pseudonyms and random names only."""
    found = _faults(project)
    # One more look: something may have been sealed anew while its files were read.
    return found and _faults(project)


def _faults(project: Project) -> list[Fault]:
    try:
        vault = Vault(project.path / FOLDER)
        wrong = list(vault.check())
    except EvidenceError as error:
        return [Fault("sealed.log", LOG, error.message, RESTORE)]
    with project.reading() as connection:
        due = FOLDER in dialect.begun(connection)
    if due and not vault.heads:
        told = "it is missing, though this project had keyholders"
        return [Fault("sealed.log", LOG, told, RESTORE)]
    names = {item.name for item in vault.items}
    return [
        Fault("sealed.damaged", item, what, RESTORE) if item in names
        else Fault("sealed.stranger", f"{FOLDER}/{spelled(item)}", what, _LEFT)
        for item, what in wrong
    ]  # fmt: skip
