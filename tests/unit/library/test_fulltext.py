"""The index: it lies in a file of its own, and in memory where there is no room for one."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.library import fulltext
from gallery.library.change import Change
from gallery.library.finder import Finder
from gallery.library.fulltext import FullText, NoRoomError
from gallery.library.query import Query
from gallery.library.word_list import WordList
from gallery.records import Photo

ROWS = [(row, f"hword{row} hcommon") for row in range(1, 5_000)]


@pytest.fixture
def small_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nearly all of an index lie in its file."""
    monkeypatch.setattr(fulltext, "KEPT", 40)


@contextmanager
def no_room_for_files() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    assert signal.getsignal(signal.SIGXFSZ) is signal.SIG_IGN
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("small_room")
def test_an_index_in_a_file_answers_and_can_be_changed() -> None:
    index = FullText()
    index.change(into=ROWS)
    assert index.size() > 100 * 1_024
    assert len(list(index.rows_of("hcommon"))) == len(ROWS)
    index.change(out=ROWS[7:8], into=[(ROWS[7][0], "hother")])
    assert list(index.rows_of("hword8")) == []
    assert list(index.rows_of("hother OR hword9")) == [8, 9]
    index.close()


@pytest.mark.usefixtures("small_room")
def test_where_no_file_can_be_made_the_index_says_so() -> None:
    index = FullText()
    with no_room_for_files(), pytest.raises(NoRoomError):
        index.change(into=ROWS)
    index.close()


@pytest.mark.usefixtures("small_room")
def test_where_no_file_can_be_made_photographs_are_found_all_the_same() -> None:
    photos = {f"p{row}": Photo(id=f"p{row}", file="f", headline=words) for row, words in ROWS}
    with no_room_for_files():
        finder = Finder(Change(photos))
        assert finder.search(Query("hword4999")) == ["p4999"]
        finder.take(Change({"p4999": Photo(id="p4999", file="f", headline="other")}))
        assert finder.search(Query("hword4999")) == []
        assert finder.search(Query("other")) == ["p4999"]
        finder.close()


WORDS = st.sets(st.text(st.characters(exclude_categories=["Cs"])), max_size=20)


@given(WORDS, st.text(max_size=3))
def test_a_word_list_is_the_list_of_its_words(words: set[str], beginning: str) -> None:
    ordered = sorted(words)
    packed = WordList(ordered)
    assert list(packed) == ordered
    assert len(packed) == len(ordered)
    for sought in (beginning, *(word[:2] for word in ordered)):
        begun = any(word.startswith(sought) for word in ordered)
        assert packed.has_beginning(sought) == begun
