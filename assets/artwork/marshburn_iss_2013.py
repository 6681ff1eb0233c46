"""A spacewalker far out on the station's truss turns the camera on himself.

Girders run away behind him, long golden-orange solar arrays rise above, the Earth lies below.
"""

from __future__ import annotations

import itertools
import math
import random

import studio as st

NATIVE = st.NATIVE

Vec = tuple[float, float, float]


def _wing(cam: st.Camera, uid: str, root: Vec, out: Vec, wide: Vec, seed: int) -> str:
    """Draw one array wing: two blankets of cells either side of a mast."""
    rng = random.Random(seed)

    def at(s: float, t: float) -> st.Point:
        x, y, z = (r + s * o + t * w for r, o, w in zip(root, out, wide, strict=True))
        return cam(x, y, z)

    parts: list[str] = []
    for near, far in ((-1.0, -0.1), (0.1, 1.0)):
        frame = st.poly([at(0, near), at(1, near), at(1, far), at(0, far)])
        parts.append(st.path(frame, "#4a2408"))
        count = 34
        for i in range(count):
            for j in range(6):
                s0, s1 = (i + 0.06) / count, (i + 0.94) / count
                t0 = near + (far - near) * (j + 0.05) / 6
                t1 = near + (far - near) * (j + 0.95) / 6
                warm = rng.random()
                red, green, blue = 214 + 34 * warm, 118 + 34 * warm, 22 + 20 * warm
                parts.append(
                    st.path(
                        st.poly([at(s0, t0), at(s1, t0), at(s1, t1), at(s0, t1)]),
                        f"rgb({red:.0f},{green:.0f},{blue:.0f})",
                    )
                )
        parts.append(st.path(frame, f"url(#{uid})", style="mix-blend-mode:soft-light"))
        parts.append(st.stroke(frame, "#ffe2a0", 3, opacity=0.7))
    mast = "".join(
        st.stroke(
            st.poly(
                [
                    at(i / 22, -0.07),
                    at((i + 1) / 22, 0.07),
                    at((i + 1) / 22, -0.07),
                    at(i / 22, 0.07),
                ],
                close=False,
            ),
            "#f5ead2",
            3,
            opacity=0.9,
        )
        for i in range(22)
    )
    rails = "".join(
        st.stroke(st.poly([at(0, t), at(1.02, t)], close=False), "#fff3d6", 5)
        for t in (-0.07, 0.07)
    )
    start, x1, x2 = at(0, 0), at(1, 0), at(1, 1)
    shade = st.linear(
        uid,
        [(0, "#ffffff", 0.5), (0.5, "#ff9d2e", 0.1), (1, "#3a1400", 0.85)],
        ((x1[0] + x2[0]) / 2, x1[1]),
        start,
    )
    return f"<defs>{shade}</defs>" + "".join(parts) + mast + rails


def _truss(cam: st.Camera) -> str:
    """Draw the girder: four long beams, frames, diagonals and boxes, far to near."""
    y0, y1, x0, x1 = 1.0, 3.2, -3.6, -1.2
    near, far, count = 1.2, 42.0, 16
    zs = [far * (near / far) ** (i / count) for i in range(count + 1)]
    out: list[str] = []

    def beam(a: Vec, b: Vec, size: float, tone: str) -> str:
        (ax, ay), (bx, by) = cam(*a), cam(*b)
        w = cam.focal * size * 0.74 / ((a[2] + b[2]) / 2)
        side = math.atan2(by - ay, bx - ax) - math.pi / 2
        dx, dy = math.cos(side) * w, math.sin(side) * w
        if dx - dy < 0:
            dx, dy = -dx, -dy
        data = st.poly([(ax, ay), (bx, by)], close=False)
        return (
            st.path(data, stroke="#0c0e12", stroke_width=f"{w * 1.16:.1f}")
            + st.path(data, stroke=tone, stroke_width=f"{w:.1f}")
            + "".join(
                st.group(
                    st.path(data, stroke=tint, stroke_width=f"{w * wide:.1f}", opacity=depth),
                    at=(dx * off, dy * off),
                )
                for tint, wide, depth, off in (
                    ("#05070c", 0.36, 0.5, -0.32),
                    ("#2a4a74", 0.14, 0.6, -0.43),
                    ("#fff4de", 0.42, 0.3, 0.2),
                    ("#fffaf0", 0.16, 0.75, 0.24),
                )
            )
        )

    for z, zn in itertools.pairwise(zs):
        out.append(beam((x0, y1, z), (x0, y1, zn), 0.13, "#77797c"))
        out.append(beam((x0, y0, z), (x1, y1, z), 0.07, "#6d6f73"))
        out.append(beam((x0, y1, z), (x1, y1, z), 0.11, "#85878a"))
        out.append(beam((x0, y0, z), (x0, y1, z), 0.11, "#6c6f74"))
        out.append(beam((x0, y0, z), (x0, y1, zn), 0.08, "#8b8c8e"))
        out.append(beam((x1, y1, z), (x1, y1, zn), 0.13, "#8f9194"))
        out.append(beam((x0, y0, z), (x1, y0, z), 0.11, "#98999a"))
        out.append(beam((x1, y0, z), (x1, y1, z), 0.11, "#7c7e82"))
        out.append(beam((x1, y1, z), (x1, y0, zn), 0.08, "#74777c"))
        out.append(beam((x0, y0, z), (x1, y0, zn), 0.07, "#888a8c"))
        out.append(beam((x0, y0, z), (x0, y0, zn), 0.13, "#a9a8a4"))
        out.append(beam((x1, y0, z), (x1, y0, zn), 0.13, "#c4c1b8"))
    return "".join(out)


