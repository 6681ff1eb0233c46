"""Who takes the picture of himself: arms, gloves and camera, seen above all in the visor."""

from __future__ import annotations

import math

import shapes as sh
from gloves import glove, orient
from mathutils import Euler, Vector
from shapes import Thing
from suit import arm
from wardrobe import Wardrobe


def photographer(
    w: Wardrobe,
    eye: sh.Point,
    turn: sh.Point = (0, 0, 0),
    seed: int = 20,
) -> None:
    """Put a camera just behind the eye of the picture, two hands on it, and their sleeves.

    The suit's helmet is at the origin; ``turn`` (degrees) is how the suit is turned about it,
    for the sleeves begin at its shoulders.
    """
    body_turn = Euler([math.radians(a) for a in turn]).to_matrix()
    x, y, z = eye
    body = hand_camera(w)
    sh.place(body, (x * 1.01, y - 0.012, z * 1.01), toward=(x, y, z))
    for side in (-1, 1):
        hand = glove(w.cloth, w.pads, (50, 55, 60, 60), 35, left=side > 0, seed=4 + side)
        wrist = (x + side * 0.150, y - 0.06, z - 0.105)
        ahead = Vector((-side * 0.55, -0.25, 0.8)).normalized()
        orient(hand, wrist, ahead, (side * 0.75, -0.35, 0.45))
        behind = Vector(wrist) - ahead * 0.11
        arm(
            w,
            [
                body_turn @ Vector((side * 0.185, 0.02, -0.325)),
                body_turn @ Vector((side * 0.335, -0.03, -0.375)),
                (side * 0.45 + x * 0.2, -0.26, -0.44),
                (side * 0.37 + x * 0.6, y * 0.74, -0.31 + z * 0.3),
                behind,
                Vector(wrist) + ahead * 0.004,
            ],
            seed + side,
        )


def hand_camera(w: Wardrobe, lens: float = 0.062) -> Thing:
    """Make a camera in a white blanket: its lens at the origin looks along -z, up is +y."""
    things = [
        sh.box("body", (0.165, 0.125, 0.085), (0, -0.008, 0.125), w.soft, 0.022, segments=5),
        sh.box("hump", (0.070, 0.045, 0.075), (0, 0.062, 0.118), w.soft, 0.016, segments=5),
        sh.box("flash", (0.050, 0.035, 0.030), (0, 0.098, 0.120), w.dark, 0.006),
    ]
    barrel = sh.lathe(
        "barrel",
        [
            (lens * 0.55, -0.01),
            (lens * 0.66, 0.0),
            (lens * 0.66, 0.022),
            (lens * 0.6, 0.026),
            (lens * 0.62, 0.055),
            (lens * 0.7, 0.06),
            (lens * 0.7, 0.1),
        ],
        w.dark,
        96,
    )
    front = sh.lathe(
        "front glass", [(lens * 0.55, 0.006), (lens * 0.3, 0.0015), (1e-5, 0.0)], w.lens, 64
    )
    things += [barrel, front]
    return sh.group(things, "camera")
