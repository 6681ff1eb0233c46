"""Noise and distance fields over arrays of places: the relief that rock, sand and ice are made of.

All functions take arrays and return arrays of the same length; the same seed gives the same field.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_PRIMES = (np.uint32(73856093), np.uint32(19349663), np.uint32(83492791))


def _bits(cells: Any, seed: int) -> NDArray[np.uint32]:
    """Return 32 mixed bits for each whole-numbered cell (an array n×2 or n×3)."""
    mixed = np.full(cells.shape[0], np.uint32(seed * 2654435761 % 2**32), np.uint32)
    for axis in range(cells.shape[1]):
        mixed ^= cells[:, axis].astype(np.int64).astype(np.uint32) * _PRIMES[axis]
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(2246822519)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(3266489917)
    mixed ^= mixed >> np.uint32(16)
    return np.asarray(mixed, np.uint32)


def chance(cells: Any, seed: int = 0) -> Array:
    """Return an even number in 0…1 for each whole-numbered cell (an array n×2 or n×3)."""
    return (_bits(cells, seed) / 2.0**32).astype(np.float32)


def noise(places: Array, seed: int = 0) -> Array:
    """Return smooth noise in about -1…1 with features one unit wide, in two or three dimensions."""
    base = np.floor(places)
    part = places - base
    ease = part * part * part * (part * (part * 6 - 15) + 10)
    dimensions = places.shape[1]
    total = np.zeros(places.shape[0], np.float32)
    for corner in range(2**dimensions):
        offset = np.array([(corner >> axis) & 1 for axis in range(dimensions)], np.float32)
        cell = base + offset
        away = part - offset
        weight = np.prod(np.where(offset > 0, ease, 1 - ease), axis=1)
        bits = _bits(cell, seed * 7 + 1)
        slope = np.zeros(places.shape[0], np.float32)
        for axis in range(dimensions):
            part_bits = (bits >> np.uint32(10 * axis)) & np.uint32(1023)
            slope += (part_bits.astype(np.float32) / 511.5 - 1) * away[:, axis]
        total += weight * slope
    return np.asarray(total * 1.6, np.float32)


def layered(
    places: Array, octaves: int = 5, seed: int = 0, roughness: float = 0.5, ridged: bool = False
) -> Array:
    """Return noise of several scales, each half as wide as the last; ridged ones have crests."""
    total = np.zeros(places.shape[0], np.float32)
    strength, reach = 1.0, 0.0
    for octave in range(octaves):
        layer = noise(places * 2.03**octave + 17.3 * octave, seed + octave)
        if ridged:
            layer = 1 - 2 * np.abs(layer)
        total += strength * layer
        reach += strength
        strength *= roughness
    return total / np.float32(reach)


def cells(places: Array, seed: int = 0, jitter: float = 0.9) -> tuple[Array, Array, Array]:
    """Split the plane into cells one unit wide, like dried mud.

    Returns for each place the distance to the nearest edge, the way from the cell's centre, and
    the cell's own chance number.
    """
    base = np.floor(places)
    count, dimensions = places.shape
    first = np.full(count, 1e9, np.float32)
    nearest = np.zeros_like(places)
    owner = np.zeros_like(places)
    steps = np.stack(np.meshgrid(*[np.arange(-1, 2)] * dimensions), -1).reshape(-1, dimensions)
    sites = []
    for step in steps:
        cell = base + step
        site = cell + 0.5
        for axis in range(dimensions):
            site[:, axis] += (chance(cell, seed * 5 + axis) - 0.5) * jitter
        sites.append(site)
        distance = np.sum((site - places) ** 2, axis=1)
        closer = distance < first
        first = np.where(closer, distance, first)
        nearest = np.where(closer[:, None], site, nearest)
        owner = np.where(closer[:, None], cell, owner)
    edge = np.full(count, 1e9, np.float32)
    for site in sites:
        between = site - nearest
        length = np.sqrt(np.sum(between**2, axis=1))
        apart = length > 1e-4
        middle = (site + nearest) / 2
        reach = np.sum((middle - places) * between, axis=1) / np.maximum(length, 1e-4)
        edge = np.where(apart, np.minimum(edge, reach), edge)
    return edge.astype(np.float32), places - nearest, chance(owner, seed + 91)


def smooth(low: float, high: float, value: Any) -> Array:
    """Rise smoothly from 0 at ``low`` to 1 at ``high``."""
    part = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(part * part * (3 - 2 * part), np.float32)


def blend(a: Any, b: Any, width: float) -> Array:
    """Return the smaller of two distances with their meeting rounded over ``width``."""
    part = np.clip(0.5 + 0.5 * (b - a) / width, 0, 1)
    return np.asarray(b * (1 - part) + a * part - width * part * (1 - part), np.float32)


def skin(field: Array, low: Array, step: float) -> tuple[Array, NDArray[np.int32]]:
    """Return the surface where a field of distances on a grid is nought (naive surface nets).

    ``field`` is nx×ny×nz, negative inside; ``low`` is the place of its first corner and ``step``
    the grid's spacing. Returns the corners (n×3) and the four-cornered faces (m×4).
    """
    inside = field < 0
    shape = np.array(field.shape) - 1
    total = np.zeros((*shape, 3), np.float32)
    crossings = np.zeros(shape, np.int32)
    corners = [(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]

    def corner(grid: Any, at: tuple[int, int, int]) -> Any:
        return grid[tuple(slice(o, o + n) for o, n in zip(at, shape, strict=True))]

    for axis in range(3):
        for at in corners:
            if at[axis]:
                continue
            other = tuple(o + (1 if i == axis else 0) for i, o in enumerate(at))
            a, b = corner(field, at), corner(field, other)  # type: ignore[arg-type]
            cut = corner(inside, at) != corner(inside, other)  # type: ignore[arg-type]
            where = np.nonzero(cut)
            part = a[where] / (a[where] - b[where])
            place = np.tile(np.array(at, np.float32), (len(part), 1))
            place[:, axis] += part
            total[where] += place
            crossings[where] += 1
    used = crossings > 0
    index = np.full(shape, -1, np.int32)
    index[used] = np.arange(int(used.sum()), dtype=np.int32)
    where = np.nonzero(used)
    places = total[where] / crossings[where][:, None] + np.stack(where, 1)
    faces = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        near = [slice(1, -1)] * 3
        near[axis] = slice(0, -1)
        far = [slice(1, -1)] * 3
        far[axis] = slice(1, None)
        a, b = inside[tuple(near)], inside[tuple(far)]
        at3 = np.stack(np.nonzero(a != b), 1)
        flip = a[tuple(at3.T)]
        at3[:, [u, v]] += 1
        quad = []
        for du, dv in ((-1, -1), (0, -1), (0, 0), (-1, 0)):
            cell = at3.copy()
            cell[:, u] += du
            cell[:, v] += dv
            quad.append(index[tuple(cell.T)])
        face = np.stack(quad, 1)
        face[~flip] = face[~flip][:, ::-1]
        faces.append(face)
    return (low + places * step).astype(np.float32), np.concatenate(faces)
