"""A six-wheeled rover with a camera mast stands whole on cracked ochre sandstone.

On the ledge at the left a small drill hole is ringed by grey cuttings, hills lie behind under a
butterscotch sky, and the arm that holds the camera is not in the picture.
"""

from __future__ import annotations

import math
import random

from ground import (
    BLEND_MULTIPLY,
    BLEND_OVERLAY,
    BLEND_SOFT,
    Camera,
    Colour,
    Face,
    Point,
    Vec,
    add,
    blur,
    box,
    cast,
    dot,
    grain,
    hexed,
    layered,
    linear,
    lit_noise,
    mix,
    noise,
    page,
    paint,
    polygon,
    radial,
    ragged,
    smooth,
    tube,
    unit,
    vignette,
    whole,
)

CAMERA = Camera(eye=(5.1, -2.9, 1.62), target=(0.0, 0.0, 0.98), focal=2300, centre=(1400, 860))
SUN: Vec = (0.36, -0.86, 0.62)
SHADE: Colour = (104, 76, 54)
GLOW: Colour = (255, 236, 204)

WHITE: Colour = (236, 230, 220)
DUSTY: Colour = (214, 190, 158)
STEEL: Colour = (146, 140, 134)
DARK: Colour = (44, 40, 38)
BLACK: Colour = (12, 11, 11)
COPPER: Colour = (168, 122, 74)

BODY: tuple[Vec, Vec] = ((-0.95, -0.60, 0.66), (0.82, 0.60, 1.08))


def in_body_shadow(p: Vec) -> bool:
    """Whether the rover's body stands between a place and the sun."""
    light = unit(SUN)
    near, far = 0.0, 9.0
    for k in range(3):
        if abs(light[k]) < 1e-6:
            continue
        a, b = (BODY[0][k] - p[k]) / light[k], (BODY[1][k] - p[k]) / light[k]
        near, far = max(near, min(a, b)), min(far, max(a, b))
    return near < far and far > 0.05


def wheel(x: float, y: float, out: float) -> list[Face]:
    """Build a cleated wheel with spokes; ``out`` is the side that faces away from the rover."""
    inner, outer, r = y - 0.20 * out, y + 0.20 * out, 0.255
    z, sides = r - 0.015, 36
    faces: list[Face] = []
    for i in range(sides):
        a, b = 2 * math.pi * i / sides, 2 * math.pi * (i + 1) / sides
        for reach, tint in ((r, (108, 101, 94)), (r + 0.012, (176, 165, 152))):
            if reach > r and i % 3:
                continue
            rim = [
                (x + reach * math.cos(t), s, z + reach * math.sin(t))
                for t, s in ((a, inner), (a, outer), (b, outer), (b, inner))
            ]
            faces.append(Face(tuple(reversed(rim) if out < 0 else rim), tint))
    ring = [
        (
            x + r * 0.97 * math.cos(2 * math.pi * i / sides),
            outer,
            z + r * 0.97 * math.sin(2 * math.pi * i / sides),
        )
        for i in range(sides)
    ]
    well = [(x + (p[0] - x) * 0.86, outer + 0.004 * out, z + (p[2] - z) * 0.86) for p in ring]
    faces.append(Face(tuple(ring if out < 0 else reversed(ring)), STEEL))
    faces.append(Face(tuple(well if out < 0 else reversed(well)), (30, 26, 24)))
    for i in range(6):
        t = math.pi * i / 3 + 0.3
        faces += tube(
            (x, outer, z),
            (x + 0.20 * math.cos(t), outer, z + 0.20 * math.sin(t)),
            0.013,
            (178, 170, 160),
            sides=6,
        )
    back = [(p[0], inner, p[2]) for p in ring]
    faces.append(Face(tuple(reversed(back) if out < 0 else back), (36, 31, 28)))
    return faces + tube((x, outer - 0.05 * out, z), (x, outer + 0.03 * out, z), 0.075, STEEL)


