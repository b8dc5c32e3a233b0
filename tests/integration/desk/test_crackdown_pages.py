"""A crackdown in the browser's eyes: every step over HTTP, every refusal a sentence that leads to what mends it."""

from __future__ import annotations

from html import unescape

import answering
import desk
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lamplighter.desk.crackdowns import selectors
from lamplighter.desk.crackdowns.models import Crackdown, Task
from lamplighter.desk.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander() -> Client:
    return desk.client_of(desk.officer("commander"))


def start(client: Client, **changed: object) -> Crackdown:
    fields = {
        "name": "Quiet Streets", "aim": "People can open their own door again.", "kinds": ["cuckooing"],
        "starts": timezone.localdate().isoformat(), "days": "100",
    } | changed  # fmt: skip
    answer = client.post(reverse("crackdowns:start"), fields)
    assert answer.status_code == 302, unescape(answer.content.decode())
    return Crackdown.objects.get()


def plan(client: Client, crackdown: Crackdown, *, query: str, **changed: object) -> object:
    fields = {
        "crackdown": crackdown.pk, "kind": "welfare", "title": "Mill Lane visit",
        "purpose": "See whether he is safe and what he needs.", "address": "1 Mill Lane",
    } | changed  # fmt: skip
    return client.post(f"{reverse('crackdowns:plan')}?{query}", fields)


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_day_of_a_crackdown_is_on_every_page(commander: Client) -> None:
    start(commander)
    assert "day 1 of 100" in page(commander, "home")
    assert "day 1 of 100" in page(commander, "crackdowns:list")


def test_a_visit_goes_from_tip_to_outcome_and_is_refused_until_it_is_checked(commander: Client) -> None:
    crackdown, tip = start(commander), answering.assessed_tip()
    assert plan(commander, crackdown, query=f"tip={tip.pk}", tips=[str(tip.pk)]).status_code == 302
    task = Task.objects.get()
    refused = commander.post(reverse("crackdowns:move", args=[task.pk, "make_ready"]))
    assert refused.status_code == 422
    assert "The safeguarding check is not complete" in unescape(refused.content.decode())
    assert 'href="#check"' in refused.content.decode()
    assert commander.post(reverse("crackdowns:check", args=[task.pk]), answering.ANSWERS).status_code == 302
    for move in ("make_ready", "start"):
        assert commander.post(reverse("crackdowns:move", args=[task.pk, move])).status_code == 302
    found = {"on": timezone.localdate().isoformat(), "adults_safeguarded": "1", "referrals": "1", "referred_to": "MASH"}
    assert commander.post(reverse("crackdowns:close", args=[task.pk]), found).status_code == 302
    assert "1 adult made safer" in page(commander, "crackdowns:task", task.pk)
    assert selectors.totals(crackdown).adults_safeguarded == 1
    page(commander, "crackdowns:crackdown", crackdown.pk)


def test_a_warrant_from_one_tip_is_refused_on_the_page_and_nothing_is_kept(commander: Client) -> None:
    crackdown, tip = start(commander), answering.assessed_tip()
    answer = plan(commander, crackdown, query=f"tip={tip.pk}", tips=[str(tip.pk)], kind="warrant")
    assert answer.status_code == 422
    assert "may all come from one person" in unescape(answer.content.decode())
    assert not Task.objects.exists()


def test_a_disruption_visit_from_a_foothold_alone_is_refused_and_a_welfare_visit_is_not(commander: Client) -> None:
    crackdown, foothold = start(commander), answering.foothold()
    refused = plan(commander, crackdown, query=f"foothold={foothold.pk}", kind="disruption")
    assert "rests on a foothold alone" in unescape(refused.content.decode())
    assert plan(commander, crackdown, query=f"foothold={foothold.pk}").status_code == 302


def test_only_a_lead_waives_and_the_page_says_so(commander: Client) -> None:
    task = answering.task()
    address, why = reverse("crackdowns:waive", args=[task.pk]), {"waiver-why": answering.WHY}
    refused = commander.post(address, why)
    assert refused.status_code == 422
    assert "Only a safeguarding lead may waive" in unescape(refused.content.decode())
    lead = desk.client_of(desk.officer("safeguarding_lead"))
    assert lead.post(address, why).status_code == 302
    assert selectors.in_the_way(selectors.task(task.pk)) == ()
    page(lead, "crackdowns:task", task.pk)


