"""The images that are at hand: asks the decoder for what is to be shown, keeps what was shown.

Everything is by photograph id. Whoever paints asks `thumbnail` or `whole`; what is not there yet is
requested, and `arrived` tells when to paint again. A thumbnail of another size stands in until the
right one is there, so that zooming never shows an empty tile.
"""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from gallery.decode.job import Fault
from gallery.library.store import Library
from gallery.qt.decoder import Decoder, Picture

# Thumbnails of some thousand tiles, and a handful of whole photographs of 24 megapixels.
MOST_THUMBNAIL_BYTES = 192 << 20
MOST_WHOLE_BYTES = 384 << 20


@dataclass(frozen=True, slots=True)
class _Wanted:
    photo: str
    box: tuple[int, int] | None


class Pictures(QObject):
    """Images of photographs, from memory or from the decoder.

    Signals: `arrived(str)` when an image of that photograph is there or has failed.
    """

    arrived = Signal(str)

    def __init__(self, library: Library, decoder: Decoder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._decoder = decoder
        self._thumbnails = _Shelf(MOST_THUMBNAIL_BYTES)
        self._wholes = _Shelf(MOST_WHOLE_BYTES)
        self._pending: dict[_Wanted, int] = {}
        self._wanted: dict[int, _Wanted] = {}
        self._faults: dict[str, Fault] = {}
        decoder.decoded.connect(self._decoded)
        decoder.failed.connect(self._failed)

    def thumbnail(self, photo: str, box: QSize) -> QImage | None:
        """Return an image to show in `box` (pixels); the nearest at hand until it is there."""
        picture = self._get(self._thumbnails, photo, (box.width(), box.height()))
        return picture.image if picture else None

    def whole(self, photo: str) -> Picture | None:
        """Return the whole photograph in its full size, once it is there."""
        return self._get(self._wholes, photo, None)

    def any(self, photo: str) -> Picture | None:
        """Return the largest image at hand, without asking for one."""
        return self._wholes.any(photo) or self._thumbnails.any(photo)

    def fault(self, photo: str) -> Fault | None:
        """Return why a photograph can't be shown, where that is known."""
        return self._faults.get(photo)

    def is_settled(self, photo: str) -> bool:
        """Return whether all that was asked for of a photograph has come, or has failed."""
        if any(wanted.photo == photo for wanted in self._pending):
            return False
        return photo in self._faults or self.any(photo) is not None

    def keep_only(self, photos: set[str]) -> None:
        """Withdraw the requests for photographs that nobody looks at any more."""
        for wanted in [wanted for wanted in self._pending if wanted.photo not in photos]:
            number = self._pending.pop(wanted)
            del self._wanted[number]
            self._decoder.withdraw(number)

    def retry(self, photo: str) -> None:
        """Forget that a photograph could not be shown, so that it is tried again."""
        self._faults.pop(photo, None)

    def _get(self, shelf: "_Shelf", photo: str, box: tuple[int, int] | None) -> Picture | None:
        wanted = _Wanted(photo, box)
        picture = shelf.get(wanted)
        if picture is not None:
            return picture
        path = self._library.picture(photo)
        if path is None:
            self._faults[photo] = Fault.GONE
        elif wanted not in self._pending and photo not in self._faults:
            size = QSize(*box) if box else None
            number = self._decoder.request(path, size)
            self._pending[wanted] = number
            self._wanted[number] = wanted
        return shelf.any(photo)

    def _decoded(self, number: int, picture: Picture) -> None:
        wanted = self._wanted.pop(number, None)
        if wanted is None:
            return
        del self._pending[wanted]
        shelf = self._wholes if wanted.box is None else self._thumbnails
        shelf.put(wanted, picture)
        self.arrived.emit(wanted.photo)

    def _failed(self, number: int, fault: Fault) -> None:
        wanted = self._wanted.pop(number, None)
        if wanted is None:
            return
        del self._pending[wanted]
        self._faults[wanted.photo] = fault
        self.arrived.emit(wanted.photo)


class _Shelf:
    """Keeps pictures up to a number of bytes; those not looked at for longest go first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._pictures: OrderedDict[_Wanted, Picture] = OrderedDict()
        self._by_photo: dict[str, list[_Wanted]] = {}

    def get(self, wanted: _Wanted) -> Picture | None:
        picture = self._pictures.get(wanted)
        if picture is not None:
            self._pictures.move_to_end(wanted)
        return picture

    def any(self, photo: str) -> Picture | None:
        sizes = self._by_photo.get(photo)
        if not sizes:
            return None
        return max((self._pictures[one] for one in sizes), key=lambda one: one.image.sizeInBytes())

    def put(self, wanted: _Wanted, picture: Picture) -> None:
        self._pictures[wanted] = picture
        self._by_photo.setdefault(wanted.photo, []).append(wanted)
        self._bytes += picture.image.sizeInBytes()
        while self._bytes > self._most_bytes and len(self._pictures) > 1:
            old, dropped = self._pictures.popitem(last=False)
            self._bytes -= dropped.image.sizeInBytes()
            self._by_photo[old.photo].remove(old)
            if not self._by_photo[old.photo]:
                del self._by_photo[old.photo]
