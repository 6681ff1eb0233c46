"""The table of samples: a name, how it is written, what is to come of it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gallery.decode.job import Fault
from tests.images import drawing, raw_files
from tests.images.drawing import BLACK, BLUE, GREEN, RED, WHITE, Colour

# Where a picture may have any colour: the part of it that could not be read.
ANY = None

CORNERS = (RED, GREEN, BLUE, WHITE)
GREYS = tuple((level, level, level) for level in drawing.LEVELS)
LINEAR_GREY = ((188, 188, 188),) * 4
LYING, STANDING = (48, 32), (32, 48)


@dataclass(frozen=True)
class Sample:
    """A file below the folder of a test, and its outcome.

    A picture of this size and with these corners comes unless the size is None; a fault may come
    without one, or with the readable part. `write` makes the file at a path.
    """

    name: str
    write: Callable[[Path], object]
    size: tuple[int, int] | None = LYING
    corners: tuple[Colour | None, ...] = CORNERS
    fault: Fault | None = None

    def make(self, folder: Path) -> Path:
        """Write the file, and the folders that its name has."""
        path = folder / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        self.write(path)
        return path


def faulty(name: str, write: Callable[[Path], object], fault: Fault) -> Sample:
    """Return a sample of which nothing can be shown."""
    return Sample(name, write, size=None, fault=fault)


save, raw = drawing.save, raw_files.written
TURNED = (BLUE, RED, WHITE, GREEN)
PREVIEW, PREVIEW_TURNED, THUMBNAIL = (960, 640), (640, 960), (160, 120)
# What Adobe RGB calls 100, 150, 100.
ADOBE_GREEN = ((66, 151, 97),) * 4

SAMPLES = (
    # Upright, whichever way the camera was held: what EXIF calls 1 to 8.
    Sample("orientation-1.jpg", drawing.turned(1)),
    Sample("orientation-2.jpg", drawing.turned(2), LYING, (GREEN, RED, WHITE, BLUE)),
    Sample("orientation-3.jpg", drawing.turned(3), LYING, (WHITE, BLUE, GREEN, RED)),
    Sample("orientation-4.jpg", drawing.turned(4), LYING, (BLUE, WHITE, RED, GREEN)),
    Sample("orientation-5.jpg", drawing.turned(5), STANDING, (RED, BLUE, GREEN, WHITE)),
    Sample("orientation-6.jpg", drawing.turned(6), STANDING, (BLUE, RED, WHITE, GREEN)),
    Sample("orientation-7.jpg", drawing.turned(7), STANDING, (WHITE, GREEN, BLUE, RED)),
    Sample("orientation-8.jpg", drawing.turned(8), STANDING, (GREEN, WHITE, RED, BLUE)),
    # Formats.
    Sample("jpeg.jpg", save("JPEG", quality=95, subsampling=0)),
    Sample("progressive.jpg", save("JPEG", quality=95, subsampling=0, progressive=True)),
    Sample("more-pictures.mpo", save("MPO", drawing.black(), quality=95, subsampling=0)),
    Sample("png.png", save("PNG")),
    Sample("interlaced.png", drawing.interlaced_png),
    Sample("webp.webp", save("WEBP", lossless=True)),
    Sample("gif.gif", save("GIF")),
    Sample("tiff.tif", save("TIFF")),
    Sample("compressed.tif", save("TIFF", compression="tiff_lzw")),
    Sample("bmp.bmp", save("BMP")),
    Sample("avif.avif", save("AVIF", quality=95, subsampling="4:4:4")),
    Sample("heic.heic", save("HEIF", quality=100, chroma=444)),
    Sample("jpeg2000.jp2", save("JPEG2000")),
    Sample("jpegxl.jxl", save("JXL", lossless=True)),
    Sample("targa.tga", save("TGA")),
    Sample("targa-compressed.tga", save("TGA", compression="tga_rle")),
    Sample("photoshop.psd", drawing.psd),
    Sample("pcx.pcx", save("PCX")),
    Sample("portable.ppm", save("PPM")),
    Sample("silicon-graphics.sgi", save("SGI")),
    Sample("surface.dds", save("DDS")),
    Sample("qoi.qoi", save("QOI")),
    Sample("icon.ico", save("ICO", sizes=[LYING])),
    # Colours.
    Sample("grey.jpg", drawing.grey("L", "JPEG"), corners=GREYS),
    Sample("grey-16.png", drawing.grey("I;16", "PNG"), corners=GREYS),
    Sample("grey-16.tif", drawing.grey("I;16", "TIFF"), corners=GREYS),
    Sample("grey-float.tif", drawing.grey("F", "TIFF"), corners=GREYS),
    Sample("colour-16.png", drawing.png_of_16_bits),
    Sample("colour-16.tif", drawing.tiff_of_16_bits),
    Sample("cmyk.jpg", save("JPEG", mode="CMYK", quality=95)),
    Sample("cmyk.tif", save("TIFF", mode="CMYK")),
    Sample("ycbcr.tif", save("TIFF", mode="YCbCr")),
    Sample("lab.tif", save("TIFF", mode="LAB")),
    Sample("palette.png", save("PNG", mode="P")),
    Sample("profile.jpg", drawing.profiled("JPEG"), corners=LINEAR_GREY),
    Sample("profile.png", drawing.profiled("PNG"), corners=LINEAR_GREY),
    Sample("profile.tif", drawing.profiled("TIFF"), corners=LINEAR_GREY),
    Sample("profile.heic", drawing.profiled("HEIF"), corners=LINEAR_GREY),
    # Premultiplied: half of the colour where it is half clear.
    Sample("alpha.png", drawing.half_clear("PNG"), corners=((128, 0, 0, 128),) * 4),
    Sample("alpha.webp", drawing.half_clear("WEBP"), corners=((128, 0, 0, 128),) * 4),
    Sample("alpha.tif", drawing.half_clear("TIFF"), corners=((128, 0, 0, 128),) * 4),
    Sample("adobe-rgb.jpg", raw_files.adobe_jpeg, corners=ADOBE_GREEN),
    # Raw files: the largest preview in them, upright, whichever of the two says how.
    Sample("nikon.nef", raw(raw_files.nef), PREVIEW),
    Sample("leica.dng", raw(raw_files.dng), PREVIEW),
    Sample("sony.arw", raw(raw_files.arw), PREVIEW),
    Sample("pentax.pef", raw(raw_files.pef), PREVIEW),
    Sample("canon.cr2", raw(raw_files.cr2), PREVIEW),
    Sample("fujifilm.raf", raw(raw_files.raf), PREVIEW),
    Sample("olympus.orf", raw(raw_files.orf), PREVIEW),
    Sample("panasonic.rw2", raw(raw_files.rw2), PREVIEW),
    Sample("canon.crw", raw(raw_files.crw), PREVIEW),
    Sample("canon.cr3", raw(raw_files.cr3), PREVIEW),
    Sample("canon-without-track.cr3", raw(raw_files.cr3, full=b""), (480, 320)),
    Sample("turned.nef", raw(raw_files.nef, orientation=6), PREVIEW_TURNED, TURNED),
    Sample("turned.cr3", raw(raw_files.cr3, orientation=6), PREVIEW_TURNED, TURNED),
    Sample("turned-both.raf", raw(raw_files.raf, 6), PREVIEW_TURNED, TURNED),
    Sample("turned-both.rw2", raw(raw_files.rw2, 6), PREVIEW_TURNED, TURNED),
    Sample("turned-by-the-camera.nef",
           raw(raw_files.nef, raw_files.preview(PREVIEW_TURNED), orientation=6), PREVIEW_TURNED),
    Sample("adobe-rgb.nef", raw(raw_files.nef, raw_files.adobe_green(), color_space=2), PREVIEW,
           ADOBE_GREEN),
    Sample("a-raw-called.tif", raw(raw_files.nef), PREVIEW),
    Sample("a-scan-called.nef", raw(raw_files.scan)),
    # A preview that cannot be had leaves the next smaller one.
    Sample("preview-behind-the-end.nef",
           raw(raw_files.nef, raw_files.jpeg_at(raw_files.preview(PREVIEW), place=1 << 31)),
           THUMBNAIL),
    Sample("preview-of-4-gb.nef",
           raw(raw_files.nef, raw_files.jpeg_at(raw_files.preview(PREVIEW), length=0xFFFF_FFF0)),
           THUMBNAIL),
    Sample("preview-that-is-a-bomb.nef", raw(raw_files.nef, raw_files.bomb()), THUMBNAIL),
    Sample("preview-that-is-none.nef", raw(raw_files.nef, b"no picture" * 100), THUMBNAIL),
    Sample("closed-circle.pef", raw(raw_files.pef, closed=True), PREVIEW),
    # Several pictures: the first.
    Sample("animated.gif", drawing.followed_by_black("GIF")),
    Sample("animated.png", drawing.followed_by_black("PNG")),
    Sample("animated.webp", drawing.followed_by_black("WEBP", lossless=True)),
    Sample("pages.tif", drawing.followed_by_black("TIFF")),
    # Contents decide, not the ending of the name.
    Sample("a-png-called.jpg", save("PNG")),
    Sample("a-jpeg-called.tga", save("JPEG", quality=95, subsampling=0)),
    Sample("heic-called.jpg", save("HEIF", quality=100, chroma=444)),
    Sample("without-ending", save("PNG")),
    # Names and places.
    Sample("with  spaces .png", save("PNG")),
    Sample("🚀 Ракета 火箭.png", save("PNG")),
    Sample("line\nbreak.png", save("PNG")),
    Sample("100% #1?.png", save("PNG")),
    Sample("-rf.png", save("PNG")),
    Sample(os.fsdecode(b"M\xfcnchen.png"), save("PNG")),
    Sample("/".join(["a" * 200] * 16) + "/deep.png", save("PNG")),
    Sample("link.png", drawing.linked(save("PNG"))),
    # Broken off: what could be read is shown.
    Sample("half.jpg", drawing.half("JPEG", quality=95), (480, 320), (RED, GREEN, ANY, ANY),
           Fault.DAMAGED),
    Sample("half.png", drawing.half("PNG"), (480, 320), (RED, GREEN, ANY, ANY), Fault.DAMAGED),
    Sample("half.bmp", drawing.half("BMP"), (480, 320), (ANY, ANY, BLUE, WHITE), Fault.DAMAGED),
    # Nothing to be shown.
    faulty("nothing-but-a-header.jpg", drawing.beginning("JPEG", 400), Fault.DAMAGED),
    faulty("checksum.png", drawing.wrong_checksum, Fault.DAMAGED),
    faulty("half.webp", drawing.half("WEBP"), Fault.DAMAGED),
    faulty("half.avif", drawing.half("AVIF"), Fault.DAMAGED),
    faulty("half.heic", drawing.half("HEIF"), Fault.DAMAGED),
    faulty("zero-bytes.jpg", drawing.text(""), Fault.UNSUPPORTED),
    faulty("one-byte.jpg", drawing.text("x"), Fault.UNSUPPORTED),
    faulty("text.jpg", drawing.text("Dear diary, today I saw the Moon.\n" * 40), Fault.UNSUPPORTED),
    faulty("page.jpg", drawing.text("<!doctype html><title>404 Not Found"), Fault.UNSUPPORTED),
    faulty("drawing.svg", drawing.text("<svg xmlns='http://www.w3.org/2000/svg'/>"),
           Fault.UNSUPPORTED),
    faulty("program.eps", drawing.text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
           Fault.UNSUPPORTED),
    faulty("photoshop-16.psd", drawing.psd_of_16_bits, Fault.UNSUPPORTED),
    faulty("no-preview.dng", raw(raw_files.tiff, raw_files.sensor(1)), Fault.NO_PREVIEW),
    faulty("no-preview-but-a-bomb.dng",
           raw(raw_files.tiff, raw_files.sensor(1), raw_files.jpeg_at(raw_files.bomb())),
           Fault.TOO_LARGE),
    faulty("nothing-but-a-header.raf", raw(lambda: raw_files.raf()[:100]), Fault.DAMAGED),
    faulty("nothing-but-a-header.cr3", raw(lambda: raw_files.cr3()[:40]), Fault.DAMAGED),
    faulty("preview-behind-the-end.raf", raw(raw_files.raf, place=0xFFFF_FFFF), Fault.DAMAGED),
    faulty("broken-off.cr3", raw(lambda: raw_files.cr3()[:100]), Fault.DAMAGED),
    faulty("bomb.png", drawing.png_that_claims(30_000, 30_000), Fault.TOO_LARGE),
    faulty("bomb.gif", drawing.gif_that_claims(65_535, 65_535), Fault.TOO_LARGE),
    # 500 megapixels would be allowed, but are not there.
    faulty("hollow.png", drawing.png_that_claims(20_000, 20_000), Fault.DAMAGED),
    faulty("folder.jpg", Path.mkdir, Fault.UNSUPPORTED),
    faulty("pipe.jpg", os.mkfifo, Fault.UNSUPPORTED),
    faulty("gone.jpg", drawing.nothing, Fault.GONE),
    faulty("link-to-nothing.jpg", lambda path: path.symlink_to("nothing"), Fault.GONE),
    faulty("link-to-itself.jpg", lambda path: path.symlink_to(path.name), Fault.GONE),
    faulty("unreadable.png", drawing.unreadable, Fault.NO_PERMISSION),
)  # fmt: skip

# What the sample of a picture after another must never show.
assert BLACK not in CORNERS
