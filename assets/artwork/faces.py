"""Little self-portraits by the thousand: drawn heads of nobody, each with its own look.

Every face is drawn large and made small, so that twenty pixels still hold eyes and a smile.
"""

from __future__ import annotations

import colorsys
import random

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]

DRAWN = 96  # pixels of a drawing's side, before it is made small

SKINS: tuple[Colour, ...] = (
    (250, 222, 196), (240, 200, 166), (226, 178, 138), (208, 152, 110), (180, 122, 82),
    (146, 94, 60), (112, 70, 44), (82, 52, 36),
)  # fmt: skip
HAIRS: tuple[Colour, ...] = (
    (20, 17, 18), (34, 26, 22), (58, 38, 26), (92, 58, 32), (140, 92, 46), (196, 156, 92),
    (228, 200, 140), (140, 138, 136), (222, 220, 216), (136, 56, 28), (64, 40, 70),
)  # fmt: skip
LIPS: tuple[Colour, ...] = ((170, 70, 70), (196, 84, 84), (140, 60, 56), (150, 40, 60))


def shade(colour: Colour, by: float) -> Colour:
    """Return a colour `by` times as bright."""
    red, green, blue = (max(0, min(255, round(c * by))) for c in colour)
    return red, green, blue


def between(a: Colour, b: Colour, part: float) -> Colour:
    """Return the colour a `part` of the way from one to the other."""
    red, green, blue = (round(x + (y - x) * part) for x, y in zip(a, b, strict=True))
    return red, green, blue


def bright(rng: random.Random) -> Colour:
    """Return a colour such as clothes have."""
    red, green, blue = colorsys.hsv_to_rgb(
        rng.random(), rng.uniform(0.15, 0.85), rng.uniform(0.25, 0.95)
    )
    return round(red * 255), round(green * 255), round(blue * 255)