def suspension(side: float) -> list[Face]:
    """Rocker, bogie and three wheels of one side."""
    y = 1.12 * side
    pivot, knee = (0.15, 0.72 * side, 0.88), (-0.62, 0.86 * side, 0.62)
    front, middle, rear = (1.12, y, 0.26), (-0.02, y, 0.26), (-1.14, y, 0.26)
    faces = tube((0.15, 0.55 * side, 0.88), (0.15, 0.80 * side, 0.88), 0.13, STEEL, sides=18)
    upper: list[tuple[Vec, Vec, float]] = [
        (pivot, (0.92, 0.86 * side, 0.70), 0.052),
        ((0.92, 0.86 * side, 0.70), (1.12, 0.90 * side, 0.58), 0.05),
        ((1.12, 0.90 * side, 0.58), (1.12, y, 0.58), 0.045),
        (pivot, knee, 0.055),
        (knee, (-0.02, 0.92 * side, 0.50), 0.045),
        (knee, (-1.14, 0.92 * side, 0.54), 0.045),
        ((-1.14, 0.92 * side, 0.54), (-1.14, y, 0.54), 0.045),
    ]
    for start, end, r in upper:
        faces += tube(start, end, r, (196, 186, 172), sides=12, pieces=5)
    for hub in (front, rear):
        faces += tube((hub[0], y, 0.30), (hub[0], y, 0.66), 0.065, WHITE, sides=14, pieces=2)
    faces += tube((-0.02, 0.90 * side, 0.50), (-0.02, y, 0.28), 0.042, STEEL, pieces=2)
    faces += tube(add(knee, (0, 0.06, 0)), add(knee, (0, -0.06, 0)), 0.085, STEEL)
    for x, wy, _ in (front, middle, rear):
        faces += wheel(x, wy + 0.10 * side, side)
    return faces


def hull() -> list[Face]:
    """Build the warm box and its deck."""
    lid = box((-0.98, -0.64, 1.08), (0.86, 0.64, 1.115), DUSTY, piece=9)
    return box(*BODY, WHITE, piece=9) + lid


def fittings() -> list[Face]:
    """Build what is bolted to the front, the near side and the deck."""
    faces = box((0.82, -0.50, 0.72), (0.86, 0.06, 1.00), (206, 198, 186), piece=0.2)
    faces += tube((0.82, 0.36, 0.86), (0.98, 0.36, 0.86), 0.10, STEEL, sides=18)  # arm's shoulder
    faces += box((0.88, 0.27, 0.76), (1.04, 0.45, 0.96), (192, 184, 172))
    for x0, x1 in ((-0.80, -0.42), (-0.34, 0.02), (0.40, 0.70)):  # side covers
        faces += box((x0, -0.625, 0.74), (x1, -0.60, 1.00), (210, 202, 190), piece=0.2)
    faces += box((-0.55, -0.30, 1.115), (0.05, 0.20, 1.19), (204, 184, 156), piece=0.2)
    faces += box((0.20, -0.10, 1.115), (0.52, 0.30, 1.17), (196, 176, 148), piece=0.2)
    for y in (0.42, 0.52):  # inlet covers
        faces += tube((0.62, y - 0.06, 1.115), (0.62, y - 0.06, 1.17), 0.045, COPPER)
    faces += tube((-0.55, -0.46, 1.115), (-0.55, -0.46, 1.36), 0.085, DARK, sides=18, pieces=2)
    faces += tube((-0.20, 0.50, 1.115), (-0.20, 0.50, 1.42), 0.04, STEEL, pieces=2)
    faces += dish((-0.16, 0.50, 1.58))
    for y in (-0.53, 0.16, 0.54):  # bolts and brackets
        faces += box((0.82, y - 0.025, 0.70), (0.85, y + 0.025, 1.04), (176, 166, 152))
    return faces


