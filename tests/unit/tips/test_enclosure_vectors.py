"""A photo enclosed by the page's script is, part for part, what Python would have enclosed; what was kept once still reads."""

from __future__ import annotations

import base64
import json
from functools import cache
from pathlib import Path
from typing import Any

import page_code
import pytest
from pictures import jpeg

from lamplighter.tips import MEDIA, PART_BYTES, Enclosure, dump, enclose, join, read

KEPT = Path(__file__).resolve().parents[2] / "vectors/enclosures.json"


@cache
def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def by_page(tip: str, number: int, photo: bytes) -> list[bytes]:
    found = page_code.call("photo", id=tip, number=number, jpeg=base64.b64encode(photo).decode())
    return [base64.b64decode(part) for part in found]


def enclosure(document: bytes) -> Enclosure:
    found = read(document)
    assert isinstance(found, Enclosure)
    return found


@pytest.mark.parametrize("by", ["python", "page"])
def test_a_kept_photo_reads_as_it_was_and_is_made_the_same_in_both(by: str) -> None:
    (document,) = (each["document"] for each in kept()["documents"] if each["by"] == by)
    photo = base64.b64decode(kept()["photo"])
    assert join([enclosure(document.encode())]) == photo
    (python,) = enclose(kept()["tip"], "photo", 2, MEDIA["photo"], photo)
    assert json.loads(dump(python)) == json.loads(document)
    assert [json.loads(part) for part in by_page(kept()["tip"], 2, photo)] == [json.loads(document)]


@pytest.mark.parametrize("length", [1, PART_BYTES, PART_BYTES + 1, 390_000])
def test_at_every_edge_the_page_makes_the_same_parts(length: int) -> None:
    photo = bytes(at % 251 for at in range(length))
    parts = [enclosure(document) for document in by_page(kept()["tip"], 3, photo)]
    assert parts == list(enclose(kept()["tip"], "photo", 3, MEDIA["photo"], photo))
    assert join(parts) == photo


def test_what_stands_beside_the_picture_is_left_out_in_the_page() -> None:
    made = base64.b64decode(page_code.call("bare", jpeg=base64.b64encode(jpeg()).decode()))
    assert made.startswith(b"\xff\xd8\xff\xe0")
    assert b"ZEBRA-CANARY-7781" not in made
    assert made.endswith(jpeg()[-400:])


def test_what_is_no_jpeg_is_refused_in_the_page() -> None:
    for wrong in (b"", b"\xff\xd8", b"\xff\xd8\x00\x00\x00\x00", jpeg()[:60]):
        (answer,) = page_code.run([{"call": "bare", "jpeg": base64.b64encode(wrong).decode()}])
        assert "photo-never" in answer["fails"], wrong
