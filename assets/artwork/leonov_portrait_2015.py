"""Leonov in 2015: medals on a dark jacket in a dim office, lit from one side.

The face stays in the shadow above the light; what the picture shows is the weight of the medals.
"""

from __future__ import annotations

import math
import random
from typing import Any

import bmesh
import bpy
import numpy as np
from crowd import ruffle
from darkroom import Grade
from film import enlarge
from mathutils import Vector
from people import head
from shading import material
from surfaces import cloth, glow, worn
from tailor import Fabric, Limb, above, drape, melt, shade_smooth
from workshop import beam, box, drum, hub, plate, rod, solid, turned

SEED = 80
SAMPLES = 14
ENLARGED = 1.5
SIZE = (1600, 1066)
GRADE = Grade(
    exposure=0.2,
    glare=0.05,
    glare_size=0.006,
    warmth=0.25,
    saturation=0.95,
    contrast=1.04,
    black=0.01,
    vignette=0.4,
    grain=0.007,
)
RIBBONS = (
    ((0.42, 0.02, 0.02), (0.75, 0.55, 0.1)),
    ((0.05, 0.10, 0.32), (0.7, 0.7, 0.66)),
    ((0.45, 0.03, 0.03), (0.05, 0.06, 0.2)),
    ((0.06, 0.22, 0.08), (0.65, 0.12, 0.06)),
    ((0.70, 0.35, 0.05), (0.02, 0.02, 0.02)),
    ((0.5, 0.04, 0.05), (0.6, 0.6, 0.55)),
    ((0.12, 0.28, 0.5), (0.6, 0.5, 0.08)),
)


def ribbon(index: int) -> Any:
    """Weave silk with stripes, one of some patterns."""
    ground, stripe = RIBBONS[index % len(RIBBONS)]
    made, g = material("ribbon")
    across = g.node("SeparateXYZ", {0: g.place("Generated")}).outputs[0]
    wave = g.math("ABSOLUTE", g.math("SUBTRACT", across, 0.5))
    edge = 0.12 + 0.1 * (index % 3)
    inside = g.math("LESS_THAN", wave, edge)
    second = g.math("GREATER_THAN", wave, 0.40)
    share = g.math("ADD", inside, second, clamp=True)
    weave = g.node(
        "TexWave", {"Vector": g.place("Object"), "Scale": 420.0}, bands_direction="Z"
    ).outputs["Fac"]
    normal = g.bump(weave, 0.3, 0.0006)
    g.output(g.surface(g.mix(share, ground, stripe), 0.55, Normal=normal, Sheen_Weight=0.4))
    return made


def metal(name: str, colour: tuple[float, float, float]) -> Any:
    """Strike metal: relief, wear, dark in the hollows."""
    made, g = material(name)
    at = g.place("Object")
    relief, wear = g.noise(at, 95, 6, 0.62), g.noise(at, 30, 5)
    tone = g.mix(g.range(relief, 0.35, 0.6), tuple(c * 0.3 for c in colour), colour)
    normal = g.bump(relief, 0.9, 0.0035)
    g.output(g.surface(tone, g.range(wear, 0.3, 0.7, 0.18, 0.42), 1.0, Normal=normal))
    return made


def star(points: int, outer: float, inner: float) -> list[tuple[float, float]]:
    """Return the outline of a star, one point up."""
    return [
        (
            (outer if k % 2 == 0 else inner) * math.sin(math.pi * k / points),
            (outer if k % 2 == 0 else inner) * math.cos(math.pi * k / points),
        )
        for k in range(2 * points)
    ][::-1]


def faceted_star(radius: float, surface: Any, parent: Any, at: Any) -> None:
    """Make a five-pointed star whose rays are ridged."""
    rim = star(5, radius, radius * 0.42)
    corners = [(0, -radius * 0.22, 0), *[(x, 0, z) for x, z in rim]]
    faces = [(0, 1 + k, 1 + (k + 1) % 10) for k in range(10)]
    form = solid(corners, faces, surface)
    form.data.polygons.foreach_set("use_smooth", [False] * 10)
    form.parent, form.location = parent, at
    form.scale = (1, 1, 1)


