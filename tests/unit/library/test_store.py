"""The library: sources that hold the same ids stay apart, and what is added is told."""

from pathlib import Path

import pytest

from gallery.library.change import Change
from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.store import Library
from gallery.manifest import Manifest
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
