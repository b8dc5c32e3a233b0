from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import small_county
import street_crime
from street_crime import row

from lamplighter.feeds.police_uk import import_files
from lamplighter.feeds.recorded import MonthlyCount, Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("recorded")
    rows = [
        row("a"), row("b"), row("c", place=(3, 3)), row("d", month="2025-02"), row("e", month="2025-03"),
        row("f", category="Burglary"), row("far", place=(60, 60)),
    ]  # fmt: skip
    with small_county.pack(folder / "county") as pack:
        import_files([street_crime.write(folder / "m.csv", *rows)], folder / "store.sqlite3", pack)
    with Store(folder / "store.sqlite3") as opened:
        yield opened


def test_counts_are_by_area_and_month(store: Store) -> None:
    assert store.monthly_counts(["Drugs"], until="2025-02") == [
        MonthlyCount("A1", "2025-01", 2),
        MonthlyCount("A1", "2025-02", 1),
        MonthlyCount("A4", "2025-01", 1),
    ]


def test_both_ends_of_a_span_are_included_and_may_be_days(store: Store) -> None:
    keys = [offence.key for offence in store.offences(since=date(2025, 2, 28), until=date(2025, 3, 1))]
    assert keys == ["d", "e"]


def test_categories_narrow_what_is_given(store: Store) -> None:
    assert [offence.key for offence in store.offences(categories=["Burglary"])] == ["f"]
    assert store.categories() == {"Drugs": 5, "Burglary": 1}


def test_offences_outside_are_kept_apart(store: Store) -> None:
    assert "far" not in {offence.key for offence in store.offences()}
    assert (store.count(), store.count(outside=True)) == (6, 1)
    assert store.months() == ["2025-01", "2025-02", "2025-03"]


def test_an_empty_store_answers_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "new" / "store.sqlite3") as empty:
        assert (list(empty.offences()), empty.monthly_counts(), empty.months()) == ([], [], [])
