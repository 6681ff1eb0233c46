"""Saved searches: what to search for, where, under which title; and their file.

A search remembers its collection by id and title, so that it is found again when its source is
opened another day, whatever else is open by then.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from gallery.library.facets import Choice
from gallery.library.query import Query
from gallery.records import Collection
from gallery.writing import write_whole

_BROKEN = ".broken"


class SavedSearch(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One search with its title; see `Query` for its parts."""

    title: str
    typed: str = ""
    names: tuple[str, ...] = ()
    facets: tuple[Choice, ...] = ()
    fields: tuple[str, ...] = ()
    collection: str | None = None
    collection_title: str = ""

    def query(self, collections: Mapping[str, Collection]) -> Query | None:
        """Return the query among the collections that are open; None where its own is not."""
        where = self.collection
        if where is not None:
            known = collections.get(where)
            if known is None or known.title != self.collection_title:
                titled = (
                    one.id for one in collections.values() if one.title == self.collection_title
                )
                where = next(titled, None)
                if where is None:
                    return None
        return Query(self.typed, self.names, where, self.facets, self.fields)


class _File(Struct, frozen=True):
    version: int
    searches: tuple[SavedSearch, ...]


def of_query(title: str, query: Query, collections: Mapping[str, Collection]) -> SavedSearch:
    """Return a query as a search to keep."""
    known = collections.get(query.collection or "")
    return SavedSearch(
        title=title,
        typed=query.typed.strip(),
        names=query.names,
        facets=query.facets,
        fields=query.fields,
        collection=query.collection,
        collection_title=known.title if known is not None else "",
    )


def read(path: Path) -> tuple[tuple[SavedSearch, ...], str]:
    """Return the searches in a file, and a sentence on what is wrong with it, empty if nothing is.

    A file that can't be understood is set aside, not lost.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return (), ""
    except OSError as error:
        return (), f"The saved searches in “{path}” can't be read: {error.strerror}."
    try:
        return msgspec.json.decode(data, type=_File).searches, ""
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        aside = path.with_name(path.name + _BROKEN)
        try:
            path.replace(aside)
        except OSError:
            return (), f"The saved searches in “{path}” can't be understood: {error}."
        return (), f"The saved searches can't be understood ({error}); they were kept as “{aside}”."


def write(path: Path, searches: Sequence[SavedSearch]) -> str:
    """Write the searches to a file, whole or not at all; return a sentence where that fails."""
    data = msgspec.json.format(msgspec.json.encode(_File(1, tuple(searches))))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # What somebody searches for is nobody else's business.
        write_whole(path, data, mode=0o600)
    except OSError as error:
        return f"The saved searches can't be written to “{path}”: {error.strerror}."
    return ""
