"""Render the gallery illustrations: every scene module beside this file becomes one JPEG.

Usage: python assets/artwork/render.py [id ...] [--width W] [--to DIR]
"""

from __future__ import annotations

import argparse
import importlib
import io
import re
import sys
import time
from pathlib import Path

import resvg_py
from PIL import Image

HERE = Path(__file__).resolve().parent
PHOTOS = HERE.parent / "photos"
FULL_WIDTH = 2400
QUALITY = 88
MAX_BYTES = 1_200_000


def scene_ids() -> list[str]:
    """List the ids of all scene modules: the files here that define ``draw``."""
    return sorted(
        path.stem.replace("_", "-")
        for path in HERE.glob("*.py")
        if re.search(r"^def draw\(\) -> str:", path.read_text("utf-8"), re.MULTILINE)
    )


def picture(scene_id: str, width: int) -> Image.Image:
    """Draw one scene and return it as an opaque RGB image.

    A scene may set ``NATIVE``, the pixels of width at which it is always drawn (lit textures
    depend on it); any other scene is drawn at the width wanted.
    """
    scene = importlib.import_module(scene_id.replace("-", "_"))
    svg: str = scene.draw()
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=getattr(scene, "NATIVE", width),
        background="#000000",
        skip_system_fonts=True,
    )
    image = Image.open(io.BytesIO(bytes(png))).convert("RGB")
    return image.resize((width, width * 2 // 3), Image.Resampling.LANCZOS)


def render(scene_id: str, width: int, folder: Path) -> Path:
    """Render one scene to ``folder/<id>.jpg`` and report its size."""
    started = time.monotonic()
    target = folder / f"{scene_id}.jpg"
    # Not progressive: that would take the viewer four times as long to draw a small one.
    picture(scene_id, width).save(target, "JPEG", quality=QUALITY, optimize=True)
    size = target.stat().st_size
    note = "  TOO LARGE" if size > MAX_BYTES else ""
    seconds = time.monotonic() - started
    sys.stdout.write(f"{scene_id}: {width} px, {size / 1000:.0f} kB, {seconds:.1f} s{note}\n")
    return target


def main(argv: list[str] | None = None) -> int:
    """Render the scenes named on the command line, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", metavar="id", help="scenes to render (default: all)")
    parser.add_argument("--width", type=int, default=FULL_WIDTH, help="width in pixels")
    parser.add_argument("--to", type=Path, default=PHOTOS, metavar="DIR", help="output folder")
    options = parser.parse_args(argv)
    known = scene_ids()
    unknown = sorted(set(options.ids) - set(known))
    if unknown:
        parser.error(f"no such scene: {', '.join(unknown)} (known: {', '.join(known)})")
    sys.path.insert(0, str(HERE))
    options.to.mkdir(parents=True, exist_ok=True)
    too_large = [
        path
        for path in (render(i, options.width, options.to) for i in options.ids or known)
        if path.stat().st_size > MAX_BYTES
    ]
    return 1 if too_large else 0


if __name__ == "__main__":
    raise SystemExit(main())
