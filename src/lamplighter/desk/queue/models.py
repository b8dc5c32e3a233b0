"""How a tip stands: what the machine made of it, what people decided since, and the sum of both."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.inbox.models import Tip


class Urgency(models.TextChoices):
    IMMEDIATE = "immediate", _("Immediate")
    PRIORITY = "priority", _("Priority")
    ROUTINE = "routine", _("Routine")


class Status(models.TextChoices):
    OPEN = "open", _("Open")
    LOOKING = "looking", _("Being looked at")
    NO_FURTHER_ACTION = "no_further_action", _("No further action")
    DONE = "done", _("Done")


class PlaceBy(models.TextChoices):
    NOBODY = "", _("No place")
    REPORTER = "reporter", _("chosen by the reporter")
    MACHINE = "machine", _("proposed by the machine from the words of the tip")
    PERSON = "person", _("set by a member of staff")


RANKS = {urgency.value: rank for rank, urgency in enumerate(Urgency)}
CLOSED = frozenset({Status.NO_FURTHER_ACTION.value, Status.DONE.value})


class Assessment(models.Model):
    """One tip in the queue. `urgency`, `status` and the place follow from the machine and the decisions (standing.py);
    they are stored so that the queue can be sorted, and can be worked out again at any time.
    """

    tip = models.OneToOneField(Tip, models.CASCADE, primary_key=True, related_name="assessment")
    day = models.DateField()
    version = models.CharField(max_length=40)
    urgency = models.CharField(max_length=9, choices=Urgency)
    urgency_rank = models.PositiveSmallIntegerField()
    machine_urgency = models.CharField(max_length=9, choices=Urgency)
    danger_now = models.BooleanField(default=False)
    status = models.CharField(max_length=17, choices=Status, default=Status.OPEN)
    closed = models.BooleanField(default=False)
    completeness = models.FloatField()
    novelty = models.FloatField()
    top_kind = models.CharField(max_length=40)
    kinds = models.JSONField(default=list)
    area = models.CharField(max_length=40, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)
    precision = models.CharField(max_length=10, default="unknown")
    place_label = models.CharField(max_length=300, blank=True)
    place_by = models.CharField(max_length=8, choices=PlaceBy, blank=True)
    machine_place = models.JSONField(default=dict)
    sketch = models.BinaryField()
    similar = models.PositiveIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (
            models.Index(fields=["closed", "urgency_rank", "day", "tip"], name="queue_in_order"),
            models.Index(fields=["status", "urgency_rank", "day", "tip"], name="queue_by_status"),
            models.Index(fields=["closed", "top_kind", "urgency_rank", "day"], name="queue_by_kind"),
            models.Index(fields=["area", "day"], name="queue_by_area"),
            models.Index(fields=["day"], name="queue_by_day"),
        )

    def __str__(self) -> str:
        return f"{self.tip_id} {self.urgency}"


class Raising(models.Model):
    """A message of the tip's writer, seen from the queue: how urgent it is, and the last decision made before it."""

    tip = models.ForeignKey(Tip, models.CASCADE, related_name="raisings")
    urgency = models.CharField(max_length=9, choices=Urgency, blank=True)
    after = models.BigIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.tip_id} {self.urgency}"


class Likeness(models.Model):
    """Two tips that may tell of the same thing, and in what they are alike; kept once a pair."""

    tip = models.ForeignKey(Tip, models.CASCADE, related_name="+")
    other = models.ForeignKey(Tip, models.CASCADE, related_name="+")
    words = models.FloatField()
    metres = models.FloatField(null=True)
    days = models.IntegerField()
    same_kind = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tip", "other"], name="one_likeness_a_pair"),)

    def __str__(self) -> str:
        return f"{self.tip_id} and {self.other_id}"


class Decision(models.Model):
    """One judgement of one person about one tip, with its reason: never changed, only undone by another."""

    class About(models.TextChoices):
        URGENCY = "urgency", _("Urgency")
        STATUS = "status", _("Status")
        PLACE = "place", _("Place")
        KIND = "kind", _("Kinds")

    tip = models.ForeignKey(Tip, models.CASCADE, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    about = models.CharField(max_length=8, choices=About)
    value = models.JSONField()
    why = models.CharField(max_length=500)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.about} of {self.tip_id}"
