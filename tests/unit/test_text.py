"""Text as it is searched: case, accents and scripts fall away, and come back when it is marked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery import text

# What names are made of, and what makes trouble: marks, joiners, ligatures, one sign of two words.
TRICKY = st.text(alphabet="aLöЛёьß星が한½ﬁ①№’' .-\u0301\u0308\u200d\ufe0f👩🚀👍🏽🇯🇵कि")


def marked(written: str, *sought: str) -> list[str]:
    return [written[start:end] for start, end in text.spans(written, sought)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("LEONOV", "leonov"),
        ("Léonov", "leonov"),
        ("Леонов", "leonov"),
        ("ЛЕОНОВ", "leonov"),
        ("Ｌｅｏｎｏｖ", "leonov"),
        ("Łódź", "lodz"),
        ("Køge", "koge"),
        ("Groß", "gross"),
        ("Ærø", "aero"),
        ("İstanbul", "istanbul"),
        ("Королёв", "korolev"),
        ("Королев", "korolev"),
        ("Леонтьев", "leontev"),
        ("星出 彰彦", "xingchu zhangyan"),
        ("星出彰彦", "xingchuzhangyan"),
        ("S66-62926", "s66 62926"),
        ("  Buzz,\tAldrin!\n", "buzz aldrin"),
        ("67P/Churyumov–Gerasimenko", "67p churyumov gerasimenko"),
        ("\u202eLeonov\u200b", "leonov"),
        ("", ""),
        ("… — !", ""),
    ],
)
def test_case_accents_and_scripts_fall_away(written: str, folded: str) -> None:
    assert text.fold(written) == folded


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Léonov", id="accent"),
        pytest.param("Việt", id="two-accents"),
        pytest.param("Łódź", id="polish"),
        pytest.param("Королёв", id="cyrillic-yo"),
        pytest.param("Сергей", id="cyrillic-short-i"),
        pytest.param("ガガーリン", id="kana"),
        pytest.param("한국", id="hangul"),
    ],
)
def test_composed_and_decomposed_letters_are_the_same(name: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    assert text.fold(decomposed) == text.fold(composed)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("O’Brien", id="typographic"),
        pytest.param("O'Brien", id="typewriter"),
        pytest.param("OʼBrien", id="letter"),
    ],
)
def test_an_apostrophe_parts_no_word(name: str) -> None:
    assert marked(name, "obrien") == [name]


@pytest.mark.parametrize(
    ("written", "sought", "marks"),
    [
        pytest.param("Alexei Leonov", "leonov", ["Leonov"], id="word"),
        pytest.param("Alexei Leonov", "leo", ["Leo"], id="beginning-of-a-word"),
        pytest.param("Alexei Leonov", "onov", [], id="not-inside-a-word"),
        pytest.param("Leonov on Leonov", "leonov", ["Leonov", "Leonov"], id="every-time"),
        pytest.param("Алексей Леонов", "leo", ["Лео"], id="cyrillic"),
        pytest.param("Щербаков", "shcherb", ["Щерб"], id="one-letter-for-many"),
        pytest.param("Щербаков", "sh", ["Щ"], id="part-of-a-letter-is-the-letter"),
        pytest.param("Groß", "gros", ["Groß"], id="half-an-eszett"),
        pytest.param("星出 彰彦", "xing", ["星"], id="han"),
        pytest.param("星出 彰彦", "x", ["星"], id="part-of-a-han-character"),
        pytest.param("星出 彰彦", "xingchu", ["星出"], id="han-name"),
        pytest.param("Le\u0301onov", "le", ["Le\u0301"], id="combining-accent"),
        pytest.param("Leonov\u0301!", "leonov", ["Leonov\u0301"], id="accent-at-the-end"),
        pytest.param("“Leonov”", "leonov", ["Leonov"], id="quotes-stay-out"),
        pytest.param("👩\u200d🚀 up", "woman", ["👩\u200d🚀"], id="astronaut-by-her-first-half"),
        pytest.param("👩\u200d🚀 up", "rocket", ["👩\u200d🚀"], id="astronaut-by-her-second-half"),
        pytest.param("👍🏽 up", "thumbsup", ["👍🏽"], id="skin-tone"),
        pytest.param("🇯🇵 up", "j", ["🇯🇵"], id="half-a-flag"),
        pytest.param("1\ufe0f\u20e3 up", "1", ["1\ufe0f\u20e3"], id="keycap"),
        pytest.param("हिन्दी", "h", ["हि"], id="vowel-sign"),
        pytest.param("½ inch", "1", ["½"], id="fraction"),
    ],
)
def test_marks_are_whole_characters_of_the_original(
    written: str, sought: str, marks: list[str]
) -> None:
    assert marked(written, sought) == marks


def test_the_longest_of_the_words_sought_is_marked() -> None:
    assert marked("Leonov", "l", "leon", "leo") == ["Leon"]


def test_a_sign_of_two_words_is_marked_once() -> None:
    assert marked("½ inch", "1", "2") == ["½"]


@given(TRICKY | st.text(), st.integers(1, 9))
def test_marks_lie_in_the_text_in_order_and_apart(written: str, length: int) -> None:
    sought = tuple(word.folded[:length] for word in text.words(written))
    end = 0
    for start, stop in text.spans(written, sought):
        assert end <= start < stop <= len(written)
        end = stop


@given(TRICKY | st.text())
def test_every_word_of_a_text_is_found_in_it(written: str) -> None:
    for word in text.words(written):
        assert word.folded
        assert (word.start, word.end) in text.spans(written, (word.folded,))


@given(TRICKY | st.text(st.characters()))
def test_what_is_folded_is_plain_and_stays_as_it_is(written: str) -> None:
    folded = text.fold(written)
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert text.fold(folded) == folded


@given(TRICKY | st.text())
def test_words_folded_at_once_are_those_with_places(written: str) -> None:
    assert text.folded(written) == [word.folded for word in text.words(written)]
