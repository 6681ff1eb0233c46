"""Whole helmets: a station's, with gold visor, shades and lamps, and an early one of the 1960s.

A helmet's centre is the origin, it looks along -y, z is up; metres. Every part hangs under one
empty, which the scene then places and turns.
"""

from __future__ import annotations

import math

import materials as m
import numpy as np
import shapes as sh
from helmet_shell import Opening, edge, on_shell, opening, pane, patch, shell
from shapes import Thing
from wardrobe import Wardrobe

SHELL = (0.182, 0.186, 0.188)
VISOR_HOLE = opening(61, 45, 2.7, 0.12)
EARLY_SHELL = (0.152, 0.166, 0.174)
EARLY_HOLE = opening(56, 50, 2.5, 0.10)


def station_helmet(w: Wardrobe, lamps: bool = True, lit: float = 0.0) -> Thing:
    """Make the helmet of a station's suit: shell, gold visor, shades, lamps, neck ring."""
    things: list[Thing] = []
    things.append(shell("shell", SHELL, VISOR_HOLE, w.shell, 0.012))
    gold = tuple(r * f for r, f in zip(SHELL, (0.935, 0.965, 0.935), strict=True))
    things.append(pane("visor", gold, VISOR_HOLE, w.visor, 0.06))
    things.append(edge("gasket", gold, VISOR_HOLE, w.dark, 0.0045, -0.008, 0.0042))
    things.append(edge("frame", gold, VISOR_HOLE, w.grey, 0.0035, -0.034, 0.0032))
    for low, high in ((52, 128), (-24, 38), (142, 204)):
        front = 52 if low == 52 else 66
        plate = patch("shade", SHELL, (front, 118), (low, high), w.shell, 0.0065)
        things.append(plate)
    for turn in np.radians(np.arange(9, 360, 18)):
        spot = on_shell(VISOR_HOLE(turn) + 0.085, turn, SHELL)
        screw = sh.lathe("screw", sh.disc(0.0030, 0.0022, 0.0007), w.metal, 14)
        things.append(sh.place(screw, spot * 0.9965, toward=spot))
    # Pivots at both sides, with a screw ring.
    for side in (-1, 1):
        hub = sh.lathe(
            "pivot",
            [*sh.disc(0.030, 0.014, 0.004)[:-1], (0.018, 0.014), (0.016, 0.011), (1e-5, 0.011)],
            w.grey,
            64,
        )
        sh.place(hub, (side * 0.181, -0.030, 0.012), toward=(side, -0.1, 0))
        things.append(hub)
        for spot in sh.around(6, 0.0235, 0.0138):
            bolt = sh.lathe("bolt", sh.disc(0.0026, 0.0022, 0.0008), w.metal, 12)
            bolt.matrix_world = hub.matrix_basis
            bolt.location = hub.matrix_basis @ spot
            bolt.rotation_euler = hub.rotation_euler
            things.append(bolt)
        tab = sh.box(
            "tab",
            (0.012, 0.050, 0.020),
            (side * 0.190, -0.052, -0.034),
            w.shell,
            0.005,
            (0, side * 8, side * 20),
        )
        things.append(tab)
        if lamps:
            things += _lamps(w, side, lit)
    fairing = sh.lathe(
        "fairing", [(0.118, -0.03), (0.128, -0.02), (0.124, 0.02), (0.105, 0.06)], w.dark, 96
    )
    things.append(sh.place(fairing, (0, 0.014, -0.150)))
    neck = sh.lathe(
        "neck ring",
        [
            (0.115, -0.004),
            (0.140, -0.004),
            (0.145, 0.001),
            (0.145, 0.010),
            (0.139, 0.013),
            (0.139, 0.018),
            (0.148, 0.020),
            (0.151, 0.024),
            (0.151, 0.032),
            (0.147, 0.036),
            (0.115, 0.036),
        ],
        w.metal,
        160,
    )
    things.append(sh.place(neck, (0, 0.016, -0.186), turn=(5, 0, 0)))
    for spot in sh.around(14, 0.1455, -0.178):
        latch = sh.box(
            "latch", (0.012, 0.008, 0.010), (spot.x, spot.y + 0.016, spot.z), w.grey, 0.002
        )
        latch.rotation_euler = (0, 0, math.atan2(spot.y, spot.x) + math.pi / 2)
        things.append(latch)
    return sh.group(things, "helmet")


