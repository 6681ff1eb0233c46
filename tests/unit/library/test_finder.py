"""Finding: a name finds the person, whoever is shown stands first, and names are offered."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gallery import text
from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.reasons import matched
from gallery.library.romanisation import spellings
from gallery.library.store import Library
from gallery.records import NameKind
from gallery.sources.flow import Opened
from tests.unit import making
from tests.unit.library.asking import suggested
from tests.unit.library.others import the_others

CASES = tomllib.loads(Path(__file__).with_name("search_cases.toml").read_text())["case"]


@pytest.fixture(scope="module")
def others() -> Iterator[Finder]:
    library = Library()
    library.add(Path("folder"), the_others())
    finder = Finder(library.news())
    yield finder
    finder.close()


# Searching.


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.get("name", case["query"])) for case in CASES]
)
def test_what_people_type_finds_what_they_expect(
    finder: Finder, others: Finder, case: dict[str, Any]
) -> None:
    asked = others if case.get("gallery") == "others" else finder
    answer = asked.answer(Query(case["query"]))
    found = list(answer.ids)
    assert list(answer.messages) == case.get("says", [])
    if case.get("any_order"):
        found, case["finds"] = sorted(found), sorted(case["finds"])
    assert found == case["finds"]


def test_every_photograph_is_found_by_each_written_form_of_its_names(
    library: Library, finder: Finder
) -> None:
    for photo, record in library.photos.items():
        companions = tuple(one.name for one in record.companions)
        for name in library.named_in(photo) + companions:
            for form in library.names[name].written_forms():
                for typed in (form, form.upper(), form.lower(), text.fold(form)):
                    assert photo in finder.search(Query(typed)), (photo, typed)


RUSSIAN = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=2, max_size=12)
NAMES = RUSSIAN | st.from_regex(r"[A-Za-zÀ-ž]{2,12}", fullmatch=True) | st.text(min_size=1)


@given(st.lists(NAMES.filter(text.fold), min_size=1, max_size=3), st.randoms())
def test_a_photograph_is_found_by_any_name_in_any_script(words: list[str], random: Random) -> None:
    name = re.sub(r"[\x00-\x1f]", "", " ".join(words))
    assume(text.fold(name))
    library = Library()
    person = making.person(native_name=name)
    photos = [making.photo(id="other"), making.photo(persons_shown=["ada"])]
    library.add(Path("folder"), making.records(making.gallery(photos, names=[person])))
    finder = Finder(library.news())
    latin = [random.choice([*sorted(spellings(word)), text.fold(word)]) for word in name.split()]
    random.shuffle(latin)
    for typed in (text.fold(name), " ".join(latin)):
        assert "moon" in finder.search(Query(typed)), typed
    quoted = name.replace('"', " ")
    assert "moon" in finder.search(Query(f'"{quoted}"'))
    finder.close()


def test_every_photograph_is_found_by_its_headline_first(library: Library, finder: Finder) -> None:
    for photo, record in library.photos.items():
        assert finder.search(Query(record.headline))[:1] == [photo]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("leonov " * 1_500, id="a-word-again-and-again"),
        pytest.param("leonov" + " " * 10_000 + "aldrin", id="a-gap"),
        pytest.param("leonov" + "!" * 10_000, id="signs"),
    ],
)
def test_ten_thousand_characters_find_what_their_beginning_means(
    finder: Finder, typed: str
) -> None:
    assert finder.search(Query(typed)) == finder.search(Query("leonov"))


def test_a_word_of_ten_thousand_letters_finds_nothing(finder: Finder) -> None:
    assert finder.search(Query("leonov" + "v" * 10_000)) == []


@pytest.mark.parametrize("typed", ["", "   ", "?!", "\u200b"])
def test_without_words_the_whole_collection_answers(
    library: Library, finder: Finder, typed: str
) -> None:
    query = Query(typed, collection="space-selfies")
    assert finder.search(query) == list(library.collections["space-selfies"].photos)


@given(
    st.text(st.characters())
    | st.text("\"*():^-+ ANDORNEAR;'\\\x00")
    | st.lists(st.sampled_from(["leonov", "Леонов", "1966", "nasa", "星出", "e"])).map(" ".join)
)
def test_any_typed_text_is_answered_and_explained(
    library: Library, finder: Finder, typed: str
) -> None:
    answer = finder.answer(Query(typed))
    for photo in answer.ids:
        told = {
            word
            for one in matched(library.photos[photo], library.names, answer.query)
            for word in one.words()
        }
        for group in answer.query.parsed.groups:
            assert any(_begun(told, term.words) for term in group)


def _begun(told: set[str], words: tuple[str, ...]) -> bool:
    return all(any(one.startswith(word) for one in told) for word in words)


def test_a_search_stays_in_its_collection(finder: Finder) -> None:
    assert finder.search(Query("leonov", collection="space-selfies")) == []
    assert len(finder.search(Query("leonov", collection="the-other-giant-leap"))) == 4


def test_chosen_names_narrow_to_who_is_shown(finder: Finder) -> None:
    assert finder.search(Query(names=("alexei-leonov",))) == [
        "leonov-portrait-2015",
        "leonov-spacewalk-1965",
        "leonov-1960s",
    ]
    assert finder.search(Query("1965", names=("alexei-leonov",))) == [
        "leonov-spacewalk-1965",
        "leonov-1960s",
    ]
    assert finder.search(Query(names=("alexei-leonov", "buzz-aldrin"))) == []
    assert finder.search(Query(names=("nobody",))) == []


def test_who_is_shown_goes_before_who_is_written_about() -> None:
    photos = [
        making.photo(id="nothing"),
        making.photo(id="note", note="Ada was there."),
        making.photo(id="credit", credit_line="Ada"),
        making.photo(id="caption", caption="Ada took it."),
        making.photo(id="crew", companions=[{"name": "ada", "part": "crew"}]),
        making.photo(id="headline", headline="Ada goes out"),
        making.photo(id="shown", persons_shown=["ada"]),
        making.photo(id="shown-too", persons_shown=["ada"]),
    ]
    library = Library()
    library.add(
        Path("folder"),
        making.records(making.gallery(photos, names=[making.person(display_name="Ada")])),
    )
    finder = Finder(library.news())
    assert finder.search(Query("ada")) == [
        "shown",
        "shown-too",
        "headline",
        "crew",
        "caption",
        "credit",
        "note",
    ]
    finder.close()


def test_the_first_search_of_all_may_be_for_words_beside_a_chosen_name(builtin: Opened) -> None:
    library = Library()
    library.add(builtin.folder, builtin.manifest)
    finder = Finder(library.news())
    found = finder.search(Query("moscow", names=("alexei-leonov",)))
    assert found == ["leonov-portrait-2015"]
    finder.close()


def test_ties_stand_in_the_order_of_the_collection() -> None:
    photos = [making.photo(id=name, caption="The Moon") for name in "abcd"]
    photos.append(making.photo(id="best", headline="The Moon"))
    order = ["d", "best", "a", "c"]
    collections = [{"id": "own", "title": "Own", "photos": order}]
    library = Library()
    library.add(Path("f"), making.records(making.gallery(photos, collections=collections)))
    finder = Finder(library.news())
    assert finder.search(Query("moon", collection="own")) == ["best", "d", "a", "c"]
    assert finder.search(Query("moon")) == ["best", "a", "b", "c", "d"]
    assert finder.search(Query(collection="own")) == order
    finder.close()


def test_whole_words_among_what_is_shown_go_before_beginnings() -> None:
    photos = [
        making.photo(id="in-caption", caption="Seen from LEO."),
        making.photo(id="begins", persons_shown=["ada"]),
        making.photo(id="headline", headline="Leo, a lion"),
        making.photo(id="caption-begins", caption="Leopards"),
    ]
    names = [making.person(display_name="Ada Leonova")]
    library = Library()
    library.add(Path("f"), making.records(making.gallery(photos, names=names)))
    finder = Finder(library.news())
    assert finder.search(Query("leo")) == ["headline", "begins", "in-caption", "caption-begins"]
    finder.close()


def test_the_first_answers_need_not_wait_for_the_last(finder: Finder) -> None:
    answer = finder.answer(Query("nasa"))
    assert next(answer.ids) == finder.search(Query("nasa"))[0]


# Suggestions and counts.


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("leo", ["alexei-leonov"]),
        ("Лео", ["alexei-leonov"]),
        ("edwin ald", ["buzz-aldrin"]),
        ("oppy", ["opportunity"]),
        ("al", ["alexei-leonov", "buzz-aldrin", "alexander-gerst"]),
        ("lovell", []),
        ("nobody", []),
        ("", []),
        ("?", []),
    ],
)
def test_names_are_suggested_while_typing(finder: Finder, typed: str, names: list[str]) -> None:
    assert [one.query.names[-1] for one in suggested(finder, typed)] == names


def test_a_suggestion_tells_the_fitting_form_and_how_many(finder: Finder) -> None:
    (leonow,) = suggested(finder, "leonow")
    assert leonow.detail == "Alexej Leonow"
    assert leonow.count == 3
    (hoshide,) = suggested(finder, "星出")
    assert hoshide.detail == "星出 彰彦"


def test_a_suggestion_is_in_the_script_that_is_typed(finder: Finder) -> None:
    (leonov,) = suggested(finder, "Леон")
    assert leonov.detail.startswith("Алексей")


@given(st.text(st.characters()))
def test_any_text_may_be_typed_for_suggestions(finder: Finder, typed: str) -> None:
    assert all(one.count for one in suggested(finder, typed))


def test_persons_and_craft_are_listed_with_counts(
    library: Library, finder: Finder, builtin: Opened
) -> None:
    persons = [(name.id, count) for name, count in library.shown(NameKind.PERSON)]
    assert persons[0] == ("alexei-leonov", 3)
    craft = {name.id: count for name, count in library.shown(NameKind.CRAFT)}
    assert craft["international-space-station"] == 2
    not_shown = {one.name for photo in builtin.manifest.photos for one in photo.companions} - {
        name for photo in builtin.manifest.photos for name in photo.persons_shown
    }
    assert not_shown
    assert not not_shown & {name for name, _ in persons}
    for name, count in persons:
        assert count == library.count(name) == len(finder.search(Query(names=(name,))))


def test_names_of_equal_count_stand_in_the_order_of_their_surnames(library: Library) -> None:
    single = [name.display_name for name, count in library.shown(NameKind.PERSON) if count == 1]
    surnames = [name.rpartition(" ")[2] for name in single]
    assert surnames == sorted(surnames)
