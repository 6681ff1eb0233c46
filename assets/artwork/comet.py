"""A comet's nucleus: two lobes on a neck, cut by cliffs and hollows, strewn with boulders."""

from __future__ import annotations

from typing import Any

import bpy
import numpy as np
import workshop
from relief import Array, blend, layered, skin, smooth
from shading import material

LOW = np.array((-2.0, -1.35, -1.3), np.float32)
HIGH = np.array((1.95, 1.35, 1.3), np.float32)
STEP = 0.0135
BAND = 0.30  # Detail is reckoned only this near to the smooth form.


def _ellipsoid(at: Array, middle: tuple[float, ...], radii: tuple[float, ...]) -> Array:
    away = at - np.array(middle, np.float32)
    scaled = np.linalg.norm(away / np.array(radii, np.float32), axis=1)
    steep = np.linalg.norm(away / np.array(radii, np.float32) ** 2, axis=1)
    return np.asarray(scaled * (scaled - 1) / np.maximum(steep, 1e-5), np.float32)


LOBES = (((-0.66, 0.0, -0.08), (1.12, 0.86, 0.70)), ((1.02, 0.05, 0.24), (0.68, 0.66, 0.60)))
NECK = 0.46  # how wide the meeting of the lobes is rounded


def _detailed(at: Array, seed: int) -> Array:
    """Return the distance to the surface with its plains, cliffs, hollows, terraces and rubble."""
    random = np.random.default_rng(seed)
    warp = np.stack([layered(at * 1.1 + 9.1 * k, 2, seed + 31 * k) for k in range(3)], 1)
    bent = (at + 0.16 * warp).astype(np.float32)
    form: Array | None = None
    for middle, radii in LOBES:
        lobe = _ellipsoid(bent, middle, radii)
        away = bent - np.array(middle, np.float32)
        # Plains and cliffs: slices taken off the lobe, none towards the neck.
        for face in _directions(random, 11, (-middle[0], 0, -0.2)):
            support = float(np.linalg.norm(face * np.array(radii)))
            cut = away @ face.astype(np.float32) - support * random.uniform(0.80, 0.93)
            lobe = -blend(-lobe, -cut, 0.03)
        # Hollows with steep walls and a floor of dust.
        for face in _directions(random, 13, (-middle[0], 0, -0.2)):
            on = face * np.array(radii) * random.uniform(1.02, 1.14)
            radius = random.uniform(0.10, 0.33) * radii[2] / 0.65
            pit = np.linalg.norm((away - on.astype(np.float32)) * (1, 1, 1.12), axis=1) - radius
            lobe = -blend(-lobe, pit.astype(np.float32), 0.025)
        form = lobe if form is None else blend(form, lobe, NECK)
    assert form is not None
    rough = smooth(-0.30, 0.30, layered(at * 1.4 + 4, 2, seed + 8))
    strata = bent @ np.array((0.25, 0.3, 0.92), np.float32) * 7 + 1.6 * layered(bent * 1.7, 3, 3)
    step = strata - np.floor(strata)
    form += (1 - 0.7 * rough) * 0.038 * (smooth(0.45, 0.60, step) - step)
    form += (0.3 + 0.7 * rough) * 0.085 * layered(bent * 3.2, 4, seed + 2, 0.55)
    form -= rough * 0.022 * layered(bent * 6, 3, seed + 5, 0.6, ridged=True)
    form += 0.016 * layered(at * 11, 3, seed + 6, 0.6)
    return np.asarray(form, np.float32)


def _directions(random: np.random.Generator, count: int, but: tuple[float, ...]) -> list[Any]:
    """Return directions all about, none of them towards ``but``."""
    away = np.array(but) / np.linalg.norm(but)
    found: list[Any] = []
    while len(found) < count:
        face = random.normal(size=3)
        face /= np.linalg.norm(face)
        if face @ away < 0.55:
            found.append(face)
    return found


def _ice_and_dust() -> Any:
    made, g = material("comet")
    at = g.place()
    broad = g.noise(at, 2.2, 6, 0.6)
    fine = g.noise(at, 26, 8, 0.68)
    grains = g.cells(at, 46)
    tone = g.ramp(
        g.math("ADD", g.math("MULTIPLY", broad, 0.6), g.math("MULTIPLY", fine, 0.4)),
        [(0.34, 0.09), (0.5, 0.16), (0.66, 0.26)],
    )
    height = g.math("ADD", fine, g.math("MULTIPLY", grains, 0.35))
    height = g.math("ADD", height, g.math("MULTIPLY", g.noise(at, 9, 6, 0.6), 1.6))
    g.output(g.surface(tone, 0.95, Specular_IOR_Level=0.1, Normal=g.bump(height, 0.9, 0.035)))
    return made