def medal(at: Vector, lean: Any, rng: random.Random, metals: list[Any], silk: list[Any]) -> None:
    """Hang one medal on its five-sided ribbon, hung from `at`, facing -Y, turned by `lean`."""
    piece = hub(at, lean)
    piece.scale = (1.18, 1.18, 1.18)
    w, h = 0.0125, 0.0215
    outline = [
        (-w, 0),
        (-w, -h * 0.72),
        (-0.004, -h * 1.18),
        (0.004, -h * 1.18),
        (w, -h * 0.72),
        (w, 0),
    ]
    band = plate(
        outline, 0.0016, rng.choice(silk), (0, 0, 0), (90, 0, 0), bevel=0.0004, parent=piece
    )
    band.location = (0, 0.0005, 0)
    surface = rng.choice(metals)
    radius = rng.uniform(0.0142, 0.0168)
    drop = -h * 1.18 - 0.003
    ring = drum(
        0.0032, 0.0012, (0, -0.001, drop + 0.001), surface, (90, 0, 0), bevel=0.0004, parent=piece
    )
    ring.scale = (1, 1, 1)
    centre = drop - radius - 0.0012
    kind = rng.random()
    if kind < 0.55:
        profile = [
            (0, 0),
            (radius, 0),
            (radius, 0.0022),
            (radius * 0.9, 0.0028),
            (radius * 0.86, 0.0018),
            (radius * 0.5, 0.0024),
            (0, 0.0032),
        ]
        turned(profile, surface, (0, 0.001, centre), (90, 0, 0), 48, piece, sharp=30)
    elif kind < 0.85:
        rays = plate(
            star(rng.choice((5, 10, 16)), radius * 1.12, radius * 0.72),
            0.0018,
            surface,
            (0, 0, centre),
            (90, 0, 0),
            bevel=0.0006,
            parent=piece,
        )
        rays.location[1] = 0.001
        turned(
            [
                (0, 0),
                (radius * 0.5, 0),
                (radius * 0.5, 0.0035),
                (radius * 0.4, 0.0045),
                (0, 0.0038),
            ],
            rng.choice(metals),
            (0, 0.0, centre),
            (90, 0, 0),
            32,
            piece,
            sharp=30,
        )
        enamel = rng.random()
        if enamel < 0.5:
            faceted_star(radius * 0.72, silk[-1], piece, (0, -0.0035, centre))
    else:
        for turn in (0, 90):
            box(
                (radius * 2.1, 0.002, radius * 0.62),
                (0, 0, centre),
                surface,
                (0, turn + 45, 0),
                bevel=0.0006,
                parent=piece,
            )
        turned(
            [(0, 0), (radius * 0.55, 0), (radius * 0.5, 0.004), (0, 0.0045)],
            rng.choice(metals),
            (0, 0.0, centre),
            (90, 0, 0),
            32,
            piece,
            sharp=30,
        )


def on_chest(form: Any, x: float, z: float) -> tuple[Vector, Vector] | None:
    """Return where a line along +Y meets the jacket, and its normal there."""
    hit, place, normal, _ = form.ray_cast(Vector((x, -1, z)), Vector((0, 1, 0)))
    return (place, normal) if hit else None


