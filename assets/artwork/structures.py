"""Solar wings: panels with cells, hinges and hold-downs, and the stuff of folding blankets."""

from __future__ import annotations

import random
from typing import Any

from shading import Graph, material
from workshop import box, cable, drum, hub

CELL = (0.0615, 0.0795)  # a cell of a wing, across and along it, in metres
STRING = (11, 8)  # cells between two broader gaps


def _lines(g: Graph, value: Any, width: float) -> Any:
    """Return 1 within ``width`` of the whole numbers, else 0, with a soft edge."""
    part = g.math("FRACT", value)
    near = g.math("MINIMUM", part, g.math("SUBTRACT", 1.0, part))
    return g.math("LESS_THAN", near, width)


def cell_face(dark: float = 0.012, gap: float = 0.34, seed: float = 0.0) -> Any:
    """Return a panel's face: cells of uneven sheen with silver fingers, strings apart by gaps."""
    made, g = material("cells")
    parts = g.node("SeparateXYZ", {0: g.place()})
    across = g.math("DIVIDE", parts.outputs[0], CELL[0])
    along = g.math("DIVIDE", parts.outputs[1], CELL[1])
    lines = g.math("MAXIMUM", _lines(g, across, 0.022), _lines(g, along, 0.017))
    gaps = g.math(
        "MAXIMUM",
        _lines(g, g.math("DIVIDE", across, STRING[0]), 0.0045),
        _lines(g, g.math("DIVIDE", along, STRING[1]), 0.0060),
    )
    bars = _lines(g, g.math("ADD", g.math("MULTIPLY", across, 1.0), 0.32), 0.014)
    bars = g.math("MAXIMUM", bars, _lines(g, g.math("ADD", across, 0.68), 0.014))
    cell = g.node("CombineXYZ", {0: g.math("FLOOR", across), 1: g.math("FLOOR", along), 2: seed})
    lot = g.node("TexWhiteNoise", {0: cell.outputs[0]}, noise_dimensions="3D")
    chance = lot.outputs["Value"]
    silicon = g.mix(chance, (dark, dark * 1.15, dark * 1.9), (dark * 2.4, dark * 2.6, dark * 4.0))
    silicon = g.mix(g.math("MULTIPLY", bars, 0.55), silicon, (0.42, 0.43, 0.45))
    colour = g.mix(lines, silicon, (gap * 0.45, gap * 0.46, gap * 0.5))
    colour = g.mix(gaps, colour, (gap * 1.7, gap * 1.65, gap * 1.5))
    rough = g.math("ADD", 0.13, g.math("MULTIPLY", chance, 0.12))
    rough = g.math("ADD", rough, g.math("MULTIPLY", g.math("MAXIMUM", lines, gaps), 0.4))
    # Every cell is glued down a little differently: its mirror image leans.
    lean = g.vector("SUBTRACT", lot.outputs["Color"], (0.5, 0.5, 0.5))
    normal = g.vector(
        "NORMALIZE",
        g.vector("ADD", g.geometry("Normal"), g.vector("MULTIPLY", lean, (0.045, 0.045, 0.045))),
    )
    g.output(g.surface(colour, rough, Normal=normal, Coat_Weight=0.5, Coat_Roughness=0.06))
    return made


def metal(
    name: str,
    tone: float,
    rough: float = 0.35,
    metallic: float = 1.0,
    tint: tuple[float, float, float] = (1, 1, 1),
    wear: float = 0.5,
) -> Any:
    """Return worn metal: brushed, blotched, scratched a little."""
    made, g = material(name)
    at = g.place()
    stretched = g.vector("MULTIPLY", at, (3, 3, 60))
    brush = g.noise(stretched, 4, 4, 0.6)
    blotch = g.noise(at, 3.1, 6, 0.62)
    shade = g.ramp(
        blotch,
        [
            (0.3, tuple(tone * (1 - 0.35 * wear) * t for t in tint)),
            (0.7, tuple(min(1, tone * 1.12) * t for t in tint)),
        ],
    )
    roughness = g.math(
        "ADD", rough, g.math("MULTIPLY", g.math("SUBTRACT", brush, 0.5), 0.35 * wear)
    )
    height = g.math("ADD", brush, blotch)
    g.output(g.surface(shade, roughness, metallic, Normal=g.bump(height, 0.08 * wear, 0.02)))
    return made


def paint(name: str, colour: tuple[float, float, float], rough: float = 0.5) -> Any:
    """Return painted metal with smears and small chips."""
    made, g = material(name)
    at = g.place()
    smear = g.noise(at, 5, 6, 0.6)
    shade = g.mix(g.range(smear, 0.35, 0.75), colour, tuple(c * 0.78 for c in colour))
    fleck = g.range(g.noise(at, 55, 3, 0.6), 0.68, 0.72)
    shade = g.mix(g.math("MULTIPLY", fleck, 0.5), shade, tuple(c * 0.45 for c in colour))
    g.output(g.surface(shade, rough, Normal=g.bump(smear, 0.06, 0.03)))
    return made


