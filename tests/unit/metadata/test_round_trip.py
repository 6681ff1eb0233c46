"""For every field, wherever it stands: written by exiv2 and by exiftool, it is read as it was."""

from pathlib import Path
from typing import NamedTuple

import pytest

from gallery.metadata import raw
from gallery.metadata.fields import FIELDS
from gallery.metadata.report import Found, Origin, Rule
from gallery.metadata.sidecars import Sidecars
from tests.unit.metadata import writing


class Case(NamedTuple):
    """A field, its value, what to write in each place, and in which shape exiv2 holds it."""

    field: str
    xmp: str = ""
    iim: str = ""
    exif: str = ""
    exiftool_xmp: str = ""
    exiftool_iim: str = ""
    exiftool_exif: str = ""
    shape: str = "text"
    value: str = "Ünë vålue"
    other: str = "Another value"


CASES = (
    Case(
        "headline", "Xmp.photoshop.Headline", "Iptc.Application2.Headline",
        exiftool_xmp="XMP-photoshop:Headline", exiftool_iim="IPTC:Headline",
    ),
    Case(
        "title", "Xmp.dc.title", "Iptc.Application2.ObjectName",
        exiftool_xmp="XMP-dc:Title", exiftool_iim="IPTC:ObjectName", shape="language",
    ),
    Case(
        "caption", "Xmp.dc.description", "Iptc.Application2.Caption", "Exif.Image.ImageDescription",
        "XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription", shape="language",
    ),
    Case(
        "alt_text", "Xmp.iptc.AltTextAccessibility",
        exiftool_xmp="XMP-iptcCore:AltTextAccessibility", shape="language",
    ),
    Case(
        "extended_description", "Xmp.iptc.ExtDescrAccessibility",
        exiftool_xmp="XMP-iptcCore:ExtDescrAccessibility", shape="language",
    ),
    Case(
        "credit_line", "Xmp.photoshop.Credit", "Iptc.Application2.Credit",
        exiftool_xmp="XMP-photoshop:Credit", exiftool_iim="IPTC:Credit",
    ),
    Case(
        "creator", "Xmp.dc.creator", "Iptc.Application2.Byline", "Exif.Image.Artist",
        "XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist", shape="list",
    ),
    Case(
        "source", "Xmp.photoshop.Source", "Iptc.Application2.Source",
        exiftool_xmp="XMP-photoshop:Source", exiftool_iim="IPTC:Source",
    ),
    Case(
        "copyright_notice", "Xmp.dc.rights", "Iptc.Application2.Copyright", "Exif.Image.Copyright",
        "XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright", shape="language",
    ),
    Case(
        "usage_terms", "Xmp.xmpRights.UsageTerms",
        exiftool_xmp="XMP-xmpRights:UsageTerms", shape="language",
    ),
    Case(
        "web_statement", "Xmp.xmpRights.WebStatement",
        exiftool_xmp="XMP-xmpRights:WebStatement",
        value="https://example.org/rights", other="https://example.org/other",
    ),
    Case(
        "licensor", "Xmp.plus.Licensor[1]/plus:LicensorName",
        exiftool_xmp="XMP-plus:LicensorName", shape="structure",
    ),
    Case(
        "persons_shown", "Xmp.iptcExt.PersonInImage",
        exiftool_xmp="XMP-iptcExt:PersonInImage", shape="list", value="Алексей Леонов",
    ),
    Case(
        "date_created", "Xmp.photoshop.DateCreated", "Iptc.Application2.DateCreated",
        "Exif.Photo.DateTimeOriginal", "XMP-photoshop:DateCreated", "IPTC:DateCreated",
        "ExifIFD:DateTimeOriginal", value="1966-11-12", other="1965-03-18",
    ),
    Case(
        "sublocation", "Xmp.iptc.Location", "Iptc.Application2.SubLocation",
        exiftool_xmp="XMP-iptcCore:Location", exiftool_iim="IPTC:Sub-location",
    ),
    Case(
        "city", "Xmp.photoshop.City", "Iptc.Application2.City",
        exiftool_xmp="XMP-photoshop:City", exiftool_iim="IPTC:City",
    ),
    Case(
        "state", "Xmp.photoshop.State", "Iptc.Application2.ProvinceState",
        exiftool_xmp="XMP-photoshop:State", exiftool_iim="IPTC:Province-State",
    ),
    Case(
        "country", "Xmp.photoshop.Country", "Iptc.Application2.CountryName",
        exiftool_xmp="XMP-photoshop:Country", exiftool_iim="IPTC:Country-PrimaryLocationName",
    ),
    Case(
        "country_code", "Xmp.iptc.CountryCode", "Iptc.Application2.CountryCode",
        exiftool_xmp="XMP-iptcCore:CountryCode",
        exiftool_iim="IPTC:Country-PrimaryLocationCode", value="RUS", other="USA",
    ),
    Case(
        "location_shown", "Xmp.iptcExt.LocationShown[1]/iptcExt:City",
        exiftool_xmp="XMP-iptcExt:LocationShownCity", shape="structure",
    ),
    Case(
        "location_created", "Xmp.iptcExt.LocationCreated[1]/iptcExt:City",
        exiftool_xmp="XMP-iptcExt:LocationCreatedCity", shape="structure",
    ),
    Case(
        "keywords", "Xmp.dc.subject", "Iptc.Application2.Keywords",
        exiftool_xmp="XMP-dc:Subject", exiftool_iim="IPTC:Keywords", shape="list",
    ),
    Case(
        "description_writer", "Xmp.photoshop.CaptionWriter", "Iptc.Application2.Writer",
        exiftool_xmp="XMP-photoshop:CaptionWriter", exiftool_iim="IPTC:Writer-Editor",
    ),
    Case(
        "job_id", "Xmp.photoshop.TransmissionReference",
        "Iptc.Application2.TransmissionReference",
        exiftool_xmp="XMP-photoshop:TransmissionReference",
        exiftool_iim="IPTC:OriginalTransmissionReference",
    ),
)  # fmt: skip
IN_IIM = [case for case in CASES if case.iim]
IN_EXIF = [case for case in CASES if case.exif]
PLAIN_XMP = [case for case in CASES if case.shape != "structure"]


