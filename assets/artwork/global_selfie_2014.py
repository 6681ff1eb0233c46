"""The Earth as a photomosaic: two hemispheres side by side on black.

Thousands of tiny portraits, each a simple round head, read as sea, land and cloud from afar.
"""

from __future__ import annotations

import math
import random

from ground import (
    BLEND_MULTIPLY,
    HEIGHT,
    Colour,
    Point,
    blur,
    hexed,
    layered,
    mix,
    page,
    radial,
)

CELL = 14.0
RADIUS = 556.0
# The middle of each disc in the picture, and the longitude and latitude seen there.
DISCS: tuple[tuple[Point, float, float], ...] = (
    ((604.0, 800.0), -88.0, 14.0),
    ((1796.0, 800.0), 62.0, 12.0),
)
LIGHT = (-0.42, 0.40, 0.81)

# Coasts from memory, coarse: longitude, latitude.
LANDS: tuple[tuple[Point, ...], ...] = (
    (  # North and Central America
        (-168, 66),
        (-156, 71),
        (-140, 70),
        (-125, 70),
        (-110, 68),
        (-96, 68),
        (-94, 72),
        (-85, 69),
        (-81, 67),
        (-87, 64),
        (-94, 60),
        (-92, 57),
        (-82, 55),
        (-80, 51),
        (-78, 54),
        (-78, 62),
        (-70, 61),
        (-65, 59),
        (-60, 55),
        (-56, 52),
        (-60, 50),
        (-66, 50),
        (-65, 48),
        (-61, 46),
        (-66, 44),
        (-70, 43),
        (-70, 41),
        (-74, 40),
        (-76, 37),
        (-76, 35),
        (-81, 31),
        (-80, 26),
        (-82, 26),
        (-83, 29),
        (-89, 30),
        (-94, 29.5),
        (-97, 27),
        (-98, 22),
        (-95, 18.5),
        (-91, 19),
        (-90, 21),
        (-87, 21),
        (-88, 16),
        (-83, 15),
        (-83, 10),
        (-79.5, 9.5),
        (-77, 8.5),
        (-80, 7.2),
        (-83, 8),
        (-86, 11),
        (-91, 14),
        (-96, 16),
        (-102, 18),
        (-106, 21),
        (-109, 26),
        (-113, 31),
        (-114.6, 31),
        (-110, 23.5),
        (-113, 26),
        (-117, 33),
        (-121, 35),
        (-124, 40),
        (-124, 47),
        (-128, 51),
        (-134, 57),
        (-145, 60),
        (-152, 59),
        (-160, 55),
        (-158, 58),
        (-165, 61),
        (-162, 64),
    ),
    (  # South America
        (-77, 8.5),
        (-72, 12),
        (-62, 10.6),
        (-57, 6),
        (-51, 4.5),
        (-50, 0),
        (-44, -2.6),
        (-38, -4),
        (-35, -7),
        (-37, -12),
        (-39, -17),
        (-41, -22),
        (-48, -26),
        (-49, -29),
        (-54, -34),
        (-58, -35),
        (-57, -38),
        (-62, -39),
        (-65, -42),
        (-66, -46),
        (-69, -51),
        (-66, -55),
        (-72, -53),
        (-75, -48),
        (-73, -40),
        (-71.5, -30),
        (-70, -19),
        (-76, -14),
        (-81, -6),
        (-80, -2),
        (-78, 2),
        (-77.5, 7),
    ),
    (  # Greenland
        (-73, 78),
        (-60, 82),
        (-35, 83.5),
        (-20, 80),
        (-20, 73),
        (-26, 69),
        (-38, 66),
        (-43, 60),
        (-50, 62),
        (-54, 68),
        (-58, 75),
    ),
    (  # Africa
        (-6, 35.7),
        (10, 37.2),
        (11, 33.5),
        (20, 31),
        (23, 32.7),
        (33, 31),
        (35, 28),
        (37, 21),
        (39, 15.5),
        (43, 12),
        (51, 12),
        (48, 5),
        (42, -2),
        (39, -7),
        (40.5, -14),
        (35, -20),
        (35, -24),
        (32, -28),
        (27, -33.7),
        (20, -34.8),
        (18, -32),
        (14, -22),
        (12, -16),
        (13.5, -9),
        (9, -1),
        (9.5, 4),
        (4, 6.3),
        (-4, 5),
        (-8, 4.5),
        (-13, 8.5),
        (-17, 13),
        (-16, 19),
        (-17, 22),
        (-13, 27.5),
        (-9.7, 31),
    ),
    ((44, -17), (50, -15.5), (49.5, -19), (47, -25), (44, -24.5), (43.5, -21)),  # Madagascar
    (  # Europe and Asia
        (-9, 37),
        (-9, 43),
        (-1.5, 43.5),
        (-1.5, 46.5),
        (-4.5, 48.5),
        (2, 51),
        (8, 54),
        (8.5, 57),
        (10.5, 57),
        (11, 54),
        (19, 54.5),
        (21.5, 57),
        (24, 59.3),
        (30, 60),
        (22, 60),
        (21.5, 63),
        (25, 65.5),
        (22, 66),
        (17, 61.5),
        (18.5, 60),
        (16.5, 56.5),
        (13, 55.5),
        (11, 59),
        (7, 58),
        (5, 61),
        (12, 66),
        (19, 70),
        (28, 71),
        (41, 67.5),
        (37, 64),
        (44, 66),
        (46, 68.5),
        (60, 69),
        (68, 69),
        (68, 73),
        (74, 72),
        (80, 73.5),
        (98, 76),
        (105, 77.6),
        (114, 74),
        (130, 71.5),
        (140, 72.5),
        (160, 70),
        (180, 69),
        (190, 66),
        (180, 62.5),
        (170, 60),
        (163, 58),
        (157, 51),
        (155, 57),
        (162, 61),
        (150, 59.5),
        (142, 59),
        (135, 54.5),
        (141, 52),
        (138, 46.5),
        (131.5, 43),
        (127.5, 40),
        (129.5, 36),
        (126.5, 34.5),
        (126, 38),
        (121, 39),
        (118, 38.5),
        (122, 37),
        (119.5, 35),
        (122, 30.5),
        (119, 25.5),
        (113, 22),
        (108, 21.5),
        (106, 18.5),
        (109, 13),
        (105, 9),
        (100.5, 13.4),
        (99.5, 9),
        (103.5, 1.4),
        (100.5, 6),
        (98.5, 10),
        (97.5, 16.5),
        (94, 16.5),
        (91.5, 22.5),
        (87, 21.5),
        (80, 15.5),
        (80, 11),
        (77.5, 8),
        (73, 17),
        (72.5, 21),
        (69, 22),
        (66.5, 25),
        (57, 26),
        (51, 28),
        (48, 30),
        (51, 25),
        (56, 26),
        (60, 22.5),
        (55, 17),
        (45, 12.8),
        (42.5, 16),
        (39, 21),
        (35, 28),
        (34, 31),
        (36, 36.5),
        (28, 36.6),
        (26.5, 39.5),
        (30, 41.2),
        (36, 41.5),
        (41.5, 41.5),
        (38, 45),
        (34, 45),
        (31, 46.5),
        (28, 43),
        (28, 41),
        (23, 40.5),
        (24, 37.5),
        (21.5, 37),
        (19.5, 41.5),
        (13.5, 45.5),
        (13, 43),
        (18, 40),
        (16, 38),
        (10, 44),
        (3, 43),
        (-1, 37.5),
        (-5.5, 36),
    ),
    ((-5.5, 50), (1.5, 51.5), (0, 53.5), (-2, 56), (-4, 58.5), (-6, 57), (-3, 54), (-5, 52)),
    ((-10, 52), (-6, 52.3), (-6, 55), (-9.5, 54)),
    ((-24, 65.5), (-14, 65), (-19, 63.5), (-22.5, 64)),
    (
        (130, 31.5),
        (135, 33.7),
        (140, 35.5),
        (141.5, 41),
        (145, 43.5),
        (141.5, 45.3),
        (139.5, 40),
        (136, 36.5),
        (131, 34),
    ),
    ((95.5, 5.5), (104, -2), (106, -6), (101, -2)),
    ((105, -6.5), (114.5, -8), (108, -7.8)),
    ((109, 1.5), (117, 7), (119, 4), (116, -4), (110, -2.5)),
    ((119, 1), (125, 1.5), (121, -5), (119.5, -5)),
    ((120, 18.5), (122, 18), (126, 8), (122, 7), (120.5, 14)),
    ((131, -1), (141, -2.6), (150.5, -10.5), (143, -9), (138, -8), (132, -4)),
    (  # Australia
        (114, -22),
        (122, -18),
        (126, -14),
        (132, -11.3),
        (137, -12),
        (135.5, -15),
        (140, -17.5),
        (142.5, -10.7),
        (146, -19),
        (153, -25),
        (153, -31),
        (150, -37.5),
        (144, -38.5),
        (138, -35),
        (136, -35),
        (131, -31.5),
        (124, -33),
        (118, -35),
        (115, -34),
    ),
    ((80, 9.5), (82, 7), (80.3, 6)),
    ((-85, 22), (-77, 20.5), (-75, 20), (-80, 23)),
    ((-74, 19.8), (-68.5, 18.6), (-72, 18)),
    ((-85, 66), (-62, 66), (-72, 71), (-80, 74), (-90, 73)),
    ((-120, 72), (-105, 72), (-105, 69), (-116, 70)),
    ((-90, 77), (-64, 82), (-75, 83), (-92, 81)),
)
SEAS: tuple[tuple[Point, ...], ...] = (
    ((47, 45), (51, 47), (53, 45), (51, 41), (54, 37), (50, 37.5), (49, 41)),  # Caspian
    ((-90, 47), (-84, 47), (-82, 43), (-87, 42), (-86, 46)),  # Great Lakes
)

