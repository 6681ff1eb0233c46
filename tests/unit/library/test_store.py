"""The library: a name finds the person, and whoever is shown stands first."""

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
from gallery.library.query import Query
from gallery.library.romanisation import spellings
from gallery.library.store import Library
from gallery.manifest import Manifest
from gallery.records import NameKind
from gallery.sources.flow import Opened
from tests.unit import making
from tests.unit.library.others import the_others

CASES = tomllib.loads(Path(__file__).with_name("search_cases.toml").read_text())["case"]


def fields(library: Library, photo: str, typed: str) -> list[tuple[str, str]]:
    return [(one.field, one.text) for one in library.matched(photo, Query(typed))]


@pytest.fixture(scope="module")
def others() -> Iterator[Library]:
    library = Library()
    library.add(Path("folder"), the_others())
    yield library
    library.close()


# Searching.


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.get("name", case["query"])) for case in CASES]
)
def test_what_people_type_finds_what_they_expect(
    library: Library, others: Library, case: dict[str, Any]
) -> None:
    asked = others if case.get("gallery") == "others" else library
    answer = asked.answer(Query(case["query"]))
    found = list(answer.ids)
    assert list(answer.messages) == case.get("says", [])
    if case.get("any_order"):
        found, case["finds"] = sorted(found), sorted(case["finds"])
    assert found == case["finds"]


def test_every_photograph_is_found_by_each_written_form_of_its_names(library: Library) -> None:
    for photo, record in library.photos.items():
        companions = tuple(one.name for one in record.companions)
        for name in library.named_in(photo) + companions:
            for form in library.names[name].written_forms():
                for typed in (form, form.upper(), form.lower(), text.fold(form)):
                    assert photo in library.search(Query(typed)), (photo, typed)


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
    latin = [random.choice([*sorted(spellings(word)), text.fold(word)]) for word in name.split()]
    random.shuffle(latin)
    for typed in (text.fold(name), " ".join(latin)):
        assert "moon" in library.search(Query(typed)), typed
    quoted = name.replace('"', " ")
    assert "moon" in library.search(Query(f'"{quoted}"'))
    library.close()


def test_every_photograph_is_found_by_its_headline_first(library: Library) -> None:
    for photo, record in library.photos.items():
        assert library.search(Query(record.headline))[:1] == [photo]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("leonov " * 1_500, id="a-word-again-and-again"),
        pytest.param("leonov" + " " * 10_000 + "aldrin", id="a-gap"),
        pytest.param("leonov" + "!" * 10_000, id="signs"),
    ],
)
def test_ten_thousand_characters_find_what_their_beginning_means(
    library: Library, typed: str
) -> None:
    assert library.search(Query(typed)) == library.search(Query("leonov"))


def test_a_word_of_ten_thousand_letters_finds_nothing(library: Library) -> None:
    assert library.search(Query("leonov" + "v" * 10_000)) == []


@pytest.mark.parametrize("typed", ["", "   ", "?!", "\u200b"])
def test_without_words_the_whole_collection_answers(library: Library, typed: str) -> None:
    query = Query(typed, collection="space-selfies")
    assert library.search(query) == list(library.collections["space-selfies"].photos)


@given(
    st.text(st.characters())
    | st.text("\"*():^-+ ANDORNEAR;'\\\x00")
    | st.lists(st.sampled_from(["leonov", "Леонов", "1966", "nasa", "星出", "e"])).map(" ".join)
)
def test_any_typed_text_is_answered_and_explained(library: Library, typed: str) -> None:
    answer = library.answer(Query(typed))
    for photo in answer.ids:
        told = {word for one in library.matched(photo, answer.query) for word in one.words()}
        for group in answer.query.parsed.groups:
            assert any(_begun(told, term.words) for term in group)


def _begun(told: set[str], words: tuple[str, ...]) -> bool:
    return all(any(one.startswith(word) for one in told) for word in words)


def test_a_search_stays_in_its_collection(library: Library) -> None:
    assert library.search(Query("leonov", collection="space-selfies")) == []
    assert len(library.search(Query("leonov", collection="the-other-giant-leap"))) == 4


def test_chosen_names_narrow_to_who_is_shown(library: Library) -> None:
    assert library.search(Query(names=("alexei-leonov",))) == [
        "leonov-portrait-2015",
        "leonov-spacewalk-1965",
        "leonov-1960s",
    ]
    assert library.search(Query("1965", names=("alexei-leonov",))) == [
        "leonov-spacewalk-1965",
        "leonov-1960s",
    ]
    assert library.search(Query(names=("alexei-leonov", "buzz-aldrin"))) == []
    assert library.search(Query(names=("nobody",))) == []


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
    assert library.search(Query("ada")) == [
        "shown",
        "shown-too",
        "headline",
        "crew",
        "caption",
        "credit",
        "note",
    ]
    library.close()


