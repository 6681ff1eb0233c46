"""What stands on the deck of a solar-powered rover: antennas, a sundial, boxes, cables.

In the deck's frame: x ahead, y to its left, z up from its top; metres, true to size.
"""

from __future__ import annotations

import math
from typing import Any

from dust import Paints, dusty
from workshop import beam, box, cable, drum, hub, rod, turned


def fit_out(body: Any, p: Paints) -> None:
    """Add what stands on a deck, and the cables between."""
    _drive_cover(body, p)
    _low_gain_antenna(body, p)
    _high_gain_antenna(body, p)
    _sundial(body, p, (0.06, 0.30))
    _boxes(body, p)
    _cables(body, p)


def _drive_cover(body: Any, p: Paints) -> None:
    """Add the cover over the mast's drive, with its bolts."""
    turned(
        [
            (0, 0),
            (0.135, 0),
            (0.14, 0.006),
            (0.132, 0.018),
            (0.10, 0.024),
            (0.092, 0.044),
            (0.086, 0.050),
            (0.060, 0.052),
            (0.056, 0.047),
            (0.020, 0.047),
            (0.018, 0.058),
            (0, 0.059),
        ],
        p.white,
        (0.30, 0, 0),
        sides=64,
        parent=body,
    )
    box((0.14, 0.016, 0.012), (0.30, 0, 0.054), p.metal, (0, 0, 28), 0.004, body)
    for k in range(12):
        b = 2 * math.pi * k / 12
        drum(
            0.006,
            0.012,
            (0.30 + 0.121 * math.cos(b), 0.121 * math.sin(b), 0.02),
            p.titan,
            bevel=0.002,
            sides=10,
            parent=body,
        )


def _low_gain_antenna(body: Any, p: Paints) -> None:
    """Add a white post, and beside it the thin whip of the relay."""
    turned(
        [
            (0, 0),
            (0.045, 0),
            (0.045, 0.010),
            (0.030, 0.016),
            (0.027, 0.30),
            (0.033, 0.31),
            (0.033, 0.36),
            (0.026, 0.372),
            (0, 0.376),
        ],
        p.white,
        (-0.42, 0.10, 0),
        sides=40,
        parent=body,
    )
    for z in (0.06, 0.29):
        drum(0.031, 0.012, (-0.42, 0.10, z), p.metal, parent=body)
    turned(
        [(0, 0), (0.022, 0), (0.020, 0.02), (0.008, 0.03), (0.006, 0.30), (0, 0.302)],
        p.dark,
        (-0.53, -0.10, 0),
        sides=24,
        parent=body,
    )


def _high_gain_antenna(body: Any, p: Paints) -> None:
    """Add a round paddle on a gimbal."""
    turned(
        [
            (0, 0),
            (0.06, 0),
            (0.06, 0.012),
            (0.042, 0.02),
            (0.038, 0.12),
            (0.046, 0.125),
            (0.046, 0.17),
            (0, 0.17),
        ],
        p.white,
        (-0.30, -0.24, 0),
        sides=40,
        parent=body,
    )
    drum(0.034, 0.11, (-0.30, -0.24, 0.19), p.metal, (90, 0, 0), parent=body)
    dish = hub((-0.27, -0.27, 0.27), (24, 26, 0), body)
    turned(
        [
            (0, 0),
            (0.136, 0),
            (0.14, 0.004),
            (0.14, 0.012),
            (0.133, 0.015),
            (0.128, 0.012),
            (0, 0.012),
        ],
        p.white,
        sides=72,
        parent=dish,
    )
    for r in (0.05, 0.09):
        turned(
            [(r, 0.012), (r + 0.003, 0.0135), (r + 0.006, 0.012), (r, 0.012)],
            p.grey,
            sides=64,
            parent=dish,
        )
    drum(0.02, 0.012, (0, 0, 0.015), p.grey, parent=dish)
    rod((0, 0, -0.07), (0, 0, 0), 0.022, p.metal, dish)


