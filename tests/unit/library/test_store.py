"""The library: sources that hold the same ids stay apart, and what is added is told."""

from pathlib import Path
from typing import Any

import pytest

from gallery.library.change import Change
from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.store import Library
from gallery.manifest import Manifest
from gallery.records import Collection, Name, NameKind, Photo
from tests.unit import making


def found(library: Library, query: Query) -> list[str]:
    """Return the ids that a finder gives that is told of the whole library."""
    finder = Finder(Change(library.photos, library.names, library.collections))
    ids = finder.search(query)
    finder.close()
    return ids


def a_source(display_name: str) -> Manifest:
    """Return a manifest with the same ids as any other one made here."""
    return making.records(
        making.gallery(
            [making.photo(persons_shown=["ada"], illustration=True)],
            picture_credit=f"Drawn by {display_name}",
            names=[making.person(display_name=display_name)],
            collections=[{"id": "all", "title": display_name, "photos": ["moon"]}],
        )
    )


@pytest.fixture
def two() -> Library:
    library = Library()
    library.add(Path("one"), a_source("Ada Orbit"))
    library.add(Path("two"), a_source("Ada Comet"))
    return library


def test_two_sources_with_the_same_ids_stay_apart(two: Library) -> None:
    (orbit,) = found(two, Query("orbit"))
    (comet,) = found(two, Query("comet"))
    assert found(two, Query("ada")) == [orbit, comet]
    assert two.picture(orbit) == Path("one/moon.png")
    assert two.picture(comet) == Path("two/moon.png")
    assert two.picture_credit(orbit) == "Drawn by Ada Orbit"
    assert two.picture_credit(comet) == "Drawn by Ada Comet"
    for photo, record in two.photos.items():
        assert record.id == photo


def test_two_persons_with_the_same_id_stay_apart(two: Library) -> None:
    names = {two.names[name].display_name: name for name in two.names}
    assert set(names) == {"Ada Orbit", "Ada Comet"}
    for display_name, name in names.items():
        (photo,) = found(two, Query(names=(name,)))
        assert two.names[two.photos[photo].persons_shown[0]].display_name == display_name
        assert two.names[name].id == name


def test_two_collections_with_the_same_id_stay_apart(two: Library) -> None:
    shown = {
        collection.title: found(two, Query(collection=key))
        for key, collection in two.collections.items()
    }
    assert shown == {
        "Ada Orbit": found(two, Query("orbit")),
        "Ada Comet": found(two, Query("comet")),
    }


def test_the_same_person_in_two_sources_is_one() -> None:
    library = Library()
    for folder in ("one", "two"):
        library.add(Path(folder), a_source("Ada Orbit"))
    assert list(library.names) == ["ada"]
    assert library.count("ada") == 2


def test_what_is_opened_after_a_search_is_found_too() -> None:
    library = Library()
    library.add(Path("one"), a_source("Ada Orbit"))
    assert found(library, Query("comet")) == []
    library.add(Path("two"), a_source("Ada Comet"))
    assert len(found(library, Query("comet"))) == 1
    assert len(found(library, Query("ada"))) == 2
    assert len(found(library, Query("ada"))) == 2


def test_a_manifest_without_collections_is_one() -> None:
    library = Library()
    whole = making.gallery([making.photo(id="b"), making.photo(id="a")], title="Album")
    (collection,) = library.add(Path("folder"), making.records(whole))
    assert collection.title == "Album"
    assert found(library, Query(collection=collection.id)) == ["b", "a"]


def test_only_an_illustration_has_the_illustrators_credit() -> None:
    library = Library()
    photos = [making.photo(id="drawn", illustration=True), making.photo(id="taken")]
    whole = making.gallery(photos, picture_credit="Drawn by us")
    library.add(Path("folder"), making.records(whole))
    assert library.picture_credit("drawn") == "Drawn by us"
    assert library.picture_credit("taken") is None


