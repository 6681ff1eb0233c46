"""Meshes from numbers: tubes, turned parts, rounded boxes and grids, as Blender objects.

Lengths are metres. Every function links a new object into the scene and returns it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import bmesh
import bpy
import numpy as np
import numpy.typing as npt
from mathutils import Matrix, Vector
from workshop import put

Array: TypeAlias = npt.NDArray[Any]
Point: TypeAlias = Sequence[float] | npt.NDArray[Any]
Thing = Any  # a Blender object; bpy has no stubs
SHARP_DEGREES = 38.0  # an edge folded further than this is drawn as an edge


def mesh(
    name: str,
    vertices: Array,
    faces: Sequence[Sequence[int]],
    material: Thing = None,
    smooth: bool = True,
    sharp: float = SHARP_DEGREES,
) -> Thing:
    """Make an object of vertices (n, 3) and faces of vertex numbers."""
    data = bpy.data.meshes.new(name)
    data.from_pydata(np.asarray(vertices, float).tolist(), [], faces)
    data.validate()
    if smooth:
        data.shade_smooth()
        data.set_sharp_from_angle(angle=math.radians(sharp))
    return put(data, material, name)


def grid(
    name: str,
    points: Array,
    material: Thing = None,
    wrap_rows: bool = False,
    wrap_columns: bool = False,
    smooth: bool = True,
    sharp: float = SHARP_DEGREES,
) -> Thing:
    """Make a surface of points (rows, columns, 3), closed in either direction if wanted.

    It carries a UV map: u along the columns, v along the rows, both from 0 to 1.
    """
    rows, columns = points.shape[:2]
    r, c = np.meshgrid(
        np.arange(rows if wrap_rows else rows - 1),
        np.arange(columns if wrap_columns else columns - 1),
        indexing="ij",
    )
    r2, c2 = (r + 1) % rows, (c + 1) % columns
    faces = np.stack([r * columns + c, r * columns + c2, r2 * columns + c2, r2 * columns + c], -1)
    thing = mesh(
        name, points.reshape(-1, 3), faces.reshape(-1, 4).tolist(), material, smooth, sharp
    )
    if len(thing.data.polygons) == r.size:
        u = np.stack([c, c + 1, c + 1, c], -1) / max(columns - (not wrap_columns), 1)
        v = np.stack([r, r, r + 1, r + 1], -1) / max(rows - (not wrap_rows), 1)
        layer = thing.data.uv_layers.new(name="UVMap")
        layer.data.foreach_set("uv", np.stack([u, v], -1).astype(np.float32).ravel())
    return thing


def lathe(
    name: str,
    profile: Iterable[tuple[float, float]],
    material: Thing = None,
    segments: int = 96,
    scale: Point = (1, 1, 1),
    sharp: float = SHARP_DEGREES,
) -> Thing:
    """Turn a profile of (radius, height) points around z; heights grow for outside faces."""
    line = np.array(list(profile), float)
    angle = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    points = np.stack(
        [
            line[:, None, 0] * np.cos(angle),
            line[:, None, 0] * np.sin(angle),
            np.repeat(line[:, None, 1], segments, 1),
        ],
        -1,
    ) * np.array(scale)
    return grid(name, points, material, wrap_columns=True, sharp=sharp)


def frames(path: Array) -> tuple[Array, Array, Array]:
    """Tangents and two normals that do not twist, each (n, 3), along a path (n, 3)."""
    tangents = np.gradient(path, axis=0)
    tangents /= np.linalg.norm(tangents, axis=1, keepdims=True)
    side = np.cross(tangents[0], [0, 0, 1.0])
    if np.linalg.norm(side) < 1e-3:
        side = np.cross(tangents[0], [0, 1.0, 0])
    sides = np.empty_like(tangents)
    for i, tangent in enumerate(tangents):
        side = side - tangent * np.dot(side, tangent)
        side /= np.linalg.norm(side)
        sides[i] = side
    return tangents, sides, np.cross(tangents, sides)


def spline(points: Sequence[Point], steps: int = 64) -> Array:
    """Return a smooth line (steps, 3) through all points (Catmull-Rom, even in length)."""
    p = np.array(points, float)
    p = np.concatenate([[2 * p[0] - p[1]], p, [2 * p[-1] - p[-2]]])
    pieces = []
    t = np.linspace(0, 1, 40, endpoint=False)[:, None]
    for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True):
        pieces.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    line = np.concatenate([*pieces, p[-2:-1]])
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    even = np.linspace(0, run[-1], steps)
    return np.stack([np.interp(even, run, line[:, k]) for k in range(3)], -1)


def tube(
    name: str,
    path: Array,
    radius: float | Array | Callable[[Array, Array], Array],
    material: Thing = None,
    sides: int = 24,
    caps: bool = True,
    flatten: float = 1.0,
    sharp: float = SHARP_DEGREES,
) -> Thing:
    """Sweep a circle along a path (n, 3).

    ``radius`` is a number, one number a point, or a function of (way from 0 to 1, angle),
    both (n, sides), that returns radii. ``flatten`` scales one axis of the section.
    """
    path = np.asarray(path, float)
    _, side, up = frames(path)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)[None, :]
    way = np.linspace(0, 1, len(path))[:, None]
    way, angle = np.broadcast_arrays(way, angle)
    if callable(radius):
        radii = radius(way, angle)
    else:
        radii = np.broadcast_to(np.reshape(radius, (-1, 1)), way.shape)
    points = (
        path[:, None]
        + side[:, None] * (radii * np.cos(angle))[..., None]
        + up[:, None] * (radii * np.sin(angle) * flatten)[..., None]
    )
    if caps:
        points = np.concatenate(
            [
                np.repeat(path[:1, None], sides, 1),
                points,
                np.repeat(path[-1:, None], sides, 1),
            ]
        )
    return grid(name, points, material, wrap_columns=True, sharp=sharp)


def hose(
    name: str,
    points: Sequence[Point],
    radius: float,
    material: Thing = None,
    pitch: float = 0.006,
    depth: float = 0.12,
) -> Thing:
    """Lay a ribbed hose through points; ribs ``pitch`` apart, ``depth`` a share of the radius."""
    rough = spline(points, 200)
    length = float(np.linalg.norm(np.diff(rough, axis=0), axis=1).sum())
    steps = min(max(int(length / pitch * 6), 24), 3000)
    path = spline(points, steps)

    def ribs(way: Array, angle: Array) -> Array:
        del angle
        wave = np.abs(np.sin(np.pi * way * length / pitch)) ** 0.7
        return np.asarray(radius * (1 - depth + depth * wave))

    return tube(name, path, ribs, material, sides=20, sharp=80)


def box(
    name: str,
    size: Point,
    at: Point = (0, 0, 0),
    material: Thing = None,
    bevel: float = 0.01,
    turn: Point = (0, 0, 0),
    segments: int = 3,
) -> Thing:
    """Make a box with rounded edges; ``turn`` in degrees about x, y and z."""
    form = bmesh.new()
    bmesh.ops.create_cube(form, size=1.0)
    bmesh.ops.scale(form, vec=Vector(size), verts=form.verts)
    if bevel > 0:
        bmesh.ops.bevel(
            form,
            geom=list(form.edges),
            offset=min(bevel, 0.45 * min(size)),
            segments=segments,
            profile=0.5,
            affect="EDGES",
        )
    data = bpy.data.meshes.new(name)
    form.to_mesh(data)
    form.free()
    data.shade_smooth()
    data.set_sharp_from_angle(angle=math.radians(30))
    return place(put(data, material, name), at, turn=turn)


def rod(
    name: str,
    start: Point,
    end: Point,
    radius: float,
    material: Thing = None,
    sides: int = 24,
) -> Thing:
    """Make a straight round bar between two points."""
    return tube(name, np.linspace(start, end, 3), radius, material, sides)


def disc(radius: float, thickness: float, bevel: float = 0.002) -> list[tuple[float, float]]:
    """Return the profile of a flat round plate with a rounded upper edge, for ``lathe``."""
    bevel = min(bevel, radius * 0.4, thickness * 0.45)
    turn = np.linspace(0, np.pi / 2, 5)
    edge = [
        (radius - bevel + bevel * math.cos(a), thickness - bevel + bevel * math.sin(a))
        for a in turn
    ]
    return [(1e-5, 0.0), (radius, 0.0), *edge, (1e-5, thickness)]


def ring(major: float, minor: float, material: Thing = None, name: str = "ring") -> Thing:
    """Make a round ring about z."""
    turn = np.linspace(0, 2 * np.pi, 97)
    return lathe(
        name, [(major + minor * math.cos(a), minor * math.sin(a)) for a in turn], material, 128
    )


def place(
    thing: Thing,
    at: Point = (0, 0, 0),
    toward: Point | None = None,
    turn: Point = (0, 0, 0),
    scale: float | Point = 1.0,
) -> Thing:
    """Put an object at a point; its z axis ``toward`` a direction, or turned by degrees."""
    thing.location = at
    if toward is not None:
        thing.rotation_euler = Vector(toward).to_track_quat("Z", "Y").to_euler()
    else:
        thing.rotation_euler = [math.radians(a) for a in turn]
    thing.scale = (scale,) * 3 if isinstance(scale, int | float) else scale
    return thing


def copy(thing: Thing, at: Point, turn: Point | None = None) -> Thing:
    """Make another object of the same mesh."""
    twin = thing.copy()
    bpy.context.scene.collection.objects.link(twin)
    twin.location = at
    if turn is not None:
        twin.rotation_euler = [math.radians(a) for a in turn]
    return twin


def group(things: Iterable[Thing], name: str = "group") -> Thing:
    """Hang objects under one empty, so that they move together; return the empty."""
    empty = put(None, None, name)
    for thing in things:
        if thing.parent is None:
            thing.parent = empty
    return empty


def family(thing: Thing) -> list[Thing]:
    """Return an object and all that hangs under it."""
    return [thing, *thing.children_recursive]


def shadowless(thing: Thing) -> Thing:
    """Let the Sun through an object and all under it: for what only stands in mirrors."""
    for part in family(thing):
        part.visible_shadow = False
    return thing


def around(count: int, radius: float, height: float = 0.0, start: float = 0.0) -> list[Vector]:
    """Points on a circle about z: places of bolts."""
    return [
        Matrix.Rotation(start + 2 * math.pi * i / count, 3, "Z") @ Vector((radius, 0, height))
        for i in range(count)
    ]
