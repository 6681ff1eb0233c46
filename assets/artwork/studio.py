"""The photo studio: a camera, one Sun, a sky behind everything, and the render itself.

A scene module builds its things in ``build(studio)``; the studio renders them with Cycles into
a linear picture (float, alpha) and lays it over the sky. The sky is a function of direction
(see ``sky.py`` and ``earth.py``): it is drawn pixel by pixel without noise behind the scene,
and once more as a panorama that lights the scene and stands in its mirrors.

Axes: x right, y away from the usual camera, z up. Lengths in metres.
"""

from __future__ import annotations

import math
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import bpy
import numpy as np
import numpy.typing as npt
from mathutils import Quaternion, Vector

Array: TypeAlias = npt.NDArray[np.float32]
Sky: TypeAlias = Callable[[Array, float], Array]
"""Linear radiance (n, 3) in directions (n, 3); the second argument is a pixel's angle in rad."""

SUN_DEGREES = 0.53
SENSOR_MM = 36.0
FAR = 1.0e6
BAND_ROWS = 64  # rows of sky computed at a time, to bound memory
FULL_WIDTH = 2400
MIN_SAMPLES = 6
NOISE_THRESHOLD = 0.05
BOUNCES = 6


def unit(direction: Sequence[float]) -> Vector:
    """Return the direction at length 1."""
    return Vector(direction).normalized()


