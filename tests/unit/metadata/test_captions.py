"""Any caption, in XMP and in IIM: it comes back as it was written, or mended where it was cut."""

import tempfile
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from hypothesis import assume, example, given
from hypothesis import strategies as st

from gallery.metadata import mending, raw
from gallery.metadata.report import Origin, Rule
from gallery.metadata.sidecars import Sidecars
from tests.unit import making
from tests.unit.metadata import writing

Form = Literal["NFC", "NFD"]
LIMIT = 2_000
# What XML can hold: no controls, no halves of characters.
CAPTIONS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]) | st.sampled_from("\n&<>é“星🚀"),
    min_size=1,
    max_size=1_200,
)
LONG = st.text(st.sampled_from("abc éЛ星🚀\n"), min_size=600, max_size=1_500)


def written(text: str, *, cut: bool) -> Path:
    """Write a caption into XMP and IIM, whose room programs use to the last byte."""
    folder = Path(tempfile.mkdtemp(dir=ROOM.name))
    data = text.encode()[:LIMIT] if cut else text.encode()
    return writing.write(
        making.draw(folder / "a.jpg"),
        xmp={"Xmp.dc.description": {"x-default": text}},
        iim={"Iptc.Application2.Caption": data},
    )


ROOM = tempfile.TemporaryDirectory()


@given(CAPTIONS | LONG)
@example("Tom &amp; Jerry")
@example("one\ntwo\n\nthree")
@example("x" * 1_999 + "é and more")
@example("x" * 1_998 + "🚀 and more")
@example("x" * LIMIT)
def test_a_caption_in_both_comes_back(text: str) -> None:
    meant = mending.mend(text)
    # A number is enough to be taken for a camera's; those have tests of their own.
    assume(any(one.isalpha() for one in meant))
    found = raw.read(str(written(text, cut=True))).fields["caption"]
    if found.sources[0].aside:
        return
    assert found.values == (meant,)
    assert not found.conflict
    rules = {Rule.AGREED, Rule.MENDED} if len(text.encode()) > LIMIT - 4 else {Rule.AGREED}
    assert found.rule in rules


@given(LONG)
def test_a_cut_caption_is_mended_from_xmp(text: str) -> None:
    meant = mending.mend(f"Caption {text}")
    assume(len(meant.encode()) > LIMIT + 4)
    found = raw.read(str(written(meant, cut=True))).fields["caption"]
    assert (found.values, found.rule) == ((meant,), Rule.MENDED)
    iim = next(source for source in found.sources if source.origin is Origin.IIM)
    assert iim.cut
    assert meant.startswith(iim.values[0])
    assert len(iim.values[0].encode()) <= LIMIT


@given(LONG)
def test_a_cut_caption_alone_is_shown_as_far_as_it_goes(text: str) -> None:
    meant = mending.mend(f"Caption {text}")
    folder = Path(tempfile.mkdtemp(dir=ROOM.name))
    picture = writing.write(
        making.draw(folder / "a.jpg"), iim={"Iptc.Application2.Caption": meant.encode()[:LIMIT]}
    )
    found = raw.read(str(picture)).fields["caption"]
    assert meant.startswith(found.values[0])
    assert len(meant.encode()[:LIMIT]) - len(found.values[0].encode()) <= 4


# Letters with accents, in Hangul and of one code point or several, some beyond the first plane.
ACCENTED = st.text(st.sampled_from("aeé ñőÅ각힣ЙЩ𝒜🚀👩‍🚀ẛ̣"), min_size=900, max_size=1_400)


@given(ACCENTED, st.sampled_from(["NFC", "NFD"]), st.sampled_from(["NFC", "NFD"]))
def test_it_is_the_same_caption_however_letters_are_composed(
    text: str, in_xmp: Form, in_iim: Form
) -> None:
    meant = mending.mend(normalize(in_xmp, f"Caption {text}"))
    assume(len(normalize(in_iim, meant).encode()) > LIMIT + 16)
    folder = Path(tempfile.mkdtemp(dir=ROOM.name))
    picture = writing.write(
        making.draw(folder / "a.jpg"),
        xmp={"Xmp.dc.description": {"x-default": meant}},
        iim={"Iptc.Application2.Caption": normalize(in_iim, meant).encode()[:LIMIT]},
    )
    found = raw.read(str(picture)).fields["caption"]
    # Neither is changed: what XMP has is shown letter by letter.
    assert (found.values, found.rule, found.conflict) == ((meant,), Rule.MENDED, False)


@given(st.integers(min_value=0, max_value=8))
def test_a_caption_may_be_cut_inside_an_entity_and_a_character(shift: int) -> None:
    for sign, written_out in (("&", "&amp;"), ("é", "&eacute;"), ("🚀", "🚀"), ("“", "&#8220;")):
        before = "x" * (LIMIT - len(written_out.encode()) - 8 + shift) + " "
        folder = Path(tempfile.mkdtemp(dir=ROOM.name))
        picture = writing.write(
            making.draw(folder / "a.jpg"),
            xmp={"Xmp.dc.description": {"x-default": f"{before}{sign} and more than that"}},
            iim={
                "Iptc.Application2.Caption": f"{before}{written_out} and more than that".encode()[
                    :LIMIT
                ]
            },
        )
        found = raw.read(str(picture)).fields["caption"]
        assert found.rule is Rule.MENDED
        assert not found.conflict


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=300))
def test_bytes_that_are_no_text_lose_nothing_but_themselves(text: str) -> None:
    """Halves of characters and controls, in IIM as programs with a bug write them."""
    folder = Path(tempfile.mkdtemp(dir=ROOM.name))
    data = f"Begin {text} end.".encode("utf-8", "surrogatepass")
    picture = writing.write(making.draw(folder / "a.jpg"), iim={"Iptc.Application2.Caption": data})
    (caption,) = raw.read(str(picture)).fields["caption"].values
    assert caption.startswith("Begin")
    assert caption.endswith("end.")
    caption.encode()
    assert mending.without_controls(caption) == caption


def test_a_gist_has_the_texts_of_all_languages(tmp_path: Path) -> None:
    path = writing.write(
        tmp_path / "a.jpg",
        xmp={
            "Xmp.dc.title": {"x-default": "A star", "en": "A star", "ru": "Звезда"},
            "Xmp.dc.description": {"x-default": "Bright", "de": "Hell"},
        },
    )
    gist = raw.read_gist(bytes(path), Sidecars())
    assert (gist.values["title"], gist.values["caption"]) == (("A star",), ("Bright",))
    assert gist.other_languages == ("Звезда", "Hell")


def test_the_comment_of_a_camera_is_no_caption(tmp_path: Path) -> None:
    path = writing.write(
        tmp_path / "a.jpg", exif={"Exif.Photo.UserComment": "charset=Ascii NASA 1132 77.0F"}
    )
    reading = raw.read(bytes(path))
    assert reading.fields == {}
    assert reading.technical.comment == "NASA 1132 77.0F"
