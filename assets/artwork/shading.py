"""A short way to write a material: a graph of shader nodes as nested calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import bpy

Colour = tuple[float, ...]
Stop = tuple[float, Colour | float]


class Graph:
    """The nodes of one material, world or group; every method returns a socket to go on with."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree

    def node(self, kind: str, inputs: Mapping[Any, Any] | None = None, **settings: Any) -> Any:
        """Add a node: ``kind`` without its prefix; inputs are sockets or values."""
        made = self.tree.nodes.new("ShaderNode" + kind)
        for name, value in settings.items():
            setattr(made, name, value)
        for key, value in (inputs or {}).items():
            self.put(value, made.inputs[key])
        return made

    def put(self, value: Any, socket: Any) -> None:
        """Lead a socket or a value into an input."""
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        elif socket.type == "RGBA" and isinstance(value, int | float):
            socket.default_value = (value, value, value, 1)
        elif socket.type == "RGBA" and len(value) == 3:
            socket.default_value = (*value, 1)
        else:
            socket.default_value = value

    def math(self, operation: str, a: Any, b: Any = 0.0, clamp: bool = False) -> Any:
        """Reckon with two numbers."""
        return self.node("Math", {0: a, 1: b}, operation=operation, use_clamp=clamp).outputs[0]

    def vector(self, operation: str, a: Any, b: Any = (0, 0, 0)) -> Any:
        """Reckon with two vectors."""
        return self.node("VectorMath", {0: a, 1: b}, operation=operation).outputs[0]

    def dot(self, a: Any, b: Any) -> Any:
        """Return the scalar product of two vectors."""
        return self.node("VectorMath", {0: a, 1: b}, operation="DOT_PRODUCT").outputs["Value"]

    def mix(self, part: Any, a: Any, b: Any, kind: str = "MIX") -> Any:
        """Mix two colours."""
        made = self.node("Mix", data_type="RGBA", blend_type=kind)
        for value, socket in ((part, 0), (a, 6), (b, 7)):
            self.put(value, made.inputs[socket])
        return made.outputs[2]

    def range(
        self, value: Any, low: float, high: float, to_low: float = 0, to_high: float = 1
    ) -> Any:
        """Carry a number from one range to another, smoothly and without leaving it."""
        inputs = {0: value, 1: low, 2: high, 3: to_low, 4: to_high}
        return self.node("MapRange", inputs, interpolation_type="SMOOTHSTEP").outputs[0]

    def ramp(self, part: Any, stops: Sequence[Stop]) -> Any:
        """Colour a number by stops from low to high."""
        made = self.node("ValToRGB", {0: part})
        elements = made.color_ramp.elements
        for _ in range(len(stops) - 2):
            elements.new(0.5)
        for element, (place, colour) in zip(elements, stops, strict=True):
            element.position = place
            grey = isinstance(colour, int | float)
            element.color = (colour, colour, colour, 1) if grey else (*colour, 1)  # type: ignore[misc]
        return made.outputs[0]

    def place(self, kind: str = "Object", scale: Any = None) -> Any:
        """Return texture coordinates: Object, Generated, UV and so on; scaled, if wanted."""
        found = self.node("TexCoord").outputs[kind]
        if scale is None:
            return found
        return self.node("Mapping", {"Vector": found, "Scale": scale}).outputs[0]

    def geometry(self, kind: str) -> Any:
        """Return what the point is like: Position, Normal, Pointiness and so on."""
        return self.node("NewGeometry").outputs[kind]

    def attribute(self, name: str, output: str = "Fac") -> Any:
        """Return what the mesh carries under a name."""
        return self.node("Attribute", attribute_name=name).outputs[output]

    def noise(
        self,
        at: Any,
        scale: float,
        detail: float = 4,
        roughness: float = 0.55,
        twist: float = 0,
        **settings: Any,
    ) -> Any:
        """Return cloudy noise in 0…1."""
        inputs = {
            "Vector": at,
            "Scale": scale,
            "Detail": detail,
            "Roughness": roughness,
            "Distortion": twist,
        }
        return self.node("TexNoise", inputs, **settings).outputs["Fac"]

    def shaken(self, at: Any, scale: float, amount: float = 0.15) -> Any:
        """Return coordinates shaken by noise, to make straight patterns crooked."""
        noise = self.node("TexNoise", {"Vector": at, "Scale": scale, "Detail": 2.0}).outputs[1]
        centred = self.vector("SUBTRACT", noise, (0.5, 0.5, 0.5))
        small = self.node("VectorMath", {0: centred, "Scale": amount}, operation="SCALE")
        return self.vector("ADD", at, small.outputs[0])

    def edges(self, reach: float = 0.004) -> Any:
        """Return 1 on worn edges and 0 elsewhere (costs a few rays a pixel)."""
        bevel = self.node("Bevel", {"Radius": reach}, samples=4).outputs[0]
        bent = self.math("SUBTRACT", 1.0, self.dot(bevel, self.geometry("Normal")))
        return self.math("MULTIPLY", bent, 6, True)

    def cells(self, at: Any, scale: float, feature: str = "F1", output: str = "Distance") -> Any:
        """Return the distance (or colour) in a pattern of cells."""
        inputs = {"Vector": at, "Scale": scale}
        return self.node("TexVoronoi", inputs, feature=feature).outputs[output]

    def bump(self, height: Any, strength: float, distance: float = 1, normal: Any = None) -> Any:
        """Return a normal disturbed by a height."""
        inputs: dict[str | int, Any] = {
            "Height": height,
            "Strength": strength,
            "Distance": distance,
        }
        if normal is not None:
            inputs["Normal"] = normal
        return self.node("Bump", inputs).outputs[0]

    def surface(self, colour: Any, rough: Any = 0.5, metal: Any = 0.0, **more: Any) -> Any:
        """Return a principled surface; ``more`` names further inputs, with _ for spaces."""
        inputs = {"Base Color": colour, "Roughness": rough, "Metallic": metal}
        inputs |= {key.replace("_", " "): value for key, value in more.items()}
        return self.node("BsdfPrincipled", inputs).outputs[0]

    def simplified(self, surface: Any, colour: Colour, metal: float = 0.0) -> Any:
        """Return a surface that is plain, of one colour, for light that was scattered before.

        Most of the time of a render goes into noise that such light cannot show.
        """
        scattered = self.node("LightPath").outputs["Is Diffuse Ray"]
        plain = self.surface(colour, 0.6, metal)
        return self.node("MixShader", {0: scattered, 1: surface, 2: plain}).outputs[0]

    def output(self, surface: Any = None, volume: Any = None, unseen: Any = None) -> None:
        """End the graph; ``unseen`` is the plain colour that stands in where no eye looks.

        Light that only bounces off a surface does not need its grain, and costs a third then.
        """
        end = self.node("OutputMaterial")
        if unseen is not None:
            seen = self.node("LightPath").outputs["Is Camera Ray"]
            dull = self.node("BsdfDiffuse", {"Color": unseen}).outputs[0]
            surface = self.node("MixShader", {0: seen, 1: dull, 2: surface}).outputs[0]
        for value, name in ((surface, "Surface"), (volume, "Volume")):
            if value is not None:
                self.put(value, end.inputs[name])


def material(name: str) -> tuple[Any, Graph]:
    """Start a new material: itself and its empty graph."""
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    made.node_tree.nodes.clear()
    return made, Graph(made.node_tree)
