"""What stands on a rover of the Curiosity kind: antennas, mast, generator."""

from __future__ import annotations

import math
from typing import Any

from dust import Paints
from mathutils import Vector
from running_gear import joint
from workshop import beam, box, cable, drum, hub, plate, turned

DECK = 1.08  # height of the deck's top


def deck_load(paints: Paints, body: Any) -> None:
    """Add what stands on the deck: inlets, antennas, boxes, cables."""
    top = DECK
    for x, y, r in ((0.56, 0.22, 0.062), (0.68, 0.30, 0.045), (0.50, 0.38, 0.055)):
        turned(
            [
                (0, 0),
                (r, 0),
                (r, 0.05),
                (r * 0.86, 0.058),
                (r * 0.84, 0.075),
                (r * 0.3, 0.085),
                (0, 0.086),
            ],
            paints.white,
            (x, y, top),
            sides=40,
            parent=body,
        )
        box((r * 2.3, 0.022, 0.02), (x, y, top + 0.088), paints.metal, (0, 0, 35), parent=body)
        drum(0.016, 0.05, (x + r + 0.02, y, top + 0.025), paints.titan, parent=body, sides=20)
    box((0.22, 0.24, 0.075), (0.34, 0.16, top + 0.037), paints.white, bevel=0.014, parent=body)
    box((0.16, 0.15, 0.05), (0.33, 0.43, top + 0.025), paints.grey, bevel=0.012, parent=body)
    box((0.30, 0.20, 0.09), (-0.16, -0.34, top + 0.045), paints.white, bevel=0.016, parent=body)
    box((0.20, 0.28, 0.06), (-0.56, 0.02, top + 0.03), paints.grey, bevel=0.012, parent=body)
    box((0.12, 0.12, 0.11), (-0.30, 0.12, top + 0.055), paints.gold, bevel=0.012, parent=body)
    # The sundial: a plate with a post and rings.
    box((0.085, 0.085, 0.02), (0.28, -0.12, top + 0.01), paints.metal, bevel=0.005, parent=body)
    drum(0.036, 0.012, (0.28, -0.12, top + 0.022), paints.white, parent=body)
    drum(0.022, 0.012, (0.28, -0.12, top + 0.026), paints.grey, parent=body)
    drum(0.004, 0.05, (0.28, -0.12, top + 0.05), paints.dark, parent=body, sides=12)
    # The relay antenna: a ribbed drum.
    turned(
        [
            (0, 0),
            (0.105, 0),
            (0.105, 0.02),
            (0.080, 0.026),
            (0.080, 0.24),
            (0.070, 0.262),
            (0.03, 0.272),
            (0, 0.274),
        ],
        paints.grey,
        (-0.66, 0.40, top),
        sides=48,
        parent=body,
    )
    for k in range(4):
        drum(0.083, 0.010, (-0.66, 0.40, top + 0.06 + 0.055 * k), paints.metal, parent=body)
    # The low-gain antenna: a small mast with a cone.
    turned(
        [
            (0, 0),
            (0.03, 0),
            (0.024, 0.02),
            (0.018, 0.13),
            (0.034, 0.16),
            (0.036, 0.20),
            (0.02, 0.215),
            (0, 0.218),
        ],
        paints.gold,
        (-0.72, -0.10, top),
        sides=32,
        parent=body,
    )
    # The high-gain antenna: a six-sided paddle on two gimbals.
    base = hub((-0.34, 0.46, top), (0, 0, 20), body)
    turned(
        [(0, 0), (0.07, 0), (0.075, 0.01), (0.06, 0.09), (0.045, 0.10), (0.045, 0.17), (0, 0.17)],
        paints.white,
        parent=base,
    )
    drum(0.05, 0.15, (0, 0, 0.20), paints.metal, (90, 0, 0), parent=base)
    beam((0, 0, 0.20), (0.02, 0, 0.36), 0.05, 0.05, paints.metal, base, up=(1, 0, 0))
    face = hub((0.05, 0, 0.46), (10, 62, 20), base)
    six = [
        (0.165 * math.cos(math.radians(60 * k)), 0.145 * math.sin(math.radians(60 * k)))
        for k in range(6)
    ]
    plate(six, 0.018, paints.white, (0, 0, -0.006), bevel=0.008, parent=face)
    plate([(x * 0.92, y * 0.92) for x, y in six], 0.008, paints.grey, (0, 0, 0.010), parent=face)
    for k in range(3):
        beam(
            (0, 0, -0.07),
            (six[2 * k][0] * 0.7, six[2 * k][1] * 0.7, -0.006),
            0.014,
            0.014,
            paints.metal,
            face,
        )
    # Harness over the deck, in bundles, held by clamps.
    runs = [
        [
            (0.60, -0.36, 0.02),
            (0.40, -0.30, 0.018),
            (0.20, -0.24, 0.016),
            (-0.02, -0.16, 0.016),
            (-0.22, -0.10, 0.016),
            (-0.46, -0.08, 0.016),
        ],
        [(0.34, 0.29, 0.016), (0.20, 0.42, 0.014), (-0.02, 0.47, 0.014), (-0.22, 0.43, 0.014)],
        [(-0.46, 0.14, 0.016), (-0.52, 0.28, 0.016), (-0.60, 0.36, 0.016)],
        [
            (-0.32, -0.36, 0.016),
            (-0.50, -0.40, 0.016),
            (-0.70, -0.30, 0.016),
            (-0.80, -0.16, 0.016),
        ],
        [(0.45, 0.10, 0.016), (0.52, 0.0, 0.014), (0.58, -0.16, 0.014), (0.60, -0.28, 0.016)],
    ]
    for run in runs:
        for shift, thick, stuff in (
            (0, 0.012, paints.cord),
            (0.022, 0.008, paints.brown),
            (-0.020, 0.007, paints.cord),
        ):
            cable([(x + shift, y + shift * 0.6, top + z) for x, y, z in run], thick, stuff, body)
        for x, y, _ in run[1:-1]:
            box((0.075, 0.020, 0.030), (x, y, top + 0.014), paints.metal, (0, 0, 30), 0.006, body)


