"""Parts of a space station, seen from outside: truss, solar wings, modules, robot arm."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import materials as m
import numpy as np
import shapes as sh
from shading import material

Thing = Any
WING_GOLD = (0.62, 0.30, 0.075)


class Yard:
    """The materials of a station, made once."""

    def __init__(self) -> None:
        self.white = m.painted((0.74, 0.74, 0.72), 0.5, 0.25, "station white")
        self.blanket = m.cloth((0.74, 0.73, 0.70), "blanket", folds=0.8, dirt=0.6)
        self.metal = m.metal((0.60, 0.60, 0.59), 0.36)
        self.dark = m.painted((0.055, 0.056, 0.06), 0.5, 0.2, "station dark")
        self.yellow = m.plain((0.55, 0.33, 0.03), 0.45, name="handrail")
        self.foil = m.foil((0.92, 0.60, 0.24))
        self.silver = m.foil((0.86, 0.86, 0.88), 0.8, 0.2)
        self.wing = wing_blanket()


def wing_blanket() -> Thing:
    """Make a solar wing's blanket: gold-brown, panels and cells, light shining through a little."""
    made, g = material("wing")
    uv = g.place("UV")
    cells = g.node("Mapping", {"Vector": uv, "Scale": (16, 160, 1)}).outputs[0]
    panels = g.node("Mapping", {"Vector": uv, "Scale": (2, 40, 1)}).outputs[0]

    def lines(where: Any, width: float) -> Any:
        split = g.node("SeparateXYZ", {0: where})
        off = [
            g.math("ABSOLUTE", g.math("SUBTRACT", g.math("FRACT", split.outputs[k]), 0.5))
            for k in (0, 1)
        ]
        return g.math("GREATER_THAN", g.math("MAXIMUM", *off), 0.5 - width)

    spot = g.node("VectorMath", {0: cells}, operation="FLOOR").outputs[0]
    lot = g.node("TexWhiteNoise", {"Vector": spot}, noise_dimensions="2D").outputs["Value"]
    tone = g.ramp(lot, [(0.0, (0.34, 0.155, 0.035)), (1.0, (0.46, 0.22, 0.055))])
    tone = g.mix(lines(cells, 0.05), tone, (0.62, 0.40, 0.17))
    tone = g.mix(lines(panels, 0.02), tone, (0.13, 0.07, 0.03))
    through = g.node("BsdfTranslucent", {"Color": (0.75, 0.34, 0.07)}).outputs[0]
    back = g.surface(tone, 0.32, Specular_IOR_Level=0.5)
    g.output(g.node("MixShader", {0: 0.22, 1: back, 2: through}).outputs[0])
    return made


def wing(y: Yard, length: float = 34.0, width: float = 4.6) -> Thing:
    """Make one solar wing along +z from its root: two blankets with a mast between them."""
    things: list[Thing] = []
    for side in (-1, 1):
        rows = 81
        z = np.linspace(1.2, length, rows)[:, None]
        x = np.linspace(0.42, 0.42 + width, 9)[None, :] * side
        x, z = np.broadcast_arrays(x, z)
        # The blanket folds up for launch: it never gets quite flat again.
        fold = 0.035 * np.where(np.arange(rows) % 2, 1, -1)[:, None] * np.ones_like(x)
        things.append(sh.grid("blanket", np.stack([x, fold, z], -1), y.wing, smooth=False))
        things += [
            sh.box(
                "beam",
                (width + 0.1, 0.22, 0.3),
                (side * (0.42 + width / 2), 0, end),
                y.white,
                0.03,
            )
            for end in (1.0, length)
        ]
    bays = int(length / 0.85)
    for k in range(3):
        a = 2 * math.pi * k / 3
        spot = (0.30 * math.cos(a), 0.30 * math.sin(a))
        things.append(sh.rod("mast", (*spot, 0), (*spot, length), 0.022, y.metal, 8))
    wires: list[Any] = []
    for i in range(bays):
        low, high = i * length / bays, (i + 1) * length / bays
        for k in range(3):
            a, b = 2 * math.pi * k / 3, 2 * math.pi * (k + 1) / 3
            p, q = (0.3 * math.cos(a), 0.3 * math.sin(a)), (0.3 * math.cos(b), 0.3 * math.sin(b))
            wires.append(((*p, low), (*q, low), 0.013))
            wires.append(((*p, low), (*q, high), 0.008))
    things.append(bars("wires", wires, y.metal, 6))
    return sh.group(things, "wing")


