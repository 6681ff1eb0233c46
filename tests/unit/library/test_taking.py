"""What a finder takes in later: after any change it answers as one that never knew otherwise."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.library.change import Change
from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.store import Library
from gallery.records import Photo
from tests.unit import making
from tests.unit.library.asking import suggested


def test_what_is_added_later_is_found_and_mended() -> None:
    library = Library()
    library.add(Path("one"), making.records(making.gallery([making.photo(caption="Venus")])))
    finder = Finder(library.news())
    assert finder.search(Query("jupiter")) == finder.search(Query("jupitr")) == []
    later = making.gallery([making.photo(id="later", caption="Jupiter")])
    library.add(Path("two"), making.records(later))
    finder.take(library.news())
    assert finder.search(Query("jupiter")) == ["later"]
    answer = finder.answer(Query("jupitr venus OR moons"))
    assert list(answer.ids) == []
    answer = finder.answer(Query("jupitr -venus"))
    assert (answer.messages, list(answer.ids)) == (("jupitr: showing Jupiter",), ["later"])
    finder.close()


def numbered(count: int) -> list[dict[str, Any]]:
    return [making.photo(id=f"p{one}", caption=f"Venus number{one}") for one in range(count)]


@pytest.fixture
def change() -> Change:
    """Four photographs of Ada and a collection that has them from the last to the first."""
    library = Library()
    photos = [{**one, "persons_shown": ["ada"]} for one in numbered(4)]
    collections = [{"id": "back", "title": "Back", "photos": ["p3", "p2", "p1", "p0"]}]
    whole = making.gallery(photos, names=[making.person()], collections=collections)
    library.add(Path("one"), making.records(whole))
    return library.news()


@pytest.fixture(params=[True, False], ids=["indexed-before", "indexed-after"])
def changing(change: Change, request: pytest.FixtureRequest) -> Iterator[Finder]:
    finder = Finder(change)
    if request.param:
        finder.prepare()
    yield finder
    finder.close()


def test_what_is_changed_is_found_by_its_new_words_alone(changing: Finder, change: Change) -> None:
    old = change.photos["p1"]
    assert isinstance(old, Photo)
    changing.take(Change({"p1": msgspec.structs.replace(old, caption="Mars number1")}))
    assert changing.search(Query("mars")) == ["p1"]
    assert changing.search(Query("venus")) == ["p0", "p2", "p3"]
    assert changing.search(Query("number1")) == ["p1"]
    assert changing.search(Query("venus OR mars", collection="back")) == ["p3", "p2", "p1", "p0"]


def test_what_is_taken_away_is_found_no_more_and_may_come_back(
    changing: Finder, change: Change
) -> None:
    back = change.collections["back"]
    assert back is not None
    fewer = msgspec.structs.replace(back, photos=("p3", "p1", "p0"))
    changing.take(Change({"p2": None}, collections={"back": fewer}))
    assert changing.search(Query("venus")) == ["p0", "p1", "p3"]
    assert changing.search(Query("venus", collection="back")) == ["p3", "p1", "p0"]
    assert changing.search(Query("number2")) == []
    assert changing.search(Query()) == ["p0", "p1", "p3"]
    changing.take(Change({"p2": change.photos["p2"]}, collections={"back": back}))
    assert changing.search(Query("number2")) == ["p2"]
    assert changing.search(Query("venus", collection="back")) == ["p3", "p2", "p1", "p0"]


def test_a_name_that_is_spelt_anew_is_found_so(changing: Finder, change: Change) -> None:
    ada = msgspec.structs.replace(change.names["ada"], display_name="Grace Comet")
    changing.take(Change(names={"ada": ada}))
    assert len(changing.search(Query("person:comet"))) == 4
    assert [one.title for one in suggested(changing, "comet")] == ["Grace Comet"]


def test_a_collection_that_is_closed_holds_nothing(changing: Finder) -> None:
    changing.take(Change(collections={"back": None}))
    assert changing.search(Query("venus", collection="back")) == []
    assert changing.search(Query(collection="back")) == []
    assert changing.answer(Query("in:back")).messages == ("in: there is no collection “back”",)


def test_only_what_is_new_is_told(change: Change) -> None:
    library = Library()
    library.add(Path("one"), making.records(making.gallery([making.photo()])))
    assert list(library.news().photos) == ["moon"]
    assert not library.news()


CAPTIONS = st.text("ab ", min_size=1, max_size=6).filter(str.strip)


@given(st.lists(st.dictionaries(st.sampled_from("pqrs"), st.none() | CAPTIONS), max_size=5))
def test_after_any_changes_the_index_says_what_a_new_one_would(
    changes: list[dict[str, str | None]],
) -> None:
    finder = Finder()
    finder.prepare()
    there: dict[str, str] = {}
    for change in changes:
        photos = {one: _captioned(one, caption) for one, caption in change.items()}
        finder.take(Change(photos))
        there.update({one: caption for one, caption in change.items() if caption})
        there = {one: caption for one, caption in there.items() if change.get(one, caption)}
    for word in ("a", "b", "ab", "aa", "-a"):
        fresh = Finder(Change({one: _captioned(one, caption) for one, caption in there.items()}))
        assert set(finder.search(Query(word))) == set(fresh.search(Query(word)))
        fresh.close()
    finder.close()


def _captioned(one: str, caption: str | None) -> Photo | None:
    if caption is None:
        return None
    return Photo(id=one, file=f"{one}.png", headline="?", caption=caption)
