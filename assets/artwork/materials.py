"""Materials, drawn by procedures alone: cloth, gold visor, metal, paint, rubber, glass, foil.

``Graph`` writes a node tree as expressions: each method adds a node and returns its output,
which can be given to the next. Scales are in object coordinates, so: per metre.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import bpy

Colour = Sequence[float]
Value = Any  # a number, a colour or the output of a node
Material = Any


class Graph:
    """A material in the making; ``shader`` is its Principled BSDF."""

    def __init__(self, name: str) -> None:
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.shader = self.tree.nodes["Principled BSDF"]
        self.output = self.tree.nodes["Material Output"]

    def node(self, kind: str, inputs: dict[Any, Value] | None = None, **settings: Any) -> Any:
        """Add a node "ShaderNode<kind>"; inputs by name or number."""
        made = self.tree.nodes.new(f"ShaderNode{kind}")
        for key, value in settings.items():
            setattr(made, key, value)
        for key, value in (inputs or {}).items():
            self.feed(made.inputs[key], value)
        return made

    def feed(self, socket: Any, value: Value) -> None:
        """Link an output to a socket, or set its value."""
        if hasattr(value, "is_output"):
            self.tree.links.new(value, socket)
        elif isinstance(value, Sequence) and len(value) == 3 and socket.type == "RGBA":
            socket.default_value = (*value, 1)
        else:
            socket.default_value = value

    def set(self, **inputs: Value) -> Graph:
        """Set inputs of the shader: ``set(Base_Color=…, Roughness=…)``."""
        for key, value in inputs.items():
            self.feed(self.shader.inputs[key.replace("_", " ")], value)
        return self

    def coordinates(self, kind: str = "Object", scale: Value = (1, 1, 1)) -> Any:
        """Return texture coordinates: Object, UV, Generated, Normal, Reflection, Camera."""
        found = self.node("TexCoord").outputs[kind]
        if scale == (1, 1, 1):
            return found
        if isinstance(scale, int | float):
            scale = (scale,) * 3
        return self.node("Mapping", {"Vector": found, "Scale": scale}).outputs[0]

    def noise(
        self,
        scale: float,
        detail: float = 4,
        rough: float = 0.55,
        vector: Value = None,
        warp: float = 0.0,
    ) -> Any:
        """Fractal noise around 0.5."""
        where = self.coordinates() if vector is None else vector
        inputs = {"Vector": where, "Scale": scale, "Detail": detail, "Roughness": rough}
        return self.node("TexNoise", inputs | {"Distortion": warp}).outputs[0]

    def cells(self, scale: float, vector: Value = None, feature: str = "F1") -> Any:
        """Return the distance in a Voronoi pattern (F1, F2, SMOOTH_F1, DISTANCE_TO_EDGE)."""
        where = self.coordinates() if vector is None else vector
        made = self.node("TexVoronoi", {"Vector": where, "Scale": scale}, feature=feature)
        return made.outputs["Distance"]

    def noise_vector(self, scale: float, vector: Value = None, amount: float = 0.15) -> Any:
        """Coordinates shaken by noise, to make straight patterns crooked."""
        where = self.coordinates() if vector is None else vector
        shaken = self.node("TexNoise", {"Vector": where, "Scale": scale, "Detail": 2.0}).outputs[1]
        centred = self.node("VectorMath", {0: shaken, 1: (0.5, 0.5, 0.5)}, operation="SUBTRACT")
        small = self.node("VectorMath", {0: centred.outputs[0]}, operation="SCALE")
        small.inputs["Scale"].default_value = amount
        return self.node("VectorMath", {0: where, 1: small.outputs[0]}, operation="ADD").outputs[0]

    def ramp(self, value: Value, *stops: tuple[float, Colour | float]) -> Any:
        """Map a value to colours (or greys) at stops."""
        made = self.node("ValToRGB", {"Fac": value})
        band = made.color_ramp
        while len(band.elements) < len(stops):
            band.elements.new(0.5)
        for element, (position, colour) in zip(band.elements, stops, strict=True):
            element.position = position
            grey = isinstance(colour, int | float)
            element.color = (colour, colour, colour, 1) if grey else (*colour, 1)  # type: ignore[misc]
        return made.outputs[0]

    def math(self, operation: str, a: Value, b: Value = 0.0, clamp: bool = False) -> Any:
        """Compute one operation of Blender's Math node."""
        return self.node("Math", {0: a, 1: b}, operation=operation, use_clamp=clamp).outputs[0]

    def mix(self, share: Value, a: Value, b: Value, blend: str = "MIX") -> Any:
        """Mix two colours."""
        made = self.node("Mix", data_type="RGBA", blend_type=blend, clamp_factor=True)
        colours = [s for s in made.inputs if s.type == "RGBA"]
        self.feed(made.inputs[0], share)
        self.feed(colours[0], a)
        self.feed(colours[1], b)
        return next(s for s in made.outputs if s.type == "RGBA")

    def bump(self, height: Value, depth: float, strength: float = 1.0, below: Value = None) -> Any:
        """Turn a height from 0 to 1 into a normal; ``depth`` in metres; ``below``: a normal."""
        inputs = {"Height": height, "Distance": depth, "Strength": strength}
        if below is not None:
            inputs["Normal"] = below
        return self.node("Bump", inputs).outputs[0]

    def edges(self, reach: float = 0.004) -> Any:
        """Return 1 on worn edges and 0 elsewhere (costs a few rays a pixel)."""
        bevel = self.node("Bevel", {"Radius": reach}, samples=4).outputs[0]
        normal = self.node("NewGeometry").outputs["Normal"]
        dot = self.node("VectorMath", {0: bevel, 1: normal}, operation="DOT_PRODUCT")
        return self.math("MULTIPLY", self.math("SUBTRACT", 1.0, dot.outputs["Value"]), 6, True)

    def done(self, simply: Colour | None = None, metallic: float = 0.0) -> Material:
        """Return the material; ``simply`` is what light that was scattered before meets.

        Most of the time of a render goes into noise that such light cannot show: then a plain
        surface of one colour stands in.
        """
        if simply is not None:
            inputs = {"Base Color": simply, "Roughness": 0.6, "Metallic": metallic}
            cheap = self.node("BsdfPrincipled", inputs).outputs[0]
            scattered = self.node("LightPath").outputs["Is Diffuse Ray"]
            full = self.shader.outputs[0]
            both = self.node("MixShader", {0: scattered, 1: full, 2: cheap}).outputs[0]
            self.tree.links.new(both, self.output.inputs["Surface"])
        return self.material