def test_a_wrong_address_is_closed_only_with_its_repair(commander: Client) -> None:
    task = answering.task()
    answering.fill(task)
    answering.started(task)
    address = reverse("crackdowns:close", args=[task.pk])
    found = {"on": timezone.localdate().isoformat(), "innocent_household": "on"}
    refused = commander.post(address, found)
    assert "put it right with them" in unescape(refused.content.decode())
    assert commander.post(address, found | {"repair_steps": ["said_so", "apology"]}).status_code == 302
    shown = page(commander, "crackdowns:task", task.pk)
    assert "Not yet:" in shown
    assert "Nothing was wrong there" in shown


def test_looking_at_a_task_records_every_tip_it_shows(commander: Client) -> None:
    task = answering.task()
    page(commander, "crackdowns:task", task.pk)
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    assert entry.action == "viewed"
    assert entry.subjects == [str(pk) for pk in selectors.tip_ids(task)]


@pytest.mark.parametrize("role", ["duty_officer", "analyst", "safeguarding_lead", "auditor", "administrator"])
def test_nobody_but_a_commander_starts_a_crackdown(role: str) -> None:
    assert desk.client_of(desk.officer(role)).get(reverse("crackdowns:start")).status_code == 403


def test_closing_and_confirming_over_the_pages(commander: Client) -> None:
    task = answering.task()
    sent = {
        "address-address": "1 Mill Lane", "address-state": "confirmed", "address-established_by": "PC 12 Made-Up",
        "address-established_on": timezone.localdate().isoformat(), "address-how": "The tenancy record names the flat.",
    }  # fmt: skip
    assert commander.post(reverse("crackdowns:address", args=[task.pk]), sent).status_code == 302
    named = {"what": "The landlord saw it.", "whose": "Housing", "why_apart": "He lives in another town altogether."}
    assert commander.post(reverse("crackdowns:corroborate", args=[task.pk]), named).status_code == 302
    shown = page(commander, "crackdowns:task", task.pk)
    assert "The landlord saw it." in shown
    pk = selectors.corroborations(task).get().pk
    assert commander.post(reverse("crackdowns:withdraw", args=[task.pk, pk])).status_code == 302
    assert not selectors.corroborations(task).exists()
    cancelled = commander.post(reverse("crackdowns:move", args=[task.pk, "cancel"]), {"cancel-why": answering.WHY})
    assert cancelled.status_code == 302
    stopped = commander.post(reverse("crackdowns:stop", args=[task.crackdown_id]), {"why": answering.WHY})
    assert stopped.status_code == 302
    assert "closed on" in page(commander, "crackdowns:crackdown", task.crackdown_id)


def test_a_reopened_task_starts_from_what_was_said_and_keeps_it(commander: Client) -> None:
    task = answering.closed(answering.crackdown(), adults_safeguarded=7)
    reopened = commander.post(reverse("crackdowns:move", args=[task.pk, "reopen"]), {"reopen-why": answering.WHY})
    assert reopened.status_code == 302
    assert 'name="adults_safeguarded" value="7"' in page(commander, "crackdowns:task", task.pk)
    found = {"on": timezone.localdate().isoformat(), "adults_safeguarded": "6"}
    commander.post(reverse("crackdowns:close", args=[task.pk]), found)
    assert selectors.totals(task.crackdown).adults_safeguarded == 6
    assert task.outcome_set.count() == 2


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 19, "²", "-1", "one"])
def test_a_foothold_that_cannot_be_is_not_found(commander: Client, number: str) -> None:
    assert commander.get("/crackdowns/tasks/new", {"foothold": number}).status_code == 404


def test_a_slip_in_the_year_is_refused_and_leaves_every_page_working(commander: Client) -> None:
    said = {"name": "Far", "aim": "People can open their own door again.", "kinds": ["cuckooing"], "days": 100}
    answer = commander.post(reverse("crackdowns:start"), said | {"starts": "9999-12-30"})
    assert answer.status_code == 422
    assert "Check the year" in answer.content.decode()
    assert not Crackdown.objects.exists()
    assert commander.get("/").status_code == 200
