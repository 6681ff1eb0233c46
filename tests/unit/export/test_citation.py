"""Citations: nothing copied credits our drawing to the photographer, or their work to us."""

from typing import Any

import pytest

from gallery.export import citation
from gallery.records import Photo
from gallery.sources.flow import Opened
from tests.unit import making

OURS = "Illustration: Giant Leap"
THEIRS = "Marco Grob for TIME"
FIELDS = {
    "headline": "At 80",
    "caption": "He sits in his office.",
    "credit_line": THEIRS,
    "creator": ["Marco Grob"],
    "rights": "http://rightsstatements.org/vocab/InC/1.0/",
    "date_created": "2015-03-12",
    "image_ids": [{"catalogue": "NASA", "value": "S66-62926"}],
    "original": {"provider": "TIME", "page": "https://time.com/3745861/"},
}
TAKEN = making.record(**FIELDS)
DRAWN = making.record(**FIELDS, illustration=True)


# The picture itself, as it is copied or saved.


def test_a_copied_drawing_is_credited_to_whoever_drew_it() -> None:
    assert citation.picture_credit(DRAWN, OURS) == OURS


def test_a_copied_drawing_never_names_the_photographer() -> None:
    for illustrator in (OURS, None):
        line = citation.picture_credit(DRAWN, illustrator)
        assert "Grob" not in line
        assert "TIME" not in line
        assert line.startswith("Illustration")


def test_the_lines_with_a_copied_drawing_say_first_that_it_is_one() -> None:
    first, *rest = citation.picture_and_credit(DRAWN, OURS).splitlines()
    assert first == OURS
    text = " ".join(rest)
    # The photograph may be named as what it was drawn after, its credit as the photograph's.
    assert "Drawn after a photograph: At 80" in text
    assert f"(photograph: {THEIRS})" in text
    assert text.count("Grob") == 1


def test_the_lines_with_a_drawing_of_nobody_known_credit_nobody() -> None:
    first, *_ = citation.picture_and_credit(DRAWN, None).splitlines()
    assert first == citation.UNKNOWN_ILLUSTRATION
    assert "Giant Leap" not in citation.picture_and_credit(DRAWN, None)


def test_a_copied_photograph_has_its_credit_and_not_ours() -> None:
    for illustrator in (OURS, None):
        assert citation.picture_credit(TAKEN, illustrator) == THEIRS
        lines = citation.picture_and_credit(TAKEN, illustrator)
        assert THEIRS in lines.splitlines()
        assert "llustration" not in lines
        assert "Giant Leap" not in lines


def test_nothing_copied_of_the_built_in_gallery_is_credited_wrongly(builtin: Opened) -> None:
    for photo in builtin.manifest.photos:
        credit, first = photo.credit_line, builtin.manifest.picture_credit
        assert credit
        assert citation.picture_credit(photo, first) == first
        with_picture = citation.picture_and_credit(photo, first).splitlines()
        assert with_picture[0] == first
        assert [line for line in with_picture if credit in line] == [
            line for line in with_picture if line.endswith(f"(photograph: {credit})")
        ]
        with_text = citation.caption_and_credit(photo, first).splitlines()
        assert f"Credit: {credit}" in with_text
        assert "is not the photograph" in with_text[-1]
        assert [line for line in with_text if "Giant Leap" in line] == [with_text[-1]]


# Caption and credit as text.


def test_caption_and_credit_of_a_photograph() -> None:
    lines = citation.caption_and_credit(TAKEN, None).splitlines()
    assert lines[0] == "At 80"
    for line in (
        "He sits in his office.",
        f"Credit: {THEIRS}",
        "Photograph by Marco Grob",
        "Date: 12 March 2015",
        "NASA S66-62926",
        "In copyright: http://rightsstatements.org/vocab/InC/1.0/",
        "Original: https://time.com/3745861/",
    ):
        assert line in lines
    assert "llustration" not in "".join(lines)


def test_caption_and_credit_of_a_drawing_say_that_it_is_none_of_the_photographers() -> None:
    *lines, last = citation.caption_and_credit(DRAWN, OURS).splitlines()
    assert f"Credit: {THEIRS}" in lines
    assert "Giant Leap" not in "".join(lines)
    assert "credit is that of the photograph" in last
    assert "is not the photograph" in last
    assert last.endswith(f"{OURS}.")
    assert "Grob" not in last


def test_what_is_not_known_is_left_out() -> None:
    text = citation.caption_and_credit(making.record(credit_line="NASA"), None)
    assert text.splitlines() == ["Headline of moon", "", "Credit: NASA"]


# The credit line.


@pytest.mark.parametrize(
    ("photo", "credit"),
    [
        pytest.param(TAKEN, THEIRS, id="credit-line"),
        pytest.param(DRAWN, THEIRS, id="credit-line-of-the-photograph-behind-a-drawing"),
        pytest.param(making.record(creator=["Ada", "Eva"]), "Ada; Eva", id="creators"),
        pytest.param(making.record(copyright_notice="© Ada"), "© Ada", id="copyright-notice"),
        pytest.param(making.record(), "No credit", id="none"),
    ],
)
def test_the_credit_is_the_best_that_is_known(photo: Photo, credit: str) -> None:
    assert citation.credit(photo) == credit


