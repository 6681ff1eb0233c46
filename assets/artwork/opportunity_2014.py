"""A rover's deck looked down on from its own mast, over red-brown soil.

Dark, freshly cleaned solar panels spread like a butterfly's wings; wheel tracks lead away.
"""

from __future__ import annotations

import math
import random
from itertools import pairwise

from ground import (
    BLEND_OVERLAY,
    BLEND_SCREEN,
    BLEND_SOFT,
    Colour,
    Point,
    blur,
    grain,
    hexed,
    layered,
    linear,
    lit_noise,
    mix,
    page,
    polygon,
    radial,
    vignette,
    whole,
)

TURN = "translate(1230 800) rotate(24) scale(.94)"

# One side of the deck, nose up: the panel's outline and the lie of its cells in degrees.
FOREWING: tuple[Point, ...] = (
    (226, -316),
    (520, -500),
    (850, -490),
    (930, -270),
    (660, -50),
    (300, -28),
)
HINDWING: tuple[Point, ...] = ((306, 14), (650, -8), (830, 168), (720, 400), (430, 450), (258, 330))
DECK: tuple[Point, ...] = (
    (-200, -340),
    (200, -340),
    (276, -60),
    (282, 40),
    (236, 345),
    (-236, 345),
    (-282, 40),
    (-276, -60),
)
TAIL: tuple[Point, ...] = ((-206, 366), (206, 366), (140, 560), (-140, 560))


