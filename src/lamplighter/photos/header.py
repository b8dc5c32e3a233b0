"""What a photo says it is: its format and its size, read from its first bytes before anything is decoded.

A few lines of our own, because a library asked for the size of a picture may already make room for all of it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from lamplighter.photos.errors import (
    HeicPhoto,
    NotAPhoto,
    PdfFile,
    PhotoDamaged,
    PhotoError,
    PhotoTooLarge,
    TooManyPixels,
    VideoFile,
)
from lamplighter.photos.limits import MOST_BYTES, MOST_PIXELS, Format

_JPEG, _PNG, _WEBP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"WEBP"
# ISO base media files name their brand here; these are photos, every other brand is a video.
_PHOTO_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_VIDEO_OPENINGS = (
    b"\x1a\x45\xdf\xa3",
    b"\x00\x00\x01\xba",
    b"\x00\x00\x01\xb3",
    b"FLV\x01",
    b"OggS",
    b"\x30\x26\xb2\x75",
)
# A JPEG's frame header carries its size (ITU-T T.81, table B.1); C4, C8 and CC are other things.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN = 0xDA


@dataclass(frozen=True)
class Header:
    """The format and the size in dots."""

    format: Format
    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height


def header_of(photo: bytes) -> Header:
    """Return what the photo says it is, or refuse it: another format, too large, or no size to be found."""
    if len(photo) > MOST_BYTES:
        raise PhotoTooLarge(limit=MOST_BYTES // (1024 * 1024))
    form = _format(photo)
    try:
        width, height = _SIZES[form](photo)
    except (struct.error, IndexError) as error:
        raise PhotoDamaged from error
    if not width or not height:
        raise PhotoDamaged
    if width * height > MOST_PIXELS[form]:
        raise TooManyPixels(limit=MOST_PIXELS[form] // 1_000_000)
    return Header(form, width, height)


def _format(photo: bytes) -> Format:
    if photo.startswith(_JPEG):
        return "JPEG"
    if photo.startswith(_PNG):
        return "PNG"
    if photo.startswith(b"RIFF") and photo[8:12] == _WEBP:
        return "WEBP"
    raise _other(photo)


def _other(photo: bytes) -> PhotoError:
    """The sentence for a format we know of and do not take."""
    if photo[4:8] == b"ftyp":
        return HeicPhoto() if photo[8:12] in _PHOTO_BRANDS else VideoFile()
    if photo.startswith(_VIDEO_OPENINGS) or (photo.startswith(b"RIFF") and photo[8:12] == b"AVI "):
        return VideoFile()
    return PdfFile() if b"%PDF-" in photo[:1024] else NotAPhoto()


def _jpeg_size(photo: bytes) -> tuple[int, int]:
    """Walk from marker to marker until the frame header, which must come before the first scan."""
    place = 2
    while True:
        if photo[place] != 0xFF:
            raise PhotoDamaged
        while photo[place] == 0xFF:
            place += 1
        marker = photo[place]
        place += 1
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", photo, place + 3)
            return width, height
        if marker == _SCAN:
            raise PhotoDamaged
        if marker not in _ALONE:
            place += max(2, struct.unpack_from(">H", photo, place)[0])


def _png_size(photo: bytes) -> tuple[int, int]:
    name, width, height = struct.unpack_from(">4sII", photo, 12)
    if name != b"IHDR":
        raise PhotoDamaged
    return width, height


def _webp_size(photo: bytes) -> tuple[int, int]:
    """The three forms of RFC 9649: simple lossy, simple lossless, and extended, which says the size of its canvas."""
    chunk = photo[12:16]
    if chunk == b"VP8 " and photo[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", photo, 26)
        return width & 0x3FFF, height & 0x3FFF
    if chunk == b"VP8L" and photo[20] == 0x2F:
        (packed,) = struct.unpack_from("<I", photo, 21)
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    if chunk == b"VP8X":
        return _three_bytes(photo, 24) + 1, _three_bytes(photo, 27) + 1
    raise PhotoDamaged


def _three_bytes(photo: bytes, place: int) -> int:
    low, high = struct.unpack_from("<HB", photo, place)
    return int(low | high << 16)


_SIZES: dict[Format, Callable[[bytes], tuple[int, int]]] = {"JPEG": _jpeg_size, "PNG": _png_size, "WEBP": _webp_size}
