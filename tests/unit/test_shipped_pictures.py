"""The pictures of the built-in gallery: what kind of files they are, and what they tell."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import exiv2
import msgspec
import pytest
from PIL import Image

from gallery import manifest
from gallery.records import Photo

PHOTOS = Path(__file__).parents[2] / "assets" / "photos"
GALLERY, _ = manifest.read((PHOTOS / "manifest.json").read_bytes())
NAMES = {name.id: name.display_name for name in GALLERY.names}
# One picture is to be zoomed into: its tiles are pictures themselves.
LARGE = "global-selfie-2014"
EXIFTOOL = shutil.which("exiftool")

each_photo = pytest.mark.parametrize("photo", GALLERY.photos, ids=lambda photo: photo.id)


def persons(photo: Photo) -> list[str]:
    return [NAMES[one] for one in photo.persons_shown]


@each_photo
def test_it_is_a_large_plain_jpeg_in_srgb(photo: Photo) -> None:
    path = PHOTOS / photo.file
    with Image.open(path) as picture:
        assert picture.format == "JPEG"
        assert picture.width >= (6_000 if photo.id == LARGE else 2_400)
        # Progressive JPEGs take four times as long to be drawn as a tile.
        assert not picture.info.get("progressive")
        # Tagged as sRGB; a profile would make each tile take longer to no end.
        assert "icc_profile" not in picture.info
        assert picture.getexif().get_ifd(0x8769)[0xA001] == 1
    assert path.stat().st_size < (8_000_000 if photo.id == LARGE else 1_500_000)


@each_photo
def test_what_it_tells_is_what_the_manifest_says(photo: Photo) -> None:
    image = exiv2.ImageFactory.open(str(PHOTOS / photo.file))
    image.readMetadata()
    xmp, iim, exif = image.xmpData(), image.iptcData(), image.exifData()

    def plain(key: str) -> str:
        return str(xmp[key].value()["x-default"])

    assert plain("Xmp.iptc.AltTextAccessibility") == photo.alt_text
    assert xmp["Xmp.photoshop.Headline"].toString() == photo.headline
    assert xmp["Xmp.photoshop.Credit"].toString() == GALLERY.picture_credit
    shown = [datum for datum in xmp if datum.key() == "Xmp.iptcExt.PersonInImage"]
    assert [str(one) for datum in shown for one in datum.value()] == persons(photo)
    caption = plain("Xmp.dc.description")
    assert photo.alt_text
    assert photo.alt_text in caption
    assert photo.caption
    assert photo.caption in plain("Xmp.iptc.ExtDescrAccessibility")
    # All three say the same.
    assert iim["Iptc.Application2.Caption"].toString() == caption
    assert exif["Exif.Image.ImageDescription"].toString() == caption
    assert iim["Iptc.Application2.Credit"].toString() == GALLERY.picture_credit
    assert iim["Iptc.Application2.Headline"].toString() == photo.headline


@each_photo
def test_nobody_takes_it_for_the_photograph(photo: Photo) -> None:
    image = exiv2.ImageFactory.open(str(PHOTOS / photo.file))
    image.readMetadata()
    xmp = image.xmpData()
    assert "illustration" in xmp["Xmp.dc.description"].toString()
    assert "digitalsourcetype/algorithmicMedia" in xmp["Xmp.iptcExt.DigitalSourceType"].toString()
    assert "GPL-3.0-or-later" in xmp["Xmp.dc.rights"].toString()
    # Credit and creator of the photograph are told as such, and stand in no field of their own.
    of_the_photograph = {photo.credit_line, *photo.creator}
    for key in ("Xmp.photoshop.Credit", "Xmp.dc.creator", "Xmp.dc.rights"):
        assert of_the_photograph.isdisjoint({xmp[key].toString()})


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
def test_another_program_reads_the_same() -> None:
    assert EXIFTOOL
    wanted = ["-IPTC:Caption-Abstract", "-XMP-dc:Description", "-EXIF:ImageDescription",
              "-XMP-photoshop:Credit", "-IPTC:Credit", "-XMP-iptcCore:AltTextAccessibility",
              "-XMP-iptcExt:PersonInImage"]  # fmt: skip
    done = subprocess.run(
        [EXIFTOOL, "-json", "-G1", *wanted, *(PHOTOS / photo.file for photo in GALLERY.photos)],
        capture_output=True,
        check=True,
    )
    read: list[dict[str, Any]] = msgspec.json.decode(done.stdout)
    for photo, tags in zip(GALLERY.photos, read, strict=True):
        captions = {tags["IPTC:Caption-Abstract"], tags["XMP-dc:Description"],
                    tags["IFD0:ImageDescription"]}  # fmt: skip
        assert len(captions) == 1
        assert str(photo.alt_text) in captions.pop()
        assert {tags["XMP-photoshop:Credit"], tags["IPTC:Credit"]} == {GALLERY.picture_credit}
        assert tags["XMP-iptcCore:AltTextAccessibility"] == photo.alt_text
        shown = tags.get("XMP-iptcExt:PersonInImage", [])
        assert (shown if isinstance(shown, list) else [shown]) == persons(photo)


def test_the_wheel_has_room_for_them() -> None:
    # The wheel stays below 25 MB; what is not pictures takes less than one.
    assert sum(path.stat().st_size for path in PHOTOS.iterdir()) < 24_000_000
