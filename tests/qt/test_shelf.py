"""What is kept of the pictures that were shown, and what goes first."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from gallery.qt.decoder import Picture
from gallery.qt.shelf import Copy, Shelf

BYTES = 40 * 20 * 4


def picture(width: int = 40, height: int = 20, *, final: bool = True) -> Picture:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return Picture(image, QSize(400, 200), final)


def test_what_was_not_looked_at_for_longest_goes_first() -> None:
    shelf = Shelf(3 * BYTES)
    copies = [Copy(name, (40, 20)) for name in "abcd"]
    for copy in copies[:3]:
        shelf.put(copy, picture())
    shelf.get(copies[0])
    shelf.put(copies[3], picture())
    assert [shelf.get(copy) is not None for copy in copies] == [True, False, True, True]


def test_one_that_is_larger_than_everything_is_kept_all_the_same() -> None:
    shelf = Shelf(10)
    shelf.put(Copy("a", (40, 20)), picture())
    shelf.put(Copy("b", (40, 20)), picture())
    assert shelf.nearest("a") is None
    assert shelf.nearest("b") is not None


def test_the_smallest_that_fills_the_box_is_nearest_else_the_largest() -> None:
    shelf = Shelf(1 << 20)
    made = {width: picture(width, width // 2) for width in (40, 80, 160)}
    for width, one in made.items():
        shelf.put(Copy("a", (width, width)), one)
    assert shelf.nearest("a", (60, 60)) is made[80]
    assert shelf.nearest("a", (80, 80)) is made[80]
    assert shelf.nearest("a", (999, 999)) is made[160]
    assert shelf.nearest("a") is made[160]


def test_what_is_final_takes_the_place_of_its_stand_ins() -> None:
    shelf = Shelf(1 << 20)
    stand_in, other, final = picture(80, 40, final=False), picture(20, 10), picture(60, 30)
    shelf.put(Copy("a", (60, 60)), stand_in)
    assert shelf.nearest("a", (60, 60)) is stand_in
    shelf.put(Copy("a", (20, 20)), other)
    shelf.put(Copy("a", (60, 60)), final)
    assert shelf.nearest("a") is final
    assert shelf.get(Copy("a", (20, 20))) is other


def test_a_photograph_can_be_dropped() -> None:
    shelf = Shelf(1 << 20)
    for box in ((10, 10), (20, 20)):
        shelf.put(Copy("a", box), picture())
    shelf.drop("a")
    assert shelf.nearest("a") is None
