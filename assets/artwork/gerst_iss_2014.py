"""A spacewalker's gold visor from very near, the blue Earth filling the frame behind it."""

from __future__ import annotations

from typing import Any

import selfie
import shapes as sh
import station
from darkroom import Grade
from earth import Earth, Weather
from helmets import station_helmet
from studio import Studio
from suit import station_torso
from wardrobe import Wardrobe

SEED = 14
SAMPLES = 10
GRADE = Grade(exposure=-0.05, contrast=1.1, saturation=1.12, glare=0.05, vignette=0.22, grain=0.004)
TURN = (10, 6, 13)
EYE = (-0.16, -0.66, 0.10)


def build(studio: Studio) -> None:
    """Set up the scene."""
    studio.camera(EYE, (-0.075, 0, -0.035), 30, focus=(0, -0.15, 0), f_stop=11, roll=-9)
    studio.sun((-0.62, -0.52, 0.66), 5.2)
    studio.sky(
        Earth(
            studio,
            410,
            (-0.34, 0.52, -0.78),
            8,
            Weather(cover=0.44, land=0.0, cirrus=0.25, swirl=0.35),
        ),
        panorama_width=4096,
    )
    w = Wardrobe()
    parts: list[Any] = [station_helmet(w), station_torso(w)]
    whole = sh.group(parts, "spacewalker")
    sh.place(whole, turn=TURN)
    selfie.photographer(w, EYE, TURN)
    surroundings()


def surroundings() -> None:
    """Put the station behind the camera, seen in the visor alone."""
    yard = station.Yard()
    lab = station.module(yard, 9.0, 2.2)
    sh.shadowless(lab)
    sh.place(lab, (3.5, -11, -1.2), turn=(6, 0, 70))
    beam = station.truss(yard, 22.0)
    sh.shadowless(beam)
    sh.place(beam, (-14, -20, 5.5), turn=(0, 12, -84))
    for k, (x, z) in enumerate(((10.5, 4.0), (-15.0, 8.0))):
        panel = station.wing(yard, 30.0)
        sh.shadowless(panel)
        sh.place(panel, (x, -21, z), turn=(-12, 24 - 50 * k, 40 - 25 * k))
