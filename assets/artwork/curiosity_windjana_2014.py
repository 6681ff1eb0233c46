"""A six-wheeled rover stands on ochre sandstone and looks at the camera that its own arm holds.

On the ledge to its left lie two drill holes ringed by grey cuttings. The arm is not in the
picture. Late light from the right, dust on everything that faces up.
"""

from __future__ import annotations

import numpy as np
from darkroom import Grade
from film import enlarge
from ground import Lie, Surface, drilled, height_at, lay, outcrop
from relief import Array, smooth
from rover import rover
from sky import DustySky
from soil import cutting_powder, cuttings, rock_and_sand, scatter, stones
from studio import Studio

SEED = 14
SIZE = (2000, 1334)  # enlarged to 2400 by 1600
FULL_WIDTH = 2400
SAMPLES = 12
SUN = (0.66, -0.40, 0.56)
HAZE = (0.66, 0.455, 0.255)
EYE = (0.0, 0.0, 1.55)
ROVER, HEADING = (0.52, 4.55), -107.0
HOLES = (((-1.10, 2.86), 0.026, 0.25), ((-0.70, 3.08), 0.014, 0.10))  # where, bore, reach
GRADE = Grade(
    exposure=0.1, look="AgX - High Contrast", glare=0.03, warmth=0.05, saturation=0.95, grain=0.005
)


def _ledge(surface: Surface) -> Surface:
    """Return the surface with a flat ledge of rock where the drill has been."""
    middle = np.array((-1.0, 2.9), np.float32)
    level = height_at(surface, *middle) + 0.05

    def lie(at: Array) -> Lie:
        found = surface(at)
        away = np.linalg.norm((at - middle) / (0.95, 0.6), axis=1)
        part = smooth(1.0, 0.45, away) * 0.85
        found.height = (found.height * (1 - part) + level * part).astype(np.float32)
        found.sand = (found.sand * (1 - smooth(1.0, 0.75, away))).astype(np.float32)
        return found

    return lie


def build(studio: Studio) -> None:
    """Lay the ground, put the rover on it, drill, and light it."""
    fine = min(1.0, studio.width / 2000)
    level = _ledge(outcrop(SEED))
    surface = level
    for at, _, reach in HOLES:
        surface = drilled(surface, at, reach * 0.45)
    stuff = rock_and_sand(HAZE)
    eye = (0.0, 0.0, EYE[2])
    lay(surface, eye, 0, 92, 52, stuff, fine)
    powder = cutting_powder()
    for number, (at, bore, reach) in enumerate(HOLES):
        cuttings(level, at, bore, reach, powder, SEED + number)
    chance = np.random.default_rng(SEED)
    places = scatter(SEED + 1, 5200, eye, 0, 90, 1.4, 40)
    away = np.linalg.norm(places - np.array(HOLES[0][0]), axis=1)
    places = places[away > 0.45]
    sizes = np.clip(0.0045 * chance.uniform(0.003, 1, len(places)) ** -0.5, 0.003, 0.075)
    stones(surface, places, sizes.astype(np.float32), stuff, SEED, 2 if fine > 0.5 else 1)
    floor = height_at(surface, 0, 0)
    lens = (0.0, 0.0, floor + EYE[2])
    rover(ROVER, HEADING, lambda x, y: height_at(level, x, y), lens)
    studio.sun(SUN, 5.0, (1.0, 0.90, 0.77), 0.35)
    studio.sky(
        DustySky(SUN, (0.25, 0.150, 0.074), (0.66, 0.455, 0.255), (0.10, 0.052, 0.027)),
        panorama_width=512,
    )
    studio.scene.cycles.max_bounces = 3
    studio.scene.cycles.diffuse_bounces = 2
    studio.camera(lens, (0.0, 4.55, floor + 0.84), lens=30, f_stop=9, focus=3.9)


def finish(linear: Array, studio: Studio) -> Array:
    """Bring the picture to its full size."""
    del studio
    return enlarge(linear, FULL_WIDTH / SIZE[0])
