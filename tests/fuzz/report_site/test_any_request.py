"""Whatever is asked of the public site, no fault, no word repeated in an error or a log, and the exact headers every time.

`make test` sends a few hundred requests, the same each time; `make fuzz` sends 10,000, and `make fuzz SEED=7` others. What
fails is printed as the smallest recipe that fails, with the line that sends it again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import fuzz_site
import pytest
import small_county
from fuzz_judge import Seen, judge
from fuzzing import LISTED, Shot, Walk, shots, walks
from hypothesis import HealthCheck, Phase, given, seed, settings

MANY = int(os.environ.get("FUZZ_REQUESTS", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
TRIED = {
    "deadline": None,
    "database": None,
    "print_blob": True,
    "phases": [Phase.generate, Phase.shrink],
    "suppress_health_check": list(HealthCheck),
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_county.build(tmp_path_factory.mktemp("county"))


@pytest.fixture
def site(tmp_path: Path, pack: Path) -> Iterator[fuzz_site.Site]:
    with fuzz_site.opened(tmp_path, pack) as opened:
        yield opened


def test_every_address_in_every_language_is_answered_as_promised(site: fuzz_site.Site) -> None:
    seen = Seen()
    for path in LISTED:
        for method in ("GET", "HEAD", "POST", "PUT"):
            shot = Shot(method, path.encode())
            look(site, seen, shot, shot.fired(site))
    report("every address", seen)
    assert {(method, route) for route in fuzz_site.routes() for method in ("GET", "POST")} <= set(seen.routes)


def test_any_single_request_is_answered_as_promised(site: fuzz_site.Site) -> None:
    seen = Seen()

    @seed(SEED)
    @settings(max_examples=MANY, **TRIED)
    @given(shots)
    def send(shot: Shot) -> None:
        look(site, seen, shot, shot.fired(site))

    send()
    report("single requests", seen)
    assert seen.requests >= MANY
    assert {200, 303, 400, 403, 404, 405, 410, 415} <= set(seen.statuses)
    assert seen.headings["Thank you. Your report is kept."] > 0, "no report was ever complete"
    assert traces(site) == []


def test_anybody_walking_through_the_pages_is_answered_as_promised(site: fuzz_site.Site) -> None:
    seen = Seen()

    @seed(SEED)
    @settings(max_examples=MANY // 5, **TRIED)
    @given(walks)
    def walk(walk: Walk) -> None:
        for shot, answer in walk.walked(site):
            look(site, seen, shot, answer)

    walk()
    report("walks", seen)
    assert seen.requests >= MANY // 2
    assert {200, 422} <= set(seen.statuses)
    assert len(seen.headings) > 20, "the walks did not get far"
    assert traces(site) == []


def look(site: fuzz_site.Site, seen: Seen, shot: Shot, answer: fuzz_site.Answer) -> None:
    path = shot.path.decode("latin-1")
    seen.note(shot.method, path, answer)
    judge(path, answer, site)


def report(what: str, seen: Seen) -> None:
    """For `make fuzz`, which shows what is written here."""
    sys.stdout.write(f"{what}: {seen.requests} requests, by status {dict(sorted(seen.statuses.items()))}\n")


def traces(site: fuzz_site.Site) -> list[str]:
    """Files that hold anything that was sent, and anything left where temporary files go."""
    told = [word.encode() for word in (fuzz_site.WRITTEN, fuzz_site.AROUND)]
    files = [path for path in site.house.worker.settings.home.rglob("*") if path.is_file()]
    assert len(files) > 5
    holding = [str(path) for path in files if any(word in path.read_bytes() for word in told)]
    return holding + [str(path) for path in site.temporary.rglob("*")]