def decorate(form: Any, rng: random.Random) -> None:
    """Hang rows of medals and two gold stars on the left breast, one badge on the right."""
    gold = metal("gold", (0.95, 0.62, 0.20))
    metals = [gold, gold, metal("silver", (0.72, 0.72, 0.70)), metal("bronze", (0.62, 0.36, 0.16))]
    silk = [ribbon(k) for k in range(len(RIBBONS))]
    silk.append(worn("enamel", (0.40, 0.015, 0.02), 0.15, Coat_Weight=1.0))
    for row in range(4):
        count = (6, 6, 6, 5)[row]
        for k in range(count):
            x = (0.104, 0.096, 0.087, 0.079)[row] + k * 0.0252
            z = -0.300 - row * 0.0545
            met = on_chest(form, x, z)
            if met is None:
                continue
            place, normal = met
            turn = math.degrees(math.atan2(normal.x, -normal.y))
            at = place + Vector((0, -0.005 - 0.002 * (3 - row), 0.0015 * rng.uniform(-1, 1)))
            medal(at, (rng.uniform(-7, 0), rng.uniform(-4, 4), turn * 0.8), rng, metals, silk)
    red = silk[-1]
    for k in (0, 1):
        met = on_chest(form, 0.128 + 0.047 * k, -0.238)
        if met is None:
            continue
        place, normal = met
        turn = math.degrees(math.atan2(normal.x, -normal.y))
        piece = hub(place + Vector((0, -0.011, 0)), (-9, 0, turn * 0.8))
        box((0.024, 0.002, 0.015), (0, 0, 0), red, parent=piece, bevel=0.0006)
        box((0.026, 0.003, 0.0025), (0, 0, 0.0085), gold, parent=piece, bevel=0.0006)
        box((0.026, 0.003, 0.0025), (0, 0, -0.0085), gold, parent=piece, bevel=0.0006)
        drum(0.003, 0.0012, (0, -0.001, -0.0115), gold, (90, 0, 0), parent=piece)
        faceted_star(0.0195, metal("bright gold", (1.0, 0.70, 0.26)), piece, (0, -0.004, -0.031))
    for k in range(3):
        met = on_chest(form, -0.105 - 0.04 * (k % 2), -0.27 - 0.055 * k)
        if met is None:
            continue
        place, normal = met
        turn = math.degrees(math.atan2(normal.x, -normal.y))
        piece = hub(place + Vector((0, -0.004, 0)), (0, 0, turn))
        plate(
            star(10, 0.020, 0.013),
            0.003,
            metals[2 - k % 2],
            (0, 0, 0),
            (90, 0, 0),
            bevel=0.0008,
            parent=piece,
        )
        faceted_star(0.013, red, piece, (0, -0.003, 0))


def chest(x: float, y: float, z: float) -> float:
    """Hold the front of the jacket: medals and canvas keep it flat."""
    return 0.95 if y < 0 and z > -0.56 and abs(x) < 0.24 else 0.0


