"""A bar chart as an SVG that stands in a page, a file or a PDF; the table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, FOOT, HEAD = 640, 170, 24, 18
WHOLE, PART = "#9fb9be", "#0b4f5c"


def bars(labels: Sequence[str], whole: Sequence[int], part: Sequence[int], *, title: str) -> str:
    """One bar a label: the whole in a light tone, the part of it in a dark one from the foot up."""
    step, most = WIDTH / max(len(labels), 1), max([*whole, 1])
    columns = "".join(
        _column(number * step, step, label, (total, some), most)
        for number, (label, total, some) in enumerate(zip(labels, whole, part, strict=True))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{escape(title)}"><title>{escape(title)}</title>{columns}</svg>'
    )


def _column(left: float, step: float, label: str, counts: tuple[int, int], most: int) -> str:
    """The number stands on its bar, so that no axis is needed."""
    room, foot = HEIGHT - FOOT - HEAD, HEIGHT - FOOT
    total, some = (room * count / most for count in counts)
    middle, bar = left + step / 2, f'x="{left + step * 0.18:.1f}" width="{step * 0.64:.1f}"'
    return (
        f'<rect {bar} y="{foot - total:.1f}" height="{total:.1f}" fill="{WHOLE}"/>'
        f'<rect {bar} y="{foot - some:.1f}" height="{some:.1f}" fill="{PART}"/>'
        f"{_text(middle, foot - total - 4, str(counts[0]))}{_text(middle, HEIGHT - 7, label)}"
    )


def _text(x: float, y: float, said: str) -> str:
    style = 'text-anchor="middle" font-family="sans-serif" font-size="12" fill="#14191b"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(said)}</text>'
