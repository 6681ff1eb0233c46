"""The thumbnail inside a photograph: seen at a glance, upright, where it is of use."""

from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from gallery.decode.image import Size
from gallery.decode.thumbnail import Thumbnails
from tests.unit.decode.photographs import BOX, exif, photo

pytestmark = pytest.mark.usefixtures("prepared")

GREEN = (0, 160, 0)
BLACK = (0, 0, 0)


def near(image: Image.Image, at: tuple[int, int], colour: tuple[int, ...]) -> bool:
    seen = image.convert("RGB").getpixel(at)
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 20 for one, other in zip(seen, colour, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_embedded_thumbnail_is_turned_as_the_photograph_is(
    thumbnails: Thumbnails, tmp_path: Path, orientation: int
) -> None:
    whole = Image.linear_gradient("L").resize((160, 107)).convert("RGB")
    path = photo(tmp_path, data=exif(whole, orientation))
    seen = thumbnails.glance(path, BOX)
    made = Thumbnails(None).get(path, BOX)
    assert seen is not None
    assert not seen.final
    assert seen.shown.full == made.shown.full
    small = seen.shown.image
    photograph = made.shown.image.resize(small.size)
    for place in ((5, 5), (small.width - 6, 5), (5, small.height - 6)):
        colour = photograph.convert("RGB").getpixel(place)
        assert isinstance(colour, tuple)
        assert near(small, place, colour)


@pytest.mark.parametrize(
    ("full", "inside"),
    [
        pytest.param((600, 400), (160, 106), id="bars-above-and-below"),
        pytest.param((400, 600), (80, 120), id="bars-at-the-sides"),
        pytest.param((640, 360), (160, 90), id="wide"),
        pytest.param((640, 480), (160, 120), id="no-bars"),
    ],
)
def test_the_black_bars_of_a_thumbnail_are_cut_off(
    thumbnails: Thumbnails, tmp_path: Path, full: Size, inside: Size
) -> None:
    """EXIF thumbnails are 160 × 120, whatever the photograph is."""
    small = Image.new("RGB", (160, 120), BLACK)
    corner = ((160 - inside[0]) // 2, (120 - inside[1]) // 2)
    small.paste(Image.new("RGB", inside, GREEN), corner)
    seen = thumbnails.glance(photo(tmp_path, full, data=exif(small)), BOX)
    assert seen is not None
    image = seen.shown.image
    assert abs(image.width * full[1] - image.height * full[0]) <= 4 * max(full)
    for place in ((0, 0), (image.width - 1, image.height - 1), (image.width // 2, 0)):
        assert near(image, place, GREEN), image.getpixel(place)


def test_a_thumbnail_of_another_crop_is_not_shown(thumbnails: Thumbnails, tmp_path: Path) -> None:
    """Some programs cut a photograph, and leave the old thumbnail in it."""
    path = photo(tmp_path, (600, 300), data=exif(Image.new("RGB", (160, 120), GREEN)))
    assert thumbnails.glance(path, BOX) is None


def test_a_dark_photograph_keeps_its_thumbnail(thumbnails: Thumbnails, tmp_path: Path) -> None:
    path = photo(tmp_path, (640, 480), data=exif(Image.new("RGB", (160, 120), BLACK)))
    seen = thumbnails.glance(path, BOX)
    assert seen is not None
    assert seen.shown.image.size == (160, 120)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(exif(None), id="none"),
        pytest.param(exif(Image.new("RGB", (160, 107)))[:-300], id="half"),
        pytest.param(exif(Image.new("RGB", (160, 107)))[:60], id="nowhere"),
        pytest.param(exif(Image.new("RGB", (1200, 800))), id="huge"),
        pytest.param(b"Exif\0\0II*\0\xff\xff\xff\xff", id="nonsense"),
    ],
)
def test_without_a_thumbnail_of_use_nothing_is_shown(
    thumbnails: Thumbnails, tmp_path: Path, data: bytes
) -> None:
    assert thumbnails.glance(photo(tmp_path, data=data), BOX) is None


@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_the_thumbnail_of_a_heic_file_is_seen_as_the_photograph_is(
    thumbnails: Thumbnails, tmp_path: Path, orientation: int
) -> None:
    """Phones put a second, small picture into the file; to decode the large one takes long."""
    pillow_heif.register_heif_opener()
    whole = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
    path = tmp_path / "a.heic"
    data = Image.Exif()
    data[0x0112] = orientation
    whole.save(path, exif=data.tobytes(), thumbnails=[160])
    seen = thumbnails.glance(bytes(path), BOX)
    made = Thumbnails(None).get(bytes(path), BOX)
    assert seen is not None
    assert not seen.final
    assert seen.shown.full == made.shown.full
    small = seen.shown.image
    assert max(small.size) == 160
    photograph = made.shown.image.resize(small.size).convert("RGB")
    for place in ((5, 5), (small.width - 6, 5), (5, small.height - 6)):
        colour = photograph.getpixel(place)
        assert isinstance(colour, tuple)
        assert near(small, place, colour)


def test_a_heic_file_without_a_thumbnail_is_not_decoded_at_a_glance(
    thumbnails: Thumbnails, tmp_path: Path
) -> None:
    pillow_heif.register_heif_opener()
    Image.new("RGB", (640, 480), GREEN).save(tmp_path / "a.heic")
    assert thumbnails.glance(bytes(tmp_path / "a.heic"), BOX) is None


def test_a_glance_writes_nothing(thumbnails: Thumbnails, tmp_path: Path) -> None:
    thumbnails.glance(photo(tmp_path), BOX)
    assert not (tmp_path / "cache").exists()
