"""A solar wing runs across black space; beyond it hangs a small two-lobed comet.

The wing is long, lit along one edge and set with rows of cells; a faint jet rises from the
comet's neck. Black and white.
"""

from __future__ import annotations

from ground import (
    BLEND_MULTIPLY,
    BLEND_SCREEN,
    Colour,
    Point,
    Vec,
    blend,
    blur,
    cloud_noise,
    ellipsoid,
    grain,
    grey,
    hexed,
    layered,
    linear,
    page,
    polygon,
    ramp,
    relief,
    whole,
)

PANELS, ACROSS, ALONG = 5, 12, 9
NEAR_LOW, NEAR_HIGH = (-420.0, 1604.0), (300.0, 2112.0)
FAR_LOW, FAR_HIGH = (1905.0, 92.0), (2047.0, 190.0)
SHRINK = 4.6
LIGHT: Vec = (-0.62, 0.62, 0.55)


def comet(p: Vec) -> float:
    """Return the two lobes, their neck and their craters."""
    x, y, z = p
    tilt_x, tilt_y = x * 0.9 - y * 0.44, x * 0.44 + y * 0.9
    q = (tilt_x, tilt_y, z)
    body = ellipsoid(q, (-0.34, -0.16, 0), (0.60, 0.44, 0.46))
    head = ellipsoid(q, (0.43, 0.20, 0.06), (0.37, 0.35, 0.36))
    form = blend(body, head, 0.34)
    form += 0.16 * (layered(x * 2.3 + 9.3, y * 2.3 + 4.6, z * 2.3 + 2.7, 4) - 0.5)
    pit = ellipsoid(q, (-0.52, 0.10, 0.46), (0.17, 0.13, 0.12))
    return max(form, -pit)


def wing(s: float, t: float) -> Point:
    """Return a place on the wing: s along it from the near end, t across it, in perspective."""
    k = s * SHRINK / (1 + (SHRINK - 1) * s)

    def along(near: Point, far: Point) -> Point:
        return (near[0] + (far[0] - near[0]) * k, near[1] + (far[1] - near[1]) * k)

    low, high = along(NEAR_LOW, FAR_LOW), along(NEAR_HIGH, FAR_HIGH)
    return (low[0] + (high[0] - low[0]) * t, low[1] + (high[1] - low[1]) * t)


def tone(light: float, _normal: Vec, place: Vec) -> Colour:
    """Dark, coal-like ground in hard sunlight."""
    speckle = layered(place[0] * 14, place[1] * 14, place[2] * 14, 2) - 0.5
    return ramp(
        light * (0.9 + 0.55 * speckle),
        (0, grey(0.012)),
        (0.25, grey(0.22)),
        (1, grey(0.82)),
    )


def cells() -> str:
    """Draw the wing's plates and their cells, each catching the light a little apart."""
    parts = []
    for panel in range(PANELS):
        start, end = panel / PANELS + 0.004, (panel + 1) / PANELS - 0.004
        plate = [wing(start, 0), wing(end, 0), wing(end, 1), wing(start, 1)]
        parts.append(f'<path d="{polygon(plate)}" fill="#b9b9b9"/>')
        inner = [
            wing(start + 0.003, 0.014),
            wing(end - 0.003, 0.014),
            wing(end - 0.003, 0.986),
            wing(start + 0.003, 0.986),
        ]
        parts.append(f'<path d="{polygon(inner)}" fill="#6a6a6a"/>')
        width, length = 0.96 / ACROSS, (end - start - 0.008) / ALONG
        for i in range(ALONG):
            for j in range(ACROSS):
                s, t = start + 0.004 + i * length, 0.02 + j * width
                glint = layered(i * 0.9 + panel * 7, j * 0.5, panel, 2)
                level = 0.05 + 0.20 * glint + 0.02 * panel
                corners = [
                    wing(s + length * 0.02, t + width * 0.03),
                    wing(s + length * 0.98, t + width * 0.03),
                    wing(s + length * 0.98, t + width * 0.97),
                    wing(s + length * 0.02, t + width * 0.97),
                ]
                parts.append(f'<path d="{polygon(corners)}" fill="{hexed(grey(level))}"/>')
    return "".join(parts)


def hinges() -> str:
    """Bright joints between the plates, and the two edge rails."""
    parts = []
    for panel in range(1, PANELS):
        for t in (0.12, 0.5, 0.88):
            s = panel / PANELS
            joint = [
                wing(s - 0.007, t - 0.02),
                wing(s + 0.007, t - 0.02),
                wing(s + 0.007, t + 0.02),
                wing(s - 0.007, t + 0.02),
            ]
            parts.append(f'<path d="{polygon(joint)}" fill="#e9e9e9"/>')
    for low, high, fill in ((-0.022, 0.0, "#f6f6f6"), (1.0, 1.035, "#3a3a3a")):
        rail = [wing(0, low), wing(1, low), wing(1, high), wing(0, high)]
        parts.append(f'<path d="{polygon(rail)}" fill="{fill}"/>')
    return "".join(parts)


def draw() -> str:
    """Draw the complete picture."""
    grain_defs, grain_rect = grain(0.10, seed=67)
    outline = polygon([wing(0, 0), wing(1, 0), wing(1, 1), wing(0, 1)])
    defs = (
        grain_defs
        + blur("comet-soft", 1.6)
        + blur("jet-soft", 26)
        + linear(
            "jet",
            (1560, 960, 1960, 640),
            (0, "#ffffff@.0"),
            (0.12, "#ffffff@.26"),
            (0.4, "#ffffff@.16"),
            (1, "#ffffff@0"),
        )
        + linear(
            "sheen",
            (300, 1500, 1950, 120),
            (0, "#ffffff@.02"),
            (0.30, "#ffffff@.10"),
            (0.44, "#ffffff@.80"),
            (0.66, "#ffffff@.34"),
            (1, "#ffffff@.16"),
        )
        + linear("fall", (0, 1100, 520, 1700), (0, "#000000@0"), (1, "#000000@.9"))
        + cloud_noise("streaks", ".012 .006", octaves=3, seed=4, gain=3.2, bias=-1.3)
        + f'<clipPath id="on-wing"><path d="{outline}"/></clipPath>'
    )
    body = relief(
        comet, centre=(1640, 1010), size=290, extent=(1.2, 0.8), cell=2.5, light=LIGHT, tone=tone
    )
    jets = (
        '<g filter="url(#jet-soft)" fill="url(#jet)">'
        f'<path d="{polygon([(1600, 960), (1660, 930), (2080, 500), (1850, 420)])}"/>'
        f'<path d="{polygon([(1640, 950), (1660, 940), (1960, 560), (1900, 530)])}"/></g>'
    )
    sheen = (
        '<g clip-path="url(#on-wing)">'
        + whole("url(#sheen)", f'style="{BLEND_SCREEN}"')
        + whole("#ffffff", 'filter="url(#streaks)" opacity=".10"')
        + whole("url(#fall)", f'style="{BLEND_MULTIPLY}"')
        + "</g>"
    )
    return page(
        jets + f'<g filter="url(#comet-soft)">{body}</g>' + cells() + sheen + hinges() + grain_rect,
        defs,
    )
