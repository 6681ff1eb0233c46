"""Makes what the tests open: manifests of invented photographs, tiny pictures."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from gallery import manifest
from gallery.manifest import Manifest
from gallery.records import Photo

Fields = Mapping[str, Any]


def photo(**fields: Any) -> dict[str, Any]:
    """Return a photograph as a manifest holds it; what is not said is made up."""
    name = fields.get("id", "moon")
    return {"id": name, "file": f"{name}.png", "headline": f"Headline of {name}", **fields}


def person(**fields: Any) -> dict[str, Any]:
    name = fields.get("id", "ada")
    return {"id": name, "kind": "person", "display_name": f"Person {name}", **fields}


def gallery(photos: Sequence[object], **fields: Any) -> dict[str, Any]:
    return {"version": 1, "title": "A test", **fields, "photos": list(photos)}


def as_bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def records(whole: Fields) -> Manifest:
    """Return the records of a manifest that has no fault."""
    read, problems = manifest.read(as_bytes(whole))
    assert not problems
    return read


def record(**fields: Any) -> Photo:
    """Return the record of a photograph with these fields."""
    return records(gallery([photo(**fields)], names=[person()])).photos[0]


def draw(path: Path, size: tuple[int, int] = (12, 8), colour: str = "#3366cc") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)
    return path


def write_gallery(folder: Path, photos: Sequence[Fields], **fields: Any) -> Path:
    """Write a manifest with a picture for each photograph that has none yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in photos:
        if not (folder / one["file"]).exists():
            draw(folder / one["file"])
    (folder / "manifest.json").write_bytes(as_bytes(gallery(photos, **fields)))
    return folder
