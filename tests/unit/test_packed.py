"""Packed records are those that were packed, one by one and all together."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.packed import Packed
from gallery.records import CatalogueId, Companion, Original, Part, Photo

WORDS = st.text(max_size=8) | st.text(alphabet=st.characters(codec=None), min_size=1, max_size=4)
SOME = st.lists(st.sampled_from(("ada", "vera", "Леонов")), max_size=3).map(tuple)
RECORDS = st.builds(
    Photo,
    id=st.just(""),
    file=WORDS,
    headline=WORDS,
    title=st.none() | WORDS,
    illustration=st.booleans(),
    caption=st.none() | WORDS,
    credit_line=st.none() | st.sampled_from(("NASA", "ESA / NASA")),
    creator=SOME,
    keywords=st.lists(WORDS, max_size=3).map(tuple),
    persons_shown=SOME,
    craft_shown=SOME,
    companions=st.just(()) | st.just((Companion(name="ada", part=Part.CREW),)),
    image_ids=st.just(()) | st.just((CatalogueId(catalogue="NASA", value="S66"),)),
    original=st.none() | st.just(Original(provider="NASA", page="https://nasa.gov/one")),
    other_languages=st.lists(WORDS, max_size=2).map(tuple),
)


def numbered(records: list[Photo]) -> list[Photo]:
    return [
        Photo(**{field: getattr(one, field) for field in Photo.__struct_fields__} | {"id": f"p{n}"})
        for n, one in enumerate(records)
    ]


@given(st.lists(RECORDS, max_size=6).map(numbered))
def test_every_record_comes_out_as_it_was(photos: list[Photo]) -> None:
    pack = Packed(photos)
    assert list(pack.each()) == photos
    assert [pack[one] for one in pack] == photos
    assert len(pack) == len(photos)
    shown = Counter(name for photo in photos for name in {*photo.names_shown()})
    assert pack.shown() == shown
    assert pack.shows_names == bool(shown)


def test_more_values_than_a_byte_can_count() -> None:
    photos = [
        Photo(id=f"p{n}", file="a", headline="A", keywords=(f"word{n}",), credit_line=f"{n % 300}")
        for n in range(700)
    ]
    assert list(Packed(photos).each()) == photos


def test_who_is_not_in_a_pack_is_not_found() -> None:
    pack = Packed([Photo(id="a", file="a.jpg", headline="A")])
    assert "b" not in pack
    with pytest.raises(KeyError):
        pack["b"]
