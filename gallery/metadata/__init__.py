"""What a photograph's own file says about it: caption, credit, people, place, rights, camera.

The same sentence may stand in a file four times, written by four programs in four encodings: in a
sidecar (`name.xmp`), in XMP, in IPTC-IIM and in EXIF. `raw` reads a file: it has it opened
(`opening`, with exiv2, which is native code, so only ever in a worker process), and has taken from
each part what the table of `fields` lists (`xmp`, `tags`, `technical`), from the files that
`sidecars` finds beside it too; `salvage` gets at the good parts where one is broken, `extended` at
the XMP of a JPEG that one segment cannot hold. `previews` are the pictures that a camera stored in
a raw file (`tracks` finds one that exiv2 does not know). What is `said` so far is what stands in
the file. `mending` makes it the text that a person wrote, `reconcile` decides for each field which
source is believed and by which rule (`boilerplate`, `dates` help it), and keeps the others for the
person who wants to know; what has no field is told beside them by `further`. `report` holds the
result, which travels from the worker as JSON; `record` makes a `gallery.records.Photo` of it,
`telling` what other programs read.
"""