def cloth(
    colour: Colour = (0.80, 0.795, 0.775),
    name: str = "suit cloth",
    folds: float = 1.0,
    weave: float = 1.0,
    dirt: float = 0.35,
) -> Material:
    """Suit cloth: soft folds, small creases, ripstop weave, a little dirt in patches."""
    g = Graph(name)
    where = g.coordinates()
    large = g.noise(11, 2, 0.45, where, 0.5)
    crease = g.noise(26, 2, 0.42, where, 0.8)
    ridged = g.math("POWER", g.math("ABSOLUTE", g.math("SUBTRACT", crease, 0.5)), 0.7)
    # Ripstop: a thicker thread every five millimetres, in all three directions of space.
    parts = g.node("SeparateXYZ", {0: g.coordinates("Object", 560.0)})
    threads = [
        g.math("POWER", g.math("ABSOLUTE", g.math("SINE", parts.outputs[k])), 14.0)
        for k in range(3)
    ]
    woven = g.math("MAXIMUM", g.math("MAXIMUM", threads[0], threads[1]), threads[2])
    fine = g.math("ADD", g.math("MULTIPLY", woven, 0.35), g.noise(1400, 2, 0.6, where))
    normal = g.bump(large, 0.010 * folds)
    normal = g.bump(ridged, 0.0032 * folds, 1.0, normal)
    normal = g.bump(fine, 0.0004 * weave, 1.0, normal)
    patches = g.ramp(g.noise(5, 4, 0.65, where), (0.42, 0.0), (0.78, 1.0))
    worn = tuple(c * f for c, f in zip(colour, (0.74, 0.71, 0.66), strict=True))
    tone = g.mix(g.math("MULTIPLY", patches, dirt), colour, worn)
    speck = g.ramp(g.noise(150, 3, 0.6, where), (0.30, 0.82), (0.5, 1.0))
    tone = g.mix(1.0, tone, speck, "MULTIPLY")
    g.set(Base_Color=tone, Roughness=0.86, Normal=normal, Sheen_Weight=0.12, Sheen_Roughness=0.5)
    g.set(Specular_IOR_Level=0.25)
    return g.done(colour)


