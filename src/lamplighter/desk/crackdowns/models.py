"""Records of crackdowns. What people said (checks, confirmations, outcomes, events) is appended and never changed."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.crackdowns.clock import USUAL_DAYS, Clock
from lamplighter.desk.crackdowns.hurdles import AddressState, TaskKind
from lamplighter.desk.crackdowns.states import State
from lamplighter.desk.crackdowns.wording import EVENTS

STAFF = "staff.User"


class Crackdown(models.Model):
    """One time-boxed answer: an aim, kinds of crime, areas (none = the whole county), and its days."""

    name = models.CharField(max_length=120, unique=True)
    aim = models.TextField(max_length=2000)
    kinds = models.JSONField(default=list)
    areas = models.JSONField(default=list)
    starts = models.DateField()
    days = models.PositiveSmallIntegerField(default=USUAL_DAYS)
    stopped = models.DateField(null=True)
    created_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("crackdown")
        default_permissions = ()
        ordering = ("-starts", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def clock(self) -> Clock:
        return Clock(self.starts, self.days, timezone.localdate(), self.stopped)


class Task(models.Model):
    """One visit or warrant, from its plan to what was found. `tips` and `foothold` are what it rests on."""

    crackdown = models.ForeignKey(Crackdown, models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20, choices=TaskKind.choices)
    title = models.CharField(max_length=120)
    purpose = models.TextField(max_length=2000)
    address = models.CharField(max_length=300, blank=True)
    foothold = models.ForeignKey("footholds.Foothold", models.PROTECT, null=True, related_name="tasks")
    tips = models.ManyToManyField("inbox.Tip", related_name="tasks")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    created_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("task")
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class Said(models.Model):
    """Something a person said about a task, and when; the latest of its kind counts."""

    task = models.ForeignKey(Task, models.PROTECT)
    by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{type(self).__name__} of task {self.task_id}"


class SafeguardingCheck(Said):
    """The five answers for one address; an empty answer is one still to be given."""

    address = models.CharField(max_length=300, blank=True)
    children = models.TextField(blank=True)
    adults = models.TextField(blank=True)
    interpreter = models.TextField(blank=True)
    referral = models.TextField(blank=True)
    at_the_door = models.TextField(blank=True)


class Waiver(Said):
    """A safeguarding lead lets a task start without its check, or takes that back."""

    address = models.CharField(max_length=300, blank=True)
    given = models.BooleanField()
    reason = models.TextField()


class AddressConfirmation(Said):
    """How far we know that this is the place: by whom it was established, when and how."""

    state = models.CharField(max_length=20, choices=AddressState.choices)
    address = models.CharField(max_length=300)
    established_by = models.CharField(max_length=200)
    established_on = models.DateField()
    how = models.TextField()


class Corroboration(Said):
    """Something independent of the tips behind a task; `tip` where it is another tip."""

    what = models.TextField()
    whose = models.CharField(max_length=300)
    why_apart = models.TextField()
    tip = models.ForeignKey("inbox.Tip", models.PROTECT, null=True, related_name="corroborates")
    address = models.CharField(max_length=300, blank=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")


class Outcome(Said):
    """What was found and done. Adults and children are counted apart; a home where nothing was wrong is said so."""

    adults_safeguarded = models.PositiveSmallIntegerField(default=0)
    children_safeguarded = models.PositiveSmallIntegerField(default=0)
    arrests = models.PositiveSmallIntegerField(default=0)
    seizures = models.PositiveSmallIntegerField(default=0)
    seized = models.TextField(blank=True)
    referrals = models.PositiveSmallIntegerField(default=0)
    referred_to = models.TextField(blank=True)
    place_closed = models.BooleanField(default=False)  # a market, or a home that had been taken over
    nothing_found = models.BooleanField(default=False)
    innocent_household = models.BooleanField(default=False)
    repair_steps = models.JSONField(default=list)
    repair = models.TextField(blank=True)
    on = models.DateField()
    note = models.TextField(blank=True)
    replaced = models.BooleanField(default=False)  # by a reopening; the row stays


class Event(models.Model):
    """One thing that happened to a crackdown or one of its tasks."""

    crackdown = models.ForeignKey(Crackdown, models.PROTECT, related_name="events")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="events")
    what = models.CharField(max_length=40)
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
