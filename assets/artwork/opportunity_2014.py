"""A rover looks back over its own deck: dark, clean wings of solar cells, its tracks behind it.

The eye is the camera on the rover's mast, whose shadow falls on the soil. Post antenna, round
paddle and a sundial stand on the deck.
"""

from __future__ import annotations

import math

import numpy as np
from darkroom import Grade
from deck import Deck
from film import Array, enlarge
from ground import height_at, lay, plain, tracked
from sky import DustySky
from soil import rock_and_sand, scatter, stones
from studio import Studio
from workshop import box, drum, rod

SEED = 4
SIZE = (2000, 1334)  # enlarged to 2400 by 1600
FULL_WIDTH = 2400
SAMPLES = 10
SUN = (-0.74, -0.20, 0.58)
HAZE = (0.60, 0.40, 0.235)
DECK_HEIGHT = 0.62
EYE_HEIGHT = 1.96
SOIL, ROCK = (0.195, 0.100, 0.056), (0.16, 0.085, 0.05)
GRADE = Grade(
    exposure=0.42, look="AgX - High Contrast", glare=0.03, warmth=0.0, saturation=1.0, grain=0.005
)


def _tracks() -> list[Array]:
    """Return the middle lines of both tracks: straight at first, then bending off."""
    part = np.linspace(0, 1, 60)
    far = 0.2 + 46 * part**1.7
    bend = 0.0011 * far**2.2 * np.sin(0.6 + far / 16)
    slope = np.gradient(bend, far)
    lines = []
    for side in (-0.50, 0.50):
        x = bend + side * np.cos(np.arctan(slope))
        y = far - side * np.sin(np.arctan(slope))
        lines.append(np.stack([x, y], 1).astype(np.float32))
    return lines


def build(studio: Studio) -> None:
    """Lay the soil with its tracks, the deck over it, and the mast's shadow."""
    fine = min(1.0, studio.width / 2000)
    surface = tracked(plain(SEED), _tracks(), 0.17, SEED)
    stuff = rock_and_sand(HAZE, ROCK, SOIL, 0.75)
    floor = height_at(surface, 0, 0.6)
    eye = (0.0, 0.0, EYE_HEIGHT)
    lay(surface, eye, 0, 210, 84, stuff, fine)
    chance = np.random.default_rng(SEED)
    places = scatter(SEED + 1, 9000, eye, 0, 190, 0.8, 30)
    sizes = np.clip(0.0034 * chance.uniform(0.002, 1, len(places)) ** -0.42, 0.002, 0.03)
    stones(
        surface, places, sizes.astype(np.float32), stuff, SEED, 2 if fine > 0.5 else 1, 0.8, 0.55
    )
    Deck(SEED).build((0, 0.58, floor + DECK_HEIGHT), -90)
    _own_shadow(floor)
    studio.sun(SUN, 5.0, (1.0, 0.91, 0.80), 0.35)
    studio.sky(
        DustySky(SUN, (0.22, 0.140, 0.075), (0.60, 0.40, 0.235), (0.08, 0.04, 0.02)),
        panorama_width=512,
    )
    studio.scene.cycles.max_bounces = 3
    studio.scene.cycles.diffuse_bounces = 2
    top = floor + EYE_HEIGHT
    dip = math.radians(46)
    studio.camera((0, 0, top), (0, math.cos(dip), top - math.sin(dip)), lens=16.5)


def _own_shadow(floor: float) -> None:
    """Add the mast that carries the camera: out of sight, but its shadow is not."""
    base = floor + DECK_HEIGHT
    parts = [
        rod((0, -0.10, base), (0, -0.10, base + 1.2), 0.05, None),
        box((0.42, 0.14, 0.12), (0, -0.14, floor + EYE_HEIGHT + 0.02), None),
        drum(0.07, 0.16, (0, -0.10, base + 1.1), None),
    ]
    for part in parts:
        part.visible_camera = False
        part.visible_glossy = False


def finish(linear: Array, studio: Studio) -> Array:
    """Bring the picture to its full size."""
    del studio
    return enlarge(linear, FULL_WIDTH / SIZE[0])
