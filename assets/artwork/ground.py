"""Shared parts of the scenes on the ground: light, grain, relief and a small solid painter."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 2400, 1600

Point = tuple[float, float]
Vec = tuple[float, float, float]
Colour = tuple[float, float, float]
Field = Callable[[Vec], float]
Tone = Callable[[float, Vec, Vec], Colour]


# ---------------------------------------------------------------- page and surface


def page(body: str, defs: str = "", backdrop: str = "#000") -> str:
    """Wrap a drawing as a complete picture."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}"><defs>{defs}</defs>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{backdrop}"/>{body}</svg>'
    )


def whole(fill: str, extra: str = "") -> str:
    """Make a rectangle over the whole picture."""
    return f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{fill}" {extra}/>'


def linear(name: str, line: tuple[float, float, float, float], *stops: tuple[float, str]) -> str:
    """Make a linear gradient in picture units; a stop may carry its opacity: #rrggbb@.5."""
    x1, y1, x2, y2 = line
    return (
        f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" '
        f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">{_stops(stops)}</linearGradient>'
    )


def radial(name: str, circle: tuple[float, float, float], *stops: tuple[float, str]) -> str:
    """Make a radial gradient in picture units; stops as in linear()."""
    cx, cy, r = circle
    return (
        f'<radialGradient id="{name}" gradientUnits="userSpaceOnUse" '
        f'cx="{cx}" cy="{cy}" r="{r}">{_stops(stops)}</radialGradient>'
    )


def _stops(stops: Iterable[tuple[float, str]]) -> str:
    parts = []
    for offset, colour in stops:
        tint, _, alpha = colour.partition("@")
        parts.append(f'<stop offset="{offset}" stop-color="{tint}" stop-opacity="{alpha or "1"}"/>')
    return "".join(parts)


def blur(name: str, radius: float) -> str:
    """Make a soft-focus filter with room to spread."""
    return (
        f'<filter id="{name}" x="-50%" y="-50%" width="200%" height="200%">'
        f'<feGaussianBlur stdDeviation="{radius}"/></filter>'
    )


def lit_noise(
    name: str,
    frequency: str,
    *,
    octaves: int = 4,
    seed: int = 1,
    relief_height: float = 6,
    azimuth: float = 200,
    elevation: float = 45,
) -> str:
    """Make a filter that fills its shape with side-lit rough matter (mid-grey when flat)."""
    gain = 0.5 / math.sin(math.radians(elevation))
    return (
        f'<filter id="{name}" x="0" y="0" width="100%" height="100%" '
        'color-interpolation-filters="sRGB">'
        f'<feTurbulence type="fractalNoise" baseFrequency="{frequency}" '
        f'numOctaves="{octaves}" seed="{seed}"/>'
        f'<feDiffuseLighting surfaceScale="{relief_height}" diffuseConstant="{gain:.3f}" '
        f'lighting-color="#fff"><feDistantLight azimuth="{azimuth}" elevation="{elevation}"/>'
        '</feDiffuseLighting><feComposite in2="SourceAlpha" operator="in"/></filter>'
    )


def cloud_noise(
    name: str, frequency: str, *, octaves: int = 4, seed: int = 1, gain: float = 3, bias: float = -1
) -> str:
    """Make a filter that lets its shape's own colour through in drifting patches."""
    return (
        f'<filter id="{name}" x="0" y="0" width="100%" height="100%" '
        'color-interpolation-filters="sRGB">'
        f'<feTurbulence type="fractalNoise" baseFrequency="{frequency}" '
        f'numOctaves="{octaves}" seed="{seed}"/>'
        f'<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 {gain} {bias}"/>'
        '<feComposite in="SourceGraphic" operator="in"/></filter>'
    )


def grain(strength: float, *, frequency: float = 0.5, seed: int = 7) -> tuple[str, str]:
    """Film grain: the filter and the rectangle that lies over the picture."""
    defs = (
        '<filter id="grain" x="0" y="0" width="100%" height="100%" '
        'color-interpolation-filters="sRGB">'
        f'<feTurbulence type="fractalNoise" baseFrequency="{frequency}" numOctaves="2" '
        f'seed="{seed}"/><feColorMatrix values="'
        "2.4 0 0 0 -.7 2.4 0 0 0 -.7 2.4 0 0 0 -.7 0 0 0 0 1"
        '"/></filter>'
    )
    rect = whole("#808080", f'filter="url(#grain)" opacity="{strength}" style="{BLEND_OVERLAY}"')
    return defs, rect


