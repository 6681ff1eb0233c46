"""What the ground of Mars is made of, rock and sand, and what lies on it: cuttings, stones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import bmesh
import numpy as np
import workshop
from ground import Surface
from relief import Array, layered, smooth
from shading import Graph, material

HAZE_REACH = 2600.0  # metres after which a third of a hill's own light is left


def cuttings(
    surface: Surface, at: tuple[float, float], bore: float, reach: float, powder: Any, seed: int
) -> Any:
    """Lay a ring of drilled powder about a hole: ``bore`` and ``reach`` are its radii."""
    rings, spokes = 150, 360
    radius = np.concatenate(
        [np.full(12, bore), bore + (reach - bore) * np.linspace(0, 1, rings - 12) ** 1.3]
    )
    deep = np.zeros(rings)
    deep[:12] = np.linspace(-0.12, 0, 12)
    turn = np.linspace(0, 2 * math.pi, spokes, endpoint=False)
    r, a = np.meshgrid(radius, turn, indexing="ij")
    depth = np.repeat(deep, spokes).astype(np.float32)
    x, y = (r * np.cos(a)).ravel(), (r * np.sin(a)).ravel()
    places = np.stack([x + at[0], y + at[1]], 1).astype(np.float32)
    local = np.stack([x, y], 1).astype(np.float32)
    part = (r.ravel() - bore) / (reach - bore)
    ragged = part + 0.38 * layered(local * 14, 4, seed) + 0.12 * layered(local * 60, 3, seed + 1)
    mound = 0.011 * smooth(0.80, 0.30, ragged) * smooth(0.0, 0.35, part) + 0.003
    mound += (
        0.005
        * smooth(0.02, 0.2, part)
        * layered(local * 55, 4, seed + 2)
        * smooth(0.9, 0.2, ragged)
    )
    mound -= 0.05 * smooth(0.70, 0.92, ragged) + 0.03 * smooth(0.9, 1.0, part)
    ground = surface(places).height
    wall = np.repeat(np.arange(rings) < 12, spokes)
    rim = ground.reshape(rings, spokes)[12].mean()
    height = np.where(wall, rim + depth + 0.003, ground + mound).astype(np.float32)
    corners = np.concatenate([places, height[:, None]], 1)
    i, j = np.meshgrid(np.arange(rings - 1), np.arange(spokes), indexing="ij")
    j2 = (j + 1) % spokes
    faces = np.stack(
        [i * spokes + j, (i + 1) * spokes + j, (i + 1) * spokes + j2, i * spokes + j2], -1
    )
    made = workshop.from_arrays("cuttings", corners, faces.reshape(-1, 4), powder)
    dark, g = material("bottom of a hole")
    g.output(g.surface((0.02, 0.014, 0.01), 1.0))
    workshop.drum(bore * 1.02, 0.004, (at[0], at[1], float(rim) - bore * 1.4), dark)
    return made


def cutting_powder(grey: tuple[float, float, float] = (0.30, 0.285, 0.265)) -> Any:
    """Return what a drill brings up: pale grey powder with small clods."""
    made, g = material("cuttings")
    at = g.geometry("Position")
    fine, clods = g.noise(at, 240, 4, 0.7), g.noise(at, 60, 6, 0.65)
    shade = g.mix(g.range(clods, 0.35, 0.7), tuple(c * 0.72 for c in grey), grey)
    height = g.math("ADD", g.math("MULTIPLY", fine, 0.4), clods)
    g.output(g.surface(shade, 0.95, Specular_IOR_Level=0.1, Normal=g.bump(height, 0.6, 0.008)))
    return made


def _hazed(g: Graph, surface: Any, haze: tuple[float, float, float]) -> Any:
    """Return a surface with the dusty air between it and the eye."""
    far = g.node("CameraData").outputs["View Distance"]
    left = g.math("EXPONENT", g.math("MULTIPLY", far, -1.0 / HAZE_REACH))
    air = g.node("Emission", {"Color": haze, "Strength": 1.0}).outputs[0]
    part = g.math("SUBTRACT", 1.0, left)
    return g.node("MixShader", {0: part, 1: surface, 2: air}).outputs[0]


def rock_and_sand(
    haze: tuple[float, float, float],
    rock: tuple[float, float, float] = (0.355, 0.222, 0.130),
    sand: tuple[float, float, float] = (0.285, 0.142, 0.068),
    pressed: float = 0.0,
) -> Any:
    """Return the stuff of the ground: bedded, pitted, dusty rock and grainy sand.

    ``pressed`` is how much darker sand is where its tone is high, as in wheel tracks.
    """
    made, g = material("ground")
    at = g.geometry("Position")
    cover, tone = g.attribute("sand"), g.attribute("tone")
    blotch = g.noise(at, 1.3, 6, 0.62)
    grain = g.noise(at, 90, 2, 0.7)
    bedded = g.noise(g.vector("MULTIPLY", at, (1.6, 1.6, 34.0)), 2.2, 5, 0.6)
    pits = g.cells(at, 34)
    shade = g.ramp(
        g.math("ADD", g.math("MULTIPLY", blotch, 0.62), g.math("MULTIPLY", bedded, 0.38)),
        [
            (0.30, tuple(c * 0.60 for c in rock)),
            (0.50, rock),
            (0.70, (rock[0] * 1.30, rock[1] * 1.34, rock[2] * 1.42)),
        ],
    )
    shade = g.mix(
        g.math("MULTIPLY", tone, 0.35), shade, (rock[0] * 0.74, rock[1] * 0.70, rock[2] * 0.72)
    )
    # Dust settles on what lies flat; edges stay bare and darker.
    flat = g.node("SeparateXYZ", {0: g.geometry("Normal")}).outputs[2]
    dust = g.math(
        "MULTIPLY", g.range(flat, 0.86, 0.995), g.range(g.noise(at, 2.6, 4, 0.6), 0.4, 0.68)
    )
    shade = g.mix(
        g.math("MULTIPLY", dust, 0.55), shade, (sand[0] * 1.35, sand[1] * 1.32, sand[2] * 1.3)
    )
    sandy = g.mix(
        g.range(g.noise(at, 150, 3, 0.7), 0.3, 0.8),
        tuple(c * 0.72 for c in sand),
        tuple(c * 1.18 for c in sand),
    )
    sandy = g.mix(
        g.range(g.noise(at, 0.9, 4, 0.6), 0.4, 0.7, 0.0, 0.6), sandy, tuple(c * 1.22 for c in sand)
    )
    sandy = g.mix(
        g.math("MULTIPLY", g.math("MULTIPLY", tone, cover), pressed),
        sandy,
        tuple(c * 0.55 for c in sand),
    )
    colour = g.mix(cover, shade, sandy)
    rough_height = g.math("ADD", g.math("MULTIPLY", bedded, 1.3), g.math("MULTIPLY", grain, 0.25))
    rough_height = g.math("ADD", rough_height, g.math("MULTIPLY", g.noise(at, 17, 4, 0.65), 0.9))
    rough_height = g.math("ADD", rough_height, g.math("MULTIPLY", g.range(pits, 0.0, 0.35), 0.22))
    sand_height = g.math(
        "ADD",
        g.math("MULTIPLY", g.noise(at, 260, 2, 0.6), 0.28),
        g.math("MULTIPLY", g.noise(at, 30, 4, 0.6), 0.5),
    )
    height = g.node("Mix", data_type="FLOAT")
    for value, socket in ((cover, 0), (rough_height, 2), (sand_height, 3)):
        g.put(value, height.inputs[socket])
    normal = g.bump(height.outputs[0], 0.55, 0.018)
    seen = g.surface(colour, 0.95, Specular_IOR_Level=0.12, Normal=normal)
    g.output(_hazed(g, seen, haze), unseen=g.mix(cover, rock, sand))
    return made


def stones(
    surface: Surface,
    places: Array,
    sizes: Array,
    stuff: Any,
    seed: int,
    detail: int = 2,
    flat: float = 0.62,
    round_: float = 0.0,
) -> Any:
    """Strew stones, each with its own broken faces; ``round_`` makes them pebbles."""
    random = np.random.default_rng(seed)
    form = bmesh.new()
    bmesh.ops.create_icosphere(form, subdivisions=detail, radius=1)
    base = np.array([v.co[:] for v in form.verts], np.float32)
    sides = np.array([[v.index for v in f.verts] for f in form.faces], np.int32)
    form.free()
    count = len(places)
    body: Array = np.repeat(base[None], count, 0)
    for _ in range(9):
        face = random.normal(size=(count, 1, 3))
        face /= np.linalg.norm(face, axis=2, keepdims=True)
        reach = random.uniform(0.52, 0.95, (count, 1)) * (1 - round_) + round_
        over = np.maximum(np.sum(body * face, axis=2) - reach, 0)
        body = body - over[..., None] * face
    body = body * random.uniform(0.7, 1.3, (count, 1, 3))
    body[..., 2] *= flat
    spin = random.uniform(0, 2 * math.pi, count)
    lean = random.normal(0, 0.22, count)
    c, s = np.cos(spin)[:, None], np.sin(spin)[:, None]
    cl, sl = np.cos(lean)[:, None], np.sin(lean)[:, None]
    x, y, z = body[..., 0], body[..., 1], body[..., 2]
    y, z = y * cl - z * sl, y * sl + z * cl
    body = np.stack([x * c - y * s, x * s + y * c, z], -1) * sizes[:, None, None]
    lies = surface(places.astype(np.float32))
    middle = np.concatenate([places, (lies.height + sizes * flat * 0.28)[:, None]], 1)
    corners = (body + middle[:, None]).reshape(-1, 3)
    index = (sides[None] + (np.arange(count) * len(base))[:, None, None]).reshape(-1, 3)
    made = workshop.from_arrays("stones", corners, index, stuff, soft=round_ > 0.3)
    if round_ <= 0.3:
        made.data.shade_smooth()
        made.data.set_sharp_from_angle(angle=math.radians(24))
    workshop.paint(made, "tone", np.repeat(random.uniform(0, 1, count), len(base)))
    workshop.paint(made, "sand", np.zeros(len(corners), np.float32))
    return made


def scatter(
    seed: int,
    count: int,
    eye: Sequence[float],
    towards: float,
    spread: float,
    near: float,
    far: float,
) -> Array:
    """Return places before the eye, as many near as far in the picture."""
    random = np.random.default_rng(seed)
    r = 1 / random.uniform(1 / far, 1 / near, count)
    a = np.radians(towards + random.uniform(-spread / 2, spread / 2, count))
    return np.stack([eye[0] - r * np.sin(a), eye[1] + r * np.cos(a)], 1).astype(np.float32)
