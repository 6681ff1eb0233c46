"""A young cosmonaut in a round white helmet, head and shoulders before a plain grey sky.

The face is simplified and mostly in shadow. Black and white with film grain, like a press
photograph of the 1960s.
"""

from __future__ import annotations

from ground import (
    BLEND_MULTIPLY,
    BLEND_SCREEN,
    Colour,
    Vec,
    blur,
    bust,
    cloud_noise,
    grain,
    grey,
    head,
    linear,
    page,
    radial,
    ramp,
    relief,
    smooth,
    turned,
    vignette,
    whole,
)

LIGHT: Vec = (-0.62, 0.62, 0.55)


def looking_up(p: Vec) -> float:
    """Return the head, turned to the right and lifted a little."""
    return head(turned(p, 24, -7))


def suit(p: Vec) -> float:
    """Return the pressure suit's shoulders."""
    return bust(p, 0.26)


def skin(light: float, normal: Vec, _place: Vec) -> Colour:
    """Skin in the helmet's shade."""
    lift = 0.10 * max(0.0, -normal[1]) + 0.05 * max(0.0, normal[2])
    return ramp(light + lift, (0, grey(0.07)), (0.30, grey(0.34)), (1.0, grey(0.92)))


def cloth(light: float, normal: Vec, _place: Vec) -> Colour:
    """Pale heavy cloth."""
    lift = 0.12 * max(0.0, normal[2])
    return ramp(light + lift, (0, grey(0.05)), (0.3, grey(0.30)), (1.0, grey(0.88)))


def helmet() -> str:
    """Draw the shell and its opening, with the face inside it."""
    face = relief(
        looking_up,
        centre=(1262, 742),
        size=262,
        extent=(0.95, 1.22),
        cell=5,
        light=LIGHT,
        tone=skin,
        depth=1.15,
    )
    opening = '<ellipse cx="1268" cy="752" rx="300" ry="318"/>'
    return (
        '<ellipse cx="1185" cy="700" rx="458" ry="470" fill="url(#shell)"/>'
        '<path d="M1620 560A458 470 0 0 1 1500 1050" fill="none" stroke="#dcdcdc" '
        'stroke-width="14" opacity=".5" filter="url(#soft)"/>'
        # the seam of the shell and the visor's hinge
        '<path d="M1010 268Q800 620 930 1090" fill="none" stroke="#777" stroke-width="5"/>'
        '<path d="M1017 270Q808 620 937 1088" fill="none" stroke="#fff" stroke-width="4" '
        'opacity=".7"/>'
        '<circle cx="884" cy="724" r="58" fill="url(#hinge)"/>'
        '<circle cx="884" cy="724" r="58" fill="none" stroke="#4a4a4a" stroke-width="4"/>'
        '<circle cx="884" cy="724" r="24" fill="#8a8a8a" stroke="#3a3a3a" stroke-width="4"/>'
        # the rim round the opening
        '<ellipse cx="1268" cy="752" rx="336" ry="354" fill="url(#rim)"/>'
        '<ellipse cx="1268" cy="752" rx="318" ry="336" fill="#3a3a3a"/>'
        '<ellipse cx="1268" cy="752" rx="306" ry="324" fill="#0b0b0b"/>'
        f'<clipPath id="opening">{opening}</clipPath><g clip-path="url(#opening)">'
        '<ellipse cx="1240" cy="770" rx="290" ry="330" fill="#1c1c1c"/>'
        f'<g filter="url(#face-soft)">{face}</g>{cap()}'
        f'<g style="{BLEND_MULTIPLY}"><path d="M900 380H1640V800Q1560 700 1400 662Q1180 620 '
        '1040 900L960 1120H900Z" fill="#1a1a1a" opacity=".78" filter="url(#deep)"/></g>'
        '<ellipse cx="1268" cy="752" rx="300" ry="318" fill="none" stroke="#000" '
        'stroke-width="60" opacity=".7" filter="url(#wide)"/></g>'
        # the raised visor's edge catches the light
        '<path d="M952 640Q1010 410 1262 402Q1490 402 1572 606" fill="none" stroke="#fff" '
        'stroke-width="9" stroke-linecap="round" opacity=".85" filter="url(#hair)"/>'
        '<path d="M1004 960Q1100 1084 1280 1090Q1440 1084 1530 944" fill="none" stroke="#f4f4f4" '
        'stroke-width="7" stroke-linecap="round" opacity=".55" filter="url(#hair)"/>'
    )