def vignette(
    strength: float, *, centre: Point = (1200, 800), reach: float = 1500
) -> tuple[str, str]:
    """Darkened corners: the gradient and the rectangle that lies over the picture."""
    defs = radial(
        "vignette",
        (*centre, reach),
        (0.45, "#000000@0"),
        (0.75, f"#000000@{strength * 0.4:.2f}"),
        (1, f"#000000@{strength}"),
    )
    return defs, whole("url(#vignette)")


BLEND_OVERLAY = "mix-blend-mode:overlay"
BLEND_MULTIPLY = "mix-blend-mode:multiply"
BLEND_SCREEN = "mix-blend-mode:screen"
BLEND_SOFT = "mix-blend-mode:soft-light"


def hexed(colour: Colour) -> str:
    """Write a colour of three numbers 0..255 as #rrggbb."""
    return "#" + "".join(f"{min(255, max(0, round(c))):02x}" for c in colour)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """From colour a to colour b."""
    t = min(1.0, max(0.0, share))
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def ramp(value: float, *stops: tuple[float, Colour]) -> Colour:
    """Return the colour at a value along a scale of (value, colour) stops."""
    for (low, first), (high, second) in pairwise(stops):
        if value <= high:
            return mix(first, second, (value - low) / (high - low))
    return stops[-1][1]


def grey(value: float) -> Colour:
    """Return a neutral tone, 0 black to 1 white."""
    return (value * 255, value * 255, value * 255)


# ---------------------------------------------------------------- outlines


def polygon(points: Sequence[Point]) -> str:
    """Path data of a straight-edged closed outline."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def smooth(points: Sequence[Point], *, closed: bool = True) -> str:
    """Path data of a soft outline through the points."""
    n = len(points)
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for i in range(n if closed else n - 1):
        before = points[i - 1] if closed or i else points[0]
        a, b = points[i], points[(i + 1) % n]
        after = points[(i + 2) % n] if closed else points[min(i + 2, n - 1)]
        parts.append(
            f"C{a[0] + (b[0] - before[0]) / 6:.1f} {a[1] + (b[1] - before[1]) / 6:.1f} "
            f"{b[0] - (after[0] - a[0]) / 6:.1f} {b[1] - (after[1] - a[1]) / 6:.1f} "
            f"{b[0]:.1f} {b[1]:.1f}"
        )
    return "".join(parts) + ("Z" if closed else "")


def ragged(centre: Point, radii: tuple[float, float], rough: float, seed: float) -> str:
    """Path data of an irregular spill."""
    ring = []
    for k in range(56):
        t = 2 * math.pi * k / 56
        reach = 1 + rough * (2 * noise(math.cos(t) * 4 + seed, math.sin(t) * 4 + seed, seed) - 1)
        ring.append(
            (centre[0] + radii[0] * reach * math.cos(t), centre[1] + radii[1] * reach * math.sin(t))
        )
    return smooth(ring)


# ---------------------------------------------------------------- noise


def _lattice(x: int, y: int, z: int) -> float:
    h = (x * 374761393 + y * 668265263 + z * 2147483647) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((h ^ (h >> 16)) & 0xFFFF) / 65535


def noise(x: float, y: float, z: float = 0.0) -> float:
    """Soft value noise, 0..1."""
    xi, yi, zi = math.floor(x), math.floor(y), math.floor(z)
    u, v, w = x - xi, y - yi, z - zi
    u, v, w = u * u * (3 - 2 * u), v * v * (3 - 2 * v), w * w * (3 - 2 * w)
    planes = []
    for k in (0, 1):
        rows = []
        for j in (0, 1):
            a, b = _lattice(xi, yi + j, zi + k), _lattice(xi + 1, yi + j, zi + k)
            rows.append(a + (b - a) * u)
        planes.append(rows[0] + (rows[1] - rows[0]) * v)
    return planes[0] + (planes[1] - planes[0]) * w


def layered(x: float, y: float, z: float = 0.0, octaves: int = 4) -> float:
    """Noise of several sizes, 0..1."""
    total, size, share = 0.0, 1.0, 0.5
    for _ in range(octaves):
        total += share * noise(x * size, y * size, z * size + size)
        size *= 2.03
        share *= 0.5
    return total / (1 - 0.5**octaves)


# ---------------------------------------------------------------- vectors


def add(a: Vec, b: Vec, scale: float = 1.0) -> Vec:
    """Return a + b·scale."""
    return (a[0] + b[0] * scale, a[1] + b[1] * scale, a[2] + b[2] * scale)


def dot(a: Vec, b: Vec) -> float:
    """Inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Outer product."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def unit(a: Vec) -> Vec:
    """Return the same direction, length one."""
    size = math.sqrt(dot(a, a)) or 1.0
    return (a[0] / size, a[1] / size, a[2] / size)


