"""A jubilant winter crowd with raised arms and blank banners, in snow light.

One man is lifted above the others and waves his fur hat; behind, in the haze, stands a tall
stepped tower. Black and white.
"""

from __future__ import annotations

import math
import random

from ground import (
    BLEND_MULTIPLY,
    BLEND_OVERLAY,
    Point,
    blur,
    cloud_noise,
    grain,
    grey,
    hexed,
    linear,
    lit_noise,
    page,
    polygon,
    radial,
    smooth,
    vignette,
    whole,
)


def limb(points: tuple[Point, Point, Point], widths: tuple[float, float, float]) -> str:
    """Path data of a sleeve that bends at the elbow and narrows to the cuff."""
    (ax, ay), (bx, by), (cx, cy) = points
    left, right = [], []
    for (x, y), (dx, dy), w in zip(
        points, ((bx - ax, by - ay), (cx - ax, cy - ay), (cx - bx, cy - by)), widths, strict=True
    ):
        size = math.hypot(dx, dy) or 1
        left.append((x - dy / size * w / 2, y + dx / size * w / 2))
        right.append((x + dy / size * w / 2, y - dx / size * w / 2))
    (l0, l1, l2), (r0, r1, r2) = left, right
    return (
        f"M{l0[0]:.1f} {l0[1]:.1f}Q{l1[0]:.1f} {l1[1]:.1f} {l2[0]:.1f} {l2[1]:.1f}"
        f"L{r2[0]:.1f} {r2[1]:.1f}Q{r1[0]:.1f} {r1[1]:.1f} {r0[0]:.1f} {r0[1]:.1f}Z"
    )


def arm(
    x: float,
    y: float,
    s: float,
    joints: tuple[Point, Point, Point],
    tints: tuple[str, str],
    *,
    fist: bool = False,
) -> str:
    """Draw a raised sleeve and a hand; joints are shoulder, elbow and wrist in head sizes."""
    a, b, c = ((x + px * s, y + py * s) for px, py in joints)
    lean = math.degrees(math.atan2(c[0] - b[0], b[1] - c[1]))
    fingers = "".join(
        f'<path d="M{px} -.5L{px * 1.9:.2f} {-1.42 + abs(px) * 0.5:.2f}" stroke-width=".23"/>'
        for px in (-0.3, -0.1, 0.1, 0.3)
    )
    spread = f'{fingers}<path d="M.28 -.3L.78 -.72" stroke-width=".26"/>'
    return (
        f'<path d="{limb((a, b, c), (1.5 * s, 1.06 * s, 0.78 * s))}" fill="{tints[0]}"/>'
        f'<g transform="translate({c[0]:.1f} {c[1]:.1f}) rotate({lean:.0f}) scale({s:.1f})" '
        f'fill="{tints[1]}" stroke="{tints[1]}" stroke-linecap="round">'
        f'<ellipse cy="-.36" rx=".40" ry=".48" stroke="none"/>{"" if fist else spread}</g>'
    )


def hat(x: float, y: float, s: float, kind: int, tint: str) -> str:
    """Fur hat, cap or headscarf."""
    if kind == 0:
        return (
            f'<path d="M{x - 1.15 * s:.1f} {y + 0.1 * s:.1f}Q{x - 1.3 * s:.1f} {y - 1.3 * s:.1f} '
            f"{x:.1f} {y - 1.42 * s:.1f}Q{x + 1.3 * s:.1f} {y - 1.3 * s:.1f} {x + 1.15 * s:.1f} "
            f'{y + 0.1 * s:.1f}Q{x:.1f} {y - 0.3 * s:.1f} {x - 1.15 * s:.1f} {y + 0.1 * s:.1f}Z" '
            f'fill="{tint}"/>'
        )
    if kind == 1:
        return (
            f'<path d="M{x - 1.1 * s:.1f} {y - 0.35 * s:.1f}Q{x - 0.9 * s:.1f} {y - 1.3 * s:.1f} '
            f"{x + 0.1 * s:.1f} {y - 1.2 * s:.1f}Q{x + 1.2 * s:.1f} {y - 1.1 * s:.1f} "
            f'{x + 1.4 * s:.1f} {y - 0.3 * s:.1f}Z" fill="{tint}"/>'
        )
    return (
        f'<path d="M{x - s:.1f} {y + 1.5 * s:.1f}Q{x - 1.35 * s:.1f} {y - 1.2 * s:.1f} {x:.1f} '
        f'{y - 1.25 * s:.1f}Q{x + 1.35 * s:.1f} {y - 1.2 * s:.1f} {x + s:.1f} {y + 1.5 * s:.1f}Z" '
        f'fill="{tint}"/>'
    )


