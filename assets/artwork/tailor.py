"""Clothes and the bodies in them: limbs melted into one form, cloth that creases by itself.

A body is a list of limbs (tapered capsules). They are melted into one smooth mesh; a second,
slightly larger one is laid over it as cloth, grown a little, and let fall by Blender's cloth
solver. What comes out has folds where elbows and armpits press, which no texture gives.

Lengths are metres; figures look towards -Y, up is +Z.
"""

from __future__ import annotations

import hashlib
import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bmesh
import bpy
import numpy as np
from mathutils import Vector

Point = tuple[float, float, float]
FALLEN = Path(tempfile.gettempdir()) / "giant-leap-artwork"


@dataclass(frozen=True)
class Limb:
    """A capsule from `start` to `end`, tapering from one radius to the other.

    `flat` squeezes it along Y: a chest is wider than it is deep.
    """

    start: Point
    end: Point
    radius: float
    end_radius: float | None = None
    flat: float = 1.0


def _balls(limb: Limb) -> list[tuple[Vector, float]]:
    """Return the balls that a limb is threaded of, close enough to melt into one form."""
    start, end = Vector(limb.start), Vector(limb.end)
    last = limb.radius if limb.end_radius is None else limb.end_radius
    count = max(2, math.ceil((end - start).length / (min(limb.radius, last) * 0.35)) + 1)
    return [
        (start.lerp(end, i / (count - 1)), limb.radius + (last - limb.radius) * i / (count - 1))
        for i in range(count)
    ]


def melt(name: str, limbs: list[Limb], *, voxel: float = 0.01, smooth: int = 8) -> Any:
    """Return one smooth object made of all limbs; `voxel` is the size of its faces."""
    made = []
    for limb in limbs:
        for centre, radius in _balls(limb):
            bpy.ops.mesh.primitive_uv_sphere_add(
                radius=radius, location=centre, segments=20, ring_count=12
            )
            bpy.context.object.scale = (1.0, limb.flat, 1.0)
            made.append(bpy.context.object)
    bpy.ops.object.select_all(action="DESELECT")
    for part in made:
        part.select_set(True)
    bpy.context.view_layer.objects.active = made[0]
    bpy.ops.object.join()
    form = bpy.context.object
    form.name = name
    bpy.ops.object.transform_apply(location=True, rotation=True, scale=True)
    remesh = form.modifiers.new("melt", "REMESH")
    remesh.mode = "VOXEL"
    remesh.voxel_size = voxel
    bpy.ops.object.modifier_apply(modifier="melt")
    soften = form.modifiers.new("soften", "SMOOTH")
    soften.iterations = smooth
    bpy.ops.object.modifier_apply(modifier="soften")
    shade_smooth(form)
    return form


def shade_smooth(form: Any) -> None:
    """Shade a form as a curved surface."""
    form.data.polygons.foreach_set("use_smooth", [True] * len(form.data.polygons))


def cut_below(form: Any, height: float) -> None:
    """Take away what of a form lies below a height."""
    mesh = bmesh.new()
    mesh.from_mesh(form.data)
    gone = [v for v in mesh.verts if v.co.z < height]
    bmesh.ops.delete(mesh, geom=gone, context="VERTS")
    mesh.to_mesh(form.data)
    mesh.free()


Pin = Callable[[float, float, float], float]
"""Tells how firmly (0 to 1) a cloth is held at a place."""


def above(height: float, half: float = math.inf) -> Pin:
    """Hold what lies above a height (a collar), no farther from the middle than `half`."""
    return lambda x, _y, z: 1.0 if z > height and abs(x) < half else 0.0


def seam(
    at: float = 0.0,
    *,
    half: float = 0.005,
    firm: float = 0.9,
    low: float = -9.0,
    high: float = 9.0,
    front: bool = True,
) -> Pin:
    """Hold a seam that runs down, `at` to both sides of the middle, between two heights."""
    return lambda x, y, z: (
        firm if abs(abs(x) - at) < half and low < z < high and (y < 0 or not front) else 0.0
    )


@dataclass(frozen=True)
class Fabric:
    """How a cloth behaves: how much too large it is, how stiff, how heavy, how long it falls."""

    loose: float = 0.12
    stiffness: float = 15.0
    bending: float = 0.5
    gravity: float = 0.3
    pressure: float = 0.6
    frames: int = 24
    gap: float = 0.012


def drape(form: Any, fabric: Fabric | None = None, *, pinned: Sequence[Pin] = ()) -> Any:
    """Let `form` crease over a body a little thinner than itself; return it.

    `pinned` are tests of a place (x, y, z) → 0 to 1: where they are high the cloth keeps its
    place (a seam, a collar, a cuff). How a cloth fell is kept in the folder for temporary files:
    the same cloth falls the same way again.
    """
    fabric = fabric or Fabric()
    count = len(form.data.vertices)
    corners = np.empty(count * 3, np.float32)
    form.data.vertices.foreach_get("co", corners)
    held = np.zeros(count, np.float32)
    for test in pinned:
        held = np.maximum(held, [test(*place) for place in corners.reshape(-1, 3).tolist()])
    told = repr(fabric).encode() + corners.tobytes() + held.astype(np.float32).tobytes()
    kept = FALLEN / f"cloth-{hashlib.sha256(told).hexdigest()[:20]}.npy"
    if kept.exists():
        fallen = np.load(kept)
    else:
        fallen = _fall(form, fabric, held)
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, fallen)
    form.data.vertices.foreach_set("co", fallen)
    form.data.update()
    shade_smooth(form)
    fine = form.modifiers.new("fine", "SUBSURF")
    fine.levels = fine.render_levels = 1
    return form


def _fall(form: Any, fabric: Fabric, held: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return where the corners of a cloth come to rest, as one row of numbers."""
    scene = bpy.context.scene
    body = form.copy()
    body.data = form.data.copy()
    scene.collection.objects.link(body)
    thin = body.modifiers.new("thin", "DISPLACE")
    thin.strength = -fabric.gap
    thin.mid_level = 0.0
    bpy.context.view_layer.objects.active = body
    bpy.ops.object.modifier_apply(modifier="thin")
    body.modifiers.new("collide", "COLLISION")
    body.collision.thickness_outer = 0.003

    cloth = form.modifiers.new("cloth", "CLOTH")
    settings = cloth.settings
    settings.quality = 4
    settings.mass = 0.3
    settings.tension_stiffness = settings.compression_stiffness = fabric.stiffness
    settings.shear_stiffness = fabric.stiffness / 3
    settings.bending_stiffness = fabric.bending
    settings.shrink_min = settings.shrink_max = -fabric.loose
    settings.use_pressure = fabric.pressure > 0
    settings.uniform_pressure_force = fabric.pressure
    settings.effector_weights.gravity = fabric.gravity
    cloth.collision_settings.use_collision = True
    cloth.collision_settings.distance_min = 0.003
    cloth.collision_settings.use_self_collision = False
    if held.any():
        group = form.vertex_groups.new(name="pinned")
        for index in np.flatnonzero(held).tolist():
            group.add([index], float(held[index]), "REPLACE")
        settings.vertex_group_mass = "pinned"
    for frame in range(1, fabric.frames + 1):
        scene.frame_set(frame)
    shape = form.evaluated_get(bpy.context.evaluated_depsgraph_get())
    fallen = np.empty(len(form.data.vertices) * 3, np.float32)
    shape.data.vertices.foreach_get("co", fallen)
    form.modifiers.remove(cloth)
    bpy.data.objects.remove(body)
    scene.frame_set(1)
    return fallen
