"""The folder for pixels: each process has its own, and none is left behind."""

import os
import subprocess
import sys
from pathlib import Path

from gallery.decode import pixels


def test_each_has_a_folder_of_its_own_for_itself_alone() -> None:
    one, other = pixels.make_folder(), pixels.make_folder()
    assert one != other
    assert one.stat().st_mode & 0o777 == 0o700
    (one / "pixels").write_bytes(b"some")
    for folder in (one, other):
        pixels.remove_folder(folder)
        assert not folder.exists()


def test_those_of_programs_that_were_killed_are_removed(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f"giant-leap-{ended.pid}-0"
    kept = [
        tmp_path / f"giant-leap-{os.getpid()}-0",
        tmp_path / "giant-leap-check-abc",
        tmp_path / f"other-{ended.pid}-0",
    ]
    # What somebody has called so, without being a program.
    odd = tmp_path / f"giant-leap-{10**30}-0"
    for folder in (left, odd, *kept):
        folder.mkdir()
        (folder / "pixels").write_bytes(b"some")
    pixels.remove_leftovers(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(kept)
