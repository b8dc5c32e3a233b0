"""Appends from several processes at once, each with its own connection, as the workers of a real desk make them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
from django.conf import settings
from servers import COMMAND

APPEND = """
import django
django.setup()
from lamplighter.desk.ledger.services import record
for number in range(20):
    record("machine:test", "test.done", [f"tip-{number}"])
"""
TOGETHER = 4


def environ(home: Path) -> dict[str, str]:
    """A desk of its own: another home and, on PostgreSQL, another database on the same server."""
    found = os.environ | {"LAMPLIGHTER_HOME": str(home), "DJANGO_SETTINGS_MODULE": "lamplighter.desk.settings"}
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        address = os.environ["LAMPLIGHTER_DESK_DATABASE"]
        with psycopg.connect(address, autocommit=True) as server:
            server.execute("CREATE DATABASE together")
        found["LAMPLIGHTER_DESK_DATABASE"] = address.rsplit("/", 1)[0] + "/together"
    return found


def ledger(*command: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, "ledger", *command], env=env, capture_output=True, text=True, check=False)


def test_entries_written_at_the_same_time_make_one_unbroken_chain(tmp_path: Path) -> None:
    env = environ(tmp_path)
    assert "All 0 entries hold" in ledger("verify", env=env).stdout
    writers = [subprocess.Popen([sys.executable, "-c", APPEND], env=env) for _ in range(TOGETHER)]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * TOGETHER
    done = ledger("verify", env=env)
    assert f"All {20 * TOGETHER} entries hold" in done.stdout
    assert done.returncode == 0
    seq, noted = ledger("head", env=env).stdout.split()
    assert seq == str(20 * TOGETHER)
    broken = ledger("verify", "--seq", "999", "--hash", noted, env=env)
    assert broken.returncode == 1
    assert f"Entry {20 * TOGETHER + 1} is broken" in broken.stderr
