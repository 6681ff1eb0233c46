"""`python -m gallery` is the same as `gallery`."""

from gallery.cli import run

if __name__ == "__main__":
    run()
