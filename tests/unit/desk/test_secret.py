from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lamplighter.desk.secret import read_or_make


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "desk" / "django_secret"
    first = read_or_make(path)
    assert len(first) > 60
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_or_make(path) == first


def test_processes_that_start_together_agree_on_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as together:
        secrets = set(together.map(read_or_make, [tmp_path / "secret"] * 16))
    assert len(secrets) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