def lookouts() -> list[Face]:
    """Build the four small cameras low on the front."""
    faces: list[Face] = []
    for y in (-0.42, -0.30, -0.10, 0.02):
        faces += tube((0.86, y, 0.80), (0.93, y, 0.79), 0.042, DARK, sides=14)
        faces += tube((0.93, y, 0.79), (0.932, y, 0.79), 0.026, (92, 84, 80), sides=14)
    return faces


def power() -> list[Face]:
    """Build the power source with its fins at the back."""
    start, end = (-1.0, 0.0, 1.02), (-1.62, 0.0, 1.30)
    faces = tube(start, end, 0.15, DARK, sides=16, pieces=3)
    for i in range(8):
        t = 2 * math.pi * i / 8
        off = (-0.13 * math.sin(t), 0.32 * math.cos(t), 0.30 * math.sin(t))
        faces += tube(
            add(start, off, 0.9), add(end, off, 0.9), 0.022, (92, 84, 78), sides=6, pieces=3
        )
    return faces


def dish(centre: Vec) -> list[Face]:
    """Build the six-sided antenna, tipped towards the sky."""
    axis = unit((0.62, -0.30, 0.72))
    return [
        face
        for start, end, r, tint in (
            (add(centre, axis, -0.03), centre, 0.27, (222, 214, 202)),
            (centre, add(centre, axis, 0.012), 0.235, (190, 178, 160)),
        )
        for face in tube(start, end, r, tint, sides=6)
    ]


def gaze() -> tuple[Vec, Vec, Vec]:
    """Where the head looks, its sideways direction and its middle."""
    look = unit((CAMERA.eye[0] - 0.66, CAMERA.eye[1] + 0.9, 0))
    return look, (-look[1], look[0], 0.0), (0.66, -0.44, 2.12)


def mast() -> list[Face]:
    """Build the neck and the head, turned to the viewer."""
    foot: Vec = (0.66, -0.44, 1.115)
    faces = box((0.55, -0.55, 1.115), (0.77, -0.33, 1.24), WHITE)
    faces += tube(foot, (0.66, -0.44, 1.90), 0.062, WHITE, sides=18, pieces=5)
    faces += tube((0.66, -0.44, 1.42), (0.66, -0.44, 1.50), 0.082, STEEL, sides=18)
    faces += tube((0.66, -0.44, 1.84), (0.66, -0.44, 1.96), 0.095, DARK, sides=18)
    look, _, _ = gaze()
    turn = math.degrees(math.atan2(look[1], look[0]))
    faces += box((0.50, -0.74, 2.02), (0.84, -0.14, 2.30), WHITE, turn=turn, piece=9)
    faces += box((0.56, -0.73, 1.94), (0.80, -0.15, 2.02), (150, 144, 138), turn=turn, piece=9)
    return faces


def eyes() -> list[Face]:
    """Build the cameras on the front of the head: one great window and small lenses."""
    look, aside, top = gaze()

    def eye(along: float, height: float, r: float, reach: float) -> list[Face]:
        base = add(add(top, aside, along), (0, 0, height))
        lens = add(base, look, 0.17)
        return [
            *tube(lens, add(lens, look, reach), r, (206, 200, 192), sides=22),
            *tube(
                add(lens, look, reach), add(lens, look, reach + 0.006), r * 0.82, BLACK, sides=22
            ),
        ]

    faces = eye(0.10, 0.055, 0.098, 0.02)
    for along in (-0.22, 0.24):
        faces += eye(along, -0.135, 0.045, 0.03)
    return faces + eye(-0.17, 0.05, 0.035, 0.02)


