"""The file by which a desktop starts the reading room: its words and place, for each system."""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from pathlib import Path

import msgspec

from sacho.errors import RefusedForSafety, UsageError

MARK = "sacho-launcher-1"
"""Stands in every file made here; a file without it is never replaced or removed."""
STOP = "Close this window to stop Sacho.  이 창을 닫으면 사초가 멈춥니다."


class System(StrEnum):
    """The desktops that are known."""

    linux = "linux"
    macos = "macos"
    windows = "windows"


ENDING = {System.linux: ".desktop", System.macos: ".command", System.windows: ".bat"}


class Entry(msgspec.Struct, frozen=True):
    """A file to be: its name and its bytes. One project has one name."""

    name: str
    data: bytes


def system_of(platform: str) -> System:
    """The desktop of a `sys.platform`; any Unix that is not macOS has freedesktop's."""
    if platform.startswith("win"):
        return System.windows
    return System.macos if platform == "darwin" else System.linux


def folder_of(system: System, home: Path, environment: dict[str, str]) -> Path:
    """Where this desktop looks for what people start."""
    if system is System.windows:
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        return roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    if system is System.macos:
        return home / "Desktop"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "applications"


def entry(system: System, command: tuple[str, ...], project: str) -> Entry:
    """The file that runs `command` (which serves `project`). Raises UsageError for a path that no
    such file can hold.
    """
    title = re.split(r"[\\/]", project.rstrip("\\/"))[-1] or project
    if any(not part.isprintable() for part in (*command, project)):
        raise UsageError(
            "The folder's path holds a character that no desktop file can.",
            "Give the folder a name of letters, digits, spaces and common marks.",
        )
    if system is System.windows and any('"' in part for part in command):
        raise UsageError("A path on Windows holds no quotation mark.", "Name another folder.")
    mark = hashlib.sha256(project.encode()).hexdigest()[:8]
    plain = re.sub(r"[^\w-]+", "-", title).strip("-") or "project"
    text = _TOLD[system](command, title)
    line = "\r\n" if system is System.windows else "\n"
    return Entry(f"sacho-{plain}-{mark}{ENDING[system]}", text.replace("\n", line).encode())


def _linux(command: tuple[str, ...], title: str) -> str:
    shown = _in_value(title)
    return f"""[Desktop Entry]
Type=Application
Version=1.5
Name=Sacho: {shown}
Name[ko]=사초: {shown}
Comment=Read and check reports on this machine; close the window to stop
Comment[ko]=이 컴퓨터에서 보고서를 읽고 확인합니다. 창을 닫으면 멈춥니다
Exec={" ".join(_in_exec(part) for part in command)}
Terminal=true
Categories=Office;
X-Sacho={MARK}
"""


def _in_value(text: str) -> str:
    return text.replace("\\", "\\\\")


def _in_exec(part: str) -> str:
    """Quoted as the specification asks: inside the quotes first, then as a value of the file."""
    quoted = re.sub(r'(["`$\\])', r"\\\1", part).replace("%", "%%")
    return _in_value(f'"{quoted}"')


def _macos(command: tuple[str, ...], title: str) -> str:
    quoted = " ".join("'" + part.replace("'", "'\\''") + "'" for part in command)
    return f"#!/bin/sh\n# {MARK}: {title}\necho '{STOP}'\nexec {quoted}\n"


def _windows(command: tuple[str, ...], title: str) -> str:
    """Code page 65001 is UTF-8: a folder may have a Korean name. Percent signs are doubled."""
    run = " ".join('"' + part.replace("%", "%%") + '"' for part in command)
    safe = re.sub(r"[&|<>^%!]", " ", title)
    return f"""@echo off
rem {MARK}
chcp 65001 >nul
title Sacho: {safe}
echo {STOP}
{run}
if errorlevel 1 pause
"""


_TOLD = {System.linux: _linux, System.macos: _macos, System.windows: _windows}


def write(folder: Path, made: Entry) -> Path:
    """Put the file in its place, runnable by its owner. Raises RefusedForSafety where a file of
    that name is not ours, UsageError where the folder cannot be written.
    """
    path = folder / made.name
    _ours(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.data)
        path.chmod(0o700)
    except OSError as failed:
        raise UsageError(f"{folder} cannot be written.", "Name another with --to.") from failed
    return path


def remove(folder: Path, made: Entry) -> Path | None:
    """Take the file away; None where there is none. Raises RefusedForSafety where it is not ours."""
    path = folder / made.name
    if not _ours(path):
        return None
    try:
        path.unlink()
    except OSError as failed:
        raise UsageError(f"{path} cannot be removed.", "Remove it by hand.") from failed
    return path


def _ours(path: Path) -> bool:
    """Whether the file is there and was made here."""
    if not path.exists() and not path.is_symlink():
        return False
    try:
        ours = not path.is_symlink() and MARK.encode() in path.read_bytes()[:4096]
    except OSError:
        ours = False
    if not ours:
        raise RefusedForSafety(
            f"{path} was not made by Sacho, so it is left alone.", "Move it, or name another --to."
        )
    return True
