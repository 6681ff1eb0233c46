"""A worker's process: started by Qt, or started before Qt was loaded and taken over."""

import os
import select
import signal
import sys
import time
from contextlib import suppress

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QSocketNotifier, Signal

from gallery.decode import spawn
from gallery.decode.spawn import Running

_MOST_READ = 1 << 16


class Process(QObject):
    """One process with its pipes.

    Signals: `said(object)` and `complained(object)` with bytes from its standard output and error,
    `ended()`, also where it could not be started.
    """

    said = Signal(object)
    complained = Signal(object)
    ended = Signal()

    def is_running(self) -> bool:
        """Return whether there is a process."""
        raise NotImplementedError

    def write(self, data: bytes) -> None:
        """Write to its standard input."""
        raise NotImplementedError

    def close_input(self) -> None:
        """Let it know that nothing more will be written."""
        raise NotImplementedError

    def kill(self) -> None:
        """End it, whatever it is at."""
        raise NotImplementedError

    def wait(self, milliseconds: int) -> bool:
        """Wait until it has ended; return whether it has."""
        raise NotImplementedError


class OwnProcess(Process):
    """A worker that is started here, and can be started again."""

    def __init__(self, folder: str, parent: QObject) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setProgram(sys.executable)
        self._process.setArguments([*spawn.WORKER, folder])
        environment = QProcessEnvironment.systemEnvironment()
        for name, value in spawn.ENVIRONMENT.items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(
            lambda: self.said.emit(self._process.readAllStandardOutput().data())
        )
        self._process.readyReadStandardError.connect(
            lambda: self.complained.emit(self._process.readAllStandardError().data())
        )
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)

    def start(self) -> None:
        """Start the process, where it has not begun or has ended."""
        self._process.start()

    def is_running(self) -> bool:
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def write(self, data: bytes) -> None:
        self._process.write(data)

    def close_input(self) -> None:
        self._process.closeWriteChannel()

    def kill(self) -> None:
        self._process.kill()

    def wait(self, milliseconds: int) -> bool:
        return self._process.waitForFinished(milliseconds)

    def _finished(self) -> None:
        self.complained.emit(self._process.readAllStandardError().data())
        self.ended.emit()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.ended.emit()


class AdoptedProcess(Process):
    """A worker that was started before Qt was there."""

    def __init__(self, running: Running, parent: QObject) -> None:
        super().__init__(parent)
        self._process = running.process
        self._stdin, self._stdout, self._stderr = running.stdin, running.stdout, running.stderr
        self._is_running = True
        # A pipe holds less than a long request: whoever waited until all of it is read would wait
        # for a worker that is held by its disk.
        self._unwritten = bytearray()
        os.set_blocking(self._stdin, False)
        self._room = QSocketNotifier(self._stdin, QSocketNotifier.Type.Write, self)
        self._room.setEnabled(False)
        self._room.activated.connect(self._write)
        self._answers = QSocketNotifier(self._stdout, QSocketNotifier.Type.Read, self)
        self._answers.activated.connect(self._read)
        # What it has complained of is read without waiting for more.
        os.set_blocking(self._stderr, False)
        self._complaints = QSocketNotifier(self._stderr, QSocketNotifier.Type.Read, self)
        self._complaints.activated.connect(self._listen)

    def is_running(self) -> bool:
        return self._is_running

    def write(self, data: bytes) -> None:
        self._unwritten += data
        self._write()

    def close_input(self) -> None:
        self._room.setEnabled(False)
        if self._stdin >= 0:
            os.close(self._stdin)
            self._stdin = -1

    def kill(self) -> None:
        if self._is_running:
            os.kill(self._process, signal.SIGKILL)

    def wait(self, milliseconds: int) -> bool:
        end = time.monotonic() + milliseconds / 1_000
        while self._is_running:
            left = max(0.0, end - time.monotonic())
            readable, _, _ = select.select([self._stdout], [], [], left)
            if not readable:
                return False
            self._read()
        return True

    def _write(self) -> None:
        if self._stdin < 0:
            return
        try:
            del self._unwritten[: os.write(self._stdin, self._unwritten)]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            # It has ended meanwhile, which is found out by reading.
            self._unwritten.clear()
        self._room.setEnabled(bool(self._unwritten))

    def _read(self) -> None:
        if not self._is_running:
            return
        data = os.read(self._stdout, _MOST_READ)
        if data:
            self.said.emit(data)
            return
        self._listen()
        self._is_running = False
        self._answers.setEnabled(False)
        self._complaints.setEnabled(False)
        self.close_input()
        os.close(self._stdout)
        os.close(self._stderr)
        # It has closed its output, and has nothing more to do but leave.
        os.kill(self._process, signal.SIGKILL)
        spawn.bury(self._process)
        self.ended.emit()

    def _listen(self) -> None:
        if not self._is_running:
            return
        with suppress(BlockingIOError):
            data = os.read(self._stderr, _MOST_READ)
            self._complaints.setEnabled(bool(data))
            self.complained.emit(data)
