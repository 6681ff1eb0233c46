"""Solid parts with softened edges, hung on one another: boxes, rods, plates, turned parts, cables.

Sizes are metres, turns are degrees about x, y and z. Every function returns the object it adds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix, Vector

Point = Sequence[float]


def put(shape: Any, material: Any, name: str = "part") -> Any:
    """Add an object for a mesh or a curve to the scene; one for None is empty."""
    made = bpy.data.objects.new(name, shape)
    bpy.context.scene.collection.objects.link(made)
    if material is not None and not shape.materials:
        shape.materials.append(material)
    return made


def from_arrays(name: str, corners: Any, faces: Any, material: Any, soft: bool = True) -> Any:
    """Add a mesh of many corners (n×3) and three- or four-cornered faces (m×3, m×4), quickly."""
    mesh = bpy.data.meshes.new(name)
    count, sides = faces.shape
    mesh.vertices.add(len(corners))
    mesh.vertices.foreach_set("co", np.asarray(corners, np.float32).ravel())
    mesh.loops.add(count * sides)
    mesh.loops.foreach_set("vertex_index", np.asarray(faces, np.int32).ravel())
    mesh.polygons.add(count)
    mesh.polygons.foreach_set("loop_start", np.arange(0, count * sides, sides, dtype=np.int32))
    mesh.polygons.foreach_set("use_smooth", np.full(count, soft))
    mesh.update(calc_edges=True)
    return put(mesh, material, name)


def paint(made: Any, name: str, values: Any) -> None:
    """Give a mesh a number for each of its corners, for a material to read."""
    layer = made.data.attributes.new(name, "FLOAT", "POINT")
    layer.data.foreach_set("value", np.asarray(values, np.float32).ravel())


def solid(
    corners: Iterable[Point],
    faces: Iterable[Sequence[int]],
    material: Any,
    bevel: float = 0.0,
    segments: int = 2,
    name: str = "solid",
) -> Any:
    """Add a small mesh; its edges are rounded by ``bevel``."""
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata([tuple(c) for c in corners], [], [tuple(f) for f in faces])
    made = put(mesh, material, name)
    mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
    if bevel:
        edge = made.modifiers.new("edges", "BEVEL")
        edge.width, edge.segments, edge.limit_method = bevel, segments, "ANGLE"
        edge.angle_limit = math.radians(28)
        edge.harden_normals = True
    return made


def move(made: Any, at: Point = (0, 0, 0), turn: Point = (0, 0, 0), parent: Any = None) -> Any:
    """Place an object: where, and how turned, in its parent's frame."""
    made.location = at
    made.rotation_euler = tuple(math.radians(a) for a in turn)
    if parent is not None:
        made.parent = parent
    return made


def hub(at: Point = (0, 0, 0), turn: Point = (0, 0, 0), parent: Any = None) -> Any:
    """Add an empty object that others hang on."""
    return move(put(None, None, "hub"), at, turn, parent)


def box(
    size: Point,
    at: Point,
    material: Any,
    turn: Point = (0, 0, 0),
    bevel: float = 0.01,
    parent: Any = None,
    segments: int = 2,
    taper: float = 1.0,
) -> Any:
    """Add a box about its middle; its top is ``taper`` times as wide as its foot."""
    x, y, z = (s / 2 for s in size)
    corners = [
        (sx * x * k, sy * y * k, sz * z)
        for sz, k in ((-1, 1.0), (1, taper))
        for sy in (-1, 1)
        for sx in (-1, 1)
    ]
    faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    bevel = min(bevel, 0.45 * min(size))
    return move(solid(corners, faces, material, bevel, segments), at, turn, parent)


def plate(
    outline: Sequence[Point],
    thickness: float,
    material: Any,
    at: Point = (0, 0, 0),
    turn: Point = (0, 0, 0),
    bevel: float = 0.005,
    parent: Any = None,
) -> Any:
    """Add a flat plate: its outline in x and y (against the clock), its top at z = thickness."""
    n = len(outline)
    corners = [(p[0], p[1], z) for z in (0.0, thickness) for p in outline]
    faces: list[tuple[int, ...]] = [tuple(range(n - 1, -1, -1)), tuple(range(n, 2 * n))]
    faces += [(i, (i + 1) % n, n + (i + 1) % n, n + i) for i in range(n)]
    return move(solid(corners, faces, material, bevel), at, turn, parent)


