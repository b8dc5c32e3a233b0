"""Each browser in turn, and one site for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import chromium
import firefox
import pytest
import webkit
import whole_site
from window import Browser

LAUNCH = {each.NAME: each.launched for each in (chromium, firefox, webkit)}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[whole_site.Site]:
    with whole_site.standing(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session", params=LAUNCH)
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    with LAUNCH[request.param]() as launched:
        yield launched
