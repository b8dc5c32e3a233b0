"""The strip above every page: an officer who clicks on nothing still learns that danger came, or that nothing comes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from desk import client_of, keys, officer, stored_tip
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from lamplighter.desk.inbox.models import Heartbeat

pytestmark = pytest.mark.django_db
DANGER = "He has a knife and is going to kill her right now."


@pytest.fixture(autouse=True)
def at_work() -> None:
    """The keys are unlocked and the worker is alive, so that no alarm stands but those a test makes."""
    keys()
    Heartbeat.objects.create(name="worker", at=timezone.now())


def looks_at(client: Client, page: str = "/queue/") -> str:
    """The address that a page left open looks at."""
    found = re.search(r'hx-get="(/lookout[^"]*)"', client.get(page).content.decode())
    assert found
    return found[1].replace("&amp;", "&")


def test_where_nothing_is_new_nothing_is_said_again() -> None:
    stored_tip(DANGER)
    client = client_of(officer())
    answer = client.get(looks_at(client))
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_report_of_danger_is_told_on_a_page_that_lies_open() -> None:
    client = client_of(officer())
    address = looks_at(client)
    tip = stored_tip(DANGER)
    stored_tip("A van parks on the grass.")
    told = client.get(address).content.decode()
    assert "A report that speaks of danger now has come since you opened this page." in told
    assert "/queue/?urgency=immediate" in told
    assert str(tip.pk) not in told
    again = re.search(r'hx-get="(/lookout[^"]*)"', told)
    assert again
    assert client.get(again[1].replace("&amp;", "&")).status_code == 204


def test_danger_is_told_only_to_those_who_may_read_tips() -> None:
    client = client_of(officer("auditor"))
    address = looks_at(client, "/ledger/")
    stored_tip(DANGER)
    assert client.get(address).status_code == 204


def test_an_alarm_comes_up_on_a_page_that_lies_open_and_goes_again() -> None:
    client = client_of(officer())
    address = looks_at(client)
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=11))
    assert "The worker is not running" in client.get(address).content.decode()
    Heartbeat.objects.update(at=timezone.now())
    assert client.get(address).status_code == 204


def test_looking_again_does_not_put_off_the_end_of_the_session() -> None:
    client = client_of(officer())
    address = looks_at(client)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))
    ends = Session.objects.get().expire_date
    assert client.get(address).status_code == 204
    assert Session.objects.get().expire_date == ends
    client.get("/queue/")
    assert Session.objects.get().expire_date > ends


def test_once_the_session_has_ended_the_open_page_is_replaced_by_the_login() -> None:
    client = client_of(officer())
    address = looks_at(client)
    Session.objects.all().delete()
    answer = client.get(address, headers={"HX-Request": "true"})
    assert (answer.headers["HX-Refresh"], answer.content) == ("true", b"")
    assert client.get(address).headers["Location"].startswith("/staff/login")


@pytest.mark.parametrize("since", ["", "yesterday", "2026-13-40T00:00:00Z", "2026-03-02T00:00:00"])
def test_an_address_that_makes_no_sense_shows_what_is_now(since: str) -> None:
    stored_tip(DANGER)
    answer = client_of(officer()).get("/lookout", {"since": since})
    assert answer.status_code == 200
    assert "since you opened this page" not in answer.content.decode()
