"""The county pack, opened once a process and again when it is replaced; None where the desk has none yet."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from lamplighter.places import Pack


def pack() -> Pack | None:
    path = settings.LAMPLIGHTER.county_pack
    return _pack(path, path.stat().st_mtime_ns) if path.exists() else None


@lru_cache(maxsize=1)
def _pack(path: Path, _changed: int) -> Pack:
    return Pack.open(path)
