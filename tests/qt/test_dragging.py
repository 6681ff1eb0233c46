"""Photographs that are dragged to other programs, and files that are dragged onto the window."""

import os
import shutil
import socket
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from PySide6.QtCore import QUrl

from tests.qt.conftest import Fill, Wait, open_
from tests.qt.house import CTRL, House, click, drop, files
from tests.qt.test_grid import point_on


def test_files_go_out_with_their_credits(house: House) -> None:
    grid = house.window.grid
    click(grid.viewport(), point_on(grid, 0))
    click(grid.viewport(), point_on(grid, 1), CTRL)
    rows = [grid.model().index(row, 0) for row in (0, 1)]
    data = grid.model().mimeData(rows)
    dragged = [Path(url.toLocalFile()) for url in data.urls()]
    assert dragged == [house.library.picture(photo) for photo in grid.selected_photos()]
    for photo in grid.selected_photos():
        assert house.library.photos[photo].headline in data.text()
        assert (house.library.photos[photo].credit_line or "-") in data.text()
    assert data.text().count("Illustration") == 2


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_files_go_out_whatever_their_names_are(house: House, fill: Fill, wait: Wait) -> None:
    names = [os.fsdecode(b"M\xfcnchen.png"), "100% #1?.png", "two\nlines.png", "🚀.png"]
    place = fill("plain.png")
    for name in names:
        shutil.copy(place / "plain.png", place / name)
    (place / "plain.png").unlink()
    open_(house, wait, place)
    model = house.window.grid.model()
    data = model.mimeData([model.index(row, 0) for row in range(model.rowCount())])
    # What other programs are handed: https://www.freedesktop.org/wiki/Specifications/file-uri-spec
    uris = bytes(data.data("text/uri-list").data()).split()
    paths = {unquote_to_bytes(uri.removeprefix(b"file://")) for uri in uris}
    assert paths == {os.fsencode(place / name) for name in names}


@pytest.mark.skipif(os.name != "posix", reason="a host is another machine's share there")
@pytest.mark.parametrize("host", ["localhost", socket.gethostname()])
def test_a_file_of_this_machine_by_name_can_be_dropped(
    house: House, fill: Fill, wait: Wait, host: str
) -> None:
    place = fill("a.png")
    drop(house.window, [QUrl(place.as_uri().replace("file://", f"file://{host}"))])
    wait(lambda: files(house) == ["a.png"])
