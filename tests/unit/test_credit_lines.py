"""Credit lines: shown without their label, and counted together however they are written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery import credit_lines
from gallery.export import citation
from gallery.library import facets
from gallery.library.facets import Choice, Counted, Facet
from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.store import Library
from tests.unit import making

NASA = ("Credit: NASA", "NASA", "NASA ", "nasa", "Photo credit: NASA", "Image Credit: NASA.")
JPL = ("NASA/JPL-Caltech", "NASA / JPL – Caltech")


@pytest.mark.parametrize("line", NASA)
def test_a_label_is_no_part_of_the_credit(line: str) -> None:
    assert credit_lines.plain(line).strip(".").upper() == "NASA"
    assert credit_lines.key(line) == "nasa"


@pytest.mark.parametrize("one", ["NASA", "NASA/JPL", "AFP", "A", "C", "Photo Ada", "📷"])
def test_credits_that_are_not_the_same_stay_apart(one: str) -> None:
    others = {"NASA/ESA", "NASA JPL Caltech", "AFP Getty", "B", "Keystone-France", "🚀"}
    assert credit_lines.key(one) not in {credit_lines.key(other) for other in others}


NOBODY = (
    *("Credit:", "Photo:", "Photo by", "Photo credit:", "© ", "(c)", "Copyright", "Courtesy of"),
    *("…", "-", "Credit: —", "Foto: ©", "_ _", "Image credit: ."),
)


@pytest.mark.parametrize("line", NOBODY)
def test_a_line_that_credits_nobody_is_no_credit(line: str) -> None:
    photo = making.record(credit_line=line)
    assert citation.credit(photo) == citation.NO_CREDIT
    assert citation.credit(making.record(credit_line=line, creator=["Ada"])) == "Ada"
    assert Facet.CREDIT not in {choice.facet for choice in facets.values(photo)}
    library = Library()
    library.add(Path("folder"), making.records(making.gallery([making.photo(credit_line=line)])))
    finder = Finder(library.news())
    assert not list(finder.answer(Query("has:credit")).ids)
    assert list(finder.answer(Query("-has:credit")).ids) == [*library.photos]
    assert Facet.CREDIT not in finder.counts(Query(), [*library.photos])
    finder.close()


@given(st.text(min_size=1).filter(lambda line: any(one.isdecimal() for one in line)))
def test_a_credit_with_a_name_in_it_is_never_lost(line: str) -> None:
    assert credit_lines.plain(line)
    assert credit_lines.key(line)


@given(st.text(min_size=1))
def test_a_credit_that_is_plain_stays_as_it_is(line: str) -> None:
    assert credit_lines.key(credit_lines.plain(line)) == credit_lines.key(line)


@pytest.fixture
def library() -> Library:
    lines = (*JPL, *NASA, "ESA")
    photos = [making.photo(id=f"p{n}", credit_line=line) for n, line in enumerate(lines)]
    library = Library()
    library.add(Path("folder"), making.records(making.gallery(photos)))
    return library


def counted(values: tuple[Counted, ...]) -> dict[str, int]:
    return {one.title: one.count for one in values}


def test_one_credit_is_one_value(library: Library) -> None:
    seen = facets.listed(facets.counted(library.photos.values()), library.names)
    assert counted(seen[Facet.CREDIT]) == {"NASA": 6, "NASA/JPL-Caltech": 2, "ESA": 1}


def test_a_credit_that_is_chosen_finds_all_its_writings(library: Library) -> None:
    finder = Finder(library.news())
    for written in ("NASA", "nasa", "Credit: NASA"):
        choice = Choice(Facet.CREDIT, written)
        answer = finder.answer(Query(facets=(choice,)))
        ids = list(answer.ids)
        assert len(ids) == 6
        assert library.photos[ids[0]].credit_line == "Credit: NASA"
        # What is chosen is in the list as it was chosen, once.
        listed = finder.counts(answer.query, ids)[Facet.CREDIT]
        assert counted(listed) == {written: 6, "NASA/JPL-Caltech": 2, "ESA": 1}
        assert choice in [one.choice for one in listed]
    finder.close()


def test_a_credit_is_offered_once(library: Library) -> None:
    finder = Finder(library.news())
    offered = [(one.title, one.count) for one in finder.offers(Query("credit:nas"))]
    assert offered == [("NASA", 6), ("NASA/JPL-Caltech", 2)]
    finder.close()
