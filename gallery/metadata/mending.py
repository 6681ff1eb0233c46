"""Bytes to text as a person wrote it: character sets, text that was encoded twice, entities.

EXIF and IIM hold bytes, and their encoding is declared nowhere, or wrongly. So the declared
encoding is tried, then UTF-8 (other encodings hardly ever look like it), then Windows-1252. Text
that a program has taken for Windows-1252 and encoded again (`LÃ©onov`) is repaired, but only where
nobody can have meant it.
"""

import html
import re
from functools import lru_cache
from itertools import pairwise

# The escape sequences of ISO 2022 in IIM's dataset 1:90, by what follows ESC and a sign for which
# half of the code is meant. ISO 8859-1 is read as Windows-1252, which programs mean by it.
_UTF_8 = (b"%G", b"%/G", b"%/H", b"%/I")
_CHARACTER_SETS = {
    b"A": "cp1252", b"B": "iso8859-2", b"C": "iso8859-3", b"D": "iso8859-4", b"L": "iso8859-5",
    b"G": "iso8859-6", b"F": "iso8859-7", b"H": "iso8859-8", b"M": "cp1254", b"V": "iso8859-10",
    b"T": "iso8859-11", b"Y": "iso8859-13", b"_": "iso8859-14", b"b": "iso8859-15",
    b"f": "iso8859-16",
}  # fmt: skip

_REGISTERED = {"cp1252": "Windows-1252", "cp1254": "Windows-1254"}

# How many bytes a character takes at most, less one: so many may be missing where UTF-8 is cut.
_DANGLING = 3
# What is longer is hardly ever the same in two photographs.
_SHORT = 200

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
# Control characters but tab and line break; halves of characters; what is no character at all.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_CONTROL_IN_ASCII = re.compile("[\x00-\x08\x0b-\x1f\x7f]")

# What text in UTF-8 looks like that was read as Windows-1252: beginnings of characters, each
# followed by signs. By how many characters such a look is no accident.
_HIGH = "".join(
    bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte))
    for byte in range(0x80, 0x100)
)
_CONTINUED = re.escape(_HIGH[:0x40]) + "\x80-\x9f"
_TWICE = re.compile(
    f"[{re.escape(_HIGH[0x42:0x60])}][{_CONTINUED}]"
    f"|[{re.escape(_HIGH[0x60:0x70])}][{_CONTINUED}]{{2}}"
    f"|[{re.escape(_HIGH[0x70:0x75])}][{_CONTINUED}]{{3}}"
)
_TO_BYTE = {ord(sign): byte for byte, sign in enumerate(_HIGH, 0x80)} | {
    byte: byte for byte in range(0x100) if byte < 0x80 or byte >= 0xA0 or chr(byte) not in _HIGH
}
_CONTROL = re.compile("[\x80-\x9f]")


def iim_encoding(declared: bytes) -> str | None:
    """Return the encoding that dataset 1:90 declares, None for none or an unknown one."""
    for sequence in declared.split(b"\x1b")[1:]:
        if sequence.startswith(_UTF_8):
            return "utf-8"
        # One of the signs that put a set of 96 characters into the upper half of the code.
        if sequence[:1] in (b"-", b".", b"/") and sequence[1:2] in _CHARACTER_SETS:
            return _CHARACTER_SETS[sequence[1:2]]
    return None


def decode(data: bytes, encoding: str | None = None, *, cut: bool = False) -> str:
    """Return the text in some bytes. `cut`: they may end inside a character."""
    if data.isascii():
        return data.decode("ascii")
    if encoding in (None, "utf-8"):
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            ends_inside = error.reason == "unexpected end of data"
            # With UTF-8 before it, the end is surely UTF-8 too.
            sure = encoding == "utf-8" or not data[: error.start].isascii() or cut
            if ends_inside and sure and len(data) - error.start <= _DANGLING:
                return data[: error.start].decode()
    return _as_windows(data) if encoding in (None, "utf-8") else data.decode(encoding, "replace")


