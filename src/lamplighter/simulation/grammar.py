"""The phrase language of the banks: `[a|b]` is a choice, `{slot}` is filled from the scene; either may stand inside the other.

A phrase is parsed once and spoken many times.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from lamplighter.simulation.chance import Chance
from lamplighter.simulation.errors import SlotUnknown

Fill = Callable[[str], str]
# A piece is plain text, a slot (marked by a leading brace), or a choice between sequences of pieces.
Piece = str | tuple["Sequence_", ...]
Sequence_ = tuple[Piece, ...]


def speak(phrase: str, draw: Chance, fill: Fill) -> str:
    """One wording of the phrase."""
    return _spoken(parsed(phrase), draw, fill)


@cache
def parsed(phrase: str) -> Sequence_:
    pieces, end = _sequence(phrase, 0, depth=0)
    if end != len(phrase):
        raise SlotUnknown(phrase=phrase, slot=phrase[end:])
    return pieces


def _sequence(phrase: str, at: int, *, depth: int) -> tuple[Sequence_, int]:
    """Pieces up to the end of the phrase or, inside a choice, up to its next bar or bracket."""
    pieces: list[Piece] = []
    while at < len(phrase) and not (depth and phrase[at] in "|]"):
        if phrase[at] == "[":
            choice, at = _choice(phrase, at + 1, depth)
            pieces.append(choice)
        elif phrase[at] == "{":
            end = phrase.index("}", at)
            pieces.append(phrase[at:end])
            at = end + 1
        else:
            start = at
            at = _text_end(phrase, at, depth)
            pieces.append(phrase[start:at])
    return tuple(pieces), at


def _text_end(phrase: str, at: int, depth: int) -> int:
    stops = "[{|]" if depth else "[{"
    return next((i for i in range(at, len(phrase)) if phrase[i] in stops), len(phrase))


def _choice(phrase: str, at: int, depth: int) -> tuple[tuple[Sequence_, ...], int]:
    """The sequences of a choice and where it ends; `at` is just past its bracket."""
    options = []
    while True:
        option, at = _sequence(phrase, at, depth=depth + 1)
        options.append(option)
        if at >= len(phrase):
            raise SlotUnknown(phrase=phrase, slot="]")
        at += 1
        if phrase[at - 1] == "]":
            return tuple(options), at


def _spoken(pieces: Sequence_, draw: Chance, fill: Fill) -> str:
    said = []
    for piece in pieces:
        if isinstance(piece, tuple):
            said.append(_spoken(draw.pick(piece), draw, fill))
        else:
            said.append(fill(piece[1:]) if piece.startswith("{") else piece)
    return "".join(said)
