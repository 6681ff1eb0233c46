"""Shared parts of the spacewalk illustrations: light, Earth, suits, helmets, visors, film.

Every helper returns an SVG fragment; definitions travel inside the fragment, so each helper
that defines something takes a ``uid`` that must be unique within the picture.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 2400
HEIGHT = 1600
NATIVE = 1600  # pixels of width at which these heavy textures are drawn, then enlarged

SOFT_LIGHT = "mix-blend-mode:soft-light"

Point = tuple[float, float]
Stop = tuple[float, str, float]


def svg(*parts: str) -> str:
    """Wrap fragments into one complete picture on black."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}"/>'
        + "\n".join(parts)
        + "</svg>"
    )


def group(*parts: str, at: Point = (0, 0), turn: float = 0, scale: float = 1, **attrs: str) -> str:
    """Place fragments: moved to ``at``, then turned (degrees) and scaled."""
    extra = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attrs.items())
    move = f"translate({at[0]:.1f} {at[1]:.1f}) rotate({turn:.2f}) scale({scale:.4f})"
    return f'<g transform="{move}"{extra}>' + "".join(parts) + "</g>"


def _stops(stops: Iterable[Stop]) -> str:
    return "".join(
        f'<stop offset="{at:.4f}" stop-color="{color}" stop-opacity="{alpha:.3f}"/>'
        for at, color, alpha in stops
    )


def solid(*pairs: tuple[float, str]) -> list[Stop]:
    """List opaque gradient stops."""
    return [(at, color, 1.0) for at, color in pairs]


def radial(
    uid: str, stops: Iterable[Stop], cx: float, cy: float, r: float, squash: float = 1
) -> str:
    """Make a radial gradient in user space, optionally squashed vertically."""
    fit = f"translate({cx:.1f} {cy:.1f}) scale(1 {squash:.4f})"
    return (
        f'<radialGradient id="{uid}" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="{r:.1f}" '
        f'gradientTransform="{fit}">{_stops(stops)}</radialGradient>'
    )


def linear(uid: str, stops: Iterable[Stop], start: Point, end: Point) -> str:
    """Make a linear gradient in user space."""
    return (
        f'<linearGradient id="{uid}" gradientUnits="userSpaceOnUse" x1="{start[0]:.1f}" '
        f'y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}">{_stops(stops)}</linearGradient>'
    )


def blur(uid: str, amount: float) -> str:
    """Make a Gaussian blur filter with generous room."""
    return (
        f'<filter id="{uid}" x="-60%" y="-60%" width="220%" height="220%" '
        f'color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="{amount}"/></filter>'
    )


# --- outlines ---------------------------------------------------------------------------------


def poly(points: Iterable[Point], close: bool = True) -> str:
    """Give path data of straight segments."""
    body = " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f"M{body}" + ("Z" if close else "")


def smooth(points: Sequence[Point], close: bool = True) -> str:
    """Give path data of a soft curve through all points (Catmull-Rom)."""
    count = len(points)

    def at(i: int) -> Point:
        return points[i % count] if close else points[max(0, min(count - 1, i))]

    out = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    for i in range(count if close else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = at(i - 1), at(i), at(i + 1), at(i + 2)
        out.append(
            f"C{bx + (cx - ax) / 6:.1f},{by + (cy - ay) / 6:.1f} "
            f"{cx - (dx - bx) / 6:.1f},{cy - (dy - by) / 6:.1f} {cx:.1f},{cy:.1f}"
        )
    return " ".join(out) + ("Z" if close else "")


def limb(spine: Sequence[tuple[float, float, float]], cap: float = 0) -> str:
    """Give path data of a sleeve along a spine of (x, y, half width).

    ``cap`` rounds the far end: how far it swells past the spine, in half widths.
    """
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y, half) in enumerate(spine):
        ax, ay, _ = spine[max(0, i - 1)]
        bx, by, _ = spine[min(len(spine) - 1, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    tip: list[Point] = []
    if cap:
        (ax, ay, _), (bx, by, half) = spine[-2:]
        reach = half * cap / (math.hypot(bx - ax, by - ay) or 1)
        tip.append((bx + (bx - ax) * reach, by + (by - ay) * reach))
    return smooth(left + tip + right[::-1])


def path(data: str, fill: str = "none", /, **attrs: object) -> str:
    """Draw a path; keyword underscores become dashes."""
    extra = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attrs.items())
    return f'<path d="{data}" fill="{fill}"{extra}/>'


def stroke(data: str, color: str, width: float, **attrs: object) -> str:
    """Draw an unfilled, round-ended line."""
    return path(
        data,
        stroke=color,
        stroke_width=f"{width:.2f}",
        stroke_linecap="round",
        stroke_linejoin="round",
        **attrs,
    )


def ellipse(cx: float, cy: float, rx: float, ry: float, fill: str, **attrs: object) -> str:
    """Draw an ellipse."""
    extra = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attrs.items())
    where = f'cx="{cx:.1f}" cy="{cy:.1f}" rx="{rx:.1f}" ry="{ry:.1f}"'
    return f'<ellipse {where} fill="{fill}"{extra}/>'


