"""Leonov around the 1960s: a press portrait in black and white, the face lost in the helmet.

The light comes from behind, as contre-jour: it draws the edge of helmet and shoulders.
"""

from __future__ import annotations

import math
from typing import Any

import bpy
import numpy as np
from darkroom import Grade
from film import enlarge
from mathutils import Vector
from people import Opening, head, rim, shell, visor
from surfaces import cloth, pane, worn
from tailor import Fabric, Limb, above, drape, melt, seam, shade_smooth
from workshop import box, cable, drum, hub, plate, turned

SEED = 60
SAMPLES = 12
ENLARGED = 2400 / 1320
SIZE = (1320, 880)
GRADE = Grade(
    exposure=0.6,
    glare=0.07,
    glare_size=0.006,
    monochrome=(0.35, 0.45, 0.2),
    contrast=1.08,
    black=0.008,
    fade=0.016,
    vignette=0.34,
    grain=0.03,
    grain_size=2.3,
    softness=1.1,
)
OPENING = Opening(0.86, 0.64, 0.74, 2.4)
NECK = 0.012


def helmet_radius(_x: float, y: float, z: float) -> float:
    """Return how far the shell stands from the middle of the head in a direction."""
    return 0.156 * (1 + 0.05 * max(0.0, y) + 0.02 * max(0.0, z))


def cap_radius(x: float, _y: float, _z: float) -> float:
    """Return how far the leather cap stands from the middle of the head."""
    return 0.110 * (1 - 0.06 * abs(x))


def helmet(metal: Any, rubber: Any) -> None:
    """Make a round white helmet with a clear pane, over a leather cap with a microphone."""
    paint = worn("paint", (0.72, 0.72, 0.70), 0.3, Coat_Weight=0.4, Coat_Roughness=0.12)
    leather = worn("leather", (0.035, 0.03, 0.028), 0.55)
    tilt = hub((0, 0, -0.050), (3, 2, -40))
    parts = [
        (shell(helmet_radius, OPENING, thick=0.006), paint),
        (rim(helmet_radius, OPENING, 0.0085), rubber),
        (rim(helmet_radius, OPENING, 0.0035, grow=1.10, out=1.004), metal),
        (visor(helmet_radius, OPENING, bulge=0.995, reach=1.0), pane("pane", mirror=0.05)),
        (head(), worn("skin", (0.30, 0.23, 0.20), 0.5)),
        (
            shell(cap_radius, Opening(0.92, 0.66, 1.06, 2.2)),
            leather,
        ),
    ]
    for form, surface in parts:
        form.data.materials.append(surface)
        form.parent = tilt
    for side in (-1, 1):
        for radius, deep, out, surface in (
            (0.030, 0.010, 1.0, metal),
            (0.022, 0.016, 1.012, paint),
            (0.010, 0.022, 1.02, metal),
        ):
            drum(radius, deep, (side * 0.1545 * out, 0, 0), surface, (0, 90, 0), parent=tilt)
        for k in range(6):
            a = k / 6 * math.tau
            at = (side * 0.160, 0.024 * math.cos(a), 0.024 * math.sin(a))
            drum(0.0025, 0.004, at, metal, (0, 90, 0), bevel=0.001, parent=tilt)
        drum(0.034, 0.03, (side * 0.098, 0.012, -0.01), leather, (0, 90, 0), parent=tilt)
    arm = [(-0.10, -0.01, -0.045), (-0.085, -0.085, -0.075), (-0.030, -0.122, -0.070)]
    cable(arm, 0.0028, rubber, parent=tilt)
    drum(0.010, 0.022, (-0.022, -0.125, -0.069), rubber, (0, 80, 20), parent=tilt)


def strap(path: list[tuple[float, float, float]], width: float, suit: Any, surface: Any) -> None:
    """Lay a strap over the suit along a path."""
    bpy.ops.mesh.primitive_grid_add(x_subdivisions=70, y_subdivisions=4, size=1)
    band = bpy.context.object
    points = [Vector(p) for p in path]
    for corner in band.data.vertices:
        along = (corner.co.x + 0.5) * (len(points) - 1)
        k = min(int(along), len(points) - 2)
        across = Vector((corner.co.y * width, 0, 0))
        corner.co = points[k].lerp(points[k + 1], along - k) + across
    lay = band.modifiers.new("lay", "SHRINKWRAP")
    lay.target, lay.wrap_method, lay.wrap_mode = suit, "NEAREST_SURFACEPOINT", "ABOVE_SURFACE"
    lay.offset = 0.004
    even = band.modifiers.new("even", "SMOOTH")
    even.iterations = 4
    thick = band.modifiers.new("thick", "SOLIDIFY")
    thick.thickness = 0.004
    band.data.materials.append(surface)
    shade_smooth(band)


