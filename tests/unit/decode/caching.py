"""Thumbnails to put into a cache, by us and by other programs."""

from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gallery.decode.image import Shown, Size

RED = (255, 0, 0)
FULL = (3000, 2000)


def shown(size: Size, full: Size = FULL, mode: str = "RGB") -> Shown:
    return Shown(Image.new(mode, size, RED), full, "image/jpeg")


def texts_of(path: Path) -> dict[str, str]:
    with Image.open(path) as image:
        return dict(image.text)  # type: ignore[attr-defined]


def write_as_another_program(
    root: Path, folder: str, name: str, image: Image.Image, **texts: str
) -> Path:
    """Write a thumbnail as some file manager might: Thumb__URI stands for Thumb::URI."""
    info = PngInfo()
    for key, value in texts.items():
        info.add_text(key.replace("__", "::"), value)
    (root / folder).mkdir(parents=True, exist_ok=True)
    image.save(root / folder / name, pnginfo=info)
    return root / folder / name