def webbing(colour: Colour = (0.66, 0.645, 0.60)) -> Material:
    """Woven straps: ribs across, a row of stitches along either edge (in the UV map's square)."""
    g = Graph("webbing")
    split = g.node("SeparateXYZ", {0: g.coordinates("UV")})
    u, v = split.outputs[0], split.outputs[1]
    off = g.math("ABSOLUTE", g.math("SUBTRACT", u, 0.5))
    row = g.math("LESS_THAN", g.math("ABSOLUTE", g.math("SUBTRACT", off, 0.37)), 0.035)
    dash = g.math("LESS_THAN", g.math("FRACT", g.math("MULTIPLY", v, 74.0)), 0.62)
    stitch = g.math("MULTIPLY", row, dash)
    ribs = g.math("SINE", g.math("MULTIPLY", v, 1500.0))
    height = g.math("ADD", g.math("MULTIPLY", ribs, 0.12), g.math("MULTIPLY", stitch, 1.0))
    tone = g.mix(g.math("MULTIPLY", row, 0.35), colour, tuple(c * 0.55 for c in colour))
    tone = g.mix(stitch, tone, tuple(min(c * 1.22, 0.9) for c in colour))
    dirt = g.ramp(g.noise(30, 4, 0.65), (0.4, 1.0), (0.8, 0.72))
    g.set(Base_Color=g.mix(1.0, tone, dirt, "MULTIPLY"), Roughness=0.9)
    g.set(Normal=g.bump(height, 0.0009), Specular_IOR_Level=0.2)
    return g.done(colour)


def plain(
    colour: Colour, rough: float = 0.5, metallic: float = 0.0, name: str = "plain"
) -> Material:
    """Return an even material with the faint unevenness that every real surface has."""
    g = Graph(name)
    vary = g.noise(40, 4, 0.6)
    g.set(
        Base_Color=g.mix(1.0, colour, g.ramp(vary, (0.25, 0.86), (0.75, 1.0)), "MULTIPLY"),
        Roughness=g.ramp(vary, (0.2, max(rough - 0.07, 0.02)), (0.8, min(rough + 0.09, 1))),
        Metallic=metallic,
    )
    return g.done()


def metal(
    colour: Colour = (0.56, 0.57, 0.58),
    rough: float = 0.34,
    scratches: float = 1.0,
    name: str = "metal",
) -> Material:
    """Bare metal: brushed a little, with hairlines in several directions and dull patches."""
    g = Graph(name)
    where = g.coordinates()
    brushed = g.noise(30, 4, 0.6, g.coordinates("Object", (6.0, 6.0, 90.0)))
    patch = g.noise(14, 4, 0.6, where)
    hairs = []
    for turn in ((0.3, 0.8, 0.2), (1.1, 0.1, 0.9)):
        inputs = {"Vector": where, "Rotation": turn, "Scale": (5.0, 260.0, 260.0)}
        along = g.node("Mapping", inputs).outputs[0]
        hairs.append(g.ramp(g.noise(1, 1, 0.5, along), (0.70, 0.0), (0.76, 1.0)))
    hair = g.math("MAXIMUM", *hairs)
    dull = g.math("MULTIPLY", g.ramp(patch, (0.35, 0.0), (0.7, 1.0)), 0.16)
    base = g.math("ADD", dull, g.math("MULTIPLY", brushed, 0.12))
    base = g.math("ADD", base, g.math("MULTIPLY", hair, 0.12 * scratches))
    g.set(
        Base_Color=g.mix(g.math("MULTIPLY", hair, 0.3 * scratches), colour, (0.8, 0.8, 0.8)),
        Metallic=1.0,
        Roughness=g.math("ADD", base, rough - 0.1, True),
    )
    return g.done(colour, 1.0)


