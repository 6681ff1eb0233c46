"""Which of several sources is believed, and why; what nobody wrote is not shown."""

from collections import defaultdict

import pytest

from gallery.metadata import dates, report
from gallery.metadata.boilerplate import is_boilerplate, is_file_name
from gallery.metadata.reconcile import choose, choose_language, reconcile
from gallery.metadata.report import IN_WORDS, Aside, Found, Origin, Rule
from gallery.metadata.said import Raw, Said

S, X, I, E = Origin.SIDECAR, Origin.XMP, Origin.IIM, Origin.EXIF  # noqa: E741


def found(field: str, *raws: Raw, iim_is_newer: bool = False, file: str = "a.jpg") -> Found:
    """Return what is found; the short way, which the library takes, has to come to the same."""
    given: Said = defaultdict(list, {field: list(raws)})
    whole = reconcile(given, file, "en", lambda: iim_is_newer)[field]
    values = choose(given, file, "en", lambda: iim_is_newer).get(field, ())
    assert values == whole.values
    return whole


def said(
    origin: Origin,
    *values: str,
    tag: str = "",
    cut: bool = False,
    languages: dict[str, str] | None = None,
) -> Raw:
    return Raw(origin, tag, values, languages, cut)


def test_every_rule_has_a_sentence() -> None:
    assert set(IN_WORDS) == set(Rule)
    assert set(report.ASIDE_IN_WORDS) == set(Aside)


@pytest.mark.parametrize(
    ("sources", "newer", "value", "rule"),
    [
        pytest.param([said(X, "a")], False, "a", Rule.ONLY, id="one"),
        pytest.param([said(X, "a b"), said(I, "a  b ")], False, "a b", Rule.AGREED, id="blanks"),
        pytest.param([said(X, "é"), said(I, "e\u0301")], False, "é", Rule.AGREED, id="normalised"),
        pytest.param(
            [said(I, "i"), said(X, "x"), said(S, "s")], False, "s", Rule.SIDECAR, id="sidecar"
        ),
        pytest.param(
            [said(I, "i"), said(X, "x"), said(S, "s")], True, "s", Rule.SIDECAR, id="sidecar-always"
        ),
        pytest.param([said(X, "x"), said(I, "i"), said(E, "e")], False, "x", Rule.XMP, id="xmp"),
        pytest.param(
            [said(X, "x"), said(I, "i"), said(E, "e")], True, "i", Rule.IIM_NEWER, id="iim-newer"
        ),
        pytest.param([said(X, "x"), said(E, "e")], True, "x", Rule.XMP, id="no-iim"),
        pytest.param([said(I, "i"), said(E, "e")], False, "i", Rule.IIM, id="iim"),
        pytest.param(
            [said(X, "abcd"), said(I, "abc", cut=True)], True, "abcd", Rule.MENDED, id="cut-iim"
        ),
        pytest.param(
            [said(I, "abc", cut=True), said(E, "abcd")],
            False,
            "abcd",
            Rule.MENDED,
            id="mended-from-exif",
        ),
        pytest.param(
            [said(X, "abcd"), said(I, "abc")], False, "abcd", Rule.XMP, id="shorter-but-not-cut"
        ),
        pytest.param(
            [said(X, "abcd"), said(I, "abx", cut=True)],
            False,
            "abcd",
            Rule.XMP,
            id="cut-but-another",
        ),
    ],
)
def test_texts(sources: list[Raw], newer: bool, value: str, rule: Rule) -> None:
    chosen = found("caption", *sources, iim_is_newer=newer)
    assert (chosen.values, chosen.rule) == ((value,), rule)
    assert chosen.conflict == (rule not in (Rule.ONLY, Rule.AGREED, Rule.MENDED))


def test_lists_are_mended_item_by_item() -> None:
    chosen = found(
        "keywords", said(X, "short", "a long keyword"), said(I, "short", "a long ke", cut=True)
    )
    assert (chosen.values, chosen.rule) == (("short", "a long keyword"), Rule.MENDED)


def test_several_creators_in_one_text_are_the_same_as_in_a_list() -> None:
    assert found("creator", said(X, "Ada", "Eva"), said(E, "Ada; Eva")).rule is Rule.AGREED


def test_persons_of_all_places_are_put_together() -> None:
    chosen = found("persons_shown", said(S, "Eva"), said(X, "Ada"), said(X, "Mae", "Eva"))
    assert (chosen.values, chosen.rule) == (("Eva", "Ada", "Mae"), Rule.UNITED)
    assert not chosen.conflict


