"""Surfaces of cabins, studios and wardrobes: woven cloth, worn paint, panes, things that glow."""

from __future__ import annotations

import math
from typing import Any

from shading import Colour, material


def cloth(
    name: str,
    colour: Colour,
    threads: float = 1500.0,
    *,
    rough: float = 0.9,
    crease: float = 0.3,
    blotch: float = 0.14,
    sheen: float = 0.15,
) -> Any:
    """Weave cloth: `threads` a metre, fine creases, a little uneven from wear."""
    made, g = material(name)
    at = g.place("Object")
    fine, wide = g.noise(at, 11, 6, 0.6), g.noise(at, 3.3, 4)
    worn = tuple(c * (1 - blotch) for c in colour)
    tone = g.mix(g.range(wide, 0.3, 0.7), worn, colour)
    weave = [
        g.node(
            "TexWave",
            {"Vector": at, "Scale": threads / math.tau},
            wave_type="BANDS",
            bands_direction=direction,
        ).outputs["Fac"]
        for direction in "XZ"
    ]
    height = g.math(
        "ADD", g.math("MULTIPLY", g.math("ADD", *weave), 0.25), g.math("MULTIPLY", fine, 3.0)
    )
    normal = g.bump(height, crease, 0.003)
    g.output(g.surface(tone, rough, Normal=normal, Sheen_Weight=sheen))
    return made


def worn(
    name: str,
    colour: Colour,
    rough: float = 0.4,
    metal: float = 0.0,
    *,
    dirt: float = 0.25,
    **more: Any,
) -> Any:
    """Make paint, metal or rubber that has been handled: stains, uneven gloss, small dents."""
    made, g = material(name)
    at = g.place("Object")
    stain, dent = g.noise(at, 14, 8, 0.7), g.noise(at, 80, 4, 0.6)
    tone = g.mix(g.range(stain, 0.35, 0.75), colour, tuple(c * (1 - dirt) for c in colour))
    gloss = g.range(stain, 0.3, 0.7, rough * 0.8, min(1.0, rough * 1.5))
    g.output(g.surface(tone, gloss, metal, Normal=g.bump(dent, 0.06, 0.002), **more))
    return made


def pane(
    name: str,
    tint: Colour = (0.93, 0.93, 0.93),
    *,
    index: float = 1.5,
    mirror: float = 0.0,
    rough: float = 0.02,
) -> Any:
    """Make clear or tinted glass without thickness; `mirror` the least share that it reflects."""
    made, g = material(name)
    smudge = g.noise(g.place("Object"), 22, 5, 0.6)
    share = g.math("MAXIMUM", g.node("Fresnel", {"IOR": index}).outputs[0], mirror)
    through = g.node("BsdfTransparent", {"Color": tint}).outputs[0]
    haze = g.range(smudge, 0.45, 0.75, rough, rough * 3 + 0.02)
    back = g.node("BsdfGlossy", {"Roughness": haze}).outputs[0]
    mixed = g.node("MixShader", {0: share})
    g.put(through, mixed.inputs[1])
    g.put(back, mixed.inputs[2])
    g.output(mixed.outputs[0])
    return made


def glow(name: str, colour: Colour, strength: float) -> Any:
    """Make something that shines by itself: a lamp, a window, a screen."""
    made, g = material(name)
    g.output(g.node("Emission", {"Color": colour, "Strength": strength}).outputs[0])
    return made
