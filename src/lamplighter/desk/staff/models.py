"""People with an account. Roles are Django groups named after `roles.Role`."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property

from lamplighter.desk.staff.roles import PERMITS, Role


class User(AbstractUser):
    """A member of staff."""

    @property
    def shown_name(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held now; a group that is not a role counts for nothing."""
        names = {group.name for group in self.groups.all()} if self.is_active else set()
        return frozenset(role for role in Role if role.value in names)

    @cached_property
    def permits(self) -> frozenset[str]:
        """Everything the roles allow; read once a request."""
        return frozenset[str]().union(*(PERMITS[role] for role in self.roles))

    def may(self, permit: str) -> bool:
        return permit in self.permits


class LoginAttempts(models.Model):
    """Wrong passwords in a row for one account name, kept as a keyed hash: a mistyped name may be a password."""

    account = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    closed_until = models.DateTimeField(null=True)
    last = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.failures} wrong passwords"
