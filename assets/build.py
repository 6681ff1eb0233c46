"""Build hook: compiles resources.qrc to gallery/resources.rcc, for wheels and editable installs.

The result is binary and reproducible, and is not kept in git.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Any fixed moment will do; with it the same files give the same bytes.
SOURCE_DATE = "1"
# What the system's loader leaves with where a program lacks a library.
NOT_STARTED = 127


class RccError(Exception):
    """Qt's resource compiler could not do its work; the text says why."""


def compile_resources(root: Path) -> Path:
    """Compile root/resources.qrc and return the file made. Raises FileNotFoundError, RccError."""
    target = root / "gallery" / "resources.rcc"
    # A program that runs has the old file mapped: it is replaced, never written into.
    made = target.with_suffix(".rcc.new")
    environment = {**os.environ, "QT_RCC_SOURCE_DATE_OVERRIDE": SOURCE_DATE}
    ended = subprocess.run(
        [rcc(), "--binary", "--output", made, root / "resources.qrc"],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env=environment,
    )
    if ended.returncode:
        why = f"Qt's resource compiler failed: {ended.stderr.strip() or ended.returncode}"
        if ended.returncode == NOT_STARTED:
            why += "; on Debian, apt install libglib2.0-0"
        raise RccError(why)
    return made.replace(target)


def rcc() -> Path:
    """Return Qt's resource compiler, which PySide6-Essentials brings. Raises FileNotFoundError."""
    package = find_spec("PySide6")
    if package is None or not package.submodule_search_locations:
        raise FileNotFoundError("PySide6-Essentials is not installed: it brings rcc")
    folder = Path(package.submodule_search_locations[0])
    name = "rcc.exe" if sys.platform == "win32" else "rcc"
    for place in (folder / "Qt" / "libexec" / name, folder / name):
        if place.is_file():
            return place
    raise FileNotFoundError(f"PySide6-Essentials in {folder} has no {name}")


class ResourceHook(BuildHookInterface[Any]):
    """Runs before a wheel or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the resources beside the package's modules."""
        try:
            compile_resources(Path(self.root))
        except (FileNotFoundError, RccError) as error:
            self.app.abort(str(error))