def test_a_missing_picture_has_no_path_to_open() -> None:
    library = Library()
    whole = making.gallery([making.photo(id="there"), making.photo(id="gone")])
    library.add(Path("folder"), making.records(whole), frozenset({"gone.png"}))
    assert library.picture("there") == Path("folder/there.png")
    assert library.picture("gone") is None
    assert found(library, Query("gone")) == ["gone"]


# What becomes different.


def photo(name: str, **fields: Any) -> Photo:
    return Photo(id=name, file=f"{name}.png", headline=name, **fields)


def by_id(*names: str) -> dict[str, Photo]:
    return {name: photo(name) for name in names}


def folder_of(*names: str) -> Collection:
    return Collection(id="folder", title="Folder", photos=names)


HERE = Path("/photos")


@pytest.fixture
def folder() -> Library:
    """A library of one folder with three photographs, whose news have been told."""
    one = Library()
    one.put(folder_of("a", "b", "c"), HERE, by_id("a", "b", "c"))
    one.news()
    return one


def test_a_folder_takes_the_place_of_what_it_was(folder: Library) -> None:
    folder.put(folder_of("c", "a", "d"), HERE, by_id("d"), gone={"b"})
    assert folder.collections["folder"].photos == ("c", "a", "d")
    assert set(folder.photos) == {"a", "c", "d"}
    assert folder.picture("d") == HERE / "d.png"
    with pytest.raises(KeyError):
        folder.picture("b")
    news = folder.news()
    assert {one: bool(there) for one, there in news.photos.items()} == {"d": True, "b": False}
    assert set(news.collections) == {"folder"}


def test_who_is_in_another_collection_stays(folder: Library) -> None:
    folder.put(Collection(id="other", title="Other", photos=("b",)), HERE, {})
    folder.put(folder_of("a", "c"), HERE, {}, gone={"b"})
    assert "b" in folder.photos
    folder.remove("other")
    assert "b" not in folder.photos


def test_ids_that_another_source_has_get_a_number(folder: Library) -> None:
    elsewhere = Collection(id="elsewhere", title="Elsewhere", photos=("a", "z"))
    placed = folder.put(elsewhere, Path("/other"), by_id("a", "z"))
    assert placed.photos == ("a-2", "z")
    assert folder.picture("a-2") == Path("/other/a.png")
    assert folder.picture("a") == HERE / "a.png"


def test_the_same_photograph_found_twice_is_one(folder: Library) -> None:
    known = folder.photos["a"]
    placed = folder.put(folder_of("a", "b", "c", "d"), HERE, by_id("a", "d"))
    assert placed.photos == ("a", "b", "c", "d")
    assert folder.photos["a"] is known


def test_other_records_take_the_place_of_the_old(folder: Library) -> None:
    ada = Name(id="ada", kind=NameKind.PERSON, display_name="Ada")
    told = photo("a", credit_line="NASA", persons_shown=("ada",))
    folder.update([told, photo("nobody")], (ada,))
    assert folder.photos["a"].credit_line == "NASA"
    assert "nobody" not in folder.photos
    assert folder.shown(NameKind.PERSON) == [(ada, 1)]
    assert set(folder.news().photos) == {"a"}
    folder.update([photo("a")])
    assert folder.shown(NameKind.PERSON) == []
    folder.remove("folder")
    assert folder.photos == {}


def test_a_record_that_names_whom_it_named_is_not_copied(folder: Library) -> None:
    ada = Name(id="ada", kind=NameKind.PERSON, display_name="Ada Orbit")
    told = Photo(id="a", file="a.jpg", headline="A", persons_shown=("ada",))
    folder.update([told], (ada,))
    assert folder.photos["a"] is told


def test_a_photograph_is_found_by_its_id_and_by_its_file(folder: Library) -> None:
    folder.put(
        Collection(id="deep", title="Deep", photos=("x",)),
        HERE,
        {"x": Photo(id="x", file="sub/moon.png", headline="x")},
    )
    assert folder.find("a") == "a"
    assert folder.find("a.png") == "a"
    assert folder.find("moon.png") == folder.find("sub/moon.png") == "x"
    assert folder.find("oon.png") is None
