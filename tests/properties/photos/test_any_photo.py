"""Whatever the bytes, out comes a plain small JPEG or a sentence."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import SECRET, every_format, jpeg, png, segments, webp
from PIL import Image

from lamplighter.photos import LARGEST, LONGEST_SIDE, PhotoError, header_of
from lamplighter.photos.picture import made_anew

PLAIN = {0xE0, 0xDB, 0xC0, 0xC4}
whole = sorted(every_format().values())
openings = st.sampled_from(
    [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBPVP8X", b"%PDF-", b"GIF8"]
)


@st.composite
def harmed(draw: st.DrawFn) -> bytes:
    """A photo with some of its bytes changed, a piece cut out, or something put in."""
    photo = bytearray(draw(st.sampled_from(whole)))
    for _ in range(draw(st.integers(0, 6))):
        photo[draw(st.integers(0, len(photo) - 1))] = draw(st.integers(0, 255))
    start = draw(st.integers(0, len(photo)))
    end = draw(st.integers(start, min(len(photo), start + 200)))
    photo[start:end] = draw(st.binary(max_size=40) | st.just(bytes(photo[start:end])))
    return bytes(photo)


def is_plain(made: bytes) -> bool:
    with Image.open(io.BytesIO(made)) as image:
        image.load()
        right = image.format == "JPEG" and max(image.size) <= LONGEST_SIDE and not image.getexif()
    return right and len(made) <= LARGEST and set(segments(made)) == PLAIN


def made_or_refused(photo: bytes) -> bytes | None:
    try:
        return made_anew(photo)
    except PhotoError:
        return None


@given(openings, st.binary(max_size=300))
def test_any_bytes_give_a_picture_or_a_sentence(opening: bytes, rest: bytes) -> None:
    made = made_or_refused(opening + rest)
    assert made is None or is_plain(made)


@settings(deadline=None)
@given(harmed())
def test_any_harm_to_a_photo_gives_a_picture_or_a_sentence(photo: bytes) -> None:
    made = made_or_refused(photo)
    assert made is None or (is_plain(made) and SECRET not in made)


@settings(deadline=None)
@given(st.sampled_from([jpeg, png, webp]), st.integers(1, 2000), st.integers(1, 60))
def test_a_photo_of_any_shape_says_its_size_and_is_made_anew(make: type, width: int, height: int) -> None:
    photo = make((width, height))
    assert header_of(photo).size == (width, height)
    assert is_plain(made_anew(photo))


@given(st.sampled_from([jpeg(), png(), webp()]), st.binary(max_size=500))
def test_what_follows_a_photo_changes_nothing(photo: bytes, after: bytes) -> None:
    assert made_anew(photo + after) == made_anew(photo)
