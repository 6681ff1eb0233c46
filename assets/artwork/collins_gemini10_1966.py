"""A soft, slightly blurred portrait of an astronaut in helmet and suit in a tight cabin.

Warm low light picks out the helmet's rim; the face stays in shadow behind glass, and dark
instruments dissolve into the background.
"""

from __future__ import annotations

import random

import studio as st

NATIVE = st.NATIVE

HELMET = (
    "M-450,10C-460,-290 -270,-480 0,-480C270,-480 440,-310 440,-20C440,170 380,330 270,420"
    "C150,500 -160,490 -270,420C-390,330 -444,170 -450,10Z"
)
OPENING = (
    "M-180,-60C-170,-240 -60,-320 110,-320C290,-316 396,-200 396,-30C396,150 330,290 230,344"
    "C150,384 -10,372 -80,310C-160,236 -188,90 -180,-60Z"
)


def _cabin() -> str:
    """Draw the cabin wall: panels, switches, dials and small amber lights, out of focus."""
    rng = random.Random(1966)
    parts: list[str] = []
    for row in range(7):
        for column in range(13):
            x = -80 + column * 208 + rng.uniform(-20, 20)
            y = -60 + row * 250 + rng.uniform(-16, 16)
            tone = rng.choice(("#20130b", "#2a190e", "#160d08", "#33200f"))
            parts.append(
                f'<rect x="{x:.0f}" y="{y:.0f}" width="190" height="226" rx="26" fill="{tone}"/>'
            )
            if rng.random() < 0.5:
                parts.append(st.ellipse(x + 92, y + 100, 66, 66, "#080504"))
                parts.append(
                    st.stroke(
                        f"M{x + 40:.0f},{y + 70:.0f}A66,66 0 0 1 {x + 140:.0f},{y + 64:.0f}",
                        "#8a5a2c",
                        9,
                        opacity=0.6,
                    )
                )
            else:
                parts += [
                    f'<rect x="{x + 30 + 50 * k:.0f}" y="{y + 60:.0f}" width="20" '
                    f'height="84" rx="9" fill="#6b4826" opacity="0.7"/>'
                    for k in range(3)
                ]
    lights = "".join(
        st.ellipse(
            rng.uniform(1350, 2360),
            rng.uniform(60, 1300),
            r,
            r,
            rng.choice(("#ffb050", "#ff9a38", "#ffd08a", "#f07a2a")),
            opacity=rng.uniform(0.25, 0.75),
        )
        for r in (rng.uniform(16, 34) for _ in range(17))
    )
    return (
        f'<g filter="url(#far)">{st.group("".join(parts), at=(-120, 220), turn=-9)}'
        + st.stroke("M1480,-100C1700,500 2000,1100 2500,1500", "#120a05", 150)
        + st.stroke("M1440,-100C1660,500 1960,1120 2460,1530", "#7a4e26", 16, opacity=0.7)
        + st.ellipse(2080, 330, 210, 210, "#0a0604")
        + st.ellipse(2080, 330, 210, 210, "none", stroke="#a06a34", stroke_width=20, opacity=0.6)
        + st.stroke("M2080,330L2190,240", "#d89a54", 12, opacity=0.8)
        + "</g>"
        + st.full("url(#gloom)")
        + f'<g filter="url(#bokeh)" style="mix-blend-mode:screen">{lights}</g>'
    )


def _inside() -> str:
    """Draw the head behind the glass, only a warm edge of it lit, and the glass itself."""
    bokeh = "".join(
        st.ellipse(x, y, r, r * 1.3, "#ffb45a", opacity=o)
        for x, y, r, o in (
            (300, -150, 16, 0.7),
            (322, -90, 11, 0.6),
            (250, -214, 12, 0.5),
            (330, 20, 9, 0.5),
            (-120, 60, 9, 0.35),
        )
    )
    return (
        f'<clipPath id="open"><path d="{OPENING}"/></clipPath><g clip-path="url(#open)">'
        + st.path(OPENING, "#090504")
        + '<g filter="url(#deep)">'
        + st.ellipse(60, -10, 240, 320, "#2d1b10")
        + st.path(
            "M-110,-120C-90,-260 210,-290 290,-150C330,-60 336,20 320,60C330,110 320,130 "
            "306,140C306,200 280,260 220,300C120,340 0,300 -60,200C-110,100 -120,0 "
            "-110,-120Z",
            "#0d0705",
        )
        + st.stroke(
            "M296,-120C326,-40 330,30 322,64C326,110 316,136 304,146C304,200 282,250 226,288",
            "#c97a38",
            20,
            opacity=0.8,
        )
        + st.path(
            "M-150,-130C-110,-310 200,-330 300,-170C230,-220 120,-230 0,-190C-80,-160 "
            "-110,-60 -110,40C-150,0 -160,-70 -150,-130Z",
            "#4a3220",
        )
        + "</g>"
        + st.stroke("M-96,150C-20,250 90,276 180,262", "#0b0706", 26)
        + st.stroke("M-96,144C-20,242 90,268 180,254", "#8a5c34", 6, opacity=0.8)
        + st.path(OPENING, "url(#pane)")
        + f'<g filter="url(#near)">{bokeh}</g>'
        + st.stroke(
            "M330,-190C376,-110 380,0 356,110", "#ffd9a0", 12, opacity=0.55, filter="url(#near)"
        )
        + st.stroke(OPENING, "#000000", 46, opacity=0.75, filter="url(#mid)")
        + "</g>"
    )