def mast(paints: Paints, body: Any, gaze: Vector) -> None:
    """Add the mast with its head; the head looks at ``gaze`` (in the rover's frame)."""
    x, y = 0.60, -0.38
    turned(
        [
            (0, 0),
            (0.12, 0),
            (0.125, 0.012),
            (0.115, 0.03),
            (0.085, 0.05),
            (0.085, 0.16),
            (0.095, 0.17),
            (0.095, 0.20),
            (0.062, 0.22),
            (0.056, 0.30),
            (0.052, 0.66),
            (0.060, 0.67),
            (0.060, 0.70),
            (0.052, 0.71),
            (0.052, 0.74),
            (0, 0.74),
        ],
        paints.white,
        (x, y, DECK),
        sides=48,
        parent=body,
    )
    for k in range(10):
        b = 2 * math.pi * k / 10
        drum(
            0.007,
            0.014,
            (x + 0.107 * math.cos(b), y + 0.107 * math.sin(b), DECK + 0.024),
            paints.dark,
            bevel=0.002,
            sides=10,
            parent=body,
        )
    spiral = []
    for k in range(34):
        part = k / 33
        b = 1.2 + part * 2 * math.pi * 1.6
        r = 0.069 if part < 0.9 else 0.069 + (part - 0.9) * 0.3
        spiral.append((x + r * math.cos(b), y + r * math.sin(b), DECK + 0.24 + part * 0.52))
    cable(spiral, 0.011, paints.cord, body)
    for z in (0.36, 0.50, 0.63):
        drum(0.060, 0.016, (x, y, DECK + z), paints.metal, parent=body)
    neck = Vector((x, y, DECK + 0.80))
    joint(neck - Vector((0, 0, 0.05)), 0.068, 0.12, paints, body, (0, 0, 0))
    look = (gaze - (neck + Vector((0, 0, 0.1)))).normalized()
    turn = math.degrees(math.atan2(look.y, look.x))
    head = hub(neck, (0, 0, turn), body)
    for side in (-1, 1):
        box((0.10, 0.03, 0.17), (0, side * 0.105, 0.05), paints.white, bevel=0.012, parent=head)
    box((0.12, 0.24, 0.04), (0, 0, 0.0), paints.white, bevel=0.012, parent=head)
    tilt = -math.degrees(math.asin(look.z))
    face = hub((0, 0, 0.10), (0, tilt, 0), head)
    drum(0.045, 0.26, (0, 0, 0), paints.metal, (90, 0, 0), parent=face)
    # The head: a box with one great eye, below it a bar with the colour and black-and-white pairs.
    box((0.34, 0.36, 0.24), (0.00, 0, 0.16), paints.white, bevel=0.030, parent=face, segments=4)
    box((0.02, 0.30, 0.20), (-0.172, 0, 0.16), paints.grey, bevel=0.01, parent=face)
    turned(
        [
            (0.104, 0),
            (0.106, 0.012),
            (0.098, 0.016),
            (0.094, 0.048),
            (0.084, 0.052),
            (0.074, 0.030),
            (0, 0.024),
        ],
        paints.white,
        (0.165, 0.04, 0.175),
        (0, 90, 0),
        64,
        face,
    )
    for k in range(12):
        b = 2 * math.pi * (k + 0.5) / 12
        spot = (0.178, 0.04 + 0.1 * math.cos(b), 0.175 + 0.1 * math.sin(b))
        drum(0.0045, 0.006, spot, paints.titan, (0, 90, 0), 0.0015, 10, face)
    # Seams, screws and blank plates on the head.
    for y, z in ((-0.155, 0.066), (-0.155, 0.254), (0.155, 0.066), (0.155, 0.254)):
        drum(0.007, 0.008, (0.170, y, z), paints.titan, (0, 90, 0), 0.002, 12, face)
    box((0.004, 0.050, 0.028), (0.170, -0.128, 0.238), paints.metal, bevel=0.001, parent=face)
    box((0.20, 0.004, 0.004), (0.0, 0.180, 0.10), paints.dark, bevel=0.001, parent=face)
    for side in (-1, 1):
        box((0.20, 0.010, 0.12), (-0.01, side * 0.182, 0.16), paints.grey, bevel=0.004, parent=face)
        for x in (-0.09, 0.07):
            for z in (0.11, 0.21):
                spot = (x, side * 0.188, z)
                drum(0.006, 0.006, spot, paints.titan, (90, 0, 0), 0.002, 10, face)
    turned(
        [(0, 0.030), (0.04, 0.034), (0.074, 0.030)],
        paints.glass,
        (0.165, 0.04, 0.175),
        (0, 90, 0),
        64,
        face,
    )
    turned(
        [(0.030, 0.034), (0.034, 0.050), (0.026, 0.052), (0, 0.050)],
        paints.dark,
        (0.165, 0.04, 0.175),
        (0, 90, 0),
        32,
        face,
    )
    for k in range(4):
        drum(
            0.007,
            0.012,
            (0.172, -0.125, 0.085 + 0.038 * k),
            paints.dark,
            (0, 90, 0),
            0.003,
            12,
            face,
        )
    box((0.16, 0.52, 0.095), (0.06, 0, -0.005), paints.white, bevel=0.014, parent=face)
    for y_eye, lens, square in ((-0.115, 0.030, 0.096), (0.115, 0.022, 0.096)):
        box((0.09, square, square), (0.150, y_eye, -0.002), paints.white, bevel=0.010, parent=face)
        turned(
            [
                (lens + 0.014, 0),
                (lens + 0.014, 0.012),
                (lens + 0.004, 0.014),
                (lens, 0.004),
                (0, 0.002),
            ],
            paints.dark,
            (0.195, y_eye, -0.002),
            (0, 90, 0),
            40,
            face,
        )
        turned(
            [(0, 0.006), (lens, 0.004)], paints.glass, (0.195, y_eye, -0.002), (0, 90, 0), 40, face
        )
    for y_eye in (-0.235, -0.185, 0.185, 0.235):
        turned(
            [(0.022, 0), (0.023, 0.05), (0.017, 0.052), (0.014, 0.035), (0, 0.034)],
            paints.dark,
            (0.138, y_eye, -0.003),
            (0, 90, 0),
            32,
            face,
        )
    cable(
        [(-0.10, 0.12, 0.03), (-0.16, 0.14, -0.05), (-0.08, 0.10, -0.14), (-0.03, 0.05, -0.16)],
        0.012,
        paints.cord,
        face,
    )


