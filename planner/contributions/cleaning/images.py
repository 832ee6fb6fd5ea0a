"""An image drawn anew: its pixels, upright and in the colours of every screen, and nothing else of the file.

Of a moving image the first picture is kept. What lay behind the image in the file, and what stood in it beside the
pixels (place, camera, words, a thumbnail), is not looked at and not taken over.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageCms, ImageOps

from planner.contributions.cleaning.kinds import (
    LARGEST,
    MOST_PIXELS,
    Cleaned,
    MediaType,
    Reason,
    Unclean,
    image_format,
)

LONGEST_SIDES = (3_000, 2_000, 1_200)
"""What is kept is at most so wide or high; less where it would be too large a file."""

QUALITY = 88
_SILENT = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
"""What a file of ours says of itself: nothing of its maker."""


def clean(content: bytes) -> Cleaned:
    """The image, drawn anew. Raises `Unclean`."""
    with warnings.catch_warnings():
        # a bomb is refused by its size before it is unpacked; what else Pillow minds, it says in the log
        warnings.simplefilter("ignore")
        picture = _read(content)
    for side in LONGEST_SIDES:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        made = _written(picture)
        if len(made.content) <= LARGEST:
            return _checked(made, picture.size)
    raise Unclean(Reason.TOO_LARGE)


def _read(content: bytes) -> Image.Image:
    """The pixels: RGB, grey, or RGB with what shows through, upright."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        opened = Image.open(io.BytesIO(content), formats=[image_format(content) or "none"])
        if opened.width * opened.height > MOST_PIXELS:
            raise Unclean(Reason.TOO_MANY_PIXELS)
        # a JPEG can be unpacked at a half or a quarter
        opened.draft(None, (LONGEST_SIDES[0], LONGEST_SIDES[0]))
        opened.load()
        return _plain(ImageOps.exif_transpose(opened), opened.info.get("icc_profile"))
    except Image.DecompressionBombError:
        raise Unclean(Reason.TOO_MANY_PIXELS) from None
    except MemoryError:
        raise Unclean(Reason.TOO_MUCH) from None
    except (OSError, ValueError, SyntaxError, TypeError, ArithmeticError, LookupError, RuntimeError):
        # Pillow says in many ways that a file is damaged
        raise Unclean(Reason.DAMAGED) from None


def _plain(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    shows_through = "A" in picture.getbands() or "transparency" in picture.info
    if picture.mode not in {"L", "RGB", "CMYK", "RGBA"} or (shows_through and picture.mode != "RGBA"):
        picture = picture.convert("RGBA" if shows_through else "RGB")
    if profile:
        picture = _in_common_colours(picture, profile)
    if picture.mode == "CMYK":
        picture = picture.convert("RGB")
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == 255:
        picture = picture.convert("RGB")
    return picture


def _in_common_colours(picture: Image.Image, profile: bytes) -> Image.Image:
    """The picture in sRGB; as it is where its profile fits no such picture."""
    try:
        source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, source, target, outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


def _written(picture: Image.Image) -> Cleaned:
    # a canvas of ours: an image that was opened carries on what stood beside its pixels
    canvas = Image.new(picture.mode, picture.size)
    canvas.paste(picture)
    file = io.BytesIO()
    if canvas.mode == "RGBA":
        canvas.save(file, "PNG", optimize=False)
        return Cleaned(file.getvalue(), MediaType.PNG)
    canvas.save(file, "JPEG", quality=QUALITY, progressive=True)
    return Cleaned(file.getvalue(), MediaType.JPEG)


def _checked(made: Cleaned, size: tuple[int, int]) -> Cleaned:
    """Look at what was made as whoever opens it would."""
    with Image.open(io.BytesIO(made.content), formats=["JPEG", "PNG"]) as again:
        again.load()
        if again.size != size or again.info.keys() - _SILENT or again.getexif():
            raise Unclean(Reason.UNFIT)
    return made