def painted(
    colour: Colour = (0.72, 0.72, 0.70),
    rough: float = 0.42,
    wear: float = 0.5,
    name: str = "painted metal",
) -> Material:
    """Painted metal: stains, specks, and bare edges where hands and boots went."""
    g = Graph(name)
    where = g.coordinates()
    stain = g.ramp(g.noise(7, 5, 0.66, where), (0.4, 1.0), (0.85, 0.72))
    speck = g.ramp(g.noise(160, 3, 0.7, where), (0.28, 0.75), (0.40, 1.0))
    tone = g.mix(1.0, g.mix(1.0, colour, stain, "MULTIPLY"), speck, "MULTIPLY")
    bare = g.math(
        "MULTIPLY",
        g.edges(),
        g.math("MULTIPLY", g.ramp(g.noise(60, 4, 0.7, where), (0.4, 0.0), (0.6, 1.0)), wear, True),
        True,
    )
    g.set(
        Base_Color=g.mix(bare, tone, (0.55, 0.54, 0.52)),
        Metallic=g.math("MULTIPLY", bare, 0.8),
        Roughness=g.math("ADD", rough - 0.06, g.math("MULTIPLY", g.noise(25, 4, 0.6, where), 0.14)),
        Normal=g.bump(g.noise(400, 3, 0.6, where), 0.00015, 0.7),
    )
    return g.done(colour)


def rubber(colour: Colour = (0.025, 0.026, 0.028), rough: float = 0.62) -> Material:
    """Dark rubber or plastic, a little dusty."""
    g = Graph("rubber")
    dust = g.ramp(g.noise(60, 6, 0.7), (0.45, 0.0), (0.85, 0.5))
    grey = tuple(c + 0.06 for c in colour)
    g.set(Base_Color=g.mix(dust, colour, grey), Roughness=rough)
    g.set(Normal=g.bump(g.noise(700, 3, 0.6), 0.0002))
    return g.done()


def gold_visor(
    colour: Colour = (1.0, 0.66, 0.27), rough: float = 0.018, scratches: float = 1.0
) -> Material:
    """Return the gold mirror of a sun visor: smudges, hairlines, a clear coat."""
    g = Graph("gold visor")
    where = g.coordinates()
    smudge = g.ramp(g.noise(7, 6, 0.6, where, 0.8), (0.45, 0.0), (0.85, 1.0))
    line = g.ramp(
        g.cells(24, g.noise_vector(7, where, 0.30), "DISTANCE_TO_EDGE"), (0.0, 1.0), (0.006, 0.0)
    )
    spots = g.ramp(g.noise(260, 2, 0.5, where), (0.70, 0.0), (0.76, 1.0))
    marks = g.math("MAXIMUM", g.math("MULTIPLY", line, 0.25), g.math("MULTIPLY", spots, 0.5))
    dull = g.math("MULTIPLY", g.math("MAXIMUM", g.math("MULTIPLY", smudge, 0.25), marks), scratches)
    g.set(
        Base_Color=g.mix(g.math("MULTIPLY", marks, 0.4 * scratches), colour, (0.75, 0.6, 0.45)),
        # A trace of dust scatters sunlight: gold even where it mirrors the black sky.
        Metallic=0.985,
        Roughness=g.math("ADD", rough, g.math("MULTIPLY", dull, 0.14)),
        Coat_Weight=0.25,
        Coat_Roughness=0.02,
    )
    return g.done()


