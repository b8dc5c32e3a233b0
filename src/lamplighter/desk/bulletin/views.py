"""The bulletin's pages on the desk: list, draft, preview, publish, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lamplighter.desk.bulletin import selectors, services
from lamplighter.desk.bulletin.errors import BulletinError
from lamplighter.desk.bulletin.forms import BulletinForm, PublishForm, WithdrawForm
from lamplighter.desk.bulletin.models import Bulletin
from lamplighter.desk.crackdowns.errors import CrackdownError
from lamplighter.desk.staff.access import needs, officer
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit

REFUSED = 422
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])
Save = Callable[[User, dict[str, Any]], Bulletin]


@needs(Permit.WRITE_BULLETIN)
@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    context = {"bulletins": selectors.bulletins(), "waiting": selectors.waiting()}
    return render(request, "bulletin/list.html", context)


@needs(Permit.WRITE_BULLETIN)
@asked_or_sent
def draft(request: HttpRequest) -> HttpResponse:
    form = BulletinForm(request.POST or None, initial={"crackdown": request.GET.get("crackdown", "")})
    return _saved(request, form, lambda by, data: services.draft(by=by, **data))


@needs(Permit.WRITE_BULLETIN)
@asked_or_sent
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = selectors.bulletin(pk)
    form = BulletinForm(request.POST or None, initial=_fields(found))
    return _saved(request, form, lambda by, data: services.edit(found, by=by, **data))


def _fields(found: Bulletin) -> dict[str, Any]:
    return {name: getattr(found, name) for name in BulletinForm.base_fields}


def _saved(request: HttpRequest, form: BulletinForm, save: Save) -> HttpResponse:
    if form.is_valid():
        try:
            kept = save(officer(request), form.cleaned_data)
        except BulletinError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("bulletin:bulletin", kept.pk)
    return render(request, "bulletin/edit.html", {"form": form}, status=_status(form))


@needs(Permit.WRITE_BULLETIN)
@require_safe
def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, selectors.bulletin(pk))


@needs(Permit.PUBLISH_BULLETIN)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = selectors.bulletin(pk), PublishForm(request.POST)
    if form.is_valid():
        try:
            services.publish(found, by=officer(request), why=form.cleaned_data["why"])
        except (BulletinError, CrackdownError) as refusal:
            form.add_error("why", str(refusal))
        else:
            return _told_whether_sent(request, pk)
    return _shown(request, found, publish_form=form)


@needs(Permit.PUBLISH_BULLETIN)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = selectors.bulletin(pk), WithdrawForm(request.POST)
    if form.is_valid():
        services.withdraw(found, by=officer(request), why=form.cleaned_data["why"])
        return _told_whether_sent(request, pk)
    return _shown(request, found, withdraw_form=form)


@needs(Permit.PUBLISH_BULLETIN)
@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    services.send_again(by=officer(request))
    return redirect("bulletin:list")


def _told_whether_sent(request: HttpRequest, pk: int) -> HttpResponse:
    waiting = selectors.waiting()
    if waiting is None:
        messages.success(request, _("The report site has it: residents see it as it is here."))
    else:
        said = _(
            "It is kept here, but residents do not see the change yet. %(why)s It is tried again every minute or so."
        )
        messages.warning(request, said % {"why": waiting.trouble})
    return redirect("bulletin:bulletin", pk)


def _shown(request: HttpRequest, found: Bulletin, **bound: forms.Form) -> HttpResponse:
    form = next(iter(bound.values()), None)
    context = {
        "bulletin": found,
        "lines": selectors.lines(found),
        "warned": selectors.warned(found) if found.state == "draft" else (),
        "changed": selectors.changed_since(found),
        "waiting": selectors.waiting(),
        "history": selectors.history(found),
        "form": form,
        "publish_form": PublishForm(),
        "withdraw_form": WithdrawForm(),
        **bound,
    }
    return render(request, "bulletin/bulletin.html", context, status=_status(form) if form else 200)


def _status(form: forms.Form) -> int:
    return REFUSED if form.is_bound and form.errors else 200
