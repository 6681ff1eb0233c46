"""The clerk: makes records of what files say, and has nothing read that has not changed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gallery.clerk import Clerk, File, Lot
from gallery.library.remembered import Remembered
from gallery.metadata.report import Gist
from gallery.records import Name, NameKind
from gallery.sources.flow import Entry, Stamp
from tests.unit import making

NASA = Gist({"credit_line": ("NASA",), "persons_shown": ("Alexei Leonov",)})


@pytest.fixture
def remembered(tmp_path: Path) -> Iterator[Remembered]:
    one = Remembered(tmp_path / "memory" / "remembered.sqlite")
    yield one
    one.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.jpg", "b.jpg"):
        making.draw(tmp_path / name)
    return tmp_path


def entries(folder: Path) -> list[Entry]:
    stats = [(path.name, path.stat()) for path in sorted(folder.glob("*.jpg"))]
    return [Entry(name, name, Stamp(stat.st_mtime_ns, stat.st_size)) for name, stat in stats]


def to_read(clerk: Clerk, folder: Path, *bare: str) -> list[File]:
    _, files = clerk.look_up(folder, entries(folder), frozenset(bare))
    return files


def names(files: list[File]) -> list[str]:
    return [file.entry.name for file in files]


def test_what_is_not_known_is_to_be_read_and_made_into_records(
    remembered: Remembered, folder: Path
) -> None:
    clerk = Clerk(remembered)
    files = to_read(clerk, folder)
    assert names(files) == ["a.jpg", "b.jpg"]
    made = clerk.take(files, [NASA, Gist()])
    assert [(photo.id, photo.headline, photo.credit_line) for photo in made.photos.each()] == [
        ("a.jpg", "a", "NASA"),
        ("b.jpg", "b", None),
    ]
    assert [name.display_name for name in made.names] == ["Alexei Leonov"]
    assert made.photos["a.jpg"].persons_shown == (made.names[0].id,)


def test_what_was_read_is_not_read_again(remembered: Remembered, folder: Path) -> None:
    clerk = Clerk(remembered)
    clerk.take(to_read(clerk, folder), [NASA, Gist()])
    assert to_read(clerk, folder) == []
    made, files = Clerk(remembered).look_up(folder, entries(folder), frozenset())
    assert files == []
    assert [photo.credit_line for photo in made.photos.each()] == ["NASA", None]


def test_what_could_not_be_read_is_asked_for_at_the_next_look(
    remembered: Remembered, folder: Path
) -> None:
    """Neither its date nor its size tells that a person may read it now."""
    clerk = Clerk(remembered)
    refused = Gist(problems=("Permission denied.",), passing=True)
    clerk.take(to_read(clerk, folder), [refused, NASA])
    assert names(to_read(clerk, folder)) == ["a.jpg"]
    assert names(to_read(Clerk(remembered), folder)) == ["a.jpg"]


def test_what_has_changed_is_read_again(remembered: Remembered, folder: Path) -> None:
    clerk = Clerk(remembered)
    clerk.take(to_read(clerk, folder), [NASA, NASA])
    os.utime(folder / "b.jpg", ns=(1, 1))
    assert names(to_read(clerk, folder)) == ["b.jpg"]


def test_a_sidecar_that_comes_changes_or_goes_is_a_change(
    remembered: Remembered, folder: Path
) -> None:
    clerk = Clerk(remembered)
    clerk.take(to_read(clerk, folder), [NASA, NASA])
    sidecar = folder / "a.xmp"
    for _ in range(2):
        sidecar.write_text(f"{sidecar.exists()}")
        files = to_read(clerk, folder)
        assert names(files) == ["a.jpg"]
        clerk.take(files, [Gist()])
        assert to_read(clerk, folder) == []
    sidecar.unlink()
    made, files = clerk.look_up(folder, entries(folder), frozenset())
    assert names(files) + [photo.id for photo in made.photos.each()] == ["a.jpg"]


def test_sidecars_that_change_places_are_a_change(remembered: Remembered, folder: Path) -> None:
    """Both were written at the same time, and are of the same size."""
    one, other, between = (folder / name for name in ("a.xmp", "a.jpg.xmp", "between"))
    for path in (one, other):
        path.write_text("same size")
        os.utime(path, ns=(5, 5))
    clerk = Clerk(remembered)
    clerk.take(to_read(clerk, folder), [NASA, NASA])
    assert to_read(clerk, folder) == []
    os.utime(one, ns=(6, 6))
    os.utime(other, ns=(6, 6))
    assert names(to_read(clerk, folder)) == ["a.jpg"]
    clerk.take(to_read(clerk, folder), [NASA])
    os.utime(one, ns=(7, 7))
    before = to_read(clerk, folder)
    one.rename(between)
    other.rename(one)
    between.rename(other)
    assert to_read(clerk, folder) != before


def test_a_photograph_that_has_come_back_gets_its_record_again(
    remembered: Remembered, folder: Path
) -> None:
    clerk = Clerk(remembered)
    clerk.take(to_read(clerk, folder), [NASA, NASA])
    made, files = clerk.look_up(folder, entries(folder), frozenset({"b.jpg"}))
    assert ([photo.id for photo in made.photos.each()], files) == (["b.jpg"], [])


def test_what_may_not_be_kept_is_read_again_the_next_time(
    remembered: Remembered, folder: Path
) -> None:
    clerk = Clerk(remembered)
    clerk.take(to_read(clerk, folder), [NASA, Gist()], keep=False)
    assert to_read(clerk, folder) == []
    assert len(to_read(Clerk(remembered), folder)) == 2


def test_people_are_joined_with_names_that_are_known(remembered: Remembered, folder: Path) -> None:
    leonov = Name(
        id="leonov",
        kind=NameKind.PERSON,
        display_name="Леонов",
        spellings=("Alexei Leonov",),
    )
    clerk = Clerk(remembered)
    clerk.know([leonov])
    made = clerk.take(to_read(clerk, folder), [NASA, Gist({"persons_shown": ("Leonov, Alexei",)})])
    assert [photo.persons_shown for photo in made.photos.each()] == [("leonov",), ("leonov",)]
    assert made.names == (leonov,)


def test_texts_in_other_languages_come_into_the_record(
    remembered: Remembered, folder: Path
) -> None:
    clerk = Clerk(remembered)
    (file, _) = to_read(clerk, folder)
    gist = Gist({"caption": ("A star",)}, other_languages=("Ein Stern",))
    (photo,) = clerk.take([file], [gist]).photos.each()
    assert (photo.caption, photo.other_languages) == ("A star", ("Ein Stern",))


def test_a_lot_gives_back_every_file_in_any_order(remembered: Remembered, folder: Path) -> None:
    (folder / "b.xmp").write_text("beside it")
    files = to_read(Clerk(remembered), folder)
    lot = Lot(folder, files)
    assert (lot.folder, list(lot.photos), len(lot)) == (folder, ["a.jpg", "b.jpg"], 2)
    for order in ("ab", "ba", "bb", "aa"):
        assert [lot.file(f"{one}.jpg") for one in order] == [
            files["ab".index(one)] for one in order
        ]
    with pytest.raises(ValueError, match="not in"):
        lot.file("c.jpg")