def glints() -> str:
    """Draw what the sky leaves on the glass of the eyes."""
    look, aside, top = gaze()
    parts = []
    for along, height, r, tint in (
        (0.10, 0.055, 0.080, "#8d86c8"),
        (-0.22, -0.135, 0.037, "#a8845c"),
        (0.24, -0.135, 0.037, "#a8845c"),
    ):
        x, y = CAMERA.project(add(add(add(top, aside, along), look, 0.2), (0, 0, height)))
        size = r * CAMERA.focal / 4.9
        parts.append(
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{size * 0.8:.1f}" ry="{size * 0.8:.1f}" '
            f'fill="none" stroke="{tint}" stroke-width="{size * 0.12:.1f}" opacity=".55"/>'
            f'<path d="M{x - size * 0.55:.1f} {y - size * 0.1:.1f}Q{x - size * 0.5:.1f} '
            f"{y - size * 0.55:.1f} {x:.1f} {y - size * 0.6:.1f}Q{x - size * 0.3:.1f} "
            f'{y - size * 0.3:.1f} {x - size * 0.55:.1f} {y - size * 0.1:.1f}Z" fill="#fff3d8" '
            f'opacity=".9"/><circle cx="{x + size * 0.3:.1f}" cy="{y + size * 0.34:.1f}" '
            f'r="{size * 0.1:.1f}" fill="{tint}"/>'
        )
    return "".join(parts)


def ground_point(x: float, y: float, z: float = 0.0) -> Point:
    """Return a place on the ground in the picture."""
    return CAMERA.project((x, y, z))


def before_camera(x: float, y: float) -> bool:
    """Whether a place on the ground can be seen."""
    forward = CAMERA.axes()[2]
    return dot(add((x, y, 0), CAMERA.eye, -1), forward) > 1.1


def slabs() -> str:
    """Sandstone broken into plates: cracks, lit edges, worn faces."""
    pick = random.Random(22)
    corners: dict[tuple[int, int], Point] = {}
    size = 0.62

    def corner(i: int, j: int) -> Point:
        if (i, j) not in corners:
            corners[i, j] = (
                (i + (j % 2) * 0.4 + pick.uniform(-0.34, 0.34)) * size,
                (j + pick.uniform(-0.34, 0.34)) * size * 1.3,
            )
        return corners[i, j]

    plates = []
    for i in range(-34, 9):
        for j in range(-20, 22):
            ring = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)]
            cx, cy = sum(p[0] for p in ring) / 4, sum(p[1] for p in ring) / 4
            if not all(before_camera(x, y) for x, y in ring):
                continue
            if layered(cx * 0.5 + 30, cy * 0.5 + 30, 5, 3) < 0.43:
                continue
            far = math.hypot(cx - CAMERA.eye[0], cy - CAMERA.eye[1])
            plates.append((far, ring, cx, cy))
    plates.sort(key=lambda plate: -plate[0])
    parts = []
    for far, ring, cx, cy in plates:
        worn = []
        for k in range(4):
            a, b = ring[k], ring[(k + 1) % 4]
            for s in (0.12, 0.5, 0.88):
                x, y = a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s
                pull = 0.05 + 0.10 * noise(x * 4, y * 4, 2)
                worn.append((x + (cx - x) * pull, y + (cy - y) * pull))
        height = 0.03 + 0.06 * noise(cx * 2, cy * 2, 9)
        low = [ground_point(x, y) for x, y in worn]
        high = [ground_point(x, y, height) for x, y in worn]
        haze = min(0.85, far / 26)
        tint = mix((214, 162, 102), (172, 118, 68), noise(cx * 3, cy * 3, 4))
        tint = mix(tint, (206, 156, 102), haze)
        edge = mix((70, 36, 16), (190, 140, 92), haze)
        lit = mix((250, 206, 148), (222, 176, 122), haze)
        wide = max(0.8, 9 / far)
        parts.append(
            f'<path d="{smooth(low)}" fill="{hexed(edge)}" stroke="{hexed(edge)}" '
            f'stroke-width="{wide * 2:.1f}"/>'
            f'<path d="{smooth(high)}" fill="{hexed(lit)}" '
            f'transform="translate({-wide:.1f} {-wide * 0.5:.1f})"/>'
            f'<path d="{smooth(high)}" fill="{hexed(tint)}"/>'
        )
    return "".join(parts)


