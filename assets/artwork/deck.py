"""The deck of a solar-powered rover: winged panels laid with cells, and the hinges between them.

Its frame: x ahead, y to its left, z up from the deck's top; metres, true to size.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import workshop
from deck_fittings import fit_out
from dust import Paints, dusty
from relief import Array
from shading import material
from workshop import box, drum, hub, plate

CELL_SIZE = (0.0395, 0.0665)  # along and across a panel's strings
GAP = 0.0026
RIM = 0.013  # bare edge of a panel

Outline = Sequence[tuple[float, float]]

CENTRE: Outline = (
    (0.40, -0.24), (0.40, 0.24), (0.24, 0.40), (-0.06, 0.47), (-0.62, 0.22), (-0.62, -0.22),
    (-0.06, -0.47), (0.24, -0.40),
)  # fmt: skip
WING: Outline = (
    (0.25, 0.44), (0.44, 0.62), (0.50, 0.98), (0.28, 1.22), (-0.12, 1.24), (-0.30, 0.98),
    (-0.04, 0.51),
)  # fmt: skip
AFT: Outline = (
    (-0.08, 0.50), (-0.345, 0.985), (-0.64, 1.06), (-0.94, 0.84), (-0.98, 0.52), (-0.655, 0.245),
)  # fmt: skip
TAIL: Outline = (
    (-0.665, -0.20), (-0.665, 0.20), (-1.00, 0.47), (-1.30, 0.30), (-1.30, -0.30), (-1.00, -0.47),
)  # fmt: skip


def _inside(outline: Outline, x: Array, y: Array, margin: float) -> Any:
    """Tell which places lie within an outline (either way round), ``margin`` from its edge."""
    area = sum(ax * by - bx * ay for (ax, ay), (bx, by) in _edges(outline))
    good = np.ones(x.shape, bool)
    for (ax, ay), (bx, by) in _edges(outline):
        length = math.hypot(bx - ax, by - ay)
        left = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length
        good &= left * math.copysign(1, area) > margin
    return good


def _edges(outline: Outline) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    points = list(outline)
    return list(zip(points, points[1:] + points[:1], strict=True))


def _cell_stuff() -> Any:
    """Return the stuff of cells: blue-black glass with fine fingers and a breath of dust."""
    made, g = material("deck cells")
    tone = g.attribute("tone")
    parts = g.node("SeparateXYZ", {0: g.place()})
    finger = g.math("FRACT", g.math("MULTIPLY", parts.outputs[1], 1 / 0.0055))
    finger = g.math("LESS_THAN", finger, 0.13)
    dark = g.ramp(
        tone,
        [
            (0.0, (0.0045, 0.0055, 0.016)),
            (0.6, (0.009, 0.012, 0.034)),
            (1.0, (0.018, 0.020, 0.052)),
        ],
    )
    colour = g.mix(g.math("MULTIPLY", finger, 0.35), dark, (0.14, 0.15, 0.18))
    at = g.geometry("Position")
    film = g.range(g.noise(at, 3.2, 8, 0.68), 0.50, 0.85, 0.01, 0.22)
    colour = g.mix(film, colour, (0.20, 0.105, 0.058))
    rough = g.math("ADD", 0.12, g.math("MULTIPLY", film, 0.9))
    g.output(g.surface(colour, rough, Coat_Weight=0.6, Coat_Roughness=0.08))
    return made


class Deck:
    """The rover's top: call ``build`` once."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.paints = Paints()
        self.cells = _cell_stuff()
        self.back = dusty("panel", (0.030, 0.024, 0.021), 0.5, dust=0.16)
        self.edge = dusty("panel edge", (0.50, 0.40, 0.26), 0.42, 0.6, dust=0.45)
        self.blanket = dusty("blanket", (0.56, 0.40, 0.20), 0.34, 0.8, dust=0.4)

    def build(self, at: tuple[float, float, float], heading: float) -> Any:
        """Put the deck at a place, heading in degrees (0 is +x)."""
        body = hub(at, (0, 0, heading))
        box((0.86, 0.62, 0.24), (-0.08, 0, -0.16), self.blanket, bevel=0.03, parent=body)
        self._panel(CENTRE, body, (0, 0, 0), 0, self._keep_out())
        for side in (1, -1):
            for outline, turn, grain in (
                (WING, (side * 3.0, -1.0, 0), 16.0),
                (AFT, (side * 2.0, 1.6, 0), -28.0),
            ):
                mirrored = [(x, side * y) for x, y in outline]
                self._panel(mirrored, body, turn, side * grain, [])
        self._panel(TAIL, body, (0, 2.4, 0), 0, [])
        self._hinges(body)
        fit_out(body, self.paints)
        return body

    @staticmethod
    def _keep_out() -> list[tuple[float, float, float]]:
        """Return circles on the middle panel that stay free of cells: (x, y, radius)."""
        return [
            (0.28, 0.0, 0.16),
            (-0.42, 0.10, 0.055),
            (-0.30, -0.24, 0.07),
            (0.06, 0.30, 0.075),
            (0.05, -0.32, 0.075),
            (0.02, 0.02, 0.075),
            (-0.53, -0.10, 0.03),
        ]

    def _panel(
        self,
        outline: Outline,
        body: Any,
        turn: tuple[float, float, float],
        grain: float,
        free: list[tuple[float, float, float]],
    ) -> None:
        """Add one panel: its plate, its rim and its cells in strings along ``grain`` degrees."""
        mx = sum(p[0] for p in outline) / len(outline)
        my = sum(p[1] for p in outline) / len(outline)
        local = [(x - mx, y - my) for x, y in outline]
        area = sum(ax * by - bx * ay for (ax, ay), (bx, by) in _edges(local))
        if area < 0:
            local.reverse()
        root = hub((mx, my, 0), turn, body)
        plate(local, 0.014, self.edge, (0, 0, -0.016), bevel=0.003, parent=root)
        shrunk = [(x * 0.985, y * 0.985) for x, y in local]
        plate(shrunk, 0.003, self.back, (0, 0, -0.0025), bevel=0.001, parent=root)
        spun = hub((0, 0, 0), (0, 0, grain), root)
        c, s = math.cos(math.radians(grain)), math.sin(math.radians(grain))
        turned_outline = [(x * c + y * s, -x * s + y * c) for x, y in local]
        holes = [((x - mx) * c + (y - my) * s, -(x - mx) * s + (y - my) * c, r) for x, y, r in free]
        self._lay_cells(turned_outline, holes, spun)
        for (ax, ay), (bx, by) in _edges(local):
            count = max(2, int(math.hypot(bx - ax, by - ay) / 0.14))
            for k in range(count):
                t = (k + 0.5) / count
                x, y = (ax + (bx - ax) * t) * 0.976, (ay + (by - ay) * t) * 0.976
                drum(
                    0.0055,
                    0.006,
                    (x, y, 0.002),
                    self.paints.titan,
                    bevel=0.002,
                    sides=10,
                    parent=root,
                )

    def _lay_cells(
        self, outline: Outline, holes: list[tuple[float, float, float]], parent: Any
    ) -> None:
        """Lay whole cells wherever they fit, each with its own tone and a little askew."""
        long, wide = CELL_SIZE[1], CELL_SIZE[0]
        xs = np.arange(-0.8, 0.8, long + GAP)
        ys = np.arange(-0.8, 0.8, wide + GAP)
        x, y = (v.ravel() for v in np.meshgrid(xs, ys))
        good = np.ones(x.shape, bool)
        for sx in (-0.5, 0.5):
            for sy in (-0.5, 0.5):
                good &= _inside(outline, x + sx * long, y + sy * wide, RIM)
        for hx, hy, r in holes:
            away = np.hypot(
                np.maximum(np.abs(x - hx) - long / 2, 0), np.maximum(np.abs(y - hy) - wide / 2, 0)
            )
            good &= away > r
        x, y = x[good], y[good]
        cut = 0.007
        a, b = long / 2, wide / 2
        shape = np.array(
            [
                (-a + cut, -b),
                (a - cut, -b),
                (a, -b + cut),
                (a, b - cut),
                (a - cut, b),
                (-a + cut, b),
                (-a, b - cut),
                (-a, -b + cut),
            ]
        )
        count = len(x)
        lean = np.array(
            [[self.chance.gauss(0, 0.004), self.chance.gauss(0, 0.004)] for _ in range(count)]
        )
        flat = shape[None] + np.stack([x, y], 1)[:, None]
        z = 0.0022 + np.einsum("ij,kj->ki", shape, lean)
        corners = np.concatenate([flat, z[..., None]], 2).reshape(-1, 3)
        base = (np.arange(count) * 8)[:, None]
        faces = np.concatenate(
            [
                base + np.array([[0, 1, 2, 3]]),
                base + np.array([[0, 3, 4, 7]]),
                base + np.array([[4, 5, 6, 7]]),
            ]
        )
        made = workshop.from_arrays("cells", corners, faces, self.cells, soft=False)
        tone = np.repeat([self.chance.random() for _ in range(count)], 8)
        workshop.paint(made, "tone", tone)
        made.parent = parent
        # Each string ends in a flat lead.
        lead = self.paints.metal
        for row in np.unique(y):
            ends = x[y == row]
            for end, way in ((ends.min(), -1), (ends.max(), 1)):
                box(
                    (0.012, 0.010, 0.0015),
                    (end + way * (a + 0.007), row, 0.0018),
                    lead,
                    bevel=0.0005,
                    parent=parent,
                )

    def _hinges(self, body: Any) -> None:
        for side in (1, -1):
            for (x, y), turn in (
                ((0.16, 0.455), 20),
                ((0.02, 0.480), 14),
                ((-0.30, 0.378), 24),
                ((-0.52, 0.283), 24),
                ((-0.14, 0.66), -62),
                ((-0.25, 0.86), -62),
            ):
                knot = hub((x, side * y, 0.002), (0, 0, side * (turn - 4)), body)
                box(
                    (0.052, 0.075, 0.008),
                    (0, 0, 0.003),
                    self.paints.metal,
                    bevel=0.003,
                    parent=knot,
                )
                drum(
                    0.008,
                    0.058,
                    (0, 0, 0.010),
                    self.paints.titan,
                    (0, 90, 0),
                    parent=knot,
                    sides=20,
                )
                for k in (-1, 1):
                    drum(
                        0.005,
                        0.008,
                        (0, k * 0.026, 0.009),
                        self.paints.dark,
                        bevel=0.002,
                        sides=10,
                        parent=knot,
                    )
        for y in (-0.14, 0.14):
            box(
                (0.075, 0.052, 0.008),
                (-0.643, y, 0.005),
                self.paints.metal,
                bevel=0.003,
                parent=body,
            )
            drum(
                0.008,
                0.058,
                (-0.643, y, 0.012),
                self.paints.titan,
                (90, 0, 0),
                parent=body,
                sides=20,
            )
