"""Collins in Gemini 10: a helmet close up in a tight cabin, lit by two small windows.

The camera is held at arm's length, so the picture leans, and is not quite still.
"""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
from darkroom import Grade
from film import enlarge, shake
from people import Opening, head, rim, shell, visor
from surfaces import cloth, glow, pane, worn
from tailor import Fabric, Limb, above, drape, melt, seam
from workshop import beam, box, cable, drum, hub, plate, rod, turned

SEED = 10
SAMPLES = 14
ENLARGED = 1.5
SIZE = (1600, 1066)
GRADE = Grade(
    exposure=0.6,
    glare=0.09,
    glare_size=0.008,
    warmth=0.55,
    saturation=1.12,
    contrast=1.12,
    black=0.02,
    fade=0.014,
    vignette=0.42,
    grain=0.017,
    grain_size=1.7,
    softness=1.6,
)
OPENING = Opening(0.98, 0.80, 0.70, 3.0)
NECK = 0.012  # the neck stands a little behind the middle of the helmet


def helmet_radius(x: float, y: float, z: float) -> float:
    """Return how far the shell stands from the middle of the head in a direction."""
    return 0.162 * (1 + 0.03 * max(0.0, y) + 0.03 * max(0.0, z) - 0.03 * abs(x))


def cap_radius(_x: float, _y: float, _z: float) -> float:
    """Return how far the soft cap stands from the middle of the head."""
    return 0.108


def helmet(metal: Any, rubber: Any) -> None:
    """Make a closed white helmet; what it holds is lost behind a smoke-dark visor."""
    paint = worn("paint", (0.70, 0.70, 0.67), 0.3, Coat_Weight=0.4, Coat_Roughness=0.14)
    tilt = hub((0, 0, 0.005), (8, 5, -24))
    parts = [
        (shell(helmet_radius, OPENING, thick=0.006), paint),
        (rim(helmet_radius, OPENING, 0.007), rubber),
        (rim(helmet_radius, OPENING, 0.0035, grow=1.07, out=1.006), metal),
        (
            visor(helmet_radius, OPENING, bulge=1.03, reach=1.03),
            pane("visor", (0.055, 0.052, 0.048), index=1.55, mirror=0.07, rough=0.012),
        ),
        (head(), worn("skin", (0.16, 0.12, 0.10), 0.5)),
        (
            shell(cap_radius, Opening(0.95, 0.72, 1.12, 2.2), thick=0.004),
            worn("cap", (0.5, 0.48, 0.45), 0.8),
        ),
    ]
    for form, surface in parts:
        form.data.materials.append(surface)
        form.parent = tilt
    for side in (-1, 1):
        at = 0.1575 * side
        drum(0.030, 0.010, (at, -0.012, 0.008), metal, turn=(0, 90, 0), parent=tilt)
        drum(0.021, 0.020, (at * 1.016, -0.012, 0.008), paint, turn=(0, 90, 0), parent=tilt)
        drum(0.006, 0.026, (at * 1.022, -0.012, 0.008), metal, turn=(0, 90, 0), parent=tilt)
        # The visor hangs on two arms from these hinges.
        beam(
            (at * 1.03, -0.02, 0.004),
            (at * 0.93, -0.088, -0.028),
            0.004,
            0.016,
            metal,
            parent=tilt,
            bevel=0.0015,
        )
    box((0.03, 0.01, 0.018), (0, -0.158, -0.098), metal, bevel=0.003, parent=tilt)
    box((0.05, 0.012, 0.01), (0, -0.150, -0.112), metal, bevel=0.003, parent=tilt)


def collar(metal: Any) -> None:
    """Make the ring that locks the helmet to the suit, with its latches."""
    anodised = worn("anodised", (0.035, 0.07, 0.17), 0.35, 0.7)
    low = [(0.122, -0.212), (0.142, -0.212), (0.145, -0.200), (0.145, -0.178), (0.139, -0.170)]
    turned([*low, (0.130, -0.163), (0.122, -0.163)], anodised, (0, NECK, 0), sides=96)
    high = [(0.121, -0.166), (0.134, -0.164), (0.136, -0.152), (0.130, -0.146), (0.121, -0.146)]
    turned(high, metal, (0, NECK, 0), sides=96)
    for k in range(12):
        a = k / 12 * math.tau + 0.2
        place = (0.146 * math.cos(a), NECK + 0.146 * math.sin(a), -0.19)
        box((0.018, 0.012, 0.022), place, metal, (0, 0, math.degrees(a) + 90), bevel=0.002)


