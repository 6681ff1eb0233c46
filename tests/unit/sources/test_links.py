"""Symbolic links in a folder, some of which lead to a disk that answers no more."""

import sys
from pathlib import Path

import pytest

from gallery.sources import blocking, links
from gallery.sources.flow import NO_STAMP, Listing, Wish
from gallery.sources.folder import open_folder
from tests.unit import making

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")


# What asks links, but for a disk that answers no more: a real one needs the right to mount it, and
# is in the end-to-end tests. What is asked of it is written down.
DEAD = """
import os, time
stat = os.stat
def slowly(path):
    if "/dead" in os.path.realpath(path):
        with open(ASKED, "a") as file:
            file.write(f"{path}\\n")
        time.sleep(600)
    return stat(path)
os.stat = slowly
"""


@pytest.fixture
def dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A disk that never answers, at `dead`; where it is written what was asked of it."""
    asked = tmp_path / "asked.txt"
    asked.touch()
    monkeypatch.setattr(links, "PATIENCE_SECONDS", 0.2)
    slowly = DEAD.replace("ASKED", repr(str(asked)))
    monkeypatch.setattr(links, "_ASKER", f"{slowly}\n{links._ASKER}")
    return asked


def listed(folder: Path, *, deep: bool = False) -> Listing:
    wish = Wish(deep=deep)
    listing = blocking.Driver().run(open_folder(folder, wish)).listing
    assert listing is not None
    return listing


def test_links_are_listed_as_what_they_lead_to(tmp_path: Path) -> None:
    making.draw(tmp_path / "elsewhere" / "b.png")
    folder = tmp_path / "g"
    making.draw(folder / "a.png")
    (folder / "b.png").symlink_to("../elsewhere/b.png")
    (folder / "gone.png").symlink_to("nothing")
    (folder / "itself.png").symlink_to("itself.png")
    (folder / "sub.png").symlink_to("../elsewhere")
    entries = {entry.name: entry.stamp for entry in listed(folder, deep=True).entries}
    assert [*entries] == ["a.png", "b.png", "gone.png", "itself.png", "sub.png/b.png"]
    status = (tmp_path / "elsewhere" / "b.png").stat()
    assert entries["b.png"] is not None
    assert entries["b.png"].mtime_ns == status.st_mtime_ns
    assert entries["gone.png"] == entries["itself.png"] == NO_STAMP


def test_a_link_that_gets_no_answer_is_a_photograph_among_the_others(
    tmp_path: Path, dead: Path
) -> None:
    for name in ("a.png", "z.png"):
        making.draw(tmp_path / name)
    (tmp_path / "b.png").symlink_to("dead/b.png")
    (tmp_path / "good.png").symlink_to("a.png")
    (tmp_path / "notes").symlink_to("dead/notes")
    entries = {entry.name: entry.stamp for entry in listed(tmp_path).entries}
    assert [*entries] == ["a.png", "b.png", "good.png", "z.png"]
    assert entries["b.png"] == NO_STAMP
    assert entries["good.png"] == entries["a.png"] != NO_STAMP


def test_beside_one_that_gets_no_answer_none_is_asked(tmp_path: Path, dead: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number}.png").symlink_to(f"dead/{number}.png")
    assert len(listed(tmp_path).entries) == 100
    assert len(dead.read_text().splitlines()) == 1


def test_where_many_places_are_dead_no_other_is_asked(tmp_path: Path, dead: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number}.png").symlink_to(f"dead-{number}/a.png")
    assert len(listed(tmp_path).entries) == 100
    assert len(dead.read_text().splitlines()) == links.MOST_DEAD


def test_who_waits_no_more_is_let_go(
    tmp_path: Path, dead: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.png").symlink_to("dead/b.png")
    monkeypatch.setattr(links, "PATIENCE_SECONDS", 600)
    driver = blocking.Driver(stopped=lambda: bool(dead.read_text()))
    with pytest.raises(blocking.StoppedError):
        driver.run(open_folder(tmp_path))
