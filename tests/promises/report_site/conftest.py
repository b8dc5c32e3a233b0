"""A report site of its own for each test that asks for one, and a browser for each file that does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import report_house
from playwright.sync_api import Browser

import browser


@pytest.fixture
def house(tmp_path: Path) -> Iterator[report_house.House]:
    with report_house.house(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.launched() as launched:
        yield launched
