"""Records of hold watches. What a look found and what people decided is appended and never changed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.crackdowns.models import Crackdown, Outcome, Task
from lamplighter.desk.footholds.models import Stream

STAFF = "staff.User"
WEEKS = 26


class State(models.TextChoices):
    """What is said of a stream. Only the last four are verdicts of the test, the scan and the difference."""

    NO_MAP = "no_map", _("Not watched")
    LEARNING = "learning", _("Learning")
    WAITING = "waiting", _("Waiting for the first look")
    TOO_EARLY = "too_early", _("Too early to say")
    HOLDING = "holding", _("Holding")
    REFILLED = "refilled", _("Refilled")
    DISPLACED = "displaced", _("Displaced")


class Compared(models.TextChoices):
    """Why these areas are the comparison."""

    DISTRICT = "district", _("the other areas of the same district")
    COUNTY = "county", _("the other areas of the county")


class HoldWatch(models.Model):
    """One closed place. Its areas, its comparison and its seed are fixed when it starts, so nobody can look until
    something turns up.
    """

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="holds")
    task = models.ForeignKey(Task, models.PROTECT, related_name="holds")
    crackdown = models.ForeignKey(Crackdown, models.PROTECT, related_name="holds")
    closed = models.DateField()
    place = models.CharField(max_length=40)
    place_name = models.CharField(max_length=300)
    ring = models.JSONField(default=list)
    ring_km = models.FloatField()
    comparison = models.JSONField(default=list)
    compared = models.CharField(max_length=20, choices=Compared)
    left_out = models.JSONField(default=list)
    seed = models.PositiveIntegerField()
    started_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    started = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("hold watch")
        default_permissions = ()
        ordering = ("-closed", "-pk")

    def __str__(self) -> str:
        return self.place_name

    @property
    def last(self) -> date:
        """The last day watched."""
        return self.closed + timedelta(weeks=WEEKS, days=-1)

    @property
    def is_over(self) -> bool:
        return timezone.localdate() > self.last


class HoldCounts(models.Model):
    """Sources by day and area as they were first counted, from one day to another. Appended, and never counted anew.

    So nothing that becomes of a tip later, its disposal least of all, changes what a running watch rests on.
    """

    watch = models.ForeignKey(HoldWatch, models.PROTECT, related_name="counts")
    first = models.DateField()
    last = models.DateField()
    counts = models.JSONField(default=list)  # rows of a day, an area and a number; none where there were none
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ("first",)
        constraints = (models.UniqueConstraint(fields=["watch", "first"], name="each_day_counted_once_a_watch"),)

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


class HoldReading(models.Model):
    """What was said of one stream up to one day, with all it was said from. `was` is what was said before."""

    watch = models.ForeignKey(HoldWatch, models.PROTECT, related_name="readings")
    stream = models.CharField(max_length=20, choices=Stream.choices)
    until = models.DateField()
    state = models.CharField(max_length=20, choices=State.choices)
    was = models.CharField(max_length=20, choices=State.choices, blank=True)
    found = models.JSONField(default=dict)
    chart = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.stream} {self.state} {self.until}"

    @property
    def changed(self) -> bool:
        return self.state != self.was


class HoldEnding(models.Model):
    """Somebody ended a watch, and why. Appended; taking it up again appends a row that undoes it."""

    watch = models.ForeignKey(HoldWatch, models.PROTECT, related_name="endings")
    by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.TextField(max_length=2000, blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.why or "taken up again"
