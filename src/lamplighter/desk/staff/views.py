"""Logging in and out, and the list of who holds which role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lamplighter.desk.staff import selectors, services
from lamplighter.desk.staff.access import needs, open_to_all
from lamplighter.desk.staff.errors import TooManyAttempts
from lamplighter.desk.staff.forms import LoginForm
from lamplighter.desk.staff.roles import PERMITS, Permit, Role


@open_to_all
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    form = LoginForm(request.POST or None)
    if form.is_valid() and _logged_in(request, form):
        return redirect(_next(request))
    return render(request, "staff/login.html", {"form": form, "next": request.GET.get("next", "")})


def _logged_in(request: HttpRequest, form: LoginForm) -> bool:
    try:
        if services.log_in(request, **form.cleaned_data):
            return True
        form.add_error(None, _("That user name and password do not go together."))
    except TooManyAttempts as refusal:
        form.add_error(None, str(refusal))
    return False


def _next(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else "home"


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    services.log_out(request)
    return redirect("staff:login")


@needs(Permit.MANAGE_STAFF)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    table = [(role.label, [Permit(permit).label for permit in sorted(PERMITS[role])]) for role in Role]
    return render(request, "staff/people.html", {"people": selectors.everyone(), "table": table})
