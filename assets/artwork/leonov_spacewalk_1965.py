"""The first man outside: a white figure on a long line above sea and clouds, the airlock below.

Developed like a frame of film from a small camera on a bracket: soft, grainy, faded.
"""

from __future__ import annotations

from typing import Any

import airlock
import materials as m
import numpy as np
import shapes as sh
from darkroom import Grade
from earth import Earth, Weather
from gloves import glove, orient
from helmets import early_helmet
from mathutils import Euler, Vector
from sewing import band, limb, loft
from studio import Studio
from suit import arm, early_torso
from wardrobe import Wardrobe

SEED = 65
SAMPLES = 8
GRADE = Grade(
    exposure=0.4,
    contrast=1.18,
    saturation=0.72,
    warmth=0.1,
    tint=(1.0, 0.985, 0.92),
    fade=0.035,
    glare=0.16,
    glare_size=0.007,
    softness=2.2,
    vignette=0.42,
    grain=0.031,
    grain_size=2.8,
)
FIGURE = (0.92, 0.55, 1.02)
TURN = (14.0, 38.0, -22.0)


def build(studio: Studio) -> None:
    """Set up the scene."""
    studio.camera(
        (-0.35, -4.4, 1.15), (0.08, 0, 0.10), 38, focus=(0.5, 0.4, 0.4), f_stop=8, roll=-5
    )
    studio.sun((-0.66, -0.50, 0.56), 5.2)
    studio.sky(
        Earth(studio, 340, (0.10, 0.44, -0.89), 16, Weather(cover=0.52, swirl=0.4, cirrus=0.25)),
        panorama_width=1024,
    )
    w = Wardrobe((0.80, 0.785, 0.745), dirt=0.5)
    sh.place(figure(w), FIGURE, turn=TURN)
    lock = airlock.airlock()
    sh.place(lock, (-1.45, 0.2, -1.62), turn=(6, 21, 0))
    ship = airlock.ship()
    sh.place(ship, (-2.15, 0.0, -3.4))
    turned = Euler([np.radians(a) for a in TURN]).to_matrix()
    waist = Vector(FIGURE) + turned @ Vector((-0.05, -0.17, -0.66))
    line = [
        (-1.02, 0.12, -0.50),
        (-0.86, -0.25, -0.12),
        (-0.62, -0.45, 0.12),
        (-0.42, -0.30, -0.12),
        (-0.20, -0.05, -0.38),
        (0.02, -0.02, -0.30),
        (0.22, 0.12, -0.02),
        tuple(waist),
    ]
    sh.hose("line", line, 0.0165, m.cloth((0.70, 0.66, 0.56), "line", folds=0.2), 0.030, 0.22)


