"""Mailboxes, known by a keyed hash alone, and the letters that went both ways, encrypted under the key of their tip."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.inbox.models import Tip


class Mailbox(models.Model):
    """That a tip's writer took code words. `name` is a hash under the desk's storage key: it joins nothing elsewhere.

    A message that no known mailbox belongs to is a tip of its own; its mailbox cannot be answered.
    """

    tip = models.OneToOneField(Tip, models.CASCADE, primary_key=True, related_name="mailbox")
    name = models.CharField(max_length=64, db_index=True)
    answerable = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.pk)


class Letter(models.Model):
    """One message, to the writer of a tip or from them: never changed, and unreadable once the tip's key is destroyed."""

    class Way(models.TextChoices):
        OUT = "out", _("to the reporter")
        IN = "in", _("from the reporter")

    tip = models.ForeignKey(Tip, models.CASCADE, related_name="letters")
    number = models.PositiveIntegerField()
    way = models.CharField(max_length=3, choices=Way)
    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    urgency = models.CharField(max_length=9, blank=True)
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["tip", "number"], name="one_letter_of_each_number_a_tip"),)

    def __str__(self) -> str:
        return f"{self.tip_id} {self.number}"

    @property
    def part(self) -> str:
        """The name its words are encrypted under."""
        return f"letter-{self.number}"


class Delivery(models.Model):
    """A reply on its way. `number` is random; `due` is too, so that nobody can tell from it when the reply was written."""

    letter = models.OneToOneField(Letter, models.CASCADE, primary_key=True, related_name="delivery")
    number = models.CharField(max_length=32, unique=True)
    due = models.DateTimeField(db_index=True)
    sent = models.DateField(null=True)
    given_up = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
