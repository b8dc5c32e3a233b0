"""What the crackdown pages show, gathered for their templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import Form
from django.utils import timezone

from lamplighter.desk import county
from lamplighter.desk.crackdowns import selectors
from lamplighter.desk.crackdowns.forms import (
    AddressForm,
    CheckForm,
    CrackdownForm,
    IndependentForm,
    OutcomeForm,
    WhyForm,
)
from lamplighter.desk.crackdowns.models import Crackdown, SafeguardingCheck, Task
from lamplighter.desk.crackdowns.questions import QUESTIONS, REPAIR_STEPS
from lamplighter.desk.crackdowns.states import State, moves_from
from lamplighter.desk.holds import pages as holds
from lamplighter.desk.ledger import reading
from lamplighter.signs import kind


def area_groups(form: CrackdownForm) -> list[tuple[str, list[Any]]]:
    """The area tick boxes by district, in the order of the pack."""
    pack = county.pack()
    districts = {area.id: area.district for area in pack.areas()} if pack else {}
    groups: dict[str, list[Any]] = {}
    for box in form["areas"]:
        groups.setdefault(districts.get(str(box.data["value"]), ""), []).append(box)
    return sorted(groups.items())


def area_names(areas: list[str]) -> list[str]:
    pack = county.pack()
    named = {area.id: area.name for area in pack.areas()} if pack else {}
    return [named.get(area, area) for area in areas]


def of_crackdown(found: Crackdown) -> dict[str, Any]:
    tasks = list(selectors.tasks_of(found))
    reading.note(tip.pk for each in tasks for tip in each.tips.all())
    outcomes = {outcome.task_id: outcome for outcome in selectors.outcomes(found)}
    return {
        "crackdown": found,
        "clock": found.clock,
        "kinds": [kind(each).title for each in found.kinds],
        "areas": area_names(found.areas),
        "board": selectors.board(tasks),
        "rows": [(each, selectors.in_the_way(each), outcomes.get(each.pk)) for each in tasks],
        "totals": selectors.totals(found),
        "repairs_open": selectors.repairs_open(found, len(REPAIR_STEPS)),
        "waiting": selectors.waiting_for_a_check(found),
        "history": selectors.history(found)[:100],
        **holds.of_crackdown(found),
    }


def of_task(found: Task, **bound: Form) -> dict[str, Any]:
    tips = list(found.tips.select_related("assessment").order_by("day"))
    reading.note(tip.pk for tip in tips)
    latest = selectors.check(found)
    shown = _forms(found, latest) | bound
    return {
        "task": found,
        "clock": found.crackdown.clock,
        "tips": tips,
        "standing": selectors.standing(found),
        "missing": selectors.in_the_way(found),
        "steps": [
            (move, shown.get(f"{move.name}_form") if move.needs_reason else None) for move in moves_from(found.state)
        ],
        "is_open": found.state in (State.PLANNED, State.READY),
        "check": latest,
        "answers": list(_answers(latest)),
        "waiver": selectors.waiver(found),
        "address": selectors.address(found),
        "corroborations": selectors.corroborations(found),
        "outcome": selectors.outcome(found),
        "repairs": REPAIR_STEPS,
        "history": selectors.history(found.crackdown, found),
        **shown,
    }


def _as_first_said(found: Task) -> dict[str, Any]:
    """What an earlier closing said, to be corrected after a reopening rather than typed again."""
    earlier = found.outcome_set.order_by("-pk").first()
    return {name: getattr(earlier, name) for name in OutcomeForm.base_fields} if earlier else {}


def _answers(check: SafeguardingCheck | None) -> Iterator[tuple[Any, str]]:
    return ((question.label, getattr(check, name, "")) for name, question in QUESTIONS.items())


def _forms(found: Task, check: SafeguardingCheck | None) -> dict[str, Form]:
    """Fresh forms; the check begins with what is already answered."""
    answered = {name: getattr(check, name, "") for name in QUESTIONS}
    begin = {"address": found.address, "established_on": timezone.localdate()}
    return {
        "check_form": CheckForm(initial=answered),
        "waiver_form": WhyForm(prefix="waiver"),
        "address_form": AddressForm(prefix="address", initial=begin),
        "independent_form": IndependentForm(),
        "outcome_form": OutcomeForm(initial=_as_first_said(found)),
        **{f"{move.name}_form": WhyForm(prefix=move.name) for move in moves_from(found.state) if move.needs_reason},
    }
