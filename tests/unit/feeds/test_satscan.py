"""A SaTScan run becomes settings and tables that mean the same, or a sentence names what stands in the way."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from satscan_files import leave_run

from lamplighter.feeds.satscan import Imported, export_run, import_run
from lamplighter.feeds.satscan import vocabulary as words
from lamplighter.feeds.satscan.errors import (
    FileUnreadable,
    ParameterMissing,
    ParametersUnreadable,
    ParametersUnsupported,
    ParameterWrong,
    RowRefused,
    RunInexpressible,
    RunUnreadable,
)
from lamplighter.scanning.run import read_run


def taken(folder: Path, **changes: Any) -> tuple[Imported, dict[str, Any]]:
    imported = import_run(leave_run(folder, **changes), folder / "ours")
    return imported, json.loads(imported.settings.read_text(encoding="utf-8"))


def table(folder: Path, name: str) -> list[list[str]]:
    with (folder / "ours" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_prospective_permutation_run_is_understood(tmp_path: Path) -> None:
    imported, settings = taken(tmp_path)
    assert settings == {
        "cases": "cases.csv",
        "areas": "areas.csv",
        "coordinates": "lat_lon",
        "model": "permutation",
        "scan": "prospective",
        "rates": "high",
        "min_cases": 2,
        "time_unit": "day",
        "min_duration": 1,
        "max_duration": 7,
        "start": "2001-11-01",
        "end": "2001-11-24",
        "max_share": 0.5,
        "max_radius_km": 3.0,
        "shape": "circle",
        "time_trend": "none",
        "space_adjustment": "none",
        "p_value": "monte_carlo",
        "replicates": 999,
        "seed": 1,
    }
    assert (imported.cases, imported.areas, imported.remarks) == (3, 2, ())
    assert imported.settings == tmp_path / "ours" / "visits.json"


def test_names_with_blanks_and_dates_written_either_way_are_read(tmp_path: Path) -> None:
    taken(tmp_path)
    assert table(tmp_path, "cases.csv") == [
        ["area", "date", "cases"],
        ["A1", "2001-11-03", "2"],
        ["Upper Ash", "2001-11-04", "1"],
        ["A1", "2001-11-24", "1"],
    ]
    assert table(tmp_path, "areas.csv")[2] == ["Upper Ash", "52.2", "-0.8"]


def test_what_was_read_is_what_our_scan_takes(tmp_path: Path) -> None:
    imported, _ = taken(tmp_path)
    run = read_run(imported.settings)
    assert run.areas.ids == ("A1", "Upper Ash")
    assert np.array_equal(np.asarray(run.cases.counts), [2, 1, 1])


@pytest.mark.parametrize(
    ("changes", "setting", "value"),
    [
        ({"AnalysisType": "3"}, "scan", "retrospective"),
        ({"AnalysisType": "2"}, "scan", "temporal"),
        ({"AnalysisType": "6"}, "scan", "prospective_temporal"),
        ({"ScanAreas": "2"}, "rates", "low"),
        ({"ScanAreas": "3"}, "rates", "both"),
        ({"CoordinatesType": "0"}, "coordinates", "x_y"),
        ({"TimeAggregationUnits": "2"}, "time_unit", "month"),
        ({"TimeAggregationUnits": "1"}, "time_unit", "year"),
        ({"MaxTemporalSizeInterpretation": "0", "MaxTemporalSize": "25"}, "max_duration_share", 0.25),
        ({"MaxSpatialSizeInPopulationAtRisk": "12.5"}, "max_share", 0.125),
        ({"SpatialWindowShapeType": "1", "NonCompactnessPenalty": "2"}, "noncompactness_penalty", 1.0),
        ({"SpatialWindowShapeType": "1", "NonCompactnessPenalty": "1"}, "noncompactness_penalty", 0.5),
        ({"TimeTrendAdjustmentType": "3"}, "time_trend", "log_linear"),
        ({"TimeTrendAdjustmentType": "4"}, "time_trend", "stratified"),
        ({"SpatialAdjustmentType": "2"}, "space_adjustment", "nonparametric"),
        ({"PValueReportType": "2"}, "p_value", "sequential"),
        ({"PValueReportType": "3"}, "p_value", "gumbel"),
        (
            {"AdjustForEarlierAnalyses": "y", "ProspectiveStartDate": "2001/11/17"},
            "prospective_since",
            "2001-11-17",
        ),
        ({"StartDate": "2001", "EndDate": "2001/11"}, "start", "2001-01-01"),
        ({"StartDate": "2001", "EndDate": "2001/11"}, "end", "2001-11-30"),
    ],
)
def test_each_parameter_becomes_its_setting(
    tmp_path: Path, changes: dict[str, str], setting: str, value: object
) -> None:
    assert taken(tmp_path, **changes)[1][setting] == value


def test_covariates_follow_the_date_and_may_be_named(tmp_path: Path) -> None:
    path = leave_run(tmp_path, files={"visits.cas": "A1 1 2001/11/3 5 f\nA1 1 2001/11/4 6 m\n"})
    unnamed = json.loads(import_run(path, tmp_path / "ours").settings.read_text(encoding="utf-8"))
    assert unnamed["covariates"] == ["covariate_1", "covariate_2"]
    import_run(path, tmp_path / "ours", covariates=("age", "sex"))
    assert table(tmp_path, "cases.csv")[:2] == [
        ["area", "date", "cases", "age", "sex"],
        ["A1", "2001-11-03", "1", "5", "f"],
    ]
    with pytest.raises(ParameterWrong, match="2 names"):
        import_run(path, tmp_path / "ours", covariates=("age",))


def test_a_poisson_run_brings_its_population(tmp_path: Path) -> None:
    _, settings = taken(
        tmp_path,
        ModelType="0",
        PopulationFile="people.pop",
        files={"people.pop": 'A1 1999 120\n"Upper Ash" 1999/7 80\n'},
    )
    assert settings["population"] == "population.csv"
    assert table(tmp_path, "population.csv") == [
        ["area", "date", "population"],
        ["A1", "1999", "120"],
        ["Upper Ash", "1999-07", "80"],
    ]


def test_a_population_without_the_covariates_of_its_cases_is_refused(tmp_path: Path) -> None:
    files = {"visits.cas": "A1 1 2001/11/3 f\n", "people.pop": "A1 1999 120\n"}
    with pytest.raises(ParameterWrong, match="covariate_1"):
        taken(tmp_path, ModelType="0", PopulationFile="people.pop", files=files)


def test_a_bernoulli_scan_of_places_has_controls_and_no_times(tmp_path: Path) -> None:
    _, settings = taken(
        tmp_path,
        AnalysisType="1",
        ModelType="1",
        PrecisionCaseTimes="0",
        ControlFile="others.ctl",
        files={"visits.cas": "A1 3\n", "others.ctl": 'A1 4\n"Upper Ash" 9\n'},
    )
    assert "start" not in settings
    assert table(tmp_path, "controls.csv") == [["area", "controls"], ["A1", "4"], ["Upper Ash", "9"]]


def test_a_file_of_the_import_wizard_is_cut_as_it_says(tmp_path: Path) -> None:
    changes = {
        "CaseFile": "visits.csv",
        "CaseFile-SourceType": "0",
        "CaseFile-SourceFieldMap": "3,oneCount,1",
        "CaseFile-SourceDelimiter": ",",
        "CaseFile-SourceGrouper": '"',
        "CaseFile-SourceSkip": "1",
        "CaseFile-SourceFirstRowHeader": "y",
    }
    taken(tmp_path, **changes, files={"visits.csv": 'made by hand\nday,n,where\n2001/11/5,9,"Upper Ash"\n'})
    assert table(tmp_path, "cases.csv")[1:] == [["Upper Ash", "2001-11-05", "1"]]


def test_a_file_that_moved_with_its_parameters_is_found_beside_them(tmp_path: Path) -> None:
    imported, _ = taken(tmp_path, CaseFile=r"C:\studies\2001\visits.cas")
    assert imported.cases == 3


def test_the_relaxed_check_leaves_out_unknown_places_and_counts_them(tmp_path: Path) -> None:
    files = {"visits.geo": "A1 52.1 -0.9\n"}
    imported, _ = taken(tmp_path, GeographicalCoordinatesCheckType="1", files=files)
    assert len(table(tmp_path, "cases.csv")) == 3
    assert imported.remarks == ("1 rows of the cases have no coordinates and were left out.",)


def test_a_scan_of_time_alone_needs_no_coordinates(tmp_path: Path) -> None:
    imported, settings = taken(tmp_path, AnalysisType="2", CoordinatesFile=None)
    assert settings["coordinates"] == "x_y"
    assert imported.areas == 2
    assert "no CoordinatesFile" in imported.remarks[0]


@pytest.mark.parametrize("name", sorted(words.REFUSED))
def test_what_would_change_the_clusters_is_refused_by_name(tmp_path: Path, name: str) -> None:
    value = "locations.txt" if name == "MultipleLocationsFile" else "1" if "Type" in name or "Isotonic" in name else "y"
    with pytest.raises(ParametersUnsupported, match=f"{name}={value}"):
        taken(tmp_path, **{name: value})
    assert not (tmp_path / "ours").exists()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"AnalysisType": "5"}, "spatial variation in temporal trends"),
        ({"ModelType": "10"}, "the batched model"),
        ({"PrecisionCaseTimes": "4"}, "generic times"),
        ({"TimeAggregationLength": "7"}, "periods of several units"),
        ({"TimeTrendAdjustmentType": "2"}, "a given percentage"),
        ({"TimeTrendAdjustmentType": "4", "TimeStratifiedAdjLength": "7"}, "time strata of several periods"),
        ({"SpatialAdjustmentType": "1"}, "spatially stratified"),
        ({"AnalysisType": "3", "IncludeClusters": "1"}, "some windows only"),
        ({"ProspectiveFrequencyType": "2"}, "rarer than the time unit"),
        ({"ScanAreas": "3", "MinimumCasesInLowRateClusters": "3"}, "low clusters"),
        ({"SpatialWindowShapeType": "1", "EllipseShapes": "2,3"}, "other shapes"),
        ({"MonteCarloReps": "0"}, "without replicates"),
        ({"PValueReportType": "2", "EarlyTerminationThreshold": "20"}, "early stopping"),
        ({"CaseFile2": "more.cas"}, "several data sets"),
        ({"CaseFile-SourceType": "1"}, "dBase"),
        ({"CaseFile-SourceFieldMap": "generatedId,2"}, "made-up fields"),
        ({"CaseFile-SourceDelimiter": "::"}, "several characters"),
        ({"InventedParameter": "3"}, "a parameter we do not know"),
    ],
)
def test_what_we_cannot_do_is_said_in_words(tmp_path: Path, changes: dict[str, str], named: str) -> None:
    with pytest.raises(ParametersUnsupported, match=named):
        taken(tmp_path, **changes)


def test_all_that_stands_in_the_way_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ParametersUnsupported) as refused:
        taken(tmp_path, IterativeScan="y", UseGridFile="y", ModelType="5")
    for name in ("IterativeScan", "UseGridFile", "ModelType"):
        assert name in str(refused.value)


def test_what_only_adds_to_the_report_is_remarked_on(tmp_path: Path) -> None:
    changes = {"ReportGiniClusters": "y", "OutputShapefiles": "y", "PValueReportType": "0", "RandomSeed": "7"}
    imported, _ = taken(tmp_path, **changes, CriteriaForReportingSecondaryClusters="1")
    told = " ".join(imported.remarks)
    for name in (*changes, "CriteriaForReportingSecondaryClusters"):
        assert name in told
    assert taken(tmp_path, OutputShapefiles="n", InventedParameter="n")[0].remarks == ()


def test_a_table_the_model_has_no_use_for_is_remarked_on(tmp_path: Path) -> None:
    imported, _ = taken(tmp_path, PopulationFile="people.pop", files={"people.pop": "A1 1999 12\n"})
    assert imported.remarks == ("PopulationFile is not read: the permutation model has no use for it.",)


@pytest.mark.parametrize("name", ["CaseFile", "CoordinatesFile", "AnalysisType", "ModelType", "StartDate"])
def test_a_parameter_that_is_needed_is_asked_for(tmp_path: Path, name: str) -> None:
    with pytest.raises(ParameterMissing, match=name):
        taken(tmp_path, **{name: None})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AnalysisType", "11"),
        ("AnalysisType", "four"),
        ("UseDistanceFromCenterOption", "perhaps"),
        ("MaxSpatialSizeInDistanceFromCenter", "far"),
        ("MaxSpatialSizeInDistanceFromCenter", "-1"),
        ("EndDate", "24 November"),
    ],
)
def test_a_parameter_of_the_wrong_kind_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ParameterWrong, match=name):
        taken(tmp_path, **{name: value})


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("visits.cas", "A1 1\n", "line 1: it has 2 fields, and 3 are needed"),
        ("visits.cas", "A1 1 2001/11/3\n\nA1 1 2001/11/3 x\n", "line 3: it has 4 fields, and the first row 3"),
        ("visits.cas", "A1 1 01/11/3\n", "year of four digits"),
        ("visits.geo", "A1 52.1\n", "two coordinates are needed"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_line(tmp_path: Path, file: str, text: str, reason: str) -> None:
    with pytest.raises(RowRefused, match=reason):
        taken(tmp_path, files={file: text})


def test_a_field_the_wizard_names_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(RowRefused, match="field 9 is needed"):
        taken(tmp_path, **{"CaseFile-SourceFieldMap": "1,2,9"})


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match=r"none\.cas"):
        taken(tmp_path, CaseFile="none.cas")
    with pytest.raises(ParametersUnreadable, match="No such file"):
        import_run(tmp_path / "none.prm", tmp_path)
    for text, reason in (("", "no parameters"), ("[Input]\nCaseFile\n", "line 2"), ("A=1\nA=2\n", "given twice")):
        (tmp_path / "bad.prm").write_text(text, encoding="utf-8")
        with pytest.raises(ParametersUnreadable, match=reason):
            import_run(tmp_path / "bad.prm", tmp_path)


def test_every_parameter_is_named_in_one_list_only() -> None:
    lists = [words.REFUSED, words.REMARKED, words.READ, words.BESIDE_A_SWITCH, words.ABOUT_OUTPUT]
    names = [name.lower() for some in lists for name in some]
    assert len(names) == len(set(names))


def ours(folder: Path, **settings: Any) -> Path:
    (folder / "c.csv").write_text("area,date,cases\nA1,2001-11-03,2\n", encoding="utf-8")
    (folder / "a.csv").write_text("area,lat,lon\nA1,52.1,-0.9\n", encoding="utf-8")
    basis = {"cases": "c.csv", "areas": "a.csv", "coordinates": "lat_lon", "model": "permutation"}
    basis |= {"scan": "prospective", "start": "2001-11-01", "end": "2001-11-24"}
    path = folder / "run.json"
    path.write_text(json.dumps(basis | settings), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"model": "expectation_poisson"}, "model expectation_poisson"),
        ({"model": "poisson"}, "without population"),
        ({"max_share": 0.8}, "above one half"),
        ({"max_duration": 7, "max_duration_share": 0.5}, "two limits"),
        ({"shape": "ellipse", "noncompactness_penalty": 0.7}, "0.7"),
        ({"replicates": 500}, "500 replicates"),
    ],
)
def test_what_satscan_cannot_do_is_named_when_writing(tmp_path: Path, settings: dict[str, Any], reason: str) -> None:
    with pytest.raises(RunInexpressible, match=reason):
        export_run(ours(tmp_path, **settings), tmp_path / "theirs")
    assert not (tmp_path / "theirs").exists()


def test_a_run_that_cannot_be_read_is_named_when_writing(tmp_path: Path) -> None:
    with pytest.raises(RunUnreadable, match='"scan" is needed'):
        export_run(ours(tmp_path, scan=None), tmp_path)
    with pytest.raises(RunUnreadable):
        export_run(tmp_path / "none.json", tmp_path)
    with pytest.raises(FileUnreadable, match=r"none\.csv"):
        export_run(ours(tmp_path, cases="none.csv"), tmp_path)
    with pytest.raises(FileUnreadable, match="no column sex"):
        export_run(ours(tmp_path, covariates=["sex"]), tmp_path)
    (tmp_path / "d.csv").write_text("area,date,cases\nA1,2001-11-03,\n", encoding="utf-8")
    with pytest.raises(RowRefused, match="line 2"):
        export_run(ours(tmp_path, cases="d.csv"), tmp_path)


def test_a_scan_of_places_with_dated_cases_names_the_days_they_span(tmp_path: Path) -> None:
    (tmp_path / "c2.csv").write_text("area,date,cases\nA1,1975,2\nA1,1973,1\n", encoding="utf-8")
    (tmp_path / "p.csv").write_text("area,population\nA1,50\n", encoding="utf-8")
    path = ours(tmp_path, cases="c2.csv", population="p.csv", model="poisson", scan="spatial", start=None, end=None)
    written = export_run(path, tmp_path / "theirs").files[0].read_text(encoding="utf-8")
    assert "PrecisionCaseTimes=1" in written
    assert "StartDate=1973/1/1\nEndDate=1975/12/31" in written
    assert (tmp_path / "theirs" / "run.pop").read_text(encoding="utf-8") == "A1 2000 50\n"