def hills() -> str:
    """Two hazy ranges and a butte behind the rover."""
    parts = []
    for layer, (base, rise, tint, roll) in enumerate(
        ((612, 250, "#c99a63", 0.0017), (618, 128, "#b07d4a", 0.0030), (632, 60, "#96622f", 0.0062))
    ):
        line: list[Point] = [(-20, 720)]
        for k in range(122):
            x = k * 20.0
            bump = layered(x * roll + layer * 11, layer * 3.7, 1, 5) - 0.34
            broad = math.exp(-(((x - (480, 1900, 900)[layer]) / (560, 520, 900)[layer]) ** 2))
            line.append((x, base - rise * (0.35 * bump + broad * (0.35 + 0.9 * bump))))
        line.append((2420, 720))
        parts.append(f'<path d="{polygon(line)}" fill="{tint}"/>')
    return "".join(parts)


def ledge() -> str:
    """Draw the raised slab at the left with the drill hole and its cuttings."""
    top: list[Point] = [
        (-40, 1150),
        (180, 1108),
        (470, 1096),
        (700, 1130),
        (884, 1210),
        (930, 1292),
        (800, 1372),
        (560, 1428),
        (250, 1470),
        (-40, 1486),
    ]
    face: list[Point] = [
        (-40, 1480),
        (250, 1464),
        (560, 1420),
        (800, 1364),
        (930, 1286),
        (942, 1384),
        (820, 1480),
        (590, 1562),
        (300, 1650),
        (-40, 1680),
    ]
    return (
        f'<path d="{smooth(face)}" fill="#1c0c05" opacity=".6" filter="url(#deep)" '
        'transform="translate(60 40)"/>'
        f'<path d="{smooth(face)}" fill="url(#cliff)"/>'
        '<path d="M-40 1560Q300 1548 600 1490T936 1340M-40 1610Q300 1606 560 1530T900 1400" '
        'fill="none" stroke="#3a1b0a" stroke-width="7" opacity=".6"/>'
        f'<path d="{smooth(top)}" fill="#f8d29a" transform="translate(-5 -5)"/>'
        f'<path d="{smooth(top)}" fill="url(#slab)"/>'
        '<path d="M120 1112Q210 1200 150 1290T230 1466M700 1132Q640 1200 690 1280T668 1404" '
        'fill="none" stroke="#4c2510" stroke-width="6" opacity=".75"/>'
        '<path d="M124 1110Q216 1200 156 1290T236 1464M705 1131Q646 1200 696 1280T674 1402" '
        'fill="none" stroke="#f5cd95" stroke-width="3" opacity=".7"/>'
        f"{hole((432, 1262), 36)}{hole((590, 1206), 17)}"
    )


def hole(place: Point, r: float) -> str:
    """Draw a drill hole in its ring of fine grey cuttings, seen aslant."""
    x, y = place
    pick = random.Random(int(x))
    rings = "".join(
        f'<path d="{ragged((x + r * dx, y + r * 0.1), (r * size, r * size * 0.42), 0.20, k)}" '
        f'fill="{tint}" opacity="{opacity}"/>'
        for k, (size, dx, tint, opacity) in enumerate(
            (
                (4.3, 0.30, "#6f665c", 0.55),
                (3.6, 0.16, "#8b847b", 0.9),
                (2.9, 0.04, "#aaa49c", 1),
                (2.1, -0.06, "#c6c1b9", 1),
            )
        )
    )
    crumbs = ""
    for _ in range(70):
        t, reach = pick.uniform(0, 2 * math.pi), r * (2.2 + 3.2 * pick.random() ** 2)
        size = r * (0.03 + 0.09 * pick.random() ** 2)
        cx, cy = x + reach * math.cos(t), y + reach * 0.42 * math.sin(t)
        crumbs += (
            f'<ellipse cx="{cx + size:.1f}" cy="{cy + size * 0.6:.1f}" rx="{size * 1.3:.1f}" '
            f'ry="{size * 0.8:.1f}" fill="#2a1a10" opacity=".6"/><ellipse cx="{cx:.1f}" '
            f'cy="{cy:.1f}" rx="{size * 1.2:.1f}" ry="{size * 0.8:.1f}" fill="#b9b3aa"/>'
        )
    return (
        f'{rings}{crumbs}<ellipse cx="{x}" cy="{y}" rx="{r * 1.22}" ry="{r * 0.54}" '
        f'fill="#5e5851"/><ellipse cx="{x + r * 0.04}" cy="{y + r * 0.05}" rx="{r}" '
        f'ry="{r * 0.43}" fill="#060403"/><path d="M{x - r * 0.96} {y + r * 0.16}A{r} {r * 0.43} '
        f'0 0 0 {x + r} {y + r * 0.16}" fill="none" stroke="#efeae0" stroke-width="{r * 0.1}"/>'
    )