def mirrored(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the same outline on the other side."""
    return tuple((-x, y) for x, y in points)


def panels() -> list[tuple[tuple[Point, ...], float]]:
    """All panels with the lie of their cells."""
    return [
        (FOREWING, -18),
        (mirrored(FOREWING), 18),
        (HINDWING, 14),
        (mirrored(HINDWING), -14),
        (TAIL, 0),
        (DECK, 0),
    ]


def panel(index: int, outline: tuple[Point, ...], lie: float) -> str:
    """One plate: rim, cells that each reflect the sky a little apart, and sheen."""
    d = polygon(outline)
    cells = []
    for i in range(-32, 33):
        for j in range(-20, 21):
            x, y = i * 30.0, j * 52.0
            sky = layered(i * 0.33 + index * 9, j * 0.5 + 4, index, 3)
            blue: Colour = mix((9, 11, 22), (40, 50, 84), (sky - 0.30) * 1.7)
            cells.append(
                f'<rect x="{x:.0f}" y="{y:.0f}" width="27.5" height="49" rx="3" '
                f'fill="{hexed(blue)}"/>'
            )
    return (
        f'<path d="{d}" fill="#6b4a26" stroke="#7d5a30" stroke-width="14" '
        'stroke-linejoin="round" transform="translate(7 5)"/>'
        f'<path d="{d}" fill="#090a12" stroke="#c9b38c" stroke-width="9" '
        'stroke-linejoin="round"/>'
        f'<clipPath id="plate{index}"><path d="{d}"/></clipPath>'
        f'<g clip-path="url(#plate{index})"><g transform="rotate({lie})">{"".join(cells)}</g>'
        f'<path d="{d}" fill="url(#sky{index % 3})" style="{BLEND_SCREEN}"/>'
        f'<path d="{d}" fill="none" stroke="#8a5a38" stroke-width="36" opacity=".34" '
        'filter="url(#dust)"/></g>'
    )


def gear() -> str:
    """Draw what stands on the deck: mast foot, dish, sundial, whip and their shadows."""
    shadow = 'fill="#000" opacity=".7" filter="url(#soft)"'
    corners = "".join(
        f'<rect x="{x}" y="{y}" width="22" height="22" fill="{tint}"/>'
        for x, y, tint in (
            (-172, 20, "#a53a2a"),
            (-108, 20, "#3d6fa8"),
            (-172, 84, "#c8a23c"),
            (-108, 84, "#4a7a46"),
        )
    )
    return (
        # mast foot
        f'<ellipse cx="40" cy="-206" rx="120" ry="106" {shadow}/>'
        '<circle cx="0" cy="-226" r="106" fill="url(#ring)"/>'
        '<circle cx="0" cy="-226" r="84" fill="#15120f"/>'
        '<circle cx="0" cy="-226" r="76" fill="none" stroke="#b89a6c" stroke-width="5" '
        'stroke-dasharray="14 12"/>'
        '<circle cx="0" cy="-226" r="52" fill="url(#well)"/>'
        '<rect x="-18" y="-330" width="36" height="42" rx="6" fill="#d8c7a2"/>'
        # dish on its arm
        f'<ellipse cx="196" cy="216" rx="112" ry="104" {shadow}/>'
        '<path d="M20 200L110 176" stroke="#b9a88a" stroke-width="26"/>'
        '<path d="M20 196L110 172" stroke="#f4e7c8" stroke-width="6"/>'
        '<circle cx="128" cy="170" r="104" fill="url(#dish)"/>'
        '<circle cx="128" cy="170" r="104" fill="none" stroke="#fff3d6" stroke-width="5" '
        'opacity=".8"/>'
        '<circle cx="128" cy="170" r="70" fill="none" stroke="#8a785c" stroke-width="2" '
        'opacity=".6"/>'
        '<circle cx="128" cy="170" r="20" fill="#5c4a34"/><circle cx="122" cy="164" r="10" '
        'fill="#f8ecd0"/>'
        # sundial
        f'<rect x="-150" y="30" width="110" height="110" {shadow}/>'
        '<rect x="-180" y="12" width="102" height="102" rx="8" fill="#cdbb98"/>'
        f'{corners}<circle cx="-129" cy="63" r="34" fill="#efe3c8"/>'
        '<circle cx="-129" cy="63" r="24" fill="#9a8f80"/>'
        '<circle cx="-129" cy="63" r="13" fill="#3b3631"/>'
        '<path d="M-129 63L-88 92" stroke="#1a120c" stroke-width="7" opacity=".8"/>'
        '<circle cx="-129" cy="63" r="6" fill="#fff5da"/>'
        # whip antenna
        '<path d="M-120 236L22 306" stroke="#000" stroke-width="16" opacity=".6" '
        'filter="url(#soft)"/>'
        '<circle cx="-120" cy="230" r="24" fill="#b8a684"/>'
        '<path d="M-120 230L-92 180" stroke="#f6e9ca" stroke-width="13" stroke-linecap="round"/>'
        # cables
        '<path d="M-40 -130C-60 -40 40 20 0 130S-60 280 -20 344" fill="none" stroke="#d9c9a6" '
        'stroke-width="7"/>'
        '<path d="M-28 -130C-46 -40 54 20 14 130S-46 280 -8 344" fill="none" stroke="#8d744c" '
        'stroke-width="6"/>'
        '<path d="M200 -80C150 -60 90 -80 60 -130" fill="none" stroke="#c9b48a" '
        'stroke-width="6"/>'
    )


def curve(side: float) -> list[Point]:
    """Return the way one row of wheels took, from under the deck to the edge of the picture."""
    path = []
    for k in range(84):
        s = k / 83
        heading = math.radians(114 + 46 * s)
        x = 1190 - 1500 * s - 180 * s * s
        y = 790 + 700 * s + 520 * s * (1 - s) * 1.5
        path.append((x + side * math.sin(heading), y - side * math.cos(heading)))
    return path


def tracks() -> str:
    """Two bands of cleat marks pressed into the soil."""
    parts = []
    for side in (-330.0, 330.0):
        points = curve(side)
        d = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
        parts.append(
            f'<path d="{d}" fill="none" stroke="#e0a06a" stroke-width="104" opacity=".28" '
            'transform="translate(-9 -9)" filter="url(#dust)"/>'
            f'<path d="{d}" fill="none" stroke="#2c120a" stroke-width="88" opacity=".62" '
            'filter="url(#dust)"/>'
            f'<path d="{d}" fill="none" stroke="#5c2c18" stroke-width="78" opacity=".8"/>'
        )
        for (x0, y0), (x1, y1) in pairwise(points):
            heading = math.degrees(math.atan2(y1 - y0, x1 - x0))
            parts.append(
                f'<g transform="translate({x0:.0f} {y0:.0f}) rotate({heading:.0f})">'
                '<path d="M-3 -38L5 0L-3 38" fill="none" stroke="#1e0b06" stroke-width="9"/>'
                '<path d="M3 -38L11 0L3 38" fill="none" stroke="#d9935f" stroke-width="5" '
                'opacity=".7"/></g>'
            )
    return f'<g opacity=".92">{"".join(parts)}</g>'


def pebbles() -> str:
    """Scattered stones, each with its lit side and its shadow."""
    pick = random.Random(2014)
    parts = []
    for _ in range(620):
        x, y = pick.uniform(0, 2400), pick.uniform(0, 1600)
        r = 2.5 + 16 * pick.random() ** 5 + 3 * pick.random()
        squash, spin = pick.uniform(0.6, 0.95), pick.uniform(0, 180)
        tint: Colour = mix((112, 58, 36), (70, 44, 40), pick.random())
        parts.append(
            f'<g transform="translate({x:.0f} {y:.0f})"><ellipse cx="{r * 0.55:.1f}" '
            f'cy="{r * 0.5:.1f}" rx="{r * 1.05:.1f}" ry="{r * 0.8:.1f}" fill="#160703" '
            f'opacity=".6"/><g transform="rotate({spin:.0f})"><ellipse rx="{r:.1f}" '
            f'ry="{r * squash:.1f}" fill="{hexed(tint)}"/></g><ellipse cx="{-r * 0.28:.1f}" '
            f'cy="{-r * 0.3:.1f}" rx="{r * 0.5:.1f}" ry="{r * 0.36:.1f}" fill="#e2a274" '
            'opacity=".6"/></g>'
        )
    return "".join(parts)


def draw() -> str:
    """Draw the complete picture."""
    grain_defs, grain_rect = grain(0.06, seed=4)
    shade_defs, shade = vignette(0.66, centre=(1120, 740), reach=1560)
    plates = panels()
    shadow = "".join(polygon(outline) for outline, _ in plates)
    defs = (
        grain_defs
        + shade_defs
        + radial("soil", (700, 380, 2000), (0, "#c27548"), (0.45, "#964f2e"), (1, "#4c2314"))
        + lit_noise("sand", ".16", octaves=4, seed=3, relief_height=3.4, azimuth=225)
        + lit_noise("drifts", ".0032 .0075", octaves=4, seed=21, relief_height=56, azimuth=225)
        + linear(
            "sky0",
            (-900, -500, 900, 450),
            (0, "#9fb4e0@.58"),
            (0.30, "#7086bc@.08"),
            (0.7, "#000000@0"),
            (1, "#c98a60@.16"),
        )
        + linear(
            "sky1",
            (-900, -560, 500, 300),
            (0, "#c3d2f4@.80"),
            (0.28, "#8298d0@.24"),
            (0.62, "#000000@0"),
        )
        + linear(
            "sky2",
            (200, -100, 800, 480),
            (0, "#7f96cc@.34"),
            (0.5, "#7086bc@.05"),
            (1, "#d09468@.22"),
        )
        + linear("ring", (-90, -310, 90, -140), (0, "#fff1cf"), (0.5, "#a58a5e"), (1, "#4d3a22"))
        + radial("well", (-14, -240, 70), (0, "#000000"), (0.7, "#1d1a18"), (1, "#6d5b42"))
        + radial("dish", (92, 130, 150), (0, "#fff8e6"), (0.5, "#d8c7a2"), (1, "#7a6547"))
        + blur("soft", 7)
        + blur("dust", 9)
        + blur("deep", 24)
    )
    body = (
        whole("url(#soil)")
        + whole("#808080", f'filter="url(#drifts)" opacity=".85" style="{BLEND_SOFT}"')
        + tracks()
        + whole("#808080", f'filter="url(#sand)" opacity=".55" style="{BLEND_OVERLAY}"')
        + pebbles()
        + f'<g transform="translate(96 104)"><g transform="{TURN}"><path d="{shadow}" '
        'fill="#0c0302" opacity=".86" filter="url(#deep)"/></g></g>'
        + f'<g transform="{TURN}">'
        + "".join(panel(i, outline, lie) for i, (outline, lie) in enumerate(plates))
        + gear()
        + "</g>"
        + shade
        + grain_rect
    )
    return page(body, defs)
