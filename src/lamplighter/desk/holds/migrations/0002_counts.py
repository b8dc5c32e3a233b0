"""Counts of tips by day and area, kept as they were first made."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("holds", "0001_initial"),)
    operations = (
        migrations.CreateModel(
            "HoldCounts",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("counts", models.JSONField(default=list)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "watch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counts", to="holds.holdwatch"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "ordering": ("first",),
                "constraints": (
                    models.UniqueConstraint(fields=["watch", "first"], name="each_day_counted_once_a_watch"),
                ),
            },
        ),
    )
