"""Any run SaTScan can express comes back from its files as it went, settings and tables alike."""

from __future__ import annotations

import csv
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lamplighter.feeds.satscan import export_run, import_run
from lamplighter.feeds.satscan.dates import iso, parts_of, slashed

NAMES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P"], exclude_characters='",;'), min_size=1, max_size=8
)
SPACED = st.builds(" ".join, st.lists(NAMES, min_size=1, max_size=3))
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31))


@st.composite
def runs(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, list[list[str]]]]:
    """Settings with nothing left to defaults, and tables."""
    model = draw(st.sampled_from(["permutation", "poisson", "bernoulli"]))
    scans = ["prospective", "retrospective", "temporal", "prospective_temporal"]
    scan = draw(st.sampled_from(scans if model == "permutation" else [*scans, "spatial"]))
    first, last = sorted((draw(DAYS), draw(DAYS)))
    coordinates = draw(st.sampled_from(["lat_lon", "x_y"]))
    shape = draw(st.sampled_from(["circle", "ellipse"]))
    settings: dict[str, Any] = {
        "coordinates": coordinates,
        "model": model,
        "scan": scan,
        "rates": draw(st.sampled_from(["high", "low", "both"])),
        "min_cases": draw(st.integers(1, 50)),
        "time_unit": "day",
        "start": first.isoformat(),
        "end": last.isoformat(),
        "max_share": draw(st.integers(1, 500)) / 1000,
        "shape": shape,
        "time_trend": draw(st.sampled_from(["none", "log_linear", "stratified"])),
        "space_adjustment": draw(st.sampled_from(["none", "nonparametric"])),
        "p_value": draw(st.sampled_from(["monte_carlo", "sequential", "gumbel"])),
        "replicates": draw(st.sampled_from([9, 99, 999, 9999])),
        "seed": 1,
    }
    if scan != "spatial":
        settings["min_duration"] = draw(st.integers(1, 9))
        longest = draw(st.sampled_from([("max_duration", 12), ("max_duration_share", 0.35)]))
        settings[longest[0]] = longest[1]
        if "prospective" in scan and draw(st.booleans()):
            settings["prospective_since"] = last.isoformat()
    if draw(st.booleans()):
        settings["max_radius_km"] = draw(st.integers(1, 4000)) / 8
    if shape == "ellipse":
        settings["noncompactness_penalty"] = draw(st.sampled_from([0.0, 0.5, 1.0]))
    covariates = ["age", "sex"][: draw(st.integers(0, 2))] if model != "bernoulli" else []
    if covariates:
        settings["covariates"] = covariates
    ids = draw(st.lists(SPACED, min_size=1, max_size=5, unique=True))
    tables = {
        "cases": _table(draw, ["area", "date", "cases", *covariates], ids),
        "areas": [["area", *(("lat", "lon") if coordinates == "lat_lon" else ("x", "y"))]]
        + [[area, str(draw(st.integers(-80, 80))), repr(draw(st.integers(-700, 700)) / 8)] for area in ids],
    }
    if model == "poisson":
        tables["population"] = _table(draw, ["area", "date", "population", *covariates], ids)
    if model == "bernoulli":
        tables["controls"] = _table(draw, ["area", "date", "controls"], ids)
    return settings | {name: f"{name}.csv" for name in tables}, tables


def _table(draw: st.DrawFn, columns: list[str], ids: list[str]) -> list[list[str]]:
    row = st.tuples(
        st.sampled_from(ids), DAYS.map(str), st.integers(0, 999).map(str), *[SPACED for _ in columns[3:]]
    ).map(list)
    return [columns, *draw(st.lists(row, min_size=1, max_size=6))]


@given(runs())
def test_a_run_comes_back_from_satscans_files_as_it_went(
    run: tuple[dict[str, Any], dict[str, list[list[str]]]],
) -> None:
    settings, tables = run
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for table, rows in tables.items():
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        (folder / "run.json").write_text(json.dumps(settings), encoding="utf-8")
        exported = export_run(folder / "run.json", folder / "theirs")
        back = import_run(exported.files[0], folder / "ours", covariates=settings.get("covariates", ()))
        assert json.loads(back.settings.read_text(encoding="utf-8")) == settings
        for table, rows in tables.items():
            with (folder / "ours" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                assert list(csv.reader(file)) == rows


@given(DAYS, st.integers(1, 3))
def test_a_date_comes_back_as_fine_as_it_was_written(day: Any, precision: int) -> None:
    written = slashed(day.isoformat(), precision)
    parts = parts_of(written)
    assert parts is not None
    assert iso(parts) == "-".join(day.isoformat().split("-")[:precision])


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_none(text: str) -> None:
    parts = parts_of(text)
    assert parts is None or 1 <= len(parts) <= 3
