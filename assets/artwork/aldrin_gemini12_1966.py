"""A man standing in the open hatch of a capsule, his helmet near, the bright Earth behind."""

from __future__ import annotations

import gemini
import shapes as sh
from darkroom import Grade
from earth import Earth, Weather
from studio import Studio
from suit import arm
from wardrobe import Wardrobe

SEED = 66
SAMPLES = 10
GRADE = Grade(
    exposure=0.4,
    look="AgX - High Contrast",
    warmth=0.34,
    saturation=1.08,
    glare=0.07,
    glare_size=0.006,
    softness=0.7,
    fade=0.012,
    vignette=0.3,
    grain=0.020,
    grain_size=1.9,
)
EYE = (-0.26, -0.66, 0.20)


def build(studio: Studio) -> None:
    """Set up the scene."""
    studio.camera(EYE, (0.050, 0, -0.075), 29.5, focus=(0, -0.13, 0), f_stop=11, roll=6)
    studio.sun((-0.80, -0.42, 0.58), 5.4)
    studio.sky(
        Earth(studio, 290, (-0.35, 0.42, -0.84), 15, Weather(cover=0.53, cirrus=0.3, swirl=0.45)),
        panorama_width=3072,
    )
    w = Wardrobe((0.80, 0.78, 0.735), dirt=0.6)
    hull = gemini.Hull()
    man = gemini.occupant(w)
    sleeves = [
        arm(
            w,
            [
                (0.20, 0.02, -0.30),
                (0.33, -0.02, -0.36),
                (0.42, -0.10, -0.52),
                (0.40, -0.26, -0.62),
                (0.33, -0.36, -0.64),
            ],
            31,
            bearings=False,
        ),
        arm(
            w,
            [
                (-0.13, 0.02, -0.315),
                (-0.31, -0.04, -0.355),
                (-0.42, -0.22, -0.42),
                (-0.44, -0.44, -0.36),
                (-0.40, -0.62, -0.20),
            ],
            32,
            bearings=False,
        ),
    ]
    whole = sh.group([man, *sleeves], "man")
    sh.place(whole, turn=(6, -5, -14))
    door = gemini.hatch(hull)
    sh.place(door, (0.47, 0.30, -0.52), turn=(-10, 14, -30))
    floor = gemini.sill(hull)
    sh.place(floor, (0.05, 0.0, -0.66), turn=(0, 0, -14))