def _mirrored() -> str:
    """Draw what the visor sees: the Earth below, black above, the outstretched glove."""
    look = st.Planet(seed=44, cover=0.9, grain=3, air=14, shade=0.1)
    m = st.Mirror(0, 0, 345, 345)
    wing = "".join(
        st.path(m.face([(x, -0.5, 4), (x + 1.3, -0.5, 4), (x + 1.3, -7, 3), (x, -7, 3)]), "#d98324")
        for x in (1.6, 3.4)
    )
    return (
        '<rect x="-360" y="-360" width="720" height="720" fill="#0a0c10"/>'
        + st.earth("mir", (0, -10), 400, look, tilt=12, depth=300, frame=(-360, -360, 360, 360))
        + wing
        + st.path(
            st.limb([(-260, 330, 90), (-170, 220, 66), (-90, 130, 46)]),
            "#e8e6e0",
            filter="url(#mini)",
        )
        + st.group(st.handset("#15161a", 40), at=(-40, 70), turn=8)
        + st.path(
            st.limb([(-130, 130, 26), (-104, 92, 24), (-66, 86, 18)]),
            "#c9c7c0",
            filter="url(#mini)",
        )
    )


def draw() -> str:
    """Draw the complete picture."""
    light = st.Light(azimuth=-58, elevation=36, bounce="#4a7fb8", bounce_azimuth=95)
    look = st.Planet(
        seed=52,
        cover=0.84,
        deep="#0c3c7c",
        mid="#2a74bd",
        pale="#a8d6f4",
        grain=0.95,
        air=44,
        shade=0.3,
    )
    cam = st.Camera(1250, 1080, 640, pitch=2, yaw=-7)
    shade = st.solid((0, "#ffffff"), (0.5, "#f2dcb8"), (0.85, "#8c6a42"), (1, "#4c3418"))

    def part(
        spine: list[tuple[float, float, float]], fill: str = "#efece4", lit: str = "cloth"
    ) -> str:
        return st.path(st.limb(spine), fill, filter=f"url(#{lit})")

    man = (
        '<rect x="-600" y="-230" width="1180" height="900" rx="130" fill="#d6d4cd" '
        'filter="url(#pack)"/>'
        + st.sleeve(
            "off",
            [(420, 470, 180), (620, 680, 180), (640, 940, 170), (560, 1200, 160)],
            "#efece4",
            "cloth",
            [(590, 640, 230, -42), (650, 850, 220, -4), (640, 930, 220, 6)],
        )
        + part([(0, 400, 330), (0, 520, 420), (0, 700, 456), (0, 960, 430), (0, 1300, 420)])
        + st.seam("M-300,540C-280,660 -280,900 -300,1100", 6)
        + st.seam("M320,540C296,660 296,900 310,1100", 6)
        + '<rect x="-190" y="660" width="420" height="300" rx="40" fill="#e2e0d9" '
        'filter="url(#ring)"/>'
        + '<rect x="-140" y="706" width="210" height="96" rx="14" fill="#8f9296" '
        'filter="url(#ring)"/>'
        + "".join(
            st.ellipse(120 + 50 * i, 740, 17, 28, "#b9bcc0", filter="url(#ring)") for i in range(2)
        )
        + st.collar("neck", "#bfc3c8", "ring")
        + st.sleeve(
            "near",
            [
                (-390, 510, 160),
                (-560, 720, 186),
                (-740, 950, 224),
                (-960, 1230, 270),
                (-1180, 1500, 310),
            ],
            "#efece4",
            "cloth",
            [(-470, 610, 230, 38), (-650, 836, 260, 38), (-700, 900, 270, 38)],
        )
        + st.helmet(
            "h", light, st.visor("v", _mirrored(), shade, coating=st.BRONZE, lit=(120, -190))
        )
    )
    return st.svg(
        "<defs>"
        + st.puff("cloth", light, soft=46, depth=110, fold=14, grain="0.0035 0.006", seed=19)
        + st.puff("pack", light, soft=40, depth=90)
        + st.puff("ring", light, soft=14, depth=34)
        + st.puff("mini", light, soft=9, depth=20)
        + "</defs>",
        st.stars(33, 60, 0, 900),
        st.earth("e", (1000, 790), 5600, look, tilt=-3, depth=900),
        _wing(cam, "w1", (-1.0, 0.9, 15), (9, -13, 5), (1.2, 0.3, 2.6), 1),
        _wing(cam, "w2", (-3.4, 0.9, 10), (-5.5, -9, -3.6), (1.5, -0.5, 2.0), 2),
        _truss(cam),
        st.group(man, at=(1640, 780), turn=8, scale=0.82),
        st.vignette("vg", 0.5),
        st.grain("gr", 0.13),
    )
