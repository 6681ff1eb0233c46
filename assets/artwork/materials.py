"""Materials, drawn by procedures alone: cloth, gold visor, metal, paint, rubber, glass, foil.

Scales are in object coordinates, so: per metre.
"""

from __future__ import annotations

from typing import Any

from shading import Colour, material

Material = Any


def cloth(
    colour: Colour = (0.80, 0.795, 0.775),
    name: str = "suit cloth",
    folds: float = 1.0,
    weave: float = 1.0,
    dirt: float = 0.35,
) -> Material:
    """Suit cloth: soft folds, small creases, ripstop weave, a little dirt in patches."""
    made, g = material(name)
    where = g.place()
    large = g.noise(where, 11, 2, 0.45, 0.5)
    crease = g.noise(where, 26, 2, 0.42, 0.8)
    ridged = g.math("POWER", g.math("ABSOLUTE", g.math("SUBTRACT", crease, 0.5)), 0.7)
    # Ripstop: a thicker thread every five millimetres, in all three directions of space.
    parts = g.node("SeparateXYZ", {0: g.place("Object", (560, 560, 560))})
    threads = [
        g.math("POWER", g.math("ABSOLUTE", g.math("SINE", parts.outputs[k])), 14.0)
        for k in range(3)
    ]
    woven = g.math("MAXIMUM", g.math("MAXIMUM", threads[0], threads[1]), threads[2])
    fine = g.math("ADD", g.math("MULTIPLY", woven, 0.35), g.noise(where, 1400, 2, 0.6))
    normal = g.bump(large, 1.0, 0.010 * folds)
    normal = g.bump(ridged, 1.0, 0.0032 * folds, normal)
    normal = g.bump(fine, 1.0, 0.0004 * weave, normal)
    patches = g.ramp(g.noise(where, 5, 4, 0.65), [(0.42, 0.0), (0.78, 1.0)])
    worn = tuple(c * f for c, f in zip(colour, (0.74, 0.71, 0.66), strict=True))
    tone = g.mix(g.math("MULTIPLY", patches, dirt), colour, worn)
    speck = g.ramp(g.noise(where, 150, 3, 0.6), [(0.30, 0.82), (0.5, 1.0)])
    tone = g.mix(1.0, tone, speck, "MULTIPLY")
    more = {"Sheen_Weight": 0.12, "Sheen_Roughness": 0.5, "Specular_IOR_Level": 0.25}
    g.output(g.simplified(g.surface(tone, 0.86, Normal=normal, **more), colour))
    return made


def webbing(colour: Colour = (0.66, 0.645, 0.60)) -> Material:
    """Woven straps: ribs across, a row of stitches along either edge (in the UV map's square)."""
    made, g = material("webbing")
    split = g.node("SeparateXYZ", {0: g.place("UV")})
    u, v = split.outputs[0], split.outputs[1]
    off = g.math("ABSOLUTE", g.math("SUBTRACT", u, 0.5))
    row = g.math("LESS_THAN", g.math("ABSOLUTE", g.math("SUBTRACT", off, 0.37)), 0.035)
    dash = g.math("LESS_THAN", g.math("FRACT", g.math("MULTIPLY", v, 74.0)), 0.62)
    stitch = g.math("MULTIPLY", row, dash)
    ribs = g.math("SINE", g.math("MULTIPLY", v, 1500.0))
    height = g.math("ADD", g.math("MULTIPLY", ribs, 0.12), g.math("MULTIPLY", stitch, 1.0))
    tone = g.mix(g.math("MULTIPLY", row, 0.35), colour, tuple(c * 0.55 for c in colour))
    tone = g.mix(stitch, tone, tuple(min(c * 1.22, 0.9) for c in colour))
    dirt = g.ramp(g.noise(g.place(), 30, 4, 0.65), [(0.4, 1.0), (0.8, 0.72)])
    tone = g.mix(1.0, tone, dirt, "MULTIPLY")
    normal = g.bump(height, 1.0, 0.0009)
    g.output(g.simplified(g.surface(tone, 0.9, Normal=normal, Specular_IOR_Level=0.2), colour))
    return made


