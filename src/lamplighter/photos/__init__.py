"""Photos made anew: whatever bytes come in, out comes a plain JPEG with nothing in it but the picture, or a sentence."""

from __future__ import annotations

from lamplighter.photos.errors import PhotoError
from lamplighter.photos.header import header_of
from lamplighter.photos.limits import LARGEST, LONGEST_SIDE, MOST_BYTES, MOST_PIXELS
from lamplighter.photos.process import cleaned

__all__ = ["LARGEST", "LONGEST_SIDE", "MOST_BYTES", "MOST_PIXELS", "PhotoError", "cleaned", "header_of"]