def test_the_first_search_of_all_may_be_for_words_beside_a_chosen_name(builtin: Opened) -> None:
    library = Library()
    library.add(builtin.folder, builtin.manifest)
    found = library.search(Query("moscow", names=("alexei-leonov",)))
    assert found == ["leonov-portrait-2015"]
    library.close()


def test_ties_stand_in_the_order_of_the_collection() -> None:
    photos = [making.photo(id=name, caption="The Moon") for name in "abcd"]
    photos.append(making.photo(id="best", headline="The Moon"))
    order = ["d", "best", "a", "c"]
    collections = [{"id": "own", "title": "Own", "photos": order}]
    library = Library()
    library.add(Path("f"), making.records(making.gallery(photos, collections=collections)))
    assert library.search(Query("moon", collection="own")) == ["best", "d", "a", "c"]
    assert library.search(Query("moon")) == ["best", "a", "b", "c", "d"]
    assert library.search(Query(collection="own")) == order
    library.close()


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
    assert library.search(Query("leo")) == ["headline", "begins", "in-caption", "caption-begins"]
    library.close()


def test_the_first_answers_need_not_wait_for_the_last(library: Library) -> None:
    answer = library.answer(Query("nasa"))
    assert next(answer.ids) == library.search(Query("nasa"))[0]


def test_what_is_added_later_is_found_and_mended() -> None:
    library = Library()
    library.add(Path("one"), making.records(making.gallery([making.photo(caption="Venus")])))
    assert library.search(Query("jupiter")) == library.search(Query("jupitr")) == []
    later = making.gallery([making.photo(id="later", caption="Jupiter")])
    library.add(Path("two"), making.records(later))
    assert library.search(Query("jupiter")) == ["later"]
    answer = library.answer(Query("jupitr venus OR moons"))
    assert list(answer.ids) == []
    answer = library.answer(Query("jupitr -venus"))
    assert (answer.messages, list(answer.ids)) == (("jupitr: showing Jupiter",), ["later"])
    library.close()


# Why it matched.


@pytest.mark.parametrize(
    ("photo", "typed", "because"),
    [
        pytest.param(
            "leonov-1960s", "leonov", [("persons_shown", "Alexei Leonov")], id="the-name-shown"
        ),
        pytest.param(
            "leonov-1960s",
            "Леонов",
            [("persons_shown", "Алексей Архипович Леонов")],
            id="the-script-that-was-typed",
        ),
        pytest.param(
            "leonov-1960s", "leonow", [("persons_shown", "Alexej Leonow")], id="a-spelling"
        ),
        pytest.param(
            "hoshide-iss-2012", "星出", [("persons_shown", "星出 彰彦")], id="native-name"
        ),
        pytest.param("aldrin-gemini12-1966", "buzz", [("persons_shown", "Buzz Aldrin")], id="nick"),
        pytest.param(
            "aldrin-gemini12-1966",
            "lovell",
            [("companions", "James A. Lovell Jr.")],
            id="crew-mate",
        ),
        pytest.param("opportunity-2014", "oppy", [("craft_shown", "Oppy")], id="craft"),
        pytest.param("gerst-iss-2014", "41", [("mission", "ISS Expedition 41")], id="mission"),
        pytest.param(
            "aldrin-gemini12-1966", "1966", [("date_created", "12 November 1966")], id="date"
        ),
        pytest.param("leonov-portrait-2015", "", [], id="nothing-typed"),
    ],
)
def test_the_reason_is_a_field_and_its_text(
    library: Library, photo: str, typed: str, because: list[tuple[str, str]]
) -> None:
    assert fields(library, photo, typed) == because


def test_one_form_of_a_name_that_has_all_words_is_the_reason(library: Library) -> None:
    ((field, form),) = fields(library, "aldrin-gemini12-1966", "Edwin Aldrin")
    assert field == "persons_shown"
    assert {"edwin", "aldrin"} <= set(text.fold(form).split())


def test_the_text_that_has_most_of_the_words_is_the_reason(library: Library) -> None:
    assert fields(library, "aldrin-gemini12-1966", "12 november 1966") == [
        ("date_created", "12 November 1966")
    ]
    ((field, _),) = fields(library, "collins-gemini10-1966", "collins 1966")
    assert field == "caption"


