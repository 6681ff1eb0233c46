"""Why a photograph was found: the field and the text, as it is written there."""

import pytest

from gallery import text
from gallery.library.query import Query
from gallery.library.reasons import matched
from gallery.library.store import Library


def fields(library: Library, photo: str, typed: str) -> list[tuple[str, str]]:
    because = matched(library.photos[photo], library.names, Query(typed))
    return [(one.field, one.text) for one in because]


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
    (shown,) = matched(library.photos["hoshide-iss-2012"], library.names, Query("hoshide"))
    (reflected,) = matched(library.photos["hoshide-iss-2012"], library.names, Query("williams"))
    assert shown.label == "person shown"
    assert "reflected" in reflected.label
