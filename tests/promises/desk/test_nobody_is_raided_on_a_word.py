"""Promises of the threat model to the person who is reported, who may be innocent, and to the one who told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import answering
import desk
import pytest
from django.apps import apps
from django.utils import timezone

from lamplighter.desk.bulletin import selectors as bulletins
from lamplighter.desk.bulletin import services as bulletin
from lamplighter.desk.bulletin.errors import TooSoon
from lamplighter.desk.crackdowns import services
from lamplighter.desk.crackdowns.errors import (
    AddressNotConfirmed,
    CrackdownHasEnded,
    RestsOnAFootholdAlone,
    RestsOnOneSource,
    SafeguardingNotChecked,
)
from lamplighter.desk.crackdowns.hurdles import TaskKind
from lamplighter.desk.crackdowns.models import Task

pytestmark = pytest.mark.django_db
ENFORCEMENT = [TaskKind.DISRUPTION, TaskKind.WARRANT]


@pytest.mark.parametrize("kind", ENFORCEMENT)
def test_enforcement_that_rests_on_a_foothold_alone_is_refused_and_leaves_nothing_behind(kind: TaskKind) -> None:
    with pytest.raises(RestsOnAFootholdAlone):
        answering.task(kind, foothold=answering.foothold())
    assert not Task.objects.exists()


@pytest.mark.parametrize("kind", ENFORCEMENT)
def test_a_feud_cannot_by_numbers_alone_bring_anyone_to_a_door(kind: TaskKind) -> None:
    story = answering.sketch()
    tips = [answering.assessed_tip(words=story) for _ in range(10)]
    with pytest.raises(RestsOnOneSource):
        answering.task(kind, tips=tips, foothold=answering.foothold())


@pytest.mark.parametrize("second", [{"area": "E99"}, {"area": ""}, {"day": timezone.localdate() - timedelta(days=40)}])
def test_one_story_told_again_of_another_street_or_later_is_still_one_source(second: dict[str, Any]) -> None:
    story = answering.sketch()
    tips = [answering.assessed_tip(words=story), answering.assessed_tip(words=story, **second)]
    with pytest.raises(RestsOnOneSource):
        answering.task(TaskKind.DISRUPTION, tips=tips)


def test_a_single_anonymous_tip_cannot_start_a_warrant_until_its_address_is_confirmed() -> None:
    task, commander = answering.task(TaskKind.WARRANT, independent=answering.INDEPENDENT), desk.officer("commander")
    with pytest.raises(SafeguardingNotChecked):
        services.move_task(task, "make_ready", by=commander)
    answering.fill(task)
    with pytest.raises(AddressNotConfirmed):
        services.move_task(task, "make_ready", by=commander)
    answering.confirm(task)
    assert answering.started(task).state == "started"


def test_what_is_withdrawn_between_ready_and_start_still_stops_the_start() -> None:
    task, commander = answering.task(TaskKind.WARRANT, independent=answering.INDEPENDENT), desk.officer("commander")
    answering.fill(task)
    answering.confirm(task)
    services.move_task(task, "make_ready", by=commander)
    answering.confirm(task, address="2 Other Street")
    with pytest.raises(RestsOnOneSource):
        services.move_task(task, "start", by=commander)
    services.corroborate(task, by=commander, independent=answering.INDEPENDENT)
    with pytest.raises(SafeguardingNotChecked):
        services.move_task(task, "start", by=commander)


def test_what_was_named_for_one_address_brings_nobody_to_another() -> None:
    task, commander = answering.task(TaskKind.WARRANT, independent=answering.INDEPENDENT), desk.officer("commander")
    answering.confirm(task, address="2 Other Street")
    answering.fill(task)
    with pytest.raises(RestsOnOneSource):
        services.move_task(task, "make_ready", by=commander)


def test_nothing_starts_in_a_crackdown_that_was_closed() -> None:
    task, commander = answering.task(), desk.officer("commander")
    answering.fill(task)
    services.move_task(task, "make_ready", by=commander)
    services.stop_crackdown(task.crackdown, by=commander, why=answering.WHY)
    with pytest.raises(CrackdownHasEnded):
        services.move_task(task, "start", by=commander)


def test_a_welfare_visit_may_rest_on_one_word() -> None:
    task = answering.task(TaskKind.WELFARE, foothold=answering.foothold())
    answering.fill(task)
    assert answering.started(task).state == "started"


def test_nobody_has_a_score() -> None:
    about_patterns = {"foothold.rank", "foothold.relative_risk", "assessment.urgency_rank"}
    telling = ("score", "risk", "rank", "suspect", "offender", "nominal")
    found = {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("lamplighter.")
        for field in model._meta.get_fields()
        if any(word in field.name for word in telling)
    }
    assert found <= about_patterns


def test_the_public_reads_no_count_under_five_and_nothing_too_soon() -> None:
    commander, today = desk.officer("commander"), timezone.localdate()
    about = answering.crackdown(commander, starts=today - timedelta(days=30))
    answering.closed(about, on=today - timedelta(days=2), children_safeguarded=1, arrests=4)
    words = dict.fromkeys(("title", "told", "did", "next", "cannot_say"), "What your reports led to.")
    made = bulletin.draft(by=commander, crackdown=about, first=today - timedelta(days=30), last=today, **words)
    assert {line.shown.value for line in bulletins.lines(made)} == {"fewer than 5"}
    with pytest.raises(TooSoon):
        bulletin.publish(made, by=commander)
