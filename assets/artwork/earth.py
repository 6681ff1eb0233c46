"""The Earth from low orbit, as a sky: sea with the Sun's glint, land, clouds, thin bright air.

It is reckoned for each direction of view: where the ray meets the globe (or passes it by), what
lies there on a map in kilometres around the point below, what the clouds' relief and shadows do
to it, and what the air between adds and takes (single scattering by Rayleigh and a little haze).
Radiances are such that white cloth in the Sun has the strength of the Sun over pi.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from fields import Chance, smooth

Array: TypeAlias = npt.NDArray[Any]
RADIUS_KM = 6371.0
AIR_SCALE_KM = 8.0
HAZE_SCALE_KM = 1.6
RAYLEIGH = np.array([0.046, 0.108, 0.255], np.float32)  # optical depth straight up, at R, G, B
OZONE = np.array([0.024, 0.030, 0.003], np.float32)
HAZE = 0.035
FULL_AIR = 38.0  # air masses at the horizon
CLOUD_KM = 4.5  # height of the relief that throws shadows
SKYLIGHT = np.array([0.07, 0.11, 0.18], np.float32)  # what shadows on the ground still get
SEA = np.array([0.004, 0.017, 0.055], np.float32)
SHALLOWS = np.array([0.012, 0.11, 0.13], np.float32)


@dataclass(frozen=True)
class Weather:
    """What there is to see: shares from 0 to 1, wavelengths in km."""

    cover: float = 0.45  # of clouds
    land: float = 0.0  # 0: open sea
    dry: float = 0.6  # of the land: desert rather than green
    cirrus: float = 0.5
    swirl: float = 1.0  # how much great storms turn the clouds
    wind: float = 7.0  # m/s, makes the glint wide
    haze: float = 1.0


class Earth:
    """One place on the globe, seen from a height; a sky for ``Studio.sky``.

    ``down`` points to the globe's centre. The studio's Sun lights it. ``seed`` is the place,
    ``turn`` (degrees) turns its map about the point below, ``offset`` (km) moves it.
    Film shows it brighter beside a near white suit than it is, hence ``brightness``.
    """

    def __init__(
        self,
        studio: Any,
        altitude_km: float = 400.0,
        down: Sequence[float] = (0, 0, -1),
        seed: int = 1,
        weather: Weather | None = None,
        turn: float = 0.0,
        offset: tuple[float, float] = (0.0, 0.0),
        brightness: float = 1.35,
    ) -> None:
        self.studio = studio
        self.altitude = altitude_km
        self.brightness = brightness
        self.weather = weather or Weather()
        self.down = np.array(down, np.float32) / np.linalg.norm(down)
        helper = np.array([0, 1, 0] if abs(self.down[1]) < 0.9 else [1, 0, 0], np.float32)
        east = np.cross(helper, -self.down)
        east /= np.linalg.norm(east)
        north = np.cross(-self.down, east)
        c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        self.east = (c * east + s * north).astype(np.float32)
        self.north = (c * north - s * east).astype(np.float32)
        self.offset = np.array(offset, np.float32)
        self.fields = [Chance(seed * 31 + k) for k in range(8)]
        chance = np.random.default_rng(seed)
        self.storms: list[tuple[Array, float, int]] = [
            (chance.uniform(-1500, 1500, 2), chance.uniform(180, 420), chance.choice([-1, 1]))
            for _ in range(7)
        ]

    # -- the map: everything here is (n, 2) kilometres in, (n,) out

    def _stirred(self, p: Array) -> Array:
        """Positions moved along by great storms, so that clouds lie in spirals and bands."""
        q = p.copy()
        for centre, size, sense in self.storms:
            away: Array = q - centre.astype(np.float32)
            distance2 = (away * away).sum(1) / np.float32(size * size)
            angle = np.float32(sense * 3.4 * self.weather.swirl) * np.exp(-distance2)
            c, s = np.cos(angle), np.sin(angle)
            q[:, 0] += (c - 1) * away[:, 0] - s * away[:, 1]
            q[:, 1] += s * away[:, 0] + (c - 1) * away[:, 1]
        f = self.fields[0]
        push_x = f.fractal(q, 800, 3)
        push_y = f.fractal(q + 333, 800, 3)
        return np.asarray(q + 260 * np.stack([push_x, push_y], 1))

    def clouds(self, p: Array, footprint: Array) -> Array:
        """Thickness of the low clouds; above 0 there is cloud, 1 is a solid bank."""
        q = self._stirred(p)
        broad = self.fields[1].fractal(q, 900, 4, footprint, 0.55)
        # Rows of cloud along the wind: noise drawn out in one direction.
        rows = q @ np.array([[0.9, 0.34], [-0.06, 0.95]], np.float32)
        rows[:, 0] = rows[:, 0] * 0.3
        streets = self.fields[2].fractal(rows, 70, 4, footprint * 0.7, 0.55)
        crooked = p + 9 * np.stack(
            [self.fields[3].fractal(p, 30, 3, footprint), self.fields[3].fractal(p + 77, 30, 3)], 1
        )
        first, second = self.fields[3].cells(crooked / np.float32(34))
        heap = (second - first) * np.clip(17 / np.maximum(footprint, 1e-3) - 0.5, 0, 1)
        puffs = self.fields[4].fractal(crooked, 26, 8, footprint, 0.62)
        wisps = self.fields[5].fractal(q, 160, 7, footprint, 0.6)
        kind = smooth(-0.15, 0.35, self.fields[6].fractal(p, 700, 2))
        fine = kind * (0.55 * heap - 0.2 + 0.75 * puffs) + (1 - kind) * (
            0.9 * wisps + 0.5 * streets
        )
        bias = (self.weather.cover - 0.5) * 0.95
        return np.asarray(1.15 * broad + 0.55 * fine + 0.25 * streets + bias, np.float32)

    def cirrus(self, p: Array, footprint: Array) -> Array:
        """Thickness of the high veil, 0 to 1."""
        q = p * 0.5 + self._stirred(p) * 0.5
        veil = q @ np.array([[0.77, -0.64], [0.64, 0.77]], np.float32)
        veil[:, 0] = veil[:, 0] * 0.16
        streaks = self.fields[7].fractal(veil, 110, 7, footprint * 0.5, 0.6)
        where = self.fields[6].fractal(q + 500, 900, 3)
        return smooth(0.0, 0.9, streaks + 0.9 * where + (self.weather.cirrus - 0.5)) * 0.8

    def ground(self, p: Array, footprint: Array, light: Array) -> tuple[Array, Array]:
        """Return the colour of land and sea (n, 3) and the share of sea (n,)."""
        sea = np.broadcast_to(SEA, (len(p), 3)).copy()
        if self.weather.land <= 0:
            return sea, np.ones(len(p), np.float32)
        f = self.fields[5]
        coast = f.fractal(p, 1500, 11, footprint, 0.52) + (self.weather.land - 0.5) * 0.9
        shore = smooth(-0.012, 0.004, coast)
        shallow = smooth(-0.10, 0.0, coast) ** 2
        sea += (SHALLOWS - sea) * (0.55 * shallow)[:, None]
        hills = f.fractal(p + 4000, 240, 9, footprint, 0.56, ridged=True)
        slope = f.fractal(p + 4000 + light * 3.0, 240, 9, footprint, 0.56, ridged=True) - hills
        damp = f.fractal(p + 9000, 900, 5, footprint) + 0.5 - self.weather.dry
        tone = f.fractal(p + 2500, 90, 7, footprint, 0.6)
        sand = np.array([0.40, 0.27, 0.155], np.float32) + tone[:, None] * np.array(
            [0.16, 0.11, 0.08], np.float32
        )
        rock = np.array([0.20, 0.135, 0.10], np.float32)
        green = np.array([0.055, 0.085, 0.032], np.float32) * (1 + 0.7 * tone[:, None])
        soil = sand + (rock - sand) * smooth(0.05, 0.45, hills)[:, None]
        soil = soil + (green - soil) * smooth(-0.05, 0.22, damp)[:, None]
        soil = soil * np.clip(1 - 2.2 * slope, 0.35, 1.7)[:, None]
        return sea + (soil - sea) * shore[:, None], 1 - shore

    # -- the view

    def covers(self, rays: Array) -> Array:
        """Return 1 where the globe hides what is behind it, else 0."""
        low = (RADIUS_KM + 14) / (RADIUS_KM + self.altitude)
        return np.asarray(rays @ self.down > np.sqrt(1 - low * low), np.float32)

    def __call__(self, rays: Array, pixel: float) -> Array:
        """Return the radiance of the globe and its air in each direction."""
        sun = np.array(self.studio.sun_toward, np.float32)
        height = RADIUS_KM + self.altitude
        down = rays @ self.down
        inside = (height * down) ** 2 - (height**2 - RADIUS_KM**2)
        hit = (down > 0) & (inside > 0)
        result = np.zeros_like(rays)
        if hit.any():
            distance = height * down[hit] - np.sqrt(inside[hit])
            result[hit] = self._globe(rays[hit], distance, sun, pixel)
        edge = ~hit & (down > 0)
        if edge.any():
            lowest = height * np.sqrt(1 - down[edge] ** 2) - RADIUS_KM
            near = lowest < 110
            if near.any():
                chosen = np.flatnonzero(edge)[near]
                result[chosen] = self._limb(rays[chosen], lowest[near], down[chosen], sun)
        return result * np.float32(self.brightness * self.studio.sun_strength / np.pi)

    def _globe(self, rays: Array, distance: Array, sun: Array, pixel: float) -> Array:
        up = -self.down * (RADIUS_KM + self.altitude)
        normal = ((rays * distance[:, None] + up) / RADIUS_KM).astype(np.float32)
        view = np.maximum(-(rays * normal).sum(1), 1e-3)
        height = normal @ sun
        flat = np.stack([normal @ self.east, normal @ self.north], 1)
        sine = np.maximum(np.linalg.norm(flat, axis=1), 1e-9)
        p = flat * (RADIUS_KM * np.arcsin(np.minimum(sine, 1)) / sine)[:, None] + self.offset
        p = p.astype(np.float32)
        # A pixel covers a long strip of distant ground; take a size between its two sides.
        footprint = (distance * pixel / view**0.55).astype(np.float32)
        across = np.array([sun @ self.east, sun @ self.north], np.float32)
        across /= max(float(np.linalg.norm(across)), 1e-6)
        lean = np.sqrt(np.clip(1 - height**2, 0, 1)) / np.maximum(height, 0.12)

        day = smooth(-0.10, 0.06, height)
        lit = np.maximum(height, 0.0) * day
        sun_air = _air_mass(height)
        haze = HAZE * self.weather.haze
        deep = RAYLEIGH + OZONE + haze * 0.3
        reddened = np.exp(-deep * np.minimum(sun_air, 12)[:, None] * 0.5)
        sunlight = lit[:, None] * reddened
        skylight = SKYLIGHT * (0.35 * lit + 0.05 * day)[:, None] * 1.6

        colour, sea = self.ground(p, footprint, across)
        cloud = self.clouds(p, footprint)
        step = (across[None, :] * (CLOUD_KM * np.minimum(lean, 6))[:, None]).astype(np.float32)
        toward = self.clouds(p + step, footprint)
        nearer = self.clouds(p + step * 0.3, footprint)
        veil = self.cirrus(p, footprint)

        shadow = np.exp(-4.0 * np.maximum(toward - 0.02, 0)) * (1 - 0.45 * veil)
        shone = sunlight * shadow[:, None] + skylight
        surface = colour * shone
        surface += (self._glint(rays, normal, sun, p, footprint) * sea * shadow * day)[:, None] * (
            reddened
        )

        thick = np.maximum(cloud, 0)
        opaque = 1 - np.exp(-(9.0 * thick**1.25))
        bright = 0.30 + 0.58 * (1 - np.exp(-4.5 * thick))
        relief = np.clip(
            1 + 1.6 * (cloud - nearer) + 0.9 * np.minimum(cloud - toward, 0.25), 0.35, 1.45
        )
        white = bright[:, None] * (sunlight * relief[:, None] + skylight * 1.3)
        seen = surface + (white - surface) * opaque[:, None]
        seen += (sunlight * 0.78 + skylight - seen) * (veil * 0.62)[:, None]

        air, clear = self._airlight(rays, sun, _air_mass(view), sun_air, haze)
        # Clouds stand above half of the haze and some of the air.
        above = 1 - 0.35 * np.maximum(opaque, veil)[:, None]
        return np.asarray(seen * clear**above + air * above * day[:, None], np.float32)

    def _glint(self, rays: Array, normal: Array, sun: Array, p: Array, footprint: Array) -> Array:
        """Return the Sun's reflection off waves (Cox and Munk), as a reflectance."""
        half = sun - rays
        half /= np.linalg.norm(half, axis=1, keepdims=True)
        tilt = np.maximum((half * normal).sum(1), 1e-3)
        gusts = self.fields[2].fractal(p, 240, 7, footprint, 0.62)
        spread = (0.003 + 0.00512 * self.weather.wind) * np.exp(1.3 * gusts)
        tangent2 = 1 / tilt**2 - 1
        chance = np.exp(-tangent2 / spread) / (np.pi * spread)
        cosine = np.clip((half * sun).sum(1), 0, 1)
        fresnel = 0.02 + 0.98 * (1 - cosine) ** 5
        view = np.maximum(-(rays * normal).sum(1), 0.06)
        return np.asarray(np.pi * fresnel * chance / (4 * view * tilt**4), np.float32)

    def _airlight(
        self, rays: Array, sun: Array, view_air: Array, sun_air: Array, haze: float
    ) -> tuple[Array, Array]:
        cosine = (rays @ sun)[:, None]
        rayleigh = 0.75 * (1 + cosine**2)
        g = 0.68
        forward = (1 - g * g) / (1 + g * g - 2 * g * cosine) ** 1.5
        deep = RAYLEIGH + haze
        phase = (RAYLEIGH * rayleigh + haze * 0.9 * forward) / deep
        path, both = view_air[:, None], (view_air + sun_air)[:, None]
        share = 1 - np.exp(-deep * both)
        # Light scattered more than once whitens and brightens long paths.
        air = (
            phase
            / 4
            * (path / both)
            * share
            * (0.85 + 1.5 * share**2 * np.exp(-0.09 * sun_air)[:, None])
        )
        clear = np.exp(-(deep + OZONE) * path * 0.8)
        return np.asarray(air, np.float32), np.asarray(clear, np.float32)

    def _limb(self, rays: Array, lowest: Array, down: Array, sun: Array) -> Array:
        """Return the light of the air alone, for rays that pass above the horizon."""
        reach = (RADIUS_KM + self.altitude) * down
        point = rays * reach[:, None] - self.down * (RADIUS_KM + self.altitude)
        point /= np.linalg.norm(point, axis=1, keepdims=True)
        height = point @ sun
        day = smooth(-0.16, 0.08, height)[:, None]
        haze = HAZE * self.weather.haze
        thin = np.exp(-np.maximum(lowest, 0) / AIR_SCALE_KM)[:, None]
        haze_thin = np.exp(-np.maximum(lowest, 0) / HAZE_SCALE_KM)[:, None]
        path = 2 * FULL_AIR
        cosine = (rays @ sun)[:, None]
        rayleigh = 0.75 * (1 + cosine**2)
        g = 0.68
        forward = (1 - g * g) / (1 + g * g - 2 * g * cosine) ** 1.5
        depth_air, depth_haze = RAYLEIGH * thin, haze * haze_thin
        deep = depth_air + depth_haze
        phase = (depth_air * rayleigh + depth_haze * 0.9 * forward) / np.maximum(deep, 1e-9)
        sun_path = _air_mass(height)[:, None] * thin
        reddened = np.exp(-(RAYLEIGH + OZONE) * np.minimum(sun_path, 14) * 0.8)
        ozone = np.exp(-OZONE * path * 0.25 * np.exp(-np.abs(lowest[:, None] - 18) / 25))
        share = 1 - np.exp(-deep * path)
        air = phase / 4 * share * (1.2 + 1.5 * share) * reddened * ozone
        return np.asarray(air * day, np.float32)


def _air_mass(cosine: Array) -> Array:
    """Return how many times the air straight up lies along a slant (Kasten and Young)."""
    angle = np.degrees(np.arccos(np.clip(cosine, 0, 1)))
    return np.asarray(1 / (np.clip(cosine, 0, 1) + 0.15 * (93.885 - angle) ** -1.253), np.float32)
