"""When an envelope was refused, and who has looked through what was."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def date_what_was_refused(apps: Any, schema_editor: Any) -> None:
    del schema_editor
    apps.get_model("inbox", "Envelope").objects.filter(state="refused").update(refused_at=F("collected"))


class Migration(migrations.Migration):
    dependencies = (
        ("inbox", "0003_clocks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )
    operations = (
        migrations.AddField("envelope", "refused_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "LookedThrough",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("until", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(date_what_was_refused, migrations.RunPython.noop),
    )
