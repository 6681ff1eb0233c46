"""An old man in a dim wood-panelled office, turned away from the lamp.

Its warm light falls on his shoulder and on rows of medals under two gold stars, while his face
stays in shadow.
"""

from __future__ import annotations

import math

from ground import (
    BLEND_SCREEN,
    BLEND_SOFT,
    Colour,
    Point,
    Vec,
    blend,
    blur,
    bust,
    dot,
    ellipsoid,
    grain,
    head,
    hexed,
    layered,
    linear,
    lit_noise,
    mix,
    page,
    polygon,
    radial,
    ramp,
    relief,
    turned,
    unit,
    vignette,
    whole,
)

LIGHT: Vec = (0.80, 0.52, 0.12)
RIM: Vec = (0.92, 0.34, 0.02)
GOLD: tuple[str, str, str] = ("#fff0b8", "#e0a940", "#7a4c12")

# Ribbon stripes, left to right, and whether the medal is gold.
RIBBONS: tuple[tuple[tuple[str, ...], bool], ...] = (
    (("#8e1f22", "#8e1f22", "#d8b24a", "#8e1f22", "#8e1f22"), True),
    (("#b9c2c9", "#3c5f94", "#b9c2c9"), False),
    (("#2f6a43", "#c8a24a", "#2f6a43"), True),
    (("#c77a24", "#201a16", "#c77a24", "#201a16", "#c77a24"), True),
    (("#27477e", "#e4dccb", "#27477e"), False),
    (("#a3272b", "#e2d7c0", "#a3272b"), True),
    (("#54397a", "#d0b25c", "#54397a"), False),
    (("#c9b078", "#7d2328", "#c9b078"), True),
    (("#1f4f57", "#1f4f57", "#c9c4b4", "#1f4f57"), False),
)


def sitter(p: Vec) -> float:
    """His head, turned from the light, heavier than a young man's."""
    q = turned(p, -34, 6)
    form = head(q)
    if form > 0.4:
        return form
    side = (abs(q[0]), q[1], q[2])
    form = blend(form, ellipsoid(side, (0.36, -0.62, 0.28), (0.17, 0.24, 0.22)), 0.14)
    return blend(form, ellipsoid(side, (0, -0.95, 0.20), (0.26, 0.14, 0.22)), 0.14)


def jacket(p: Vec) -> float:
    """Return the shoulders under the jacket."""
    return bust(turned(p, -8), 0.11)


def skin(light: float, normal: Vec, place: Vec) -> Colour:
    """Shadowed skin, warm where the lamp grazes it; thin white hair above."""
    q = turned(place, -34, 6)
    edge = q[1] - 0.52 + 0.55 * max(0.0, q[2] - 0.15) * (1 if q[2] > 0.3 else 0.4)
    back = 0.55 - q[2] * 1.2 if q[1] > -0.2 else -1.0
    ragged = 0.22 * (layered(q[0] * 9, q[1] * 9, q[2] * 9, 2) - 0.5)
    hair = (max(edge, back - 0.55) + ragged - 0.06) / 0.14
    light = 0.2 * light + 0.7 * max(0.0, dot(normal, unit(RIM)))
    light += 0.12 * max(0.0, 0.55 * normal[0] + 0.35 * normal[1] + 0.75 * normal[2])
    flesh = ramp(light, (0, (12, 7, 5)), (0.25, (70, 36, 20)), (1, (240, 166, 106)))
    white = ramp(light, (0, (18, 13, 11)), (0.25, (92, 72, 56)), (1, (255, 232, 196)))
    return mix(flesh, white, hair)


def wool(light: float, normal: Vec, _place: Vec) -> Colour:
    """Dark blue-black wool in lamplight."""
    around = 0.10 + 0.10 * (0.7 * normal[0] + 0.5 * normal[1] + 0.4 * normal[2])
    return ramp(
        light * 0.9 + around,
        (0, (15, 13, 13)),
        (0.18, (29, 26, 26)),
        (0.5, (58, 49, 45)),
        (1, (168, 130, 95)),
    )


