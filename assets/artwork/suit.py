"""The bodies of space suits: trunks with straps and packs, sleeves; for the helmets, see there.

The helmet's centre is the origin, it looks along -y, z is up; metres. Two kinds: the white suit
of today's stations (``station_torso``) and the soft early suits of the 1960s (``early_torso``).
"""

from __future__ import annotations

from collections.abc import Sequence

import shapes as sh
from sewing import band, limb, loft, strap
from shapes import Thing
from wardrobe import Wardrobe


def station_torso(w: Wardrobe, seed: int = 5, pack: bool = True, chest: bool = True) -> Thing:
    """Make the trunk of a station's suit, with the pack behind and the controls in front."""
    trunk = loft(
        "trunk",
        [
            (-0.183, 0.137, 0.137, 0, 0.016),
            (-0.212, 0.175, 0.165, 0, 0.018),
            (-0.27, 0.235, 0.185, 0, 0.02),
            (-0.36, 0.262, 0.195, 0, 0.02),
            (-0.48, 0.262, 0.20, 0, 0.02),
            (-0.62, 0.245, 0.195, 0, 0.02),
            (-0.74, 0.225, 0.185, 0, 0.02),
            (-0.95, 0.235, 0.19, 0, 0.02),
        ],
        w.cloth,
        seed,
        0.014,
    )
    things = [
        trunk,
        sh.place(sh.ring(0.152, 0.011, w.soft, "collar"), (0, 0.016, -0.200), turn=(5, 0, 0)),
    ]
    for side in (-1, 1):
        x = side * 0.135
        line = [
            (x * 0.9, 0.05, -0.22),
            (x, -0.12, -0.25),
            (x * 1.05, -0.22, -0.34),
            (x * 1.1, -0.25, -0.48),
            (x * 1.05, -0.25, -0.70),
        ]
        things.append(strap(trunk, line, 0.040, w.webbing))
        things.append(
            strap(
                trunk,
                [
                    (side * -0.004, -0.2, -0.268),
                    (side * 0.13, -0.2, -0.285),
                    (side * 0.24, -0.1, -0.30),
                ],
                0.024,
                w.webbing,
            )
        )
        ring = sh.ring(0.017, 0.0035, w.metal, "d-ring")
        things.append(sh.place(ring, (x * 1.04, -0.205, -0.335), turn=(72, 0, side * 14)))
        clip = sh.box(
            "clip", (0.050, 0.012, 0.026), (x * 1.03, -0.196, -0.312), w.metal, 0.004, (-24, 0, 0)
        )
        things.append(clip)
    # Stitched seams where the pieces of the trunk meet.
    for side in (-1, 1):
        things += [
            strap(
                trunk,
                [(side * a, b, c) for a, b, c in line],
                0.017,
                w.webbing,
                0.0012,
                0.0012,
            )
            for line in (
                (
                    (0.235, -0.10, -0.30),
                    (0.19, -0.17, -0.36),
                    (0.185, -0.19, -0.50),
                    (0.20, -0.18, -0.7),
                ),
                (
                    (0.0, -0.19, -0.235),
                    (0.10, -0.14, -0.238),
                    (0.17, -0.02, -0.25),
                    (0.15, 0.12, -0.25),
                ),
            )
        ]
    if pack:
        things += _pack(w, seed)
    if chest:
        things += _chest(w)
    return sh.group(things, "torso")


