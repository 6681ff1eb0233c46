"""A spacewalker against deep black: the Sun over one shoulder, Earth and arm in the visor."""

from __future__ import annotations

import selfie
import shapes as sh
import station
from darkroom import Grade
from earth import Earth, Weather
from helmets import station_helmet
from studio import Studio
from suit import station_torso
from wardrobe import Wardrobe

SEED = 12
SAMPLES = 10
GRADE = Grade(
    exposure=0.4,
    look="AgX - High Contrast",
    saturation=1.1,
    glare=0.035,
    glare_size=0.0022,
    rays=0.004,
    ray_count=8,
    ray_turn=10,
    vignette=0.15,
    grain=0.005,
)
TURN = (3, -9, -13)
EYE = (0.07, -0.84, -0.02)


def build(studio: Studio) -> None:
    """Set up the scene."""
    studio.camera(EYE, (-0.075, 0, -0.075), 31, focus=(0, -0.16, 0), f_stop=9, roll=4)
    # The Sun stands in the picture, above the shoulder on the left.
    studio.sun((-0.47, 0.80, 0.125), 7.0, seen=True)
    studio.sky(
        Earth(
            studio,
            400,
            (0.34, -0.46, -0.82),
            8,
            Weather(cover=0.5, cirrus=0.3, swirl=0.5),
            brightness=1.25,
        ),
        panorama_width=4096,
    )
    w = Wardrobe()
    whole = sh.group([station_helmet(w), station_torso(w)], "spacewalker")
    sh.place(whole, turn=TURN)
    selfie.photographer(w, EYE, TURN, 40)
    yard = station.Yard()
    arm = station.robot_arm(
        yard, [(-3.8, -3.6, -2.2), (-2.9, -4.4, 1.7), (0.9, -4.2, 2.7), (2.2, -3.0, 1.1)], 0.20
    )
    sh.shadowless(arm)
    beam = station.truss(yard, 20.0)
    sh.shadowless(beam)
    sh.place(beam, (-9, -11, -3.5), turn=(6, 6, -78))
