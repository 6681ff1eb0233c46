"""What a photograph is found by, and in which order of weight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery import text
from gallery.library.index import Entry, Weight, behind, dates, entries, flags, row, with_flag
from gallery.records import Name, NameKind
from tests.unit import making

ADA = Name(
    id="ada",
    kind=NameKind.PERSON,
    display_name="Ada Orbit",
    native_name="Ада Орбит",
    nicknames=("Ace",),
)
HAN = Name(id="ada", kind=NameKind.PERSON, display_name="Aki", native_name="星出 彰彦")


def found_by(*, name: Name = ADA, **fields: object) -> list[Entry]:
    return list(entries(making.record(**fields), {"ada": name}))


def test_the_weightiest_stand_first() -> None:
    listed = found_by(
        persons_shown=["ada"],
        caption="A caption.",
        credit_line="A credit",
        creator=["A creator"],
        mission="A mission",
        date_created="1966",
        note="A note",
    )
    weights = [entry.weight for entry in listed]
    assert weights == sorted(weights)
    assert {entry.field: entry.weight for entry in listed} == {
        "persons_shown": Weight.PERSON,
        "headline": Weight.HEADLINE,
        "caption": Weight.CAPTION,
        "credit_line": Weight.CREDIT,
        "creator": Weight.CREDIT,
        "mission": Weight.REST,
        "date_created": Weight.REST,
        "note": Weight.REST,
    }


def test_a_person_is_found_by_every_form_the_native_one_named_as_such() -> None:
    forms = {one.text: one.label for one in found_by(persons_shown=["ada"]) if one.weight == 0}
    assert {"Ada Orbit", "Ада Орбит", "Ace"} <= set(forms)
    assert forms["Ада Орбит"] == "native name"
    assert forms["Ada Orbit"] == forms["Ace"] != "native name"


def test_a_native_name_is_found_without_its_space() -> None:
    texts = {one.text for one in found_by(name=HAN, persons_shown=["ada"])}
    assert {"星出 彰彦", "星出彰彦"} <= texts


def test_who_is_not_in_the_picture_weighs_less_and_is_told_apart() -> None:
    labels = set()
    for part in ("crew", "out-of-frame", "reflected"):
        listed = found_by(companions=[{"name": "ada", "part": part}])
        (companion,) = [one for one in listed if one.text == "Ada Orbit"]
        assert companion.weight > Weight.PERSON
        assert companion.field == "companions"
        labels.add(companion.label)
    (shown,) = [one for one in found_by(persons_shown=["ada"]) if one.text == "Ada Orbit"]
    assert len(labels) == 3
    assert shown.label not in labels


def test_a_date_is_found_by_its_words_and_every_year() -> None:
    (date,) = [one for one in found_by(date_created="1964/1967") if one.field == "date_created"]
    assert {"1964", "1965", "1966", "1967"} <= set(date.text.replace("–", " ").split())


def test_rights_are_found_by_their_words() -> None:
    rights = "http://rightsstatements.org/vocab/InC/1.0/"
    assert "In copyright" in {one.text for one in found_by(rights=rights)}


@pytest.mark.parametrize(
    ("date", "touched"),
    [
        ("1966-11-12", "19xx 196x 1966 196611 19661112"),
        ("1966-07", "19xx 196x 1966 196607"),
        ("1965", "19xx 196x 1965"),
        ("1965-21", "19xx 196x 1965 196521"),
        ("196X~", "19xx 196x"),
        ("19XX", "19xx"),
        ("1966-11-12T17:47:39Z", "19xx 196x 1966 196611 19661112"),
        ("1969-12-31/1970-01-01", "19xx 196x 1969 196912 19691231 197x 1970 197001 19700101"),
        ("1969-11/1970-01", "19xx 196x 1969 196911 197x 1970 197001 196912"),
        ("1964/1966", "19xx 196x 1964 1966 1965"),
        ("1965/..", "19xx 196x 1965"),
        ("0000-01-01/0000-01-02", "00xx 000x 0000 000001 00000101 00000102"),
    ],
)
def test_a_date_touches_what_it_is_sure_of(date: str, touched: str) -> None:
    assert set(dates(date)) == set(touched.split())
    assert len(dates(date)) == len(set(dates(date)))


def test_the_months_and_days_of_a_long_interval_are_not_meant_one_by_one() -> None:
    assert len(dates("1900-01-01/1999-12-31")) < 130


def test_flags_tell_what_there_is_and_what_not() -> None:
    bare = flags(making.record())
    whole = flags(making.record(caption="C", illustration=True, persons_shown=["ada"]))
    known = (bare, whole)
    assert list(with_flag("photograph", known)) == [f"q{bare}"]
    assert list(with_flag("illustration", known)) == [f"q{whole}"]
    assert list(with_flag("caption", known)) == list(with_flag("person", known)) == [f"q{whole}"]
    assert list(with_flag("creator", known)) == []


@pytest.mark.parametrize(
    ("uri", "public"),
    [
        ("http://rightsstatements.org/vocab/NoC-US/1.0/", True),
        ("https://creativecommons.org/publicdomain/mark/1.0/", True),
        ("https://creativecommons.org/licenses/by/4.0/", False),
        ("http://rightsstatements.org/vocab/InC/1.0/", False),
    ],
)
def test_public_is_what_is_free_without_condition(uri: str, public: bool) -> None:
    words = row(making.record(rights=uri), lambda _, name: name).split()
    assert ("vpublic" in words) is public


@given(st.text() | st.text("Aa1 -_’“—…'`é\n"))
def test_words_behind_a_letter_are_those_of_the_text(written: str) -> None:
    # The index makes letters small, and a letter alone is no word.
    behind_it = [one[1:] for one in behind("t", written).lower().split() if one != "t"]
    assert behind_it == text.folded(written)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("title", "Zenith"),
        ("usage_terms", "Zenith"),
        ("licensor", ["Zenith"]),
        ("description_writer", "Zenith"),
        ("other_languages", ["Ein Zenith"]),
    ],
)
def test_what_files_say_is_found_and_the_reason_told(field: str, said: object) -> None:
    photo = making.record(**{field: said})
    words = [word[1:].lower() for word in row(photo, lambda _letter, _name: "").split()]
    assert "zenith" in words
    (reason,) = (one for one in entries(photo, {}) if "zenith" in one.words())
    assert reason.field == field
