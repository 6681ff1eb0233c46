"""Skies without a planet: stars, plain gradients of light, and the dusty sky of Mars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from relief import noise

Array: TypeAlias = npt.NDArray[np.float32]
STAR_TURN = 0.35  # each step of brightness up has about a third as many stars


class Stars:
    """A field of uneven stars, with a fainter band along a great circle.

    ``brightness`` is the radiance of the brightest few when one pixel wide at 2400 pixels;
    they are points of light, so they neither grow nor fade with the size of the picture.
    """

    def __init__(self, seed: int, count: int = 9000, brightness: float = 1.2) -> None:
        chance = np.random.default_rng(seed)
        spots = chance.standard_normal((count, 3))
        pole = chance.standard_normal(3)
        pole /= np.linalg.norm(pole)
        milky = chance.random(count) < 0.45
        spots[milky] -= np.outer(spots[milky] @ pole, pole) * 0.82
        self.toward = (spots / np.linalg.norm(spots, axis=1, keepdims=True)).astype(np.float32)
        magnitude = chance.exponential(1.0, count)
        level = brightness * 0.02 * np.exp(STAR_TURN * magnitude * 2.6)
        heat = chance.normal(0, 0.16, count)
        tint = np.stack([1 + heat, np.ones(count), 1 - heat], -1)
        self.light = (np.minimum(level, brightness)[:, None] * tint).astype(np.float32)

    def __call__(self, rays: Array, pixel: float) -> Array:
        """Draw the stars that lie in the solid angle of these rays."""
        total = np.zeros_like(rays)
        centre = rays.mean(0)
        length = float(np.linalg.norm(centre))
        if length < 0.2:
            return total  # a band of the panorama: stars light nothing
        centre /= length
        reach = float((rays @ centre).min())
        near = np.flatnonzero(self.toward @ centre >= reach - 0.001)
        size = max(pixel, 4e-4 / 2) * 0.62
        cosine = np.cos(3.2 * size)
        for star in near:
            along = rays @ self.toward[star]
            hit = np.flatnonzero(along > cosine)
            if hit.size:
                away2 = 2 * (1 - np.minimum(along[hit].astype(np.float64), 1))
                glow = np.exp(-away2 / (2 * size * size)).astype(np.float32)
                total[hit] += glow[:, None] * self.light[star]
        return total


class Gradient:
    """An even sky: a colour overhead, one at the horizon, one below it."""

    def __init__(
        self,
        zenith: tuple[float, float, float],
        horizon: tuple[float, float, float],
        ground: tuple[float, float, float] = (0, 0, 0),
        sharpness: float = 0.5,
    ) -> None:
        self.colours = [np.array(c, np.float32) for c in (zenith, horizon, ground)]
        self.sharpness = sharpness

    def __call__(self, rays: Array, pixel: float) -> Array:
        """Return the colour at each ray's height."""
        del pixel
        height = rays[:, 2:3]
        zenith, horizon, ground = self.colours
        share = np.clip(height, 0, 1) ** self.sharpness
        return np.where(height >= 0, horizon + (zenith - horizon) * share, ground)


class DustySky:
    """The sky of Mars: butterscotch, paler towards the horizon and about the Sun."""

    def __init__(
        self,
        sun: Sequence[float],
        zenith: tuple[float, float, float] = (0.34, 0.235, 0.140),
        horizon: tuple[float, float, float] = (0.78, 0.60, 0.405),
        ground: tuple[float, float, float] = (0.20, 0.105, 0.055),
    ) -> None:
        self.sun = np.array(sun, np.float32) / np.linalg.norm(sun)
        self.zenith, self.horizon, self.ground = (
            np.array(c, np.float32) for c in (zenith, horizon, ground)
        )

    def __call__(self, rays: Array, pixel: float) -> Array:
        """Return the radiance in each direction."""
        del pixel
        up = rays[:, 2:3]
        rise = 1 - np.exp(-np.clip(up, 0, 1) * 3.2)
        sky = self.horizon + (self.zenith - self.horizon) * rise
        near = np.clip(rays @ self.sun, 0, 1)[:, None]
        sky = sky * (1 + 0.5 * near**6 + 0.9 * near**40)
        mottle = noise(rays * np.array((2, 2, 9), np.float32), 5)[:, None]
        sky = sky * (1 + 0.012 * mottle)
        return np.where(up >= -0.004, sky, self.ground).astype(np.float32)
