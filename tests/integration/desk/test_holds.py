"""After a place was closed: what was planted is told, nothing else is, and every word of it is kept."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import answering
import desk
import holding
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from holding import PLACE, RING, Grid, said

from lamplighter.desk.briefing import facts, wording
from lamplighter.desk.crackdowns import services as crackdowns
from lamplighter.desk.crackdowns.errors import OutcomeContradictsItself, ReasonMissing
from lamplighter.desk.crackdowns.models import Crackdown
from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.holds import kept, looking, selectors, services
from lamplighter.desk.holds.errors import (
    NoPlaceClosed,
    TooFewAreas,
    WatchedAlready,
    WatchGoesOn,
    WatchHasEnded,
)
from lamplighter.desk.holds.models import HoldReading, HoldWatch
from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.queue.models import Assessment
from lamplighter.feeds.recorded import Store

pytestmark = pytest.mark.django_db
WEEKS = 16
CLOSED = timezone.localdate() - timedelta(weeks=WEEKS)
YESTERDAY = timezone.localdate() - timedelta(days=1)
QUIET = {PLACE: [0.1] * WEEKS, **dict.fromkeys(RING, [3.0] * WEEKS)}
WHY = "The building was pulled down last week, and nobody lives there."


@pytest.fixture(autouse=True)
def county(monkeypatch: pytest.MonkeyPatch) -> Grid:
    grid = Grid()
    monkeypatch.setattr("lamplighter.desk.county.pack", lambda: grid)
    return grid


def planted(changed: dict[str, list[float]] | None = None, *, before: int = 52) -> HoldWatch:
    """Three a week at the place and in each area of the ring before, one everywhere else; since then as given."""
    elsewhere = set(holding.AREAS) - {PLACE, *RING}
    holding.plant(CLOSED, before, QUIET | (changed or {}), elsewhere=sorted(elsewhere))
    return holding.watched(CLOSED)


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_planted_return_is_told_as_refilled_and_looking_again_adds_nothing() -> None:
    watch = planted({PLACE: [0.1] * 8 + [6.0] * 8})
    assert len(services.look_at_running(YESTERDAY)) == 2
    reading = said(watch)
    assert (reading.state, reading.until) == ("refilled", YESTERDAY)
    assert reading.found["evidence"]["place"]["agreed"]
    assert services.look_at_running(YESTERDAY) == []
    entry = Entry.objects.get(action="holds.looked", detail__stream="tips")
    assert (entry.actor, entry.detail["state"]) == ("machine:worker", "refilled")
    assert f"hold:{watch.pk}" in entry.subjects
    shown = page(desk.client_of(desk.officer()), "holds:watch", watch.pk)
    assert "Refilled: more is noticed at the place again" in shown
    assert "95 % interval" in shown
    assert 'class="hold-chart" role="img"' in shown
    assert "the dashed line is the closing" in shown
    assert not re.search(r"<style|\sstyle=|<script|\shref=", reading.chart)
    assert "at most 1 watch in 20" in shown


def test_a_planted_move_next_door_is_told_as_displaced() -> None:
    watch = planted({RING[0]: [3.0] * 6 + [15.0] * 10})
    services.look_at_running(YESTERDAY)
    reading = said(watch)
    assert reading.state == "displaced"
    assert not reading.found["evidence"]["place"]["agreed"]
    shown = page(desk.client_of(desk.officer()), "holds:watch", watch.pk)
    assert "A cluster alive now: Gridton E09" in shown
    assert "it has no standard error, so it decides nothing" in shown


def test_a_place_that_stays_quiet_is_told_as_holding_and_every_change_of_words_is_kept() -> None:
    watch = planted()
    services.look_at_running(CLOSED + timedelta(days=3))
    services.look_at_running(CLOSED + timedelta(weeks=3))
    services.look_at_running(YESTERDAY)
    told = [(row.was, row.state) for row in watch.readings.filter(stream=Stream.TIPS)]
    assert told == [("", "waiting"), ("waiting", "too_early"), ("too_early", "holding")]
    shown = page(desk.client_of(desk.officer()), "holds:watch", watch.pk)
    assert "Holding: less is noticed here than before" in shown
    assert "before: Too early to say" in shown
    assert "31 areas: the other areas of the same district" in shown


def test_what_becomes_of_old_tips_changes_nothing_that_a_running_watch_rests_on() -> None:
    watch = planted()
    services.look_at_running(CLOSED + timedelta(weeks=8, days=-1))
    before = said(watch).found["series"]
    untouched = looking.look(watch, Stream.TIPS, YESTERDAY)
    old = Assessment.objects.filter(day__lt=CLOSED + timedelta(weeks=6))
    assert old.count() > 100
    old.delete()
    assert looking.look(watch, Stream.TIPS, YESTERDAY) == untouched
    services.look_at_running(YESTERDAY)
    after = said(watch).found["series"]
    assert {name: rows[: len(before[name])] for name, rows in after.items()} == before


def test_a_day_is_settled_after_a_fortnight_and_may_change_until_then() -> None:
    watch = planted()
    until = CLOSED + timedelta(weeks=8, days=-1)
    services.look_at_running(until)
    (counts,) = watch.counts.all()
    assert counts.last == until - timedelta(days=14)
    settled, open_still = counts.last, counts.last + timedelta(days=1)
    for day in (settled, open_still):
        holding.late(day, PLACE)
    services.look_at_running(until)
    assert watch.counts.count() == 1
    found = Counter({day: number for day, area, number in kept.by_day(watch, settled, until) if area == PLACE})
    told = Assessment.objects.filter(area=PLACE, day=open_still).count()
    assert found[open_still] == told
    assert found[settled] == sum(row[2] for row in counts.counts if row[:2] == [settled.isoformat(), PLACE])


def test_below_twelve_weeks_of_history_the_watch_is_learning_and_judges_nothing() -> None:
    watch = planted({PLACE: [9.0] * WEEKS}, before=8)
    services.look_at_running(YESTERDAY)
    assert said(watch).state == "learning"
    shown = page(desk.client_of(desk.officer()), "holds:watch", watch.pk)
    assert "Only 8 weeks of tips are known" in shown
    assert "<svg" not in shown


def test_recorded_crime_is_watched_by_whole_months_apart_from_tips(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "recorded.sqlite3"
    monkeypatch.setattr(settings, "LAMPLIGHTER", settings.LAMPLIGHTER.model_copy(update={"recorded_crime": file}))
    months = [date(2024 + month // 12, month % 12 + 1, 1) for month in range(22)]
    closed = date(2025, 5, 10)
    with Store(file) as store:
        rows = [(month, area) for month in months for area in holding.AREAS for _ in range(4)]
        kept = [(month, area) for month, area in rows if area != PLACE or month < closed]
        for number, (month, area) in enumerate(kept):
            store.add((str(number), f"{month:%Y-%m}", "Drugs", 52.0, -1.0, 0.0, 0.0, area, 0, "", ""))
    watch = holding.watched(closed)
    services.look_at_running(date(2025, 11, 20))
    reading = said(watch, Stream.RECORDED)
    assert (reading.state, reading.until) == ("holding", date(2025, 10, 31))
    assert (reading.found["starts"][0], reading.found["before"]) == ("2024-01-01", 16)
    assert "2025-05-01" not in reading.found["starts"]
    assert reading.found["series"]["place"] == [4] * 16 + [0] * 5
    assert said(watch).state == "learning"


def test_one_watch_starts_from_a_proposal_and_is_asked_for_by_no_one_twice() -> None:
    outcome = holding.closing(CLOSED)
    client = desk.client_of(desk.officer())
    crackdown = outcome.task.crackdown_id
    assert "nobody watches whether it fills again" in page(client, "crackdowns:crackdown", crackdown)
    assert "Closed places that nobody watches" in page(client, "home")
    assert f'<option value="{PLACE}" selected>' in page(client, "holds:start", outcome.pk)
    assert client.post(reverse("holds:start", args=[outcome.pk]), {"area": PLACE}).status_code == 302
    watch = HoldWatch.objects.get()
    assert (watch.place, set(watch.ring), len(watch.comparison)) == (PLACE, set(RING), 31)
    assert f"hold:{watch.pk}" in Entry.objects.get(action="crackdowns.hold_started").subjects
    assert selectors.unwatched() == 0
    shown = page(client, "crackdowns:crackdown", crackdown)
    assert "nobody watches" not in shown
    assert "Not looked at yet" in shown
    again = client.post(reverse("holds:start", args=[outcome.pk]), {"area": PLACE})
    assert again.status_code == 422
    assert "watched already" in unescape(again.content.decode())


def test_a_crackdown_without_a_closed_place_says_so() -> None:
    client, crackdown = desk.client_of(desk.officer()), answering.crackdown()
    answering.closed(crackdown, adults_safeguarded=1)
    assert "No closed place yet" in page(client, "crackdowns:crackdown", crackdown.pk)
    outcome = crackdown.tasks.get().outcome_set.get()
    with pytest.raises(NoPlaceClosed):
        services.start_watch(outcome, by=desk.officer(), area=PLACE)


def test_a_watch_is_ended_with_a_reason_and_taken_up_again() -> None:
    watch, client = holding.watched(CLOSED), desk.client_of(desk.officer())
    refused = client.post(reverse("holds:end", args=[watch.pk]), {"why": "done"})
    assert refused.status_code == 422
    with pytest.raises(ReasonMissing):
        services.end_watch(watch, by=desk.officer(), why="none")
    assert client.post(reverse("holds:end", args=[watch.pk]), {"why": WHY}).status_code == 302
    assert WHY in page(client, "holds:watch", watch.pk)
    assert selectors.running(YESTERDAY) == []
    with pytest.raises(WatchHasEnded):
        services.end_watch(watch, by=desk.officer(), why=WHY)
    assert client.post(reverse("holds:again", args=[watch.pk])).status_code == 302
    assert selectors.running(YESTERDAY) == [watch]
    with pytest.raises(WatchGoesOn):
        services.take_up_again(watch, by=desk.officer())
    kept = [row.action for row in Entry.objects.filter(action__startswith="crackdowns.hold_").order_by("seq")]
    assert kept == ["crackdowns.hold_started", "crackdowns.hold_ended", "crackdowns.hold_resumed"]
    assert watch.endings.count() == 2


def test_only_those_who_work_tasks_start_or_end_a_watch() -> None:
    outcome, auditor = holding.closing(CLOSED), desk.officer("auditor")
    with pytest.raises(NotPermitted):
        services.start_watch(outcome, by=auditor, area=PLACE)
    watch = services.start_watch(outcome, by=desk.officer(), area=PLACE)
    for refused in (services.take_up_again, lambda watch, by: services.end_watch(watch, by=by, why=WHY)):
        with pytest.raises(NotPermitted):
            refused(watch, by=auditor)
    assert desk.client_of(auditor).get(reverse("holds:watch", args=[watch.pk])).status_code == 403


def test_a_reopened_task_takes_its_proposal_back_and_the_page_of_its_watch_says_so() -> None:
    outcome = holding.closing(CLOSED)
    crackdowns.move_task(outcome.task, "reopen", by=desk.officer(), why=WHY)
    assert selectors.unwatched() == 0
    with pytest.raises(NoPlaceClosed):
        services.start_watch(outcome, by=desk.officer(), area=PLACE)
    watch = holding.watched(CLOSED)
    crackdowns.move_task(watch.task, "reopen", by=desk.officer(), why=WHY)
    assert "was reopened to correct" in page(desk.client_of(desk.officer()), "holds:watch", watch.pk)


def test_what_another_watch_touches_is_no_comparison() -> None:
    first = holding.watched(CLOSED)
    second = services.start_watch(holding.closing(CLOSED, area="E36"), by=desk.officer(), area="E36")
    touched = {first.place, *first.ring}
    assert touched & set(second.comparison) == set()
    assert set(second.left_out) == touched - set(second.ring)


def test_a_task_has_one_running_watch_at_a_time(county: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = holding.watched(CLOSED)
    with pytest.raises(WatchedAlready):
        services.start_watch(watch.outcome, by=desk.officer(), area=PLACE)
    services.end_watch(watch, by=desk.officer(), why=WHY)
    services.start_watch(watch.outcome, by=desk.officer(), area=PLACE)
    with pytest.raises(WatchedAlready):
        services.take_up_again(watch, by=desk.officer())
    monkeypatch.setattr(county, "areas", lambda: Grid().areas()[:5])
    with pytest.raises(TooFewAreas):
        services.start_watch(holding.closing(CLOSED, area="E01"), by=desk.officer(), area="E01")


def test_a_new_county_pack_without_these_areas_is_said_and_breaks_no_other_watch(
    county: Grid, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = holding.watched(CLOSED)
    monkeypatch.setattr(county, "areas", lambda: Grid().areas()[20:])
    services.look_at_running(YESTERDAY)
    assert said(watch).state == "no_map"
    assert "not in the county pack" in page(desk.client_of(desk.officer()), "holds:watch", watch.pk)


def test_the_briefing_has_a_line_for_each_watch() -> None:
    watch = holding.watched(CLOSED)
    HoldReading.objects.create(watch=watch, stream="tips", until=CLOSED, state="holding")
    document = wording.document(facts.gather(YESTERDAY))
    lines = [item for block in document.blocks if block.kind == "bullets" for item in block.items]
    assert any("Gridton E15" in line and "tips: holding; recorded crime: not looked at yet" in line for line in lines)
    assert facts.gather(CLOSED - timedelta(days=1)).crackdowns[0].holds == []


def test_nothing_found_and_a_place_closed_cannot_both_be() -> None:
    for also in ({"nothing_found": True}, {"innocent_household": True, "repair": WHY}):
        with pytest.raises(OutcomeContradictsItself):
            crackdowns.Findings(on=CLOSED, place_closed=True, **also)


def test_a_stopped_crackdown_still_holds_its_closed_places() -> None:
    outcome = holding.closing(CLOSED)
    crackdowns.stop_crackdown(outcome.task.crackdown, by=desk.officer("commander"), why=WHY)
    watch = services.start_watch(outcome, by=desk.officer(), area=PLACE)
    assert selectors.running(YESTERDAY) == [watch]
    assert Crackdown.objects.get().stopped
