"""Remakes the README's pictures of the window: `uv run python assets/screenshots.py`."""

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

SCREENSHOTS = Path(__file__).parent / "screenshots"
SCENES = {
    "browse-dark": ["--theme", "dark", "--select", "aldrin-gemini12-1966"],
    "browse-light": ["--theme", "light", "--select", "curiosity-windjana-2014"],
    "search": ["--theme", "dark", "--search", "Леонов"],
    "photo": ["--theme", "dark", "--view", "photo", "--select", "gerst-iss-2014"],
}


def main() -> None:
    """Take all pictures, offscreen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    SCREENSHOTS.mkdir(exist_ok=True)
    for name, words in SCENES.items():
        taken = SCREENSHOTS / f"{name}.png"
        command = [sys.executable, "-m", "gallery", "--screenshot", str(taken), *words]
        subprocess.run(command, check=True, env=environment)
        with Image.open(taken) as image:
            image.convert("RGB").save(taken, optimize=True)


if __name__ == "__main__":
    main()