def full(fill: str, **attrs: object) -> str:
    """Draw a rectangle over the whole picture."""
    extra = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attrs.items())
    return f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{fill}"{extra}/>'


def band(x: float, y: float, half: float, turn: float, sag: float = 0.25) -> str:
    """Give path data of a line around a sleeve at (x, y), bowed like its round section."""
    angle = math.radians(turn)
    dx, dy = math.cos(angle), math.sin(angle)
    bow = half * sag
    return (
        f"M{x - dx * half:.1f},{y - dy * half:.1f}"
        f"C{x - dx * half * 0.5 - dy * bow:.1f},{y - dy * half * 0.5 + dx * bow:.1f} "
        f"{x + dx * half * 0.5 - dy * bow:.1f},{y + dy * half * 0.5 + dx * bow:.1f} "
        f"{x + dx * half:.1f},{y + dy * half:.1f}"
    )


# --- light and texture ------------------------------------------------------------------------


@dataclass(frozen=True)
class Light:
    """One Sun: direction in the picture plane (degrees clockwise from right) and height."""

    azimuth: float
    elevation: float = 38
    color: str = "#fffaf0"
    bounce: str = "#35557c"
    bounce_azimuth: float = 90
    gain: float = 1.35


def puff(
    uid: str,
    light: Light,
    *,
    soft: float = 40,
    depth: float = 60,
    fold: float = 0,
    grain: str = "0.006 0.012",
    seed: int = 1,
) -> str:
    """Make a filter that inflates flat shapes into lit cloth or metal.

    The blurred outline is the height field; one Sun lights it and the Earth throws a weak
    bounce back.  ``fold`` adds creases, lit from the same side, out of turbulence.
    """
    pixels = NATIVE / 900
    high = 52.0
    sine = math.sin(math.radians(high))
    creases = (
        f'<feTurbulence type="fractalNoise" baseFrequency="{grain}" numOctaves="2" '
        f'seed="{seed}"/>'
        f'<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0"/>'
        f'<feGaussianBlur stdDeviation="1.6"/>'
        f'<feDiffuseLighting surfaceScale="{fold * pixels:.2f}" '
        f'diffuseConstant="{0.5 / sine:.3f}" lighting-color="#fff"><feDistantLight '
        f'azimuth="{light.azimuth}" elevation="{high}"/></feDiffuseLighting>'
        f'<feGaussianBlur stdDeviation="2.4" result="f"/>'
        f'<feComposite in="lit" in2="f" operator="arithmetic" k1="2" result="lit"/>'
        if fold
        else ""
    )
    return (
        f'<filter id="{uid}" x="-4%" y="-4%" width="108%" height="108%" '
        f'color-interpolation-filters="sRGB">'
        f'<feGaussianBlur in="SourceAlpha" stdDeviation="{soft}" result="b"/>'
        f'<feGaussianBlur in="SourceAlpha" stdDeviation="{soft * 0.3:.1f}" result="e"/>'
        f'<feComposite in="b" in2="e" operator="arithmetic" k2="0.76" k3="0.24" result="h"/>'
        f'<feDiffuseLighting in="h" surfaceScale="{depth * pixels:.1f}" '
        f'diffuseConstant="{light.gain}" '
        f'lighting-color="{light.color}"><feDistantLight azimuth="{light.azimuth}" '
        f'elevation="{light.elevation}"/></feDiffuseLighting>'
        f'<feGaussianBlur stdDeviation="{max(1.0, soft * 0.13):.2f}" result="sun"/>'
        f'<feDiffuseLighting in="h" surfaceScale="{depth * pixels:.1f}" diffuseConstant="0.8" '
        f'lighting-color="{light.bounce}"><feDistantLight azimuth="{light.bounce_azimuth}" '
        f'elevation="12"/></feDiffuseLighting>'
        f'<feGaussianBlur stdDeviation="{max(1.0, soft * 0.15):.2f}" result="earth"/>'
        f'<feBlend in="sun" in2="earth" mode="screen" result="lit"/>'
        f"{creases}"
        f'<feBlend in="lit" in2="SourceGraphic" mode="multiply"/>'
        f'<feComposite in2="SourceAlpha" operator="in"/></filter>'
    )


