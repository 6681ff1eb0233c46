"""A crowd in winter coats: some builds of figures, set up many times, in haze.

Figures look towards +Y, away from the camera; they stand on z = 0 and end at the hips, which
nobody sees. Lengths are metres.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import Any

import bpy
from mathutils import Matrix, Vector
from people import head
from shading import Graph, material
from tailor import Fabric, Limb, above, cut_below, drape, melt, seam, shade_smooth

HAZE = (0.62, 0.62, 0.62)
HEAD = 1.605  # how high the middle of a head is
Point = tuple[float, float, float]


@dataclass(frozen=True)
class Air:
    """How far one sees: at `reach` metres two thirds of what is there are lost in `colour`."""

    reach: float = 75.0
    colour: tuple[float, float, float] = HAZE

    def end(self, g: Graph, surface: Any) -> None:
        """End a material's graph so that distance fades it."""
        depth = g.node("CameraData").outputs["View Z Depth"]
        clear = g.math("POWER", math.e, g.math("MULTIPLY", depth, -1 / self.reach))
        mixed = g.node("MixShader", {0: clear})
        g.put(g.node("Emission", {"Color": self.colour}).outputs[0], mixed.inputs[1])
        g.put(surface, mixed.inputs[2])
        g.output(mixed.outputs[0])


def coat_cloth(name: str, dark: float, light: float, air: Air, *, fur: bool = False) -> Any:
    """Weave wool or fur; every figure has its own tone between `dark` and `light`."""
    made, g = material(name)
    at = g.place("Object")
    own = g.node("ObjectInfo").outputs["Random"]
    tone = g.math("ADD", dark, g.math("MULTIPLY", own, light - dark))
    fleck = g.noise(at, 160 if fur else 60, 5, 0.7)
    tone = g.math("MULTIPLY", tone, g.range(fleck, 0.25, 0.75, 0.55, 1.25))
    colour = g.node("CombineColor", {0: tone, 1: tone, 2: tone}).outputs[0]
    normal = g.bump(fleck, 1.0 if fur else 0.4, 0.02 if fur else 0.004)
    air.end(g, g.surface(colour, 0.95, Normal=normal, Sheen_Weight=0.5 if fur else 0.25))
    return made


def plain(name: str, tone: float, air: Air, rough: float = 0.7) -> Any:
    """Make something plain and grey, faded by distance."""
    made, g = material(name)
    air.end(g, g.surface(tone, rough))
    return made


def hand() -> Any:
    """Make an open hand, its wrist at the origin, fingers up."""
    fingers = [
        (-0.030, 0.075, 0.150),
        (-0.010, 0.082, 0.172),
        (0.011, 0.080, 0.165),
        (0.030, 0.072, 0.140),
    ]
    limbs = [
        Limb((-0.014, 0, 0.045), (0.014, 0, 0.045), 0.034, flat=0.6),
        Limb((-0.018, 0, 0.08), (0.018, 0, 0.08), 0.026, flat=0.6),
        Limb((0, 0, -0.05), (0, 0, 0.03), 0.026, 0.028, 0.8),
        Limb((-0.035, 0.005, 0.035), (-0.072, 0.012, 0.085), 0.014, 0.011),
    ]
    limbs += [Limb((x, 0, low), (x * 1.5, -0.006, high), 0.0115, 0.009) for x, low, high in fingers]
    return melt("hand", limbs, voxel=0.0055, smooth=3)


def ruffle(form: Any, size: float, depth: float) -> None:
    """Give a form the uneven outline of fur."""
    for scale, share in ((size, 1.0), (size / 3, 0.6)):
        texture = bpy.data.textures.new("fur", "CLOUDS")
        texture.noise_scale, texture.noise_depth = scale, 2
        rough = form.modifiers.new("fur", "DISPLACE")
        rough.texture, rough.strength = texture, depth * share
        rough.texture_coords = "LOCAL"


def hat(kind: str) -> Any:
    """Make a hat on a head whose middle is the origin: of fur, a cap, a shawl."""
    if kind == "fur":
        form = melt(
            "fur hat",
            [
                Limb((0, 0.012, 0.075), (0, 0.012, 0.085), 0.106, 0.094),
                Limb((-0.05, 0.01, 0.115), (0.05, 0.01, 0.115), 0.062),
                Limb((-0.088, 0.015, 0.055), (-0.080, 0.02, -0.005), 0.036, 0.026),
                Limb((0.088, 0.015, 0.055), (0.080, 0.02, -0.005), 0.036, 0.026),
                Limb((-0.05, 0.09, 0.04), (0.05, 0.09, 0.04), 0.034),
            ],
            voxel=0.006,
            smooth=3,
        )
        ruffle(form, 0.02, 0.016)
    elif kind == "cap":
        form = melt(
            "cap",
            [
                Limb((-0.03, 0.01, 0.095), (0.03, 0.01, 0.095), 0.086, flat=1.2),
                Limb((-0.04, -0.085, 0.072), (0.04, -0.085, 0.072), 0.02),
                Limb((0, 0.01, 0.075), (0, 0.012, 0.06), 0.098),
            ],
            voxel=0.007,
            smooth=6,
        )
    else:
        form = melt(
            "shawl",
            [
                Limb((0, 0.012, 0.05), (0, 0.012, 0.04), 0.107, 0.11),
                Limb((0, 0.03, 0.0), (0, 0.05, -0.12), 0.105, 0.10),
                Limb((0, 0.06, -0.12), (0, 0.09, -0.20), 0.10, 0.06, 0.7),
            ],
            voxel=0.008,
            smooth=6,
        )
        ruffle(form, 0.05, 0.014)
    return form


