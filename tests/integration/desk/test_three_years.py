"""A county with three years of history leaves "learning": it learns what an alarm is, and keeps to its budget."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import answering
import desk
import numpy as np
import pytest
import years
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lamplighter.cli import history as cli_history
from lamplighter.cli.sending import OnlyInADemo
from lamplighter.desk.briefing import facts, wording
from lamplighter.desk.footholds import aside, history, levels, selectors, services
from lamplighter.desk.footholds.models import Judgement, Level, ScanRun, Stage, Stream
from lamplighter.desk.queue.models import Assessment
from lamplighter.scanning.alarms import Unevenness, cleared

pytestmark = pytest.mark.django_db
TESTED_WEEKS = 6


@pytest.fixture
def county(monkeypatch: pytest.MonkeyPatch) -> years.Years:
    """A desk with the quiet part of three years: everything but what was planted."""
    made = years.three_years()
    few = {"recorded_crime": made.recorded, "made_up_years": 100, "scan_replicates": 199}
    monkeypatch.setattr(settings, "LAMPLIGHTER", settings.LAMPLIGHTER.model_copy(update=few))
    monkeypatch.setattr("lamplighter.desk.county.pack", lambda: made.pack)
    years.tell(made.tips(planted=False), made.pack)
    return made


def stages(day: date) -> dict[str, str]:
    return {run.stream: run.stage for run in services.run_scans(day)}


def test_a_quiet_county_learns_and_raises_no_alarm_and_a_planted_foothold_does(county: years.Years) -> None:
    early, quiet = years.START + timedelta(weeks=60), county.last - timedelta(weeks=TESTED_WEEKS)
    assert stages(early)[Stream.TIPS] == Stage.LEARNING
    assert stages(quiet) == dict.fromkeys((Stream.TIPS, Stream.RECORDED), Stage.NO_LEVEL)
    learnt = levels.learn_now(quiet)
    assert {level.stream for level in learnt} == set(Stream)
    assert all(level.a_year <= level.allowed for level in learnt)
    for week in range(TESTED_WEEKS + 1):
        day = quiet + timedelta(weeks=week)
        assert stages(day) == dict.fromkeys((Stream.TIPS, Stream.RECORDED), Stage.WATCHED)
        assert selectors.scans(day).alarms == []
    years.tell(county.tips(planted=True), county.pack)
    services.run_scans(county.last)
    (alarm,) = selectors.scans(county.last).alarms
    (planted,) = county.planted
    found = alarm.foothold
    assert set(found.areas) & set(planted["areas"])
    assert not found.provisional
    assert found.alarm_since is not None
    assert found.alarm_since >= date.fromisoformat(planted["start"])
    assert found.expected_high is not None
    assert found.expected_high < found.observed
    assert "less often than about once in" in str(found.chance)
    shown = page(found.pk)
    assert "Nine times in ten" in shown
    assert "learnt from 100 made-up years" in shown
    said = str(wording.document(facts.gather(county.last)).as_json())
    assert "1 foothold raises an alarm" in said
    assert "provisional" not in said


def test_a_level_is_learnt_again_when_it_is_a_month_old_or_the_budget_changed(
    county: years.Years, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "_learnt", lambda stream, day, pack: kept(stream))
    now = timezone.now()

    def kept(stream: str) -> Level:
        mark = levels.county_mark(stream, county.pack)
        allowed = levels.budget.allowed(stream)
        return Level.objects.create(
            stream=stream, county=mark, allowed=allowed, statistic=9, a_year=0.5, dispersion=0.1, years=100, seed=1,
            since=now.date(), until=now.date(),
        )  # fmt: skip

    assert len(levels.learn_what_is_due(now)) == 2
    assert levels.learn_what_is_due(now + timedelta(days=30)) == []
    assert len(levels.learn_what_is_due(now + timedelta(days=32))) == 2
    more = settings.LAMPLIGHTER.model_copy(update={"false_alarms_a_year": 2.0})
    monkeypatch.setattr(settings, "LAMPLIGHTER", more)
    assert levels.in_force(Stream.TIPS, county.pack) is None
    assert len(levels.learn_what_is_due(now)) == 2


def test_what_was_judged_is_set_aside_when_a_level_is_learnt(county: years.Years) -> None:
    given_level(county)
    rows = {area.id: row for row, area in enumerate(county.pack.areas())}
    quiet = history.record(Stream.TIPS, county.last, rows)
    years.tell(county.tips(planted=True), county.pack)
    services.run_scans(county.last)
    (alarm,) = selectors.scans(county.last).alarms
    own = history.record(Stream.TIPS, county.last, rows)
    assert quiet is not None
    assert own is not None
    assert not aside.judged(Stream.TIPS, own, rows).any()
    analyst = desk.officer("analyst")
    unsure = services.judge(alarm.foothold, by=analyst, value=Judgement.UNSURE, why=answering.WHY)
    assert not aside.judged(Stream.TIPS, own, rows).any()
    services.take_back(unsure, by=analyst)
    services.judge(alarm.foothold, by=analyst, value=Judgement.REAL, why=answering.WHY)
    marked = aside.judged(Stream.TIPS, own, rows)
    (planted,) = county.planted
    began = (aside.began(alarm.foothold) - own.start).days
    assert {rows[area] for area in planted["areas"]} & set(np.flatnonzero(marked[:, began:].any(axis=1)))
    assert not marked[:, :began].any()
    even, uneven, after = (
        Unevenness.of(each).spells().variance for each in (quiet, own, cleared(own, marked, seed=1))
    )  # fmt: skip
    assert uneven > even + 0.05
    assert after < even + 0.25 * (uneven - even)


def given_level(county: years.Years) -> None:
    day, streams = county.last, (Stream.TIPS, Stream.RECORDED)
    for stream in streams:
        Level.objects.create(
            stream=stream, county=levels.county_mark(stream, county.pack), allowed=levels.budget.allowed(stream),
            statistic=16, a_year=0.5, dispersion=0.1, years=100, seed=1, since=day, until=day,
            rates={"levels": [8.0, 16.0], "a_year": [20.0, 0.5]},
        )  # fmt: skip


def test_a_level_of_other_areas_is_not_in_force(county: years.Years) -> None:
    own = levels.county_mark(Stream.TIPS, county.pack)
    assert own == levels.county_mark(Stream.TIPS, county.pack)
    assert own != levels.county_mark(Stream.RECORDED, county.pack)
    assert own != levels.county_mark(Stream.TIPS, years.simulated.pack_of(40_000))


def test_one_source_counts_once_in_four_weeks_in_the_history_too(county: years.Years) -> None:
    rows = {area.id: row for row, area in enumerate(county.pack.areas())}
    before = history.record(Stream.TIPS, county.last, rows)
    feud = county.tips(planted=False)[0] | {"area": next(iter(rows)), "repeats": "one story"}
    days = [county.last - timedelta(days=back) for back in range(20)]
    years.tell((feud | {"day": day.isoformat()} for day in days), county.pack)
    after = history.record(Stream.TIPS, county.last, rows)
    assert before is not None
    assert after is not None
    assert len(after.told) == len(before.told) + 1


def test_without_two_years_there_is_no_record_to_watch(county: years.Years) -> None:
    rows = {area.id: row for row, area in enumerate(county.pack.areas())}
    first = min(date.fromisoformat(row["day"]) for row in county.tips(planted=False))
    assert history.record(Stream.TIPS, first + timedelta(days=729), rows) is None
    assert history.record(Stream.TIPS, first + timedelta(days=730), rows) is not None


def test_history_for_a_demo_is_stored_closed_and_placed_as_its_truth_says_and_for_a_demo_only() -> None:
    made, kept = years.three_years(), settings.LAMPLIGHTER.model_copy(update={"demo": True})
    desk.keys()
    until = years.START + timedelta(weeks=2)
    stored = cli_history.load(made.folder, kept, made.pack, until)
    rows = Assessment.objects.all()
    assert stored == rows.count() > 20
    assert max(row.day for row in rows) <= until
    assert all(row.closed and made.pack.area(row.area) for row in rows)
    officer = desk.client_of(desk.officer())
    assert officer.get(reverse("queue:tip", args=[rows[0].pk])).status_code == 200
    with pytest.raises(OnlyInADemo):
        cli_history.load(made.folder, kept.model_copy(update={"demo": False}), made.pack, until)


def page(pk: int) -> str:
    client = desk.client_of(desk.officer("commander"))
    return unescape(client.get(reverse("footholds:foothold", args=[pk])).content.decode())


def test_a_run_says_how_much_history_there_is(county: years.Years) -> None:
    services.run_scans(years.START + timedelta(weeks=60))
    client = desk.client_of(desk.officer("commander"))
    shown = unescape(client.get(reverse("footholds:list")).content.decode())
    assert "14 months of history so far" in shown
    assert ScanRun.objects.filter(stream=Stream.TIPS, stage=Stage.LEARNING).exists()
