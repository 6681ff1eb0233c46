"""The materials of a suit, made once and shared by its parts."""

from __future__ import annotations

import materials as m
from shading import Colour


class Wardrobe:
    """The materials of a suit, made once."""

    def __init__(self, cloth: Colour = (0.80, 0.795, 0.775), dirt: float = 0.35) -> None:
        self.cloth = m.cloth(cloth, dirt=dirt)
        self.webbing = m.webbing()
        self.soft = m.cloth(cloth, "soft cloth", folds=0.55, dirt=dirt)
        self.shell = m.painted((0.80, 0.80, 0.785), 0.30, 0.15, "helmet shell")
        self.visor = m.gold_visor()
        self.metal = m.metal()
        self.dark = m.rubber()
        self.grey = m.painted((0.32, 0.325, 0.33), 0.5, 0.4, "grey paint")
        self.pads = m.rubber((0.24, 0.27, 0.31), 0.7)
        self.red = m.plain((0.42, 0.028, 0.02), 0.45, name="red")
        self.blue = m.plain((0.03, 0.09, 0.30), 0.4, name="blue")
        self.glass = m.glass()
        self.skin = m.plain((0.16, 0.095, 0.065), 0.6, name="skin")
        self.leather = m.plain((0.12, 0.065, 0.035), 0.5, name="leather")
        self.lens = m.plain((0.006, 0.004, 0.014), 0.03, name="lens")
