"""Moscow, 1965: a crowd seen from behind, one man lifted above it, a tower in the haze."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from crowd import Air, Build, coat_cloth, figure, jitter, plain, stand
from darkroom import Grade
from film import enlarge
from shading import material
from workshop import beam, box, drum, from_arrays, hub, rod, turned

SEED = 1965
SAMPLES = 12
ENLARGED = 2400 / 1320
SIZE = (1320, 880)
GRADE = Grade(
    exposure=0.25,
    look="AgX - Medium High Contrast",
    glare=0.08,
    glare_size=0.006,
    monochrome=(0.3, 0.5, 0.2),
    contrast=1.16,
    black=0.055,
    fade=0.012,
    vignette=0.3,
    grain=0.03,
    grain_size=2.2,
    softness=0.9,
)
EYE = 2.25  # the photographer stands on something
AIR = Air()
# Elbow and wrist of an arm that hangs, left and right.
DOWN = ((-0.27, 0.0, 1.12), (-0.25, 0.08, 0.86)), ((0.27, 0.0, 1.12), (0.25, 0.08, 0.86))
BUILDS = {
    "still": Build(1.0, *DOWN, "fur"),
    "broad": Build(1.14, *DOWN, "fur"),
    "woman": Build(0.9, *DOWN, "shawl", collar=False),
    "capped": Build(1.0, *DOWN, "cap", collar=False),
    "waves": Build(1.0, DOWN[0], ((0.30, 0.04, 1.66), (0.34, 0.06, 1.94)), "fur"),
    "cheers": Build(
        0.96,
        ((-0.29, 0.03, 1.68), (-0.36, 0.05, 1.95)),
        ((0.28, 0.05, 1.68), (0.30, 0.02, 1.97)),
        "cap",
        collar=False,
    ),
    "swings": Build(1.05, DOWN[0], ((0.28, 0.02, 1.70), (0.24, 0.06, 1.98)), "fur", in_hand=True),
    "lifted": Build(
        1.02,
        ((-0.31, 0.02, 1.60), (-0.44, 0.0, 1.84)),
        ((0.27, 0.02, 1.69), (0.25, 0.05, 1.97)),
        "fur",
        in_hand=True,
    ),
    "she waves": Build(
        0.88, ((-0.26, 0.05, 1.64), (-0.33, 0.06, 1.90)), DOWN[1], "shawl", collar=False
    ),
}


def fill(studio: Any, kinds: dict[str, Any]) -> None:
    """Set the crowd up in uneven rows, from close by to where the haze takes it."""
    rng = studio.rng
    quiet = ["still", "broad", "woman", "capped", "still", "broad", "woman"]
    loud = ["waves", "cheers", "swings", "she waves"]
    y: float = 2.3
    while y < 125:
        half = 0.46 * y + 0.8
        x = -half + rng.uniform(0, 0.5)
        while x < half:
            calm = y < 3.4 or rng.random() < 0.58
            pick = rng.choice(quiet if calm else loud)
            # A shawl has no face from behind: not close to the camera.
            kind = kinds["still" if pick == "woman" and y < 6 else pick]
            near_hero = abs(x + 0.78) < 0.42 and 2.6 < y < 5.1
            if not near_hero:
                place = (x + jitter(rng, 0.1), y + jitter(rng, 0.2), jitter(rng, 0.09) - 0.02)
                stand(kind, place, jitter(rng, 38), rng.uniform(0.93, 1.06))
            x += rng.uniform(0.52, 0.80) * (1 + y / 120)
        y += 0.72 + 0.018 * y


def banner(
    studio: Any, at: tuple[float, float, float], wide: float, tall: float, turn: float
) -> None:
    """Hang a blank banner between two poles, slack in the middle."""
    rng = studio.rng
    across, down = 90, 24
    u, v = np.meshgrid(np.linspace(0, 1, across), np.linspace(0, 1, down))
    phase = rng.uniform(0, 6)
    sag = 0.16 * tall * 4 * u * (1 - u)
    folds = 0.035 * np.sin(u * 19 + v * 3 + phase) + 0.02 * np.sin(u * 43 - v * 9 + phase * 2)
    folds += 0.012 * np.sin(u * 95 + v * 14)
    places = np.stack(
        [(u - 0.5) * wide, folds * (0.4 + v), -v * tall - sag * (1 - 0.35 * v)], -1
    ).reshape(-1, 3)
    k = np.arange((down - 1) * across).reshape(down - 1, across)[:, :-1].ravel()
    faces = np.stack([k, k + 1, k + across + 1, k + across], -1)
    made, g = material("banner")
    weave = g.noise(g.place("Object"), 40, 5, 0.6)
    cloth = g.surface(g.mix(weave, (0.20,) * 3, (0.27,) * 3), 0.9)
    through = g.node("BsdfTranslucent", {"Color": (0.35, 0.35, 0.35)}).outputs[0]
    mixed = g.node("MixShader", {0: 0.4})
    g.put(cloth, mixed.inputs[1])
    g.put(through, mixed.inputs[2])
    AIR.end(g, mixed.outputs[0])
    post = hub(at, (0, 0, turn))
    from_arrays("banner", places, faces, made).parent = post
    wood = plain("wood", 0.06, AIR)
    for side in (-1, 1):
        lean = jitter(rng, 0.12)
        x = side * wide / 2
        rod((x + lean, 0, -at[2] + 0.9), (x, 0, 0.12), 0.018, wood, parent=post)


def town() -> None:
    """Build a stepped tower with a spire, houses along the square, street lamps."""
    stone, roof = plain("stone", 0.16, Air(520)), plain("roof", 0.10, Air(520))
    cx, cy = 74.0, 440.0
    steps = ((46, 20, 30), (30, 42, 24), (20, 62, 18), (13, 78, 12), (8, 88, 7.5), (5, 95, 4.5))
    for wide, top, deep in steps:
        box((wide, deep, top), (cx, cy, top / 2), stone, bevel=0.4)
        for side in (-1, 1):
            box((2.2, 2.2, 5), (cx + side * (wide / 2 - 1.5), cy - deep / 2 + 1.5, top + 2), roof)
            rod(
                (cx + side * (wide / 2 - 1.5), cy - deep / 2, top + 3),
                (cx + side * (wide / 2 - 1.5), cy - deep / 2, top + 9),
                0.35,
                roof,
            )
        for k in range(int(wide / 2.4)):
            x = cx - wide / 2 + 1.6 + k * 2.4
            box((0.7, 0.5, top - 3), (x, cy - deep / 2, top / 2), roof, bevel=0.1)
    turned([(2.6, 95), (1.8, 101), (0.9, 106), (0.05, 126)], stone, (cx, cy, 0), sides=12)
    for left, y, wide, tall in ((-44, 88.0, 40, 19), (-86, 110.0, 50, 24), (76, 120.0, 42, 22)):
        box((wide, 14, tall), (left, y, tall / 2), stone, bevel=0.3)
        for k in range(int(wide / 2.6)):
            for j in range(int(tall / 3.4)):
                at = (left - wide / 2 + 1.8 + k * 2.6, y - 7, 2 + j * 3.4)
                box((1.2, 0.3, 1.9), at, roof, bevel=0)
    iron = plain("iron", 0.03, AIR, 0.5)
    globe, g = material("globe")
    AIR.end(g, g.node("Emission", {"Color": (1, 1, 1), "Strength": 2.2}).outputs[0])
    for foot, y in ((6.6, 14.5), (7.4, 24.0), (9.8, 40.0), (-9.4, 31.0), (-13.0, 52.0)):
        rod((foot, y, 0), (foot, y, 5.6), 0.075, iron)
        drum(0.13, 0.5, (foot, y, 1.2), iron)
        beam((foot - 0.62, y, 5.35), (foot + 0.62, y, 5.35), 0.05, 0.07, iron)
        for side in (-1, 0, 1):
            at = (foot + side * 0.62, y, 5.62 + (0.28 if side == 0 else 0))
            drum(0.06, 0.16, (at[0], y, at[2] - 0.2), iron)
            turned(
                [(0.19 * math.sin(a), -0.19 * math.cos(a)) for a in np.linspace(0.01, 3.13, 14)],
                globe,
                at,
                sides=24,
            )


def sky(rays: np.ndarray[Any, Any], _pixel: float) -> np.ndarray[Any, Any]:
    """Return the light of a low winter sky, brightest where the Sun stands behind the cloud."""
    up = np.clip(rays[:, 2], 0, 1)
    toward = np.clip(rays @ np.array([-0.30, 0.93, 0.22], np.float32), 0, 1)
    light = 0.60 - 0.24 * up**0.6 + 0.55 * toward**9
    light = np.where(rays[:, 2] < 0, 0.22, light)
    return np.repeat(light[:, None], 3, 1).astype(np.float32)


def build(studio: Any) -> None:
    """Put the picture together."""
    wool = coat_cloth("wool", 0.012, 0.09, AIR)
    fur = coat_cloth("fur", 0.015, 0.14, AIR, fur=True)
    skin = plain("skin", 0.30, AIR)
    kinds = {
        name: figure(name, made, wool, fur, skin, fine=name in ("still", "broad", "lifted"))
        for name, made in BUILDS.items()
    }
    fill(studio, kinds)
    # One man is lifted above the others, and waves his hat.
    stand(kinds["lifted"], (-0.78, 4.6, 0.62), 8, 1.02)
    stand(kinds["broad"], (-0.80, 4.66, 0.0), 8)
    # Hands close to the camera, out of focus.
    stand(kinds["waves"], (0.42, 1.75, 0.10), -10)
    stand(kinds["she waves"], (-1.02, 2.2, 0.05), 14)
    banner(studio, (1.9, 8.6, 3.2), 3.4, 0.72, -5)
    banner(studio, (-4.2, 13, 3.1), 4.2, 0.8, 7)
    banner(studio, (4.6, 21, 3.3), 5.0, 0.9, -8)
    town()
    box((300, 300, 0.02), (0, 140, -0.01), plain("snow", 0.5, AIR))
    studio.sky(sky, panorama_width=256)
    studio.sun((-0.30, 0.93, 0.36), 7.0, (1, 1, 1), angle=9)
    studio.camera((0, 0, EYE), (0.10, 6, EYE - 0.02), lens=42, focus=4.6, f_stop=2.2)


def finish(linear: np.ndarray[Any, Any], _studio: Any) -> np.ndarray[Any, Any]:
    """Let snow fall: near flakes large and faint, far ones small."""
    linear = enlarge(linear, ENLARGED)
    height, width = linear.shape[:2]
    rng = np.random.default_rng(SEED)
    veil = np.zeros((height, width), np.float32)
    scale = width / 2400
    for _ in range(620):
        size = (1.6 + 16 * rng.random() ** 5) * scale
        x, y = rng.random() * width, rng.random() * height
        reach = int(size * 2) + 2
        x0, y0 = max(0, int(x) - reach), max(0, int(y) - reach)
        x1, y1 = min(width, int(x) + reach), min(height, int(y) + reach)
        if x0 >= x1 or y0 >= y1:
            continue
        gy, gx = np.mgrid[y0:y1, x0:x1]
        far = np.hypot((gx - x) * 1.0 + (gy - y) * 0.12, (gy - y) * 0.82) / size
        strength = min(0.8, 1.1 / (size / scale) ** 0.55) * (0.5 + 0.5 * rng.random())
        veil[y0:y1, x0:x1] += (np.clip(1.25 - far, 0, 1) * strength).astype(np.float32)
    veil = np.clip(veil, 0, 0.85)[..., None]
    return np.asarray(linear * (1 - veil) + 0.95 * veil, np.float32)
