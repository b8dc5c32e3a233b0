"""Reads of the staff list."""

from __future__ import annotations

from django.db.models import QuerySet

from lamplighter.desk.staff.models import User


def everyone() -> QuerySet[User]:
    return User.objects.prefetch_related("groups").order_by("username")


def names(identifiers: set[int]) -> dict[int, str]:
    """Shown names by primary key, for lists that keep only who did it."""
    return {user.pk: user.shown_name for user in User.objects.filter(pk__in=identifiers)}
