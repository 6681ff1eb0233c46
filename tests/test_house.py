"""The house itself: what lies on disk, what is compiled, what is installed, and one old leak."""

import configparser
import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QEventLoop
from pytestqt.qtbot import QtBot

from gallery import __version__, manifest
from gallery.qt.actions import MENUS

ROOT = Path(__file__).parent.parent
ICONS = ROOT / "assets" / "icons"


def resources() -> dict[str, str]:
    tree = ET.parse(ROOT / "resources.qrc")  # noqa: S314 (our own file)
    return {file.attrib["alias"]: file.text or "" for file in tree.iter("file")}


def sources() -> str:
    return "\n".join(path.read_text("utf-8") for path in (ROOT / "gallery").rglob("*.py"))


def test_every_resource_lies_on_disk() -> None:
    assert [file for file in resources().values() if not (ROOT / file).is_file()] == []


def test_every_icon_is_a_resource() -> None:
    on_disk = {f"icons/{path.name}" for path in ICONS.glob("*.svg")}
    # The symbolic twin of the program's icon is for the desktop, not for the window.
    assert on_disk - set(resources()) == {"icons/giant-leap-symbolic.svg"}


def test_every_icon_that_the_program_names_exists() -> None:
    named = set(re.findall(r'icons?\.icon\(\s*"([a-z-]+)"', sources()))
    named |= {spec.icon for specs in MENUS.values() for spec in specs if spec.icon}
    assert named
    assert {name for name in named if f"icons/{name}.svg" not in resources()} == set()


def test_no_icon_is_left_over() -> None:
    # An icon counts as used where its name stands as a text in the program.
    names = {alias.removeprefix("icons/").removesuffix(".svg") for alias in resources()}
    names.discard("style.qss")
    code = sources()
    assert {name for name in names if f'"{name}"' not in code and f"/{name}.svg" not in code} == (
        set()
    )


def test_the_desktop_entry_starts_the_program_that_is_installed() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(ICONS / "io.github.giant_leap.GiantLeap.desktop", "utf-8")
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert entry["Desktop Entry"]["Exec"].split()[0] in scripts
    assert (ICONS / f"{entry['Desktop Entry']['Icon']}.svg").is_file()


def test_the_metainfo_tells_this_version() -> None:
    tree = ET.parse(  # noqa: S314 (our own file)
        ICONS / "io.github.giant_leap.GiantLeap.metainfo.xml"
    )
    assert tree.find("releases/release[1]") is not None
    assert tree.find("releases/release[1]").attrib["version"] == __version__  # type: ignore[union-attr]


def test_the_pictures_are_all_there_and_no_others() -> None:
    photos = ROOT / "assets" / "photos"
    records, problems = manifest.read((photos / "manifest.json").read_bytes())
    assert problems == ()
    assert {path.name for path in photos.glob("*.jpg")} == {photo.file for photo in records.photos}


def test_the_readme_names_both_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^```sh (run|test)\n(.+)\n```$", readme, re.MULTILINE)
    assert [kind for kind, _ in commands] == ["run", "test"]


@pytest.mark.skipif(not hasattr(sys, "getrefcount"), reason="counts references as CPython does")
def test_calls_that_return_nothing_keep_their_reference_to_none(qtbot: QtBot) -> None:
    # PySide6 6.12.0 drops one at each call: after some minutes Python 3.11 aborts.
    loop = QEventLoop()
    before = sys.getrefcount(None)
    for _ in range(2_000):
        loop.processEvents()
    lost = before - sys.getrefcount(None)
    assert lost < 200, f"PySide6 {version('PySide6-Essentials')} loses references to None"
