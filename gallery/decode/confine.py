"""Takes from a worker process all rights but reading files and writing thumbnails.

Even a file that makes a decoder run its author's code is then confined to a process that reaches no
network, runs no program and writes only where its pixels and thumbnails go. On Linux only, and as
far as the system allows it:

- Landlock (Linux 5.13, not enabled everywhere) restricts the disk, and from 6.7 on TCP. It is tried
  first: it takes effect within the process after 0.3 ms, and needs no program and no user
  namespaces, which some systems forbid.
- bubblewrap is used where Landlock is missing: the worker starts again inside it, which doubles the
  time until it is ready, and takes one more process.
- seccomp blocks in both cases all other ways to the network, the ways into other processes, and
  the calls that change a file without writing to it.
"""

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

# From linux/landlock.h; the numbers of the system calls are the same on all processors.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ABI_WANTED = 1
_PATH_BENEATH = 1
_WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_FILE = 1 << 1, 1 << 2, 1 << 3, 1 << 5
_MAKE_DIR, _MAKE_REG, _TRUNCATE = 1 << 7, 1 << 8, 1 << 14
_LOOK = _READ_FILE | _READ_DIR
_CHANGE = _LOOK | _WRITE_FILE | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _TRUNCATE
# All that an ABI knows to forbid on disk: renaming across folders came with 2, truncating with 3,
# talking to devices with 5.
_HANDLED = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_HANDLED_SINCE_5 = (1 << 16) - 1
# Binding and connecting, since ABI 4; abstract sockets and signals to others, since ABI 6.
_TCP, _SCOPES = 0b11, 0b11

# From linux/prctl.h and linux/seccomp.h.
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF_0000, 0x0005_0000 | errno.EACCES
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
# What seccomp refuses, by processor: its number in linux/audit.h, then the system calls.
_REFUSED = {
    "x86_64": (
        0xC000_003E,
        # socket, connect; execve, execveat; ptrace, process_vm_readv and _writev; io_uring_setup,
        # which could do all of that too.
        *(41, 42, 59, 322, 101, 310, 311, 425),
        # What changes a file without writing to it, which Landlock lets pass: chmod, fchmod,
        # fchmodat, fchmodat2; chown, fchown, lchown, fchownat; utime, utimes, futimesat, utimensat;
        # setxattr, lsetxattr, fsetxattr; removexattr, lremovexattr, fremovexattr.
        *(90, 91, 268, 452, 92, 93, 94, 260, 132, 235, 261, 280, 188, 189, 190, 197, 198, 199),
    ),
    "aarch64": (
        0xC000_00B7,
        # The same, as far as this processor has them.
        *(198, 203, 221, 281, 117, 270, 271, 425),
        *(52, 53, 452, 55, 54, 88, 5, 6, 7, 14, 15, 16),
    ),
}
# On x86_64, the same calls by other numbers.
_X32 = 0x4000_0000

_INSIDE = "GIANT_LEAP_INSIDE_BUBBLEWRAP"


def confine(writable: Sequence[Path]) -> str:
    """Give up everything but reading, and writing into these folders; return what enforces it.

    Empty where nothing does. May start the process again. All threads started later are confined.
    """
    if sys.platform != "linux":
        return ""
    by = _by_landlock(writable) or _by_bubblewrap(writable)
    return " and ".join(one for one in (by, _by_seccomp()) if one)


def _by_landlock(writable: Sequence[Path]) -> str:
    abi = _call(_CREATE_RULESET, None, 0, _ABI_WANTED)
    if abi < 1:
        return ""
    handled = _HANDLED.get(abi, _HANDLED_SINCE_5)
    # Later kernels know more fields than earlier ones, and take no more than they know.
    fields = (handled, *((_TCP,) if abi >= 4 else ()), *((_SCOPES,) if abi >= 6 else ()))
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    rules = _call(_CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return ""
    try:
        for path, access in ((Path("/"), _LOOK), *((path, _CHANGE) for path in writable)):
            with suppress(OSError):
                place = os.open(path, os.O_PATH | os.O_CLOEXEC)
                try:
                    rule = struct.pack("=Qi", access & handled, place)
                    _call(_ADD_RULE, rules, _PATH_BENEATH, rule, 0)
                finally:
                    os.close(place)
        if not _give_up_privileges() or _call(_RESTRICT_SELF, rules, 0) < 0:
            return ""
    finally:
        os.close(rules)
    return f"Landlock (ABI {abi})"


def _by_bubblewrap(writable: Sequence[Path]) -> str:
    """Start again inside bubblewrap, where it is installed and works."""
    if os.environ.get(_INSIDE):
        return "bubblewrap"
    # Where Landlock works, none of this is imported.
    import shutil
    import subprocess

    bubblewrap = shutil.which("bwrap")
    if bubblewrap is None:
        return ""
    places = [word for path in writable for word in ("--bind-try", str(path), str(path))]
    around = [
        *(bubblewrap, "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"),
        *("--unshare-net", "--unshare-pid", "--unshare-ipc", "--die-with-parent"),
        *("--setenv", _INSIDE, "1", *places, "--"),
    ]
    with suppress(OSError, subprocess.SubprocessError):
        # Where user namespaces are forbidden it fails, and the worker would fail with it.
        subprocess.run([*around, "true"], check=True, capture_output=True, timeout=5)
        os.execv(bubblewrap, [*around, *sys.orig_argv])  # noqa: S606 (ourselves again)
    return ""


def _by_seccomp() -> str:
    known = _REFUSED.get(os.uname().machine)
    if known is None or struct.calcsize("P") != 8:
        return ""
    processor, *refused = known
    # Each step is a code, how many steps to go on if so and if not, and a number.
    to_refusal = len(refused) + 1
    steps = [
        (_LOAD, 0, 0, 4),
        (_IF_EQUAL, 0, to_refusal + 2, processor),
        (_LOAD, 0, 0, 0),
        (_IF_AT_LEAST, to_refusal, 0, _X32),
        *((_IF_EQUAL, to_refusal - at - 1, 0, call) for at, call in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    rules = struct.pack("@HP", len(steps), ctypes.addressof(program))
    if not _give_up_privileges() or _libc().prctl(_SET_SECCOMP, _FILTER, rules, 0, 0) != 0:
        return ""
    return "seccomp"


def _give_up_privileges() -> bool:
    """Keep programs that are run from having more rights than this process; both need it."""
    return bool(_libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0)


def _call(number: int, *arguments: int | bytes | None) -> int:
    result: int = _libc().syscall(number, *arguments)
    return result


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
