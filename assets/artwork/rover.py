"""A six-wheeled rover of the Curiosity kind: wheels on rockers and bogies, a mast, a laden deck.

Its frame: x ahead, y to its left, z up from the ground; metres, true to size. Dust lies on all
that faces up.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from dust import Paints
from mathutils import Matrix, Vector
from rover_fittings import DECK, deck_load, mast, power
from running_gear import WHEELS, joint, running_gear
from workshop import box, cable, drum, hub, plate, rod, turned


def chassis(paints: Paints, body: Any) -> None:
    """Add the body: its box with panels, rails and fittings, and the deck plate over it."""
    box((1.52, 1.06, 0.40), (0.02, 0, 0.84), paints.white, bevel=0.025, parent=body)
    box((1.40, 0.96, 0.08), (0.02, 0, 0.62), paints.grey, bevel=0.03, parent=body)
    deck = [(-0.84, -0.60), (0.70, -0.60), (0.84, -0.46), (0.84, 0.46), (0.70, 0.60), (-0.84, 0.60)]
    plate(deck, 0.022, paints.white, (0, 0, DECK - 0.022), bevel=0.006, parent=body)
    plate(
        [(x * 0.985, y * 0.985) for x, y in deck],
        0.02,
        paints.metal,
        (0, 0, DECK - 0.044),
        parent=body,
    )
    edge = list(zip(deck, deck[1:] + deck[:1], strict=True))
    for (ax, ay), (bx, by) in edge:
        count = max(2, int(math.dist((ax, ay), (bx, by)) / 0.085))
        for k in range(count):
            t = (k + 0.5) / count
            x, y = (ax + (bx - ax) * t) * 0.972, (ay + (by - ay) * t) * 0.965
            drum(
                0.008, 0.012, (x, y, DECK + 0.003), paints.titan, bevel=0.003, sides=10, parent=body
            )
    # Front: panels, a rib, hazard cameras in pairs.
    for y, wide, tall, z in (
        (-0.30, 0.34, 0.26, 0.86),
        (0.10, 0.36, 0.26, 0.86),
        (0.40, 0.16, 0.26, 0.86),
    ):
        box(
            (0.014, wide, tall),
            (0.782, y, z),
            paints.grey if y < 0.2 else paints.white,
            bevel=0.006,
            parent=body,
        )
        for cy in (-1, 1):
            for cz in (-1, 1):
                drum(
                    0.008,
                    0.01,
                    (0.790, y + cy * (wide / 2 - 0.02), z + cz * (tall / 2 - 0.02)),
                    paints.dark,
                    (0, 90, 0),
                    0.002,
                    10,
                    body,
                )
    for y in (-0.26, -0.16, 0.16, 0.26):
        box((0.10, 0.07, 0.075), (0.80, y, 0.665), paints.white, (0, 14, 0), parent=body)
        turned(
            [(0.026, 0), (0.028, 0.03), (0.021, 0.032), (0.017, 0.02), (0, 0.018)],
            paints.dark,
            (0.845, y, 0.655),
            (0, 104, 0),
            32,
            body,
        )
    box((0.05, 0.74, 0.035), (0.795, 0, 0.725), paints.metal, bevel=0.008, parent=body)
    # Bit boxes, a sample inlet, ribs and pipes on the front.
    for y in (-0.40, -0.22):
        box((0.07, 0.085, 0.11), (0.80, y, 0.905), paints.metal, bevel=0.012, parent=body)
        turned(
            [(0.034, 0), (0.038, 0.02), (0.030, 0.05), (0.022, 0.052), (0.018, 0.03), (0, 0.03)],
            paints.grey,
            (0.832, y, 0.905),
            (0, 90, 0),
            32,
            body,
        )
    box((0.03, 0.30, 0.02), (0.795, 0.08, 0.93), paints.metal, bevel=0.006, parent=body)
    box((0.04, 0.09, 0.09), (0.79, 0.02, 0.85), paints.gold, bevel=0.012, parent=body)
    drum(0.035, 0.03, (0.80, 0.15, 0.83), paints.titan, (0, 90, 0), parent=body)
    for z, thick, stuff in ((0.755, 0.010, paints.cord), (0.778, 0.007, paints.brown)):
        cable(
            [
                (0.795, -0.48, z + 0.03),
                (0.805, -0.38, z),
                (0.806, -0.1, z + 0.004),
                (0.806, 0.12, z),
                (0.80, 0.24, z + 0.02),
            ],
            thick,
            stuff,
            body,
        )
    for y, z, wide, tall in (
        (0.00, 0.955, 0.10, 0.03),
        (-0.31, 0.78, 0.16, 0.02),
        (0.42, 0.92, 0.07, 0.05),
    ):
        box((0.012, wide, tall), (0.792, y, z), paints.metal, bevel=0.003, parent=body)
    for k in range(9):
        drum(
            0.0065,
            0.01,
            (0.784, -0.48 + 0.12 * k, 1.012),
            paints.titan,
            (0, 90, 0),
            0.002,
            10,
            body,
        )
    for y in (-0.475, 0.475):
        box((0.012, 0.03, 0.30), (0.783, y, 0.85), paints.grey, bevel=0.004, parent=body)
    # The shoulder of the arm that holds the camera; the arm itself is out of the picture.
    joint((0.86, 0.34, 0.84), 0.095, 0.24, paints, body, (0, 0, 0))
    box((0.14, 0.16, 0.16), (0.80, 0.34, 0.84), paints.white, bevel=0.02, parent=body)
    # Sides: panels, a louvred radiator, boxes, pipes.
    for side in (-1, 1):
        y = side * 0.537
        for x, wide in ((-0.50, 0.40), (-0.02, 0.44), (0.46, 0.40)):
            box((wide, 0.014, 0.28), (x, y, 0.85), paints.white, bevel=0.006, parent=body)
            for cx in (-1, 1):
                for cz in (-1, 1):
                    drum(
                        0.008,
                        0.012,
                        (x + cx * (wide / 2 - 0.022), y + side * 0.007, 0.85 + cz * 0.118),
                        paints.dark,
                        (90, 0, 0),
                        0.002,
                        10,
                        body,
                    )
        for k in range(7):
            box(
                (0.30, 0.012, 0.010),
                (-0.50, y + side * 0.012, 0.77 + k * 0.027),
                paints.grey,
                (35 * side, 0, 0),
                0.003,
                body,
            )
        box(
            (0.24, 0.07, 0.15),
            (0.47, y + side * 0.035, 0.84),
            paints.grey,
            bevel=0.015,
            parent=body,
        )
        cable(
            [
                (0.70, y + side * 0.02, 0.70),
                (0.3, y + side * 0.035, 0.675),
                (0, y + side * 0.03, 0.69),
                (-0.4, y + side * 0.035, 0.675),
                (-0.72, y + side * 0.02, 0.70),
            ],
            0.013,
            paints.cord,
            body,
        )
        cable(
            [
                (0.72, y + side * 0.015, 0.72),
                (0.3, y + side * 0.03, 0.705),
                (-0.1, y + side * 0.025, 0.715),
                (-0.72, y + side * 0.015, 0.73),
            ],
            0.009,
            paints.brown,
            body,
        )
    # The differential: a bar across the deck, with links down to the rockers.
    box((0.11, 1.16, 0.055), (0.10, 0, DECK + 0.085), paints.metal, bevel=0.014, parent=body)
    joint((0.10, 0, DECK + 0.09), 0.085, 0.14, paints, body, (0, 0, 0))
    for side in (-1, 1):
        drum(0.05, 0.10, (0.10, side * 0.58, DECK + 0.085), paints.titan, parent=body)
        rod((0.10, side * 0.60, DECK + 0.07), (0.13, side * 0.69, 0.96), 0.022, paints.titan, body)


def rover(
    at: tuple[float, float],
    heading: float,
    ground: Callable[[float, float], float],
    gaze: tuple[float, float, float],
) -> Any:
    """Put a rover on the ground, heading given in degrees (0 is +x); its head looks at ``gaze``."""
    paints = Paints()
    turn = Matrix.Rotation(math.radians(heading), 3, "Z")

    def world(x: float, y: float) -> tuple[float, float]:
        p = turn @ Vector((x, y, 0))
        return at[0] + p.x, at[1] + p.y

    heights = [ground(*world(x, side * y)) for x, y in WHEELS for side in (-1, 1)]
    floor = sum(heights) / len(heights)
    body = hub((at[0], at[1], floor), (0, 0, heading))
    local = turn.transposed() @ (Vector(gaze) - Vector((at[0], at[1], floor)))
    running_gear(paints, lambda x, y: ground(*world(x, y)) - floor, body)
    chassis(paints, body)
    deck_load(paints, body)
    mast(paints, body, local)
    power(paints, body)
    return body
