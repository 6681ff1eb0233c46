"""A spacewalker's visor fills the frame; the curved mirror holds the photographer himself.

In it: gloved hands around a camera, the dark tiled belly of a Space Shuttle and a rim of Earth.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import studio as st

NATIVE = st.NATIVE

Vec = tuple[float, float, float]

NOSE: Vec = (-14.5, -1.2, 14.5)
ALONG: Vec = (0.9, -0.22, -0.376)
OUTLINE = (  # metres from the nose, half width
    (0.0, 0.0),
    (0.4, 1.0),
    (1.4, 1.9),
    (3.0, 2.5),
    (6.0, 2.8),
    (12.0, 3.0),
    (16.0, 3.9),
    (20.0, 5.6),
    (23.0, 7.2),
    (30.5, 11.7),
    (32.5, 11.9),
    (33.2, 11.6),
    (33.6, 3.4),
    (36.2, 3.2),
)


def _across() -> Vec:
    """Give the orbiter's spanwise unit vector, at right angles to its length."""
    bx, by, bz = 0.25, 0.95, 0.05
    dot = sum(p * q for p, q in zip((bx, by, bz), ALONG, strict=True))
    x, y, z = (p - dot * q for p, q in zip((bx, by, bz), ALONG, strict=True))
    size = math.sqrt(x * x + y * y + z * z)
    return x / size, y / size, z / size


def _belly(m: st.Mirror) -> str:
    """Draw the orbiter's underside as the mirror bends it, tile by tile."""
    side = _across()

    def at(u: float, v: float) -> st.Point:
        x, y, z = (o + u * a + v * b for o, a, b in zip(NOSE, ALONG, side, strict=True))
        return m(x, y, z)

    right = [at(u, v) for u, v in OUTLINE]
    left = [at(u, -v) for u, v in OUTLINE]
    hull = st.poly(right + left[::-1])
    rng = random.Random(114)
    tiles: list[str] = []
    step = 0.8
    for i in range(46):
        for j in range(-15, 15):
            u, v = i * step, j * step
            tone = rng.choice((36, 42, 46, 50, 55, 62)) + rng.randint(-3, 3)
            if rng.random() < 0.03:
                tone += 26
            corners = [
                at(u + 0.04, v + 0.04),
                at(u + step - 0.04, v + 0.04),
                at(u + step - 0.04, v + step - 0.04),
                at(u + 0.04, v + step - 0.04),
            ]
            tiles.append(st.path(st.poly(corners), f"rgb({tone},{tone + 2},{tone + 6})"))
    edges = st.stroke(st.poly(right[8:11], close=False), "#7c8087", 15) + st.stroke(
        st.poly(left[8:11], close=False), "#6c7077", 13
    )
    nose = st.path(st.poly(right[:4] + left[:4][::-1]), "#63666b")
    doors = "".join(
        st.stroke(
            st.poly([at(27, s), at(29.2, s), at(29.2, s + 1.2 * k), at(27, s + 1.2 * k)]),
            "#0a0a0c",
            5,
        )
        for s, k in ((1.0, 1), (-1.0, -1))
    )
    return (
        f'<clipPath id="hull"><path d="{hull}"/></clipPath>'
        + st.path(hull, "#0b0c0e")
        + f'<g clip-path="url(#hull)">{"".join(tiles)}{nose}{doors}'
        + st.path(hull, "url(#sheen)", style="mix-blend-mode:screen")
        + "</g>"
        + edges
        + st.stroke(hull, "#c9c4b8", 3, opacity=0.3)
    )