# Languages.

ALTERNATIVES = {"x-default": "star", "de-AT": "Stern", "fr": "étoile"}


@pytest.mark.parametrize(
    ("languages", "wanted", "text"),
    [
        (ALTERNATIVES, "fr", "étoile"),
        (ALTERNATIVES, "de", "Stern"),
        (ALTERNATIVES, "DE-at", "Stern"),
        (ALTERNATIVES, "ru", "star"),
        (ALTERNATIVES, "en", "star"),
        ({"fr": "étoile", "de": "Stern"}, "en", "étoile"),
        ({"x-default": "étoile", "en-GB": "star"}, "en-US", "star"),
    ],
)
def test_the_language_of_the_interface_then_the_default_then_the_first(
    languages: dict[str, str], wanted: str, text: str
) -> None:
    assert choose_language(languages, wanted) == text


def test_languages_are_kept_to_choose_from_where_there_are_several() -> None:
    several = said(X, "star", languages=ALTERNATIVES)
    assert found("title", several).languages == ALTERNATIVES
    one = said(X, "star", languages={"x-default": "star"})
    assert found("title", one).languages == {}


def test_a_translation_is_no_contradiction() -> None:
    several = said(X, "star", languages=ALTERNATIVES)
    assert found("title", several, said(I, "étoile")).rule is Rule.AGREED


# What nobody wrote.


@pytest.mark.parametrize(
    "text",
    [
        "OLYMPUS DIGITAL CAMERA", "OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM",
        "DCIM\\100MEDIA\\DJI_0001.JPG", "Created with GIMP", "Created with The GIMP",
        "KONICA MINOLTA DIGITAL CAMERA", "MINOLTA DIGITAL CAMERA", "SAMSUNG DIGITAL CAMERA",
        "SAMSUNG", "default", "Exif_JPEG_PICTURE", "cof", "edf", "sdr",
        "LEAD Technologies Inc. V1.01", "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90",
        "File written by Adobe Photoshop® 4.0", "KODAK Digital Still Camera", "...", "   -  ",
        "Processed with VSCO with a6 preset", "binary comment",
    ],
)  # fmt: skip
def test_boilerplate(text: str) -> None:
    assert is_boilerplate(text)
    for field in ("headline", "title", "caption"):
        chosen = found(field, said(E, text))
        assert (chosen.values, chosen.sources[0].aside) == ((), Aside.BOILERPLATE)


def test_a_credit_that_credits_nobody_is_not_believed() -> None:
    for field in ("credit_line", "creator", "copyright_notice"):
        chosen = found(field, said(X, "Credit: ©"), said(I, "Ada"))
        assert (chosen.values, chosen.sources[0].aside) == (("Ada",), Aside.BOILERPLATE)


@pytest.mark.parametrize(
    "text",
    [
        "Olympus Mons", "An Olympus digital camera on a table", "Sony", "Default risk in Athens",
        "Copyright law explained", "Photo by Ada", "STS-41-B", "1966", "NASA", "Nikon F3 in space",
        "The Samsung building", "Untitled", "Untitled Film Still #21", "Title",
        "Copyright", "Kodak Brownie camera", "Created with love", "星出",
    ],
)  # fmt: skip
def test_what_somebody_wrote(text: str) -> None:
    assert not is_boilerplate(text)
    assert found("caption", said(E, text)).values == (text,)


@pytest.mark.parametrize(
    ("text", "file", "is_one"),
    [
        ("IMG_1234.JPG", "IMG_1234.jpg", True),
        ("img_1234", "renamed.jpg", True),
        ("DSC01234", "renamed.jpg", True),
        ("_DSC0123.NEF", "renamed.jpg", True),
        ("P1010001", "renamed.jpg", True),
        ("PXL_20230101_123456789", "renamed.jpg", True),
        ("s66-62926", "S66-62926.jpg", True),
        ("gemini_12", "gemini_12.jpg", True),
        ("leonov.jpg", "leonov.jpg", True),
        ("Earthrise", "Earthrise.jpg", False),
        ("Mona Lisa", "Mona Lisa.jpg", False),
        ("Apollo 11", "Apollo 11.jpg", False),
        ("S66-62926", "other.jpg", False),
        ("Imagine", "a.jpg", False),
    ],
)
def test_the_name_of_a_file_is_no_title(text: str, file: str, is_one: bool) -> None:
    assert is_file_name(text, file) == is_one
    assert found("title", said(X, text), file=file).values == (() if is_one else (text,))


