"""Made-up photos of the three formats, with everything beside the picture that a phone or a program may put there."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

CANARY = "ZEBRA-CANARY-7781"
SECRET = CANARY.encode()


def scene(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red, and whose upper left corner is white: it shows which way up it is."""
    image = Image.new("RGB", size, "blue")
    width, height = size
    image.paste("red", (0, 0, width // 2, height))
    image.paste("white", (0, 0, width // 4, height // 4))
    return image.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone notes: its name, where it was, a note of its maker, and a small picture of the picture."""
    notes = Image.Exif()
    notes[ExifTags.Base.Make] = CANARY
    notes[ExifTags.Base.Model] = CANARY
    notes[ExifTags.Base.DateTime] = "2026:03:02 10:11:12"
    notes[ExifTags.Base.Orientation] = orientation
    notes.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = SECRET
    where = notes.get_ifd(ExifTags.IFD.GPSInfo)
    where[ExifTags.GPS.GPSLatitudeRef], where[ExifTags.GPS.GPSLatitude] = "N", (52.0, 14.0, 15.0)
    where[ExifTags.GPS.GPSAreaInformation] = SECRET
    return notes


def xmp() -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>{CANARY}</note></x:xmpmeta>'.encode()


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET


def jpeg(size: tuple[int, int] = (64, 48), *, orientation: int = 1, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    scene(size, mode).save(
        out, "JPEG", exif=exif(orientation), icc_profile=profile(), comment=SECRET, xmp=xmp(), quality=95
    )
    return out.getvalue()


def png(size: tuple[int, int] = (64, 48), *, mode: str = "RGB", orientation: int = 1) -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", CANARY)
    notes.add_text("Description", CANARY, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", xmp().decode())
    out = io.BytesIO()
    scene(size, mode).save(out, "PNG", pnginfo=notes, exif=exif(orientation), icc_profile=profile())
    return out.getvalue()


def webp(size: tuple[int, int] = (64, 48), *, lossless: bool = False, orientation: int = 1) -> bytes:
    out = io.BytesIO()
    scene(size).save(
        out, "WEBP", exif=exif(orientation), xmp=xmp(), icc_profile=profile(), lossless=lossless, quality=95
    )
    return out.getvalue()


def plain_webp(*, lossless: bool) -> bytes:
    out = io.BytesIO()
    scene().save(out, "WEBP", lossless=lossless)
    return out.getvalue()


def every_format() -> dict[str, bytes]:
    return {
        "jpeg": jpeg(),
        "grey jpeg": jpeg(mode="L"),
        "cmyk jpeg": jpeg(mode="CMYK"),
        "png": png(),
        "see-through png": png(mode="RGBA"),
        "palette png": png(mode="P"),
        "black and white png": png(mode="1"),
        "sixteen bit png": png(mode="I;16"),
        "grey see-through png": png(mode="LA"),
        "webp": webp(),
        "lossless webp": webp(lossless=True),
        "plain webp": plain_webp(lossless=False),
        "plain lossless webp": plain_webp(lossless=True),
    }


def chunk(name: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def claiming_png(width: int, height: int, *more: bytes) -> bytes:
    """A few hundred bytes that claim to be a picture of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(more) + data + chunk(b"IEND", b"")


def claiming_jpeg(width: int, height: int) -> bytes:
    """A small JPEG whose frame header says another size."""
    photo = jpeg()
    place = photo.rindex(b"\xff\xc0\x00\x11\x08") + 5
    return photo[:place] + struct.pack(">HH", height, width) + photo[place + 4 :]


def claiming_webp(width: int, height: int) -> bytes:
    """A small WebP whose canvas says another size."""
    photo = webp()
    assert photo[12:16] == b"VP8X"
    canvas = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    return photo[:24] + canvas + photo[30:]


def segments(photo: bytes) -> list[int]:
    """The markers of a JPEG up to its scan."""
    place, found = 2, []
    while photo[place + 1] != 0xDA:
        found.append(photo[place + 1])
        place += 2 + struct.unpack_from(">H", photo, place + 2)[0]
    return found
