"""Which way up a picture is: EXIF's orientation (tag 274) as Pillow's transpositions."""

from PIL import Image

Size = tuple[int, int]
Turn = Image.Transpose

ORIENTATION = 0x0112
_TURNS = {
    2: Turn.FLIP_LEFT_RIGHT,
    3: Turn.ROTATE_180,
    4: Turn.FLIP_TOP_BOTTOM,
    5: Turn.TRANSPOSE,
    6: Turn.ROTATE_270,
    7: Turn.TRANSVERSE,
    8: Turn.ROTATE_90,
}
_SIDEWAYS = {_TURNS[orientation] for orientation in (5, 6, 7, 8)}


def turn(image: Image.Image) -> Turn | None:
    """Return what has to be done to a picture to have it upright, None where it is."""
    # Pillow turns TIFF itself while loading it, and libjxl all JPEG XL but repacked JPEG.
    if image.format == "TIFF" or (image.format == "JXL" and not getattr(image, "jpeg", False)):
        return None
    return turn_for(orientation(image) or 1)


def orientation(image: Image.Image) -> int | None:
    """Return a picture's own orientation tag, None where it has none."""
    try:
        told = image.getexif().get(ORIENTATION)
    except Exception:
        # EXIF that can't be parsed is as good as none.
        return None
    return told if isinstance(told, int) else None


def turn_for(orientation: int) -> Turn | None:
    """Return the turn for an orientation, None for 1 and for invalid numbers."""
    return _TURNS.get(orientation)


def is_sideways(way: Turn | None) -> bool:
    """Return whether a turn swaps width and height."""
    return way in _SIDEWAYS


def turned(size: Size, way: Turn | None) -> Size:
    """Return a size after a turn."""
    return size[::-1] if is_sideways(way) else size