def draw() -> str:
    """Draw the complete picture."""
    grain_defs, grain_rect = grain(0.06, seed=9)
    shade_defs, shade = vignette(0.36, centre=(1150, 760), reach=1640)
    trunk = (power(), hull(), fittings(), lookouts())
    layers = (suspension(1), *trunk, suspension(-1), mast(), eyes())
    rover = [face for layer in layers for face in layer]
    defs = (
        grain_defs
        + shade_defs
        + linear(
            "sky",
            (0, 0, 0, 660),
            (0, "#a9804f"),
            (0.45, "#d0a66e"),
            (0.85, "#efd09b"),
            (1, "#f8e2b8"),
        )
        + radial("sun", (60, 240, 1500), (0, "#fff0cf@.85"), (0.4, "#ffdfa8@.28"), (1, "#ffd090@0"))
        + linear("sand", (0, 620, 0, 1600), (0, "#d0a26a"), (0.2, "#b98048"), (1, "#8a5228"))
        + linear("slab", (0, 1090, 700, 1500), (0, "#e6b478"), (0.6, "#c48a50"), (1, "#9c6434"))
        + linear("cliff", (0, 1420, 300, 1680), (0, "#7a4620"), (1, "#2a1207"))
        + linear("ahead", (0, 1180, 0, 1600), (0, "#1a0a04@0"), (1, "#1a0a04@.62"))
        + lit_noise("grit", ".05 .12", octaves=4, seed=31, relief_height=5, azimuth=200)
        + lit_noise("swell", ".004 .016", octaves=4, seed=13, relief_height=30, azimuth=200)
        + blur("deep", 26)
        + blur("soft", 5)
        + lit_noise("scree", ".006 .02", octaves=5, seed=8, relief_height=34, azimuth=200)
        + f'<clipPath id="far">{hills()}</clipPath>'
        + '<clipPath id="earth"><rect y="640" width="2400" height="960"/></clipPath>'
    )
    body_art = (
        whole("url(#sky)")
        + whole("url(#sun)")
        + hills()
        + whole(
            "#808080",
            f'filter="url(#scree)" clip-path="url(#far)" opacity=".55" style="{BLEND_SOFT}"',
        )
        + '<g clip-path="url(#earth)"><rect y="640" width="2400" height="960" '
        f'fill="url(#sand)"/>{slabs()}'
        + whole("#808080", f'filter="url(#swell)" opacity=".34" style="{BLEND_SOFT}"')
        + f'<path d="{cast(rover, CAMERA, SUN)}" fill="#2a1208" opacity=".78" '
        f'filter="url(#soft)" style="{BLEND_MULTIPLY}"/>{ledge()}'
        + whole("#808080", f'filter="url(#grit)" opacity=".30" style="{BLEND_OVERLAY}"')
        + "</g>"
        + "".join(
            paint(layer, CAMERA, SUN, shade=SHADE, glow=GLOW, blocked=in_body_shadow)
            for layer in layers
        )
        + glints()
        + whole("url(#ahead)")
        + shade
        + grain_rect
    )
    return page(body_art, defs)
