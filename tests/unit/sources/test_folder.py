"""A folder as a source: with answers by hand, and on a real disk."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gallery.decode.formats import FORMATS
from gallery.records import Photo
from gallery.sources import blocking
from gallery.sources.blocking import Driver
from gallery.sources.flow import (
    Answer,
    Entry,
    Found,
    ListFolder,
    Listing,
    Opened,
    ReadStamps,
    Recall,
    Remember,
    Request,
    Show,
    SortBy,
    Source,
    SourceError,
    Stamp,
    Wish,
)
from gallery.sources.folder import ENDINGS, id_of, open_folder, reordered, shown
from tests.unit import making

FOLDER = Path("/somewhere")


class Disk:
    """A disk made of answers: what lies in each folder, portion by portion."""

    def __init__(self, **folders: list[Found]) -> None:
        self.folders = {under.strip("_"): list(found) for under, found in folders.items()}
        self.recalled: dict[str, Stamp] = {}
        self.gone: set[str] = set()
        self.shown: list[Opened] = []
        self.asked: list[Request] = []

    def answer(self, request: Request) -> Answer:
        self.asked.append(request)
        match request:
            case ListFolder(under=under):
                return self.folders[under].pop(0)
            case ReadStamps(files=files):
                return tuple(None if one in self.gone else Stamp(7, 1) for one in files)
            case Recall():
                return self.recalled
            case Show(opened):
                self.shown.append(opened)
        return None

    def run(self, source: Source) -> Opened:
        try:
            request = next(source)
            while True:
                request = source.send(self.answer(request))
        except StopIteration as end:
            opened: Opened = end.value
            return opened


def names(opened: Opened) -> list[str]:
    assert opened.listing is not None
    return [entry.name for entry in opened.listing.entries]


def listing(opened: Opened) -> Listing:
    assert opened.listing is not None
    return opened.listing


class TestAsking:
    def test_names_first_then_stamps_then_it_is_remembered(self) -> None:
        disk = Disk(_=[Found(("b.jpg", "a.jpg", "notes.txt"))])
        opened = disk.run(open_folder(FOLDER))
        assert [type(one) for one in disk.asked] == [Recall, ListFolder, ReadStamps, Remember]
        assert names(opened) == ["a.jpg", "b.jpg"]
        assert [photo.file for photo in listing(opened).fresh.values()] == ["a.jpg", "b.jpg"]
        assert opened.manifest.collections[0].photos == ("a.jpg", "b.jpg")
        assert opened.manifest.title == "somewhere"

    def test_what_has_come_in_the_first_moments_is_shown_in_order(self) -> None:
        portions = [
            Found(("b.jpg", "a.jpg"), complete=False, due=True),
            Found(("c.jpg", "0.jpg"), complete=False),
            Found(("d.jpg",)),
        ]
        disk = Disk(_=portions)
        opened = disk.run(open_folder(FOLDER))
        (first,) = disk.shown
        assert names(first) == ["a.jpg", "b.jpg"]
        assert not listing(first).complete
        assert names(opened) == ["0.jpg", "a.jpg", "b.jpg", "c.jpg", "d.jpg"]
        # What was handed over already does not come again.
        assert [photo.file for photo in listing(opened).fresh.values()] == [
            "0.jpg",
            "c.jpg",
            "d.jpg",
        ]

    def test_the_file_that_was_asked_for_comes_before_everything(self) -> None:
        disk = Disk(_=[Found(("a.jpg", "b.jpg"))])
        opened = disk.run(open_folder(FOLDER, chosen="b.jpg"))
        assert isinstance(disk.asked[0], Show)
        assert names(disk.shown[0]) == ["b.jpg"]
        assert (disk.shown[0].chosen, opened.chosen) == ("b.jpg", "b.jpg")
        assert names(opened) == ["a.jpg", "b.jpg"]

    def test_the_file_that_was_asked_for_stays_while_others_come(self) -> None:
        disk = Disk(_=[Found(("a.jpg",), complete=False, due=True), Found(("b.jpg",))])
        disk.run(open_folder(FOLDER, chosen="b.jpg"))
        assert [names(one) for one in disk.shown] == [["b.jpg"], ["a.jpg", "b.jpg"]]

    def test_a_file_that_was_asked_for_is_listed_whatever_its_ending(self) -> None:
        disk = Disk(_=[Found(("a.jpg", "scan"))])
        assert names(disk.run(open_folder(FOLDER, chosen="scan"))) == ["a.jpg", "scan"]

    def test_what_is_remembered_is_shown_first_and_then_put_right(self) -> None:
        disk = Disk(_=[Found(("a.jpg", "new.jpg"))])
        disk.recalled = {"a.jpg": Stamp(7, 1), "old.jpg": Stamp(7, 1)}
        opened = disk.run(open_folder(FOLDER))
        assert names(disk.shown[0]) == ["a.jpg", "old.jpg"]
        assert names(opened) == ["a.jpg", "new.jpg"]
        assert [photo.file for photo in listing(opened).fresh.values()] == ["new.jpg"]
        assert listing(opened).changed == frozenset()

    def test_looked_at_again_it_brings_only_what_is_different(self) -> None:
        known = [Entry(name, name, Stamp(7, 1)) for name in ("a.jpg", "gone.jpg")]
        known.append(Entry("written.jpg", "its-own-id", Stamp(6, 1)))
        disk = Disk(_=[Found(("a.jpg", "new.jpg", "written.jpg"))])
        opened = disk.run(open_folder(FOLDER, known=known))
        assert disk.shown == []
        assert names(opened) == ["a.jpg", "new.jpg", "written.jpg"]
        assert [photo.file for photo in listing(opened).fresh.values()] == ["new.jpg"]
        assert listing(opened).changed == {"its-own-id"}
        assert listing(opened).newest_ns == 7

    def test_what_vanishes_while_it_is_listed_is_left_out(self) -> None:
        disk = Disk(_=[Found(("a.jpg", "b.jpg"))])
        disk.gone = {"b.jpg"}
        assert names(disk.run(open_folder(FOLDER))) == ["a.jpg"]

    def test_ids_that_others_have_get_a_number(self) -> None:
        disk = Disk(_=[Found(("a.jpg",))])
        opened = disk.run(open_folder(FOLDER, taken={"a.jpg", "a.jpg-2"}))
        assert list(listing(opened).fresh) == ["a.jpg-3"]

    def test_by_date_what_comes_first_is_in_order_too(self) -> None:
        disk = Disk(_=[Found(("b.jpg", "a.jpg"), complete=False, due=True), Found()])
        disk.run(open_folder(FOLDER, Wish(by=SortBy.DATE)))
        (first,) = disk.shown
        assert all(entry.stamp for entry in listing(first).entries)

    def test_another_order_needs_no_disk(self) -> None:
        opened = Disk(_=[Found(("a.jpg", "b.jpg"))]).run(open_folder(FOLDER))
        turned = reordered(opened, Wish(descending=True))
        assert names(turned) == ["b.jpg", "a.jpg"]
        assert turned.manifest.collections[0].photos == ("b.jpg", "a.jpg")
        assert not listing(turned).fresh


class TestFaults:
    def test_a_folder_that_cannot_be_listed_is_refused_in_one_sentence(self) -> None:
        disk = Disk(_=[Found(fault="there is no permission to read it")])
        with pytest.raises(SourceError, match=r"“/somewhere” cannot be listed: .*\.$"):
            disk.run(open_folder(FOLDER))

    def test_a_disk_that_is_pulled_out_takes_nothing_away(self) -> None:
        known = [Entry("a.jpg", "a.jpg", Stamp(7, 1))]
        disk = Disk(_=[Found(("a.jpg",), complete=False), Found(fault="input/output error")])
        with pytest.raises(SourceError):
            disk.run(open_folder(FOLDER, known=known))

    def test_a_mount_point_without_its_disk_is_not_an_empty_folder(self) -> None:
        mounted = Disk(_=[Found(("a.jpg",), identity=(7, 1))]).run(open_folder(FOLDER))
        before = listing(mounted)
        known, device = before.entries, before.device
        empty = Disk(_=[Found(identity=(1, 99))])
        with pytest.raises(SourceError, match=r"cannot be listed: its disk is not there\.$"):
            empty.run(open_folder(FOLDER, known=known, device=device))
        again = Disk(_=[Found(("a.jpg", "b.jpg"), identity=(8, 1))])
        assert names(again.run(open_folder(FOLDER, known=known, device=device))) == [
            *("a.jpg", "b.jpg")
        ]
        # Who empties a folder finds it empty.
        emptied = Disk(_=[Found(identity=(7, 1))])
        assert names(emptied.run(open_folder(FOLDER, known=known, device=device))) == []

    def test_a_sub_folder_that_cannot_be_listed_is_told_and_keeps_what_was_there(self) -> None:
        known = [Entry("sub/a.jpg", "id-of-a", Stamp(7, 1))]
        disk = Disk(
            _=[Found(("b.jpg",), ("sub",), (1, 1))],
            sub=[Found(identity=(1, 2), fault="there is no permission to read it")],
        )
        opened = disk.run(open_folder(FOLDER, Wish(deep=True), known=known))
        assert names(opened) == ["b.jpg", "sub/a.jpg"]
        (problem,) = opened.problems
        assert "sub" in problem.where


class TestDeep:
    def test_sub_folders_come_on_request(self) -> None:
        def disk() -> Disk:
            return Disk(
                _=[Found(("b.jpg",), ("sub", ".hidden"), (1, 1))],
                sub=[Found(("a.jpg", ".a.jpg"), (), (1, 2))],
            )

        assert names(disk().run(open_folder(FOLDER))) == ["b.jpg"]
        deep = disk().run(open_folder(FOLDER, Wish(deep=True)))
        assert names(deep) == ["b.jpg", "sub/a.jpg"]
        assert listing(deep).folders == ("", "sub")

    def test_a_loop_is_gone_round_once(self) -> None:
        disk = Disk(
            _=[Found(("a.jpg",), ("sub",), (1, 1))],
            sub=[Found((), ("back",), (1, 2))],
        )
        disk.folders["sub/back"] = [Found(("a.jpg",), ("sub",), (1, 1))]
        assert names(disk.run(open_folder(FOLDER, Wish(deep=True)))) == ["a.jpg"]


class TestNames:
    @pytest.mark.parametrize(
        ("name", "photo"),
        [("IMG_0001.jpg", "IMG_0001.jpg"), ("a-b.c_d.png", "a-b.c_d.png")],
    )
    def test_a_name_that_can_be_an_id_is_one(self, name: str, photo: str) -> None:
        assert id_of(name) == photo

    @given(st.text(min_size=1, max_size=300).filter(lambda name: "\0" not in name))
    def test_every_name_has_an_id(self, name: str) -> None:
        id_of_name = id_of(name)
        msgspec.convert({"id": id_of_name, "file": "x", "headline": "x"}, Photo)
        assert id_of(name) == id_of_name

    def test_names_that_look_alike_have_different_ids(self) -> None:
        alike = ["a b.jpg", "a  b.jpg", "a/b.jpg", "a_b.jpg", "ä b.jpg", "a\udcff b.jpg"]
        assert len({id_of(name) for name in alike}) == len(alike)

    @pytest.mark.parametrize(
        ("name", "seen"),
        [
            ("Луна 🌕", "Луна 🌕"),
            ("two\nlines", "two lines"),
            ("latin\udce9", "latin�"),
            ("\x1b[31mred", " [31mred"),
        ],
    )
    def test_names_are_shown_in_one_line(self, name: str, seen: str) -> None:
        assert shown(name) == seen

    def test_what_can_be_opened_is_listed(self) -> None:
        Image.init()
        endings = Image.registered_extensions().items()
        assert {ending[1:] for ending, kind in endings if kind in FORMATS} <= ENDINGS


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


def listed(folder: Path, *, deep: bool = False) -> list[str]:
    opened = blocking.open_address(str(folder), Wish(deep=deep))
    assert [photo.file for photo in opened.manifest.photos] == names(opened)
    assert list(listing(opened).fresh.values()) == list(opened.manifest.photos)
    return names(opened)


class TestRealFolders:
    def test_pictures_by_their_endings_hidden_ones_left_out(self, place: Path) -> None:
        for name in ("b.JPG", "a.jpeg", ".c.jpg", "d.txt", "e.heic", "jpg", "f.jxl"):
            (place / name).touch()
        (place / "folder.jpg").mkdir()
        assert listed(place) == ["a.jpeg", "b.JPG", "e.heic", "f.jxl"]

    def test_links_to_files_are_followed_and_dead_ones_told_of(self, place: Path) -> None:
        outside = making.draw(place.parent / "outside.png")
        (place / "linked.png").symlink_to(outside)
        (place / "dead.png").symlink_to(place / "nothing.png")
        assert listed(place) == ["dead.png", "linked.png"]

    def test_links_in_a_circle_are_survived(self, place: Path) -> None:
        (place / "self.png").symlink_to(place / "self.png")
        (place / "a.png").touch()
        (place / "sub").mkdir()
        (place / "sub" / "up").symlink_to(place)
        (place / "sub" / "b.png").touch()
        (place / "again").symlink_to(place / "sub")
        found = listed(place, deep=True)
        assert "a.png" in found
        assert len([one for one in found if one.endswith("b.png")]) == 1

    @pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
    def test_names_may_be_anything(self, place: Path) -> None:
        odd = [b"caf\xe9.jpg", "Луна.jpg".encode(), b"two\nlines.jpg", "🌕.jpg".encode(), b" .jpg"]
        for name in odd:
            Path(os.fsdecode(os.fsencode(place) + b"/" + name)).touch()
        opened = blocking.open_address(str(place))
        assert {os.fsencode(photo.file) for photo in opened.manifest.photos} == set(odd)
        for photo in opened.manifest.photos:
            assert photo.headline.isprintable()
            assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", photo.id)

    def test_more_files_than_are_asked_for_at_once(self, place: Path) -> None:
        for number in range(450):
            (place / f"{number}.jpg").touch()
        assert listed(place) == [f"{number}.jpg" for number in range(450)]

    def test_a_link_to_nothing_and_a_pipe_are_listed_to_say_what_they_are(
        self, place: Path
    ) -> None:
        (place / "link.jpg").symlink_to("nothing")
        (place / "folder.jpg").mkdir()
        if hasattr(os, "mkfifo"):
            os.mkfifo(place / "pipe.jpg")
        expected = ["link.jpg", *(["pipe.jpg"] if hasattr(os, "mkfifo") else [])]
        assert listed(place) == expected

    def test_a_folder_that_vanishes_is_one_sentence(self, place: Path) -> None:
        (place / "a.jpg").touch()
        opened = blocking.open_address(str(place))
        (place / "a.jpg").unlink()
        place.rmdir()
        with pytest.raises(SourceError, match="no such file or folder"):
            Driver().run(open_folder(place, known=listing(opened).entries))

    def test_a_picture_opens_its_folder_with_it_chosen(self, place: Path) -> None:
        for name in ("a.png", "b.png"):
            making.draw(place / name)
        opened = blocking.open_address(str(place / "b.png"))
        assert (names(opened), opened.chosen) == (["a.png", "b.png"], "b.png")

    def test_a_picture_that_a_manifest_tells_of_opens_the_manifest(self, tmp_path: Path) -> None:
        folder = making.write_gallery(tmp_path / "g", [making.photo(credit_line="Ada")])
        making.draw(folder / "other.png")
        told = blocking.open_address(str(folder / "moon.png"))
        assert (told.manifest.photos[0].credit_line, told.chosen) == ("Ada", "moon.png")
        other = blocking.open_address(str(folder / "other.png"))
        assert (names(other), other.chosen) == (["moon.png", "other.png"], "other.png")

    def test_a_picture_may_lack_its_ending(self, place: Path) -> None:
        making.draw(place / "moon.png").rename(place / "moon")
        assert names(blocking.open_address(str(place / "moon"))) == ["moon"]

    def test_several_pictures_are_one_collection(self, place: Path) -> None:
        files = [making.draw(place / name) for name in ("one/b.png", "two/a.png")]
        making.draw(place / "one" / "c.png")
        (source,) = blocking.sources_of([str(file) for file in files])
        opened = Driver().run(source)
        assert names(opened) == ["one/b.png", "two/a.png"]
        assert opened.folder == place
        assert opened.manifest.title == "2 files of folder"

    def test_folders_and_pictures_are_opened_each_as_what_they_are(self, place: Path) -> None:
        pictures = [making.draw(place / name) for name in ("a.png", "b.png")]
        folder = making.draw(place / "sub" / "c.png").parent
        manifest = making.write_gallery(place / "g", [making.photo()])
        addresses = [str(one) for one in (pictures[0], folder, manifest, pictures[1])]
        opened = [Driver().run(source) for source in blocking.sources_of(addresses)]
        assert [len(one.manifest.photos) for one in opened] == [1, 1, 2]

    def test_listing_can_be_stopped(self, place: Path) -> None:
        for number in range(50):
            (place / f"{number}.jpg").touch()
        asked: Iterator[bool] = iter([False, False, False, *[True] * 100])
        with pytest.raises(blocking.StoppedError):
            Driver(stopped=lambda: next(asked)).run(open_folder(place))
