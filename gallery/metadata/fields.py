"""Which fields are read, and what each is called in XMP, in IPTC-IIM and in EXIF.

Names, datasets and byte limits are those of the IPTC Photo Metadata Standard 2021.1
(https://iptc.org/std/photometadata/specification/IPTC-PhotoMetadata-2021.1.html), regions of faces
those of the Metadata Working Group (mwg-rs) and of Microsoft (MP). `Xp…` tags are what Windows
writes beside EXIF's own.

A path in XMP leads into structures: `[]` stands for each item of a list.
"""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """How the values of a field are compared and joined."""

    TEXT = "text"
    LINE = "line"
    LIST = "list"
    DATE = "date"
    # One value for each item of a list of structures, made of its parts.
    STRUCTURES = "structures"
    # Everything that any source names, each once.
    UNION = "union"


class Field(NamedTuple):
    """One field: its name as in `gallery.records`, IPTC's name for it, and where it stands.

    `iim_bytes` is how many bytes the IIM dataset holds. Of several places the first has precedence.
    """

    name: str
    label: str
    kind: Kind
    xmp: tuple[str, ...] = ()
    iim: str = ""
    iim_bytes: int = 0
    exif: tuple[str, ...] = ()


_PERSON = "Iptc4xmpExt:PersonInImage"
FACES = "mwg-rs:Regions/mwg-rs:RegionList[]/mwg-rs:Name"
FACE_TYPES = "mwg-rs:Regions/mwg-rs:RegionList[]/mwg-rs:Type"

# fmt: off
FIELDS = (
    Field("headline", "Headline", Kind.LINE, ("photoshop:Headline",), "2:105", 256),
    Field("title", "Title", Kind.LINE, ("dc:title",), "2:5", 64, ("Exif.Image.XPTitle",)),
    Field("caption", "Description", Kind.TEXT, ("dc:description",), "2:120", 2_000,
          ("Exif.Image.ImageDescription", "Exif.Image.XPComment")),
    Field("alt_text", "Alt Text (Accessibility)", Kind.TEXT,
          ("Iptc4xmpCore:AltTextAccessibility",)),
    Field("extended_description", "Extended Description (Accessibility)", Kind.TEXT,
          ("Iptc4xmpCore:ExtDescrAccessibility",)),
    Field("credit_line", "Credit Line", Kind.LINE, ("photoshop:Credit",), "2:110", 32),
    Field("creator", "Creator", Kind.LIST, ("dc:creator",), "2:80", 32,
          ("Exif.Image.Artist", "Exif.Image.XPAuthor")),
    Field("source", "Source", Kind.LINE, ("photoshop:Source",), "2:115", 32),
    Field("copyright_notice", "Copyright Notice", Kind.LINE, ("dc:rights",), "2:116", 128,
          ("Exif.Image.Copyright",)),
    Field("usage_terms", "Rights Usage Terms", Kind.TEXT, ("xmpRights:UsageTerms",)),
    Field("web_statement", "Web Statement of Rights", Kind.LINE, ("xmpRights:WebStatement",)),
    Field("licensor", "Licensor", Kind.STRUCTURES,
          ("plus:Licensor[]/plus:LicensorName", "plus:Licensor[]/plus:LicensorURL",
           "plus:Licensor[]/plus:LicensorEmail")),
    Field("persons_shown", "Person Shown in the Image", Kind.UNION,
          (_PERSON, f"{_PERSON}WDetails[]/Iptc4xmpExt:PersonName", FACES,
           "MP:RegionInfo/MPRI:Regions[]/MPReg:PersonDisplayName",
           "Iptc4xmpExt:ImageRegion[]/Iptc4xmpExt:PersonInImage",
           "Iptc4xmpExt:ImageRegion[]/Iptc4xmpExt:PersonInImageWDetails[]/Iptc4xmpExt:PersonName")),
    Field("date_created", "Date Created", Kind.DATE,
          ("photoshop:DateCreated", "exif:DateTimeOriginal"), "2:55", 0,
          ("Exif.Photo.DateTimeOriginal",)),
    Field("sublocation", "Sublocation", Kind.LINE, ("Iptc4xmpCore:Location",), "2:92", 32),
    Field("city", "City", Kind.LINE, ("photoshop:City",), "2:90", 32),
    Field("state", "Province or State", Kind.LINE, ("photoshop:State",), "2:95", 32),
    Field("country", "Country", Kind.LINE, ("photoshop:Country",), "2:101", 64),
    Field("country_code", "Country Code", Kind.LINE, ("Iptc4xmpCore:CountryCode",), "2:100", 3),
    Field("location_shown", "Location Shown in the Image", Kind.STRUCTURES,
          tuple(f"Iptc4xmpExt:LocationShown[]/Iptc4xmpExt:{part}" for part in (
              "LocationName", "Sublocation", "City", "ProvinceState", "CountryName",
              "WorldRegion"))),
    Field("location_created", "Location Created", Kind.STRUCTURES,
          tuple(f"Iptc4xmpExt:LocationCreated[]/Iptc4xmpExt:{part}" for part in (
              "LocationName", "Sublocation", "City", "ProvinceState", "CountryName",
              "WorldRegion"))),
    Field("keywords", "Keywords", Kind.LIST, ("dc:subject",), "2:25", 64,
          ("Exif.Image.XPKeywords",)),
    Field("description_writer", "Description Writer", Kind.LINE, ("photoshop:CaptionWriter",),
          "2:122", 32),
    Field("job_id", "Job Id", Kind.LINE, ("photoshop:TransmissionReference",), "2:103", 32),
)
# fmt: on

BY_NAME = {field.name: field for field in FIELDS}
# The time of day of 2:55, and the offset of EXIF's clock, which stand apart from their dates.
TIME_CREATED = "2:60"
OFFSET = "Exif.Photo.OffsetTimeOriginal"
# Places that are used only where no other has anything: programs write there what they like.
LAST_RESORTS = {
    "Exif.Image.XPTitle", "Exif.Image.XPComment", "Exif.Image.XPAuthor", "Exif.Image.XPKeywords",
    "exif:DateTimeOriginal",
}  # fmt: skip
# Says in which character set the other IIM datasets are written.
CHARACTER_SET = "1:90"
