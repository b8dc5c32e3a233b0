"""One small county for the whole room: a pack is read-only, so no test can spoil it for another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import small_county

from lamplighter.places import Pack


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    with small_county.pack(tmp_path_factory.mktemp("county")) as opened:
        yield opened
