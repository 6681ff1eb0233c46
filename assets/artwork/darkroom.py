"""From the linear picture to the print: glare, exposure, film curve, tone, grain, JPEG."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import bpy
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms
from studio import read_pixels

Array: TypeAlias = npt.NDArray[Any]
QUALITY = 91
LEAST_QUALITY = 80
MAX_BYTES = 1_450_000


@dataclass(frozen=True)
class Grade:
    """How a picture is developed; what is not said stays as it was."""

    exposure: float = 0.0  # stops
    look: str = "AgX - Medium High Contrast"
    glare: float = 0.04  # share of the light that the lens scatters, in a wide halo
    glare_size: float = 0.004  # radius where the halo has fallen to a third, of the width
    rays: float = 0.0  # strength of the star that an iris draws around the Sun
    ray_count: int = 6
    ray_turn: float = 12.0  # degrees
    warmth: float = 0.0  # -1 cold … 1 warm
    saturation: float = 1.0
    contrast: float = 1.0  # about middle grey, after the film curve
    black: float = 0.0  # display value drawn as black
    fade: float = 0.0  # lifts the blacks, as old prints do
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    vignette: float = 0.18
    grain: float = 0.006  # standard deviation, display values
    grain_size: float = 1.3  # pixels at 2400 wide
    softness: float = 0.0  # blur, pixels at 2400 wide
    monochrome: tuple[float, float, float] | None = None  # weights of red, green, blue


def develop(linear: Array, grade: Grade, seed: int, scratch: Path) -> Array:
    """Return display values (h, w, 3) from 0 to 1 for a linear picture."""
    picture = linear * np.float32(2.0**grade.exposure)
    if grade.warmth:
        picture = picture * np.array([1 + 0.12 * grade.warmth, 1, 1 - 0.14 * grade.warmth])
    if grade.glare or grade.rays:
        picture = _scatter(np.asarray(picture, np.float32), grade)
    if grade.softness:
        picture = _blur(np.asarray(picture, np.float32), grade.softness * linear.shape[1] / 2400)
    shown = _film_curve(np.asarray(picture, np.float32), grade.look, scratch)
    if grade.monochrome is not None:
        weights = np.array(grade.monochrome, np.float32)
        shown = np.repeat((shown @ (weights / weights.sum()))[..., None], 3, -1)
    elif grade.saturation != 1:
        grey = (shown @ np.array([0.2126, 0.7152, 0.0722], np.float32))[..., None]
        shown = grey + (shown - grey) * grade.saturation
    if grade.contrast != 1:
        shown = 0.45 + (shown - 0.45) * grade.contrast
    shown = (shown - grade.black) / (1 - grade.black)
    shown = np.clip(shown, 0, 1) * np.array(grade.tint, np.float32)
    height, width = shown.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    shown = shown * (1 - grade.vignette * np.clip((x * x + y * y) / 2, 0, 1) ** 1.4)[..., None]
    shown = shown + grade.fade * (1 - shown)
    if grade.grain:
        shown = shown + _grain(shown, grade, seed)
    return np.asarray(np.clip(shown, 0, 1), np.float32)


def save(shown: Array, target: Path) -> None:
    """Write a JPEG, sRGB, at the best quality that stays under the size limit."""
    # A little noise below one step keeps dark gradients from banding.
    dither = np.random.default_rng(7).uniform(-0.5, 0.5, shown.shape)
    values = np.clip(shown * 255 + dither, 0, 255)
    image = Image.fromarray(np.rint(values).astype(np.uint8))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for quality in range(QUALITY, LEAST_QUALITY - 1, -1):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, subsampling=2, optimize=True, icc_profile=profile)
        if out.tell() <= MAX_BYTES:
            break
    target.write_bytes(out.getvalue())


def _film_curve(linear: Array, look: str, scratch: Path) -> Array:
    scene: Any = bpy.context.scene
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = look
    settings = scene.render.image_settings
    settings.file_format, settings.color_mode, settings.color_depth = "PNG", "RGB", "16"
    height, width = linear.shape[:2]
    image = bpy.data.images.new("linear", width, height, float_buffer=True, alpha=False)
    image.colorspace_settings.name = "Linear Rec.709"
    pixels = np.ones((height, width, 4), np.float32)
    pixels[..., :3] = linear[::-1]
    image.pixels.foreach_set(pixels.ravel())
    path = scratch / "developed.png"
    image.save_render(str(path), scene=scene)
    bpy.data.images.remove(image)
    return np.array(read_pixels(path)[..., :3])


def _spectrum(shape: tuple[int, int]) -> tuple[Array, Array]:
    y = np.fft.fftfreq(shape[0])[:, None] * shape[0]
    x = np.fft.fftfreq(shape[1])[None, :] * shape[1]
    return np.asarray(x, np.float32), np.asarray(y, np.float32)


def _convolve(picture: Array, kernel: Array) -> Array:
    """Convolve each channel with a kernel of the same size, centred on its first element."""
    factor = np.fft.rfft2(kernel)
    shape = kernel.shape
    height, width = picture.shape[:2]
    padded = np.zeros(shape, np.float32)
    result = np.empty_like(picture)
    for channel in range(3):
        padded[:height, :width] = picture[..., channel]
        result[..., channel] = np.fft.irfft2(np.fft.rfft2(padded) * factor, shape)[:height, :width]
    return result


def _padded(picture: Array) -> tuple[int, int]:
    return picture.shape[0] * 3 // 2, picture.shape[1] * 3 // 2


def _scatter(picture: Array, grade: Grade) -> Array:
    """Spread a share of all light as a lens does: a halo, and rays off the iris blades."""
    height, width = picture.shape[:2]
    # Half the size: halos are smooth.
    half = picture[: height // 2 * 2, : width // 2 * 2]
    half = half.reshape(height // 2, 2, width // 2, 2, 3).mean((1, 3)).astype(np.float32)
    shape = _padded(half)
    x, y = _spectrum(shape)
    radius = np.hypot(x, y)
    core = max(grade.glare_size * half.shape[1], 0.8)
    halo = 1 / (1 + (radius / core) ** 2) ** 1.35
    kernel = grade.glare * halo / halo.sum()
    if grade.rays:
        angle = np.arctan2(y, x)
        star = np.zeros_like(radius)
        for blade in range(grade.ray_count):
            away = angle - math.radians(grade.ray_turn) - blade * 2 * math.pi / grade.ray_count
            away = np.abs((away + math.pi) % (2 * math.pi) - math.pi)
            uneven = ((blade * 7) % 5) / 4
            reach = half.shape[1] * (0.030 + 0.045 * uneven)
            across = radius * np.sin(np.minimum(away, 1.5))
            spread = 0.75 + radius * 0.0016
            star += (0.5 + uneven) * np.where(
                away < 0.5,
                np.exp(-((across / spread) ** 2)) * np.exp(-radius / reach) / (1 + radius * 0.05),
                0,
            )
        kernel = kernel + grade.rays * star / star.sum()
    glow = _convolve(half, np.asarray(kernel, np.float32))
    wide = np.asarray(np.repeat(np.repeat(glow, 2, 0), 2, 1))
    result = picture * (1 - grade.glare)
    result[: wide.shape[0], : wide.shape[1]] += _blur(wide, 1.0)
    return np.maximum(result, 0).astype(np.float32)


def _blur(picture: Array, sigma: float) -> Array:
    if sigma < 0.2:
        return picture
    reach = math.ceil(3 * sigma)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2).astype(np.float32)
    weights /= weights.sum()
    for axis in (0, 1):
        pad = [(0, 0)] * picture.ndim
        pad[axis] = (reach, reach)
        wide = np.pad(picture, pad, mode="edge")
        length = picture.shape[axis]
        picture = np.asarray(
            sum(w * np.take(wide, range(i, i + length), axis=axis) for i, w in enumerate(weights)),
            np.float32,
        )
    return picture


def _grain(shown: Array, grade: Grade, seed: int) -> Array:
    """Noise that is strongest in the middle tones, partly shared by the three colours."""
    chance = np.random.default_rng(seed)
    height, width = shown.shape[:2]
    colours = 1 if grade.monochrome is not None else 3
    noise = chance.standard_normal((height, width, 1)).astype(np.float32)
    if colours == 3:
        noise = 0.8 * noise + 0.6 * chance.standard_normal((height, width, 3)).astype(np.float32)
    noise = _blur(noise, grade.grain_size * 0.45 * width / 2400)
    noise /= noise.std()
    level = shown.mean(-1, keepdims=True)
    return np.asarray(grade.grain * noise * (0.35 + 2.6 * level * (1 - level)), np.float32)