def named(case: Case) -> str:
    return case.field


every = pytest.mark.parametrize("case", CASES, ids=named)
every_plain = pytest.mark.parametrize("case", PLAIN_XMP, ids=named)
every_in_iim = pytest.mark.parametrize("case", IN_IIM, ids=named)
every_in_exif = pytest.mark.parametrize("case", IN_EXIF, ids=named)


def xmp(case: Case, value: str) -> dict[str, writing.Value]:
    shapes: dict[str, writing.Value] = {"language": {"x-default": value}, "list": [value]}
    return {case.xmp: shapes.get(case.shape, value)}


def exif(case: Case, value: str) -> dict[str, str]:
    return {case.exif: value.replace("-", ":") + " 17:47:00" if is_date(case) else value}


def is_date(case: Case) -> bool:
    return case.field == "date_created"


def read(path: Path, case: Case) -> Found:
    reading = raw.read(str(path))
    assert reading.problems == ()
    # The library takes a shorter way to the same values.
    gist = raw.read_gist(str(path), Sidecars())
    assert gist.values == {name: one.values for name, one in reading.fields.items()}
    return reading.fields[case.field]


def test_every_field_is_in_the_table() -> None:
    assert [case.field for case in CASES] == [field.name for field in FIELDS]


@every_plain
def test_in_xmp_alone(case: Case, tmp_path: Path) -> None:
    found = read(writing.write(tmp_path / "a.jpg", xmp=xmp(case, case.value)), case)
    assert (found.values, found.rule) == ((case.value,), Rule.ONLY)
    assert [source.origin for source in found.sources] == [Origin.XMP]


@every_plain
def test_in_a_sidecar_alone(case: Case, tmp_path: Path) -> None:
    picture = writing.write(tmp_path / "a.jpg")
    writing.write_sidecar(tmp_path / "a.xmp", xmp(case, case.value))
    found = read(picture, case)
    assert (found.values, found.rule) == ((case.value,), Rule.ONLY)
    assert [source.origin for source in found.sources] == [Origin.SIDECAR]


@every_in_iim
def test_in_iim_alone(case: Case, tmp_path: Path) -> None:
    found = read(writing.write(tmp_path / "a.jpg", iim={case.iim: case.value}), case)
    assert (found.values, found.rule) == ((case.value,), Rule.ONLY)
    assert [source.origin for source in found.sources] == [Origin.IIM]


@every_in_exif
def test_in_exif_alone(case: Case, tmp_path: Path) -> None:
    found = read(writing.write(tmp_path / "a.jpg", exif=exif(case, case.value)), case)
    wanted = f"{case.value}T17:47:00" if is_date(case) else case.value
    assert (found.values, found.rule) == ((wanted,), Rule.ONLY)
    assert [source.origin for source in found.sources] == [Origin.EXIF]


@every_plain
def test_a_sidecar_goes_before_xmp(case: Case, tmp_path: Path) -> None:
    picture = writing.write(tmp_path / "a.jpg", xmp=xmp(case, case.other))
    writing.write_sidecar(tmp_path / "a.jpg.xmp", xmp(case, case.value))
    found = read(picture, case)
    if case.field == "persons_shown":
        assert (found.values, found.rule) == ((case.value, case.other), Rule.UNITED)
        return
    assert (found.values, found.rule, found.conflict) == ((case.value,), Rule.SIDECAR, True)


