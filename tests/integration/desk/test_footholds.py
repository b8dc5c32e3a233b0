"""From assessed tips and recorded crime to footholds a person can judge; planted ones are found, feuds are not."""

from __future__ import annotations

import random
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import answering
import desk
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lamplighter.desk.briefing import export, facts, wording
from lamplighter.desk.crackdowns.hurdles import TaskKind
from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.footholds import asking, budget, joining, permuted, selectors, services, sources, streams
from lamplighter.desk.footholds.errors import DayIsNotOver, NoCountyPack, NotTheLatestJudgement, WhyIsMissing
from lamplighter.desk.footholds.models import Foothold, HandScan, Judgement, ScanRun, Stage, Stream
from lamplighter.desk.ledger.models import Entry
from lamplighter.feeds.recorded import Store
from lamplighter.places import Area

pytestmark = pytest.mark.django_db
END = date(2026, 7, 1)
AREAS = [f"E{number:02}" for number in range(1, 37)]


class Grid:
    """A county of 36 areas, a kilometre and a half apart."""

    def __init__(self) -> None:
        self._areas = {area: answering.area(area, column=n % 6, row=n // 6) for n, area in enumerate(AREAS)}

    def areas(self) -> tuple[Area, ...]:
        return tuple(self._areas.values())

    def area(self, area: str) -> Area | None:
        return self._areas.get(area)

    def nearest_street(self, lat: float, lon: float) -> None:
        return None


@pytest.fixture
def county(monkeypatch: pytest.MonkeyPatch) -> Grid:
    grid = Grid()
    monkeypatch.setattr("lamplighter.desk.county.pack", lambda: grid)
    return grid


def usual_tips(days: int, *, seed: int = 3, each: int = 2) -> None:
    chance = random.Random(seed)
    for ago in range(days):
        for _ in range(each):
            answering.assessed_tip(END - timedelta(days=ago), area=chance.choice(AREAS))


def test_a_planted_foothold_is_an_alarm_and_running_again_changes_nothing(county: Grid) -> None:
    usual_tips(120)
    for ago in range(8):
        answering.assessed_tip(END - timedelta(days=ago), area="E15", top_kind="drug_supply")
    run = services.run_scans(END)[0]
    first = run.footholds.get(rank=1)
    assert first.alarm
    assert first.provisional
    assert "E15" in first.areas
    assert first.kinds["drug_supply"] == 8
    assert len(first.tips) >= 8
    again = services.run_scans(END)[0].footholds.get(rank=1)
    assert (again.areas, again.observed, again.p_value) == (first.areas, first.observed, first.p_value)
    assert ScanRun.objects.filter(stream=Stream.TIPS).count() == 1


def test_a_feud_that_sends_one_story_many_times_is_no_foothold(county: Grid) -> None:
    usual_tips(120)
    story = answering.sketch()
    for ago in range(10):
        answering.assessed_tip(END - timedelta(days=ago), area="E15", words=story)
    run = services.run_scans(END)[0]
    assert not any("E15" in each.areas and each.alarm for each in run.footholds.all())


def test_below_a_season_of_tips_the_scan_is_learning_and_raises_no_alarm(county: Grid) -> None:
    usual_tips(60)
    for ago in range(10):
        answering.assessed_tip(END - timedelta(days=ago), area="E15")
    run = services.run_scans(END)[0]
    assert run.learning
    assert run.footholds.exists()
    assert not run.footholds.filter(alarm=True).exists()


def test_a_tip_that_names_only_a_town_is_left_out_and_counted_as_such(county: Grid) -> None:
    usual_tips(30, each=1)
    answering.assessed_tip(END, area="E15", precision="town")
    answering.assessed_tip(END, area="")
    run = services.run_scans(END)[0]
    assert (run.cases, run.left_out) == (30, 2)


def test_with_hardly_a_tip_there_is_a_run_and_no_foothold(county: Grid) -> None:
    answering.assessed_tip(END)
    run = services.run_scans(END)[0]
    assert (run.cases, run.footholds.count()) == (1, 0)
    assert "Nothing stands out" in page()


def test_recorded_crime_is_its_own_stream_of_months(
    county: Grid, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "recorded.sqlite3"
    monkeypatch.setattr(settings, "LAMPLIGHTER", settings.LAMPLIGHTER.model_copy(update={"recorded_crime": file}))
    with Store(file) as store:
        chance = random.Random(5)
        rows = [(f"2025-{m:02}", chance.choice(AREAS)) for m in range(1, 13) for _ in range(40)]
        rows += [(f"2026-{m:02}", chance.choice(AREAS)) for m in range(1, 7) for _ in range(40)]
        rows += [("2026-06", "E20")] * 14
        for number, (month, area) in enumerate(rows):
            store.add((str(number), month, "Drugs", 52.0, -1.0, 0.0, 0.0, area, 0, "", ""))
    (run,) = [run for run in services.run_scans(END) if run.stream == Stream.RECORDED]
    assert (run.since, run.until) == (date(2025, 1, 1), date(2026, 6, 30))
    first = run.footholds.get(rank=1)
    assert first.alarm
    assert "E20" in first.areas
    assert first.start >= date(2026, 6, 1)
    assert sum(first.kinds.values()) == first.observed
    assert "Offences inside" in page(first)


def test_a_judged_run_stays_when_its_date_is_scanned_again(county: Grid) -> None:
    usual_tips(100)
    for ago in range(8):
        answering.assessed_tip(END - timedelta(days=ago), area="E15")
    first = services.run_scans(END)[0].footholds.get(rank=1)
    analyst = desk.officer("analyst")
    services.judge(first, by=analyst, value=Judgement.EXPLAINED, why="A leaflet went out in these streets last week.")
    again = services.run_scans(END)[0].footholds.get(rank=1)
    assert Foothold.objects.get(pk=first.pk).run.replaced
    tomorrow = services.run_scans(END + timedelta(days=1))[0].footholds.get(rank=1)
    for same_pattern in (again, tomorrow):
        earlier = selectors.earlier_judgement(same_pattern)
        assert earlier is not None
        assert earlier.value == Judgement.EXPLAINED


def test_a_run_that_a_task_rests_on_stays_too(county: Grid) -> None:
    usual_tips(100)
    for ago in range(8):
        answering.assessed_tip(END - timedelta(days=ago), area="E15")
    first = services.run_scans(END)[0].footholds.get(rank=1)
    answering.task(TaskKind.WELFARE, foothold=first)
    services.run_scans(END)
    assert Foothold.objects.get(pk=first.pk).run.replaced


def test_a_judgement_is_kept_with_its_reason_and_can_be_taken_back() -> None:
    foothold, analyst = answering.foothold(), desk.officer("analyst")
    with pytest.raises(WhyIsMissing):
        services.judge(foothold, by=analyst, value=Judgement.REAL, why="sure")
    with pytest.raises(NotPermitted):
        services.judge(foothold, by=desk.officer(), value=Judgement.REAL, why=answering.WHY)
    first = services.judge(foothold, by=analyst, value=Judgement.UNSURE, why=answering.WHY)
    second = services.judge(foothold, by=analyst, value=Judgement.REAL, why=answering.WHY)
    with pytest.raises(NotTheLatestJudgement):
        services.take_back(first, by=analyst)
    services.take_back(second, by=analyst)
    assert selectors.judgement(foothold) == first
    assert foothold.judgements.count() == 3


def test_the_page_of_a_foothold_records_every_tip_it_shows() -> None:
    tips = [answering.assessed_tip(END) for _ in range(3)]
    foothold = answering.foothold(answering.scan_run(END), tips=[str(tip.pk) for tip in tips])
    shown = page(foothold)
    assert "3 tips" in shown
    entry = Entry.objects.filter(action="viewed").order_by("-seq").first()
    assert entry is not None
    assert set(entry.subjects) == {str(tip.pk) for tip in tips}


def test_list_and_map_say_the_same_and_chance_is_in_words() -> None:
    run = answering.scan_run(END)
    answering.foothold(run, recurrence_interval_days=1000.0)
    answering.foothold(run, rank=2, alarm=False, named="Zedton 009B", recurrence_interval_days=40.0, p_value=0.025)
    shown = page()
    assert shown.count("data-lat=") == 2
    assert "about once in 3 years" in shown
    assert "about once in 6 weeks" in shown
    assert "It is not a list of doors to knock on" in shown


def test_without_a_county_pack_the_page_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoCountyPack, match="lamplighter county build"):
        services.run_scans(END)
    assert "lamplighter county build" in page()


def test_near_copies_are_one_source_only_within_a_fortnight_and_one_area() -> None:
    story = answering.sketch()
    same = [
        answering.assessed_tip(END, words=story).pk,
        answering.assessed_tip(END - timedelta(days=14), words=story).pk,
    ]
    assert sources.likely_sources(same) == 1
    elsewhere = answering.assessed_tip(END, area="E02", words=story).pk
    later = answering.assessed_tip(END + timedelta(days=15), words=story).pk
    assert sources.likely_sources([*same, elsewhere, later]) == 3


def test_what_stands_out_while_learning_is_said_to_be_provisional(
    county: Grid, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual_tips(120)
    for ago in range(8):
        answering.assessed_tip(END - timedelta(days=ago), area="E15")
    run = services.run_scans(END)[0]
    assert run.stage == Stage.LEARNING
    shown = page()
    assert "What stands out, provisionally" in shown
    assert "4 months of history so far" in shown
    monkeypatch.setattr("lamplighter.desk.county.pack", lambda: None)
    said = str(wording.document(facts.gather(END)).as_json())
    assert "1 foothold stands out. That is provisional" in said
    assert export.footholds(selectors.scans(END))["footholds"][0]["provisional"]


def test_one_budget_is_shared_by_both_streams(county: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    assert budget.allowed(Stream.TIPS) + budget.allowed(Stream.RECORDED) == settings.LAMPLIGHTER.false_alarms_a_year
    usual_tips(120)
    for ago in range(8):
        answering.assessed_tip(END - timedelta(days=ago), area="E15")
    few = settings.LAMPLIGHTER.model_copy(update={"tips_part_of_alarms": 0.2})
    monkeypatch.setattr(settings, "LAMPLIGHTER", few)
    assert budget.least_interval(Stream.TIPS) == pytest.approx(5 * 365)
    assert not services.run_scans(END)[0].footholds.filter(alarm=True).exists()


def test_alarms_of_tips_and_recorded_crime_at_one_place_and_time_are_one_foothold(county: Grid) -> None:
    tips, recorded = answering.scan_run(END), answering.scan_run(END, stream=Stream.RECORDED)
    both = answering.foothold(tips)
    same = answering.foothold(recorded, areas=["E02"], start=END - timedelta(days=40), end=END - timedelta(days=5))
    elsewhere = answering.foothold(recorded, rank=2, areas=["E09"], named="Zedton 009A")
    joining.join([tips, recorded])
    found = {each.foothold.pk: each.foothold for each in selectors.scans(END).alarms}
    assert set(found) == {same.pk, elsewhere.pk}
    assert found[same.pk].carried_by == [Stream.RECORDED, Stream.TIPS]
    assert found[elsewhere.pk].carried_by == [Stream.RECORDED]
    assert "recorded crime and tips" in page()
    assert "one with this foothold" in page(both)


def test_what_is_usual_is_what_the_scan_compared_with(county: Grid) -> None:
    usual_tips(120)
    for ago in range(8):
        answering.assessed_tip(END - timedelta(days=ago), area="E15")
    areas = {area.id: area for area in county.areas()}
    seen = permuted.look(streams.tips(END, areas), Stage.LEARNING, END, county)
    best = seen.sightings[0]
    around = seen.around(best)
    assert around is not None
    assert (around.seen, around.usual) == (best.observed, pytest.approx(best.expected))
    weeks = seen.series(best)
    assert len(weeks) == 120 // 7
    assert weeks[-1]["last"] == END.isoformat()
    assert weeks[-1]["seen"] >= 7


def test_the_page_draws_the_weeks_for_eyes_ears_and_as_a_table(county: Grid) -> None:
    usual_tips(100)
    for ago in range(8):
        answering.assessed_tip(END - timedelta(days=ago), area="E15")
    found = services.run_scans(END)[0].footholds.get(rank=1)
    shown = page(found)
    svg = shown[shown.index("<svg") : shown.index("</svg>")]
    assert f'role="img" aria-labelledby="chart-{found.pk}-title chart-{found.pk}-told"' in svg
    assert "<desc" in svg
    assert "style=" not in svg
    assert svg.count("role=") == 1
    assert shown.count("in the foothold") == 2
    assert "no recorded crime of these days is published yet" in shown
    assert "It may not be used" in shown


def test_an_analyst_scans_a_day_by_hand_and_sees_how_far_it_is(county: Grid) -> None:
    usual_tips(100)
    client = desk.client_of(desk.officer("analyst"))
    asked = client.post(reverse("footholds:scan"), {"date": END.isoformat()})
    assert client.post(reverse("footholds:scan"), {"date": END.isoformat()})["Location"] == asked["Location"]
    assert HandScan.objects.count() == 1
    assert "Waiting for the worker" in client.get(asked["Location"]).content.decode()
    assert DBTaskResult.objects.filter(task_path="lamplighter.desk.footholds.tasks.scan_asked").count() == 1
    asking.run_asked(HandScan.objects.get().pk)
    assert "See what stands out" in client.get(asked["Location"]).content.decode()
    assert ScanRun.objects.filter(date=END).exists()
    assert Entry.objects.filter(action="footholds.scan_asked").count() == 1


def test_how_far_a_scan_is_can_be_seen_while_it_runs() -> None:
    asked = HandScan.objects.create(day=END, by=desk.officer("analyst"), step="tips", done=300, total=999)
    client = desk.client_of(desk.officer("analyst"))
    shown = client.get(reverse("footholds:scan_progress", args=[asked.pk])).content.decode()
    assert 'max="999" value="300"' in shown
    assert "hx-trigger" in shown


def test_a_scan_by_hand_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lamplighter.desk.county.pack", lambda: None)
    asked = HandScan.objects.create(day=END, by=desk.officer("analyst"))
    asking.run_asked(asked.pk)
    client = desk.client_of(desk.officer("analyst"))
    shown = client.get(reverse("footholds:scan_progress", args=[asked.pk])).content.decode()
    assert "lamplighter county build" in shown


def test_a_day_to_come_cannot_be_scanned_and_not_everybody_may_ask() -> None:
    with pytest.raises(DayIsNotOver):
        asking.ask_for_scan(timezone.localdate() + timedelta(days=1), by=desk.officer("analyst"))
    with pytest.raises(NotPermitted):
        asking.ask_for_scan(END, by=desk.officer())
    client = desk.client_of(desk.officer("analyst"))
    assert "Give the day" in client.post(reverse("footholds:scan"), {"date": "soon"}, follow=True).content.decode()


def page(foothold: Foothold | None = None) -> str:
    client = desk.client_of(desk.officer("commander"))
    address = reverse("footholds:foothold", args=[foothold.pk]) if foothold else reverse("footholds:list")
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())
