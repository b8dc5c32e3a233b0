"""`lamplighter evaluate baseline` works for any county and any months, and says so in a sentence where it cannot."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import planted
import pytest
import small_county
import street_crime
import typer
from typer.testing import CliRunner, Result

from lamplighter.cli import evaluate, recorded_counts
from lamplighter.feeds.police_uk import import_files
from lamplighter.feeds.recorded import Store
from lamplighter.places import Pack
from lamplighter.scanning.baseline.errors import HistoryTooShort, PeriodsUnusable

app = typer.Typer()
evaluate.register(app)
CENTRES = ((1.0, 1.0), (3.0, 1.0), (3.0, 3.0))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", "baseline", *map(str, arguments)])


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_county.build(tmp_path_factory.mktemp("county"))


def stored(folder: Path, pack: Path, months: list[date], *, without: str = "") -> Path:
    """A store of drugs and weapons offences in three areas, 12 to 1 a month; `without` had no weapons recorded."""
    rng = np.random.default_rng(1)
    for month in months:
        name = f"{month:%Y-%m}"
        rows = [
            street_crime.row(f"{name}-{kind}-{place}-{number}", place, name, kind)
            for kind in ("Drugs", "Possession of weapons")
            for mean, place in zip((12, 4, 1), CENTRES, strict=True)
            for number in range(0 if name == without and kind != "Drugs" else int(rng.poisson(mean)))
        ]
        street_crime.write(folder / f"{name}-street.csv", *rows)
    with Pack.open(pack) as opened:
        import_files([folder], folder / "store.sqlite3", opened)
    return folder / "store.sqlite3"


def test_it_prints_one_json_object(tmp_path: Path, pack: Path) -> None:
    store = stored(tmp_path, pack, planted.months(14))
    done = run(
        "--store", store, "--county", pack, "--kind", "Drugs", "--tune-until", "2021-09", "--deprivation", "--json"
    )
    found = json.loads(done.stdout)
    drugs = found["kinds"]["Drugs"]
    assert found["county"] == "Smallshire"
    assert drugs["periods"] == ["2021-10", "2021-11", "2021-12", "2022-01", "2022-02"]
    assert drugs["areas"] == 5
    assert drugs["tuning"]["deprivation"] == 0
    assert drugs["gains"]["poisson"]["low"] <= drugs["gains"]["poisson"]["value"] <= drugs["gains"]["poisson"]["high"]
    assert [row["decile"] for row in found["deprivation"]["Drugs"]["rows"]] == [0, 1, 5, 7, 10]


def test_it_is_readable_too(tmp_path: Path, pack: Path) -> None:
    store = stored(tmp_path, pack, planted.months(12))
    done = run("--store", store, "--county", pack, "--kind", "Drugs", "--deprivation")
    assert "in 5 areas, 6 months, 2021-07 to 2021-12" in done.stdout
    assert "90 % intervals, randomised" in done.stdout
    assert "With deprivation" in done.stdout


def test_too_few_months_are_a_sentence(tmp_path: Path, pack: Path) -> None:
    store = stored(tmp_path, pack, planted.months(5))
    error = run("--store", store, "--county", pack, "--kind", "Drugs").exception
    assert isinstance(error, HistoryTooShort)
    assert "too few months to compare" in str(error)


def test_a_month_that_is_none_is_a_sentence(tmp_path: Path, pack: Path) -> None:
    store = stored(tmp_path, pack, planted.months(8))
    error = run("--store", store, "--county", pack, "--kind", "Drugs", "--tune-until", "soon").exception
    assert isinstance(error, PeriodsUnusable)
    assert '"soon" is not a month' in str(error)


def test_a_kind_that_was_never_recorded_is_a_sentence(tmp_path: Path, pack: Path) -> None:
    store = stored(tmp_path, pack, planted.months(2))
    error = run("--store", store, "--county", pack, "--kind", "Piracy").exception
    assert str(error) == (
        'The store has no offence of the kind "Piracy" in an area of the county pack. '
        "It has: Drugs, Possession of weapons."
    )


def test_a_month_in_which_a_kind_was_not_recorded_is_left_out(tmp_path: Path, pack: Path) -> None:
    path = stored(tmp_path, pack, planted.months(4), without="2021-03")
    with Store(path) as store, Pack.open(pack) as opened:
        counts = recorded_counts.read(store, opened)
    assert counts.months == ("2021-01", "2021-02", "2021-03", "2021-04")
    assert [day.month for day in counts.history("Possession of weapons").calendar.days] == [1, 2, 4]
    assert [day.month for day in counts.history("Drugs").calendar.days] == [1, 2, 3, 4]
    assert (counts.history("Drugs").beside[:, 2] == 0).all()


def test_no_decile_is_read_unless_asked_for(tmp_path: Path, pack: Path) -> None:
    path = stored(tmp_path, pack, planted.months(2))
    with Store(path) as store, Pack.open(pack) as opened:
        assert recorded_counts.read(store, opened).around.deciles is None
