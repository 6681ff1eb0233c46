"""Fields of chance over a plane: smooth noise, fractal sums, cells.

Positions are (n, 2) in any unit, wavelengths and footprints in the same; results are (n,).
A fractal sum leaves out the waves that are finer than the footprint of a pixel, so that
distant ground does not flicker.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]
TABLE = 512
GOLDEN_TURN = 2.399963


class Chance:
    """Tables of random numbers of one seed."""

    def __init__(self, seed: int) -> None:
        chance = np.random.default_rng(seed)
        order = chance.permutation(TABLE).astype(np.int32)
        self.order = np.concatenate([order, order])
        turn = chance.uniform(0, 2 * np.pi, TABLE)
        self.cos, self.sin = np.cos(turn).astype(np.float32), np.sin(turn).astype(np.float32)
        self.u = chance.random(TABLE).astype(np.float32)
        self.v = chance.random(TABLE).astype(np.float32)

    def _hash(self, x: npt.NDArray[np.int32], y: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        inner = self.order[x & (TABLE - 1)]
        return np.asarray(self.order[inner + (y & (TABLE - 1))], np.int32)

    def waves(self, p: Array) -> Array:
        """Gradient noise of wavelength 1, about -0.7 to 0.7."""
        cell = np.floor(p)
        f = (p - cell).astype(np.float32)
        x, y = cell[:, 0].astype(np.int32), cell[:, 1].astype(np.int32)
        fx, fy = f[:, 0], f[:, 1]
        sx = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
        sy = fy * fy * fy * (fy * (fy * 6 - 15) + 10)

        def corner(dx: int, dy: int) -> Array:
            h = self._hash(x + dx, y + dy)
            return np.asarray(self.cos[h] * (fx - dx) + self.sin[h] * (fy - dy))

        low = corner(0, 0)
        low += sx * (corner(1, 0) - low)
        high = corner(0, 1)
        high += sx * (corner(1, 1) - high)
        return np.asarray(low + sy * (high - low), np.float32)

    def fractal(
        self,
        p: Array,
        longest: float,
        octaves: int,
        footprint: Array | float = 0.0,
        gain: float = 0.5,
        ridged: bool = False,
        step: float = 2.03,
    ) -> Array:
        """Sum noise of wavelengths from ``longest`` down; about -0.6 to 0.6."""
        total = np.zeros(len(p), np.float32)
        strength, wave = 1.0, longest
        for octave in range(octaves):
            fade: Array | float = 1.0
            if not np.isscalar(footprint) or footprint:
                fade = np.clip(wave / (2.0 * np.maximum(footprint, 1e-6)) - 0.5, 0, 1)
                if not np.any(fade):
                    break
            c, s = np.cos(octave * GOLDEN_TURN), np.sin(octave * GOLDEN_TURN)
            turned = p @ np.array([[c, s], [-s, c]], np.float32) / np.float32(wave)
            value = self.waves(turned + np.float32(octave * 17.7))
            if ridged:
                value = 0.35 - np.abs(value) * 1.6
            total += strength * fade * value
            strength *= gain
            wave /= step
        return total

    def cells(self, p: Array) -> tuple[Array, Array]:
        """Distances to the nearest and the second nearest of scattered points, one a unit cell."""
        cell = np.floor(p)
        f = (p - cell).astype(np.float32)
        x, y = cell[:, 0].astype(np.int32), cell[:, 1].astype(np.int32)
        first = np.full(len(p), 9, np.float32)
        second = first.copy()
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                h = self._hash(x + dx, y + dy)
                away = (self.u[h] + dx - f[:, 0]) ** 2 + (self.v[h] + dy - f[:, 1]) ** 2
                second = np.minimum(second, np.maximum(first, away))
                first = np.minimum(first, away)
        return np.sqrt(first), np.sqrt(second)


def smooth(low: float, high: float, value: Array) -> Array:
    """Rise from 0 to 1 between two values, without corners."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


class SolidChance:
    """Gradient noise in space; positions (n, 3), results (n,), about -0.7 to 0.7."""

    def __init__(self, seed: int) -> None:
        chance = np.random.default_rng(seed)
        order = chance.permutation(TABLE).astype(np.int32)
        self.order = np.concatenate([order, order])
        steep = chance.standard_normal((TABLE, 3))
        self.steep = (steep / np.linalg.norm(steep, axis=1, keepdims=True)).astype(np.float32)

    def waves(self, p: Array) -> Array:
        """Noise of wavelength 1."""
        p = np.asarray(p, np.float32)
        cell = np.floor(p)
        f = p - cell
        n = cell.astype(np.int32) & (TABLE - 1)
        s = f * f * f * (f * (f * 6 - 15) + 10)
        total = np.zeros(len(p), np.float32)
        for dx in (0, 1):
            for dy in (0, 1):
                for dz in (0, 1):
                    h = self.order[(n[:, 0] + dx) & (TABLE - 1)]
                    h = self.order[h + ((n[:, 1] + dy) & (TABLE - 1))]
                    h = self.order[h + ((n[:, 2] + dz) & (TABLE - 1))]
                    away = f - np.array([dx, dy, dz], np.float32)
                    share = np.ones(len(p), np.float32)
                    for axis, d in enumerate((dx, dy, dz)):
                        share *= s[:, axis] if d else 1 - s[:, axis]
                    total += share * (away * self.steep[h]).sum(1)
        return total * 1.4

    def pillows(self, p: Array, octaves: int = 3, gain: float = 0.5) -> Array:
        """Return rounded swellings with pinched creases between them, 0 to about 1."""
        total = np.zeros(len(p), np.float32)
        strength, whole = 1.0, 0.0
        for octave in range(octaves):
            total += (
                strength * np.abs(self.waves(p * np.float32(2.1**octave) + 13.3 * octave)) ** 0.8
            )
            whole += strength
            strength *= gain
        return np.asarray(np.minimum(total / whole * 1.9, 1.2), np.float32)
