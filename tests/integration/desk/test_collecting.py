from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from desk import client_of, envelope_json, keys, officer, tip_document
from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django_tasks_db.models import DBTaskResult
from fake_report_site import FakeReportSite, running
from pytest_django.fixtures import Settings

from lamplighter.desk.channel import AnswerNotUnderstood, Channel, ReportSiteRefused, ReportSiteUnreachable
from lamplighter.desk.inbox import collecting, selectors, services, tasks
from lamplighter.desk.inbox.models import Envelope, Heartbeat, Trouble

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def site(settings: Settings) -> Iterator[FakeReportSite]:
    with running(keys().public.verify_key) as (site, origin):
        settings.LAMPLIGHTER = settings.LAMPLIGHTER.model_copy(update={"report_origin": origin})
        yield site


def fill(site: FakeReportSite, count: int, *, danger: int = 0) -> None:
    site.waiting = [envelope_json(tip_document(), danger=number < danger) for number in range(count)]


def test_everything_that_waits_is_collected_once_and_forgotten_there(site: FakeReportSite) -> None:
    fill(site, 5)
    assert collecting.collect() == 5
    assert site.waiting == []
    assert Envelope.objects.count() == 5
    assert collecting.collect() == 0


def test_danger_is_collected_without_the_rest(site: FakeReportSite) -> None:
    fill(site, 5, danger=1)
    assert collecting.collect(danger_only=True) == 1
    assert Envelope.objects.get().danger
    assert len(site.waiting) == 4


def test_a_tip_is_stored_here_before_it_is_forgotten_there(
    site: FakeReportSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(site, 1)
    honest = services.receive_many

    def watched(envelopes: list[services.Sealed]) -> int:
        assert [path for path, _ in site.asked] == ["/channel/collect"]
        return honest(envelopes)

    monkeypatch.setattr(services, "receive_many", watched)
    assert collecting.collect() == 1
    assert [path for path, _ in site.asked] == ["/channel/collect", "/channel/acknowledge"]


def test_where_it_cannot_be_stored_it_is_not_forgotten(site: FakeReportSite, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(site, 1)

    def full(_: object) -> int:
        raise OSError

    monkeypatch.setattr(services, "receive_many", full)
    with pytest.raises(OSError):  # noqa: PT011  # any of them
        collecting.collect()
    assert len(site.waiting) == 1


def test_a_lost_acknowledgement_brings_the_envelope_again_and_stores_it_once(site: FakeReportSite) -> None:
    fill(site, 2)
    site.broken = {"/channel/acknowledge"}
    with pytest.raises(ReportSiteRefused):
        collecting.collect()
    site.broken = set()
    assert collecting.collect() == 0
    assert Envelope.objects.count() == 2
    assert site.waiting == []


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>",
        b"[]",
        b"{}",
        b'{"envelopes": [1]}',
        b'{"envelopes": [{"id": "x", "day": "2026-01-01", "envelope": ""}]}',
        b'{"envelopes": [{"id": "00000000000000000000000000000000", "day": "never", "envelope": ""}]}',
        b'{"envelopes": [{"id": "00000000000000000000000000000000", "day": "2026-01-01", "envelope": "?"}]}',
    ],
)
def test_an_answer_that_is_not_one_is_a_sentence_and_stores_nothing(site: FakeReportSite, answer: bytes) -> None:
    site.answers["/channel/collect"] = answer
    with pytest.raises(AnswerNotUnderstood):
        collecting.collect()
    assert not Envelope.objects.exists()


def test_one_item_that_makes_no_sense_holds_up_no_other(site: FakeReportSite) -> None:
    good = '{"id": "00000000000000000000000000000001", "day": "2026-01-01", "envelope": "AAAA"}'
    site.answers["/channel/collect"] = f'{{"envelopes": [{{"id": "x"}}, {good}], "more": false}}'.encode()
    with pytest.raises(AnswerNotUnderstood):
        collecting.collect()
    assert Envelope.objects.get().envelope_id.endswith("1")
    assert Trouble.objects.filter(kind=Trouble.Kind.UNREACHABLE).exists()


def test_bytes_that_are_no_envelope_are_kept_and_refused(site: FakeReportSite) -> None:
    site.answers["/channel/collect"] = (
        b'{"envelopes": [{"id": "00000000000000000000000000000000", "day": "2026-01-01", "envelope": "AAAA"}]}'
    )
    assert collecting.collect() == 1
    services.open_waiting()
    assert Envelope.objects.get().state == "refused"


def test_a_report_site_that_cannot_be_reached_is_an_alarm_after_ten_minutes() -> None:
    line = Channel("http://127.0.0.1:9", keys().signing_key)
    with pytest.raises(ReportSiteUnreachable):
        line.post("/channel/collect", {})


def test_trouble_is_noted_at_once_said_after_ten_minutes_and_ends_by_itself(
    settings: Settings, site: FakeReportSite
) -> None:
    reachable = settings.LAMPLIGHTER
    settings.LAMPLIGHTER = reachable.model_copy(update={"report_origin": "http://127.0.0.1:9"})
    for _ in range(2):
        with pytest.raises(ReportSiteUnreachable):
            collecting.collect()
    trouble = Trouble.objects.get()
    assert selectors.troubles() == []
    assert selectors.troubles(timezone.now() + timedelta(minutes=11)) == [trouble]
    Trouble.objects.update(since=timezone.now() - timedelta(minutes=11))
    assert "cannot be reached" in client_of(officer()).get("/").content.decode()
    settings.LAMPLIGHTER = reachable
    fill(site, 0)
    collecting.collect()
    assert not Trouble.objects.exists()


