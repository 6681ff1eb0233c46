"""One photograph in which every field that is read holds a value that names the field.

Made like the IPTC's reference photograph: the same values in XMP, IIM and EXIF, structures in XMP.
"""

import pytest
from PIL import Image

from gallery.metadata import raw, record
from gallery.metadata.fields import FIELDS
from gallery.metadata.report import Origin, Reading, Rule, Technical
from gallery.records import Photo
from tests.unit.metadata import writing


def text(value: str, kind: str = "Alt", language: str = ' xml:lang="x-default"') -> str:
    return f"<rdf:{kind}><rdf:li{language}>{value}</rdf:li></rdf:{kind}>"


def several(kind: str, *values: str) -> str:
    items = "".join(f"<rdf:li>{value}</rdf:li>" for value in values)
    return f"<rdf:{kind}>{items}</rdf:{kind}>"


def structures(*items: str) -> str:
    inside = "".join(f'<rdf:li rdf:parseType="Resource">{item}</rdf:li>' for item in items)
    return f"<rdf:Bag>{inside}</rdf:Bag>"


def location(which: str) -> str:
    parts = ("Sublocation", "City", "ProvinceState", "CountryName", "WorldRegion")
    name = f"<Iptc4xmpExt:LocationName>{text(f'Name {which}')}</Iptc4xmpExt:LocationName>"
    return name + "".join(
        f"<Iptc4xmpExt:{part}>{part} {which}</Iptc4xmpExt:{part}>" for part in parts
    )


PROPERTIES = {
    "photoshop:Headline": "Headline",
    "dc:title": text("Title"),
    "dc:description": text("Description: line one&#10;line two"),
    "Iptc4xmpCore:AltTextAccessibility": text("Alt text"),
    "Iptc4xmpCore:ExtDescrAccessibility": text("Extended description"),
    "photoshop:Credit": "Credit line",
    "dc:creator": several("Seq", "Creator 1", "Creator 2"),
    "photoshop:Source": "Source",
    "dc:rights": text("Copyright notice"),
    "xmpRights:UsageTerms": text("Usage terms"),
    "xmpRights:WebStatement": "https://example.com/web-statement",
    "plus:Licensor": structures(
        "<plus:LicensorName>Licensor 1</plus:LicensorName>"
        "<plus:LicensorURL>https://example.com/licensor-1</plus:LicensorURL>",
        "<plus:LicensorName>Licensor 2</plus:LicensorName>",
    ),
    "Iptc4xmpExt:PersonInImage": several("Bag", "Person Shown"),
    "Iptc4xmpExt:PersonInImageWDetails": structures(
        f"<Iptc4xmpExt:PersonName>{text('Person Details')}</Iptc4xmpExt:PersonName>"
    ),
    "mwg-rs:Regions": (
        "<mwg-rs:RegionList>"
        + structures(
            "<mwg-rs:Name>Person Face</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type>",
            "<mwg-rs:Name>Rex the dog</mwg-rs:Name><mwg-rs:Type>Pet</mwg-rs:Type>",
            "<mwg-rs:Type>Focus</mwg-rs:Type>",
        )
        + "</mwg-rs:RegionList>"
    ),
    "MP:RegionInfo": (
        "<MPRI:Regions>"
        + structures("<MPReg:PersonDisplayName>Person Microsoft</MPReg:PersonDisplayName>")
        + "</MPRI:Regions>"
    ),
    "photoshop:DateCreated": "2021-10-20T21:01:01+00:00",
    "Iptc4xmpCore:Location": "Sublocation",
    "photoshop:City": "City",
    "photoshop:State": "State",
    "photoshop:Country": "Country",
    "Iptc4xmpCore:CountryCode": "R21",
    "Iptc4xmpExt:LocationShown": structures(location("shown 1"), location("shown 2")),
    "Iptc4xmpExt:LocationCreated": structures(location("created")),
    "dc:subject": several("Bag", "Keyword 1", "Keyword 2"),
    "photoshop:CaptionWriter": "Description writer",
    "photoshop:TransmissionReference": "Job id",
}
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
}
RESOURCE = ' rdf:parseType="Resource"'
STRUCTURED = {"mwg-rs:Regions", "MP:RegionInfo"}