class Studio:
    """An empty scene with render settings; ``rng`` is the picture's own source of chance."""

    def __init__(
        self, seed: int = 1, width: int = 2400, height: int = 1600, samples: int = 20
    ) -> None:
        bpy.ops.wm.read_factory_settings(use_empty=True)
        self.seed, self.width, self.height = seed, width, height
        self.rng = random.Random(seed)
        self.sun_toward = Vector((0, 0, 1))
        self.sun_strength = 5.0
        self.skies: list[Sky] = []
        self.sun_seen = False
        self.panorama_width = 2048
        scene = bpy.context.scene
        scene.render.engine = "CYCLES"
        scene.render.resolution_x, scene.render.resolution_y = width, height
        scene.render.resolution_percentage = 100
        scene.render.film_transparent = True
        scene.render.use_persistent_data = False
        cycles = scene.cycles
        cycles.device = "CPU"
        cycles.seed = seed
        cycles.samples = samples
        cycles.use_adaptive_sampling = True
        cycles.adaptive_threshold = NOISE_THRESHOLD
        cycles.adaptive_min_samples = min(MIN_SAMPLES, samples)
        cycles.use_denoising = True
        cycles.denoiser = "OPENIMAGEDENOISE"
        cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
        cycles.denoising_prefilter = "ACCURATE"
        cycles.max_bounces = BOUNCES
        cycles.diffuse_bounces = 2
        cycles.glossy_bounces = 4
        cycles.transmission_bounces = 6
        cycles.transparent_max_bounces = 8
        cycles.caustics_reflective = False
        cycles.caustics_refractive = False
        cycles.sample_clamp_indirect = 6.0
        cycles.use_auto_tile = False
        self.scene = scene

    # -- what stands in the studio

    def camera(
        self,
        at: Sequence[float],
        look_at: Sequence[float],
        lens: float = 50.0,
        focus: Sequence[float] | float | None = None,
        f_stop: float | None = None,
        roll: float = 0.0,
        shift: tuple[float, float] = (0.0, 0.0),
    ) -> Any:
        """Set up a 36 mm camera; lens in mm, roll in degrees, focus a distance or a point.

        Without ``f_stop`` all is sharp.
        """
        data = bpy.data.cameras.new("camera")
        data.sensor_width = SENSOR_MM
        data.sensor_fit = "HORIZONTAL"
        data.lens = lens
        data.clip_start, data.clip_end = 0.005, FAR
        data.shift_x, data.shift_y = shift
        thing = bpy.data.objects.new("camera", data)
        self.scene.collection.objects.link(thing)
        thing.location = at
        view = Vector(look_at) - Vector(at)
        turn = view.to_track_quat("-Z", "Y") @ Quaternion((0, 0, 1), math.radians(roll))
        thing.rotation_mode = "QUATERNION"
        thing.rotation_quaternion = turn
        if f_stop is not None:
            if focus is None:
                distance = view.length
            elif isinstance(focus, int | float):
                distance = float(focus)
            else:
                distance = (Vector(focus) - Vector(at)).length
            data.dof.use_dof = True
            data.dof.focus_distance = distance
            data.dof.aperture_fstop = f_stop
        self.scene.camera = thing
        return thing

    def sun(
        self,
        toward: Sequence[float],
        strength: float = 5.0,
        colour: Sequence[float] = (1.0, 0.965, 0.92),
        angle: float = SUN_DEGREES,
        seen: bool = False,
    ) -> Any:
        """Let the Sun shine from the direction ``toward`` it.

        Strength in W/m2 of the scene: white cloth in it has a radiance of strength / pi.
        ``seen`` draws its disc in the sky (give the grade a glare with it).
        """
        self.sun_toward, self.sun_strength, self.sun_seen = unit(toward), strength, seen
        data = bpy.data.lights.new("sun", "SUN")
        data.energy, data.angle, data.color = strength, math.radians(angle), colour
        thing = bpy.data.objects.new("sun", data)
        thing.rotation_euler = self.sun_toward.to_track_quat("Z", "Y").to_euler()
        self.scene.collection.objects.link(thing)
        return thing

    def lamp(
        self,
        at: Sequence[float],
        look_at: Sequence[float],
        power: float,
        size: float = 0.5,
        colour: Sequence[float] = (1, 1, 1),
        mirrored: bool = False,
    ) -> Any:
        """Hang a round area lamp (watts, metres); unless ``mirrored``, no mirror shows it."""
        data = bpy.data.lights.new("lamp", "AREA")
        data.shape = "DISK"
        data.energy, data.size, data.color = power, size, colour
        thing = bpy.data.objects.new("lamp", data)
        thing.location = at
        thing.rotation_euler = (Vector(look_at) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
        thing.visible_glossy = mirrored
        thing.visible_camera = False
        self.scene.collection.objects.link(thing)
        return thing

    def sky(self, *layers: Sky, panorama_width: int = 2048) -> None:
        """Add layers of sky, the farthest first; they add up.

        A layer with a method ``covers(rays)`` hides what is behind it. The panorama's width is
        for mirrors: what a visor shows is as sharp as that.
        """
        self.skies += layers
        self.panorama_width = min(panorama_width, panorama_width * self.width // FULL_WIDTH)

    # -- the picture

    def render(self, folder: Path | None = None) -> Array:
        """Render; return the linear picture (height, width, 3), top row first."""
        where = Path(folder or tempfile.mkdtemp(prefix="artwork-"))
        self._light_by_sky(where)
        settings = self.scene.render.image_settings
        settings.file_format, settings.color_mode, settings.color_depth = "OPEN_EXR", "RGBA", "32"
        frame = where / "frame.exr"
        self.scene.render.filepath = str(frame)
        bpy.ops.render.render(write_still=True)
        picture = read_pixels(frame)
        colour, alpha = picture[..., :3], np.clip(picture[..., 3:], 0, 1)
        if self.skies or self.sun_seen:
            colour = colour + (1 - alpha) * self.backdrop()
        return np.ascontiguousarray(colour, np.float32)

    def backdrop(self) -> Array:
        """Return the sky alone as the camera sees it: (height, width, 3), top row first."""
        camera = self.scene.camera
        matrix = np.array(camera.matrix_basis.to_3x3(), np.float32)
        pixel = SENSOR_MM / camera.data.lens / self.width
        image = np.zeros((self.height, self.width, 3), np.float32)
        shift_x, shift_y = camera.data.shift_x, camera.data.shift_y
        x = ((np.arange(self.width, dtype=np.float32) + 0.5) - self.width / 2) * pixel
        x += shift_x * pixel * self.width
        for top in range(0, self.height, BAND_ROWS):
            rows = np.arange(top, min(top + BAND_ROWS, self.height), dtype=np.float32)
            y = (self.height / 2 - (rows + 0.5)) * pixel + shift_y * pixel * self.width
            grid_x, grid_y = np.meshgrid(x, y)
            rays = np.stack([grid_x, grid_y, np.full_like(grid_x, -1)], -1).reshape(-1, 3)
            rays = rays @ matrix.T
            rays /= np.linalg.norm(rays, axis=1, keepdims=True)
            band = self._radiance(rays.astype(np.float32), pixel, self.sun_seen)
            image[top : top + len(rows)] = band.reshape(len(rows), self.width, 3)
        return image

    def _radiance(self, rays: Array, pixel: float, sun: bool) -> Array:
        total = np.zeros((len(rays), 3), np.float32)
        for layer in self.skies:
            if hasattr(layer, "covers"):
                total *= 1 - layer.covers(rays)[:, None]
            total += layer(rays, pixel)
        if sun:
            # A disc of the lamp's own brightness, but no brighter than a float survives well.
            toward = np.array(self.sun_toward, np.float32)
            away = np.linalg.norm(rays - toward, axis=1)
            edge = math.radians(SUN_DEGREES / 2)
            disc = np.clip((edge - away) / pixel + 0.5, 0, 1)
            for layer in self.skies:
                if hasattr(layer, "covers"):
                    disc = disc * (1 - layer.covers(rays))
            total += (disc * self.sun_strength * 4000)[:, None]
        return total

    def _light_by_sky(self, where: Path) -> None:
        world = bpy.data.worlds.new("sky")
        world.use_nodes = True
        self.scene.world = world
        tree = world.node_tree
        background = tree.nodes["Background"]
        background.inputs["Color"].default_value = (0, 0, 0, 1)
        if not self.skies:
            return
        width = self.panorama_width
        height = width // 2
        pixel = 2 * math.pi / width
        # Blender's equirectangular map: u = 0.5 looks along +y, u = 0.75 along -x... in its own
        # words: u = -(atan2(y, x)) / (2 pi) + 0.5, v = atan2(z, hypot(x, y)) / pi + 0.5.
        u = (np.arange(width, dtype=np.float32) + 0.5) / width
        image = np.zeros((height, width, 4), np.float32)
        image[..., 3] = 1
        for low in range(0, height, BAND_ROWS):
            v = (np.arange(low, min(low + BAND_ROWS, height), dtype=np.float32) + 0.5) / height
            azimuth, altitude = np.meshgrid(-(u - 0.5) * 2 * np.pi, (v - 0.5) * np.pi)
            rays = np.stack(
                [
                    np.cos(altitude) * np.cos(azimuth),
                    np.cos(altitude) * np.sin(azimuth),
                    np.sin(altitude),
                ],
                -1,
            ).reshape(-1, 3)
            band = self._radiance(rays.astype(np.float32), pixel, False)
            image[low : low + len(v), :, :3] = band.reshape(len(v), width, 3)
        texture = bpy.data.images.new("panorama", width, height, float_buffer=True, alpha=False)
        texture.colorspace_settings.name = "Linear Rec.709"
        texture.pixels.foreach_set(image.ravel())
        texture.filepath_raw = str(where / "panorama.exr")
        texture.file_format = "OPEN_EXR"
        texture.save()
        node = tree.nodes.new("ShaderNodeTexEnvironment")
        node.image = texture
        tree.links.new(node.outputs["Color"], background.inputs["Color"])


def read_pixels(path: Path, data: bool = True) -> Array:
    """Read a picture into (height, width, 4), top row first; ``data``: values as they are."""
    image = bpy.data.images.load(str(path), check_existing=False)
    image.colorspace_settings.name = "Non-Color" if data else image.colorspace_settings.name
    width, height = image.size
    pixels = np.empty(width * height * image.channels, np.float32)
    image.pixels.foreach_get(pixels)
    result = pixels.reshape(height, width, image.channels)[::-1]
    bpy.data.images.remove(image)
    return result