def nucleus(seed: int = 7, step: float = STEP) -> Any:
    """Add the nucleus, about 3.6 units long, its head towards +x, in facets of ``step``."""
    shape = np.ceil((HIGH - LOW) / step).astype(int)
    grid = (
        np.stack(
            np.meshgrid(*[LOW[k] + step * np.arange(shape[k]) for k in range(3)], indexing="ij"), -1
        )
        .astype(np.float32)
        .reshape(-1, 3)
    )
    body, head = (_ellipsoid(grid, *lobe) for lobe in LOBES)
    field = blend(body, head, NECK)
    close = np.abs(field) < BAND
    field[close] = _detailed(grid[close], seed)
    corners, faces = skin(field.reshape(shape), LOW, step)
    surface = _ice_and_dust()
    made = workshop.from_arrays("nucleus", corners, faces, surface)
    made.data.validate()
    _boulders(made, corners, surface, seed)
    return made


def _boulders(parent: Any, corners: Array, surface: Any, seed: int, count: int = 2600) -> None:
    """Strew boulders over the ground, most of them small."""
    random = np.random.default_rng(seed + 1)
    bpy_mesh = bpy.data.meshes.new("stone")
    import bmesh

    form = bmesh.new()
    bmesh.ops.create_icosphere(form, subdivisions=2, radius=1)
    form.to_mesh(bpy_mesh)
    form.free()
    base = np.array([v.co[:] for v in bpy_mesh.vertices], np.float32)
    sides = np.array([p.vertices[:] for p in bpy_mesh.polygons], np.int32)
    chosen = corners[random.integers(0, len(corners), count)]
    size = np.clip(0.0035 * random.uniform(0.01, 1, count) ** -0.5, 0.003, 0.022)
    stretch = random.uniform(0.65, 1.25, (count, 1, 3))
    lumps = 1 + 0.22 * layered(
        (base[None] * 1.3 + random.uniform(0, 90, (count, 1, 3))).reshape(-1, 3).astype(np.float32),
        2,
        4,
    ).reshape(count, -1, 1)
    places = chosen[:, None] + base[None] * size[:, None, None] * stretch * lumps
    index = sides[None] + (np.arange(count) * len(base))[:, None, None]
    stones = workshop.from_arrays("boulders", places.reshape(-1, 3), index.reshape(-1, 3), surface)
    stones.parent = parent


def jet(at: tuple[float, float, float], size: float, turn: tuple[float, float, float]) -> Any:
    """Add a fan of dust that streams up from a point, in a sheet ``size`` wide that faces -y."""
    made, g = material("jet")
    parts = g.node("SeparateXYZ", {0: g.place()})
    x, z = parts.outputs[0], parts.outputs[2]
    far = g.math("SQRT", g.math("ADD", g.math("MULTIPLY", x, x), g.math("MULTIPLY", z, z)))
    angle = g.math("ARCTAN2", x, z)
    line = g.node(
        "CombineXYZ", {0: g.math("MULTIPLY", angle, 5.0), 1: g.math("MULTIPLY", far, 0.5)}
    )
    streaks = g.range(g.noise(line.outputs[0], 1.9, 6, 0.62), 0.25, 0.8, 0.35, 1.0)
    total: Any = 0.0
    for lean, width, strength in ((0.0, 0.2, 1.0), (0.30, 0.16, 0.55), (-0.45, 0.3, 0.4)):
        off = g.math("DIVIDE", g.math("SUBTRACT", angle, lean), width)
        fan = g.math("EXPONENT", g.math("MULTIPLY", g.math("MULTIPLY", off, off), -1.0))
        total = g.math("ADD", total, g.math("MULTIPLY", fan, strength))
    fall = g.math("DIVIDE", 0.07, g.math("ADD", far, 0.07))
    fall = g.math("MULTIPLY", fall, g.range(far, 0.10, 0.45, 1.0, 0.0))
    glow = g.math("MULTIPLY", g.math("MULTIPLY", total, streaks), fall)
    light = g.node(
        "Emission", {"Color": (1, 0.98, 0.95), "Strength": g.math("MULTIPLY", glow, 0.2)}
    )
    clear = g.node("BsdfTransparent")
    g.output(g.node("AddShader", {0: light.outputs[0], 1: clear.outputs[0]}).outputs[0])
    corners = np.array([(-0.5, 0, -0.5), (0.5, 0, -0.5), (0.5, 0, 0.5), (-0.5, 0, 0.5)], np.float32)
    sheet = workshop.from_arrays("jet", corners, np.array([[0, 1, 2, 3]]), made)
    sheet.visible_diffuse = sheet.visible_glossy = sheet.visible_shadow = False
    sheet.scale = (size, size, size)
    return workshop.move(sheet, at, turn)