@dataclass(frozen=True)
class Build:
    """One kind of figure: how broad, what arms do (elbow and wrist of each), what is worn."""

    broad: float
    left: tuple[Point, Point]
    right: tuple[Point, Point]
    hat: str
    in_hand: bool = False
    collar: bool = True


def figure(name: str, build: Build, cloth: Any, fur: Any, skin: Any, *, fine: bool) -> Any:
    """Make one figure and return its collection, to be set up many times."""
    wide = build.broad
    shoulder = 0.185 * wide
    limbs = [
        Limb((0, 0, 0.72), (0, 0.0, 1.0), 0.215 * wide, 0.19 * wide, 0.72),
        Limb((0, 0, 1.0), (0, 0, 1.3), 0.19 * wide, 0.175 * wide, 0.74),
        Limb((-0.12 * wide, 0, 1.40), (0.12 * wide, 0, 1.40), 0.098 * wide, None, 0.9),
        Limb((0, 0.0, 1.42), (0, -0.01, 1.50), 0.085, 0.075),
    ]
    for side, (elbow, wrist) in ((-1, build.left), (1, build.right)):
        limbs += [
            Limb((side * shoulder, 0, 1.40), elbow, 0.078 * wide, 0.066),
            Limb(elbow, wrist, 0.066, 0.052),
        ]
    body = melt("coat", limbs, voxel=0.013 if fine else 0.019, smooth=6)
    drape(
        body,
        Fabric(loose=0.16, pressure=0.2, gravity=0.7, frames=16, bending=0.4),
        pinned=[above(1.47, half=0.12), seam(half=0.01, firm=0.85, high=1.45, front=False)],
    )
    if not fine:
        body.modifiers.clear()
    body.data.materials.append(cloth)
    parts = [body]
    skull = head()
    # The neck ends inside the collar.
    cut_below(skull, -0.13)
    skull.data.materials.append(skin)
    skull.location = (0, 0.0, HEAD)
    skull.rotation_euler[2] = math.pi
    parts.append(skull)
    hair = melt(
        "hair",
        [
            Limb((0, 0.028, 0.042), (0, -0.008, 0.047), 0.086, 0.078),
            Limb((0, 0.05, -0.03), (0, 0.045, 0.0), 0.062),
        ],
        voxel=0.007,
        smooth=3,
    )
    ruffle(hair, 0.012, 0.006)
    hair.data.materials.append(fur)
    hair.location, hair.rotation_euler = skull.location, skull.rotation_euler
    parts.append(hair)
    cover = hat(build.hat)
    cover.data.materials.append(fur)
    parts.append(cover)
    if build.in_hand:
        cover.location = over_hand(build.right[1])
        cover.rotation_euler = (0.3, 0.5, 0)
    else:
        cover.location = (0, 0, HEAD)
        cover.rotation_euler[2] = math.pi
    if build.collar:
        roll = melt(
            "collar",
            [
                Limb((-0.075, -0.045, 1.485), (0.075, -0.045, 1.485), 0.042),
                Limb((-0.088, -0.03, 1.48), (-0.06, 0.08, 1.44), 0.042, 0.036),
                Limb((0.088, -0.03, 1.48), (0.06, 0.08, 1.44), 0.042, 0.036),
            ],
            voxel=0.007,
            smooth=3,
        )
        ruffle(roll, 0.02, 0.014)
        roll.data.materials.append(fur)
        parts.append(roll)
    for elbow, wrist in (build.left, build.right):
        palm = hand()
        palm.data.materials.append(skin if build.broad < 1 else fur)
        palm.location = wrist
        way = Vector(wrist) - Vector(elbow)
        palm.rotation_euler = palm_back(way).to_euler()
        palm.scale = (1.2, 1.2, 1.2)
        parts.append(palm)
    home = bpy.data.collections.new(name)
    for part in parts:
        for old in part.users_collection:
            old.objects.unlink(part)
        home.objects.link(part)
        shade_smooth(part)
    return home


def palm_back(way: Any) -> Any:
    """Return how a hand is turned that goes on along an arm and shows its back, or its palm."""
    along = way.normalized()
    across = Vector((0, 1, 0)).cross(along).normalized()
    return Matrix((across, along.cross(across), along)).transposed()


def over_hand(wrist: Point) -> Point:
    """Return where a hat is that a hand waves."""
    return (wrist[0] + 0.02, wrist[1], wrist[2] + 0.10)


def stand(kind: Any, at: Point, turn: float = 0.0, size: float = 1.0) -> Any:
    """Set a figure up once more, turned by degrees."""
    made = bpy.data.objects.new(kind.name, None)
    made.instance_type, made.instance_collection = "COLLECTION", kind
    made.location = at
    made.rotation_euler[2] = math.radians(turn)
    made.scale = (size, size, size)
    bpy.context.scene.collection.objects.link(made)
    return made


def jitter(rng: random.Random, amount: float) -> float:
    """Return a number between -amount and amount."""
    return rng.uniform(-amount, amount)
