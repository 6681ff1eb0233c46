"""Gloves: a padded skin over palm and fingers, rubber at the tips."""

from __future__ import annotations

import math
from collections.abc import Sequence

import bpy
import numpy as np
import shapes as sh
from fields import SolidChance
from mathutils import Matrix, Vector
from shapes import Array, Thing


def orient(thing: Thing, at: sh.Point, ahead: sh.Point, back: sh.Point) -> Thing:
    """Place a glove: its fingers point ``ahead``, the back of the hand faces ``back``."""
    y = Vector(ahead).normalized()
    z = Vector(back)
    z = (z - y * z.dot(y)).normalized()
    x = y.cross(z)
    thing.matrix_basis = Matrix(
        ((x.x, y.x, z.x, at[0]), (x.y, y.y, z.y, at[1]), (x.z, y.z, z.z, at[2]), (0, 0, 0, 1))
    )
    return thing


def glove(
    material: Thing,
    pads: Thing,
    curl: sh.Point = (35, 40, 45, 50),
    thumb: float = 25,
    spread: float = 5.0,
    left: bool = False,
    seed: int = 3,
) -> Thing:
    """Make a pressurised glove: wrist at the origin, fingers along +y, back of the hand +z.

    ``curl`` in degrees a joint for the four fingers, the first finger first.
    """
    flip = -1.0 if left else 1.0
    parts: list[Thing] = []
    tips: list[Thing] = []
    palm = sh.tube(
        "palm",
        sh.spline([(0, -0.01, 0), (0, 0.04, 0.002), (0.0, 0.085, 0.0), (0, 0.112, -0.004)], 60),
        np.interp(np.linspace(0, 1, 60), [0, 0.3, 0.75, 1], [0.044, 0.050, 0.053, 0.042]),
        None,
        48,
        flatten=0.55,
    )
    parts.append(palm)
    lengths = (
        (0.046, 0.030, 0.026),
        (0.050, 0.034, 0.028),
        (0.046, 0.031, 0.027),
        (0.038, 0.025, 0.023),
    )
    for k in range(4):
        x = flip * (-0.036 + 0.024 * k)
        out = math.radians(flip * spread * (k - 1.5) * 0.8)
        spot = np.array([x, 0.098 - 0.006 * abs(k - 1.2), 0.002])
        line, pitch = [spot - np.array([0, 0.02, 0])], math.radians(curl[k] * 0.45)
        line.append(spot)
        for j, length in enumerate(lengths[k]):
            way = np.array(
                [math.sin(out) * math.cos(pitch), math.cos(out) * math.cos(pitch), -math.sin(pitch)]
            )
            spot = spot + way * length
            line.append(spot)
            pitch += math.radians(curl[k] * (1.0 if j < 2 else 0.6))
        thick = 0.0150 if k < 3 else 0.0135
        path = sh.spline(line, 80)
        parts.append(
            sh.tube(
                "finger",
                path,
                np.interp(
                    np.linspace(0, 1, 80),
                    [0, 0.15, 0.5, 0.93, 1],
                    [thick * 1.1, thick * 1.08, thick, thick * 0.9, thick * 0.45],
                ),
                None,
                24,
            )
        )
        tips.append(
            sh.tube(
                "tip",
                path[58:] + np.array([0, 0.0012, -0.0022]),
                np.interp(
                    np.linspace(0, 1, 22),
                    [0, 0.15, 0.8, 1],
                    [thick * 0.75, thick * 0.97, thick * 0.92, thick * 0.4],
                ),
                pads,
                24,
            )
        )
    angle = math.radians(thumb)
    base = np.array([flip * -0.034, 0.022, -0.008])
    line = [
        base,
        base + np.array([flip * -0.024, 0.020, -0.012]),
        base
        + np.array(
            [
                flip * -0.024 - flip * 0.012 * math.cos(angle),
                0.054,
                -0.020 - 0.018 * math.sin(angle),
            ]
        ),
        base
        + np.array(
            [
                flip * -0.020 + flip * 0.010 * math.sin(angle),
                0.084,
                -0.026 - 0.034 * math.sin(angle),
            ]
        ),
    ]
    path = sh.spline(line, 60)
    parts.append(
        sh.tube(
            "thumb",
            path,
            np.interp(np.linspace(0, 1, 60), [0, 0.3, 0.9, 1], [0.022, 0.0185, 0.0155, 0.007]),
            None,
            24,
        )
    )
    tips.append(
        sh.tube(
            "tip",
            path[44:] + np.array([0, 0.001, -0.002]),
            np.interp(np.linspace(0, 1, 16), [0, 0.2, 0.8, 1], [0.012, 0.0158, 0.0148, 0.007]),
            pads,
            24,
        )
    )
    # One skin over palm and fingers, as wide cloth makes one.
    whole = _joined(parts, 0.0016, 6)
    whole.data.materials.append(material)
    _crumple(whole, SolidChance(seed), 0.0022, 0.022)
    return sh.group([whole, *tips], "glove")


def _joined(parts: Sequence[Thing], voxel: float, smoothing: int) -> Thing:
    vertices: list[Array] = []
    faces: list[tuple[int, ...]] = []
    for part in parts:
        start = sum(len(v) for v in vertices)
        vertices.append(np.array([v.co[:] for v in part.data.vertices]))
        faces += [tuple(start + i for i in p.vertices) for p in part.data.polygons]
        bpy.data.objects.remove(part)
    whole = sh.mesh("joined", np.concatenate(vertices), faces)
    remesh = whole.modifiers.new("skin", "REMESH")
    remesh.mode, remesh.voxel_size, remesh.use_smooth_shade = "VOXEL", voxel, True
    soft = whole.modifiers.new("soft", "SMOOTH")
    soft.factor, soft.iterations = 0.5, smoothing
    graph = bpy.context.evaluated_depsgraph_get()
    data = bpy.data.meshes.new_from_object(whole.evaluated_get(graph))
    whole.modifiers.clear()
    whole.data = data
    data.shade_smooth()
    return whole


def _crumple(thing: Thing, noise: SolidChance, depth: float, size: float) -> None:
    """Push a mesh's points along their normals by pillows of a size."""
    count = len(thing.data.vertices)
    spots = np.empty((count, 3), np.float32)
    normals = np.empty((count, 3), np.float32)
    thing.data.vertices.foreach_get("co", spots.reshape(-1))
    thing.data.vertices.foreach_get("normal", normals.reshape(-1))
    swell = noise.pillows(spots / np.float32(size), 2) - 0.5
    thing.data.vertices.foreach_set("co", (spots + normals * (depth * swell)[:, None]).ravel())
    thing.data.update()