def star(cx: float, cy: float, r: float, tints: tuple[str, str, str], spin: float = 0) -> str:
    """Draw a five-pointed star cut in facets."""
    ring: list[Point] = []
    for i in range(10):
        angle = math.radians(-90 + 36 * i + spin)
        reach = r if i % 2 == 0 else r * 0.40
        ring.append((cx + reach * math.cos(angle), cy + reach * math.sin(angle)))
    parts = []
    for i in range(10):
        a, b = ring[i], ring[(i + 1) % 10]
        facing = (a[0] + b[0]) / 2 - cx - (a[1] + b[1]) / 2 + cy
        tint = tints[0] if facing > r * 0.25 else tints[1] if facing > -r * 0.35 else tints[2]
        if i % 2:
            tint = tints[1] if tint == tints[0] else tints[2]
        parts.append(f'<path d="{polygon([(cx, cy), a, b])}" fill="{tint}"/>')
    return "".join(parts)


def ribbon(x: float, y: float, w: float, h: float, stripes: tuple[str, ...]) -> str:
    """Draw a ribbon on its five-sided mount, point down."""
    clip = f"mount{x:.0f}-{y:.0f}"
    outline = polygon(
        [(x, y), (x + w, y), (x + w, y + h * 0.72), (x + w / 2, y + h), (x, y + h * 0.72)]
    )
    step = w / len(stripes)
    bands = "".join(
        f'<rect x="{x + i * step:.1f}" y="{y:.1f}" width="{step + 0.6:.1f}" height="{h:.1f}" '
        f'fill="{tint}"/>'
        for i, tint in enumerate(stripes)
    )
    return (
        f'<clipPath id="{clip}"><path d="{outline}"/></clipPath>'
        f'<g clip-path="url(#{clip})">{bands}'
        f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="url(#weave)"/></g>'
        f'<path d="M{x} {y}h{w}" stroke="#f7dca0" stroke-width="3" opacity=".6"/>'
    )


def medal(x: float, y: float, kind: int) -> str:
    """One medal hanging from its ribbon."""
    stripes, gold = RIBBONS[kind % len(RIBBONS)]
    w, h, r = 78.0, 88.0, 37.0
    cx, cy = x + w / 2, y + h + r * 0.92
    metal = "gold" if gold else "silver"
    shape = (
        star(cx, cy, r * 1.12, GOLD if gold else ("#fff8ea", "#b9ac98", "#544a40"), 0)
        + f'<circle cx="{cx}" cy="{cy}" r="{r * 0.42}" fill="url(#enamel)" stroke="#f5d48c" '
        'stroke-width="3"/>'
        if kind % 4 == 3
        else f'<circle cx="{cx}" cy="{cy}" r="{r}" fill="url(#{metal})"/>'
        f'<circle cx="{cx}" cy="{cy}" r="{r - 5}" fill="none" stroke="#2c1a08" '
        'stroke-width="2" opacity=".55"/>'
        f'<path d="M{cx - 13} {cy + 17}Q{cx - 18} {cy - 4} {cx - 3} {cy - 17}Q{cx + 14} {cy - 15} '
        f'{cx + 11} {cy}Q{cx + 18} {cy + 8} {cx + 15} {cy + 17}Z" fill="#3a2208" opacity=".38"/>'
        f'<path d="M{cx + 9} {cy - r + 6}A{r - 6} {r - 6} 0 0 1 {cx + r - 7} {cy + 4}" '
        'fill="none" stroke="#fffbe8" stroke-width="5" opacity=".9"/>'
    )
    return (
        f'<g transform="translate(-16 12)" opacity=".75" filter="url(#drop)"><rect x="{x}" '
        f'y="{y}" width="{w}" height="{h}"/><circle cx="{cx}" cy="{cy}" r="{r}"/></g>'
        + ribbon(x, y, w, h, stripes)
        + f'<circle cx="{cx}" cy="{y + h - 3}" r="8" fill="none" stroke="#e9c071" '
        f'stroke-width="4"/>{shape}'
    )


