"""Bytes become pixels, in a process of their own.

The window writes one line of JSON for each picture it wants (`job.Request`) to a worker process
(`worker`). The worker finds out from the contents how to open the file (`formats`; of a raw file,
`camera_raw` picks a preview), turns its picture (`image`) upright (`upright`), converts it to sRGB
(`colour`), writes plain pixels to a file in memory, and answers with one line (`job.Reply`): the
size of the pixels, or the reason why there are none.

A thumbnail (`thumbnail`) is looked for in the cache that all programs of a desktop share (`cache`),
and kept there (`unwritten`); until it is decoded, the thumbnail inside the file stands in
(`embedded`).

A file that crashes or hangs the decoder, or devours memory, costs a worker, not the window: before
its first file, a worker limits its memory (`limits`) and gives up all rights but reading
(`confine`).
`child` runs one for the command line; the window's first ones are at work before there is a window
(`spawn`, `vanguard`).
"""
