"""A spacewalker's white helmet and gold visor, close up, before the bright blue Earth.

The visor mirrors cloud, the black of space, solar arrays and the hand with the camera.
"""

from __future__ import annotations

import studio as st

NATIVE = st.NATIVE


def _mirrored() -> str:
    """Draw what the visor sees: black sky above, the Earth's curve below, the station's arrays."""
    m = st.Mirror(0, 0, 345, 345)
    look = st.Planet(
        seed=31,
        cover=0.95,
        grain=3.0,
        air=14,
        shade=0.0,
        deep="#4d7fb8",
        mid="#7fb0dc",
        pale="#d7ecff",
    )
    wings = "".join(
        st.path(
            m.face([(x, y, 5), (x + 1.1, y, 5), (x + 1.1, y - 6, 6), (x, y - 6, 6)]),
            "#c9c9c9",
            opacity=0.8,
        )
        + st.stroke(st.poly(m.line((x + 0.55, y, 5), (x + 0.55, y - 6, 6)), close=False), "#444", 3)
        for x, y in ((-6.4, -0.3), (-4.8, -0.3), (2.9, -0.5), (4.5, -0.5))
    )
    beam = st.stroke(st.poly(m.line((-9, -0.5, 6), (8, -0.7, 6)), close=False), "#f4f4f4", 8)
    forearm = st.limb([(205, 350, 74), (160, 250, 62), (108, 165, 50), (84, 130, 46)])
    fingers = [
        [(140, 150, 24), (122, 112, 22), (84, 96, 17)],
        [(140, 180, 24), (112, 146, 22), (70, 132, 17)],
        [(112, 190, 22), (86, 172, 20), (60, 162, 16)],
    ]
    return (
        '<rect x="-360" y="-360" width="720" height="720" fill="#1c1c1c"/>'
        + st.earth("mir", (-10, -6), 390, look, tilt=-8, depth=330, frame=(-360, -360, 360, 360))
        + wings
        + beam
        + st.path(forearm, "#000000", opacity=0.8, filter="url(#dim)")
        + st.path(forearm, "#f4f4f4", filter="url(#mini)")
        + st.group(st.handset("#101012", 36), at=(46, 108), turn=-6)
        + "".join(st.path(st.limb(f, 0.6), "#dedede", filter="url(#mini)") for f in fingers)
    )


def draw() -> str:
    """Draw the complete picture."""
    light = st.Light(azimuth=225, elevation=36, bounce="#5a8fc8", bounce_azimuth=70)
    shade = st.solid((0, "#ffffff"), (0.5, "#f4e6d0"), (0.8, "#a08060"), (1, "#5a4430"))
    planet = st.Planet(
        seed=5,
        cover=0.86,
        deep="#0d4a97",
        mid="#2f80cf",
        pale="#a5d8f8",
        grain=0.8,
        air=70,
        shade=0.12,
    )
    suit = st.limb(
        [
            (-700, 1000, 300),
            (-560, 620, 250),
            (-280, 460, 200),
            (0, 440, 190),
            (280, 460, 200),
            (560, 620, 250),
            (700, 1000, 300),
        ]
    )
    return st.svg(
        st.earth("e", (700, 40), 4600, planet, tilt=-9, depth=1700),
        "<defs>"
        + st.puff("cloth", light, soft=55, depth=110, fold=14, grain="0.003 0.005", seed=4)
        + st.puff("ring", light, soft=14, depth=34)
        + st.blur("dim", 16)
        + st.puff("mini", light, soft=10, depth=20)
        + "</defs>",
        st.group(
            st.group(
                st.path(suit, "#efece4"),
                '<rect x="-480" y="460" width="960" height="760" fill="#efece4"/>',
                filter="url(#cloth)",
            ),
            st.seam("M-620,900C-560,640 -470,520 -300,470", 6),
            st.seam("M620,900C560,640 470,520 300,470", 6),
            st.collar("neck", "#b9bdc4", "ring"),
            st.helmet("h", light, st.visor("v", _mirrored(), shade)),
            st.sun("sun", -150, -190, 15, 10, 4),
            at=(1390, 850),
            turn=10,
            scale=1.6,
        ),
        st.vignette("vg", 0.45),
        st.grain("gr", 0.14),
    )