def glass(tint: Colour = (0.96, 0.98, 1.0), reflect: float = 0.08, rough: float = 0.01) -> Material:
    """Clear sheet: it lets light and shadow rays through and mirrors a little, without noise."""
    g = Graph("glass")
    clear = g.node("BsdfTransparent", {"Color": tint}).outputs[0]
    mirror = g.node("BsdfGlossy", {"Roughness": rough}).outputs[0]
    rim = g.node("LayerWeight", {"Blend": 0.25}).outputs["Fresnel"]
    share = g.math("ADD", g.math("MULTIPLY", rim, 0.7), reflect, True)
    # Shadow rays pass, so that the Sun lights what is behind the pane.
    shadow = g.node("LightPath").outputs["Is Shadow Ray"]
    share = g.math("MULTIPLY", share, g.math("SUBTRACT", 1.0, shadow))
    both = g.node("MixShader", {0: share, 1: clear, 2: mirror}).outputs[0]
    g.tree.links.new(both, g.output.inputs["Surface"])
    return g.done()


def dark_pane(reflect: float = 0.10, tint: Colour = (0.34, 0.36, 0.38)) -> Material:
    """Return a pane with something dark behind it: it mirrors more than it shows."""
    return glass(tint, reflect, 0.012)


def glow(colour: Colour, strength: float) -> Material:
    """Something that shines by itself."""
    g = Graph("glow")
    g.set(Base_Color=(0, 0, 0), Emission_Color=colour, Emission_Strength=strength)
    return g.done()


def foil(
    colour: Colour = (0.95, 0.62, 0.22), crinkle: float = 1.0, rough: float = 0.16
) -> Material:
    """Multi-layer insulation: crumpled metal foil."""
    g = Graph("foil")
    where = g.coordinates()
    facets = g.cells(26, g.noise_vector(3, where, 0.25), "F1")
    small = g.cells(70, g.noise_vector(9, where, 0.2), "F1")
    normal = g.bump(facets, 0.012 * crinkle)
    normal = g.bump(small, 0.004 * crinkle, 1.0, normal)
    g.set(Base_Color=colour, Metallic=1.0, Roughness=rough, Normal=normal)
    return g.done()


def solar_cells(
    columns: float = 12,
    rows: float = 6,
    colour: Colour = (0.012, 0.018, 0.06),
    lines: Colour = (0.35, 0.33, 0.28),
) -> Material:
    """Solar cells in the UV square: cells with gaps, two bus bars each, varied in tone."""
    g = Graph("solar cells")
    uv = g.node("Mapping", {"Vector": g.coordinates("UV"), "Scale": (columns, rows, 1)}).outputs[0]
    split = g.node("SeparateXYZ", {0: uv})
    u, v = (g.math("FRACT", split.outputs[k]) for k in (0, 1))
    gap = g.math("MAXIMUM", *(g.math("ABSOLUTE", g.math("SUBTRACT", k, 0.5)) for k in (u, v)))
    gap = g.math("GREATER_THAN", gap, 0.478)
    bars = g.math("ABSOLUTE", g.math("SUBTRACT", g.math("PINGPONG", u, 0.5), 0.27))
    bars = g.math("LESS_THAN", bars, 0.008)
    cell = g.node("VectorMath", {0: uv}, operation="FLOOR").outputs[0]
    tone = g.node("TexWhiteNoise", {"Vector": cell}, noise_dimensions="2D").outputs["Value"]
    base = g.mix(g.ramp(tone, (0, 0.0), (1, 0.35)), colour, (0.04, 0.05, 0.11))
    base = g.mix(g.math("MAXIMUM", gap, g.math("MULTIPLY", bars, 0.6)), base, lines)
    g.set(Base_Color=base, Roughness=g.ramp(tone, (0, 0.16), (1, 0.24)), Coat_Weight=0.6)
    g.set(Coat_Roughness=0.05, Normal=g.bump(gap, -0.0008))
    return g.done()
