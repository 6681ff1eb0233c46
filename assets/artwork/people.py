"""People as figures: a head that is nobody's, old helmets that can be seen into, hats.

Nobody has a likeness: a head is a handful of forms, and stands in shadow wherever it is shown.
Lengths are metres; a head looks towards -Y, its middle is the origin.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import bpy
import numpy as np
from tailor import Limb, melt, shade_smooth

RINGS = 96
SPOKES = 160


@dataclass(frozen=True)
class Opening:
    """The opening of a helmet, as angles from its middle: to the sides, upwards, downwards."""

    side: float = 1.0
    up: float = 0.75
    down: float = 0.7
    square: float = 2.6

    def angle(self, around: float) -> float:
        """Return how far the opening reaches at an angle around the line of sight."""
        across, along = math.cos(around), math.sin(around)
        tall = self.up if along > 0 else self.down
        power = self.square
        return float(
            (abs(across / self.side) ** power + abs(along / tall) ** power) ** (-1 / power)
        )


Shape = Callable[[float, float, float], float]


def _surface(name: str, points: np.ndarray[Any, Any], *, closed_end: bool) -> Any:
    """Return an object of rings (rings × spokes × 3), each ring closed, joined to the next."""
    rings, spokes, _ = points.shape
    faces: list[tuple[int, ...]] = [
        (
            i * spokes + j,
            i * spokes + (j + 1) % spokes,
            (i + 1) * spokes + (j + 1) % spokes,
            (i + 1) * spokes + j,
        )
        for i in range(rings - 1)
        for j in range(spokes)
    ]
    if closed_end:
        faces.append(tuple(range((rings - 1) * spokes, rings * spokes)))
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(points.reshape(-1, 3).tolist(), [], faces)
    mesh.validate()
    form = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(form)
    shade_smooth(form)
    return form


def _place(theta: float, around: float, radius: Shape, factor: float = 1.0) -> list[float]:
    x = math.sin(theta) * math.cos(around)
    y = -math.cos(theta)
    z = math.sin(theta) * math.sin(around)
    r = radius(x, y, z) * factor
    return [x * r, y * r, z * r]


def shell(radius: Shape, opening: Opening, *, thick: float = 0.008) -> Any:
    """Return a helmet's shell, from the edge of its opening round to the back of the head."""
    points = np.array(
        [
            [
                _place(
                    opening.angle(a) + (math.pi - 0.02 - opening.angle(a)) * (i / RINGS), a, radius
                )
                for a in np.linspace(0, 2 * math.pi, SPOKES, endpoint=False)
            ]
            for i in range(RINGS + 1)
        ]
    )
    form = _surface("shell", points, closed_end=True)
    solid = form.modifiers.new("thick", "SOLIDIFY")
    solid.thickness = thick
    solid.offset = -1
    # Faces may be wound either way: the shell grows towards the head.
    bpy.context.view_layer.objects.active = form
    return form


def visor(radius: Shape, opening: Opening, *, bulge: float = 1.0, reach: float = 1.04) -> Any:
    """Return the pane that closes an opening, `bulge` times as far out as the shell."""
    points = np.array(
        [
            [
                _place(opening.angle(a) * reach * (1 - i / RINGS) + 1e-4, a, radius, bulge)
                for a in np.linspace(0, 2 * math.pi, SPOKES, endpoint=False)
            ]
            for i in range(RINGS + 1)
        ]
    )
    return _surface("visor", points, closed_end=True)


def rim(
    radius: Shape, opening: Opening, tube: float, *, grow: float = 1.0, out: float = 1.0
) -> Any:
    """Return a bead along the edge of an opening."""
    curve = bpy.data.curves.new("rim", "CURVE")
    curve.dimensions = "3D"
    spline = curve.splines.new("POLY")
    spline.use_cyclic_u = True
    around = np.linspace(0, 2 * math.pi, SPOKES, endpoint=False)
    spline.points.add(len(around) - 1)
    for point, a in zip(spline.points, around, strict=True):
        point.co = (*_place(opening.angle(a) * grow, a, radius, out), 1.0)
    curve.bevel_depth = tube
    curve.bevel_resolution = 5
    form = bpy.data.objects.new("rim", curve)
    bpy.context.scene.collection.objects.link(form)
    return form


def head() -> Any:
    """Return a plain head with neck: planes for light to graze, nobody's features."""
    return melt(
        "head",
        [
            Limb((0, 0.025, 0.035), (0, -0.012, 0.035), 0.082, 0.076),
            Limb((0, -0.03, 0.0), (0, -0.035, -0.055), 0.062, 0.044),
            Limb((0, -0.062, -0.085), (0, -0.058, -0.088), 0.026),
            Limb((-0.045, -0.02, -0.06), (0, -0.055, -0.08), 0.024, 0.026),
            Limb((0.045, -0.02, -0.06), (0, -0.055, -0.08), 0.024, 0.026),
            Limb((-0.038, -0.068, 0.022), (0.038, -0.068, 0.022), 0.017),
            Limb((0, -0.084, 0.012), (0, -0.096, -0.026), 0.0085, 0.012),
            Limb((-0.011, -0.087, -0.029), (0.011, -0.087, -0.029), 0.0085),
            Limb((-0.016, -0.086, -0.058), (0.016, -0.086, -0.058), 0.0085),
            Limb((-0.014, -0.083, -0.067), (0.014, -0.083, -0.067), 0.009),
            Limb((-0.044, -0.050, -0.016), (-0.036, -0.052, -0.026), 0.019),
            Limb((0.044, -0.050, -0.016), (0.036, -0.052, -0.026), 0.019),
            Limb((-0.079, 0.012, 0.015), (-0.081, 0.02, -0.022), 0.013, 0.010),
            Limb((0.079, 0.012, 0.015), (0.081, 0.02, -0.022), 0.013, 0.010),
            Limb((0, 0.02, -0.06), (0, 0.045, -0.20), 0.052, 0.062),
        ],
        voxel=0.0032,
        smooth=5,
    )