def suit(metal: Any, rubber: Any) -> None:
    """Make a pale coverall over a pressure suit, with straps and the ring of the neck."""
    limbs = [
        Limb((0, 0.02, -0.42), (0, 0.02, -0.85), 0.19, 0.18, 0.72),
        Limb((-0.14, 0.02, -0.37), (0.14, 0.02, -0.37), 0.115, 0.115, 0.8),
        Limb((-0.19, 0.02, -0.34), (-0.265, 0.02, -0.38), 0.092, 0.098),
        Limb((0.19, 0.02, -0.34), (0.265, 0.02, -0.38), 0.092, 0.098),
        Limb((-0.275, 0.02, -0.40), (-0.33, -0.03, -0.88), 0.092, 0.075),
        Limb((0.275, 0.02, -0.40), (0.33, -0.03, -0.88), 0.092, 0.075),
        Limb((0, 0.02, -0.37), (0, 0.015, -0.24), 0.130, 0.116),
    ]
    form = melt("suit", limbs, voxel=0.0075, smooth=10)
    drape(
        form,
        Fabric(loose=0.26, pressure=0.5, gravity=0.5, frames=30, bending=0.25),
        pinned=[above(-0.25), seam(), seam(0.205, half=0.006, firm=0.8, low=-0.5, front=False)],
    )
    form.data.materials.append(cloth("suit", (0.55, 0.55, 0.53), 1700, crease=0.2))
    dark = cloth("strap", (0.045, 0.045, 0.045), 900)
    for side in (-1, 1):
        x = side * 0.122
        over = [(x, 0.10, -0.29), (x, 0.06, -0.262), (x, 0.0, -0.248), (x, -0.06, -0.268)]
        down = [(x, -0.11, -0.34), (x * 0.93, -0.13, -0.5), (x * 0.87, -0.135, -0.69)]
        strap([*over, *down, (x * 0.8, -0.13, -0.88)], 0.036, form, dark)
    ring = [(0.112, -0.198), (0.133, -0.198), (0.136, -0.188), (0.136, -0.166), (0.130, -0.158)]
    turned([*ring, (0.122, -0.151), (0.112, -0.151)], metal, (0, NECK, -0.042), sides=96)
    for k in range(9):
        a = k / 9 * math.tau + 0.35
        at = (0.137 * math.cos(a), NECK + 0.137 * math.sin(a), -0.219)
        box((0.022, 0.009, 0.02), at, metal, (0, 0, math.degrees(a) + 90), bevel=0.002)
    turned(
        [(0.10, -0.155), (0.122, -0.152), (0.120, -0.125), (0.105, -0.11)],
        rubber,
        (0, NECK, -0.042),
        sides=96,
    )


def build(studio: Any) -> None:
    """Put the picture together."""
    metal = worn("metal", (0.5, 0.5, 0.5), 0.32, 1.0)
    rubber = worn("rubber", (0.02, 0.02, 0.022), 0.5)
    suit(metal, rubber)
    helmet(metal, rubber)
    plate(
        [(-4, -3), (4, -3), (4, 3), (-4, 3)],
        0.01,
        worn("wall", (0.20, 0.20, 0.20), 0.9),
        at=(0, 1.7, 0),
        turn=(90, 0, 0),
        bevel=0,
    )
    rim_light = studio.lamp((1.05, 0.85, 0.60), (0, 0, -0.05), 46, 0.5)
    rim_light.data.spread = math.radians(90)
    studio.lamp((-1.4, 0.55, 0.35), (0, 0, -0.12), 13, 0.6)
    window = studio.lamp((-0.9, -1.1, 0.95), (0, 0, 0.0), 1.1, 0.42, mirrored=True)
    window.data.shape, window.data.size_y = "RECTANGLE", 0.8
    studio.lamp((1.2, -1.5, 0.2), (0, 0, -0.3), 3.0, 0.8)
    halo = studio.lamp((0.25, 0.95, -0.75), (-0.12, 1.7, 0.12), 16, 0.5)
    halo.data.spread = math.radians(120)
    studio.camera((-0.25, -2.25, -0.13), (0.03, 0, -0.19), lens=86, focus=(0, -0.13, 0), f_stop=4)


def finish(linear: np.ndarray[Any, Any], _studio: Any) -> np.ndarray[Any, Any]:
    """Enlarge what the film holds."""
    return enlarge(linear, ENLARGED)