def stars(seed: int, count: int = 150, top: float = 0, bottom: float = HEIGHT) -> str:
    """Scatter sparse stars: nearly all faint, a few brighter, slightly tinted."""
    rng = random.Random(seed)
    out: list[str] = []
    for _ in range(count):
        x, y = rng.uniform(0, WIDTH), rng.uniform(top, bottom)
        power = rng.random() ** 5
        tint = rng.choice(("#ffffff", "#dfe8ff", "#fff0dc"))
        out.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{0.9 + 1.7 * power:.2f}" fill="{tint}" '
            f'opacity="{0.16 + 0.7 * power:.2f}"/>'
        )
    return "".join(out)


def sun(uid: str, cx: float, cy: float, size: float, reach: float = 9, rays: int = 6) -> str:
    """Draw the Sun as a lens sees it: a white disc, a restrained glow and short, thin rays."""
    glow = radial(
        uid + "g",
        [
            (0, "#ffffff", 1),
            (0.07, "#fffdf4", 0.95),
            (0.13, "#fff3d6", 0.45),
            (0.3, "#ece6ee", 0.1),
            (0.6, "#b9c6e8", 0.045),
            (1, "#8090c0", 0),
        ],
        cx,
        cy,
        size * reach,
    )
    spikes: list[str] = []
    for i in range(rays):
        angle = math.pi * (i + 0.31) / rays
        length = size * reach * (0.62 if i % 2 else 0.36)
        wide = size * 0.13
        dx, dy = math.cos(angle), math.sin(angle)
        spikes.append(
            poly(
                [
                    (cx + dx * length, cy + dy * length),
                    (cx - dy * wide, cy + dx * wide),
                    (cx - dx * length, cy - dy * length),
                    (cx + dy * wide, cy - dx * wide),
                ]
            )
        )
    return (
        f"<defs>{glow}{blur(uid + 'b', size * 0.07)}</defs>"
        f'<g style="mix-blend-mode:screen">'
        + ellipse(cx, cy, size * reach, size * reach, f"url(#{uid}g)")
        + path(" ".join(spikes), "#fff6e0", opacity=0.55, filter=f"url(#{uid}b)")
        + ellipse(cx, cy, size * 0.8, size * 0.8, "#ffffff", filter=f"url(#{uid}b)")
        + "</g>"
    )


# --- the Earth --------------------------------------------------------------------------------


def _clouds(uid: str, seed: int, grain: str, systems: str, cover: float, box: str) -> str:
    """Make a filter that fills its region with white cloud, swirled by its weather systems.

    resvg applies a displacement scale twice, so 14 here moves cloud by up to some 100 px.
    """
    return (
        f'<filter id="{uid}" filterUnits="userSpaceOnUse" {box} '
        f'color-interpolation-filters="sRGB">'
        f'<feTurbulence type="fractalNoise" baseFrequency="{systems}" numOctaves="2" '
        f'seed="{seed}" result="s"/>'
        f'<feTurbulence type="fractalNoise" baseFrequency="{grain}" numOctaves="5" '
        f'seed="{seed + 1}" result="d"/>'
        f'<feDisplacementMap in="d" in2="s" scale="14" xChannelSelector="G" '
        f'yChannelSelector="B" result="d"/>'
        f'<feColorMatrix in="s" values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 3.4 0 0 0 {cover - 1.75}" '
        f'result="s"/>'
        f'<feColorMatrix in="d" values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 4.2 0 0 0 -1.75" '
        f'result="d"/>'
        f'<feComposite in="s" in2="d" operator="arithmetic" k1="1" k2="0.12" k3="0.12" '
        f'result="c"/>'
        f'<feColorMatrix in="c" values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 1.25 -0.12" '
        f'result="c"/>'
        f'<feOffset in="c" dx="-7" dy="5"/><feGaussianBlur stdDeviation="5"/>'
        f'<feColorMatrix values="0 0 0 0 0.02 0 0 0 0 0.06 0 0 0 0 0.16 0 0 0 0.55 0" '
        f'result="sh"/>'
        f'<feMerge><feMergeNode in="sh"/><feMergeNode in="c"/></feMerge></filter>'
    )


