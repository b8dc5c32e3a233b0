"""Changes to the staff list, and logging in at a pace that guessing cannot use."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lamplighter.desk.ledger.services import record
from lamplighter.desk.staff.errors import PasswordTooWeak, TooManyAttempts, UnknownRole
from lamplighter.desk.staff.models import LoginAttempts, User
from lamplighter.desk.staff.roles import Role

FREE_TRIES = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)


@transaction.atomic
def add_staff(username: str, password: str, roles: Iterable[str], *, name: str = "") -> User:
    """Makes an account, or brings an existing one to this password and these roles."""
    first, _, last = name.partition(" ")
    user, _made = User.objects.get_or_create(username=username, defaults={"first_name": first, "last_name": last})
    user.set_password(password)
    user.save()
    give_roles(user, roles)
    return user


def check_password(password: str) -> None:
    """Refuses a password that is short or common."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise PasswordTooWeak(why=" ".join(error.messages)) from error


@transaction.atomic
def give_roles(user: User, roles: Iterable[str], *, by: User | None = None) -> None:
    """Replaces the roles a person holds."""
    wanted = list(roles)
    unknown = [role for role in wanted if role not in Role.values]
    if unknown:
        raise UnknownRole(role=unknown[0])
    user.groups.set(Group.objects.get_or_create(name=role)[0] for role in wanted)
    record(by or "machine:staff", "staff.roles_given", [f"user:{user.pk}"], roles=sorted(wanted))


def log_in(request: HttpRequest, username: str, password: str) -> User | None:
    """Logs a person in, or returns None for a wrong name or password; after five of those each try has to wait."""
    _refuse_if_closed(_attempts(username))
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        _count_failure(username)
        return None
    # Checking a password takes a while, and many may be tried at once: some may have closed the account meanwhile.
    attempts = _attempts(username)
    _refuse_if_closed(attempts)
    LoginAttempts.objects.filter(pk=attempts.pk).delete()
    login(request, user)
    record(user, "staff.logged_in", [])
    return user


def log_out(request: HttpRequest) -> None:
    if isinstance(request.user, User):
        record(request.user, "staff.logged_out", [])
    logout(request)


def _attempts(username: str) -> LoginAttempts:
    account = salted_hmac("lamplighter.desk.staff.login", username.casefold()).hexdigest()
    return LoginAttempts.objects.get_or_create(account=account)[0]


def _refuse_if_closed(attempts: LoginAttempts) -> None:
    left = attempts.closed_until - timezone.now() if attempts.closed_until else timedelta(0)
    if left > timedelta(0):
        raise TooManyAttempts(minutes=math.ceil(left / timedelta(minutes=1)))


@transaction.atomic
def _count_failure(username: str) -> None:
    """Counts from what is stored now, so that guesses made at once are each counted.

    The account's number goes to the ledger where there is one; what was typed never does.
    """
    attempts = LoginAttempts.objects.select_for_update().get(pk=_attempts(username).pk)
    attempts.failures += 1
    if attempts.failures >= FREE_TRIES:
        attempts.closed_until = timezone.now() + wait_after(attempts.failures)
    attempts.save()
    known = User.objects.filter(username=username).values_list("pk", flat=True).first()
    record("visitor", "staff.login_refused", [f"user:{known}"] if known else [])


def forget_attempts(before: datetime) -> None:
    """Lets go of wrong passwords nobody followed up."""
    LoginAttempts.objects.filter(last__lt=before).delete()


def wait_after(failures: int) -> timedelta:
    """One minute after the fifth wrong password, then twice as long each time, never over a quarter of an hour."""
    doublings = min(max(failures - FREE_TRIES, 0), 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