# ---------------------------------------------------------------- relief: rounded forms in light


def blend(a: float, b: float, soft: float) -> float:
    """Join two distance fields with a soft seam."""
    h = max(soft - abs(a - b), 0.0) / soft
    return min(a, b) - h * h * soft * 0.25


def ellipsoid(p: Vec, centre: Vec, radii: Vec) -> float:
    """Distance (nearly) from a point to an ellipsoid."""
    x, y, z = (p[0] - centre[0]), (p[1] - centre[1]), (p[2] - centre[2])
    a, b, c = x / radii[0], y / radii[1], z / radii[2]
    near = math.sqrt(a * a + b * b + c * c)
    a, b, c = a / radii[0], b / radii[1], c / radii[2]
    steep = math.sqrt(a * a + b * b + c * c) or 1e-6
    return near * (near - 1) / steep


def relief(
    field: Field,
    *,
    centre: Point,
    size: float,
    extent: tuple[float, float],
    cell: float,
    light: Vec,
    tone: Tone,
    depth: float = 1.6,
) -> str:
    """Model a distance field in light, seen along -z, as rows of small cells of colour.

    ``size`` is picture units per field unit; ``extent`` half the width and height in field units.
    ``tone`` gets the light received (0..1, shadows counted), the normal and the place.
    """
    sun = unit(light)
    step = cell / size
    columns, rows = int(2 * extent[0] / step), int(2 * extent[1] / step)
    parts = ['<g shape-rendering="crispEdges">']
    for row in range(rows):
        y = extent[1] - (row + 0.5) * step
        run_start, run_colour = 0, ""
        for column in range(columns + 1):
            colour = ""
            if column < columns:
                hit = _march(field, (-extent[0] + (column + 0.5) * step, y, depth), depth)
                if hit is not None:
                    colour = hexed(tone(*_received(field, hit, sun)))
            if colour != run_colour:
                if run_colour:
                    parts.append(
                        f'<rect x="{centre[0] - extent[0] * size + run_start * cell:.1f}" '
                        f'y="{centre[1] - extent[1] * size + row * cell:.1f}" '
                        f'width="{(column - run_start) * cell:.1f}" height="{cell:.1f}" '
                        f'fill="{run_colour}"/>'
                    )
                run_start, run_colour = column, colour
    return "".join(parts) + "</g>"


def _march(field: Field, start: Vec, depth: float) -> Vec | None:
    x, y, z = start
    for _ in range(60):
        distance = field((x, y, z))
        if distance < 0.003:
            return (x, y, z)
        z -= distance * 0.9
        if z < -depth:
            return None
    return None


def _received(field: Field, place: Vec, sun: Vec) -> tuple[float, Vec, Vec]:
    e = 0.004
    x, y, z = place
    here = field(place)
    normal = unit(
        (
            field((x + e, y, z)) - here,
            field((x, y + e, z)) - here,
            field((x, y, z + e)) - here,
        )
    )
    facing = dot(normal, sun)
    if facing <= 0:
        return 0.0, normal, place
    open_sky, travelled = 1.0, 0.03
    while travelled < 1.6:
        distance = field(add(add(place, normal, 0.012), sun, travelled))
        if distance < 0.002:
            open_sky = 0.0
            break
        open_sky = min(open_sky, 9 * distance / travelled)
        travelled += max(distance, 0.02)
    return facing * open_sky, normal, place


# ---------------------------------------------------------------- solids in perspective


@dataclass(frozen=True)
class Face:
    """One flat piece of a solid."""

    points: tuple[Vec, ...]
    colour: Colour

    @property
    def middle(self) -> Vec:
        """The centre of the piece."""
        n = len(self.points)
        return (
            sum(p[0] for p in self.points) / n,
            sum(p[1] for p in self.points) / n,
            sum(p[2] for p in self.points) / n,
        )

    @property
    def normal(self) -> Vec:
        """The outward direction (points run anticlockwise seen from outside)."""
        a, b, c = self.points[0], self.points[1], self.points[2]
        return unit(cross(add(b, a, -1), add(c, a, -1)))


