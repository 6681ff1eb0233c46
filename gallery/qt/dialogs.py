"""The small windows: the keys, what this program is, what was wrong with a source."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gallery import __version__
from gallery.qt.actions import FURTHER_KEYS, Actions


class KeysDialog(QDialog):
    """Shows every action with its keys."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        column = QVBoxLayout(self)
        title = QLabel("Keys")
        title.setObjectName("headline")
        column.addWidget(title)
        page = QWidget()
        page.setObjectName("dialogPage")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 4, 16, 4)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, (what, keys) in enumerate([*actions.keys(), *FURTHER_KEYS]):
            name, key = QLabel(what), QLabel(keys)
            key.setObjectName("key")
            name.setBuddy(key)
            for place, one in enumerate((name, key)):
                one.setWordWrap(True)
                grid.addWidget(one, row, place, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Keys")
        area.setWidget(page)
        column.addWidget(area)
        column.addWidget(_close_button(self))

    def sizeHint(self) -> QSize:
        return QSize(560, 620)


class ProblemsDialog(QDialog):
    """Lists what was wrong with a source, to be read and copied."""

    def __init__(self, title: str, problems: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        heading = QLabel(title)
        heading.setObjectName("headline")
        heading.setWordWrap(True)
        column.addWidget(heading)
        text = QPlainTextEdit("\n".join(problems))
        text.setReadOnly(True)
        text.setAccessibleName("What was wrong")
        text.setTabChangesFocus(True)
        column.addWidget(text)
        column.addWidget(_close_button(self))

    def sizeHint(self) -> QSize:
        return QSize(680, 420)


class AboutDialog(QDialog):
    """Says what this is, of which version, and under what licence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Giant Leap")
        column = QVBoxLayout(self)
        title = QLabel("Giant Leap")
        title.setObjectName("headline")
        column.addWidget(title)
        paragraphs = (
            f"Version {__version__}. A viewer for captioned, credited photographs: the credit is"
            " always in sight, and a name finds the person.",
            "The pictures of the built-in gallery are illustrations, drawn for it. They are not the"
            " photographs that they stand in for; the credits beside them are those of the"
            " photographs.",
            "Free software under the GNU General Public License, version 3 or later. Typefaces:"
            " Source Serif and Source Sans, SIL Open Font License.",
        )
        for paragraph in paragraphs:
            label = QLabel(f'<p style="line-height:140%">{escape(paragraph)}</p>')
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addWidget(_close_button(self))

    def sizeHint(self) -> QSize:
        return QSize(480, 320)


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    # The style's own icon is drawn for other colours than ours.
    buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
    buttons.rejected.connect(dialog.reject)
    return buttons