def figure(w: Wardrobe) -> Any:
    """Make the whole man: helmet, trunk, arms and legs flung wide, gloves, boots, pack."""
    parts: list[Any] = [early_helmet(w, face=w.visor), early_torso(w, fittings=False)]
    hips = [
        (-0.68, 0.21, 0.17, 0, 0.03),
        (-0.78, 0.205, 0.165, 0, 0.03),
        (-0.88, 0.19, 0.15, 0, 0.03),
        (-0.98, 0.12, 0.11, 0, 0.03),
        (-1.0, 0.05, 0.05, 0, 0.03),
    ]
    parts.append(loft("hips", hips, w.cloth, 9, 0.018, 2.2))
    arms = (
        [
            (0.19, 0.02, -0.29),
            (0.33, 0.01, -0.30),
            (0.48, -0.04, -0.24),
            (0.60, -0.13, -0.06),
            (0.66, -0.18, 0.10),
        ],
        [
            (-0.19, 0.02, -0.29),
            (-0.34, -0.01, -0.33),
            (-0.49, -0.06, -0.42),
            (-0.60, -0.20, -0.45),
            (-0.66, -0.36, -0.40),
        ],
    )
    for k, points in enumerate(arms):
        parts.append(
            arm(
                w, points, 81 + k, (0.094, 0.098, 0.088, 0.082, 0.076, 0.070, 0.060), bearings=False
            )
        )
        parts.append(band(points, 0.97, 0.066, 0.034, w.metal))
        hand = glove(w.soft, w.pads, (18, 24, 28, 34), 10, 12, left=k == 0, seed=7 + k)
        way = np.array(points[-1]) - np.array(points[-2])
        parts.append(orient(hand, np.array(points[-1]) - way * 0.04, way, (0.1, 0.6, 0.5)))
    legs = (
        [
            (0.105, 0.02, -0.84),
            (0.130, -0.03, -1.02),
            (0.165, -0.13, -1.24),
            (0.180, 0.00, -1.46),
            (0.185, 0.10, -1.62),
        ],
        [
            (-0.105, 0.02, -0.84),
            (-0.140, -0.10, -1.02),
            (-0.180, -0.24, -1.20),
            (-0.205, -0.16, -1.42),
            (-0.215, -0.06, -1.60),
        ],
    )
    for k, points in enumerate(legs):
        radii = (0.125, 0.120, 0.108, 0.104, 0.094, 0.086, 0.080)
        parts.append(limb("leg", points, radii, w.cloth, 91 + k, 0.017, [(0.52, 0.13)]))
        ankle = np.array(points[-1])
        parts += boot(w, ankle)
    pack = loft(
        "pack",
        [
            (-0.20, 0.09, 0.05, 0, 0.24),
            (-0.202, 0.15, 0.075, 0, 0.24),
            (-0.225, 0.168, 0.092, 0, 0.24),
            (-0.45, 0.172, 0.095, 0, 0.24),
            (-0.655, 0.168, 0.092, 0, 0.24),
            (-0.68, 0.15, 0.075, 0, 0.24),
            (-0.682, 0.05, 0.02, 0, 0.24),
        ],
        w.shell,
        44,
        0.001,
        4.5,
    )
    parts.append(pack)
    parts.append(
        sh.hose(
            "hose",
            [(0.12, 0.2, -0.66), (0.24, 0.02, -0.62), (0.17, -0.16, -0.50), (0.08, -0.2, -0.46)],
            0.018,
            w.soft,
            0.010,
        )
    )
    for x in (0.075, -0.06):
        fitting = sh.lathe(
            "fitting",
            [(0.012, 0), (0.030, 0), (0.030, 0.012), (0.022, 0.016), (0.022, 0.03), (0.012, 0.03)],
            w.metal,
            48,
        )
        parts.append(sh.place(fitting, (x, -0.142, -0.455), toward=(0.1 * x, -1, 0.1)))
    belt = sh.tube(
        "belt",
        np.array(
            [
                (0.216 * np.cos(a), 0.03 + 0.176 * np.sin(a), -0.665)
                for a in np.linspace(0, 2 * np.pi, 80)
            ]
        ),
        0.017,
        w.webbing,
        12,
    )
    parts.append(belt)
    return sh.group(parts, "figure")


def boot(w: Wardrobe, ankle: sh.Array) -> list[Any]:
    """Make a boot that points a little down, and its sole."""
    path = [
        ankle + np.array(p)
        for p in (
            (0, 0.035, 0.07),
            (0, 0.03, 0.0),
            (0, 0.01, -0.055),
            (0, -0.07, -0.095),
            (0, -0.155, -0.125),
            (0, -0.185, -0.138),
        )
    ]
    radii = np.interp(
        np.linspace(0, 1, 80),
        [0, 0.25, 0.5, 0.8, 0.95, 1],
        [0.080, 0.076, 0.070, 0.056, 0.046, 0.014],
    )
    upper = sh.tube("boot", sh.spline(path, 80), radii, w.soft, 48)
    sole = sh.box(
        "sole",
        (0.098, 0.265, 0.026),
        tuple(ankle + np.array((0, -0.062, -0.128))),
        w.dark,
        0.012,
        (-19, 0, 0),
    )
    sole.rotation_euler = (np.radians(19), 0, 0)
    cuff = sh.place(
        sh.ring(0.083, 0.009, w.webbing, "cuff"), tuple(ankle + np.array((0, 0.03, 0.05)))
    )
    return [upper, sole, cuff]
