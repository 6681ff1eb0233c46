"""Outside of a two-man capsule of 1966: the open hatch, its sill, the dark shingled skin."""

from __future__ import annotations

import math
from typing import Any

import materials as m
import numpy as np
import shapes as sh
from helmets import early_helmet, head
from shading import material
from suit import early_torso
from wardrobe import Wardrobe

Thing = Any


class Hull:
    """The materials of the capsule, made once."""

    def __init__(self) -> None:
        self.shingle = shingle()
        self.frame = m.painted((0.30, 0.31, 0.31), 0.45, 0.9, "frame")
        self.inside = m.painted((0.42, 0.43, 0.41), 0.5, 0.6, "hatch inside")
        self.metal = m.metal()
        self.dark = m.rubber()
        self.gold = m.foil((0.85, 0.58, 0.26), 0.6)
        self.glass = m.dark_pane(0.2)


def shingle() -> Thing:
    """Make dark beaded metal that has seen a launch: streaked, scratched, edges rubbed."""
    made, g = material("shingle")
    where = g.place()
    stripes = g.node("SeparateXYZ", {0: where}).outputs[0]
    beads = g.math("SINE", g.math("MULTIPLY", stripes, 2 * math.pi / 0.034))
    streak = g.ramp(
        g.noise(g.place("Object", (9.0, 1.2, 1.0)), 6, 5, 0.65), [(0.35, 0.0), (0.75, 1.0)]
    )
    tone = g.mix(streak, (0.020, 0.021, 0.023), (0.085, 0.082, 0.078))
    gloss = g.ramp(g.noise(where, 30, 4, 0.6), [(0.3, 0.36), (0.7, 0.55)])
    seen = g.surface(tone, gloss, 0.75, Normal=g.bump(beads, 1.0, 0.0032))
    g.output(g.simplified(seen, (0.05, 0.05, 0.05)))
    return made


