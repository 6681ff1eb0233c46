"""Russian names in the Latin letters of other languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery import text
from gallery.library.romanisation import spellings


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Терешкова", "Tereshkova Tereschkowa Terechkova Tereškova"),
        ("Леонов", "Leonov Leonow Leonof Leonoff"),
        ("Алексей", "Alexei Aleksei Aleksey Alexey Alexej Aleksej Alexeï"),
        ("Архипович", "Arkhipovich Archipowitsch Arkhipovitch Arhipovič"),
        ("Юрий", "Yuri Yuriy Yury Iouri Juri Jurij Iurii"),
        ("Гагарин", "Gagarin Gagarine"),
        ("Королёв", "Korolev Korolyov Koroljow Korolov"),
        ("Хрущёв", "Khrushchev Khrushchov Chruschtschow Khrouchtchev Hruŝëv Chruščev"),
        ("Беляев", "Belyayev Belyaev Beljajew Beljaev Beliaev"),
        ("Сергей", "Sergei Sergey Sergej Sergueï"),
        ("Савицкая", "Savitskaya Sawizkaja Savickaja Savitskaïa"),
        ("Жанна", "Zhanna Schanna Shanna Janna Žanna"),
    ],
)
def test_a_name_in_the_spellings_that_are_usual(name: str, written: str) -> None:
    assert {text.fold(one) for one in written.split()} <= spellings(name)


@pytest.mark.parametrize("word", ["Leonov", "", "星出", "Leonов", "1965", "Ελένη"])
def test_what_is_not_russian_has_no_such_spellings(word: str) -> None:
    assert spellings(word) == frozenset()


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЯЁ", min_size=1))
def test_spellings_are_words_of_the_index(word: str) -> None:
    assert all(one == text.fold(one) for one in spellings(word))
