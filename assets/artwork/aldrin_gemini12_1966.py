"""A close self-portrait from a stand-up spacewalk: helmet with lifted visor, face in shadow.

Below gapes the open hatch of the two-man capsule; behind lie a bright Earth and black sky.
"""

from __future__ import annotations

import studio as st

NATIVE = st.NATIVE

HELMET = (
    "M-420,-10C-430,-300 -250,-470 0,-470C250,-470 430,-300 420,-10C414,170 356,330 250,410"
    "C150,474 -150,474 -250,410C-356,330 -414,170 -420,-10Z"
)
OPENING = (
    "M-292,-30C-292,-210 -170,-290 0,-290C170,-290 292,-210 292,-30C292,140 236,270 140,330"
    "C80,362 -80,362 -140,330C-236,270 -292,140 -292,-30Z"
)
LIFTED = (
    "M-398,-40C-420,-330 -230,-520 0,-520C230,-520 420,-330 398,-40C384,-130 340,-214 280,-262"
    "C200,-326 100,-350 0,-350C-100,-350 -200,-326 -280,-262C-340,-214 -384,-130 -398,-40Z"
)


def _face() -> str:
    """Draw the inside of the helmet: a cap, a head lost in shadow, the glass before it."""
    return (
        f'<clipPath id="open"><path d="{OPENING}"/></clipPath><g clip-path="url(#open)">'
        + st.path(OPENING, "#0d0a08")
        + '<g filter="url(#deep)">'
        + st.ellipse(0, -20, 250, 300, "#231b15")
        + st.ellipse(16, 40, 190, 270, "#0c0805")
        + st.path(
            "M-150,-90C-196,30 -176,190 -60,296C-110,190 -130,40 -96,-90Z", "#b07a52", opacity=0.8
        )
        + st.path("M150,150C140,220 90,290 20,312C80,270 110,220 116,150Z", "#4f7fb0", opacity=0.5)
        + st.path("M-260,-160C-200,-330 200,-330 260,-160C160,-250 -160,-250 -260,-160Z", "#3d342a")
        + "</g>"
        + st.stroke("M-236,120C-180,210 -120,236 -70,246", "#201a16", 24)
        + st.stroke("M-236,116C-180,204 -120,230 -70,240", "#6d6459", 6)
        + st.ellipse(-60, 246, 24, 15, "#0a0807")
        + st.path(
            "M-292,-30C-292,-210 -170,-290 0,-290C60,-290 100,-280 140,-262"
            "C-60,-230 -190,-80 -210,200C-262,150 -292,60 -292,-30Z",
            "url(#pane)",
        )
        + st.path(
            "M292,60C300,220 180,340 60,352C180,300 250,200 292,60Z",
            "#5c93cc",
            opacity=0.45,
            filter="url(#soft)",
        )
        + st.stroke(OPENING, "#000000", 40, opacity=0.7, filter="url(#soft)")
        + "</g>"
    )


def _hatch() -> str:
    """Draw the open hatch door and the dark sill of the capsule below it."""
    door = (
        "M1500,1700L1420,1010C1440,950 1500,920 1580,912L2190,862C2260,860 2310,890 2330,950"
        "L2600,1700Z"
    )
    inner = (
        "M1600,1700L1530,1060C1540,1020 1570,1004 1620,1000L2150,954C2200,952 2230,976 2244,1020"
        "L2440,1700Z"
    )
    ribs = "".join(
        st.path(
            st.limb(
                [
                    (1550 + 8 * i + 3, 1090 + 128 * i, 22),
                    (1900, 1068 + 126 * i, 24),
                    (2262 + 42 * i, 1040 + 124 * i, 22),
                ]
            ),
            "#77736a",
            filter="url(#metal)",
        )
        for i in range(5)
    )
    hull = "M1180,1700C1380,1480 1800,1380 2500,1340L2500,1700Z"
    shingles = "".join(
        st.stroke(
            f"M{1240 + 60 * i},{1690 - 20 * i}C{1500 + 40 * i},{1500 + 24 * i} "
            f"{1900 + 20 * i},{1420 + 30 * i} 2500,{1380 + 34 * i}",
            "#0a0a0b",
            9,
            opacity=0.6,
        )
        for i in range(8)
    )
    return (
        st.path(door, "#b5b0a4", filter="url(#metal)")
        + st.path(inner, "#3a3833")
        + st.path(inner, "url(#well)")
        + f'<clipPath id="leaf"><path d="{inner}"/></clipPath><g clip-path="url(#leaf)">{ribs}'
        + st.path(
            st.limb([(1840, 950, 34), (1870, 1250, 38), (1900, 1700, 42)]),
            "#8a857a",
            filter="url(#metal)",
        )
        + "</g>"
        + st.path(
            "M2010,1080C2090,1060 2160,1090 2180,1170C2190,1240 2140,1270 2070,1272C2010,"
            "1270 1990,1230 1986,1170C1984,1120 1990,1092 2010,1080Z",
            "#aaa598",
            filter="url(#metal)",
        )
        + st.path(
            "M2030,1106C2090,1092 2140,1116 2154,1176C2160,1226 2120,1246 2070,1246C2030,"
            "1244 2016,1214 2012,1170C2010,1132 2014,1114 2030,1106Z",
            "#12233c",
        )
        + st.stroke("M2034,1186C2036,1142 2056,1122 2100,1122", "#8fc0f0", 8, opacity=0.8)
        + st.stroke(inner, "#0c0c0c", 16)
        + "".join(
            st.ellipse(1476 + t * 8.4, 1010 + t * 84, 13, 13, "#5a574f")
            + st.ellipse(1473 + t * 8.4, 1006 + t * 84, 6, 6, "#e8e3d6")
            for t in range(8)
        )
        + "".join(
            st.ellipse(1610 + t * 78, 952 - t * 6.4, 13, 13, "#5a574f")
            + st.ellipse(1607 + t * 78, 948 - t * 6.4, 6, 6, "#e8e3d6")
            for t in range(8)
        )
        + st.path(hull, "#4a4844", filter="url(#metal)")
        + shingles
    )