@every_in_iim
def test_xmp_goes_before_iim(case: Case, tmp_path: Path) -> None:
    picture = writing.write(
        tmp_path / "a.jpg", xmp=xmp(case, case.value), iim={case.iim: case.other}
    )
    found = read(picture, case)
    assert (found.values, found.rule, found.conflict) == ((case.value,), Rule.XMP, True)
    assert [(source.origin, source.differs) for source in found.sources] == [
        (Origin.XMP, False),
        (Origin.IIM, True),
    ]


@every_in_iim
def test_places_that_say_the_same_agree(case: Case, tmp_path: Path) -> None:
    picture = writing.write(
        tmp_path / "a.jpg", xmp=xmp(case, case.value), iim={case.iim: case.value}
    )
    found = read(picture, case)
    assert (found.values, found.rule, found.conflict) == ((case.value,), Rule.AGREED, False)


@every_in_exif
def test_iim_goes_before_exif(case: Case, tmp_path: Path) -> None:
    picture = writing.write(
        tmp_path / "a.jpg", iim={case.iim: case.value}, exif=exif(case, case.other)
    )
    found = read(picture, case)
    rule = Rule.WRITTEN_DATE if is_date(case) else Rule.IIM
    assert (found.values, found.rule, found.conflict) == ((case.value,), rule, True)


# What exiftool writes: all fields at once, because it takes long to start.


class Written(NamedTuple):
    """One picture for each way of writing all fields."""

    xmp: Path
    sidecar: Path
    iim: Path
    undeclared: Path
    exif: Path
    digest_fits: Path
    digest_of_another: Path


def arguments(kind: str, cases: list[Case], *, other: bool = False) -> list[str]:
    written = []
    for case in cases:
        value = case.other if other else case.value
        if is_date(case):
            value = value.replace("-", ":") + (" 17:47:00" if kind == "exif" else "")
        written.append(f"-{getattr(case, f'exiftool_{kind}')}={value}")
    return written


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("exiftool")
    all_xmp, iim = arguments("xmp", list(CASES)), arguments("iim", IN_IIM)
    utf_8 = "-IPTC:CodedCharacterSet=UTF8"
    both = [utf_8, *arguments("xmp", IN_IIM), *arguments("iim", IN_IIM, other=True)]
    writing.exiftool(folder / "sidecar.xmp", *all_xmp)
    return Written(
        xmp=writing.exiftool(folder / "xmp.jpg", *all_xmp),
        sidecar=writing.write(folder / "sidecar.jpg"),
        iim=writing.exiftool(folder / "iim.jpg", utf_8, *iim),
        undeclared=writing.exiftool(folder / "undeclared.jpg", *iim),
        exif=writing.exiftool(folder / "exif.jpg", *arguments("exif", IN_EXIF)),
        digest_fits=writing.exiftool(folder / "fits.jpg", *both, "-IPTCDigest=new"),
        digest_of_another=writing.exiftool(
            folder / "another.jpg", *both, f"-IPTCDigest={'0123456789abcdef' * 2}"
        ),
    )


@writing.needs_exiftool
@every
def test_in_xmp_alone_by_exiftool(case: Case, written: Written) -> None:
    found = read(written.xmp, case)
    assert (found.values, found.rule) == ((case.value,), Rule.ONLY)
    assert [source.origin for source in found.sources] == [Origin.XMP]


@writing.needs_exiftool
@every
def test_in_a_sidecar_alone_by_exiftool(case: Case, written: Written) -> None:
    found = read(written.sidecar, case)
    assert (found.values, found.rule) == ((case.value,), Rule.ONLY)
    assert [source.origin for source in found.sources] == [Origin.SIDECAR]


@writing.needs_exiftool
@every_in_iim
def test_in_iim_alone_by_exiftool(case: Case, written: Written) -> None:
    for picture in (written.iim, written.undeclared):
        found = read(picture, case)
        assert (found.values, found.rule) == ((case.value,), Rule.ONLY)
        assert [source.origin for source in found.sources] == [Origin.IIM]


@writing.needs_exiftool
@every_in_exif
def test_in_exif_alone_by_exiftool(case: Case, written: Written) -> None:
    found = read(written.exif, case)
    wanted = f"{case.value}T17:47:00" if is_date(case) else case.value
    assert (found.values, found.rule) == ((wanted,), Rule.ONLY)
    assert [source.origin for source in found.sources] == [Origin.EXIF]


@writing.needs_exiftool
@every_in_iim
def test_xmp_is_believed_where_the_digest_fits_iim(case: Case, written: Written) -> None:
    found = read(written.digest_fits, case)
    assert (found.values, found.rule, found.conflict) == ((case.value,), Rule.XMP, True)


@writing.needs_exiftool
@every_in_iim
def test_iim_is_believed_where_it_was_changed_since(case: Case, written: Written) -> None:
    found = read(written.digest_of_another, case)
    assert (found.values, found.rule, found.conflict) == ((case.other,), Rule.IIM_NEWER, True)
