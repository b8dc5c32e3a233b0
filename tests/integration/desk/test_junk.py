"""Bytes that mean nothing, however many, are one line to an officer; none is thrown away, and no true tip waits for them."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from desk import DAY, client_of, keys, officer, sealed, tip_document
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.inbox import refused, services
from lamplighter.desk.inbox.errors import NotRefused
from lamplighter.desk.inbox.models import Envelope, LookedThrough
from lamplighter.desk.inbox.services import Sealed
from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.queue.services import assess_waiting
from lamplighter.sealing import new_envelope_id, seal

pytestmark = pytest.mark.django_db
DANGER = "He is stabbing her right now, she is screaming, please hurry"
MANY = 5000


@pytest.fixture(autouse=True)
def _unlocked() -> None:
    keys()


def junk(count: int, *, danger: bool = True) -> None:
    """What anybody can send from the page: half is sealed to the desk's key and says nothing, half is chance."""
    to = keys().public.sealing_key
    made = []
    for number in range(count):
        own = new_envelope_id()
        bytes_of_it = secrets.token_bytes(9344) if number % 2 else seal(b"junk", envelope_id=own, to=to)
        made.append(Sealed(own, DAY, danger, bytes_of_it))
    services.receive_many(made)


def true_danger() -> str:
    number, envelope = sealed(tip_document(DANGER))
    services.receive(number, DAY, True, envelope)
    return number


def queries_of(client: Client, path: str) -> tuple[int, str]:
    with CaptureQueriesContext(connection) as captured:
        page = client.get(path).content.decode()
    return len(captured), page


def test_five_thousand_pieces_of_junk_are_one_line_and_a_true_danger_comes_first() -> None:
    client = client_of(officer())
    junk(1)
    services.open_waiting()
    client.get("/")
    before = {path: queries_of(client, path) for path in ("/", "/queue/", "/inbox/")}
    junk(MANY // 2)
    number = true_danger()
    junk(MANY // 2 - 1)
    opened = services.open_waiting(danger_only=True)
    assess_waiting()
    assert [tip.envelope and tip.envelope.envelope_id for tip in opened] == [number]
    after = {path: queries_of(client, path) for path in before}
    # A few for what a first tip brings; nothing for each piece.
    for path, (asked, page) in after.items():
        assert asked <= before[path][0] + 8, path
        assert len(page) < 60_000, path
    home, queue, inbox = (page for _, page in after.values())
    assert queue.count("Danger now") >= 1
    assert str(opened[0].pk) in queue
    assert "desk-tile--urgent" in next(each for each in home.split("<li") if "Danger now, not looked at yet" in each)
    assert home.count("Could not be opened") == 1
    assert "<strong>5,000</strong> that do not open since" in inbox
    assert inbox.count("<td><code>") == 50
    assert Envelope.objects.filter(state="refused", sealed__isnull=False).count() == MANY


def test_no_alarm_is_raised_for_any_of_it_but_a_rise_is_shown() -> None:
    client = client_of(officer())
    quiet = client.get("/").content.decode().count('class="desk-alarm')
    junk(refused.RISE - 1)
    services.open_waiting()
    assert "Far more than the day before" not in client.get("/inbox/").content.decode()
    junk(1)
    services.open_waiting()
    for path in ("/", "/inbox/"):
        page = client.get(path).content.decode()
        assert "Far more than the day before" in page
        assert page.count('class="desk-alarm') == quiet


def test_as_many_as_the_day_before_are_no_rise() -> None:
    junk(refused.RISE)
    services.open_waiting()
    Envelope.objects.update(refused_at=timezone.now() - timedelta(hours=30))
    junk(refused.RISE)
    services.open_waiting()
    told = refused.unopened()
    assert (told.today, told.day_before, told.rises) == (refused.RISE, refused.RISE, False)


def test_what_somebody_looked_through_asks_no_more_and_what_comes_later_does() -> None:
    person = officer()
    client = client_of(person)
    junk(3)
    services.open_waiting()
    shown = refused.unopened()
    assert (shown.new, shown.danger) == (3, True)
    junk(1)
    services.open_waiting()  # after the page was shown, before the button was pressed
    assert shown.until
    assert client.post("/inbox/looked-through", {"until": shown.until.isoformat()}).status_code == 302
    told = refused.unopened()
    assert (told.count, told.new, told.danger) == (4, 1, True)
    services.look_through(timezone.now(), by=person)
    told = refused.unopened()
    assert (told.count, told.new, told.danger) == (4, 0, False)
    assert "Could not be opened" not in client.get("/").content.decode()
    page = client.get("/inbox/").content.decode()
    assert "<strong>0</strong> since Sam Person looked on" in page
    assert Entry.objects.filter(action="envelopes.looked_through").count() == LookedThrough.objects.count() == 2


def test_all_can_be_tried_again_once_a_key_is_back() -> None:
    client = client_of(officer())
    junk(3)
    services.open_waiting()
    assert client.post("/inbox/try-all-again").status_code == 302
    assert set(Envelope.objects.values_list("state", "refused_at")) == {("waiting", None)}
    again = client.post("/inbox/try-all-again")
    assert again.status_code == 422
    assert "look at the inbox once more" in again.content.decode()


@pytest.mark.parametrize("until", ["", "yesterday", "2026-01-01T00:00:00", "2026-13-01T00:00:00+00:00"])
def test_a_look_that_names_no_moment_is_refused_in_a_sentence(until: str) -> None:
    junk(1)
    services.open_waiting()
    refusal = client_of(officer()).post("/inbox/looked-through", {"until": until})
    assert refusal.status_code == 422
    assert not LookedThrough.objects.exists()


def test_only_those_who_decide_look_through_or_try_again() -> None:
    junk(1)
    services.open_waiting()
    for change in (services.try_all_again, lambda by: services.look_through(timezone.now(), by=by)):
        with pytest.raises(NotPermitted):
            change(by=officer("administrator"))


def test_nothing_to_look_through_is_said_in_a_sentence() -> None:
    with pytest.raises(NotRefused):
        services.look_through(timezone.now(), by=officer())
