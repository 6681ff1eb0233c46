"""What else a file says in words: everything in IPTC's standard that has no field in a record.

Instructions, contact of the creator, artwork shown, releases, codes: none of this is reconciled or
searched; it is shown as it stands, each place by itself, to those who look at one photograph
closely. What programs store for themselves (their settings, their history) is left out.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import exiv2

from gallery.metadata import mending
from gallery.metadata.fields import CHARACTER_SET, FIELDS, TIME_CREATED
from gallery.metadata.report import Further, Origin
from gallery.metadata.said import MOST_CHARACTERS
from gallery.metadata.xmp import PREFIXES

# A file with more entries than this is not to be believed.
_MOST = 500
# Namespaces in which people describe photographs: IPTC's and PLUS's, Dublin Core, rights, those of
# astronomers (AVM) and of programs that keep a hierarchy of keywords (lr).
_NAMESPACES = {"dc", "photoshop", "xmpRights", "Iptc4xmpCore", "Iptc4xmpExt", "plus", "avm", "lr"}
_LONE = {"xmp:Rating", "xmp:Label", "xmp:Identifier", "xmp:Nickname", "tiff:Software"}
_PROGRAMS_OWN = {
    "photoshop:ColorMode", "photoshop:DocumentAncestors", "photoshop:History",
    "photoshop:ICCProfile", "photoshop:LegacyIPTCDigest", "photoshop:SidecarForExtension",
    "photoshop:TextLayers", "photoshop:Urgency", "dc:format", "xmpRights:Marked", "plus:Version",
}  # fmt: skip
# Structures of which a field holds only the name are given here in full.
_WHOLE = {
    "plus:Licensor", "Iptc4xmpExt:LocationShown", "Iptc4xmpExt:LocationCreated",
    "Iptc4xmpExt:PersonInImageWDetails", "Iptc4xmpExt:ImageRegion",
}  # fmt: skip
_TOLD = {path.partition("[]")[0].partition("/")[0] for field in FIELDS for path in field.xmp}
_TOLD_DATASETS = {field.iim for field in FIELDS} | {TIME_CREATED, CHARACTER_SET}

# fmt: off
_LABELS = {
    "photoshop:AuthorsPosition": "Creator’s Job Title",
    "Iptc4xmpCore:CreatorContactInfo": "Creator’s Contact Info",
    "Iptc4xmpCore:Scene": "Scene Code",
    "Iptc4xmpExt:AddlModelInfo": "Additional Model Information",
    "Iptc4xmpExt:ArtworkOrObject": "Artwork or Object in the Image",
    "Iptc4xmpExt:OrganisationInImageCode": "Code of Organisation Featured in the Image",
    "Iptc4xmpExt:OrganisationInImageName": "Name of Organisation Featured in the Image",
    "Iptc4xmpExt:AboutCvTerm": "CV-Term About Image",
    "Iptc4xmpExt:DigImageGUID": "Digital Image GUID",
    "Iptc4xmpExt:EmbdEncRightsExpr": "Embedded Encoded Rights Expression",
    "Iptc4xmpExt:LinkedEncRightsExpr": "Linked Encoded Rights Expression",
    "Iptc4xmpExt:Event": "Event Name",
    "Iptc4xmpExt:EventId": "Event Identifier",
    "Iptc4xmpExt:LocationShown": "Location Shown in the Image",
    "Iptc4xmpExt:PersonInImageWDetails": "Person Shown in the Image with Details",
    "Iptc4xmpExt:ProductInImage": "Product Shown in the Image",
    "Iptc4xmpExt:RegistryId": "Image Registry Entry",
    "xmp:Rating": "Image Rating",
}
_PARTS = {
    "CiAdrExtadr": "Address", "CiAdrCity": "City", "CiAdrRegion": "State/Province",
    "CiAdrPcode": "Postal Code", "CiAdrCtry": "Country", "CiTelWork": "Phone",
    "CiEmailWork": "Email", "CiUrlWork": "Web", "rId": "Identifier", "rRole": "Role",
    "rCtype": "Content Type",
}
_EXIF = (
    ("Document Name", "Exif.Image.DocumentName"),
    ("Subject", "Exif.Image.XPSubject"),
    ("Camera Owner", "Exif.Photo.CameraOwnerName"),
    ("Date Digitized", "Exif.Photo.DateTimeDigitized"),
    ("Software", "Exif.Image.Software"),
)
# fmt: on
# What the names of a structure's parts begin with, saying again what the structure is.
_FAMILY = re.compile(
    r"^(?:AO|Licensor|CopyrightOwner|ImageCreator|ImageSupplier|Person|Product|CvTerm|Reg)(?=[A-Z])"
)
_KEY = re.compile(r"Xmp\.([^.]+)\.([^\[/]+)(?:\[(\d+)\])?/?(.*)", re.DOTALL)
# Previews of pictures, and which version of IIM this is.
_NO_WORDS = {"2:0", "2:125", "2:200", "2:201", "2:202"}
# How it was sent: to whom, by which service, as what product, under which number.
_OF_SENDING = {"1:5", "1:30", "1:50", "1:100"}


class _Place(NamedTuple):
    """Where a value of XMP stands: the property, which of its items, the part of a structure."""

    top: str
    item: int
    part: str


def of_picture(image: Any) -> Iterator[Further]:
    """Yield what else a picture says. `image` is exiv2's, its metadata already read."""
    yield from of_xmp(image.xmpData(), Origin.XMP)
    if image.imageType() == exiv2.ImageType.xmp:
        # From a sidecar by itself, exiv2 makes up EXIF and IIM that nobody has written.
        return
    yield from _of_iim(image.iptcData())
    exif = image.exifData()
    for label, tag in _EXIF:
        with suppress(KeyError, exiv2.Exiv2Error):
            if tag.startswith("Exif.Image.XP"):
                data = bytes(exif[tag].value().data())
                text = mending.decode_utf_16(data, big_endian=False)
            else:
                text = _decoded(exif[tag].toString())
            yield from _told(Origin.EXIF, tag, label, [text])
    yield from _told(Origin.COMMENT, "", "Comment", [_decoded(image.comment())])


