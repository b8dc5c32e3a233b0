"""Records of the scans. A foothold is about places and days; no record here is about a person."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.footholds.chance import Chance


class Stream(models.TextChoices):
    TIPS = "tips", _("tips")
    RECORDED = "recorded", _("recorded crime")


class ScanRun(models.Model):
    """One scan of one stream for one date. A judged run is kept when the date is scanned again; `replaced` says so."""

    date = models.DateField()
    stream = models.CharField(max_length=20, choices=Stream.choices)
    since = models.DateField()
    until = models.DateField()
    cases = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    learning = models.BooleanField(default=False)
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
    """One unusual gathering of events in place and time. `tips` are the ids of the tips counted or folded into it."""

    run = models.ForeignKey(ScanRun, models.CASCADE, related_name="footholds")
    rank = models.PositiveSmallIntegerField()
    alarm = models.BooleanField(default=False)
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
    relative_risk = models.FloatField()
    test_statistic = models.FloatField()
    p_value = models.FloatField()
    recurrence_interval_days = models.FloatField()
    kinds = models.JSONField(default=dict)
    tips = models.JSONField(default=list)
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
        replicates = int(self.run.settings.get("replicates", 0))
        return Chance(self.recurrence_interval_days, self.p_value, replicates)


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
