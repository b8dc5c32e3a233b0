"""What is taken and what is made of it; the process that asks needs these numbers and no decoder."""

from __future__ import annotations

from typing import Literal

Format = Literal["JPEG", "PNG", "WEBP"]

MOST_BYTES = 10 * 1024 * 1024
# A JPEG can be decoded at a fraction of its size, the others must be decoded whole; a camera makes JPEG.
MOST_PIXELS: dict[Format, int] = {"JPEG": 40_000_000, "PNG": 20_000_000, "WEBP": 20_000_000}
LONGEST_SIDE = 1600
# Four parts of an enclosure (`tips.PART_BYTES`).
LARGEST = 390_000

# How the process that decodes says that there is no picture.
DAMAGED = 3
TOO_MUCH = 4