def turned(
    profile: Sequence[Point],
    material: Any,
    at: Point = (0, 0, 0),
    turn: Point = (0, 0, 0),
    sides: int = 48,
    parent: Any = None,
    sharp: float = 35,
) -> Any:
    """Add a part turned about z: its profile as (radius, height), from foot to top.

    Its ends are closed, unless the profile returns to where it began: then it is a ring.
    """
    angles = [2 * math.pi * k / sides for k in range(sides)]
    corners = [(r * math.cos(a), r * math.sin(a), z) for r, z in profile for a in angles]
    faces: list[tuple[int, ...]] = []
    for ring in range(len(profile) - 1):
        low, high = ring * sides, (ring + 1) * sides
        faces += [
            (low + k, low + (k + 1) % sides, high + (k + 1) % sides, high + k) for k in range(sides)
        ]
    ring_shaped = tuple(profile[0]) == tuple(profile[-1])
    if profile[0][0] > 1e-6 and not ring_shaped:
        faces.append(tuple(range(sides - 1, -1, -1)))
    if profile[-1][0] > 1e-6 and not ring_shaped:
        faces.append(tuple(range((len(profile) - 1) * sides, len(profile) * sides)))
    made = solid(corners, faces, material)
    made.data.set_sharp_from_angle(angle=math.radians(sharp))
    return move(made, at, turn, parent)


def drum(
    radius: float,
    length: float,
    at: Point,
    material: Any,
    turn: Point = (0, 0, 0),
    bevel: float = 0.006,
    sides: int = 40,
    parent: Any = None,
) -> Any:
    """Add a cylinder about its middle, along z before it is turned, its rims rounded."""
    b, h = min(bevel, radius * 0.45, length * 0.45), length / 2
    profile = [
        (0, -h), (radius - b, -h), (radius - b * 0.3, -h + b * 0.3), (radius, -h + b),
        (radius, h - b), (radius - b * 0.3, h - b * 0.3), (radius - b, h), (0, h),
    ]  # fmt: skip
    return turned(profile, material, at, turn, sides, parent, sharp=50)


def rod(
    a: Point, b: Point, radius: float, material: Any, parent: Any = None, sides: int = 20
) -> Any:
    """Add a round bar from one point to another."""
    start, end = Vector(a), Vector(b)
    along = end - start
    made = drum(radius, along.length, (0, 0, 0), material, bevel=0.004, sides=sides)
    turn = along.to_track_quat("Z", "Y").to_matrix().to_4x4()
    made.matrix_local = Matrix.Translation((start + end) / 2) @ turn
    if parent is not None:
        made.parent = parent
    return made


def beam(
    a: Point,
    b: Point,
    width: float,
    height: float,
    material: Any,
    parent: Any = None,
    bevel: float = 0.008,
    up: Point = (0, 0, 1),
) -> Any:
    """Add a box-shaped bar from one point to another, its height along ``up``."""
    start, end = Vector(a), Vector(b)
    along = (end - start).normalized()
    side = Vector(up).cross(along).normalized()
    top = along.cross(side)
    made = box((width, height, (end - start).length), (0, 0, 0), material, bevel=bevel)
    frame = Matrix((side, top, along)).transposed().to_4x4()
    made.matrix_local = Matrix.Translation((start + end) / 2) @ frame
    if parent is not None:
        made.parent = parent
    return made


def cable(
    points: Sequence[Point],
    radius: float,
    material: Any,
    parent: Any = None,
    straight: bool = False,
) -> Any:
    """Add a cable that runs smoothly (or straight) through points."""
    curve = bpy.data.curves.new("cable", "CURVE")
    curve.dimensions, curve.bevel_depth, curve.bevel_resolution = "3D", radius, 3
    curve.use_fill_caps = True
    if straight:
        line = curve.splines.new("POLY")
        line.points.add(len(points) - 1)
        for point, at in zip(line.points, points, strict=True):
            point.co = (*at, 1)
    else:
        line = curve.splines.new("BEZIER")
        line.bezier_points.add(len(points) - 1)
        line.resolution_u = 10
        for knot, at in zip(line.bezier_points, points, strict=True):
            knot.co = at
            knot.handle_left_type = knot.handle_right_type = "AUTO"
    line.use_smooth = True
    made = put(curve, material, "cable")
    if parent is not None:
        made.parent = parent
    return made
