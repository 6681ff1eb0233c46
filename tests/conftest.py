"""What all tests need before Qt is loaded."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Noise of the platform without a screen: it tells of wishes that only a window manager could grant.
PLATFORM_NOISE = (
    r"This plugin does not support propagateSizeHints\(\)",
    r"This plugin does not support raise\(\)",
    r"This plugin does not support grabbing the keyboard",
)


def pytest_configure(config: pytest.Config) -> None:
    for line in PLATFORM_NOISE:
        config.addinivalue_line("qt_log_ignore", line)
