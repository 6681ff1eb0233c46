"""The Earth as a photomosaic: two hemispheres of 36,422 little pictures, side by side on black.

From afar they are sea, land and cloud; near by they are faces, and here and there a crop of
another picture of the gallery. Made with numpy and Pillow alone, in under a minute.
"""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import Any

import numpy as np
from coasts import LANDS, SEAS
from faces import face
from PIL import Image, ImageDraw
from relief import layered, smooth

Array = np.ndarray[Any, Any]

SEED = 36_422
TILES = 36_422  # as many as there were self-portraits in the Global Selfie
TILE = 22  # pixels of a tile's side
SIZE = (7040, 4694)
QUALITY = 76
# Longitude and latitude in the middle of each hemisphere.
VIEWS = ((-88.0, 14.0), (62.0, 14.0))
SUN = np.array([-0.42, 0.36, 0.83])
FACES = 3600
CROPS = 900
LEAST_CONTRAST = 22  # of a crop: the standard deviation of its values, of 255
NEAREST = 36  # a tile is chosen among so many of the right colour
DRAWN_TO = 0.86  # how far a tile's mean is drawn to the colour wanted
CONTRAST = 0.92
MAP = (4096, 2048)


def cells() -> Array:
    """Return the places of a hemisphere's tiles, in tiles from its middle: the nearest ones."""
    count = TILES // len(VIEWS)
    reach = int(math.sqrt(count / math.pi)) + 3
    x, y = np.meshgrid(np.arange(-reach, reach + 1), np.arange(-reach, reach + 1))
    places = np.stack([x.ravel(), y.ravel()], -1)
    # A middle between tiles, a little uneven: so that any count can be met.
    away = np.hypot(places[:, 0] + 0.37, places[:, 1] + 0.21)
    return np.asarray(places[np.argsort(away, kind="stable")[:count]])


def land_map() -> Array:
    """Return where land is, 0 to 1, on a map of the whole Earth (rows from the north)."""
    width, height = MAP
    chart = Image.new("L", MAP)
    pen = ImageDraw.Draw(chart)
    for outlines, tone in ((LANDS, 255), (SEAS, 0)):
        for outline in outlines:
            for turn in (-360, 0, 360):
                pen.polygon(
                    [
                        ((lon + turn + 180) / 360 * width, (90 - lat) / 180 * height)
                        for lon, lat in outline
                    ],
                    fill=tone,
                )
    pen.rectangle((0, height * 161 // 180, width, height), fill=255)
    return np.asarray(chart, np.float32) / 255


def globe(lon: Array, lat: Array) -> Array:
    """Return the places (n, 3) of longitudes and latitudes (radians) on a ball."""
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], -1).astype(
        np.float32
    )