SKINS: tuple[Colour, ...] = (
    (246, 214, 186),
    (232, 190, 152),
    (214, 164, 120),
    (186, 132, 90),
    (150, 98, 62),
    (112, 70, 44),
    (80, 50, 34),
)
HAIRS: tuple[Colour, ...] = (
    (24, 20, 20),
    (40, 28, 22),
    (72, 44, 26),
    (112, 72, 38),
    (168, 120, 60),
    (206, 172, 110),
    (128, 128, 130),
    (214, 212, 208),
    (122, 48, 26),
)

# Head and shoulders on a 10×10 tile. Skin is the use's colour, hair and clothes its stroke.
FACES: tuple[str, ...] = (
    '<path d="M1.2 11a3.8 3.2 0 0 1 7.6 0"/>'
    '<ellipse cx="5" cy="4.9" rx="2.3" ry="2.7" fill="currentColor" stroke="none"/>'
    '<path d="M2.9 4.2a2.1 2 0 0 1 4.2 0" fill="none" stroke-width="1.4"/>',
    '<path d="M2.7 7.6V4.6a2.3 2.3 0 0 1 4.6 0V7.6" stroke-width="1.8" fill="none"/>'
    '<ellipse cx="5" cy="5" rx="2" ry="2.5" fill="currentColor" stroke="none"/>'
    '<path d="M.8 10.6h8.4" stroke-width="2.6"/>',
    '<path d="M1 10.4h8" stroke-width="3"/>'
    '<circle cx="5" cy="4.8" r="2.6" fill="currentColor" stroke="none"/>'
    '<path d="M3 3.2h4" stroke-width="1.3"/>',
    '<circle cx="5" cy="4" r="2.2" stroke-width="2.2" fill="none"/>'
    '<ellipse cx="5" cy="5" rx="2.1" ry="2.5" fill="currentColor" stroke="none"/>'
    '<path d="M1.4 10.6h7.2" stroke-width="2.4"/>',
    '<path d="M.4 10.8h5.8" stroke-width="2.6"/>'
    '<circle cx="3.5" cy="5.4" r="2.2" fill="currentColor" stroke="none"/>'
    '<path d="M1.8 4.4a1.8 1.8 0 0 1 3.4 0" fill="none" stroke-width="1.3"/>'
    '<circle cx="7.4" cy="6.2" r="1.9" fill="currentColor" stroke="none"/>'
    '<path d="M5.9 5.6a1.5 1.6 0 0 1 3 0" fill="none" stroke-width="1.2"/>',
    '<path d="M2.6 5.4V4.2a2.4 2.2 0 0 1 4.8 0V5.4" stroke-width="1.5" fill="none"/>'
    '<ellipse cx="5" cy="5.2" rx="2.3" ry="2.8" fill="currentColor" stroke="none"/>'
    '<path d="M3.4 6.9q1.6 1.2 3.2 0" fill="none" stroke-width=".7"/>'
    '<path d="M.6 10.5h8.8" stroke-width="2"/>',
)


