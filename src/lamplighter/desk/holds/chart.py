"""The time chart of a watch as an SVG that a page of the strictest policy can hold; the table beside it says the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

WIDTH, HEIGHT = 560, 92
COLOUR, PALE, LINE = "#0b4f5c", "#9fb9be", "#a4161a"
# Roles inside a picture that is named as a whole only make a screen reader read the axes one tick at a time.
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def drawn(
    starts: Sequence[str], series: Mapping[str, Sequence[int]], *, titles: Mapping[str, str], closed: date, title: str
) -> str:
    """One strip a part, above one time axis; a line marks the closing. `title` says in words what is shown."""
    import vl_convert  # noqa: PLC0415  # starts a JavaScript engine, which only the nightly job needs

    svg: str = vl_convert.vegalite_to_svg(_spec(starts, series, titles, closed))
    body = _ROLES.sub("", svg).split(">", 1)[1]
    view = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    wide, high = view.groups() if view else (WIDTH, HEIGHT * len(titles))
    name = escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="hold-chart" role="img" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" aria-label="{name}"><title>{name}</title>{body}'
    )


def _spec(
    starts: Sequence[str], series: Mapping[str, Sequence[int]], titles: Mapping[str, str], closed: date
) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415  # takes a second to load, and only the nightly job needs it

    when = alt.X("start:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, tickCount=8))
    strips = []
    for part, title in titles.items():
        rows = _steps(starts, series[part])
        steps = alt.Chart(alt.InlineData(values=rows)).mark_area(
            interpolate="step-after", color=PALE, line={"color": COLOUR, "strokeWidth": 1.5}
        )
        counts = alt.Y("count:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4, format="d"))
        mark = alt.Chart(alt.InlineData(values=[{"start": closed.isoformat()}])).mark_rule(
            color=LINE, strokeDash=[5, 3]
        )
        strip = alt.layer(steps.encode(x=when, y=counts), mark.encode(x="start:T"))
        strips.append(strip.properties(width=WIDTH, height=HEIGHT, title=title))
    chart = alt.vconcat(*strips, spacing=14).resolve_scale(x="shared")
    styled = chart.configure(font="sans-serif", background="#ffffff").configure_title(anchor="start", fontSize=13)
    spec: dict[str, Any] = styled.configure_axis(labelFontSize=12, gridColor="#e3e8e9").to_dict()
    return spec


def _steps(starts: Sequence[str], counts: Sequence[int]) -> list[dict[str, Any]]:
    """A row a period, and one more that lets the last period be seen as long as the one before it."""
    days = [date.fromisoformat(start) for start in starts]
    end = days[-1] + (days[-1] - days[-2])
    rows = zip([*days, end], [*counts, counts[-1]], strict=True)
    return [{"start": start.isoformat(), "count": count} for start, count in rows]
