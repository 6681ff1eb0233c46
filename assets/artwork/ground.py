"""The ground of Mars: slabs of layered sandstone, rippled sand, strewn stones, hills in the haze.

A surface is a function from places on the plane (n×2, metres) to what lies there; the eye's own
grid of corners is laid over it, dense near by and wide afar. The sky is one of the studio's skies.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import bmesh
import numpy as np
import workshop
from relief import Array, cells, layered, noise, smooth
from shading import Graph, material

HORIZON = 6000.0  # metres; beyond it the sky begins
NEAR_ANGLE = math.radians(1.2)  # below this dip rows go by distance, not by angle
HAZE_REACH = 2600.0  # metres after which a third of a hill's own light is left


@dataclass
class Lie:
    """What lies at each place: its height, how much of it is sand, the tone of its slab."""

    height: Array
    sand: Array
    tone: Array


Surface = Callable[[Array], Lie]


def outcrop(seed: int, bare: float = 0.15, size: float = 1.25) -> Surface:
    """Return slabs of sandstone, split by cracks, half drowned in sand.

    ``bare`` is how much of the rock lies free (-1 none … 1 all), ``size`` a slab's width.
    """

    def lie(at: Array) -> Lie:
        far = np.linalg.norm(at, axis=1)
        bend = np.stack([layered(at * 0.8 + 7 * k, 3, seed + k) for k in (0, 1)], 1) * 0.42
        jag = np.stack([layered(at * 5.0 + 5 * k, 3, seed + 4 + k) for k in (0, 1)], 1) * 0.05
        places = (at + bend + jag) / size
        edge, away, own = cells(places, seed + 9)
        edge = edge * size
        spin = own * 2 * math.pi * 7
        lean = away[:, 0] * np.cos(spin) + away[:, 1] * np.sin(spin)
        small, _, own2 = cells(places * 2.7 + 3.1, seed + 13)
        small = small * size / 2.7
        split = smooth(0.35, 0.65, own2 * 0.5 + own * 0.5)  # only some slabs are cracked further
        broad = 0.22 * layered(at / 7, 3, seed + 20) * smooth(0.5, 6, far)
        free = bare + 0.55 * layered(at / 3.4 + 8, 3, seed + 22) + 0.22 * (own - 0.5)
        # The rim of a slab breaks down in two or three thin layers.
        crumble = edge + 0.020 * layered(at * 9, 3, seed + 30)
        rim = (0.40 * smooth(0.004, 0.020, crumble) + 0.34 * smooth(0.035, 0.055, crumble)
               + 0.26 * smooth(0.075, 0.105, crumble))  # fmt: skip
        thick = 0.10 + 0.07 * own
        rock = free * 0.14 + thick * (rim - 1) + 0.055 * lean
        crack = smooth(0.0, 0.022, small + 0.010 * layered(at * 14, 2, seed + 33))
        rock -= 0.035 * (1 - crack) * split
        rock += 0.018 * (own2 - 0.5) * split
        rock += 0.014 * layered(at * 3.1, 4, seed + 40) + 0.005 * layered(at * 19, 3, seed + 41)
        worn = layered(at * 1.9 + 3, 3, seed + 43)
        rock -= 0.028 * smooth(0.18, 0.42, worn) * (0.6 + 0.4 * layered(at * 16, 2, seed + 44))
        sand = 0.035 * layered(at * 0.9, 3, seed + 50) + 0.004 * layered(at * 8, 3, seed + 51)
        sand += _ripples(at, 0.30, 0.011, seed + 52) * smooth(0.02, 0.12, sand - rock)
        over = rock - sand
        cover = 1 - smooth(-0.006, 0.012, over)
        height = broad + np.maximum(rock, sand) + _hills(at, far, seed)
        return Lie(height.astype(np.float32), cover, own)

    return lie


def _ripples(at: Array, wide: float, high: float, seed: int) -> Array:
    """Return wind ripples: uneven crests, steeper on one side, that fork and end."""
    bent = at[:, 0] * 0.82 + at[:, 1] * 0.57 + 0.16 * layered(at * 1.3, 3, seed)
    phase = bent / wide + 0.35 * layered(at * 0.7, 2, seed + 3)
    part = phase - np.floor(phase)
    crest = np.where(part < 0.62, part / 0.62, (1 - part) / 0.38)
    crest = crest * crest * (3 - 2 * crest)
    strength = smooth(-0.35, 0.45, layered(at * 0.55 + 2, 2, seed + 5))
    return np.asarray(high * crest * strength, np.float32)


def _hills(at: Array, far: Array, seed: int) -> Array:
    """Return a flat-topped hill in the middle distance and a long rim at the horizon."""
    slope = smooth(60, 380, far) * 9 * layered(at / 160, 4, seed + 60)
    mound = np.linalg.norm((at - np.array((-205.0, 560.0))) / (150, 120), axis=1)
    mound = mound + 0.16 * layered(at / 70, 4, seed + 61) + 0.05 * layered(at / 16, 3, seed + 62)
    talus = np.clip(1.25 - mound, 0, 0.75) / 0.75
    cap = smooth(0.56, 0.47, mound) * 0.30 + smooth(0.72, 0.66, mound) * 0.16
    slope += 34 * (0.54 * talus + cap) + 3.0 * smooth(0, 0.2, talus) * layered(
        at / 12, 3, seed + 64
    )
    rim = smooth(2600, 5200, far) * (190 + 150 * layered(at / 1500, 4, seed + 63))
    return np.asarray(slope + np.maximum(rim, 0), np.float32)


def plain(seed: int) -> Surface:
    """Return level soil with low ripples, without rock."""

    def lie(at: Array) -> Lie:
        far = np.linalg.norm(at, axis=1)
        height = 0.06 * layered(at / 2.2, 3, seed) + 0.010 * layered(at * 4, 5, seed + 1, 0.6)
        height += _ripples(at * 0.9, 0.36, 0.034, seed + 2)
        height += _hills(at, far, seed) * 0.35
        tone = layered(at * 0.5, 2, seed + 5) * 0.3 + 0.3
        return Lie(height.astype(np.float32), np.ones(len(at), np.float32), tone.astype(np.float32))

    return lie


def drilled(surface: Surface, at: tuple[float, float], radius: float) -> Surface:
    """Return the surface with a hole driven into it, for ``cuttings`` to be laid about."""

    def lie(places: Array) -> Lie:
        found = surface(places)
        near = np.linalg.norm(places - np.array(at, np.float32), axis=1)
        found.height = (found.height - 0.20 * (near < radius)).astype(np.float32)
        return found

    return lie


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


def height_at(surface: Surface, x: float, y: float) -> float:
    """Return the surface's height at one place."""
    return float(surface(np.array([[x, y]], np.float32)).height[0])