def power(paints: Paints, body: Any) -> None:
    """Add the radioisotope generator at the tail: a finned drum between two heat plates."""
    tail = hub((-0.90, 0, 0.98), (0, -62, 0), body)
    turned(
        [(0, 0), (0.13, 0), (0.14, 0.02), (0.14, 0.60), (0.12, 0.63), (0.06, 0.64), (0, 0.645)],
        paints.dark,
        parent=tail,
    )
    for fin in range(8):
        turn = 22.5 + 45 * fin
        knot = hub((0, 0, 0), (0, 0, turn), tail)
        blade = [(0.13, 0.05), (0.27, 0.08), (0.29, 0.12), (0.29, 0.54), (0.27, 0.57), (0.13, 0.59)]
        plate(blade, 0.010, paints.dark, (0, 0, 0), (90, 0, 0), 0.003, knot)
    for ring in (0.08, 0.57):
        turned(
            [(0.141, -0.015), (0.155, -0.013), (0.155, 0.013), (0.141, 0.015)],
            paints.metal,
            (0, 0, ring),
            parent=tail,
        )
    for side in (-1, 1):
        sheet = [
            (-0.06, -0.05),
            (0.74, -0.05),
            (0.74, 0.40),
            (0.66, 0.48),
            (0.02, 0.48),
            (-0.06, 0.40),
        ]
        wing = hub((-0.86, side * 0.42, 0.74), (90, 0, 180 - side * 8), body)
        plate(sheet, 0.018, paints.white, bevel=0.006, parent=wing)
        for k in range(5):
            cable(
                [
                    (0.0, 0.02 + 0.09 * k, 0.026),
                    (0.35, 0.03 + 0.09 * k, 0.026),
                    (0.70, 0.02 + 0.09 * k, 0.026),
                ],
                0.007,
                paints.metal,
                wing,
            )
