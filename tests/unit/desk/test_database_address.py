from __future__ import annotations

from pathlib import Path

import pytest

from lamplighter.desk.database import connection
from lamplighter.desk.errors import DatabaseAddressNotUnderstood


def test_without_an_address_the_desk_keeps_its_records_in_one_file(tmp_path: Path) -> None:
    found = connection("", tmp_path / "desk" / "desk.sqlite3")
    assert found["NAME"] == str(tmp_path / "desk" / "desk.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_postgresql_address_is_taken_apart(tmp_path: Path) -> None:
    found = connection("postgresql://lamp:p%40ss@db.example:5433/desk?sslmode=require", tmp_path / "x")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "lamp",
        "p@ss",
        "db.example",
        "5433",
        "desk",
    )
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("address", ["mysql://a/b", "postgresql://host", "nonsense"])
def test_an_address_that_is_not_postgresql_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseAddressNotUnderstood):
        connection(address, tmp_path / "x")