def bars(
    name: str, lines: Sequence[tuple[Any, Any, float]], material: Thing, sides: int = 12
) -> Thing:
    """Make many round bars (start, end, radius) as one object."""
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    points: list[Any] = []
    faces: list[list[int]] = []
    for start, end, radius in lines:
        a, b = np.array(start, float), np.array(end, float)
        way = (b - a) / np.linalg.norm(b - a)
        side = np.cross(way, [0.31, 0.17, 0.93])
        side /= np.linalg.norm(side)
        up = np.cross(way, side)
        ring = radius * (np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * up)
        base = 2 * sides * (len(points) // 2)
        points += [a + ring, b + ring]
        faces += [
            [base + k, base + (k + 1) % sides, base + sides + (k + 1) % sides, base + sides + k]
            for k in range(sides)
        ]
        faces += [
            list(range(base + sides - 1, base - 1, -1)),
            list(range(base + sides, base + 2 * sides)),
        ]
    return sh.mesh(name, np.concatenate(points), faces, material)


def truss(
    y: Yard, length: float = 14.0, half: float = 1.9, bay: float = 2.2, seed: int = 4
) -> Thing:
    """Make a truss along +y, four-sided, with boxes, cables and handrails on it."""
    chance = random.Random(seed)
    things: list[Thing] = []
    frame: list[Any] = []
    thin: list[Any] = []
    rails: list[Any] = []
    corners = [(-half, -half), (half, -half), (half, half), (-half, half)]
    count = round(length / bay)
    for x, z in corners:
        frame.append(((x, 0, z), (x, length, z), 0.085))
    for i in range(count + 1):
        at = i * bay
        for k in range(4):
            (x, z), (x2, z2) = corners[k], corners[(k + 1) % 4]
            frame.append(((x, at, z), (x2, at, z2), 0.06))
            if i < count:
                if i % 2:
                    thin.append(((x, at, z), (x2, at + bay, z2), 0.045))
                else:
                    thin.append(((x2, at, z2), (x, at + bay, z), 0.045))
            node = sh.box("node", (0.26, 0.26, 0.26), (x, at, z), y.white, 0.04)
            things.append(node)
    things += [bars("frame", frame, y.white, 16), bars("thin", thin, y.metal, 12)]
    for i in range(count):
        middle = (i + 0.5) * bay
        for k in range(2):
            size = (chance.uniform(0.7, 1.5), chance.uniform(0.7, 1.5), chance.uniform(0.4, 0.9))
            spot = (
                chance.uniform(-half, half) * 0.6,
                middle + k * 0.4 - 0.2,
                chance.choice((-1, 1)) * half * 0.55,
            )
            skin = chance.choice((y.white, y.blanket, y.silver, y.dark, y.foil))
            things.append(sh.box("unit", size, spot, skin, 0.06))
        side = chance.choice((-1, 1))
        z = half + 0.11
        rails.append(
            ((side * half * 0.7, middle - 0.5, z), (side * half * 0.7, middle + 0.5, z), 0.019)
        )
        rails += [
            (
                (side * half * 0.7, middle + end, z),
                (side * half * 0.7, middle + end, half),
                0.017,
            )
            for end in (-0.45, 0.45)
        ]
    things.append(bars("rails", rails, y.yellow, 12))
    for k in range(4):
        x, z = corners[k][0] * 0.9, corners[k][1] * 0.9
        line = [
            (x + chance.uniform(-0.1, 0.1), t, z + chance.uniform(-0.1, 0.1))
            for t in np.linspace(0, length, count * 2)
        ]
        things.append(sh.tube("cable", sh.spline(line, 200), 0.022, y.blanket, 10))
    return sh.group(things, "truss")


def module(y: Yard, length: float = 8.0, radius: float = 2.2, seed: int = 2) -> Thing:
    """Make a pressurised module along +y: shield panels, end cones, handrails, windows."""
    chance = random.Random(seed)
    things: list[Thing] = []
    profile = [(1e-5, -1.1), (radius * 0.55, -1.1), (radius * 0.58, -0.9), (radius * 0.98, 0.0)]
    panels = max(int(length / 1.1), 2)
    for i in range(panels):
        low, high = i * length / panels, (i + 1) * length / panels
        profile += [
            (radius - 0.03, low),
            (radius, low + 0.03),
            (radius, high - 0.03),
            (radius - 0.03, high),
        ]
    profile += [(radius * 0.58, length + 0.9), (radius * 0.55, length + 1.1), (1e-5, length + 1.1)]
    hull = sh.lathe("hull", profile, y.white, 160, sharp=25)
    things.append(sh.place(hull, turn=(-90, 0, 0)))
    rails: list[Any] = []
    seams: list[Any] = []
    for k in range(12):
        a = 2 * math.pi * k / 12 + 0.13
        x, z = math.cos(a), math.sin(a)
        r = radius + 0.004
        seams.append(((x * r, 0, z * r), (x * r, length, z * r), 0.014))
        if k % 3 == 0:
            for low in np.arange(0.4, length - 1.4, 1.7):
                r = radius + 0.09
                rails.append(((x * r, low, z * r), (x * r, low + 1.2, z * r), 0.018))
                rails += [
                    ((x * r, end, z * r), (x * radius, end, z * radius), 0.016)
                    for end in (low + 0.05, low + 1.15)
                ]
    things += [bars("seams", seams, y.dark, 6), bars("rails", rails, y.yellow, 10)]
    for _ in range(int(length * 2)):
        a, t = chance.uniform(0, 2 * math.pi), chance.uniform(0.3, length - 0.3)
        unit = sh.box(
            "unit",
            (chance.uniform(0.15, 0.5), chance.uniform(0.2, 0.7), chance.uniform(0.08, 0.22)),
            (math.cos(a) * (radius + 0.05), t, math.sin(a) * (radius + 0.05)),
            chance.choice((y.white, y.blanket, y.dark, y.silver)),
            0.02,
        )
        unit.rotation_euler = (0, math.pi / 2 - a, 0)
        things.append(unit)
    return sh.group(things, "module")


def robot_arm(y: Yard, joints: Sequence[sh.Point], radius: float = 0.17) -> Thing:
    """Make a jointed arm through points: white booms in blankets, joint drums, a hand."""
    things: list[Thing] = []
    p = [np.array(j, float) for j in joints]
    for a, b in pairwise(p):
        path = np.linspace(a, b, 60)
        length = float(np.linalg.norm(b - a))

        def skin(way: Any, angle: Any, length: float = length) -> Any:
            del angle
            seam = np.abs(np.sin(np.pi * way * length / 0.9)) ** 0.12
            ends = 1 + 0.22 * (np.exp(-((way / 0.06) ** 2)) + np.exp(-(((1 - way) / 0.06) ** 2)))
            return radius * (0.93 + 0.07 * seam) * ends

        things.append(sh.tube("boom", path, skin, y.blanket, 48))
        way = (b - a) / length
        for share in (0.25, 0.5, 0.75):
            ring = sh.lathe(
                "clamp",
                [
                    (radius * 0.9, -0.05),
                    (radius * 1.08, -0.05),
                    (radius * 1.08, 0.05),
                    (radius * 0.9, 0.05),
                ],
                y.metal,
                48,
            )
            things.append(sh.place(ring, a + (b - a) * share, toward=way))
        side = np.cross(way, [0, 0, 1.0])
        side = side / max(float(np.linalg.norm(side)), 1e-6) * radius * 1.15
        wire = sh.spline(
            [a + way * 0.3 + side, (a + b) / 2 + side * 1.12, b - way * 0.3 + side], 60
        )
        things.append(sh.tube("wire", wire, 0.022, y.dark, 8))
    for spot in p[1:-1]:
        for axis, shift in (((1, 0, 0), 0.0), ((0, 0.2, 1), radius * 1.6)):
            drum = sh.lathe(
                "joint",
                [
                    (1e-5, -radius * 1.5),
                    (radius * 1.05, -radius * 1.5),
                    (radius * 1.3, -radius * 1.3),
                    (radius * 1.3, radius * 1.3),
                    (radius * 1.05, radius * 1.5),
                    (1e-5, radius * 1.5),
                ],
                y.white,
                64,
            )
            things.append(sh.place(drum, spot + np.array([0, 0, shift]) * 0.4, toward=axis))
    end = p[-1]
    way = (p[-1] - p[-2]) / np.linalg.norm(p[-1] - p[-2])
    hand = sh.lathe(
        "hand",
        [
            (radius * 0.8, -0.5),
            (radius * 1.35, -0.4),
            (radius * 1.35, 0.15),
            (radius * 1.5, 0.18),
            (radius * 1.5, 0.42),
            (radius * 1.3, 0.45),
            (radius * 1.1, 0.43),
            (radius * 0.9, 0.2),
            (1e-5, 0.18),
        ],
        y.white,
        64,
    )
    things.append(sh.place(hand, end, toward=way))
    return sh.group(things, "robot arm")
