"""Pressurised cloth: sleeves and legs with creases and pleats, trunks, bands, straps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapes as sh
from fields import SolidChance
from shapes import Array, Thing


def limb(
    name: str,
    points: Sequence[sh.Point],
    radii: sh.Point,
    material: Thing,
    seed: int = 1,
    folds: float = 0.010,
    pleats: Sequence[tuple[float, float]] = (),
    steps: int = 360,
    sides: int = 160,
) -> Thing:
    """Make a sleeve or leg of pressurised cloth along points, with a radius at each point.

    ``folds`` is the depth of the creases in metres; ``pleats`` names stretches (way from 0 to
    1, half width) with deep rings of folds, as at an elbow.
    """
    path = sh.spline(points, steps)
    length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    noise = SolidChance(seed)
    keys = np.linspace(0, 1, len(radii))

    def radius(way: Array, angle: Array) -> Array:
        base = np.interp(way, keys, radii)
        # A smooth curve through the radii.
        for _ in range(2):
            base = (base + np.roll(base, 6, 0) + np.roll(base, -6, 0)) / 3
        base[:12], base[-12:] = radii[0], radii[-1]
        mean = float(np.mean(radii))
        c, s = np.cos(angle) * mean, np.sin(angle) * mean
        run = way * length
        spot = np.stack([c / 0.13, s / 0.13, run / 0.055], -1).reshape(-1, 3)
        shaken = spot + 0.5 * np.stack([noise.waves(spot * 0.6 + k) for k in (5.0, 9.0, 21.0)], -1)
        crease = noise.pillows(shaken, 2, 0.35).reshape(way.shape)
        broad = noise.waves(np.stack([c / 0.2, s / 0.2, run / 0.2], -1).reshape(-1, 3) + 40)
        depth = folds * (0.55 + 0.45 * noise.waves(spot * 0.35 + 80).reshape(way.shape) * 2)
        result = base + np.maximum(depth, 0.15 * folds) * (crease - 0.5)
        result += folds * 0.7 * broad.reshape(way.shape)
        for where, half in pleats:
            inside = np.exp(-(((way - where) / half) ** 4))
            wobble = noise.waves(np.stack([c / 0.1, s / 0.1, run / 0.09], -1).reshape(-1, 3))
            rings = np.abs(np.sin(np.pi * (run / 0.034 + 0.55 * wobble.reshape(way.shape))))
            result += inside * folds * 1.3 * (rings**0.75 - 0.6)
        return np.asarray(result)

    return sh.tube(name, path, radius, material, sides, sharp=85)


def loft(
    name: str,
    sections: Sequence[tuple[float, float, float, float, float]],
    material: Thing,
    seed: int = 1,
    folds: float = 0.010,
    squareness: float = 2.5,
    rows: int = 260,
    columns: int = 360,
) -> Thing:
    """Make a body of cloth through sections (z, half width, half depth, centre x, centre y)."""
    table = np.array(sections, float)
    knots = np.linspace(0, 1, len(table))
    fine = np.linspace(0, 1, rows)
    smooth = np.stack([np.interp(fine, knots, table[:, k]) for k in range(5)], -1)
    for _ in range(int(rows / len(table) * 0.9)):
        smooth[1:-1] = (smooth[:-2] + 2 * smooth[1:-1] + smooth[2:]) / 4
    angle = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    c, s = np.cos(angle), np.sin(angle)
    power = 2 / squareness
    ring = np.stack([np.sign(c) * np.abs(c) ** power, np.sign(s) * np.abs(s) ** power], -1)
    points = np.empty((rows, columns, 3))
    points[..., 0] = smooth[:, None, 3] + smooth[:, None, 1] * ring[:, 0]
    points[..., 1] = smooth[:, None, 4] + smooth[:, None, 2] * ring[:, 1]
    points[..., 2] = smooth[:, None, 0]
    centre = points.mean(1, keepdims=True)
    out = points - centre
    out /= np.maximum(np.linalg.norm(out, axis=-1, keepdims=True), 1e-6)
    noise = SolidChance(seed)
    # Folds run mostly around the body, and slant towards the arms.
    slant = np.array([[1, 0, 0.45], [0, 1, 0.2], [0, 0, 1]])
    flat = (points * np.sign(points[..., :1] + 1e-9)) @ slant / np.array([0.30, 0.30, 0.105])
    flat = flat.reshape(-1, 3)
    flat = flat + 0.6 * np.stack([noise.waves(flat * 0.45 + k) for k in (3.0, 11.0, 29.0)], -1)
    crease = noise.pillows(flat, 2, 0.32).reshape(rows, columns)
    calm = noise.waves(points.reshape(-1, 3) / 0.17 + 60).reshape(rows, columns)
    crease = 0.5 + (crease - 0.5) * np.clip(0.75 + 1.1 * calm, 0.1, 1.5)
    broad = noise.waves(points.reshape(-1, 3) / 0.22).reshape(rows, columns)
    rim = np.sin(np.pi * np.clip(fine * 8, 0, 0.5))[:, None]
    points += out * ((folds * (crease - 0.5) + folds * 0.8 * broad) * rim)[..., None]
    return sh.grid(name, points[:, ::-1], material, wrap_columns=True, sharp=85)


def band(
    path: Sequence[sh.Point], way: float, radius: float, width: float, material: Thing
) -> Thing:
    """Put a ring (bearing, cuff, stripe) around a limb's path at a share of its way."""
    line = sh.spline(path, 200)
    tangents, _, _ = sh.frames(line)
    i = min(int(way * 199), 199)
    half = width / 2
    bevel = min(width * 0.25, 0.004)
    profile = [
        (radius - 0.012, -half),
        (radius - bevel, -half),
        (radius, -half + bevel),
        (radius, half - bevel),
        (radius - bevel, half),
        (radius - 0.012, half),
    ]
    made = sh.lathe("band", profile, material)
    return sh.place(made, line[i], toward=tangents[i])


def strap(
    target: Thing,
    points: Sequence[sh.Point],
    width: float,
    material: Thing,
    thickness: float = 0.0022,
    off: float = 0.003,
) -> Thing:
    """Lay webbing along points onto an object's surface."""
    path = sh.spline(points, 160)
    centre = np.array([v.co[:] for v in target.data.vertices]).mean(0)
    out = path - centre
    tangent = np.gradient(path, axis=0)
    across = np.cross(tangent, out)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    share = np.linspace(-0.5, 0.5, 7)[None, :, None]
    ribbon = sh.grid("strap", path[:, None] + across[:, None] * share * width, material)
    hug = ribbon.modifiers.new("hug", "SHRINKWRAP")
    hug.target, hug.wrap_method, hug.offset = target, "NEAREST_SURFACEPOINT", off
    hug.wrap_mode = "ABOVE_SURFACE"
    soft = ribbon.modifiers.new("soft", "SMOOTH")
    soft.factor, soft.iterations = 0.6, 12
    solid = ribbon.modifiers.new("solid", "SOLIDIFY")
    solid.thickness, solid.offset = thickness, 0
    return ribbon
