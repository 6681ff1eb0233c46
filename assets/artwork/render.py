"""Render the gallery's illustrations: every scene module beside this file becomes one JPEG.

Usage: python assets/artwork/render.py [ID ...] [--draft] [--to DIR] [--again]

It needs Blender as a Python module, on Python 3.11: `uv run --no-dev --group artwork …`.
A scene module has ``build(studio)``; it may set SIZE, SAMPLES, SEED and GRADE, and may name a
function ``finish(linear, studio)`` that alters the linear picture before it is developed. A module
with ``compose(photos)`` instead makes its picture of the others, without Blender.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

import numpy as np

HERE = Path(__file__).resolve().parent
PHOTOS = HERE.parent / "photos"
SIZE = (2400, 1600)
SAMPLES = 20
SEED = 1
DRAFT_WIDTH = 600
DRAFT_SAMPLES = 10


def scene_ids() -> list[str]:
    """List the ids of all scene modules: the files here that define ``build`` or ``compose``."""
    return sorted(
        path.stem.replace("_", "-")
        for path in HERE.glob("*.py")
        if re.search(
            r"^def (build\(studio|compose\(photos)\b", path.read_text("utf-8"), re.MULTILINE
        )
    )


def module(scene_id: str) -> ModuleType:
    """Return the module of a scene."""
    return importlib.import_module(scene_id.replace("-", "_"))


def linear_picture(
    scene: ModuleType, width: int, height: int, samples: int, folder: Path, again: bool
) -> np.ndarray:
    """Render a scene, or with ``again`` take the linear picture of its last render."""
    from studio import Studio

    kept = folder / "linear.npy"
    studio = Studio(getattr(scene, "SEED", SEED), width, height, samples)
    picture: np.ndarray | None = np.load(kept) if again and kept.exists() else None
    if picture is None or picture.shape[:2] != (height, width):
        scene.build(studio)
        picture = studio.render(folder)
        np.save(kept, picture)
    return scene.finish(picture, studio) if hasattr(scene, "finish") else picture


def render(scene_id: str, target: Path, draft: bool, width: int, samples: int, again: bool) -> None:
    """Render one scene to a JPEG and say how long it took."""
    from darkroom import Grade, develop, save

    started = time.monotonic()
    scene = module(scene_id)
    full_width, full_height = getattr(scene, "SIZE", SIZE)
    if draft:
        width = width or DRAFT_WIDTH
        samples = samples or DRAFT_SAMPLES
    width = width or full_width
    height = round(width * full_height / full_width)
    samples = samples or getattr(scene, "SAMPLES", SAMPLES)
    # The linear picture stays in the folder for temporary files, for `--again`.
    folder = Path(tempfile.gettempdir()) / "giant-leap-artwork" / f"{scene_id}-{width}"
    folder.mkdir(parents=True, exist_ok=True)
    linear = linear_picture(scene, width, height, samples, folder, again)
    shown = develop(linear, getattr(scene, "GRADE", Grade()), getattr(scene, "SEED", SEED), folder)
    save(shown, target)
    seconds = time.monotonic() - started
    sys.stdout.write(
        f"{scene_id}: {width}×{height}, {samples} samples, "
        f"{target.stat().st_size / 1000:.0f} kB, {seconds:.0f} s → {target}\n"
    )
    sys.stdout.flush()


def compose(scene_id: str, target: Path) -> None:
    """Make a picture of the others and say how long it took."""
    started = time.monotonic()
    scene = module(scene_id)
    scene.compose(PHOTOS).save(target, "JPEG", quality=scene.QUALITY, optimize=True)
    size, seconds = target.stat().st_size / 1000, time.monotonic() - started
    sys.stdout.write(f"{scene_id}: {size:.0f} kB, {seconds:.0f} s → {target}\n")


def main(argv: list[str] | None = None) -> int:
    """Render the scenes named on the command line, or all of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="scenes to render (default: all)")
    parser.add_argument("--draft", action="store_true", help="small and quick, to look at")
    parser.add_argument("--to", type=Path, metavar="DIR", help="folder to write to")
    parser.add_argument("--width", type=int, default=0, help="width in pixels")
    parser.add_argument("--samples", type=int, default=0, help="samples a pixel")
    parser.add_argument("--again", action="store_true", help="only develop the last render again")
    options = parser.parse_args(argv)
    try:
        import bpy  # noqa: F401
    except ImportError:
        sys.stderr.write(
            "The pictures are rendered with Blender as a Python module (bpy), which is not "
            "installed here. It comes with Python 3.11 and the dependency group “artwork”; "
            "the README in assets/artwork says how.\n"
        )
        return 1
    sys.path.insert(0, str(HERE))
    known = scene_ids()
    unknown = sorted(set(options.ids) - set(known))
    if unknown:
        parser.error(f"no such scene: {', '.join(unknown)} (known: {', '.join(known)})")
    drafts = Path(tempfile.gettempdir()) / "giant-leap-artwork"
    folder = options.to or (drafts if options.draft else PHOTOS)
    folder.mkdir(parents=True, exist_ok=True)
    # What is composed of the others comes last.
    for scene_id in sorted(options.ids or known, key=lambda one: hasattr(module(one), "compose")):
        if hasattr(module(scene_id), "compose"):
            compose(scene_id, folder / f"{scene_id}.jpg")
            continue
        render(
            scene_id,
            folder / f"{scene_id}.jpg",
            options.draft,
            options.width,
            options.samples,
            options.again,
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
