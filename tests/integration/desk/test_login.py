from __future__ import annotations

from datetime import timedelta

import pytest
from desk import PASSWORD, client_of, officer
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.staff import services
from lamplighter.desk.staff.errors import PasswordTooWeak, UnknownRole
from lamplighter.desk.staff.models import LoginAttempts, User
from lamplighter.desk.staff.services import LONGEST_WAIT, add_staff, check_password, forget_attempts, wait_after

pytestmark = pytest.mark.django_db


def log_in(client: Client, username: str, password: str, **more: str) -> HttpResponse:
    return client.post("/staff/login", {"username": username, "password": password, **more})


def test_a_member_of_staff_logs_in_and_out() -> None:
    user, client = officer(), Client()
    assert log_in(client, user.username, PASSWORD).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert client.post("/staff/logout").headers["Location"] == "/staff/login"
    assert client.get("/").status_code == 302


def test_logging_out_by_following_a_link_does_nothing() -> None:
    client = client_of(officer())
    assert client.get("/staff/logout").status_code == 405
    assert client.get("/").status_code == 200


def test_the_page_asked_for_comes_after_the_login() -> None:
    user, client = officer(), Client()
    assert client.get("/queue/").headers["Location"] == "/staff/login?next=/queue/"
    assert log_in(client, user.username, PASSWORD, next="/queue/").headers["Location"] == "/queue/"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_login_sends_nobody_elsewhere(address: str) -> None:
    user, client = officer(), Client()
    assert log_in(client, user.username, PASSWORD, next=address).headers["Location"] == "/"


def test_a_wrong_password_is_one_sentence_and_does_not_say_which_part_was_wrong() -> None:
    user = officer()
    known, unknown = (log_in(Client(), name, "wrong").content.decode() for name in (user.username, "nobody"))
    assert "do not go together" in known
    assert "do not go together" in unknown


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait() -> None:
    user, client = officer(), Client()
    for _ in range(5):
        log_in(client, user.username, "wrong")
    assert "Too many wrong passwords" in log_in(client, user.username.upper(), PASSWORD).content.decode()
    LoginAttempts.objects.update(closed_until=timezone.now() - timedelta(seconds=1))
    assert log_in(client, user.username, PASSWORD).status_code == 302
    assert not LoginAttempts.objects.exists()


def test_passwords_tried_at_the_same_time_are_each_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    user = tried_while_others_fail(monkeypatch, wrong=4)
    log_in(Client(), user.username, "wrong")
    assert LoginAttempts.objects.get().failures == 5


def test_the_right_password_among_many_tried_at_once_has_to_wait_too(monkeypatch: pytest.MonkeyPatch) -> None:
    user = tried_while_others_fail(monkeypatch, wrong=5)
    assert "Too many wrong passwords" in log_in(Client(), user.username, PASSWORD).content.decode()


def tried_while_others_fail(monkeypatch: pytest.MonkeyPatch, *, wrong: int) -> User:
    """Somebody whose next password is checked so slowly that this many wrong ones are tried and told meanwhile."""
    user, check, others = officer(), services.authenticate, iter(range(wrong))

    def slowly(request: HttpRequest, **given: str) -> object:
        if next(others, None) is not None:
            log_in(Client(), user.username, "wrong")
        return check(request, **given)

    monkeypatch.setattr(services, "authenticate", slowly)
    return user


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    minutes = [wait_after(failures) / timedelta(minutes=1) for failures in (5, 6, 7, 8, 9, 500)]
    assert minutes == [1, 2, 4, 8, 15, 15]
    assert wait_after(10**9) == LONGEST_WAIT


def test_old_wrong_passwords_are_let_go() -> None:
    log_in(Client(), "nobody", "wrong")
    forget_attempts(timezone.now() - timedelta(days=1))
    assert LoginAttempts.objects.exists()
    forget_attempts(timezone.now())
    assert not LoginAttempts.objects.exists()


def test_what_was_typed_is_nowhere_on_record() -> None:
    log_in(Client(), "my-password-by-mistake", "wrong")
    entry = Entry.objects.latest("seq")
    assert (entry.action, entry.subjects, entry.detail) == ("staff.login_refused", [], {})
    assert "mistake" not in LoginAttempts.objects.get().account


def test_a_person_who_left_is_logged_out() -> None:
    user = officer()
    client = client_of(user)
    user.is_active = False
    user.save()
    assert client.get("/").status_code == 302


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownRole):
        add_staff("someone", PASSWORD, ["chief_wizard"])


def test_a_long_phrase_is_a_password() -> None:
    check_password("a perfectly fine pass phrase")


@pytest.mark.parametrize("password", ["short", "password1234"])
def test_a_weak_password_is_refused_with_a_reason(password: str) -> None:
    with pytest.raises(PasswordTooWeak, match=r"too (short|common)"):
        check_password(password)


def test_adding_staff_twice_brings_the_account_to_the_new_roles() -> None:
    user = add_staff("twice", PASSWORD, ["analyst"])
    again = add_staff("twice", PASSWORD, ["auditor"])
    assert again.pk == user.pk
    assert {role.value for role in again.roles} == {"auditor"}
