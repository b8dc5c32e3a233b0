"""Records of the scans. A foothold is about places and days; no record here is about a person."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.footholds.chance import Chance


class Stream(models.TextChoices):
    TIPS = "tips", _("tips")
    RECORDED = "recorded", _("recorded crime")


class Stage(models.TextChoices):
    """How much is known of what is usual in a stream, which decides what may be called an alarm."""

    TOO_SHORT = "too_short", _("Too little history")
    LEARNING = "learning", _("Learning")
    NO_LEVEL = "no_level", _("Learning what an alarm is")
    WATCHED = "watched", _("Watched")


class Level(models.Model):
    """From which statistic on a stream raises an alarm, learnt from made-up years. Appended; the latest is in force."""

    stream = models.CharField(max_length=20, choices=Stream.choices)
    county = models.CharField(max_length=64)
    allowed = models.FloatField()
    statistic = models.FloatField()
    a_year = models.FloatField()
    dispersion = models.FloatField()
    rates = models.JSONField(default=dict)
    years = models.FloatField()
    seed = models.PositiveBigIntegerField()
    since = models.DateField()
    until = models.DateField()
    made = models.DateTimeField(default=timezone.now)
    seconds = models.FloatField(default=0)
    version = models.CharField(max_length=80, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.stream} {self.statistic:.2f}"


class ScanRun(models.Model):
    """One scan of one stream for one date. A judged run is kept when the date is scanned again; `replaced` says so."""

    date = models.DateField()
    stream = models.CharField(max_length=20, choices=Stream.choices)
    since = models.DateField()
    until = models.DateField()
    history_since = models.DateField(null=True)
    cases = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.LEARNING)
    learning = models.BooleanField(default=False)
    level = models.ForeignKey(Level, models.PROTECT, null=True, related_name="+")
    settings = models.JSONField(default=dict)
    version = models.CharField(max_length=80, blank=True)
    seconds = models.FloatField(default=0)
    created = models.DateTimeField(default=timezone.now)
    replaced = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ("-date", "stream", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("date", "stream"), condition=models.Q(replaced=False), name="one_run_a_date_and_stream"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stream} {self.date}"


class Foothold(models.Model):
    """One unusual gathering of events in place and time. `tips` are the ids of the tips counted or folded into it.

    An alarm of a run that is still learning is provisional. `weeks` are the rows of its time chart, `beside` is what the
    other stream says of the same place and time, `part_of` the foothold of the other stream that it is one with.
    """

    run = models.ForeignKey(ScanRun, models.CASCADE, related_name="footholds")
    rank = models.PositiveSmallIntegerField()
    alarm = models.BooleanField(default=False)
    alarm_since = models.DateField(null=True)
    part_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="parts")
    centre = models.CharField(max_length=40)
    areas = models.JSONField(default=list)
    named = models.CharField(max_length=300, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()
    radius_km = models.FloatField()
    start = models.DateField()
    end = models.DateField()
    observed = models.PositiveIntegerField()
    expected = models.FloatField()
    expected_low = models.PositiveIntegerField(null=True)
    expected_high = models.PositiveIntegerField(null=True)
    relative_risk = models.FloatField()
    test_statistic = models.FloatField()
    p_value = models.FloatField(null=True)
    recurrence_interval_days = models.FloatField()
    kinds = models.JSONField(default=dict)
    tips = models.JSONField(default=list)
    weeks = models.JSONField(default=list)
    beside = models.JSONField(default=dict)
    learning = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ("rank",)

    def __str__(self) -> str:
        return self.named or self.centre

    @property
    def radius_metres(self) -> int:
        """How large to draw it: a single area has no radius of its own."""
        return max(round(self.radius_km * 1000), 400)

    @property
    def chance(self) -> Chance:
        return Chance.of(self.recurrence_interval_days, self.p_value, self.run.settings)

    @property
    def provisional(self) -> bool:
        """Whether it stands out, but nobody knows yet how often such an alarm would be false."""
        return self.alarm and self.learning

    @property
    def carried_by(self) -> list[str]:
        """The streams that carry it, its own first."""
        return list(dict.fromkeys([self.run.stream, *(part.run.stream for part in self.parts.all())]))


class Judgement(models.TextChoices):
    REAL = "real", _("Real: worth answering")
    EXPLAINED = "explained", _("Explained: there is an ordinary reason")
    UNSURE = "unsure", _("Unsure: keep an eye on it")


class FootholdJudgement(models.Model):
    """What a person made of a foothold, and why. Appended; taking one back appends a row that undoes it."""

    foothold = models.ForeignKey(Foothold, models.PROTECT, related_name="judgements")
    by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    value = models.CharField(max_length=20, choices=Judgement.choices, blank=True)
    why = models.TextField(max_length=2000, blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.value or "taken back"


class HandScan(models.Model):
    """A scan that a person asked for, and how far it is."""

    day = models.DateField()
    by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    asked = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True)
    step = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failed = models.CharField(max_length=500, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.day} asked {self.asked:%Y-%m-%d %H:%M}"
