"""Where photographs go when they leave the window: always with their credit."""
