"""Writes into each picture of the gallery what it shows, and that it is an illustration.

Usage: python assets/artwork/captions.py [FOLDER]

What is written is taken from the manifest beside the pictures: as XMP, as IPTC-IIM and, where it
has a tag, as EXIF, so that any program that reads captions reads the same. Everything speaks of the
illustration (IPTC Photo Metadata 2021.1): it has our credit line and our rights. The photograph in
whose place it stands is named in the extended description, with its own caption and credit.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import exiv2
from PIL import Image

from gallery import manifest
from gallery.records import Photo

PHOTOS = Path(__file__).resolve().parent.parent / "photos"
CREATOR = "Giant Leap"
MADE = "2026-11-22"
LICENCE = "GPL-3.0-or-later"
RIGHTS = f"© Giant Leap contributors, {LICENCE}"
TERMS = f"Free to use, change and pass on under {LICENCE}; the credit line goes with it."
STATEMENT = "https://www.gnu.org/licenses/gpl-3.0.html"
# Made by programs alone, of no training data: the scenes are code.
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
# What viewers show while they decode the picture itself: EXIF holds 64 kB in all.
THUMBNAIL = (400, 400)
THUMBNAIL_QUALITY = 82
# EXIF 2.32 wants these of every JPEG: 72 to the inch, Y Cb Cr, pixels beside each other.
REQUIRED = {
    "Exif.Image.XResolution": "72/1",
    "Exif.Image.YResolution": "72/1",
    "Exif.Image.ResolutionUnit": "2",
    "Exif.Image.YCbCrPositioning": "1",
    "Exif.Photo.ExifVersion": "48 50 51 50",
    "Exif.Photo.FlashpixVersion": "48 49 48 48",
    "Exif.Photo.ComponentsConfiguration": "1 2 3 0",
    "Exif.Photo.ColorSpace": "1",  # sRGB
}
# IIM counts in bytes: the caption may have 2,000, a headline 256, a keyword 64.
MOST_CAPTION, MOST_HEADLINE, MOST_KEYWORD = 2_000, 256, 64


@dataclass(frozen=True)
class Told:
    """What a picture tells of itself."""

    title: str
    headline: str
    caption: str
    alt_text: str
    extended: str
    credit: str
    persons: tuple[str, ...]
    keywords: tuple[str, ...]


def told(photo: Photo, gallery: manifest.Manifest) -> Told:
    """Return what is to be written into the picture of a photograph."""
    names = {name.id: name.display_name for name in gallery.names}
    persons = tuple(names[one] for one in photo.persons_shown)
    craft = tuple(names[one] for one in photo.craft_shown)
    collections = tuple(one.title for one in gallery.collections if photo.id in one.photos)
    topics = ("illustration", *persons, *craft, photo.mission, photo.agency, *collections)
    # Both are sentences that stand by themselves.
    caption = (
        f"This is an illustration, not the photograph “{photo.headline}”, in whose place it "
        f"stands. {photo.alt_text}"
    )
    extended = f"The photograph: {photo.caption} Credit of the photograph: {photo.credit_line}."
    return Told(
        title=photo.id,
        headline=photo.headline,
        caption=caption,
        alt_text=photo.alt_text or "",
        extended=extended,
        credit=gallery.picture_credit or "",
        persons=persons,
        keywords=tuple(dict.fromkeys(one for one in topics if one)),
    )


def write(path: Path, said: Told) -> None:
    """Write into a JPEG what it tells; its pixels stay as they are. Raises OSError."""
    with Image.open(path) as picture:
        size, thumbnail = picture.size, _thumbnail(picture)
    # Beside the file, then in its place: whoever reads it meanwhile reads one or the other.
    made = path.with_name(f".{path.name}.new.jpg")
    shutil.copyfile(path, made)
    image = exiv2.ImageFactory.open(str(made))
    image.readMetadata()
    image.clearMetadata()
    # EXIF says that it is sRGB: with a profile, each tile would take a fifth longer.
    image.clearIccProfile()
    for key, value in _xmp(said).items():
        image.xmpData()[key] = value
    _iim(image.iptcData(), said)
    exif = image.exifData()
    for tag, text in _exif(said).items():
        exif[tag] = text
    exif["Exif.Photo.PixelXDimension"], exif["Exif.Photo.PixelYDimension"] = map(str, size)
    exiv2.ExifThumb(exif).setJpegThumbnail(thumbnail, (72, 1), (72, 1), 2)
    image.writeMetadata()
    made.replace(path)


def _xmp(said: Told) -> dict[str, Any]:
    texts, lists, languages = exiv2.XmpTextValue, exiv2.XmpArrayValue, exiv2.LangAltValue

    def plain(text: str) -> Any:
        return languages({"x-default": text})

    def bag(values: tuple[str, ...]) -> Any:
        return lists(list(values), exiv2.TypeId.xmpBag)

    written = {
        "Xmp.dc.title": plain(said.title),
        "Xmp.dc.description": plain(said.caption),
        "Xmp.dc.creator": lists([CREATOR], exiv2.TypeId.xmpSeq),
        "Xmp.dc.rights": plain(RIGHTS),
        "Xmp.dc.subject": bag(said.keywords),
        "Xmp.photoshop.Headline": texts(said.headline),
        "Xmp.photoshop.Credit": texts(said.credit),
        "Xmp.photoshop.CaptionWriter": texts(CREATOR),
        "Xmp.photoshop.DateCreated": texts(MADE),
        "Xmp.iptc.AltTextAccessibility": plain(said.alt_text),
        "Xmp.iptc.ExtDescrAccessibility": plain(said.extended),
        "Xmp.iptcExt.DigitalSourceType": texts(SOURCE_TYPE),
        "Xmp.xmpRights.Marked": texts("True"),
        "Xmp.xmpRights.UsageTerms": plain(TERMS),
        "Xmp.xmpRights.WebStatement": texts(STATEMENT),
    }
    if said.persons:
        written["Xmp.iptcExt.PersonInImage"] = bag(said.persons)
    return written


def _iim(datasets: Any, said: Told) -> None:
    datasets["Iptc.Envelope.CharacterSet"] = "\x1b%G"
    lines = {
        "ObjectName": said.title,
        "Headline": _cut(said.headline, MOST_HEADLINE),
        "Caption": _cut(said.caption, MOST_CAPTION),
        "Byline": CREATOR,
        "Credit": said.credit,
        "Copyright": RIGHTS,
        "Writer": CREATOR,
    }
    values = [*lines.items(), *(("Keywords", _cut(one, MOST_KEYWORD)) for one in said.keywords)]
    for name, text in values:
        datasets.add(exiv2.IptcKey(f"Iptc.Application2.{name}"), exiv2.StringValue(text))
    year, month, day = map(int, MADE.split("-"))
    date = exiv2.DateValue(year, month, day)
    datasets.add(exiv2.IptcKey("Iptc.Application2.DateCreated"), date)


def _exif(said: Told) -> dict[str, str]:
    return {
        **REQUIRED,
        "Exif.Image.ImageDescription": said.caption,
        "Exif.Image.Artist": CREATOR,
        "Exif.Image.Copyright": RIGHTS,
        "Exif.Photo.DateTimeOriginal": f"{MADE.replace('-', ':')} 12:00:00",
    }


def _cut(text: str, most: int) -> str:
    """Return a text of at most so many bytes of UTF-8, cut between characters."""
    return text.encode()[:most].decode("utf-8", "ignore")


def _thumbnail(picture: Image.Image) -> bytes:
    picture.draft("RGB", THUMBNAIL)
    small = picture.convert("RGB")
    small.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS, reducing_gap=3.0)
    data = io.BytesIO()
    small.save(data, "JPEG", quality=THUMBNAIL_QUALITY, optimize=True)
    return data.getvalue()


def main(argv: list[str] | None = None) -> int:
    """Write into all pictures of a folder with a manifest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=PHOTOS)
    folder: Path = parser.parse_args(argv).folder
    gallery, problems = manifest.read((folder / "manifest.json").read_bytes())
    if problems:
        sys.stderr.write("".join(f"{problem}{os.linesep}" for problem in problems))
        return 1
    for photo in gallery.photos:
        write(folder / photo.file, told(photo, gallery))
    sys.stdout.write(f"{len(gallery.photos)} pictures now tell what they are.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
