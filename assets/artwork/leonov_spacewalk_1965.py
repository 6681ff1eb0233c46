"""A lone figure in a white pressure suit drifts on a tether above a blue-white Earth.

Below left lies the small spacecraft with its inflatable airlock, on soft, faded 1960s film.
"""

from __future__ import annotations

import studio as st

NATIVE = st.NATIVE


def _ship() -> str:
    """Draw the capsule and its inflated airlock, in their own upright space."""
    ball = '<circle cx="0" cy="430" r="330" fill="#a39d8a"/>'
    panels = "".join(
        st.stroke(
            f"M{-w},{y}C{-w * 0.5:.0f},{y + 46} {w * 0.5:.0f},{y + 46} {w},{y}",
            "#2c2a22",
            5,
            opacity=0.45,
        )
        for w, y in ((262, 240), (318, 360), (324, 500), (270, 620))
    )
    tube = st.limb([(0, 140, 152), (0, 40, 158), (0, -160, 158), (0, -330, 150)])
    ribs = "".join(
        st.path(
            st.limb(
                [(-152 + 34 * i, 130, 17), (-156 + 34.6 * i, -90, 19), (-150 + 33.4 * i, -320, 17)]
            ),
            "#d8cfb4",
            filter="url(#rib)",
        )
        for i in range(10)
    )
    hoops = "".join(
        st.stroke(f"M-160,{y}C-80,{y + 42} 80,{y + 42} 160,{y}", "#4a4434", 9, opacity=0.55)
        for y in (-240, -100, 40)
    )
    return (
        st.path("M-70,720L-300,1300L300,1300L70,720Z", "#7d7a70", filter="url(#metal)")
        + f'<g filter="url(#metal)">{ball}</g>'
        + panels
        + st.ellipse(-120, 380, 58, 58, "#17150f")
        + st.ellipse(-126, 374, 44, 44, "#2f3a44")
        + st.path(tube, "#e6dec6", filter="url(#metal)")
        + ribs
        + hoops
        + st.path("M-176,150L176,150L196,214L-196,214Z", "#a9a390", filter="url(#rib)")
        + st.ellipse(0, -345, 164, 58, "#d9d2bd", filter="url(#rib)")
        + st.ellipse(0, -350, 126, 42, "#17140e")
        + st.stroke("M-118,-342C-70,-316 70,-316 118,-342", "#8d8672", 7)
        + st.path(
            st.limb([(170, -330, 20), (262, -420, 86), (280, -470, 40)]),
            "#b5ae9a",
            filter="url(#rib)",
        )
        + st.stroke("M-150,-300L-250,-400M-250,-400L-236,-432", "#a7a08c", 13)
    )


def _man() -> str:
    """Draw the floating figure about the origin: head up right, limbs spread."""

    def part(spine: list[tuple[float, float, float]], fill: str = "#f3ecda") -> str:
        return st.path(st.limb(spine), fill, filter="url(#suit)")

    return (
        part([(-96, -96, 46), (-112, 10, 62), (-92, 96, 52)], "#d6cdb8")
        + part([(24, 110, 50), (78, 216, 50), (150, 292, 42), (176, 372, 38)])
        + part([(168, 362, 36), (196, 402, 38), (250, 410, 30)], "#b9ae96")
        + part([(-34, 116, 52), (-66, 226, 50), (-36, 334, 44), (-66, 420, 38)])
        + part([(-62, 408, 36), (-58, 452, 38), (-8, 478, 28)], "#b9ae96")
        + part([(56, -90, 46), (150, -112, 42), (236, -196, 36), (262, -232, 33)])
        + part([(258, -226, 32), (290, -270, 32), (312, -304, 22)], "#cabfa6")
        + part([(0, -120, 92), (0, -30, 100), (-6, 60, 88), (-4, 130, 84)])
        + part([(-58, -84, 46), (-142, -32, 42), (-210, 40, 36), (-250, 66, 32)])
        + part([(-246, 62, 32), (-288, 88, 32), (-318, 92, 22)], "#cabfa6")
        + st.seam("M-88,50C-40,72 40,72 82,46", 6, 0.5)
        + st.seam("M-6,-110L-8,120", 4, 0.35)
        + '<rect x="-40" y="-60" width="86" height="62" rx="12" fill="#c9bfa8" '
        'filter="url(#suit)"/>'
        + st.ellipse(12, -192, 100, 104, "#f6f0e0", filter="url(#suit)")
        + st.ellipse(34, -184, 72, 78, "#37332c")
        + st.ellipse(37, -184, 64, 70, "url(#glass)")
        + st.stroke("M-10,-214C-2,-246 24,-258 50,-254", "#fff6da", 7, opacity=0.85)
    )


def draw() -> str:
    """Draw the complete picture."""
    light = st.Light(
        azimuth=-38, elevation=30, color="#fff3d6", bounce="#3c5f7c", bounce_azimuth=110, gain=1.7
    )
    look = st.Planet(
        seed=23,
        cover=0.98,
        deep="#3f7396",
        mid="#6da3c4",
        pale="#bfdcea",
        grain=0.85,
        air=60,
        shade=0.28,
        glow="#9cc4e8",
    )
    tether = "M660,690C640,330 940,240 1060,470C1170,690 1330,900 1590,700"
    return st.svg(
        "<defs>"
        + st.puff("metal", light, soft=60, depth=130)
        + st.puff("rib", light, soft=12, depth=26, seed=8)
        + st.puff("suit", light, soft=20, depth=52, fold=5, grain="0.012 0.02", seed=12)
        + st.radial(
            "glass",
            st.solid((0, "#b08a4a"), (0.35, "#4b3a22"), (0.8, "#16130f"), (1, "#080808")),
            60,
            -215,
            110,
        )
        + st.lens("lens", 2.0)
        + "</defs>",
        '<g filter="url(#lens)">',
        st.earth("e", (760, 620), 3300, look, tilt=-17, depth=1500),
        st.group(_ship(), at=(560, 1010), turn=14, scale=1.06),
        st.cord(tether, 17, "#d8ccb0", "#3b352a", "#fff6dc"),
        st.group(_man(), at=(1640, 640), turn=-16, scale=1.02),
        "</g>",
        st.tone("#ffb868", 0.2, "soft-light"),
        st.tone("#2a1a10", 0.35, "lighten"),
        st.tone("#f2dcae", 0.16, "multiply"),
        st.vignette("vg", 0.62),
        st.grain("gr", 0.3, 0.34),
    )
