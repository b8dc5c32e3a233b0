"""An enclosure: a photo, or a way to reach somebody, sealed in envelopes of its own and joined to its tip at the desk.

One part fills at most the largest envelope, so a photo of several parts looks like several long tips to whoever holds
the letterbox, and a tip is never longer for having one.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from lamplighter.tips import checks, strict
from lamplighter.tips.errors import EnclosureTooLong, PartsDoNotFit, WrongType
from lamplighter.tips.tip import MAX_PHOTOS

EnclosureKind = Literal["photo", "contact"]

# Each kind has one form: a photo is always made again as JPEG, a contact is the JSON of `contact.py`.
MEDIA: dict[EnclosureKind, str] = {"photo": "image/jpeg", "contact": "application/json"}
NUMBERS: dict[EnclosureKind, int] = {"photo": MAX_PHOTOS, "contact": 1}
# A multiple of three, so that its base64 is exactly 130,000 characters and leaves 1,068 for the rest of the document.
PART_BYTES = 97_500
MAX_PARTS = 8
MAX_ENCLOSURE = PART_BYTES * MAX_PARTS
# Where a photo could show a child or somebody who was abused: to make, send or keep one may be a crime in itself, and is a
# harm. Report Remove, the Internet Watch Foundation and CEOP are there for that.
KINDS_WITHOUT_PHOTOS = frozenset({"child_sexual_exploitation", "sexual_violence"})
ROLE_WITHOUT_PHOTOS = "under_18"


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """One part of an enclosure, version 1; `tip` is the envelope id of the tip it belongs to."""

    tip: str
    kind: EnclosureKind
    number: int
    part: int
    parts: int
    media: str
    data: str
    version: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        checks.hexadecimal("tip", self.tip)
        checks.choice("kind", self.kind, tuple(MEDIA))
        checks.choice("media", self.media, (MEDIA[self.kind],))
        checks.position("number", self.number, NUMBERS[self.kind])
        checks.position("parts", self.parts, MAX_PARTS)
        checks.position("part", self.part, self.parts)
        if not 0 < len(_decoded(checks.text("data", self.data, 4 * PART_BYTES // 3))) <= PART_BYTES:
            raise WrongType(field="data", wanted=f"1 to {PART_BYTES} bytes in base64")

    @property
    def content(self) -> bytes:
        """The bytes of this part."""
        return _decoded(self.data)


def takes_photos(kinds: Collection[str], role: str) -> bool:
    """Whether a tip of these kinds, by somebody in this role, may have photos at all; both sites ask this."""
    return role != ROLE_WITHOUT_PHOTOS and not KINDS_WITHOUT_PHOTOS.intersection(kinds)


def enclose(tip: str, kind: EnclosureKind, number: int, media: str, data: bytes) -> tuple[Enclosure, ...]:
    """Divide an enclosure into parts that each fit one envelope."""
    if len(data) > MAX_ENCLOSURE:
        raise EnclosureTooLong(length=len(data), limit=MAX_ENCLOSURE)
    pieces = [data[start : start + PART_BYTES] for start in range(0, len(data), PART_BYTES)] or [b""]
    return tuple(
        Enclosure(
            tip=tip,
            kind=kind,
            number=number,
            part=part,
            parts=len(pieces),
            media=media,
            data=base64.b64encode(piece).decode(),
        )
        for part, piece in enumerate(pieces, start=1)
    )


def join(parts: Sequence[Enclosure]) -> bytes:
    """Return the whole enclosure, from its parts in any order, or say that they are not one whole."""
    ordered = sorted(parts, key=lambda each: each.part)
    wholes = {(each.tip, each.kind, each.number, each.parts, each.media) for each in ordered}
    if len(wholes) != 1 or [each.part for each in ordered] != list(range(1, ordered[0].parts + 1)):
        raise PartsDoNotFit
    return b"".join(each.content for each in ordered)


def enclosure_in(found: dict[str, Any]) -> Enclosure:
    """The enclosure that an object describes."""
    strict.version(found, (1,))
    strict.names(found, _FIELDS, required=_FIELDS)
    return Enclosure(**{name: value for name, value in found.items() if name != "version"})


def _decoded(encoded: str) -> bytes:
    """The bytes, or none where the text is not the one canonical base64 of any."""
    try:
        found = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return found if base64.b64encode(found).decode() == encoded else b""


_FIELDS = tuple(field.name for field in fields(Enclosure))