def held(x: float, y: float, s: float, lean: float, tint: str) -> str:
    """Draw a fur hat waved in the hand, its ear flaps hanging."""
    return (
        f'<g transform="translate({x:.1f} {y:.1f}) rotate({lean:.0f}) scale({s:.1f})" '
        f'fill="{tint}"><path d="M-1.12 .3C-1.25 -.5 -.95 -.98 0 -1S1.25 -.5 1.12 .3'
        'Q.5 .55 0 .5T-1.12 .3Z"/><path d="M-1.1 .1L-1.45 1.25Q-1.1 1.5 -.8 1.2L-.6 .2Z"/>'
        '<path d="M1.1 .1L1.3 1.3Q.95 1.5 .68 1.15L.6 .2Z"/></g>'
    )


def shape(pick: random.Random, x: float, y: float, s: float, tints: tuple[str, str, str]) -> str:
    """One flat figure: coat, head, hat and perhaps raised arms."""
    coat, fur, face = tints
    parts = []
    gesture = pick.random()
    swing = pick.uniform(-0.7, 0.7)
    reach = pick.uniform(-3.2, -1.8)
    bare = face if pick.random() < 0.6 else fur
    waving = 0.28 < gesture < 0.34
    if gesture < 0.34:
        joints = ((1.7, 3.0), (3.5 + swing * 0.4, 1.2), (2.3 + swing, reach))
        parts.append(arm(x, y, s, joints, (coat, bare), fist=waving))
    if 0.12 < gesture < 0.44:
        joints = ((-1.7, 3.0), (-3.5 + swing * 0.4, 1.2), (-2.4 + swing, reach + 0.6))
        parts.append(arm(x, y, s, joints, (coat, bare)))
    if waving:
        parts.append(held(x + (2.3 + swing) * s, y + (reach - 1.0) * s, s, 30 * swing, fur))
    parts.append(
        f'<path d="M{x - 2.5 * s:.1f} {y + 12 * s:.1f}C{x - 2.5 * s:.1f} {y + 4 * s:.1f} '
        f"{x - 2.3 * s:.1f} {y + 2.2 * s:.1f} {x - 0.7 * s:.1f} {y + 1.5 * s:.1f}H{x + 0.7 * s:.1f}"
        f"C{x + 2.3 * s:.1f} {y + 2.2 * s:.1f} {x + 2.5 * s:.1f} {y + 4 * s:.1f} "
        f'{x + 2.5 * s:.1f} {y + 12 * s:.1f}Z" fill="{coat}"/>'
        f'<ellipse cx="{x:.1f}" cy="{y + 1.5 * s:.1f}" rx="{1.25 * s:.1f}" ry="{0.55 * s:.1f}" '
        f'fill="{fur}"/>'
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{0.92 * s:.1f}" ry="{1.15 * s:.1f}" '
        f'fill="{fur}"/>'
    )
    kind = pick.choice((0, 0, 0, 1, 1, 2))
    if pick.random() < 0.45:
        aside = pick.uniform(-0.35, 0.35) * s
        parts.append(
            f'<ellipse cx="{x + aside:.1f}" cy="{y + 0.25 * s:.1f}" rx="{0.66 * s:.1f}" '
            f'ry="{0.88 * s:.1f}" fill="{face}"/>'
        )
    parts.append(hat(x, y, s, kind, fur))
    return "".join(parts)


def figure(seed: int, x: float, y: float, s: float, tone: float) -> str:
    """Draw a figure edged with snow light: the lit shape, then the dark one over it."""
    pick = random.Random(seed)
    own = tone * pick.uniform(0.75, 1.2)
    edge = hexed(grey(min(0.93, own + 0.34)))
    coat, fur = hexed(grey(own)), hexed(grey(own * 0.72))
    face = hexed(grey(min(0.86, own * 0.9 + 0.26)))
    offset = max(1.2, s * 0.11)
    lit = shape(random.Random(seed), x - offset, y - offset, s, (edge, edge, edge))
    return lit + shape(random.Random(seed), x, y, s, (coat, fur, face))


