"""A spacewalker faces us out of deep black, the Sun blazing behind one shoulder.

The mirrored visor holds the blue Earth, the station's long robotic arm and two raised gloves.
"""

from __future__ import annotations

import studio as st

NATIVE = st.NATIVE


def _mirrored() -> str:
    """Draw what the visor sees: the Earth, the robotic arm, the camera held in both gloves."""
    look = st.Planet(
        seed=61,
        cover=0.9,
        grain=2.6,
        air=20,
        shade=0.25,
        deep="#1d5ea6",
        mid="#4f97d8",
        pale="#c6e6fb",
        land=0.25,
    )
    boom = [
        ("M-318,150C-250,60 -190,-10 -128,-66", 30),
        ("M-128,-66C-40,-120 60,-150 150,-150", 27),
        ("M150,-150C200,-140 226,-104 232,-62", 22),
    ]
    arm = "".join(
        st.stroke(d, "#101318", w + 2)
        + st.stroke(d, "#a9b0b8", w)
        + st.group(st.stroke(d, "#ffffff", w * 0.3), at=(-w * 0.14, -w * 0.2))
        for d, w in boom
    )
    joints = "".join(
        st.ellipse(x, y, r, r, "#24272c")
        + st.ellipse(x, y, r * 0.92, r * 0.92, "#e2e2de")
        + st.ellipse(x + r * 0.2, y + r * 0.25, r * 0.5, r * 0.5, "#8a8d90")
        for x, y, r in ((-128, -66, 30), (150, -150, 27), (232, -58, 22), (-300, 130, 34))
    )
    bands = "".join(
        st.stroke(d, "#2a2d33", 7)
        for d in ("M-250,46L-226,66", "M-206,-8L-180,14", "M-46,-128L-38,-98", "M60,-160L64,-132")
    )
    hands = "".join(
        st.path(st.limb(f), c, filter="url(#mini)")
        for s in (-1, 1)
        for f, c in (
            ([(s * 190, 400, 70), (s * 150, 290, 56), (s * 104, 222, 42)], "#efece4"),
            ([(s * 122, 246, 50), (s * 108, 224, 48)], "#8e98a6"),
            ([(s * 98, 208, 40), (s * 80, 176, 34)], "#d5d3cc"),
            ([(s * 84, 154, 17), (s * 56, 150, 14)], "#c4c3be"),
            ([(s * 88, 182, 17), (s * 56, 180, 14)], "#c4c3be"),
            ([(s * 84, 208, 16), (s * 58, 208, 13)], "#c4c3be"),
        )
    )
    return (
        '<rect x="-360" y="-360" width="720" height="720" fill="#04060a"/>'
        + st.earth("mir", (-60, -214), 470, look, tilt=-24, depth=520, frame=(-360, -360, 360, 360))
        + arm
        + bands
        + joints
        + st.group(st.handset("#1a1b1f", 34), at=(0, 182))
        + hands
    )


def draw() -> str:
    """Draw the complete picture."""
    light = st.Light(
        azimuth=-38, elevation=13, color="#fff6e4", bounce="#3d5878", bounce_azimuth=120, gain=1.55
    )
    tint = st.solid((0, "#ffffff"), (0.45, "#e6eef6"), (0.8, "#8fa2b8"), (1, "#3c4a5c"))

    def part(
        spine: list[tuple[float, float, float]], fill: str = "#efece4", lit: str = "cloth"
    ) -> str:
        return st.path(st.limb(spine), fill, filter=f"url(#{lit})")

    def arm(s: int) -> str:
        spine = [
            (s * 420.0, 470.0, 190.0),
            (s * 640, 640, 190),
            (s * 760, 860, 170),
            (s * 690, 1100, 150),
        ]
        rings = [
            (s * 610.0, 612.0, 230.0, -41.0 * s),
            (s * 742, 800, 220, -24 * s),
            (s * 752, 880, 220, -12 * s),
        ]
        return st.sleeve(f"arm{s + 1}", spine, "#efece4", "cloth", rings)

    body = (
        '<rect x="-560" y="-150" width="1120" height="760" rx="120" fill="#d8d6d0" '
        'filter="url(#pack)"/>'
        + arm(-1)
        + arm(1)
        + part([(0, 400, 330), (0, 520, 430), (0, 700, 462), (0, 940, 440), (0, 1200, 420)])
        + st.seam("M-330,520C-300,640 -300,900 -310,1100", 6)
        + st.seam("M330,520C300,640 300,900 310,1100", 6)
        + '<rect x="-235" y="640" width="470" height="330" rx="40" fill="#e6e4de" '
        'filter="url(#ring)"/>'
        '<rect x="-190" y="682" width="180" height="110" rx="14" fill="#b9bcbf" '
        'filter="url(#ring)"/>'
        + "".join(
            st.ellipse(60 + 62 * i, 720 + 58 * j, 22, 22, "#9fa3a8", filter="url(#ring)")
            for i in range(2)
            for j in range(2)
        )
        + st.cord(
            "M-210,700C-360,640 -420,760 -330,900C-290,990 -300,1060 -320,1160",
            46,
            "#c9c8c3",
            "#15171b",
            "#ffffff",
        )
        + st.collar("neck", "#bfc3c8", "ring")
    )
    return st.svg(
        "<defs>"
        + st.puff("cloth", light, soft=46, depth=110, fold=14, grain="0.0035 0.006", seed=9)
        + st.puff("pack", light, soft=40, depth=90)
        + st.puff("ring", light, soft=14, depth=34)
        + st.puff("mini", st.Light(azimuth=225, elevation=35), soft=9, depth=20)
        + st.blur("flare", 60)
        + "</defs>",
        st.stars(71, 70),
        st.sun("sun", 1815, 420, 62, 10.5),
        st.group(
            body,
            st.helmet(
                "h",
                light,
                st.visor("v", _mirrored(), tint, coating=st.SILVER, lit=(140, -180), glint=0.7),
            ),
            at=(1080, 700),
            turn=6,
            scale=1.06,
        ),
        st.group(
            st.ellipse(0, 0, 420, 250, "#fff6ea", opacity=0.18, filter="url(#flare)"),
            at=(1700, 470),
            style="mix-blend-mode:screen",
        ),
        st.vignette("vg", 0.5),
        st.grain("gr", 0.12),
    )
