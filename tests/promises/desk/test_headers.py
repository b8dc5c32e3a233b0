"""What every answer of the desk tells a browser, to the letter."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from desk import PASSWORD, client_of, officer
from django.test import Client

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
EXACT = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


@pytest.mark.parametrize(
    "address", ["/", "/ledger/", "/inbox/", "/staff/people", "/staff/login", "/nothing", "/health"]
)
@pytest.mark.parametrize("logged_in", [False, True])
def test_every_answer_carries_exactly_these_headers(address: str, logged_in: bool) -> None:
    client = client_of(officer("auditor", "administrator")) if logged_in else Client()
    answer = client.get(address)
    parts = answer.headers["Content-Security-Policy"].split("; ")
    assert dict(part.split(" ", 1) for part in parts) == POLICY
    assert {name: answer.headers[name] for name in EXACT} == EXACT


def test_cookies_are_for_this_site_only_and_no_script_reads_them() -> None:
    user, client = officer(), Client()
    client.get("/staff/login")
    client.post("/staff/login", {"username": user.username, "password": PASSWORD})
    assert set(client.cookies) == {"desk_session", "desk_csrf"}
    for cookie in client.cookies.values():
        assert (cookie["samesite"], cookie["httponly"], cookie["path"]) == ("Strict", True, "/")


def test_a_form_without_its_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer())
    answer = client.post("/inbox/collect")
    assert answer.status_code == 403
    assert "reload the page" in answer.content.decode()


@pytest.mark.parametrize(("origin", "secure"), [("https://desk.example", True), ("http://127.0.0.1:8002", False)])
def test_over_https_cookies_never_travel_without_it(origin: str, secure: bool, tmp_path: object) -> None:
    ask = (
        "from lamplighter.desk import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.DEBUG)"
    )
    env = os.environ | {"LAMPLIGHTER_HOME": str(tmp_path), "LAMPLIGHTER_DESK_ORIGIN": origin}
    told = subprocess.run([sys.executable, "-c", ask], env=env, capture_output=True, text=True, check=True).stdout
    assert told.split() == [str(secure)] * 3 + ["False"]
