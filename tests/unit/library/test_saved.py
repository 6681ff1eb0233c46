"""Saved searches: what a file brings back, what is set aside, and which collection is meant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.library import saved
from gallery.library.facets import Choice, Facet
from gallery.library.query import Query
from gallery.library.saved import SavedSearch
from gallery.records import Collection

SELFIES = Collection(id="space-selfies", title="Space selfies", photos=())
QUERY = Query(
    "gold stars",
    names=("alexei-leonov",),
    collection="space-selfies",
    facets=(Choice(Facet.YEAR, "2015"),),
    fields=("has:caption",),
)


def test_a_search_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "new" / "searches.json"
    search = saved.of_query("Gold", QUERY, {SELFIES.id: SELFIES})
    assert saved.write(path, [search]) == ""
    found, problem = saved.read(path)
    assert problem == ""
    assert found == (search,)
    assert found[0].query({SELFIES.id: SELFIES}) == QUERY
    assert [one.name for one in path.parent.iterdir()] == ["searches.json"]


@given(st.text(), st.text())
def test_any_words_are_kept(
    tmp_path_factory: pytest.TempPathFactory, title: str, typed: str
) -> None:
    path = tmp_path_factory.mktemp("saved") / "searches.json"
    title, typed = (one.encode("utf-8", "ignore").decode() for one in (title, typed))
    search = SavedSearch(title=title, typed=typed)
    saved.write(path, [search])
    assert saved.read(path) == ((search,), "")


def test_its_collection_is_known_by_its_title_where_the_id_is_taken() -> None:
    search = saved.of_query("Gold", QUERY, {SELFIES.id: SELFIES})
    other = Collection(id="space-selfies", title="Quite another", photos=())
    moved = Collection(id="space-selfies-2", title="Space selfies", photos=())
    query = search.query({one.id: one for one in (other, moved)})
    assert query is not None
    assert query.collection == "space-selfies-2"
    assert search.query({other.id: other}) is None


def test_without_a_collection_it_looks_everywhere() -> None:
    assert saved.of_query("All", Query("moon"), {}).query({}) == Query("moon")


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert saved.read(tmp_path / "searches.json") == ((), "")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe{", id="not-utf-8"),
        pytest.param(b'{"version": 1, "searches": [{"title": 4}]}', id="of-another-shape"),
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
def test_a_file_that_is_broken_is_set_aside_and_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "searches.json"
    path.write_bytes(data)
    found, problem = saved.read(path)
    assert found == ()
    assert "searches.json.broken" in problem
    assert not path.exists()
    assert (tmp_path / "searches.json.broken").read_bytes() == data


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    # A folder with something in it cannot be replaced by a file.
    in_the_way = tmp_path / "searches.json"
    in_the_way.mkdir()
    (in_the_way / "something").touch()
    assert "can't be written" in saved.write(in_the_way, [SavedSearch(title="Moon")])
    assert [*tmp_path.iterdir()] == [in_the_way]


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    problem = saved.write(blocked / "searches.json", [SavedSearch(title="Moon")])
    assert "can't be written" in problem
