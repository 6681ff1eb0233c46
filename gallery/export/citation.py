"""A photograph's caption and credit as text that can be pasted, and the credit of a picture.

The one rule: an illustration is ours and the photograph is not. A text that goes with the
*photograph's record* names the photograph's credit and says that the picture shown is an
illustration; a text that goes with the *picture* credits the illustration to whoever made it, and
never to the photographer.
"""

from gallery import edtf, rights, text
from gallery.credit_lines import credits_nobody, without_label
from gallery.records import Photo

NO_CREDIT = "No credit"
# What is said of an illustration whose maker the manifest does not name.
UNKNOWN_ILLUSTRATION = "Illustration: maker not named"


def credit(photo: Photo) -> str:
    """Return the line that credits the photograph, or says that there is none."""
    lines = (photo.credit_line, "; ".join(photo.creator), photo.copyright_notice)
    line = next((line for line in lines if line and not credits_nobody(line)), NO_CREDIT)
    return without_label(line)


def credit_in_words(photo: Photo) -> str:
    """Return the credit as it is called where nothing around it does: `Credit: NASA`."""
    line = credit(photo)
    return line if line == NO_CREDIT else f"Credit: {line}"


def byline(photo: Photo) -> str:
    """Return the quiet line under the credit: by whom, and under what rights."""
    parts = []
    # Some files hold the same names as creators, one by one.
    if photo.creator and not _same_words(photo.credit_line, " ".join(photo.creator)):
        parts.append(f"Photograph by {_listed(photo.creator)}")
    if photo.copyright_notice and not _same_words(credit(photo), photo.copyright_notice):
        parts.append(photo.copyright_notice)
    if photo.rights:
        label = rights.describe(photo.rights).label
        parts += [label] if not _same_words(label, photo.copyright_notice or "") else []
    return " · ".join(parts)


def picture_credit(photo: Photo, illustrator: str | None) -> str:
    """Return the line that credits the picture as it is seen: the photograph, or our drawing."""
    return (illustrator or UNKNOWN_ILLUSTRATION) if photo.illustration else credit(photo)


def caption_and_credit(photo: Photo, illustrator: str | None) -> str:
    """Return headline, caption, credit, date and rights, to paste beside the photograph."""
    lines = [photo.headline]
    if photo.caption:
        lines += ["", photo.caption]
    lines += ["", credit_in_words(photo)]
    if photo.creator and not _same_words(credit(photo), " ".join(photo.creator)):
        lines.append(f"Photograph by {_listed(photo.creator)}")
    if photo.date_created:
        lines.append(f"Date: {edtf.in_words(photo.date_created)}")
    lines += [f"{number.catalogue} {number.value}" for number in photo.image_ids]
    if photo.copyright_notice and not _same_words(credit(photo), photo.copyright_notice):
        lines.append(photo.copyright_notice)
    if photo.rights:
        lines.append(f"{rights.describe(photo.rights).label}: {photo.rights}")
    if photo.original:
        lines.append(f"Original: {photo.original.page}")
    if photo.illustration:
        lines += [
            "",
            "The credit is that of the photograph. The picture shown with it in Giant Leap is not"
            f" the photograph. {picture_credit(photo, illustrator)}.",
        ]
    return "\n".join(lines)


def picture_and_credit(photo: Photo, illustrator: str | None) -> str:
    """Return the lines that go with a copy of the picture itself."""
    if not photo.illustration:
        lines = [photo.headline, credit(photo)]
        notice = photo.copyright_notice
        if notice and not _same_words(lines[1], notice):
            lines.append(notice)
        return "\n".join(lines)
    return (
        f"{picture_credit(photo, illustrator)}\n"
        f"Drawn after a photograph: {photo.headline} (photograph: {credit(photo)})"
    )


def _same_words(credit: str | None, other: str) -> bool:
    return credit is not None and text.fold(without_label(credit)) == text.fold(other)


def _listed(names: tuple[str, ...]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
