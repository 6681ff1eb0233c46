"""The inflatable airlock of 1965 and the ship it stands on."""

from __future__ import annotations

import math
from typing import Any

import materials as m
import numpy as np
import shapes as sh
from fields import SolidChance

Thing = Any
RADIUS = 0.56
LENGTH = 1.75


def airlock() -> Thing:
    """Make the airlock: cloth over a ring of air-filled booms, along +z, its hatch open on top."""
    cloth = m.cloth((0.66, 0.645, 0.60), "airlock cloth", folds=1.0, dirt=0.8)
    metal = m.metal()
    paint = m.painted((0.56, 0.57, 0.55), 0.45, 0.6, "airlock paint")
    dark = m.rubber()
    webbing = m.cloth((0.40, 0.385, 0.34), "airlock webbing", folds=0.2)
    noise = SolidChance(31)
    rows, columns = 320, 480
    z = np.linspace(0, LENGTH, rows)[:, None]
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    z, a = np.broadcast_arrays(z, a)
    lobes = np.abs(np.sin(10 * a)) ** 0.6
    girth = 1 - 0.05 * np.exp(-((np.mod(z, 0.44) - 0.22) ** 2) / 0.0009)
    end = 1 - 0.12 * np.exp(-z / 0.10) - 0.12 * np.exp(-(LENGTH - z) / 0.10)
    spot = np.stack([np.cos(a) * 3.4, np.sin(a) * 3.4, z * 9], -1).reshape(-1, 3)
    crease = noise.pillows(spot, 3).reshape(z.shape)
    r = RADIUS * end * girth * (0.93 + 0.07 * lobes) + 0.022 * (crease - 0.5)
    things = [
        sh.grid(
            "skin",
            np.stack([r * np.cos(a), r * np.sin(a), z], -1),
            cloth,
            wrap_columns=True,
            sharp=85,
        )
    ]
    for level in (0.22, 0.66, 1.10, 1.54):
        ring = sh.ring(RADIUS * 0.955, 0.012, webbing, "girth strap")
        things.append(sh.place(ring, (0, 0, level)))
    top = sh.lathe(
        "top",
        [
            (RADIUS * 0.90, LENGTH - 0.04),
            (RADIUS * 0.95, LENGTH - 0.02),
            (RADIUS * 0.95, LENGTH + 0.05),
            (RADIUS * 0.90, LENGTH + 0.075),
            (RADIUS * 0.74, LENGTH + 0.085),
            (RADIUS * 0.72, LENGTH + 0.07),
            (RADIUS * 0.70, LENGTH - 0.10),
            (RADIUS * 0.70, LENGTH - 1.5),
            (1e-5, LENGTH - 1.5),
        ],
        paint,
        128,
    )
    things.append(top)
    seal = sh.ring(RADIUS * 0.735, 0.014, dark, "seal")
    things.append(sh.place(seal, (0, 0, LENGTH + 0.086)))
    for spot3 in sh.around(28, RADIUS * 0.85, LENGTH + 0.078):
        bolt = sh.lathe("bolt", sh.disc(0.010, 0.009, 0.003), metal, 12)
        things.append(sh.place(bolt, spot3))
    lid = sh.group(
        [
            sh.lathe(
                "lid",
                [
                    (1e-5, 0),
                    (0.34, 0),
                    (0.40, 0.012),
                    (0.415, 0.03),
                    (0.40, 0.05),
                    (0.30, 0.085),
                    (1e-5, 0.11),
                ],
                paint,
                96,
            ),
            sh.place(sh.ring(0.385, 0.012, dark, "lid seal"), (0, 0, -0.002)),
            sh.box("cross", (0.62, 0.06, 0.03), (0, 0, -0.012), metal, 0.008),
            sh.box("cross", (0.06, 0.62, 0.03), (0, 0, -0.012), metal, 0.008),
            sh.lathe("wheel", [*sh.disc(0.06, 0.02, 0.005)], metal, 48),
        ],
        "lid",
    )
    things.append(sh.place(lid, (-RADIUS * 0.98, 0.15, LENGTH + 0.36), turn=(12, -112, 0)))
    things.append(
        sh.box("hinge", (0.12, 0.16, 0.10), (-RADIUS * 0.88, 0.06, LENGTH + 0.10), metal, 0.02)
    )
    for k in range(2):
        x = 0.30 - 0.6 * k
        rail = [
            (x, -RADIUS * 0.80, LENGTH + 0.07),
            (x, -RADIUS * 0.84, LENGTH + 0.17),
            (x + 0.22, -RADIUS * 0.74, LENGTH + 0.17),
            (x + 0.22, -RADIUS * 0.70, LENGTH + 0.07),
        ]
        things.append(sh.tube("rail", sh.spline(rail, 60), 0.013, metal, 16))
    camera_box = sh.box(
        "film camera",
        (0.09, 0.16, 0.11),
        (RADIUS * 0.72, 0.30, LENGTH + 0.16),
        dark,
        0.014,
        (0, 0, 30),
    )
    things += [
        camera_box,
        sh.rod(
            "bracket",
            (RADIUS * 0.72, 0.30, LENGTH + 0.05),
            (RADIUS * 0.72, 0.30, LENGTH + 0.12),
            0.02,
            metal,
        ),
    ]
    return sh.group(things, "airlock")


def ship() -> Thing:
    """Make the upper side of the round ship: blankets in gores, straps, an aerial."""
    blanket = m.cloth((0.50, 0.50, 0.47), "ship blanket", folds=1.6, dirt=0.9)
    metal = m.metal()
    things = []
    noise = SolidChance(53)
    a = np.linspace(0, 2 * np.pi, 400, endpoint=False)[None, :]
    t = np.linspace(0.02, np.pi * 0.7, 240)[::-1, None]
    t, a = np.broadcast_arrays(t, a)
    way = np.stack([np.sin(t) * np.cos(a), np.sin(t) * np.sin(a), np.cos(t)], -1)
    gores = np.abs(np.sin(8 * a)) ** 0.25
    crease = noise.pillows((way * 9).reshape(-1, 3), 3).reshape(t.shape)
    r = 1.45 * (0.985 + 0.015 * gores) + 0.03 * (crease - 0.5)
    things.append(sh.grid("hull", way * r[..., None], blanket, wrap_columns=True, sharp=85))
    for k in range(3):
        ring = sh.ring(1.45 * math.sin(0.5 + 0.35 * k) + 0.012, 0.012, metal, "band")
        things.append(sh.place(ring, (0, 0, 1.45 * math.cos(0.5 + 0.35 * k))))
    return sh.group(things, "ship")
