"""The text of a tip cut into pieces, so that each phrase that decided something can be marked with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Span:
    """A phrase from `start` to `end`, and the numbers of the reasons it was given."""

    start: int
    end: int
    reason: int


@dataclass(frozen=True)
class Piece:
    """A run of text; `reasons` is empty where nothing was decided by it."""

    text: str
    reasons: tuple[int, ...] = ()


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Cuts the text at every start and end; where phrases overlap, the shared part carries both reasons."""
    kept = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    cuts = sorted({0, len(text), *(s.start for s in kept), *(s.end for s in kept)})
    cut = [Piece(text[a:b], _reasons(kept, a, b)) for a, b in pairwise(cuts)]
    return _joined(cut)


def _reasons(spans: Sequence[Span], start: int, end: int) -> tuple[int, ...]:
    return tuple(sorted({span.reason for span in spans if span.start <= start and end <= span.end}))


def _joined(cut: Iterable[Piece]) -> list[Piece]:
    """Neighbours with the same reasons are one piece."""
    joined: list[Piece] = []
    for piece in cut:
        if joined and joined[-1].reasons == piece.reasons:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.reasons)
        else:
            joined.append(piece)
    return joined
