"""A heading that unfolds some paragraphs of rich text below it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gallery.qt.labels import label

# The arrow before a heading and the space around it (pixels).
_ARROW = 32
# Between paragraphs.
_SPACING = 14


class Fold(QWidget):
    """A heading that unfolds some paragraphs below it; hidden where there are none."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._heading = title
        self._texts: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACING)
        self.head = QToolButton()
        self.head.setObjectName("fold")
        self.head.setCheckable(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # A long heading is shortened, and never makes the pane wider than its place.
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.toggled.connect(self._toggled)
        column.addWidget(self.head)
        self._toggled(False)

    def fill(self, texts: list[str], remark: str = "") -> None:
        """Show these paragraphs of rich text; `remark` stands beside the heading."""
        self._heading = f"{self._title}  ·  {remark}" if remark else self._title
        self._fit_heading()
        self.head.setAccessibleName(self._heading)
        self._texts = texts
        self.setVisible(bool(texts))
        self._toggled(self.head.isChecked())

    def paragraphs(self) -> list[QLabel]:
        """Return the paragraphs that are shown."""
        return [one for one in self.findChildren(QLabel) if one.objectName() == "sourceField"]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_heading()

    def _fit_heading(self) -> None:
        room = self.width() - _ARROW
        metrics = self.head.fontMetrics()
        shown = metrics.elidedText(self._heading, Qt.TextElideMode.ElideRight, room)
        self.head.setText(shown)
        self.head.setToolTip("" if shown == self._heading else self._heading)

    def _toggled(self, unfolded: bool) -> None:
        self.head.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.head.setAccessibleDescription("Unfolded" if unfolded else "Folded")
        old, column = self.paragraphs(), self.layout()
        assert column is not None
        texts = self._texts if unfolded else []
        # Those that are there are used again: the pane does not jump when a photograph follows.
        for one, text in zip(old, texts, strict=False):
            one.setText(text)
        for text in texts[len(old) :]:
            paragraph = label("sourceField")
            paragraph.setTextFormat(Qt.TextFormat.RichText)
            paragraph.setText(text)
            column.addWidget(paragraph)
        for one in old[len(texts) :]:
            column.removeWidget(one)
            one.setParent(None)
            one.deleteLater()
