"""`sacho keys`: who can open sealed things."""

from __future__ import annotations

from typing import Annotated

import typer

from sacho.cli.options import PROJECT, FormatOption, Output, ProjectOption
from sacho.cli.unlocking import KeyFileOption, PassphraseOption, RecoveryOption

keys_app = typer.Typer(
    name="keys",
    no_args_is_help=True,
    rich_markup_mode=None,
    help=(
        "Who can open sealed things: make, add and remove keyholders; the recovery key.\n\n"
        "Start with `sacho keys init NAME`, then `sacho keys recovery`."
    ),
)

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="A keyholder; it stays readable, so make one up.")
]


@keys_app.command("init")
def init(
    name: NameArgument,
    project: ProjectOption = PROJECT,
    key_file: KeyFileOption = None,
    passphrase_fd: PassphraseOption = None,
) -> None:
    """Make the first keyholder of a project, with a key file under a passphrase.

    A key file that is there already is used, once its passphrase opens it.

    Example: sacho keys init heron
    """
    from sacho.cli import printing, unlocking
    from sacho.errors import RefusedForSafety
    from sacho.sealed import keys
    from sacho.store.log.vault import begun
    from sacho.store.project import open_project

    path = unlocking.key_file(key_file)
    if path.resolve().is_relative_to(project.resolve()):
        raise RefusedForSafety(
            "A key file inside the project would be copied with it.", "Name another --key-file."
        )
    with open_project(project, create=True) as opened:
        vault = unlocking.vault(opened)
        if vault.exists:
            raise RefusedForSafety(
                "This project has keyholders already.", "One of them can add you: keys add."
            )
        if path.is_file():
            holder = unlocking.opener(path, passphrase_fd).holder
            holder = keys.keyholder(name, holder.public)
        else:
            told = unlocking.passphrase("New passphrase", passphrase_fd, confirm=True)
            holder = keys.new_key_file(path, name, told)
        vault.make(holder)
        begun(opened)
    printing.note(
        f"{holder.name} can open what is sealed here. The key file is {path}: keep a copy of it "
        "elsewhere.\nMake a recovery key now: sacho keys recovery. Without key file or recovery "
        "key, what is sealed is lost for good."
    )


@keys_app.command("new")
def new(
    name: NameArgument,
    key_file: KeyFileOption = None,
    passphrase_fd: PassphraseOption = None,
) -> None:
    """Make your own key file, and print the line that a keyholder needs to add you.

    The line holds no secret, but must come from you: read its end to each other aloud.

    Example: sacho keys new swift
    """
    from sacho.cli import unlocking
    from sacho.sealed import keys

    path = unlocking.key_file(key_file)
    told = unlocking.passphrase("New passphrase", passphrase_fd, confirm=True)
    typer.echo(keys.new_key_file(path, name, told).line)


@keys_app.command("add")
def add(
    line: Annotated[
        str, typer.Argument(metavar="LINE", help="The line that their `sacho keys new` printed.")
    ],
    project: ProjectOption = PROJECT,
    key_file: KeyFileOption = None,
    recovery: RecoveryOption = False,
    passphrase_fd: PassphraseOption = None,
) -> None:
    """Let a keyholder in, to all that is sealed so far and from here on.

    Example: sacho keys add sacho-keyholder:swift:...
    """
    from sacho.cli import printing, unlocking
    from sacho.sealed import keys
    from sacho.store.project import open_project

    holder = keys.from_line(line)
    with open_project(project) as opened:
        vault = unlocking.vault(opened)
        done = vault.add(holder, unlocking.opener(key_file, passphrase_fd, recovery))
    printing.note(f"{holder.name} can open what is sealed here ({done} sealed anew).")


@keys_app.command("remove")
def remove(
    name: NameArgument,
    project: ProjectOption = PROJECT,
    key_file: KeyFileOption = None,
    recovery: RecoveryOption = False,
    passphrase_fd: PassphraseOption = None,
) -> None:
    """Shut a keyholder out: everything is sealed anew, without them.

    What they read or copied before, and older backups, stay open to them. If it is stopped, give
    the same command again.

    Example: sacho keys remove swift
    """
    from sacho.cli import printing, unlocking
    from sacho.store.project import open_project

    with open_project(project) as opened:
        vault = unlocking.vault(opened)
        done = vault.remove(name, unlocking.opener(key_file, passphrase_fd, recovery))
    printing.note(f"{name} can open nothing sealed here any more ({done} sealed anew).")


@keys_app.command("recovery")
def recovery(
    project: ProjectOption = PROJECT,
    key_file: KeyFileOption = None,
    passphrase_fd: PassphraseOption = None,
) -> None:
    """Make the recovery key and print its code once. Write it on paper; keep it locked away.

    Another recovery key is made by removing the old one first: sacho keys remove recovery.

    Example: sacho keys recovery
    """
    from sacho.cli import printing, unlocking
    from sacho.sealed import keys
    from sacho.store.project import open_project

    with open_project(project) as opened:
        vault = unlocking.vault(opened)
        holder, code = keys.new_recovery()
        done = vault.add(holder, unlocking.opener(key_file, passphrase_fd))
    typer.echo(code)
    printing.note(
        f"Write this on paper; it is not shown again ({done} sealed anew).\n"
        "Whoever holds it can open everything that is sealed here."
    )


@keys_app.command("list")
def list_keys(project: ProjectOption = PROJECT, output: FormatOption = Output.table) -> None:
    """The keyholders of a project. Needs no passphrase.

    Example: sacho keys list
    """
    from sacho.cli import printing, unlocking
    from sacho.store.project import open_project

    with open_project(project) as opened:
        vault = unlocking.vault(opened)
        behind = vault.behind()
        rows = [{"name": h.name, "kind": h.kind, "key": h.id} for h in vault.holders.values()]
    printing.rows(("name", "kind", "key"), rows, output, "There is no keyholder yet.")
    if behind:
        printing.note(f"{behind} things are not sealed to exactly these: `keys add` or `remove`.")


@keys_app.command("check")
def check(project: ProjectOption = PROJECT) -> None:
    """Check what is sealed without opening it: nothing missing, altered or put back (exit 3).

    Example: sacho keys check
    """
    from sacho.cli import printing, unlocking
    from sacho.sealed.files import spelled
    from sacho.store.project import open_project

    with open_project(project) as opened:
        vault = unlocking.vault(opened)
        wrong = list(vault.check())
    for item, what in wrong:
        typer.echo(printing.safe(f"WRONG  {spelled(item)}: {what}"))
    typer.echo(
        f"{len(vault.items)} sealed things, {len(vault.erased)} erased with a reason. "
        + (f"{len(wrong)} faults." if wrong else "Nothing is wrong.")
    )
    typer.echo(f"Newest line of their log: {vault.head}  (keep a copy elsewhere)")
    if wrong:
        raise typer.Exit(3)
