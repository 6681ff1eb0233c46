"""What a person can do about a picture file that cannot be shown, or not all of it."""

from gallery.decode.job import IN_WORDS, Fault

ADVICE = {
    Fault.GONE: "Put it back where it was, or open it where it lies now.",
    Fault.NO_PERMISSION: "Change its permissions, in a file manager for example, and try again.",
    Fault.UNREADABLE: "Connect the disk or the network again, and try again.",
    Fault.UNSUPPORTED: "The program that made it may be able to export it as JPEG, PNG or TIFF.",
    Fault.NO_JPEG_XL: "Start Giant Leap again when that is done.",
    Fault.NO_PREVIEW: "Open it with a program that develops raw files, and export it from there.",
    Fault.DAMAGED: "Copy it again from the camera, or from a backup.",
    Fault.TOO_LARGE: "Make a smaller copy of it with the program that made it.",
    Fault.OUT_OF_MEMORY: "Close other programs, and try again.",
    Fault.TIMED_OUT: "Try again later; a disk that is busy takes longer.",
    Fault.CRASHED: "Copy it again from the camera, or from a backup; it may be damaged.",
}
# Faults that may be over next time; the others lie in the file itself.
PASSING = frozenset(
    (
        *(Fault.GONE, Fault.NO_PERMISSION, Fault.UNREADABLE),
        *(Fault.OUT_OF_MEMORY, Fault.TIMED_OUT, Fault.CRASHED),
    )
)


def in_full(fault: Fault) -> str:
    """Return what is wrong, and what can be done about it."""
    return f"{IN_WORDS[fault]} {ADVICE[fault]}"