def _hands() -> str:
    """Draw both gloves around the camera, in the middle of the mirror."""

    def part(spine: Sequence[tuple[float, float, float]], fill: str) -> str:
        return st.path(st.limb(spine, 0.55), fill, filter="url(#glove)")

    def hand(sign: int) -> str:
        s = float(sign)
        arm = [(s * 700, 640, 190), (s * 520, 430, 150), (s * 380, 262, 112), (s * 330, 200, 104)]
        cuff = [(s * 388, 276, 122), (s * 352, 226, 122)]
        palm = [(s * 320, 200, 100), (s * 262, 130, 100), (s * 236, 70, 84)]
        digits = [
            [(s * 262, -4, 44), (s * 206, -40, 44), (s * 132, -52, 36)],
            [(s * 282, 66, 44), (s * 216, 40, 45), (s * 136, 34, 37)],
            [(s * 290, 136, 42), (s * 226, 122, 44), (s * 146, 116, 36)],
            [(s * 286, 200, 38), (s * 232, 194, 40), (s * 164, 186, 33)],
        ]
        return (
            part(arm, "#e9e6de")
            + st.path(st.limb(cuff), "#7d8086", filter="url(#glove)")
            + part(palm, "#a4a7ac")
            + "".join(part(d, "#8f949c") for d in digits)
            + part([(s * 272, -20, 40), (s * 236, -110, 42), (s * 180, -150, 34)], "#979ca3")
        )

    body = (
        '<rect x="-262" y="-130" width="524" height="330" rx="44" fill="#3a3c40" '
        'filter="url(#glove)"/>'
        '<rect x="-96" y="-204" width="192" height="120" rx="30" fill="#34363a" '
        'filter="url(#glove)"/>'
    )
    lens = "".join(
        st.ellipse(0, 40, r, r, c)
        for r, c in (
            (142, "#4c4e52"),
            (130, "#111215"),
            (112, "#24272c"),
            (104, "#0a0b0e"),
            (78, "#1a2534"),
            (60, "#05070b"),
        )
    )
    shine = (
        st.ellipse(-34, 4, 26, 18, "#bcd4ea", opacity=0.9)
        + st.ellipse(30, 78, 14, 10, "#6d86b6", opacity=0.8)
        + st.stroke("M-92,-10C-80,-44 -50,-66 -14,-70", "#8a93a0", 5, opacity=0.8)
    )
    return body + lens + shine + hand(-1) + hand(1)


def draw() -> str:
    """Draw the complete picture."""
    light = st.Light(
        azimuth=215, elevation=34, color="#fff4e0", bounce="#4a6a94", bounce_azimuth=60
    )
    m = st.Mirror(0, 0, 1180, 1010)
    shape = (
        "M-1105,-120C-1105,-640 -660,-880 0,-880C660,-880 1105,-640 1105,-120"
        "C1105,420 820,900 0,930C-820,900 -1105,420 -1105,-120Z"
    )
    look = st.Planet(
        seed=14,
        cover=0.9,
        grain=1.5,
        air=34,
        shade=0.2,
        deep="#1f5c9e",
        mid="#4a90cc",
        pale="#c2e2f8",
    )
    mirrored = (
        '<rect x="-1300" y="-1000" width="2600" height="2000" fill="#06080c"/>'
        + st.earth("mir", (330, 330), 900, look, tilt=26, depth=620, frame=(-1110, -900, 1110, 940))
        + _belly(m)
        + st.group(_hands(), at=(-60, 290), turn=-5, scale=0.98)
    )
    tint = st.solid((0, "#ffffff"), (0.45, "#fff4e2"), (0.78, "#b8a083"), (1, "#54463a"))
    return st.svg(
        "<defs>"
        + st.puff("shell", light, soft=60, depth=120, seed=3)
        + st.puff("glove", light, soft=22, depth=52, fold=1, grain="0.02 0.03", seed=7)
        + st.radial(
            "sheen",
            [(0, "#dfe4ee", 0.42), (0.45, "#8890a0", 0.16), (1, "#000", 0)],
            -120,
            -330,
            900,
        )
        + "</defs>",
        st.group(
            '<rect x="-1500" y="-1100" width="3000" height="2200" fill="#e8e5dd" '
            'filter="url(#shell)"/>',
            st.path(shape, "#55565a", stroke="#6a6b6e", stroke_width=90, filter="url(#shell)"),
            st.visor(
                "v",
                mirrored,
                tint,
                coating=st.BRONZE,
                shape=shape,
                box=1100,
                lit=(-480, -500),
                glint=0.75,
            ),
            at=(1215, 800),
            turn=4,
        ),
        st.vignette("vg", 0.6),
        st.grain("gr", 0.14),
    )
