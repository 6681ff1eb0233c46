"""What small film does to a picture before it is developed: it holds less, and shakes."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image

Array = np.ndarray[Any, Any]


def enlarge(linear: Array, by: float) -> Array:
    """Enlarge a linear picture (h, w, 3): film grain carries no finer detail than this.

    Works on square roots, so that bright edges do not ring.
    """
    height, width = linear.shape[:2]
    size = (round(width * by), round(height * by / 2) * 2)
    planes = [
        Image.fromarray(np.sqrt(np.maximum(linear[..., k], 0)).astype(np.float32)).resize(
            size, Image.Resampling.BICUBIC
        )
        for k in range(3)
    ]
    return np.asarray(np.stack([np.asarray(p) for p in planes], -1) ** 2, np.float32)


def shake(linear: Array, reach: float, slope: float = 0.35) -> Array:
    """Let the camera drift to the right while the shutter is open, by pixels at 2400 wide."""
    steps = max(1, round(linear.shape[1] / 2400 * reach))
    height, width = linear.shape[:2]
    edge = steps + 1
    wide = np.pad(linear, ((edge, edge), (edge, edge), (0, 0)), mode="edge")
    drift = np.zeros_like(linear)
    for k in range(steps):
        top, left = edge - round(k * slope), edge - k
        drift += wide[top : top + height, left : left + width]
    return np.asarray(drift / steps, np.float32)
