"""What cameras and programs write into the caption or title of every picture, without meaning.

Compared without case, and without surrounding blanks.
"""

import re

# What is longer was written by somebody.
_LONGEST = 300
# No system has longer names of files.
_LONGEST_NAME = 255

# Whole texts. Most cameras of the years around 2000 wrote their maker's name as the caption.
TEXTS = frozenset({
    "acd systems digital imaging", "asus_zenfone", "beautyplus", "casio computer co.,ltd",
    "charset=ascii", "cof", "create by nikon", "created with gimp",
    "created with the gimp", "dav", "dcim", "dcim\\100media", "default",
    "digicam", "digital camera", "digital still camera", "edf", "exif_jpeg_picture", "exif jpeg",
    "file source", "hdrpl", "image description", "image title", "intel(r) jpeg library",
    "kodak digital still camera", "konica minolta digital camera",
    "lead technologies inc. v1.01", "mde", "minolta digital camera", "mptr", "mptrx",
    "my pictures", "n/a", "nikon digital camera", "no description", "none", "norm", "null", "oznor",
    "oznorco", "ozedf", "polaroid", "qrf", "rpt", "rhdr", "samsung",
    "samsung digital camera", "samsung techwin", "screenshot", "sdr", "sony dsc", "statt",
    "tmp", "unknown", "user comments", "vivitar", "vsco", "your description",
    "(null)", "-", "--", ".", "?",
})  # fmt: skip

# Texts that have a number or a version in them, in small letters.
_PATTERNS = (
    r"(olympus|konica|minolta|sanyo|pentax|casio|kodak|ricoh|toshiba|panasonic|hp)"
    r"( [\w-]+)* digital (still )?camera",
    r"(copyright )?picture taken with an? .{0,40}",
    r"created (with|by) [\w .]{0,30}gimp[\w .]{0,20}",
    r"(created|generated|made) (with|by|in) (adobe )?(photoshop|lightroom|paint|imagemagick)"
    r"[\w .]{0,40}",
    r"creator: gd-jpeg v[\d.]+.*",
    r"lead technologies inc.*",
    r"lavc[\d.]+",
    r"handmade software.*",
    r"processed (by|with) [\w .]{1,40}",
    r"file written by adobe photoshop.*",
    r"dcim[\\/]\d{3}.*",
    r"cimg\d+|pict\d+|sony dsc.*|sam_?\d+",
    r"binary comment",
    r"ascii|unicode",
    r"[\s.\-_*#?]+",
)
_PATTERN = re.compile("|".join(_PATTERNS))
# How cameras and phones name their files: a title like that is a file's old name.
CAMERA_FILE = re.compile(
    r"(_?img|_?mg|_?dsc[nf]?|dscf|dscn|pict|cimg|sam|gopr|dji|hpim|imgp|p\d|mvc|pxl|wp|kif|sdc"
    r"|stp|vlcsnap|100|101|crw)[_-]?\d{3,}([_-]\d+)*(\.[a-z0-9]{2,4})?",
    re.IGNORECASE,
)
# What distinguishes a file's number from a title: a digit or an underscore, and no blank.
_CODE = re.compile(r"^(?=\S*[\d_])\S+$")


def is_boilerplate(text: str) -> bool:
    """Return whether a camera or a program wrote this, and no person."""
    if len(text) > _LONGEST:
        return False
    plain = " ".join(text.split()).casefold()
    return plain in TEXTS or _PATTERN.fullmatch(plain) is not None


def is_file_name(text: str, file: str) -> bool:
    """Return whether a text is only the name of this file, or of the camera's file it was.

    A file that is named like a title (`Earthrise.jpg`) may have that title.
    """
    if len(text) > _LONGEST_NAME:
        return False
    plain = text.strip().casefold()
    if plain == file.casefold():
        return True
    if " " in plain:
        return False
    if CAMERA_FILE.fullmatch(plain):
        return True
    return (
        plain == (file.casefold().rpartition(".")[0] or file.casefold())
        and _CODE.search(plain) is not None
    )