def lay(
    surface: Surface,
    eye: Sequence[float],
    towards: float,
    spread: float,
    dip: float,
    ground: Any,
    fine: float = 1.0,
) -> Any:
    """Lay the ground before an eye at (x, y, height above ground).

    ``towards`` is where it looks, ``spread`` how wide and ``dip`` how far down, in degrees
    (0 is +y, to the left is more). ``fine`` is 1 for a picture 2400 wide.
    """
    rows_near, rows_far, columns = int(900 * fine), int(420 * fine), int(1350 * fine)
    angles = np.linspace(math.radians(dip), NEAR_ANGLE, rows_near)
    near = eye[2] / np.tan(angles)
    afar = np.geomspace(near[-1], HORIZON, rows_far + 1)[1:]
    radius = np.concatenate([near, afar])
    turn = np.radians(np.linspace(towards + spread / 2, towards - spread / 2, columns))
    r, a = np.meshgrid(radius, turn, indexing="ij")
    at = np.stack([eye[0] - r * np.sin(a), eye[1] + r * np.cos(a)], -1).reshape(-1, 2)
    at = at.astype(np.float32)
    lies = surface(at)
    corners = np.concatenate([at, lies.height[:, None]], 1)
    row, column = np.meshgrid(np.arange(len(radius) - 1), np.arange(columns - 1), indexing="ij")
    first = (row * columns + column).ravel()
    faces = np.stack([first, first + 1, first + columns + 1, first + columns], 1)
    made = workshop.from_arrays("ground", corners, faces[:, ::-1], ground)
    workshop.paint(made, "sand", lies.sand)
    workshop.paint(made, "tone", lies.tone)
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


