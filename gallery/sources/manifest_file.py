"""A manifest on disk, with its pictures beside it."""

from pathlib import Path

from gallery import manifest
from gallery.sources.flow import FindMissing, Opened, ReadFile, Source, SourceError

FILE_NAME = "manifest.json"


def open_manifest(path: Path) -> Source:
    """Open a manifest file; raises SourceError where it holds nothing that can be shown.

    Where a picture is missing, caption and credit of its photograph stay, and the problem is
    reported.
    """
    data = yield ReadFile(path)
    assert isinstance(data, bytes)
    try:
        records, problems = manifest.read(data)
    except manifest.ManifestError as error:
        raise SourceError(f"“{path}” cannot be opened as a manifest: {error}.") from None
    missing = yield FindMissing(path.parent, tuple(photo.file for photo in records.photos))
    assert isinstance(missing, frozenset)
    gone = tuple(
        manifest.Problem(f"photo “{photo.id}”", f"its picture “{photo.file}” is missing")
        for photo in records.photos
        if photo.file in missing
    )
    return Opened(
        folder=path.parent,
        manifest=records,
        problems=problems + gone,
        missing=missing,
        address=str(path),
    )