def _boxes(body: Any, p: Paints) -> None:
    """Add boxes, a filter, magnets, eyes to lift by."""
    box((0.10, 0.13, 0.05), (0.04, -0.32, 0.025), p.white, bevel=0.008, parent=body)
    box((0.05, 0.05, 0.03), (0.05, -0.32, 0.062), p.metal, bevel=0.006, parent=body)
    for x, y in ((0.40, 0.12), (0.41, -0.12)):
        drum(0.024, 0.010, (x - 0.06, y * 1.6, 0.006), p.grey, parent=body)
        drum(0.015, 0.013, (x - 0.06, y * 1.6, 0.007), p.dark, parent=body)
    box((0.11, 0.11, 0.012), (0.02, 0.02, 0.006), p.grey, bevel=0.003, parent=body)
    drum(0.034, 0.03, (0.02, 0.02, 0.02), p.metal, parent=body)
    for x, y in ((-0.18, 0.36), (-0.18, -0.36), (0.32, 0.30), (0.32, -0.30)):
        turned(
            [
                (0, 0),
                (0.016, 0),
                (0.016, 0.01),
                (0.009, 0.014),
                (0.009, 0.03),
                (0.013, 0.034),
                (0.008, 0.042),
                (0, 0.043),
            ],
            p.titan,
            (x, y, 0),
            sides=20,
            parent=body,
        )


def _cables(body: Any, p: Paints) -> None:
    """Lay the cables over the deck, and the clamps that hold them."""
    runs = (
        (
            [
                (0.25, -0.06),
                (0.17, -0.11),
                (0.10, -0.18),
                (-0.06, -0.20),
                (-0.20, -0.20),
                (-0.29, -0.23),
            ],
            0.008,
        ),
        (
            [
                (0.25, 0.06),
                (0.17, 0.11),
                (0.12, 0.16),
                (-0.06, 0.15),
                (-0.28, 0.13),
                (-0.40, 0.08),
            ],
            0.008,
        ),
        (
            [
                (0.24, 0.08),
                (0.16, 0.14),
                (0.10, 0.19),
                (-0.06, 0.17),
                (-0.28, 0.15),
                (-0.41, 0.13),
            ],
            0.006,
        ),
        ([(0.06, -0.26), (0.10, -0.20), (0.16, -0.14), (0.24, -0.08)], 0.007),
        ([(-0.24, -0.20), (-0.40, -0.16), (-0.52, -0.10)], 0.006),
        ([(0.02, 0.07), (-0.02, 0.13), (-0.06, 0.18)], 0.005),
    )
    for run, thick in runs:
        line = [(x, y, 0.008 + thick) for x, y in run]
        cable(line, thick, p.cord if thick > 0.006 else p.brown, body)
        for x, y in run[1:-1]:
            box((0.030, 0.034, 0.014), (x, y, 0.008), p.metal, (0, 0, 30), 0.003, body)
    beam((-0.15, 0.15, 0.011), (-0.15, -0.19, 0.011), 0.018, 0.010, p.metal, body, 0.002)


def _sundial(body: Any, p: Paints, at: tuple[float, float]) -> None:
    """Add the calibration target: rings of grey about a post, four colours at its corners."""
    root = hub((*at, 0), (0, 0, 12), body)
    box((0.098, 0.098, 0.016), (0, 0, 0.010), p.metal, bevel=0.004, parent=root)
    for r, tone, z in (
        (0.040, 0.42, 0.0195),
        (0.031, 0.16, 0.0205),
        (0.021, 0.05, 0.0215),
        (0.012, 0.5, 0.0225),
    ):
        ring = dusty("ring", (tone, tone, tone), 0.7, dust=0.2, wear=0.2)
        drum(r, 0.004, (0, 0, z), ring, bevel=0.0008, parent=root, sides=56)
    corners = ((0.09, 0.10, 0.28), (0.30, 0.22, 0.05), (0.06, 0.17, 0.07), (0.30, 0.055, 0.04))
    for k, colour in enumerate(corners):
        b = math.radians(45 + 90 * k)
        chip = dusty("chip", colour, 0.6, dust=0.2, wear=0.2)
        drum(
            0.0095,
            0.005,
            (0.060 * math.cos(b) * 0.93, 0.060 * math.sin(b) * 0.93, 0.019),
            chip,
            bevel=0.001,
            parent=root,
            sides=28,
        )
    rod((0, 0, 0.02), (0, 0, 0.062), 0.0028, p.dark, root, 16)
    turned(
        [(0, -0.007), (0.005, -0.005), (0.007, 0), (0.005, 0.005), (0, 0.007)],
        p.dark,
        (0, 0, 0.066),
        sides=24,
        parent=root,
    )
