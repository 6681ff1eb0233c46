"""A visor so near that it is the whole picture; in it the Shuttle's tiled belly and two hands."""

from __future__ import annotations

import materials
import selfie
import shapes as sh
import shuttle
from darkroom import Grade
from earth import Earth, Weather
from gloves import orient
from helmets import station_helmet
from studio import Studio
from suit import station_torso
from wardrobe import Wardrobe

SEED = 114
SAMPLES = 10
GRADE = Grade(
    exposure=0.5,
    look="AgX - High Contrast",
    saturation=1.2,
    glare=0.05,
    vignette=0.25,
    grain=0.004,
)
TURN = (2, 3, -7)
EYE = (0.05, -0.52, 0.02)


def build(studio: Studio) -> None:
    """Set up the scene."""
    studio.camera(EYE, (-0.005, 0, 0.0), 52, focus=(0, -0.19, 0), f_stop=32, roll=-5)
    studio.sun((0.84, 0.36, 0.06), 5.5)
    studio.sky(
        Earth(
            studio,
            350,
            (-0.30, -0.60, -0.74),
            12,
            Weather(cover=0.46, land=0.0, cirrus=0.3, swirl=0.4),
        ),
        panorama_width=4096,
    )
    w = Wardrobe()
    w.visor = materials.gold_visor((1.0, 0.76, 0.46), 0.008, 0.7)
    whole = sh.group([station_helmet(w), station_torso(w)], "spacewalker")
    sh.place(whole, turn=TURN)
    selfie.photographer(w, EYE, TURN, 60)
    belly = shuttle.belly()
    sh.shadowless(belly)
    orient(belly, (0.5, -12.6, 11.6), (-0.72, -0.05, 0.62), (-0.24, -0.86, 0.44))
