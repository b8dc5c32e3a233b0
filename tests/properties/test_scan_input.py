"""Whatever the tables hold, a scan answers rightly or says in one sentence what is wrong."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import scans
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lamplighter.scanning import Population, ScanSettings, run_file, scan
from lamplighter.scanning.errors import NoPopulation, ScanError, StratumWithoutPopulation

POINTS = [(0.0, 0.0), (1.0, 0.0), (4.0, 1.0)]
AREAS = st.sampled_from(["A0", "A1", "A2", "A2", "elsewhere", ""])
DAYS = st.sampled_from(["2026-01-01", "2026-01-02", "2026-01-03", "2025-12-31", "2026-02-30", "2026", "soon", ""])
NUMBERS = st.sampled_from(["0", "1", "2", "7", "-1", "1.5", "1e400", "nan", "many", ""])
TABLES = {
    "permutation": None,
    "poisson": ("population", "population"),
    "bernoulli": ("controls", "controls"),
    "expectation_poisson": ("baseline", "expected"),
    "expectation_negative_binomial": ("baseline", "expected"),
}


def written(header: str, rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join([header, *(",".join(row) for row in rows)]) + "\n"


# Mostly right rows, so that not every example is refused at its first line.
RIGHT = st.tuples(st.sampled_from(["A0", "A1", "A2"]), st.sampled_from(["2026-01-01", "2026-01-03"]), st.just("3"))
ROWS = st.lists(st.one_of(RIGHT, RIGHT, RIGHT, st.tuples(AREAS, DAYS, NUMBERS)), max_size=8)


@settings(deadline=None, max_examples=80)
@given(
    model=st.sampled_from(scans.MODELS),
    kind=st.sampled_from(scans.SCANS),
    cases=ROWS,
    behind=ROWS,
    points=st.lists(st.tuples(st.sampled_from(["A0", "A1", "A2"]), NUMBERS, NUMBERS), max_size=3),
)
def test_any_tables_are_answered_or_refused_in_a_sentence(
    model: str, kind: str, cases: list[tuple[str, ...]], behind: list[tuple[str, ...]], points: list[tuple[str, ...]]
) -> None:
    named = TABLES[model]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        right = [(f"A{number}", str(x), str(y)) for number, (x, y) in enumerate(POINTS)]
        (folder / "areas.csv").write_text(written("area,x,y", points or right))
        (folder / "cases.csv").write_text(written("area,date,cases", cases))
        chosen: dict[str, object] = {"cases": "cases.csv", "areas": "areas.csv", "coordinates": "x_y", "model": model}
        if named:
            (folder / "behind.csv").write_text(written(f"area,date,{named[1]}", behind))
            chosen[named[0]] = "behind.csv"
        span = {"scan": kind, "start": "2026-01-01", "end": "2026-01-03", "replicates": 9, "min_cases": 1}
        (folder / "run.json").write_text(json.dumps(chosen | span))
        said = "answered."
        try:
            result = run_file(folder / "run.json", folder / "result.json", 1)
            assert result.cases == sum(
                int(row[2]) for row in cases if row[1] in ("2026-01-01", "2026-01-02", "2026-01-03")
            )
        except ScanError as error:
            said = str(error)
        assert said.endswith(".")
        assert "{" not in said


def setting(model: str, kind: str, days: int, **changes: object) -> ScanSettings:
    return scans.settings_for(days, model=model, scan=kind, min_cases=1, **changes)


EVERY = [
    (model, kind) for model in scans.MODELS for kind in (scans.THROUGH_TIME if model == "permutation" else scans.SCANS)
]


@pytest.mark.parametrize(("model", "kind"), EVERY)
@pytest.mark.parametrize("shape", ["circle", "subset", "ellipse"])
def test_one_place_one_case_and_all_cases_in_one_place_are_answered(model: str, kind: str, shape: str) -> None:
    if "temporal" in kind or (shape == "subset" and model.endswith("binomial")):
        shape = "circle"
    one_place: NDArray[np.int64] = np.array([[1, 2, 0, 4]])
    one_case, all_in_one = np.zeros((2, 3, 4), np.int64)
    one_case[1, 2] = 1
    all_in_one[1] = [3, 0, 2, 2]
    for table in (one_place, one_case, all_in_one):
        for rates in ("high", "low", "both"):
            points = POINTS[: len(table)]
            result = scans.scanned(table, points, setting(model, kind, 4, shape=shape, rates=rates, max_share=1.0))
            assert result.cases == table.sum()
            for cluster in result.clusters:
                assert np.isfinite([cluster.test_statistic, cluster.expected, cluster.p_value]).all()
                assert 0 < cluster.p_value < 1


@pytest.mark.parametrize("kind", scans.SCANS)
def test_nobody_at_all_or_nobody_where_cases_are_is_refused(kind: str) -> None:
    table = np.array([[1, 0, 2], [0, 1, 0], [1, 1, 1]])
    areas = scans.areas_at(POINTS)
    with pytest.raises(StratumWithoutPopulation):
        scan(scans.cases_of(table), areas, setting("poisson", kind, 3), population=Population(["A0"], [0]))
    with pytest.raises(NoPopulation, match='"A1"'):
        scan(scans.cases_of(table), areas, setting("poisson", kind, 3), population=Population(["A0", "A2"], [5, 5]))
