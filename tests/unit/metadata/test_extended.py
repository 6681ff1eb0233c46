"""XMP that does not fit into one segment of a JPEG is read too, whatever has become of it."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.metadata import extended, raw, salvage
from gallery.metadata.said import MOST_CHARACTERS
from gallery.metadata.sidecars import Sidecars
from tests.unit import making

MARK = b"http://ns.adobe.com/xmp/extension/\0"
# What a segment holds beside the head of a portion.
MOST = 65_400
LONG = "Léonov floats above the Black Sea, and tells of it at length. " * 1_300
PEOPLE = [f"Cosmonaut Number {number}" for number in range(900)]


def packet(inside: str) -> bytes:
    return (
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"
        " xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'"
        f" xmlns:xmpNote='http://ns.adobe.com/xmp/note/'>{inside}</rdf:Description>"
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


def further() -> bytes:
    """Write the caption and people of a long list as further XMP."""
    people = "".join(f"<rdf:li>{one}</rdf:li>" for one in PEOPLE)
    return packet(
        f"<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>{LONG}</rdf:li></rdf:Alt>"
        "</dc:description>"
        f"<Iptc4xmpExt:PersonInImage><rdf:Bag>{people}</rdf:Bag></Iptc4xmpExt:PersonInImage>"
    )


def segment(content: bytes) -> bytes:
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content


def portion(whole: bytes, start: int, *, digest: str = "", length: int | None = None) -> bytes:
    named = (digest or md5(whole)).encode()
    numbers = (length or len(whole)).to_bytes(4, "big") + start.to_bytes(4, "big")
    return segment(MARK + named + numbers + whole[start : start + MOST])


def md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest().upper()


def write(path: Path, portions: Sequence[bytes], digest: str) -> Path:
    """Write a JPEG whose first packet has a credit, and names the MD5 of further XMP."""
    first = packet(
        "<photoshop:Credit>NASA</photoshop:Credit>"
        f"<xmpNote:HasExtendedXMP>{digest}</xmpNote:HasExtendedXMP>"
    )
    plain = making.draw(path).read_bytes()
    main = segment(b"http://ns.adobe.com/xap/1.0/\0" + first)
    path.write_bytes(plain[:2] + main + b"".join(portions) + plain[2:])
    return path


def read(path: Path) -> tuple[dict[str, tuple[str, ...]], str]:
    gist = raw.read_gist(str(path), Sidecars())
    reading = raw.read(str(path))
    assert gist.values == {name: found.values for name, found in reading.fields.items()}
    assert gist.problems == reading.problems
    return gist.values, " ".join(gist.problems)


WHOLE = further()
STARTS = range(0, len(WHOLE), MOST)
ALL = {"credit_line": ("NASA",), "caption": (LONG.strip(),), "persons_shown": tuple(PEOPLE)}


def test_a_caption_and_people_beyond_one_segment_are_read(tmp_path: Path) -> None:
    portions = [portion(WHOLE, start) for start in STARTS]
    assert len(portions) > 1
    assert len(LONG) > 1 << 16
    assert read(write(tmp_path / "a.jpg", portions, md5(WHOLE))) == (ALL, "")


@pytest.mark.parametrize(
    "arranged",
    [
        pytest.param(lambda all_: all_[::-1], id="backwards"),
        pytest.param(lambda all_: [*all_, *all_], id="twice"),
        pytest.param(lambda all_: [portion(b"<x/>" * 9, 0), *all_], id="another-whole"),
        pytest.param(lambda all_: [segment(MARK + b"short"), *all_], id="too-short"),
        pytest.param(lambda all_: [*all_, portion(WHOLE, len(WHOLE) + 9)], id="outside"),
    ],
)
def test_portions_are_put_in_order_and_strange_ones_passed_over(
    arranged: Callable[[list[bytes]], list[bytes]], tmp_path: Path
) -> None:
    portions = arranged([portion(WHOLE, start) for start in STARTS])
    assert read(write(tmp_path / "a.jpg", portions, md5(WHOLE))) == (ALL, "")


@pytest.mark.parametrize(
    "portions",
    [
        pytest.param([], id="none"),
        pytest.param([portion(WHOLE, start) for start in STARTS[1:]], id="the-first-is-missing"),
        pytest.param([portion(WHOLE, start) for start in STARTS[:-1]], id="the-last-is-missing"),
        pytest.param([portion(WHOLE, 0, length=0xFFFF_FFFF)], id="four-gigabytes"),
        pytest.param([portion(WHOLE[:MOST], 0, digest=md5(WHOLE))], id="breaks-off"),
    ],
)
def test_where_portions_are_missing_the_rest_is_read_and_it_is_told(
    portions: list[bytes], tmp_path: Path
) -> None:
    values, problems = read(write(tmp_path / "a.jpg", portions, md5(WHOLE)))
    assert values["credit_line"] == ("NASA",)
    assert "XMP is damaged" in problems


def test_another_whole_than_was_named_is_read_and_told(tmp_path: Path) -> None:
    named = "0" * 32
    portions = [portion(WHOLE, start, digest=named) for start in STARTS]
    values, problems = read(write(tmp_path / "a.jpg", portions, named))
    assert values == ALL
    assert "XMP is damaged" in problems


def test_pictures_that_phones_keep_there_are_left_alone(tmp_path: Path) -> None:
    depth = b"<x:xmpmeta><GDepth:Data>" + b"AAAA" * 50_000 + b"</GDepth:Data></x:xmpmeta>"
    portions = [portion(depth, start) for start in range(0, len(depth), MOST)]
    path = write(tmp_path / "a.jpg", portions, md5(depth))
    assert extended.find(path.read_bytes(), md5(depth)) == extended.Extended()
    assert read(path) == ({"credit_line": ("NASA",)}, "")


def test_what_stands_in_the_first_packet_goes_first(tmp_path: Path) -> None:
    other = packet("<photoshop:Credit>Somebody else</photoshop:Credit>")
    path = write(tmp_path / "a.jpg", [portion(other, 0)], md5(other))
    assert read(path)[0] == {"credit_line": ("NASA",)}


def test_a_list_without_end_is_cut(tmp_path: Path) -> None:
    words = "".join(f"<rdf:li>{number}{'x' * 9_000}</rdf:li>" for number in range(200))
    endless = packet(f"<dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>")
    portions = [portion(endless, start) for start in range(0, len(endless), MOST)]
    values, _ = read(write(tmp_path / "a.jpg", portions, md5(endless)))
    assert 0 < sum(map(len, values["keywords"])) <= MOST_CHARACTERS


@given(st.data())
def test_any_bytes_may_stand_there(data: st.DataObject) -> None:
    portions = [portion(WHOLE, start) for start in STARTS]
    jpeg = bytearray(b"\xff\xd8" + b"".join(portions) + b"\xff\xd9")
    for _ in range(data.draw(st.integers(0, 6))):
        jpeg[data.draw(st.integers(2, 90))] = data.draw(st.integers(0, 255))
    list(salvage.segments(bytes(jpeg)))
    found = extended.find(bytes(jpeg), md5(WHOLE))
    assert len(found.packet) <= len(WHOLE) + 100
