"""The promises of the built-in gallery: what every visitor is to find in it."""

import re

import pytest

from gallery import edtf
from gallery.decode import image
from gallery.records import NameKind, Photo
from gallery.sources.flow import Opened

# Each photograph in its place: id, date, and the credit line exactly as its owner gives it.
STORY = [
    ("leonov-portrait-2015", "2015-03-12", "Marco Grob for TIME"),
    ("leonov-spacewalk-1965", "1965-03-18", "Keystone-France/Gamma-Keystone/Getty Images"),
    ("leonov-1960s", "196X~", "Keystone-France/Getty Images"),
    ("voskhod-celebration-1965", "1965", "Keystone-France/Getty Images"),
]
SELFIES = [
    ("aldrin-gemini12-1966", "1966-11-12", "NASA"),
    ("robinson-sts114-2005", "2005-08-03", "Stephen K. Robinson—NASA"),
    ("curiosity-windjana-2014", "2014-04-27/2014-05-12", "NASA/JPL-Caltech/MSSS"),
    ("hoshide-iss-2012", "2012-09-05", "Aki Hoshide—NASA"),
    ("gerst-iss-2014", "2014-10-07", "Alexander Gerst—ESA"),
    (
        "opportunity-2014",
        "2014-03-22/2014-03-24",
        "NASA/JPL-Caltech/Cornell Univ./Arizona State Univ.",
    ),
    ("global-selfie-2014", "2014-04-22", "NASA"),
    ("rosetta-67p-2014", "2014-10-07", "ESA/Rosetta/Philae/CIVA"),
    ("marshburn-iss-2013", "2013-05-11", "Tom Marshburn—NASA"),
    ("collins-gemini10-1966", "1966-07-18/1966-07-21", "NASA/JSC/Arizona State University"),
]
IDS = [photo for photo, _, _ in STORY + SELFIES]
# A full stop behind a single capital letter is an initial, not an end.
SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?](?=\s|$)")


@pytest.fixture(params=IDS)
def photo(request: pytest.FixtureRequest, builtin: Opened) -> Photo:
    return next(one for one in builtin.manifest.photos if one.id == request.param)


def test_nothing_is_missing(builtin: Opened) -> None:
    assert builtin.problems == ()


def test_two_collections_in_order(builtin: Opened) -> None:
    story, selfies = builtin.manifest.collections
    assert story.title == "The other giant leap"
    assert selfies.title == "The ten best space selfies"
    assert list(story.photos) == [photo for photo, _, _ in STORY]
    assert list(selfies.photos) == [photo for photo, _, _ in SELFIES]
    assert [photo.id for photo in builtin.manifest.photos] == IDS


@pytest.mark.parametrize(("photo", "date", "credit"), STORY + SELFIES, indirect=["photo"], ids=IDS)
def test_dates_and_credits_are_as_given(photo: Photo, date: str, credit: str) -> None:
    assert photo.date_created == date
    assert photo.credit_line == credit


def test_a_photograph_tells_what_a_visitor_asks(photo: Photo) -> None:
    assert photo.headline
    assert photo.alt_text
    assert photo.rights
    assert photo.illustration


def test_a_caption_has_two_to_four_sentences(photo: Photo) -> None:
    assert photo.caption
    assert photo.caption.endswith((".", "!", "?"))
    assert 2 <= len(SENTENCE_END.findall(photo.caption)) <= 4


def test_a_description_says_what_is_seen_not_that_it_is_a_picture(photo: Photo) -> None:
    assert photo.alt_text
    assert photo.alt_text.endswith(".")
    assert not re.search(r"\b(photo(graph)?|picture|image) of\b", photo.alt_text, re.IGNORECASE)
    assert photo.alt_text != photo.caption


def test_the_years_of_the_date_agree_with_the_caption(photo: Photo) -> None:
    assert photo.caption
    assert photo.date_created
    told = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", photo.caption)}
    years = edtf.years(photo.date_created)
    assert not told or not years or told & set(years), photo.caption


def test_every_photograph_of_a_person_or_craft_names_them(photo: Photo) -> None:
    nobody = {"voskhod-celebration-1965", "global-selfie-2014"}
    assert bool(photo.persons_shown or photo.craft_shown) == (photo.id not in nobody)


def test_companions_are_not_shown(photo: Photo) -> None:
    assert not {one.name for one in photo.companions} & {*photo.persons_shown, *photo.craft_shown}


def test_headlines_tell_the_photographs_apart(builtin: Opened) -> None:
    headlines = {photo.headline for photo in builtin.manifest.photos}
    assert len(headlines) == len(builtin.manifest.photos)


def test_names_are_used_as_what_they_are(builtin: Opened) -> None:
    photos = builtin.manifest.photos
    persons = {name for photo in photos for name in photo.persons_shown}
    persons |= {companion.name for photo in photos for companion in photo.companions}
    craft = {name for photo in photos for name in photo.craft_shown}
    kinds = {name.id: name.kind for name in builtin.manifest.names}
    assert persons == {name for name, kind in kinds.items() if kind is NameKind.PERSON}
    assert craft == {name for name, kind in kinds.items() if kind is NameKind.CRAFT}


def test_names_are_written_in_their_own_script(builtin: Opened) -> None:
    native = {name.id: name.native_name for name in builtin.manifest.names if name.native_name}
    assert native == {
        "alexei-leonov": "Алексей Архипович Леонов",
        "aki-hoshide": "星出 彰彦",
    }


def test_the_illustrations_are_ours_and_say_so(builtin: Opened) -> None:
    assert builtin.manifest.picture_credit == "Illustration: Giant Leap"


def test_no_credit_line_is_ours(photo: Photo) -> None:
    assert photo.credit_line
    assert "Giant Leap" not in photo.credit_line
    assert "llustration" not in photo.credit_line


def test_pictures_are_three_by_two_and_fill_a_screen(photo: Photo, builtin: Opened) -> None:
    picture = image.decode(str(builtin.folder / photo.file), box=(24, 24))
    # The mosaic is larger, to be zoomed into.
    width, height = picture.full
    assert width >= (6000 if photo.id == "global-selfie-2014" else 2400)
    assert abs(width / height - 3 / 2) < 0.01
