"""Who reads reports now, as the reporter is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import report_house

from lamplighter.report_site import watch
from lamplighter.report_site.clock import COUNTY
from lamplighter.report_site.errors import HoursUnreadable
from lamplighter.report_site.watch import Word

WEEK = {"mon": "08:00-22:00", "fri": "18:00-02:00", "sat": "00:00-24:00"}


def told(tmp_path: Path, now: datetime, word: Word | None = None) -> watch.Notice:
    settings = report_house.settings(tmp_path, staffed_hours=WEEK)
    return watch.notice(settings, word or Word(collected=now), now)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A day of January 2027; the 4th is a Monday."""
    return datetime(2027, 1, day, hour, minute, tzinfo=COUNTY)


def test_in_staffed_hours_with_a_desk_that_collects_reports_are_read(tmp_path: Path) -> None:
    assert told(tmp_path, at(4, 9)) == watch.Notice("read", at(4, 22), at(4, 9))


def test_outside_staffed_hours_the_site_says_when_somebody_comes(tmp_path: Path) -> None:
    assert told(tmp_path, at(4, 22)).state == "closed"
    assert told(tmp_path, at(4, 22)).until == at(8, 18)
    assert told(tmp_path, at(4, 7, 59)).until == at(4, 8)


def test_hours_may_run_past_midnight(tmp_path: Path) -> None:
    assert told(tmp_path, at(9, 1)).state == "read"
    assert told(tmp_path, at(8, 23)).until == at(9, 2)


def test_a_whole_day_can_be_staffed(tmp_path: Path) -> None:
    assert told(tmp_path, at(9, 23, 59)).until == at(10, 0)


def test_a_desk_that_has_not_collected_is_said_to_be_late(tmp_path: Path) -> None:
    assert told(tmp_path, at(4, 9), Word(collected=at(4, 8, 30))).state == "late"
    assert told(tmp_path, at(4, 9), Word()).state == "late"


def test_a_desk_that_says_nobody_watches_is_believed_until_its_time(tmp_path: Path) -> None:
    word = Word(collected=at(4, 9), watched=False, until=at(4, 12))
    assert told(tmp_path, at(4, 9), word) == watch.Notice("unwatched", at(4, 12), at(4, 9))
    assert told(tmp_path, at(4, 12), Word(collected=at(4, 12), watched=False, until=at(4, 12))).state == "read"
    assert told(tmp_path, at(4, 9), Word(collected=at(4, 9), watched=False)).until is None


def test_with_no_hours_at_all_no_time_is_promised(tmp_path: Path) -> None:
    settings = report_house.settings(tmp_path, staffed_hours={})
    assert watch.notice(settings, Word(), at(4, 9)).state == "never"


def test_when_the_clocks_change_hours_are_those_on_the_wall() -> None:
    saturday = datetime(2027, 3, 27, 23, tzinfo=COUNTY)
    opens = watch.next_opening({"sun": "08:00-20:00"}, saturday)
    assert opens is not None
    assert opens.astimezone(UTC) - saturday.astimezone(UTC) == timedelta(hours=8)


def test_hours_that_cannot_be_read_stop_the_start(tmp_path: Path) -> None:
    settings = report_house.settings(tmp_path, staffed_hours={"mon": "9 to 5"})
    with pytest.raises(HoursUnreadable) as refused:
        watch.check_hours(settings)
    assert "9 to 5" in str(refused.value)


def test_the_desk_s_word_is_kept_and_read_again(tmp_path: Path) -> None:
    word = Word(collected=at(4, 9), watched=False, until=at(5, 8))
    watch.write(tmp_path / "watch.json", word)
    assert watch.read(tmp_path / "watch.json") == word
    assert watch.read(tmp_path / "none.json") == Word()
