"""Paint and metal as they look on Mars: under dust, thick on top, a film at the sides."""

from __future__ import annotations

from typing import Any

from shading import Graph, material

DUST = (0.30, 0.165, 0.088)

Colour = tuple[float, float, float]


def dusty(
    name: str,
    colour: Colour,
    rough: float = 0.5,
    metal: float = 0.0,
    dust: float = 0.6,
    wear: float = 0.4,
) -> Any:
    """Return paint or metal under dust, with smears."""
    made, g = material(name)
    at = g.geometry("Position")
    smear = g.noise(at, 9, 4, 0.62)
    shade = g.mix(
        g.math("MULTIPLY", g.range(smear, 0.4, 0.7), wear), colour, tuple(c * 0.62 for c in colour)
    )
    # No two parts come from the same pot: each is a little lighter or darker.
    lot = g.node("ObjectInfo").outputs["Random"]
    shade = g.mix(g.math("MULTIPLY", lot, 0.30), shade, tuple(c * 0.55 for c in colour))
    chips = g.range(g.noise(at, 75, 3, 0.62), 0.685, 0.71)
    shade = g.mix(g.math("MULTIPLY", chips, wear), shade, tuple(c * 0.35 + 0.03 for c in colour))
    streaks = g.noise(g.vector("MULTIPLY", at, (34, 34, 1.6)), 1, 4, 0.6)
    lying, film = _settled(g, at)
    film = g.math("MULTIPLY", film, g.range(streaks, 0.35, 0.68, 0.75, 1.7))
    part = g.math("MULTIPLY", g.math("MAXIMUM", lying, film), dust)
    shade = g.mix(part, shade, DUST)
    roughness = g.math("ADD", g.math("MULTIPLY", part, 0.85 - rough), rough)
    bare = g.math("MULTIPLY", g.math("SUBTRACT", 1.0, part), metal)
    fine = g.noise(at, 160, 2, 0.6)
    height = g.math("ADD", g.math("MULTIPLY", smear, 0.7), g.math("MULTIPLY", fine, 0.3))
    normal = g.bump(height, 0.16, 0.01)
    seen = g.surface(shade, roughness, bare, Normal=normal, Specular_IOR_Level=0.35)
    g.output(seen, unseen=tuple(0.6 * c + 0.4 * d for c, d in zip(colour, DUST, strict=True)))
    return made


def _settled(g: Graph, at: Any) -> tuple[Any, Any]:
    """Return how much dust lies on top, and how much clings as a film."""
    up = g.node("SeparateXYZ", {0: g.geometry("Normal")}).outputs[2]
    cloud = g.noise(at, 4.2, 5, 0.66)
    lying = g.math("MULTIPLY", g.range(up, 0.25, 0.95), g.range(cloud, 0.28, 0.62, 0.45, 1.0))
    film = g.range(g.noise(at, 2.7, 6, 0.7), 0.38, 0.75, 0.12, 0.5)
    return lying, film


class Paints:
    """The stuff that the rover is made of."""

    def __init__(self) -> None:
        self.white = dusty("white paint", (0.62, 0.595, 0.56), 0.5, dust=0.72)
        self.grey = dusty("grey paint", (0.30, 0.295, 0.285), 0.5, dust=0.55)
        self.dark = dusty("black paint", (0.022, 0.022, 0.024), 0.45, dust=0.42)
        self.metal = dusty("aluminium", (0.60, 0.60, 0.61), 0.36, 1.0, dust=0.52)
        self.tread = dusty("wheel", (0.46, 0.455, 0.45), 0.44, 1.0, dust=0.72, wear=0.8)
        self.titan = dusty("titanium", (0.36, 0.335, 0.31), 0.36, 1.0, dust=0.4)
        self.gold = dusty("gilt", (0.52, 0.37, 0.19), 0.38, 1.0, dust=0.6)
        self.cord = dusty("harness", (0.50, 0.44, 0.36), 0.7, dust=0.5)
        self.brown = dusty("braid", (0.115, 0.078, 0.05), 0.65, dust=0.4)
        self.glass = dusty("lens", (0.004, 0.005, 0.008), 0.04, dust=0.05, wear=0)
