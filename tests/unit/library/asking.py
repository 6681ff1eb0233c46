"""What a person asks a finder for."""

from gallery.library.completion import Kind, Offer
from gallery.library.finder import Finder
from gallery.library.query import Query


def suggested(finder: Finder, typed: str) -> list[Offer]:
    """Return the names that are offered for what is typed."""
    return [one for one in finder.offers(Query(typed)) if one.kind is Kind.NAME]
