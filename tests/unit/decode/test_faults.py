"""What cannot be decoded: each fault is told for what it is, and what is readable is shown."""

import errno
import io
import os
import struct
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gallery.decode import formats, image
from gallery.decode.formats import DecodeError
from gallery.decode.job import IN_WORDS, Fault
from tests.images.drawing import quarters
from tests.unit.decode.pictures import FORMATS, decode, exif, saved

pytestmark = pytest.mark.usefixtures("prepared")


def fault_of(path: Path | str) -> Fault:
    with pytest.raises(DecodeError) as refusal:
        decode(str(path))
    return refusal.value.fault


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "nothing.jpg") is Fault.GONE
    assert fault_of(tmp_path / "nowhere" / "nothing.jpg") is Fault.GONE


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    saved(path, quarters())
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert fault_of(path) is Fault.NO_PERMISSION


def test_a_refusal_of_the_system_is_told_as_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.png"
    Image.new("RGB", (2, 2)).save(path)
    monkeypatch.setattr(Image, "open", refuse)
    assert fault_of(path) is Fault.NO_PERMISSION


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(b"Dear diary, today I saw the Moon.\n" * 40, id="text"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", id="pdf"),
        pytest.param(b"\x1a\x45\xdf\xa3" + b"\0" * 400, id="video"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
    ],
)
def test_a_file_that_is_no_picture(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(contents)
    assert fault_of(path) is Fault.UNSUPPORTED


def test_an_empty_file_is_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.touch()
    assert fault_of(path) in {Fault.UNSUPPORTED, Fault.DAMAGED}


@pytest.mark.parametrize("length", [1, 2, 3, 4, 8, 15])
def test_a_file_of_a_few_bytes_is_no_picture(tmp_path: Path, length: int) -> None:
    for name, data in NOISE.items():
        path = tmp_path / f"a.{name}"
        path.write_bytes(data[:length])
        assert fault_of(path) in {Fault.UNSUPPORTED, Fault.DAMAGED}


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    assert fault_of(tmp_path) in {Fault.UNSUPPORTED, Fault.DAMAGED}


def noise(extension: str) -> bytes:
    """Return a turned picture of noise, which has data to damage."""
    file = io.BytesIO()
    name = {"jpg": "JPEG", "tif": "TIFF"}.get(extension, extension.upper())
    options = {"exif": exif(6)} if extension in FORMATS else {}
    Image.effect_noise((64, 48), 80).convert("RGB").save(file, name, **options)
    return file.getvalue()


@pytest.mark.parametrize("box", [None, (16, 16)], ids=["whole", "in-a-box"])
@pytest.mark.parametrize("extension", ["jpg", "png", "tif", "gif", "bmp"])
def test_of_a_picture_that_breaks_off_the_readable_part_is_shown(
    tmp_path: Path, extension: str, box: tuple[int, int] | None
) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(NOISE[extension])
    whole = decode(str(path), box)
    path.write_bytes(NOISE[extension][: len(NOISE[extension]) * 2 // 3])
    part = decode(str(path), box)
    assert part.fault is Fault.DAMAGED
    assert (part.width, part.height, part.full) == (whole.width, whole.height, whole.full)
    # What is missing may be at the side or at the foot; GIF leaves out every other row.
    same = sum(one == other for one, other in zip(part.pixels, whole.pixels, strict=True))
    assert len(whole.pixels) // (5 if extension == "gif" else 3) < same < len(whole.pixels)


@pytest.mark.parametrize("extension", ["jpg", "png", "tif", "gif", "bmp", "webp", "avif"])
def test_a_picture_of_which_nothing_can_be_read_is_damaged(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"a.{extension}"
    data = noise(extension)
    path.write_bytes(data[: {"jpg": 500, "gif": 700}.get(extension, 160)])
    with pytest.raises(DecodeError) as refusal:
        decode(str(path))
    assert refusal.value.fault in {Fault.DAMAGED, Fault.UNSUPPORTED}


@pytest.mark.parametrize("box", [None, (16, 16)], ids=["whole", "in-a-box"])
def test_a_damaged_avif_is_told_as_such(tmp_path: Path, box: tuple[int, int] | None) -> None:
    data = bytearray(noise("avif"))
    begin = data.index(b"mdat") + 4
    data[begin : begin + 40] = b"\xff" * 40
    path = tmp_path / "a.avif"
    path.write_bytes(data)
    with pytest.raises(DecodeError) as refusal:
        decode(str(path), box)
    assert refusal.value.fault is Fault.DAMAGED


def test_jpeg_xl_without_its_plug_in_is_told_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "_loaded", {})
    # How Python marks a module that is not to be had.
    monkeypatch.setitem(sys.modules, "pillow_jxl", None)
    path = tmp_path / "a.jxl"
    for beginning in (b"\xff\x0a", b"\0\0\0\x0cJXL \r\n\x87\n"):
        path.write_bytes(beginning + b"\0" * 40)
        fault = fault_of(path)
        assert fault is Fault.NO_JPEG_XL
        assert "giant-leap[jxl]" in IN_WORDS[fault]


def test_a_disk_that_fails_is_told_from_a_damaged_file(tmp_path: Path) -> None:
    """Its error goes away with the disk's; damage is remembered."""
    for number in (errno.EIO, errno.ESTALE, errno.ENOTCONN):
        with pytest.raises(DecodeError) as refusal, image.faults():
            raise OSError(number, os.strerror(number))
        assert refusal.value.fault is Fault.UNREADABLE


def test_a_picture_beyond_all_measure_is_refused_before_it_is_read(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b""))
    assert fault_of(path) is Fault.TOO_LARGE


NOISE = {extension: noise(extension) for extension in ("jpg", "png", "tif", "webp", "gif", "bmp")}
NOISE["avif"] = noise("avif")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


@pytest.mark.parametrize("extension", NOISE)
@given(data=st.data())
def test_any_damage_is_shown_or_told(scratch: Path, extension: str, data: st.DataObject) -> None:
    damaged = bytearray(NOISE[extension])
    places = st.integers(0, min(len(damaged), 600) - 1) | st.integers(0, len(damaged) - 1)
    for place, byte in data.draw(
        st.lists(st.tuples(places, st.sampled_from([0, 1, 127, 255])), min_size=1, max_size=8)
    ):
        damaged[place] = byte
    path = scratch / f"a.{extension}"
    path.write_bytes(damaged)
    try:
        decoded = decode(str(path), (16, 16))
    except DecodeError:
        return
    assert len(decoded.pixels) == decoded.width * decoded.height * 4
