"""The crackdown pages: they ask selectors, tell services, and show a refusal beside what would mend it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lamplighter.desk.crackdowns import pages, planning, selectors, services
from lamplighter.desk.crackdowns.errors import CrackdownError
from lamplighter.desk.crackdowns.forms import (
    AddressForm,
    CheckForm,
    CrackdownForm,
    IndependentForm,
    OutcomeForm,
    PlanForm,
    WhyForm,
)
from lamplighter.desk.crackdowns.hurdles import AddressState, TaskKind
from lamplighter.desk.crackdowns.models import Crackdown, Task
from lamplighter.desk.staff.access import needs, officer
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit

REFUSED = 422
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permit.SEE_CRACKDOWNS)
@require_safe
def crackdowns(request: HttpRequest) -> HttpResponse:
    return render(request, "crackdowns/list.html", {"crackdowns": selectors.crackdowns()})


@needs(Permit.RUN_CRACKDOWNS)
@asked_or_sent
def start(request: HttpRequest) -> HttpResponse:
    form = CrackdownForm(request.POST or None)
    if form.is_valid():
        try:
            begun = services.start_crackdown(by=officer(request), **form.cleaned_data)
        except CrackdownError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The crackdown is entered: %(clock)s.") % {"clock": begun.clock})
            return redirect("crackdowns:crackdown", begun.pk)
    context = {"form": form, "groups": pages.area_groups(form)}
    return render(request, "crackdowns/start.html", context, status=_status(form))


@needs(Permit.SEE_CRACKDOWNS)
@require_safe
def crackdown(request: HttpRequest, pk: int) -> HttpResponse:
    return _crackdown(request, selectors.crackdown(pk), WhyForm())


@needs(Permit.RUN_CRACKDOWNS)
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = selectors.crackdown(pk), WhyForm(request.POST)
    if form.is_valid():
        try:
            services.stop_crackdown(found, by=officer(request), why=form.cleaned_data["why"])
        except CrackdownError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("crackdowns:crackdown", pk)
    return _crackdown(request, found, form)


def _crackdown(request: HttpRequest, found: Crackdown, form: WhyForm) -> HttpResponse:
    return render(
        request, "crackdowns/crackdown.html", pages.of_crackdown(found) | {"form": form}, status=_status(form)
    )


@needs(Permit.WORK_TASKS)
@asked_or_sent
def plan(request: HttpRequest) -> HttpResponse:
    """A task from a foothold (?foothold=) or a tip (?tip=); those stay in the address through every refusal."""
    basis = planning.basis_asked_for(request)
    form = PlanForm(request.POST or None, tips=basis.tips, initial=basis.initial)
    if request.method == "POST" and form.is_valid():
        try:
            task = _planned(officer(request), basis, form)
        except CrackdownError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Planned. Next: what must be done before it can start."))
            return redirect("crackdowns:task", task.pk)
    return render(request, "crackdowns/plan.html", {"form": form, "basis": basis}, status=_status(form))


def _planned(by: User, basis: planning.Basis, form: PlanForm) -> Task:
    data = form.cleaned_data
    planned = services.Plan(
        kind=TaskKind(data["kind"]),
        title=data["title"],
        purpose=data["purpose"],
        address=data["address"],
        foothold=basis.foothold,
        tips=[tip for tip in basis.tips if str(tip.pk) in data["tips"]],
        independent=form.independent(),
    )
    return services.plan_task(data["crackdown"], planned, by=by)


@needs(Permit.SEE_CRACKDOWNS)
@require_safe
def task(request: HttpRequest, pk: int) -> HttpResponse:
    return _task(request, selectors.task(pk), {})


def _task(
    request: HttpRequest, found: Task, bound: dict[str, forms.Form], refusal: CrackdownError | None = None
) -> HttpResponse:
    form = next(iter(bound.values()), None)
    context = pages.of_task(found, **bound) | {"refusal": refusal, "bound": form}
    refused = refusal is not None or (form is not None and bool(form.errors))
    return render(request, "crackdowns/task.html", context, status=REFUSED if refused else 200)


Change = Callable[[Task, User, dict[str, Any]], object]


def _changed(request: HttpRequest, pk: int, name: str, form: forms.Form, change: Change) -> HttpResponse:
    """Makes one change from a form on the task's page, or shows the page again with what is wrong."""
    found = selectors.task(pk)
    if not form.is_valid():
        return _task(request, found, {name: form})
    try:
        change(found, officer(request), form.cleaned_data)
    except CrackdownError as refusal:
        return _task(request, found, {name: form}, refusal)
    return redirect("crackdowns:task", pk)


@needs(Permit.WORK_TASKS)
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    def fill(task: Task, by: User, answers: dict[str, Any]) -> object:
        return services.fill_check(task, by=by, answers=answers)

    return _changed(request, pk, "check_form", CheckForm(request.POST), fill)


@needs(Permit.SEE_CRACKDOWNS)
@require_POST
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Open to all who see tasks, so that others than a lead get the refusal that says who may."""

    def waive_it(task: Task, by: User, said: dict[str, Any]) -> object:
        return services.waive_check(task, by=by, why=said["why"])

    return _changed(request, pk, "waiver_form", WhyForm(request.POST, prefix="waiver"), waive_it)


@needs(Permit.SEE_CRACKDOWNS)
@require_POST
def take_back_waiver(request: HttpRequest, pk: int) -> HttpResponse:
    def take_back(task: Task, by: User, _said: dict[str, Any]) -> object:
        return services.take_back_waiver(task, by=by)

    return _changed(request, pk, "waiver_form", forms.Form(request.POST), take_back)


@needs(Permit.CONFIRM_ADDRESSES)
@require_POST
def address(request: HttpRequest, pk: int) -> HttpResponse:
    def confirm(task: Task, by: User, said: dict[str, Any]) -> object:
        return services.confirm_address(task, by=by, **said | {"state": AddressState(said["state"])})

    return _changed(request, pk, "address_form", AddressForm(request.POST, prefix="address"), confirm)


@needs(Permit.WORK_TASKS)
@require_POST
def corroborate(request: HttpRequest, pk: int) -> HttpResponse:
    form = IndependentForm(request.POST)

    def name_it(task: Task, by: User, _said: dict[str, Any]) -> object:
        return services.corroborate(task, by=by, independent=form.said())

    return _changed(request, pk, "independent_form", form, name_it)


@needs(Permit.WORK_TASKS)
@require_POST
def withdraw(request: HttpRequest, pk: int, named: int) -> HttpResponse:
    found = selectors.corroboration(pk, named)
    services.withdraw_corroboration(found, by=officer(request))
    return redirect("crackdowns:task", pk)


@needs(Permit.WORK_TASKS)
@require_POST
def move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    def move_it(task: Task, by: User, said: dict[str, Any]) -> object:
        return services.move_task(task, move, by=by, why=said.get("why", ""))

    form = WhyForm(request.POST, prefix=move) if f"{move}-why" in request.POST else forms.Form(request.POST)
    return _changed(request, pk, f"{move}_form", form, move_it)


@needs(Permit.WORK_TASKS)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    def close_it(task: Task, by: User, said: dict[str, Any]) -> object:
        return services.close_task(task, by=by, findings=services.Findings(**said))

    return _changed(request, pk, "outcome_form", OutcomeForm(request.POST), close_it)


def _status(form: forms.Form) -> int:
    return REFUSED if form.is_bound and form.errors else 200
