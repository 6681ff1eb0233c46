"""Starts Qt, and gives access to what the system offers: browser, clipboard, threads.

Errors on which Qt would abort are reported in one sentence.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import (
    QMessageLogContext,
    QResource,
    QSocketNotifier,
    QThread,
    QThreadPool,
    QTimer,
    QtMsgType,
    QUrl,
    SignalInstance,
    qInstallMessageHandler,
)
from PySide6.QtGui import QClipboard, QDesktopServices, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from gallery import __version__

RESOURCES = Path(__file__).parent.parent / "resources.rcc"
DESKTOP_FILE = "io.github.giant_leap.GiantLeap"


class NoResourcesError(RuntimeError):
    """The compiled resources are not where the installation puts them."""


def create(arguments: list[str]) -> QApplication:
    """Return the application object, with the resources known to Qt.

    Where Qt finds no display it would abort; instead the program says so in one sentence and exits
    with status 2. Raises NoResourcesError.
    """
    # WORKAROUND: some launches come up blank unless the main thread is the first of our threads
    # that Qt sees.
    QThread.currentThread()
    messages = _Messages()
    qInstallMessageHandler(messages.take)
    QApplication.setApplicationName("giant-leap")
    QApplication.setApplicationDisplayName("Giant Leap")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName(DESKTOP_FILE)
    application = QApplication([sys.argv[0], *arguments])
    messages.let_through()
    register_resources()
    application.setWindowIcon(QIcon(":/icons/giant-leap.svg"))
    return application


def register_resources() -> None:
    """Make the compiled icons and style sheet known to Qt. Raises NoResourcesError."""
    if not QResource.registerResource(str(RESOURCES)):
        raise NoResourcesError(f"{RESOURCES} is missing; install Giant Leap again to have it made.")


class _Messages:
    """Takes Qt's messages: held back until it has started, so that a refusal stays short."""

    def __init__(self) -> None:
        self._held: list[str] | None = []

    def take(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(f"gallery: {self._refusal(message)}\n")
            sys.stderr.flush()
            # Qt aborts when this returns; there is nothing to clean up yet.
            os._exit(2)
        if kind is QtMsgType.QtDebugMsg:
            return
        if self._held is None:
            sys.stderr.write(f"{message}\n")
        else:
            self._held.append(message)

    def let_through(self) -> None:
        held, self._held = self._held or [], None
        for message in held:
            sys.stderr.write(f"{message}\n")

    def _refusal(self, message: str) -> str:
        said = " ".join([*(self._held or []), message])
        if "xcb-cursor" in said:
            return (
                "no window can be shown: Qt found no usable display, or needs the library"
                " libxcb-cursor (on Debian: apt install libxcb-cursor0)."
            )
        return f"no window can be shown here; Qt says: {' '.join(said.split())[:300]}"


def open_address(address: str) -> bool:
    """Open a web address in the person's browser; anything else is refused."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return url.scheme() in ("http", "https") and QDesktopServices.openUrl(url)


def clipboard() -> QClipboard:
    """Return the system's clipboard."""
    return QGuiApplication.clipboard()


def release_clipboard() -> None:
    """Clear the clipboard where nothing else would.

    WORKAROUND: without a windowing system the clipboard is torn down behind Python, and an object
    that Python made would be destroyed when Python is gone.
    """
    if QGuiApplication.platformName() == "offscreen":
        QGuiApplication.clipboard().clear()


class SignalWatch:
    """Ends the program in order when it is interrupted or told to terminate.

    Qt's loop runs no Python by itself: a signal writes a byte into a socket, and the socket wakes
    the loop. Keep it for as long as the program runs.
    """

    def __init__(self, application: QApplication) -> None:
        self._qt_end, self._python_end = socket.socketpair()
        self._qt_end.setblocking(False)
        self._python_end.setblocking(False)
        self._notifier = QSocketNotifier(self._qt_end.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._wake)
        signal.set_wakeup_fd(self._python_end.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            # A signal may come before the loop runs: the timer makes it wait for the loop.
            signal.signal(number, lambda *_: QTimer.singleShot(0, application.quit))

    def close(self) -> None:
        """Stop listening; from now on a signal ends the program at once."""
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._qt_end.close()
        self._python_end.close()

    def _wake(self) -> None:
        # Python's own handler runs as soon as any Python runs: here.
        self._qt_end.recv(64)


def when_idle(act: Callable[[], object]) -> None:
    """Do something after the pending events, such as the first paint."""
    QTimer.singleShot(0, act)


def in_turns_after(signal: SignalInstance, acts: Iterable[Callable[[], object]]) -> None:
    """Once a signal has come, do some things one by one, with events in between."""
    left = iter(acts)

    def begin() -> None:
        signal.disconnect(begin)
        go_on()

    def go_on() -> None:
        act = next(left, None)
        if act is not None:
            act()
            when_idle(go_on)

    signal.connect(begin)


def threads() -> QThreadPool:
    """Return threads of our own, which are waited for at the end."""
    pool = QThreadPool()
    pool.setMaxThreadCount(2)
    return pool
