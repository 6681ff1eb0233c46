"""Bytes become pixels, in a process of their own.

The window writes one line of JSON for each picture it wants (`job.Request`) to a worker process
(`worker`), which finds out by the contents what opens the file (`formats`; of a raw file,
`camera_raw` picks a preview), turns its picture (`image`) upright (`upright`) and into sRGB
(`colour`), writes plain pixels to a file in memory and answers with one line (`job.Reply`): where
the pixels are, or in one of a few words why there are none.

A thumbnail (`thumbnail`) is looked for in the cache that the programs of a desktop share (`cache`),
and kept there; until it is decoded, the one that cameras put into the file stands in (`embedded`).

A file that crashes or hangs the decoder, or devours memory, costs a worker, not the window: before
its first file, a worker limits itself (`limits`) and gives up all rights but reading (`confine`).
`child` runs one for the command line; the window's first ones are at work before there is a window
(`spawn`, `vanguard`).
"""
