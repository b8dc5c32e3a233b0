"""A scan from files: what is wrong in them is said with the file and the line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lamplighter.scanning import run_file
from lamplighter.scanning.errors import (
    AreaUnknown,
    ColumnMissing,
    RowWrong,
    ScanError,
    SettingMissing,
    SettingsUnreadable,
    SettingUnused,
    SettingWrong,
    TableUnreadable,
)

AREAS = "area,x,y\nNorth,0,9\nSouth,0,0\n"
CASES = "area,date,cases\nNorth,2026-01-01,2\nSouth,2026-01-02,1\nNorth,2026-01-03,3\nSouth,2025-12-31,4\n"
SETTINGS = {
    "cases": "in/cases.csv",
    "areas": "in/areas.csv",
    "population": None,
    "coordinates": "x_y",
    "model": "permutation",
    "scan": "prospective",
    "start": "2026-01-01",
    "end": "2026-01-03",
    "max_share": 1,
    "min_cases": 1,
    "replicates": 9,
}


def written(folder: Path, *, cases: str = CASES, areas: str = AREAS, **changes: object) -> Path:
    (folder / "in").mkdir()
    (folder / "in/cases.csv").write_text(cases, encoding="utf-8")
    (folder / "in/areas.csv").write_text(areas, encoding="utf-8")
    (folder / "run.json").write_text(json.dumps(SETTINGS | changes))
    return folder / "run.json"


def test_tables_are_found_beside_the_settings_and_the_result_is_written(tmp_path: Path) -> None:
    result = run_file(written(tmp_path), tmp_path / "result.json", threads=1)
    kept = json.loads((tmp_path / "result.json").read_text())
    assert set(kept) == {"clusters", "replicates", "maxima", "cases_outside_period", "seconds", "version"}
    assert kept["cases_outside_period"] == result.outside == 4
    assert len(kept["maxima"]) == kept["replicates"] == 9


def test_a_mark_of_byte_order_blank_lines_and_further_columns_do_no_harm(tmp_path: Path) -> None:
    cases = "\ufeffdate,weekday,area,cases\n\n2026-01-03,5, North ,3\n"
    assert run_file(written(tmp_path, cases=cases), tmp_path / "result.json").outside == 0


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("North,2026-01-02,-1", "not a number of cases"),
        ("North,2026-01-02,1.5", "not a number of cases"),
        ("North,2026-01-02,²", "not a number of cases"),
        ("North,2026-01-02,99999999999", "not a number of cases"),
        ("North,2026-13-02,1", "2026-13-02"),
        ("North,2026,1", "a day, YYYY-MM-DD"),
        ("North,2026-01-02", "it has 2 fields and the header 3"),
    ],
)
def test_a_wrong_row_of_cases_is_named_by_its_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(RowWrong, match=f"cases.csv, line 6: .*{said}"):
        run_file(written(tmp_path, cases=CASES + row + "\n"), tmp_path / "result.json")


def test_an_unknown_area_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(AreaUnknown, match='line 6 names the area "West"'):
        run_file(written(tmp_path, cases=CASES + "West,2026-01-01,1\n"), tmp_path / "result.json")


def test_a_point_that_is_no_number_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(RowWrong, match=r'areas\.csv, line 4: "here" is not a number'):
        run_file(written(tmp_path, areas=AREAS + "West,here,1\n"), tmp_path / "result.json")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(ColumnMissing, match='no column "lat"'):
        run_file(written(tmp_path, coordinates="lat_lon"), tmp_path / "result.json")


def test_a_missing_table_or_one_in_another_encoding_is_refused(tmp_path: Path) -> None:
    settings = written(tmp_path)
    (tmp_path / "in/cases.csv").write_bytes(b"area,date,cases\n\xff\xfe,2026-01-01,1\n")
    with pytest.raises(TableUnreadable):
        run_file(settings, tmp_path / "result.json")
    (tmp_path / "in/cases.csv").unlink()
    with pytest.raises(TableUnreadable):
        run_file(settings, tmp_path / "result.json")


@pytest.mark.parametrize("name", ["population", "controls"])
def test_a_table_the_model_would_not_use_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingUnused, match=f'"{name}" is given'):
        run_file(written(tmp_path, **{name: "in/areas.csv"}), tmp_path / "result.json")


@pytest.mark.parametrize("name", ["cases", "areas"])
def test_a_table_that_is_needed_is_asked_for(tmp_path: Path, name: str) -> None:
    settings = written(tmp_path)
    settings.write_text(json.dumps(SETTINGS | {name: None}))
    with pytest.raises(SettingMissing, match=f'"{name}"'):
        run_file(settings, tmp_path / "result.json")
    settings.write_text(json.dumps(SETTINGS | {name: 7}))
    with pytest.raises(SettingWrong, match=f'"{name}" is 7'):
        run_file(settings, tmp_path / "result.json")


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_settings_that_are_no_object_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(SettingsUnreadable):
        run_file(tmp_path / "run.json", tmp_path / "result.json")


def test_every_refusal_is_one_sentence_that_ends(tmp_path: Path) -> None:
    with pytest.raises(ScanError) as refused:
        run_file(tmp_path / "absent.json", tmp_path / "result.json")
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_baseline_is_read_with_its_dispersion(tmp_path: Path) -> None:
    path = written(tmp_path, baseline="in/baseline.csv", model="expectation_negative_binomial", max_duration=1)
    days = [f"2026-01-0{day}" for day in (1, 2, 3)]
    rows = [f"{day},{area},1.5,0.5\n" for area in ("North", "South") for day in days]
    (tmp_path / "in/baseline.csv").write_text("date,area,expected,dispersion\n" + "".join(rows))
    best = run_file(path, tmp_path / "result.json").clusters[0]
    weight = 1 / 1.75
    assert (best.areas, best.observed, best.expected) == (("North",), 3, 1.5)
    assert best.test_statistic == pytest.approx((3 - 1.5) * weight / (1.5 * weight) ** 0.5)


def test_controls_of_places_alone_need_no_dates(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        cases="area,cases\nNorth,6\nSouth,1\n",
        controls="in/controls.csv",
        model="bernoulli",
        scan="spatial",
        start=None,
        end=None,
    )
    (tmp_path / "in/controls.csv").write_text("area,controls\nNorth,2\nSouth,9\n")
    best = run_file(path, tmp_path / "result.json").clusters[0]
    assert (best.areas, best.observed) == (("North",), 6)
    assert best.expected == pytest.approx(8 * 7 / 18)


@pytest.mark.parametrize(
    ("model", "name", "text", "said"),
    [
        ("bernoulli", "controls", "area,controls\nNorth,-2\n", "line 2: .*not a number of cases"),
        ("bernoulli", "controls", "area,controls\nWest,2\n", 'line 2 names the area "West"'),
        ("bernoulli", "controls", "area,people\nNorth,2\n", 'no column "controls"'),
        ("expectation_poisson", "baseline", "area,date,expected\nNorth,2026-01-01,x\n", 'line 2: "x" is not a number'),
        ("expectation_poisson", "baseline", "area,date\nNorth,2026-01-01\n", 'no column "expected"'),
    ],
)
def test_a_wrong_background_is_named_by_its_line(tmp_path: Path, model: str, name: str, text: str, said: str) -> None:
    path = written(tmp_path, model=model, **{name: f"in/{name}.csv"})
    (tmp_path / f"in/{name}.csv").write_text(text)
    with pytest.raises(ScanError, match=said):
        run_file(path, tmp_path / "result.json")


@pytest.mark.parametrize("name", ["population", "controls", "baseline"])
def test_a_background_the_model_has_no_use_for_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingUnused, match=f'"{name}" is given'):
        run_file(written(tmp_path, **{name: "in/areas.csv"}), tmp_path / "result.json")
