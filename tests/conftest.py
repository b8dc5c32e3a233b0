"""One run tests the engines (no Django), the report site, or the desk: Django can be set up once a process."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import postgres
import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
SITES = ("report_site", "desk")

# Properties are judged by what they find, never by the clock of a busy machine. Where CI is set, hypothesis itself
# takes the same examples every time.
settings.register_profile("lamplighter", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lamplighter")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--site", choices=("none", *SITES), default="none", help="which Django site this run tests")
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="the desk's database")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Sets the environment before pytest-django sets Django up."""
    home = config.stash[HOME] = tempfile.TemporaryDirectory(prefix="lamplighter-test-")
    os.environ["LAMPLIGHTER_HOME"] = home.name
    os.environ["LAMPLIGHTER_DEMO"] = "true"
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    if config.getoption("--site") != "none":
        os.environ["DJANGO_SETTINGS_MODULE"] = f"lamplighter.{config.getoption('--site')}.settings"
    # Where tests run side by side each process has a server of its own, and the one that hands them out needs none.
    if config.getoption("--database") == "postgresql" and not config.getoption("numprocesses", None):
        server = config.stash[SERVER] = postgres.start(Path(home.name))
        os.environ["LAMPLIGHTER_DESK_DATABASE"] = server.address
    if config.getoption("--site") != "none":
        import django  # pytest-django looked for settings before they were named above

        django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        config.stash[SERVER].stop()
    if HOME in config.stash:
        config.stash[HOME].cleanup()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A run of one site takes only that site's folders; a run of none takes neither's."""
    site, parts = config.getoption("--site"), set(collection_path.parts)
    if site == "none":
        return True if parts & set(SITES) else None
    if collection_path.is_dir():
        return True if parts & (set(SITES) - {site}) else None
    return None if site in parts else True


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout; tests that need it are skipped, visibly, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared is not here")
    return SHARED


HOME: pytest.StashKey[tempfile.TemporaryDirectory[str]] = pytest.StashKey()
SERVER: pytest.StashKey[postgres.Server] = pytest.StashKey()
