"""Bytes become pixels, in a process of their own.

The window writes one line of JSON for each picture it wants (`job.Request`) to a worker process
(`worker`), which opens the file (`image`), writes plain pixels to a file in memory and answers with
one line (`job.Reply`): where the pixels are, or in one of a few words why there are none. A file
that crashes or hangs the decoder costs a worker, not the window.
"""