def test_words_from_two_fields_have_two_reasons(library: Library) -> None:
    reasons = fields(library, "leonov-portrait-2015", "Архипович time")
    assert reasons == [
        ("persons_shown", "Алексей Архипович Леонов"),
        ("credit_line", "Marco Grob for TIME"),
    ]


def test_a_word_sought_in_one_field_has_its_reason_there(library: Library) -> None:
    ((field, _),) = fields(library, "robinson-sts114-2005", "creator:robinson")
    assert field == "creator"


def test_a_year_is_told_as_the_date_that_has_it(library: Library) -> None:
    assert fields(library, "aldrin-gemini12-1966", "year:1966") == [
        ("date_created", "12 November 1966")
    ]


def test_a_spelling_that_is_generated_is_told_as_the_native_name(library: Library) -> None:
    ((field, form),) = fields(library, "leonov-1960s", "Leonof")
    assert (field, form) == ("persons_shown", "Алексей Архипович Леонов")


def test_who_is_shown_and_who_is_not_are_told_apart(library: Library) -> None:
    (shown,) = library.matched("hoshide-iss-2012", Query("hoshide"))
    (reflected,) = library.matched("hoshide-iss-2012", Query("williams"))
    assert shown.label == "person shown"
    assert "reflected" in reflected.label


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
def test_names_are_suggested_while_typing(library: Library, typed: str, names: list[str]) -> None:
    assert [one.name.id for one in library.suggestions(typed, 5)] == names


def test_a_suggestion_tells_the_fitting_form_and_how_many(library: Library) -> None:
    (leonow,) = library.suggestions("leonow", 5)
    assert leonow.form == "Alexej Leonow"
    assert leonow.count == 3
    (hoshide,) = library.suggestions("星出", 5)
    assert hoshide.form == "星出 彰彦"


def test_a_suggestion_is_in_the_script_that_is_typed(library: Library) -> None:
    (leonov,) = library.suggestions("Леон", 5)
    assert leonov.form.startswith("Алексей")


def test_suggestions_are_as_many_as_wanted(library: Library) -> None:
    assert len(library.suggestions("a", 2)) == 2


@given(st.text(st.characters()))
def test_any_text_may_be_typed_for_suggestions(library: Library, typed: str) -> None:
    assert all(one.count > 0 for one in library.suggestions(typed, 5))


def test_persons_and_craft_are_listed_with_counts(library: Library, builtin: Opened) -> None:
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
        assert count == library.count(name) == len(library.search(Query(names=(name,))))


def test_names_of_equal_count_stand_in_the_order_of_their_surnames(library: Library) -> None:
    single = [name.display_name for name, count in library.shown(NameKind.PERSON) if count == 1]
    surnames = [name.rpartition(" ")[2] for name in single]
    assert surnames == sorted(surnames)


# Two sources.


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
def two() -> Iterator[Library]:
    library = Library()
    library.add(Path("one"), a_source("Ada Orbit"))
    library.add(Path("two"), a_source("Ada Comet"))
    yield library
    library.close()


def test_two_sources_with_the_same_ids_stay_apart(two: Library) -> None:
    (orbit,) = two.search(Query("orbit"))
    (comet,) = two.search(Query("comet"))
    assert two.search(Query("ada")) == [orbit, comet]
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
        (photo,) = two.search(Query(names=(name,)))
        assert fields(two, photo, "ada") == [("persons_shown", display_name)]
        assert two.names[name].id == name


def test_two_collections_with_the_same_id_stay_apart(two: Library) -> None:
    shown = {
        collection.title: two.search(Query(collection=key))
        for key, collection in two.collections.items()
    }
    assert shown == {
        "Ada Orbit": two.search(Query("orbit")),
        "Ada Comet": two.search(Query("comet")),
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
    assert library.search(Query("comet")) == []
    library.add(Path("two"), a_source("Ada Comet"))
    assert len(library.search(Query("comet"))) == 1
    assert len(library.search(Query("ada"))) == 2
    library.close()
    assert len(library.search(Query("ada"))) == 2
    library.close()


def test_a_manifest_without_collections_is_one() -> None:
    library = Library()
    whole = making.gallery([making.photo(id="b"), making.photo(id="a")], title="Album")
    (collection,) = library.add(Path("folder"), making.records(whole))
    assert collection.title == "Album"
    assert library.search(Query(collection=collection.id)) == ["b", "a"]


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
    assert library.search(Query("gone")) == ["gone"]
    library.close()