class DustySky:
    """The sky of Mars: butterscotch, paler towards the horizon and about the Sun."""

    def __init__(
        self,
        sun: Sequence[float],
        zenith: tuple[float, float, float] = (0.34, 0.235, 0.140),
        horizon: tuple[float, float, float] = (0.78, 0.60, 0.405),
        ground: tuple[float, float, float] = (0.20, 0.105, 0.055),
    ) -> None:
        self.sun = np.array(sun, np.float32) / np.linalg.norm(sun)
        self.zenith, self.horizon, self.ground = (
            np.array(c, np.float32) for c in (zenith, horizon, ground)
        )

    def __call__(self, rays: Array, pixel: float) -> Array:
        """Return the radiance in each direction."""
        del pixel
        up = rays[:, 2:3]
        rise = 1 - np.exp(-np.clip(up, 0, 1) * 3.2)
        sky = self.horizon + (self.zenith - self.horizon) * rise
        near = np.clip(rays @ self.sun, 0, 1)[:, None]
        sky = sky * (1 + 0.5 * near**6 + 0.9 * near**40)
        mottle = noise(rays * np.array((2, 2, 9), np.float32), 5)[:, None]
        sky = sky * (1 + 0.012 * mottle)
        return np.where(up >= -0.004, sky, self.ground).astype(np.float32)


def tracked(surface: Surface, paths: Sequence[Array], wide: float, seed: int) -> Surface:
    """Return the surface with wheel tracks along lines of places (n×2): ruts with cleat prints."""

    def lie(at: Array) -> Lie:
        found = surface(at)
        height = found.height
        for number, path in enumerate(paths):
            along, aside = _nearest(path, at)
            near = aside < wide * 1.6
            edge = aside + 0.012 * layered(at * 14, 3, seed + number)
            rut = smooth(wide * 0.60, wide * 0.42, edge)
            bank = smooth(wide * 0.95, wide * 0.66, edge) - rut
            step = along / 0.052 + 0.10 * layered(at * 9, 2, seed + 5)
            cleat = np.abs(step - np.floor(step) - 0.5) * 2
            long = np.abs(((along / 0.80) % 1) - 0.5) < 0.035
            cast = (
                0.020
                * (smooth(0.25, 0.75, cleat) - 0.5)
                * (0.55 + 0.45 * layered(at * 3, 2, seed + 9))
            )
            flat = 0.6 * rut
            level = height * (1 - flat) + flat * (height - 0.012)
            shaped = (
                level - 0.024 * rut + 0.020 * bank * (0.8 + 0.6 * layered(at * 18, 3, seed + 7))
            )
            shaped = shaped + cast * rut - 0.012 * rut * long
            height = np.where(near, shaped, height)
            found.tone = np.where(near, found.tone + (1.0 - found.tone) * rut * 0.8, found.tone)
        found.height = height.astype(np.float32)
        found.tone = found.tone.astype(np.float32)
        return found

    return lie


def _nearest(path: Array, at: Array) -> tuple[Array, Array]:
    """Return how far along a path each place lies, and how far aside of it."""
    best = np.full(len(at), 1e9, np.float32)
    along = np.zeros(len(at), np.float32)
    gone = 0.0
    for a, b in pairwise(path):
        way = b - a
        length = float(np.hypot(*way))
        part = np.clip(((at - a) @ way) / length**2, 0, 1)
        away = np.hypot(*(at - a - part[:, None] * way).T)
        closer = away < best
        best = np.where(closer, away, best)
        along = np.where(closer, gone + part * length, along)
        gone += length
    return along.astype(np.float32), best.astype(np.float32)
