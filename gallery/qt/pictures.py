"""The images that are at hand: asks the decoder for what is to be shown, keeps what was shown.

Everything is by photograph id. Whoever paints one photograph (details, photo view) asks for it, is
given the nearest at hand, and told by `arrived` when to paint again. The tiles of the grid only
take what is at hand: `gallery.qt.schedule` knows which of them are looked at, and asks for those.

Who asks says so with a purpose, and withdraws for that purpose alone; a request ends when nobody
wants it any more.
"""

from enum import Flag, auto
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from gallery.decode.job import Fault, Kind
from gallery.library.store import Library
from gallery.qt.decoder import Decoder, Picture, Urgency
from gallery.qt.shelf import Box, Copy, Shelf

# Thumbnails of some screens of tiles; `make_room` makes it more where more are in sight. What has
# gone from here comes back from the cache on disk in a millisecond or two.
MOST_THUMBNAIL_BYTES = 8 << 20
# Photographs that fill a window: previous, current and next on a screen of 4K pixels …
MOST_FITTED_BYTES = 128 << 20
# … and a handful of whole photographs of 24 megapixels.
MOST_WHOLE_BYTES = 384 << 20


class Purpose(Flag):
    """What a picture is asked for."""

    # It is painted.
    EYE = auto()
    # It is a tile in sight or nearly so.
    TILE = auto()
    # Its thumbnail is to lie in the cache.
    KEEPING = auto()


class _Wanted(Struct, frozen=True):
    photo: str
    box: Box | None
    kind: Kind
    # Whether it is to fill the window, and so lies on a shelf of its own.
    large: bool = False


class _Asked(Struct):
    number: int
    purposes: Purpose
    urgency: Urgency


# Faults that may be over without the file's date or size being others.
_UNOPENED = frozenset((Fault.GONE, Fault.NO_PERMISSION))