def suit(hose: Any, metal: Any) -> None:
    """Make a pressure suit; one arm reaches out past the camera that it holds."""
    limbs = [
        Limb((0, 0.02, -0.46), (0, 0.02, -0.82), 0.20, 0.19, 0.72),
        Limb((-0.15, 0.02, -0.40), (0.15, 0.02, -0.40), 0.125, 0.125, 0.82),
        Limb((-0.20, 0.02, -0.37), (-0.29, -0.02, -0.41), 0.105, 0.11),
        Limb((0.20, 0.02, -0.37), (0.29, 0.0, -0.41), 0.105, 0.11),
        Limb((-0.30, -0.03, -0.42), (-0.37, -0.33, -0.44), 0.10, 0.085),
        Limb((-0.37, -0.33, -0.44), (-0.30, -0.70, -0.28), 0.083, 0.066),
        Limb((0.30, 0.0, -0.42), (0.40, -0.10, -0.82), 0.10, 0.085),
        Limb((0, 0.02, -0.38), (0, 0.015, -0.2), 0.135, 0.12),
    ]
    form = melt("suit", limbs, voxel=0.0085, smooth=10)
    drape(
        form,
        Fabric(loose=0.2, pressure=0.9, gravity=0.1),
        pinned=[above(-0.225), seam()],
    )
    form.data.materials.append(cloth("suit", (0.62, 0.62, 0.59)))
    red = worn("red", (0.33, 0.03, 0.02), 0.35, 0.6)
    blue = worn("blue", (0.04, 0.09, 0.28), 0.35, 0.6)
    for side, ring in ((-1, red), (1, blue)):
        x, y, z = side * 0.095, -0.155, -0.50
        drum(0.036, 0.02, (x, y + 0.01, z), metal, turn=(80, 0, 0))
        drum(0.028, 0.03, (x, y - 0.005, z), ring, turn=(80, 0, 0))
        path = [(0, -0.02, 0), (0.01, -0.07, -0.03), (0.05, -0.09, -0.14), (0.1, -0.03, -0.3)]
        cable([(x + side * a, y + b, z + c) for a, b, c in path], 0.019, hose)


def panel(at: Any, turn: Any, size: tuple[float, float], seed: int, grey: Any, metal: Any) -> None:
    """Make a panel of switches, breakers and small lamps."""
    rng = random.Random(seed)
    black = worn("black", (0.02, 0.02, 0.022), 0.5)
    face = hub(at, turn)
    width, height = size
    box((width, 0.02, height), (0, 0, 0), grey, parent=face, bevel=0.006)
    for i in range(int(width / 0.045)):
        for j in range(int(height / 0.06)):
            x, z = -width / 2 + 0.03 + i * 0.045, -height / 2 + 0.035 + j * 0.06
            kind = rng.random()
            if kind < 0.55:
                drum(0.007, 0.008, (x, -0.014, z), metal, turn=(90, 0, 0), parent=face)
                tip = (x, -0.034, z + rng.choice((-0.012, 0.012)))
                rod((x, -0.012, z), tip, 0.0035, metal, parent=face)
            elif kind < 0.72:
                drum(0.011, 0.012, (x, -0.014, z), black, turn=(90, 0, 0), parent=face)
            elif kind < 0.80:
                tone = rng.choice(((1, 0.45, 0.1), (1, 0.6, 0.22), (0.45, 1, 0.5), (1, 0.8, 0.5)))
                lit = glow("lamp", tone, rng.choice((4, 9, 22)))
                drum(0.006, 0.006, (x, -0.013, z), lit, turn=(90, 0, 0), parent=face)
            elif kind < 0.9:
                box((0.03, 0.012, 0.03), (x, -0.012, z), black, parent=face, bevel=0.003)