def inside(lon: float, lat: float, outline: tuple[Point, ...]) -> bool:
    """Whether a place lies within an outline."""
    within = False
    for i, (x1, y1) in enumerate(outline):
        x0, y0 = outline[i - 1]
        if (y1 > lat) != (y0 > lat) and lon < (x0 - x1) * (lat - y1) / (y0 - y1) + x1:
            within = not within
    return within


def is_land(lon: float, lat: float) -> bool:
    """Whether a place is dry."""
    if lat < -70 + 4 * math.sin(math.radians(lon * 2)):
        return True
    if any(inside(lon, lat, sea) for sea in SEAS):
        return False
    return any(inside(turn, lat, land) for turn in (lon, lon + 360) for land in LANDS)


def ground_tint(lon: float, lat: float) -> Colour:
    """Sea, forest, desert, tundra or ice."""
    rough = layered(lon * 0.11 + 40, lat * 0.11 + 40, 3, 3) - 0.5
    if not is_land(lon, lat):
        deep = mix((10, 44, 104), (22, 92, 150), 0.5 + rough * 1.6 - abs(lat) / 130)
        coast = any(is_land(lon + dx, lat + dy) for dx, dy in ((3, 0), (-3, 0), (0, 3), (0, -3)))
        return mix(deep, (48, 148, 178), 0.42 if coast else 0.0)
    if lat < -62 or (lat > 60 and -74 < lon < -16):
        return (238, 244, 250)
    dry = math.exp(-(((abs(lat) - 23) / 10) ** 2)) * (0.25 if lon < -30 and lat > -60 else 1.0)
    dry += 0.8 * math.exp(-(((lat - 43) / 6) ** 2 + ((lon - 85) / 26) ** 2))
    dry += 0.8 * math.exp(-(((lat - 35) / 8) ** 2 + ((lon + 109) / 8) ** 2))
    dry -= 0.9 * math.exp(-(((lat - 22) / 9) ** 2 + ((lon - 104) / 20) ** 2))
    cold = (abs(lat) - 62) / 16 + rough
    green = mix((34, 84, 38), (88, 128, 52), 0.5 + rough * 2)
    land = mix(green, (214, 168, 98), dry * 1.15 + rough * 0.6)
    return mix(land, (206, 204, 196), cold)