def medals() -> str:
    """Draw the rows on his left breast, lit by the lamp, and a few orders in shade opposite."""
    rows = []
    for row in range(4):
        count = (6, 7, 7, 6)[row]
        for i in reversed(range(count)):
            x = (1392, 1372, 1368, 1384)[row] + i * 72
            y = 1010 + row * 142 + 7 * math.sin(i * 1.7 + row) - i * 5
            rows.append(medal(x, y, row * 5 + i * 2 + i // 3))
    stars = ""
    for x in (1490, 1632):
        y = 850 - (x - 1490) * 0.06
        stars += (
            f'<g transform="translate(-16 14)" opacity=".8" filter="url(#drop)"><rect x="{x - 42}" '
            f'y="{y - 40}" width="84" height="46"/><circle cx="{x}" cy="{y + 66}" r="40"/></g>'
            f'<rect x="{x - 42}" y="{y - 40}" width="84" height="46" rx="3" fill="url(#red)"/>'
            f'<rect x="{x - 42}" y="{y - 40}" width="84" height="46" rx="3" fill="none" '
            'stroke="#f3c667" stroke-width="5"/>'
            f'<circle cx="{x}" cy="{y + 14}" r="8" fill="none" stroke="#f3c667" stroke-width="4"/>'
            + star(x, y + 72, 62, GOLD)
            + f'<circle cx="{x + 22}" cy="{y + 42}" r="34" fill="url(#spark)" '
            f'style="{BLEND_SCREEN}"/>'
        )
    shade = "".join(
        star(x, y, 56, ("#8a7c70", "#3a2f2a", "#120e0d"), 8)
        + f'<circle cx="{x}" cy="{y}" r="24" fill="#3a1214" stroke="#6b5a48" stroke-width="4"/>'
        for x, y in ((830, 1180), (868, 1336), (800, 1480))
    )
    return shade + "".join(rows) + stars


def collar() -> str:
    """Shirt, tie and the jacket's lapels."""
    return (
        '<path d="M1010 700Q1120 900 1190 1180L1330 700Q1180 800 1010 700Z" fill="url(#shirt)"/>'
        '<path d="M1120 826L1206 822L1226 900L1250 1240L1190 1400L1136 1220L1140 900Z" '
        'fill="url(#tie)"/>'
        '<path d="M1120 826L1206 822L1226 900L1140 904Z" fill="#000" opacity=".35"/>'
        '<path d="M1000 690Q1030 820 1126 850L1150 790Q1060 770 1030 680Z" fill="#4a3c34"/>'
        '<path d="M1352 676Q1320 800 1206 846L1176 792Q1290 760 1318 690Z" fill="#d9b98e"/>'
        # lapels
        '<path d="M962 730L1000 690Q1050 1010 1196 1460L1180 1640L1080 1640Q1010 1300 850 1040'
        'L930 1000L858 930Z" fill="url(#lapel-dark)"/>'
        '<path d="M1352 676L1400 716L1500 830L1424 924L1478 980Q1330 1240 1262 1640L1180 1640'
        'Q1190 1560 1200 1450Q1330 1100 1352 676Z" fill="url(#lapel)"/>'
        '<path d="M1400 716L1500 830L1424 924L1478 980Q1330 1240 1262 1640" fill="none" '
        'stroke="#b58a5c" stroke-width="3.5" opacity=".75"/>'
        '<path d="M1424 924L1330 850" stroke="#050505" stroke-width="5" opacity=".8"/>'
        '<path d="M1196 1440L1176 1640" stroke="#000" stroke-width="14" opacity=".7" '
        'filter="url(#soft)"/>'
    )


def room() -> str:
    """Dark panelling, a heavy curtain, and the lamp that is the only light."""
    folds = "".join(
        f'<path d="M{x:.0f} 0H{x + w:.0f}Q{x + w - 14:.0f} 800 {x + w + 8:.0f} 1600H{x + 8:.0f}'
        f'Q{x - 14:.0f} 800 {x:.0f} 0Z" fill="{fold(i)}"/>'
        for i, x, w in ((i, -20 + i * 33.0, 21 + 8 * math.sin(i * 1.9)) for i in range(20))
    )
    panels = "".join(
        f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="url(#panel)"/>'
        f'<path d="M{x} {y + h}V{y}H{x + w}" stroke="#0b0604" stroke-width="12" fill="none"/>'
        f'<path d="M{x} {y + h}H{x + w}V{y}" stroke="#8a5a30" stroke-width="5" fill="none" '
        'opacity=".5"/>'
        for x, y, w, h in (
            (860, -40, 520, 700),
            (1450, -40, 520, 700),
            (2040, -40, 420, 700),
            (1450, 760, 520, 900),
            (2040, 760, 420, 900),
        )
    )
    return (
        whole("url(#wall)")
        + panels
        + whole("#808080", f'filter="url(#wood)" opacity=".5" style="{BLEND_SOFT}"')
        + f'<g filter="url(#soft)">{folds}</g>'
        + '<rect x="0" y="0" width="660" height="1600" fill="url(#curtain-dusk)"/>'
        + whole("url(#lamplight)", f'style="{BLEND_SCREEN}"')
    )


def fold(i: int) -> str:
    """Draw the tone of one curtain fold, brighter towards the lamp."""
    lit = (0.5 + 0.5 * math.sin(i * 2.3)) * i / 20
    return hexed(mix((14, 9, 7), (96, 38, 26), lit))


def lamp() -> str:
    """Draw the shaded lamp at the edge of the picture."""
    return (
        '<circle cx="2180" cy="520" r="900" fill="url(#halo)" '
        f'style="{BLEND_SCREEN}"/>'
        '<rect x="1880" y="1290" width="520" height="310" fill="url(#board)"/>'
        '<path d="M1880 1290H2400" stroke="#e8a458" stroke-width="9"/>'
        '<ellipse cx="2262" cy="1300" rx="150" ry="14" fill="#180a03" opacity=".8"/>'
        '<ellipse cx="2262" cy="1288" rx="112" ry="17" fill="url(#brass)"/>'
        '<g transform="translate(92 -6)">'
        '<path d="M2130 690H2210L2222 1300H2118Z" fill="url(#brass)"/>'
        '<ellipse cx="2170" cy="1010" rx="84" ry="120" fill="url(#brass)"/>'
        '<ellipse cx="2170" cy="690" rx="236" ry="34" fill="#fff6d6"/>'
        '<path d="M2056 330H2284L2408 690Q2170 742 1932 690Z" fill="url(#shade)"/>'
        '<path d="M1932 690Q2170 742 2408 690" fill="none" stroke="#8d4f18" stroke-width="12"/>'
        '<path d="M2056 330H2284" stroke="#8d4f18" stroke-width="9"/></g>'
    )


def draw() -> str:
    """Draw the complete picture."""
    grain_defs, grain_rect = grain(0.09, seed=15)
    shade_defs, shade = vignette(0.6, centre=(1400, 860), reach=1840)
    defs = (
        grain_defs
        + shade_defs
        + linear("wall", (700, 0, 2400, 0), (0, "#2c190d"), (1, "#4a2812"))
        + linear("panel", (850, 0, 2400, 0), (0, "#2e1a0e"), (0.5, "#3a2111"), (1, "#5c3418"))
        + linear(
            "curtain-dusk",
            (0, 0, 660, 0),
            (0, "#000000@.7"),
            (0.75, "#000000@.1"),
            (1, "#000000@.45"),
        )
        + linear("turn", (1330, 0, 1640, 0), (0, "#080302@.45"), (1, "#080302@0"))
        + radial(
            "lamplight",
            (2240, 620, 1760),
            (0, "#ffb45a@.55"),
            (0.4, "#c8742a@.26"),
            (1, "#6a3410@0"),
        )
        + radial(
            "halo", (2180, 520, 900), (0, "#ffd490@.75"), (0.35, "#ff9d3c@.26"), (1, "#ff8a20@0")
        )
        + linear(
            "shade",
            (0, 330, 0, 720),
            (0, "#e8953c"),
            (0.45, "#ffdb92"),
            (0.8, "#fff3cc"),
            (1, "#ffd68a"),
        )
        + linear("board", (0, 1290, 0, 1600), (0, "#6a3a18"), (0.12, "#3a1d0c"), (1, "#160a04"))
        + linear(
            "brass",
            (2090, 0, 2260, 0),
            (0, "#2a1606"),
            (0.3, "#8f5c1c"),
            (0.55, "#f2c566"),
            (1, "#3b200a"),
        )
        + linear("shirt", (1010, 0, 1350, 0), (0, "#1c1614"), (0.6, "#7d6650"), (1, "#f0cf9f"))
        + linear("tie", (1120, 0, 1250, 0), (0, "#0c0608"), (1, "#4e171a"))
        + linear(
            "lapel", (1240, 1200, 1490, 1060), (0, "#0c0b0d"), (0.7, "#2b2422"), (1, "#54422f")
        )
        + linear("lapel-dark", (860, 0, 1190, 0), (0, "#050506"), (1, "#141213"))
        + linear("weave", (0, 980, 12, 980), (0, "#ffffff@.10"), (1, "#000000@.12"))
        + '<radialGradient id="gold" cx=".72" cy=".28" r=".9"><stop stop-color="#fff2bd"/>'
        '<stop offset=".35" stop-color="#e2ab45"/><stop offset="1" stop-color="#6a3f0e"/>'
        "</radialGradient>"
        '<radialGradient id="silver" cx=".72" cy=".28" r=".9"><stop stop-color="#fffaf0"/>'
        '<stop offset=".35" stop-color="#bfae98"/><stop offset="1" stop-color="#4a3d31"/>'
        "</radialGradient>"
        '<radialGradient id="enamel"><stop stop-color="#c43a32"/>'
        '<stop offset="1" stop-color="#5a1013"/></radialGradient>'
        '<linearGradient id="red"><stop stop-color="#6b1013"/><stop offset="1" '
        'stop-color="#c3282b"/></linearGradient>'
        '<radialGradient id="spark"><stop stop-color="#fff6d0" stop-opacity=".9"/>'
        '<stop offset="1" stop-color="#ffd070" stop-opacity="0"/></radialGradient>'
        + lit_noise("wood", ".09 .0018", octaves=3, seed=5, relief_height=5, azimuth=0)
        + lit_noise("cloth", ".22 .30", octaves=2, seed=8, relief_height=1.6, azimuth=-20)
        + blur("soft", 7)
        + blur("drop", 7)
        + blur("cloth-soft", 5)
        + blur("face-soft", 3)
    )
    body = relief(
        jacket, centre=(1180, 760), size=640, extent=(1.75, 1.32), cell=8, light=LIGHT, tone=wool
    )
    face = relief(
        sitter,
        centre=(1150, 486),
        size=264,
        extent=(1.0, 1.25),
        cell=4,
        light=RIM,
        tone=skin,
        depth=1.1,
    )
    return page(
        room()
        + lamp()
        + f'<g filter="url(#cloth-soft)">{body}</g>'
        + f'<g filter="url(#face-soft)">{face}</g>'
        + '<path d="M1500 838Q1660 856 1770 920T1968 1040Q2066 1150 2126 1400" fill="none" '
        'stroke="#ffcb88" stroke-width="15" opacity=".55" filter="url(#soft)"/>'
        + collar()
        + whole("#808080", f'filter="url(#cloth)" opacity=".22" style="{BLEND_SOFT}"')
        + medals()
        + whole("url(#turn)")
        + shade
        + grain_rect,
        defs,
    )
