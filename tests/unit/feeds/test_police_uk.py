from __future__ import annotations

import gzip
import sqlite3
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import small_county
import street_crime
from street_crime import row

from lamplighter.feeds import police_uk
from lamplighter.feeds.errors import NothingToImport, StoreUnreadable
from lamplighter.feeds.police_uk import ImportReport, import_files
from lamplighter.feeds.recorded import Store
from lamplighter.places import Pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    with small_county.pack(tmp_path_factory.mktemp("county")) as opened:
        yield opened


def numbers(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.added, report.repeated, report.outside, report.refused


def test_every_row_is_added_repeated_outside_or_refused(tmp_path: Path, pack: Pack) -> None:
    rows = [row("a"), row("b"), row("a"), row("c", place=(50, 50)), row("d", place=None), row("e", month="2025-13")]
    report = import_files([street_crime.write(tmp_path / "m.csv", *rows)], tmp_path / "store.sqlite3", pack)
    assert numbers(report) == (6, 2, 1, 2, 1)
    assert str(report) == "6 rows read: 2 added, 1 repeated, 2 outside, 1 refused"


def test_a_second_import_adds_nothing_whatever_the_file_is_called(tmp_path: Path, pack: Pack) -> None:
    rows = [row("a"), row(), row(), row(place=(3, 3)), row("far", place=(60, 60))]
    store = tmp_path / "store.sqlite3"
    import_files([street_crime.write(tmp_path / "m.csv", *rows)], store, pack)
    again = import_files([street_crime.write(tmp_path / "copy" / "other.csv", *rows)], store, pack)
    assert numbers(again) == (5, 0, 5, 0, 0)


def test_like_rows_without_an_id_are_offences_of_their_own(tmp_path: Path, pack: Pack) -> None:
    file = street_crime.write(tmp_path / "m.csv", row(), row(), row(), row(category="Burglary"))
    assert numbers(import_files([file], tmp_path / "store.sqlite3", pack)) == (4, 4, 0, 0, 0)


def test_a_later_file_with_one_more_like_row_adds_that_one(tmp_path: Path, pack: Pack) -> None:
    store = tmp_path / "store.sqlite3"
    import_files([street_crime.write(tmp_path / "a.csv", row(), row())], store, pack)
    later = import_files([street_crime.write(tmp_path / "b.csv", row(), row(), row())], store, pack)
    assert (later.added, later.repeated) == (1, 2)


def test_columns_in_another_order_and_blank_ones_left_out_are_the_same_rows(tmp_path: Path, pack: Pack) -> None:
    store = tmp_path / "store.sqlite3"
    import_files([street_crime.write(tmp_path / "a.csv", row(), row())], store, pack)
    order = [n for n in reversed(range(len(street_crime.COLUMNS))) if street_crime.COLUMNS[n] != "Context"]
    lines = [",".join(values[n] for n in order) for values in (list(street_crime.COLUMNS), row(), row())]
    (tmp_path / "b.csv").write_text("\n".join(lines))
    assert import_files([tmp_path / "b.csv"], store, pack).added == 0


def test_gzip_folders_and_archives_in_archives_are_read(tmp_path: Path, pack: Pack) -> None:
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("2025-03/2025-03-smallshire-street.csv", street_crime.text([row("c", month="2025-03")]))
    with zipfile.ZipFile(tmp_path / "latest.zip", "w") as archive:
        archive.writestr("2025-02/street.csv", street_crime.text([row("b", month="2025-02")]))
        archive.writestr("2025-02/smallshire-outcomes.csv", "Crime ID,Month\nb,2025-02\n")
        archive.writestr("__MACOSX/._street.csv", "rubbish")
        archive.writestr("older.zip", inner.getvalue())
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "m.csv.gz").write_bytes(gzip.compress(street_crime.text([row("a")]).encode()))
    report = import_files([tmp_path], tmp_path.parent / f"{tmp_path.name}.sqlite3", pack)
    assert numbers(report) == (3, 3, 0, 0, 0)
    assert report.left_out == ["latest.zip/2025-02/smallshire-outcomes.csv"]


def test_refusals_name_file_line_and_reason(tmp_path: Path, pack: Pack) -> None:
    lines = street_crime.text([row("a"), row("b")]).splitlines()
    bad = [
        lines[1].replace("2025-01", "Jan 2025"),
        lines[1].replace("52.0", "0.0"),
        lines[1] + ",extra",
        lines[1].replace("On or", '"On or'),
        lines[1].replace("Drugs", ""),
        lines[1].replace("a,", "a" * 200 + ",", 1),
    ]
    (tmp_path / "m.csv").write_text("\n".join([*lines, "", *bad]))
    report = import_files([tmp_path / "m.csv"], tmp_path / "store.sqlite3", pack)
    assert numbers(report) == (8, 2, 0, 0, 6)
    assert [refusal.line for refusal in report.refusals] == [5, 6, 7, 8, 9, 10]
    expected = ("the month should read", "the latitude should lie", "13 columns where", "not closed", "no crime type",
                "more than 128")  # fmt: skip
    assert all(words in refusal.reason for words, refusal in zip(expected, report.refusals, strict=True))
    police_uk.write_refusals(report, tmp_path / "refused.csv")
    assert (tmp_path / "refused.csv").read_text().splitlines()[1].startswith("m.csv,5,")


