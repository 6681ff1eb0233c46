"""The record of a photograph, made of what its file says."""

import msgspec
import pytest

from gallery.metadata import record
from gallery.records import Photo

BASE = Photo(id="a", file="folder/IMG_1.jpg", headline="IMG_1")
LEONOV = "Alexei Leonov floats outside Voskhod 2. He was the first."


def ids(name: str) -> str:
    return name.lower().replace(" ", "-")


def photo(**values: str | tuple[str, ...]) -> Photo:
    said = {name: (one,) if isinstance(one, str) else one for name, one in values.items()}
    made = record.photo(BASE, said, ids)
    # A record that could not be read again would be lost with what is remembered.
    assert msgspec.json.decode(msgspec.json.encode(made), type=Photo) == made
    return made


def test_a_file_that_says_nothing_keeps_its_record() -> None:
    assert record.photo(BASE, {}, ids) is BASE


@pytest.mark.parametrize(
    ("values", "headline"),
    [
        pytest.param({"headline": "H", "title": "T", "caption": "C"}, "H", id="headline"),
        pytest.param({"title": "T", "caption": LEONOV}, "T", id="title"),
        pytest.param({"caption": LEONOV}, "Alexei Leonov floats outside Voskhod 2", id="sentence"),
        pytest.param({"credit_line": "NASA"}, "IMG_1", id="file-name"),
        pytest.param({"headline": "two\nlines"}, "two lines", id="in-one-line"),
    ],
)
def test_the_headline_is_the_best_that_is_known(values: dict[str, str], headline: str) -> None:
    assert photo(**values).headline == headline


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One sentence", "One sentence"),
        ("One sentence. Another.", "One sentence"),
        ("Is it? It is!", "Is it?"),
        ("“Go!” said Ada. She went.", "“Go!” said Ada"),
        ("John W. Young jumps. He salutes.", "John W. Young jumps"),
        ("Dr. Mae Jemison works. In orbit.", "Dr. Mae Jemison works"),
        ("At 5 p.m. local time. Later.", "At 5 p.m. local time"),
        ("A heading\nThe rest of it", "A heading"),
        ("Леонов вышел в космос. Впервые.", "Леонов вышел в космос"),
        ("星出が自撮り。地球が見える。", "星出が自撮り。"),
        ("Wait… More.", "Wait…"),
        ("", ""),
    ],
)
def test_the_first_sentence(text: str, sentence: str) -> None:
    assert record.first_sentence(text) == sentence


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    cut = record.first_sentence("word " * 100)
    assert cut.endswith("word…")
    assert len(cut) < 150


def test_lines_are_lines_and_texts_keep_theirs() -> None:
    made = photo(caption="one\ntwo", credit_line="NASA\n\tJSC", usage_terms="a\nb")
    assert (made.caption, made.credit_line, made.usage_terms) == ("one\ntwo", "NASA JSC", "a\nb")


def test_people_are_the_ids_that_the_library_gives_each_once() -> None:
    made = photo(persons_shown=("Ada Lovelace", "Mae", "Ada Lovelace"))
    assert made.persons_shown == ("ada-lovelace", "mae")


@pytest.mark.parametrize(
    ("values", "place"),
    [
        (
            {"city": "Moscow", "country": "Russia", "sublocation": "Red Square"},
            "Red Square, Moscow, Russia",
        ),
        ({"city": "Moscow", "location_shown": "Low Earth orbit"}, "Low Earth orbit"),
        ({"location_shown": ("Paris, France", "Rome, Italy")}, "Paris, France; Rome, Italy"),
        ({"location_created": "Houston"}, "Houston"),
        ({"country_code": "RUS"}, None),
    ],
)
def test_the_place_is_told_from_the_inside_out(
    values: dict[str, str | tuple[str, ...]], place: str | None
) -> None:
    assert photo(**values).place == place


@pytest.mark.parametrize(
    ("statement", "rights"),
    [
        (
            "https://creativecommons.org/licenses/by/4.0/",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        ("www.example.org", None),
        ("https://", None),
    ],
)
def test_the_web_statement_tells_the_rights(statement: str, rights: str | None) -> None:
    assert photo(web_statement=statement).rights == rights


def test_values_too_long_for_a_record_are_cut() -> None:
    made = photo(credit_line="x" * 5_000, caption="y" * 200_000, keywords=("z" * 5_000,))
    assert len(made.credit_line or "") == 2_000
    assert len(made.caption or "") == 100_000


def test_what_many_photographs_say_alike_is_kept_once() -> None:
    one, other = (
        photo(
            credit_line="NASA" + " / JPL", creator=("A", "B"), keywords=("Mars",), city="Pasadena"
        )
        for _ in range(2)
    )
    for field in ("credit_line", "creator", "keywords", "place"):
        assert getattr(one, field) is getattr(other, field)