def ground(places: Array, lon: Array, lat: Array, chart: Array) -> Array:
    """Return the colours (n, 3), 0 to 1, of sea, forest, desert, tundra and ice."""
    # Coasts run crookeder than the outlines: look them up a little beside.
    shake = np.stack([layered(places * 9, 5, seed) for seed in (3, 4)], -1)
    east = np.degrees(lon) + shake[:, 0] * 3.2
    north = np.clip(np.degrees(lat) + shake[:, 1] * 2.2, -89.9, 89.9)
    height, width = chart.shape
    column = ((east + 180) / 360 * width).astype(int) % width
    row = ((90 - north) / 180 * height).astype(int)
    land = chart[row, column]
    near = np.mean(
        [
            chart[np.clip(row + dy, 0, height - 1), (column + dx) % width]
            for dx, dy in ((-26, 0), (26, 0), (0, -26), (0, 26), (18, 18), (-18, -18))
        ],
        axis=0,
    )
    rough = layered(places * 5, 6, 11)

    def mix(a: Any, b: Any, part: Array) -> Array:
        part = np.clip(part, 0, 1)[:, None]
        return np.asarray(np.asarray(a) * (1 - part) + np.asarray(b) * part)

    sea = mix((0.022, 0.085, 0.22), (0.055, 0.205, 0.37), 0.45 + rough * 1.2)
    sea = mix(sea, (0.13, 0.40, 0.49), near * (1 - land) * 1.1)

    def bell(x: Array, middle: float, wide: float) -> Array:
        return np.asarray(np.exp(-(((x - middle) / wide) ** 2)))

    dry = bell(np.abs(north), 23, 10) * np.where((east < -30) & (north > -60), 0.25, 1.0)
    dry += 0.8 * bell(north, 43, 6) * bell(east, 85, 26) + 0.8 * bell(north, 36, 8) * bell(
        east, -109, 8
    )
    dry += 0.5 * bell(north, 27, 7) * bell(east, 68, 12)
    dry -= 0.9 * bell(north, 20, 10) * bell(east, 104, 20)
    green = mix((0.105, 0.235, 0.095), (0.33, 0.40, 0.18), 0.5 + rough * 1.8)
    earth = mix(green, (0.76, 0.61, 0.41), dry * 1.2 + rough * 0.7)
    earth = mix(earth, (0.66, 0.62, 0.52), (np.abs(north) - 60) / 14 + rough)
    ice = ((north > 60) & (east > -74) & (east < -16)) | (north < -62)
    earth = mix(earth, (0.93, 0.95, 0.98), np.where(ice, 1.0, smooth(72, 80, np.abs(north))))
    sea = mix(sea, (0.86, 0.91, 0.96), smooth(77, 83, np.abs(north) + rough * 6))
    return mix(sea, earth, land)


def earth(view: tuple[float, float], x: Array, y: Array) -> Array:
    """Return the colours (n, 3), 0 to 1, of the Earth at places of its disc (y upwards)."""
    z = np.sqrt(np.clip(1 - x * x - y * y, 0, 1))
    tilt = math.radians(view[1])
    north = y * math.cos(tilt) + z * math.sin(tilt)
    front = z * math.cos(tilt) - y * math.sin(tilt)
    lat = np.arcsin(np.clip(north, -1, 1))
    lon = np.arctan2(x, front) + math.radians(view[0])
    places = globe(lon, lat)
    colour = ground(places, lon, lat, land_map())
    # Clouds: belts that swirl, thinner over deserts.
    bend = np.stack([layered(places * np.float32(2.1), 4, seed) for seed in (21, 22, 23)], -1)
    swirl = places * np.array([3.0, 3.0, 6.2], np.float32) + bend * 1.5
    belt = 0.10 * np.cos(lat * 6) + 0.10 * smooth(0.6, 0.95, np.abs(lat))
    cover = smooth(0.03, 0.36, layered(swirl.astype(np.float32), 7, 31, 0.56) + belt - 0.03)
    cover = np.clip(cover, 0, 0.96)[:, None]
    colour = colour * (1 - cover) + np.array([0.95, 0.965, 0.98]) * cover
    # One Sun, a night that is not quite black, blue air towards the edge.
    facing = np.stack([x, y, z], -1) @ (SUN / np.linalg.norm(SUN))
    light = 0.15 + 0.96 * smooth(-0.12, 0.85, facing)
    air = (1 - z) ** 3.0 * 0.62 * light
    colour = colour * light[:, None]
    return np.asarray(
        np.clip(colour * (1 - air[:, None]) + np.array([0.42, 0.68, 1.0]) * air[:, None], 0, 1)
    )


