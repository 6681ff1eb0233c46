"""Has the file of the photograph that is looked at read whole, in a worker."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gallery.decode.job import ReadReply
from gallery.qt.decoder import Decoder, Urgency

# Whoever runs through photographs has none of their files read.
REST_MS = 120


class FileReader(QObject):
    """Reads the file of one photograph whole, the one that was asked for last.

    Signals: `came(str, Reading)` with the photograph's id.
    """

    came = Signal(str, object)

    def __init__(self, decoder: Decoder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decoder = decoder
        self._photo = ""
        self._path: Path | None = None
        self._number = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask)
        decoder.read.connect(self._read)

    def read(self, photo: str, path: Path | None) -> None:
        """Read a photograph's file when nothing else is asked for in the next moment."""
        self._withdraw()
        self._photo, self._path = photo, path
        if path is None:
            self._rest.stop()
        else:
            self._rest.start()

    def is_settled(self) -> bool:
        """Return whether nothing is to come."""
        return not self._number and not self._rest.isActive()

    def close(self) -> None:
        """Wait for nothing more."""
        self._rest.stop()
        self._withdraw()

    def _withdraw(self) -> None:
        if self._number:
            self._decoder.withdraw(self._number)
            self._number = 0

    def _ask(self) -> None:
        assert self._path is not None
        path = os.fsencode(self._path)
        self._number = self._decoder.request_reading([path], whole=True, urgency=Urgency.WORDS)

    def _read(self, number: int, reply: ReadReply) -> None:
        if number == self._number:
            self._number = 0
            if reply.readings:
                self.came.emit(self._photo, reply.readings[0])