def cloud(lon: float, lat: float) -> float:
    """How much cloud lies over a place, 0..1."""
    bend = 9 * layered(lon * 0.03 + 5, lat * 0.05 + 5, 8, 2)
    streak = layered(lon * 0.06 + bend * 0.45 + 20, lat * 0.13 + bend * 0.7 + 20, 1, 5)
    belt = 0.10 * math.cos(math.radians(lat * 6)) + (0.10 if abs(lat) > 42 else 0)
    return min(1.0, max(0.0, (streak + belt - 0.575) * 4.6))


def tile(pick: random.Random, x: float, y: float, target: Colour, light: float) -> str:
    """One portrait, its tints drawn towards the colour the mosaic needs here."""
    wild: Colour = (pick.uniform(20, 245), pick.uniform(20, 245), pick.uniform(20, 245))
    own = pick.uniform(0.82, 1.16)
    base: Colour = (target[0] * own, target[1] * own, target[2] * own)
    back = mix(base, wild, 0.14)
    skin = mix(pick.choice(SKINS), base, 0.50)
    dark: Colour = (base[0] * 0.45, base[1] * 0.45, base[2] * 0.5)
    hair = mix(pick.choice(HAIRS), dark, 0.62)
    shown = [hexed(mix((0, 0, 0), c, light)) for c in (back, skin, hair)]
    size = CELL / 10 * 0.97
    face = pick.randrange(len(FACES))
    return (
        f'<g transform="translate({x:.1f} {y:.1f}) scale({size:.3f})" fill="{shown[0]}" '
        f'color="{shown[1]}" stroke="{shown[2]}"><use href="#t"/><use href="#f{face}"/></g>'
    )


