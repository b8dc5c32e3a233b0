"""The time chart of a foothold as an SVG made here: what was seen and what is usual. The table beside it says the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

WIDTH, HEIGHT = 560, 190
SEEN, INSIDE, USUAL, BAND = "#0b4f5c", "#b5460f", "#14191b", "#c9d9dc"
Row = Mapping[str, Any]
"""`label`, `seen`, `usual`, `low`, `high`, and `inside`: whether it is of the foothold's own days."""


def chart(rows: Sequence[Row], *, name: str, title: str, told: str, axis: str) -> str:
    """An SVG with a title and a description for those who hear it; `name` makes their ids its own."""
    frozen = tuple(tuple(sorted(row.items())) for row in rows)
    return _named(_drawn(frozen, axis), name, title, told)


@lru_cache(maxsize=64)
def _drawn(frozen: tuple[tuple[tuple[str, Any], ...], ...], axis: str) -> str:
    import vl_convert  # noqa: PLC0415  # takes a second to load, and most pages draw nothing

    svg: str = vl_convert.vegalite_to_svg(_spec([dict(row) for row in frozen], axis))
    return svg


def _spec(rows: list[dict[str, Any]], axis: str) -> dict[str, Any]:
    """Bars for what was seen, a step for what is usual, a band for nine in ten where it was learnt."""
    import altair as alt  # noqa: PLC0415  # as above

    base = alt.Chart({"values": rows}).encode(
        x=alt.X(
            "label:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelAngle=-60, labelOverlap=True, labelFontSize=11, ticks=False),
        )
    )
    count = alt.Y("seen:Q", title=axis, axis=alt.Axis(tickMinStep=1, format="d", titleFontSize=12))
    bars = base.mark_bar().encode(y=count, color=alt.condition("datum.inside", alt.value(INSIDE), alt.value(SEEN)))
    usual = base.mark_tick(color=USUAL, thickness=2).encode(y="usual:Q")
    layers = [bars, usual]
    if any(row["high"] is not None for row in rows):
        layers.insert(0, base.mark_bar(color=BAND, width={"band": 1}).encode(y="low:Q", y2="high:Q"))
    whole = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    made: dict[str, Any] = whole.configure_view(stroke=None).configure_axis(grid=False).to_dict()
    return made


def _named(svg: str, name: str, title: str, told: str) -> str:
    """The drawing's own parts say nothing to a screen reader; its title and description say it all."""
    ids = f'role="img" aria-labelledby="{name}-title {name}-told"'
    words = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-told">{escape(told)}</desc>'
    quiet = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
    head, rest = quiet.split(">", 1)
    return f"{head} {ids}>{words}{rest}"
