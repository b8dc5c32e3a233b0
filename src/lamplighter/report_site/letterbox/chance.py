"""Draws at random from the system's own source, many at a time: each call to it lets another thread in first."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_WIDTH = 8


def numbers(count: int) -> list[int]:
    """That many numbers so large that a remainder of them is as good as evenly spread."""
    drawn = secrets.token_bytes(_WIDTH * count)
    return [int.from_bytes(drawn[start : start + _WIDTH]) for start in range(0, len(drawn), _WIDTH)]


def some(options: Sequence[T], count: int) -> list[T]:
    """Some of the options, each at most once, in the order drawn; fewer than `count` where one was drawn twice."""
    return list(dict.fromkeys(options[number % len(options)] for number in numbers(count)))
