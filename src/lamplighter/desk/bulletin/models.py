"""Records of the bulletin. A published page keeps the words and figures that were shown, and nothing smaller."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STAFF = "staff.User"


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EVENTS: dict[str, str | Promise] = {
    "drafted": _("Drafted"),
    "edited": _("Edited"),
    "published": _("Published"),
    "withdrawn": _("Withdrawn"),
}


class Bulletin(models.Model):
    """One page for the public about one crackdown and one period. It is about the whole county, never a part of it."""

    number = models.PositiveIntegerField(unique=True, null=True)  # given when it is published
    crackdown = models.ForeignKey("crackdowns.Crackdown", models.PROTECT, related_name="bulletins")
    first = models.DateField()
    last = models.DateField()
    title = models.CharField(max_length=120)
    told = models.TextField()
    did = models.TextField()
    next = models.TextField()
    cannot_say = models.TextField()
    counts = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    day = models.DateField(null=True)
    created_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bulletin")
        default_permissions = ()
        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return self.title


class BulletinEvent(models.Model):
    """One thing done with a bulletin, by whom and why."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="events")
    what = models.CharField(max_length=12)
    by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.what

    @property
    def said(self) -> str | Promise:
        """What happened, in words."""
        return EVENTS.get(self.what, self.what)


class Sending(models.Model):
    """One wish to send the whole set of published pages; `sent` is empty until the report site has taken it."""

    asked = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.asked:%Y-%m-%d %H:%M}"
