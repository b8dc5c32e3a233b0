from __future__ import annotations

import io
import zlib

import pytest
from pictures import (
    SECRET,
    chunk,
    claiming_jpeg,
    claiming_png,
    claiming_webp,
    every_format,
    jpeg,
    png,
    scene,
    segments,
    webp,
)
from PIL import Image

from lamplighter.photos import LARGEST, LONGEST_SIDE, errors
from lamplighter.photos.picture import made_anew
from lamplighter.tips import PART_BYTES, enclose

# SOI apart: the plain start of a JPEG, its tables and its frame. No EXIF or XMP (E1), profile (E2), Adobe (EE), comment.
PLAIN = {0xE0, 0xDB, 0xC0, 0xC4}


def opened(photo: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(photo))
    image.load()
    return image


@pytest.mark.parametrize("name", list(every_format()))
def test_out_comes_a_jpeg_with_nothing_in_it_but_the_picture(name: str) -> None:
    photo = every_format()[name]
    made = made_anew(photo)
    image = opened(made)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (64, 48))
    assert set(segments(made)) == PLAIN
    assert not image.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp", "mp"} & set(image.info)
    assert SECRET not in made


@pytest.mark.parametrize("name", [name for name in every_format() if "plain" not in name])
def test_the_photos_of_these_tests_do_hold_what_must_go(name: str) -> None:
    assert SECRET in every_format()[name]


@pytest.mark.parametrize("make", [jpeg, png, webp])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_upright_before_its_notes_are_dropped(make: type, orientation: int) -> None:
    """Against the library's own way of turning."""
    from PIL import ImageOps

    photo = make(orientation=orientation)
    wanted = ImageOps.exif_transpose(opened(photo)).convert("RGB")
    found = opened(made_anew(photo))
    assert found.size == wanted.size
    corners = [(4, 4), (wanted.width - 4, 4), (4, wanted.height - 4), (wanted.width - 4, wanted.height - 4)]
    for corner in corners:
        assert near(found.getpixel(corner), wanted.getpixel(corner))


def made_or_refused(photo: bytes) -> bytes | None:
    try:
        return made_anew(photo)
    except errors.PhotoDamaged:
        return None


def near(one: object, other: object) -> bool:
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("mode", "middle"), [("RGB", (255, 0, 0)), ("L", (76, 76, 76)), ("I;16", None)])
def test_colours_stay_what_they_were(mode: str, middle: tuple[int, ...] | None) -> None:
    found = opened(made_anew(png(mode=mode))).getpixel((20, 40))
    assert middle is None or near(found, middle)


def test_a_picture_of_sixteen_bits_is_not_burnt_out() -> None:
    grey = Image.new("I;16", (20, 20), 0x8000)
    out = io.BytesIO()
    grey.save(out, "PNG")
    assert near(opened(made_anew(out.getvalue())).getpixel((10, 10)), (128, 128, 128))


def test_what_is_see_through_becomes_white() -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    assert near(opened(made_anew(out.getvalue())).getpixel((10, 10)), (255, 255, 255))


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (5000, 40), (40, 5000), (1601, 1), (1, 1)])
def test_a_large_photo_is_made_small_and_keeps_its_shape(size: tuple[int, int]) -> None:
    width, height = opened(made_anew(jpeg(size))).size
    assert max(width, height) <= LONGEST_SIDE
    assert max(width, height) == min(LONGEST_SIDE, max(size))
    assert abs(min(width, height) - min(size) * max(width, height) / max(size)) <= 1


def test_the_noisiest_photo_still_fits_four_parts() -> None:
    noise = Image.effect_noise((1600, 1600), 255)
    out = io.BytesIO()
    Image.merge("RGB", [noise, noise.rotate(90), noise.rotate(180)]).save(out, "JPEG", quality=100)
    made = made_anew(out.getvalue())
    assert len(made) <= LARGEST == 4 * PART_BYTES
    assert len(enclose("0" * 32, "photo", 1, "image/jpeg", made)) <= 4


@pytest.mark.parametrize("after", [b"PK\x03\x04" + SECRET, b"<script>" + SECRET, SECRET * 1000, jpeg()])
@pytest.mark.parametrize("make", [jpeg, png, webp])
def test_what_follows_the_picture_is_gone(make: type, after: bytes) -> None:
    made = made_anew(make() + after)
    assert SECRET not in made
    assert made.endswith(b"\xff\xd9")
    assert made.count(b"\xff\xd8\xff") == 1


def test_of_a_moving_picture_the_first_is_kept() -> None:
    for form in ("WEBP", "PNG"):
        out = io.BytesIO()
        scene().save(out, form, save_all=True, append_images=[Image.new("RGB", (64, 48), "green")] * 3)
        assert near(opened(made_anew(out.getvalue())).getpixel((20, 40)), (255, 0, 0))


def test_of_a_photo_with_others_behind_it_the_first_is_kept() -> None:
    """Some phones put several pictures in one file (MPO), the large one first."""
    out = io.BytesIO()
    scene().save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (64, 48), "green")])
    made = made_anew(out.getvalue())
    assert near(opened(made).getpixel((20, 40)), (255, 0, 0))
    assert set(segments(made)) == PLAIN


@pytest.mark.parametrize(
    "photo",
    [
        claiming_png(4000, 4000),
        claiming_webp(4000, 4000),
        claiming_png(10, 10, chunk(b"zTXt", b"note\x00\x00" + zlib.compress(bytes(200_000_000)))),
        claiming_png(10, 10, chunk(b"iCCP", b"note\x00\x00" + zlib.compress(bytes(200_000_000)))),
        jpeg()[:600],
        png()[:-40],
        webp()[:100],
    ],
    # Names of their own: some of these bytes hold the second in which they were made.
    ids=[
        "png of 16 million",
        "webp of 16 million",
        "zTXt bomb",
        "iCCP bomb",
        "half a jpeg",
        "half a png",
        "half a webp",
    ],
)
def test_a_photo_that_lies_or_is_cut_off_is_refused_or_made_anew(photo: bytes) -> None:
    made = made_or_refused(photo)
    assert made is None or set(segments(made)) == PLAIN


def test_a_photo_that_claims_more_than_it_holds_gives_a_small_picture_or_none() -> None:
    made = made_or_refused(claiming_jpeg(4000, 4000))
    assert made is None or max(opened(made).size) <= LONGEST_SIDE
