"""A listing that is kept packed is the listing."""

from hypothesis import given
from hypothesis import strategies as st

from gallery.sources.entries import Entries
from gallery.sources.flow import NO_STAMP, Entry, Stamp

STAMPS = st.builds(Stamp, st.integers(-(2**40), 2**70), st.integers(0, 2**62))
ENTRIES = st.lists(st.builds(Entry, st.text(), st.text(), st.none() | st.just(NO_STAMP) | STAMPS))


@given(ENTRIES, st.integers(0, 5), st.integers(0, 5))
def test_packed_entries_are_those_that_were_packed(
    entries: list[Entry], start: int, stop: int
) -> None:
    packed = Entries(iter(entries))
    assert list(packed) == entries
    assert len(packed) == len(entries)
    assert packed[start:stop] == tuple(entries[start:stop])
    assert [packed[place] for place in range(-len(entries), 0)] == entries
    assert packed.names == tuple(entry.name for entry in entries)
    assert packed.ids == tuple(entry.id for entry in entries)
