"""One demo, built and served once for all journeys, and one browser to walk through it.

To walk again through a demo that is built already, name a copy of its folder in LAMPLIGHTER_TEST_HOME.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from playwright.sync_api import Browser

import browser


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> servers.Place:
    """What `make demo SERVE=0` builds."""
    built = os.environ.get("LAMPLIGHTER_TEST_HOME")
    where = servers.place(Path(built) if built else tmp_path_factory.mktemp("demo") / "home")
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
