from __future__ import annotations

import io

import pytest
from pictures import claiming_jpeg, claiming_png, claiming_webp, every_format, jpeg, png, webp
from PIL import Image

from lamplighter.photos import MOST_BYTES, errors, header_of


@pytest.mark.parametrize("name", list(every_format()))
def test_a_header_says_what_the_library_says(name: str) -> None:
    photo = every_format()[name]
    with Image.open(io.BytesIO(photo)) as image:
        assert (header_of(photo).format, header_of(photo).size) == (image.format, image.size)


@pytest.mark.parametrize(
    ("photo", "error"),
    [
        (b"", errors.NotAPhoto),
        (b"GIF89a", errors.NotAPhoto),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", errors.NotAPhoto),
        (b"<html>", errors.NotAPhoto),
        (b"PK\x03\x04", errors.NotAPhoto),
        (b"\x00\x00\x00\x18ftypheic", errors.HeicPhoto),
        (b"\x00\x00\x00\x18ftypavif", errors.HeicPhoto),
        (b"\x00\x00\x00\x18ftypmp42", errors.VideoFile),
        (b"\x00\x00\x00\x14ftypqt  ", errors.VideoFile),
        (b"\x1a\x45\xdf\xa3", errors.VideoFile),
        (b"RIFF\x00\x00\x00\x00AVI LIST", errors.VideoFile),
        (b"%PDF-1.7", errors.PdfFile),
        (b"\n%PDF-1.4", errors.PdfFile),
        (b"\xff\xd8\xff", errors.PhotoDamaged),
        (b"\xff\xd8\xff\xda\x00\x02", errors.PhotoDamaged),
        (b"\xff\xd8\xff" + b"\xff" * 50, errors.PhotoDamaged),
        (b"\x89PNG\r\n\x1a\n", errors.PhotoDamaged),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dtEXt" + bytes(20), errors.PhotoDamaged),
        (b"RIFF\x00\x00\x00\x00WEBPALPH" + bytes(30), errors.PhotoDamaged),
        (claiming_png(0, 10), errors.PhotoDamaged),
        (claiming_png(60_000, 60_000), errors.TooManyPixels),
        (claiming_jpeg(65_500, 65_500), errors.TooManyPixels),
        (claiming_webp(16_383, 16_383), errors.TooManyPixels),
        (jpeg() + bytes(MOST_BYTES), errors.PhotoTooLarge),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_own_error(photo: bytes, error: type[errors.PhotoError]) -> None:
    with pytest.raises(error) as refused:
        header_of(photo)
    assert type(refused.value) is error


@pytest.mark.parametrize("whole", [jpeg(), png(), webp()])
def test_a_header_cut_anywhere_gives_a_size_or_a_sentence(whole: bytes) -> None:
    for length in range(80):
        assert size_or_refusal(whole[:length]) in (None, (64, 48))


def size_or_refusal(photo: bytes) -> tuple[int, int] | None:
    try:
        return header_of(photo).size
    except errors.PhotoError:
        return None