def disc(pick: random.Random, centre: Point, lon0: float, lat0: float) -> str:
    """One hemisphere of portraits."""
    parts = []
    count = int(RADIUS / CELL) + 1
    tilt = math.radians(lat0)
    for row in range(-count, count + 1):
        for column in range(-count, count + 1):
            x, y = column * CELL / RADIUS, -row * CELL / RADIUS
            if x * x + y * y > (1 + CELL / RADIUS) ** 2:
                continue
            shrink = max(1.0, math.hypot(x, y) / 0.999)
            x, y = x / shrink, y / shrink
            z = math.sqrt(max(0.0, 1 - x * x - y * y))
            up, out = (
                y * math.cos(tilt) + z * math.sin(tilt),
                z * math.cos(tilt) - y * math.sin(tilt),
            )
            lat = math.degrees(math.asin(max(-1.0, min(1.0, up))))
            lon = (lon0 + math.degrees(math.atan2(x, out)) + 180) % 360 - 180
            tint = mix(ground_tint(lon, lat), (250, 252, 255), 0.94 * cloud(lon, lat))
            tint = mix(tint, (120, 176, 226), 0.42 * (1 - z) ** 2)
            sun = max(0.0, x * LIGHT[0] + y * LIGHT[1] + z * LIGHT[2])
            parts.append(
                tile(
                    pick,
                    centre[0] + column * CELL - CELL / 2,
                    centre[1] + row * CELL - CELL / 2,
                    tint,
                    0.04 + 1.30 * sun**0.7,
                )
            )
    return "".join(parts)


def draw() -> str:
    """Draw the complete picture."""
    pick = random.Random(22_04_2014)
    defs = '<rect id="t" width="10" height="10" stroke="none"/>'
    defs += "".join(f'<g id="f{i}">{face}</g>' for i, face in enumerate(FACES))
    defs += blur("air", 16)
    body = ""
    for i, (centre, lon, lat) in enumerate(DISCS):
        cx, cy = centre
        defs += f'<clipPath id="globe{i}"><circle cx="{cx}" cy="{cy}" r="{RADIUS}"/></clipPath>'
        defs += radial(
            f"air{i}", (cx - 120, cy - 110, RADIUS + 170), (0.80, "#6db4ff@.8"), (1, "#2c6fd0@0")
        )
        defs += radial(
            f"dusk{i}",
            (cx - 190, cy - 180, RADIUS * 1.46),
            (0.45, "#000010@0"),
            (1, "#000008@.5"),
        )
        body += (
            f'<circle cx="{cx}" cy="{cy}" r="{RADIUS + 9}" fill="url(#air{i})" '
            'filter="url(#air)"/>'
            f'<g clip-path="url(#globe{i})"><rect x="{cx - 600}" width="1200" '
            f'height="{HEIGHT}" fill="#03060c"/>{disc(pick, centre, lon, lat)}'
            f'<circle cx="{cx}" cy="{cy}" r="{RADIUS}" fill="url(#dusk{i})" '
            f'style="{BLEND_MULTIPLY}"/></g>'
        )
    return page(body, defs)
