"""In which order the tiles of the grid get their pictures.

What is in sight comes first, in reading order; then a band beyond it, about a screen in the
direction of the scrolling and half a screen behind. Within each, everything that has nothing to
show gets a glance first: the thumbnail that is in the cache, or the one inside the file, which take
a millisecond. Then those whose glance was only a stand-in get the real thing. What leaves both is
withdrawn. Whatever is done here costs what is in sight, however large the folder is.
"""

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from gallery.decode.job import Kind
from gallery.qt.decoder import Urgency
from gallery.qt.pictures import Pictures, Purpose

# While so few glances are still out, workers would be idle: the next step begins.
_FEW = 2
# While tiles are being resized, pictures of their size are asked for only when they rest.
REST_MS = 100


class _Step(Enum):
    BLANK = auto()
    GLANCING = auto()
    SHOWN = auto()
    MAKING = auto()


class _Tier:
    """Some photographs in order, and what each is at; those that are as they will be are gone."""

    def __init__(self, photos: Sequence[str], urgency: Urgency) -> None:
        self.photos = photos
        self.urgency = urgency
        self.missing: dict[str, _Step] = {}

    def at(self, step: _Step) -> list[str]:
        return [photo for photo, at in self.missing.items() if at is step]


class Schedule(QObject):
    """Asks for the pictures of what is looked at.

    Signals: `settled()` when everything in sight is there; `rested()` when what lies in the band
    beyond is there too.
    """

    settled = Signal()
    rested = Signal()

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._box = (0, 0)
        self._sight = _Tier((), Urgency.SIGHT)
        self._band = _Tier((), Urgency.BAND)
        self._next: tuple[Sequence[str], Sequence[str], tuple[int, int]] | None = None
        self._is_told_settled = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._take_next)
        pictures.answered.connect(self._answered)
        pictures.forgotten.connect(self._begin_again)
        pictures.dropped.connect(self._leave_out)

    @property
    def box(self) -> tuple[int, int]:
        """The size of the pictures asked for, in pixels."""
        return self._box

    def look_at(self, sight: Sequence[str], band: Sequence[str], box: QSize) -> None:
        """Ask for what is in sight, then for what lies beyond; withdraw everything else.

        Both are in the order in which they are to come; `box` is the size of a tile's picture in
        pixels. Another size of what was looked at before is asked for when it has stayed the same
        for a moment.
        """
        size = (box.width(), box.height())
        if (sight, band, size) == (self._sight.photos, self._band.photos, self._box):
            # Most steps of scrolling bring nothing new.
            self._next = None
            self._rest.stop()
            return
        self._next = (sight, band, size)
        before = {*self._sight.photos, *self._band.photos}
        if size == self._box or not self._sight.photos or _is_mostly_new(sight, before):
            self._take_next()
        else:
            # What left is gone at once: perhaps there is no such photograph any more.
            self._let_go(before.difference(sight, band))
            self._rest.start()

    def look_away(self) -> None:
        """Withdraw everything: no tile is looked at."""
        self._rest.stop()
        self._next = None
        for tier in (self._sight, self._band):
            for photo in tier.missing:
                self._pictures.withdraw(photo, Purpose.TILE)
        self._sight = _Tier((), Urgency.SIGHT)
        self._band = _Tier((), Urgency.BAND)

    def is_settled(self) -> bool:
        """Return whether everything in sight is there as it will be."""
        return self._next is None and not self._sight.missing

    def is_resting(self) -> bool:
        """Return whether nothing more is to be had for what is looked at, and what is near."""
        return self.is_settled() and not self._band.missing

    def _take_next(self) -> None:
        if self._next is None:
            return
        (sight, band, box), self._next = self._next, None
        self._rest.stop()
        before = self._band.missing | self._sight.missing
        if box != self._box:
            self._box = box
            for photo in before:
                self._pictures.withdraw(photo, Purpose.TILE)
            before = {}
        self._is_told_settled = False
        self._pictures.make_room(len(sight) + len(band), box)
        self._sight = self._tier(sight, Urgency.SIGHT, before)
        self._band = self._tier(band, Urgency.BAND, before)
        # In front of what is under way, the first of all in front.
        for tier in (self._band, self._sight):
            for photo in reversed(tier.missing):
                if tier.missing[photo] in (_Step.GLANCING, _Step.MAKING):
                    urgency = _urgency(tier, tier.missing[photo])
                    self._pictures.set_urgency(photo, Purpose.TILE, urgency)
        for photo in before.keys() - self._sight.missing.keys() - self._band.missing.keys():
            self._pictures.withdraw(photo, Purpose.TILE)
        self._go_on()

    def _let_go(self, photos: Iterable[str]) -> None:
        for photo in photos:
            for tier in (self._sight, self._band):
                if tier.missing.pop(photo, None) is not None:
                    self._pictures.withdraw(photo, Purpose.TILE)

    def _tier(self, photos: Sequence[str], urgency: Urgency, before: dict[str, _Step]) -> _Tier:
        tier = _Tier(photos, urgency)
        for photo in photos:
            if not self._pictures.has_tile(photo, self._box):
                tier.missing[photo] = before.get(photo) or self._first_step(photo)
        return tier

    def _first_step(self, photo: str) -> _Step:
        glances = self._pictures.kind_of(photo) is Kind.THUMBNAIL
        return _Step.BLANK if glances and not self._pictures.has_stand_in(photo) else _Step.SHOWN

    def _go_on(self) -> None:
        """Ask for the next that is due, if anything is."""
        self._tell_settled()
        for tier in (self._sight, self._band):
            if not tier.missing:
                continue
            self._ask(tier, tier.at(_Step.BLANK), _Step.GLANCING)
            if len(tier.at(_Step.GLANCING)) <= _FEW:
                self._ask(tier, tier.at(_Step.SHOWN), _Step.MAKING)
            # What cannot be waited for is gone by now.
            if tier.missing:
                return
        self._tell_settled()
        self.rested.emit()

    def _tell_settled(self) -> None:
        if self._sight.photos and not self._sight.missing and not self._is_told_settled:
            self._is_told_settled = True
            self.settled.emit()

    def _ask(self, tier: _Tier, photos: Iterable[str], step: _Step) -> None:
        # The decoder takes the newest first: the first in reading order is asked for last.
        for photo in reversed(list(photos)):
            making = step is _Step.MAKING
            kind = self._pictures.kind_of(photo) if making else Kind.GLANCE
            if self._pictures.ask_for_tile(photo, self._box, kind, _urgency(tier, step)):
                tier.missing[photo] = step
            else:
                del tier.missing[photo]

    def _answered(self, photo: str, kind: Kind) -> None:
        for tier in (self._sight, self._band):
            if photo not in tier.missing:
                continue
            if kind is Kind.GLANCE and not self._pictures.has_tile(photo, self._box):
                tier.missing[photo] = _Step.SHOWN
            else:
                del tier.missing[photo]
            self._go_on()

    def _leave_out(self, photo: str) -> None:
        """Wait no longer for a photograph that is gone."""
        for tier in (self._sight, self._band):
            tier.missing.pop(photo, None)

    def _begin_again(self, photo: str) -> None:
        """Ask anew for a photograph in sight whose file has changed."""
        for tier in (self._sight, self._band):
            if photo in tier.photos:
                tier.missing[photo] = self._first_step(photo)
                self._go_on()


def _is_mostly_new(sight: Sequence[str], before: set[str]) -> bool:
    """Return whether another page is looked at, not the same one while it is resized."""
    return 2 * len(before.intersection(sight)) < len(sight)


def _urgency(tier: _Tier, step: _Step) -> Urgency:
    quick = step is _Step.GLANCING and tier.urgency is Urgency.SIGHT
    return Urgency.QUICK if quick else tier.urgency
