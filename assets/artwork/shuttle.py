"""The underside of a Space Shuttle: a blunt double delta of black tiles, its doors and edges."""

from __future__ import annotations

from typing import Any

import materials as m
import numpy as np
import shapes as sh
from shading import material

Thing = Any
LENGTH = 34.0
# Share of the length from the nose, half the width in metres: nose cap, body, strake, wing, tail.
OUTLINE = (
    (0.0, 0.05),
    (0.004, 0.60),
    (0.012, 1.05),
    (0.03, 1.55),
    (0.06, 2.05),
    (0.10, 2.40),
    (0.15, 2.62),
    (0.33, 2.75),
    (0.38, 2.95),
    (0.45, 3.50),
    (0.52, 4.25),
    (0.58, 5.20),
    (0.64, 6.60),
    (0.85, 11.5),
    (0.88, 11.85),
    (0.905, 11.9),
    (0.935, 11.4),
    (0.939, 3.0),
    (1.0, 2.9),
)


def tiles() -> Thing:
    """Make black silica tiles: a running pattern of squares, each a little different, with gaps."""
    made, g = material("tiles")
    uv = g.place("UV")
    turned = g.node("Mapping", {"Vector": uv, "Scale": (78, 78, 1), "Rotation": (0, 0, 0.78)})
    split = g.node("SeparateXYZ", {0: turned.outputs[0]})
    off = [
        g.math("ABSOLUTE", g.math("SUBTRACT", g.math("FRACT", split.outputs[k]), 0.5))
        for k in (0, 1)
    ]
    gap = g.math("GREATER_THAN", g.math("MAXIMUM", *off), 0.462)
    spot = g.node("VectorMath", {0: turned.outputs[0]}, operation="FLOOR").outputs[0]
    lot = g.node("TexWhiteNoise", {"Vector": spot}, noise_dimensions="2D").outputs["Value"]
    tone = g.ramp(lot, [(0.0, 0.11), (0.55, 0.15), (0.86, 0.20), (0.93, 0.38), (1.0, 0.08)])
    stain = g.ramp(
        g.noise(g.place("Object", (1, 0.25, 1)), 0.5, 5, 0.62), [(0.35, 0.72), (0.7, 1.35)]
    )
    tone = g.mix(1.0, tone, stain, "MULTIPLY")
    tone = g.mix(gap, tone, (0.55, 0.53, 0.50))
    g.output(g.surface(tone, 0.55, Normal=g.bump(gap, 1.0, -0.02)))
    return made


def half_width(way: Any) -> Any:
    """Return half the width of the outline, in metres, at a share of the length from the nose."""
    return np.interp(way, *np.array(OUTLINE).T)


def belly() -> Thing:
    """Make the underside: it lies in x and y, nose at +y, and faces -z."""
    things: list[Thing] = []
    black = tiles()
    edge = m.painted((0.24, 0.235, 0.23), 0.5, 0.3, "carbon edge")
    white = m.painted((0.70, 0.70, 0.68), 0.6, 0.3, "white tiles")
    dark = m.rubber()
    rows, columns = 320, 121
    way = np.linspace(0.002, 1, rows)[:, None]
    u = np.linspace(-1, 1, columns)[None, :]
    wide = half_width(way)
    x = wide * u
    y = (0.5 - way) * LENGTH
    # The belly is flat in the middle; nose and edges curl up.
    z = 0.9 * np.abs(u) ** 9 * np.clip(wide / 5, 0.25, 1) + 1.6 * np.clip(1 - way / 0.12, 0, 1) ** 2
    x, y, z = np.broadcast_arrays(x, y, z)
    surface = sh.grid("belly", np.stack([x, y, z], -1), black, sharp=60)
    layer = surface.data.uv_layers[0]
    # Tiles are all of one size: the pattern lies on the plan, not on the outline.
    flat = np.stack([x, y], -1).reshape(-1, 2)
    loops = np.empty(len(surface.data.loops), np.int32)
    surface.data.loops.foreach_get("vertex_index", loops)
    plan = flat[loops] / LENGTH + 0.5
    layer.data.foreach_set("uv", plan.astype(np.float32).ravel())
    things.append(surface)
    for side in (-1, 1):
        line = np.stack([side * wide[:, 0] * 0.995, y[:, 0], z[:, -1] - 0.02], -1)
        things.append(sh.tube("leading edge", line[2:296], 0.17, edge, 16, flatten=1.0))
        for a, b in (
            ((1.85, -5.3), (3.35, -5.3)),
            ((1.85, -9.3), (3.35, -9.3)),
            ((1.85, -5.3), (1.85, -9.3)),
            ((3.35, -5.3), (3.35, -9.3)),
        ):
            things.append(
                sh.rod(
                    "seam", (side * a[0], a[1], -0.01), (side * b[0], b[1], -0.01), 0.035, dark, 8
                )
            )
        pod = sh.lathe(
            "pod", [(1e-5, -3), (0.9, -2.4), (1.25, 0), (1.1, 1.5), (1e-5, 2.6)], white, 48
        )
        things.append(sh.place(pod, (side * 1.9, -13.2, 2.4), toward=(0, 1, 0)))
        things.append(
            sh.rod(
                "umbilical", (side * 1.3, -12.2, -0.02), (side * 1.3, -10.9, -0.02), 0.03, edge, 8
            )
        )
    for a, b in (
        ((-0.62, 9.7), (0.62, 9.7)),
        ((-0.62, 7.3), (0.62, 7.3)),
        ((-0.62, 9.7), (-0.62, 7.3)),
        ((0.62, 9.7), (0.62, 7.3)),
        ((0, 9.7), (0, 7.3)),
    ):
        things.append(sh.rod("seam", (*a, -0.01), (*b, -0.01), 0.03, dark, 8))
    flap = sh.box("body flap", (6.2, 2.1, 0.28), (0, -17.1, 0.3), black, 0.1)
    things.append(flap)
    fuselage = sh.lathe(
        "body",
        [(1e-5, -15), (2.5, -14.6), (2.6, 10), (1.9, 13.5), (0.9, 15.2), (1e-5, 15.6)],
        white,
        96,
    )
    things.append(sh.place(fuselage, (0, 0, 2.9), toward=(0, 1, 0)))
    return sh.group(things, "shuttle")