def _pack(w: Wardrobe, seed: int) -> list[Thing]:
    """Make the life support on the back: quilted cloth over boxes, piping, flaps, straps."""
    y = 0.335

    def block(
        name: str, half: tuple[float, float], low: float, high: float, x: float, back: float, k: int
    ) -> Thing:
        wide, deep = half
        edge_ = 0.022
        sections = [
            (high + 0.001, 0.002, 0.002, x, back),
            (high, wide * 0.55, deep * 0.4, x, back),
            (high - 0.001, wide - edge_ * 1.4, deep * 0.7, x, back),
            (high - edge_, wide - 0.006, deep - 0.006, x, back),
            (high - edge_ * 2, wide, deep, x, back),
            ((low + high) / 2 + 0.01, wide, deep, x, back),
            (low, wide, deep, x, back),
        ]
        return loft(name, sections, w.soft, seed + k, 0.008, 7.0, 200, 300)

    body = block("pack", (0.300, 0.115), -0.78, 0.045, 0, y, 31)
    things = [body, block("pack top", (0.205, 0.080), 0.0, 0.098, 0, y - 0.01, 32)]
    for side in (-1, 1):
        things.append(block("pack side", (0.042, 0.085), -0.70, -0.055, side * 0.318, y, 33 + side))
        for x in (0.10, 0.235):
            line = [
                (side * x, y - 0.2, -0.75),
                (side * x, y - 0.2, -0.3),
                (side * x, y - 0.18, 0.02),
                (side * x, y, 0.09),
            ]
            things.append(strap(body, line, 0.030, w.webbing))
        handle = [
            (side * 0.262, y - 0.112, -0.02),
            (side * 0.264, y - 0.150, -0.04),
            (side * 0.264, y - 0.152, -0.12),
            (side * 0.262, y - 0.112, -0.14),
        ]
        things.append(sh.tube("handle", sh.spline(handle, 50), 0.010, w.webbing, 12))
        things += [
            sh.box("buckle", (0.042, 0.012, 0.030), (side * 0.235, y - 0.124, up), w.grey, 0.004)
            for up in (-0.14, -0.36)
        ]
    for up in (-0.005, -0.26):
        line = [
            (-0.30, y - 0.08, up),
            (-0.28, y - 0.14, up),
            (0, y - 0.14, up),
            (0.28, y - 0.14, up),
            (0.30, y - 0.08, up),
        ]
        things.append(strap(body, line, 0.012, w.webbing, 0.006, 0.001))
    return things


def _chest(w: Wardrobe) -> list[Thing]:
    """Make the control box on the chest: knobs, switches, a display, plates without words."""
    y = -0.232
    things = [
        sh.box("controls", (0.27, 0.11, 0.17), (0, y, -0.455), w.soft, 0.022, (-14, 0, 0), 5),
        sh.box("panel", (0.23, 0.085, 0.02), (0, y - 0.012, -0.366), w.grey, 0.005, (-14, 0, 0)),
        sh.box(
            "display",
            (0.085, 0.022, 0.012),
            (-0.045, y - 0.030, -0.352),
            w.dark,
            0.003,
            (-14, 0, 0),
        ),
    ]
    for k, x in enumerate((0.035, 0.070, 0.100)):
        knob = sh.lathe(
            "knob",
            [*sh.disc(0.011, 0.016, 0.003)[:-1], (0.004, 0.017), (1e-5, 0.017)],
            (w.dark, w.red, w.dark)[k],
            32,
        )
        things.append(sh.place(knob, (x, y - 0.015, -0.355), turn=(-14, 0, 0)))
    things += [
        sh.box(
            "plate",
            (0.045, 0.004, 0.030),
            (x * 0.9, y - 0.052, -0.46),
            w.grey,
            0.003,
            (-14, 0, 0),
        )
        for x in (-0.105, 0.105)
    ]
    dial = sh.lathe(
        "dial",
        [*sh.disc(0.030, 0.022, 0.005)[:-1], (0.022, 0.022), (0.020, 0.016), (1e-5, 0.016)],
        w.metal,
        64,
    )
    things.append(sh.place(dial, (0.02, y - 0.052, -0.468), toward=(0, -1, 0.25)))
    handle = sh.box(
        "lever", (0.048, 0.010, 0.009), (0.02, y - 0.080, -0.462), w.red, 0.003, (-14, 20, 0)
    )
    things.append(handle)
    things.append(
        sh.hose(
            "hose",
            [
                (-0.13, y + 0.02, -0.44),
                (-0.20, y - 0.02, -0.47),
                (-0.235, y + 0.08, -0.42),
                (-0.27, 0.08, -0.30),
                (-0.28, 0.24, -0.25),
            ],
            0.016,
            w.soft,
            0.009,
        )
    )
    things.append(
        sh.hose(
            "hose",
            [
                (0.13, y + 0.03, -0.48),
                (0.19, y - 0.015, -0.52),
                (0.235, y + 0.07, -0.52),
                (0.29, 0.1, -0.46),
            ],
            0.014,
            w.dark,
            0.008,
        )
    )
    return things


