"""A report site of its own for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import report_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[report_house.House]:
    with report_house.house(tmp_path) as opened:
        yield opened
