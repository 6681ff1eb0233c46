"""A dark jacket with lapels over shirt and tie.

The jacket is cloth that falls; what lies on its front is cut flat and laid on it. Lengths are
metres; whoever wears it looks towards -Y, the middle of the head is near the origin.
"""

from __future__ import annotations

from typing import Any

import bmesh
import bpy
from mathutils import Vector
from medals import on_chest
from surfaces import cloth, worn
from tailor import Fabric, Limb, above, drape, melt, shade_smooth
from workshop import drum


def chest(x: float, y: float, z: float) -> float:
    """Hold the front of the jacket: medals and canvas keep it flat."""
    return 0.95 if y < 0 and z > -0.56 and abs(x) < 0.24 else 0.0


def clothes() -> Any:
    """Make a dark jacket with lapels over shirt and tie; return the jacket."""
    limbs = [
        Limb((0, 0.03, -0.52), (0, 0.03, -0.95), 0.215, 0.23, 0.74),
        Limb((0, 0.03, -0.36), (0, 0.03, -0.56), 0.20, 0.212, 0.72),
        Limb((-0.12, 0.04, -0.295), (0.12, 0.04, -0.295), 0.100, None, 0.92),
        Limb((-0.17, 0.045, -0.28), (-0.212, 0.045, -0.31), 0.074, 0.080),
        Limb((0.17, 0.045, -0.28), (0.212, 0.045, -0.31), 0.074, 0.080),
        Limb((-0.225, 0.045, -0.34), (-0.30, 0.03, -0.66), 0.078, 0.070),
        Limb((0.225, 0.045, -0.34), (0.30, 0.03, -0.66), 0.078, 0.070),
        Limb((-0.315, 0.02, -0.66), (-0.20, -0.25, -0.86), 0.074, 0.055),
        Limb((0.315, 0.02, -0.66), (0.20, -0.25, -0.86), 0.074, 0.055),
        Limb((0, 0.055, -0.27), (0, 0.06, -0.235), 0.090, 0.072),
    ]
    form = melt("jacket", limbs, voxel=0.0075, smooth=10)
    drape(
        form,
        Fabric(loose=0.10, pressure=0.25, gravity=0.5, frames=22, bending=1.2, stiffness=25),
        pinned=[above(-0.215), chest],
    )
    return form


def front(jacket: Any, wool: Any) -> None:
    """Lay lapels, a strip of shirt, a tie, buttons: laid on the chest."""
    shirt = cloth("shirt", (0.55, 0.55, 0.56), 2600, crease=0.15)
    silk = worn("tie", (0.10, 0.012, 0.018), 0.45, dirt=0.3)

    def sheet(
        outline: list[tuple[float, float]], lift: float, surface: Any, thick: float = 0.004
    ) -> None:
        """Lay a piece of cloth with this outline (x, z) on the chest."""
        mesh = bpy.data.meshes.new("sheet")
        form = bmesh.new()
        face = form.faces.new([form.verts.new((x, -0.4, z)) for x, z in outline])
        bmesh.ops.triangulate(form, faces=[face])
        for _ in range(4):
            bmesh.ops.subdivide_edges(form, edges=list(form.edges), cuts=1, use_grid_fill=True)
        for corner in form.verts:
            met = on_chest(jacket, corner.co.x, corner.co.z)
            corner.co.y = (met[0].y if met else 0.0) - lift
        form.to_mesh(mesh)
        form.free()
        thing = bpy.data.objects.new("sheet", mesh)
        bpy.context.scene.collection.objects.link(thing)
        even = thing.modifiers.new("even", "SMOOTH")
        even.iterations = 3
        solid = thing.modifiers.new("thick", "SOLIDIFY")
        solid.thickness, solid.offset = thick, 0
        round_off = thing.modifiers.new("round", "BEVEL")
        round_off.width, round_off.segments, round_off.limit_method = 0.0012, 2, "ANGLE"
        mesh.materials.append(surface)
        shade_smooth(thing)

    sheet(
        [(-0.062, -0.205), (0.0, -0.465), (0.062, -0.205), (0.03, -0.165), (-0.03, -0.165)],
        0.001,
        shirt,
    )
    sheet(
        [(-0.016, -0.222), (0.016, -0.222), (0.024, -0.405), (0.0, -0.445), (-0.024, -0.405)],
        0.008,
        silk,
    )
    sheet(
        [(-0.019, -0.188), (0.019, -0.188), (0.014, -0.228), (-0.014, -0.228)], 0.013, silk, 0.010
    )
    for s in (-1, 1):
        sheet(
            [
                (s * a, z)
                for a, z in ((0.004, -0.178), (0.052, -0.166), (0.058, -0.205), (0.034, -0.235))
            ],
            0.011,
            shirt,
        )
        sheet(
            [
                (s * a, z)
                for a, z in (
                    (0.060, -0.165),
                    (0.094, -0.205),
                    (0.112, -0.252),
                    (0.088, -0.262),
                    (0.098, -0.278),
                    (0.052, -0.39),
                    (0.0, -0.50),
                    (0.004, -0.445),
                )
            ],
            0.008,
            wool,
            0.005,
        )
    for k in range(2):
        met = on_chest(jacket, -0.012, -0.54 - 0.11 * k)
        if met:
            drum(
                0.011,
                0.004,
                met[0] + Vector((0, -0.006, 0)),
                worn("button", (0.02, 0.02, 0.02), 0.3),
                (90, 0, 0),
            )
