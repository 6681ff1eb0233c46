"""What all tests need before Qt is loaded."""

import os
import tempfile

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The thumbnails of the person who runs the tests are left alone.
_CACHE = tempfile.TemporaryDirectory(prefix="giant-leap-tests-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name

# Noise of the platform without a screen: it tells of wishes that only a window manager could grant.
PLATFORM_NOISE = (
    r"This plugin does not support propagateSizeHints\(\)",
    r"This plugin does not support raise\(\)",
    r"This plugin does not support grabbing the keyboard",
)


def pytest_configure(config: pytest.Config) -> None:
    for line in PLATFORM_NOISE:
        config.addinivalue_line("qt_log_ignore", line)


def pytest_unconfigure() -> None:
    _CACHE.cleanup()