def _land(uid: str, seed: int, grain: str, bias: float, box: str) -> str:
    """Make a filter that fills its region with dry land, transparent where there is sea."""
    return (
        f'<filter id="{uid}" filterUnits="userSpaceOnUse" {box} '
        f'color-interpolation-filters="sRGB">'
        f'<feTurbulence type="fractalNoise" baseFrequency="{grain}" numOctaves="6" seed="{seed}" '
        f'result="t"/>'
        f'<feColorMatrix in="t" values="0.2 0.75 0 0 0.04 0.1 0.5 0.1 0 0.07 0.1 0.25 0.1 0 0.05 '
        f'9 0 0 0 {bias - 5.4}"/></filter>'
    )


@dataclass(frozen=True)
class Planet:
    """How an Earth limb looks: colours, cover and grain."""

    seed: int = 1
    deep: str = "#0a2f66"
    mid: str = "#2a6cb4"
    pale: str = "#a9d3f0"
    cover: float = 0.62
    land: float = 0.0
    grain: float = 1.0
    air: float = 46
    shade: float = 0.75
    glow: str = "#6fb4ff"


def earth(
    uid: str,
    at: Point,
    radius: float,
    look: Planet,
    *,
    tilt: float = 0,
    depth: float = 1200,
    frame: tuple[float, float, float, float] = (0, 0, WIDTH, HEIGHT),
) -> str:
    """Draw the Earth below a limb whose highest point is ``at``, turned by ``tilt`` degrees.

    Cloud is drawn in three bands whose grain is flatter the nearer they lie to the limb, so
    that the surface recedes.  ``look.shade`` darkens the foreground.  Nothing outside ``frame``
    (left, top, right, bottom) is drawn.
    """
    turn = math.radians(-tilt)
    corners = [(x - at[0], y - at[1]) for x in frame[::2] for y in frame[1::2]]
    across = [x * math.cos(turn) - y * math.sin(turn) for x, y in corners]
    down = [x * math.sin(turn) + y * math.cos(turn) for x, y in corners]
    left, right, floor = min(across), max(across), max(down)
    half = max(-left, right)
    g = look.grain
    bands = (  # from, to (px below the limb), cloud grain, system grain
        (0.0, 0.17, f"{0.0034 * g} {0.034 * g}", f"{0.0016 * g} {0.014 * g}"),
        (0.11, 0.46, f"{0.0038 * g} {0.014 * g}", f"{0.0013 * g} {0.0052 * g}"),
        (0.36, 1.2, f"{0.0036 * g} {0.0068 * g}", f"{0.0010 * g} {0.0022 * g}"),
    )
    rim = look.air / (radius + 3 * look.air)
    edge = 1 - 3 * rim
    defs = [
        radial(
            uid + "sea",
            solid(
                (0, look.deep),
                (1 - 0.85 * depth / radius, look.deep),
                (1 - 0.34 * depth / radius, look.mid),
                (1 - 0.09 * depth / radius, look.pale),
                (1 - 0.018 * depth / radius, "#e4f4ff"),
                (1, "#f4fbff"),
            ),
            0,
            radius,
            radius,
        ),
        radial(
            uid + "air",
            [
                (edge - 0.2 * rim, look.glow, 0.0),
                (edge, "#dff2ff", 0.95),
                (edge + 0.16 * rim, "#a8d6ff", 0.85),
                (edge + 0.45 * rim, look.glow, 0.5),
                (edge + 1.0 * rim, "#2f6fe0", 0.2),
                (edge + 1.8 * rim, "#1a3fa0", 0.06),
                (1, "#0a1a50", 0),
            ],
            0,
            radius,
            radius + 3 * look.air,
        ),
        linear(
            uid + "dusk",
            [(0, "#02060f", 0), (0.35, "#02060f", look.shade * 0.3), (1, "#02060f", look.shade)],
            (0, 0),
            (0, depth),
        ),
        f'<clipPath id="{uid}clip"><circle cx="0" cy="{radius}" r="{radius}"/></clipPath>',
    ]
    body = [f'<circle cx="0" cy="{radius}" r="{radius}" fill="url(#{uid}sea)"/>']
    for i, (near, far, grain, systems) in enumerate(bands):
        top, bottom = near * depth, far * depth
        span = bottom - top
        sag = radius - math.sqrt(max(0.0, radius**2 - min(half, radius * 0.9) ** 2))
        box = (
            f'x="{left:.0f}" y="{top - 6:.0f}" width="{right - left:.0f}" '
            f'height="{max(1, min(span + sag, floor - top) + 12):.0f}"'
        )
        ring = [
            (max(0.0, 1 - bottom / radius), "#fff", 0.0 if i < 2 else 1.0),
            (1 - (bottom - 0.35 * span) / radius, "#fff", 1.0),
            (1 - (top + 0.3 * span * (i > 0)) / radius, "#fff", 1.0),
            (1 - top / radius, "#fff", 0.0 if i else 0.55),
        ]
        defs.append(radial(f"{uid}ring{i}", ring, 0, radius, radius))
        defs.append(
            f'<mask id="{uid}m{i}" maskUnits="userSpaceOnUse" {box}>'
            f'<rect {box} fill="url(#{uid}ring{i})"/></mask>'
        )
        layers = ""
        if look.land:
            defs.append(_land(f"{uid}l{i}", look.seed + 40, systems, look.land, box))
            layers += f'<rect {box} filter="url(#{uid}l{i})" opacity="{0.5 + 0.18 * i:.2f}"/>'
        defs.append(_clouds(f"{uid}c{i}", look.seed + 7 * i, grain, systems, look.cover, box))
        layers += f'<rect {box} filter="url(#{uid}c{i})"/>'
        body.append(f'<g mask="url(#{uid}m{i})">{layers}</g>')
    body.append(
        f'<rect x="{left:.0f}" y="0" width="{right - left:.0f}" '
        f'height="{depth * 2}" fill="url(#{uid}dusk)"/>'
    )
    return group(
        f"<defs>{''.join(defs)}</defs>",
        f'<g clip-path="url(#{uid}clip)">{"".join(body)}</g>',
        f'<circle cx="0" cy="{radius}" r="{radius + 3 * look.air}" fill="url(#{uid}air)"/>',
        at=at,
        turn=tilt,
    )


