"""The shipped gazetteer: one row under all its spellings, and look-ups that stay cheap."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacho.read.gazetteer import FORMAT, Gazetteer, fold, shipped, sound
from sacho.read.places import look_up

SINUIJU = ("Sinuiju", "Sinŭiju", "Shinuiju", "Sinuiju-si", "신의주", "신의주시", "新義州")
RYANGGANG = ("Ryanggang", "Yanggang", "Ryanggang-do", "량강도", "양강도", "Yanggang Province")
NORTH_PYONGAN = ("North Pyongan", "P'yŏngan-bukto", "Pyonganbuk-do", "평안북도", "평북")
TAEHONGDAN = ("Taehongdan", "Daehongdan", "대홍단", "대홍단군", "Taehongdan County")
HOERYONG = ("Hoeryong", "Hoeryŏng", "Hoeryeong", "회령", "회령시", "Hoeryong City")


@pytest.mark.parametrize("names", [SINUIJU, RYANGGANG, NORTH_PYONGAN, TAEHONGDAN, HOERYONG])
def test_every_spelling_names_one_row(names: tuple[str, ...]) -> None:
    """Marks, systems of romanisation, endings, Hangul of both sides and hanja are one place."""
    assert 1 == len({look_up(name)[0].row.id for name in names})


@pytest.mark.parametrize(
    ("northern", "southern"), [("룡천", "용천"), ("라선", "나선"), ("량강도", "양강도")]
)
def test_northern_and_southern_first_letters_are_one(northern: str, southern: str) -> None:
    """The law of initial sounds parts spellings, not places."""
    ids = {named.row.id for named in look_up(northern)}

    assert ids & {named.row.id for named in look_up(southern)}


def test_a_country_has_its_names_in_both_languages() -> None:
    """All 193 members of the United Nations and more are there under a Korean name too."""
    for english, korean in (("Syria", "시리아"), ("Myanmar", "미얀마"), ("Turkey", "튀르키예")):
        assert look_up(english)[0].row.id == look_up(korean)[0].row.id
        assert "country" == look_up(korean)[0].row.level


def test_a_famous_exonym_comes_before_a_village_of_that_name() -> None:
    """Mecca is the city in Arabia, though its row has another main name."""
    assert "SA" == look_up("Mecca")[0].row.country


def test_marks_of_other_scripts_in_latin_fall_away() -> None:
    """Arabic and Vietnamese names in Latin letters are filed without their marks."""
    assert ("rafah", "ha noi") == (fold("Rafaḩ"), fold("Hà Nội"))


def test_a_name_of_no_place_finds_nothing() -> None:
    """No row is invented for a name that is not filed."""
    assert () == look_up("Dalgaezz")
    assert () == shipped().find("")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's own account")
def test_it_opens_quickly_and_small() -> None:
    """A fresh process with ten look-ups stays under 60 MB and takes no noticeable time.

    The peak is the process's own (`VmHWM`): `ru_maxrss` would carry over that of its parent.
    """
    code = (
        "import time; from pathlib import Path; t = time.process_time()\n"
        "from sacho.read.places import look_up\n"
        "for n in ('Seoul', 'Paris', 'Musan', '혜산', 'Lima', 'Homs', 'Kyiv', 'x', 'La', 'Of'):\n"
        "    look_up(n)\n"
        "print(time.process_time() - t)\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, kilobytes = map(float, out.stdout.split())

    assert kilobytes < 60_000
    assert seconds < 1.0


def test_the_file_is_at_most_eight_megabytes_and_names_its_version() -> None:
    """The built gazetteer is shipped in the tree, so its size is bounded."""
    path = Path(__file__).parents[3] / "src" / "sacho" / "read" / "tables" / "gazetteer.bin"

    assert path.stat().st_size <= 8_000_000
    assert shipped().version.startswith("gazetteer/1:")


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    """A file of another format is not read as if it were a gazetteer."""
    path = tmp_path / "other.bin"
    path.write_bytes(b"something else\n{}\n")

    with pytest.raises(ValueError, match=FORMAT.decode()):
        Gazetteer(path)


@given(st.text(max_size=30))
def test_folding_is_stable_and_never_breaks(name: str) -> None:
    """A folded name folds to itself, whatever it was, and looking it up raises nothing."""
    assert fold(name) == fold(fold(name))
    sound(name)
    look_up(name)
