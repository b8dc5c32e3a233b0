"""A desk that was there before enclosures keeps every envelope and every word when it is brought up to date."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", "inbox", "0001", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute(
        "INSERT INTO inbox_envelope (id, envelope_id, day, danger, sealed, state, refusal, collected)"
        " VALUES (1, %s, '2026-03-02', 1, %s, 'refused', 'made up', '2026-03-02 10:00')", ["ab" * 16, b"sealed"]
    )
    cursor.execute(
        "INSERT INTO inbox_tip (id, envelope_id, day, danger_flag, language, channel, created)"
        " VALUES (%s, 1, '2026-03-02', 1, 'en', 'form', '2026-03-02 10:00')", ["cd" * 16]
    )
    cursor.execute(
        "INSERT INTO inbox_tipcontent (tip_id, part, nonce, ciphertext) VALUES (%s, 'tip', %s, %s)",
        ["cd" * 16, b"nonce", b"words"],
    )
call_command("migrate", verbosity=0)
call_command("makemigrations", "--check", "--dry-run", verbosity=0)
from lamplighter.desk.inbox.models import Envelope, TipContent
envelope, content = Envelope.objects.get(), TipContent.objects.get()
print(envelope.envelope_id, envelope.state, bytes(envelope.sealed), envelope.refusal, envelope.danger)
print(repr(envelope.belongs_to), repr(envelope.piece), envelope.part, envelope.parts)
print(content.tip.envelope_id, content.part, bytes(content.nonce), bytes(content.ciphertext))
"""


def test_what_was_there_before_enclosures_is_still_there_word_for_word(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("LAMPLIGHTER_", "DJANGO_"))}
    environ |= {"LAMPLIGHTER_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lamplighter.desk.settings"}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{'ab' * 16} refused b'sealed' made up True",
        "'' '' 0 0",
        "1 tip b'nonce' b'words'",
    ]
