"""The photo view: one photograph fills the window, its headline, caption and credit over it.

The credit can't be switched off: hiding the details leaves it, and so does a full screen whose
controls have gone because the pointer rests.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QWidget,
)

from gallery.decode.advice import in_full
from gallery.library.store import Library
from gallery.qt.actions import plain
from gallery.qt.canvas import Canvas
from gallery.qt.icons import Icons
from gallery.qt.labels import read_out
from gallery.qt.overlays import Caption, Strip
from gallery.qt.pictures import Pictures
from gallery.qt.spoken import Spoken
from gallery.qt.theme import DARK, Theme

_MARGIN = 16
# In a narrower window the caption needs the room of the strip.
_LEAST_FOR_STRIP = 1_100
# In full screen the controls go when the pointer has rested for so long.
HIDE_AFTER_MS = 2_500
_PAN_STEP = 80.0


class PhotoView(QWidget):
    """Shows one photograph of a list, and steps through the list.

    Attributes: `canvas`, which zooms; `photo`, the id of the one shown (empty: none).
    Signals: `closed()` when the gallery is wanted, `photo_changed(str)`.
    """

    closed = Signal()
    photo_changed = Signal(str)

    def __init__(
        self,
        library: Library,
        pictures: Pictures,
        theme: Theme,
        icons: Icons,
        spoken: Spoken,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._spoken = spoken
        self._pictures = pictures
        self._ids: Sequence[str] = []
        self._details = True
        self.photo = ""
        self.setObjectName("photoView")
        self.canvas = Canvas(pictures, theme, self)
        self.canvas.setAccessibleName("Photograph")
        self.canvas.setMouseTracking(True)
        self.canvas.installEventFilter(self)
        self.canvas.stepped.connect(self.step)
        self.canvas.activated.connect(self.closed)
        self.canvas.zoom_changed.connect(self._show_zoom)
        self.setFocusProxy(self.canvas)
        self._icons = icons
        self._back = self._button("Gallery", "back", "Back to the gallery (Esc)")
        self._back.setObjectName("floating")
        self._back.setParent(self)
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.clicked.connect(self.closed)
        self._position = QLabel(self)
        self._position.setObjectName("floatingLabel")
        self._position.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._previous = self._side_button("previous", "Previous photograph (Left)", -1)
        self._next = self._side_button("next", "Next photograph (Right)", 1)
        self._tools = QFrame(self)
        self._tools.setObjectName("floating")
        self._tool_row = QHBoxLayout(self._tools)
        self._tool_row.setContentsMargins(6, 3, 6, 3)
        self._tool_row.setSpacing(2)
        self._zoom_label = QLabel("100 %")
        self._zoom_label.setObjectName("zoom")
        self._zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._caption = Caption(library, self)
        self._strip = Strip(pictures, icons, self)
        self._strip.chosen.connect(self.go_to)
        pictures.arrived.connect(self._picture_arrived)
        self._message = QLabel(self)
        self._message.setObjectName("floatingLabel")
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.hide()
        self._full_screen = False
        self._controls_shown = True
        self._hide_timer = QTimer(self)
        self._hide_timer.setSingleShot(True)
        self._hide_timer.setInterval(HIDE_AFTER_MS)
        self._hide_timer.timeout.connect(lambda: self._show_controls(shown=False))

    def add_tools(self, actions: list[QAction | None]) -> None:
        """Put actions into the tool bar at the upper right; None is the zoom in per cent."""
        for action in actions:
            if action is None:
                self._tool_row.addWidget(self._zoom_label)
                continue
            button = QToolButton()
            button.setObjectName("onPicture")
            button.setDefaultAction(action)
            button.setIconSize(QSize(18, 18))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._tool_row.addWidget(button)
            self._dress(button, action)
            action.changed.connect(partial(self._dress, button, action))
        self._place()

    def set_full_screen(self, *, full: bool) -> None:
        """Let the controls go when the pointer rests, in full screen and nowhere else."""
        self._full_screen = full
        self._show_controls(shown=True)

    def say(self, message: str) -> None:
        """Show a short message over the photograph; empty takes it away."""
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self._place()

    def show_list(self, ids: Sequence[str], photo: str) -> None:
        """Show a photograph as one of a list."""
        self._ids = ids
        self.go_to(photo)

    def set_list(self, ids: Sequence[str]) -> None:
        """Go on in another list; where the photograph is not in it, with the one that followed."""
        if not self.photo or ids == self._ids:
            self._ids = ids
            return
        before, self._ids = self._ids, ids
        if self.photo in ids:
            self._show_place()
            return
        there = set(ids)
        row = before.index(self.photo)
        left = next((one for one in (*before[row:], *before[row::-1]) if one in there), None)
        if left is None:
            self.closed.emit()
        else:
            self.go_to(left)

    def leave_out_gone(self) -> None:
        """Leave out the photographs that are in the library no more."""
        photos = self._library.photos
        self.set_list([photo for photo in self._ids if photo in photos])

    def go_to(self, photo: str) -> None:
        """Show another photograph of the list."""
        if not self.photo:
            self._show_controls(shown=True)
        self.photo = photo
        self._pictures.retry(photo)
        self.canvas.show_photo(photo)
        self.tell()
        self._show_place()
        self.photo_changed.emit(photo)
        # One that was fetched before will not arrive again.
        self._fetch_neighbours(photo)

    def tell(self) -> None:
        """Tell what is known of the photograph, of which more may be known than a moment ago."""
        record = self._spoken.record(self.photo)
        if record is not None:
            self.canvas.setAccessibleName(read_out(record.alt_text or record.headline))
            self._caption.show_photo(record, details=self._details)
            self._describe()
            self._place()

    def step(self, by: int) -> None:
        """Go to the next photograph or the one before; stay at either end."""
        row = min(max(self._ids.index(self.photo) + by, 0), len(self._ids) - 1)
        if self._ids[row] != self.photo:
            self.go_to(self._ids[row])

    def has_next(self) -> bool:
        """Return whether another photograph follows."""
        return self.photo != self._ids[-1]

    def go_to_end(self, *, first: bool) -> None:
        """Go to the first photograph or the last."""
        self.go_to(self._ids[0 if first else -1])

    def leave(self) -> None:
        """Let go of the photograph when the view is left."""
        self.photo = ""
        self.canvas.show_photo("")
        self.say("")
        self._hide_timer.stop()

    def show_details(self, *, shown: bool) -> None:
        """Show or hide headline and caption; the credit stays."""
        self._details = shown
        if self.photo and (record := self._spoken.record(self.photo)) is not None:
            self._caption.show_photo(record, details=shown)
            self._place()

    def is_settled(self) -> bool:
        """Return whether everything in sight is drawn."""
        strip = self._strip.photos()
        return self.canvas.is_settled() and all(map(self._pictures.is_settled, strip))

    def photos_in_sight(self) -> list[str]:
        """Return the ids of all photographs in sight, the large one among them."""
        return [self.photo, *self._strip.photos()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        moves = {
            Qt.Key.Key_Left: QPointF(_PAN_STEP, 0),
            Qt.Key.Key_Right: QPointF(-_PAN_STEP, 0),
            Qt.Key.Key_Up: QPointF(0, _PAN_STEP),
            Qt.Key.Key_Down: QPointF(0, -_PAN_STEP),
        }
        if shift and key in moves:
            self.canvas.pan(moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            self.step(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Space):
            self.step(1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to_end(first=key == Qt.Key.Key_Home)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Over the texts too the wheel is the photograph's; a caption takes it where it scrolls.
        self.canvas.wheelEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.KeyPress):
            self._show_controls(shown=True)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _show_place(self) -> None:
        """Show where in the list the photograph stands."""
        row = self._ids.index(self.photo)
        self._position.setText(f"{row + 1:,} of {len(self._ids):,}")
        self._previous.setEnabled(row > 0)
        self._next.setEnabled(row + 1 < len(self._ids))
        self._strip.show_around(self._ids, row)
        self._place()

    def _describe(self) -> None:
        fault = self._pictures.fault(self.photo)
        remark = f"{in_full(fault)} " if fault is not None else ""
        self.canvas.setAccessibleDescription(remark + self._caption.spoken())

    def _picture_arrived(self, photo: str) -> None:
        if photo == self.photo:
            self._describe()
            self._fetch_neighbours(photo)

    def _fetch_neighbours(self, photo: str) -> None:
        """Once the photograph is drawn, have its neighbours ready for the next step."""
        if photo == self.photo and self.canvas.is_settled():
            row = self._ids.index(photo)
            # The newest request comes first: mostly one goes on, not back.
            for neighbour in (*self._ids[max(row - 1, 0) : row], *self._ids[row + 1 : row + 2]):
                self.canvas.fetch(neighbour)

    def _show_controls(self, *, shown: bool) -> None:
        self._controls_shown = shown
        if shown and self._full_screen:
            self._hide_timer.start()
        else:
            self._hide_timer.stop()
        for widget in (self._back, self._position, self._previous, self._next, self._tools):
            widget.setVisible(shown)
        self._strip.setVisible(self._strip_fits())
        if not shown and not self.canvas.changes_on_drag():
            self.canvas.setCursor(Qt.CursorShape.BlankCursor)
        elif self.canvas.cursor().shape() is Qt.CursorShape.BlankCursor:
            self.canvas.unsetCursor()

    def _strip_fits(self) -> bool:
        return self._controls_shown and self._has_room_for_strip()

    def _has_room_for_strip(self) -> bool:
        return self.width() >= _LEAST_FOR_STRIP and len(self._ids) > 1

    def _place(self) -> None:
        width, height = self.width(), self.height()
        self.canvas.setGeometry(0, 0, width, height)
        self._tools.adjustSize()
        self._tools.move(width - self._tools.width() - _MARGIN, 14)
        # What stands in one row is of one height.
        for one in (self._back, self._position):
            one.setFixedHeight(self._tools.height())
            one.adjustSize()
        self._back.move(_MARGIN, 14)
        left = (width - self._position.width()) // 2
        room = self._tools.x() - _MARGIN // 2 - self._position.width()
        self._position.move(min(left, room), 14)
        self._message.adjustSize()
        self._message.move((width - self._message.width()) // 2, 60)
        middle = (height - self._previous.height()) // 2
        self._previous.move(_MARGIN, middle)
        self._next.move(width - self._next.width() - _MARGIN, middle)
        self._strip.adjustSize()
        self._strip.setVisible(self._strip_fits())
        # The texts stay as they are when the strip comes back.
        strip = self._strip.width() if self._has_room_for_strip() else 0
        self._caption.fit_into(QRect(0, 0, width, height), strip + 2 * _MARGIN)
        self.canvas.keep_clear(self._caption.foot)
        self._strip.move(
            width - self._strip.width() - 2 * _MARGIN, height - self._strip.height() - 28
        )
        self._strip.raise_()

    def _show_zoom(self, zoom: float) -> None:
        self._zoom_label.setText(f"{zoom * 100:.0f} %" if zoom else "–")
        # A photograph that is larger than the view is dragged wherever it is taken hold of.
        self._caption.let_through(through=self.canvas.changes_on_drag())

    def _dress(self, button: QToolButton, action: QAction) -> None:
        """Give a tool its action's name, and its icon in the colour for dark ground."""
        button.setIcon(self._icons.icon(action.property("iconName"), DARK.text))
        button.setAccessibleName(plain(action))

    def _button(self, text: str, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        # Over a picture everything stands on a dark ground, in either scheme.
        button.setIcon(self._icons.icon(icon, DARK.text))
        button.setIconSize(QSize(18, 18))
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        return button

    def _side_button(self, icon: str, tip: str, by: int) -> QToolButton:
        button = self._button("", icon, tip)
        button.setObjectName("side")
        button.setParent(self)
        button.setFixedSize(44, 64)
        button.clicked.connect(lambda: self.step(by))
        return button
