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
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

import browser

WALK_THROUGH_THE_DEMO = ("test_the_whole_way.py", "test_conversation.py")


class DemoInOneProcess(LoadScopeScheduling):
    """Tests that walk through the demo go to one process, beside all others, so that it is built once."""

    def _split_scope(self, nodeid: str) -> str:
        return "demo" if Path(nodeid.partition("::")[0]).name in WALK_THROUGH_THE_DEMO else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    # Marks of pytest-xdist would say the same, but they have no effect under pytest 9.2.
    return DemoInOneProcess(config, log)


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