@dataclass(frozen=True)
class Camera:
    """A pinhole camera; z is up in the world."""

    eye: Vec
    target: Vec
    focal: float
    centre: Point

    def axes(self) -> tuple[Vec, Vec, Vec]:
        """Right, up and forward."""
        forward = unit(add(self.target, self.eye, -1))
        right = unit(cross(forward, (0, 0, 1)))
        return right, cross(right, forward), forward

    def project(self, p: Vec) -> Point:
        """Where a point of the world falls in the picture."""
        right, up, forward = self.axes()
        d = add(p, self.eye, -1)
        far = max(dot(d, forward), 0.01)
        return (
            self.centre[0] + self.focal * dot(d, right) / far,
            self.centre[1] - self.focal * dot(d, up) / far,
        )


def quad(a: Vec, b: Vec, c: Vec, d: Vec, colour: Colour, *, piece: float = 0.3) -> list[Face]:
    """Build a four-cornered plate, cut into small pieces so that it can be sorted by distance."""

    def span(p: Vec, q: Vec) -> int:
        d = add(q, p, -1)
        return max(1, math.ceil(math.sqrt(dot(d, d)) / piece))

    def at(s: float, t: float) -> Vec:
        low = add(a, add(b, a, -1), s)
        high = add(d, add(c, d, -1), s)
        return add(low, add(high, low, -1), t)

    n, m = span(a, b), span(b, c)
    return [
        Face(
            (
                at(i / n, j / m),
                at((i + 1) / n, j / m),
                at((i + 1) / n, (j + 1) / m),
                at(i / n, (j + 1) / m),
            ),
            colour,
        )
        for i in range(n)
        for j in range(m)
    ]


