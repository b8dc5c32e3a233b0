"""SQLite's REPLACE deletes the row in its way without asking any delete trigger, so an insert is asked instead."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE seq = NEW.seq OR hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""


def forbid_replacing(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL has no REPLACE; its ON CONFLICT DO UPDATE meets the update trigger."""
    if editor.connection.vendor == "sqlite":
        editor.execute(SQLITE)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [migrations.RunPython(forbid_replacing, elidable=False)]
