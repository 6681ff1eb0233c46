"""What has become different: several changes as one say the same as each behind the other."""

from hypothesis import given
from hypothesis import strategies as st

from gallery.library.change import Change, Pending
from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.records import Collection, Photo

PHOTOS = st.dictionaries(st.sampled_from("pqrs"), st.none() | st.sampled_from(["mars", "venus"]))
COLLECTIONS = st.dictionaries(st.sampled_from("CD"), st.none() | st.lists(st.sampled_from("pqrs")))
QUERIES = (Query(), Query("mars"), Query("-mars"), Query(collection="C"), Query("in:d"))


def change(photos: dict[str, str | None], collections: dict[str, list[str] | None]) -> Change:
    return Change(
        {
            one: Photo(id=one, file=f"{one}.png", headline=headline) if headline else None
            for one, headline in photos.items()
        },
        collections={
            one: None if members is None else Collection(id=one, title=one, photos=tuple(members))
            for one, members in collections.items()
        },
        has_gone=None in photos.values(),
    )


def joined(changes: list[Change]) -> list[Change]:
    pending = Pending()
    for one in changes:
        pending.add(one)
    return pending.take()


@given(st.lists(st.builds(change, PHOTOS, COLLECTIONS), max_size=6))
def test_joined_changes_say_the_same(changes: list[Change]) -> None:
    found = []
    for told in (changes, joined(changes)):
        finder = Finder()
        for one in told:
            finder.take(one)
        found.append([list(map(finder.search, QUERIES)), list(finder.offers(Query("in:")))])
        finder.close()
    assert found[0] == found[1]


def test_what_only_comes_or_changes_is_one_change() -> None:
    first = change({"p": "mars", "q": "mars"}, {"C": ["p"]})
    later = change({"q": "venus", "r": None}, {"C": ["p", "q"]})
    (both,) = joined([first, later])
    headlines = {
        one: photo.headline if isinstance(photo, Photo) else None
        for one, photo in both.photos.items()
    }
    assert headlines == {"p": "mars", "q": "venus", "r": None}
    assert both.collections == later.collections


def test_what_is_taken_is_there_no_more() -> None:
    pending = Pending()
    pending.add(change({"p": "mars"}, {}))
    assert len(pending.take()) == 1
    assert pending.take() == []
