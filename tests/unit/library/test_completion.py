"""What the words that are being typed may become, and which fields are finished."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.library import completion
from gallery.library.completion import Kind
from gallery.library.facets import Choice, Facet
from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.store import Library


def offered(finder: Finder, typed: str) -> list[str]:
    return [one.title for one in finder.offers(Query(typed))]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        pytest.param("leo", ["Alexei Leonov"], id="a-name"),
        pytest.param("moscow Лео", ["Alexei Leonov"], id="a-name-behind-other-words"),
        pytest.param("per", ["person:"], id="a-field"),
        pytest.param("leonov ye", ["year:"], id="a-field-behind-words"),
        pytest.param("p", [], id="one-letter-is-no-field"),
        pytest.param("person:leo", ["Alexei Leonov"], id="a-person"),
        pytest.param("craft:oppy", ["Opportunity"], id="a-craft-by-its-nickname"),
        pytest.param("person:oppy", [], id="a-craft-is-no-person"),
        pytest.param("agency:", ["NASA", "Soviet space programme", "ESA", "JAXA"], id="values"),
        pytest.param("agency:sov", ["Soviet space programme"], id="a-value-begun"),
        pytest.param("year:196", ["1965", "1966"], id="years"),
        pytest.param('mission:"gemini 1', ["Gemini 10", "Gemini 12"], id="an-open-quote"),
        pytest.param("has:ca", ["caption"], id="what-it-has"),
        pytest.param("is:", ["illustration", "photograph"], id="what-it-is"),
        pytest.param("in:self", ["The ten best space selfies"], id="a-collection"),
        pytest.param("place:office", ["Office in Moscow"], id="a-place"),
        pytest.param("creator:grob", ["Marco Grob"], id="a-creator"),
        pytest.param("file:leo", [], id="files-are-not-listed"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_the_last_piece_is_completed(finder: Finder, typed: str, titles: list[str]) -> None:
    assert offered(finder, typed) == titles


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("moscow leo", Query("moscow ", names=("alexei-leonov",))),
        ("person:leo", Query(names=("alexei-leonov",))),
        ("agency:jax", Query(facets=(Choice(Facet.AGENCY, "JAXA"),))),
        ("moscow has:ca", Query("moscow ", fields=("has:caption",))),
        ("in:self", Query(fields=('in:"The ten best space selfies"',))),
        ("leonov per", Query("leonov person:")),
    ],
)
def test_what_is_chosen_leaves_the_line_and_joins_the_search(
    finder: Finder, typed: str, query: Query
) -> None:
    assert finder.offers(Query(typed))[0].query == query


def test_every_offer_of_a_name_or_value_finds_as_many_as_it_says(finder: Finder) -> None:
    for field in ("person", "craft", "mission", "year", "agency", "credit", "rights", "in"):
        offers = finder.offers(Query(f"{field}:"))
        assert offers
        for one in offers:
            assert len(finder.search(one.query)) == one.count, one.title


def test_counts_and_names_are_those_of_the_collection(finder: Finder) -> None:
    query = Query("agency:", collection="the-other-giant-leap")
    assert [one.title for one in finder.offers(query)] == ["Soviet space programme"]
    assert finder.offers(Query("aldrin", collection="the-other-giant-leap")) == []


def test_a_portrait_is_of_somebody_alone_where_there_is_one(finder: Finder) -> None:
    (leonov,) = finder.offers(Query("leonov"))
    assert leonov.photo == "leonov-portrait-2015"


@given(st.text(st.characters()) | st.text('person:yeari"- ha1'))
def test_any_text_may_be_completed(finder: Finder, typed: str) -> None:
    for one in finder.offers(Query(typed)):
        if one.kind is Kind.NAME:
            assert one.count


@pytest.mark.parametrize(
    ("typed", "fields", "rest"),
    [
        ("year:1965 ", ("year:1965",), ""),
        ("year:1965", (), "year:1965"),
        ("leonov year:1961..1975 mo", ("year:1961..1975",), "leonov  mo"),
        ('mission:"gemini 12" ', ('mission:"gemini 12"',), ""),
        ('mission:"gemini ', (), 'mission:"gemini '),
        ("-has:creator ", ("-has:creator",), ""),
        ("year:soon ", (), "year:soon "),
        ("colour:red ", (), "colour:red "),
        ("https://nasa.gov ", (), "https://nasa.gov "),
        ("person:leonov OR person:gagarin ", (), "person:leonov OR person:gagarin "),
        ("leonov OR year:1966 ", (), "leonov OR year:1966 "),
    ],
)
def test_a_field_is_finished_when_somebody_goes_on_behind_it(
    typed: str, fields: tuple[str, ...], rest: str
) -> None:
    assert completion.split(typed) == (fields, rest)


@given(st.text(st.sampled_from('year:1965 "person-leo OR has caption')))
def test_setting_fields_apart_changes_nothing_of_what_is_found(finder: Finder, typed: str) -> None:
    fields, rest = completion.split(typed)
    if fields:
        assert set(finder.search(Query(rest, fields=fields))) == set(finder.search(Query(typed)))


def test_a_query_in_words_can_be_typed_again(finder: Finder, library: Library) -> None:
    query = Query(
        "moscow",
        names=("alexei-leonov",),
        facets=(Choice(Facet.YEAR, "2015"), Choice(Facet.CREDIT, "Marco Grob for TIME")),
        fields=("has:caption",),
    )
    words = query.in_words(library.names)
    assert words == (
        'person:"Alexei Leonov" year:2015 credit:"Marco Grob for TIME" has:caption moscow'
    )
    assert finder.search(Query(words)) == finder.search(query) == ["leonov-portrait-2015"]


# Names like those that were sought in vain.


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("leonid", "Alexei Leonov"),
        ("buz aldrn zzzz", "Buzz Aldrin"),
        ("hosidhe 1831", "Aki Hoshide"),
    ],
)
def test_the_nearest_names_are_offered(finder: Finder, typed: str, first: str) -> None:
    near = finder.nearest(Query(typed), 3)
    assert near[0].title == first
    assert finder.search(near[0].query)


def test_what_is_like_no_name_has_no_near_one(finder: Finder) -> None:
    assert finder.nearest(Query("zzzz 1831 ??"), 3) == []
