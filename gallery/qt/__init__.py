"""The window: the only package that knows Qt.

`application` starts Qt, `window` lays out the parts, `browser` holds what is being looked at. The
grid, the detail pane and the photo view show photographs by id; they ask `pictures` for images,
which asks `decoder`, which asks the worker processes of `gallery.decode`. Nothing here opens a
picture file, and nothing here waits.
"""

from gallery.qt import signatures

signatures.put_off()
