"""The symbolic icons, tinted with the current text colour.

An icon keeps no colour of its own: its engine paints the SVG with whatever the theme says at each
paint, so a change of scheme needs nothing but a repaint.
"""

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QImageReader, QPainter, QPixmap

from gallery.qt.theme import Theme


class Icons:
    """Makes icons by the name of their file in assets/icons."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sources: dict[str, bytes] = {}
        self._rendered: dict[tuple[str, str, int, int], QImage] = {}

    def icon(self, name: str, color: str | None = None) -> QIcon:
        """Return an icon in the theme's text colour, or always in the colour given."""
        return QIcon(_TintedEngine(self, name, color))

    def image(self, name: str, size: QSize, color: QColor) -> QImage:
        """Return an icon as an image of `size` pixels."""
        key = (name, color.name(), size.width(), size.height())
        if key not in self._rendered:
            self._rendered[key] = self._render(name, size, color)
        return self._rendered[key]

    def color(self, mode: QIcon.Mode) -> QColor:
        """Return what the theme says of an icon's colour now."""
        return self._theme.colors["quiet" if mode is QIcon.Mode.Disabled else "text"]

    def _render(self, name: str, size: QSize, color: QColor) -> QImage:
        if name not in self._sources:
            file = QFile(f":/icons/{name}.svg")
            if not file.open(QIODevice.OpenModeFlag.ReadOnly):
                raise FileNotFoundError(f"there is no icon “{name}”")
            self._sources[name] = bytes(file.readAll().data())
        data = QByteArray(self._sources[name].replace(b"currentColor", color.name().encode()))
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        # Qt's reader for SVG comes as a plug-in: importing QtSvg would slow down every launch.
        reader = QImageReader(buffer, QByteArray(b"svg"))
        reader.setScaledSize(size)
        return reader.read()


class _TintedEngine(QIconEngine):
    def __init__(self, icons: Icons, name: str, color: str | None) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawImage(rect, self._image(rect.size() * ratio, mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.drawImage(QPoint(0, 0), self._image(size, mode))
        painter.end()
        return pixmap

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # The size is in the units of the layout, since Qt 6.8.
        pixmap = self.pixmap(size * scale, mode, state)
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def clone(self) -> "QIconEngine":
        return _TintedEngine(self._icons, self._name, self._color)

    def _image(self, size: QSize, mode: QIcon.Mode) -> QImage:
        color = QColor(self._color) if self._color else self._icons.color(mode)
        return self._icons.image(self._name, size, color)
