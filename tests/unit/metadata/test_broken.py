"""Broken metadata never hides good metadata: one bad block loses that block only, and is told."""

import struct
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gallery.metadata import raw, salvage
from gallery.metadata.report import Origin
from gallery.metadata.sidecars import Sidecars
from tests.images import raw_files
from tests.unit.metadata import writing

EXIF, IIM, XMP = "EXIF is damaged", "IIM is damaged", "XMP is damaged"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A picture that says something different in each block."""
    path = writing.write(
        tmp_path_factory.mktemp("good") / "good.jpg",
        exif={"Exif.Image.Artist": "Ada in EXIF"},
        iim={
            "Iptc.Application2.Headline": "Headline in IIM",
            "Iptc.Application2.Caption": "Caption in IIM",
            "Iptc.Application2.Credit": "Credit in IIM",
        },
        xmp={"Xmp.photoshop.Source": "Source in XMP"},
    )
    return path.read_bytes()


def patched(data: bytes, mark: bytes, offset: int, bad: bytes) -> bytes:
    place = data.index(mark) + offset
    return data[:place] + bad + data[place + len(bad) :]


def read(data: bytes, path: Path) -> tuple[dict[str, str], str]:
    path.write_bytes(data)
    reading = raw.read(str(path))
    gist = raw.read_gist(str(path), Sidecars())
    assert gist.problems == reading.problems
    assert gist.values == {name: found.values for name, found in reading.fields.items()}
    return (
        {name: found.values[0] for name, found in reading.fields.items()},
        " ".join(reading.problems),
    )


WHOLE = {
    "headline": "Headline in IIM",
    "caption": "Caption in IIM",
    "credit_line": "Credit in IIM",
    "creator": "Ada in EXIF",
    "source": "Source in XMP",
}


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in WHOLE.items() if name not in names}


def test_the_whole_one(good: bytes, tmp_path: Path) -> None:
    assert read(good, tmp_path / "a.jpg") == (WHOLE, "")


@pytest.mark.parametrize("offset", [6, 10], ids=["no-tiff", "directory-outside"])
def test_a_broken_exif_block_loses_exif(offset: int, good: bytes, tmp_path: Path) -> None:
    fields, problems = read(patched(good, b"Exif\0\0", offset, b"\xff" * 4), tmp_path / "a.jpg")
    assert fields == without("creator")
    assert EXIF in problems
    assert IIM not in problems
    assert XMP not in problems


def test_a_broken_xmp_block_loses_xmp(good: bytes, tmp_path: Path) -> None:
    fields, problems = read(patched(good, b"</x:xmpmeta>", 2, b"broken"), tmp_path / "a.jpg")
    assert fields == without("source")
    assert problems.startswith(XMP)


def test_controls_that_no_xml_may_have_lose_nothing(good: bytes, tmp_path: Path) -> None:
    fields, _ = read(patched(good, b"Source in XMP", 6, b"\x01"), tmp_path / "a.jpg")
    assert fields["source"] == "Sourcein XMP"


def test_a_wrong_length_in_iim_loses_that_dataset(good: bytes, tmp_path: Path) -> None:
    fields, problems = read(patched(good, b"\x1c\x02\x69", 3, b"\x7f\xff"), tmp_path / "a.jpg")
    assert fields == without("headline")
    assert problems.startswith(IIM)


def test_a_last_dataset_that_is_cut_off_loses_that_one(good: bytes, tmp_path: Path) -> None:
    # The last one claims to be longer than the block.
    last = max(good.rfind(b"\x1c\x02" + tag) for tag in (b"\x69", b"\x78", b"\x6e"))
    lost = {0x69: "headline", 0x78: "caption", 0x6E: "credit_line"}[good[last + 2]]
    data = good[: last + 3] + b"\x0f\xff" + good[last + 5 :]
    fields, problems = read(data, tmp_path / "a.jpg")
    assert fields == without(lost)
    assert problems.startswith(IIM)


def test_a_segment_with_a_wrong_length_does_not_hide_the_others(
    good: bytes, tmp_path: Path
) -> None:
    fields, _ = read(patched(good, b"\xff\xe1", 2, b"\x00\x01"), tmp_path / "a.jpg")
    assert fields.items() >= without("creator").items()


@pytest.mark.parametrize("part", [0.9, 0.5])
def test_a_picture_that_breaks_off_keeps_what_comes_before(
    part: float, good: bytes, tmp_path: Path
) -> None:
    end_of_metadata = good.index(b"\xff\xdb")
    data = good[: end_of_metadata + int((len(good) - end_of_metadata) * part)]
    assert read(data, tmp_path / "a.jpg")[0] == WHOLE


def test_a_sidecar_that_is_broken_is_told(good: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xmp").write_text("<x:xmpmeta xmlns:x='adobe:ns:meta/'><broken")
    fields, problems = read(good, tmp_path / "a.jpg")
    assert fields == WHOLE
    assert "“a.xmp”" in problems


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xd8", b"\xff\xd8\xff\xe1", b"\0" * 5_000])
def test_what_is_no_picture_says_nothing(data: bytes, tmp_path: Path) -> None:
    assert read(data, tmp_path / "a.jpg")[0] == {}


def test_an_xmp_packet_is_found_in_a_format_that_exiv2_does_not_know(tmp_path: Path) -> None:
    packet = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
        b" xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
        b" xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:Credit='NASA'/>"
        b"</rdf:RDF></x:xmpmeta>"
    )
    assert read(b"FORM1234" + packet + b"more", tmp_path / "a.iff")[0] == {"credit_line": "NASA"}


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(OSError, match="no file"):
        raw.read(str(tmp_path / "pipe.jpg"))


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        raw.read(str(tmp_path / "gone.jpg"))


def test_a_name_that_is_no_text_is_read(good: bytes, tmp_path: Path) -> None:
    path = bytes(tmp_path) + b"/L\xe9onov.jpg"
    with open(path, "wb") as file:  # noqa: PTH123 (a path may be bytes)
        file.write(good)
    reading = raw.read(path)
    assert reading.fields["credit_line"].values == ("Credit in IIM",)


def test_nothing_is_written_to_the_file(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    assert read(good, path)[0] == WHOLE
    assert path.read_bytes() == good
    assert [one.name for one in tmp_path.iterdir()] == ["a.jpg"]


@given(data=st.data())
def test_whatever_is_broken_reading_goes_on(
    data: st.DataObject, good: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = bytearray(good[: good.index(b"\xff\xdb")])
    for _ in range(data.draw(st.integers(1, 5))):
        broken[data.draw(st.integers(2, len(broken) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "broken.jpg"
    path.write_bytes(broken)
    for found in raw.read(str(path)).fields.values():
        assert all(isinstance(value, str) for value in found.values)


@given(st.binary())
def test_any_bytes_may_be_salvaged(data: bytes) -> None:
    for whole in (data, b"\xff\xd8" + data, b"8BPS" + data, b"8BIM\x04\x04\0\0" + data):
        list(salvage.datasets(whole))
        salvage.iim_is_newer(whole)
        salvage.blocks(whole)


@pytest.mark.parametrize("suffix", ["jpg", "png", "tif", "webp", "jp2"])
def test_the_formats_that_pictures_come_in(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.new("RGB", (16, 12), "#3366cc").save(path)
    # WebP has no place for IIM.
    iim = {} if suffix == "webp" else {"Iptc.Application2.Credit": "NASA"}
    writing.write(
        path,
        exif={"Exif.Image.Artist": "Ada"},
        iim=iim,
        xmp={"Xmp.dc.description": {"x-default": "Léonov"}},
    )
    reading = raw.read(str(path))
    origins = {source.origin for found in reading.fields.values() for source in found.sources}
    assert origins == {Origin.EXIF, Origin.XMP, *([Origin.IIM] if iim else [])}
    assert reading.fields["caption"].values == ("Léonov",)
    assert (reading.technical.width, reading.technical.height) == (16, 12)


PACKET = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
    " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
    " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:Credit='Léonov'/>"
    "</rdf:RDF></x:xmpmeta>"
)


@pytest.mark.parametrize("suffix", ["avif", "heic"])
def test_the_formats_that_phones_write(suffix: str, tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[315] = "Ada"
    path = tmp_path / f"a.{suffix}"
    Image.new("RGB", (128, 64), "#3366cc").save(path, exif=exif, xmp=PACKET.encode())
    reading = raw.read(str(path))
    assert reading.fields["credit_line"].values == ("Léonov",)
    assert reading.fields["creator"].values == ("Ada",)
    assert (reading.technical.width, reading.technical.height) == (128, 64)


@pytest.mark.parametrize("suffix", ["dng", "nef", "arw", "pef"])
def test_raw_formats_that_are_built_like_tiff(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.new("RGB", (64, 48)).save(
        path, "TIFF", tiffinfo={315: "Ada", 700: PACKET.encode("utf-8")}
    )
    fields = raw.read(str(path)).fields
    assert fields["credit_line"].values == ("Léonov",)
    assert fields["creator"].values == ("Ada",)


def test_a_preview_that_is_told_to_lie_behind_all_numbers_is_survived(tmp_path: Path) -> None:
    # The sum of place and length is more than 32 bits hold, which C++ reports in a way of its own.
    path = tmp_path / "a.raf"
    path.write_bytes(raw_files.raf(place=0xFFFF_FFFF))
    reading = raw.read(str(path))
    assert reading.fields == {}
    assert reading.technical.preview is None


def test_photoshops_own_format(tmp_path: Path) -> None:
    path = tmp_path / "a.psd"
    header = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 4, 4, 8, 3)
    path.write_bytes(header + bytes(12) + bytes(2) + bytes(4 * 4 * 3))
    writing.write(
        path,
        exif={"Exif.Image.Artist": "Ada"},
        iim={"Iptc.Application2.Credit": "NASA"},
        xmp={"Xmp.dc.description": {"x-default": "Léonov"}},
    )
    fields = raw.read(str(path)).fields
    assert {name: found.values for name, found in fields.items()} == {
        "caption": ("Léonov",),
        "credit_line": ("NASA",),
        "creator": ("Ada",),
    }
