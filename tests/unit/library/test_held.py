"""The photographs of a library are the same whether they are packed or not."""

import pytest

from gallery.library.held import MOST_AT_HAND, Photos, held_in
from gallery.packed import Packed
from gallery.records import Photo


def photo(one: str, headline: str = "Headline") -> Photo:
    return Photo(id=one, file=f"{one}.jpg", headline=headline)


def held(*packs: Packed | dict[str, Photo]) -> Photos:
    photos = Photos()
    for pack in packs:
        photos.hold(held_in(pack))
    return photos


def test_records_and_packs_stand_side_by_side() -> None:
    photos = held(Packed([photo("a"), photo("b")]), {"c": photo("c")}, Packed([photo("d")]))
    everything = [photo(one) for one in "abcd"]
    assert list(photos) == list("abcd")
    assert [photos[one] for one in photos] == everything
    assert list(photos.each(photos)) == everything
    assert list(photos.each("dbabc")) == [photo(one) for one in "dbabc"]


def test_what_is_put_in_the_place_of_another_is_shown() -> None:
    photos = held(Packed([photo("a"), photo("b")]))
    assert photos["a"] == photo("a")
    photos.hold(held_in(Packed([photo("a", "Other")])))
    assert photos["a"] == photo("a", "Other")
    assert list(photos) == ["a", "b"]
    assert [one.headline for one in photos.each("abab")] == ["Other", "Headline"] * 2


def test_who_is_dropped_is_gone() -> None:
    photos = held(Packed([photo("a"), photo("b")]))
    assert photos["a"]
    photos.drop("a")
    photos.drop("nobody")
    assert "a" not in photos
    assert list(photos.keys()) == ["b"]
    with pytest.raises(KeyError):
        photos["a"]
    with pytest.raises(KeyError):
        list(photos.each("a"))


def test_a_copy_stays_as_it_was() -> None:
    photos = held(Packed([photo("a")]))
    before = photos.as_now()
    photos.hold({"a": photo("a", "Other")})
    assert before["a"] == photo("a")


def test_many_are_taken_out_one_by_one() -> None:
    many = [photo(f"p{number}") for number in range(MOST_AT_HAND + 10)]
    photos = held(Packed(many))
    assert [photos[one] for one in photos] == many
    assert photos["p0"] is photos["p0"]
