"""Draws at random from the system's own source, many at a time: each call to it lets another thread in first."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from itertools import count
from typing import TypeVar

T = TypeVar("T")
_WIDTH = 8


def numbers(many: int) -> list[int]:
    """That many numbers so large that a remainder of them is as good as evenly spread."""
    drawn = secrets.token_bytes(_WIDTH * many)
    return [int.from_bytes(drawn[start : start + _WIDTH]) for start in range(0, len(drawn), _WIDTH)]


def shuffled(options: Sequence[T]) -> list[T]:
    """All of them, in an order that says nothing."""
    return [each for _, _, each in sorted(zip(numbers(len(options)), count(), options, strict=False))]


def some(options: Sequence[T], wanted: int) -> list[T]:
    """So many of the options, each at most once, in the order drawn."""
    if 2 * wanted >= len(options):
        return shuffled(options)[:wanted]
    chosen: dict[T, None] = {}
    while len(chosen) < wanted:
        chosen |= dict.fromkeys(options[number % len(options)] for number in numbers(wanted - len(chosen)))
    return list(chosen)