# --- the film ---------------------------------------------------------------------------------


def grain(uid: str, strength: float = 0.16, size: float = 0.55, seed: int = 3) -> str:
    """Lay fine monochrome film grain, strongest in the middle tones."""
    return (
        f'<defs><filter id="{uid}" filterUnits="userSpaceOnUse" x="0" y="0" width="{WIDTH}" '
        f'height="{HEIGHT}" color-interpolation-filters="sRGB">'
        f'<feTurbulence type="fractalNoise" baseFrequency="{size}" numOctaves="2" seed="{seed}"/>'
        f'<feColorMatrix values="1.6 0 0 0 -0.3 1.6 0 0 0 -0.3 1.6 0 0 0 -0.3 0 0 0 0 1"/>'
        f"</filter></defs>"
        + full("#808080", filter=f"url(#{uid})", opacity=strength, style=SOFT_LIGHT)
    )


def vignette(uid: str, strength: float = 0.6, cx: float = 1200, cy: float = 800) -> str:
    """Lay a soft darkening towards the corners."""
    stops = [(0.0, "#000", 0.0), (0.55, "#000", 0.0), (1.0, "#000", strength)]
    return f"<defs>{radial(uid, stops, cx, cy, 1620, 0.78)}</defs>" + full(f"url(#{uid})")


def tone(color: str, opacity: float, mode: str) -> str:
    """Lay a colour grade over everything below it."""
    return full(color, opacity=opacity, style=f"mix-blend-mode:{mode}")


# --- things -----------------------------------------------------------------------------------


def cord(data: str, width: float, color: str, shade: str, shine: str) -> str:
    """Draw a tether or hose: dark edge, body and a thin light along it."""
    return (
        stroke(data, shade, width)
        + stroke(data, color, width * 0.72)
        + group(stroke(data, shine, width * 0.26, opacity=0.85), at=(-width * 0.1, -width * 0.14))
    )


