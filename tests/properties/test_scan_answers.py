"""Whatever it is given, a scan answers rightly or says in a sentence why it cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import scans
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lamplighter.scanning import Areas, Cases, Cluster, ScanSettings, scan
from lamplighter.scanning.errors import ScanError

Drawn = tuple[NDArray[np.int64], list[tuple[float, float]], ScanSettings]


def days_of(cluster: Cluster) -> slice:
    """The columns of the table that a cluster's days are."""
    assert cluster.start is not None
    assert cluster.end is not None
    return slice((cluster.start - scans.FIRST).days, (cluster.end - scans.FIRST).days + 1)


def apart_in_time(one: Cluster, other: Cluster) -> bool:
    first, second = sorted((days_of(one), days_of(other)), key=lambda days: int(days.start))
    return bool(first.stop < second.start)


unhurried = settings(deadline=None, max_examples=40)


@unhurried
@given(study=scans.studies())
def test_clusters_are_best_first_and_never_meet_in_place_and_time(study: Drawn) -> None:
    table, points, wanted = study
    clusters = scans.scanned(table, points, wanted).clusters
    statistics = [cluster.test_statistic for cluster in clusters]
    assert all(better >= worse * (1 - 1e-9) for better, worse in pairwise(statistics))
    assert all(0 < cluster.p_value < 1 for cluster in clusters)
    for number, cluster in enumerate(clusters):
        for other in clusters[:number]:
            shared = set(cluster.areas) & set(other.areas)
            assert not shared or (wanted.overlap == "other_times" and apart_in_time(cluster, other))


@unhurried
@given(study=scans.studies())
def test_a_cluster_counts_the_cases_of_its_own_areas_and_days(study: Drawn) -> None:
    table, points, wanted = study
    for cluster in scans.scanned(table, points, wanted).clusters:
        rows = [place for place in range(len(table)) if cluster.areas == ("All",) or f"A{place}" in cluster.areas]
        days = days_of(cluster)
        assert cluster.observed == table[rows, days].sum()
        if wanted.model == "permutation":
            share = table[rows].sum() / table.sum()
            assert np.isclose(cluster.expected, share * table[:, days].sum())


@unhurried
@given(study=scans.studies())
def test_what_is_asked_of_a_cluster_holds(study: Drawn) -> None:
    table, points, wanted = study
    for cluster in scans.scanned(table, points, wanted).clusters:
        if wanted.model != "expectation_negative_binomial":
            # A score weighs cells by how much they vary, so a plain count may lie on the other side.
            assert (cluster.observed > cluster.expected) or wanted.rates != "high"
            assert (cluster.observed < cluster.expected) or wanted.rates != "low"
        assert cluster.observed >= wanted.min_cases or wanted.rates != "high"
        assert wanted.max_radius_km is None or cluster.radius_km * cluster.stretch <= wanted.max_radius_km * (1 + 1e-9)
        assert not wanted.prospective or days_of(cluster).stop == table.shape[1]


@unhurried
@given(study=scans.studies(), threads=st.integers(2, 5), replicates=st.sampled_from([1, 63, 64, 65, 150]))
def test_the_answer_is_the_same_whatever_the_number_of_threads(study: Drawn, threads: int, replicates: int) -> None:
    table, points, wanted = study
    wanted = replace(wanted, replicates=replicates)
    one, several = (scans.scanned(table, points, wanted, number) for number in (1, threads))
    assert one.clusters == several.clusters
    assert one.maxima.tolist() == several.maxima.tolist()
    fewer = scans.scanned(table, points, replace(wanted, replicates=1))
    assert fewer.maxima[0] == one.maxima[0]


@unhurried
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["A0", "A1", "nowhere"]), st.integers(-3, 9), st.integers(-2, 5)), max_size=9
    ),
    points=st.lists(st.tuples(st.floats(), st.floats()), max_size=3),
)
def test_odd_input_is_answered_or_refused_with_a_sentence(
    rows: list[tuple[str, int, int]], points: list[tuple[float, float]]
) -> None:
    wanted = scans.settings_for(7, coordinates="lat_lon")
    refusal = ""
    try:
        areas = Areas([f"A{number}" for number in range(len(points))], np.array(points, np.float64))
        days = [scans.FIRST + timedelta(days=day) for _, day, _ in rows]
        cases = Cases([area for area, _, _ in rows], days, [count for _, _, count in rows])
        result = scan(cases, areas, wanted, threads=1)
        assert result.outside == sum(count for _, day, count in rows if not 0 <= day < 7)
    except ScanError as error:
        refusal = str(error)
    assert refusal == "" or refusal.endswith(".")
