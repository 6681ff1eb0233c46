"""What is marked in the texts of a photograph: whole characters, in the script that is there."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.library.finder import Finder
from gallery.library.marking import NONE, marks
from gallery.library.query import Query
from gallery.library.store import Library
from tests.unit import making


def marked(library: Library, photo: str, typed: str, written: str) -> list[str]:
    found = marks(library.photos[photo], library.names, Query(typed))
    return [written[start:end] for start, end in found.spans(written)]


@pytest.mark.parametrize(
    ("photo", "typed", "written", "expected"),
    [
        ("leonov-1960s", "leo", "Leonov and Leo", ["Leo", "Leo"]),
        ("leonov-1960s", "Leonow", "At 80, Leonov wears his medals", ["Leonov"]),
        ("leonov-1960s", "Leonof", "Leonov’s spacewalk", ["Leonov"]),
        ("leonov-1960s", "Leonoff", "Алексей Леонов", ["Леонов"]),
        ("leonov-1960s", "leonov", "Улыбка Леонова", ["Леонов"]),
        ("leonov-1960s", "Леонов", "Photo: Leonov", ["Leonov"]),
        ("leonov-1960s", "Aleksej", "Alexei Leonov", ["Alexei"]),
        ("leonov-1960s", "le\u0301onov", "Le\u0301onov", ["Le\u0301onov"]),
        ("leonov-1960s", "leonow", "Leonova, Leonovich", []),
        ("hoshide-iss-2012", "星出", "The Sun at Hoshide’s shoulder", ["Hoshide"]),
        ("hoshide-iss-2012", "彰彦", "Aki Hoshide—NASA", ["Aki"]),
        ("hoshide-iss-2012", "星出彰彦", "Aki Hoshide—NASA", ["Aki", "Hoshide"]),
        ("hoshide-iss-2012", "星出彰彦", "Hoshide floats", ["Hoshide"]),
        ("hoshide-iss-2012", "hoshide", "写真 星出彰彦さん", ["星出"]),
        ("hoshide-iss-2012", "hoshide", "Aki 星出", ["星出"]),
        ("aldrin-gemini12-1966", "edwin", "Buzz takes a picture", ["Buzz"]),
        ("aldrin-gemini12-1966", "buzz", "Buzz Aldrin", ["Buzz"]),
        ("opportunity-2014", "oppy", "Opportunity looks back", ["Opportunity"]),
        # Whom the photograph does not name, it says nothing of.
        ("opportunity-2014", "leonow", "Leonov", []),
        # A part of a name marks nothing where it is sought in another field.
        ("leonov-1960s", "credit:leonow", "Leonov", []),
        ("leonov-1960s", "-leonov", "Leonov", []),
    ],
)
def test_a_name_is_marked_however_it_is_written(
    library: Library, photo: str, typed: str, written: str, expected: list[str]
) -> None:
    assert marked(library, photo, typed, written) == expected


@pytest.mark.parametrize("typed", ["Leonv", "Леонв", "Leonvo"])
def test_a_mended_word_is_marked_as_what_it_was_taken_for(
    library: Library, finder: Finder, typed: str
) -> None:
    answer = finder.answer(Query(typed))
    photo = next(answer.ids)
    found = marks(library.photos[photo], library.names, answer.query)
    headline = library.photos[photo].headline
    assert [headline[start:end] for start, end in found.spans(headline)] == ["Leonov"]


def test_a_generated_spelling_is_marked_where_words_were_typed_in_their_script() -> None:
    library = Library()
    photo = making.photo(caption="Walentina Tereschkowa lacht.")
    library.add(Path("folder"), making.records(making.gallery([photo])))
    assert marked(library, "moon", "Терешкова", "Walentina Tereschkowa lacht.") == ["Tereschkowa"]


@pytest.mark.parametrize(
    ("date", "typed", "written", "expected"),
    [
        ("1965-03-18", "year:1965", "18 March 1965", ["1965"]),
        ("1965-03-18", "year:1961..1975", "18 March 1965", ["1965"]),
        ("1965-03-18", "year:196X", "18 March 1965", ["1965"]),
        ("1965-03-18", "date:1965-03", "18 March 1965", ["March", "1965"]),
        ("1965-03-18", "date:1965-03-18", "18 March 1965", ["18", "March", "1965"]),
        ("1965-03-08", "date:1965-03-08", "8 March 1965", ["8", "March", "1965"]),
        ("196X", "year:196X", "1960s", ["1960s"]),
        ("1965-21", "date:1965-21", "spring 1965", ["spring", "1965"]),
        ("1965-21", "date:1965-2", "spring 1965", ["spring", "1965"]),
        ("1965-03-18", "year:1966 OR leonov", "18 March 1965", []),
        ("1965-03-18", "1965", "18 March 1965", ["1965"]),
        ("1965-03-18", "-year:1966", "18 March 1965", []),
    ],
)
def test_a_year_is_marked_in_the_date(
    date: str, typed: str, written: str, expected: list[str]
) -> None:
    library = Library()
    photo = making.photo(date_created=date)
    library.add(Path("folder"), making.records(making.gallery([photo])))
    found = marks(library.photos["moon"], library.names, Query(typed)).in_date()
    assert [written[start:end] for start, end in found.spans(written)] == expected


def test_a_year_that_is_asked_for_is_marked_in_no_other_text(library: Library) -> None:
    assert marked(library, "leonov-spacewalk-1965", "year:1965", "In 1965 he stepped out") == []


def test_without_words_nothing_is_marked(library: Library) -> None:
    assert marks(library.photos["leonov-1960s"], library.names, Query()) == NONE


@given(st.text(st.characters()), st.text(st.characters()))
def test_whatever_is_typed_marks_lie_in_the_text_and_apart(
    library: Library, typed: str, written: str
) -> None:
    found = marks(library.photos["hoshide-iss-2012"], library.names, Query(typed)).in_date()
    end = 0
    for start, stop in found.spans(written):
        assert end <= start < stop <= len(written)
        end = stop