def clothes() -> Any:
    """Make a dark jacket with lapels over shirt and tie; return the jacket."""
    limbs = [
        Limb((0, 0.03, -0.52), (0, 0.03, -0.95), 0.215, 0.23, 0.74),
        Limb((0, 0.03, -0.36), (0, 0.03, -0.56), 0.20, 0.212, 0.72),
        Limb((-0.12, 0.04, -0.295), (0.12, 0.04, -0.295), 0.100, None, 0.92),
        Limb((-0.17, 0.045, -0.28), (-0.212, 0.045, -0.31), 0.074, 0.080),
        Limb((0.17, 0.045, -0.28), (0.212, 0.045, -0.31), 0.074, 0.080),
        Limb((-0.225, 0.045, -0.34), (-0.30, 0.03, -0.66), 0.078, 0.070),
        Limb((0.225, 0.045, -0.34), (0.30, 0.03, -0.66), 0.078, 0.070),
        Limb((-0.315, 0.02, -0.66), (-0.20, -0.25, -0.86), 0.074, 0.055),
        Limb((0.315, 0.02, -0.66), (0.20, -0.25, -0.86), 0.074, 0.055),
        Limb((0, 0.055, -0.27), (0, 0.06, -0.235), 0.090, 0.072),
    ]
    form = melt("jacket", limbs, voxel=0.0075, smooth=10)
    drape(
        form,
        Fabric(loose=0.10, pressure=0.25, gravity=0.5, frames=22, bending=1.2, stiffness=25),
        pinned=[above(-0.215), chest],
    )
    return form


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
    skull.data.materials.append(worn("skin", (0.26, 0.16, 0.12), 0.6))
    hair = melt(
        "hair",
        [
            Limb((0, 0.040, 0.036), (0, 0.016, 0.056), 0.083, 0.068),
            Limb((0, 0.05, -0.02), (0, 0.045, 0.01), 0.064),
            Limb((-0.066, 0.050, 0.01), (-0.060, 0.050, -0.035), 0.022),
            Limb((0.066, 0.050, 0.01), (0.060, 0.050, -0.035), 0.022),
        ],
        voxel=0.005,
        smooth=3,
    )
    ruffle(hair, 0.012, 0.0035)
    hair.data.materials.append(cloth("hair", (0.68, 0.67, 0.66), 2400, crease=0.6))
    hair.rotation_euler, hair.location = skull.rotation_euler, skull.location
    room(rng)
    key = studio.lamp(
        (1.05, -0.80, 0.22), (0.09, 0, -0.40), 15, 0.30, (1.0, 0.87, 0.70), mirrored=True
    )
    key.data.spread = math.radians(70)
    studio.lamp((-1.15, 0.55, 0.26), (0, 0, -0.08), 24, 0.3, (0.62, 0.76, 1.0))
    studio.lamp((1.0, 0.9, 0.3), (0.1, 0.0, -0.1), 11, 0.4, (1.0, 0.75, 0.45))
    fill = studio.lamp((-0.4, -2.0, 0.0), (0, 0, -0.3), 2.2, 1.0, (1.0, 0.85, 0.7), mirrored=True)
    spare([key, fill], [skull, hair])
    books = studio.lamp((0.5, 1.0, 1.2), (0.9, 2.1, 0.1), 18, 0.5, (1.0, 0.72, 0.42))
    books.data.spread = math.radians(110)
    studio.camera(
        (-0.20, -1.58, -0.22), (0.055, 0, -0.216), lens=68, focus=(0.14, -0.12, -0.3), f_stop=1.8
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


def front(jacket: Any, wool: Any) -> None:
    """Lay lapels, a strip of shirt, a tie, buttons: laid on the chest."""
    shirt = cloth("shirt", (0.55, 0.55, 0.56), 2600, crease=0.15)
    silk = worn("tie", (0.10, 0.012, 0.018), 0.45, dirt=0.3)

    def sheet(
        outline: list[tuple[float, float]], lift: float, surface: Any, thick: float = 0.004
    ) -> None:
        """Lay a piece of cloth with this outline (x, z) on the chest."""
        mesh = bpy.data.meshes.new("sheet")
        form = bmesh.new()
        face = form.faces.new([form.verts.new((x, -0.4, z)) for x, z in outline])
        bmesh.ops.triangulate(form, faces=[face])
        for _ in range(4):
            bmesh.ops.subdivide_edges(form, edges=list(form.edges), cuts=1, use_grid_fill=True)
        for corner in form.verts:
            met = on_chest(jacket, corner.co.x, corner.co.z)
            corner.co.y = (met[0].y if met else 0.0) - lift
        form.to_mesh(mesh)
        form.free()
        thing = bpy.data.objects.new("sheet", mesh)
        bpy.context.scene.collection.objects.link(thing)
        even = thing.modifiers.new("even", "SMOOTH")
        even.iterations = 3
        solid = thing.modifiers.new("thick", "SOLIDIFY")
        solid.thickness, solid.offset = thick, 0
        round_off = thing.modifiers.new("round", "BEVEL")
        round_off.width, round_off.segments, round_off.limit_method = 0.0012, 2, "ANGLE"
        mesh.materials.append(surface)
        shade_smooth(thing)

    sheet(
        [(-0.062, -0.205), (0.0, -0.465), (0.062, -0.205), (0.03, -0.165), (-0.03, -0.165)],
        0.001,
        shirt,
    )
    sheet(
        [(-0.016, -0.222), (0.016, -0.222), (0.024, -0.405), (0.0, -0.445), (-0.024, -0.405)],
        0.008,
        silk,
    )
    sheet(
        [(-0.019, -0.188), (0.019, -0.188), (0.014, -0.228), (-0.014, -0.228)], 0.013, silk, 0.010
    )
    for s in (-1, 1):
        sheet(
            [
                (s * a, z)
                for a, z in ((0.004, -0.178), (0.052, -0.166), (0.058, -0.205), (0.034, -0.235))
            ],
            0.011,
            shirt,
        )
        sheet(
            [
                (s * a, z)
                for a, z in (
                    (0.060, -0.165),
                    (0.094, -0.205),
                    (0.112, -0.252),
                    (0.088, -0.262),
                    (0.098, -0.278),
                    (0.052, -0.39),
                    (0.0, -0.50),
                    (0.004, -0.445),
                )
            ],
            0.008,
            wool,
            0.005,
        )
    for k in range(2):
        met = on_chest(jacket, -0.012, -0.54 - 0.11 * k)
        if met:
            drum(
                0.011,
                0.004,
                met[0] + Vector((0, -0.006, 0)),
                worn("button", (0.02, 0.02, 0.02), 0.3),
                (90, 0, 0),
            )


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
    """Enlarge the picture to its full size."""
    return enlarge(linear, ENLARGED)