def arm(
    w: Wardrobe,
    points: Sequence[sh.Point],
    seed: int = 11,
    radii: sh.Point = (0.105, 0.112, 0.100, 0.092, 0.085, 0.078, 0.068),
    bearings: bool = True,
) -> Thing:
    """Make a sleeve from the shoulder to the wrist through points, with bearings and bands."""
    things = [limb("sleeve", points, radii, w.cloth, seed, 0.012, [(0.52, 0.12), (0.16, 0.08)])]
    if bearings:
        things += [
            band(points, 0.075, radii[0] + 0.015, 0.026, w.metal),
            band(points, 0.335, radii[2] + 0.010, 0.020, w.grey),
            band(points, 0.355, radii[2] + 0.012, 0.010, w.metal),
            band(points, 0.965, radii[-1] + 0.006, 0.030, w.metal),
            band(points, 0.99, radii[-1] + 0.009, 0.014, w.blue),
        ]
    return sh.group(things, "arm")


def early_torso(w: Wardrobe, seed: int = 8, fittings: bool = True) -> Thing:
    """Make the soft trunk of an early suit: deep folds, straps, hose fittings on the chest."""
    trunk = loft(
        "trunk",
        [
            (-0.165, 0.134, 0.134, 0, 0.018),
            (-0.20, 0.16, 0.145, 0, 0.02),
            (-0.245, 0.215, 0.155, 0, 0.025),
            (-0.33, 0.245, 0.165, 0, 0.03),
            (-0.46, 0.235, 0.172, 0, 0.03),
            (-0.60, 0.215, 0.17, 0, 0.03),
            (-0.75, 0.21, 0.17, 0, 0.03),
        ],
        w.cloth,
        seed,
        0.020,
        2.25,
    )
    things = [trunk]
    for side in (-1, 1):
        line = [
            (side * 0.10, 0.08, -0.20),
            (side * 0.118, -0.11, -0.235),
            (side * 0.12, -0.20, -0.33),
            (side * 0.09, -0.22, -0.52),
            (side * 0.08, -0.22, -0.72),
        ]
        things.append(strap(trunk, line, 0.034, w.webbing))
        things.append(
            sh.box(
                "buckle",
                (0.046, 0.010, 0.034),
                (side * 0.121, -0.158, -0.325),
                w.metal,
                0.004,
                (-20, 0, side * 22),
            )
        )
    line = [
        (-0.24, -0.05, -0.40),
        (-0.12, -0.2, -0.385),
        (0.12, -0.2, -0.385),
        (0.24, -0.05, -0.40),
    ]
    things.append(strap(trunk, line, 0.030, w.webbing))
    # The long zip, covered by a flap.
    things.append(
        strap(
            trunk,
            [
                (0.0, -0.12, -0.205),
                (0.004, -0.19, -0.30),
                (-0.002, -0.22, -0.5),
                (0.0, -0.22, -0.72),
            ],
            0.026,
            w.cloth,
            0.003,
        )
    )
    if fittings:
        for x, tone in ((-0.085, w.red), (0.085, w.blue)):
            flange = sh.lathe(
                "fitting",
                [
                    (0.014, 0.0),
                    (0.034, 0.0),
                    (0.034, 0.010),
                    (0.028, 0.014),
                    (0.024, 0.014),
                    (0.024, 0.030),
                    (0.021, 0.033),
                    (0.014, 0.033),
                ],
                w.metal,
                64,
            )
            things.append(sh.place(flange, (x, -0.135, -0.44), toward=(0.1 * x, -1, 0.2)))
            collar = sh.lathe(
                "collar", [(0.024, 0.016), (0.029, 0.016), (0.029, 0.026), (0.024, 0.026)], tone, 64
            )
            things.append(sh.place(collar, (x, -0.135, -0.44), toward=(0.1 * x, -1, 0.2)))
            things.append(
                sh.hose(
                    "hose",
                    [
                        (x, -0.160, -0.435),
                        (x * 1.05, -0.215, -0.44),
                        (x * 1.5, -0.24, -0.52),
                        (x * 2.0, -0.19, -0.68),
                    ],
                    0.019,
                    w.dark,
                    0.010,
                )
            )
    return sh.group(things, "torso")
