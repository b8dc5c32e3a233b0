"""Where the desk keeps its records: SQLite unless a postgresql:// address is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from lamplighter.desk.errors import DatabaseAddressNotUnderstood

# Every transaction takes the write lock at its start, so that two never deadlock on the way to it, and appends to
# the ledger are serialised. FULL: a stored tip is on the disk before the letterbox is told to forget it.
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"


def connection(address: str, sqlite_file: Path) -> dict[str, Any]:
    """Django's connection settings for one database."""
    return _postgresql(address) if address else _sqlite(sqlite_file)


def _sqlite(file: Path) -> dict[str, Any]:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _PRAGMAS}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise DatabaseAddressNotUnderstood
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
