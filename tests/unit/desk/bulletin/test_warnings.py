"""What to think about before a bulletin is public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import pytest

from lamplighter.desk.bulletin.errors import NamesAPlace, PointsAtAHome, TooSoon
from lamplighter.desk.bulletin.warnings import QUIET_DAYS, refuse_a_home, warnings
from lamplighter.places import Candidate, Pack, PlaceMention

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize("ago", [0, 1, QUIET_DAYS - 1])
def test_an_action_under_a_fortnight_ago_is_warned_of(ago: int) -> None:
    found = warnings("We visited homes.", last_action=TODAY - timedelta(days=ago), today=TODAY, pack=None)
    assert [type(each) for each in found] == [TooSoon]
    assert "Wait until" in str(found[0])


def test_a_fortnight_later_there_is_nothing_to_warn_of() -> None:
    long_ago = TODAY - timedelta(days=QUIET_DAYS)
    assert warnings("We visited homes.", last_action=long_ago, today=TODAY, pack=None) == ()
    assert warnings("We visited homes.", last_action=None, today=TODAY, pack=None) == ()


class KnowsAlder:
    def find_in_story(self, text: str) -> tuple[PlaceMention, ...]:
        sure = Candidate("town:alder", "Alder", "town", "town", 52.0, -1.0, 0.0, 0.0, "A1", 0.95, "A town.")
        return (PlaceMention(0, 5, "Alder", (sure,)), PlaceMention(9, 14, "Alder", (sure,))) if "Alder" in text else ()


def test_a_place_the_county_pack_is_sure_of_is_warned_of_once() -> None:
    found = warnings("Alder and Alder", last_action=None, today=TODAY, pack=cast("Pack", KnowsAlder()))
    assert [type(each) for each in found] == [NamesAPlace]
    assert "Alder" in str(found[0])


@pytest.mark.parametrize("text", ["at 14 Mill Lane", "near ZP4 8AB", "in flat 3 Old Mill Court", "behind ZP48AB"])
def test_an_address_is_refused_whatever_the_reason(text: str) -> None:
    with pytest.raises(PointsAtAHome):
        refuse_a_home(text)


@pytest.mark.parametrize(
    "text", ["within 14 days", "100 days of visits", "The Road ahead", "20 Streets were leafleted"]
)
def test_ordinary_numbers_are_no_address(text: str) -> None:
    refuse_a_home(text)