def encoding_of(data: bytes, text: str, declared: str | None = None) -> str:
    """Return the encoding in which some bytes were read, by its registered (IANA) name."""
    if declared not in (None, "utf-8"):
        return _REGISTERED.get(declared, declared.upper().replace("ISO8859", "ISO-8859"))
    return "UTF-8" if data.startswith(text.encode("utf-8", "replace")) else "Windows-1252"


def decode_comment(data: bytes, *, big_endian: bool) -> str:
    """Return the text of EXIF's UserComment: eight bytes for the character set come first."""
    declared, text = data[:8].rstrip(b"\0 ").upper(), data[8:]
    if declared == b"UNICODE":
        return decode_utf_16(text, big_endian=big_endian)
    if declared == b"JIS":
        # ISO 2022, by the standard; Shift JIS, by what is written.
        for encoding in ("iso2022_jp", "shift_jis"):
            try:
                return text.rstrip(b"\0 ").decode(encoding)
            except UnicodeDecodeError:
                continue
    known = declared in (b"", b"ASCII", b"JIS")
    # Some programs leave out the name of the set.
    return decode((text if known else data).strip(b"\0 "))


def decode_utf_16(data: bytes, *, big_endian: bool) -> str:
    """Return a text in UTF-16 of either byte order: many programs declare the wrong one."""
    data = data[: len(data) // 2 * 2]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    # One script has few high bytes and many low ones.
    first, second = len(set(data[0::2])), len(set(data[1::2]))
    if first != second:
        big_endian = first < second
    return data.decode("utf-16-be" if big_endian else "utf-16-le", "replace")


def mend(text: str) -> str:
    """Return a text without what programs did to it; its lines stay as they are."""
    if text.isascii() and "&" not in text and (text.isprintable() or _is_plain(text)):
        return text.strip()
    return _mended_line(text) if len(text) <= _SHORT else _mended(text)


def _mended(text: str) -> str:
    text = _LINE_BREAKS.sub("\n", decoded_once(text))
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return without_controls(text).strip()


# Credits, copyright notices, names: what a folder's photographs have in common.
_mended_line = lru_cache(maxsize=4096)(_mended)


def _is_plain(text: str) -> bool:
    return _CONTROL_IN_ASCII.search(text) is None


def xml(packet: bytes) -> bytes:
    """Return XML in UTF-8 without characters that XML forbids, which parsers reject."""
    return without_controls(decode(packet)).encode()


def without_controls(text: str) -> str:
    """Return a text without control characters, except tab and line break, and surrogates."""
    return _UNWANTED.sub("", text)


def decoded_once(text: str) -> str:
    """Return a text as it was before it was encoded twice; all others stay as they are."""
    # Some files went through it twice.
    for _ in range(2):
        if text.isascii() or not _is_surely_encoded_twice(text):
            return text
        try:
            text = bytes(_TO_BYTE[ord(sign)] for sign in text).decode()
        except (KeyError, UnicodeDecodeError):
            return text
    return text


def _is_surely_encoded_twice(text: str) -> bool:
    """Return whether the signs in a text are no accident.

    `CAFÉ’S` could be two bytes of UTF-8 as well; in a word of capitals nothing is sure.
    """
    found = list(_TWICE.finditer(text))
    if not found:
        return False
    if _CONTROL.search(text):
        # Nobody writes these, and every text that was read as ISO 8859-1 is full of them.
        return True
    certain = 0
    for match in found:
        if _stands_in_capitals(text, *match.span()):
            continue
        if len(match[0]) > 2 or match[0][0] in "ÂÃ":
            return True
        certain += 1
    # Letters of other alphabets come in rows: Ð›ÐµÐ¾Ð½Ð¾Ð².
    in_rows = any(one.end() == other.start() for one, other in pairwise(found))
    return certain > 1 and in_rows


def _stands_in_capitals(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 2, 0) : start], text[end : end + 1]
    if not before[-1:].isupper() or before[-1] in _HIGH:
        return False
    return after.isupper() or (len(before) == 2 and before[0].isupper())


def _as_windows(data: bytes) -> str:
    """Decode Windows-1252; its five undefined bytes become the control characters they are."""
    return "".join(chr(byte) if byte < 0x80 else _HIGH[byte - 0x80] for byte in data)