def seam(data: str, width: float = 4, depth: float = 0.4) -> str:
    """Draw a stitched or jointed line pressed into cloth: a dark groove with a lit lip."""
    return stroke(data, "#1a1c22", width, opacity=depth) + group(
        stroke(data, "#ffffff", width * 0.5, opacity=depth * 0.8), at=(width * 0.5, width * 0.8)
    )


def lens(uid: str, amount: float) -> str:
    """Make a soft-focus filter for the whole picture that leaves its edges opaque."""
    return (
        f'<filter id="{uid}" filterUnits="userSpaceOnUse" x="0" y="0" width="{WIDTH}" '
        f'height="{HEIGHT}" color-interpolation-filters="sRGB">'
        f'<feGaussianBlur stdDeviation="{amount}" result="b"/><feMerge>'
        f'<feMergeNode in="SourceGraphic"/><feMergeNode in="b"/></feMerge></filter>'
    )


def collar(uid: str, fill: str, metal: str) -> str:
    """Draw the neck ring below a helmet at the origin, and its shadow on the suit."""
    ring = limb([(-330, 392, 62), (0, 446, 78), (330, 392, 62)])
    return (
        f"<defs>{blur(uid, 26)}</defs>"
        + group(path(ring, "#05070c", opacity=0.6, filter=f"url(#{uid})"), at=(14, 46))
        + path(ring, fill, filter=f"url(#{metal})")
        + stroke("M-338,410C-160,478 160,478 338,410", "#22252b", 8, opacity=0.6)
        + stroke("M-338,419C-160,487 160,487 338,419", "#ffffff", 3, opacity=0.4)
    )


def sleeve(
    uid: str,
    spine: Sequence[tuple[float, float, float]],
    fill: str,
    cloth: str,
    rings: Sequence[tuple[float, float, float, float]],
) -> str:
    """Draw a sleeve with bearing rings around it, each at (x, y, half width, turn)."""
    data = limb(spine)
    marks = "".join(
        stroke(band(x, y, half, turn), "#2a303a", 52, opacity=0.3)
        + group(seam(band(x, y, half, turn), 7, 0.55), at=(0, -27))
        + group(seam(band(x, y, half, turn), 7, 0.55), at=(0, 25))
        for x, y, half, turn in rings
    )
    return (
        f'<clipPath id="{uid}"><path d="{data}"/></clipPath>'
        + path(data, fill, filter=f"url(#{cloth})")
        + f'<g clip-path="url(#{uid})">{marks}</g>'
    )


def handset(fill: str = "#17181b", lens: float = 60) -> str:
    """Draw a camera seen from the front, its lens at the origin."""
    r = lens
    return (
        f'<rect x="{-2.1 * r:.1f}" y="{-1.25 * r:.1f}" width="{4.2 * r:.1f}" '
        f'height="{2.5 * r:.1f}" rx="{0.3 * r:.1f}" fill="{fill}"/>'
        f'<rect x="{-0.8 * r:.1f}" y="{-1.75 * r:.1f}" width="{1.6 * r:.1f}" '
        f'height="{0.8 * r:.1f}" rx="{0.22 * r:.1f}" fill="{fill}"/>'
        + ellipse(0, 0, r * 1.08, r * 1.08, "#3b3d42")
        + ellipse(0, 0, r, r, "#0c0d10")
        + ellipse(0, 0, r * 0.76, r * 0.76, "#26303c")
        + ellipse(0, 0, r * 0.56, r * 0.56, "#06080c")
        + ellipse(-r * 0.2, -r * 0.22, r * 0.2, r * 0.15, "#a9c4dd", opacity=0.9)
        + ellipse(r * 0.2, r * 0.26, r * 0.1, r * 0.07, "#5c7fae", opacity=0.8)
    )


@dataclass(frozen=True)
class Camera:
    """A pinhole for simple solid geometry: x right, y down, z away."""

    focal: float
    cx: float
    cy: float
    pitch: float = 0
    yaw: float = 0

    def __call__(self, x: float, y: float, z: float) -> Point:
        """Project a point of the scene onto the picture."""
        a, b = math.radians(self.yaw), math.radians(self.pitch)
        x, z = x * math.cos(a) - z * math.sin(a), x * math.sin(a) + z * math.cos(a)
        y, z = y * math.cos(b) - z * math.sin(b), y * math.sin(b) + z * math.cos(b)
        z = max(z, 0.05)
        return self.cx + self.focal * x / z, self.cy + self.focal * y / z


