"""What a photograph's own file says about it: caption, credit, people, place, rights, camera.

The same sentence may stand in a file four times, written by four programs in four encodings: in a
sidecar (`name.xmp`), in XMP, in IPTC-IIM and in EXIF. `raw` opens the file (with exiv2, which is
native code, so only ever in a worker process) and takes from each what `fields` lists; `salvage`
gets at the good parts where one is broken. `mending` makes text of the bytes, `reconcile` decides
for each field which source is believed and by which rule, and keeps the others for the person who
wants to know. `report` holds the result, which travels from the worker as JSON; `record` makes a
`gallery.records.Photo` of it.
"""