def box(
    low: Vec, high: Vec, colour: Colour, *, turn: float = 0.0, piece: float = 0.3
) -> list[Face]:
    """Build a box between two corners, turned about its own upright axis by degrees."""
    cx, cy = (low[0] + high[0]) / 2, (low[1] + high[1]) / 2
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))

    def corner(x: float, y: float, z: float) -> Vec:
        return (cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c, z)

    (x0, y0, z0), (x1, y1, z1) = low, high
    p = [corner(x, y, z) for z in (z0, z1) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    sides = ((0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7), (4, 5, 6, 7), (3, 2, 1, 0))
    return [f for i, j, k, m in sides for f in quad(p[i], p[j], p[k], p[m], colour, piece=piece)]


def tube(
    start: Vec, end: Vec, radius: float, colour: Colour, *, sides: int = 14, pieces: int = 1
) -> list[Face]:
    """Build a round bar with flat ends."""
    axis = unit(add(end, start, -1))
    side = unit(cross(axis, (0, 0, 1) if abs(axis[2]) < 0.9 else (1, 0, 0)))
    other = cross(axis, side)

    def ring(share: float) -> list[Vec]:
        base = add(start, add(end, start, -1), share)
        return [
            add(
                add(base, side, radius * math.cos(2 * math.pi * i / sides)),
                other,
                radius * math.sin(2 * math.pi * i / sides),
            )
            for i in range(sides)
        ]

    rings = [ring(k / pieces) for k in range(pieces + 1)]
    faces = [
        Face((low[i], low[(i + 1) % sides], high[(i + 1) % sides], high[i]), colour)
        for low, high in pairwise(rings)
        for i in range(sides)
    ]
    return [
        *faces,
        Face(tuple(rings[-1]), colour),
        Face(tuple(reversed(rings[0])), colour),
    ]


def paint(
    faces: Iterable[Face],
    camera: Camera,
    sun: Vec,
    *,
    shade: Colour,
    glow: Colour,
    blocked: Callable[[Vec], bool] | None = None,
) -> str:
    """Draw solids back to front: ``glow`` is the sun's tint, ``shade`` that of the sky's light."""
    light = unit(sun)
    drawn = []
    for face in faces:
        middle, normal = face.middle, face.normal
        view = add(camera.eye, middle, -1)
        if dot(normal, view) <= 0:
            continue
        sunlit = max(0.0, dot(normal, light))
        if sunlit and blocked is not None and blocked(add(middle, normal, 0.02)):
            sunlit = 0.0
        sky = 0.55 + 0.45 * normal[2]
        received = [glow[k] / 255 * sunlit + shade[k] / 255 * sky for k in range(3)]
        colour = hexed(
            (
                face.colour[0] * received[0],
                face.colour[1] * received[1],
                face.colour[2] * received[2],
            )
        )
        outline = polygon([camera.project(p) for p in face.points])
        drawn.append(
            (
                -dot(view, view),
                f'<path d="{outline}" fill="{colour}" stroke="{colour}" stroke-width=".9"/>',
            )
        )
    drawn.sort(key=lambda item: item[0])
    return "".join(path for _, path in drawn)


def cast(faces: Iterable[Face], camera: Camera, sun: Vec, *, floor: float = 0.0) -> str:
    """Path data of the shadow that solids throw on level ground."""
    light = unit(sun)
    parts = []
    for face in faces:
        if dot(face.normal, light) <= 0:
            continue
        parts.append(
            polygon([camera.project(add(p, light, (floor - p[2]) / light[2])) for p in face.points])
        )
    return "".join(parts)


# ---------------------------------------------------------------- people


def turned(p: Vec, yaw: float, pitch: float = 0.0) -> Vec:
    """Return a place seen from a form that is turned aside and nodded, in degrees."""
    c, s = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    x, z = p[0] * c - p[2] * s, p[0] * s + p[2] * c
    c, s = math.cos(math.radians(pitch)), math.sin(math.radians(pitch))
    return (x, p[1] * c - z * s, p[1] * s + z * c)


def head(p: Vec) -> float:
    """Nobody's head: a plain sculptor's model two units tall, looking along +z."""
    x, y, z = abs(p[0]), p[1], p[2]
    q = (x, y, z)
    form = blend(
        ellipsoid(q, (0, 0.30, -0.12), (0.68, 0.70, 0.82)),
        ellipsoid(q, (0, -0.30, 0.17), (0.52, 0.68, 0.54)),
        0.16,
    )
    form = blend(form, ellipsoid(q, (0, -1.25, -0.12), (0.42, 0.9, 0.42)), 0.10)
    if form > 0.4 or z < -0.3:
        return form
    form = blend(form, ellipsoid(q, (0, -0.84, 0.42), (0.20, 0.14, 0.18)), 0.16)
    form = blend(form, ellipsoid(q, (0.66, -0.05, -0.08), (0.08, 0.21, 0.13)), 0.05)
    form = blend(form, ellipsoid(q, (0.25, 0.17, 0.56), (0.27, 0.08, 0.13)), 0.12)
    socket = ellipsoid(q, (0.26, 0.02, 0.80), (0.17, 0.10, 0.17))
    form = -blend(-form, socket, 0.10)
    form = blend(form, ellipsoid(q, (0.25, 0.0, 0.53), (0.13, 0.085, 0.11)), 0.03)
    form = blend(form, ellipsoid(q, (0.37, -0.24, 0.46), (0.18, 0.14, 0.17)), 0.16)
    form = blend(form, ellipsoid(q, (0, -0.06, 0.70), (0.09, 0.26, 0.13)), 0.10)
    form = blend(form, ellipsoid(q, (0, -0.24, 0.80), (0.11, 0.09, 0.13)), 0.07)
    form = blend(form, ellipsoid(q, (0.11, -0.27, 0.72), (0.06, 0.06, 0.08)), 0.05)
    form = blend(form, ellipsoid(q, (0, -0.505, 0.655), (0.20, 0.045, 0.09)), 0.05)
    return blend(form, ellipsoid(q, (0, -0.60, 0.645), (0.16, 0.055, 0.09)), 0.05)


def bust(p: Vec, folds: float) -> float:
    """Shoulders, chest and upper arms in cloth, the neck at the origin."""
    x, y, z = abs(p[0]), p[1], p[2]
    q = (x, y, z)
    form = blend(
        ellipsoid(q, (0, -1.45, -0.05), (1.08, 1.45, 0.62)),
        ellipsoid(q, (0.72, -0.62, -0.12), (0.58, 0.40, 0.42)),
        0.35,
    )
    form = blend(form, ellipsoid(q, (1.20, -1.55, -0.05), (0.34, 1.15, 0.40)), 0.14)
    if folds and form < 0.3:
        fan, reach = math.atan2(p[0], 0.25 - y), math.hypot(p[0], 0.25 - y)
        waves = layered(fan * 4.2 + reach * 0.9 + 11, reach * 1.1 + 5, z * 0.8, 3) - 0.5
        form += folds * waves * min(1.0, reach)
    return form