@dataclass(frozen=True)
class Mirror:
    """A convex mirror (a visor) facing the viewer, drawn as an ellipse."""

    cx: float
    cy: float
    rx: float
    ry: float

    def __call__(self, x: float, y: float, z: float) -> Point:
        """Find where a thing at (x right, y down, z before the visor) shows."""
        off = math.hypot(x, y)
        angle = math.atan2(off, z)
        r = math.sin(angle / 2) * 1.02
        k = r / off if off else 0.0
        return self.cx + self.rx * k * x, self.cy + self.ry * k * y

    def line(self, a: tuple[float, float, float], b: tuple[float, float, float]) -> list[Point]:
        """Bend a straight edge of the scene as seen in the mirror."""
        steps = 24
        return [
            self(*(p + (q - p) * i / steps for p, q in zip(a, b, strict=True)))
            for i in range(steps + 1)
        ]

    def face(self, corners: Sequence[tuple[float, float, float]]) -> str:
        """Give path data of a flat polygon seen in the mirror."""
        ring: list[Point] = []
        for i, corner in enumerate(corners):
            ring += self.line(corner, corners[(i + 1) % len(corners)])[:-1]
        return poly(ring)


VISOR = (
    "M-318,-96C-312,-280 -165,-345 0,-345C165,-345 312,-280 318,-96C324,70 268,246 158,312"
    "C92,346 -92,346 -158,312C-268,246 -324,70 -318,-96Z"
)
SHELL = (
    "M-432,-30C-438,-330 -262,-478 0,-478C262,-478 438,-330 432,-30C428,150 376,306 284,392"
    "C190,458 -190,458 -284,392C-376,306 -428,150 -432,-30Z"
)
BROW = (
    "M-372,-60C-372,-300 -210,-402 0,-402C210,-402 372,-300 372,-60C352,-250 190,-318 0,-318"
    "C-190,-318 -352,-250 -372,-60Z"
)


@dataclass(frozen=True)
class Coating:
    """The mirror coating of a visor.

    ``keep`` is how much colour survives; the ramps run from dark to light; ``sheen`` glows
    where the glass turns away.
    """

    keep: float
    sheen: str
    red: str
    green: str
    blue: str


GOLD = Coating(
    0.1, "#e07a18", "0.12 0.55 0.88 1 1", "0.05 0.29 0.57 0.8 0.97", "0.01 0.04 0.13 0.36 0.85"
)
BRONZE = Coating(
    0.8, "#5c462a", "0.02 0.3 0.6 0.87 1", "0.02 0.26 0.55 0.82 0.98", "0.02 0.2 0.46 0.73 0.94"
)
SILVER = Coating(1.0, "#4a6c98", "0 0.22 0.47 0.74 1", "0 0.25 0.5 0.76 1", "0.01 0.28 0.54 0.79 1")


