"""A chart that cannot mislead: numbers on the bars, the part never higher than the whole, no text left unescaped."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from lamplighter.desk.briefing.chart import HEIGHT, bars

weeks = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), max_size=20).map(
    lambda pairs: [(max(pair), min(pair)) for pair in pairs]
)


@given(weeks)
def test_bars_are_as_high_as_their_numbers(pairs: list[tuple[int, int]]) -> None:
    drawn = bars([str(n) for n in range(len(pairs))], [p[0] for p in pairs], [p[1] for p in pairs], title="Tips")
    heights = [float(height) for height in re.findall(r'<rect[^>]* height="([0-9.]+)"', drawn)]
    assert len(heights) == 2 * len(pairs)
    assert all(part <= whole for whole, part in zip(heights[::2], heights[1::2], strict=True))
    assert all(0 <= height <= HEIGHT for height in heights)


def test_the_chart_is_well_formed_and_names_itself() -> None:
    root = ET.fromstring(bars(["<1 May>"], [3], [1], title='Tips & "more"'))
    assert root.attrib["aria-label"] == 'Tips & "more"'
    assert [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")] == ["3", "<1 May>"]