def plain(
    colour: Colour, rough: float = 0.5, metallic: float = 0.0, name: str = "plain"
) -> Material:
    """Return an even material with the faint unevenness that every real surface has."""
    made, g = material(name)
    vary = g.noise(g.place(), 40, 4, 0.6)
    tone = g.mix(1.0, colour, g.ramp(vary, [(0.25, 0.86), (0.75, 1.0)]), "MULTIPLY")
    gloss = g.ramp(vary, [(0.2, max(rough - 0.07, 0.02)), (0.8, min(rough + 0.09, 1))])
    g.output(g.surface(tone, gloss, metallic))
    return made


def metal(
    colour: Colour = (0.56, 0.57, 0.58),
    rough: float = 0.34,
    scratches: float = 1.0,
    name: str = "metal",
) -> Material:
    """Bare metal: brushed a little, with hairlines in several directions and dull patches."""
    made, g = material(name)
    where = g.place()
    brushed = g.noise(g.place("Object", (6.0, 6.0, 90.0)), 30, 4, 0.6)
    patch = g.noise(where, 14, 4, 0.6)
    hairs = []
    for turn in ((0.3, 0.8, 0.2), (1.1, 0.1, 0.9)):
        inputs = {"Vector": where, "Rotation": turn, "Scale": (5.0, 260.0, 260.0)}
        along = g.node("Mapping", inputs).outputs[0]
        hairs.append(g.ramp(g.noise(along, 1, 1, 0.5), [(0.70, 0.0), (0.76, 1.0)]))
    hair = g.math("MAXIMUM", *hairs)
    dull = g.math("MULTIPLY", g.ramp(patch, [(0.35, 0.0), (0.7, 1.0)]), 0.16)
    base = g.math("ADD", dull, g.math("MULTIPLY", brushed, 0.12))
    base = g.math("ADD", base, g.math("MULTIPLY", hair, 0.12 * scratches))
    tone = g.mix(g.math("MULTIPLY", hair, 0.3 * scratches), colour, (0.8, 0.8, 0.8))
    seen = g.surface(tone, g.math("ADD", base, rough - 0.1, True), 1.0)
    g.output(g.simplified(seen, colour, 1.0))
    return made


def painted(
    colour: Colour = (0.72, 0.72, 0.70),
    rough: float = 0.42,
    wear: float = 0.5,
    name: str = "painted metal",
) -> Material:
    """Painted metal: stains, specks, and bare edges where hands and boots went."""
    made, g = material(name)
    where = g.place()
    stain = g.ramp(g.noise(where, 7, 5, 0.66), [(0.4, 1.0), (0.85, 0.72)])
    speck = g.ramp(g.noise(where, 160, 3, 0.7), [(0.28, 0.75), (0.40, 1.0)])
    tone = g.mix(1.0, g.mix(1.0, colour, stain, "MULTIPLY"), speck, "MULTIPLY")
    bare = g.math(
        "MULTIPLY",
        g.edges(),
        g.math(
            "MULTIPLY", g.ramp(g.noise(where, 60, 4, 0.7), [(0.4, 0.0), (0.6, 1.0)]), wear, True
        ),
        True,
    )
    seen = g.surface(
        g.mix(bare, tone, (0.55, 0.54, 0.52)),
        g.math("ADD", rough - 0.06, g.math("MULTIPLY", g.noise(where, 25, 4, 0.6), 0.14)),
        g.math("MULTIPLY", bare, 0.8),
        Normal=g.bump(g.noise(where, 400, 3, 0.6), 0.7, 0.00015),
    )
    g.output(g.simplified(seen, colour))
    return made