def draw() -> str:
    """Draw the complete picture."""
    light = st.Light(
        azimuth=208, elevation=33, color="#fffaf0", bounce="#4580be", bounce_azimuth=20
    )
    look = st.Planet(
        seed=77,
        cover=0.94,
        deep="#1857a0",
        mid="#3f8ecf",
        pale="#b4dcf6",
        grain=0.8,
        air=62,
        shade=0.2,
        land=0.2,
    )

    shoulders = st.limb(
        [
            (-560, 1100, 250),
            (-520, 740, 230),
            (-260, 560, 220),
            (0, 520, 220),
            (270, 560, 220),
            (520, 720, 220),
            (600, 1100, 240),
        ]
    )
    man = (
        st.group(
            st.path(shoulders, "#ece9e0"),
            '<rect x="-420" y="520" width="840" height="700" fill="#ece9e0"/>',
            filter="url(#cloth)",
        )
        + st.seam("M4,560C10,640 12,760 6,1000", 9)
        + st.seam("M-420,1000C-400,760 -300,640 -190,600", 7)
        + st.seam("M420,1000C400,760 300,640 190,600", 7)
        + st.group(st.collar("neck", "#a9acb2", "metal"), at=(0, 22))
        + st.path(HELMET, "#f3f0e8", filter="url(#shell)")
        + st.path(OPENING, "#6d6a64", stroke="#6d6a64", stroke_width=52, filter="url(#metal)")
        + _face()
        + st.stroke(OPENING, "#16130f", 9)
        + st.path(LIFTED, "#6e4c1c", filter="url(#metal)")
        + st.path(LIFTED, "url(#gilt)", style="mix-blend-mode:screen")
        + st.stroke(
            "M-300,-300C-210,-430 -100,-470 30,-478",
            "#fffbe8",
            16,
            opacity=0.8,
            filter="url(#soft2)",
        )
        + st.stroke(
            "M-356,-120C-330,-220 -240,-300 -120,-330",
            "#5a3a10",
            12,
            opacity=0.6,
            filter="url(#soft2)",
        )
        + st.stroke(
            "M376,-110C350,-250 270,-380 150,-440", "#8fc4ff", 9, opacity=0.4, filter="url(#soft2)"
        )
        + "".join(
            st.ellipse(x, 10, 52, 84, "#c4c1b8", filter="url(#metal)")
            + st.ellipse(x, 10, 24, 40, "#4c4a46", filter="url(#metal)")
            for x in (-400, 400)
        )
        + st.ellipse(-150, 720, 74, 68, "#9c2f26", filter="url(#metal)")
        + st.ellipse(-150, 720, 40, 36, "#33302c")
        + st.ellipse(150, 720, 74, 68, "#5b6f9c", filter="url(#metal)")
        + st.ellipse(150, 720, 40, 36, "#33302c")
        + st.cord("M150,724C260,800 320,900 300,1100", 52, "#b9b6ae", "#1c1c1e", "#ffffff")
    )
    return st.svg(
        "<defs>"
        + st.puff("cloth", light, soft=46, depth=105, fold=14, grain="0.003 0.006", seed=22)
        + st.puff("shell", light, soft=80, depth=170)
        + st.puff("metal", light, soft=13, depth=32)
        + st.blur("deep", 26)
        + st.blur("soft", 18)
        + st.blur("soft2", 7)
        + st.radial(
            "skin", [(0, "#4a3424", 1), (0.6, "#2b1d14", 1), (1, "#120b07", 1)], -70, 60, 230
        )
        + st.linear(
            "pane",
            [(0, "#dfeaf6", 0.34), (0.5, "#b8cfe6", 0.1), (1, "#b8cfe6", 0.0)],
            (-250, -220),
            (0, 200),
        )
        + st.linear(
            "gilt",
            [(0, "#ffe9b0", 0.9), (0.3, "#c08a34", 0.3), (0.7, "#000", 0), (1, "#5f9ad8", 0.4)],
            (-380, -380),
            (390, -80),
        )
        + st.linear("well", [(0, "#000", 0.2), (1, "#000", 0.85)], (1900, 960), (1900, 1600))
        + "</defs>",
        st.stars(12, 60, 0, 700),
        st.earth("e", (1500, 470), 3000, look, tilt=19, depth=1300),
        _hatch(),
        st.group(man, at=(840, 700), turn=-8, scale=1.2),
        st.vignette("vg", 0.5),
        st.tone("#ffd9a0", 0.1, "soft-light"),
        st.grain("gr", 0.2, 0.45),
    )