def draw() -> str:
    """Draw the complete picture."""
    light = st.Light(
        azimuth=20, elevation=30, color="#ffb878", bounce="#47220c", bounce_azimuth=160, gain=1.18
    )

    shoulders = st.limb(
        [
            (-640, 1150, 260),
            (-560, 800, 250),
            (-300, 600, 220),
            (0, 560, 220),
            (280, 610, 220),
            (540, 790, 230),
            (620, 1150, 250),
        ]
    )
    man = (
        st.group(
            st.path(shoulders, "#d8cdb8"),
            '<rect x="-420" y="560" width="840" height="700" fill="#d8cdb8"/>',
            filter="url(#cloth)",
        )
        + st.path(
            st.limb([(-420, 1100, 60), (-330, 800, 58), (-210, 560, 50)]),
            "#a8977a",
            filter="url(#metal)",
        )
        + st.path(
            st.limb([(420, 1100, 60), (350, 800, 58), (240, 560, 50)]),
            "#a8977a",
            filter="url(#metal)",
        )
        + st.path(
            st.limb([(-320, 430, 66), (20, 490, 80), (330, 420, 64)]),
            "#b09a78",
            filter="url(#metal)",
        )
        + st.path(HELMET, "#e9dfcc", filter="url(#shell)")
        + st.stroke(
            "M296,-352C404,-250 436,-80 420,90C410,190 380,270 340,330",
            "#fff0da",
            24,
            opacity=0.7,
            filter="url(#rim)",
        )
        + st.path(OPENING, "#574a3a", stroke="#574a3a", stroke_width=62, filter="url(#metal)")
        + _inside()
        + st.stroke(OPENING, "#120b06", 9)
        + st.ellipse(-286, 30, 92, 104, "#b8a88c", filter="url(#metal)")
        + st.ellipse(-280, 30, 48, 56, "#4e4030", filter="url(#metal)")
        + st.cord("M60,760C120,860 100,1000 -20,1150", 62, "#8c7654", "#130b06", "#ffd9a6")
        + st.ellipse(60, 750, 80, 66, "#7a5a34", filter="url(#metal)")
    )
    return st.svg(
        "<defs>"
        + st.puff("cloth", light, soft=50, depth=110, fold=14, grain="0.003 0.006", seed=31)
        + st.puff("shell", light, soft=90, depth=190)
        + st.puff("metal", light, soft=15, depth=36)
        + st.blur("far", 16)
        + st.blur("bokeh", 5)
        + st.blur("deep", 15)
        + st.blur("mid", 20)
        + st.blur("near", 5)
        + st.blur("rim", 13)
        + st.lens("lens", 3.2)
        + st.radial(
            "gloom", [(0, "#000", 0.1), (0.5, "#0a0502", 0.55), (1, "#000", 0.92)], 1900, 700, 1700
        )
        + st.linear(
            "pane",
            [(0, "#ffc47a", 0.0), (0.6, "#ffc47a", 0.02), (1, "#ffce8c", 0.26)],
            (-100, 120),
            (390, -160),
        )
        + "</defs>",
        f'<g filter="url(#lens)">{_cabin()}',
        st.group(man, at=(1010, 800), turn=5, scale=1.4),
        "</g>",
        st.tone("#ff9a40", 0.16, "soft-light"),
        st.vignette("vg", 0.75, 1250, 780),
        st.grain("gr", 0.26, 0.4),
    )
