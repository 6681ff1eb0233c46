"""Giant Leap: a desktop viewer for captioned, credited photographs."""

__version__ = "0.1.0"
