"""Leonov in 2015: medals on a dark jacket in a dim office, lit from one side.

The face stays in the shadow above the light; what the picture shows is the weight of the medals.
"""

from __future__ import annotations

import math
import random
from typing import Any

import bpy
import numpy as np
from crowd import ruffle
from darkroom import Grade
from dress import clothes, front
from film import enlarge
from medals import decorate
from people import head
from shading import material
from surfaces import cloth, glow, worn
from tailor import Limb, melt, shade_smooth
from workshop import beam, box, plate, rod, turned

SEED = 80
SAMPLES = 12
ENLARGED = 2400 / 1320
SIZE = (1320, 880)
# Where the shadow on the face is, how far it reaches (parts of width and height), what it leaves.
FLAG, FLAG_REACH, FLAG_LEAVES = (0.452, 0.20), (0.125, 0.245), 0.06
GRADE = Grade(
    exposure=0.3,
    glare=0.05,
    glare_size=0.006,
    warmth=0.25,
    saturation=0.95,
    contrast=1.04,
    black=0.01,
    vignette=0.4,
    grain=0.007,
)


def build(studio: Any) -> None:
    """Put the picture together."""
    rng = studio.rng
    wool = cloth("wool", (0.012, 0.013, 0.018), 1900, crease=0.1, sheen=0.12)
    jacket = clothes()
    jacket.data.materials.append(wool)
    bpy.context.view_layer.objects.active = jacket
    bpy.ops.object.modifier_apply(modifier="fine")
    decorate(jacket, rng)
    front(jacket, wool)
    skull = head()
    skull.rotation_euler = (math.radians(5), math.radians(-2), math.radians(66))
    skull.location = (0.0, 0.0, -0.062)
    skull.data.materials.append(worn("skin", (0.42, 0.29, 0.23), 0.6))
    hair = melt(
        "hair",
        [
            Limb((0, 0.040, 0.036), (0, 0.016, 0.056), 0.083, 0.068),
            Limb((0, 0.05, -0.02), (0, 0.045, 0.01), 0.064),
            Limb((-0.066, 0.050, 0.01), (-0.060, 0.050, -0.035), 0.022),
            Limb((0.066, 0.050, 0.01), (0.060, 0.050, -0.035), 0.022),
        ],
        voxel=0.004,
        smooth=16,
    )
    ruffle(hair, 0.03, 0.003)
    hair.data.materials.append(cloth("hair", (0.68, 0.67, 0.66), 2400, crease=0.6))
    hair.rotation_euler, hair.location = skull.rotation_euler, skull.location
    room(rng)
    key = studio.lamp(
        (1.05, -0.80, 0.22), (0.09, 0, -0.42), 10.5, 0.30, (1.0, 0.87, 0.70), mirrored=True
    )
    key.data.spread = math.radians(70)
    studio.lamp((-1.15, 0.55, 0.26), (0, 0, -0.08), 24, 0.3, (0.62, 0.76, 1.0))
    studio.lamp((1.0, 0.9, 0.3), (0.1, 0.0, -0.1), 11, 0.4, (1.0, 0.75, 0.45))
    fill = studio.lamp((-0.4, -2.0, 0.0), (0, 0, -0.3), 2.2, 1.0, (1.0, 0.85, 0.7), mirrored=True)
    spare([key, fill], [skull, hair])
    # A little light all the same: a face in shadow, not a mask.
    studio.lamp((-0.5, -1.5, 0.2), (0, 0, -0.05), 2.0, 0.8, (1.0, 0.82, 0.66))
    books = studio.lamp((0.5, 1.0, 1.2), (0.9, 2.1, 0.1), 18, 0.5, (1.0, 0.72, 0.42))
    books.data.spread = math.radians(110)
    studio.camera(
        (-0.20, -1.58, -0.22), (0.055, 0, -0.232), lens=61, focus=(0.14, -0.12, -0.3), f_stop=1.8
    )


def spare(lamps: list[Any], things: list[Any]) -> None:
    """Keep the light of some lamps off some things, as a screen does."""
    shaded = bpy.data.collections.new("shaded")
    for thing in things:
        shaded.objects.link(thing)
    for member in shaded.collection_objects:
        member.light_linking.link_state = "EXCLUDE"
    for lamp in lamps:
        lamp.light_linking.receiver_collection = shaded


