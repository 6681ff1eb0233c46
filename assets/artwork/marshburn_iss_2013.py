"""A spacewalker at the station's far end holds the camera at arm's length, the Earth below.

Behind him the truss runs away between golden solar wings; truss and Earth are mirrored in his
visor.
"""

from __future__ import annotations

import selfie
import shapes as sh
import station
from darkroom import Grade
from earth import Earth, Weather
from film import Array, enlarge
from helmets import station_helmet
from structures import cell_blanket
from studio import Studio
from suit import station_torso
from wardrobe import Wardrobe

SEED = 13
SIZE = (2000, 1334)  # enlarged to 2400 by 1600
FULL_WIDTH = 2400
SAMPLES = 12
GRADE = Grade(exposure=-0.12, contrast=1.08, saturation=1.1, glare=0.05, vignette=0.2, grain=0.004)
TURN = (-4, -7, -16)
EYE = (-0.46, -1.02, 0.20)


def build(studio: Studio) -> None:
    """Set up the scene."""
    studio.camera(EYE, (-0.31, 0, 0.02), 22, focus=(0, -0.15, 0), f_stop=11, roll=9)
    studio.sun((-0.70, -0.34, 0.62), 5.2)
    studio.sky(
        Earth(studio, 410, (0.06, 0.13, -0.99), 21, Weather(cover=0.5, land=0.35, cirrus=0.3)),
        panorama_width=3072,
    )
    w = Wardrobe()
    whole = sh.group([station_helmet(w), station_torso(w)], "spacewalker")
    sh.place(whole, turn=TURN)
    selfie.photographer(w, EYE, TURN)
    gold, blue = station.Yard(), station.Yard()
    blue.wing = cell_blanket()
    beam = station.truss(gold, 63.0, 1.5, 2.1)
    sh.place(beam, (-4.1, 1.0, -2.9), turn=(2.5, 0, -4))
    for yard, at, turn in (
        (blue, (-8.0, 27.0, -1.0), (0, -5, -34)),
        (gold, (4.5, 47.0, 0.0), (0, 4, -20)),
        (gold, (-8.0, 27.0, -3.0), (180, 5, -34)),
        (blue, (4.5, 47.0, -2.0), (180, 4, -20)),
    ):
        sh.place(station.wing(yard, 33.0), at, turn=turn)
    # Booms carry the wings beside the truss, with a drive at their root.
    for root, end in (
        ((-2.4, 27.0, -2.0), (-8.0, 27.0, -2.0)),
        ((-1.0, 47.0, -1.0), (4.5, 47.0, -1.0)),
    ):
        sh.rod("boom", root, end, 0.42, gold.white, 32)
        sh.box("drive", (1.3, 1.2, 2.2), end, gold.blanket, 0.15)
        for share in (0.3, 0.55, 0.8):
            spot = [a + (b - a) * share for a, b in zip(root, end, strict=True)]
            sh.box("clamp", (0.25, 1.0, 1.0), spot, gold.metal, 0.08)


def finish(linear: Array, studio: Studio) -> Array:
    """Bring the picture to its full size."""
    del studio
    return enlarge(linear, FULL_WIDTH / SIZE[0])
