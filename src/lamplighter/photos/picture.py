"""Makes a photo anew: turned upright, at most 1600 dots long, on white, as JPEG, with none of what came beside the picture.

Only ever called in a process of its own (`process.py`): decoders have had faults before and will have them again.
"""

from __future__ import annotations

import io
import warnings
from contextlib import suppress

# Every part of Pillow that a picture of the three formats can need, by name: where it is used, nothing more can be opened.
from PIL import (
    Image,
    JpegImagePlugin,
    JpegPresets,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from lamplighter.photos.errors import PhotoDamaged
from lamplighter.photos.header import Header, header_of
from lamplighter.photos.limits import LARGEST, LONGEST_SIDE, MOST_PIXELS

LOADED = (JpegImagePlugin, JpegPresets, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)

# Tried in turn until the picture is small enough; the last always is.
ATTEMPTS = ((1600, 82), (1600, 70), (1600, 55), (1200, 55), (800, 50), (560, 40))
SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L", "I;16N")

Image.preinit()
Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
warnings.simplefilter("error", Image.DecompressionBombWarning)


def made_anew(photo: bytes) -> bytes:
    """Return the picture as a JPEG of at most `LARGEST` bytes; whatever the bytes are, that or a PhotoError."""
    header = header_of(photo)
    try:
        return _written(_plain(_decoded(photo, header)))
    except MemoryError:
        raise
    except Exception as error:
        # What a decoder raises over bytes made to harm it is not to be foreseen; all of it means the same to a person.
        raise PhotoDamaged from error


def _decoded(photo: bytes, header: Header) -> Image.Image:
    """The first picture, upright and small, decoded by no decoder but that of the format found before."""
    with Image.open(io.BytesIO(photo), formats=(header.format,)) as image:
        if image.size != header.size:
            raise PhotoDamaged
        turned = _orientation(image)
        # A JPEG can be decoded at a half, a quarter or an eighth, which saves most of the memory and the time.
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        small = _small(_in_colours(image))
    return small.transpose(turned) if turned is not None else small


def _orientation(image: Image.Image) -> Image.Transpose | None:
    """How the picture is to be turned; a note that cannot be read turns nothing."""
    with suppress(Exception):
        return _TURNS.get(int(image.getexif().get(_ORIENTATION, 1)))
    return None


def _in_colours(image: Image.Image) -> Image.Image:
    """A picture whose dots can be mixed: neither a palette nor more than eight bits a colour."""
    if image.mode in SIXTEEN_BITS:
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    mode = "RGBA" if image.has_transparency_data else "L" if image.mode in ("1", "L") else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _small(image: Image.Image) -> Image.Image:
    """By a whole factor first, which is cheap, then exactly."""
    factor = max(image.size) // (2 * LONGEST_SIDE)
    small = image.reduce(factor) if factor > 1 else image
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return small


def _plain(image: Image.Image) -> Image.Image:
    """The dots alone, on white: a new picture has no notes, no profile and no see-through part."""
    plain = Image.new("RGB", image.size, "white")
    plain.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return plain


def _written(image: Image.Image) -> bytes:
    for side, quality in ATTEMPTS:
        out = io.BytesIO()
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        image.save(out, "JPEG", quality=quality)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()


_ORIENTATION = 0x0112
# The eight values of the EXIF note (JEITA CP-3451, 4.6.4), as what undoes them; 1 is upright already.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