def test_boilerplate_makes_room_for_the_next_source() -> None:
    chosen = found("caption", said(X, "SONY DSC"), said(I, "Ada at work"), said(E, "SONY DSC"))
    assert (chosen.values, chosen.rule, chosen.conflict) == (("Ada at work",), Rule.ONLY, False)
    assert [source.values for source in chosen.sources] == [
        ("SONY DSC",), ("Ada at work",), ("SONY DSC",),
    ]  # fmt: skip


def test_what_windows_writes_is_a_caption_only_where_there_is_no_other() -> None:
    comment = said(E, "shot 12", tag="Exif.Image.XPComment")
    assert found("caption", comment).values == ("shot 12",)
    chosen = found("caption", said(X, "Ada"), comment)
    assert (chosen.values, chosen.conflict) == (("Ada",), False)
    assert chosen.sources[1].aside is Aside.SECOND


# Dates.


@pytest.mark.parametrize(
    ("written", "time", "zone", "date"),
    [
        ("1966", "", "", "1966"),
        ("1966-11", "", "", "1966-11"),
        ("1966-11-12", "", "", "1966-11-12"),
        ("1966-11-12T17:47:39.25+01:00", "", "", "1966-11-12T17:47:39+01:00"),
        ("1966-11-12T17:47Z", "", "", "1966-11-12T17:47:00Z"),
        ("1966-00-00", "", "", "1966"),
        ("19661100", "", "", "1966-11"),
        ("1966-11-12", "17:47:39+01:00", "", "1966-11-12T17:47:39+01:00"),
        ("1966-00-00", "17:47:39", "", "1966"),
        ("1966:11:12 17:47:39", "", "+09:00", "1966-11-12T17:47:39+09:00"),
        ("1966:11:12 17:47:39", "", "   :  ", "1966-11-12T17:47:39"),
        ("1966:00:00 00:00:00", "", "", "1966"),
        ("1966:11:12 24:60:60", "", "", "1966-11-12"),
        ("1966-11-12", "256199", "", "1966-11-12"),
        ("1966-11-12T17", "", "", "1966-11-12"),
        ("1966-11-12T17Z", "", "", "1966-11-12"),
        ("1966~", "", "", "1966~"),
        ("196X", "", "", "196X"),
        ("0000:00:00 00:00:00", "", "", None),
        ("    :  :     :  :  ", "", "", None),
        ("1966-13-01", "", "", None),
        ("1966-02-30", "", "", None),
        ("yesterday", "", "", None),
        ("", "", "", None),
    ],
)
def test_dates_become_edtf(written: str, time: str, zone: str, date: str | None) -> None:
    assert dates.to_edtf(written, time, zone) == date


@pytest.mark.parametrize(
    ("sources", "newer", "value", "rule"),
    [
        pytest.param(
            [(X, "1966"), (E, "1966-11-12T10:00:00")],
            False,
            "1966-11-12T10:00:00",
            Rule.PRECISE,
            id="precise",
        ),
        pytest.param(
            [(X, "1966-11-12T10:00:00+01:00"), (E, "1966-11-12T10:00:00")],
            False,
            "1966-11-12T10:00:00+01:00",
            Rule.AGREED,
            id="zone",
        ),
        pytest.param(
            [(X, "1966-11-12T10:00:00"), (I, "1966-11-12T10:00:00+00:00")],
            False,
            "1966-11-12T10:00:00",
            Rule.AGREED,
            id="zone-made-up-by-a-program",
        ),
        pytest.param(
            [(X, "1966-11-12"), (E, "2005-01-01T10:00:00")],
            False,
            "1966-11-12",
            Rule.WRITTEN_DATE,
            id="scan",
        ),
        pytest.param(
            [(X, "1966-11-12"), (I, "1966-11-13")], False, "1966-11-12", Rule.XMP, id="xmp"
        ),
        pytest.param(
            [(X, "1966-11-12"), (I, "1966-11-13")],
            True,
            "1966-11-13",
            Rule.IIM_NEWER,
            id="iim-newer",
        ),
        pytest.param([(S, "1966"), (X, "1965")], False, "1966", Rule.SIDECAR, id="sidecar"),
    ],
)
def test_which_date(sources: list[tuple[Origin, str]], newer: bool, value: str, rule: Rule) -> None:
    chosen = found("date_created", *(said(*one) for one in sources), iim_is_newer=newer)
    assert (chosen.values, chosen.rule) == ((value,), rule)
    assert chosen.conflict == (rule not in (Rule.AGREED, Rule.PRECISE))
