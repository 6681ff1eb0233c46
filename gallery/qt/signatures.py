"""Lets PySide6 start without the part of it that tells signatures, until somebody asks for one.

WORKAROUND: PySide6 carries that part (for `help()`, for the words of a TypeError, for the making of
stubs) as Python source in a zip file inside its library, and compiles all 3,000 lines of it at each
start: 27 ms, a third of the time in which a bare window is there. There is no switch for it. Here
each of these modules is compiled when something of it is wanted for the first time.

Only the compilation is put off, for names that no other module has. Should PySide6 carry them
otherwise one day, they are not recognised, and all is as if this were not here.
"""

import builtins
import sys
import threading
from collections.abc import Callable
from typing import Any

# The files in the zip that are put off. PySide6's library reaches into some of the others without
# asking them as Python does.
_FILES = frozenset(
    f"shibokensupport/{name}.py"
    for name in (
        "signature/layout",
        "signature/lib/enum_sig",
        "signature/lib/pyi_generator",
        "signature/parser",
    )
)
# What is run in the place of such a module.
_STUB = "from gallery.qt.signatures import later\n__getattr__ = later(globals())\n"

_compile = builtins.compile
_sources: dict[str, bytes] = {}
# Errors may happen on any thread, and each of them wants to be put into words.
_lock = threading.RLock()


def import_shiboken() -> None:
    """Import PySide6's base, unless that has been done."""
    if "shiboken6" in sys.modules:
        return
    builtins.compile = _put_off
    try:
        import shiboken6  # noqa: F401
    finally:
        builtins.compile = _compile


def later(module: dict[str, Any]) -> Callable[[str], object]:
    """Return a `__getattr__` that runs the whole module when something of it is wanted.

    `module` is the namespace of one that has been put off.
    """

    def get(name: str) -> object:
        # The import system asks modules for names of its own, which these do not have.
        if name.startswith("__"):
            raise AttributeError(name)
        with _lock:
            if module.pop("__getattr__", None) is not None:
                file = str(module["__file__"])
                exec(_compile(_sources.pop(file), file, "exec"), module)  # noqa: S102
        try:
            return module[name]
        except KeyError:
            raise AttributeError(f"module {module['__name__']!r} has no {name!r}") from None

    return get


def _put_off(source: Any, filename: Any, mode: str, *more: Any, **options: Any) -> Any:
    """Stand in for `compile` while PySide6's base is imported."""
    if filename in _FILES and mode == "exec":
        _sources[filename] = source
        source = _STUB
    return _compile(source, filename, mode, *more, **options)