def solar_wing(panels: int, size: tuple[float, float], seed: int = 3, gap: float = 0.10) -> Any:
    """Add a wing of panels along +y from the origin, each ``size`` wide and long, its cells up.

    Hinges join the panels; round hold-downs, edge members and a harness lie on each.
    """
    chance = random.Random(seed)
    wing = hub()
    width, length = size
    edge = metal("edge", 0.78, 0.32)
    bright = paint("white fitting", (0.82, 0.81, 0.79), 0.45)
    dark = metal("fitting", 0.32, 0.4)
    wire = paint("harness", (0.55, 0.53, 0.50), 0.5)
    for panel in range(panels):
        start = panel * (length + gap)
        root = hub((0, start, 0), (chance.uniform(-0.35, 0.35), chance.uniform(-0.3, 0.3), 0), wing)
        face = cell_face(0.02, seed=float(panel))
        box((width, length, 0.022), (0, length / 2, 0), dark, parent=root, bevel=0.003)
        inner = (width - 0.09, length - 0.10)
        skin = box(
            (inner[0], inner[1], 0.004), (0, length / 2, 0.0135), face, parent=root, bevel=0.001
        )
        skin.name = "cells"
        for side in (-1, 1):
            box(
                (0.026, length, 0.05),
                (side * (width / 2 - 0.006), length / 2, 0.004),
                edge,
                parent=root,
                bevel=0.008,
            )
        for end in (0.018, length - 0.018):
            box((width, 0.03, 0.034), (0, end, 0.004), edge, parent=root, bevel=0.006)
        for x in (-0.36, 0.0, 0.36):
            for y in (0.24, 0.76):
                drum(0.034, 0.016, (x * width, y * length, 0.022), bright, parent=root, bevel=0.004)
                drum(0.013, 0.022, (x * width, y * length, 0.026), dark, parent=root, bevel=0.003)
        cable(
            [
                (-width / 2 + 0.055, 0.03, 0.022),
                (-width / 2 + 0.06, length * 0.4, 0.020),
                (-width / 2 + 0.05, length * 0.7, 0.022),
                (-width / 2 + 0.055, length, 0.022),
                (-width / 2 + 0.07, length + gap, 0.022),
            ],
            0.008,
            wire,
            root,
        )
        if panel == panels - 1:
            break
        for x in (-0.40, 0.0, 0.40):
            _hinge((x * width, length + gap / 2, 0.0), gap, bright, dark, root)
    return wing


def _hinge(at: tuple[float, float, float], gap: float, light: Any, dark: Any, parent: Any) -> None:
    """Add a hinge across the gap of two panels: two leaves, a barrel, bolts."""
    knot = hub(at, parent=parent)
    for way in (-1, 1):
        box(
            (0.11, gap * 0.5 + 0.075, 0.016),
            (0, way * (gap * 0.25 + 0.03), 0.024),
            light,
            parent=knot,
            bevel=0.004,
        )
        for x in (-0.035, 0.035):
            drum(0.009, 0.012, (x, way * (gap / 2 + 0.04), 0.035), dark, parent=knot, bevel=0.002)
    drum(0.020, 0.15, (0, 0, 0.030), dark, (0, 90, 0), parent=knot)


def cell_blanket() -> Any:
    """Return the lit side of a great folding wing: blue-black cells on a golden weave, by UV."""
    made, g = material("cell blanket")
    parts = g.node("SeparateXYZ", {0: g.place("UV")})
    u, v = g.math("MULTIPLY", parts.outputs[0], 14), g.math("MULTIPLY", parts.outputs[1], 164)
    lines = g.math("MAXIMUM", _lines(g, u, 0.045), _lines(g, v, 0.05))
    folds = _lines(g, g.math("DIVIDE", v, 2.05), 0.05)
    spot = g.node("CombineXYZ", {0: g.math("FLOOR", u), 1: g.math("FLOOR", v)}).outputs[0]
    lot = g.node("TexWhiteNoise", {0: spot}, noise_dimensions="2D").outputs["Value"]
    cell = g.mix(lot, (0.028, 0.040, 0.115), (0.060, 0.075, 0.165))
    colour = g.mix(lines, cell, (0.46, 0.27, 0.10))
    colour = g.mix(folds, colour, (0.60, 0.38, 0.16))
    g.output(g.surface(colour, 0.24, Coat_Weight=0.4, Coat_Roughness=0.12))
    return made
