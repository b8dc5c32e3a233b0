"""Reads open tables, plain or gzip, with columns renamed to ours; a table that is not there is None, not an error."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from lamplighter.feeds.errors import ColumnMissing, TableUnreadable, ValueRefused


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, by our column names; knows where it stands, for the sentence when it is wrong."""

    path: Path
    line: int
    values: Mapping[str, str]

    def text(self, column: str) -> str:
        """The text of a column, empty if there is none."""
        return self.values.get(column, "").strip()

    def number(self, column: str) -> float | None:
        """The number in a column, None where blank; thousands may have commas."""
        text = self.text(column).replace(",", "")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not isfinite(value):
            raise self.refused(column, "a number")
        return value

    def needed(self, column: str) -> float:
        """The number in a column that must have one."""
        value = self.number(column)
        if value is None:
            raise self.refused(column, "a number")
        return value

    def refused(self, column: str, wanted: str) -> ValueRefused:
        """The error that says what this row should have held."""
        return ValueRefused(path=self.path, line=self.line, column=column, wanted=wanted, value=self.text(column)[:60])


def present(folder: Path, names: Sequence[str]) -> list[Path]:
    """The files that are there, wildcards resolved, in order of name."""
    found: list[Path] = []
    for name in names:
        found += sorted(folder.glob(name)) if "*" in name else [folder / name]
    return [path for path in found if path.is_file()]


def rows(path: Path, columns: Mapping[str, str], needed: Sequence[str]) -> Iterator[Row]:
    """The rows of a CSV table or a JSON list of objects, with `columns` (ours: theirs) applied."""
    source = _json_rows(path) if _bare_suffix(path) in {".json", ".geojson"} else _csv_rows(path)
    for line, values in source:
        for column in needed:
            if columns.get(column, column) not in values:
                known = ", ".join(values)
                raise ColumnMissing(path=path, column=columns.get(column, column), columns=known)
        renamed = {ours: values[theirs] for ours, theirs in columns.items() if theirs in values}
        yield Row(path, line, values | renamed)


def read_text(path: Path) -> str:
    """The text of a plain or gzip file."""
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise TableUnreadable(path=path, problem=error) from None


def read_json(path: Path) -> Any:
    """The content of a JSON file."""
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise TableUnreadable(path=path, problem=error) from None


def _bare_suffix(path: Path) -> str:
    return Path(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _csv_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""))
    try:
        for values in reader:
            yield reader.line_num, {k: v or "" for k, v in values.items() if k is not None}
    except csv.Error as error:
        raise TableUnreadable(path=path, problem=f"line {reader.line_num}: {error}") from None


def _json_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    objects = read_json(path)
    if not isinstance(objects, list) or not all(isinstance(each, dict) for each in objects):
        raise TableUnreadable(path=path, problem="it is not a list of objects.")
    for position, values in enumerate(objects, start=1):
        yield position, {str(k): "" if v is None else str(v) for k, v in values.items()}
