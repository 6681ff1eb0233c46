"""What a photograph's own file says about it: caption, credit, people, place, rights, camera.

The same sentence may stand in a file four times, written by four programs in four encodings: in a
sidecar (`name.xmp`), in XMP, in IPTC-IIM and in EXIF.

`raw` reads a file. `opening` opens it with exiv2, which is native code, so only ever in a worker
process. `xmp`, `tags` and `technical` take from each part what the table of `fields` lists, also
from the sidecars that `sidecars` finds. `salvage` recovers the good parts where one is broken,
`extended` the XMP of a JPEG that one segment cannot hold. `previews` are the pictures that a camera
stored in a raw file (`tracks` finds one that exiv2 does not know).

What has been read so far is in `said`, as it stands in the file. `mending` turns it into the text
that a person wrote. `reconcile` decides for each field which source is believed and by which rule,
with the help of `boilerplate` and `dates`, and keeps the other sources; `further` lists what has no
field. `report` holds the result, which travels from the worker as JSON. `record` makes a
`gallery.records.Photo` of it, `telling` the JSON for other programs.
"""
