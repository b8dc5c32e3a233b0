"""You told us, we did: from closed tasks to the public set, and nothing in it that points to anyone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from html import unescape
from typing import Any

import answering
import desk
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lamplighter.desk.bulletin import selectors, services
from lamplighter.desk.bulletin.errors import (
    CountedAlready,
    CountedBefore,
    NotADraft,
    PointsAtAHome,
    SmallNumberInWords,
    TooSoon,
)
from lamplighter.desk.bulletin.models import Bulletin
from lamplighter.desk.channel import ReportSiteUnreachable
from lamplighter.desk.crackdowns.errors import ReasonMissing
from lamplighter.desk.crackdowns.models import Crackdown
from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.inbox import collecting
from lamplighter.desk.staff.models import User

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
WORDS = {
    "title": "What your reports led to",
    "told": "Neighbours noticed strangers using the homes of people who live alone.",
    "did": "We visited homes, with people who can help.",
    "next": "We go back to each of them.",
    "cannot_say": "We do not say where or who.",
}


class ReportSite:
    """Stands where the report site is: takes what it is sent, or cannot be reached."""

    def __init__(self) -> None:
        self.pages: list[dict[str, Any]] | None = None
        self.answers = True

    def post(self, path: str, question: Mapping[str, Any]) -> dict[str, Any]:
        assert path == "/channel/publish"
        if not self.answers:
            raise ReportSiteUnreachable(why="TimeoutError")
        self.pages = list(question["pages"])
        return {"published": len(self.pages)}


@pytest.fixture
def report_site(monkeypatch: pytest.MonkeyPatch) -> ReportSite:
    site = ReportSite()
    monkeypatch.setattr(collecting, "channel", lambda: site)
    return site


@pytest.fixture
def commander() -> User:
    return desk.officer("commander")


def crackdown(days_ago: int = 40) -> Crackdown:
    return answering.crackdown(starts=TODAY() - timedelta(days=days_ago))


def draft(by: User, about: Crackdown, *, ago: tuple[int, int] = (40, 0), **words: str) -> Bulletin:
    first, last = (TODAY() - timedelta(days=days) for days in ago)
    return services.draft(by=by, crackdown=about, first=first, last=last, **WORDS | words)


def counts(page: Mapping[str, Any]) -> dict[str, str]:
    return {count["label"]: count["value"] for count in page["counts"]}


def test_published_counts_come_from_closed_tasks_and_hide_what_is_small(
    report_site: ReportSite, commander: User
) -> None:
    about = crackdown()
    long_ago = TODAY() - timedelta(days=20)
    answering.closed(about, on=long_ago, adults_safeguarded=5, children_safeguarded=1, referrals=6, referred_to="MASH")
    answering.task(within=about)
    services.publish(draft(commander, about), by=commander)
    assert report_site.pages is not None
    (page,) = report_site.pages
    told = counts(page)
    assert told["Adults made safer"] == "5"
    assert told["Referrals for help"] == "6"
    assert {told["Children made safer"], told["Arrests"], told["Visits made"]} == {"fewer than 5"}
    assert page["day"] == TODAY().isoformat()
    assert selectors.waiting() is None


def test_the_same_lines_are_told_whatever_happened(report_site: ReportSite, commander: User) -> None:
    about, quiet = crackdown(), crackdown()
    answering.closed(about, on=TODAY() - timedelta(days=20), arrests=9)
    labels = [[line.label for line in selectors.lines(draft(commander, each))] for each in (about, quiet)]
    assert labels[0] == labels[1]


def test_an_action_of_last_week_needs_a_reason(report_site: ReportSite, commander: User) -> None:
    about = crackdown()
    answering.closed(about, on=TODAY() - timedelta(days=6), arrests=1)
    made = draft(commander, about)
    with pytest.raises(TooSoon, match="under 14 days ago"):
        services.publish(made, by=commander)
    with pytest.raises(ReasonMissing):
        services.publish(made, by=commander, why="because")
    services.publish(made, by=commander, why=answering.WHY)
    assert selectors.history(made)[0].why == answering.WHY


def test_a_small_number_in_words_needs_a_reason_and_an_address_is_never_right(commander: User) -> None:
    about = crackdown()
    with pytest.raises(SmallNumberInWords, match="three men"):
        services.publish(draft(commander, about, did="We arrested three men."), by=commander)
    for did in ("We went to 14 Mill Lane that week.", "It was near ZP4 8AB.", "It was near zp4 8ab."):
        with pytest.raises(PointsAtAHome):
            services.publish(draft(commander, about, did=did), by=commander, why=answering.WHY)


def test_two_public_periods_of_one_crackdown_never_overlap(report_site: ReportSite, commander: User) -> None:
    about = crackdown()
    services.publish(draft(commander, about, ago=(40, 20)), by=commander)
    with pytest.raises(CountedAlready):
        services.publish(draft(commander, about, ago=(20, 0)), by=commander)
    services.publish(draft(commander, about, ago=(19, 0)), by=commander)
    services.publish(draft(commander, crackdown(), ago=(30, 0)), by=commander)
    assert [page["number"] for page in report_site.pages or []] == [1, 2, 3]


def test_what_cannot_be_sent_is_kept_and_sent_when_the_report_site_answers(
    report_site: ReportSite, commander: User
) -> None:
    report_site.answers = False
    client = desk.client_of(commander)
    made = draft(commander, crackdown())
    answer = client.post(reverse("bulletin:publish", args=[made.pk]), follow=True)
    shown = unescape(answer.content.decode())
    assert "residents do not see the change yet" in shown
    assert "cannot be reached" in shown
    assert services.send_waiting() is False
    report_site.answers = True
    assert services.send_waiting() is True
    assert len(report_site.pages or []) == 1
    assert "To be sent" not in client.get(reverse("bulletin:list")).content.decode()


def test_a_withdrawn_bulletin_leaves_the_public_set(report_site: ReportSite, commander: User) -> None:
    made = draft(commander, crackdown())
    services.publish(made, by=commander)
    services.withdraw(made, by=commander, why=answering.WHY)
    assert report_site.pages == []
    with pytest.raises(NotADraft):
        services.publish(made, by=commander)


def test_days_of_a_withdrawn_bulletin_are_counted_again_only_with_a_reason(
    report_site: ReportSite, commander: User
) -> None:
    about = crackdown()
    services.withdraw(services.publish(draft(commander, about), by=commander), by=commander, why=answering.WHY)
    with pytest.raises(CountedBefore):
        services.publish(draft(commander, about, ago=(39, 0)), by=commander)
    services.publish(draft(commander, about, ago=(39, 0)), by=commander, why=answering.WHY)
    assert [page["number"] for page in report_site.pages or []] == [2]


def test_only_a_commander_publishes(report_site: ReportSite, commander: User) -> None:
    made = draft(desk.officer("analyst"), crackdown())
    for role in ("analyst", "duty_officer", "safeguarding_lead"):
        with pytest.raises(NotPermitted):
            services.publish(made, by=desk.officer(role))
    with pytest.raises(NotPermitted):
        draft(desk.officer("duty_officer"), crackdown())


def test_a_bulletin_says_when_its_figures_changed_after_it_was_public(report_site: ReportSite, commander: User) -> None:
    about = crackdown()
    made = services.publish(draft(commander, about), by=commander)
    assert not selectors.changed_since(made)
    answering.closed(about, on=TODAY() - timedelta(days=20), arrests=9)
    assert selectors.changed_since(made)


def test_writing_previewing_and_publishing_over_the_pages(report_site: ReportSite, commander: User) -> None:
    client: Client = desk.client_of(commander)
    about = crackdown()
    empty = client.post(reverse("bulletin:draft"), {"crackdown": about.pk})
    assert empty.status_code == 422
    days = {"first": (TODAY() - timedelta(days=30)).isoformat(), "last": TODAY().isoformat()}
    kept = client.post(reverse("bulletin:draft"), {"crackdown": about.pk, **days, **WORDS}, follow=True)
    assert "As residents would read it" in kept.content.decode()
    made = Bulletin.objects.get()
    client.post(reverse("bulletin:edit", args=[made.pk]), {"crackdown": about.pk, **days, **WORDS, "title": "Better"})
    published = client.post(reverse("bulletin:publish", args=[made.pk]), follow=True)
    assert "residents see it as it is here" in published.content.decode()
    gone = client.post(reverse("bulletin:withdraw", args=[made.pk]), {"why": answering.WHY}, follow=True)
    assert "Withdrawn" in gone.content.decode()
    assert client.post(reverse("bulletin:send_again")).status_code == 302
