"""What the collector received, what was opened, and the one table that holds what residents wrote, encrypted."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Envelope(models.Model):
    """A sealed tip, message or enclosure as it came. Once opened its sealed bytes are let go; until then they are kept.

    The last four fields are filled in for a part of an enclosure, so that it can wait sealed for the rest.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be opened")
        APART = "apart", _("waiting for the rest of its tip")
        OPENED = "opened", _("opened")
        REFUSED = "refused", _("could not be opened")

    envelope_id = models.CharField(max_length=32, unique=True)
    day = models.DateField()
    danger = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, db_index=True)
    refusal = models.CharField(max_length=300, blank=True)
    refused_at = models.DateTimeField(null=True)
    collected = models.DateTimeField(auto_now_add=True)
    belongs_to = models.CharField(max_length=32, blank=True, db_index=True)
    piece = models.CharField(max_length=12, blank=True)
    part = models.PositiveSmallIntegerField(default=0)
    parts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.envelope_id


class LookedThrough(models.Model):
    """Somebody looked through what could not be opened: all that was refused until then. Appended, never changed."""

    by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"until {self.until}"


class Tip(models.Model):
    """One tip, by its number only; what it says is in its parts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope = models.OneToOneField(Envelope, models.PROTECT, null=True, related_name="tip")
    day = models.DateField(db_index=True)
    danger_flag = models.BooleanField(default=False)
    language = models.CharField(max_length=35)
    channel = models.CharField(max_length=8)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.pk)


class TipKey(models.Model):
    """The key of one tip, wrapped under the desk's storage key. Destroying it destroys the tip for good."""

    tip = models.OneToOneField(Tip, models.CASCADE, primary_key=True, related_name="key")
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)


class TipContent(models.Model):
    """One part of a tip, encrypted under the tip's own key."""

    class Part(models.TextChoices):
        TIP = "tip", _("what the resident wrote")
        ASSESSMENT = "assessment", _("the phrases that decided its assessment")
        PHOTO_1 = "photo-1", _("photo 1")
        PHOTO_2 = "photo-2", _("photo 2")
        PHOTO_3 = "photo-3", _("photo 3")
        CONTACT = "contact", _("how to reach the writer")

    tip = models.ForeignKey(Tip, models.CASCADE, related_name="parts")
    part = models.CharField(max_length=12, choices=Part)
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tip", "part"], name="one_of_each_part_a_tip"),)

    def __str__(self) -> str:
        return f"{self.tip_id} {self.part}"


class Trouble(models.Model):
    """Something that keeps tips from being read, from when it began until it is over."""

    class Kind(models.TextChoices):
        LOCKED = "locked", _("The desk's keys are locked")
        UNREACHABLE = "unreachable", _("The report site cannot be reached")
        CLOCKS = "clocks", _("The clocks do not agree")

    kind = models.CharField(max_length=12, choices=Kind, unique=True)
    since = models.DateTimeField()
    sentence = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.sentence


class Heartbeat(models.Model):
    """When the worker was last alive; without it nothing is collected and nobody would notice."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
