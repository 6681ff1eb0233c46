"""The deck of a solar-powered rover: winged panels laid with cells, antennas, a sundial, cables.

Its frame: x ahead, y to its left, z up from the deck's top; metres, true to size.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import workshop
from dust import Paints, dusty
from relief import Array
from shading import material
from workshop import beam, box, cable, drum, hub, plate, rod, turned

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
        self._fittings(body)
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

    def _fittings(self, body: Any) -> None:
        p = self.paints
        # The cover over the mast's drive.
        turned(
            [
                (0, 0),
                (0.135, 0),
                (0.14, 0.006),
                (0.132, 0.018),
                (0.10, 0.024),
                (0.092, 0.044),
                (0.086, 0.050),
                (0.060, 0.052),
                (0.056, 0.047),
                (0.020, 0.047),
                (0.018, 0.058),
                (0, 0.059),
            ],
            p.white,
            (0.30, 0, 0),
            sides=64,
            parent=body,
        )
        box((0.14, 0.016, 0.012), (0.30, 0, 0.054), p.metal, (0, 0, 28), 0.004, body)
        for k in range(12):
            b = 2 * math.pi * k / 12
            drum(
                0.006,
                0.012,
                (0.30 + 0.121 * math.cos(b), 0.121 * math.sin(b), 0.02),
                p.titan,
                bevel=0.002,
                sides=10,
                parent=body,
            )
        # The low-gain antenna: a white post; beside it the thin whip of the relay.
        turned(
            [
                (0, 0),
                (0.045, 0),
                (0.045, 0.010),
                (0.030, 0.016),
                (0.027, 0.30),
                (0.033, 0.31),
                (0.033, 0.36),
                (0.026, 0.372),
                (0, 0.376),
            ],
            p.white,
            (-0.42, 0.10, 0),
            sides=40,
            parent=body,
        )
        for z in (0.06, 0.29):
            drum(0.031, 0.012, (-0.42, 0.10, z), p.metal, parent=body)
        turned(
            [(0, 0), (0.022, 0), (0.020, 0.02), (0.008, 0.03), (0.006, 0.30), (0, 0.302)],
            p.dark,
            (-0.53, -0.10, 0),
            sides=24,
            parent=body,
        )
        # The high-gain antenna: a round paddle on a gimbal.
        turned(
            [
                (0, 0),
                (0.06, 0),
                (0.06, 0.012),
                (0.042, 0.02),
                (0.038, 0.12),
                (0.046, 0.125),
                (0.046, 0.17),
                (0, 0.17),
            ],
            p.white,
            (-0.30, -0.24, 0),
            sides=40,
            parent=body,
        )
        drum(0.034, 0.11, (-0.30, -0.24, 0.19), p.metal, (90, 0, 0), parent=body)
        dish = hub((-0.27, -0.27, 0.27), (24, 26, 0), body)
        turned(
            [
                (0, 0),
                (0.136, 0),
                (0.14, 0.004),
                (0.14, 0.012),
                (0.133, 0.015),
                (0.128, 0.012),
                (0, 0.012),
            ],
            p.white,
            sides=72,
            parent=dish,
        )
        for r in (0.05, 0.09):
            turned(
                [(r, 0.012), (r + 0.003, 0.0135), (r + 0.006, 0.012), (r, 0.012)],
                p.grey,
                sides=64,
                parent=dish,
            )
        drum(0.02, 0.012, (0, 0, 0.015), p.grey, parent=dish)
        rod((0, 0, -0.07), (0, 0, 0), 0.022, p.metal, dish)
        self._sundial(body, (0.06, 0.30))
        # Boxes, a filter, magnets, an eye to lift by.
        box((0.10, 0.13, 0.05), (0.04, -0.32, 0.025), p.white, bevel=0.008, parent=body)
        box((0.05, 0.05, 0.03), (0.05, -0.32, 0.062), p.metal, bevel=0.006, parent=body)
        for x, y in ((0.40, 0.12), (0.41, -0.12)):
            drum(0.024, 0.010, (x - 0.06, y * 1.6, 0.006), p.grey, parent=body)
            drum(0.015, 0.013, (x - 0.06, y * 1.6, 0.007), p.dark, parent=body)
        box((0.11, 0.11, 0.012), (0.02, 0.02, 0.006), p.grey, bevel=0.003, parent=body)
        drum(0.034, 0.03, (0.02, 0.02, 0.02), p.metal, parent=body)
        for x, y in ((-0.18, 0.36), (-0.18, -0.36), (0.32, 0.30), (0.32, -0.30)):
            turned(
                [
                    (0, 0),
                    (0.016, 0),
                    (0.016, 0.01),
                    (0.009, 0.014),
                    (0.009, 0.03),
                    (0.013, 0.034),
                    (0.008, 0.042),
                    (0, 0.043),
                ],
                p.titan,
                (x, y, 0),
                sides=20,
                parent=body,
            )
        runs = (
            (
                [
                    (0.25, -0.06),
                    (0.17, -0.11),
                    (0.10, -0.18),
                    (-0.06, -0.20),
                    (-0.20, -0.20),
                    (-0.29, -0.23),
                ],
                0.008,
            ),
            (
                [
                    (0.25, 0.06),
                    (0.17, 0.11),
                    (0.12, 0.16),
                    (-0.06, 0.15),
                    (-0.28, 0.13),
                    (-0.40, 0.08),
                ],
                0.008,
            ),
            (
                [
                    (0.24, 0.08),
                    (0.16, 0.14),
                    (0.10, 0.19),
                    (-0.06, 0.17),
                    (-0.28, 0.15),
                    (-0.41, 0.13),
                ],
                0.006,
            ),
            ([(0.06, -0.26), (0.10, -0.20), (0.16, -0.14), (0.24, -0.08)], 0.007),
            ([(-0.24, -0.20), (-0.40, -0.16), (-0.52, -0.10)], 0.006),
            ([(0.02, 0.07), (-0.02, 0.13), (-0.06, 0.18)], 0.005),
        )
        for run, thick in runs:
            line = [(x, y, 0.008 + thick) for x, y in run]
            cable(line, thick, p.cord if thick > 0.006 else p.brown, body)
            for x, y in run[1:-1]:
                box((0.030, 0.034, 0.014), (x, y, 0.008), p.metal, (0, 0, 30), 0.003, body)
        beam((-0.15, 0.15, 0.011), (-0.15, -0.19, 0.011), 0.018, 0.010, p.metal, body, 0.002)

    def _sundial(self, body: Any, at: tuple[float, float]) -> None:
        """Add the calibration target: rings of grey about a post, four colours at its corners."""
        root = hub((*at, 0), (0, 0, 12), body)
        box((0.098, 0.098, 0.016), (0, 0, 0.010), self.paints.metal, bevel=0.004, parent=root)
        for r, tone, z in (
            (0.040, 0.42, 0.0195),
            (0.031, 0.16, 0.0205),
            (0.021, 0.05, 0.0215),
            (0.012, 0.5, 0.0225),
        ):
            ring = dusty("ring", (tone, tone, tone), 0.7, dust=0.2, wear=0.2)
            drum(r, 0.004, (0, 0, z), ring, bevel=0.0008, parent=root, sides=56)
        corners = ((0.09, 0.10, 0.28), (0.30, 0.22, 0.05), (0.06, 0.17, 0.07), (0.30, 0.055, 0.04))
        for k, colour in enumerate(corners):
            b = math.radians(45 + 90 * k)
            chip = dusty("chip", colour, 0.6, dust=0.2, wear=0.2)
            drum(
                0.0095,
                0.005,
                (0.060 * math.cos(b) * 0.93, 0.060 * math.sin(b) * 0.93, 0.019),
                chip,
                bevel=0.001,
                parent=root,
                sides=28,
            )
        rod((0, 0, 0.02), (0, 0, 0.062), 0.0028, self.paints.dark, root, 16)
        turned(
            [(0, -0.007), (0.005, -0.005), (0.007, 0), (0.005, 0.005), (0, 0.007)],
            self.paints.dark,
            (0, 0, 0.066),
            sides=24,
            parent=root,
        )
