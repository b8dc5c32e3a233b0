"""Who opened the way to reach a writer, and why; it goes when the tip goes, unlike the ledger, which only says that it was."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lamplighter.desk.inbox.models import Tip


class ContactOpening(models.Model):
    """One opening of the contact of one tip."""

    tip = models.ForeignKey(Tip, models.CASCADE, related_name="contact_openings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.tip_id} {self.at}"
