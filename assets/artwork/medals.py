"""Medals: struck metal on striped silk, stars with ridged rays, hung on the front of a jacket."""

from __future__ import annotations

import math
import random
from typing import Any

from mathutils import Vector
from shading import material
from surfaces import worn
from workshop import box, drum, hub, plate, solid, turned

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
    for row in range(5):
        count = (6, 6, 6, 6, 5)[row]
        for k in range(count):
            x = (0.104, 0.097, 0.089, 0.082, 0.076)[row] + k * 0.0252
            z = -0.300 - row * 0.052
            met = on_chest(form, x, z)
            if met is None:
                continue
            place, normal = met
            turn = math.degrees(math.atan2(normal.x, -normal.y))
            at = place + Vector((0, -0.005 - 0.002 * (4 - row), 0.0015 * rng.uniform(-1, 1)))
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
