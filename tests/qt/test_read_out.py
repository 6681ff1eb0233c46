"""What a screen reader is told of texts that come from files: one line, whatever is in them."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from gallery.qt.labels import MOST_READ_OUT, read_out
from tests.qt.conftest import OpenHouse, WriteManifest
from tests.qt.house import House, spoken
from tests.qt.pane import label, look_at

# A line break, a tab, marks that turn the direction of writing, a blank that is not broken.
ODD = "One\nsmall\r\n\tstep \u202efor\u202c a\xa0man\u2028in \u2067space\u2069."
PLAIN = "One small step for a man in space."
# Of these characters nothing may be lost: joined signs, joined letters.
JOINED = "👩\u200d🚀 نامه\u200cها"


@pytest.mark.parametrize(("text", "told"), [(ODD, PLAIN), (JOINED, JOINED), ("", ""), ("\n", "")])
def test_a_text_is_read_out_in_one_line(text: str, told: str) -> None:
    assert read_out(text) == told


def test_a_very_long_text_is_cut_at_a_word() -> None:
    told = read_out("moon " * 20_000)
    assert MOST_READ_OUT - 10 < len(told) <= MOST_READ_OUT + 1
    assert told.endswith("moon…")
    assert len(read_out("m" * 20_000)) == MOST_READ_OUT + 1


@pytest.fixture
def odd(open_house: OpenHouse, write_manifest: WriteManifest) -> House:
    texts: dict[str, Any] = {"alt_text": ODD, "caption": f"{ODD}\n\n" + "moon " * 19_000}
    return open_house(sources=(str(write_manifest([{"id": "odd", **texts}])),))


def is_well_told(name: str, description: str) -> bool:
    told = name + description
    return (
        name == PLAIN
        and len(description) < 2 * MOST_READ_OUT
        and not any(one in told for one in "\n\r\t\u202e\u202c\u2067\u2069\u2028\xa0")
    )


def test_tile_details_and_photo_view_are_told_so(odd: House) -> None:
    index = odd.window.grid.model().index(0, 0)
    role = Qt.ItemDataRole
    tile = index.data(role.AccessibleTextRole), index.data(role.AccessibleDescriptionRole)
    assert is_well_told(*tile)
    assert PLAIN in tile[1]
    look_at(odd, "odd")
    assert is_well_told(*spoken(odd.window.details.picture))
    # Whoever wants all of a caption finds it where it stands.
    assert len(spoken(label(odd, "caption"))[0]) > 19_000
    odd.window.show_photo("odd")
    assert is_well_told(*spoken(odd.window.view.canvas))
