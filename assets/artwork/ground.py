"""The lay of the land on Mars: slabs of layered sandstone, rippled sand, tracks, hills in the haze.

A surface is a function from places on the plane (n×2, metres) to what lies there; the eye's own
grid of corners is laid over it, dense near by and wide afar.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import workshop
from relief import Array, cells, layered, smooth

HORIZON = 6000.0  # metres; beyond it the sky begins
NEAR_ANGLE = math.radians(1.2)  # below this dip rows go by distance, not by angle


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