def rubber(colour: Colour = (0.025, 0.026, 0.028), rough: float = 0.62) -> Material:
    """Dark rubber or plastic, a little dusty."""
    made, g = material("rubber")
    dust = g.ramp(g.noise(g.place(), 60, 6, 0.7), [(0.45, 0.0), (0.85, 0.5)])
    grey = tuple(c + 0.06 for c in colour)
    normal = g.bump(g.noise(g.place(), 700, 3, 0.6), 1.0, 0.0002)
    g.output(g.surface(g.mix(dust, colour, grey), rough, Normal=normal))
    return made


def gold_visor(
    colour: Colour = (1.0, 0.66, 0.27), rough: float = 0.018, scratches: float = 1.0
) -> Material:
    """Return the gold mirror of a sun visor: smudges, hairlines, a clear coat."""
    made, g = material("gold visor")
    where = g.place()
    smudge = g.ramp(g.noise(where, 7, 6, 0.6, 0.8), [(0.45, 0.0), (0.85, 1.0)])
    line = g.ramp(
        g.cells(g.shaken(where, 7, 0.30), 24, "DISTANCE_TO_EDGE"), [(0.0, 1.0), (0.006, 0.0)]
    )
    spots = g.ramp(g.noise(where, 260, 2, 0.5), [(0.70, 0.0), (0.76, 1.0)])
    marks = g.math("MAXIMUM", g.math("MULTIPLY", line, 0.25), g.math("MULTIPLY", spots, 0.5))
    dull = g.math("MULTIPLY", g.math("MAXIMUM", g.math("MULTIPLY", smudge, 0.25), marks), scratches)
    tone = g.mix(g.math("MULTIPLY", marks, 0.4 * scratches), colour, (0.75, 0.6, 0.45))
    gloss = g.math("ADD", rough, g.math("MULTIPLY", dull, 0.14))
    # A trace of dust scatters sunlight: gold even where it mirrors the black sky.
    g.output(g.surface(tone, gloss, 0.985, Coat_Weight=0.25, Coat_Roughness=0.02))
    return made


def glass(tint: Colour = (0.96, 0.98, 1.0), reflect: float = 0.08, rough: float = 0.01) -> Material:
    """Clear sheet: it lets light and shadow rays through and mirrors a little, without noise."""
    made, g = material("glass")
    clear = g.node("BsdfTransparent", {"Color": tint}).outputs[0]
    mirror = g.node("BsdfGlossy", {"Roughness": rough}).outputs[0]
    rim = g.node("LayerWeight", {"Blend": 0.25}).outputs["Fresnel"]
    share = g.math("ADD", g.math("MULTIPLY", rim, 0.7), reflect, True)
    # Shadow rays pass, so that the Sun lights what is behind the pane.
    shadow = g.node("LightPath").outputs["Is Shadow Ray"]
    share = g.math("MULTIPLY", share, g.math("SUBTRACT", 1.0, shadow))
    both = g.node("MixShader", {0: share, 1: clear, 2: mirror}).outputs[0]
    g.output(both)
    return made


def dark_pane(reflect: float = 0.10, tint: Colour = (0.34, 0.36, 0.38)) -> Material:
    """Return a pane with something dark behind it: it mirrors more than it shows."""
    return glass(tint, reflect, 0.012)


def glow(colour: Colour, strength: float) -> Material:
    """Something that shines by itself."""
    made, g = material("glow")
    g.output(g.surface((0, 0, 0), Emission_Color=colour, Emission_Strength=strength))
    return made


def foil(
    colour: Colour = (0.95, 0.62, 0.22), crinkle: float = 1.0, rough: float = 0.16
) -> Material:
    """Multi-layer insulation: crumpled metal foil."""
    made, g = material("foil")
    where = g.place()
    facets = g.cells(g.shaken(where, 3, 0.25), 26, "F1")
    small = g.cells(g.shaken(where, 9, 0.2), 70, "F1")
    normal = g.bump(facets, 1.0, 0.012 * crinkle)
    normal = g.bump(small, 1.0, 0.004 * crinkle, normal)
    g.output(g.surface(colour, rough, 1.0, Normal=normal))
    return made
