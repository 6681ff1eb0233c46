"""How helmets and visors are formed: shells with an opening, panes in it, cords along its edge.

A helmet's centre is the origin, it looks along -y, z is up; metres.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import shapes as sh
from shapes import Array, Thing

Opening: TypeAlias = Callable[[Array], Array]


def opening(wide: float, high: float, roundness: float = 2.6, droop: float = 0.0) -> Opening:
    """Return the half angle of a helmet's opening, in rad, for a direction around the front.

    ``wide`` and ``high`` in degrees; ``droop`` makes the lower half higher by that share.
    """

    def half_angle(turn: Array) -> Array:
        a = np.radians(wide)
        b = np.radians(high) * np.where(np.sin(turn) < 0, 1 + droop, 1.0)
        c, s = np.abs(np.cos(turn)), np.abs(np.sin(turn))
        return np.asarray(((c / a) ** roundness + (s / b) ** roundness) ** (-1 / roundness))

    return half_angle


def on_shell(theta: Array, turn: Array, radii: sh.Point) -> Array:
    """Points of an ellipsoid: ``theta`` from the front (-y), ``turn`` around it from +x up."""
    way = np.stack([np.sin(theta) * np.cos(turn), -np.cos(theta), np.sin(theta) * np.sin(turn)], -1)
    return np.asarray(way * np.array(radii))


def shell(
    name: str,
    radii: sh.Point,
    hole: Opening,
    material: Thing,
    thickness: float = 0.008,
    back: float = math.pi,
    shape: Callable[[Array], Array] | None = None,
) -> Thing:
    """Make a helmet's shell: an ellipsoid with an opening and a rounded lip around it."""
    turn = np.linspace(0, 2 * np.pi, 256, endpoint=False)[None, :]
    start = hole(turn)
    lip = np.linspace(-np.pi / 2, np.pi / 2, 9)[:, None]
    inner = 1 - thickness / np.mean(radii)
    rows = [on_shell(start + s, turn, radii) * inner for s in (0.10, 0.03)]
    half = (1 - inner) / 2
    for a in lip:
        scale = 1 - half + half * np.sin(a)
        rows.append(on_shell(start - half * 0.9 * np.cos(a), turn, radii) * scale)
    rows += [
        on_shell(start + (back - start) * s, turn, radii)
        for s in np.linspace(0, 1, 120)[1:] ** 1.15
    ]
    points = np.stack([np.broadcast_to(r.reshape(-1, 3), (256, 3)) for r in rows])
    if shape is not None:
        points = shape(points)
    return sh.grid(name, points[:, ::-1], material, wrap_columns=True)


def edge(
    name: str,
    radii: sh.Point,
    hole: Opening,
    material: Thing,
    out: float = 0.0,
    along: float = 0.0,
    radius: float = 0.004,
    shape: Callable[[Array], Array] | None = None,
) -> Thing:
    """Lay a round cord along an opening: ``out`` metres off the shell, ``along`` rad outward."""
    turn = np.linspace(0, 2 * np.pi, 257)[:-1]
    path = on_shell(hole(turn) + along, turn, np.array(radii) + out)
    if shape is not None:
        path = shape(path)
    normal = path / np.linalg.norm(path, axis=1, keepdims=True)
    ahead = np.roll(path, -1, 0) - np.roll(path, 1, 0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    side = np.cross(ahead, normal)
    around = np.linspace(0, 2 * np.pi, 16, endpoint=False)[None, :, None]
    points = path[:, None] + radius * (
        normal[:, None] * np.cos(around) + side[:, None] * np.sin(around)
    )
    return sh.grid(name, points, material, wrap_rows=True, wrap_columns=True)


def pane(
    name: str,
    radii: sh.Point,
    hole: Opening,
    material: Thing,
    beyond: float = 0.05,
    shape: Callable[[Array], Array] | None = None,
) -> Thing:
    """Make a visor: the cap of an ellipsoid that fills an opening and reaches under its lip."""
    turn = np.linspace(0, 2 * np.pi, 256, endpoint=False)[None, :]
    limit = hole(turn) + beyond
    rows = np.linspace(1e-6, 1, 110)[:, None]
    points = on_shell(limit * rows, np.broadcast_to(turn, (110, 256)), radii)
    if shape is not None:
        points = shape(points)
    return sh.grid(name, points[:, ::-1], material, wrap_columns=True, sharp=80)


def patch(
    name: str,
    radii: sh.Point,
    theta: tuple[float, float],
    turn: tuple[float, float],
    material: Thing,
    thickness: float = 0.004,
    bow: float = 0.0,
) -> Thing:
    """Lay a plate with rounded corners on a shell, between angles in degrees."""
    t = np.radians(np.linspace(*theta, 60))[:, None]
    p = np.radians(np.linspace(*turn, 90))[None, :]
    u = np.linspace(-1, 1, 60)[:, None]
    v = np.linspace(-1, 1, 90)[None, :]
    # Round the corners by drawing the grid in, and tuck the border under.
    squeeze = 1 - 0.10 * v**8
    t = np.radians(np.mean(theta)) + (t - np.radians(np.mean(theta))) * squeeze
    p = np.radians(np.mean(turn)) + (p - np.radians(np.mean(turn))) * (1 - 0.05 * u**8)
    t = t + bow * v**2
    border = np.maximum(np.abs(u) ** 40, np.abs(v) ** 60)
    out = thickness * (1 - border)
    points = on_shell(t, p, radii)
    normal = points / np.linalg.norm(points, axis=-1, keepdims=True)
    return sh.grid(name, (points + normal * out[..., None])[:, ::-1], material, sharp=60)