def pool(wanted: Array, photos: Path, rng: random.Random) -> Array:
    """Return the tiles (n, side, side, 3) to choose from: drawn faces, crops of the others."""
    tiles = []
    for _ in range(FACES):
        red, green, blue = wanted[rng.randrange(len(wanted))]
        # Backdrops outdo the colour wanted, because skin and hair pull the mean to brown.
        mean = (red + green + blue) / 3
        push = [mean + (c - mean) * 1.7 for c in (red, green, blue)]
        around = tuple(int(np.clip(255 * c * rng.uniform(0.95, 1.2), 6, 252)) for c in push)
        tile = np.asarray(face(rng, around, TILE), np.float32)  # type: ignore[arg-type]
        # In the dark of the evening faces are dark too.
        dim = min(1.08, 0.34 + 1.25 * max(red, green, blue))
        tiles.append(tile * dim)
    others = sorted(path for path in photos.glob("*.jpg") if "global-selfie" not in path.name)
    for path in others:
        with Image.open(path) as picture:
            picture.draft("RGB", (1200, 800))
            whole = picture.convert("RGB")
        for _ in range(CROPS // len(others)):
            side = int(rng.uniform(0.10, 0.42) * whole.height)
            left, top = rng.randrange(whole.width - side), rng.randrange(whole.height - side)
            crop = whole.crop((left, top, left + side, top + side))
            tile = np.asarray(crop.resize((TILE, TILE), Image.Resampling.BOX), np.float32)
            # Black sky alone shows nothing.
            if tile.std() > LEAST_CONTRAST:
                tiles.append(tile)
    return np.stack(tiles)


def choose(wanted: Array, tiles: Array, chance: np.random.Generator) -> Array:
    """Return for each colour wanted (n, 3) the number of a tile: one of the nearest, by chance."""
    # Hue counts more than brightness, which `DRAWN_TO` mends: so dark seas show all skins.
    feel = np.array([[0.16, 0.20, 0.10], [0.6, -0.6, 0.0], [-0.3, -0.3, 0.6]])
    means = tiles.reshape(len(tiles), -1, 3).mean(1) @ feel.T
    chosen = np.empty(len(wanted), int)
    for start in range(0, len(wanted), 4000):
        target = wanted[start : start + 4000] * 255 @ feel.T
        far = (target**2).sum(1)[:, None] - 2 * target @ means.T + (means**2).sum(1)[None]
        near = np.argpartition(far, NEAREST, axis=1)[:, :NEAREST]
        pick = chance.integers(0, NEAREST, len(target))
        chosen[start : start + len(target)] = near[np.arange(len(target)), pick]
    return chosen


def compose(photos: Path) -> Image.Image:
    """Return the mosaic; `photos` is the folder of the gallery's other pictures."""
    rng, chance = random.Random(SEED), np.random.default_rng(SEED)
    places = cells()
    radius = np.hypot(places[:, 0], places[:, 1]).max() + 0.5
    x, y = (places[:, 0] + 0.37) / radius, -(places[:, 1] + 0.21) / radius
    wanted = [earth(view, x, y) for view in VIEWS]
    tiles = pool(np.concatenate(wanted), photos, rng)
    sheet = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    gap = (SIZE[0] - len(VIEWS) * 2 * radius * TILE) / (len(VIEWS) + 1)
    for number, colours in enumerate(wanted):
        middle = gap + radius * TILE + number * (2 * radius * TILE + gap)
        picked = choose(colours, tiles, chance)
        mirrored = chance.random(len(places)) < 0.5
        for place, colour, pick, flip in zip(places, colours, picked, mirrored, strict=True):
            tile = tiles[pick]
            if flip:
                tile = tile[:, ::-1]
            mean = tile.mean((0, 1))
            # A tile that is darkened loses contrast too: no eyes shine in the night.
            dark = min(1.0, 0.12 + float(colour.mean()) * 255 / max(float(mean.mean()), 1.0))
            drawn = (tile - mean) * CONTRAST * dark + mean + (colour * 255 - mean) * DRAWN_TO
            left = round(middle + (place[0] - 0.5) * TILE)
            top = round(SIZE[1] / 2 + (place[1] - 0.5) * TILE)
            sheet[top : top + TILE, left : left + TILE] = np.clip(drawn, 0, 255)
    return Image.fromarray(sheet)