def cap() -> str:
    """Draw the dark soft cap worn under the helmet, framing the face."""
    outer = [
        (960, 740),
        (1000, 540),
        (1130, 425),
        (1280, 410),
        (1440, 450),
        (1540, 600),
        (1580, 760),
        (1560, 420),
        (1270, 380),
        (980, 420),
    ]
    inner = "M1030 1080Q1008 900 1042 720Q1090 560 1290 530Q1440 530 1478 640"
    return (
        f'<path d="{smooth(outer)}" fill="#141414"/>'
        f'<path d="{inner}" fill="none" stroke="#181818" stroke-width="74"/>'
        f'<path d="{inner}" fill="none" stroke="#5c5c5c" stroke-width="4" '
        'transform="translate(22 24)"/>'
    )


def collar() -> str:
    """Draw the metal ring that joins helmet and suit, with its clasps."""
    clasps = "".join(
        f'<rect x="{x}" y="{y}" width="58" height="44" rx="8" fill="url(#metal)" '
        f'stroke="#222" stroke-width="4" transform="rotate({a} {x + 29} {y + 22})"/>'
        for x, y, a in ((872, 1156, 16), (1010, 1192, 8), (1320, 1192, -8), (1456, 1150, -18))
    )
    return (
        '<ellipse cx="1192" cy="1150" rx="420" ry="104" fill="#000" opacity=".6" '
        'filter="url(#wide)" transform="translate(30 56)"/>'
        '<ellipse cx="1190" cy="1118" rx="404" ry="104" fill="url(#metal)"/>'
        '<ellipse cx="1190" cy="1096" rx="400" ry="92" fill="url(#flange)"/>'
        '<ellipse cx="1190" cy="1086" rx="330" ry="70" fill="#0c0c0c" filter="url(#soft)"/>'
        '<path d="M788 1130Q860 1214 1190 1220Q1520 1214 1592 1130" fill="none" stroke="#fff" '
        f'stroke-width="6" opacity=".6"/>{clasps}'
    )


def harness() -> str:
    """Two straps over the shoulders and a buckle."""
    ways = (
        "M1020 1240Q1090 1400 1120 1640",
        "M1366 1240Q1300 1400 1270 1640",
    )
    return "".join(
        f'<path d="{d}" stroke="#000" stroke-width="86" opacity=".45" fill="none" '
        'filter="url(#soft)" transform="translate(14 12)"/>'
        f'<path d="{d}" stroke="#3c3c3c" stroke-width="70" fill="none"/>'
        f'<path d="{d}" stroke="#8d8d8d" stroke-width="3" fill="none" '
        'stroke-dasharray="12 8" transform="translate(-25 0)"/>'
        f'<path d="{d}" stroke="#777" stroke-width="3" fill="none" '
        'stroke-dasharray="12 8" transform="translate(25 0)"/>'
        for d in ways
    )


def draw() -> str:
    """Draw the complete picture."""
    grain_defs, grain_rect = grain(0.17, frequency=0.42, seed=60)
    shade_defs, shade = vignette(0.62, centre=(1120, 700), reach=1560)
    defs = (
        grain_defs
        + shade_defs
        + linear("sky", (0, 0, 500, 1600), (0, "#5c5c5c"), (0.55, "#757575"), (1, "#828282"))
        + cloud_noise("haze", ".0012 .0028", octaves=3, seed=12, gain=2.6, bias=-1.0)
        + radial(
            "shell",
            (980, 470, 800),
            (0, "#ffffff"),
            (0.3, "#f1f1f1"),
            (0.58, "#b2b2b2"),
            (0.82, "#5a5a5a"),
            (1, "#2e2e2e"),
        )
        + linear("rim", (980, 440, 1560, 1090), (0, "#ffffff"), (0.45, "#a8a8a8"), (1, "#3a3a3a"))
        + radial("hinge", (866, 700, 80), (0, "#ffffff"), (1, "#6c6c6c"))
        + linear(
            "metal",
            (790, 0, 1600, 0),
            (0, "#d8d8d8"),
            (0.18, "#ffffff"),
            (0.42, "#777777"),
            (0.62, "#b8b8b8"),
            (1, "#2f2f2f"),
        )
        + linear(
            "flange",
            (790, 0, 1600, 0),
            (0, "#f2f2f2"),
            (0.35, "#a9a9a9"),
            (0.7, "#555555"),
            (1, "#1e1e1e"),
        )
        + blur("soft", 9)
        + blur("face-soft", 3.6)
        + blur("deep", 34)
        + blur("wide", 26)
        + blur("hair", 2)
        + blur("cloth-soft", 4)
    )
    shoulders = relief(
        suit, centre=(1190, 1060), size=560, extent=(1.75, 0.98), cell=7, light=LIGHT, tone=cloth
    )
    return page(
        whole("url(#sky)")
        + whole("#ffffff", f'filter="url(#haze)" opacity=".34" style="{BLEND_SCREEN}"')
        + f'<g filter="url(#cloth-soft)">{shoulders}</g>{harness()}{collar()}{helmet()}'
        + shade
        + grain_rect,
        defs,
        "#808080",
    )
