"""A solar wing runs across black space; beyond it hangs a small two-lobed comet with a faint jet.

The eye sits on a lander still fixed to the orbiter: the near panel fills the lower corner, the
far one is fourteen metres away. High contrast, black and white.
"""

from __future__ import annotations

from comet import jet, nucleus
from darkroom import Grade
from mathutils import Euler, Matrix, Vector
from structures import solar_wing
from studio import Studio

SEED = 67
SAMPLES = 14
PANELS, PANEL = 5, (2.36, 2.74)
ROOT, ALONG, FACING = (-2.35, 1.75, -1.9), (0.575, 0.70, 0.415), (-0.50, -0.44, 0.74)
SUN = (-0.66, -0.20, 0.72)
COMET, COMET_SIZE = (-31.0, 118.0, 14.5), 11.0
COMET_TURN, COMET_ROLL = (-0.64, -0.05, 2.95), -0.25
GRADE = Grade(
    exposure=0.55,
    look="AgX - High Contrast",
    glare=0.05,
    contrast=1.08,
    black=0.015,
    monochrome=(0.3, 0.5, 0.2),
    grain=0.012,
    vignette=0.15,
)


def build(studio: Studio) -> None:
    """Hang up the wing, the comet and the Sun."""
    wing = solar_wing(PANELS, PANEL, SEED)
    along = Vector(ALONG).normalized()
    across = along.cross(Vector(FACING)).normalized()
    up = across.cross(along)
    turn = Matrix((across, along, up)).transposed().to_4x4()
    wing.matrix_world = Matrix.Translation(ROOT) @ turn
    comet = nucleus(7, 0.03 if studio.width < 1000 else 0.0135)
    posture = Matrix.Rotation(COMET_ROLL, 4, "Y") @ Euler(COMET_TURN).to_matrix().to_4x4()
    comet.matrix_world = (
        Matrix.Translation(COMET) @ posture @ Matrix.Diagonal((*(COMET_SIZE,) * 3, 1))
    )
    jet((COMET[0] - 3, COMET[1] + 1.5, COMET[2] + 2), 110, (0, -30, 12))
    studio.sun(SUN, 6.0)
    studio.camera((0, 0, 0), (0, 1, 0), lens=30, f_stop=11, focus=9.0)
