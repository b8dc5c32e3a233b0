"""One demo, built and served once for all journeys, and one browser to walk through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from playwright.sync_api import Browser

import browser


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> servers.Place:
    """What `make demo SERVE=0` builds."""
    where = servers.place(tmp_path_factory.mktemp("demo") / "home")
    where.run("demo", "--no-serve")
    return where


@pytest.fixture(scope="session")
def served(demo: servers.Place) -> Iterator[servers.Place]:
    with servers.serving(demo, "report-site", "desk", "worker"):
        yield demo


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser.launched() as launched:
        yield launched


@pytest.fixture(autouse=True)
def _no_skips_hide_a_missing_part(demo: servers.Place) -> None:
    assert Path(demo.home, "county.sqlite3").exists()