def test_a_photograph_without_credit_says_so_wherever_it_is_copied() -> None:
    photo = making.record()
    assert citation.picture_credit(photo, OURS) == "No credit"
    assert "No credit" in citation.picture_and_credit(photo, OURS)
    assert "No credit" in citation.caption_and_credit(photo, OURS)


def test_the_byline_tells_by_whom_and_under_what_rights() -> None:
    assert citation.byline(TAKEN) == "Photograph by Marco Grob · In copyright"
    trio = making.record(creator=["Ada", "Eva", "Mae"], copyright_notice="© 2015")
    assert citation.byline(trio) == "Photograph by Ada, Eva and Mae · © 2015"
    assert citation.byline(making.record()) == ""


def test_the_byline_does_not_repeat_the_credit() -> None:
    same = making.record(
        credit_line="NASA, A. Simon, and M. Wong", creator=["NASA", "A. Simon", "and M. Wong"]
    )
    assert citation.byline(same) == ""
    notice = making.record(credit_line="© Ada", copyright_notice="© Ada", creator=["Eva"])
    assert citation.byline(notice) == "Photograph by Eva"


# A credit that calls itself one.


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Credits: NASA/JPL-Caltech", "NASA/JPL-Caltech"),
        ("Credit: NASA", "NASA"),
        ("CREDIT:NASA", "NASA"),
        ("credit : NASA", "NASA"),
        ("Image Credit: ESA/Hubble", "ESA/Hubble"),
        ("Photo credits: ESO", "ESO"),
        ("Crédit : CNES", "CNES"),
        ("Crédit photo : CNES", "CNES"),
        ("Credit: Credit: NASA", "NASA"),
        ("Credit Suisse archive", "Credit Suisse archive"),
        ("Accredited: TASS", "Accredited: TASS"),
        ("Courtesy of NASA", "Courtesy of NASA"),
        ("NASA (credit: Jones)", "NASA (credit: Jones)"),
    ],
)
def test_a_credit_is_not_called_credit_twice(line: str, credit: str) -> None:
    photo = making.record(credit_line=line)
    assert citation.credit(photo) == credit
    assert f"Credit: {credit}\n" in citation.caption_and_credit(photo, None) + "\n"
    # What stands in the file is kept as it is.
    assert photo.credit_line == line


def test_a_credit_line_that_is_but_its_label_is_none() -> None:
    assert citation.credit(making.record(credit_line="Credit:")) == citation.NO_CREDIT
    assert citation.credit(making.record(credit_line="Credit: ", creator=["Ada"])) == "Ada"


def test_the_same_credit_with_and_without_its_label_is_told_once() -> None:
    photo = making.record(credit_line="Credit: Ada Orbit", creator=["Ada Orbit"])
    assert citation.byline(photo) == ""


def test_a_copied_photograph_has_its_copyright_notice_once() -> None:
    noticed = making.record(headline="At 80", credit_line="NASA", copyright_notice="© 1966 NASA")
    assert citation.picture_and_credit(noticed, None).splitlines() == [
        *("At 80", "NASA", "© 1966 NASA"),
    ]
    assert "© 1966 NASA" in citation.caption_and_credit(noticed, None).splitlines()
    same = making.record(headline="At 80", credit_line="Credit: NASA", copyright_notice="Nasa")
    assert citation.picture_and_credit(same, None).splitlines() == ["At 80", "NASA"]
    assert "Nasa" not in citation.caption_and_credit(same, None)


def test_who_has_no_credit_says_so_wherever_it_is_copied() -> None:
    bare = making.record(headline="At 80")
    assert citation.picture_and_credit(bare, None).splitlines() == ["At 80", "No credit"]
    assert "No credit" in citation.caption_and_credit(bare, None).splitlines()


def test_the_rights_are_told_once() -> None:
    free = "https://creativecommons.org/publicdomain/mark/1.0/"
    told = making.record(credit_line="NASA", copyright_notice="Public domain", rights=free)
    assert citation.byline(told) == "Public domain"


@pytest.mark.parametrize(
    "said",
    [
        {"copyright_notice": "© Ada"},
        {"creator": ["Ada"], "copyright_notice": "Ada"},
        {"credit_line": "Ada", "copyright_notice": "Ada"},
        {"credit_line": "Credit:", "creator": ["Ada"]},
        {"credit_line": "Ada/Eva", "creator": ["Ada", "Eva"]},
    ],
)
def test_what_stands_as_the_credit_is_not_told_twice(said: dict[str, Any]) -> None:
    photo = making.record(**said)
    assert citation.byline(photo) in ("", "Photograph by Ada")
    assert "Photograph by" not in citation.caption_and_credit(photo, None)
    assert citation.caption_and_credit(photo, None).count("Ada") == 1
