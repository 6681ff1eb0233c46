"""The signatures of Qt's functions, which PySide6 makes known when somebody asks for them.

WORKAROUND: each time it is imported, PySide6 unpacks, compiles and runs 2,700 lines of Python of
its own (`shibokensupport`), a third of what its import takes. They tell signatures: in the error
of a call with wrong arguments, and in `help()`. And they look into the source of what is imported,
for `from __feature__ import snake_case`. A launch needs none of it.

The library in C brings `bootstrap`, calls it, and asks what that returns for functions by their
names. It runs what it brings in the module of that name, where there is one already; so there is
one, of a kind whose `bootstrap` returns a stand-in. What is first asked of that has all of it
loaded. With versions that are not known, everything is left as it is.
"""

import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

Version = tuple[int, int]
# From the first version that the program takes to the first that was not looked into.
FIRST, END = (6, 8), (6, 12)

_BOOTSTRAP, _MAPPING = "signature_bootstrap", "shibokensupport.signature.mapping"


def put_off(first: Version = FIRST, end: Version = END) -> None:
    """Have signatures loaded when they are wanted, where PySide6 is not there yet.

    This is for versions from `first` on, before `end`.
    """
    if "shiboken6" not in sys.modules:
        sys.modules[_BOOTSTRAP] = _Bootstrap(first, end)


class _Bootstrap(ModuleType):
    """The module in which PySide6 runs its own `bootstrap`; it is given ours."""

    def __init__(self, first: Version, end: Version) -> None:
        super().__init__(_BOOTSTRAP)
        self._first, self._end = first, end

    @property
    def bootstrap(self) -> Callable[[], object]:
        own: Callable[[], ModuleType] = vars(self)["bootstrap"]
        if self._first <= sys.modules["shiboken6"].__version_info__[:2] < self._end:
            return _StandIn(own).stand_in
        return own


class _StandIn:
    """Stands where PySide6 has its `loader`, and has that called for everything but its start.

    What is to be done at its start concerns `__feature__`, and functions of earlier versions.
    """

    def __init__(self, bootstrap: Callable[[], ModuleType]) -> None:
        self._bootstrap = bootstrap
        self._loader: ModuleType | None = None
        self._lock = threading.RLock()
        # A wrong call has names looked up in what this module holds, before anything is loaded.
        # The library keeps no reference to it of its own.
        self._names = ModuleType(_MAPPING)
        vars(self._names)["update_mapping"] = self._update_names

    def stand_in(self) -> "_StandIn":
        sys.modules[_MAPPING] = self._names
        return self

    def post_init(self) -> None:
        pass

    def finish_import(self, module: ModuleType) -> None:
        pass

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *words: getattr(self._load(), name)(*words)

    def _load(self) -> ModuleType:
        with self._lock:
            if self._loader is None:
                self._loader = self._bootstrap()
            return self._loader

    def _update_names(self) -> None:
        self._load()
        mapping = vars(sys.modules[_MAPPING])
        mapping["update_mapping"]()
        vars(self._names).update({**mapping, "update_mapping": self._update_names})