def visor(
    uid: str,
    reflection: str,
    tint: Sequence[Stop],
    *,
    coating: Coating = GOLD,
    shape: str = VISOR,
    box: float = 350,
    lit: Point = (-130, -170),
    glint: float = 1,
) -> str:
    """Draw a curved mirror visor holding ``reflection``, tinted by ``tint`` from its lit side.

    ``tint`` multiplies; darkness gathers along the rim, and ``glint`` scales the highlights.
    """
    defs = (
        f'<filter id="{uid}f" x="-5%" y="-5%" width="110%" height="110%" '
        f'color-interpolation-filters="sRGB"><feColorMatrix type="saturate" '
        f'values="{coating.keep}"/><feComponentTransfer>'
        f'<feFuncR type="table" tableValues="{coating.red}"/>'
        f'<feFuncG type="table" tableValues="{coating.green}"/>'
        f'<feFuncB type="table" tableValues="{coating.blue}"/></feComponentTransfer></filter>'
        f'<clipPath id="{uid}cp"><path d="{shape}"/></clipPath>'
        + radial(uid + "t", tint, lit[0], lit[1], box * 1.75)
        + radial(
            uid + "o",
            [(0, coating.sheen, 0.03), (0.6, coating.sheen, 0.1), (0.9, coating.sheen, 0.5)],
            0,
            0,
            box * 1.06,
        )
        + radial(
            uid + "e",
            [(0, "#000", 0), (0.62, "#000", 0), (0.86, "#000", 0.4), (1, "#000", 0.88)],
            0,
            0,
            box * 1.06,
        )
        + f'<radialGradient id="{uid}s">'
        + _stops([(0, "#fff", 0.75), (0.35, "#fff", 0.26), (1, "#fff", 0)])
        + "</radialGradient>"
        + linear(
            uid + "k",
            [(0, "#fff8e6", 0), (0.5, "#fff8e6", 1), (1, "#fff8e6", 0)],
            (-box * 0.8, box * 0.1),
            (-box * 0.1, -box * 0.86),
        )
        + blur(uid + "b1", box * 0.03)
        + blur(uid + "b2", box * 0.012)
    )
    lx, ly = lit
    return (
        f'<defs>{defs}</defs><g clip-path="url(#{uid}cp)">'
        f'<g filter="url(#{uid}f)">'
        + path(shape, "#05070b")
        + reflection
        + "</g>"
        + path(shape, f"url(#{uid}t)", style="mix-blend-mode:multiply")
        + path(shape, f"url(#{uid}o)", style="mix-blend-mode:screen")
        + path(shape, f"url(#{uid}e)")
        + stroke(shape, "#000", box * 0.11, opacity=0.75, filter=f"url(#{uid}b1)")
        + group(
            ellipse(0, 0, box * 0.9, box * 0.34, f"url(#{uid}s)", opacity=0.42 * glint),
            at=(lx * 0.9, ly * 0.9),
            turn=math.degrees(math.atan2(lx, -ly)),
            style="mix-blend-mode:screen",
        )
        + stroke(
            f"M{-box * 0.78:.0f},{box * 0.1:.0f}C{-box * 0.8:.0f},{-box * 0.4:.0f} "
            f"{-box * 0.52:.0f},{-box * 0.74:.0f} {-box * 0.16:.0f},{-box * 0.86:.0f}",
            f"url(#{uid}k)",
            box * 0.02,
            opacity=0.75 * glint,
            filter=f"url(#{uid}b2)",
        )
        + "</g>"
        + stroke(shape, "#0b0c0e", box * 0.028)
        + stroke(shape, "#b9b4a6", box * 0.007, opacity=0.7)
    )


def lamp(x: float, y: float, turn: float, light: str) -> str:
    """Draw one helmet lamp housing with two lenses."""
    return group(
        f'<g filter="url(#{light})">'
        '<rect x="-62" y="-92" width="124" height="190" rx="34" fill="#d9d8d2"/></g>'
        + "".join(
            ellipse(0, dy, 40, 36, "#1c1f24")
            + ellipse(0, dy, 31, 28, "#59616b")
            + ellipse(-8, dy - 8, 17, 14, "#c9d3dc", opacity=0.8)
            + ellipse(-11, dy - 11, 6, 5, "#ffffff")
            for dy in (-42, 46)
        ),
        at=(x, y),
        turn=turn,
    )


def helmet(uid: str, light: Light, mirror: str) -> str:
    """Draw a shuttle-era spacewalk helmet around a finished visor, centred on the origin."""
    defs = (
        puff(uid + "s", light, soft=70, depth=150)
        + puff(uid + "w", light, soft=16, depth=34)
        + blur(uid + "sh", 16)
        + f'<clipPath id="{uid}c"><path d="{SHELL}"/></clipPath>'
    )
    return (
        f"<defs>{defs}</defs>"
        + lamp(-452, -118, -7, uid + "w")
        + lamp(452, -118, 7, uid + "w")
        + path(SHELL, "#f1efe9", filter=f"url(#{uid}s)")
        + f'<g clip-path="url(#{uid}c)">'
        + stroke(VISOR, "#000", 46, opacity=0.55, filter=f"url(#{uid}sh)")
        + "</g>"
        + path(VISOR, "#4a4c50", stroke="#4a4c50", stroke_width=40, filter=f"url(#{uid}w)")
        + mirror
        + path(BROW, "#efede6", filter=f"url(#{uid}w)")
        + stroke(
            "M-366,-70C-352,-252 -190,-320 0,-320C190,-320 352,-252 366,-70", "#000", 5, opacity=0.5
        )
    )