def room(rng: random.Random) -> None:
    """Set up books, a globe, a window with light in its curtain: all out of focus."""
    oak = worn("oak", (0.075, 0.036, 0.016), 0.4)
    box((6, 0.05, 4), (0, 2.3, 0), worn("paper", (0.05, 0.042, 0.035), 0.8))
    for z in (-0.75, -0.37, 0.01, 0.39, 0.77):
        box((1.9, 0.3, 0.025), (0.95, 2.1, z), oak)
    for x in (0.02, 0.98, 1.9):
        box((0.03, 0.3, 2.2), (x, 2.1, 0), oak)
    tones = (
        (0.07, 0.018, 0.014),
        (0.02, 0.026, 0.04),
        (0.075, 0.052, 0.028),
        (0.018, 0.03, 0.02),
        (0.11, 0.09, 0.065),
        (0.035, 0.018, 0.014),
        (0.05, 0.03, 0.02),
    )
    spines = [worn("spine", tone, 0.5) for tone in tones]
    for z in (-0.73, -0.35, 0.03, 0.41):
        x = 0.05
        while x < 1.86:
            wide, tall = rng.uniform(0.02, 0.055), rng.uniform(0.2, 0.32)
            if rng.random() > 0.08:
                box(
                    (wide, 0.2, tall),
                    (x + wide / 2, 2.04, z + tall / 2 + 0.012),
                    rng.choice(spines),
                    (0, rng.choice((0, 0, 0, 4)), 0),
                    bevel=0.004,
                )
            x += wide + 0.004
    sea, g = material("globe")
    at = g.place("Object")
    g.output(
        g.surface(
            g.ramp(g.noise(at, 6, 6), [(0.48, (0.03, 0.09, 0.13)), (0.56, (0.22, 0.15, 0.06))]),
            0.35,
        )
    )
    ball = turned(
        [(0.155 * math.sin(a), -0.155 * math.cos(a)) for a in np.linspace(0.01, 3.13, 40)],
        sea,
        (-0.52, 1.35, -0.12),
        (20, 0, 0),
    )
    shade_smooth(ball)
    brass = worn("brass", (0.7, 0.45, 0.16), 0.3, 1.0)
    ring = turned(
        [(0.168, -0.008), (0.176, -0.008), (0.176, 0.008), (0.168, 0.008), (0.168, -0.008)],
        brass,
        (-0.52, 1.35, -0.12),
        (90, 20, 0),
        64,
    )
    ring.scale = (1, 1, 1)
    rod((-0.52, 1.35, -0.30), (-0.52, 1.35, -0.45), 0.02, brass)
    box((0.9, 0.5, 0.04), (-0.6, 1.4, -0.47), oak)
    curtain = cloth("curtain", (0.13, 0.09, 0.06), 500)
    for x in (-0.66, -0.58, -0.50, -0.42, -0.02, 0.04):
        beam((x, 2.15, -1.2), (x + 0.02, 2.15, 1.3), 0.07, 0.05, curtain)
    day = glow("day", (0.70, 0.82, 1.0), 1.3)
    pane = [(-0.20, -0.75), (0.20, -0.75), (0.20, 0.9), (-0.20, 0.9)]
    plate(pane, 0.004, day, (-0.22, 2.24, 0.12), (90, 0, 0), bevel=0)
    box((0.025, 0.04, 1.7), (-0.22, 2.2, 0.2), oak)
    box((0.42, 0.04, 0.03), (-0.22, 2.2, 0.22), oak)
    lamp = glow("lampshade", (1.0, 0.62, 0.28), 2.2)
    turned([(0.14, -0.09), (0.09, 0.10)], lamp, (1.18, 1.7, 0.05), sides=48)
    rod((1.18, 1.7, -0.35), (1.18, 1.7, -0.04), 0.014, brass)


def finish(linear: np.ndarray[Any, Any], _studio: Any) -> np.ndarray[Any, Any]:
    """Hold a flag before the lamp, so that the face is in shadow; enlarge to the full size."""
    height, width = linear.shape[:2]
    down, across = np.mgrid[:height, :width]
    away = np.hypot(
        (across / width - FLAG[0]) / FLAG_REACH[0], (down / height - FLAG[1]) / FLAG_REACH[1]
    )
    edge = np.clip((away - 0.62) / 0.5, 0, 1)
    light = FLAG_LEAVES + (1 - FLAG_LEAVES) * edge * edge * (3 - 2 * edge)
    return enlarge((linear * light[..., None]).astype(linear.dtype), ENLARGED)