def cabin(rng: random.Random, hose: Any, metal: Any, rubber: Any) -> None:
    """Set up what stands close behind the seat: headrest, ribs, panels, cables."""
    grey = worn("grey", (0.10, 0.105, 0.11), 0.55)
    dark = worn("dark", (0.03, 0.032, 0.035), 0.6)
    box((0.42, 0.10, 0.5), (0.02, 0.30, -0.02), hose, turn=(-6, 0, 0), bevel=0.04, segments=4)
    box((0.50, 0.06, 0.9), (0.02, 0.36, -0.35), dark, turn=(-6, 0, 0), bevel=0.02)
    box((3, 0.04, 2), (0, 0.75, 0), dark)
    for k in range(5):
        foot, top = (-0.9 + 0.42 * k, 0.70, -0.6), (-0.75 + 0.42 * k, 0.45, 0.55)
        beam(foot, top, 0.05, 0.05, grey)
    for z in (0.28, 0.02, -0.3):
        beam((-1.2, 0.66, z), (1.2, 0.66, z + 0.03), 0.03, 0.04, grey)
    panel((-0.56, 0.50, 0.02), (0, 8, 24), (0.42, 0.62), 1, grey, metal)
    panel((0.60, 0.52, -0.05), (4, -4, -22), (0.40, 0.60), 2, grey, metal)
    panel((-0.30, 0.62, 0.34), (24, 0, 10), (0.5, 0.2), 3, grey, metal)
    for _ in range(7):
        x = rng.uniform(-0.8, 0.8)
        places = ((0.52, 0.2), (0.55, -0.1), (0.6, -0.5))
        path = [(x, 0.6, 0.5), *((x + rng.uniform(-0.18, 0.18), y, z) for y, z in places)]
        cable(path, rng.uniform(0.006, 0.012), rng.choice((rubber, hose)))


def mirrored(rng: random.Random) -> None:
    """Set up what the visor mirrors: two windows, and the lamps of the panel between them."""
    outline = [(-0.15, -0.12), (0.16, -0.10), (0.12, 0.13), (-0.10, 0.12)]
    for at, turn, strength in (
        ((-0.56, -0.62, 0.26), (66, 0, -44), 16.0),
        ((0.46, -0.72, 0.24), (68, 0, 34), 3.6),
    ):
        light = glow("window", (0.74, 0.86, 1.0), strength)
        plate(outline, 0.002, light, at=at, turn=turn, bevel=0)
    frame = worn("frame", (0.05, 0.05, 0.055), 0.5)
    box((1.4, 0.03, 0.42), (0, -1.08, -0.22), frame)
    for _ in range(34):
        x, z = rng.uniform(-0.55, 0.5), rng.uniform(-0.38, -0.04)
        tone = rng.choice(((1, 0.5, 0.18), (1, 0.72, 0.38), (0.5, 1, 0.6)))
        light = glow("dial", tone, rng.choice((6, 14, 30)))
        box((0.014, 0.004, 0.009), (x, -1.02 + 0.2 * abs(x), z), light, bevel=0)


def build(studio: Any) -> None:
    """Put the picture together."""
    metal = worn("metal", (0.55, 0.55, 0.55), 0.28, 1.0)
    rubber = worn("rubber", (0.02, 0.02, 0.022), 0.5)
    hose = cloth("hose", (0.045, 0.045, 0.043), 700)
    suit(hose, metal)
    helmet(metal, rubber)
    collar(metal)
    cabin(studio.rng, hose, metal, rubber)
    mirrored(studio.rng)
    key = studio.lamp((-0.95, -0.28, 0.46), (0, 0, -0.03), 21, 0.12, (1.0, 0.95, 0.86))
    key.data.spread = math.radians(60)
    studio.lamp((0.9, -0.9, 0.5), (0, 0, -0.1), 0.55, 0.3, (0.55, 0.72, 1.0))
    studio.lamp((0, -0.75, -0.75), (0, 0, -0.1), 0.8, 0.4, (1.0, 0.58, 0.26))
    studio.lamp((-0.3, 0.35, 0.62), (-0.5, 0.55, 0), 1.5, 0.3, (1.0, 0.8, 0.55))
    studio.camera(
        (-0.14, -0.60, -0.045), (0.055, 0, -0.035), lens=33, focus=0.47, f_stop=2.4, roll=-9
    )


def finish(linear: np.ndarray[Any, Any], _studio: Any) -> np.ndarray[Any, Any]:
    """Enlarge what the film holds; the camera was not quite still."""
    return shake(enlarge(linear, ENLARGED), 9)
