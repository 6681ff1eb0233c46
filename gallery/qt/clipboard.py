"""Copies for the clipboard: a picture never goes without its credit.

A text editor that is pasted into gets the credit; a word processor gets the picture with the credit
under it; a picture editor gets a PNG with the credit written inside the file. An illustration is
credited to whoever drew it, and says that it is not the photograph.
"""

import base64
from html import escape
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QObject,
    QRunnable,
    QThreadPool,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtGui import QClipboard, QImage

from gallery.export import citation
from gallery.library.store import Library
from gallery.qt.decoder import Decoder, Picture
from gallery.qt.pictures import Pictures
from gallery.qt.spoken import Spoken
from gallery.records import Photo


class Copier(QObject):
    """Puts pictures and texts on the clipboard.

    Signals: `copied(str)` with a sentence that says what is on the clipboard now, `failed(str)`.
    """

    copied = Signal(str)
    failed = Signal(str)
    _encoded = Signal(object, QByteArray)

    def __init__(
        self,
        library: Library,
        pictures: Pictures,
        decoder: Decoder,
        clipboard: QClipboard,
        threads: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._spoken = Spoken(library)
        self._pictures = pictures
        self._decoder = decoder
        self._clipboard = clipboard
        self._threads = threads
        # What was asked for last: it alone ends on the clipboard, in whatever order pictures get
        # ready. The number of the request for its picture, while that is being decoded: by then
        # its collection may be closed, and its id may be that of another photograph.
        self._last: _Wanted | None = None
        self._number = 0
        decoder.decoded.connect(self._decoded)
        decoder.failed.connect(self._failed)
        self._encoded.connect(self._put_picture)

    def speak(self, plain: Photo, spoken: Photo) -> None:
        """Copy a photograph's texts in the language that a person has chosen."""
        self._spoken.speak(plain, spoken)

    def copy_citations(self, photos: list[str]) -> None:
        """Copy caption and credit of some photographs as text."""
        texts = [
            citation.caption_and_credit(self._record(photo), self._library.picture_credit(photo))
            for photo in photos
        ]
        self._give_up()
        self._clipboard.setText("\n\n\n".join(texts))
        many = f" of {len(photos)} photographs" if len(photos) > 1 else ""
        self.copied.emit(f"Caption and credit{many} copied")

    def copy_paths(self, photos: list[str]) -> None:
        """Copy the paths of the files of some photographs, one a line.

        A path that is not printable text is copied as a URI, which every program can read.
        """
        paths = [path for photo in photos if (path := self._library.picture(photo)) is not None]
        self._give_up()
        self._clipboard.setText("\n".join(map(_written, paths)))
        self.copied.emit("Path copied" if len(paths) == 1 else f"{len(paths):,} paths copied")

    def copy_picture(self, photo: str) -> None:
        """Copy a picture with its credit, as soon as it has been decoded in full size."""
        record = self._record(photo)
        line = citation.picture_and_credit(record, self._library.picture_credit(photo))
        self._give_up()
        self._last = _Wanted(record, line)
        path = self._library.picture(photo)
        whole = self._pictures.whole_at_hand(photo)
        if whole is not None:
            self._encode(whole)
        elif path is not None:
            self._number = self._decoder.request(path)
        else:
            self._tell_failure()

    def close(self) -> None:
        """Stop waiting for a picture."""
        self._give_up()

    def _give_up(self) -> None:
        self._last = None
        if self._number:
            self._decoder.withdraw(self._number)
            self._number = 0

    def _decoded(self, number: int, picture: Picture) -> None:
        if number == self._number:
            self._number = 0
            self._encode(picture)

    def _failed(self, number: int, _: object) -> None:
        if number == self._number:
            self._number = 0
            self._tell_failure()

    def _encode(self, picture: Picture) -> None:
        assert self._last is not None
        # Encoding a PNG takes a second for a large picture: not on this thread.
        self._threads.start(_Encoding(self._encoded, self._last, picture.image))

    def _tell_failure(self) -> None:
        self.failed.emit("The picture could not be copied: its file can't be read")

    def _record(self, photo: str) -> Photo:
        return self._spoken.record(photo) or self._library.photos[photo]

    @Slot(object, QByteArray)
    def _put_picture(self, wanted: "_Wanted", png: QByteArray) -> None:
        if wanted is not self._last:
            return
        record, line = wanted.record, wanted.line
        data = QMimeData()
        data.setText(line)
        data.setHtml(
            f'<figure><img src="data:image/png;base64,{base64.b64encode(png.data()).decode()}"'
            f' alt="{escape(record.alt_text or record.headline)}">'
            f"<figcaption>{escape(line).replace(chr(10), '<br>')}</figcaption></figure>"
        )
        data.setData("image/png", png)
        self._clipboard.setMimeData(data)
        what = "Illustration copied with its credit" if record.illustration else "Picture copied"
        self.copied.emit(what if record.illustration else f"{what} with its credit")


class _Wanted(Struct, frozen=True, eq=False):
    """A picture to be copied: its record at that moment, and the lines that go with it."""

    record: Photo
    line: str


class _Encoding(QRunnable):
    """Encodes one picture as a PNG that carries its credit, and emits a signal with it."""

    def __init__(self, encoded: SignalInstance, wanted: _Wanted, image: QImage) -> None:
        super().__init__()
        self._encoded = encoded
        self._wanted = wanted
        self._image = image

    def run(self) -> None:
        # Others may show the same image.
        image = self._image.copy()
        image.setText("Description", self._wanted.line)
        png = QByteArray()
        buffer = QBuffer(png)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        buffer.close()
        self._encoded.emit(self._wanted, png)


def _written(path: Path) -> str:
    text = str(path)
    return text if text.isprintable() else path.as_uri()
