"""What `sacho launcher` promises: a file that each desktop runs, and that goes away again."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sacho.cli import entries, main
from sacho.cli.entries import System
from sacho.errors import RefusedForSafety, UsageError

AWKWARD = "/srv/han/a 'b' 100% $HOME `x` \\ 보고서"


def command(project: str) -> tuple[str, ...]:
    return ("/opt/a b/python", "-c", "print(1)", "serve", "--project", project)


def read_exec(value: str) -> list[str]:
    """As the Desktop Entry Specification reads Exec: the value's escapes, then the quotes."""
    inner = value.replace("\\\\", "\\")
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', inner)
    return [re.sub(r"\\(.)", r"\1", part).replace("%%", "%") for part in quoted]


def test_linux_entry_runs_the_same_words() -> None:
    """A desktop entry is read back by the specification's own rules into the same command."""
    made = entries.entry(System.linux, command(AWKWARD), AWKWARD)
    read = configparser.RawConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment]
    read.read_string(made.data.decode())
    told = read["Desktop Entry"]

    assert list(command(AWKWARD)) == read_exec(told["Exec"])
    assert ("Application", "true") == (told["Type"], told["Terminal"])
    assert told["Name"].startswith("Sacho: ") and told["Name[ko]"].startswith("사초: ")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_macos_command_runs_the_same_words(tmp_path: Path) -> None:
    """The .command file, run by a shell, gives the program each word whole."""
    code = "import sys; print(sys.argv[1:])"
    run = (sys.executable, "-c", code, "serve", "--project", AWKWARD)
    path = entries.write(tmp_path, entries.entry(System.macos, run, AWKWARD))
    done = subprocess.run([path], capture_output=True, text=True, check=True)

    assert path.suffix == ".command"
    assert repr(["serve", "--project", AWKWARD]) == done.stdout.splitlines()[-1]
    assert "Close this window" in done.stdout and "멈춥니다" in done.stdout


def test_windows_batch_is_utf8_and_quoted() -> None:
    """The .bat file speaks UTF-8, ends lines as Windows does, and doubles percent signs."""
    project = r"D:\한\100% & more"
    made = entries.entry(System.windows, command(project), project)
    text = made.data.decode()

    assert made.name.endswith(".bat")
    assert text.count("\r\n") == text.count("\n")
    assert "chcp 65001" in text.split("\r\n")[2]
    assert r'"--project" "D:\한\100%% & more"' in text
    assert "title Sacho: 100    more" in text


@pytest.mark.parametrize("system", list(System))
def test_a_path_with_a_line_break_is_refused(system: System) -> None:
    """A folder whose name holds a line break cannot smuggle in a line of its own."""
    with pytest.raises(UsageError):
        entries.entry(system, command("/a\nExec=evil"), "/a\nExec=evil")


def test_two_projects_of_one_name_have_two_launchers() -> None:
    """Folders of one name in two places do not replace each other's launcher."""
    one, other = (entries.entry(System.linux, command(p), p) for p in ("/a/year", "/b/year"))

    assert one.name != other.name


def test_each_system_has_its_place() -> None:
    """The menu's folder is the one that the environment names, else the usual one."""
    home = Path("/srv/han")

    assert home / ".local/share/applications" == entries.folder_of(System.linux, home, {})
    named = entries.folder_of(System.linux, home, {"XDG_DATA_HOME": "/data"})
    assert Path("/data/applications") == named
    assert home / "Desktop" == entries.folder_of(System.macos, home, {})
    assert "Programs" == entries.folder_of(System.windows, home, {}).name
    assert [System.windows, System.macos, System.linux] == [
        entries.system_of(p) for p in ("win32", "darwin", "freebsd14")
    ]


def test_a_foreign_file_is_left_alone(tmp_path: Path) -> None:
    """A file of that name that Sacho did not make is neither replaced nor removed."""
    made = entries.entry(System.linux, command("/a"), "/a")
    (tmp_path / made.name).write_text("mine")

    with pytest.raises(RefusedForSafety):
        entries.write(tmp_path, made)
    with pytest.raises(RefusedForSafety):
        entries.remove(tmp_path, made)
    assert "mine" == (tmp_path / made.name).read_text()


def test_the_verb_makes_and_removes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`sacho launcher` makes one file where it is told to, and `--remove` takes it away."""
    asked = ["sacho", "launcher", "--project", str(tmp_path / "p"), "--to", str(tmp_path / "to")]
    for more, left in (([], 1), ([], 1), (["--remove"], 0), (["--remove"], 0)):
        monkeypatch.setattr(sys, "argv", [*asked, *more])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
        assert left == len(list((tmp_path / "to").iterdir()))
    told = capsys.readouterr().out.splitlines()
    assert ["Made", "Made", "Removed", "There"] == [line.split()[0] for line in told]
