"""Says which words of a description no open data could place: "the flats behind the Co-op"."""

from __future__ import annotations

import re

from lamplighter.places.reading import Reading

LINKING = re.compile(
    r"^(?:[\s,;:.\-–—&]|\b(?:and|at|by|in|is|it|its|near|of|off|on|the|there|to|up|down|from|just|somewhere|its|it's)\b)+"
    r"|(?:[\s,;:.\-–—&]|\b(?:and|at|behind|beside|by|estate|from|in|just|near|next|of|off|on|opposite|outside|the|to)\b)+$",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"\bthe\s+$", re.IGNORECASE)
LONGEST = 80


def leftover(reading: Reading) -> str:
    """A sentence about the words before, between and after what was placed; empty if there are none."""
    taken = sorted([(n.opens, n.end) for n in reading.named] + [(c.start, c.end) for c in reading.codes])
    pieces, at = [], 0
    for start, end in [*taken, (len(reading.text), len(reading.text))]:
        pieces.append(_trimmed(reading.text[at:start]))
        at = max(at, end)
    quoted = [f"“{piece[:LONGEST]}”" for piece in pieces if piece and piece not in reading.unknown]
    if not taken or not quoted:
        return ""
    return f"{' and '.join(quoted[:2])} could not be placed exactly."


def _trimmed(piece: str) -> str:
    """The piece without the small words that only link it to a place, or nothing if it is all numbers."""
    short = LINKING.sub("", piece[-400:]).strip()
    if not re.search(r"[^\W\d_]{2}", short):
        return ""
    article = ARTICLE.search(piece[: piece.find(short)])
    return f"{article.group().strip()} {short}" if article else short