class Pictures(QObject):
    """Images of photographs, from memory or from the decoder.

    Signals: `arrived(str)` when an image of that photograph is there or has failed, or what was
    there has been forgotten, which `forgotten(str)` tells too; `answered(str, Kind)` when a request
    for a tile has been answered, however; `kept(str)` when a thumbnail lies in the cache, or can't;
    `dropped(str)` when a photograph is not in the library any more, and nothing will come of it.
    """

    arrived = Signal(str)
    forgotten = Signal(str)
    answered = Signal(str, object)
    kept = Signal(str)
    dropped = Signal(str)

    def __init__(
        self,
        library: Library,
        decoder: Decoder,
        parent: QObject | None = None,
        *,
        not_cached: Path | None = None,
    ) -> None:
        """Pictures right in the folder `not_cached` have no thumbnails on disk: they are ours."""
        super().__init__(parent)
        self._library = library
        self._decoder = decoder
        self._not_cached = not_cached
        self._thumbnails = Shelf(MOST_THUMBNAIL_BYTES)
        self._fitted = Shelf(MOST_FITTED_BYTES)
        self._wholes = Shelf(MOST_WHOLE_BYTES)
        self._shelves = (self._thumbnails, self._fitted, self._wholes)
        self._asked: dict[_Wanted, _Asked] = {}
        self._wanted: dict[int, _Wanted] = {}
        self._by_photo: dict[str, set[_Wanted]] = {}
        self._faults: dict[str, Fault] = {}
        # Those that could not be shown, and are to be tried again in earnest.
        self._anew: set[str] = set()
        # What is wrong with files of which a part can be shown.
        self._blemishes: dict[str, Fault] = {}
        decoder.decoded.connect(self._decoded)
        decoder.failed.connect(self._failed)
        decoder.unseen.connect(self._over)
        decoder.kept.connect(self._over)

    # For those who paint

    def thumbnail(self, photo: str, box: QSize) -> QImage | None:
        """Return an image to show in `box` (pixels); the nearest at hand until it is there."""
        size = (box.width(), box.height())
        picture = self._thumbnails.get(Copy(photo, size))
        if picture is None or not picture.final:
            picture = self.at_hand(photo, box)
            # Who has something to look at waits for those that have nothing.
            urgency = Urgency.FINER if picture else Urgency.SIGHT
            self._ask(_Wanted(photo, size, self.kind_of(photo)), Purpose.EYE, urgency)
        return picture.image if picture else None

    def fitted(self, photo: str, box: QSize, urgency: Urgency = Urgency.SIGHT) -> QImage | None:
        """Return the photograph itself fitted into `box` (pixels); the nearest until then."""
        size = (box.width(), box.height())
        picture = self._fitted.get(Copy(photo, size))
        if picture is None:
            wanted = _Wanted(photo, size, Kind.PHOTOGRAPH, large=True)
            self._ask(wanted, Purpose.EYE, urgency)
            picture = self._fitted.nearest(photo, size) or self._thumbnails.nearest(photo)
        return picture.image if picture else None

    def whole(self, photo: str) -> Picture | None:
        """Return the whole photograph in its full size, once it is there."""
        picture = self.whole_at_hand(photo)
        if picture is None:
            wanted = _Wanted(photo, None, Kind.PHOTOGRAPH, large=True)
            self._ask(wanted, Purpose.EYE, Urgency.SIGHT)
        return picture

    def whole_at_hand(self, photo: str) -> Picture | None:
        """Return the whole photograph in its full size, without asking for it."""
        return self._wholes.get(Copy(photo, None))

    def at_hand(self, photo: str, box: QSize) -> Picture | None:
        """Return the image that fits best into `box` (pixels) without asking for one."""
        size = (box.width(), box.height())
        return (
            self._thumbnails.get(Copy(photo, size))
            or self._thumbnails.nearest(photo, size)
            or self._fitted.nearest(photo, size)
        )

    def any(self, photo: str) -> Picture | None:
        """Return the largest image at hand, without asking for one."""
        return (
            self._wholes.nearest(photo)
            or self._fitted.nearest(photo)
            or self._thumbnails.nearest(photo)
        )

    def fault(self, photo: str) -> Fault | None:
        """Return why a photograph can't be shown, or not all of it, where that is known."""
        return self._faults.get(photo) or self._blemishes.get(photo)

    def unopened(self) -> set[str]:
        """Return the photographs whose files were not there, or not to be opened by this person."""
        return {one for one, fault in self._faults.items() if fault in _UNOPENED}

    def is_settled(self, photo: str) -> bool:
        """Return whether all that was asked for of a photograph has come, or has failed."""
        if photo in self._by_photo:
            return False
        return photo in self._faults or self.any(photo) is not None

    def keep_only(self, photos: set[str]) -> None:
        """Withdraw what was asked for to paint photographs that nobody looks at any more."""
        for photo in [one for one in self._by_photo if one not in photos]:
            self.withdraw(photo, Purpose.EYE)

    def retry(self, photo: str) -> None:
        """Forget that a photograph could not be shown, so that it is tried again."""
        self._faults.pop(photo, None)

    def forget(self, photo: str) -> None:
        """Drop all that is known of a picture file that has changed, or is to be tried again."""
        self._let_go(photo)
        if self._faults.pop(photo, None) is not None:
            # What is remembered of it on disk does not count either.
            self._anew.add(photo)
        self._blemishes.pop(photo, None)
        self.forgotten.emit(photo)
        self.arrived.emit(photo)

    def drop_gone(self) -> None:
        """Drop all that is known of photographs that are not in the library any more.

        Their ids are free: the next photograph that has one is not to be seen as them.
        """
        known = {*self._by_photo, *self._faults, *self._anew, *self._blemishes}
        for shelf in self._shelves:
            known |= shelf.photos()
        for photo in [one for one in known if one not in self._library.photos]:
            self._let_go(photo)
            self._faults.pop(photo, None)
            self._blemishes.pop(photo, None)
            self._anew.discard(photo)
            self.dropped.emit(photo)

    # For those who know what will be painted

    def kind_of(self, photo: str) -> Kind:
        """Return by which way the thumbnail of a photograph is had."""
        ours = (
            self._not_cached is not None
            # Who asks may not have heard yet that it is gone.
            and photo in self._library.photos
            and self._library.lies_in(photo, self._not_cached)
        )
        return Kind.PHOTOGRAPH if ours else Kind.THUMBNAIL

    def has_tile(self, photo: str, box: Box) -> bool:
        """Return whether the tile of a photograph is as it will be."""
        picture = self._thumbnails.get(Copy(photo, box))
        return photo in self._faults or (picture is not None and picture.final)

    def has_stand_in(self, photo: str) -> bool:
        """Return whether anything can be shown of a photograph."""
        return self.at_hand(photo, QSize()) is not None

    def ask_for_tile(self, photo: str, box: Box, kind: Kind, urgency: Urgency) -> bool:
        """Ask for the picture of a tile; return whether there is anything to wait for."""
        return self._ask(_Wanted(photo, box, kind), Purpose.TILE, urgency)

    def ask_to_keep(self, photo: str, box: Box) -> bool:
        """Have a thumbnail made in the cache when there is time; return whether it is begun."""
        return self._ask(_Wanted(photo, box, Kind.KEEP), Purpose.KEEPING, Urgency.IDLE)

    def set_urgency(self, photo: str, purpose: Purpose, urgency: Urgency) -> None:
        """Put what was asked for one purpose alone in front of all that is as urgent."""
        for wanted in self._by_photo.get(photo, ()):
            asked = self._asked[wanted]
            if asked.purposes is purpose:
                self._hurry(asked, urgency)

    def withdraw(self, photo: str, purpose: Purpose) -> None:
        """Withdraw what was asked for of a photograph, as far as nobody else wants it."""
        for wanted in list(self._by_photo.get(photo, ())):
            asked = self._asked[wanted]
            asked.purposes &= ~purpose
            if not asked.purposes:
                self._decoder.withdraw(asked.number)
                self._end(asked.number)

    def make_room(self, tiles: int, box: Box) -> None:
        """Keep at least so many thumbnails of a size, whatever they take."""
        # Half as many again may come while those are still in sight.
        needed = tiles * 6 * box[0] * box[1]
        self._thumbnails.most_bytes = max(MOST_THUMBNAIL_BYTES, needed)

    # The decoder

    def _path(self, photo: str) -> Path | None:
        # Who asks may not have heard yet that it is gone.
        return self._library.picture(photo) if photo in self._library.photos else None

    def _let_go(self, photo: str) -> None:
        self.withdraw(photo, ~Purpose(0))
        for shelf in self._shelves:
            shelf.drop(photo)

    def _ask(self, wanted: _Wanted, purpose: Purpose, urgency: Urgency) -> bool:
        photo = wanted.photo
        if photo in self._faults:
            return False
        asked = self._asked.get(wanted)
        if asked is not None:
            asked.purposes |= purpose
            if urgency > asked.urgency:
                self._hurry(asked, urgency)
            return True
        path = self._path(photo)
        if path is None:
            if photo in self._library.photos:
                self._faults[photo] = Fault.GONE
            return False
        size = QSize(*wanted.box) if wanted.box else None
        number = self._decoder.request(
            path, size, kind=wanted.kind, urgency=urgency, anew=photo in self._anew
        )
        self._asked[wanted] = _Asked(number, purpose, urgency)
        self._wanted[number] = wanted
        self._by_photo.setdefault(photo, set()).add(wanted)
        return True

    def _hurry(self, asked: _Asked, urgency: Urgency) -> None:
        asked.urgency = urgency
        self._decoder.set_urgency(asked.number, urgency)

    def _end(self, number: int) -> tuple[_Wanted, Purpose] | None:
        """Forget a request; return what was wanted, and for what."""
        wanted = self._wanted.pop(number, None)
        if wanted is None:
            return None
        asked = self._asked.pop(wanted)
        others = self._by_photo[wanted.photo]
        others.remove(wanted)
        if not others:
            del self._by_photo[wanted.photo]
        return wanted, asked.purposes

    def _decoded(self, number: int, picture: Picture) -> None:
        ended = self._end(number)
        if ended is None:
            return
        wanted, purposes = ended
        if wanted.kind is not Kind.GLANCE:
            # There will be nothing better than what was asked for itself.
            picture = replace(picture, final=True)
            self._anew.discard(wanted.photo)
        self._shelf_for(wanted).put(Copy(wanted.photo, wanted.box), picture)
        if picture.fault is not None:
            self._blemishes[wanted.photo] = picture.fault
        self._tell(wanted, purposes)

    def _failed(self, number: int, fault: Fault) -> None:
        ended = self._end(number)
        if ended is None:
            return
        wanted, purposes = ended
        # What could not be kept for later may still be shown: whoever looks will see.
        if wanted.kind is not Kind.KEEP:
            self._faults[wanted.photo] = fault
        self._tell(wanted, purposes)

    def _over(self, number: int) -> None:
        ended = self._end(number)
        if ended is not None:
            self._tell(*ended, arrived=False)

    def _tell(self, wanted: _Wanted, purposes: Purpose, *, arrived: bool = True) -> None:
        if wanted.kind is Kind.KEEP:
            self.kept.emit(wanted.photo)
            return
        if arrived:
            self.arrived.emit(wanted.photo)
        if Purpose.TILE in purposes:
            self.answered.emit(wanted.photo, wanted.kind)

    def _shelf_for(self, wanted: _Wanted) -> Shelf:
        if wanted.box is None:
            return self._wholes
        return self._fitted if wanted.large else self._thumbnails
