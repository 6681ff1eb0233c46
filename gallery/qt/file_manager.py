"""Shows a file in the person's file manager, selected among its neighbours.

On freedesktop.org desktops a file manager answers on the session bus, as
org.freedesktop.FileManager1; where none does, the folder is opened. macOS and Windows have programs
for it.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

_SERVICE = "org.freedesktop.FileManager1"
_OBJECT = "/org/freedesktop/FileManager1"


class FileManager(QObject):
    """Asks for files to be shown. Nothing here waits for an answer."""

    def show(self, path: Path) -> None:
        """Show a file where it lies."""
        if sys.platform == "darwin":
            QProcess.startDetached("open", ["-R", str(path)])
        elif sys.platform == "win32":
            QProcess.startDetached("explorer", [f"/select,{path}"])
        else:
            self._ask_the_bus(path)

    def _ask_the_bus(self, path: Path) -> None:
        # Imported when it is first used: loading it takes time.
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            self._open_folder(path)
            return
        message = QDBusMessage.createMethodCall(_SERVICE, _OBJECT, _SERVICE, "ShowItems")
        message.setArguments([[path.as_uri()], ""])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message), self)

        def answered() -> None:
            watcher.deleteLater()
            if watcher.isError():
                self._open_folder(path)

        watcher.finished.connect(answered)

    def _open_folder(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl(path.parent.as_uri()))