def test_a_locked_desk_collects_nothing_and_notes_it(settings: Settings, site: FakeReportSite) -> None:
    fill(site, 1)
    nowhere = settings.LAMPLIGHTER.home / "nowhere"
    settings.LAMPLIGHTER = settings.LAMPLIGHTER.model_copy(update={"passphrase_file": nowhere})
    assert collecting.collect() == 0
    assert Trouble.objects.get().kind == Trouble.Kind.LOCKED
    assert site.asked == []


def test_a_worker_that_is_not_running_is_said_on_every_page() -> None:
    client = client_of(officer())
    assert "The worker is not running" in client.get("/").content.decode()
    services.note_heartbeat()
    assert "The worker is not running" not in client.get("/").content.decode()
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=4))
    assert "The worker is not running" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (12, {"watched": True, "until": "2026-03-02T20:00:00+00:00"}),
        (23, {"watched": False, "until": "2026-03-03T08:00:00+00:00"}),
    ],
)
def test_the_report_site_is_told_whether_anyone_reads_and_until_when(
    site: FakeReportSite, hour: int, said: dict[str, object]
) -> None:
    collecting.tell_watch(datetime(2026, 3, 2, hour, tzinfo=LONDON))
    assert site.asked == [("/channel/watch", said)]


def test_the_worker_can_be_asked_to_collect_now() -> None:
    client = client_of(officer())
    assert client.post("/inbox/collect").status_code == 302
    assert client.get("/inbox/collect").status_code == 405


def test_clocks_that_do_not_agree_are_an_alarm_after_ten_minutes_and_tips_come_all_the_same(
    site: FakeReportSite,
) -> None:
    fill(site, 1)
    site.challenge, site.clock = "c" * 32, time.time_ns() // 1_000_000 + 600_000
    assert collecting.collect() == 1
    begun = Trouble.objects.get(kind="clocks").since
    assert selectors.troubles(begun + timedelta(minutes=9)) == []
    assert [trouble.kind for trouble in selectors.troubles(begun + timedelta(minutes=11))] == ["clocks"]
    Trouble.objects.update(since=begun - timedelta(minutes=11))
    (said,) = [
        str(alarm.sentence) for alarm in apps.get_app_config("inbox").alarms() if "time server" in alarm.sentence
    ]
    assert "minutes apart" in said
    site.clock = site.last = 0
    collecting.collect()
    assert not Trouble.objects.filter(kind="clocks").exists()


def test_ten_minutes_without_reaching_the_letterbox_are_an_alarm_whatever_the_reason(site: FakeReportSite) -> None:
    collecting.collect()
    assert not Heartbeat.objects.filter(name="letterbox").exists()
    assert not selectors.inbox_is_unreached()
    collecting.collect(danger_only=True)
    reached = Heartbeat.objects.get(name="letterbox").at
    assert not selectors.inbox_is_unreached(reached + timedelta(minutes=9))
    assert selectors.inbox_is_unreached(reached + timedelta(minutes=11))


def test_an_alarm_says_since_when_and_leads_to_what_to_do(site: FakeReportSite) -> None:
    client = client_of(officer())
    services.note_heartbeat()
    collecting.collect(danger_only=True)
    assert "What to do" not in client.get("/inbox/").content.decode()
    since = timezone.now() - timedelta(minutes=11)
    Heartbeat.objects.filter(name="letterbox").update(at=since)
    told = f"Nothing has been collected since {date_format(timezone.localtime(since), 'j M H:i')}, reports of danger"
    assert told in client.get("/queue/").content.decode()
    page = client.get("/inbox/").content.decode()
    assert "What to do" in page
    assert "Wake whoever keeps the machines running" in page
    assert "lamplighter serve worker" not in page
    Heartbeat.objects.filter(name="worker").update(at=since)
    page = client.get("/inbox/").content.decode()
    assert page.count("Nothing has been collected since") == 1
    assert "Start it with: lamplighter serve worker" in page
    assert told in page


def test_in_a_flood_what_came_is_opened_before_the_rest_is_fetched(
    site: FakeReportSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "LONGEST_SECONDS", 0.0)
    fill(site, 7)
    assert collecting.collect() == 2
    assert len(site.waiting) == 5


def test_danger_is_fetched_and_opened_without_waiting_for_what_else_is_there(site: FakeReportSite) -> None:
    fill(site, 3)
    collecting.collect()
    fill(site, 2, danger=1)
    tasks.collect_danger.func()
    opened = Envelope.objects.filter(state=Envelope.State.OPENED)
    assert [envelope.danger for envelope in opened] == [True]
    assert Envelope.objects.filter(state=Envelope.State.WAITING).count() == 3
    assert DBTaskResult.objects.filter(task_path=tasks.open_and_assess.module_path).count() == 1