def hatch(hull: Hull, width: float = 0.62, height: float = 0.98) -> Thing:
    """Make the open hatch, seen from inside: it faces -y, its hinge side is at z = 0."""
    things: list[Thing] = []

    def bow(x: Any) -> Any:
        return 0.16 * (np.asarray(x) / width) ** 2 * -1

    columns, rows = 60, 80
    u = np.linspace(-0.5, 0.5, columns)[None, :]
    v = np.linspace(0, 1, rows)[:, None]
    taper = 1 - 0.20 * v**1.5
    corner = (
        1
        - 0.16 * np.maximum(0, (v - 0.86) / 0.14) ** 2.2
        - 0.10 * np.maximum(0, (0.1 - v) / 0.1) ** 2
    )
    x = u * width * taper * corner
    z = np.broadcast_to(v * height, x.shape)
    inner = np.stack([x, bow(x), z], -1)
    outer = inner + np.array([0, 0.055, 0])
    things.append(sh.grid("inner skin", inner, hull.inside))
    things.append(sh.grid("outer skin", outer[:, ::-1], hull.shingle))
    rim = np.concatenate([inner[0, :], inner[1:, -1], inner[-1, -2::-1], inner[-2:0:-1, 0]])
    band = np.stack([rim + np.array([0, 0.058, 0]), rim + np.array([0, -0.012, 0])])
    things.append(sh.grid("rim", band, hull.frame, wrap_columns=True))
    closed = np.concatenate([rim, rim[:1]])
    middle = closed.mean(0)
    for scale, radius, skin, out in (
        (0.965, 0.010, hull.dark, -0.012),
        (0.93, 0.006, hull.metal, -0.006),
    ):
        path = middle + (closed - middle) * scale + np.array([0, out, 0])
        path[:, 1] = bow(path[:, 0]) + out
        things.append(sh.tube("seal", sh.spline(path[::3], 400), radius, skin, 12))
    # Ribs across and along, a lattice that stiffens the skin.
    for z0 in np.linspace(0.14, height - 0.14, 6):
        wide = width * (1 - 0.20 * (z0 / height) ** 1.5) * 0.88
        path = np.stack([np.linspace(-wide / 2, wide / 2, 40)] * 3, -1)
        path[:, 1] = bow(path[:, 0]) - 0.016
        path[:, 2] = z0
        things.append(sh.tube("rib", path, 0.013, hull.inside, 4, sharp=20))
    things += [
        sh.box(
            "spar",
            (0.022, 0.030, height * 0.80),
            (x0 * 0.95, float(bow(x0)) - 0.014, height * 0.47),
            hull.inside,
            0.004,
        )
        for x0 in (-0.17, 0.0, 0.17)
    ]
    # The window, a half moon in a heavy frame.
    turn = np.linspace(0, np.pi, 40)
    arc = np.stack([0.135 * np.cos(turn), np.zeros(40), 0.175 * np.sin(turn)], -1)
    outline = np.concatenate([arc, np.linspace(arc[-1], arc[0], 30)[1:]])
    outline = outline + np.array([0.0, -0.030, height * 0.60])
    things.append(
        sh.tube("window frame", np.concatenate([outline, outline[1:2]]), 0.022, hull.frame, 24)
    )
    fan = np.concatenate([[outline.mean(0)], outline])
    faces = [[0, i, i + 1] for i in range(1, len(outline))]
    things.append(sh.mesh("window", fan + np.array([0, 0.004, 0]), faces, hull.glass))
    # The latch: a gear box with a long handle and rods to the dogs around the edge.
    box = sh.box("gear box", (0.17, 0.075, 0.12), (0.02, -0.055, height * 0.36), hull.frame, 0.014)
    things.append(box)
    hubcap = sh.lathe(
        "hub",
        [*sh.disc(0.042, 0.030, 0.006)[:-1], (0.020, 0.030), (0.018, 0.042), (1e-5, 0.042)],
        hull.metal,
        64,
    )
    things.append(sh.place(hubcap, (0.02, -0.092, height * 0.36), toward=(0, -1, 0)))
    handle = sh.spline(
        [
            (0.02, -0.125, height * 0.36),
            (0.08, -0.14, height * 0.33),
            (0.17, -0.13, height * 0.27),
            (0.20, -0.13, height * 0.25),
        ],
        40,
    )
    things.append(sh.tube("handle", handle, 0.011, hull.dark, 20))
    for k, end in enumerate(((-0.22, 0.80), (0.22, 0.74), (-0.25, 0.18), (0.25, 0.16))):
        start = (0.02 + 0.06 * (1 if k % 2 else -1), -0.062, height * 0.36)
        stop = (end[0], float(bow(end[0])) - 0.042, height * end[1])
        things.append(sh.rod("rod", start, stop, 0.0075, hull.metal))
        dog = sh.box("dog", (0.038, 0.034, 0.060), stop, hull.metal, 0.006)
        things.append(dog)
    for i in range(len(rim) // 5):
        spot = middle + (rim[i * 5] - middle) * 0.985
        bolt = sh.lathe("bolt", sh.disc(0.0055, 0.004, 0.0015), hull.metal, 12)
        things.append(
            sh.place(bolt, (spot[0], float(bow(spot[0])) - 0.012, spot[2]), toward=(0, -1, 0))
        )
    wire = sh.spline(
        [(-0.16, -0.05, 0.10), (-0.12, -0.07, 0.30), (-0.18, -0.06, 0.52), (-0.10, -0.05, 0.72)], 60
    )
    things.append(sh.tube("wire", wire, 0.006, hull.gold, 10))
    return sh.group(things, "hatch")


def sill(hull: Hull, width: float = 0.74, depth: float = 0.92) -> Thing:
    """Make the opening that the hatch leaves and the skin around it; flat at z = 0."""
    things: list[Thing] = []
    turn = np.linspace(0, 2 * np.pi, 129)[:-1]
    c, s = np.cos(turn), np.sin(turn)
    outline = np.stack(
        [
            np.sign(c) * np.abs(c) ** 0.4 * width / 2,
            np.sign(s) * np.abs(s) ** 0.4 * depth / 2,
            -0.22 * (np.sign(c) * np.abs(c) ** 0.4 * 0.5) ** 2,
        ],
        -1,
    )
    closed = np.concatenate([outline, outline[:2]])
    things.append(sh.tube("sill", closed, 0.026, hull.frame, 24, caps=False))
    things.append(
        sh.tube(
            "seal",
            closed * np.array([0.955, 0.955, 1]) + np.array([0, 0, 0.016]),
            0.011,
            hull.dark,
            16,
            caps=False,
        )
    )
    things.append(
        sh.tube(
            "channel",
            closed * np.array([1.075, 1.06, 1]) + np.array([0, 0, -0.004]),
            0.012,
            hull.metal,
            16,
            caps=False,
        )
    )
    # Skin: rings from the sill outwards and down.
    rows = []
    for scale in np.linspace(1.04, 3.2, 60):
        ring = outline * np.array([scale, scale, 0])
        ring[:, 2] = -0.012 - 0.20 * (ring[:, 0] / width) ** 2 * 0.9
        rows.append(ring)
    things.append(sh.grid("skin", np.stack(rows)[:, ::-1], hull.shingle, wrap_columns=True))
    # The cabin below: dark walls and a floor.
    walls = [
        outline * np.array([s, s, 0]) + np.array([0, 0, z])
        for s, z in ((0.98, -0.02), (1.1, -0.25), (1.1, -0.95), (0.6, -1.1), (0.01, -1.1))
    ]
    things.append(sh.grid("cabin", np.stack(walls), hull.dark, wrap_columns=True))
    for i in range(0, 128, 4):
        spot = outline[i] * np.array([1.155, 1.125, 1])
        bolt = sh.lathe("bolt", sh.disc(0.0065, 0.004, 0.0015), hull.metal, 14)
        things.append(sh.place(bolt, (spot[0], spot[1], -0.004 - 0.18 * (spot[0] / width) ** 2)))
    return sh.group(things, "sill")


def handrail(hull: Hull, points: list[tuple[float, float, float]]) -> Thing:
    """Make a rail with feet through points."""
    return sh.group([sh.tube("rail", sh.spline(points, 60), 0.011, hull.frame, 20)], "rail")


def occupant(w: Wardrobe) -> Thing:
    """Make the man in the hatch: early helmet with its gold visor lifted, soft suit."""
    pane = m.dark_pane(0.09, (0.30, 0.31, 0.31))
    parts = [
        early_helmet(w, raised=w.visor, lift=59.0, face=pane),
        early_torso(w),
        head(w),
    ]
    return sh.group(parts, "occupant")
