"""What a rover of the Curiosity kind drives on: six wheels, their rockers and bogies."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import workshop
from dust import Paints
from mathutils import Vector
from workshop import beam, cable, drum, hub, rod, turned

WHEEL, TREAD = 0.25, 0.40  # radius and width
WHEELS = ((1.16, 1.14), (0.06, 1.22), (-1.04, 1.14))  # x ahead, y aside: front, middle, rear
GROUSERS = 24


def wheel(paints: Paints, side: int) -> Any:
    """Add a wheel about its axle (y), its outer face towards ``side``·y."""
    whole = hub()
    around, across = 24 * GROUSERS, 25
    a = np.linspace(0, 2 * math.pi, around, endpoint=False)
    v = np.linspace(-1, 1, across)
    angle, wide = np.meshgrid(a, v, indexing="ij")
    # Each cleat zigzags across the tread.
    zigzag = 0.16 * np.abs(((wide * 1.5 + 3) % 2) - 1)
    phase = (angle / (2 * math.pi) * GROUSERS + zigzag * 2.2) % 1
    cleat = np.clip((0.12 - np.abs(phase - 0.5)) / 0.035, 0, 1)
    crown = WHEEL - 0.016 - 0.020 * wide**2 - 0.012 * np.clip(np.abs(wide) - 0.86, 0, 1) / 0.14
    outer = crown + 0.015 * cleat * (np.abs(wide) < 0.97)
    inner = crown - 0.010
    rings = [
        np.stack([radius * np.cos(angle), wide * TREAD / 2, radius * np.sin(angle)], -1)
        for radius in (outer, inner)
    ]
    shell = np.concatenate([rings[0], rings[1][:, ::-1]], 1)
    loop = 2 * across
    i, j = np.meshgrid(np.arange(around), np.arange(loop), indexing="ij")
    i2, j2 = (i + 1) % around, (j + 1) % loop
    faces = np.stack([i * loop + j, i * loop + j2, i2 * loop + j2, i2 * loop + j], -1)
    made = workshop.from_arrays("tread", shell.reshape(-1, 3), faces.reshape(-1, 4), paints.tread)
    made.data.set_sharp_from_angle(angle=math.radians(30))
    made.parent = whole
    for edge in (-1, 1):
        profile = [
            (WHEEL - 0.052, -0.007),
            (WHEEL - 0.032, -0.007),
            (WHEEL - 0.030, 0.007),
            (WHEEL - 0.050, 0.007),
            (WHEEL - 0.052, -0.007),
        ]
        turned(profile, paints.tread, (0, edge * (TREAD / 2 - 0.010), 0), (90, 0, 0), 96, whole)
    # Curved spokes spring from the hub to the middle of the rim.
    for spoke in range(6):
        turn = 2 * math.pi * spoke / 6
        for bend in (-1, 1):
            line = []
            for k in range(7):
                part = k / 6
                r = 0.075 + (WHEEL - 0.105) * part
                b = turn + bend * (0.10 + 0.34 * math.sin(part * math.pi * 0.9))
                line.append((r * math.cos(b), side * (0.085 - 0.035 * part), r * math.sin(b)))
            _strap(line, 0.050, 0.007, paints.titan, whole)
    turned(
        [
            (0, -0.12),
            (0.078, -0.12),
            (0.085, -0.11),
            (0.085, 0.07),
            (0.070, 0.09),
            (0.052, 0.095),
            (0.050, 0.115),
            (0, 0.118),
        ],
        paints.metal,
        (0, 0, 0),
        (-90 * side, 0, 0),
        48,
        whole,
    )
    turned(
        [(0.088, -0.01), (0.112, -0.01), (0.112, 0.012), (0.088, 0.012)],
        paints.titan,
        (0, side * 0.085, 0),
        (-90 * side, 0, 0),
        48,
        whole,
    )
    for bolt in range(8):
        b = 2 * math.pi * bolt / 8
        drum(
            0.007,
            0.012,
            (0.100 * math.cos(b), side * 0.099, 0.100 * math.sin(b)),
            paints.dark,
            (90, 0, 0),
            0.002,
            12,
            whole,
        )
    return whole


def _strap(line: list[Any], wide: float, thick: float, stuff: Any, parent: Any) -> None:
    """Add a flat band along a line in the plane of a wheel, ``wide`` along its axle."""
    points = [Vector(p) for p in line]
    corners, faces = [], []
    for k, p in enumerate(points):
        ahead = (points[min(k + 1, len(points) - 1)] - points[max(k - 1, 0)]).normalized()
        out = ahead.cross(Vector((0, 1, 0))).normalized() * (thick / 2)
        away = Vector((0, wide / 2 * (1 - 0.35 * k / len(points)), 0))
        corners += [p + out + away, p + out - away, p - out - away, p - out + away]
    for k in range(len(points) - 1):
        a, b = 4 * k, 4 * k + 4
        faces += [(a + c, a + (c + 1) % 4, b + (c + 1) % 4, b + c) for c in range(4)]
    made = workshop.solid(corners, faces, stuff)
    made.data.set_sharp_from_angle(angle=math.radians(40))
    made.parent = parent


def joint(at: Any, radius: float, length: float, paints: Paints, parent: Any, turn: Any) -> None:
    """Add a drive or bearing: a drum with a flange, a cap, a ring of bolts."""
    knot = hub(at, turn, parent)
    turned(
        [
            (0, -length / 2),
            (radius * 0.8, -length / 2),
            (radius, -length / 2 + 0.012),
            (radius, -0.012),
            (radius * 1.16, -0.010),
            (radius * 1.16, 0.010),
            (radius, 0.012),
            (radius, length / 2 - 0.02),
            (radius * 0.86, length / 2 - 0.004),
            (radius * 0.5, length / 2),
            (0, length / 2),
        ],
        paints.metal,
        parent=knot,
        sides=40,
    )
    for bolt in range(8):
        b = 2 * math.pi * (bolt + 0.5) / 8
        drum(
            radius * 0.07,
            0.026,
            (radius * 1.08 * math.cos(b), radius * 1.08 * math.sin(b), 0),
            paints.dark,
            bevel=0.002,
            sides=10,
            parent=knot,
        )


def running_gear(paints: Paints, ground: Callable[[float, float], float], body: Any) -> None:
    """Add wheels, rockers and bogies of both sides; ``ground`` gives the height under a wheel."""
    for side in (-1, 1):
        at = [(x, side * y, ground(x, side * y) + WHEEL - 0.012) for x, y in WHEELS]
        steer = {}
        for place, (x, y, z) in enumerate(at):
            turning = hub((x, y, z), (0, 0, (0, 0, 0)[place]), body)
            one = wheel(paints, side)
            one.parent = turning
            one.rotation_euler = (0, 0.7 * place + side, 0)
            top = Vector((x, y - side * 0.02, z + 0.40))
            inner = y - side * (TREAD / 2 + 0.055)
            rod((x, inner + side * 0.06, z), (x, inner - side * 0.03, z), 0.055, paints.titan, body)
            if place != 1:
                # The fork: down from the steering drive, inside the wheel, to the hub.
                joint(top, 0.068, 0.20, paints, body, (0, 0, 0))
                beam(
                    (x, y - side * 0.02, z + 0.305),
                    (x, inner, z + 0.305),
                    0.10,
                    0.035,
                    paints.titan,
                    body,
                    0.012,
                )
                beam(
                    (x, inner, z + 0.32),
                    (x, inner, z - 0.05),
                    0.10,
                    0.032,
                    paints.titan,
                    body,
                    0.012,
                    (1, 0, 0),
                )
                cable(
                    [
                        (x + 0.05, inner, z),
                        (x + 0.08, inner - side * 0.04, z + 0.18),
                        (x + 0.04, inner, z + 0.34),
                        (x - 0.02, y - side * 0.09, z + 0.45),
                    ],
                    0.009,
                    paints.brown,
                    body,
                )
            steer[place] = top
        pivot = Vector((0.12, side * 0.72, 0.86))
        knee = Vector((0.74, side * 1.00, 0.95))
        low = Vector((-0.50, side * 1.00, 0.66))
        arm = 0.052
        front, rear = steer[0] + Vector((0, 0, 0.02)), steer[2] + Vector((0, 0, 0.02))
        rod((0.12, side * 0.50, 0.86), pivot, 0.075, paints.metal, body)
        joint(pivot, 0.115, 0.16, paints, body, (90, 0, 0))
        for a, b in ((pivot, knee), (knee, front), (pivot, low)):
            rod(a, b, arm, paints.white, body, 28)
            along = (b - a).normalized()
            for end in (a + along * 0.13, b - along * 0.10):
                rod(end - along * 0.018, end + along * 0.018, arm * 1.22, paints.metal, body, 28)
        drum(arm * 1.35, 0.13, knee, paints.white, (90, 0, 0), parent=body)
        joint(low, 0.085, 0.15, paints, body, (90, 0, 0))
        x, y, z = at[1]
        axle = Vector((x, y - side * (TREAD / 2 + 0.05), z))
        elbow = Vector((-0.16, side * 0.99, 0.60))
        rod(low, elbow, arm * 0.95, paints.white, body, 28)
        rod(elbow, axle + Vector((0, 0, 0.03)), arm * 0.95, paints.white, body, 28)
        drum(arm * 1.2, 0.12, elbow, paints.white, (90, 0, 0), parent=body)
        joint(axle, 0.075, 0.12, paints, body, (90, 0, 0))
        rod(low, rear, arm * 0.95, paints.white, body, 28)
        for a, b in ((pivot, knee), (knee, front), (low, rear)):
            _lash(a, b, arm, side, paints, body)


def _lash(a: Any, b: Any, arm: float, side: int, paints: Paints, body: Any) -> None:
    """Run two cables along a strut, held by bands."""
    up = Vector((0, side * 0.35, 1)).normalized() * (arm + 0.008)
    for shift, thick in ((0.0, 0.010), (0.018, 0.007)):
        line = []
        for k in range(6):
            part = 0.1 + 0.8 * k / 5
            p = a.lerp(b, part) + up + Vector((0, -side * shift, 0.003 * (k % 2)))
            line.append(p)
        cable(line, thick, paints.brown, body)
    along = (b - a).normalized()
    for share in (0.3, 0.52, 0.74):
        p = a.lerp(b, share)
        rod(p - along * 0.008, p + along * 0.008, arm * 1.30, paints.cord, body, 28)
