"""Reads what a file and its sidecars say about a photograph: in worker processes only.

exiv2 is native code that parses whatever bytes a file has. Nothing of it leaves this module: the
result is plain text, in `gallery.metadata.report`. Each of the blocks (EXIF, IIM, XMP) may be
broken without harm to the others; what exiv2 gives up, `salvage` tries to recover.
"""

import os
import stat
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

import exiv2
import msgspec

from gallery.metadata import (
    extended,
    further,
    mending,
    position,
    previews,
    salvage,
    tags,
    technical,
    xmp,
)
from gallery.metadata.opening import GAVE_UP, Block, mapped, opened
from gallery.metadata.reconcile import choose, in_other_languages, reconcile
from gallery.metadata.report import Further, Gist, Origin, Reading, Technical
from gallery.metadata.said import Said
from gallery.metadata.sidecars import Sidecars

SIDECAR_TYPE = "application/rdf+xml"
BROKEN = "{} is damaged; its intact parts were read."


def read(path: str | bytes, language: str = "en") -> Reading:
    """Return everything that a file and its sidecars say. Raises OSError where it can't be read.

    `language` is that of the interface; texts that exist in it are preferred.
    """
    sidecars = Sidecars()
    taken = _take(path, sidecars)
    facts = Technical()
    if taken.image is not None:
        facts = technical.of(taken.image, previews.shown_size(path, taken.image))
        facts = msgspec.structs.replace(facts, bytes=os.stat(path).st_size)  # noqa: PTH116
    fields = reconcile(taken.said, _name(path), language, partial(_iim_is_newer, path, taken.image))
    found: list[Further] = []
    for sidecar in reversed(sidecars.beside(path)):
        beside, _ = opened(sidecar)
        if beside is not None:
            found[:0] = further.of_xmp(beside.xmpData(), Origin.SIDECAR)
            # Programs that geotag a raw file write the position into its sidecar.
            if where := position.in_xmp(beside.xmpData()):
                facts = msgspec.structs.replace(facts, **where._asdict())
    if taken.image is not None:
        found += further.of_picture(taken.image)
    return Reading(fields, tuple(found), facts, tuple(taken.problems))


def read_gist(path: str | bytes, sidecars: Sidecars, language: str = "en") -> Gist:
    """Return only the chosen values, in less than half the time. Raises OSError."""
    taken = _take(path, sidecars)
    newer = partial(_iim_is_newer, path, taken.image)
    values = choose(taken.said, _name(path), language, newer)
    others = in_other_languages(taken.said, values)
    passing = taken.image is None and not _can_be_read(path)
    return Gist(values, tuple(taken.problems), others, passing)


def _can_be_read(path: str | bytes) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (a path may be bytes)
            file.read(1)
    except OSError:
        return False
    return True


class _Taken(NamedTuple):
    """What a file and its sidecars say, as it stands there."""

    said: Said
    image: Any
    problems: list[str]


def _take(path: str | bytes, sidecars: Sidecars) -> _Taken:
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 (a path may be bytes)
        # Reading a pipe could wait for ever.
        raise OSError(f"“{os.fsdecode(path)}” is no file")
    said: Said = defaultdict(list)
    problems: list[str] = []
    for sidecar in sidecars.beside(path):
        _take_sidecar(sidecar, said, problems)
    image, log = opened(path)
    if image is not None:
        if digest := xmp.take(image.xmpData(), Origin.XMP, said):
            _take_extended(path, digest, said, problems)
        # From a sidecar by itself, exiv2 makes up EXIF and IIM that nobody has written.
        if image.mimeType() != SIDECAR_TYPE:
            tags.take_iim(tags.datasets(image.iptcData()), said)
            tags.take_exif(image, said)
    if log and any(GAVE_UP in line for line in log):
        _salvage(path, log, said, problems)
    return _Taken(said, image, problems)


def _take_extended(path: str | bytes, digest: str, said: Said, problems: list[str]) -> None:
    """Add the XMP that did not fit into the first packet."""
    try:
        with mapped(path) as data:
            packet, is_whole = extended.find(data, digest)
    except (OSError, ValueError):
        return
    image = None
    if packet:
        image, log = opened(Block(mending.xml(packet)))
        is_whole = is_whole and image is not None and not log
    if image is not None:
        xmp.take(image.xmpData(), Origin.XMP, said)
    if not is_whole:
        problems.append(BROKEN.format("XMP"))


def _name(path: str | bytes) -> str:
    return os.fsdecode(os.path.basename(path))  # noqa: PTH119 (a path may be bytes)


def _take_sidecar(path: str | bytes, said: Said, problems: list[str]) -> None:
    image, log = opened(path)
    if image is None or log:
        problems.append(f"The sidecar “{_name(path)}” cannot be read.")
    if image is not None:
        # exiv2 also translates it to EXIF and IIM, which nobody has written: those are not read.
        xmp.take(image.xmpData(), Origin.SIDECAR, said)


def _iim_is_newer(path: str | bytes, image: Any) -> bool:
    try:
        with mapped(path) as data:
            photoshop = salvage.blocks(data).photoshop
    except (OSError, ValueError):
        return False
    if not photoshop and image is not None:
        # TIFF keeps Photoshop's resources in a tag.
        with suppress(KeyError, exiv2.Exiv2Error):
            photoshop = bytes(image.exifData()["Exif.Image.ImageResources"].value().data())
    return salvage.iim_is_newer(photoshop)


def _salvage(path: str | bytes, log: Sequence[str], said: Said, problems: list[str]) -> None:
    """Look for the blocks that gave nothing, each by itself, and note which are broken."""
    got = {source.origin for sources in said.values() for source in sources}
    try:
        with mapped(path) as data:
            found = salvage.blocks(data)
    except (OSError, ValueError):
        # An empty file can't be mapped.
        found = salvage.Blocks()
    if Origin.EXIF not in got and found.exif:
        image, complaints = opened(Block(found.exif))
        if image is None or complaints:
            problems.append(BROKEN.format("EXIF"))
        if image is not None:
            tags.take_exif(image, said)
    if Origin.IIM not in got and found.photoshop:
        if any("IPTC" in line for line in log):
            problems.append(BROKEN.format("IIM"))
        whole: dict[str, list[str]] = defaultdict(list)
        for number, text in salvage.datasets(found.photoshop):
            whole[number].append(text.decode("utf-8", "surrogateescape"))
        tags.take_iim(whole, said)
    if Origin.XMP not in got and found.xmp:
        # By itself, a packet is a sidecar.
        image, complaints = opened(Block(mending.xml(found.xmp)))
        if image is None or complaints or any("XMP" in line for line in log):
            problems.append(BROKEN.format("XMP"))
        if image is not None:
            xmp.take(image.xmpData(), Origin.XMP, said)
