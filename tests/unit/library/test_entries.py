"""What a photograph is found by, and in which order of weight."""

from gallery.library.entries import Entry, Weight, entries
from gallery.records import Name, NameKind
from tests.unit import making

ADA = Name(
    id="ada",
    kind=NameKind.PERSON,
    display_name="Ada Orbit",
    native_name="Ада Орбит",
    nicknames=("Ace",),
)
HAN = Name(id="ada", kind=NameKind.PERSON, display_name="Aki", native_name="星出 彰彦")


def found_by(*, name: Name = ADA, **fields: object) -> list[Entry]:
    return list(entries(making.record(**fields), {"ada": name}))


def test_the_weightiest_stand_first() -> None:
    listed = found_by(
        persons_shown=["ada"],
        caption="A caption.",
        credit_line="A credit",
        creator=["A creator"],
        mission="A mission",
        date_created="1966",
        note="A note",
    )
    weights = [entry.weight for entry in listed]
    assert weights == sorted(weights)
    assert {entry.field: entry.weight for entry in listed} == {
        "persons_shown": Weight.PERSON,
        "headline": Weight.HEADLINE,
        "caption": Weight.CAPTION,
        "credit_line": Weight.CREDIT,
        "creator": Weight.CREDIT,
        "mission": Weight.REST,
        "date_created": Weight.REST,
        "note": Weight.REST,
    }


def test_a_person_is_found_by_every_form_the_native_one_named_as_such() -> None:
    forms = {one.text: one.label for one in found_by(persons_shown=["ada"]) if one.weight == 0}
    assert {"Ada Orbit", "Ада Орбит", "Ace"} <= set(forms)
    assert forms["Ада Орбит"] == "native name"
    assert forms["Ada Orbit"] == forms["Ace"] != "native name"


def test_a_native_name_is_found_without_its_space() -> None:
    texts = {one.text for one in found_by(name=HAN, persons_shown=["ada"])}
    assert {"星出 彰彦", "星出彰彦"} <= texts


def test_who_is_not_in_the_picture_weighs_less_and_is_told_apart() -> None:
    labels = set()
    for part in ("crew", "out-of-frame", "reflected"):
        listed = found_by(companions=[{"name": "ada", "part": part}])
        (companion,) = [one for one in listed if one.text == "Ada Orbit"]
        assert companion.weight > Weight.PERSON
        assert companion.field == "companions"
        labels.add(companion.label)
    (shown,) = [one for one in found_by(persons_shown=["ada"]) if one.text == "Ada Orbit"]
    assert len(labels) == 3
    assert shown.label not in labels


def test_a_date_is_found_by_its_words_and_every_year() -> None:
    (date,) = [one for one in found_by(date_created="1964/1967") if one.field == "date_created"]
    assert {"1964", "1965", "1966", "1967"} <= set(date.text.replace("–", " ").split())


def test_rights_are_found_by_their_words() -> None:
    rights = "http://rightsstatements.org/vocab/InC/1.0/"
    assert "In copyright" in {one.text for one in found_by(rights=rights)}
