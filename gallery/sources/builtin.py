"""The gallery that comes with the program: fourteen photographs, described and illustrated."""

from pathlib import Path

from gallery.sources.flow import Source
from gallery.sources.manifest_file import FILE_NAME, open_manifest

_PACKAGE = Path(__file__).parent.parent


def photos_folder() -> Path:
    """Return the folder of the built-in manifest: in the package, or in assets/ of a checkout."""
    packaged = _PACKAGE / "photos"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "assets" / "photos"


def open_builtin() -> Source:
    """Open the built-in gallery."""
    return open_manifest(photos_folder() / FILE_NAME)
