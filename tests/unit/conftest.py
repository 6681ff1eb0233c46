"""The built-in gallery, opened once, and how long Hypothesis may think."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from gallery.library.finder import Finder
from gallery.library.store import Library
from gallery.sources import blocking
from gallery.sources.flow import Opened

# The same examples in every run: what passed before fails because something was changed. Time is
# not measured, because other programs run on the same machine.
settings.register_profile("unit", deadline=None, derandomize=True)
settings.load_profile("unit")


@pytest.fixture(scope="session")
def builtin() -> Opened:
    return blocking.open_address(None)


@pytest.fixture(scope="session")
def library(builtin: Opened) -> Library:
    """The library of the built-in gallery; tests only ask it."""
    one = Library()
    one.add(builtin.folder, builtin.manifest)
    return one


@pytest.fixture(scope="session")
def finder(builtin: Opened) -> Iterator[Finder]:
    """What finds the photographs of the built-in gallery; tests only ask it."""
    library = Library()
    library.add(builtin.folder, builtin.manifest)
    one = Finder(library.news())
    yield one
    one.close()
