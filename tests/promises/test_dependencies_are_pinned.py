from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("name", "least"), [("requirements.lock", 51), ("requirements-spark.lock", 3)])
def test_every_python_package_is_pinned_by_hash(name: str, least: int) -> None:
    lock = (ROOT / name).read_text()
    packages = re.split(r"\n(?=[a-z0-9])", lock)
    assert len(packages) >= least
    assert [package.split()[0] for package in packages if "==" not in package or "--hash=sha256:" not in package] == []


def test_every_browser_package_is_pinned_by_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_no_lock_file_names_an_address() -> None:
    for name in ("requirements.lock", "requirements-spark.lock", "package-lock.json"):
        text = (ROOT / name).read_text()
        assert not re.search(
            r'"resolved"|--index-url|--find-links|https?://(?!opencollective|github\.com/sponsors)', text
        ), name