def packet() -> str:
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    properties = "".join(
        f"<{name}{RESOURCE if name in STRUCTURED else ''}>{value}</{name}>"
        for name, value in PROPERTIES.items()
    )
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {names}>{properties}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    )


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    path = tmp_path_factory.mktemp("reference") / "reference.jpg"
    Image.new("RGB", (200, 100), "#3366cc").save(path, xmp=packet().encode())
    writing.write(
        path,
        exif={
            "Exif.Image.ImageDescription": "Description: line one\nline two",
            "Exif.Image.Artist": "Creator 1; Creator 2",
            "Exif.Image.Copyright": "Copyright notice",
            "Exif.Photo.DateTimeOriginal": "2021:10:20 21:01:01",
            "Exif.Photo.OffsetTimeOriginal": "+00:00",
            "Exif.Image.Make": "Maker",
            "Exif.Image.Model": "Model",
            "Exif.Photo.LensModel": "Lens",
            "Exif.Photo.ExposureTime": "1/125",
            "Exif.Photo.FNumber": "56/10",
            "Exif.Photo.ISOSpeedRatings": "400",
            "Exif.Photo.FocalLength": "50/1",
            "Exif.Photo.FocalLengthIn35mmFilm": "75",
            "Exif.Photo.ColorSpace": "1",
            "Exif.GPSInfo.GPSLatitude": "48/1 16/1 30/1",
            "Exif.GPSInfo.GPSLatitudeRef": "N",
            "Exif.GPSInfo.GPSLongitude": "16/1 20/1 17/1",
            "Exif.GPSInfo.GPSLongitudeRef": "E",
            "Exif.GPSInfo.GPSAltitude": "480/1",
            "Exif.GPSInfo.GPSAltitudeRef": "0",
        },
        iim={
            "Iptc.Application2.Headline": "Headline",
            "Iptc.Application2.ObjectName": "Title",
            "Iptc.Application2.Caption": "Description: line one\rline two",
            "Iptc.Application2.Credit": "Credit line",
            "Iptc.Application2.Byline": ["Creator 1", "Creator 2"],
            "Iptc.Application2.Source": "Source",
            "Iptc.Application2.Copyright": "Copyright notice",
            "Iptc.Application2.DateCreated": "2021-10-20",
            "Iptc.Application2.TimeCreated": "21:01:01+00:00",
            "Iptc.Application2.SubLocation": "Sublocation",
            "Iptc.Application2.City": "City",
            "Iptc.Application2.ProvinceState": "State",
            "Iptc.Application2.CountryName": "Country",
            "Iptc.Application2.CountryCode": "R21",
            "Iptc.Application2.Keywords": ["Keyword 1", "Keyword 2"],
            "Iptc.Application2.Writer": "Description writer",
            "Iptc.Application2.TransmissionReference": "Job id",
        },
    )
    return raw.read(str(path))


IN_EXIF = {"caption", "creator", "copyright_notice", "date_created"}
PARTS = ("Name", "Sublocation", "City", "ProvinceState", "CountryName", "WorldRegion")
EXPECTED = {
    "headline": ("Headline",),
    "title": ("Title",),
    "caption": ("Description: line one\nline two",),
    "alt_text": ("Alt text",),
    "extended_description": ("Extended description",),
    "credit_line": ("Credit line",),
    "creator": ("Creator 1", "Creator 2"),
    "source": ("Source",),
    "copyright_notice": ("Copyright notice",),
    "usage_terms": ("Usage terms",),
    "web_statement": ("https://example.com/web-statement",),
    "licensor": ("Licensor 1, https://example.com/licensor-1", "Licensor 2"),
    "date_created": ("2021-10-20T21:01:01+00:00",),
    "sublocation": ("Sublocation",),
    "city": ("City",),
    "state": ("State",),
    "country": ("Country",),
    "country_code": ("R21",),
    "location_shown": tuple(
        ", ".join(f"{part} {which}" for part in PARTS) for which in ("shown 1", "shown 2")
    ),
    "location_created": (", ".join(f"{part} created" for part in PARTS),),
    "keywords": ("Keyword 1", "Keyword 2"),
    "description_writer": ("Description writer",),
    "job_id": ("Job id",),
}


def test_every_field_is_read(reading: Reading) -> None:
    found = {name: one.values for name, one in reading.fields.items()}
    persons = found.pop("persons_shown")
    assert found == EXPECTED
    assert set(persons) == {"Person Shown", "Person Details", "Person Face", "Person Microsoft"}
    assert reading.problems == ()


@pytest.mark.parametrize("name", [field.name for field in FIELDS if field.kind != "union"])
def test_all_places_that_have_it_are_told_and_agree(name: str, reading: Reading) -> None:
    (field,) = [field for field in FIELDS if field.name == name]
    found = reading.fields[name]
    origins = [Origin.XMP]
    origins += [Origin.IIM] if field.iim else []
    origins += [Origin.EXIF] if name in IN_EXIF else []
    assert [source.origin for source in found.sources] == origins
    assert found.rule is (Rule.ONLY if len(origins) == 1 else Rule.AGREED)
    assert not found.conflict


def test_the_technical_part(reading: Reading) -> None:
    assert reading.technical == Technical(
        kind="JPEG",
        bytes=reading.technical.bytes,
        camera="Maker Model",
        lens="Lens",
        exposure="1/125 s",
        aperture="f/5.6",
        sensitivity="ISO 400",
        focal_length="50 mm (as 75 mm on 35 mm film)",
        width=200,
        height=100,
        profile="sRGB",
        latitude=48.275,
        longitude=16.338056,
        altitude=480.0,
    )


def test_the_record_has_all_of_it(reading: Reading) -> None:
    base = Photo(id="a", file="a.jpg", headline="a")
    photo = record.photo(base, reading.gist().values, lambda name: name.replace(" ", "-"))
    assert set(photo.persons_shown) == {
        "Person-Shown", "Person-Details", "Person-Face", "Person-Microsoft",
    }  # fmt: skip
    assert (photo.headline, photo.title, photo.caption) == (
        "Headline", "Title", "Description: line one\nline two",
    )  # fmt: skip
    assert photo.place == "; ".join(EXPECTED["location_shown"])
    assert photo.rights == "https://example.com/web-statement"
    for name in (
        *("alt_text", "extended_description", "credit_line", "source", "copyright_notice"),
        *("usage_terms", "date_created", "description_writer", "job_id"),
    ):
        assert getattr(photo, name) == EXPECTED[name][0]
    for name in ("creator", "licensor", "keywords"):
        assert getattr(photo, name) == EXPECTED[name]
