"""Whom a name in a file means: joined through the records, or by spelling; never by a nickname."""

import msgspec
import pytest

from gallery.library.people import People
from gallery.records import Name, NameKind
from gallery.sources.flow import Opened

LEONOV = Name(
    id="leonov",
    kind=NameKind.PERSON,
    display_name="Alexei Leonov",
    full_name="Alexei Arkhipovich Leonov",
    native_name="Алексей Архипович Леонов",
    spellings=("Alexej Leonow",),
    nicknames=("Alyosha",),
)
HOSHIDE = Name(
    id="hoshide", kind=NameKind.PERSON, display_name="Aki Hoshide", native_name="星出 彰彦"
)
MOUSE = Name(id="curiosity", kind=NameKind.CRAFT, display_name="Curiosity")


@pytest.mark.parametrize(
    "written",
    [
        "Alexei Leonov",
        "ALEXEI LEONOV",
        "Leonov, Alexei",
        "Leonov Alexei",
        "Alexej Leonow",
        "Алексей Архипович Леонов",
        "Леонов Алексей Архипович",
        "Aleksei Arkhipovich Leonov",
        "Aleksej Archipowitsch Leonow",
        "Dr. Alexei Leonov",
        "Cosmonaut Alexei Leonov",
        "лётчик-космонавт Алексей Леонов",
        "Col. Alexei Leonov (left)",
        "Leonov, Alexei (second from left)",
        "Alexei A. Leonov",
        "А. Леонов Алексей",
    ],
)
def test_a_known_person_is_found_however_the_name_is_written(written: str) -> None:
    people = People([LEONOV, HOSHIDE])
    assert people.id_of(written) == "leonov"


def test_a_name_in_han_is_found() -> None:
    assert People([HOSHIDE]).id_of("星出 彰彦") == "hoshide"


@pytest.mark.parametrize("written", ["Leonov", "Alexei", "Alyosha", "Alexei Leonova", "Curiosity"])
def test_a_part_of_a_name_a_nickname_or_a_craft_joins_nobody(written: str) -> None:
    people = People([LEONOV, MOUSE])
    made = people.id_of(written)
    assert made not in ("leonov", "curiosity")
    assert people.names([made])[0].display_name == written


@pytest.mark.parametrize(
    "written",
    [
        *("Mrs. Alexei Leonov", "Alexei Leonov Jr.", "Alexei Leonov (actor)", "Alexei B. Leonov"),
        *("A. Leonov", "Leonov, A. A.", "Александр Леонов", "Alexandra Leonova", "Captain Leonov"),
        *("Alexei Leonov and Valery Kubasov", "Alexei Leonov’s widow"),
    ],
)
def test_somebody_else_is_joined_with_nobody(written: str) -> None:
    assert People([LEONOV]).id_of(written) != "leonov"


def test_a_name_that_is_turned_keeps_the_remark_behind_it() -> None:
    people = People()
    made = people.id_of("Leonov, Alexei (cosmonaut)")
    assert people.names([made])[0].display_name == "Alexei Leonov (cosmonaut)"


def test_spellings_of_somebody_unknown_are_joined_with_each_other() -> None:
    people = People()
    first = people.id_of("Валентина Терешкова")
    for written in ("Valentina Tereshkova", "Tereshkova, Valentina", "Walentina Tereschkowa"):
        assert people.id_of(written) == first
    (name,) = people.names([first])
    assert name.display_name == "Валентина Терешкова"
    assert name.spellings == ("Valentina Tereshkova", "Walentina Tereschkowa")
    # A record as any other.
    assert msgspec.json.decode(msgspec.json.encode(name), type=Name) == name


def test_news_are_told_once() -> None:
    people = People([LEONOV])
    people.id_of("Alexei Leonov")
    assert people.news() == ()
    ada = people.id_of("Ada Lovelace")
    assert [name.id for name in people.news()] == [ada]
    assert people.news() == ()
    people.id_of("LOVELACE ADA")
    assert people.news() == ()
    people.id_of("Leonow, Alexej")
    people.id_of("Aleksey Arkhipovich Leonov")
    assert [name.spellings[-1] for name in people.news()] == ["Aleksey Arkhipovich Leonov"]


def test_a_place_in_the_picture_alone_is_nobodys_name() -> None:
    people = People()
    assert len({people.id_of(place) for place in ("(left)", "(right)", "[c]")}) == 3


def test_who_stands_left_in_one_picture_is_not_called_so_in_the_next() -> None:
    people = People()
    left, right = people.id_of("Ada Lovelace (left)"), people.id_of("Lovelace, Ada (right)")
    (name,) = people.names([left])
    assert left == right
    assert not any("left" in form or "right" in form for form in name.written_forms())


def test_initials_leave_a_junior_his_own_name() -> None:
    buzz = Name(
        id="aldrin",
        kind=NameKind.PERSON,
        display_name="Buzz Aldrin",
        full_name="Edwin Eugene Aldrin Jr.",
    )
    people = People([buzz])
    assert people.id_of("Edwin E. Aldrin Jr.") == "aldrin"
    assert people.id_of("Edwin E. A. Jr.") != "aldrin"


def test_two_people_of_one_name_are_not_taken_for_each_other() -> None:
    michaels = [
        Name(id=f"collins-{number}", kind=NameKind.PERSON, display_name="Michael Collins")
        for number in (1, 2)
    ]
    made = People(michaels).id_of("Michael Collins")
    assert made not in ("collins-1", "collins-2")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Lovelace, Ada", "Ada Lovelace"),
        ("Ada Lovelace", "Ada Lovelace"),
        ("Sammy Davis, Jr.", "Sammy Davis, Jr."),
        ("Ada, Eva, Mae", "Ada, Eva, Mae"),
        ("Team 7, Houston", "Team 7, Houston"),
        ("!?", "!?"),
        ("星出彰彦", "星出彰彦"),
        ("Lovelace, Ada (left)", "Ada Lovelace"),
        ("Ada Lovelace [R]", "Ada Lovelace"),
        ("Ada Lovelace, second from right", "Ada Lovelace"),
        ("Ada Lovelace , centre", "Ada Lovelace"),
        ("(left)", "(left)"),
    ],
)
def test_a_new_person_is_called_as_people_speak(written: str, shown: str) -> None:
    people = People()
    (name,) = people.names([people.id_of(written)])
    assert name.display_name == shown
    assert msgspec.json.decode(msgspec.json.encode(name), type=Name) == name


def test_ids_that_are_taken_get_a_number() -> None:
    people = People([Name(id="ada-lovelace", kind=NameKind.CRAFT, display_name="A ship")])
    assert people.id_of("Ada Lovelace") == "ada-lovelace-2"


def test_nobody_of_the_built_in_gallery_is_taken_for_another(builtin: Opened) -> None:
    people = People(builtin.manifest.names)
    for name in builtin.manifest.names:
        if name.kind is NameKind.PERSON:
            for form in (name.display_name, name.full_name, name.native_name, *name.spellings):
                assert form is None or people.id_of(form) == name.id
