"""Who may see a page: nobody without a login, and then by the permit the page names."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.headers import Respond
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def needs(permit: Permit) -> Callable[[View[P]], View[P]]:
    """Lets a view answer only those whose role holds the permit."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not officer(request).may(permit):
                raise NotPermitted(permit=permit)
            return view(request, *args, **kwargs)

        return _marked(answer, permit=permit)

    return guard


def require(by: User, permit: str) -> None:
    """Refuses a change by somebody whose role does not hold the permit, whichever way they came to it."""
    if not by.may(permit):
        raise NotPermitted(permit=permit)


def open_to_all(view: View[P]) -> View[P]:
    """Marks the few views that answer without a login."""
    return _marked(view, open_to_all=True)


def _marked(view: View[P], **marks: object) -> View[P]:
    """Notes on the view itself who may see it, for the middleware, and for a test that asks every view."""
    view.__dict__.update(marks)
    return view


def officer(request: HttpRequest) -> User:
    """The member of staff who asks; for views behind the login, where there always is one."""
    if not isinstance(request.user, User):
        raise NotPermitted
    return request.user


def login_required_everywhere(respond: Respond) -> Respond:
    """A page is closed unless it says otherwise, so that a forgotten decorator shows nothing."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated or _is_open(request.path_info):
            return respond(request)
        if request.headers.get("HX-Request"):
            # A part of a page that is still on a screen: the whole page is asked for anew, and leads to the login.
            return HttpResponse(headers={"HX-Refresh": "true"})
        return redirect_to_login(request.get_full_path())

    return answer


def _is_open(address: str) -> bool:
    try:
        return bool(getattr(resolve(address).func, "open_to_all", False))
    except Resolver404:
        return False
