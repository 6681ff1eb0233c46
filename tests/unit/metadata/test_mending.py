"""Text as a person wrote it, whatever programs did to it since: real cases, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.metadata import mending

UTF_8, LATIN_1, CYRILLIC = b"\x1b%G", b"\x1b.A", b"\x1b-L"


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        pytest.param("Léonov".encode(), UTF_8, "Léonov", id="utf-8-declared"),
        pytest.param("Леонов".encode(), b"", "Леонов", id="utf-8-undeclared"),
        pytest.param("Léonov".encode(), b"\x1b%/I", "Léonov", id="utf-8-level-3"),
        pytest.param(b"L\xe9onov", b"", "Léonov", id="windows-1252-undeclared"),
        pytest.param(b"\x93Voskhod\x94 \x96 \x80 5", b"", "“Voskhod” – € 5", id="windows-signs"),
        pytest.param(b"L\xe9onov", UTF_8, "Léonov", id="utf-8-declared-windows-1252-written"),
        pytest.param(b"L\xe9onov \x96 1965", LATIN_1, "Léonov – 1965", id="latin-1-declared"),
        pytest.param("Léonov".encode(), LATIN_1, "Léonov", id="latin-1-declared-utf-8-written"),
        pytest.param("Леонов".encode("iso8859-5"), CYRILLIC, "Леонов", id="cyrillic-declared"),
        pytest.param("Łódź".encode("iso8859-2"), b"\x1b-B", "Łódź", id="latin-2-declared"),
        pytest.param("Αθήνα".encode("iso8859-7"), b"\x1b.F", "Αθήνα", id="greek-declared"),
        pytest.param("Café".encode()[:-1], UTF_8, "Caf", id="cut-inside-a-character"),
        pytest.param(b"Caf\xe9", b"", "Café", id="windows-1252-at-the-end"),
        pytest.param("Леонов".encode()[:-1], b"", "Леоно", id="cut-utf-8-undeclared"),
        pytest.param(b"\x81\x8d", b"", "", id="bytes-that-mean-nothing"),
        pytest.param(b"plain", b"\x1b(B", "plain", id="ascii-declared"),
        pytest.param(b"plain", b"nonsense", "plain", id="nonsense-declared"),
    ],
)
def test_the_bytes_of_iim(data: bytes, declared: bytes, text: str) -> None:
    assert mending.mend(mending.decode(data, mending.iim_encoding(declared))) == text


# The left side is what stands in photographs of agencies and archives; the right side what was
# meant.
@pytest.mark.parametrize(
    ("garbled", "meant"),
    [
        pytest.param("LÃ©onov", "Léonov", id="accent"),
        pytest.param("JÃ¶rg MÃ¼ller", "Jörg Müller", id="umlauts"),
        pytest.param("Ã‰cole", "École", id="capital"),
        pytest.param("Citt\u00c3\u00a0 di Torino", "Città di Torino", id="no-break-space"),
        pytest.param("Ð›ÐµÐ¾Ð½Ð¾Ð²", "Леонов", id="cyrillic"),
        pytest.param("æ˜Ÿå‡ºå½°å½¦", "星出彰彦", id="han"),
        pytest.param("NASAâ€™s â€œstarâ€\x9d â€“ 1966", "NASA’s “star” – 1966", id="quotes"),
        pytest.param("Â© 2020 NASA", "© 2020 NASA", id="copyright-sign"),
        pytest.param("37Â°C", "37°C", id="degrees"),
        pytest.param("L\u00c3\u00a9onov", "Léonov", id="read-as-latin-1"),
        pytest.param("\u00c3\u0089cole", "École", id="read-as-latin-1-with-a-control"),
        pytest.param("LÃƒÂ©onov", "Léonov", id="three-times"),
        pytest.param("ðŸš€ lift-off", "🚀 lift-off", id="rocket"),
        pytest.param("StraÃŸe in GroÃŸ-Gerau", "Straße in Groß-Gerau", id="eszett"),
    ],
)
def test_text_that_was_encoded_twice_is_repaired(garbled: str, meant: str) -> None:
    assert mending.mend(garbled) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Léonov",
        "CAFÉ’S",
        "CAFÉ…",
        "AMANHÃ…",
        "“IRMÃ”",
        "«É»",
        "Þórður Ðð",
        "Ô “L”",
        "Â",
        "Ã",
        "São Tomé",
        "37 °C",
        "½ × ÷",
        "Леонов – «Восток»",
        "星出 彰彦",
        "naïve façade",
        "5 € – 10 £",
        "R&D, AT&T",
        "a &b; c &nosuchname; d",
    ],
)
def test_what_somebody_can_have_meant_stays(text: str) -> None:
    assert mending.mend(text) == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("Tom &amp; Jerry", "Tom & Jerry", id="ampersand"),
        pytest.param("&quot;Go&quot; &#8212; &#x2013;", '"Go" — –', id="numbers"),
        pytest.param("Caf&eacute;", "Café", id="name"),
        pytest.param("&lt;b&gt;bold&lt;/b&gt;", "<b>bold</b>", id="tags-that-are-encoded"),
        pytest.param("<p>One</p><br/>two", "<p>One</p><br/>two", id="tags-stay-as-text"),
        pytest.param("&amp;lt;", "&lt;", id="once"),
        pytest.param("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour", id="line-breaks"),
        pytest.param("one\u2028two\u2029three", "one\ntwo\nthree", id="unicode-line-breaks"),
        pytest.param("a\n\n  b", "a\n\n  b", id="empty-lines-and-indents"),
        pytest.param("caption\0\0\0", "caption", id="nul-at-the-end"),
        pytest.param("cap\0tion\x01", "caption", id="controls-inside"),
        pytest.param("  caption \n", "caption", id="blanks-around"),
        pytest.param("\ufeffcaption", "caption", id="byte-order-mark"),
        pytest.param("half \ud83d a rocket", "half  a rocket", id="half-a-character"),
        pytest.param("tab\tstays", "tab\tstays", id="tab"),
    ],
)
def test_lines_entities_and_controls(written: str, shown: str) -> None:
    assert mending.mend(written) == shown


@pytest.mark.parametrize(
    ("data", "big_endian", "text"),
    [
        pytest.param(b"ASCII\0\0\0plain", False, "plain", id="ascii"),
        pytest.param(b"ASCII\0\0\0" + "Léo".encode(), False, "Léo", id="utf-8-called-ascii"),
        pytest.param(b"\0" * 8 + b"L\xe9o \0\0", False, "Léo", id="undefined"),
        pytest.param(b"UNICODE\0" + "Леонов".encode("utf-16-le"), False, "Леонов", id="little"),
        pytest.param(b"UNICODE\0" + "Леонов".encode("utf-16-be"), True, "Леонов", id="big"),
        pytest.param(
            b"UNICODE\0" + "Леонов".encode("utf-16-be"), False, "Леонов", id="in-the-other-order"
        ),
        pytest.param(b"UNICODE\0" + "星".encode("utf-16"), True, "星", id="with-its-mark"),
        pytest.param(b"JIS\0\0\0\0\0" + "星出".encode("iso2022_jp"), False, "星出", id="jis"),
        pytest.param(b"JIS\0\0\0\0\0" + "星出".encode("shift_jis"), False, "星出", id="shift-jis"),
        pytest.param(b"No charset at all", False, "No charset at all", id="no-character-set"),
        pytest.param(b"", False, "", id="empty"),
    ],
)
def test_the_comment_of_exif(data: bytes, big_endian: bool, text: str) -> None:
    assert mending.mend(mending.decode_comment(data, big_endian=big_endian)) == text


def mojibake(text: str) -> str:
    """Return a text as it looks when its UTF-8 was read as Windows-1252."""
    return "".join(
        mending._HIGH[byte - 0x80] if byte > 0x7F else chr(byte) for byte in text.encode()
    )


@given(st.text(alphabet="aeiou éöüßàçñ", min_size=3))
def test_latin_text_that_was_encoded_twice_comes_back(text: str) -> None:
    assert mending.decoded_once(mojibake(text)) == text


@given(st.text())
def test_any_text_survives_its_own_encoding(text: str) -> None:
    assert mending.decode(text.encode("utf-8", "surrogatepass")) is not None
    if text.isprintable():
        assert mending.decode(text.encode(), "utf-8") == text


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)) | st.text())
def test_what_is_mended_has_no_controls_and_no_blanks_around(text: str) -> None:
    mended = mending.mend(text)
    assert mended == mended.strip()
    assert not any(one < " " and one not in "\n\t" for one in mended)
    mended.encode()


@given(st.binary())
def test_any_bytes_are_some_text(data: bytes) -> None:
    mending.decode(data).encode("utf-8", "surrogatepass")
    mending.decode_comment(data, big_endian=True)
    mending.iim_encoding(data)