def test_wrong_encodings_cost_only_their_own_rows(tmp_path: Path, pack: Pack) -> None:
    good, bad = row("a"), row("b")
    bad[6] = "On or near Café Row"
    (tmp_path / "latin.csv").write_bytes(street_crime.text([good, bad]).encode("latin-1"))
    (tmp_path / "marked.csv").write_bytes(street_crime.text([row("c"), bad]).encode("utf-8-sig"))
    (tmp_path / "wide.csv").write_bytes(street_crime.text([row("d")]).encode("utf-16"))
    report = import_files([tmp_path], tmp_path.parent / f"{tmp_path.name}.sqlite3", pack)
    assert report.added == 3
    assert report.refusals[0] == police_uk.Refusal("latin.csv", 3, "not UTF-8 text")
    assert {refusal.file for refusal in report.refusals} == {"latin.csv", "wide.csv"}


def test_a_file_without_the_columns_refuses_each_of_its_rows(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "m.csv").write_text("Crime ID,Month\na,2025-01\nb,2025-01\n")
    report = import_files([tmp_path / "m.csv"], tmp_path / "store.sqlite3", pack)
    assert numbers(report) == (2, 0, 0, 0, 2)
    assert "names no column “Longitude”" in report.refusals[0].reason


def test_a_file_that_breaks_off_keeps_its_good_rows_and_says_where(tmp_path: Path, pack: Pack) -> None:
    whole = gzip.compress(street_crime.text([row(str(n)) for n in range(5000)]).encode())
    (tmp_path / "m.csv.gz").write_bytes(whole[: len(whole) // 2])
    report = import_files([tmp_path / "m.csv.gz"], tmp_path / "store.sqlite3", pack)
    assert report.refused == 1
    assert "the file breaks off here" in report.refusals[0].reason
    assert report.added == report.read - 1


def test_a_broken_archive_is_refused_and_the_rest_is_taken(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 not really")
    street_crime.write(tmp_path / "b.csv", row("b"))
    report = import_files([tmp_path], tmp_path.parent / f"{tmp_path.name}.sqlite3", pack)
    assert (report.added, report.refusals[0].file) == (1, "a.zip")


def test_a_line_too_long_to_be_a_row_is_refused_once(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "m.csv").write_text(street_crime.text([row("a")]) + "x" * 200_000 + "\n" + ",".join(row("b")) + "\n")
    assert numbers(import_files([tmp_path / "m.csv"], tmp_path / "store.sqlite3", pack)) == (3, 2, 0, 0, 1)


def test_a_crash_in_the_middle_of_a_file_loses_and_doubles_nothing(
    tmp_path: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store.sqlite3"
    files = [street_crime.write(tmp_path / f"{name}.csv", *(row(f"{name}{n}") for n in range(10))) for name in "ab"]
    add = Store.add

    def failing(self: Store, values: tuple[object, ...]) -> bool:
        if values[0] == "b5":
            raise KeyboardInterrupt
        return add(self, values)

    with monkeypatch.context() as broken:
        broken.setattr(Store, "add", failing)
        with pytest.raises(KeyboardInterrupt):
            import_files(files, store, pack)
    with Store(store) as half:
        assert half.count() == 10
    again = import_files(files, store, pack)
    assert (again.added, again.repeated) == (10, 10)


def test_offences_are_placed_by_coordinates_not_by_the_code_of_their_file(tmp_path: Path, pack: Pack) -> None:
    file = street_crime.write(tmp_path / "m.csv", row("a", place=(3, 3)), row("b", place=(1.6, 3)))
    import_files([file], tmp_path / "store.sqlite3", pack)
    with Store(tmp_path / "store.sqlite3") as store:
        assert {offence.key: offence.area for offence in store.offences()} == {"a": "A4", "b": "A5"}


def test_another_pack_places_what_is_there_again(tmp_path: Path, pack: Pack) -> None:
    store = tmp_path / "store.sqlite3"
    file = street_crime.write(tmp_path / "m.csv", row("a"), row("far", place=(60, 60)), row("none", place=None))
    without = import_files([file], store, None)
    assert numbers(without) == (3, 2, 0, 1, 0)
    assert import_files([file], store, pack).added == 0
    with Store(store) as opened:
        assert [(offence.key, offence.area) for offence in opened.offences()] == [("a", "A1")]
        assert opened.count(outside=True) == 2


def test_nothing_to_import_is_a_sentence(tmp_path: Path, pack: Pack) -> None:
    for missing in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(NothingToImport, match="no monthly CSV file"):
            import_files([missing], tmp_path / "store.sqlite3", pack)


def test_a_file_that_is_no_store_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite3").write_text("this is not a store" * 100)
    with pytest.raises(StoreUnreadable):
        Store(tmp_path / "store.sqlite3")
    with sqlite3.connect(tmp_path / "other.sqlite3") as db:
        db.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
        db.execute("INSERT INTO meta VALUES ('format', '99')")
    db.close()
    with pytest.raises(StoreUnreadable):
        Store(tmp_path / "other.sqlite3")


def test_progress_is_told_file_by_file(tmp_path: Path, pack: Pack) -> None:
    for name in "ab":
        street_crime.write(tmp_path / f"{name}.csv", row(name))
    told: list[tuple[str, int, int]] = []
    store = tmp_path.parent / f"{tmp_path.name}.sqlite3"
    import_files([tmp_path], store, pack, progress=lambda *step: told.append(step))
    assert told == [("a.csv", 1, 2), ("b.csv", 2, 2)]