def _lamps(w: Wardrobe, side: int, lit: float) -> list[Thing]:
    """Two lamps in a housing at one side of the helmet, and a camera's eye above them."""
    x = side * 0.222
    things = [
        sh.box(
            "housing", (0.050, 0.085, 0.096), (x, 0.012, 0.082), w.shell, 0.012, (0, side * 6, 0)
        ),
        sh.box("arm", (0.040, 0.05, 0.022), (side * 0.196, 0.02, 0.050), w.grey, 0.005),
        sh.box("clamp", (0.030, 0.062, 0.030), (side * 0.196, 0.016, 0.105), w.shell, 0.008),
    ]
    shine = m.glow((1.0, 0.93, 0.80), lit) if lit else None
    for up in (0.062, 0.104):
        rim = sh.lathe(
            "lamp rim",
            [
                (0.012, 0.0),
                (0.0205, 0.0),
                (0.0205, 0.016),
                (0.0195, 0.018),
                (0.0175, 0.018),
                (0.0165, 0.014),
                (0.004, 0.001),
                (1e-5, 0.001),
            ],
            w.metal,
            48,
        )
        things.append(sh.place(rim, (x, -0.030, up), toward=(side * 0.06, -1, -0.06)))
        lens = sh.lathe(
            "lens", [(1e-5, 0.0165), (0.010, 0.0155), (0.017, 0.013)][::-1], shine or w.glass, 48
        )
        things.append(sh.place(lens, (x, -0.030, up), toward=(side * 0.06, -1, -0.06)))
        bulb = sh.lathe(
            "bulb",
            [
                (0.0042 * math.sin(a) + 1e-5, 0.008 - 0.0042 * math.cos(a))
                for a in np.linspace(0, np.pi, 9)
            ],
            shine or w.shell,
            20,
        )
        things.append(sh.place(bulb, (x, -0.030, up), toward=(side * 0.06, -1, -0.06)))
    return things


def early_helmet(
    w: Wardrobe,
    raised: Thing = None,
    face: Thing = None,
    lift: float = 66.0,
    hole: Opening = EARLY_HOLE,
    ears: bool = True,
) -> Thing:
    """Make an early helmet: smooth shell, clear or dark pane, a gold visor lifted above it.

    ``raised`` is the lifted visor's material (none: no visor), ``lift`` how far in degrees,
    ``face`` the pane's material.
    """
    things = [
        shell("shell", EARLY_SHELL, hole, w.shell, 0.011),
        pane("pane", tuple(r * 0.955 for r in EARLY_SHELL), hole, face or w.glass, 0.05),
        edge("rim", EARLY_SHELL, hole, w.metal, 0.001, 0.012, 0.0052),
        edge("seal", EARLY_SHELL, hole, w.dark, -0.0045, -0.012, 0.0050),
    ]
    if raised is not None:
        # The gold visor turns about the ears: lifted, it stands like a brim above the brow.
        radii = tuple(r + 0.013 for r in EARLY_SHELL)
        cap = opening(63, 33, 3.0)
        lifted = [
            pane("raised visor", radii, cap, raised, 0.0),
            pane("visor inside", tuple(r - 0.003 for r in radii), cap, w.dark, -0.01),
            edge("visor edge", radii, cap, w.shell, -0.001, 0.0, 0.0048),
        ]
        things.append(sh.place(sh.group(lifted, "lifted visor"), turn=(-lift, 0, 0)))
    if ears:
        for side in (-1, 1):
            cap = sh.lathe(
                "ear",
                [
                    *sh.disc(0.034, 0.013, 0.004)[:-1],
                    (0.023, 0.013),
                    (0.021, 0.018),
                    (0.012, 0.020),
                    (1e-5, 0.020),
                ],
                w.metal,
                64,
            )
            things.append(sh.place(cap, (side * 0.147, -0.004, 0.0), toward=(side, 0, 0.0)))
            for spot in sh.around(8, 0.028, 0.0):
                bolt = sh.lathe("bolt", sh.disc(0.0024, 0.003, 0.0008), w.dark, 12)
                things.append(
                    sh.place(bolt, (side * 0.1595, spot.x - 0.004, spot.y), toward=(side, 0, 0))
                )
    neck = sh.lathe(
        "neck ring",
        [
            (0.115, -0.010),
            (0.138, -0.010),
            (0.142, -0.006),
            (0.142, 0.008),
            (0.136, 0.012),
            (0.136, 0.020),
            (0.144, 0.022),
            (0.146, 0.026),
            (0.146, 0.034),
            (0.142, 0.038),
            (0.115, 0.038),
        ],
        w.metal,
        160,
    )
    things.append(sh.place(neck, (0, 0.018, -0.172), turn=(8, 0, 0)))
    return sh.group(things, "helmet")


def head(w: Wardrobe) -> Thing:
    """Make what is seen of a head in the dark of a helmet: a cap with microphones, no face."""
    things = [
        sh.place(
            sh.lathe(
                "face",
                [
                    (0.078 * math.sin(a) + 1e-5, -0.105 * math.cos(a))
                    for a in np.linspace(0, np.pi, 40)
                ],
                w.skin,
                48,
            ),
            (0, -0.012, -0.012),
            scale=(1.0, 1.12, 1.0),
        ),
        shell("cap", (0.096, 0.104, 0.116), opening(43, 52, 2.4, 0.25), w.leather, 0.006),
    ]
    for side in (-1, 1):
        boom = [
            (side * 0.088, -0.04, -0.045),
            (side * 0.075, -0.100, -0.070),
            (side * 0.030, -0.122, -0.074),
        ]
        things.append(sh.tube("boom", sh.spline(boom, 30), 0.0042, w.dark, 12))
        ear = sh.lathe("earphone", sh.disc(0.036, 0.014, 0.006), w.leather, 40)
        things.append(sh.place(ear, (side * 0.090, 0.0, -0.012), toward=(side, 0, 0)))
    return sh.group(things, "head")