class Portrait:
    """One drawing, from the wall behind to the hat on top."""

    def __init__(self, rng: random.Random, around: Colour) -> None:
        self.rng = rng
        self.around = around
        self.image = Image.new("RGB", (DRAWN, DRAWN), around)
        self.pen = ImageDraw.Draw(self.image)

    def draw(self) -> Image.Image:
        """Draw somebody, sometimes two, and return the picture."""
        rng = self.rng
        self.backdrop()
        if rng.random() < 0.12:
            self.person(DRAWN * 0.30, DRAWN * 0.50, 0.86)
            self.person(DRAWN * 0.70, DRAWN * 0.56, 0.86)
        else:
            self.person(
                DRAWN * rng.uniform(0.38, 0.62),
                DRAWN * rng.uniform(0.44, 0.60),
                rng.uniform(1.0, 1.75),
            )
        if rng.random() < 0.06:  # holds up a blank sheet
            x, y = rng.uniform(8, 40), rng.uniform(66, 74)
            self.pen.rectangle((x, y, x + 44, y + 24), fill=(246, 245, 240))
        return self.image

    def backdrop(self) -> None:
        """Draw sky, wall, leaves, water, a room, the evening: in the colour asked for."""
        rng, pen, tone = self.rng, self.pen, self.around
        x: float
        y: float
        kind = rng.randrange(7)
        if kind == 0:  # sky that brightens downwards
            for y in range(0, DRAWN, 4):
                pen.rectangle((0, y, DRAWN, y + 4), fill=shade(tone, 0.84 + 0.34 * y / DRAWN))
        elif kind == 1:  # leaves
            for _ in range(60):
                x, y, r = rng.uniform(0, DRAWN), rng.uniform(0, DRAWN), rng.uniform(3, 10)
                pen.ellipse((x - r, y - r, x + r, y + r), fill=shade(tone, rng.uniform(0.72, 1.28)))
        elif kind == 2:  # water or land below a horizon
            y = rng.uniform(30, 62)
            pen.rectangle((0, 0, DRAWN, y), fill=shade(tone, 1.18))
            pen.rectangle((0, y, DRAWN, DRAWN), fill=shade(tone, 0.82))
        elif kind == 3:  # a room with a window
            x, y = rng.uniform(0, 60), rng.uniform(0, 20)
            pen.rectangle((x, y, x + 30, y + 42), fill=shade(tone, 1.4))
            pen.line((x + 15, y, x + 15, y + 42), fill=shade(tone, 0.8), width=3)
        elif kind == 4:  # lights, out of focus
            for _ in range(14):
                x, y, r = rng.uniform(0, DRAWN), rng.uniform(0, 60), rng.uniform(3, 7)
                pen.ellipse((x - r, y - r, x + r, y + r), fill=shade(tone, rng.uniform(1.1, 1.5)))
        elif kind == 5:  # a hill
            y, bow = rng.uniform(36, 60), rng.uniform(60, 130)
            x = rng.uniform(0, DRAWN)
            pen.ellipse((x - bow, y, x + bow, y + 2 * bow), fill=shade(tone, 0.78))
        else:  # a wall with a shadow on it
            x = rng.uniform(10, 80)
            pen.polygon(
                [(x, 0), (DRAWN, 0), (DRAWN, DRAWN), (x - 24, DRAWN)], fill=shade(tone, 0.86)
            )

    def oval(self, box: Box, fill: Colour) -> None:
        """Fill an oval."""
        self.pen.ellipse(box, fill=fill)

    def person(self, x: float, y: float, size: float) -> None:
        """Draw head and shoulders around a point."""
        rng = self.rng
        skin = between(rng.choice(SKINS), rng.choice(SKINS), 0.25 * rng.random())
        hair = rng.choice(HAIRS[-4:-1] if rng.random() < 0.12 else HAIRS)
        wide, tall = 19 * size * rng.uniform(0.9, 1.1), 25 * size * rng.uniform(0.94, 1.06)
        clothes = between(bright(rng), self.around, rng.uniform(0.2, 0.75))
        style = rng.randrange(9)
        covered = style == 8
        scarf = between(bright(rng), self.around, 0.4)
        # Hair that falls behind the shoulders, or a scarf.
        if covered:
            self.oval((x - wide * 1.42, y - tall * 1.32, x + wide * 1.42, y + tall * 1.5), scarf)
        elif style in (1, 2):
            self.oval((x - wide * 1.4, y - tall * 1.2, x + wide * 1.4, y + tall * 1.35), hair)
        elif style == 3:
            self.oval((x - wide * 1.65, y - tall * 1.4, x + wide * 1.65, y + tall * 0.75), hair)
        elif style == 4:
            self.oval((x - wide * 0.6, y - tall * 1.62, x + wide * 0.6, y - tall * 0.7), hair)
        # Shoulders and neck.
        broad = wide * rng.uniform(2.0, 2.5)
        top = y + tall * 1.12
        self.pen.ellipse((x - broad, top, x + broad, top + 90), fill=clothes)
        self.pen.ellipse((x - broad, top, x, top + 90), fill=shade(clothes, 0.86))
        if not covered:
            neck = wide * 0.48
            self.pen.rectangle(
                (x - neck, y + tall * 0.5, x + neck, top + 6), fill=shade(skin, 0.80)
            )
            if rng.random() < 0.5:
                self.pen.polygon(
                    [(x - neck, top), (x + neck, top), (x, top + 15)], fill=shade(skin, 0.88)
                )
            for side in (-1, 1):
                ear = x + side * wide
                self.oval((ear - 4, y - 5, ear + 4, y + 7), shade(skin, 0.88))
        # The head: one side in shade.
        self.oval((x - wide, y - tall, x + wide, y + tall), shade(skin, 0.86))
        turn = rng.choice((-1, 1)) * wide * 0.16
        self.oval(
            (x - wide * 0.88 + turn, y - tall * 0.96, x + wide * 0.88 + turn, y + tall * 0.95), skin
        )
        if rng.random() < 0.2 and not covered and style not in (1, 2, 3):
            self.beard(x, y, wide, tall, hair)
        self.features(x, y, wide, tall, skin, hair)
        if covered:
            self.pen.arc(
                (x - wide * 1.2, y - tall * 1.14, x + wide * 1.2, y + tall * 1.2),
                150,
                390,
                fill=scarf,
                width=round(7 * size),
            )
        elif style != 7:
            self.fringe(x, y, wide, tall, hair)
        if not covered and rng.random() < 0.17:
            self.hat(x, y, wide, tall)

    def features(
        self, x: float, y: float, wide: float, tall: float, skin: Colour, hair: Colour
    ) -> None:
        """Draw eyes, brows, nose, mouth, and glasses for some."""
        rng, pen = self.rng, self.pen
        eye_y, apart = y - tall * 0.08, wide * 0.43
        glasses = rng.random()
        for side in (-1, 1):
            ex = x + side * apart
            self.oval((ex - 4.4, eye_y - 2.9, ex + 4.4, eye_y + 2.9), (248, 246, 242))
            self.oval((ex - 2.5, eye_y - 2.8, ex + 2.5, eye_y + 2.8), (34, 26, 24))
            pen.line((ex - 5.5, eye_y - 7, ex + 5.5, eye_y - 7.5), fill=shade(hair, 0.8), width=3)
            if glasses < 0.10:
                self.oval((ex - 8, eye_y - 6, ex + 8, eye_y + 6), (26, 26, 30))
            elif glasses < 0.24:
                pen.ellipse((ex - 8, eye_y - 7, ex + 8, eye_y + 7), outline=(40, 36, 36), width=2)
        if glasses < 0.24:
            pen.line((x - apart + 8, eye_y, x + apart - 8, eye_y), fill=(40, 36, 36), width=2)
        pen.polygon(
            [(x, y), (x + wide * 0.16, y + tall * 0.26), (x - wide * 0.13, y + tall * 0.27)],
            fill=shade(skin, 0.80),
        )
        mouth, smile = y + tall * 0.52, wide * rng.uniform(0.32, 0.5)
        lips = between(rng.choice(LIPS), skin, 0.25)
        if rng.random() < 0.55:
            pen.chord((x - smile, mouth - 7, x + smile, mouth + 7), 0, 180, fill=lips)
            pen.chord(
                (x - smile * 0.8, mouth - 4, x + smile * 0.8, mouth + 4),
                0,
                180,
                fill=(250, 248, 244),
            )
        else:
            pen.arc((x - smile, mouth - 8, x + smile, mouth + 5), 20, 160, fill=lips, width=4)

    def fringe(self, x: float, y: float, wide: float, tall: float, hair: Colour) -> None:
        """Draw the hair above the forehead."""
        pen, rng = self.pen, self.rng
        box = (x - wide * 1.08, y - tall * 1.14, x + wide * 1.08, y + tall * 0.5)
        style = rng.randrange(4)
        if style == 0:
            pen.chord(box, 188, 352, fill=hair)
        elif style == 1:
            pen.chord(box, 170, 330, fill=hair)
        elif style == 2:
            pen.chord(box, 208, 366, fill=hair)
        else:
            pen.chord(box, 196, 344, fill=hair)
            pen.chord(box, 176, 236, fill=hair)
        pen.arc(box, 200, 340, fill=shade(hair, 1.35), width=2)

    def beard(self, x: float, y: float, wide: float, tall: float, hair: Colour) -> None:
        """Draw a beard, under the mouth that is drawn later."""
        self.pen.chord(
            (x - wide * 0.96, y - tall * 0.55, x + wide * 0.96, y + tall * 1.06), 12, 168, fill=hair
        )

    def hat(self, x: float, y: float, wide: float, tall: float) -> None:
        """Draw a cap, a woollen hat, a wide brim, a space helmet's ring."""
        rng, pen = self.rng, self.pen
        tone = between(bright(rng), self.around, 0.25)
        kind = rng.randrange(4)
        crown = (x - wide * 1.12, y - tall * 1.3, x + wide * 1.12, y + tall * 0.3)
        if kind == 0:
            pen.pieslice(crown, 180, 360, fill=tone)
            pen.rectangle(
                (x - wide * 1.15, y - tall * 0.62, x + wide * 1.15, y - tall * 0.44),
                fill=shade(tone, 0.75),
            )
            pen.ellipse(
                (x - wide * 0.5, y - tall * 0.62, x + wide * 1.5, y - tall * 0.36),
                fill=shade(tone, 0.6),
            )
        elif kind == 1:
            pen.pieslice(crown, 180, 360, fill=tone)
            pen.rectangle(
                (x - wide * 1.14, y - tall * 0.66, x + wide * 1.14, y - tall * 0.38),
                fill=shade(tone, 1.25),
            )
            self.oval((x - 6, y - tall * 1.52, x + 6, y - tall * 1.2), shade(tone, 1.35))
        elif kind == 2:
            pen.ellipse(
                (x - wide * 1.9, y - tall * 0.78, x + wide * 1.9, y - tall * 0.4),
                fill=shade(tone, 0.8),
            )
            pen.pieslice((x - wide, y - tall * 1.25, x + wide, y + tall * 0.1), 180, 360, fill=tone)
        else:
            pen.ellipse(
                (x - wide * 1.5, y - tall * 1.4, x + wide * 1.5, y + tall * 1.3),
                outline=(236, 236, 232),
                width=7,
            )


def face(rng: random.Random, around: Colour, side: int) -> Image.Image:
    """Return one self-portrait, `side` pixels wide and high, before a backdrop of a colour."""
    return Portrait(rng, around).draw().resize((side, side), Image.Resampling.LANCZOS)