def of_xmp(data: Any, origin: Origin) -> Iterator[Further]:
    """Yield what else XMP says: for each property one, for each structure of a list one value."""
    found: dict[str, dict[int, dict[str, list[str]]]] = {}
    for datum in data:
        place = _place(datum.key())
        if place is None or len(found) > _MOST:
            continue
        if texts := _texts(datum):
            parts = found.setdefault(place.top, {}).setdefault(place.item, {})
            parts.setdefault(place.part, []).extend(texts)
    for top, items in found.items():
        values: list[str] = []
        for _, parts in sorted(items.items()):
            values += parts.pop("", [])
            if parts:
                values.append("; ".join(f"{part}: {', '.join(parts[part])}" for part in parts))
        label = _LABELS.get(top) or _in_words(top.rpartition(":")[2])
        yield from _told(origin, top, label, values)


def _place(key: str) -> _Place | None:
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    prefix, name, item, path = match.groups()
    prefix = PREFIXES.get(prefix, prefix)
    top = f"{prefix}:{name}"
    if top in _PROGRAMS_OWN or (top in _TOLD and top not in _WHOLE):
        return None
    if prefix not in _NAMESPACES and top not in _LONE:
        return None
    if "RegionBoundary" in path:
        # Where in the picture a region lies is not a text.
        return None
    steps = [step.rpartition(":")[2] for step in re.sub(r"\[\d+\]", "", path).split("/") if step]
    # Of a structure in a structure, what both are called: Characteristic Name.
    part = " ".join(_PARTS.get(step) or _in_words(_FAMILY.sub("", step)) for step in steps[-2:])
    return _Place(top, int(item or 0), part)


def _texts(datum: Any) -> list[str]:
    kind = datum.typeName()
    if kind == "LangAlt":
        languages = dict(datum.getValue().items())
        return list(dict.fromkeys(languages.values()))
    if kind == "XmpText":
        text = datum.toString()
        return [] if re.fullmatch(r'type="\w+"', text) else [text]
    return [datum.toString(number) for number in range(min(datum.count(), _MOST))]


def _of_iim(data: Any) -> Iterator[Further]:
    declared = None
    found: dict[str, tuple[str, list[str]]] = {}
    for datum in data:
        number = f"{datum.record()}:{datum.tag()}"
        if number == CHARACTER_SET:
            declared = mending.iim_encoding(_bytes(datum.toString()))
        elif number in _OF_SENDING or (
            datum.record() == 2 and number not in _TOLD_DATASETS | _NO_WORDS
        ):
            found.setdefault(number, (datum.tagLabel(), []))[1].append(datum.toString())
    for number, (label, texts) in found.items():
        decoded = [mending.decode(_bytes(text), declared) for text in texts[:_MOST]]
        yield from _told(Origin.IIM, number, label, decoded)


def _told(origin: Origin, tag: str, label: str, texts: list[str]) -> Iterator[Further]:
    mended = (mending.mend(text)[:MOST_CHARACTERS] for text in texts)
    if values := tuple(text for text in mended if text):
        yield Further(origin, tag, label, values)


def _in_words(name: str) -> str:
    """Return the name of a property as words: `ModelReleaseID` gives Model Release ID."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return words[:1].upper() + words[1:]


def _decoded(text: str) -> str:
    return mending.decode(_bytes(text)).strip("\0 ")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
