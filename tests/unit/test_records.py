"""Records: what does not follow from their fields alone."""

import gc

import msgspec
import pytest

from gallery.records import Name, NameKind
from tests.unit import making


def test_a_name_has_each_written_form_once_the_shown_one_first() -> None:
    name = Name(
        id="leonov",
        kind=NameKind.PERSON,
        display_name="Alexei Leonov",
        full_name="Alexei Arkhipovich Leonov",
        native_name="Леонов",
        spellings=("Alexej Leonow", "Alexei Leonov"),
        nicknames=("Алмаз", "Леонов"),
    )
    assert name.written_forms() == (
        "Alexei Leonov",
        "Alexei Arkhipovich Leonov",
        "Леонов",
        "Alexej Leonow",
        "Алмаз",
    )


def test_a_name_without_other_forms_has_one() -> None:
    name = Name(id="x", kind=NameKind.CRAFT, display_name="Philae")
    assert name.written_forms() == ("Philae",)


def test_a_record_cannot_be_changed_but_replaced() -> None:
    photo = making.record(headline="One")
    with pytest.raises(AttributeError):
        photo.headline = "Two"  # type: ignore[misc]
    assert msgspec.structs.replace(photo, headline="Two").headline == "Two"
    assert photo.headline == "One"


def test_no_record_is_looked_at_by_the_collector() -> None:
    photo = making.record(creator=["Ada"], keywords=["moon", "stars"], credit_line="Ada")
    assert not gc.is_tracked(photo)