def row(number: int, base: float, size: float, tone: float) -> str:
    """One rank of the crowd from edge to edge."""
    pick = random.Random(1965 + number)
    parts = []
    x = -size * 2
    while x < 2400 + size * 3:
        y = base + pick.uniform(-1.2, 1.2) * size
        parts.append((y, figure(pick.randrange(10**6), x, y, size * pick.uniform(0.9, 1.1), tone)))
        x += size * pick.uniform(2.6, 3.9)
    return "".join(art for _, art in sorted(parts))


def tower() -> str:
    """Draw the stepped tower and lower blocks in the haze."""
    steps: list[Point] = [
        (740, 640),
        (560, 560),
        (330, 480),
        (232, 370),
        (160, 270),
        (96, 190),
        (46, 130),
    ]
    cx = 830.0
    parts = [f'<path d="{polygon([(cx - 15, 150), (cx, -60), (cx + 15, 150)])}" fill="#9c9c9c"/>']
    for half, top in reversed(steps):
        parts.append(
            f'<rect x="{cx - half / 2:.0f}" y="{top}" width="{half}" height="{1200 - top}" '
            'fill="url(#stone)"/>'
            f'<path d="M{cx - half / 2 - 6:.0f} {top}h{half + 12}" stroke="#b4b4b4" '
            'stroke-width="8"/>'
        )
        for k in range(int(half // 34)):
            wx = cx - half / 2 + 14 + k * 34
            parts.append(
                f'<path d="M{wx:.0f} {top + 26}V1000" stroke="#7f7f7f" stroke-width="9" '
                'stroke-dasharray="22 14" opacity=".55"/>'
            )
    for side in (-1, 1):
        for half, top in ((330, 600), (560, 730)):
            x = cx + side * half - (95 if side > 0 else 0)
            parts.append(
                f'<rect x="{x:.0f}" y="{top}" width="95" height="600" fill="url(#stone)"/>'
                f'<path d="{polygon([(x, top), (x + 47, top - 90), (x + 95, top)])}" '
                'fill="#989898"/>'
            )
    blocks = "".join(
        f'<rect x="{x}" y="{y}" width="{w}" height="700" fill="{tint}"/>'
        for x, y, w, tint in (
            (-40, 720, 330, "#a9a9a9"),
            (1500, 760, 360, "#b0b0b0"),
            (1840, 690, 620, "#a6a6a6"),
        )
    )
    return blocks + "".join(parts)


def banner(left: Point, right: Point, drop: float, tone: float) -> str:
    """Draw a blank cloth between two poles, sagging in folds."""
    (x0, y0), (x1, y1) = left, right
    mid = ((x0 + x1) / 2, (y0 + y1) / 2 + drop * 0.16)
    cloth = (
        f"M{x0} {y0}Q{mid[0]} {mid[1]} {x1} {y1}L{x1 - 6} {y1 + drop}"
        f"Q{mid[0] + 30} {mid[1] + drop * 1.06} {x0 + 10} {y0 + drop}Z"
    )
    tint, shade, clip = hexed(grey(tone)), hexed(grey(tone * 0.66)), f"cloth{int(x0)}"
    folds = "".join(
        f'<path d="M{x0 + (x1 - x0) * k / 9:.0f} {min(y0, y1) - 30:.0f}q{14 if k % 2 else -18} '
        f'{drop * 0.6:.0f} {6 if k % 3 else -10} {drop * 1.7:.0f}" stroke="#000" '
        f'stroke-width="{20 + 16 * (k % 3)}" opacity="{0.06 + 0.04 * (k % 4):.2f}" fill="none" '
        'filter="url(#fold)"/>'
        for k in range(1, 9)
    )
    poles = "".join(
        f'<path d="M{x} {y - 26}L{x + lean} {y + drop + 520}" stroke="#1c1c1c" stroke-width="13"/>'
        for x, y, lean in ((x0, y0, 46), (x1, y1, -40))
    )
    return (
        f'<clipPath id="{clip}"><path d="{cloth}"/></clipPath>'
        f'<linearGradient id="{clip}-tint" x2="0" y2="1"><stop offset=".3" stop-color="{tint}"/>'
        f'<stop offset="1" stop-color="{shade}"/></linearGradient>'
        f'<path d="{cloth}" fill="url(#{clip}-tint)" stroke="#5c5c5c" stroke-width="4"/>'
        f'<g clip-path="url(#{clip})">{folds}</g>'
        f'<path d="M{x0} {y0}Q{mid[0]} {mid[1]} {x1} {y1}" fill="none" stroke="#fff" '
        f'stroke-width="5" opacity=".8"/>{poles}'
    )


def hero() -> str:
    """Draw the man on the shoulders of the others."""
    x, y, s = 1452.0, 540.0, 60.0

    def outline(shift: float, tints: tuple[str, str, str]) -> str:
        coat, fur, face = tints
        ox, oy = x - shift, y - shift
        torso = [
            (ox - 118, oy + 128),
            (ox - 44, oy + 76),
            (ox + 44, oy + 76),
            (ox + 120, oy + 128),
            (ox + 104, oy + 260),
            (ox + 92, oy + 360),
            (ox + 168, oy + 560),
            (ox + 150, oy + 700),
            (ox - 150, oy + 700),
            (ox - 166, oy + 560),
            (ox - 92, oy + 360),
            (ox - 104, oy + 260),
        ]
        return (
            arm(ox, oy, s, ((1.75, 2.5), (3.9, 1.0), (3.7, -2.6)), (coat, face), fist=True)
            + arm(ox, oy, s, ((-1.75, 2.5), (-4.1, 1.3), (-4.0, -2.5)), (coat, face))
            + held(ox + 232, oy - 232, 68, 18, fur)
            + f'<path d="{smooth(torso)}" fill="{coat}"/>'
            f'<g transform="rotate(-7 {ox} {oy + 60})"><rect x="{ox - 26}" y="{oy + 20}" '
            f'width="52" height="76" fill="{face}"/>'
            f'<path d="M{ox - 50} {oy - 22}Q{ox - 52} {oy - 66} {ox} {oy - 68}Q{ox + 50} '
            f"{oy - 66} {ox + 48} {oy - 18}Q{ox + 48} {oy + 32} {ox + 22} {oy + 56}Q{ox} "
            f'{oy + 68} {ox - 22} {oy + 56}Q{ox - 48} {oy + 32} {ox - 50} {oy - 22}Z" '
            f'fill="{face}"/><path d="M{ox - 54} {oy + 6}Q{ox - 64} {oy - 78} {ox + 4} {oy - 82}'
            f"Q{ox + 66} {oy - 76} {ox + 52} {oy + 4}Q{ox + 46} {oy - 34} {ox + 24} {oy - 42}"
            f'Q{ox - 16} {oy - 30} {ox - 44} {oy - 38}Q{ox - 52} {oy - 20} {ox - 54} {oy + 6}Z" '
            f'fill="{fur}"/></g>'
            f'<path d="M{ox - 60} {oy + 92}Q{ox} {oy + 60} {ox + 60} {oy + 92}L{ox + 84} '
            f"{oy + 122}Q{ox + 20} {oy + 150} {ox} {oy + 190}Q{ox - 20} {oy + 150} {ox - 84} "
            f'{oy + 122}Z" fill="{fur}"/>'
        )

    folds = "".join(
        f'<path d="M{x + dx} {y + y0}q{bend} 90 {bend * 2} {y1 - y0}" stroke="#6d6d6d" '
        'stroke-width="9" fill="none" opacity=".5" filter="url(#hair)"/>'
        for dx, y0, y1, bend in (
            (-80, 150, 330, 10),
            (-60, 380, 620, -26),
            (56, 390, 600, 12),
            (-20, 400, 640, -8),
            (70, 170, 300, -6),
        )
    )
    return (
        outline(7, ("#ededed", "#ededed", "#ededed"))
        + outline(0, ("#1e1e1e", "#0d0d0d", "url(#lit-face)"))
        + folds
        + f'<path d="M{x} {y + 190}L{x - 4} {y + 640}" stroke="#000" stroke-width="6"/>'
        f'<path d="M{x - 96} {y + 344}Q{x} {y + 366} {x + 96} {y + 344}" stroke="#000" '
        f'stroke-width="22" fill="none"/><path d="M{x - 98} {y + 334}Q{x} {y + 354} {x + 60} '
        f'{y + 344}" stroke="#777" stroke-width="3" fill="none"/>'
        f'<path d="M{x + 4} {y - 30}Q{x + 60} {y + 10} {x + 26} {y + 62}L{x + 2} {y + 62}'
        f'Q{x + 22} {y + 20} {x + 4} {y - 30}Z" fill="#000" opacity=".6" filter="url(#hair)"/>'
        f'<path d="M{x - 34} {y - 6}Q{x} {y + 4} {x + 30} {y - 10}" stroke="#000" '
        'stroke-width="14" fill="none" opacity=".22" filter="url(#hair)"/>'
    )


def snow() -> str:
    """Large soft flakes near, fine ones far."""
    pick = random.Random(3)
    return "".join(
        f'<circle cx="{pick.uniform(0, 2400):.0f}" cy="{pick.uniform(0, 1500):.0f}" r="{r:.1f}" '
        f'fill="#fff" opacity="{0.25 + 0.5 * pick.random():.2f}"/>'
        for r in (1.6 + 5.5 * pick.random() ** 3 for _ in range(420))
    )


def draw() -> str:
    """Draw the complete picture."""
    grain_defs, grain_rect = grain(0.18, frequency=0.42, seed=65)
    shade_defs, shade = vignette(0.62, centre=(1300, 700), reach=1660)
    defs = (
        grain_defs
        + shade_defs
        + linear("sky", (0, 0, 900, 1100), (0, "#e9e9e9"), (0.6, "#cdcdcd"), (1, "#b8b8b8"))
        + linear("stone", (0, 100, 0, 1050), (0, "#7a7a7a"), (0.6, "#a6a6a6"), (1, "#cfcfcf"))
        + linear(
            "mist", (0, 560, 0, 1180), (0, "#dcdcdc@0"), (0.6, "#dedede@.75"), (1, "#dedede@.3")
        )
        + linear("breath", (0, 700, 0, 900), (0, "#d8d8d8@0"), (1, "#d8d8d8"))
        + linear("dark", (0, 1060, 0, 1600), (0, "#000000@0"), (1, "#000000@.88"))
        + radial("glow", (260, 60, 1500), (0, "#ffffff@.85"), (1, "#ffffff@0"))
        + radial(
            "lit-face",
            (1300, 330, 420),
            (0, "#f2f2f2"),
            (0.45, "#c4c4c4"),
            (0.7, "#5e5e5e"),
            (1, "#262626"),
        )
        + cloud_noise("drift", ".0016 .003", octaves=4, seed=5, gain=2.6, bias=-1.0)
        + lit_noise("wool", ".05 .07", octaves=3, seed=9, relief_height=3, azimuth=225)
        + blur("fold", 15)
        + blur("hair", 6)
        + blur("far", 3.5)
        + blur("flake", 1.1)
    )
    mist = '<rect y="700" width="2400" height="900" fill="url(#breath)" opacity="{}"/>'
    body = (
        whole("url(#sky)")
        + whole("#8a8a8a", f'filter="url(#drift)" opacity=".55" style="{BLEND_MULTIPLY}"')
        + f'<g filter="url(#far)">{tower()}</g>'
        + whole("url(#mist)")
        + whole("url(#glow)")
        + row(0, 905, 11, 0.52)
        + mist.format(0.16)
        + row(1, 935, 15, 0.44)
        + banner((1806, 640), (2270, 604), 116, 0.80)
        + row(2, 972, 21, 0.36)
        + mist.format(0.12)
        + row(3, 1022, 30, 0.28)
        + banner((150, 520), (880, 560), 180, 0.93)
        + row(4, 1096, 42, 0.21)
        + mist.format(0.05)
        + hero()
        + row(5, 1200, 58, 0.13)
        + row(6, 1360, 80, 0.075)
        + row(7, 1560, 112, 0.035)
        + whole("#808080", f'filter="url(#wool)" opacity=".16" style="{BLEND_OVERLAY}"')
        + whole("url(#dark)")
        + f'<g filter="url(#flake)">{snow()}</g>'
        + shade
        + grain_rect
    )
    return page(body, defs)
