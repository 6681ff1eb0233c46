"""Where tiles lie: every place leads back to its row, and nothing depends on how many there are."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from gallery.qt.layout import Layout

layouts = st.builds(
    Layout,
    count=st.integers(0, 90),
    columns=st.integers(1, 7),
    width=st.integers(60, 300),
    height=st.integers(80, 300),
    right_to_left=st.booleans(),
)


@given(layouts)
def test_every_tile_is_found_at_its_corners_and_the_page_holds_them_all(layout: Layout) -> None:
    for row in range(layout.count):
        place = layout.place(row)
        for corner in (place.topLeft(), place.bottomRight()):
            assert layout.row_at(corner.x(), corner.y()) == row
        assert layout.row_at(place.left() - 1, place.top()) is None
        assert layout.row_at(place.left(), place.bottom() + 1) is None
        assert place.bottom() < layout.total_height


@given(layouts, st.integers(-50, 20_000), st.integers(1, 2_000))
def test_the_lines_of_a_part_of_the_page_hold_all_tiles_in_it(
    layout: Layout, top: int, height: int
) -> None:
    part = QRect(0, top, 10_000, height)
    rows = layout.rows(top, height)
    inside = [row for row in range(layout.count) if layout.place(row).intersects(part)]
    assert set(inside) <= set(rows)
    assert len(rows) <= len(inside) + 2 * layout.columns


@given(
    layouts,
    st.tuples(*[st.integers(-40, 2_500)] * 4),
)
def test_an_area_touches_what_it_intersects(layout: Layout, ends: tuple[int, ...]) -> None:
    area = QRect(QPoint(ends[0], ends[1]), QPoint(ends[2], ends[3])).normalized()
    runs = layout.touched(area)
    expected = [row for row in range(layout.count) if layout.place(row).intersects(area)]
    assert [row for run in runs for row in run] == expected


def test_all_of_a_page_is_one_run_however_many_there_are() -> None:
    layout = Layout(count=1_000_000, columns=5, width=236, height=220)
    everything = QRect(0, 0, 5_000, layout.total_height)
    assert layout.touched(everything) == [range(1_000_000)]
